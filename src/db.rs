//! The one place that knows there are two databases.
//!
//! Every statement is written once, with `$1` placeholders, in the dialect SQLite and PostgreSQL
//! share. A [`Tx`] carries it to whichever of the two is open.

mod open;
mod sql;
mod together;
mod watch;

pub use open::OpenError;
pub use sql::Sql;
pub use together::{Broken, Working};
pub use watch::Stamp;

use sql::Waiting;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgPool, PgRow};
use sqlx::sqlite::{SqlitePool, SqliteRow};
use sqlx::{Encode, FromRow, Postgres, Sqlite, Transaction, Type};
use std::fs::File;
use std::sync::Arc;

#[derive(Clone)]
pub enum Db {
    Sqlite {
        /// One connection: SQLite has one writer at a time, so we queue for it here rather than fail there.
        writer: SqlitePool,
        readers: SqlitePool,
        queue: Arc<together::Queue>,
        watch: Arc<watch::Watch>,
        /// Held for as long as the database is open, so that no second board serves it or migrates it.
        _lock: Option<Arc<File>>,
    },
    Postgres(PgPool),
}

/// A transaction. Dropped before [`Tx::commit`], it leaves no trace.
pub struct Tx {
    on: On,
    waiting: Waiting,
}

enum On {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
    /// Statements that are each a transaction of their own: [`Db::glance`].
    SqliteGlance(PoolConnection<Sqlite>),
    PostgresGlance(PoolConnection<Postgres>),
}

impl From<On> for Tx {
    fn from(on: On) -> Self {
        Tx { on, waiting: Waiting::default() }
    }
}

/// What both databases can store.
pub trait Value:
    Send + for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres>
{
}
impl<T> Value for T where
    T: Send + for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres>
{
}

/// What can be read from a row of either.
pub trait Record: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}
impl<T> Record for T where T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

impl Db {
    /// For reading: many at once, each seeing one consistent state.
    pub async fn read(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            Db::Sqlite { readers, .. } => On::Sqlite(readers.begin().await?),
            Db::Postgres(pool) => {
                On::Postgres(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
        }
        .into())
    }

    /// For reading what needs no common state: each statement sees its own, and begin and rollback are spared.
    pub async fn glance(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            Db::Sqlite { readers, .. } => On::SqliteGlance(readers.acquire().await?),
            Db::Postgres(pool) => On::PostgresGlance(pool.acquire().await?),
        }
        .into())
    }

    /// For writing.
    pub async fn write(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            Db::Sqlite { writer, .. } => On::Sqlite(writer.begin_with("begin immediate").await?),
            Db::Postgres(pool) => On::Postgres(pool.begin().await?),
        }
        .into())
    }

    /// Closes every connection; on SQLite the log is folded into the file.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { writer, readers, watch, .. } => {
                watch.close().await;
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub fn sql(&mut self, text: &'static str) -> Sql<'_> {
        match &mut self.on {
            On::Sqlite(tx) => Sql::sqlite(tx, &mut self.waiting, text),
            On::SqliteGlance(connection) => Sql::sqlite(connection, &mut self.waiting, text),
            On::Postgres(tx) => Sql::postgres(tx, text),
            On::PostgresGlance(connection) => Sql::postgres(connection, text),
        }
    }

    /// Runs what was put off until [later](Sql::later).
    pub async fn flush(&mut self) -> sqlx::Result<()> {
        if self.waiting.is_empty() { Ok(()) } else { self.sql("select 1").run().await.map(|_| ()) }
    }

    /// Forgets what was put off: what it belongs to is undone.
    fn forget(&mut self) {
        self.waiting = Waiting::default();
    }

    pub async fn commit(mut self) -> sqlx::Result<()> {
        self.flush().await?;
        match self.on {
            On::Sqlite(tx) => tx.commit().await,
            On::Postgres(tx) => tx.commit().await,
            On::SqliteGlance(_) | On::PostgresGlance(_) => Ok(()),
        }
    }
}

/// Whether the whole transaction may simply be tried again: nothing of it has happened.
pub fn is_transient(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(error) => {
            matches!(error.code().as_deref(), Some("40001" | "40P01" | "55P03" | "5" | "261" | "517"))
        }
        _ => false,
    }
}

/// Whether the database is away, as opposed to asked something wrong.
pub fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::Tls(_) => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            code.starts_with("08") || code.starts_with("57P") || matches!(&*code, "53300" | "25006" | "13" | "10")
        }),
        _ => is_transient(error),
    }
}

/// What may be logged of an error: its text can hold the values that caused it.
pub fn code(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => error.code().map_or_else(|| "database".into(), |code| code.into_owned()),
        sqlx::Error::RowNotFound => "row not found".into(),
        sqlx::Error::ColumnDecode { index, .. } => format!("column {index}"),
        sqlx::Error::PoolTimedOut => "pool timed out".into(),
        _ => "driver".into(),
    }
}

/// A new id: UUIDv7, so that ids sort by the moment they were made.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
