//! Reminders at the shell: what goes out next, and the same now.

use super::{Failure, audit_key, join, print};
use clap::Subcommand;
use pilotboard::calendar::shanghai;
use pilotboard::delivery::Delivery;
use pilotboard::language::Lang;
use pilotboard::programme::store as programmes;
use pilotboard::progress::store::record;
use pilotboard::reminders::{ahead, store};
use pilotboard::settings::Settings;
use pilotboard::web::{App, Clock, postman};

#[derive(Subcommand)]
pub(super) enum RemindersCommand {
    /// List what will go out: when, on which occasion, to which unit. Nothing is sent.
    Preview {
        /// Most lines.
        #[arg(long, default_value_t = 40)]
        lines: usize,
    },
    /// Give what is due and send what waits, as the board does by itself while it serves.
    SendNow,
}

pub(super) async fn run(settings: &Settings, command: RemindersCommand) -> Result<(), Failure> {
    match command {
        RemindersCommand::Preview { lines } => preview(settings, lines).await,
        RemindersCommand::SendNow => send_now(settings).await,
    }
}

async fn preview(settings: &Settings, lines: usize) -> Result<(), Failure> {
    let db = join(settings).await?;
    let now = Clock::started_at(settings.clock).now();
    let mut tx = db.read().await?;
    let schedule = store::schedule(&mut tx).await?;
    let mut said = Vec::new();
    for id in programmes::ids(&mut tx).await? {
        let Some(programme) = programmes::read(&mut tx, &id).await? else { continue };
        let (record, raised) = (record(&mut tx, &id).await?, store::raised(&mut tx, &id).await?);
        let coming = ahead(&programme, &record, &schedule, now);
        let coming = coming.iter().filter(|due| raised.iter().all(|(cause, _)| *cause != due.cause()));
        for due in coming.take(lines) {
            let at = due.planned.at.with_timezone(&shanghai()).format("%Y-%m-%d %H:%M");
            let unit = programme.unit(&due.unit).map_or(due.unit.as_str(), |unit| unit.name.of(Lang::ZhHans));
            said.push(format!("{at}\t{}\t{}\t{}\t{unit}", due.planned.occasion, due.period, due.unit));
        }
    }
    drop(tx);
    db.close().await;
    print(&said)
}

async fn send_now(settings: &Settings) -> Result<(), Failure> {
    let delivery = Delivery::new(&settings.outgoing, false).map_err(Failure::Setting)?;
    let db = join(settings).await?;
    let clock = Clock::started_at(settings.clock);
    let app = App::new(db.clone(), clock, audit_key(&settings.data_dir)?, settings.clone(), false);
    let tried = postman::round(&app, &delivery).await?;
    println!("{tried} messages tried; what became of each stands on /reminders.");
    db.close().await;
    Ok(())
}
