//! The one guard that every route crosses: who is there, may they, and does the request come from our own page.

use crate::audit::{self, Actor, Call};
use crate::language::Lang;
use crate::people::store::{self, Session};
use crate::people::{Person, Role};
use crate::problem::{Forbidden, Problem};
use crate::web::front_door::RouteName;
use crate::web::parcel::{Parcel, is_parcel};
use crate::web::reception::Heads;
use crate::web::{App, shell};
use axum::body::Body;
use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::Duration;

pub const COOKIE: &str = "__Host-sid";
/// Most a request may bring to a route.
pub const BODY_LIMIT: usize = 256 * 1024;
/// The form around files that come.
pub const FORM_LIMIT: usize = 64 * 1024;
const BODY_DEADLINE: Duration = Duration::from_secs(30);

/// Who may use a route, and on which unit's things.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Nobody has to be signed in; the roles are then of no account.
    pub public: bool,
    pub roles: &'static [Role],
    pub scope: Scope,
}

/// What the `{unit}` in a route's path must be to the visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The route names no unit, or does not care.
    Any,
    /// Their own, or any if their role sees all units.
    Readable,
    /// Their own.
    Own,
}

/// Who asks. Every handler gets it as `Arc<Visitor>`, and none can ask for a copy of its own.
#[derive(Debug)]
pub struct Visitor {
    pub person: Option<Person>,
    pub session: Option<Session>,
    pub request: Call,
    /// Where the programmes stood when the visitor was let in; empty for those who were not asked who they are.
    pub heads: Heads,
}

impl Visitor {
    pub fn nobody(request: Call) -> Self {
        Visitor { person: None, session: None, request, heads: Heads::default() }
    }

    /// The person, if somebody is signed in.
    pub fn signed_in(&self) -> Result<&Person, Problem> {
        self.person.as_ref().ok_or(Problem::NotSignedIn)
    }

    pub fn actor(&self, app: &App) -> Result<Actor, Problem> {
        Ok(Actor { person: self.signed_in()?.clone(), now: app.clock.now(), request: self.request.clone() })
    }

    pub fn csrf(&self) -> &str {
        self.session.as_ref().map_or("", |session| &session.csrf)
    }
}

/// What the guard of one route knows.
#[derive(Clone)]
pub struct Post {
    pub app: App,
    pub rule: Rule,
    pub route: &'static str,
    pub api: bool,
    /// Whether forms with files may come this way.
    pub files: bool,
}

pub async fn guard(State(mut post): State<Post>, params: RawPathParams, request: Request, next: Next) -> Response {
    // A script that asks for what is not there is answered as a script.
    post.api |= request.uri().path().starts_with("/api/");
    let lang = asked_language(request.uri().query().unwrap_or_default());
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str()).to_owned();
    let method = request.method().clone();
    let call = request.extensions().get::<Call>().cloned().unwrap_or_default();
    let (visitor, outcome) = match identify(&post, request.headers(), call.clone()).await {
        Ok(visitor) => {
            let visitor = Arc::new(visitor);
            let outcome = pass(&post, Arc::clone(&visitor), &params, request, next).await;
            (visitor, outcome)
        }
        Err(problem) => (Arc::new(Visitor::nobody(call)), Err(problem)),
    };
    let mut response = outcome.unwrap_or_else(IntoResponse::into_response);
    if let Some(problem) = response.extensions().get::<Problem>().cloned() {
        if problem == Problem::NotSignedIn || matches!(problem, Problem::Forbidden(_)) {
            tracing::warn!(route = post.route, status = problem.status(), "Turned away");
        }
        if problem == Problem::Forbidden(Forbidden::Role)
            && let Ok(actor) = visitor.actor(&post.app)
        {
            let object = format!("{method} {}", address.split('?').next().unwrap_or_default());
            if let Err(error) = audit::turned_away(&post.app.db, &post.app.audit_key, &actor, object).await {
                tracing::error!(?error, "An attempt that was turned away could not be noted");
            }
        }
        response = if post.api {
            crate::web::api::problem_response(&problem, lang)
        } else {
            let typed = response.extensions().get::<TypedBefore>().map(|typed| typed.0.clone());
            shell::problem_page(&visitor, lang, &address, &problem, typed).await
        };
    }
    response.extensions_mut().insert(RouteName(post.route));
    response
}

async fn identify(post: &Post, headers: &HeaderMap, request: Call) -> Result<Visitor, Problem> {
    let nobody = Visitor::nobody(request);
    if let Some(token) = bearer(headers).filter(|_| post.api) {
        let (person, heads) = post.app.reception.bearer(token, post.app.clock.now()).await?;
        return Ok(Visitor { person: Some(person.ok_or(Problem::NotSignedIn)?), heads, ..nobody });
    }
    let Some(secret) = cookie(headers) else { return Ok(nobody) };
    let now = post.app.clock.now();
    let (session, heads) = post.app.reception.session(secret, now).await?;
    let Some((session, note)) = session else { return Ok(nobody) };
    if note {
        let mut tx = post.app.db.write().await?;
        store::note_seen(&mut tx, &session.hash, now).await?;
        tx.commit().await?;
    }
    Ok(Visitor { person: Some(session.person.clone()), session: Some(session), heads, ..nobody })
}

async fn pass(
    post: &Post,
    visitor: Arc<Visitor>,
    params: &RawPathParams,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let unit = params.iter().find(|(name, _)| *name == "unit").map(|(_, unit)| unit);
    let allowed = allows(&post.rule, visitor.person.as_ref(), unit);
    if allowed == Err(Problem::NotSignedIn) && post.route == TYPED && request.method() == Method::POST {
        return typed_before(request).await;
    }
    allowed?;
    let safe = request.method() == Method::GET || request.method() == Method::HEAD;
    if !safe && visitor.session.is_some() {
        request = same_site(&visitor, request, post).await?;
    }
    request.extensions_mut().insert(visitor);
    Ok(next.run(request).await)
}

/// Where people type for a long time: when the session has ended meanwhile, what was typed goes along to the
/// sign-in page and comes back from there.
const TYPED: &str = "/my/reports/{period}";

/// A form that came after its session had ended, as it was posted.
#[derive(Clone)]
pub struct TypedBefore(pub String);

async fn typed_before(request: Request) -> Result<Response, Problem> {
    let reading = tokio::time::timeout(BODY_DEADLINE, axum::body::to_bytes(request.into_body(), BODY_LIMIT));
    let bytes = reading.await.map_err(|_| Problem::TooLarge)?.map_err(|_| Problem::TooLarge)?;
    let mut response = Problem::NotSignedIn.into_response();
    response.extensions_mut().insert(TypedBefore(String::from_utf8_lossy(&bytes).into_owned()));
    Ok(response)
}

/// Whether the rule lets this person through to things of `unit`.
pub fn allows(rule: &Rule, person: Option<&Person>, unit: Option<&str>) -> Result<(), Problem> {
    if rule.public {
        return Ok(());
    }
    let person = person.ok_or(Problem::NotSignedIn)?;
    let role = rule.roles.contains(&person.role);
    let unit = match (rule.scope, unit) {
        (Scope::Any, _) => true,
        (Scope::Readable, Some(unit)) => person.may_read(unit),
        (Scope::Own, Some(unit)) => person.belongs_to(unit),
        (_, None) => false,
    };
    if role && unit { Ok(()) } else { Err(Problem::Forbidden(Forbidden::Role)) }
}

/// A request that changes something and carries a session must say where it comes from, and a form must
/// carry the session's token. The browser's own word is checked at the front door; it is silent when both
/// headers are missing, and this is not.
async fn same_site(visitor: &Visitor, request: Request, post: &Post) -> Result<Request, Problem> {
    let cross = Problem::Forbidden(Forbidden::CrossSite);
    let headers = request.headers();
    if headers.get(header::ORIGIN).is_none() && headers.get("sec-fetch-site").is_none() {
        return Err(cross);
    }
    // Whoever signs in a second time sends a form that was made before there was a session.
    if post.rule.public {
        return Ok(request);
    }
    if post.api {
        return match headers.get("x-csrf-token").and_then(|token| token.to_str().ok()) {
            Some(token) if token == visitor.csrf() => Ok(request),
            _ => Err(cross),
        };
    }
    if post.files && is_parcel(headers) {
        // The form is read as it comes; what was read of it cannot be read again, so the handler is given the rest.
        let mut bare = Request::new(Body::empty());
        *bare.method_mut() = request.method().clone();
        *bare.uri_mut() = request.uri().clone();
        *bare.headers_mut() = headers.clone();
        let extensions = request.extensions().clone();
        let (token, parcel) = Parcel::open(request).await?;
        if token != visitor.csrf() {
            return Err(cross);
        }
        *bare.extensions_mut() = extensions;
        bare.extensions_mut().insert(parcel);
        return Ok(bare);
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Problem::NotAForm);
    }
    let (parts, body) = request.into_parts();
    let reading = tokio::time::timeout(BODY_DEADLINE, axum::body::to_bytes(body, BODY_LIMIT));
    let bytes = reading.await.map_err(|_| Problem::TooLarge)?.map_err(|_| Problem::TooLarge)?;
    let fields: Vec<(String, String)> = serde_html_form::from_bytes(&bytes).unwrap_or_default();
    if !fields.iter().any(|(name, value)| name == "_csrf" && value == visitor.csrf()) {
        return Err(cross);
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

pub fn asked_language(query: &str) -> Lang {
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(|tag| tag.parse().ok()).unwrap_or_default()
}

impl IntoResponse for Problem {
    /// The status and the problem itself; the guard turns it into a page or into problem+json.
    fn into_response(self) -> Response {
        let status =
            axum::http::StatusCode::from_u16(self.status()).unwrap_or(axum::http::StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
