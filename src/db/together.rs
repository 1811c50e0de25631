//! Writing together: on SQLite, where one writes at a time, those who wait share a transaction and its sync
//! to disk. Each piece of work is kept or undone by itself, and nobody is answered before the one commit.

use super::{Db, On, Tx, code};
use futures_util::FutureExt;
use sqlx::SqlitePool;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::oneshot;

/// Pieces of work in one transaction. More would let the first wait too long for the last.
const AT_ONCE: usize = 32;

/// A piece of work under way in a transaction.
pub type Working<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// Why work was not kept.
#[derive(Debug)]
pub enum Broken<E> {
    /// The work itself said so.
    Refused(E),
    Panicked,
    /// The transaction failed around it. It left no trace and may be tried again.
    Lost,
    /// The commit was sent and failed: whether the work was kept is not known.
    Unknown,
}

/// Work that keeps its answer to itself and says whether it is to be kept.
type Work = Box<dyn for<'t> Fn(&'t mut Tx) -> Working<'t, bool> + Send + Sync>;

struct Job {
    work: Work,
    /// Dropped if the transaction is lost.
    ended: oneshot::Sender<Ended>,
}

/// How the transaction ended for one job.
enum Ended {
    Answered,
    Panicked,
    Unknown,
}

#[derive(Default)]
pub struct Queue(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    jobs: Vec<Job>,
    /// Whether a clerk is at it.
    served: bool,
}

impl Queue {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        locked(&self.0)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

impl Db {
    /// Does `work` in a transaction and commits it, unless the work refuses; perhaps together with the work of
    /// others, of which it sees what came before it and which it never undoes. Work may be done again from the
    /// start if what it was done with is undone; its last answer is its answer.
    pub async fn together<T, E, W>(&self, work: W) -> Result<T, Broken<E>>
    where
        T: Send + 'static,
        E: Send + 'static,
        W: for<'t> Fn(&'t mut Tx) -> Working<'t, Result<T, E>> + Send + Sync + 'static,
    {
        let Db::Sqlite { writer, queue, .. } = self else { return self.alone(work).await };
        let answer = Arc::new(Mutex::new(None));
        let (given, work) = (Arc::clone(&answer), Arc::new(work));
        let work = typed(move |tx| {
            let (work, given) = (Arc::clone(&work), Arc::clone(&given));
            Box::pin(async move {
                let answer = work(tx).await;
                // What it put off goes with it, and fails it alone.
                if answer.is_ok()
                    && let Err(error) = tx.flush().await
                {
                    lost(&error);
                    return false;
                }
                let keep = answer.is_ok();
                *locked(&given) = Some(answer);
                keep
            })
        });
        let (ended, ending) = oneshot::channel();
        queue.waiting().jobs.push(Job { work, ended });
        call_clerk(writer, queue);
        match ending.await {
            Ok(Ended::Answered) => locked(&answer).take().ok_or(Broken::Lost)?.map_err(Broken::Refused),
            Ok(Ended::Panicked) => Err(Broken::Panicked),
            Ok(Ended::Unknown) => Err(Broken::Unknown),
            Err(_) => Err(Broken::Lost),
        }
    }

    /// PostgreSQL lets many write at once, and syncs for all of them together by itself.
    async fn alone<T, E, W>(&self, work: W) -> Result<T, Broken<E>>
    where
        W: for<'t> Fn(&'t mut Tx) -> Working<'t, Result<T, E>>,
    {
        let mut tx = self.write().await.map_err(|error| {
            lost(&error);
            Broken::Lost
        })?;
        let answer = AssertUnwindSafe(work(&mut tx)).catch_unwind().await;
        let answer = answer.map_err(|_| Broken::Panicked)?.map_err(Broken::Refused)?;
        tx.commit().await.map_err(|error| {
            unknown(&error);
            Broken::Unknown
        })?;
        Ok(answer)
    }
}

fn typed(work: impl for<'t> Fn(&'t mut Tx) -> Working<'t, bool> + Send + Sync + 'static) -> Work {
    Box::new(work)
}

fn lost(error: &sqlx::Error) {
    tracing::warn!(code = code(error), "A transaction was lost");
}

fn unknown(error: &sqlx::Error) {
    tracing::error!(code = code(error), "A commit failed");
}

fn call_clerk(writer: &SqlitePool, queue: &Arc<Queue>) {
    let mut waiting = queue.waiting();
    if !waiting.served && !waiting.jobs.is_empty() {
        waiting.served = true;
        let clerk = Clerk { writer: writer.clone(), queue: Arc::clone(queue) };
        tokio::spawn(async move { clerk.serve().await });
    }
}

/// Does one batch. When it goes, however it goes, the next is called.
struct Clerk {
    writer: SqlitePool,
    queue: Arc<Queue>,
}

impl Drop for Clerk {
    fn drop(&mut self) {
        self.queue.waiting().served = false;
        if tokio::runtime::Handle::try_current().is_ok() {
            call_clerk(&self.writer, &self.queue);
        }
    }
}

impl Clerk {
    async fn serve(&self) {
        let batch: Vec<Job> = {
            let mut waiting = self.queue.waiting();
            let many = waiting.jobs.len().min(AT_ONCE);
            waiting.jobs.drain(..many).collect()
        };
        // Most often every job is kept, and then nothing has to be undone for one alone.
        let Ok(mut tx) = self.turn().await else { return };
        if all_keep(&mut tx, &batch).await {
            let ended = batch.into_iter().map(|job| job.ended).collect();
            return commit(tx, ended).await;
        }
        drop(tx);
        let Ok(tx) = self.turn().await else { return };
        do_each(tx, batch).await;
    }

    async fn turn(&self) -> sqlx::Result<Tx> {
        let begun = self.writer.begin_with("begin immediate").await;
        begun.map(|begun| On::Sqlite(begun).into()).inspect_err(lost)
    }
}

/// Does job after job, until one refuses or panics.
async fn all_keep(tx: &mut Tx, batch: &[Job]) -> bool {
    for job in batch {
        let outcome = AssertUnwindSafe((job.work)(tx)).catch_unwind().await;
        if !matches!(outcome, Ok(true)) {
            return false;
        }
    }
    true
}

/// Does every job and commits. A job that refuses is undone alone. If even that fails, SQLite has already
/// undone the whole transaction, as it does when the disk is full: nothing is kept, and nobody is answered.
async fn do_each(mut tx: Tx, batch: Vec<Job>) {
    let mut kept = Vec::new();
    for Job { work, ended } in batch {
        if let Err(error) = tx.sql("savepoint job").run().await {
            return lost(&error);
        }
        let outcome = AssertUnwindSafe(work(&mut tx)).catch_unwind().await;
        let settled = match outcome {
            Ok(true) => tx.sql("release job").run().await,
            _ => {
                tx.forget();
                tx.sql("rollback to job").run().await
            }
        };
        if let Err(error) = settled {
            return lost(&error);
        }
        // Whoever has hung up needs no answer.
        let _ = match outcome {
            Ok(true) => {
                kept.push(ended);
                continue;
            }
            Ok(false) => ended.send(Ended::Answered),
            Err(_) => ended.send(Ended::Panicked),
        };
    }
    commit(tx, kept).await;
}

async fn commit(tx: Tx, kept: Vec<oneshot::Sender<Ended>>) {
    let committed = tx.commit().await;
    if let Err(error) = &committed {
        unknown(error);
    }
    for ended in kept {
        let _ = ended.send(if committed.is_ok() { Ended::Answered } else { Ended::Unknown });
    }
}
