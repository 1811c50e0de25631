//! What every page has at hand: the programme where it stands, the moment asked for, and who reads.

use crate::calendar::day_of;
use crate::db::Stamp;
use crate::figures::FigureId;
use crate::language::Lang;
use crate::people::Person;
use crate::problem::Problem;
use crate::progress::{Progress, Record};
use crate::views::{Basis, View};
use crate::web::guard::Visitor;
pub use crate::web::marks::{HOLE, glyph, inferred, light, small_light, woven};
use crate::web::shell::{self, Frame, csrf_marker, idem_marker};
use crate::web::{App, ChartKey, PageKey, Standing, running_head};
use axum::extract::FromRequestParts;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use leptos::prelude::*;
use std::fmt::Write;
use std::sync::{Arc, Mutex};

/// The parts of an address that a link carries on.
const STATE: [&str; 6] = ["programme", "as_at", "basis", "lang", "text", "keys"];

#[derive(Clone)]
pub struct Page {
    pub app: App,
    pub standing: Standing,
    pub record: Arc<Record>,
    pub progress: Arc<Progress>,
    pub view: View,
    /// The view when nobody asks for another.
    pub usual: View,
    pub lang: Lang,
    pub large: bool,
    pub visitor: Arc<Visitor>,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub now: DateTime<Utc>,
    /// Whether it is read inside WeChat, whose browser saves no files (product rules C.1).
    pub in_wechat: bool,
    /// The address of the snapshot link through which the page is seen, if it is.
    pub snapshot: Option<String>,
    /// When the page says what is stored now: what must be the same for it to be kept.
    pub stamp: Option<Stamp>,
    /// The first figures that stand on the page, as paper names them at its foot.
    pub shown: Arc<Mutex<Vec<FigureId>>>,
}

impl FromRequestParts<App> for Page {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let visitor = parts.extensions.get::<Arc<Visitor>>().cloned().ok_or(Problem::NotSignedIn)?;
        let query: Vec<(String, String)> =
            serde_html_form::from_str(parts.uri.query().unwrap_or_default()).unwrap_or_default();
        // The day has two spellings in the addresses that were given out.
        let query: Vec<(String, String)> = match query.iter().any(|(key, _)| key == "as_at") {
            true => query,
            false => query
                .into_iter()
                .map(|(key, value)| (if key == "asof" { "as_at".to_owned() } else { key }, value))
                .collect(),
        };
        let asked = |name: &str| {
            query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
        };
        let now = app.clock.now();
        let id = asked("programme").unwrap_or(DEFAULT_PROGRAMME);
        let known = app.known(&visitor.heads, id).filter(|_| parts.method == Method::GET);
        let kept = known.and_then(|standing| Some((app.kept_record(&standing)?, standing)));
        let (record, standing) = match kept {
            Some(kept) => kept,
            None => {
                let mut tx = app.db.read().await?;
                let standing = app.standing(&mut tx, id).await?;
                (app.record(&mut tx, &standing).await?, standing)
            }
        };
        let usual = View::usual(&standing.programme, now);
        let view = asked_view(usual, day_of(now), asked("as_at"), asked("basis"))?;
        // Whoever looks at a day sees the plan of that day; whoever acts goes by today's.
        let standing = if acts(parts) { standing } else { standing.at(view.day) };
        let progress = app.progress(&standing, &record, view);
        let lang = asked("lang").and_then(|tag| tag.parse().ok()).unwrap_or_default();
        let large = asked("text") == Some("large");
        let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
        let in_wechat = agent.is_some_and(|agent| agent.contains("MicroMessenger"));
        let (app, path) = (app.clone(), parts.uri.path().to_owned());
        Ok(Page {
            app,
            standing,
            record,
            progress,
            view,
            usual,
            lang,
            large,
            visitor,
            path,
            query,
            now,
            in_wechat,
            snapshot: None,
            stamp: None,
            shown: Arc::default(),
        })
    }
}

/// Figures named at the foot of a printed page; fewer where they are parts, whose names are long.
const FIGURES_NAMED: usize = 10;
const PARTS_NAMED: usize = 2;

/// Whether a request does something, or shows what is to be done.
fn acts(parts: &Parts) -> bool {
    const DOING: [&str; 5] = ["/my", "/review", "/reports", "/extensions", "/admin"];
    let path = parts.uri.path();
    let within = |place: &&str| path.strip_prefix(*place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    parts.method != Method::GET || DOING.iter().any(within)
}

/// The programme a page shows when the address names none.
pub const DEFAULT_PROGRAMME: &str = "2022";

/// The view an address asks for; what it leaves out is as usual. Nobody can look at a day that has not come.
pub fn asked_view(usual: View, today: NaiveDate, as_at: Option<&str>, basis: Option<&str>) -> Result<View, Problem> {
    let day = match as_at {
        // A year of four digits: at the ends of the calendar there is no next day.
        Some(text) => match text.parse::<NaiveDate>() {
            Ok(day) if day > today => {
                return Err(Problem::bad_input("as_at", format!("<= {today}"), text));
            }
            Ok(day) if (1..=9999).contains(&day.year()) => day,
            _ => return Err(Problem::bad_input("as_at", "YYYY-MM-DD", text)),
        },
        None => usual.day,
    };
    let basis: Basis = match basis {
        Some(text) => text.parse().map_err(|_| Problem::bad_input("basis", "reported / corrected", text))?,
        None => usual.basis,
    };
    Ok(View::new(day, basis))
}

/// Percent-encodes a value for a query.
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(byte.into()),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    })
}

impl Page {
    pub fn person(&self) -> Result<&Person, Problem> {
        self.visitor.signed_in()
    }

    pub fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// `path` with the state of this page: moment, basis, language, size of text.
    pub fn link(&self, path: &str) -> String {
        let (path, fragment) = path.split_once('#').map_or((path, None), |(path, fragment)| (path, Some(fragment)));
        let mut address = path.to_owned();
        let mut joint = if path.contains('?') { '&' } else { '?' };
        for (key, value) in self.query.iter().filter(|(key, value)| STATE.contains(&key.as_str()) && !value.is_empty())
        {
            let _ = write!(address, "{joint}{key}={}", encode(value));
            joint = '&';
        }
        if let Some(fragment) = fragment {
            let _ = write!(address, "#{fragment}");
        }
        address
    }

    /// This very page with some parameters changed or taken away.
    pub fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let kept = self.query.iter().filter(|(key, _)| changes.iter().all(|(name, _)| name != key));
        let pairs = kept
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .chain(changes.iter().filter_map(|(key, value)| Some((*key, (*value)?))));
        let mut address = self.path.clone();
        for (at, (key, value)) in pairs.enumerate() {
            let _ = write!(address, "{}{key}={}", if at == 0 { '?' } else { '&' }, encode(value));
        }
        address
    }

    /// Where this page is found from elsewhere, its moment written out: what paper can carry.
    pub fn address(&self) -> String {
        let (day, basis) = (self.view.day.to_string(), self.view.basis.to_string());
        let path = self.with(&[("as_at", Some(&day)), ("basis", Some(&basis)), ("print", None)]);
        format!("{}{path}", self.app.settings.address())
    }

    /// Hidden fields that keep the state of this page through a GET form, less those it asks for itself.
    pub fn kept_fields(&self, own: &[&str]) -> AnyView {
        self.query
            .iter()
            .filter(|(key, _)| STATE.contains(&key.as_str()) && !own.contains(&key.as_str()))
            .map(|(key, value)| view! { <input type="hidden" name=key.clone() value=value.clone()/> })
            .collect_view()
            .into_any()
    }

    /// A number with the link to what it is made of.
    pub fn figure(&self, id: &FigureId, shown: impl std::fmt::Display) -> AnyView {
        self.note_figure(id);
        view! { <a class="figure" href=self.link(&format!("/figures/{id}"))>{shown.to_string()}</a> }.into_any()
    }

    /// Notes that the page shows the figure.
    pub fn note_figure(&self, id: &FigureId) {
        if let Ok(mut shown) = self.shown.lock()
            && shown.len() <= FIGURES_NAMED
            && !shown.contains(id)
        {
            shown.push(id.clone());
        }
    }

    /// The names of the figures noted first, and whether there are more; none if there is none. Of wholes and their
    /// parts the wholes are named: each leads to its parts.
    pub fn figures_named(&self) -> Option<(String, bool)> {
        let shown = self.shown.lock().ok()?;
        let noted = shown.iter().take(FIGURES_NAMED);
        let wholes: Vec<&FigureId> = noted.clone().filter(|id| id.is_whole()).collect();
        let named = if wholes.is_empty() { noted.take(PARTS_NAMED).collect() } else { wholes };
        let names: Vec<String> = named.iter().map(|id| id.to_string()).collect();
        (!names.is_empty()).then(|| (names.join("; "), shown.len() > names.len()))
    }

    /// The name of a unit in the reader's language.
    pub fn unit_name(&self, id: &str) -> String {
        self.standing.programme.unit(id).map_or_else(|| id.to_owned(), |unit| unit.name.of(self.lang).to_owned())
    }

    /// What to call a unit where there is little room.
    pub fn unit_label(&self, id: &str) -> String {
        self.standing.programme.unit(id).map_or_else(|| id.to_owned(), |unit| unit.label(self.lang).to_owned())
    }

    /// Renders this page with its frame.
    pub async fn show(
        &self,
        title: &str,
        islands: bool,
        content: impl Fn(&Page) -> AnyView + Send + Sync + 'static,
    ) -> Result<Response, Problem> {
        self.show_with(StatusCode::OK, title, islands, content).await
    }

    pub async fn show_with(
        &self,
        status: StatusCode,
        title: &str,
        islands: bool,
        content: impl Fn(&Page) -> AnyView + Send + Sync + 'static,
    ) -> Result<Response, Problem> {
        Ok(self.render(title, islands, true, content).await?.fill(&self.visitor, status))
    }

    /// A page that has the window to itself, without head and foot; its islands are awake.
    pub async fn show_alone(
        &self,
        status: StatusCode,
        title: &str,
        content: impl Fn(&Page) -> AnyView + Send + Sync + 'static,
    ) -> Result<Response, Problem> {
        Ok(self.render(title, true, false, content).await?.fill(&self.visitor, status))
    }

    /// What files and sheets of the worked example say of themselves.
    pub fn invented(&self) -> Option<&'static str> {
        self.standing.head.example.then(|| self.lang.example_data_note())
    }

    /// The page as [`Page::show_kept`] has kept it: what only its content needs need not be read again.
    pub fn kept(&self) -> Result<Option<Response>, Problem> {
        Ok(self.app.kept_page(&self.key()?).map(|template| template.fill(&self.visitor, StatusCode::OK)))
    }

    fn key(&self) -> Result<PageKey, Problem> {
        let person = self.person()?;
        Ok(PageKey {
            programme: self.standing.programme.id.clone(),
            revision: self.standing.head.revision,
            today: day_of(self.now),
            address: self.with(&[]),
            reader: format!("{} {}", person.role, person.unit.as_deref().unwrap_or_default()),
            stamp: self.stamp.clone(),
        })
    }

    /// Under what a chart of this page is kept.
    pub fn chart_key(&self, name: String) -> ChartKey {
        let (programme, revision) = (self.standing.programme.id.clone(), self.standing.head.revision);
        ChartKey { programme, revision, view: self.view, lang: self.lang, name }
    }

    /// Like [`Page::show`], for pages that depend on nothing but the programme, the address and the
    /// reader's role and unit: rendered once for each revision and day.
    pub async fn show_kept(
        &self,
        title: impl Fn(&Page) -> String,
        content: impl Fn(&Page) -> AnyView + Send + Sync + 'static,
    ) -> Result<Response, Problem> {
        self.keep(title, false, true, content).await
    }

    /// Like [`Page::show_kept`], for pages with islands.
    pub async fn show_kept_awake(
        &self,
        title: impl Fn(&Page) -> String,
        content: impl Fn(&Page) -> AnyView + Send + Sync + 'static,
    ) -> Result<Response, Problem> {
        self.keep(title, true, true, content).await
    }

    /// Like [`Page::show_alone`], kept.
    pub async fn show_kept_alone(
        &self,
        title: impl Fn(&Page) -> String,
        content: impl Fn(&Page) -> AnyView + Send + Sync + 'static,
    ) -> Result<Response, Problem> {
        self.keep(title, true, false, content).await
    }

    async fn keep(
        &self,
        title: impl Fn(&Page) -> String,
        islands: bool,
        framed: bool,
        content: impl Fn(&Page) -> AnyView + Send + Sync + 'static,
    ) -> Result<Response, Problem> {
        let key = self.key()?;
        let template = match self.app.kept_page(&key) {
            Some(template) => template,
            None => self.app.keep_page(key, self.render(&title(self), islands, framed, content).await?),
        };
        Ok(template.fill(&self.visitor, StatusCode::OK))
    }

    async fn render(
        &self,
        title: &str,
        islands: bool,
        framed: bool,
        content: impl Fn(&Page) -> AnyView + Send + Sync + 'static,
    ) -> Result<shell::Template, Problem> {
        let frame = Frame {
            lang: self.lang,
            title: format!("{title} · {}", self.standing.programme.short.of(self.lang)),
            islands: (islands || self.has_keys()) && self.app.assets.has_bundle(),
            large: self.large,
            keys: self.has_keys(),
            running_head: (framed && self.visitor.person.is_some()).then(|| running_head::address(self)),
            inside: self.snapshot.clone(),
        };
        let page = self.clone();
        let body = move || if framed { shell::frame(&page, content(&page)) } else { content(&page) };
        shell::render(frame, body).await
    }
}

/// The fields every form carries: the session's token and a key that makes sending it twice harmless.
pub fn form_fields() -> AnyView {
    view! {
        <input type="hidden" name="_csrf" value=csrf_marker()/>
        <input type="hidden" name="_idem" value=idem_marker()/>
    }
    .into_any()
}

/// A text area whose content is escaped here, because Leptos 0.8 does not. Check again at every upgrade.
pub fn text_area(
    name: String,
    id: String,
    rows: u8,
    value: &str,
    described_by: Option<String>,
    invalid: bool,
) -> AnyView {
    let escaped = html_escape::encode_text(value).into_owned();
    view! {
        <textarea id=id name=name rows=rows.to_string() aria-describedby=described_by aria-invalid=invalid.then_some("true") inner_html=escaped></textarea>
    }
    .into_any()
}
