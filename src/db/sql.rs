//! A statement on its way to the open database, at once or together with the one that follows.
//!
//! A statement to SQLite travels to the thread of its connection and back, and most of what it costs is the way.
//! So whatever changes one row and answers nothing may wait for company ([`Sql::later`]): it goes, in order, with
//! the next statement of its transaction, and with the commit at the latest.

use super::{Record, Value};
use futures_util::TryStreamExt;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArguments, PgConnection};
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments, AssertSqlSafe, Either, Executor, Postgres, SqlSafeStr, SqlStr, Sqlite};
use std::fmt::Write;

/// A statement and what is bound to it.
#[must_use = "a statement does nothing until it is run"]
pub struct Sql<'t> {
    to: To<'t>,
    text: &'static str,
    /// Why a value could not be bound; told when the statement is run.
    unbound: Option<BoxDynError>,
}

enum To<'t> {
    Sqlite {
        connection: &'t mut SqliteConnection,
        waiting: &'t mut Waiting,
        /// How many values were bound before this statement's.
        before: usize,
    },
    Postgres(&'t mut PgConnection, PgArguments),
}

/// Statements that wait for the next: their texts, the placeholders counted on, and everything bound to them.
#[derive(Default)]
pub(super) struct Waiting {
    text: String,
    statements: usize,
    values: SqliteArguments,
}

impl Waiting {
    /// Adds a statement whose values come after the first `before`.
    fn add(&mut self, text: &str, before: usize) {
        let mut parts = text.split('$');
        self.text += parts.next().unwrap_or_default();
        for part in parts {
            let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            let place: usize = part[..end].parse().unwrap_or_default();
            // Writing to a text does not fail.
            let _ = write!(self.text, "${}{}", before + place, &part[end..]);
        }
        self.text += ";\n";
        self.statements += 1;
    }

    /// Takes what waits, the given statement last.
    fn with(&mut self, text: &'static str, before: usize) -> (SqlStr, usize, SqliteArguments) {
        if self.statements == 0 && before == 0 {
            return (text.into_sql_str(), 1, std::mem::take(&mut self.values));
        }
        self.add(text, before);
        let Waiting { text, statements, values } = std::mem::take(self);
        // Put together from texts of this program; what people typed is bound.
        (AssertSqlSafe(text).into_sql_str(), statements, values)
    }
}

impl<'t> Sql<'t> {
    pub(super) fn sqlite(connection: &'t mut SqliteConnection, waiting: &'t mut Waiting, text: &'static str) -> Self {
        let before = waiting.values.len();
        Sql { to: To::Sqlite { connection, waiting, before }, text, unbound: None }
    }

    pub(super) fn postgres(connection: &'t mut PgConnection, text: &'static str) -> Self {
        Sql { to: To::Postgres(connection, PgArguments::default()), text, unbound: None }
    }

    pub fn bind<T: Value + 'static>(mut self, value: T) -> Self {
        let bound = match &mut self.to {
            To::Sqlite { waiting, .. } => waiting.values.add(value),
            To::Postgres(_, values) => values.add(value),
        };
        self.unbound = self.unbound.or(bound.err());
        self
    }

    /// Every row.
    pub async fn all<T: Record>(self) -> sqlx::Result<Vec<T>> {
        Ok(self.ask().await?.0)
    }

    /// The row, if there is one.
    pub async fn maybe<T: Record>(self) -> sqlx::Result<Option<T>> {
        Ok(self.ask().await?.0.into_iter().next())
    }

    /// The row there must be.
    pub async fn one<T: Record>(self) -> sqlx::Result<T> {
        self.maybe().await?.ok_or(sqlx::Error::RowNotFound)
    }

    /// Runs the statement; answers how many rows it touched.
    pub async fn run(self) -> sqlx::Result<u64> {
        Ok(self.ask::<()>().await?.1)
    }

    /// Runs a statement that must touch exactly one row.
    pub async fn run_one(self) -> sqlx::Result<()> {
        match self.run().await? {
            1 => Ok(()),
            _ => Err(sqlx::Error::RowNotFound),
        }
    }

    /// Like [`Sql::run_one`], but on SQLite it may wait for the next statement of its transaction, which fails if
    /// this one does. PostgreSQL, where somebody else may touch the row meanwhile, runs it now.
    pub async fn later(self) -> sqlx::Result<()> {
        match self {
            Sql { to: To::Sqlite { waiting, before, .. }, text, unbound: None } => {
                waiting.add(text, before);
                Ok(())
            }
            now => now.run_one().await,
        }
    }

    /// Runs the statement after those that wait, each of which must touch one row: its rows, and how many it
    /// touched.
    async fn ask<T: Record>(self) -> sqlx::Result<(Vec<T>, u64)> {
        if let Some(error) = self.unbound {
            return Err(sqlx::Error::Encode(error));
        }
        let (mut rows, mut touched) = (Vec::new(), 0);
        match self.to {
            To::Sqlite { connection, waiting, before } => {
                let (text, statements, values) = waiting.with(self.text, before);
                let mut answers = connection.fetch_many(sqlx::query_with::<Sqlite, _>(text, values));
                let mut done = 0;
                while let Some(answer) = answers.try_next().await? {
                    match answer {
                        Either::Left(result) => {
                            done += 1;
                            touched = result.rows_affected();
                            if done < statements && touched != 1 {
                                return Err(sqlx::Error::RowNotFound);
                            }
                        }
                        Either::Right(row) => rows.push(T::from_row(&row)?),
                    }
                }
            }
            To::Postgres(connection, values) => {
                let mut answers = connection.fetch_many(sqlx::query_with::<Postgres, _>(self.text, values));
                while let Some(answer) = answers.try_next().await? {
                    match answer {
                        Either::Left(result) => touched = result.rows_affected(),
                        Either::Right(row) => rows.push(T::from_row(&row)?),
                    }
                }
            }
        }
        Ok((rows, touched))
    }
}

impl Waiting {
    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.statements == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_a_statement_that_waits_are_counted_on_from_those_before_it() {
        let mut waiting = Waiting::default();
        waiting.add("update a set b = $2 where c = $1", 0);
        waiting.add("insert into d values ($1, $2), ($1, $12)", 2);
        assert_eq!(waiting.text, "update a set b = $2 where c = $1;\ninsert into d values ($3, $4), ($3, $14);\n");
    }
}
