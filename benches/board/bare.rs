//! The floor: the same bytes from the same framework, in a process of its own, without a board.

use crate::Outcome;
use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::get;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Set for the child that is to serve the file it names.
pub const BODY: &str = "BENCH_BARE_BODY";

pub struct Bare {
    pub address: SocketAddr,
    child: Child,
    file: PathBuf,
}

impl Bare {
    pub fn start(body: &[u8]) -> Outcome<Self> {
        let file = std::env::temp_dir().join(format!("pilotboard-bench-{}.html", std::process::id()));
        std::fs::write(&file, body)?;
        let mut child = Command::new(std::env::current_exe()?).env(BODY, &file).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        Ok(Bare { address: line.trim().parse()?, child, file })
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_file(&self.file);
    }
}

#[tokio::main]
pub async fn serve(body: &Path) -> Outcome<()> {
    let body = Bytes::from(std::fs::read(body)?);
    let page = move || {
        let body = body.clone();
        async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body) }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    Ok(axum::serve(listener, Router::new().route("/overview", get(page))).await?)
}
