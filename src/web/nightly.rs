//! What the board does by itself at night: its self-check, and throwing files away that nobody refers to.

use crate::audit::self_check::{claim, last_night, next_night, run};
use crate::evidence::store::{Swept, sweep};
use crate::problem::Problem;
use crate::web::App;
use std::time::Duration;

/// A board that has just begun first answers those who wait for it.
const SETTLING: Duration = Duration::from_secs(60);

/// Checks once every night, for as long as the board runs. A night that passed while it was not running is made
/// up for.
pub async fn watch(app: App) {
    tokio::time::sleep(SETTLING).await;
    loop {
        if let Err(problem) = check(&app).await {
            tracing::error!(status = problem.status(), "The self-check could not be done");
        }
        let now = app.clock.now();
        // By the board's own clock, which may have been set to another day but runs as fast as ours.
        tokio::time::sleep((next_night(now) - now).to_std().unwrap_or(SETTLING)).await;
    }
}

/// Does the check of the last night, unless it or another instance has done it.
pub async fn check(app: &App) -> Result<bool, Problem> {
    let now = app.clock.now();
    let name = last_night(now);
    let mut tx = app.db.write().await?;
    let is_ours = claim(&mut tx, &name, now).await?;
    tx.commit().await?;
    if is_ours {
        run(&app.db, &app.audit_key, &name, now).await?;
        let Swept { files, bytes } = sweep(&app.db, app.shelf()?, now).await?;
        tracing::info!(files, bytes, "Files that nobody refers to any more are gone");
    }
    Ok(is_ours)
}
