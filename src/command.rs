//! What `pilotboard` does when it is called from a shell.

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Parser, Subcommand};
use pilotboard::audit::{self, Actor, AuditKey, Verdict};
use pilotboard::calendar::Half;
use pilotboard::db::{Db, OpenError, Tx, new_id};
use pilotboard::language::Lang;
use pilotboard::people::pages::open_setup;
use pilotboard::people::{Person, Role, passwords, store as people};
use pilotboard::problem::Problem;
use pilotboard::programme::{file, store as programmes};
use pilotboard::settings::Settings;
use pilotboard::summaries::{self, pages::Format};
use pilotboard::views::{Basis, View};
use pilotboard::web::{App, Clock, front_door};
use pilotboard::{example, progress};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::net::TcpListener;

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
    /// Check the audit chain.
    #[command(subcommand)]
    Audit(AuditCommand),
}

#[derive(Subcommand)]
enum ProgrammeCommand {
    /// Say everything that is wrong with a programme file.
    Check { file: PathBuf },
    /// Put a programme file in force.
    Import {
        file: PathBuf,
        /// Why it changes; kept with the old file.
        #[arg(long, default_value = "imported")]
        reason: String,
    },
    /// List the programmes.
    List,
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Open an account; the password is read from standard input, one line.
    Add {
        login: String,
        #[arg(long)]
        name: String,
        #[arg(long, value_parser = role)]
        role: Role,
        /// Id of the unit, as in the programme file.
        #[arg(long)]
        unit: Option<String>,
        #[arg(long, default_value = "")]
        post: String,
        #[arg(long, default_value = "")]
        phone: String,
    },
    List,
    /// Close an account and end its sessions and tokens.
    Disable {
        login: String,
    },
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Make a token that speaks for an account; it is printed once and kept nowhere.
    Create {
        login: String,
        #[arg(long, default_value = "script")]
        label: String,
    },
    Revoke {
        id: String,
    },
}

#[derive(Subcommand)]
enum ExportCommand {
    /// The half-year summary as DOCX or XLSX.
    Summary {
        #[arg(long, value_parser = str::parse::<Half>)]
        half: Half,
        #[arg(long, value_parser = ["docx", "xlsx"])]
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

#[derive(Subcommand)]
enum AuditCommand {
    /// Check every seal.
    Verify,
}

fn role(text: &str) -> Result<Role, String> {
    text.parse()
}

/// What went wrong, for the shell.
enum Failure {
    Open(OpenError),
    Problem(Problem),
    Io(String, std::io::Error),
    Said(String),
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
                let title = Lang::En.problem_title(&problem);
                (70, format!("{title}. {}", Lang::En.problem_remedy(&problem)))
            }
            Failure::Io(what, error) => (74, format!("{what}: {error}")),
            Failure::Said(said) => (65, said),
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

fn log(json: bool) {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("PILOTBOARD_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
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
        Command::Serve => serve(settings).await,
        Command::Demo => demo(settings).await,
        Command::Migrate => {
            let db = open(&settings).await?;
            db.close().await;
            println!("The database is up to date.");
            Ok(())
        }
        Command::Programme(command) => programme(&settings, command).await,
        Command::Account(command) => account(&settings, command).await,
        Command::Token(command) => token(&settings, command).await,
        Command::Export(command) => export(&settings, command).await,
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
    Actor { person, now, request: text() }
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
    if programmes::ids(&mut tx).await?.is_empty() {
        let (programme, source) = (file::built_in(), file::BUILT_IN);
        programmes::install(&mut tx, programme, source, "built in", "pilotboard", clock.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn serve(mut settings: Settings) -> Result<(), Failure> {
    let db = open(&settings).await?;
    let clock = Clock::started_at(settings.clock);
    ensure_programme(&db, clock).await?;
    let key = audit_key(&settings.data_dir)?;
    let listener = bind(&mut settings).await?;
    let mut tx = db.write().await?;
    let setup = open_setup(&mut tx).await?;
    tx.commit().await?;
    let address = settings.address();
    println!("pilotboard listens on {address}");
    if let Some(token) = setup {
        println!("Set it up, once, at {address}/setup?token={token}");
    }
    listen(listener, App::new(db, clock, key, settings, false)).await
}

async fn demo(mut settings: Settings) -> Result<(), Failure> {
    // The example never stands beside real figures: it has a database of its own.
    if settings.database_url.is_none() {
        settings.database_url = Some(format!("sqlite://{}", settings.data_dir.join("demo.db").display()));
    }
    if settings.clock.is_none() {
        settings.clock = "2022-07-29T00:30:00Z".parse().ok();
    }
    let db = open(&settings).await?;
    let clock = Clock::started_at(settings.clock);
    let key = audit_key(&settings.data_dir)?;
    example::load(&db, &key).await?;
    let listener = bind(&mut settings).await?;
    println!("The worked example is on {}", settings.address());
    println!("Its accounts are listed on the sign-in page; the password of each is {}", example::PASSWORD);
    listen(listener, App::new(db, clock, key, settings, true)).await
}

/// The place is taken before anything is promised: a second start must not make the first one's set-up link void.
async fn bind(settings: &mut Settings) -> Result<TcpListener, Failure> {
    let at = settings.listen;
    let listener = TcpListener::bind(at).await.map_err(|error| Failure::Io(format!("cannot listen on {at}"), error))?;
    // Port 0 leaves the choice to the machine.
    settings.listen = listener.local_addr().unwrap_or(at);
    Ok(listener)
}

async fn listen(listener: TcpListener, app: App) -> Result<(), Failure> {
    let db = app.db.clone();
    let served = front_door::serve(listener, app, stop()).await;
    db.close().await;
    served.map_err(|error| Failure::Io("serving".into(), error))
}

/// Resolves at Ctrl-C or SIGTERM.
async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

fn read_file(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::Io(path.display().to_string(), error))
}

async fn programme(settings: &Settings, command: ProgrammeCommand) -> Result<(), Failure> {
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
        ProgrammeCommand::Import { file, reason } => {
            let (programme, source) = read(&file)?;
            let db = join(settings).await?;
            let now = Clock::started_at(settings.clock).now();
            let mut tx = db.write().await?;
            let edition = programmes::install(&mut tx, &programme, &source, &reason, "command line", now).await?;
            note(&mut tx, settings, "install programme", &format!("programme {}", programme.id)).await?;
            tx.commit().await?;
            println!("Programme {} is in force, edition {edition}.", programme.id);
        }
        ProgrammeCommand::List => {
            let db = join(settings).await?;
            let mut tx = db.read().await?;
            for id in programmes::ids(&mut tx).await? {
                if let Some(programme) = programmes::read(&mut tx, &id).await? {
                    println!("{id}\t{}\t{}", programme.title.zh_hans, programme.title.en);
                }
            }
        }
    }
    Ok(())
}

async fn account(settings: &Settings, command: AccountCommand) -> Result<(), Failure> {
    let db = join(settings).await?;
    let clock = Clock::started_at(settings.clock);
    ensure_programme(&db, clock).await?;
    match command {
        AccountCommand::Add { login, name, role, unit, post, phone } => {
            if role.needs_unit() && unit.is_none() {
                return Err(Failure::Said(format!("the role {role} needs --unit")));
            }
            let mut tx = db.read().await?;
            let mut known = unit.is_none();
            for id in programmes::ids(&mut tx).await? {
                let programme = programmes::read(&mut tx, &id).await?;
                known |= unit.as_deref().is_some_and(|unit| programme.is_some_and(|p| p.unit(unit).is_some()));
            }
            drop(tx);
            if !known {
                return Err(Failure::Said(format!("no programme has a unit {:?}", unit.unwrap_or_default())));
            }
            let password = password_from_stdin()?;
            if !passwords::is_acceptable(&password, &login) {
                return Err(Failure::Said(
                    "the password needs 12 to 128 characters and must not be a common one".into(),
                ));
            }
            let hash = passwords::hash(password).await;
            let person = Person { id: new_id(), login, name, post, phone, role, unit };
            let mut tx = db.write().await?;
            if !people::add(&mut tx, &person, &hash, clock.now()).await? {
                return Err(Failure::Said(format!("the account {} is taken", person.login)));
            }
            note(&mut tx, settings, "add account", &format!("person {} {}", person.id, person.role)).await?;
            tx.commit().await?;
            println!("{}", person.login);
        }
        AccountCommand::List => {
            let mut tx = db.read().await?;
            for (person, closed) in people::all(&mut tx).await? {
                let state = if closed.is_some() { "closed" } else { "open" };
                let unit = person.unit.unwrap_or_else(|| "-".into());
                println!("{}\t{}\t{unit}\t{}\t{state}", person.login, person.role, person.name);
            }
        }
        AccountCommand::Disable { login } => {
            let mut tx = db.write().await?;
            if !people::disable(&mut tx, &login, clock.now()).await? {
                return Err(Failure::Said(format!("there is no open account {login}")));
            }
            note(&mut tx, settings, "disable account", &format!("login {login}")).await?;
            tx.commit().await?;
        }
    }
    db.close().await;
    Ok(())
}

/// The first line of standard input.
fn password_from_stdin() -> Result<String, Failure> {
    if std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        eprintln!("Password (one line):");
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).map_err(|error| Failure::Io("standard input".into(), error))?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|error| Failure::Io("standard input".into(), error))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

async fn token(settings: &Settings, command: TokenCommand) -> Result<(), Failure> {
    let db = join(settings).await?;
    let now = Clock::started_at(settings.clock).now();
    let mut tx = db.write().await?;
    match command {
        TokenCommand::Create { login, label } => {
            let found = people::by_login(&mut tx, &login).await?;
            let (person, _) = found.ok_or_else(|| Failure::Said(format!("there is no open account {login}")))?;
            let (id, secret) = people::add_token(&mut tx, &person, &label, now).await?;
            note(&mut tx, settings, "create token", &format!("token {id} of person {}", person.id)).await?;
            tx.commit().await?;
            eprintln!("Token {id} for {login}; it is shown only now.");
            println!("{secret}");
        }
        TokenCommand::Revoke { id } => {
            if !people::revoke_token(&mut tx, &id, now).await? {
                return Err(Failure::Said(format!("there is no token {id} in force")));
            }
            note(&mut tx, settings, "revoke token", &format!("token {id}")).await?;
            tx.commit().await?;
        }
    }
    db.close().await;
    Ok(())
}

async fn export(settings: &Settings, command: ExportCommand) -> Result<(), Failure> {
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
    std::fs::write(&output, kind.write(&summary)).map_err(|error| Failure::Io(output.display().to_string(), error))?;
    db.close().await;
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
