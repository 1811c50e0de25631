//! The files the browser downloads: one style sheet, and the bundle of islands. Nothing else is served.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Response, StatusCode, header};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::RwLock;

/// The style sheet, its partials in order.
const STYLE: &str = concat!(
    include_str!("../../style/main.css"),
    include_str!("../../style/charts.css"),
    include_str!("../../style/views.css"),
    include_str!("../../style/records.css"),
    include_str!("../../style/evidence.css"),
    include_str!("../../style/parts.css"),
    include_str!("../../style/meeting.css"),
    include_str!("../../style/review.css"),
    include_str!("../../style/documents.css"),
    include_str!("../../style/admin.css"),
    include_str!("../../style/print.css"),
    include_str!("../../style/sheet.css"),
    include_str!("../../style/paper.css"),
);
const ICON: &str = include_str!("../../public/icon.svg");

/// What lies in the folder of the bundle and may be asked for.
const BUNDLE: [&str; 2] = ["pilotboard.js", "pilotboard_bg.wasm"];

struct Asset {
    kind: &'static str,
    plain: Bytes,
    /// Compressed; empty if that cannot be done.
    small: RwLock<Bytes>,
    tag: String,
}

/// How hard brotli tries, of 11. The board answers at once with what takes a moment, …
const AT_ONCE: i32 = 5;
/// … and from its second second on with what takes one, and is a tenth smaller.
const SMALLEST: i32 = 11;

pub struct Assets(BTreeMap<String, Asset>);

impl Assets {
    /// Reads the bundle from `site`. A board without it works: every page is made on the server.
    pub fn load(site: &Path) -> Self {
        let mut assets = Assets(BTreeMap::new());
        assets.add("/style.css", "text/css; charset=utf-8", STYLE.into());
        assets.add("/icon.svg", "image/svg+xml", ICON.into());
        for name in BUNDLE {
            let kind = if name.ends_with(".wasm") { "application/wasm" } else { "text/javascript; charset=utf-8" };
            match std::fs::read(site.join("pkg").join(name)) {
                Ok(bytes) => assets.add(&format!("/pkg/{name}"), kind, bytes),
                Err(_) => tracing::info!(file = name, "The browser bundle is not built; pages work without it"),
            }
        }
        assets
    }

    fn add(&mut self, path: &str, kind: &'static str, plain: Vec<u8>) {
        let tag = format!("\"{}\"", &crate::audit::hex(&<sha2::Sha256 as sha2::Digest>::digest(&plain))[..16]);
        let small = RwLock::new(compressed(&plain, AT_ONCE));
        self.0.insert(path.to_owned(), Asset { kind, plain: plain.into(), small, tag });
    }

    /// Makes every file as small as it gets. Takes a second: for a thread that answers nobody.
    pub fn squeeze(&self) {
        for asset in self.0.values() {
            let smallest = compressed(&asset.plain, SMALLEST);
            *asset.small.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = smallest;
        }
    }

    /// Whether the bundle of islands is there.
    pub fn has_bundle(&self) -> bool {
        self.0.contains_key("/pkg/pilotboard_bg.wasm")
    }

    pub fn serve(&self, path: &str, headers: &HeaderMap) -> Option<Response<Body>> {
        let asset = self.0.get(path)?;
        let says = |name, word: &str| {
            headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(word))
        };
        let response = Response::builder()
            .header(header::CONTENT_TYPE, asset.kind)
            .header(header::ETAG, &asset.tag)
            .header(header::VARY, "accept-encoding")
            .header(header::CACHE_CONTROL, "public, max-age=0, must-revalidate");
        let small = asset.small.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone();
        let response = if says(header::IF_NONE_MATCH, &asset.tag) {
            response.status(StatusCode::NOT_MODIFIED).body(Body::empty())
        } else if !small.is_empty() && says(header::ACCEPT_ENCODING, "br") {
            response.header(header::CONTENT_ENCODING, "br").body(Body::from(small))
        } else {
            response.body(Body::from(asset.plain.clone()))
        };
        response.ok()
    }
}

fn compressed(plain: &[u8], quality: i32) -> Bytes {
    let mut small = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
    match brotli::BrotliCompress(&mut &*plain, &mut small, &params) {
        Ok(_) => small.into(),
        Err(_) => Bytes::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[tokio::test]
    async fn a_file_is_the_same_however_hard_it_was_compressed() {
        let assets = Assets::load(Path::new("nowhere"));
        let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"))]);
        let ask = async || {
            let body = assets.serve("/style.css", &headers).unwrap().into_body();
            axum::body::to_bytes(body, usize::MAX).await.unwrap()
        };
        let quick = ask().await;
        assets.squeeze();
        let small = ask().await;
        assert!(small.len() < quick.len() && quick.len() < STYLE.len() / 2);
        for compressed in [quick, small] {
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut &*compressed, &mut plain).unwrap();
            assert_eq!(plain, STYLE.as_bytes());
        }
    }
}
