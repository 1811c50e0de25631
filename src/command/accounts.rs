//! Accounts and tokens at the shell.

use super::{Failure, ensure_programme, join, note, print};
use clap::Subcommand;
use pilotboard::db::new_id;
use pilotboard::language::Lang;
use pilotboard::messages::is_address;
use pilotboard::messages::store::set_contact;
use pilotboard::people::{Person, Role, passwords, store as people};
use pilotboard::programme::store as programmes;
use pilotboard::settings::Settings;
use pilotboard::web::Clock;
use std::io::Read;

#[derive(Subcommand)]
pub(super) enum AccountCommand {
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
        /// Where reminders go; without it they are shown on the board alone.
        #[arg(long, default_value = "")]
        email: String,
        /// In which language: zh-Hans, zh-Hant or en.
        #[arg(long, default_value_t)]
        language: Lang,
    },
    List,
    /// Say where a person is written to, and in which language; an empty address takes it away.
    Contact {
        login: String,
        #[arg(long)]
        email: String,
        #[arg(long, default_value_t)]
        language: Lang,
    },
    /// Close an account and end its sessions and tokens.
    Disable {
        login: String,
    },
}

#[derive(Subcommand)]
pub(super) enum TokenCommand {
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

fn role(text: &str) -> Result<Role, String> {
    text.parse()
}

pub(super) async fn account(settings: &Settings, command: AccountCommand) -> Result<(), Failure> {
    let db = join(settings).await?;
    let clock = Clock::started_at(settings.clock);
    ensure_programme(&db, clock).await?;
    match command {
        AccountCommand::Add { login, name, role, unit, post, phone, email, language } => {
            check_address(&email)?;
            if role.needs_unit() && unit.is_none() {
                return Err(Failure::Said(format!("the role {role} needs --unit")));
            }
            if unit.is_some() && matches!(role, Role::LeadingGroup | Role::Administrator | Role::Auditor) {
                return Err(Failure::Said(format!("the role {role} stands for no unit; leave --unit out")));
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
            set_contact(&mut tx, &person.id, &email, language).await?;
            note(&mut tx, settings, "add account", &format!("person {} {}", person.id, person.role)).await?;
            tx.commit().await?;
            println!("{}", person.login);
        }
        AccountCommand::List => {
            let mut tx = db.read().await?;
            let everybody = people::all(&mut tx, clock.now()).await?;
            let lines = everybody.into_iter().map(|(person, closed)| {
                let state = if closed.is_some() { "closed" } else { "open" };
                let unit = person.unit.unwrap_or_else(|| "-".into());
                format!("{}\t{}\t{unit}\t{}\t{state}", person.login, person.role, person.name)
            });
            print(&lines.collect::<Vec<_>>())?;
        }
        AccountCommand::Contact { login, email, language } => {
            check_address(&email)?;
            let mut tx = db.write().await?;
            let found = people::by_login(&mut tx, &login, clock.now()).await?;
            let (person, _) = found.ok_or_else(|| Failure::Said(format!("there is no open account {login}")))?;
            set_contact(&mut tx, &person.id, &email, language).await?;
            note(&mut tx, settings, "change contact", &format!("person {}", person.id)).await?;
            tx.commit().await?;
        }
        AccountCommand::Disable { login } => {
            let mut tx = db.write().await?;
            let everybody = people::all(&mut tx, clock.now()).await?;
            let admins = everybody.iter().filter(|(is, closed)| is.role == Role::Administrator && closed.is_none());
            let admins: Vec<&str> = admins.map(|(is, _)| is.login.as_str()).collect();
            if admins == [login.as_str()] {
                return Err(Failure::Said(format!(
                    "{login} is the only administrator; open another account first: account add --role administrator"
                )));
            }
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

fn check_address(email: &str) -> Result<(), Failure> {
    match email.is_empty() || is_address(email) {
        true => Ok(()),
        false => Err(Failure::Said(format!("--email should look like name@example.org, is {email:?}"))),
    }
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

pub(super) async fn token(settings: &Settings, command: TokenCommand) -> Result<(), Failure> {
    let db = join(settings).await?;
    let now = Clock::started_at(settings.clock).now();
    let mut tx = db.write().await?;
    match command {
        TokenCommand::Create { login, label } => {
            let found = people::by_login(&mut tx, &login, now).await?;
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
