//! Who is at the door, and where the programmes stand: asked for every request, so asked together.
//!
//! Nothing is remembered between questions. An answer is always read after the question was put, so a
//! session that ended, an account that was closed or a report that was accepted is known at once, on every
//! instance; but whoever comes while others are being looked up is looked up in one go with those who wait.

use crate::db::Db;
use crate::people::store::{AT_ONCE, SessionRow, sessions};
use crate::problem::Problem;
use crate::programme::store::{Head, heads};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::oneshot;

/// Look-ups under way at once.
const CLERKS: usize = 2;

pub type Heads = Arc<Vec<(String, Head)>>;
type Answer = Result<(Option<SessionRow>, Heads), Problem>;

#[derive(Clone)]
pub struct Reception {
    db: Db,
    queue: Arc<Mutex<Queue>>,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<(String, oneshot::Sender<Answer>)>,
    clerks: usize,
}

impl Reception {
    pub fn new(db: Db) -> Self {
        Reception { db, queue: Arc::default() }
    }

    /// The session with this hash, and where every programme stands.
    pub async fn ask(&self, hash: String) -> Answer {
        let (tell, told) = oneshot::channel();
        self.queue().waiting.push((hash, tell));
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
        // Several may carry the same session: a browser asks for more than one thing at a time.
        let (mut hashes, mut batch) = (Vec::<String>::new(), Vec::new());
        {
            let mut queue = self.0.queue();
            let mut left = Vec::new();
            for (hash, tell) in queue.waiting.drain(..) {
                let known = hashes.contains(&hash);
                if known || hashes.len() < AT_ONCE {
                    if !known {
                        hashes.push(hash.clone());
                    }
                    batch.push((hash, tell));
                } else {
                    left.push((hash, tell));
                }
            }
            queue.waiting = left;
        }
        if batch.is_empty() {
            return;
        }
        let found = self.look_up(&hashes).await;
        for (hash, tell) in batch {
            let answer = found
                .as_ref()
                .map_err(Clone::clone)
                .map(|(rows, heads)| (rows.iter().find(|row| row.hash() == hash).cloned(), Arc::clone(heads)));
            // Whoever has hung up needs no answer.
            let _ = tell.send(answer);
        }
    }

    async fn look_up(&self, hashes: &[String]) -> Result<(Vec<SessionRow>, Heads), Problem> {
        let hashes: Vec<&str> = hashes.iter().map(String::as_str).collect();
        let mut tx = self.0.db.glance().await?;
        let rows = sessions(&mut tx, &hashes).await?;
        Ok((rows, Arc::new(heads(&mut tx).await?)))
    }
}
