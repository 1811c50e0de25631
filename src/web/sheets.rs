//! A sheet somebody brought: read off the threads that answer others, and not for long.

use crate::reports::workbook::{Cells, LARGEST_FILE, Refusal, first_sheet};
use crate::web::turns::Turns;
use axum::body::Bytes;
use std::time::Duration;

/// Sheets read at once, and how long one may take.
static READERS: Turns = Turns::new(1, Duration::from_secs(5));

/// The name and the cells of its first sheet; no bytes stand for more than may be brought.
pub async fn read(file: Option<Bytes>) -> Result<(String, Cells), Refusal> {
    let file = file.filter(|file| file.len() <= LARGEST_FILE).ok_or(Refusal::TooLarge)?;
    READERS.take(move || first_sheet(&file)).await?
}
