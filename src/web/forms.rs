//! A posted form, and how it becomes an act.

use crate::problem::Problem;
use crate::web::acts::{Answer, Cause};
use crate::web::pages::Page;
use axum::response::{IntoResponse, Redirect, Response};

/// The fields of a form, in the order of the page.
#[derive(Clone)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    pub fn read(body: &[u8]) -> Result<Self, Problem> {
        serde_html_form::from_bytes(body).map(Fields).map_err(|_| Problem::bad_input("body", "form", "?"))
    }

    /// The fields of a form that was not posted as such.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Fields(fields)
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
