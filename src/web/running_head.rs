//! What stands at the head of every printed sheet: the programme, the moment and the basis (product rules E.2).
//!
//! Only a style can say it on each sheet, and a page has no styles of its own, so it is a file with an address.

use crate::web::pages::{Page, encode};
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// The address of the style for a page; it says the moment, so it can be kept.
pub fn address(page: &Page) -> String {
    let (programme, day) = (encode(&page.standing.programme.id), page.view.day);
    format!("/running-head.css?programme={programme}&as_at={day}&basis={}&lang={}", page.view.basis, page.lang)
}

pub async fn running_head(page: Page) -> Response {
    let lang = page.lang;
    let said = [
        page.standing.programme.short.of(lang),
        &lang.as_at_day(&lang.day(page.view.day)),
        lang.basis(page.view.basis),
    ];
    // A quote, a backslash or the end of a line would end the string.
    let said = said.join(" · ").replace(|mark: char| mark.is_control() || ['"', '\\'].contains(&mark), " ");
    let style = format!("@page {{ @top-right {{ content: \"{said}\"; font-size: 8pt; }} }}\n");
    let kept = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "private, max-age=86400")];
    (kept, style).into_response()
}
