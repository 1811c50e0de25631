//! Documents at the shell.

use super::{Failure, join};
use chrono::NaiveDate;
use clap::Subcommand;
use pilotboard::calendar::Half;
use pilotboard::language::Lang;
use pilotboard::programme::store as programmes;
use pilotboard::progress;
use pilotboard::settings::Settings;
use pilotboard::summaries::pages::{Format, paper};
use pilotboard::summaries::{self, pdf::Faces};
use pilotboard::views::{Basis, View};
use pilotboard::web::Clock;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

#[derive(Subcommand)]
pub(super) enum ExportCommand {
    /// The half-year summary as DOCX, PDF or XLSX.
    Summary {
        #[arg(long, value_parser = str::parse::<Half>)]
        half: Half,
        #[arg(long, value_parser = ["docx", "pdf", "xlsx"])]
        format: String,
        #[arg(long)]
        as_at: Option<NaiveDate>,
        #[arg(long, value_parser = str::parse::<Basis>, default_value_t = Basis::Corrected)]
        basis: Basis,
        #[arg(long, value_parser = str::parse::<Lang>, default_value_t = Lang::ZhHans)]
        lang: Lang,
        #[arg(long, default_value = "2022")]
        programme: String,
        #[arg(short, long)]
        output: PathBuf,
    },
}

pub(super) async fn export(settings: &Settings, command: ExportCommand) -> Result<(), Failure> {
    let ExportCommand::Summary { half, format, as_at, basis, lang, programme: id, output } = command;
    let db = join(settings).await?;
    let mut tx = db.read().await?;
    let programme = programmes::read(&mut tx, &id).await?;
    let programme = programme.ok_or_else(|| Failure::Said(format!("there is no programme {id}")))?;
    let record = progress::store::record(&mut tx, &id).await?;
    drop(tx);
    let usual = View::usual(&programme, Clock::started_at(settings.clock).now());
    let view = View::new(as_at.unwrap_or(usual.day), basis);
    let summary = summaries::compose(&programme, &record, half, view, lang);
    let kind = Format::of(&format).ok_or_else(|| Failure::Said(format!("no such format: {format}")))?;
    let paper = paper(&settings.address(), &format!("/summaries/{half}"), &summary, &id);
    let written = kind.write(&summary, &Faces::new(&settings.fonts), &paper, &AtomicBool::new(true));
    let bytes = written.map_err(|why| Failure::Said(why.to_string()))?;
    std::fs::write(&output, bytes).map_err(|error| Failure::Io(output.display().to_string(), error))?;
    db.close().await;
    Ok(())
}
