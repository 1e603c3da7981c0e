//! Preparing statements without running them: what a compiler would check, if it knew the tables.

use super::conn::Link;
use super::sql::Listed;
use super::{Conn, Db, DbError, Statement, Value};

/// Prepares what files list with `statements!`, and tells in the engine's words what it does not take.
pub(crate) async fn prepare_all(db: &Db, listed: &'static [Listed]) -> Vec<String> {
    let mut refused = Vec::new();
    for one in listed {
        let prepare = async move |conn: &mut Conn| match *one {
            Listed::Whole(statement) => conn.query(statement).prepare().await,
            Listed::With(statement, fragment) => {
                conn.query(statement).with_nothing_bound().and_each(fragment, [0, 0]).prepare().await
            }
        };
        if let Err(error) = db.read::<_, DbError, _>(prepare).await {
            refused.push(error.to_string());
        }
    }
    refused
}

impl Statement<'_> {
    /// Binds as many NULLs as the statement has parameters, so that a fragment counts on from there.
    fn with_nothing_bound(mut self) -> Self {
        let numbers = self.text.split(['$', '?']).skip(1);
        let digits = numbers.map(|text| text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
        let highest = digits.filter_map(|digits| digits.parse().ok()).max().unwrap_or(0);
        self.values.extend(std::iter::repeat_n(Value::Null, highest));
        self
    }

    async fn prepare(self) -> Result<(), DbError> {
        match &mut self.conn.link {
            Link::Sqlite(link) => {
                link.prepare(&self.text).map(drop).map_err(|error| DbError::of_sqlite(self.name, &error))
            }
            Link::Postgres(link) => {
                link.prepare(&self.text).await.map(drop).map_err(|error| DbError::of_postgres(self.name, &error))
            }
        }
    }
}
