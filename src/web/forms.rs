//! A posted form, and how it becomes an act.

use crate::problem::Problem;
use crate::web::acts::{Answer, Cause};
use crate::web::pages::Page;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};

/// The fields of a form, in the order of the page.
pub struct Fields(Vec<(String, String)>);

impl Fields {
    pub fn read(body: &[u8]) -> Result<Self, Problem> {
        serde_html_form::from_bytes(body).map(Fields).map_err(|_| Problem::bad_input("body", "form", "?"))
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// A password keeps its spaces.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The key under which the form does its act once.
    pub fn key(&self) -> Option<String> {
        Some(self.get("_idem")).filter(|key| !key.is_empty()).map(str::to_owned)
    }

    /// For what may be done as often as it comes.
    pub fn forget_key(&mut self) {
        self.0.retain(|(key, _)| key != "_idem");
    }

    /// The body without what differs each time the form is shown.
    pub fn substance(&self) -> String {
        self.0.iter().filter(|(key, _)| !key.starts_with('_')).map(|(key, value)| format!("{key}={value}\n")).collect()
    }
}

/// A form that brought a file. The guard reads it, because the session's token is among its fields.
#[derive(Clone, Debug)]
pub struct Upload {
    fields: Vec<(String, String)>,
    pub file: Bytes,
}

/// Most fields of a form with a file.
const MOST_FIELDS: usize = 20;

impl Upload {
    /// Whether a request says that it brings one.
    pub fn is_one(headers: &HeaderMap) -> bool {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        kind.to_ascii_lowercase().starts_with("multipart/form-data")
    }

    pub async fn read(headers: &HeaderMap, bytes: &Bytes) -> Result<Self, Problem> {
        let broken = || Problem::bad_input("body", "multipart/form-data", "?");
        let mut request = Request::new(Body::from(bytes.clone()));
        *request.headers_mut() = headers.clone();
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
        let mut upload = Upload { fields: Vec::new(), file: Bytes::new() };
        while let Some(part) = parts.next_field().await.map_err(|_| broken())? {
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_some() {
                upload.file = part.bytes().await.map_err(|_| broken())?;
            } else if upload.fields.len() < MOST_FIELDS {
                upload.fields.push((name, part.text().await.map_err(|_| broken())?));
            }
        }
        Ok(upload)
    }

    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }
}

/// What an act of a page is about: who, which form, what it says.
pub fn cause(page: &Page, route: &str, fields: &Fields) -> Result<Cause, Problem> {
    Ok(Cause {
        actor: page.visitor.actor(&page.app)?,
        route: route.to_owned(),
        key: fields.key(),
        body: fields.substance(),
    })
}

/// Goes where the answer says.
pub fn follow(answer: Answer) -> Response {
    Redirect::to(&answer.text).into_response()
}
