//! The connection that a unit of work gets, and the statements that it runs on it.

use std::borrow::Cow;

use smallvec::SmallVec;
use tokio_postgres::types::ToSql;

use crate::signal::Signal;

use super::{DbError, Fragment, FromCell, FromRow, Row, Sql, Value};

/// A connection inside a transaction, lent to one unit of work.
///
/// A statement that fails dooms its unit: the unit's changes are rolled back, whatever the unit
/// returns. PostgreSQL refuses everything after a failed statement anyway, and SQLite must behave
/// in the same way.
#[derive(Debug)]
pub struct Conn {
    pub(super) link: Link,
    /// The first failure of a statement in the current unit.
    failure: Option<DbError>,
    /// The signals of the current unit, without duplicates.
    signals: Vec<Signal>,
}

pub(super) enum Link {
    Sqlite(rusqlite::Connection),
    Postgres(deadpool_postgres::Object),
}

impl std::fmt::Debug for Link {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Sqlite(_) => "Sqlite",
            Self::Postgres(_) => "Postgres",
        })
    }
}

impl Conn {
    pub(super) fn new(link: Link) -> Self {
        Self {
            link,
            failure: None,
            signals: Vec::new(),
        }
    }

    /// Begins a statement; [`Statement::bind`] its parameters in the order of their numbers, then run it.
    pub fn query(&mut self, sql: Sql) -> Statement<'_> {
        let text = match self.link {
            Link::Sqlite(_) => sql.sqlite,
            Link::Postgres(_) => sql.postgres,
        };
        Statement {
            conn: self,
            name: sql.name,
            text: Cow::Borrowed(text),
            values: SmallVec::new(),
        }
    }

    /// Whether the engine is PostgreSQL; for the rare step that only PostgreSQL needs, such as a
    /// lock.
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.link, Link::Postgres(_))
    }

    /// Runs a script of several statements without parameters.
    pub(super) async fn script(&mut self, name: &'static str, text: &str) -> Result<(), DbError> {
        let done = match &mut self.link {
            Link::Sqlite(link) => link
                .execute_batch(text)
                .map_err(|error| DbError::of_sqlite(name, &error)),
            Link::Postgres(link) => link
                .batch_execute(text)
                .await
                .map_err(|error| DbError::of_postgres(name, &error)),
        };
        self.note(done)
    }

    /// Adds a signal to publish once the unit is durable.
    pub(crate) fn signal(&mut self, signal: Signal) {
        if !self.signals.contains(&signal) {
            self.signals.push(signal);
        }
    }

    /// Takes the signals so far: those of the current unit, or of one that was rolled back.
    pub(crate) fn take_signals(&mut self) -> Vec<Signal> {
        std::mem::take(&mut self.signals)
    }

    /// Takes the failure that dooms the unit, if there was one.
    pub(super) fn take_failure(&mut self) -> Option<DbError> {
        self.failure.take()
    }

    fn note<T>(&mut self, result: Result<T, DbError>) -> Result<T, DbError> {
        if let Err(error) = &result
            && self.failure.is_none()
        {
            self.failure = Some(error.clone());
        }
        result
    }
}

/// A statement about to run.
#[derive(Debug)]
#[must_use = "a statement does nothing until it is run"]
pub struct Statement<'c> {
    pub(super) conn: &'c mut Conn,
    pub(super) name: &'static str,
    pub(super) text: Cow<'static, str>,
    pub(super) values: SmallVec<[Value; 8]>,
}

impl Statement<'_> {
    /// Binds the next parameter.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Binds the next parameters to the values of a record.
    pub(crate) fn bind_all<const N: usize>(mut self, values: [Value; N]) -> Self {
        self.values.extend(values);
        self
    }

    /// Adds a fragment; its `$1` is the next value bound.
    pub fn and(self, fragment: Fragment) -> Self {
        self.extend(fragment, 0)
    }

    /// Adds a fragment and binds its value, if there is one.
    pub fn and_if(self, fragment: Fragment, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.and(fragment).bind(value),
            None => self,
        }
    }

    /// Adds a fragment in which `$*` represents the values of a list, and binds them.
    pub fn and_each<V: Into<Value>>(
        self,
        fragment: Fragment,
        list: impl IntoIterator<Item = V>,
    ) -> Self {
        let list: Vec<Value> = list.into_iter().map(Into::into).collect();
        let mut extended = self.extend(fragment, list.len());
        extended.values.extend(list);
        extended
    }

    fn extend(mut self, fragment: Fragment, each: usize) -> Self {
        let added = if self.conn.is_postgres() {
            fragment.postgres
        } else {
            fragment.sqlite
        };
        Fragment::append_to(added, self.text.to_mut(), self.values.len(), each);
        self
    }

    /// Runs the statement and returns how many rows it changed.
    pub async fn execute(self) -> Result<u64, DbError> {
        let done = match &mut self.conn.link {
            Link::Sqlite(link) => execute_sqlite(link, self.name, &self.text, &self.values)
                .map_err(|error| DbError::of_sqlite(self.name, &error)),
            Link::Postgres(link) => execute_postgres(link, &self.text, &self.values)
                .await
                .map_err(|error| DbError::of_postgres(self.name, &error)),
        };
        self.conn.note(done)
    }

    /// Runs the statement and reads all its rows.
    pub async fn all<T: FromRow>(self) -> Result<Vec<T>, DbError> {
        match &mut self.conn.link {
            Link::Sqlite(link) => {
                let read = read_sqlite(link, self.name, &self.text, &self.values);
                self.conn.note(read)
            }
            Link::Postgres(link) => {
                let rows = query_postgres(link, &self.text, &self.values)
                    .await
                    .map_err(|error| DbError::of_postgres(self.name, &error));
                let read = rows.and_then(|rows| {
                    rows.iter()
                        .map(|row| T::from_row(&Row::postgres(self.name, row), 0))
                        .collect::<Result<Vec<T>, _>>()
                });
                self.conn.note(read)
            }
        }
    }

    /// Runs the statement and reads its only row, if there is one.
    pub async fn optional<T: FromRow>(self) -> Result<Option<T>, DbError> {
        let statement = self.name;
        let mut rows = self.all().await?;
        if rows.len() > 1 {
            return Err(DbError::RowCount {
                statement,
                found: rows.len(),
            });
        }
        Ok(rows.pop())
    }

    /// Runs the statement and reads its only row.
    pub async fn one<T: FromRow>(self) -> Result<T, DbError> {
        let statement = self.name;
        self.optional().await?.ok_or(DbError::RowCount {
            statement,
            found: 0,
        })
    }

    /// Runs the statement and reads the first cell of its only row.
    pub async fn scalar<T: FromCell>(self) -> Result<T, DbError> {
        self.one::<(T,)>().await.map(|(value,)| value)
    }
}

fn execute_sqlite(
    link: &rusqlite::Connection,
    #[cfg_attr(not(test), expect(unused_variables, reason = "tests count by it"))]
    name: &'static str,
    text: &str,
    values: &[Value],
) -> rusqlite::Result<u64> {
    let mut statement = link.prepare_cached(text)?;
    let changed = statement.execute(rusqlite::params_from_iter(values))?;
    #[cfg(test)]
    super::steps::count(link, name, &statement);
    Ok(changed as u64)
}

fn read_sqlite<T: FromRow>(
    link: &rusqlite::Connection,
    name: &'static str,
    text: &str,
    values: &[Value],
) -> Result<Vec<T>, DbError> {
    let failed = |error: rusqlite::Error| DbError::of_sqlite(name, &error);
    let mut statement = link.prepare_cached(text).map_err(failed)?;
    let mut rows = statement
        .query(rusqlite::params_from_iter(values))
        .map_err(failed)?;
    let mut read = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        read.push(T::from_row(&Row::sqlite(name, row), 0)?);
    }
    #[cfg(test)]
    {
        drop(rows);
        super::steps::count(link, name, &statement);
    }
    Ok(read)
}

async fn execute_postgres(
    link: &deadpool_postgres::Object,
    text: &str,
    values: &[Value],
) -> Result<u64, tokio_postgres::Error> {
    let statement = link.prepare_cached(text).await?;
    link.execute_raw(&statement, values).await
}

async fn query_postgres(
    link: &deadpool_postgres::Object,
    text: &str,
    values: &[Value],
) -> Result<Vec<tokio_postgres::Row>, tokio_postgres::Error> {
    let statement = link.prepare_cached(text).await?;
    let values: SmallVec<[&(dyn ToSql + Sync); 8]> =
        values.iter().map(|value| value as _).collect();
    link.query(&statement, &values).await
}
