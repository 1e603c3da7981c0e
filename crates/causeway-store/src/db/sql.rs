//! SQL texts: constants, with one text for both engines or two where the dialects differ.
//!
//! In SQLite `$2` is a *name*, numbered by its first appearance, so `SET a = $2 WHERE b = $1` would
//! silently bind swapped values. `?2` is a number there. The texts are written with `$N`; SQLite's
//! copy gets `?N` at compile time.

/// A whole statement, with a text for each engine. Declared by [`statements!`].
#[derive(Debug, Clone, Copy)]
pub struct Sql {
    pub(super) name: &'static str,
    pub(super) sqlite: &'static str,
    pub(super) postgres: &'static str,
}

/// A continuation of a statement: a condition, an order, a limit. Declared by [`statements!`],
/// added by [`Statement::and`].
///
/// Its `$1` is the first value that is bound after it; `$*` represents all values passed to
/// [`Statement::and_each`].
///
/// [`Statement::and`]: super::Statement::and
/// [`Statement::and_each`]: super::Statement::and_each
#[derive(Debug, Clone, Copy)]
pub struct Fragment {
    pub(super) sqlite: &'static str,
    pub(super) postgres: &'static str,
}

/// An entry of the list that [`statements!`] makes of its file, so that a test can prepare all
/// statements.
#[cfg(test)]
#[derive(Debug, Clone, Copy)]
pub(crate) enum Listed {
    /// A complete statement.
    Whole(Sql),
    /// A statement followed by a fragment.
    With(Sql, Fragment),
}

impl Sql {
    /// Called by [`statements!`].
    #[doc(hidden)]
    pub const fn new(name: &'static str, [sqlite, postgres]: [&'static str; 2]) -> Self {
        Self {
            name,
            sqlite,
            postgres,
        }
    }
}

impl Fragment {
    /// Called by [`statements!`].
    #[doc(hidden)]
    pub const fn new([sqlite, postgres]: [&'static str; 2]) -> Self {
        Self { sqlite, postgres }
    }

    /// Appends the fragment to `text`. Its parameter numbers continue after the `bound` values of
    /// `text`; `$*` becomes `each` parameters or, if there are none, `NULL`, which equals nothing.
    pub(super) fn append_to(fragment: &str, text: &mut String, bound: usize, each: usize) {
        let mut rest = fragment;
        while let Some(at) = rest.find(['$', '?']) {
            let (before, marked) = rest.split_at(at);
            let (mark, after) = marked.split_at(1);
            text.push_str(before);
            let digits = after
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(after.len());
            if let Ok(number) = after[..digits].parse::<usize>() {
                text.push_str(mark);
                text.push_str(&(bound + number).to_string());
                rest = &after[digits..];
            } else if let Some(after) = after.strip_prefix('*') {
                let list: Vec<String> = (1..=each)
                    .map(|number| format!("{mark}{}", bound + number))
                    .collect();
                text.push_str(if each == 0 { "NULL" } else { "" });
                text.push_str(&list.join(", "));
                rest = after;
            } else {
                text.push_str(mark);
                rest = after;
            }
        }
        text.push_str(rest);
    }
}

/// Replaces every `$` that begins a parameter with `?`.
pub(crate) const fn numbered<const N: usize>(text: &str) -> [u8; N] {
    let from = text.as_bytes();
    let mut to = [0; N];
    let mut i = 0;
    while i < N {
        let opens =
            from[i] == b'$' && i + 1 < N && (from[i + 1].is_ascii_digit() || from[i + 1] == b'*');
        to[i] = if opens { b'?' } else { from[i] };
        i += 1;
    }
    to
}

/// The length of the joined texts, with `between` between them.
pub(crate) const fn joined_length(between: &str, texts: &[&str]) -> usize {
    let (mut length, mut i) = (0, 0);
    while i < texts.len() {
        length += texts[i].len() + if i == 0 { 0 } else { between.len() };
        i += 1;
    }
    length
}

/// Joins texts, with `between` between them.
pub(crate) const fn joined_bytes<const N: usize>(between: &str, texts: &[&str]) -> [u8; N] {
    let mut to = [0; N];
    let (mut at, mut i) = (0, 0);
    while i < texts.len() {
        let parts = [if i == 0 { "" } else { between }, texts[i]];
        let mut part = 0;
        while part < parts.len() {
            let from = parts[part].as_bytes();
            let mut j = 0;
            while j < from.len() {
                to[at] = from[j];
                at += 1;
                j += 1;
            }
            part += 1;
        }
        i += 1;
    }
    to
}

/// Joins constants, as `concat!` joins literals, with the first text between them.
macro_rules! joined {
    ($between:literal; $($text:expr),+ $(,)?) => {{
        const TEXTS: &[&str] = &[$($text),+];
        const JOINED: [u8; $crate::db::sql::joined_length($between, TEXTS)] =
            $crate::db::sql::joined_bytes($between, TEXTS);
        match std::str::from_utf8(&JOINED) {
            Ok(text) => text,
            Err(_) => panic!("joining whole texts keeps UTF-8"),
        }
    }};
}
pub(crate) use joined;

/// The pair of texts, SQLite's first, made from one text or two. A text is a literal, or several
/// constants in brackets.
macro_rules! sql_texts {
    ({ sqlite: $sqlite:tt, postgres: $postgres:tt $(,)? }) => {{
        const TEXT: &str = $crate::db::sql::sql_texts!(@text $sqlite);
        const NUMBERED: [u8; TEXT.len()] = $crate::db::sql::numbered(TEXT);
        match std::str::from_utf8(&NUMBERED) {
            Ok(sqlite) => [sqlite, $crate::db::sql::sql_texts!(@text $postgres)],
            Err(_) => panic!("replacing one ASCII character by another keeps UTF-8"),
        }
    }};
    (@text [$($text:expr),+ $(,)?]) => { $crate::db::sql::joined!(""; $($text),+) };
    (@text $text:literal) => { $text };
    ($text:tt) => {
        $crate::db::sql::sql_texts!({ sqlite: $text, postgres: $text })
    };
}
pub(crate) use sql_texts;

/// Declares the statements of one file. Each is a constant that [`Conn::query`] can run. `ALL`,
/// which is only for tests, lists all of them: a crate-wide test prepares the lists of all files on
/// both engines. An `ALL` that the test does not list causes a dead-code warning.
///
/// ```ignore
/// statements! {
///     /// A doc comment, as on any constant.
///     const FIND: Sql = "SELECT id, name FROM channels WHERE workspace_id = $1 AND id = $2";
///     const CLAIM: Sql = { sqlite: "…", postgres: "… FOR UPDATE SKIP LOCKED" };
///     const LIST: Sql = ["SELECT ", Enquiry::COLUMNS, " FROM enquiries e WHERE e.workspace_id = $1"];
///     const OWNED_BY: Fragment of LIST = " AND owner_id = $1";
///     const IN_STATES: Fragment of LIST = " AND state IN ($*)";
///     const NEWEST: Fragment of LIST = " ORDER BY id DESC LIMIT $1";
/// }
/// ```
///
/// [`Conn::query`]: super::Conn::query
macro_rules! statements {
    ($($(#[$meta:meta])* $vis:vis const $name:ident: $kind:ident $(of $base:ident)? = $text:tt;)+) => {
        $($crate::db::sql::statements!(@one [$(#[$meta])* $vis] $name $kind $text);)+
        /// All statements of this file, for the test that prepares them.
        #[cfg(test)]
        pub(crate) const ALL: &[$crate::db::sql::Listed] =
            &[$($crate::db::sql::statements!(@listed $name $(of $base)?)),+];
    };
    (@one [$($head:tt)*] $name:ident Sql $text:tt) => {
        $($head)* const $name: $crate::db::Sql = $crate::db::Sql::new(
            concat!(module_path!(), "::", stringify!($name)),
            $crate::db::sql::sql_texts!($text),
        );
    };
    (@one [$($head:tt)*] $name:ident Fragment $text:tt) => {
        $($head)* const $name: $crate::db::Fragment =
            $crate::db::Fragment::new($crate::db::sql::sql_texts!($text));
    };
    (@listed $name:ident) => { $crate::db::sql::Listed::Whole($name) };
    (@listed $name:ident of $base:ident) => { $crate::db::sql::Listed::With($base, $name) };
}
pub(crate) use statements;

/// A statement inside a test. Other code declares its statements with [`statements!`].
#[cfg(test)]
macro_rules! sql {
    ($text:tt) => {
        const {
            $crate::db::Sql::new(
                concat!(file!(), ":", line!()),
                $crate::db::sql::sql_texts!($text),
            )
        }
    };
}
#[cfg(test)]
pub(crate) use sql;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_gets_numbers_instead_of_names() {
        let [sqlite, postgres] = sql_texts!("UPDATE t SET a = $2, b = '$' WHERE c = $10");
        assert_eq!(sqlite, "UPDATE t SET a = ?2, b = '$' WHERE c = ?10");
        assert_eq!(postgres, "UPDATE t SET a = $2, b = '$' WHERE c = $10");
    }

    #[test]
    fn a_fragment_continues_the_parameter_numbers() {
        let mut text = String::from("SELECT a FROM t WHERE b = $1");
        Fragment::append_to(" AND (c > $1 OR d < $2)", &mut text, 1, 0);
        Fragment::append_to(" AND e IN ($*)", &mut text, 3, 2);
        assert_eq!(
            text,
            "SELECT a FROM t WHERE b = $1 AND (c > $2 OR d < $3) AND e IN ($4, $5)"
        );
    }

    #[test]
    fn an_empty_list_matches_nothing() {
        let mut text = String::new();
        Fragment::append_to("a IN (?*)", &mut text, 7, 0);
        assert_eq!(text, "a IN (NULL)");
    }
}
