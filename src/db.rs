//! The one place that knows there are two databases.
//!
//! Every statement is written once, with `$1` placeholders, in the dialect SQLite and PostgreSQL
//! share. A [`Tx`] carries it to whichever of the two is open.

mod open;
mod together;

pub use open::OpenError;
pub use together::{Broken, Working};

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgConnection, PgPool, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqlitePool, SqliteRow};
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
        /// Held for as long as the database is open, so that no second board serves it or migrates it.
        _lock: Option<Arc<File>>,
    },
    Postgres(PgPool),
}

/// A transaction. Dropped before [`Tx::commit`], it leaves no trace.
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
    /// Statements that are each a transaction of their own: [`Db::glance`].
    SqliteGlance(PoolConnection<Sqlite>),
    PostgresGlance(PoolConnection<Postgres>),
}

/// A statement on its way to the open database.
#[must_use = "a statement does nothing until it is run"]
pub enum Sql<'t> {
    Sqlite(&'t mut SqliteConnection, Query<'static, Sqlite, SqliteArguments>),
    Postgres(&'t mut PgConnection, Query<'static, Postgres, PgArguments>),
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
            Db::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Db::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
        })
    }

    /// For reading what needs no common state: each statement sees its own, and begin and rollback are spared.
    pub async fn glance(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            Db::Sqlite { readers, .. } => Tx::SqliteGlance(readers.acquire().await?),
            Db::Postgres(pool) => Tx::PostgresGlance(pool.acquire().await?),
        })
    }

    /// For writing.
    pub async fn write(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            Db::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("begin immediate").await?),
            Db::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Closes every connection; on SQLite the log is folded into the file.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { writer, readers, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub fn sql(&mut self, text: &'static str) -> Sql<'_> {
        match self {
            Tx::Sqlite(tx) => Sql::Sqlite(tx, sqlx::query(text)),
            Tx::Postgres(tx) => Sql::Postgres(tx, sqlx::query(text)),
            Tx::SqliteGlance(connection) => Sql::Sqlite(connection, sqlx::query(text)),
            Tx::PostgresGlance(connection) => Sql::Postgres(connection, sqlx::query(text)),
        }
    }

    pub async fn commit(self) -> sqlx::Result<()> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await,
            Tx::Postgres(tx) => tx.commit().await,
            Tx::SqliteGlance(_) | Tx::PostgresGlance(_) => Ok(()),
        }
    }
}

impl Sql<'_> {
    pub fn bind<T: Value + 'static>(self, value: T) -> Self {
        match self {
            Sql::Sqlite(tx, query) => Sql::Sqlite(tx, query.bind(value)),
            Sql::Postgres(tx, query) => Sql::Postgres(tx, query.bind(value)),
        }
    }

    /// Every row.
    pub async fn all<T: Record>(self) -> sqlx::Result<Vec<T>> {
        match self {
            Sql::Sqlite(tx, query) => query.fetch_all(&mut *tx).await?.iter().map(T::from_row).collect(),
            Sql::Postgres(tx, query) => query.fetch_all(&mut *tx).await?.iter().map(T::from_row).collect(),
        }
    }

    /// The row, if there is one.
    pub async fn maybe<T: Record>(self) -> sqlx::Result<Option<T>> {
        match self {
            Sql::Sqlite(tx, query) => query.fetch_optional(&mut *tx).await?.as_ref().map(T::from_row).transpose(),
            Sql::Postgres(tx, query) => query.fetch_optional(&mut *tx).await?.as_ref().map(T::from_row).transpose(),
        }
    }

    /// The row there must be.
    pub async fn one<T: Record>(self) -> sqlx::Result<T> {
        self.maybe().await?.ok_or(sqlx::Error::RowNotFound)
    }

    /// Runs the statement; answers how many rows it touched.
    pub async fn run(self) -> sqlx::Result<u64> {
        match self {
            Sql::Sqlite(tx, query) => Ok(query.execute(&mut *tx).await?.rows_affected()),
            Sql::Postgres(tx, query) => Ok(query.execute(&mut *tx).await?.rows_affected()),
        }
    }

    /// Runs a statement that must touch exactly one row.
    pub async fn run_one(self) -> sqlx::Result<()> {
        match self.run().await? {
            1 => Ok(()),
            _ => Err(sqlx::Error::RowNotFound),
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
