//! A sheet somebody brought: read off the threads that answer others, and not for long.

use crate::reports::workbook::{Cells, LARGEST_FILE, Refusal, first_sheet};
use axum::body::Bytes;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Sheets read at once, and how long one may take.
static READERS: Semaphore = Semaphore::const_new(1);
const DEADLINE: Duration = Duration::from_secs(5);

/// The name and the cells of its first sheet; no bytes stand for more than may be brought.
pub async fn read(file: Option<Bytes>) -> Result<(String, Cells), Refusal> {
    let file = file.filter(|file| file.len() <= LARGEST_FILE).ok_or(Refusal::TooLarge)?;
    let reading = async {
        let turn = READERS.acquire().await.map_err(|_| Refusal::TooSlow)?;
        let read = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            first_sheet(&file)
        });
        read.await.unwrap_or(Err(Refusal::Damaged))
    };
    tokio::time::timeout(DEADLINE, reading).await.unwrap_or(Err(Refusal::TooSlow))
}
