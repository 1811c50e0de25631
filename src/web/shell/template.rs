//! A page rendered once and filled in for each visitor.

use crate::web::guard::Visitor;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::OnceLock;

/// A rendered page with holes for what belongs to one request: the nonce, the session's token, the
/// name of the reader and a fresh key for every form. What remains may be kept and shown to others.
pub struct Template(Vec<Piece>);

enum Piece {
    Text(String),
    Hole(Hole),
}

#[derive(Clone, Copy)]
pub(super) enum Hole {
    Nonce,
    Csrf,
    Reader,
    Idem,
}

/// The text that stands for a hole until the page is cut. Nobody can type it: it is drawn at each start.
pub(super) fn marker(hole: Hole) -> String {
    static DRAWN: OnceLock<String> = OnceLock::new();
    let drawn = DRAWN.get_or_init(|| crate::people::store::secret()[..16].to_owned());
    let letter = match hole {
        Hole::Nonce => 'n',
        Hole::Csrf => 'c',
        Hole::Reader => 'r',
        Hole::Idem => 'i',
    };
    format!("\u{E000}{drawn}{letter}")
}

/// Stands for the session's token in a form.
pub fn csrf_marker() -> String {
    marker(Hole::Csrf)
}

/// Stands for a fresh idempotency key in a form.
pub fn idem_marker() -> String {
    marker(Hole::Idem)
}

impl Template {
    pub(super) fn cut(html: &str) -> Self {
        let start = marker(Hole::Csrf);
        let start = &start[..start.len() - 1];
        let mut parts = html.split(start);
        let mut pieces = vec![Piece::Text(parts.next().unwrap_or_default().to_owned())];
        for part in parts {
            let mut rest = part.chars();
            pieces.push(Piece::Hole(match rest.next() {
                Some('n') => Hole::Nonce,
                Some('c') => Hole::Csrf,
                Some('r') => Hole::Reader,
                _ => Hole::Idem,
            }));
            pieces.push(Piece::Text(rest.as_str().to_owned()));
        }
        Template(pieces)
    }

    /// Bytes of the page, about.
    pub fn size(&self) -> usize {
        let long = |piece: &Piece| match piece {
            Piece::Text(text) => text.len(),
            Piece::Hole(_) => 64,
        };
        self.0.iter().map(long).sum()
    }

    /// The page for one visitor.
    pub fn fill(&self, visitor: &Visitor, status: StatusCode) -> Response {
        let nonce = &crate::people::store::secret()[..32];
        let reader =
            visitor.person.as_ref().map_or(String::new(), |person| html_escape::encode_text(&person.name).into_owned());
        let mut html = String::with_capacity(self.size());
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => html.push_str(text),
                Piece::Hole(Hole::Nonce) => html.push_str(nonce),
                Piece::Hole(Hole::Csrf) => html.push_str(visitor.csrf()),
                Piece::Hole(Hole::Reader) => html.push_str(&reader),
                Piece::Hole(Hole::Idem) => html.push_str(&crate::db::new_id()),
            }
        }
        let policy = format!(
            "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'; object-src 'none'"
        );
        let mut response = (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}
