//! Who is at the door, and where the programmes stand: asked for every request, so asked together.
//!
//! Nothing is remembered between questions. An answer is always read after the question was put, so a
//! session that ended, an account that was closed or a report that was accepted is known at once, on every
//! instance; but whoever comes while others are being looked up is looked up in one go with those who wait.

use crate::db::Db;
use crate::people::Person;
use crate::people::store::{AT_ONCE, Session, SessionRow, Spoken, hash_of, of_tokens, sessions};
use crate::problem::Problem;
use crate::programme::store::{Head, heads};
use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::oneshot;

/// Look-ups under way at once.
const CLERKS: usize = 2;

pub type Heads = Arc<Vec<(String, Head)>>;
type Answer = Result<(Option<Found>, Heads), Problem>;

/// What somebody shows at the door, by the hash of its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    Session(String),
    Token(String),
}

/// Whose it is.
#[derive(Clone)]
enum Found {
    Session(SessionRow),
    Token(Spoken),
}

#[derive(Clone)]
pub struct Reception {
    db: Db,
    queue: Arc<Mutex<Queue>>,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<(Shown, oneshot::Sender<Answer>)>,
    clerks: usize,
}

impl Reception {
    pub fn new(db: Db) -> Self {
        Reception { db, queue: Arc::default() }
    }

    /// The session with this secret if it lives at `now`, and whether its use should be noted; and where every
    /// programme stands.
    pub async fn session(&self, secret: &str, now: DateTime<Utc>) -> Result<(Option<(Session, bool)>, Heads), Problem> {
        match self.ask(Shown::Session(hash_of(secret))).await? {
            (Some(Found::Session(row)), heads) => Ok((row.living(now)?, heads)),
            (_, heads) => Ok((None, heads)),
        }
    }

    /// The person a bearer token speaks for at `now`, and where every programme stands.
    pub async fn bearer(&self, token: &str, now: DateTime<Utc>) -> Result<(Option<Person>, Heads), Problem> {
        match self.ask(Shown::Token(hash_of(token))).await? {
            (Some(Found::Token(spoken)), heads) => Ok((spoken.living(now), heads)),
            (_, heads) => Ok((None, heads)),
        }
    }

    async fn ask(&self, shown: Shown) -> Answer {
        let (tell, told) = oneshot::channel();
        self.queue().waiting.push((shown, tell));
        self.call_clerk();
        told.await.unwrap_or(Err(Problem::Unavailable))
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn call_clerk(&self) {
        let mut queue = self.queue();
        if queue.clerks < CLERKS && !queue.waiting.is_empty() {
            queue.clerks += 1;
            let clerk = Clerk(self.clone());
            tokio::spawn(async move { clerk.serve().await });
        }
    }
}

/// Serves one batch. When it goes, however it goes, the next is called.
struct Clerk(Reception);

impl Drop for Clerk {
    fn drop(&mut self) {
        self.0.queue().clerks -= 1;
        if tokio::runtime::Handle::try_current().is_ok() {
            self.0.call_clerk();
        }
    }
}

impl Clerk {
    async fn serve(&self) {
        // Several may show the same: a browser asks for more than one thing at a time.
        let (mut asked, mut batch) = (Vec::<Shown>::new(), Vec::new());
        {
            let mut queue = self.0.queue();
            let mut left = Vec::new();
            for (shown, tell) in queue.waiting.drain(..) {
                let known = asked.contains(&shown);
                if known || asked.len() < AT_ONCE {
                    if !known {
                        asked.push(shown.clone());
                    }
                    batch.push((shown, tell));
                } else {
                    left.push((shown, tell));
                }
            }
            queue.waiting = left;
        }
        if batch.is_empty() {
            return;
        }
        let answer = self.look_up(&asked).await;
        for (shown, tell) in batch {
            let answer = answer.as_ref().map_err(Clone::clone).map(|(found, heads)| {
                let found = found.iter().find(|(what, _)| *what == shown);
                (found.map(|(_, found)| found.clone()), Arc::clone(heads))
            });
            // Whoever has hung up needs no answer.
            let _ = tell.send(answer);
        }
    }

    async fn look_up(&self, asked: &[Shown]) -> Result<(Vec<(Shown, Found)>, Heads), Problem> {
        let (mut of_sessions, mut tokens) = (Vec::new(), Vec::new());
        for shown in asked {
            match shown {
                Shown::Session(hash) => of_sessions.push(hash.as_str()),
                Shown::Token(hash) => tokens.push(hash.as_str()),
            }
        }
        let mut found = Vec::new();
        let mut tx = self.0.db.glance().await?;
        if !of_sessions.is_empty() {
            let rows = sessions(&mut tx, &of_sessions).await?.into_iter();
            found.extend(rows.map(|row| (Shown::Session(row.hash().to_owned()), Found::Session(row))));
        }
        if !tokens.is_empty() {
            let people = of_tokens(&mut tx, &tokens).await?.into_iter();
            found.extend(people.map(|(hash, spoken)| (Shown::Token(hash), Found::Token(spoken))));
        }
        Ok((found, Arc::new(heads(&mut tx).await?)))
    }
}
