//! The one place that knows there are two databases.
//!
//! Every statement is written once, with `$1` placeholders, in the dialect SQLite and PostgreSQL
//! share. A [`Tx`] carries it to whichever of the two is open.

use sqlx::pool::PoolOptions;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqliteRow, SqliteSynchronous,
};
use sqlx::{Connection, Encode, FromRow, Postgres, Sqlite, Transaction, Type};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// SQLite before this has a race that can corrupt a write-ahead log when it is reset.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

#[derive(Clone)]
pub enum Db {
    Sqlite {
        /// One connection: SQLite has one writer at a time, so we queue for it here rather than fail there.
        writer: SqlitePool,
        readers: SqlitePool,
        /// Held for as long as the database is open, so that no second process opens it.
        _lock: Arc<File>,
    },
    Postgres(PgPool),
}

/// A transaction. Dropped before [`Tx::commit`], it leaves no trace.
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A statement on its way to the open database.
#[must_use = "a statement does nothing until it is run"]
pub enum Sql<'t> {
    Sqlite(&'t mut Transaction<'static, Sqlite>, Query<'static, Sqlite, SqliteArguments>),
    Postgres(&'t mut Transaction<'static, Postgres>, Query<'static, Postgres, PgArguments>),
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

/// Why a database cannot be opened.
#[derive(Debug)]
pub enum OpenError {
    /// Another process has it open.
    InUse(PathBuf),
    /// The SQLite compiled in is too old to trust with filings.
    TooOld(String),
    /// A check of the file found damage.
    Damaged(String),
    Io(PathBuf, std::io::Error),
    Sql(sqlx::Error),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OpenError::InUse(path) => write!(f, "{} is in use by another pilotboard", path.display()),
            OpenError::TooOld(found) => write!(f, "SQLite {found} is older than 3.51.3 and not safe for filings"),
            OpenError::Damaged(found) => write!(f, "the database file is damaged: {found}"),
            OpenError::Io(path, error) => write!(f, "cannot open {}: {error}", path.display()),
            OpenError::Sql(error) => write!(f, "cannot open the database: {error}"),
        }
    }
}

impl std::error::Error for OpenError {}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        OpenError::Sql(error)
    }
}

/// A pool whose connections are closed, not reused, when their transaction did not end. After a full
/// disk SQLite rolls back by itself and sqlx does not notice: the connection would fail for ever. A
/// transaction that was dropped is rolled back in the background; the ping waits until that is done.
fn pool<D: sqlx::Database>(connections: u32) -> PoolOptions<D> {
    PoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(5)).after_release(
        |connection: &mut D::Connection, _| {
            Box::pin(async move {
                if connection.is_in_transaction() {
                    connection.ping().await?;
                }
                Ok(!connection.is_in_transaction())
            })
        },
    )
}

impl Db {
    /// Opens the database at `url` (`sqlite://path` or `postgres://…`), creating a SQLite file if there
    /// is none, and brings it up to date.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        match url.strip_prefix("sqlite:") {
            Some(path) => Self::open_sqlite(Path::new(path.trim_start_matches("//"))).await,
            None => Self::open_postgres(url).await,
        }
    }

    async fn open_sqlite(path: &Path) -> Result<Self, OpenError> {
        let io = |error| OpenError::Io(path.to_owned(), error);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        let lock_path = path.with_added_extension("lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&lock_path).map_err(io)?;
        lock.try_lock().map_err(|_| OpenError::InUse(path.to_owned()))?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What is acknowledged is on disk; NORMAL answers before the log is synced.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .pragma("secure_delete", "ON")
            .pragma("mmap_size", "0")
            .pragma("temp_store", "MEMORY")
            .pragma("journal_size_limit", "67108864")
            .pragma("wal_autocheckpoint", "1000");
        let writer = pool::<Sqlite>(1).idle_timeout(None).max_lifetime(None).connect_with(options.clone()).await?;
        let version: String = sqlx::query_scalar("select sqlite_version()").fetch_one(&writer).await?;
        let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
        let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
        if found < OLDEST_SQLITE {
            return Err(OpenError::TooOld(version));
        }
        let check: String = sqlx::query_scalar("pragma quick_check").fetch_one(&writer).await?;
        if check != "ok" {
            return Err(OpenError::Damaged(check));
        }
        MIGRATIONS.run(&writer).await.map_err(|error| OpenError::Sql(error.into()))?;
        let readers = pool::<Sqlite>(4).connect_with(options.create_if_missing(false).read_only(true)).await?;
        Ok(Db::Sqlite { writer, readers, _lock: Arc::new(lock) })
    }

    async fn open_postgres(url: &str) -> Result<Self, OpenError> {
        let options = url.parse::<PgConnectOptions>()?.application_name("pilotboard").options([
            ("statement_timeout", "5s"),
            ("lock_timeout", "2s"),
            ("idle_in_transaction_session_timeout", "10s"),
            ("timezone", "UTC"),
        ]);
        let pool = pool::<Postgres>(10).max_lifetime(Duration::from_secs(1800)).connect_with(options).await?;
        MIGRATIONS.run(&pool).await.map_err(|error| OpenError::Sql(error.into()))?;
        Ok(Db::Postgres(pool))
    }

    /// For reading: many at once, each seeing one consistent state.
    pub async fn read(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            Db::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Db::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
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
        }
    }

    pub async fn commit(self) -> sqlx::Result<()> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await,
            Tx::Postgres(tx) => tx.commit().await,
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
            Sql::Sqlite(tx, query) => query.fetch_all(&mut **tx).await?.iter().map(T::from_row).collect(),
            Sql::Postgres(tx, query) => query.fetch_all(&mut **tx).await?.iter().map(T::from_row).collect(),
        }
    }

    /// The row, if there is one.
    pub async fn maybe<T: Record>(self) -> sqlx::Result<Option<T>> {
        match self {
            Sql::Sqlite(tx, query) => query.fetch_optional(&mut **tx).await?.as_ref().map(T::from_row).transpose(),
            Sql::Postgres(tx, query) => query.fetch_optional(&mut **tx).await?.as_ref().map(T::from_row).transpose(),
        }
    }

    /// The row there must be.
    pub async fn one<T: Record>(self) -> sqlx::Result<T> {
        self.maybe().await?.ok_or(sqlx::Error::RowNotFound)
    }

    /// Runs the statement; answers how many rows it touched.
    pub async fn run(self) -> sqlx::Result<u64> {
        match self {
            Sql::Sqlite(tx, query) => Ok(query.execute(&mut **tx).await?.rows_affected()),
            Sql::Postgres(tx, query) => Ok(query.execute(&mut **tx).await?.rows_affected()),
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

/// A new id: UUIDv7, so that ids sort by the moment they were made.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
