//! A load generator: so many connections kept alive, each asking again as soon as it is answered.

use crate::Outcome;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A request as it goes over the wire.
#[derive(Clone)]
pub struct Request {
    method: &'static str,
    path: String,
    headers: String,
    body: String,
}

pub struct Reply {
    pub status: u16,
    pub headers: String,
    pub body: Vec<u8>,
}

/// What a run measured: how long it took, and each answer within it.
pub struct Load {
    lasted: Duration,
    answers: Vec<Duration>,
}

impl Request {
    pub fn get(path: impl Into<String>) -> Self {
        Request { method: "GET", path: path.into(), headers: String::new(), body: String::new() }
    }

    pub fn post(path: impl Into<String>, body: impl Into<String>) -> Self {
        Request { method: "POST", body: body.into(), ..Request::get(path) }
    }

    pub fn put(path: impl Into<String>, body: impl Into<String>) -> Self {
        Request { method: "PUT", ..Request::post(path, body) }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers += &format!("{name}: {value}\r\n");
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let Request { method, path, headers, body } = self;
        format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {}\r\n\r\n{body}", body.len())
            .into_bytes()
    }
}

/// One connection, kept alive.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    pub fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Connection(BufReader::with_capacity(64 * 1024, stream)))
    }

    pub fn ask(&mut self, request: &Request) -> Outcome<Reply> {
        self.send(&request.bytes())
    }

    fn send(&mut self, request: &[u8]) -> Outcome<Reply> {
        self.0.get_mut().write_all(request)?;
        let mut headers = String::new();
        while !headers.ends_with("\r\n\r\n") {
            if self.0.read_line(&mut headers)? == 0 {
                return Err("the connection was closed".into());
            }
        }
        let status = headers.split(' ').nth(1).ok_or("no status")?.parse()?;
        let length = field(&headers, "content-length").map_or(Ok(0), str::parse)?;
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        Ok(Reply { status, headers, body })
    }
}

/// A header's value.
pub fn field<'a>(headers: &'a str, name: &str) -> Option<&'a str> {
    headers
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, v)| v)
}

impl Load {
    pub fn per_second(&self) -> f64 {
        self.answers.len() as f64 / self.lasted.as_secs_f64()
    }

    /// The time within which `share` of a hundred were answered.
    pub fn within(&self, share: usize) -> Duration {
        self.answers[(self.answers.len() * share / 100).min(self.answers.len() - 1)]
    }

    pub fn line(&self, name: &str) -> String {
        let [p50, p99] = [50, 99].map(|share| self.within(share).as_secs_f64() * 1e3);
        format!("{name}: {:.0} a second, p50 {p50:.1} ms, p99 {p99:.1} ms", self.per_second())
    }
}

/// Asks for `lasting`, after a second of warming up.
pub fn run(address: SocketAddr, request: &Request, connections: usize, lasting: Duration) -> Outcome<Load> {
    many(address, request, connections, until(Duration::from_secs(1)))?;
    many(address, request, connections, until(lasting))
}

/// Asks `times`.
pub fn count(address: SocketAddr, request: &Request, connections: usize, times: usize) -> Outcome<Load> {
    let asked = AtomicUsize::new(0);
    many(address, request, connections, || asked.fetch_add(1, Ordering::Relaxed) < times)
}

fn until(lasting: Duration) -> impl Fn() -> bool + Sync {
    let end = Instant::now() + lasting;
    move || Instant::now() < end
}

fn many(address: SocketAddr, request: &Request, connections: usize, more: impl Fn() -> bool + Sync) -> Outcome<Load> {
    let started = Instant::now();
    let parts = std::thread::scope(|scope| {
        let asking = || one(address, request, &more).map_err(|error| error.to_string());
        let threads: Vec<_> = (0..connections).map(|_| scope.spawn(asking)).collect();
        threads.into_iter().map(|thread| thread.join().map_err(|_| "a connection panicked".to_owned())?).collect()
    });
    let parts: Result<Vec<Vec<Duration>>, String> = parts;
    let mut answers = parts?.concat();
    if answers.is_empty() {
        return Err("nothing was answered".into());
    }
    answers.sort();
    Ok(Load { lasted: started.elapsed(), answers })
}

fn one(address: SocketAddr, request: &Request, more: impl Fn() -> bool) -> Outcome<Vec<Duration>> {
    let mut connection = Connection::open(address)?;
    let bytes = request.bytes();
    let mut answers = Vec::new();
    while more() {
        let asked = Instant::now();
        let reply = connection.send(&bytes)?;
        if reply.status != 200 {
            return Err(format!("{} answered {}", request.path, reply.status).into());
        }
        answers.push(asked.elapsed());
    }
    Ok(answers)
}
