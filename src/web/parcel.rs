//! A form that brings files, read piece by piece as it comes: of a file no more is held than may be kept of it.

use crate::problem::Problem;
use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use http_body_util::LengthLimitError;
use std::error::Error;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Most bytes of a field that is no file, and most fields before and between files.
const LARGEST_FIELD: usize = 64 * 1024;
const MOST_FIELDS: usize = 20;
/// How long nothing may come.
const SILENCE: Duration = Duration::from_secs(30);

/// A form with files that is still on its way. The guard has read as far as the session's token.
#[derive(Clone)]
pub struct Parcel(Arc<Mutex<Option<Multipart>>>);

/// The next thing in a form.
pub enum Piece {
    Field {
        name: String,
        value: String,
    },
    /// None in place of the bytes where there are more than asked for.
    File {
        name: String,
        bytes: Option<Bytes>,
    },
}

impl Piece {
    /// What a browser sends for a field in which no file was chosen.
    pub fn is_empty_file(&self) -> bool {
        matches!(self, Piece::File { name, bytes: Some(bytes) } if name.is_empty() && bytes.is_empty())
    }
}

/// What is left of a form.
pub struct Rest {
    parts: Multipart,
    fields: usize,
}

fn broken() -> Problem {
    Problem::bad_input("body", "multipart/form-data", "?")
}

/// What is wrong with a form that cannot be read on: there is too much of it, or it is none.
fn unread(error: MultipartError) -> Problem {
    let mut cause: Option<&dyn Error> = Some(&error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return Problem::TooLarge;
        }
        cause = error.source();
    }
    broken()
}

/// Whether a request says that it brings files.
pub fn is_parcel(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("multipart/form-data")
}

impl Parcel {
    /// Reads as far as the session's token, which stands before every file; answers what it says.
    pub async fn open(mut request: Request) -> Result<(String, Parcel), Problem> {
        // How much may come in all is the guard's affair.
        DefaultBodyLimit::disable().apply(&mut request);
        let mut rest = Rest { parts: Multipart::from_request(request, &()).await.map_err(|_| broken())?, fields: 0 };
        loop {
            match rest.next(0).await? {
                Some(Piece::Field { name, value }) if name == "_csrf" => {
                    return Ok((value, Parcel(Arc::new(Mutex::new(Some(rest.parts))))));
                }
                Some(Piece::Field { .. }) => {}
                Some(Piece::File { .. }) | None => return Ok((String::new(), Parcel(Arc::default()))),
            }
        }
    }

    /// The rest of the form, once.
    pub fn rest(&self) -> Result<Rest, Problem> {
        let parts = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take();
        Ok(Rest { parts: parts.ok_or_else(broken)?, fields: 0 })
    }

    /// The first file, of at most `most` bytes; empty if none came, `None` if it is larger.
    pub async fn file(&self, most: usize) -> Result<Option<Bytes>, Problem> {
        let mut rest = self.rest()?;
        while let Some(piece) = rest.next(most).await? {
            if let Piece::File { bytes, .. } = piece {
                return Ok(bytes);
            }
        }
        Ok(Some(Bytes::new()))
    }
}

impl Rest {
    /// What comes next; of a file at most `most` bytes are held, and what is more is read past.
    pub async fn next(&mut self, most: usize) -> Result<Option<Piece>, Problem> {
        let field = tokio::time::timeout(SILENCE, self.parts.next_field()).await.map_err(|_| broken())?;
        let Some(mut field) = field.map_err(unread)? else { return Ok(None) };
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(called) = field.file_name().map(str::to_owned) {
            return Ok(Some(Piece::File { name: called, bytes: held(&mut field, most).await? }));
        }
        self.fields += 1;
        if self.fields > MOST_FIELDS {
            return Err(broken());
        }
        let value = held(&mut field, LARGEST_FIELD).await?.ok_or(Problem::TooLarge)?;
        let value = std::str::from_utf8(&value).map_err(|_| broken())?.trim().to_owned();
        Ok(Some(Piece::Field { name, value }))
    }
}

async fn held(field: &mut Field<'_>, most: usize) -> Result<Option<Bytes>, Problem> {
    let mut bytes = Some(Vec::new());
    loop {
        let chunk = tokio::time::timeout(SILENCE, field.chunk()).await.map_err(|_| broken())?;
        let Some(chunk) = chunk.map_err(unread)? else { break };
        match &mut bytes {
            Some(held) if held.len() + chunk.len() <= most => held.extend_from_slice(&chunk),
            _ => bytes = None,
        }
    }
    Ok(bytes.map(Bytes::from))
}
