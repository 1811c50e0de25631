//! Documents at the shell.

use super::{Failure, day, join};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use pilotboard::calendar::Half;
use pilotboard::documents::{path_of, scope_of, store as documents};
use pilotboard::language::Lang;
use pilotboard::programme::store as programmes;
use pilotboard::progress;
use pilotboard::settings::Settings;
use pilotboard::summaries::pages::{Format, paper};
use pilotboard::summaries::pdf::Faces;
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
        #[command(flatten)]
        asked: Asked,
    },
    /// An issue of the briefing, such as 2022-5, as DOCX, PDF or XLSX.
    Briefing {
        #[arg(long)]
        issue: String,
        #[command(flatten)]
        asked: Asked,
    },
}

/// What is asked for, whichever document it is.
#[derive(Args)]
pub(super) struct Asked {
    /// As it was issued, and not as the figures compose it now.
    #[arg(long)]
    issued: bool,
    #[arg(long, value_parser = ["docx", "pdf", "xlsx"])]
    format: String,
    #[arg(long, value_parser = day)]
    as_at: Option<NaiveDate>,
    #[arg(long, value_parser = str::parse::<Basis>, default_value_t = Basis::Corrected)]
    basis: Basis,
    #[arg(long, value_parser = str::parse::<Lang>, default_value_t = Lang::ZhHans)]
    lang: Lang,
    #[arg(long, default_value = "2022")]
    programme: String,
    #[arg(short, long)]
    output: PathBuf,
}

pub(super) async fn export(settings: &Settings, command: ExportCommand) -> Result<(), Failure> {
    let (name, asked) = match command {
        ExportCommand::Summary { half, asked } => (half.to_string(), asked),
        ExportCommand::Briefing { issue, asked } => (issue, asked),
    };
    let Asked { issued, format, as_at, basis, lang, programme: id, output } = asked;
    let db = join(settings).await?;
    let mut tx = db.read().await?;
    let programme = programmes::read(&mut tx, &id).await?;
    let programme = programme.ok_or_else(|| Failure::Said(format!("there is no programme {id}")))?;
    let scope = scope_of(&programme, &name);
    let scope = scope.ok_or_else(|| Failure::Said(format!("the programme has no document {name}")))?;
    let document = documents::named(&mut tx, &programme, &name).await?.filter(|_| issued);
    let summary = match (document, issued) {
        (Some(document), _) => {
            if let Some(bytes) = documents::file(&mut tx, &document.id, &format).await? {
                std::fs::write(&output, bytes).map_err(|error| Failure::Io(output.display().to_string(), error))?;
                drop(tx);
                db.close().await;
                return Ok(());
            }
            documents::witness(&mut tx, &document.id).await?.map(|witness| witness.summary)
        }
        (None, true) => None,
        (None, false) => {
            let record = progress::store::record(&mut tx, &id).await?;
            let usual = View::usual(&programme, Clock::started_at(settings.clock).now());
            let view = View::new(as_at.unwrap_or(usual.day), basis);
            if let Some(opens) = scope.opens_after(&programme, view) {
                return Err(Failure::Said(format!("{name} sums up what has not ended: there is one from {opens}")));
            }
            scope.compose(programme.at(view.day), &record, view, lang)
        }
    };
    let example = programmes::head(&mut tx, &id).await?.is_some_and(|head| head.example);
    drop(tx);
    let summary = summary.map(|summary| summary.of_example(example));
    let summary = summary.ok_or_else(|| Failure::Said(format!("{name} has not been issued")))?;
    let kind = Format::of(&format).ok_or_else(|| Failure::Said(format!("no such format: {format}")))?;
    let paper = paper(&settings.address(), &path_of(scope), &summary, &id);
    let written = kind.write(&summary, &Faces::new(&settings.fonts), &paper, &AtomicBool::new(true));
    let bytes = written.map_err(|why| Failure::Said(why.to_string()))?;
    std::fs::write(&output, bytes).map_err(|error| Failure::Io(output.display().to_string(), error))?;
    db.close().await;
    Ok(())
}
