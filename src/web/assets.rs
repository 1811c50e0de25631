//! The files the browser downloads: one style sheet, and the bundle of islands. Nothing else is served.

use axum::body::Body;
use axum::http::{HeaderMap, Response, StatusCode, header};
use std::collections::BTreeMap;
use std::path::Path;

/// The style sheet, its partials in order.
const STYLE: &str = concat!(
    include_str!("../../style/main.css"),
    include_str!("../../style/charts.css"),
    include_str!("../../style/views.css"),
    include_str!("../../style/records.css"),
    include_str!("../../style/parts.css"),
    include_str!("../../style/meeting.css"),
    include_str!("../../style/review.css"),
    include_str!("../../style/print.css"),
    include_str!("../../style/sheet.css"),
    include_str!("../../style/paper.css"),
);
const ICON: &str = include_str!("../../public/icon.svg");

/// What lies in the folder of the bundle and may be asked for.
const BUNDLE: [&str; 2] = ["pilotboard.js", "pilotboard_bg.wasm"];

struct Asset {
    kind: &'static str,
    plain: Vec<u8>,
    brotli: Vec<u8>,
    tag: String,
}

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
        let mut brotli = Vec::new();
        let params = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
        if brotli::BrotliCompress(&mut plain.as_slice(), &mut brotli, &params).is_err() {
            brotli.clear();
        }
        self.0.insert(path.to_owned(), Asset { kind, plain, brotli, tag });
    }

    /// Whether the bundle of islands is there.
    pub fn has_bundle(&self) -> bool {
        self.0.contains_key("/pkg/pilotboard_bg.wasm")
    }

    /// Bytes the browser downloads when it accepts brotli.
    pub fn download_size(&self) -> usize {
        self.0.values().map(|asset| asset.brotli.len()).sum()
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
        let response = if says(header::IF_NONE_MATCH, &asset.tag) {
            response.status(StatusCode::NOT_MODIFIED).body(Body::empty())
        } else if !asset.brotli.is_empty() && says(header::ACCEPT_ENCODING, "br") {
            response.header(header::CONTENT_ENCODING, "br").body(Body::from(asset.brotli.clone()))
        } else {
            response.body(Body::from(asset.plain.clone()))
        };
        response.ok()
    }
}
