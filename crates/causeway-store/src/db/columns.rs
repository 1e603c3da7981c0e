//! Columns by name.
//!
//! SQL knows columns and parameters by position. Here each list of columns is written once, by name, and everything that
//! must agree with it is generated:
//!
//! * [`row!`] declares how a type is read: the list after `SELECT` or `RETURNING`, and the reader of the cells.
//! * [`record!`] declares how a row is written: the list of columns, their parameters, and the values bound to these.
//!   [`insert!`] and [`After`] put them into statements, so an `INSERT` and an `UPDATE` can share one record.
//!
//! A new column is one line in each. Reading and writing have separate lists because they differ in nearly every table:
//! reads join other tables, and writes leave defaults and counters to the database.
//!
//! Texts are joined and positions counted at compile time. Statements remain constants, which tests prepare on both
//! engines, and cells are read by number: no name is looked up while the program runs. A value without a column, or a
//! column without a value, does not compile. Macros by example do all this without a dependency, and without a
//! description of the tables besides the migrations.

use std::marker::PhantomData;

/// A type that is read from named columns. Implemented by [`row!`].
pub(crate) trait Columns {
    /// The list after `SELECT` or `RETURNING`.
    const COLUMNS: &'static str;
}

/// Declares how a type is read out of a row. A column's name is also the name of the variable that holds its value; the
/// expression after `=>` builds the type from these. Without one, each column is a field.
///
/// ```ignore
/// row! {
///     Label {
///         id,
///         name,
///         colour,
///         version,
///     }
/// }
///
/// row! {
///     // Columns of `sticky_bindings b`.
///     StickyBinding from b {
///         id,
///         // Any expression that a statement with these aliases understands.
///         channel_name = "c.name",
///         // A pattern takes the value out of its wrapper.
///         Json(settings),
///         // A type, where the compiler can't infer it.
///         expires_at: Option<Timestamp>,
///         // Read only when called: `staff_id()?`.
///         lazy staff_id: StaffId,
///         // All columns of another row.
///         ..visitor: Visitor,
///     } => StickyBinding { … }
/// }
///
/// row! {
///     /// A type that is nothing but a row is declared here, too.
///     struct Found {
///         id: SessionId,
///         staff_id: StaffId,
///     }
/// }
/// ```
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $type:ident $(from $alias:ident)? {
        $($name:ident: $of:ty $(= $sql:literal)?),* $(,)?
    }) => {
        $(#[$meta])*
        $vis struct $type {
            $($vis $name: $of),*
        }

        $crate::db::columns::row!($type $(from $alias)? { $($name $(= $sql)?),* });
    };
    ($type:ident $(from $alias:ident)? { $($entries:tt)* } $(=> $built:expr)?) => {
        $crate::db::columns::row!(@entry
            (row at [$type $({ $built })?] [$($alias)?] [0] [] [] []) $($entries)* ,);
    };

    // The end of the list.
    (@entry ($row:ident $at:ident [$type:ident { $built:expr }] $alias:tt [$($width:tt)*] [$($column:expr,)*]
        [$($let:tt)*] $names:tt) $(,)?) => {
        impl $crate::db::FromRow for $type {
            const WIDTH: usize = $($width)*;

            fn from_row($row: &$crate::db::Row<'_>, $at: usize) -> Result<Self, $crate::db::DbError> {
                $($let)*
                Ok($built)
            }
        }

        impl $crate::db::Columns for $type {
            const COLUMNS: &'static str = $crate::db::sql::joined!(", "; $($column),*);
        }
    };
    (@entry ($row:ident $at:ident [$type:ident] $alias:tt $width:tt $columns:tt $lets:tt [$($name:ident)*]) $(,)?) => {
        $crate::db::columns::row!(@entry
            ($row $at [$type { $type { $($name),* } }] $alias $width $columns $lets []));
    };

    // The forms of an entry.
    (@entry $state:tt ..$name:ident: $type:ident, $($rest:tt)*) => {
        $crate::db::columns::row!(@part $state $name $type $($rest)*);
    };
    (@entry $state:tt lazy $name:ident: $type:ty $(= $sql:literal)?, $($rest:tt)*) => {
        $crate::db::columns::row!(@column $state { let $name = || } { ::<$type> } { } $name [$($sql)?] $($rest)*);
    };
    (@entry $state:tt $name:ident: $type:ty $(= $sql:literal)?, $($rest:tt)*) => {
        $crate::db::columns::row!(@column $state { let $name: $type = } { } { ? } $name [$($sql)?] $($rest)*);
    };
    (@entry $state:tt $name:ident $(= $sql:literal)?, $($rest:tt)*) => {
        $crate::db::columns::row!(@column $state { let $name = } { } { ? } $name [$($sql)?] $($rest)*);
    };
    (@entry $state:tt $outer:ident($name:ident) $(= $sql:literal)?, $($rest:tt)*) => {
        $crate::db::columns::row!(@column $state { let $outer($name) = } { } { ? } $name [$($sql)?] $($rest)*);
    };
    (@entry $state:tt $outer:ident($inner:ident($name:ident)) $(= $sql:literal)?, $($rest:tt)*) => {
        $crate::db::columns::row!(@column $state { let $outer($inner($name)) = } { } { ? } $name [$($sql)?] $($rest)*);
    };

    // What an entry adds to the state: width, columns, variables, names.
    (@part ($row:ident $at:ident $type:tt $alias:tt [$($width:tt)*] [$($columns:tt)*] [$($lets:tt)*] [$($names:tt)*])
        $name:ident $part:ident $($rest:tt)*) => {
        $crate::db::columns::row!(@entry ($row $at $type $alias
            [$($width)* + <$part as $crate::db::FromRow>::WIDTH]
            [$($columns)* <$part as $crate::db::Columns>::COLUMNS,]
            [$($lets)* let $name: $part = $crate::db::FromRow::from_row($row, $at + ($($width)*))?;]
            [$($names)* $name]) $($rest)*);
    };
    (@column ($row:ident $at:ident $of:tt $alias:tt [$($width:tt)*] [$($columns:tt)*] [$($lets:tt)*] [$($names:tt)*])
        { $($let:tt)* } { $($type:tt)* } { $($try:tt)* } $name:ident $sql:tt $($rest:tt)*) => {
        $crate::db::columns::row!(@entry ($row $at $of $alias
            [$($width)* + 1]
            [$($columns)* $crate::db::columns::row!(@sql $alias $name $sql),]
            [$($lets)* $($let)* $row.get$($type)*($at + ($($width)*))$($try)*;]
            [$($names)* $name]) $($rest)*);
    };
    (@sql $alias:tt $name:ident [$sql:literal]) => { $sql };
    (@sql [$alias:ident] $name:ident []) => { concat!(stringify!($alias), ".", stringify!($name)) };
    (@sql [] $name:ident []) => { stringify!($name) };
}
pub(crate) use row;

/// Columns that are written together. Implemented by [`record!`].
pub(crate) trait Record: Sized {
    /// Each column, with its value if that is SQL.
    const WRITTEN: &'static [(&'static str, Option<&'static str>)];
    /// How many values are bound.
    const BOUND: usize = bound(Self::WRITTEN);
    /// The list in `INSERT INTO … (…)`.
    const COLUMNS: &'static str = After::<0, Self>::COLUMNS_TEXT.as_str();
}

/// Declares how a row, or a part of it, is written: each column and its value.
///
/// ```ignore
/// record! {
///     /// The columns that users fill in.
///     Form(name: &str, settings: &GroupSettings) {
///         name,
///         settings: Json(settings),
///         // SQL; nothing is bound.
///         version = "version + 1",
///     }
/// }
///
/// statements! {
///     const ADD: Sql = [insert!(service_groups { workspace_id, id, ..Form })];
///     const UPDATE: Sql = ["UPDATE service_groups SET ", After::<1, Form>::SET, " WHERE id = $1"];
/// }
///
/// conn.query(UPDATE).bind(id).bind_all(Form::of(name, &settings))
/// ```
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis $type:ident($($argument:ident: $of:ty),* $(,)?) { $($entries:tt)* }) => {
        $(#[$meta])*
        $vis struct $type;

        impl $type {
            /// The values, in the order of the columns.
            $vis fn of($($argument: $of),*) -> [$crate::db::Value;
                <$type as $crate::db::columns::Record>::BOUND] {
                $crate::db::columns::record!(@values [] $($entries)* ,)
            }
        }

        impl $crate::db::columns::Record for $type {
            const WRITTEN: &'static [(&'static str, Option<&'static str>)] =
                $crate::db::columns::record!(@written [] $($entries)* ,);
        }
    };

    (@values [$($value:expr,)*] $(,)?) => { [$($crate::db::Value::from($value)),*] };
    (@values [$($values:tt)*] $column:ident = $sql:literal, $($rest:tt)*) => {
        $crate::db::columns::record!(@values [$($values)*] $($rest)*)
    };
    (@values [$($values:tt)*] $column:ident: $value:expr, $($rest:tt)*) => {
        $crate::db::columns::record!(@values [$($values)* $value,] $($rest)*)
    };
    (@values [$($values:tt)*] $column:ident, $($rest:tt)*) => {
        $crate::db::columns::record!(@values [$($values)* $column,] $($rest)*)
    };

    (@written [$($written:tt)*] $(,)?) => { &[$($written)*] };
    (@written [$($written:tt)*] $column:ident = $sql:literal, $($rest:tt)*) => {
        $crate::db::columns::record!(@written [$($written)* (stringify!($column), Some($sql)),] $($rest)*)
    };
    (@written [$($written:tt)*] $column:ident $(: $value:expr)?, $($rest:tt)*) => {
        $crate::db::columns::record!(@written [$($written)* (stringify!($column), None),] $($rest)*)
    };
}
pub(crate) use record;

/// `INSERT INTO table (…) VALUES (…)`. The columns named here are bound first, in this order, except those whose value is
/// SQL; the values of the record follow.
macro_rules! insert {
    ($table:ident { ..$record:ident }) => {
        $crate::db::columns::insert!(@text $table
            [<$record as $crate::db::Record>::COLUMNS]
            [$crate::db::After::<0, $record>::VALUES])
    };
    ($table:ident { $($key:ident $(= $sql:literal)?,)+ ..$record:ident }) => {{
        $crate::db::columns::insert!(@keys $($key $(= $sql)?,)+);
        $crate::db::columns::insert!(@text $table
            [<Keys as $crate::db::Record>::COLUMNS, ", ", <$record as $crate::db::Record>::COLUMNS]
            [$crate::db::After::<0, Keys>::VALUES, ", ",
                $crate::db::After::<{ <Keys as $crate::db::Record>::BOUND }, $record>::VALUES])
    }};
    ($table:ident { $($key:ident $(= $sql:literal)?),+ $(,)? }) => {{
        $crate::db::columns::insert!(@keys $($key $(= $sql)?,)+);
        $crate::db::columns::insert!(@text $table
            [<Keys as $crate::db::Record>::COLUMNS]
            [$crate::db::After::<0, Keys>::VALUES])
    }};

    (@keys $($keys:tt)+) => {
        struct Keys;

        impl $crate::db::Record for Keys {
            const WRITTEN: &'static [(&'static str, Option<&'static str>)] =
                $crate::db::columns::record!(@written [] $($keys)+);
        }
    };
    (@text $table:ident [$($columns:tt)+] [$($values:tt)+]) => {
        $crate::db::sql::joined!(
            ""; "INSERT INTO ", stringify!($table), " (", $($columns)+, ") VALUES (", $($values)+, ")"
        )
    };
}
pub(crate) use insert;

/// The texts of a record whose parameters are numbered after `BOUND` others.
pub(crate) struct After<const BOUND: usize, R>(PhantomData<R>);

impl<const BOUND: usize, R: Record> After<BOUND, R> {
    /// The list in `VALUES (…)`.
    pub(crate) const VALUES: &'static str = Self::VALUES_TEXT.as_str();
    /// The list after `UPDATE … SET`.
    pub(crate) const SET: &'static str = Self::SET_TEXT.as_str();

    const COLUMNS_TEXT: Text = Text::of(R::WRITTEN, BOUND, Listed::Names);
    const VALUES_TEXT: Text = Text::of(R::WRITTEN, BOUND, Listed::Values);
    const SET_TEXT: Text = Text::of(R::WRITTEN, BOUND, Listed::Both);
}

/// How many columns have a value that is bound.
const fn bound(written: &[(&str, Option<&str>)]) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < written.len() {
        count += written[i].1.is_none() as usize;
        i += 1;
    }
    count
}

/// The parts of each column that a list contains.
#[derive(Clone, Copy)]
enum Listed {
    /// `name`.
    Names,
    /// `$1`, or SQL.
    Values,
    /// `name = $1`.
    Both,
}

/// Longer than any list of columns. A longer one does not compile.
const TEXT_MAX: usize = 1_024;

/// A text that is built at compile time.
#[derive(Clone, Copy)]
struct Text {
    bytes: [u8; TEXT_MAX],
    length: usize,
}

impl Text {
    /// A list of columns. The first parameter is the one after `bound`.
    const fn of(written: &[(&str, Option<&str>)], mut bound: usize, listed: Listed) -> Self {
        let mut text = Self {
            bytes: [0; TEXT_MAX],
            length: 0,
        };
        let mut i = 0;
        while i < written.len() {
            let (name, sql) = written[i];
            if i > 0 {
                text = text.with(", ");
            }
            if !matches!(listed, Listed::Values) {
                text = text.with(name);
            }
            if matches!(listed, Listed::Both) {
                text = text.with(" = ");
            }
            if sql.is_none() {
                bound += 1;
            }
            if !matches!(listed, Listed::Names) {
                text = if let Some(sql) = sql {
                    text.with(sql)
                } else {
                    text.with_parameter(bound)
                };
            }
            i += 1;
        }
        text
    }

    const fn with(mut self, text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self.bytes[self.length] = bytes[i];
            self.length += 1;
            i += 1;
        }
        self
    }

    const fn with_parameter(self, number: usize) -> Self {
        let (tens, ones) = (digit(number / 10), digit(number % 10));
        self.with("$")
            .with(if number < 10 { "" } else { tens })
            .with(ones)
    }

    const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => panic!("only whole texts are added"),
        }
    }
}

const fn digit(number: usize) -> &'static str {
    "0123456789".split_at(number).1.split_at(1).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Value;

    record! {
        Note(text: &str, number: i64) {
            text,
            version = "version + 1",
            number: number + 1,
        }
    }

    #[test]
    fn a_record_lists_its_columns_and_numbers_its_parameters() {
        assert_eq!(Note::of("a", 1), [Value::from("a"), Value::from(2)]);
        assert_eq!(Note::COLUMNS, "text, version, number");
        assert_eq!(After::<9, Note>::VALUES, "$10, version + 1, $11");
        assert_eq!(
            After::<1, Note>::SET,
            "text = $2, version = version + 1, number = $3"
        );
        assert_eq!(
            insert!(notes { id, state = "'new'", ..Note }),
            "INSERT INTO notes (id, state, text, version, number) VALUES ($1, 'new', $2, version + 1, $3)"
        );
        assert_eq!(
            insert!(notes { id, text }),
            "INSERT INTO notes (id, text) VALUES ($1, $2)"
        );
    }
}
