//! The front door: what every request meets before any page, and how connections are held.
//!
//! `axum::serve` sets no timer, so half-sent headers would be held for ever; hyper is driven here
//! with a deadline. Requests that would panic a stock router are turned away before it.

use crate::audit::Call;
use crate::problem::{Forbidden, Problem};
use crate::web::guard::{self, Visitor};
use crate::web::{App, api, routes, shell};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Router, ServiceExt};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt as _;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

const HEADER_DEADLINE: Duration = Duration::from_secs(10);
const ANSWER_DEADLINE: Duration = Duration::from_secs(15);
/// The same where files come, over a line that may be slow.
const UPLOAD_DEADLINE: Duration = Duration::from_secs(300);
const CONNECTIONS: usize = 1024;
const IN_FLIGHT: usize = 256;
const DRAIN: Duration = Duration::from_secs(20);

/// Where the request came from.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// The network an address is in: an IPv4 /24 or an IPv6 /48.
fn network(Peer(address): Peer) -> String {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}")
        }
    }
}

/// What a response says of itself to the log: the route's template, never the path.
#[derive(Clone, Copy, Debug)]
pub struct RouteName(pub &'static str);

/// Everything between the socket and the pages. Tests call this very service.
pub fn front_door(app: App) -> Router {
    let mut csrf = CsrfLayer::new();
    if let Some(origin) = &app.settings.public_url {
        csrf = csrf.add_trusted_origin(origin.trim_end_matches('/')).unwrap_or_else(|_| {
            tracing::error!("The public address is not an origin such as https://board.example.org");
            CsrfLayer::new()
        });
    }
    let in_flight = Arc::new(Semaphore::new(IN_FLIGHT));
    routes::router(app)
        .layer(csrf)
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            // What the panic says may hold what somebody typed; the panic hook logs where it was.
            Problem::Internal { id: crate::db::new_id() }.into_response()
        }))
        .layer(from_fn_with_state(in_flight, door))
}

async fn door(State(in_flight): State<Arc<Semaphore>>, mut request: Request, next: Next) -> Response {
    let started = std::time::Instant::now();
    let id = crate::db::new_id();
    let network = request.extensions().get().copied().map(network).unwrap_or_default();
    request.extensions_mut().insert(Call { id: id.clone(), network });
    let (method, asked) = (request.method().clone(), request.uri().clone());
    let known = [Method::GET, Method::HEAD, Method::POST, Method::PUT].contains(&method);
    let mut response = if !request.uri().path().starts_with('/')
        || request.uri().authority().is_some_and(|_| method == Method::CONNECT)
    {
        StatusCode::BAD_REQUEST.into_response()
    } else if !known {
        StatusCode::METHOD_NOT_ALLOWED.into_response()
    } else if let Ok(_place) = in_flight.try_acquire() {
        match tokio::time::timeout(deadline(&request), next.run(request)).await {
            Ok(response) => response,
            Err(_) => StatusCode::GATEWAY_TIMEOUT.into_response(),
        }
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "1")]).into_response()
    };
    // What was refused before any page saw it, or broke inside one, is still told in the visitor's terms.
    // A method nobody knows here is refused by the router itself, with a list of those it knows.
    let by_us = response.extensions().get::<RouteName>().is_some();
    if (!by_us || response.status() == StatusCode::METHOD_NOT_ALLOWED)
        && let Some(problem) = refusal(response.status(), &id)
    {
        let allowed = response.headers_mut().remove(header::ALLOW);
        response = tell(&problem, &asked).await;
        response.headers_mut().extend(allowed.map(|methods| (header::ALLOW, methods)));
    }
    dress(&mut response, &id);
    let route = response.extensions().get::<RouteName>().map_or("-", |route| route.0);
    tracing::info!(
        request = id,
        method = method.as_str(),
        route,
        status = response.status().as_u16(),
        micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        "Answered"
    );
    response
}

/// How long an answer may take. More than a form holds comes where files may come, or is turned away at once.
fn deadline(request: &Request) -> Duration {
    let said = request.headers().get(header::CONTENT_LENGTH);
    let length: Option<usize> = said.and_then(|length| length.to_str().ok()?.parse().ok());
    match length {
        Some(length) if length > guard::BODY_LIMIT => UPLOAD_DEADLINE,
        _ => ANSWER_DEADLINE,
    }
}

fn refusal(status: StatusCode, id: &str) -> Option<Problem> {
    match status {
        StatusCode::FORBIDDEN => Some(Problem::Forbidden(Forbidden::CrossSite)),
        StatusCode::METHOD_NOT_ALLOWED => Some(Problem::WrongMethod),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Problem::TooLarge),
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => Some(Problem::Unavailable),
        StatusCode::INTERNAL_SERVER_ERROR => Some(Problem::Internal { id: id.to_owned() }),
        _ => None,
    }
}

async fn tell(problem: &Problem, asked: &Uri) -> Response {
    let lang = guard::asked_language(asked.query().unwrap_or_default());
    if asked.path().starts_with("/api/") {
        return api::problem_response(problem, lang);
    }
    let nobody = Visitor::nobody(Call::default());
    shell::problem_page(&nobody, lang, "/", problem, None).await
}

/// Security headers on every answer; a page brings its own content policy with the nonce of its scripts.
fn dress(response: &mut Response, id: &str) {
    let headers = response.headers_mut();
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        // Nothing of the board is for a search engine, least of all a link somebody passed on.
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
        ),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}

/// Serves until `stop` resolves, then finishes what is under way.
pub async fn serve(listener: TcpListener, app: App, stop: impl Future<Output = ()>) -> std::io::Result<()> {
    let router = ServiceExt::<Request>::into_make_service(front_door(app));
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let place = Arc::clone(&places).acquire_owned().await.map_err(std::io::Error::other)?;
        let (stream, peer): (_, SocketAddr) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                // Too many open files and the like: wait for some to close.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let _ = stream.set_nodelay(true);
        let mut make = router.clone();
        let mut builder = Builder::new(TokioExecutor::new());
        builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_DEADLINE).max_buf_size(32 * 1024);
        builder.http2().timer(TokioTimer::new()).max_concurrent_streams(100);
        let watcher = graceful.watcher();
        tokio::spawn(async move {
            let _place = place;
            let Ok(service) = tower::Service::call(&mut make, ()).await;
            let service = service.map_request(move |mut request: axum::http::Request<hyper::body::Incoming>| {
                request.extensions_mut().insert(Peer(peer.ip()));
                request.map(Body::new)
            });
            let service = hyper_util::service::TowerToHyperService::new(service);
            let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
            // A connection that ends badly is the visitor's affair.
            let _ = watcher.watch(connection).await;
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(DRAIN, graceful.shutdown()).await;
    Ok(())
}
