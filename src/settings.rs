//! What an operator may set. Every flag is also `PILOTBOARD_…` in the environment; secrets are files or
//! standard input, never on the command line.

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
    /// Log as JSON lines.
    #[arg(long, env = "PILOTBOARD_LOG_JSON", global = true)]
    pub log_json: bool,
}

impl Settings {
    pub fn database_url(&self) -> String {
        self.database_url
            .clone()
            .unwrap_or_else(|| format!("sqlite://{}", self.data_dir.join("pilotboard.db").display()))
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
