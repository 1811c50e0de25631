//! Work on what came from outside: a few pieces at once, off the threads that answer others, and for none of them is
//! waited long.

use crate::evidence;
use crate::reports::workbook;
use std::time::Duration;
use tokio::sync::Semaphore;

pub struct Turns {
    free: Semaphore,
    deadline: Duration,
}

/// Why work came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    TooSlow,
    /// The work broke on what it was given.
    Broke,
}

impl Turns {
    pub const fn new(at_once: usize, deadline: Duration) -> Self {
        Turns { free: Semaphore::const_new(at_once), deadline }
    }

    /// Does the work when a turn is free. Waiting for the turn counts, too.
    pub async fn take<T: Send + 'static>(
        &'static self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Stopped> {
        let working = async {
            let turn = self.free.acquire().await.map_err(|_| Stopped::TooSlow)?;
            let done = tokio::task::spawn_blocking(move || {
                // The turn is given back when the work ends, not when nobody waits for it any more: what cannot be
                // stopped cannot pile up either.
                let _turn = turn;
                work()
            });
            done.await.map_err(|_| Stopped::Broke)
        };
        tokio::time::timeout(self.deadline, working).await.unwrap_or(Err(Stopped::TooSlow))
    }
}

impl From<Stopped> for workbook::Refusal {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::TooSlow => workbook::Refusal::TooSlow,
            Stopped::Broke => workbook::Refusal::Damaged,
        }
    }
}

impl From<Stopped> for evidence::Refusal {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::TooSlow => evidence::Refusal::TooSlow,
            Stopped::Broke => evidence::Refusal::Damaged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_without_end_is_left_alone_and_keeps_its_turn_until_it_ends() {
        static TURNS: Turns = Turns::new(1, Duration::from_millis(50));
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let slow = TURNS.take(move || ended.recv().is_ok()).await;
        assert_eq!(slow, Err(Stopped::TooSlow));
        assert_eq!(TURNS.take(|| "another").await, Err(Stopped::TooSlow), "there is one turn, and it is taken");
        drop(end);
        while TURNS.take(|| "another").await != Ok("another") {}
    }

    #[tokio::test]
    async fn work_that_breaks_gives_its_turn_back() {
        static TURNS: Turns = Turns::new(1, Duration::from_secs(60));
        let broke = TURNS.take(|| assert_eq!(1, 2)).await;
        assert_eq!(broke, Err(Stopped::Broke));
        assert_eq!(TURNS.take(|| "the next").await, Ok("the next"));
    }
}
