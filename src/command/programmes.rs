//! Programme files at the shell.

use super::{Failure, join, note, print};
use chrono::NaiveDate;
use clap::Subcommand;
use pilotboard::calendar::day_of;
use pilotboard::problem::Problem;
use pilotboard::programme::{file, store as programmes};
use pilotboard::settings::Settings;
use pilotboard::web::Clock;
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub(super) enum ProgrammeCommand {
    /// Say everything that is wrong with a programme file.
    Check { file: PathBuf },
    /// Put a programme file in force.
    Import {
        file: PathBuf,
        /// Why it changes; kept with the old file.
        #[arg(long, default_value = "imported")]
        reason: String,
        /// Its first day; today, unless said. The first file of a programme is in force from the beginning.
        #[arg(long, value_parser = super::day)]
        from: Option<NaiveDate>,
    },
    /// List the programmes.
    List,
}

fn read_file(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::Io(path.display().to_string(), error))
}

pub(super) async fn run(settings: &Settings, command: ProgrammeCommand) -> Result<(), Failure> {
    let read = |path: &Path| {
        let source = read_file(path)?;
        match file::read(&source) {
            Ok(programme) => Ok((programme, source)),
            Err(mistakes) => {
                let lines: Vec<String> =
                    mistakes.iter().map(|mistake| format!("{}: {mistake}", path.display())).collect();
                Err(Failure::Said(format!("{} to mend\n{}", mistakes.len(), lines.join("\n"))))
            }
        }
    };
    match command {
        ProgrammeCommand::Check { file } => {
            let (programme, _) = read(&file)?;
            println!(
                "{}: programme {} is sound: {} targets, {} tasks, {} units, {} specialties, {} periods",
                file.display(),
                programme.id,
                programme.targets.len(),
                programme.tasks.len(),
                programme.units.len(),
                programme.specialties.len(),
                programme.periods.len()
            );
        }
        ProgrammeCommand::Import { file, reason, from } => {
            let (programme, source) = read(&file)?;
            let db = join(settings).await?;
            let now = Clock::started_at(settings.clock).now();
            let mut tx = db.write().await?;
            let day = from.unwrap_or_else(|| day_of(now));
            let amended = programmes::amend(&mut tx, &programme, &source, &reason, "command line", (now, day)).await;
            let edition = amended.map_err(|problem| match problem {
                Problem::BadInput { at, expected, found } if at == "effective_from" => {
                    Failure::Said(format!("--from should be {expected}, is {found}"))
                }
                other => other.into(),
            })?;
            note(&mut tx, settings, "install programme", &format!("programme {}", programme.id)).await?;
            tx.commit().await?;
            println!("Programme {} is in force, edition {edition}.", programme.id);
        }
        ProgrammeCommand::List => {
            let db = join(settings).await?;
            let mut tx = db.read().await?;
            let mut lines = Vec::new();
            for id in programmes::ids(&mut tx).await? {
                if let Some(programme) = programmes::read(&mut tx, &id).await? {
                    lines.push(format!("{id}\t{}\t{}", programme.title.zh_hans, programme.title.en));
                }
            }
            print(&lines)?;
        }
    }
    Ok(())
}
