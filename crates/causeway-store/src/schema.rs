//! The database schema, migration by migration.

use crate::db::Migration;

macro_rules! migration {
    ($number:literal, $name:literal) => {
        Migration {
            number: number($number),
            name: $name,
            sqlite: include_str!(concat!(
                "../migrations/sqlite/",
                $number,
                "_",
                $name,
                ".sql"
            )),
            postgres: include_str!(concat!(
                "../migrations/postgres/",
                $number,
                "_",
                $name,
                ".sql"
            )),
        }
    };
}

/// The number that a file's name begins with.
const fn number(digits: &str) -> u32 {
    match u32::from_str_radix(digits, 10) {
        Ok(number) => number,
        Err(_) => panic!("a number in four digits"),
    }
}

/// All migrations, in order. A released migration is never edited.
pub(crate) const MIGRATIONS: &[Migration] = &[
    migration!("0001", "first"),
    migration!("0002", "routing"),
    migration!("0003", "outbox"),
    migration!("0004", "attempts"),
    migration!("0005", "files"),
    migration!("0006", "credential_use"),
    migration!("0007", "history"),
    migration!("0008", "claimants"),
    migration!("0009", "asked"),
    migration!("0010", "copy_sources"),
    migration!("0011", "second_factor"),
    migration!("0012", "api_tokens"),
    migration!("0013", "chatbots"),
    migration!("0014", "single_sign_on"),
    migration!("0015", "quiet"),
    migration!("0016", "removed_sources"),
    migration!("0017", "conversations"),
    migration!("0018", "hot_paths"),
];
