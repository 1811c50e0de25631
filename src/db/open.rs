//! How a database is opened, and what it must be before anything is entrusted to it.

use super::Db;
use super::watch::Watch;
use sqlx::pool::PoolOptions;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqliteSynchronous};
use sqlx::{Connection, Postgres, Sqlite};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// SQLite before this has a race that can corrupt a write-ahead log when it is reset.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Why a database cannot be opened.
#[derive(Debug)]
pub enum OpenError {
    /// A board is serving it.
    InUse(PathBuf),
    /// The board that serves it was built with other migrations.
    OtherVersion(PathBuf),
    /// The SQLite compiled in is too old to trust with filings.
    TooOld(String),
    /// A check of the file found damage.
    Damaged(String),
    Io(PathBuf, std::io::Error),
    /// The address is of neither database. It may hold a password, so it is not repeated.
    Unknown,
    Sql(sqlx::Error),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OpenError::InUse(path) => write!(f, "{} is in use by another pilotboard", path.display()),
            OpenError::OtherVersion(path) => {
                write!(f, "{} is in use by another version of pilotboard", path.display())
            }
            OpenError::TooOld(found) => write!(f, "SQLite {found} is older than 3.51.3 and not safe for filings"),
            OpenError::Damaged(found) => write!(f, "the database file is damaged: {found}"),
            OpenError::Io(path, error) => write!(f, "cannot open {}: {error}", path.display()),
            OpenError::Unknown => write!(f, "expected a database such as sqlite://FILE or postgres://…"),
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
    /// is none, and brings it up to date. Nobody else may be serving the file.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        match sqlite_file(url)? {
            Some(path) => {
                let lock = lock(path)?.ok_or_else(|| OpenError::InUse(path.to_owned()))?;
                open_sqlite(path, lock).await
            }
            None => open_postgres(url).await,
        }
    }

    /// Opens the database beside the board that serves it, if there is one: for a command that comes and goes.
    pub async fn join(url: &str) -> Result<Self, OpenError> {
        match sqlite_file(url)? {
            Some(path) => match lock(path)? {
                Some(lock) => open_sqlite(path, lock).await,
                None => join_sqlite(path).await,
            },
            None => open_postgres(url).await,
        }
    }
}

/// The file of a SQLite address; none if it is PostgreSQL's.
fn sqlite_file(url: &str) -> Result<Option<&Path>, OpenError> {
    match url.strip_prefix("sqlite:") {
        Some(path) => Ok(Some(Path::new(path.trim_start_matches("//")))),
        None if url.starts_with("postgres://") || url.starts_with("postgresql://") => Ok(None),
        None => Err(OpenError::Unknown),
    }
}

/// The lock beside the file, unless somebody else holds it.
fn lock(path: &Path) -> Result<Option<File>, OpenError> {
    let io = |error| OpenError::Io(path.to_owned(), error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(io)?;
    }
    let beside = path.with_added_extension("lock");
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&beside).map_err(io)?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(io(error)),
    }
}

fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
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
        .pragma("wal_autocheckpoint", "1000")
}

/// The connection that writes. A file does not hang up: nothing is gained by asking it whether it is there.
async fn sqlite_writer(options: SqliteConnectOptions) -> sqlx::Result<SqlitePool> {
    let pool = pool::<Sqlite>(1).test_before_acquire(false).idle_timeout(None).max_lifetime(None);
    pool.connect_with(options).await
}

async fn sqlite(path: &Path, writer: SqlitePool, lock: Option<File>) -> Result<Db, OpenError> {
    let readers = pool(4).test_before_acquire(false).connect_with(sqlite_options(path).read_only(true)).await?;
    let watch = Arc::new(Watch::new(&readers));
    Ok(Db::Sqlite { writer, readers, queue: Arc::default(), watch, _lock: lock.map(Arc::new) })
}

async fn open_sqlite(path: &Path, lock: File) -> Result<Db, OpenError> {
    let writer = sqlite_writer(sqlite_options(path).create_if_missing(true)).await?;
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
    sqlite(path, writer, Some(lock)).await
}

/// The file was checked and brought up to date by whoever holds the lock.
async fn join_sqlite(path: &Path) -> Result<Db, OpenError> {
    let writer = sqlite_writer(sqlite_options(path)).await?;
    let applied: Vec<i64> =
        sqlx::query_scalar("select version from _sqlx_migrations order by version").fetch_all(&writer).await?;
    if !MIGRATIONS.iter().map(|migration| migration.version).eq(applied) {
        return Err(OpenError::OtherVersion(path.to_owned()));
    }
    sqlite(path, writer, None).await
}

async fn open_postgres(url: &str) -> Result<Db, OpenError> {
    let options = url.parse::<PgConnectOptions>()?.application_name("pilotboard").options([
        ("statement_timeout", "5s"),
        ("lock_timeout", "2s"),
        ("idle_in_transaction_session_timeout", "10s"),
        ("timezone", "UTC"),
    ]);
    // A pool that cannot connect says only that it waited; one connection says why.
    PgConnection::connect_with(&options).await?.close().await?;
    let pool = pool::<Postgres>(10).max_lifetime(Duration::from_secs(1800)).connect_with(options).await?;
    MIGRATIONS.run(&pool).await.map_err(|error| OpenError::Sql(error.into()))?;
    Ok(Db::Postgres(pool))
}
