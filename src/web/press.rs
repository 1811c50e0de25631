//! Where documents are made: away from the threads that answer, a few at once, and for nobody who has left.

use crate::problem::Problem;
use crate::summaries::pdf::Faces;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Semaphore;

/// The fonts, and how many documents may be under way.
#[derive(Clone)]
pub struct Press {
    faces: Arc<Faces>,
    places: Arc<Semaphore>,
}

const PLACES: usize = 2;

/// Says that nobody waits any more when the request is dropped.
struct Reader(Arc<AtomicBool>);

impl Drop for Reader {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

impl Press {
    pub fn new(fonts: &Path) -> Self {
        Press { faces: Arc::new(Faces::new(fonts)), places: Arc::new(Semaphore::new(PLACES)) }
    }

    /// Makes a document once a place is free. The work keeps its place until it really ends, and is told when
    /// its reader has gone.
    pub async fn print<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Faces, &AtomicBool) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let lost = || Problem::Internal { id: crate::db::new_id() };
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| lost())?;
        let reader = Reader(Arc::new(AtomicBool::new(true)));
        let (faces, wanted) = (Arc::clone(&self.faces), Arc::clone(&reader.0));
        let made = tokio::task::spawn_blocking(move || {
            let _place = place;
            work(&faces, &wanted)
        });
        made.await.map_err(|error| {
            tracing::error!(%error, "A document broke off");
            lost()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_reader_who_leaves_stops_the_work_and_frees_its_place() {
        let press = Press::new(Path::new("fonts"));
        for _ in 0..PLACES + 1 {
            let (told, heard) = tokio::sync::oneshot::channel();
            let work = press.print(move |_, wanted| {
                while wanted.load(Ordering::Relaxed) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                told.send(()).unwrap();
            });
            assert!(tokio::time::timeout(Duration::from_millis(30), work).await.is_err(), "nobody waits so long");
            tokio::time::timeout(Duration::from_secs(10), heard).await.unwrap().unwrap();
        }
        assert_eq!(press.print(|_, wanted| wanted.load(Ordering::Relaxed)).await, Ok(true));
    }
}
