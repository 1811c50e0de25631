//! What an operator may set. Every flag is also `PILOTBOARD_…` in the environment; secrets are files or
//! standard input, never on the command line.

use crate::evidence::store::Shelf;
use crate::messages::Outlets;
use chrono::{DateTime, FixedOffset, Utc};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// `sqlite://FILE`, or `postgres://…` when one machine is not enough.
    #[arg(long, env = "PILOTBOARD_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// Where the database, the keys and the files live.
    #[arg(long, env = "PILOTBOARD_DATA_DIR", default_value = "data", global = true)]
    pub data_dir: PathBuf,
    /// Address and port to listen on.
    #[arg(long, env = "PILOTBOARD_LISTEN", default_value = "127.0.0.1:3000", global = true)]
    pub listen: SocketAddr,
    /// Start the clock at this moment: 2022-07-29T08:30+08:00.
    #[arg(long, env = "PILOTBOARD_CLOCK", value_parser = moment, global = true)]
    pub clock: Option<DateTime<Utc>>,
    /// The address people type, when a proxy stands in front: `https://board.example.org`
    #[arg(long, env = "PILOTBOARD_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// Where the browser bundle lies.
    #[arg(long, env = "PILOTBOARD_SITE", default_value = "target/site", global = true)]
    pub site: PathBuf,
    /// Where the fonts of printed documents and of pictures lie. They lack some traditional characters, for which
    /// the server should have a font of its own (Noto Sans CJK: `apt-get install fonts-noto-cjk`).
    #[arg(long, env = "PILOTBOARD_FONTS", default_value = "fonts", global = true)]
    pub fonts: PathBuf,
    /// Where the files of reports lie, if not in the data folder: `file:///FOLDER`, which several boards may share, or
    /// `s3://BUCKET/PREFIX`, with `AWS_ENDPOINT`, `AWS_REGION`, `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` beside it.
    #[arg(long, env = "PILOTBOARD_FILES", global = true)]
    pub files: Option<String>,
    /// Name and telephone of the office, for the foot of every page: `领导小组办公室 020-8355-0000`
    #[arg(long, env = "PILOTBOARD_OFFICE", global = true)]
    pub office: Option<String>,
    /// Log as JSON lines.
    #[arg(long, env = "PILOTBOARD_LOG_JSON", global = true)]
    pub log_json: bool,
    #[command(flatten)]
    pub outgoing: Outgoing,
}

/// By which ways the board may speak to the outside; none unless it is set. Secrets are in files.
#[derive(Args, Clone, Debug, Default)]
pub struct Outgoing {
    /// The mail server: smtp://HOST:587 (STARTTLS), smtps://HOST:465 (TLS), or smtp://HOST:25?tls=none for one on
    /// the same machine.
    #[arg(long, env = "PILOTBOARD_SMTP_URL", global = true)]
    pub smtp_url: Option<String>,
    /// The sender of letters: 办公室 <board@example.org>
    #[arg(long, env = "PILOTBOARD_SMTP_FROM", global = true)]
    pub smtp_from: Option<String>,
    /// A file of two lines: user and password for the mail server.
    #[arg(long, env = "PILOTBOARD_SMTP_CREDENTIALS", global = true)]
    pub smtp_credentials: Option<PathBuf>,
    /// A file with the certificate (PEM) of an authority of one's own, for the mail server.
    #[arg(long, env = "PILOTBOARD_SMTP_CA", global = true)]
    pub smtp_ca: Option<PathBuf>,
    /// A file whose first line is the address of a bot in a group of WeCom or DingTalk; the address is its password.
    #[arg(long, env = "PILOTBOARD_WEBHOOK", global = true)]
    pub webhook: Option<PathBuf>,
}

impl Outgoing {
    /// What is configured, for pages; whether it works is known when the board starts.
    pub fn outlets(&self, example: bool) -> Outlets {
        let mail = self.smtp_url.as_deref().is_some_and(|url| !url.is_empty());
        Outlets { mail, bot: self.webhook.is_some(), example }
    }
}

impl Settings {
    pub fn database_url(&self) -> String {
        self.database_url
            .clone()
            .unwrap_or_else(|| format!("sqlite://{}", self.data_dir.join("pilotboard.db").display()))
    }

    /// The shelf for files; a folder is made where there is none.
    pub fn shelf(&self) -> Result<Shelf, String> {
        match &self.files {
            Some(address) => Shelf::at(address),
            None => Shelf::folder(&self.data_dir.join("files")),
        }
    }

    /// What people type, without a slash at its end.
    pub fn address(&self) -> String {
        let address = self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        address.trim_end_matches('/').to_owned()
    }
}

/// Reads `2022-07-29T08:30+08:00`, seconds optional.
fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    ["%Y-%m-%dT%H:%M%:z", "%Y-%m-%dT%H:%M:%S%.f%:z"]
        .iter()
        .find_map(|format| DateTime::<FixedOffset>::parse_from_str(text, format).ok())
        .or_else(|| DateTime::parse_from_rfc3339(text).ok())
        .map(|moment| moment.to_utc())
        .ok_or_else(|| format!("expected a moment such as 2022-07-29T08:30+08:00, found {text:?}"))
}
