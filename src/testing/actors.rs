//! People and scripts that use a whole board through its front door.

use super::{Folder, at, key};
use crate::db::Db;
use crate::example;
use crate::people::store as people;
use crate::settings::{Outgoing, Settings};
use crate::web::front_door::front_door;
use crate::web::{App, Clock};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use chrono::{DateTime, Utc};
use std::path::Path;
use std::sync::Arc;
use tower::ServiceExt;

/// The name by which the actors call the board.
pub const HOST: &str = "board.test";
pub const ORIGIN: &str = "https://board.test";

impl Settings {
    /// The settings of a board that lives in `folder`.
    pub fn for_tests(folder: &Path) -> Self {
        Settings {
            database_url: None,
            data_dir: folder.to_owned(),
            listen: ([127, 0, 0, 1], 0).into(),
            clock: None,
            public_url: None,
            site: folder.join("site"),
            fonts: "fonts".into(),
            files: None,
            office: None,
            log_json: false,
            outgoing: Outgoing::default(),
        }
    }
}

/// A running board with the worked example on it.
pub struct Board {
    pub app: App,
    door: Router,
    _folder: Arc<Folder>,
}

impl Board {
    /// The board on the morning of its drawings.
    pub async fn new(db: Db) -> Self {
        Board::on(db, "2022-07-29 08:30").await
    }

    /// The board at a moment in Shanghai.
    pub async fn on(db: Db, moment: &str) -> Self {
        example::load(&db, &key()).await.expect("the example loads");
        let board = Board::over(db, at(moment));
        example::shelve(board.app.shelf().expect("a folder opens")).await.expect("the example's files are put there");
        board
    }

    /// The board of a database as it is.
    pub fn over(db: Db, moment: DateTime<Utc>) -> Self {
        let folder = Folder::new();
        for name in ["pilotboard.js", "pilotboard_bg.wasm"] {
            let package = folder.path().join("site/pkg");
            std::fs::create_dir_all(&package).expect("the folder can be written to");
            std::fs::write(package.join(name), "the bundle of the browser").expect("the folder can be written to");
        }
        let app = App::new(db, Clock::started_at(Some(moment)), key(), Settings::for_tests(folder.path()), false);
        Board { door: front_door(app.clone()), app, _folder: Arc::new(folder) }
    }

    /// The same board at another moment; sessions go on.
    pub fn later(&self, moment: DateTime<Utc>) -> Self {
        let clock = Clock::started_at(Some(moment));
        let settings = (*self.app.settings).clone();
        let app = App::new(self.app.db.clone(), clock, key(), settings, false);
        Board { door: front_door(app.clone()), app, _folder: Arc::clone(&self._folder) }
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Client {
        Client { door: self.door.clone(), headers: HeaderMap::new(), csrf: String::new() }.with("origin", ORIGIN)
    }

    /// A person of the example, signed in with their password.
    pub async fn signed_in(&self, login: &str) -> Client {
        let visitor = self.visitor();
        let answer = visitor.post_form("/signin", &[("login", login), ("password", example::PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{login} signs in: {}", answer.text);
        let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        let mut person = visitor.with("cookie", &cookie);
        person.csrf = person.get("/help").await.field("_csrf");
        person
    }

    /// A script that speaks for a person of the example.
    pub async fn script(&self, login: &str) -> Client {
        let mut tx = self.app.db.write().await.expect("the database is open");
        let (person, _) = people::by_login(&mut tx, login, self.app.clock.now())
            .await
            .expect("accounts are read")
            .expect("an account");
        let made = people::add_token(&mut tx, &person, "test", self.app.clock.now()).await;
        let (_, token) = made.expect("a token is made");
        tx.commit().await.expect("a token is kept");
        let mut script = self.visitor().with("authorization", &format!("Bearer {token}"));
        script.headers.remove(header::ORIGIN);
        script
    }
}

/// Whoever sends requests: their cookie or token goes along.
#[derive(Clone)]
pub struct Client {
    door: Router,
    headers: HeaderMap,
    pub csrf: String,
}

impl Client {
    /// The same, sending one header more, or another value of it.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.insert(name, value.parse().expect("a header's value"));
        client
    }

    /// The same, at the door of another board, such as the same one later.
    pub fn at(&self, board: &Board) -> Self {
        Client { door: board.door.clone(), ..self.clone() }
    }

    pub fn without(&self, name: &'static str) -> Self {
        let mut client = self.clone();
        client.headers.remove(name);
        client
    }

    /// A request of this client, to be changed or sent.
    pub fn request(&self, method: Method, path: &str, body: impl Into<Body>) -> Request<Body> {
        let mut request = Request::new(body.into());
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().unwrap_or_else(|_| panic!("an address: {path:?}"));
        *request.headers_mut() = self.headers.clone();
        request.headers_mut().entry(header::HOST).or_insert(HOST.parse().expect("a header's value"));
        request
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let sent = format!("{} {}", request.method(), request.uri());
        let Ok(response) = self.door.clone().oneshot(request).await;
        Answer::read(sent, response).await
    }

    /// A page that is still being made asks again by itself, as it does in a browser.
    pub async fn get(&self, path: &str) -> Answer {
        loop {
            let answer = self.send(self.request(Method::GET, path, Body::empty())).await;
            if !answer.headers.contains_key(header::REFRESH) {
                return answer;
            }
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
    }

    /// Sends a form with the session's token, as a page of the board would.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut fields = fields.to_vec();
        fields.push(("_csrf", &self.csrf));
        self.post_bare(path, &fields).await
    }

    /// Sends a form as it is.
    pub async fn post_bare(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_html_form::to_string(fields).expect("a form");
        self.with("content-type", "application/x-www-form-urlencoded").body(Method::POST, path, body).await
    }

    pub async fn put_json(&self, path: &str, body: &serde_json::Value) -> Answer {
        self.with("content-type", "application/json").body(Method::PUT, path, body.to_string()).await
    }

    pub async fn post_json(&self, path: &str, body: &serde_json::Value) -> Answer {
        self.with("content-type", "application/json").body(Method::POST, path, body.to_string()).await
    }

    pub async fn body(&self, method: Method, path: &str, body: String) -> Answer {
        self.send(self.request(method, path, body)).await
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Method and address of the request.
    pub sent: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    /// What the text was read from, for files.
    pub bytes: Vec<u8>,
}

impl Answer {
    async fn read(sent: String, response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("the body arrives");
        let text = String::from_utf8_lossy(&bytes);
        for raw in ["<!></title>", "<!></textarea>"] {
            assert!(!text.contains(raw), "{sent} shows a mark of the renderer as text");
        }
        // Leptos marks where pieces of a page end; to a reader they are nothing.
        let text = text.replace("<!>", "");
        Answer { sent, status: parts.status, headers: parts.headers, text, bytes: bytes.into() }
    }

    /// Enough of the body to see what it is.
    fn beginning(&self) -> String {
        self.text.chars().take(1000).collect()
    }

    /// The value of a header, empty if it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Requires a status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{} answered {}", self.sent, self.beginning());
        self
    }

    /// The value of the first field of a form with this name.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let tag = self.text.split("<input").find(|tag| tag.contains(&format!("name=\"{name}\"")));
        let tag = tag.unwrap_or_else(|| panic!("{} has no field {name:?}: {}", self.sent, self.beginning()));
        let value = tag.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} answers JSON: {}", self.sent, self.text))
    }

    /// Where a redirection leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }
}

impl AsRef<str> for Answer {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// What a page says to whoever reads it, without its markup.
pub fn words(page: impl AsRef<str>) -> String {
    let page = page.as_ref();
    let body = page.split("<body").nth(1).unwrap_or(page);
    let text: String = body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    html_escape::decode_html_entities(&text).into_owned()
}

/// Requires that a reader of the page finds each of these.
#[track_caller]
pub fn shows(answer: &Answer, expected: &[&str]) {
    let seen = words(answer);
    for word in expected {
        assert!(seen.contains(word), "{} does not show {word:?}: {seen}", answer.sent);
    }
}

/// Requires that a reader of the page finds none of these.
#[track_caller]
pub fn hides(answer: &Answer, unwanted: &[&str]) {
    let seen = words(answer);
    for word in unwanted {
        assert!(!seen.contains(word), "{} shows {word:?}", answer.sent);
    }
}

/// Requires that none of these stands anywhere in what was sent, markup and scripts included.
#[track_caller]
pub fn lacks(answer: &Answer, unwanted: &[&str]) {
    for word in unwanted {
        assert!(!answer.text.contains(word), "{} holds {word:?}", answer.sent);
    }
}

/// Sends the form of `page`: its lock and its key go along, and what it was made from if it says so.
pub async fn send(client: &Client, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
    let (lock, key) = (page.field("lock"), page.field("_idem"));
    let mut all = vec![("lock", lock.as_str()), ("_idem", key.as_str())];
    let base = page.text.contains("name=\"_base\"").then(|| page.field("_base"));
    let base = base.map(|base| html_escape::decode_html_entities(&base).into_owned());
    all.extend(base.as_deref().map(|base| ("_base", base)));
    all.extend(fields);
    client.post_form(path, &all).await
}

/// The address to which a form of the page goes.
#[track_caller]
pub fn action(page: &Answer, end: &str) -> String {
    let found = page.text.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let found =
        found.map(|path| path.replace("&amp;", "&")).find(|path| path.split('?').next().unwrap().ends_with(end));
    found.unwrap_or_else(|| panic!("{} has no form that goes to {end}", page.sent))
}
