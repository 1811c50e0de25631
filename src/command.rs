//! What `pilotboard` does when it is called from a shell.

mod accounts;
mod board;
mod documents;
mod programmes;
mod reminders;

use accounts::{AccountCommand, TokenCommand};
use chrono::{DateTime, NaiveDate, Utc};
use clap::{Parser, Subcommand};
use documents::ExportCommand;
use pilotboard::audit::{self, Actor, AuditKey, Verdict};
use pilotboard::db::{Db, OpenError, Tx};
use pilotboard::language::Lang;
use pilotboard::people::{Person, Role, store as people};
use pilotboard::problem::Problem;
use pilotboard::programme::{file, store};
use pilotboard::settings::Settings;
use pilotboard::web::Clock;
use programmes::ProgrammeCommand;
use reminders::RemindersCommand;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Gives back what a large picture took. The allocator of glibc keeps it, once for each thread that drew one.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The progress board of a public pilot programme.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the board (what happens when nothing is said).
    Serve,
    /// Serve the worked example, its clock set to 29 July 2022, 08:30 in Shanghai.
    Demo,
    /// Bring the database up to date and stop.
    Migrate,
    /// Check, import and list programme files.
    #[command(subcommand)]
    Programme(ProgrammeCommand),
    /// Open, list and close accounts.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Make and revoke bearer tokens for the API.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Write documents.
    #[command(subcommand)]
    Export(ExportCommand),
    /// List and send reminders.
    #[command(subcommand)]
    Reminders(RemindersCommand),
    /// Check the audit chain.
    #[command(subcommand)]
    Audit(AuditCommand),
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Check every seal.
    Verify,
}

/// What went wrong, for the shell.
enum Failure {
    Open(OpenError),
    Problem(Problem),
    Io(String, std::io::Error),
    Said(String),
    /// A setting cannot be used as it is.
    Setting(String),
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Failure::Open(error)
    }
}
impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Failure::Problem(problem)
    }
}
impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Failure::Problem(error.into())
    }
}

impl Failure {
    /// Prints it and answers the exit code (sysexits.h: 65 bad data, 74 I/O, 75 try later, 78 configuration).
    fn tell(self) -> ExitCode {
        let (code, said) = match self {
            Failure::Open(error @ OpenError::InUse(_)) => (75, error.to_string()),
            Failure::Open(error) => (78, error.to_string()),
            Failure::Problem(problem) => {
                let code = if matches!(problem, Problem::BadInput { .. }) { 65 } else { 70 };
                let title = Lang::En.problem_title(&problem);
                (code, format!("{title}. {}", Lang::En.problem_remedy(&problem)))
            }
            Failure::Io(what, error) => (74, format!("{what}: {error}")),
            Failure::Said(said) => (65, said),
            Failure::Setting(said) => (78, said),
        };
        eprintln!("pilotboard: {said}");
        ExitCode::from(code)
    }
}

pub fn run() -> ExitCode {
    let cli = Cli::parse();
    log(cli.settings.log_json);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Failure::Io("cannot start".into(), error).tell(),
    };
    match runtime.block_on(dispatch(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

/// Prints lines for as long as anybody reads them: `account list | head` reads two.
fn print(lines: &[String]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for line in lines {
        match writeln!(out, "{line}") {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => break,
            written => written.map_err(|error| Failure::Io("cannot print".into(), error))?,
        }
    }
    Ok(())
}

/// A day on the command line.
fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| format!("expected a day such as 2022-07-28, found {text:?}"))
}

fn log(json: bool) {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("PILOTBOARD_LOG").unwrap_or_else(|_| EnvFilter::new("warn,tiny_skia=error"));
    let logger = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json {
        logger.json().init()
    } else {
        logger.init()
    }
    // Where it was, never what somebody typed.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "?".into(), ToString::to_string);
        tracing::error!(place, "A thread panicked");
    }));
}

async fn dispatch(cli: Cli) -> Result<(), Failure> {
    let settings = cli.settings;
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => board::serve(settings).await,
        Command::Demo => board::demo(settings).await,
        Command::Migrate => {
            let db = open(&settings).await?;
            db.close().await;
            println!("The database is up to date.");
            Ok(())
        }
        Command::Programme(command) => programmes::run(&settings, command).await,
        Command::Account(command) => accounts::account(&settings, command).await,
        Command::Token(command) => accounts::token(&settings, command).await,
        Command::Export(command) => documents::export(&settings, command).await,
        Command::Reminders(command) => reminders::run(&settings, command).await,
        Command::Audit(AuditCommand::Verify) => verify(&settings).await,
    }
}

/// For what keeps the database to itself.
async fn open(settings: &Settings) -> Result<Db, Failure> {
    Ok(Db::open(&settings.database_url()).await?)
}

/// For what may be done while the board is serving.
async fn join(settings: &Settings) -> Result<Db, Failure> {
    Ok(Db::join(&settings.database_url()).await?)
}

/// The key of the audit chain: a file of the data directory that only its owner reads, made at first need.
fn audit_key(folder: &Path) -> Result<AuditKey, Failure> {
    use std::os::unix::fs::OpenOptionsExt;
    let path = folder.join("audit.key");
    let io = |error| Failure::Io(path.display().to_string(), error);
    std::fs::create_dir_all(folder).map_err(io)?;
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o400).open(&path) {
        Ok(mut file) => file.write_all(people::secret().as_bytes()).map_err(io)?,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(io(error)),
    }
    Ok(AuditKey::new(&std::fs::read(&path).map_err(io)?))
}

/// Whoever works at the shell of the machine, in the audit chain.
fn operator(now: DateTime<Utc>) -> Actor {
    let text = || "command line".to_owned();
    let person = Person {
        id: text(),
        login: text(),
        name: text(),
        post: String::new(),
        phone: String::new(),
        role: Role::Administrator,
        unit: None,
    };
    Actor { person, now, request: text().as_str().into() }
}

/// Seals what is done at the shell as the same act on a page is sealed.
async fn note(tx: &mut Tx, settings: &Settings, action: &str, object: &str) -> Result<(), Failure> {
    let key = audit_key(&settings.data_dir)?;
    let actor = operator(Clock::started_at(settings.clock).now());
    Ok(audit::note(tx, &key, &actor, action, object).await?)
}

/// Installs the built-in programme where there is none.
async fn ensure_programme(db: &Db, clock: Clock) -> Result<(), Failure> {
    let mut tx = db.write().await?;
    if store::ids(&mut tx).await?.is_empty() {
        let (programme, source) = (file::built_in(), file::BUILT_IN);
        store::install(&mut tx, programme, source, "built in", "pilotboard", clock.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn verify(settings: &Settings) -> Result<(), Failure> {
    let db = join(settings).await?;
    let key = audit_key(&settings.data_dir)?;
    let mut tx = db.read().await?;
    match audit::verify(&mut tx, &key).await? {
        Verdict::Whole { entries } => println!("The chain is whole: {entries} entries."),
        Verdict::Broken { chain, seq } => {
            return Err(Failure::Said(format!("the chain {chain} is broken at entry {seq}")));
        }
    }
    Ok(())
}
