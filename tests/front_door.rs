//! What a stranger may send, and what anybody is sent.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use pilotboard::audit;
use pilotboard::db::Db;
use pilotboard::people::store as people;
use pilotboard::programme::store::head;
use pilotboard::reports::store as reports;
use pilotboard::testing::actors::{Answer, Board, Client, HOST, ORIGIN};
use pilotboard::testing::{Folder, at, each, id};
use pilotboard::web::front_door::serve;
use pilotboard::web::routes;
use serde_json::json;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

/// A request as it is, without what an actor would add.
async fn bare(client: &Client, method: &str, uri: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
    let request = Request::builder().method(method).uri(uri);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    client.send(request.body(body.into()).unwrap()).await
}

/// What must stand on every answer, whatever it is.
#[track_caller]
fn dressed(answer: &Answer) {
    let sent = &answer.sent;
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{sent}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{sent}");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{sent}");
    assert!(answer.header("strict-transport-security").starts_with("max-age="), "{sent}");
    assert!(answer.header("permissions-policy").contains("camera=()"), "{sent}");
    assert!(!answer.header("x-request-id").is_empty(), "{sent}");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{sent}: {policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{sent}: {policy}");
    assert!(answer.header("server").is_empty() && answer.header("x-powered-by").is_empty(), "{sent}");
}

#[track_caller]
fn says_nothing_of_the_inside(answer: &Answer) {
    // A page that went well may have a `<select>` in it.
    let text = if answer.status.is_success() { String::new() } else { answer.text.to_lowercase() };
    for word in ["sqlx", "select ", "insert into", "panicked", "/src/", ".rs:", "stack backtrace", "sqlite", "postgres"]
    {
        assert!(!text.contains(word), "{} says {word:?}: {}", answer.sent, answer.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_no_browser_sends_is_turned_away_without_a_panic() {
    let (board, _folder) = on_sqlite().await;
    let visitor = board.visitor();
    let host = [("host", HOST)];
    for (method, uri, status) in [
        ("CONNECT", "evil.example:443", 400),
        ("OPTIONS", "*", 400),
        ("OPTIONS", "/signin", 405),
        ("TRACE", "/", 405),
        ("DELETE", "/signin", 405),
        ("PATCH", "/api/v1/programmes", 405),
        ("BREW", "/signin", 405),
        ("GET", "/..%2f..%2fetc/passwd", 404),
        ("GET", "/Cargo.toml", 404),
        ("GET", "/pkg/../pilotboard.db", 404),
        ("GET", "/pkg/%2e%2e/pilotboard.db", 404),
        ("GET", "/%00", 404),
        ("GET", "/%ff%fe", 404),
        ("GET", "//signin", 404),
        ("POST", "/livez", 405),
    ] {
        let headers = [("host", HOST), ("origin", ORIGIN)];
        let answer = bare(&visitor, method, uri, if method == "POST" { &headers } else { &host }, "").await;
        assert_eq!(answer.status.as_u16(), status, "{method} {uri}: {}", answer.text);
        dressed(&answer);
        says_nothing_of_the_inside(&answer);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_small_and_whatever_it_holds_is_answered() {
    let (board, _folder) = on_sqlite().await;
    let (visitor, person, script) =
        (board.visitor(), board.signed_in("soc_food").await, board.script("soc_food").await);
    let huge = "x".repeat(8 * 1024 * 1024);
    let report = "/api/v1/programmes/2022/reports/soc_food/2022-07";
    for (client, method, path) in [
        (&visitor, Method::POST, "/signin"),
        (&person, Method::POST, "/my/reports/2022-07"),
        (&script, Method::PUT, report),
    ] {
        let answer = client.body(method.clone(), path, huge.clone()).await.is(413);
        dressed(&answer);
        // The same when the length is announced.
        let told =
            client.with("content-length", &huge.len().to_string()).body(method, path, huge.clone()).await.is(413);
        dressed(&told);
    }
    for body in ["", "login", "=", "&&&", "login=%zz", "login=%ff%fe&password=%00", "login[]=1&login[]=2", "\0\u{1}"] {
        for kind in ["", "text/plain", "multipart/form-data", "application/json; charset=utf-16"] {
            let client = if kind.is_empty() { visitor.clone() } else { visitor.with("content-type", kind) };
            let answer = client.body(Method::POST, "/signin", body.to_owned()).await;
            assert!(answer.status.is_client_error(), "{body:?} as {kind:?}: {}", answer.status);
            dressed(&answer);
            says_nothing_of_the_inside(&answer);
        }
    }
    let deep = "[".repeat(100_000);
    for body in ["", "{", "[]", "null", "{\"nil\":1}", "{\"entries\":{}}", "{\"done\":\"\\ud800\"}", &deep] {
        let answer = script.body(Method::PUT, report, body.to_owned()).await.is(400);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{body:.20}");
        says_nothing_of_the_inside(&answer);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_comes_from_our_own_page_or_is_not_done() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let person = board.signed_in("soc_food").await;
        let stranger = board.signed_in("soc_civil").await;
        let path = "/my/reports/2022-07";
        let body = |csrf: &str| format!("done=evil&_csrf={csrf}");
        let good = body(&person.csrf);
        let no_origin = person.without("origin");
        for (what, client, body) in [
            ("no token", &person, "done=evil".to_owned()),
            ("an empty token", &person, body("")),
            ("a wrong token", &person, body("0000")),
            ("somebody else's token", &person, body(&stranger.csrf)),
            ("the token in the query only", &person, "done=evil".to_owned()),
            ("a foreign origin", &person.with("origin", "https://evil.example"), good.clone()),
            ("an origin without a name", &person.with("origin", "null"), good.clone()),
            ("a foreign site", &person.with("sec-fetch-site", "cross-site"), good.clone()),
            ("a neighbouring site", &no_origin.with("sec-fetch-site", "same-site"), good.clone()),
            ("neither origin nor site", &no_origin, good.clone()),
        ] {
            let address = format!("{path}?_csrf={}", person.csrf);
            let answer = client.body(Method::POST, &address, body).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}");
            dressed(&answer);
        }
        // A script's address with a browser's cookie asks for the token in a header.
        let (api, json) = ("/api/v1/programmes/2022/reports/soc_food/2022-07", json!({ "done": "evil" }));
        person.put_json(api, &json).await.is(403);
        person.with("x-csrf-token", &stranger.csrf).put_json(api, &json).await.is(403);
        person
            .with("x-csrf-token", &person.csrf)
            .with("origin", "https://evil.example")
            .put_json(api, &json)
            .await
            .is(403);
        let mut tx = db.read().await.unwrap();
        let report = reports::get(&mut tx, "2022", "soc_food", id("2022-07")).await.unwrap();
        drop(tx);
        assert_eq!(report.lock, 0, "none of it was done");
        // Our own page, with either header.
        person.body(Method::POST, path, good.clone()).await.is(303);
        no_origin.with("sec-fetch-site", "same-origin").body(Method::POST, path, good).await.is(303);
        // Signing in is an act as well.
        let foreign = board.visitor().with("origin", "https://evil.example");
        foreign.post_bare("/signin", &[("login", "soc_food"), ("password", "example-board-2022")]).await.is(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_signed_in_may_sign_in_again_as_somebody_else() {
    let (board, _folder) = on_sqlite().await;
    let first = board.signed_in("soc_food").await;
    let fields = [("login", "office1"), ("password", pilotboard::example::PASSWORD)];
    let answer = first.post_bare("/signin", &fields).await.is(303);
    let second = first.with("cookie", answer.header("set-cookie").split(';').next().unwrap());
    second.get("/review").await.is(200);
    // The session before it is over.
    first.get("/my").await.is(401);
    // A foreign page still cannot do it.
    second.without("origin").post_bare("/signin", &fields).await.is(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_for_this_host_and_for_no_script() {
    let (board, _folder) = on_sqlite().await;
    let fields = [("login", "soc_food"), ("password", pilotboard::example::PASSWORD)];
    let answer = board.visitor().post_form("/signin", &fields).await.is(303);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-sid="), "{cookie}");
    for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let person = board.signed_in("soc_food").await;
    let out = person.post_form("/signout", &[]).await.is(303);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    person.get("/my").await.is(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_answer_is_dressed_and_says_nothing_of_the_inside() {
    let (board, _folder) = on_sqlite().await;
    let (visitor, person, script) =
        (board.visitor(), board.signed_in("soc_food").await, board.script("soc_food").await);
    let report = "/api/v1/programmes/2022/reports/soc_food/2022-07";
    let answers = [
        (200, visitor.get("/signin").await),
        (200, visitor.get("/style.css").await),
        (200, person.get("/my").await),
        (200, person.get("/summaries/2022H1/docx").await),
        (200, script.get("/api/v1/programmes").await),
        (303, visitor.get("/").await),
        (400, person.get("/overview?as_at=yesterday").await),
        (400, person.get("/overview?as_at=%2B262142-12-31").await),
        (400, person.get("/overview?as_at=-262143-01-01").await),
        (400, person.get("/overview?basis=%27%20or%201=1").await),
        (400, script.get("/api/v1/programmes/2022/progress?as_at=9").await),
        (400, script.get("/api/v1/programmes/2022/progress?asat=2022-07-28").await),
        (401, visitor.get("/my").await),
        (401, visitor.get("/api/v1/programmes").await),
        (403, person.get("/admin").await),
        (403, script.get("/api/v1/programmes/2022/reports/soc_civil/2022-07").await),
        (404, person.get("/nothing").await),
        (404, person.get("/reports/soc_food/2022-13").await),
        (404, person.get("/reports/soc_food/2022-06?version=99").await),
        (404, person.get("/figures/T9").await),
        (404, person.get("/overview?programme=1999").await),
        (404, script.get("/api/v1/programmes/1999").await),
        (405, person.post_form("/overview", &[]).await),
        (409, person.post_form("/my/reports/2022-06", &[("done", "later")]).await),
        (422, visitor.post_form("/signin", &[("login", "soc_food"), ("password", "wrong")]).await),
        (422, script.post_json(&format!("{report}/submit"), &json!({})).await),
        (428, {
            script.put_json(report, &json!({})).await.is(200);
            script.put_json(report, &json!({})).await
        }),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status.as_u16(), status, "{}: {}", answer.sent, answer.text);
        dressed(&answer);
        if !answer.sent.contains("/style.css") {
            assert_eq!(answer.header("cache-control"), "no-store", "{}", answer.sent);
            says_nothing_of_the_inside(&answer);
        }
    }
    // The database goes away under a running board.
    board.app.db.close().await;
    for answer in [person.get("/my").await, script.get("/api/v1/programmes").await, visitor.get("/readyz").await] {
        assert!(answer.status.is_server_error(), "{}: {}", answer.sent, answer.status);
        dressed(&answer);
        says_nothing_of_the_inside(&answer);
    }
    visitor.get("/livez").await.is(200);
}

/// What follows each `before` up to a quotation mark.
fn after<'a>(text: &'a str, before: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(['"', '\'']).next()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_runs_only_with_the_nonce_of_its_own_answer() {
    let (board, _folder) = on_sqlite().await;
    let person = board.signed_in("soc_food").await;
    let mut drawn = Vec::new();
    for path in ["/my/reports/2022-07", "/my/reports/2022-07", "/overview", "/overview", "/nothing"] {
        let answer = person.get(path).await;
        let nonces = after(answer.header("content-security-policy"), "'nonce-");
        assert_eq!(nonces.len(), 1, "{path}");
        assert!(nonces[0].len() >= 22, "{path}: a nonce has 128 bits");
        assert!(after(&answer.text, "nonce=\"").iter().all(|nonce| *nonce == nonces[0]), "{path}: {}", answer.text);
        for tag in ["<script", "<style"] {
            let bare =
                answer.text.split(tag).skip(1).filter(|rest| !rest.split('>').next().unwrap().contains("nonce="));
            assert_eq!(bare.count(), 0, "{path} has a {tag}> without a nonce: {}", answer.text);
        }
        assert!(!answer.text.contains(" style=\""), "{path} styles inline");
        assert!(!answer.text.contains(" onclick") && !answer.text.contains("javascript:"), "{path}");
        drawn.push(nonces[0].to_owned());
    }
    let scripts = person.get("/my/reports/2022-07").await;
    assert!(scripts.text.contains("<script"), "the form is the page with an island");
    drawn.sort();
    drawn.dedup();
    assert_eq!(drawn.len(), 5, "a nonce is used once");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_another_board() {
    let (board, _folder) = on_sqlite().await;
    for next in [
        "//evil.example",
        "///evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        "/\n/evil.example",
        "/overview\r\nset-cookie: a=b",
        "/\u{0}",
        "/\u{1b}",
        "/\u{85}/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
    ] {
        let fields = [("login", "soc_food"), ("password", pilotboard::example::PASSWORD), ("next", next)];
        let answer = board.visitor().post_form("/signin", &fields).await.is(303);
        let location = answer.location();
        assert!(location.starts_with('/'), "{next:?} leads to {location:?}");
        assert!(!location[1..].starts_with(['/', '\\', '\t']), "{next:?} leads to {location:?}");
        assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 1, "{next:?}");
    }
    let fields = [("login", "soc_food"), ("password", pilotboard::example::PASSWORD), ("next", "/tasks?lang=en")];
    assert_eq!(board.visitor().post_form("/signin", &fields).await.is(303).location(), "/tasks?lang=en");
    for path in ["/?lang=en&as_at=%0d%0aset-cookie:a=b", "/?lang=//evil.example", "/?text=%0d%0a"] {
        let answer = board.visitor().get(path).await;
        assert!(answer.location().is_empty() || answer.location().starts_with("/s"), "{path}: {}", answer.location());
        assert!(answer.header("set-cookie").is_empty(), "{path}");
    }
}

/// Everything an act would leave behind. That somebody was turned away is noted, and is no act.
async fn traces(db: &Db) -> String {
    let mut tx = db.read().await.unwrap();
    let audit = audit::latest(&mut tx, 2000).await.unwrap().into_iter().find(|row| row.action != audit::REFUSED);
    let reports = reports::all(&mut tx, "2022").await.unwrap();
    let closures = reports::closures_waiting(&mut tx, "2022").await.unwrap();
    let revision = head(&mut tx, "2022").await.unwrap().unwrap().revision;
    let accounts = people::accounts(&mut tx).await.unwrap();
    format!("{audit:?} {reports:?} {closures:?} {revision} {accounts:?}")
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_changes_nothing() {
    let (board, _folder) = on_sqlite().await;
    let people = [board.signed_in("soc_food").await, board.signed_in("office1").await, board.signed_in("admin").await];
    let before = traces(&board.app.db).await;
    for route in routes::table() {
        let parts = [
            ("{unit}", "soc_food"),
            ("{period}", "2022-07"),
            ("{p}", "2022"),
            ("{half}", "2022H1"),
            ("{issue}", "2022-4"),
        ];
        let path = parts.iter().fold(route.path.to_owned(), |path, (name, value)| path.replace(name, value));
        for person in &people {
            for method in [Method::GET, Method::HEAD] {
                // As if the fields of a form stood in the address.
                let path = format!("{path}?_csrf={}&do=submit&reason=x&field=done&lock=0&nil=yes", person.csrf);
                let answer = person.body(method, &path, String::new()).await;
                assert!(!answer.status.is_server_error(), "{}: {}", answer.sent, answer.text);
            }
        }
    }
    assert_eq!(traces(&board.app.db).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_whose_sender_hangs_up_is_done_once_or_not_at_all() {
    each(async |db| {
        let board = Board::new(db.clone()).await.later(at("2022-08-26 10:00"));
        let units = ["soc_measure", "soc_road", "soc_civil", "soc_computer", "gz_ast", "sz_ast", "zh_ast", "soc_std"];
        for (place, unit) in units.into_iter().enumerate() {
            let report = format!("/api/v1/programmes/2022/reports/{unit}/2022-08");
            let script = board.script(unit).await.with("idempotency-key", &format!("save-{unit}"));
            let saved = script.put_json(&report, &json!({ "done": "8月20日完成。" })).await.is(200).json();
            let version = saved["version"].as_i64().unwrap();
            let sends = script.with("idempotency-key", &format!("submit-{unit}"));
            let sends = sends.with("if-match", &format!("\"{version}\""));
            let address = format!("{report}/submit");
            let (patient, hasty) = (
                (sends.clone(), address.clone()),
                tokio::spawn(async move { sends.body(Method::POST, &address, String::new()).await }),
            );
            tokio::time::sleep(Duration::from_micros(400 * place as u64)).await;
            hasty.abort();
            let _ = hasty.await;
            let now = script.get(&report).await.is(200).json();
            let submissions = now["submissions"].as_array().unwrap().len();
            let whole = match now["state"].as_str().unwrap() {
                "draft" => submissions == 0 && now["version"] == version,
                "submitted" => submissions == 1 && now["version"] == version + 1,
                _ => false,
            };
            assert!(whole, "{unit}: {now}");
            // Sent again under the same key, it is there, and there once.
            let (client, address) = patient;
            let again = client.body(Method::POST, &address, String::new()).await.is(200).json();
            assert_eq!(again["state"], "submitted", "{unit}");
            let now = script.get(&report).await.is(200).json();
            assert_eq!(now["submissions"].as_array().unwrap().len(), 1, "{unit}");
            assert_eq!(now["version"], version + 1, "{unit}");
        }
    })
    .await;
}

async fn spoken_to(address: std::net::SocketAddr, text: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn half_sent_requests_hold_nobody_else_up() {
    let (board, _folder) = on_sqlite().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(serve(listener, board.app.clone(), async move {
        let _ = stopped.await;
    }));
    let mut idle = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ").await.unwrap();
        idle.push(stream);
    }
    for (sent, begins) in [
        ("GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 200"),
        ("CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 400"),
        ("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 400"),
        ("TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 405"),
        ("GET http://evil.example/livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 "),
        ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", "HTTP/1.1 400"),
        ("POST /signin HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\na=b", "HTTP/1.1 400"),
        ("nonsense\r\n\r\n", "HTTP/1.1 400"),
        ("GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 200"),
    ] {
        let answer = tokio::time::timeout(Duration::from_secs(5), spoken_to(address, sent)).await;
        let answer = answer.unwrap_or_else(|_| panic!("{sent:?} waits for the others"));
        assert!(answer.starts_with(begins), "{sent:?}: {answer}");
    }
    drop(idle);
    stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(10), serving).await.expect("the board stops").unwrap().unwrap();
}

#[test]
fn a_panic_ends_one_request_and_not_the_board() {
    // CatchPanicLayer needs unwinding; the profile of the released board keeps it.
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    for (name, profile) in manifest["profile"].as_table().unwrap() {
        let panic = profile.get("panic").and_then(|panic| panic.as_str());
        assert_ne!(panic, Some("abort"), "profile {name}");
    }
    assert_eq!(manifest["profile"]["release"]["panic"].as_str(), Some("unwind"));
}
