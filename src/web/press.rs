//! Where documents are composed and set: away from the threads that answer, a few at once, and for nobody who has left.

use crate::problem::Problem;
use crate::summaries::pdf::{Drawn, Faces, Unprinted};
use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, watch};

/// The fonts, and how many documents may be under way.
#[derive(Clone)]
pub struct Press {
    faces: Arc<Faces>,
    places: Arc<Semaphore>,
    orders: Arc<Mutex<HashMap<String, Arc<Order>>>>,
    drawn: Arc<Mutex<VecDeque<(String, Pages)>>>,
}

/// The pages of a document as pictures.
pub type Pages = Arc<Drawn>;

const PLACES: usize = 2;
/// How long a reader is kept waiting before being told that a document takes longer: one of usual length is awaited,
/// for less than any answer may take; of a long one they hear soon.
pub const PATIENT: Duration = Duration::from_secs(12);
pub const SOON: Duration = Duration::from_secs(2);
/// An order nobody has asked after for so long is dropped: the page of one under way asks every second.
const FORSAKEN: Duration = Duration::from_secs(8);
const MOST_ORDERS: usize = 64;
/// Drawn documents kept, about a megabyte each.
const MOST_DRAWN: usize = 8;

/// What becomes of a document.
pub type Made = Result<Vec<u8>, Problem>;

/// A document that somebody waits for.
struct Order {
    begun: Instant,
    asked: Mutex<Instant>,
    made: Mutex<Option<Made>>,
    ready: watch::Receiver<bool>,
}

/// How far an order is.
#[derive(Debug, PartialEq, Eq)]
pub enum Stage {
    Ready(Vec<u8>),
    /// Under way for so many seconds.
    UnderWay(u64),
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Order {
    /// Comes back when nobody has asked for a while.
    async fn forsaken(&self) {
        while held(&self.asked).elapsed() < FORSAKEN {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

/// Says that nobody waits any more when the request is dropped.
struct Reader(Arc<AtomicBool>);

impl Drop for Reader {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

impl Press {
    pub fn new(fonts: &Path) -> Self {
        Press {
            faces: Arc::new(Faces::new(fonts)),
            places: Arc::new(Semaphore::new(PLACES)),
            orders: Arc::default(),
            drawn: Arc::default(),
        }
    }

    /// The document ordered under `key`, begun now unless it is under way; after some patience, how far it is.
    /// Whoever asks again in time gets it; what nobody asks for any more is given up.
    pub async fn make(
        &self,
        key: &str,
        patience: Duration,
        work: impl FnOnce(&Faces, &AtomicBool) -> Made + Send + 'static,
    ) -> Result<Stage, Problem> {
        let order = self.order(key, work)?;
        *held(&order.asked) = Instant::now();
        let mut ready = order.ready.clone();
        // The sender may be gone already, and then what it made is there.
        let _ = tokio::time::timeout(patience, ready.wait_for(|ready| *ready)).await;
        let made = held(&order.made).take();
        let Some(made) = made else { return Ok(Stage::UnderWay(order.begun.elapsed().as_secs())) };
        held(&self.orders).remove(key);
        made.map(Stage::Ready)
    }

    /// The pages drawn under `key`, if they are still there.
    pub fn drawn(&self, key: &str) -> Option<Pages> {
        held(&self.drawn).iter().find(|(known, _)| known == key).map(|(_, pages)| Arc::clone(pages))
    }

    /// The pages of what `key` names, drawn now unless they have been; after some patience, for how many seconds they
    /// have been under way.
    pub async fn draw(
        &self,
        key: &str,
        patience: Duration,
        work: impl FnOnce(&Faces, &AtomicBool) -> Result<Drawn, Unprinted> + Send + 'static,
    ) -> Result<Result<Pages, u64>, Problem> {
        if let Some(pages) = self.drawn(key) {
            return Ok(Ok(pages));
        }
        let (kept, name) = (Arc::clone(&self.drawn), key.to_owned());
        let work = move |faces: &Faces, wanted: &AtomicBool| {
            let pages = Arc::new(work(faces, wanted)?);
            let mut drawn = held(&kept);
            drawn.push_back((name, pages));
            while drawn.len() > MOST_DRAWN {
                drawn.pop_front();
            }
            Ok(Vec::new())
        };
        match self.make(&format!("drawn {key}"), patience, work).await? {
            Stage::UnderWay(seconds) => Ok(Err(seconds)),
            Stage::Ready(_) => self.drawn(key).map(Ok).ok_or(Problem::Unavailable),
        }
    }

    fn order(
        &self,
        key: &str,
        work: impl FnOnce(&Faces, &AtomicBool) -> Made + Send + 'static,
    ) -> Result<Arc<Order>, Problem> {
        let mut orders = held(&self.orders);
        if let Some(order) = orders.get(key) {
            return Ok(Arc::clone(order));
        }
        if orders.len() >= MOST_ORDERS {
            return Err(Problem::Unavailable);
        }
        let (done, ready) = watch::channel(false);
        let now = Instant::now();
        let order = Arc::new(Order { begun: now, asked: Mutex::new(now), made: Mutex::default(), ready });
        orders.insert(key.to_owned(), Arc::clone(&order));
        drop(orders);
        let (press, key, kept) = (self.clone(), key.to_owned(), Arc::clone(&order));
        tokio::spawn(async move {
            // To drop the work is to tell it that nobody waits.
            let made = tokio::select! {
                made = press.print(work) => Some(made.and_then(|made| made)),
                () = kept.forsaken() => None,
            };
            if let Some(made) = made {
                *held(&kept.made) = Some(made);
                let _ = done.send(true);
                kept.forsaken().await;
            }
            let mut orders = held(&press.orders);
            if orders.get(&key).is_some_and(|order| Arc::ptr_eq(order, &kept)) {
                orders.remove(&key);
            }
        });
        Ok(order)
    }

    /// Does the work on a document once a place is free: nothing of it is begun for a reader who has gone by then.
    /// It keeps its place until it really ends, and is told when its reader goes.
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
            wanted.load(Ordering::Relaxed).then(|| work(&faces, &wanted))
        });
        let made = made.await.map_err(|error| {
            tracing::error!(%error, "A document broke off");
            lost()
        })?;
        made.ok_or(Problem::Unavailable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Barrier;
    use std::time::Duration;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_long_document_says_that_it_is_under_way_and_is_made_once() {
        let press = Press::new(Path::new("fonts"));
        let (go, wait) = std::sync::mpsc::channel();
        let work = move |_: &Faces, _: &AtomicBool| {
            wait.recv().unwrap();
            Ok(b"made".to_vec())
        };
        assert_eq!(press.make("one", Duration::ZERO, work).await, Ok(Stage::UnderWay(0)));
        let never = |_: &Faces, _: &AtomicBool| -> Made { panic!("it is under way") };
        assert_eq!(press.make("one", Duration::ZERO, never).await, Ok(Stage::UnderWay(0)));
        go.send(()).unwrap();
        assert_eq!(press.make("one", PATIENT, never).await, Ok(Stage::Ready(b"made".to_vec())));
        // What was handed over is forgotten.
        let anew = press.make("one", PATIENT, |_, _| Ok(b"anew".to_vec())).await;
        assert_eq!(anew, Ok(Stage::Ready(b"anew".to_vec())));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn work_that_waits_for_a_place_is_never_begun_for_a_reader_who_has_left() {
        let press = Press::new(Path::new("fonts"));
        let (busy, go) = (Arc::new(Barrier::new(PLACES + 1)), Arc::new(Barrier::new(PLACES + 1)));
        for _ in 0..PLACES {
            let (press, busy, go) = (press.clone(), Arc::clone(&busy), Arc::clone(&go));
            tokio::spawn(async move { press.print(move |_, _| (busy.wait(), go.wait())).await });
        }
        tokio::task::block_in_place(|| busy.wait());
        let begun = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&begun);
        let waiting = press.print(move |_, _| told.store(true, Ordering::Relaxed));
        assert!(tokio::time::timeout(Duration::from_millis(30), waiting).await.is_err(), "there is no place");
        tokio::task::block_in_place(|| go.wait());
        assert_eq!(press.print(|_, _| "the next").await, Ok("the next"));
        assert!(!begun.load(Ordering::Relaxed));
    }

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
