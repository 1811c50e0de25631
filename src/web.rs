//! What a running board is: its database, clock, caches and routes.

pub mod acts;
pub mod api;
pub mod assets;
mod caches;
pub mod files;
pub mod forms;
pub mod front_door;
pub mod guard;
pub mod keys;
mod marks;
pub mod nightly;
pub mod pages;
pub mod parcel;
pub mod postman;
pub mod press;
pub mod qr;
pub mod reception;
pub mod routes;
pub mod running_head;
pub mod sheets;
pub mod shell;
pub mod turns;

use crate::audit::AuditKey;
use crate::charts::Chart;
use crate::charts::svg::{FONT, Fonts, TrustedSvg, png};
use crate::db::{Db, Stamp, Tx};
use crate::evidence::store::Shelf;
use crate::language::Lang;
use crate::messages::Outlets;
use crate::notes::{self, Note};
use crate::problem::Problem;
use crate::programme::Programme;
use crate::programme::store::{self as programmes, Head};
use crate::progress::pages::Stored;
use crate::progress::{Progress, Record, progress};
use crate::settings::Settings;
use crate::views::View;
use axum::body::Bytes;
use caches::{Cache, MB};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// The board of one process, shared by all that it answers.
#[derive(Clone)]
pub struct App(Arc<Board>);

pub struct Board {
    pub db: Db,
    pub clock: Clock,
    pub audit_key: AuditKey,
    pub settings: Arc<Settings>,
    /// Whether the sign-in page lists the accounts of the worked example.
    pub demo: bool,
    pub assets: Arc<assets::Assets>,
    pub reception: reception::Reception,
    pub press: press::Press,
    /// Where the files of reports lie; none if it could not be opened.
    shelf: Option<Shelf>,
    caches: Caches,
    /// How many acts may be under way.
    writing: Arc<Semaphore>,
    /// How many pictures may be drawn at a time, each on a thread that answers nobody meanwhile.
    drawing: Arc<Semaphore>,
    /// None if the fonts are not there.
    fonts: OnceLock<Option<Fonts>>,
}

impl Deref for App {
    type Target = Board;

    fn deref(&self) -> &Board {
        &self.0
    }
}

/// The clock of the process, which may have been set to another moment; it then goes on from there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    ahead: TimeDelta,
}

impl Clock {
    pub fn started_at(moment: Option<DateTime<Utc>>) -> Self {
        Clock { ahead: moment.map_or(TimeDelta::zero(), |moment| moment - Utc::now()) }
    }

    /// Now, in whole microseconds, which is what both databases keep.
    pub fn now(&self) -> DateTime<Utc> {
        (Utc::now() + self.ahead).trunc_subsecs(6)
    }
}

/// What is expensive to compute, kept under the programme's revision.
struct Caches {
    /// By edition and number of decisions.
    programmes: Cache<(String, i64, i64), Programme>,
    records: Cache<(String, i64), Record>,
    progress: Cache<(String, i64, View), Progress>,
    notes: Cache<(String, i64), Vec<Note>>,
    /// Under a stamp of the whole database.
    stored: Cache<(String, Stamp), Stored>,
    pages: Cache<PageKey, shell::Template>,
    codes: Cache<String, qr::Code>,
    charts: Cache<ChartKey, Chart>,
    files: Cache<ChartKey, Bytes>,
}

impl Default for Caches {
    fn default() -> Self {
        Caches {
            programmes: Cache::of(4 * MB),
            records: Cache::of(6 * MB),
            progress: Cache::of(2 * MB),
            notes: Cache::of(MB),
            stored: Cache::of(4 * MB),
            pages: Cache::of(8 * MB),
            codes: Cache::of(MB),
            charts: Cache::of(2 * MB),
            files: Cache::of(6 * MB),
        }
    }
}

/// Everything a chart depends on. The name says which, and of a file of it what is left out and the format.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChartKey {
    pub programme: String,
    pub revision: i64,
    pub view: View,
    pub lang: Lang,
    pub name: String,
}

/// Everything a page that anybody may see depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageKey {
    pub programme: String,
    pub revision: i64,
    pub today: chrono::NaiveDate,
    pub address: String,
    pub reader: String,
    /// Of a page that says what is stored now: nothing has been written since.
    pub stamp: Option<Stamp>,
}

/// A programme where it stands: what a page reads before anything else.
#[derive(Clone)]
pub struct Standing {
    /// The plan in force today, or on the day that is looked at.
    pub programme: Arc<Programme>,
    pub head: Head,
    /// The plan installed last, which may be in force from a day to come.
    newest: Arc<Programme>,
}

impl Standing {
    /// The same with the plan in force on `day`.
    pub fn at(self, day: chrono::NaiveDate) -> Standing {
        Standing { programme: self.newest.shared_at(day), ..self }
    }

    /// The plan installed last.
    pub fn newest(&self) -> &Arc<Programme> {
        &self.newest
    }
}

impl App {
    pub fn new(db: Db, clock: Clock, audit_key: AuditKey, settings: Settings, demo: bool) -> Self {
        // Leptos renders on whatever runs here; a second App in one process finds it done.
        let _ = any_spawner::Executor::init_tokio();
        let assets = Arc::new(assets::Assets::load(&settings.site));
        App(Arc::new(Board {
            reception: reception::Reception::new(db.clone()),
            press: press::Press::new(&settings.fonts),
            shelf: settings.shelf().inspect_err(|error| tracing::error!(error, "Files cannot be kept")).ok(),
            db,
            clock,
            audit_key,
            settings: Arc::new(settings),
            demo,
            assets,
            caches: Caches::default(),
            writing: Arc::new(Semaphore::new(64)),
            drawing: Arc::new(Semaphore::new(2)),
            fonts: OnceLock::new(),
        }))
    }

    /// Where the files of reports lie.
    pub fn shelf(&self) -> Result<&Shelf, Problem> {
        self.shelf.as_ref().ok_or(Problem::Unavailable)
    }

    /// The programme `id` as it is today, with its revision, read in `tx`.
    pub async fn standing(&self, tx: &mut Tx, id: &str) -> Result<Standing, Problem> {
        let head = programmes::head(tx, id).await?.ok_or(Problem::NotFound)?;
        let key = (id.to_owned(), head.edition, head.decided);
        let newest = match self.caches.programmes.get(&key) {
            Some(programme) => programme,
            None => {
                let read = programmes::read(tx, id).await?.ok_or(Problem::NotFound)?;
                self.caches.programmes.put(key, read)
            }
        };
        Ok(self.standing_of(newest, head))
    }

    fn standing_of(&self, newest: Arc<Programme>, head: Head) -> Standing {
        let today = crate::calendar::day_of(self.clock.now());
        Standing { programme: newest.shared_at(today), head, newest }
    }

    /// The programme where it was found to stand, if it is kept.
    pub fn known(&self, heads: &[(String, Head)], id: &str) -> Option<Standing> {
        let (_, head) = heads.iter().find(|(known, _)| known == id)?;
        let newest = self.caches.programmes.get(&(id.to_owned(), head.edition, head.decided))?;
        Some(self.standing_of(newest, *head))
    }

    /// Everything filed in the programme, if it is kept.
    pub fn kept_record(&self, standing: &Standing) -> Option<Arc<Record>> {
        self.caches.records.get(&(standing.programme.id.clone(), standing.head.revision))
    }

    /// Everything filed in the programme, as of its revision.
    pub async fn record(&self, tx: &mut Tx, standing: &Standing) -> Result<Arc<Record>, Problem> {
        let key = (standing.programme.id.clone(), standing.head.revision);
        match self.caches.records.get(&key) {
            Some(record) => Ok(record),
            None => {
                let record = crate::progress::store::record(tx, &standing.programme.id).await?;
                Ok(self.caches.records.put(key, record))
            }
        }
    }

    /// Everything said in the programme, as of its revision.
    pub async fn notes(&self, standing: &Standing) -> Result<Arc<Vec<Note>>, Problem> {
        let key = (standing.programme.id.clone(), standing.head.revision);
        match self.caches.notes.get(&key) {
            Some(notes) => Ok(notes),
            None => {
                let mut tx = self.db.read().await?;
                let notes = notes::store::all(&mut tx, &standing.programme.id).await?;
                Ok(self.caches.notes.put(key, notes))
            }
        }
    }

    /// By which ways messages of the programme can go. What is invented goes nowhere.
    pub fn outlets(&self, standing: &Standing) -> Outlets {
        self.settings.outgoing.outlets(self.demo || standing.head.example)
    }

    /// The whole picture at `view`.
    pub fn progress(&self, standing: &Standing, record: &Record, view: View) -> Arc<Progress> {
        let key = (standing.programme.id.clone(), standing.head.revision, view);
        match self.caches.progress.get(&key) {
            Some(known) => known,
            None => self.caches.progress.put(key, progress(&standing.newest, record, view)),
        }
    }

    /// The chart of this name, composed once for each revision; none if there is no such chart.
    pub fn chart(&self, key: ChartKey, compose: impl FnOnce() -> Option<Chart>) -> Option<Arc<Chart>> {
        match self.caches.charts.get(&key) {
            Some(chart) => Some(chart),
            None => compose().map(|chart| self.caches.charts.put(key, chart)),
        }
    }

    /// What the programme's figures are counted again from: read anew, unless nothing at all has been written since.
    pub async fn stored(&self, programme: &str, stamp: &Stamp) -> Result<Arc<Stored>, Problem> {
        let key = (programme.to_owned(), stamp.clone());
        match self.caches.stored.get(&key) {
            Some(stored) => Ok(stored),
            None => {
                let mut tx = self.db.read().await?;
                Ok(self.caches.stored.put(key, Stored::read(&mut tx, programme).await?))
            }
        }
    }

    /// A file of a chart, made once for each revision.
    pub fn file(&self, key: ChartKey, make: impl FnOnce() -> Result<Vec<u8>, Problem>) -> Result<Bytes, Problem> {
        match self.caches.files.get(&key) {
            Some(file) => Ok(Bytes::clone(&file)),
            None => Ok(Bytes::clone(&self.caches.files.put(key, make()?.into()))),
        }
    }

    /// The PNG of a chart that `compose` writes as SVG, drawn once for each revision.
    pub async fn picture(
        &self,
        key: ChartKey,
        compose: impl FnOnce() -> TrustedSvg + Send + 'static,
    ) -> Result<Bytes, Problem> {
        if let Some(picture) = self.caches.files.get(&key) {
            return Ok(Bytes::clone(&picture));
        }
        let place = Arc::clone(&self.drawing).acquire_owned().await.map_err(|_| Problem::Unavailable)?;
        // Whoever stood in front may have drawn it.
        if let Some(picture) = self.caches.files.get(&key) {
            return Ok(Bytes::clone(&picture));
        }
        let (app, lang) = (self.clone(), key.lang);
        let drawn = tokio::task::spawn_blocking(move || {
            // Kept until it is drawn, even if nobody waits for it any more.
            let _place = place;
            let folder = &app.settings.fonts;
            let fonts = app.fonts.get_or_init(|| Fonts::read(folder)).as_ref();
            let fonts = fonts.ok_or_else(|| format!("{FONT} is not in {}", folder.display()))?;
            png(&compose(), lang, fonts)
        });
        match drawn.await.map_err(|error| error.to_string()).flatten() {
            Ok(picture) => Ok(Bytes::clone(&self.caches.files.put(key, picture.into()))),
            Err(error) => {
                let id = crate::db::new_id();
                tracing::error!(%error, incident = %id, "A picture could not be drawn");
                Err(Problem::Internal { id })
            }
        }
    }

    /// The code by which a telephone opens `address`.
    pub fn code(&self, address: String) -> Arc<qr::Code> {
        match self.caches.codes.get(&address) {
            Some(code) => code,
            None => {
                let code = qr::Code::of(&address);
                self.caches.codes.put(address, code)
            }
        }
    }

    pub fn kept_page(&self, key: &PageKey) -> Option<Arc<shell::Template>> {
        self.caches.pages.get(key)
    }

    pub fn keep_page(&self, key: PageKey, page: shell::Template) -> Arc<shell::Template> {
        self.caches.pages.put(key, page)
    }
}
