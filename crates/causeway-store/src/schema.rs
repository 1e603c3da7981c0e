//! The shape of the database, step by step.

use crate::db::Migration;

macro_rules! migration {
    ($number:literal, $name:literal) => {
        Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/000", $number, "_", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/000", $number, "_", $name, ".sql")),
        }
    };
}

/// Every step there ever was. A step that was released is never edited.
pub(crate) const MIGRATIONS: &[Migration] = &[
    migration!(1, "first"),
    migration!(2, "routing"),
    migration!(3, "outbox"),
    migration!(4, "attempts"),
    migration!(5, "files"),
    migration!(6, "credential_use"),
    migration!(7, "history"),
    migration!(8, "claimants"),
    migration!(9, "asked"),
];
