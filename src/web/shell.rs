//! The frame around every page, and how a page becomes an answer.

mod foot;
mod inside;
mod moment;
mod template;

use foot::foot;
use moment::moment;
use template::{Hole, marker};
pub use template::{Template, csrf_marker, idem_marker};

use crate::language::Lang;
use crate::people::Role;
use crate::problem::Problem;
use crate::web::guard::Visitor;
use crate::web::pages::Page;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use std::sync::{Arc, Mutex};

/// What the frame says about a page.
#[derive(Clone)]
pub struct Frame {
    pub lang: Lang,
    pub title: String,
    /// Whether something on the page waits for the bundle, and it is there.
    pub islands: bool,
    pub large: bool,
    /// Whether the browser listens to keys.
    pub keys: bool,
    /// The style that sets the head of every printed sheet; none where the page says it itself.
    pub running_head: Option<String>,
    /// Below which address links may lead, on a page for people who are not signed in.
    pub inside: Option<String>,
}

/// Renders a view inside a document.
pub async fn render(frame: Frame, body: impl Fn() -> AnyView + Send + Sync + 'static) -> Result<Template, Problem> {
    let nonce = Arc::new(Mutex::new(None::<String>));
    let seen = Arc::clone(&nonce);
    let context = move || {
        if let (Some(drawn), Ok(mut seen)) = (leptos::nonce::use_nonce(), seen.lock()) {
            *seen = Some(drawn.to_string());
        }
    };
    let (islands, own) = (frame.islands, frame.inside.clone());
    let body = Arc::new(body);
    let document = move || document(&frame, body());
    let handler = leptos_axum::render_app_async_with_context(context, document);
    let response = handler(Request::new(Body::empty())).await;
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.map_err(|_| broken("render"))?;
    let html = String::from_utf8(bytes.to_vec()).map_err(|_| broken("utf-8"))?;
    // Without islands nothing in the browser waits for the scripts that follow the document.
    let html = match html.split_once("</html>") {
        Some((document, _)) if !islands => format!("{document}</html>"),
        _ => html,
    };
    let drawn = nonce.lock().ok().and_then(|mut seen| seen.take());
    let html = match drawn {
        Some(drawn) if !drawn.is_empty() => html.replace(&drawn, &marker(Hole::Nonce)),
        _ => html,
    };
    let html = own.map_or_else(|| html.clone(), |own| inside::keep_inside(&html, &own));
    Ok(Template::cut(&html))
}

fn broken(what: &str) -> Problem {
    let id = crate::db::new_id();
    tracing::error!(incident = id, what, "A page could not be rendered");
    Problem::Internal { id }
}

fn document(frame: &Frame, body: AnyView) -> impl IntoView + use<> {
    let options = LeptosOptions::builder().output_name("pilotboard").build();
    let scripts = frame.islands.then(|| view! { <HydrationScripts options=options islands=true/> });
    let running_head = frame.running_head.clone();
    let running_head = running_head.map(|address| view! { <link rel="stylesheet" media="print" href=address/> });
    // Text that Leptos puts into `<title>` is neither escaped nor free of its marks.
    let title = html_escape::encode_text(&frame.title).into_owned();
    view! {
        <!DOCTYPE html>
        <html lang=frame.lang.to_string() class=frame.large.then_some("large") data-keys=frame.keys.then_some("")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light"/>
                <title inner_html=title></title>
                <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href="/style.css"/>
                {running_head}
                {scripts}
            </head>
            <body>{body}</body>
        </html>
    }
}

/// The head of a page, its content, and its foot.
pub fn frame(page: &Page, content: AnyView) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let issuer = programme.issuer.of(lang).to_owned();
    let short = format!("{} · {}", programme.short.of(lang), lang.board());
    let example = page.standing.head.example.then(|| {
        view! { <p class="example" role="note"><strong>{lang.example_data()}</strong><span>{lang.example_data_note()}</span></p> }
    });
    let moved = (page.view != page.usual).then(|| {
        let basis = lang.basis(page.view.basis);
        view! {
            <p role="status">
                {lang.view_banner(&lang.day(page.view.day), basis)} " "
                <a href=page.with(&[("as_at", None), ("basis", None)])>{lang.back_to_usual()}</a>
            </p>
        }
    });
    let stale = stale(page);
    let banner =
        (moved.is_some() || stale.is_some()).then(|| view! { <div class="banner of-board">{moved} {stale}</div> });
    view! {
        <a class="skip" href="#content">{lang.skip_to_content()}</a>
        <header class="head">
            <div class="head-top">
                <span class="host">{lang.hosted_by(&issuer)}</span>
                <span class="tools">{search(page)} {languages(page)} {sizes(page)} {reader(page)}</span>
            </div>
            <div class="head-main">
                <a class="brand" href=page.link("/")>{short}</a>
                {navigation(page)}
                {moment(page)}
            </div>
        </header>
        {banner}
        <main id="content" tabindex="-1">{content}</main>
        {foot(page, example.into_any())}
    }
    .into_any()
}

/// Says on every page that the data are old (product rules E.2).
fn stale(page: &Page) -> Option<AnyView> {
    page.visitor.person.as_ref()?;
    let crate::progress::Stale { until, days } = page.progress.stale(&page.standing.programme)?;
    let until = page.lang.day(until);
    let said = match page.view.day == page.usual.day {
        true => page.lang.stale_now(&until, days),
        false => page.lang.stale_then(&until, days),
    };
    Some(view! { <p role="status">{said}</p> }.into_any())
}

fn languages(page: &Page) -> AnyView {
    let links = Lang::ALL.map(|lang| {
        let name = lang.pick("简", "繁", "EN");
        let full = lang.pick("简体中文", "繁體中文", "English");
        let current = (lang == page.lang).then_some("true");
        let tag = lang.to_string();
        view! { <a href=page.with(&[("lang", Some(&tag))]) lang=tag.clone() hreflang=tag.clone() title=full aria-current=current>{name}</a> }
    });
    view! { <span class="languages" role="group" aria-label=page.lang.language()>{links.into_iter().collect_view()}</span> }.into_any()
}

fn sizes(page: &Page) -> AnyView {
    let (value, word) =
        if page.large { (None, page.lang.normal_text()) } else { (Some("large"), page.lang.large_text()) };
    view! { <a href=page.with(&[("text", value)])>{word}</a> }.into_any()
}

fn search(page: &Page) -> Option<AnyView> {
    page.visitor.person.as_ref()?;
    let key = Some("/").filter(|_| page.has_keys());
    let hint = key.and_then(|key| page.key_hint(key));
    Some(view! { <a href=page.link("/search") data-key=key title=hint>{page.lang.search()}</a> }.into_any())
}

fn reader(page: &Page) -> AnyView {
    let lang = page.lang;
    let Some(person) = &page.visitor.person else {
        return view! { <a href=page.link("/signin")>{lang.sign_in()}</a> }.into_any();
    };
    let unit = person.unit.as_deref().and_then(|id| page.standing.programme.unit(id));
    let place = unit.map_or_else(|| lang.role(person.role).to_owned(), |unit| unit.name.of(lang).to_owned());
    view! {
        <a class="reader" href=page.link("/account")>{marker(Hole::Reader)} " · " {place}</a>
        <form class="inline" method="post" action="/signout">
            <input type="hidden" name="_csrf" value=csrf_marker()/>
            <button class="plain" type="submit">{lang.sign_out()}</button>
        </form>
    }
    .into_any()
}

/// The pages the reader is led to, with their names.
pub fn places(page: &Page) -> Vec<(&'static str, &'static str)> {
    let lang = page.lang;
    let Some(person) = &page.visitor.person else { return Vec::new() };
    let may_file = person.unit.is_some() && matches!(person.role, Role::Filer | Role::UnitHead);
    let decides = matches!(person.role, Role::Consolidator | Role::Office | Role::Auditor);
    let entries = [
        (may_file || matches!(person.role, Role::Consolidator | Role::Office), "/my", lang.nav_my()),
        (decides, "/review", lang.nav_review()),
        (true, "/overview", lang.nav_overview()),
        (true, "/tasks", lang.nav_tasks()),
        (true, "/units", lang.nav_units()),
        (true, "/specialties", lang.nav_specialties()),
        (true, "/cities", lang.nav_cities()),
        (true, "/matrix", lang.nav_matrix()),
        (true, "/summaries", lang.nav_summaries()),
        (person.role == Role::Administrator, "/admin", lang.nav_admin()),
        (person.role == Role::Auditor, "/audit", lang.nav_audit()),
    ];
    entries.into_iter().filter(|(shown, ..)| *shown).map(|(_, path, name)| (path, name)).collect()
}

fn navigation(page: &Page) -> AnyView {
    if page.visitor.person.is_none() {
        return ().into_any();
    }
    let links = places(page).into_iter().map(|(path, name)| {
        let here = leads_to(path, &page.path);
        let key = page.key_of(path);
        let hint = key.and_then(|key| page.key_hint(key));
        view! { <li><a href=page.link(path) aria-current=here.then_some("page") data-key=key title=hint>{name}</a></li> }
    });
    view! { <nav aria-label=page.lang.nav_label()><ul>{links.collect_view()}</ul></nav> }.into_any()
}

/// Whether `page` is reached under the entry `path` of the navigation.
fn leads_to(path: &str, page: &str) -> bool {
    let under = |path: &str| page == path || page.starts_with(&format!("{path}/"));
    match path {
        "/summaries" => ["/summaries", "/briefings", "/documents", "/papers"].into_iter().any(under),
        path => under(path),
    }
}

/// What the visitor reads instead of the page they asked for.
pub async fn problem_page(
    visitor: &Visitor,
    lang: Lang,
    address: &str,
    problem: &Problem,
    typed: Option<String>,
) -> Response {
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let title = lang.problem_title(problem);
    let remedy = lang.problem_remedy(problem);
    let sign_in = (*problem == Problem::NotSignedIn)
        .then(|| format!("/signin?next={}&lang={lang}", crate::web::pages::encode(address)));
    let frame = Frame {
        lang,
        title: title.to_owned(),
        islands: false,
        large: false,
        keys: false,
        running_head: None,
        inside: None,
    };
    let body = move || {
        let sign_in = sign_in.clone().map(|address| match typed.clone() {
            // What was typed goes along as it was posted.
            Some(typed) => view! {
                <form method="post" action=address>
                    <input type="hidden" name="typed" value=typed/>
                    <p>{lang.typed_is_kept()}</p>
                    <p><button type="submit">{lang.sign_in()}</button></p>
                </form>
            }
            .into_any(),
            None => view! { <p><a class="button" href=address>{lang.sign_in()}</a></p> }.into_any(),
        });
        let home = view! { <p><a href=format!("/?lang={lang}")>{lang.problem_home()}</a></p> };
        view! {
            <main id="content" class="narrow problem">
                <h1>{title}</h1>
                <p>{remedy.clone()}</p>
                {sign_in}
                {home}
            </main>
        }
        .into_any()
    };
    match render(frame, body).await {
        Ok(template) => template.fill(visitor, status),
        Err(_) => (status, title).into_response(),
    }
}
