//! Whether anything at all has been written since: what may stand in for reading everything again.

use super::Db;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, SqlitePool};
use tokio::sync::Mutex;

/// As long as this is the same, nobody has committed anything, by whatever program or hand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stamp(String);

/// A connection to SQLite that never writes: the version it is told of changes with every commit of another.
pub struct Watch {
    options: SqliteConnectOptions,
    connection: Mutex<Option<SqliteConnection>>,
}

impl Watch {
    pub(super) fn new(readers: &SqlitePool) -> Self {
        Watch { options: readers.connect_options().as_ref().clone(), connection: Mutex::default() }
    }

    async fn stamp(&self) -> sqlx::Result<Stamp> {
        let mut held = self.connection.lock().await;
        let connection = match &mut *held {
            Some(connection) => connection,
            none => none.insert(SqliteConnection::connect_with(&self.options).await?),
        };
        let version: i64 = sqlx::query_scalar("pragma data_version").fetch_one(connection).await?;
        Ok(Stamp(version.to_string()))
    }

    pub(super) async fn close(&self) {
        if let Some(connection) = self.connection.lock().await.take() {
            // It has nothing to lose.
            let _ = connection.close().await;
        }
    }
}

impl Db {
    /// Read before what it is to vouch for.
    pub async fn stamp(&self) -> sqlx::Result<Stamp> {
        match self {
            Db::Sqlite { watch, .. } => watch.stamp().await,
            Db::Postgres(pool) => {
                // The transactions that have ended, whichever they were.
                let seen: String = sqlx::query_scalar("select pg_current_snapshot()::text").fetch_one(pool).await?;
                Ok(Stamp(seen))
            }
        }
    }
}
