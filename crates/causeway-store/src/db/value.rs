//! Values bound to statements: one enum for both engines, so that no statement is compiled once per
//! list of types.

use rusqlite::types::{ToSqlOutput, ValueRef};
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use uuid::Uuid;

/// A value to bind to a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    /// A flag: `BOOLEAN` in PostgreSQL, `INTEGER` 0 or 1 in SQLite.
    Bool(bool),
    /// A whole number; also a time, in microseconds since 1970.
    Integer(i64),
    Real(f64),
    /// Text; also JSON, which both engines store as text.
    Text(String),
    Bytes(Vec<u8>),
    /// An id: `UUID` in PostgreSQL, a 16-byte `BLOB` in SQLite.
    Uuid(Uuid),
}

macro_rules! value_from {
    ($($from:ty => $variant:ident),* $(,)?) => {
        $(impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::$variant(value.into())
            }
        })*
    };
}
value_from!(bool => Bool, i64 => Integer, i32 => Integer, u32 => Integer, u16 => Integer, u8 => Integer, f64 => Real);
value_from!(String => Text, &str => Text, &String => Text, Vec<u8> => Bytes, &[u8] => Bytes, Uuid => Uuid);

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        Self::Text(value.to_string())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Bool(flag) => ValueRef::Integer((*flag).into()),
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Uuid(id) => ValueRef::Blob(id.as_bytes()),
        }))
    }
}

type ToSqlResult = Result<IsNull, Box<dyn std::error::Error + Sync + Send>>;

impl ToSql for Value {
    /// Writes the value as the type that PostgreSQL expects, and refuses a value of a different
    /// kind, because its bytes would be read as something else.
    fn to_sql(&self, expected: &Type, out: &mut BytesMut) -> ToSqlResult {
        match (self, expected) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Integer(number), &Type::INT2) => i16::try_from(*number)?.to_sql(expected, out),
            (Self::Integer(number), &Type::INT4) => i32::try_from(*number)?.to_sql(expected, out),
            (Self::Integer(number), &Type::INT8) => number.to_sql(expected, out),
            (Self::Bool(flag), &Type::BOOL) => flag.to_sql(expected, out),
            (Self::Real(number), &Type::FLOAT8) => number.to_sql(expected, out),
            (
                Self::Text(text),
                &(Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN),
            ) => text.to_sql(expected, out),
            (Self::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(expected, out),
            (Self::Uuid(id), &Type::UUID) => id.to_sql(expected, out),
            (value, expected) => {
                Err(format!("{} is bound where {expected} is expected", value.kind()).into())
            }
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl Value {
    /// The kind of the value, for errors, which never contain the value itself.
    fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a flag",
            Self::Integer(_) => "a whole number",
            Self::Real(_) => "a number with a fraction",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Uuid(_) => "an id",
        }
    }
}
