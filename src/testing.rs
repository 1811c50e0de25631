//! What tests share: a fresh database of each kind, people of every role, and reports filed in a line.

pub mod actors;

use crate::audit::{Actor, AuditKey};
use crate::calendar::{PeriodId, shanghai};
use crate::db::{Db, Tx, new_id};
use crate::people::{self, Person, Role};
use crate::problem::Problem;
use crate::programme::file::{BUILT_IN, built_in};
use crate::programme::store::install;
use crate::reports::store::{Desk, Receipt, Report};
use crate::reports::{Direction, Draft, Entry, Origin, Typed};
use crate::targets::Measure;
use crate::units::Route;
use chrono::{DateTime, NaiveDateTime, Utc};
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgPool;
use std::any::Any;
use std::future::poll_fn;
use std::ops::AsyncFn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::Poll;

/// Runs `body` on a fresh SQLite file, and on a fresh PostgreSQL schema when TEST_POSTGRES_URL is set.
/// Whatever `body` does, the file and the schema are gone afterwards.
pub async fn each(body: impl AsyncFn(Db)) {
    {
        let folder = Folder::new();
        let db = Db::open(&folder.url()).await.expect("a fresh SQLite file opens");
        let outcome = caught(body(db.clone())).await;
        db.close().await;
        outcome.unwrap_or_else(|panic| resume_unwind(panic));
    }
    if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
        let schema = format!("test_{}", new_id().replace('-', ""));
        let admin = PgPool::connect(&url).await.expect("TEST_POSTGRES_URL leads to a PostgreSQL");
        let run = async |statement: String| {
            sqlx::query(AssertSqlSafe(statement)).execute(&admin).await.expect("schemas come and go");
        };
        run(format!("create schema {schema}")).await;
        // The board adds its own settings to these, so both hold.
        let separator = if url.contains('?') { '&' } else { '?' };
        let outcome = caught(async {
            let url = format!("{url}{separator}options=-csearch_path%3D{schema}");
            let db = Db::open(&url).await.expect("a fresh schema opens");
            let outcome = caught(body(db.clone())).await;
            db.close().await;
            outcome.unwrap_or_else(|panic| resume_unwind(panic));
        })
        .await;
        run(format!("drop schema {schema} cascade")).await;
        admin.close().await;
        outcome.unwrap_or_else(|panic| resume_unwind(panic));
    }
}

/// What `body` answers, or the panic in it.
async fn caught<T>(body: impl Future<Output = T>) -> Result<T, Box<dyn Any + Send>> {
    let mut body = pin!(body);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| body.as_mut().poll(context))) {
        Ok(polled) => polled.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

/// A folder of its own for one test, gone with it.
pub struct Folder(PathBuf);

impl Folder {
    #[expect(clippy::new_without_default, reason = "making one writes to the disk")]
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("pilotboard-{}", new_id()));
        std::fs::create_dir_all(&path).expect("the folder for temporary files can be written to");
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The address of the SQLite file in it.
    pub fn url(&self) -> String {
        format!("sqlite://{}", self.0.join("board.db").display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left behind harms nobody, and a panic here would hide the one that matters.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn key() -> AuditKey {
    AuditKey::new(b"the key of the tests")
}

/// A moment in Shanghai such as `2022-07-28 15:02`.
pub fn at(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment such as 2022-07-28 15:02");
    local.and_local_timezone(shanghai()).single().expect("a fixed offset has no gaps").to_utc()
}

/// A person whose id and name are their login.
pub fn person(login: &str, role: Role, unit: Option<&str>) -> Person {
    Person {
        id: login.to_owned(),
        login: login.to_owned(),
        name: login.to_owned(),
        post: "秘书长".to_owned(),
        phone: "020-0000-0000".to_owned(),
        role,
        unit: unit.map(str::to_owned),
    }
}

pub fn filer(unit: &str) -> Person {
    person(unit, Role::Filer, Some(unit))
}

pub fn unit_head(unit: &str) -> Person {
    person(&format!("head_{unit}"), Role::UnitHead, Some(unit))
}

pub fn consolidator() -> Person {
    person("gdes", Role::Consolidator, Some("gdes"))
}

/// The office in the department of co-operation, which decides.
pub fn office() -> Person {
    person("office1", Role::Office, Some("gdast_coop"))
}

/// The office in the department of societies.
pub fn other_office() -> Person {
    person("office2", Role::Office, Some("gdast_acad"))
}

pub fn leader() -> Person {
    person("leader", Role::LeadingGroup, None)
}

pub fn administrator() -> Person {
    person("admin", Role::Administrator, None)
}

pub fn auditor() -> Person {
    person("auditor", Role::Auditor, None)
}

pub fn actor(person: &Person, now: DateTime<Utc>) -> Actor {
    Actor { person: person.clone(), now, request: "test".into() }
}

/// The built-in programme installed, and an account for everybody above: a filer and a head for each
/// unit that owes a report. Nobody can sign in before a password is set.
pub async fn furnish(db: &Db) {
    let opened = at("2022-01-10 09:00");
    let mut tx = db.write().await.expect("the database is open");
    install(&mut tx, built_in(), BUILT_IN, "first", "admin", opened).await.expect("the built-in programme installs");
    let units = || built_in().expected_on(built_in().reporting.start).into_iter();
    let seats = [consolidator(), office(), other_office(), leader(), administrator(), auditor()];
    for person in units().map(filer).chain(units().map(unit_head)).chain(seats) {
        assert!(people::store::add(&mut tx, &person, "", opened).await.expect("an account opens"));
    }
    tx.commit().await.expect("the room is furnished");
}

/// Does `act` at the desk of `unit` as `person`, in a transaction of its own that is kept only if it succeeds.
pub async fn act<T>(
    db: &Db,
    person: &Person,
    (unit, period): (&str, &str),
    now: DateTime<Utc>,
    act: impl AsyncFnOnce(&Desk, &mut Tx) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let (programme, actor, key) = (built_in(), actor(person, now), key());
    let unit = programme.unit(unit).expect("a unit of the programme");
    let desk = Desk { programme, unit, period: id(period), actor: &actor, key: &key };
    let mut tx = db.write().await?;
    let answer = act(&desk, &mut tx).await?;
    tx.commit().await?;
    Ok(answer)
}

/// The filer of `unit` saves and submits `draft`.
pub async fn file(db: &Db, unit: &str, period: &str, draft: Draft, now: DateTime<Utc>) -> Result<Receipt, Problem> {
    act(db, &filer(unit), (unit, period), now, async |desk, tx| {
        desk.save(tx, draft, None).await?;
        Ok(desk.submit(tx, None).await?.1)
    })
    .await
}

/// The report goes its way to acceptance: a society's past the consolidator first.
pub async fn accept(db: &Db, unit: &str, period: &str, now: DateTime<Utc>) -> Result<Report, Problem> {
    if built_in().unit(unit).is_some_and(|unit| unit.route == Route::ViaConsolidator) {
        act(db, &consolidator(), (unit, period), now, async |desk, tx| desk.forward(tx, None).await).await?;
    }
    act(db, &office(), (unit, period), now, async |desk, tx| desk.accept(tx, None).await).await
}

/// A report that says `entries` and nothing else.
pub fn draft(entries: Vec<Entry>) -> Draft {
    Draft { entries, ..Draft::default() }
}

pub fn recognised(specialty: &str, origin: Origin, direction: Direction, count: i64) -> Entry {
    Entry {
        measure: Measure::Recognised,
        specialty: Some(specialty.to_owned()),
        place: None,
        origin,
        direction: Some(direction),
        count: Typed(count.to_string()),
    }
}

pub fn practising(place: Option<&str>, origin: Origin, count: i64) -> Entry {
    Entry {
        measure: Measure::Practising,
        specialty: None,
        place: place.map(str::to_owned),
        origin,
        direction: None,
        count: Typed(count.to_string()),
    }
}

/// The period called `2022-07`.
pub fn id(period: &str) -> PeriodId {
    period.parse().expect("a period such as 2022-07")
}
