//! Prepares statements without running them. This checks what a compiler would check if it knew the
//! tables.

use super::conn::Link;
use super::sql::Listed;
use super::{Conn, Db, DbError, Statement, Value};

/// Prepares the statements that files list with `statements!`, and returns the engine's message for
/// each one that it rejects.
pub(crate) async fn prepare_all(db: &Db, listed: &'static [Listed]) -> Vec<String> {
    let mut refused = Vec::new();
    for one in listed {
        let prepare = async move |conn: &mut Conn| match *one {
            Listed::Whole(statement) => conn.query(statement).prepare().await,
            Listed::With(statement, fragment) => {
                conn.query(statement)
                    .with_nothing_bound()
                    .and_each(fragment, [0, 0])
                    .prepare()
                    .await
            }
        };
        if let Err(error) = db.read::<_, DbError, _>(prepare).await {
            refused.push(error.to_string());
        }
    }
    refused
}

/// The scans in SQLite's plans, by statement: tables and indexes that it reads from end to end
/// instead of looking rows up.
pub(crate) async fn scans(db: &Db, listed: &'static [Listed]) -> Vec<String> {
    let is_begun = |name| {
        listed
            .iter()
            .any(|one| matches!(one, Listed::With(statement, _) if statement.name == name))
    };
    let mut scans = Vec::new();
    for one in listed {
        // A statement that fragments extend never runs on its own.
        if matches!(one, Listed::Whole(statement) if is_begun(statement.name)) {
            continue;
        }
        let plan = async move |conn: &mut Conn| match *one {
            Listed::Whole(statement) => conn.query(statement).plan(),
            Listed::With(statement, fragment) => conn
                .query(statement)
                .with_nothing_bound()
                .and_each(fragment, [0, 0])
                .plan(),
        };
        scans.extend(
            db.read::<_, DbError, _>(plan)
                .await
                .expect("a statement that can be prepared has a plan"),
        );
    }
    scans
}

impl Statement<'_> {
    /// The steps of SQLite's plan that read a whole table or index, each prefixed with the
    /// statement's name.
    fn plan(self) -> Result<Vec<String>, DbError> {
        let Link::Sqlite(link) = &mut self.conn.link else {
            return Ok(Vec::new());
        };
        let failed = |error| DbError::of_sqlite(self.name, &error);
        let mut plan = link
            .prepare(&format!("EXPLAIN QUERY PLAN {}", self.text))
            .map_err(failed)?;
        let steps = plan
            .raw_query()
            .mapped(|row| row.get::<_, String>(3))
            .collect::<Result<Vec<_>, _>>();
        let scans = steps
            .map_err(failed)?
            .into_iter()
            .filter(|step| step.starts_with("SCAN "));
        Ok(scans.map(|step| format!("{}: {step}", self.name)).collect())
    }

    /// Binds as many NULLs as the statement has parameters, so that a fragment's numbers continue
    /// after them.
    fn with_nothing_bound(mut self) -> Self {
        let numbers = self.text.split(['$', '?']).skip(1);
        let digits = numbers.map(|text| {
            text.split(|c: char| !c.is_ascii_digit())
                .next()
                .unwrap_or_default()
        });
        let highest = digits
            .filter_map(|digits| digits.parse().ok())
            .max()
            .unwrap_or(0);
        self.values
            .extend(std::iter::repeat_n(Value::Null, highest));
        self
    }

    async fn prepare(self) -> Result<(), DbError> {
        match &mut self.conn.link {
            Link::Sqlite(link) => link
                .prepare(&self.text)
                .map(drop)
                .map_err(|error| DbError::of_sqlite(self.name, &error)),
            Link::Postgres(link) => link
                .prepare(&self.text)
                .await
                .map(drop)
                .map_err(|error| DbError::of_postgres(self.name, &error)),
        }
    }
}
