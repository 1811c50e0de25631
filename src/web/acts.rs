//! How anything is changed: once, whole, and whether or not the visitor waits for the answer.

use crate::audit::{Actor, digest};
use crate::db::{Broken, Tx, Working, new_id};
use crate::problem::Problem;
use crate::web::App;
use std::sync::Arc;
use std::time::Duration;

/// What an act answers; kept, so that the same request sent again is answered alike and done once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// A JSON body, or the address to go to.
    pub text: String,
}

impl Answer {
    /// Go and look at `address`.
    pub fn see(address: impl Into<String>) -> Self {
        Answer { status: 303, text: address.into() }
    }

    pub fn json(status: u16, body: &impl serde::Serialize) -> Result<Self, Problem> {
        Ok(Answer { status, text: serde_json::to_string(body)? })
    }
}

/// The request behind an act.
#[derive(Clone, Debug)]
pub struct Cause {
    pub actor: Actor,
    /// Method and path.
    pub route: String,
    /// What makes two requests the same; none if the visitor gave no key.
    pub key: Option<String>,
    /// The body, of which a digest is kept.
    pub body: String,
}

/// The work of one act inside its transaction.
pub type Work<'t> = Working<'t, Result<Answer, Problem>>;

const TRIES: u32 = 5;

/// Runs `work` in one transaction, exactly once for each idempotency key. The transaction is finished
/// even when the visitor hangs up: half an act is never seen.
pub async fn act<F>(app: &App, cause: Cause, work: F) -> Result<Answer, Problem>
where
    F: for<'t> Fn(&'t mut Tx, &'t Cause) -> Work<'t> + Send + Sync + 'static,
{
    let turn = app.writing.clone().try_acquire_owned().map_err(|_| Problem::Unavailable)?;
    let db = app.db.clone();
    let act = Arc::new((cause, work));
    let task = tokio::spawn(async move {
        let _turn = turn;
        let mut tries = 0;
        loop {
            tries += 1;
            let act = Arc::clone(&act);
            let attempt = db.together(move |tx| {
                let act = Arc::clone(&act);
                Box::pin(async move { once(tx, &act.0, &act.1).await })
            });
            let problem = match attempt.await {
                Ok(answer) | Err(Broken::Refused(Undone::Before(answer))) => return Ok(answer),
                // Nothing was kept, so the whole of it may be tried again.
                Err(Broken::Lost | Broken::Refused(Undone::Wrong(Problem::Unavailable))) if tries < TRIES => {
                    tokio::time::sleep(Duration::from_millis(15 << tries)).await;
                    continue;
                }
                Err(Broken::Refused(Undone::Wrong(problem))) => problem,
                Err(Broken::Lost | Broken::Unknown) => Problem::Unavailable,
                Err(Broken::Panicked) => Problem::Internal { id: new_id() },
            };
            return Err(problem);
        }
    });
    task.await.unwrap_or_else(|_| Err(Problem::Internal { id: new_id() }))
}

/// Why what was done is to be undone.
enum Undone {
    Wrong(Problem),
    /// It was done before, under the same key, and then answered like this.
    Before(Answer),
}

impl<E: Into<Problem>> From<E> for Undone {
    fn from(error: E) -> Self {
        Undone::Wrong(error.into())
    }
}

/// Does the work and takes its key. If the key is found taken, or if the work cannot be done because it has
/// been done, the answer given then is the answer.
async fn once<F>(tx: &mut Tx, cause: &Cause, work: &F) -> Result<Answer, Undone>
where
    F: for<'t> Fn(&'t mut Tx, &'t Cause) -> Work<'t>,
{
    let answer = work(tx, cause).await;
    let Some(key) = &cause.key else {
        let answer = answer?;
        tx.flush().await?;
        return Ok(answer);
    };
    if let Ok(answer) = &answer
        && take(tx, cause, key, answer).await?
    {
        return Ok(answer.clone());
    }
    match before(tx, cause, key).await? {
        Some(before) => Err(Undone::Before(before)),
        None => Ok(answer?),
    }
}

/// Takes the key for the answer, unless it is taken.
async fn take(tx: &mut Tx, cause: &Cause, key: &str, answer: &Answer) -> Result<bool, Problem> {
    let taken = tx
        .sql(
            "insert into idempotency (person, key, route, request, status, answer, at) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (person, key) do nothing",
        )
        .bind(cause.actor.person.id.clone())
        .bind(key.to_owned())
        .bind(cause.route.clone())
        .bind(digest(&cause.body))
        .bind(i64::from(answer.status))
        .bind(answer.text.clone())
        .bind(cause.actor.now)
        .run()
        .await?;
    Ok(taken == 1)
}

/// What was answered when the key was first used.
async fn before(tx: &mut Tx, cause: &Cause, key: &str) -> Result<Option<Answer>, Problem> {
    let held: Option<(String, String, i64, String)> = tx
        .sql("select route, request, status, answer from idempotency where person = $1 and key = $2")
        .bind(cause.actor.person.id.clone())
        .bind(key.to_owned())
        .maybe()
        .await?;
    let Some((route, request, status, text)) = held else { return Ok(None) };
    if route != cause.route || request != digest(&cause.body) {
        return Err(Problem::KeyReused);
    }
    Ok(Some(Answer { status: u16::try_from(status).unwrap_or(200), text }))
}
