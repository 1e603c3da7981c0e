//! Rows that a statement returns: cells in terms that both engines share, read into the caller's
//! types.

use rusqlite::types::ValueRef;
use tokio_postgres::types::{FromSql, Type};
use uuid::Uuid;

use super::DbError;

/// One cell of a row, in terms that both engines share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'r> {
    Null,
    /// A flag; SQLite has no such type and returns [`Cell::Integer`].
    Bool(bool),
    Integer(i64),
    Real(f64),
    Text(&'r str),
    Bytes(&'r [u8]),
    /// An id; SQLite has no such type and returns [`Cell::Bytes`].
    Uuid(Uuid),
}

/// A type that can be read out of a cell.
pub trait FromCell: Sized {
    /// Reads the cell, or returns what is wrong with it. The reason is logged, so it must not
    /// repeat user content.
    fn from_cell(cell: Cell<'_>) -> Result<Self, String>;
}

/// A type that can be read out of a row.
pub trait FromRow: Sized {
    /// The number of cells that are read.
    const WIDTH: usize;

    /// Reads the value from the cell at `at` and the cells after it.
    fn from_row(row: &Row<'_>, at: usize) -> Result<Self, DbError>;
}

/// One row of a result.
#[derive(Debug)]
pub struct Row<'r> {
    statement: &'static str,
    cells: Cells<'r>,
}

#[derive(Debug)]
enum Cells<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r tokio_postgres::Row),
}

impl<'r> Row<'r> {
    pub(super) fn sqlite(statement: &'static str, row: &'r rusqlite::Row<'r>) -> Self {
        Self {
            statement,
            cells: Cells::Sqlite(row),
        }
    }

    pub(super) fn postgres(statement: &'static str, row: &'r tokio_postgres::Row) -> Self {
        Self {
            statement,
            cells: Cells::Postgres(row),
        }
    }

    /// Reads the cell at `index`, counted from 0.
    pub fn get<T: FromCell>(&self, index: usize) -> Result<T, DbError> {
        self.cell(index)
            .and_then(T::from_cell)
            .map_err(|reason| self.invalid(index, reason))
    }

    /// The error for a cell at `index` with an invalid value.
    pub fn invalid(&self, index: usize, reason: impl Into<String>) -> DbError {
        DbError::Cell {
            statement: self.statement,
            column: self.column(index),
            reason: reason.into(),
        }
    }

    fn cell(&self, index: usize) -> Result<Cell<'r>, String> {
        match self.cells {
            Cells::Sqlite(row) => match row.get_ref(index).map_err(|error| error.to_string())? {
                ValueRef::Null => Ok(Cell::Null),
                ValueRef::Integer(number) => Ok(Cell::Integer(number)),
                ValueRef::Real(number) => Ok(Cell::Real(number)),
                ValueRef::Text(text) => std::str::from_utf8(text)
                    .map(Cell::Text)
                    .map_err(|error| error.to_string()),
                ValueRef::Blob(bytes) => Ok(Cell::Bytes(bytes)),
            },
            Cells::Postgres(row) => row
                .try_get::<_, PostgresCell<'r>>(index)
                .map(|cell| cell.0)
                .map_err(|error| error.to_string()),
        }
    }

    fn column(&self, index: usize) -> String {
        let name = match self.cells {
            Cells::Sqlite(row) => row.as_ref().column_name(index).ok().map(str::to_owned),
            Cells::Postgres(row) => row
                .columns()
                .get(index)
                .map(|column| column.name().to_owned()),
        };
        name.unwrap_or_else(|| format!("number {index}"))
    }
}

struct PostgresCell<'r>(Cell<'r>);

impl<'r> FromSql<'r> for PostgresCell<'r> {
    fn from_sql(
        kind: &Type,
        raw: &'r [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(match *kind {
            Type::BOOL => Cell::Bool(bool::from_sql(kind, raw)?),
            Type::INT2 => Cell::Integer(i16::from_sql(kind, raw)?.into()),
            Type::INT4 => Cell::Integer(i32::from_sql(kind, raw)?.into()),
            Type::INT8 => Cell::Integer(i64::from_sql(kind, raw)?),
            Type::FLOAT8 => Cell::Real(f64::from_sql(kind, raw)?),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME => {
                Cell::Text(<&str>::from_sql(kind, raw)?)
            }
            Type::BYTEA => Cell::Bytes(raw),
            Type::UUID => Cell::Uuid(Uuid::from_sql(kind, raw)?),
            ref other => {
                return Err(
                    format!("the type {other} is not read here: cast it in the statement").into(),
                );
            }
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(Cell::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl Cell<'_> {
    /// The reason for a cell that contains something other than `expected`.
    pub fn unexpected(&self, expected: &str) -> String {
        let kind = match self {
            Self::Null => "NULL",
            Self::Bool(_) => "a flag",
            Self::Integer(_) => "a whole number",
            Self::Real(_) => "a number with a fraction",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Uuid(_) => "an id",
        };
        format!("{kind} stands where {expected} is expected")
    }
}

impl FromCell for bool {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Bool(flag) => Ok(flag),
            Cell::Integer(0) => Ok(false),
            Cell::Integer(1) => Ok(true),
            Cell::Null
            | Cell::Integer(_)
            | Cell::Real(_)
            | Cell::Text(_)
            | Cell::Bytes(_)
            | Cell::Uuid(_) => Err(cell.unexpected("a flag")),
        }
    }
}

impl FromCell for i64 {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        if let Cell::Integer(number) = cell {
            Ok(number)
        } else {
            Err(cell.unexpected("a whole number"))
        }
    }
}

macro_rules! narrower_from_cell {
    ($($number:ty),*) => {
        $(impl FromCell for $number {
            fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
                i64::from_cell(cell)?.try_into().map_err(|_| concat!("the number is no ", stringify!($number)).to_owned())
            }
        })*
    };
}
narrower_from_cell!(i32, u8, u16, u32, u64, usize);

impl FromCell for f64 {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        if let Cell::Real(number) = cell {
            Ok(number)
        } else {
            Err(cell.unexpected("a number with a fraction"))
        }
    }
}

impl FromCell for String {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        if let Cell::Text(text) = cell {
            Ok(text.to_owned())
        } else {
            Err(cell.unexpected("text"))
        }
    }
}

impl FromCell for Vec<u8> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        if let Cell::Bytes(bytes) = cell {
            Ok(bytes.to_vec())
        } else {
            Err(cell.unexpected("bytes"))
        }
    }
}

impl<const N: usize> FromCell for [u8; N] {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let Cell::Bytes(bytes) = cell else {
            return Err(cell.unexpected("bytes"));
        };
        bytes.try_into().map_err(|_| format!("not {N} bytes"))
    }
}

impl FromCell for Uuid {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        match cell {
            Cell::Uuid(id) => Ok(id),
            Cell::Bytes(bytes) => Self::from_slice(bytes).map_err(|error| error.to_string()),
            Cell::Null | Cell::Bool(_) | Cell::Integer(_) | Cell::Real(_) | Cell::Text(_) => {
                Err(cell.unexpected("an id"))
            }
        }
    }
}

impl FromCell for serde_json::Value {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        let Cell::Text(text) = cell else {
            return Err(cell.unexpected("JSON"));
        };
        serde_json::from_str(text).map_err(|error| {
            format!(
                "no JSON, at line {} column {}",
                error.line(),
                error.column()
            )
        })
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        if cell == Cell::Null {
            Ok(None)
        } else {
            T::from_cell(cell).map(Some)
        }
    }
}

macro_rules! tuple_from_row {
    ($($cell:ident $index:tt),+) => {
        impl<$($cell: FromCell),+> FromRow for ($($cell,)+) {
            const WIDTH: usize = [$($index),+].len();

            fn from_row(row: &Row<'_>, at: usize) -> Result<Self, DbError> {
                Ok(($(row.get::<$cell>(at + $index)?,)+))
            }
        }
    };
}
tuple_from_row!(A 0);
tuple_from_row!(A 0, B 1);
tuple_from_row!(A 0, B 1, C 2);
tuple_from_row!(A 0, B 1, C 2, D 3);
tuple_from_row!(A 0, B 1, C 2, D 3, E 4);
tuple_from_row!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple_from_row!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
