//! Statements: bound values arrive, stored values come back, and errors name their cause.

use causeway_testkit::both_engines;
use serde_json::json;
use uuid::Uuid;

use super::super::sql::sql;
use super::super::{
    Cell, Columns, Conn, DbError, FromCell, Statement, Value, migrate, postgres, prepare_all,
    sqlite, statistics,
};
use super::{ADD, ALL, COUNT, FIRST, LIST, TestDb, WITH_TEXT, WITH_TEXTS, open};

mod broken {
    super::super::super::statements! {
        const LIST: Sql = "SELECT id FROM notes";
        const MISSING: Sql = "SELECT missing FROM notes WHERE id = $1";
        const MISPLACED: Fragment of LIST = " AND id IN ($*)";
    }
}

/// Statements with generated lists of columns.
mod made {
    use super::super::super::{Columns, insert, record, row, statements};

    #[derive(Debug, PartialEq, Eq)]
    pub(super) struct Note {
        pub(super) id: i64,
        pub(super) text: Text,
        pub(super) small: Option<i32>,
        pub(super) is_flagged: bool,
    }

    row! {
        #[derive(Debug, PartialEq, Eq)]
        pub(super) struct Text from n {
            text: String,
            length: i64 = "CAST(length(n.text) AS bigint)",
        }
    }

    row! {
        Note from n {
            id,
            ..text: Text,
            lazy small: Option<i32>,
            flag: Option<bool>,
        } => Note {
            id,
            text,
            small: small()?,
            is_flagged: flag.unwrap_or_default(),
        }
    }

    record! {
        pub(super) NewNote(text: &str, small: i32) {
            flag = "NULL",
            text,
            small,
        }
    }

    statements! {
        pub(super) const ADD: Sql = [insert!(notes { id, ..NewNote })];
        pub(super) const LIST: Sql = ["SELECT ", Note::COLUMNS, " FROM notes n"];
    }
}

type Everything = (
    Option<String>,
    Option<bool>,
    Option<f64>,
    Option<Vec<u8>>,
    Option<Uuid>,
    Option<i32>,
    Option<i64>,
);

both_engines! { open =>
    async fn every_statement_of_these_tests_can_be_prepared(db: TestDb) {
        assert_eq!(prepare_all(&db, ALL).await, Vec::<String>::new());
    }

    async fn every_statement_of_this_module_can_be_prepared(db: TestDb) {
        // From then on, SQLite has its own tables for statistics.
        db.refresh_statistics().await.unwrap();
        let mut refused = prepare_all(&db, migrate::ALL).await;
        refused.extend(prepare_all(&db, sqlite::STATEMENTS).await);
        refused.extend(prepare_all(&db, statistics::ALL).await);
        refused.extend(prepare_all(&db, migrate::log::ALL).await);
        if db.database.url.starts_with("postgres") {
            refused.extend(prepare_all(&db, postgres::STATEMENTS).await);
        }
        assert_eq!(refused, Vec::<String>::new());
    }

    async fn columns_are_written_and_read_by_their_names(db: TestDb) {
        assert_eq!(made::Note::COLUMNS, "n.id, n.text, CAST(length(n.text) AS bigint), n.small, n.flag");
        assert_eq!(prepare_all(&db, made::ALL).await, Vec::<String>::new());
        let read = db.write::<Vec<made::Note>, DbError, _>(async |conn| {
            conn.query(made::ADD).bind(7).bind_all(made::NewNote::of("seven", 70)).execute().await?;
            conn.query(made::LIST).all().await
        });
        let text = made::Text { text: "seven".to_owned(), length: 5 };
        assert_eq!(read.await, Ok(vec![made::Note { id: 7, text, small: Some(70), is_flagged: false }]));
    }

    async fn a_statement_that_the_engine_does_not_take_is_told(db: TestDb) {
        assert_eq!(prepare_all(&db, broken::ALL).await.len(), 2);
    }

    async fn parameters_go_by_number_and_not_by_first_appearance(db: TestDb) {
        db.add(1, "one").await.unwrap();
        let changed = db.write::<_, DbError, _>(async |conn| {
            conn.query(sql!("UPDATE notes SET text = $2 WHERE id = $1")).bind(1).bind("uno").execute().await?;
            conn.query(sql!("SELECT text FROM notes WHERE id = $1")).bind(1).scalar::<String>().await
        });
        assert_eq!(changed.await, Ok("uno".to_owned()));
    }

    async fn every_kind_of_value_comes_back_as_it_went(db: TestDb) {
        let id = Uuid::from_u128(0x0123_4567_89ab_cdef_0011_2233_4455_6677);
        let values: Vec<Vec<Value>> = vec![
            vec![1.into(), "Zürich 🚀 \u{0}".replace('\u{0}', "").into(), true.into(), 0.1.into(), vec![0, 255].into(), id.into(), (-7).into()],
            vec![2.into(), "".into(), false.into(), (-1e300).into(), vec![].into(), Uuid::nil().into(), i32::MAX.into()],
            vec![i64::MAX.into(), json!({"a": [1, null]}).into(), Value::Null, Value::Null, Value::Null, None::<Uuid>.into(), None::<i64>.into()],
        ];
        let written = values.clone();
        db.write::<_, DbError, _>(async move |conn| {
            for row in &written {
                let add = sql!("INSERT INTO notes (id, text, flag, ratio, bytes, uuid, small) VALUES ($1, $2, $3, $4, $5, $6, $7)");
                let bound = row.iter().cloned().fold(conn.query(add), Statement::bind);
                assert_eq!(bound.execute().await?, 1);
            }
            Ok(())
        }).await.unwrap();
        let all = sql!("SELECT text, flag, ratio, bytes, uuid, small, id FROM notes ORDER BY id");
        let read: Vec<Everything> =
            db.read::<_, DbError, _>(async move |conn| conn.query(all).all().await).await.unwrap();
        assert_eq!(read, vec![
            (Some("Zürich 🚀 ".to_owned()), Some(true), Some(0.1), Some(vec![0, 255]), Some(id), Some(-7), Some(1)),
            (Some(String::new()), Some(false), Some(-1e300), Some(vec![]), Some(Uuid::nil()), Some(i32::MAX), Some(2)),
            (Some(r#"{"a":[1,null]}"#.to_owned()), None, None, None, None, None, Some(i64::MAX)),
        ]);
    }

    async fn a_value_of_the_wrong_kind_is_refused(db: TestDb) {
        let refused: Vec<Result<u64, DbError>> = vec![
            db.write(async |conn| conn.query(sql!("INSERT INTO notes (id) VALUES ($1)")).bind("x").execute().await).await,
            db.write(async |conn| conn.query(sql!("INSERT INTO notes (id, text) VALUES (1, $1)")).bind(vec![1]).execute().await).await,
            db.write(async |conn| conn.query(sql!("INSERT INTO notes (id, bytes) VALUES (1, $1)")).bind("x").execute().await).await,
        ];
        assert!(refused.iter().all(Result::is_err), "{refused:?}");
        assert_eq!(db.count().await, 0);
    }

    async fn a_cell_that_cannot_be_read_is_named(db: TestDb) {
        db.add(1, "one").await.unwrap();
        let read = async |conn: &mut Conn| conn.query(sql!("SELECT id, text FROM notes")).one::<(i64, Uuid)>().await;
        let error = db.read::<_, DbError, _>(read).await.unwrap_err();
        let DbError::Cell { statement, column, reason } = error else { panic!("{error:?}") };
        assert!(statement.contains("statements.rs"), "{statement}");
        assert_eq!((column.as_str(), reason.as_str()), ("text", "text stands where an id is expected"));
    }

    async fn one_row_means_one_row(db: TestDb) {
        let find = async |conn: &mut Conn| conn.query(LIST).bind(0).optional::<(i64,)>().await;
        assert_eq!(db.read::<_, DbError, _>(find).await, Ok(None));
        let one = async |conn: &mut Conn| conn.query(LIST).bind(0).scalar::<i64>().await;
        let error = db.read::<_, DbError, _>(one).await.unwrap_err();
        assert!(matches!(error, DbError::RowCount { found: 0, .. }), "{error:?}");
        db.add(1, "one").await.unwrap();
        assert_eq!(db.read::<_, DbError, _>(find).await, Ok(Some((1,))));
        assert_eq!(db.read::<_, DbError, _>(one).await, Ok(1));
        db.add(2, "two").await.unwrap();
        let error = db.read::<_, DbError, _>(find).await.unwrap_err();
        assert!(matches!(error, DbError::RowCount { found: 2, .. }), "{error:?}");
    }

    async fn fragments_narrow_a_list(db: TestDb) {
        for (id, text) in [(1, "one"), (2, "two"), (3, "three"), (4, "four")] {
            db.add(id, text).await.unwrap();
        }
        let both = db.read::<Vec<(i64,)>, DbError, _>(async |conn| {
            let list = conn.query(LIST).bind(1).and_each(WITH_TEXTS, ["four", "two", "one"]);
            list.and(FIRST).bind(5).all().await
        });
        assert_eq!(both.await, Ok(vec![(2,), (4,)]));
        let narrow = db.read::<Vec<(i64,)>, DbError, _>(async |conn| {
            conn.query(LIST).bind(0).and(WITH_TEXT).bind("three").and(FIRST).bind(5).all().await
        });
        assert_eq!(narrow.await, Ok(vec![(3,)]));
        let none = db.read::<Vec<(i64,)>, DbError, _>(async |conn| {
            conn.query(LIST).bind(0).and_each(WITH_TEXTS, None::<&str>).and(FIRST).bind(5).all().await
        });
        assert_eq!(none.await, Ok(vec![]));
    }

    async fn a_refusal_tells_the_constraint(db: TestDb) {
        db.add(1, "one").await.unwrap();
        let error = db.add(2, "one").await.unwrap_err();
        assert!(error.violates_unique("notes", "text") && !error.violates_unique("notes", "flag"), "{error:?}");
        assert!(!error.to_string().contains("one"), "an error shows no values: {error}");
        let error = db.add(2, "forbidden").await.unwrap_err();
        assert!(matches!(error, DbError::Constraint { .. }), "{error:?}");
        let error = db.write(async |conn| {
            conn.query(sql!("INSERT INTO notes (id, text) VALUES ($1, $2) RETURNING missing")).bind(1).bind("x").execute().await
        });
        assert!(matches!(error.await, Err(DbError::Statement { .. })));
    }

    async fn rows_changed_are_counted_and_returned(db: TestDb) {
        for (id, text) in [(1, "one"), (2, "two"), (3, "three")] {
            db.add(id, text).await.unwrap();
        }
        let changed = db.write(async |conn| {
            conn.query(sql!("UPDATE notes SET flag = $1 WHERE id >= $2")).bind(true).bind(2).execute().await
        });
        assert_eq!(changed.await, Ok(2));
        let returned = db.write::<Vec<(i64, bool)>, DbError, _>(async |conn| {
            conn.query(sql!("DELETE FROM notes WHERE flag RETURNING id, flag")).all().await
        });
        assert_eq!(returned.await, Ok(vec![(2, true), (3, true)]));
        assert_eq!(db.count().await, 1);
    }

    async fn a_missing_parameter_is_refused(db: TestDb) {
        let refused = db.write(async |conn| conn.query(ADD).bind(1).execute().await).await;
        assert!(matches!(refused, Err(DbError::Statement { .. })), "{refused:?}");
        let refused = db.read(async |conn| conn.query(COUNT).bind(1).scalar::<i64>().await).await;
        assert!(matches!(refused, Err(DbError::Statement { .. })), "{refused:?}");
    }
}

#[test]
fn flags_read_from_numbers_are_0_or_1() {
    assert_eq!(bool::from_cell(Cell::Integer(1)), Ok(true));
    assert!(bool::from_cell(Cell::Integer(2)).is_err());
    assert!(u32::from_cell(Cell::Integer(-1)).is_err());
    assert_eq!(
        u64::from_cell(Cell::Integer(i64::MAX)),
        Ok(9_223_372_036_854_775_807)
    );
}
