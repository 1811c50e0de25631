//! A board with the worked example, run as people run it, in a folder that is thrown away.

use crate::Outcome;
use crate::load::{Connection, Reply, Request, field};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(60);

pub struct Board {
    pub address: SocketAddr,
    pub started_in: Duration,
    child: Child,
    folder: Folder,
}

/// Removed with everything in it.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if self.0.as_os_str().is_empty() {
            return;
        }
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Board {
    pub fn start() -> Outcome<Self> {
        static NEXT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let next = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("pilotboard-bench-{}-{next}", std::process::id()));
        std::fs::create_dir(&folder)?;
        Board::run_in(Folder(folder))
    }

    /// Stops the board and starts another on what it kept.
    pub fn again(self) -> Outcome<Self> {
        self.after(|_| Ok(())).map(|(board, ())| board)
    }

    /// Stops the board, does something to its database, and starts another on it.
    pub fn after<T>(mut self, work: impl FnOnce(&str) -> Outcome<T>) -> Outcome<(Self, T)> {
        self.child.kill()?;
        self.child.wait()?;
        let folder = Folder(std::mem::take(&mut self.folder.0));
        let done = work(&format!("sqlite://{}", folder.0.join("demo.db").display()))?;
        Ok((Board::run_in(folder)?, done))
    }

    pub fn folder(&self) -> &Path {
        &self.folder.0
    }

    fn run_in(folder: Folder) -> Outcome<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let started = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_pilotboard"))
            .arg("demo")
            .env("PILOTBOARD_LISTEN", address.to_string())
            .env("PILOTBOARD_DATA_DIR", &folder.0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut board = Board { address, started_in: Duration::ZERO, child, folder };
        while !board.get(&Request::get("/livez")).is_ok_and(|reply| reply.status == 200) {
            if started.elapsed() > PATIENCE || board.child.try_wait()?.is_some() {
                return Err("the board did not start".into());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        board.started_in = started.elapsed();
        Ok(board)
    }

    pub fn get(&self, request: &Request) -> Outcome<Reply> {
        Connection::open(self.address)?.ask(request)
    }

    /// The overview as somebody of `role` asks for it, signed in.
    pub fn overview(&self, role: &str) -> Outcome<Request> {
        self.signed(role, "/overview")
    }

    /// A page or file as somebody of `role` asks for it, signed in.
    pub fn signed(&self, role: &str, path: &str) -> Outcome<Request> {
        Ok(Request::get(path).header("cookie", &self.sign_in(role)?))
    }

    /// Signs in as the first person of the worked example who has `role`; the answer is the session's cookie.
    pub fn sign_in(&self, role: &str) -> Outcome<String> {
        let page = String::from_utf8(self.get(&Request::get("/signin"))?.body)?;
        let listed = page.find(role).ok_or("nobody with this role is listed")?;
        let login =
            page[..listed].rsplit_once("value=\"").and_then(|(_, rest)| rest.split('"').next()).ok_or("no account")?;
        let form = Request::post("/signin", format!("example={login}"))
            .header("content-type", "application/x-www-form-urlencoded");
        let reply = self.get(&form)?;
        let cookie = field(&reply.headers, "set-cookie").ok_or("the account was not let in")?;
        Ok(cookie.split(';').next().unwrap_or(cookie).to_owned())
    }

    /// Bytes of memory the process holds.
    pub fn resident(&self) -> Outcome<usize> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        Ok(line.trim().trim_end_matches(" kB").trim().parse::<usize>()? * 1024)
    }
}
