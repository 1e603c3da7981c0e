//! Hours, days, time zones and closing days.

use super::*;
use crate::trace::Step;

/// Routes to group 1 in these hours, to group 9 otherwise.
fn hours(zone: &str, days: &[&str], from: &str, to: &str, closures: &[&str]) -> Rule {
    rule(&json!({
        "kind": "time", "timeZone": zone,
        "conditions": [{ "days": days, "from": from, "to": to, "then": leaf(1) }],
        "closures": closures, "otherwise": leaf(9),
    }))
}

fn is_open(rule: &Rule, at: &str) -> bool {
    rule.choose(Timestamp::parse(at).unwrap(), &Draws::new())
        .destinations
        == [group(1)]
}

fn check(rule: &Rule, cases: &[(&str, bool)]) {
    for (at, expected) in cases {
        assert_eq!(is_open(rule, at), *expected, "{at}");
    }
}

const WEEK: [&str; 5] = ["mon", "tue", "wed", "thu", "fri"];
const ALL_DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

#[test]
fn hours_include_their_start_and_exclude_their_end() {
    // 2026-11-23 is a Monday.
    check(
        &hours("UTC", &WEEK, "09:00", "18:00", &[]),
        &[
            ("2026-11-23T08:59:59.999Z", false),
            ("2026-11-23T09:00:00Z", true),
            ("2026-11-23T17:59:59.999Z", true),
            ("2026-11-23T18:00:00Z", false),
            ("2026-11-22T12:00:00Z", false),
            ("2026-11-27T12:00:00Z", true),
            ("2026-11-28T12:00:00Z", false),
        ],
    );
}

#[test]
fn the_wall_clock_of_the_zone_counts() {
    check(
        &hours("Asia/Hong_Kong", &["mon"], "09:00", "18:00", &[]),
        &[
            ("2026-11-23T00:59:59Z", false),
            ("2026-11-23T01:00:00Z", true),
            ("2026-11-23T09:59:59Z", true),
            ("2026-11-23T10:00:00Z", false),
        ],
    );
    check(
        &hours("Asia/Kathmandu", &["mon"], "09:00", "18:00", &[]),
        &[
            ("2026-11-23T03:14:59Z", false),
            ("2026-11-23T03:15:00Z", true),
        ],
    );
    check(
        &hours("Pacific/Kiritimati", &["mon"], "00:00", "24:00", &[]),
        &[
            ("2026-11-22T09:59:59Z", false),
            ("2026-11-22T10:00:00Z", true),
            ("2026-11-23T10:00:00Z", false),
        ],
    );
}

#[test]
fn the_default_zone_is_utc() {
    let then = json!([{ "days": ["mon"], "from": "09:00", "to": "18:00", "then": leaf(1) }]);
    let hours = rule(&json!({ "kind": "time", "conditions": then, "otherwise": leaf(9) }));
    check(
        &hours,
        &[
            ("2026-11-23T08:59:59Z", false),
            ("2026-11-23T09:00:00Z", true),
            ("2026-11-23T18:00:00Z", false),
        ],
    );
}

#[test]
fn hours_run_past_midnight_into_the_next_day() {
    // Friday night until Saturday 02:00, and a night that begins on Sunday and ends on Monday.
    check(
        &hours("UTC", &["fri"], "22:00", "02:00", &[]),
        &[
            ("2026-11-27T21:59:59Z", false),
            ("2026-11-27T22:00:00Z", true),
            ("2026-11-28T01:59:59Z", true),
            ("2026-11-28T02:00:00Z", false),
            ("2026-11-27T01:00:00Z", false),
            ("2026-11-28T23:00:00Z", false),
        ],
    );
    check(
        &hours("UTC", &["sun"], "23:00", "00:30", &[]),
        &[
            ("2026-11-22T23:30:00Z", true),
            ("2026-11-23T00:29:59Z", true),
            ("2026-11-23T00:30:00Z", false),
        ],
    );
    check(
        &hours("UTC", &["sat"], "18:00", "00:00", &[]),
        &[
            ("2026-11-28T23:59:59Z", true),
            ("2026-11-29T00:00:00Z", false),
        ],
    );
}

#[test]
fn a_skipped_hour_never_matches_and_a_repeated_hour_matches_twice() {
    // Berlin: on 2026-03-29 at 02:00 clocks go to 03:00; on 2026-10-25 at 03:00 back to 02:00.
    let early = hours("Europe/Berlin", &["sun"], "02:00", "03:00", &[]);
    check(
        &early,
        &[
            ("2026-03-29T00:59:59Z", false),
            ("2026-03-29T01:00:00Z", false),
            ("2026-10-25T00:00:00Z", true),
            ("2026-10-25T00:59:59Z", true),
            ("2026-10-25T01:00:00Z", true),
            ("2026-10-25T01:59:59Z", true),
            ("2026-10-25T02:00:00Z", false),
        ],
    );
    let day = hours("Europe/Berlin", &ALL_DAYS, "09:00", "18:00", &[]);
    check(
        &day,
        &[
            ("2026-03-28T08:00:00Z", true),
            ("2026-03-28T07:59:59Z", false),
            ("2026-03-29T07:00:00Z", true),
            ("2026-03-29T06:59:59Z", false),
            ("2026-03-29T16:00:00Z", false),
            ("2026-10-25T08:00:00Z", true),
            ("2026-10-25T07:59:59Z", false),
        ],
    );
    // The night of the change is an hour shorter or longer, but has the same hours on the clock.
    let night = hours("America/New_York", &["sat"], "22:00", "06:00", &[]);
    check(
        &night,
        &[
            ("2026-03-08T03:00:00Z", true),
            ("2026-03-08T09:59:59Z", true),
            ("2026-03-08T10:00:00Z", false),
            ("2026-11-01T10:59:59Z", true),
            ("2026-11-01T11:00:00Z", false),
        ],
    );
    // Lord Howe Island changes its clocks by half an hour.
    let half = hours("Australia/Lord_Howe", &["sun"], "01:30", "02:00", &[]);
    check(
        &half,
        &[
            ("2026-04-04T14:30:00Z", true),
            ("2026-04-04T15:00:00Z", true),
            ("2026-04-04T15:30:00Z", false),
        ],
    );
}

#[test]
fn no_condition_matches_on_a_closing_day() {
    // 2026-12-25 is a Friday.
    let day = hours("Asia/Hong_Kong", &WEEK, "09:00", "18:00", &["2026-12-25"]);
    check(
        &day,
        &[
            ("2026-12-24T03:00:00Z", true),
            ("2026-12-25T03:00:00Z", false),
            ("2026-12-28T03:00:00Z", true),
        ],
    );
    let night = hours("UTC", &ALL_DAYS, "22:00", "06:00", &["2026-12-25"]);
    check(
        &night,
        &[
            ("2026-12-24T23:59:59Z", true),
            ("2026-12-25T00:00:00Z", false),
            ("2026-12-25T23:00:00Z", false),
            ("2026-12-26T01:00:00Z", false),
            ("2026-12-26T22:00:00Z", true),
        ],
    );
}

#[test]
fn the_first_of_overlapping_conditions_wins() {
    let rule = rule(&json!({
        "kind": "time",
        "conditions": [
            { "days": ["mon"], "from": "12:00", "to": "13:00", "then": leaf(2) },
            { "days": ["mon"], "from": "09:00", "to": "18:00", "then": leaf(1) },
            { "days": ["sun"], "from": "20:00", "to": "10:00", "then": leaf(3) },
        ],
        "otherwise": leaf(9),
    }));
    for (at, expected) in [
        ("09:30", 1),
        ("12:30", 2),
        ("13:00", 1),
        ("08:59", 3),
        ("18:00", 9),
    ] {
        let at = Timestamp::parse(&format!("2026-11-23T{at}:00Z")).unwrap();
        assert_eq!(
            rule.choose(at, &Draws::new()).destinations,
            [group(expected)],
            "{at}"
        );
    }
}

#[test]
fn the_trace_shows_the_day_the_hour_and_the_zone() {
    let rule = hours("Asia/Hong_Kong", &WEEK, "09:00", "18:00", &["2026-12-25"]);
    let steps = |at: &str| {
        rule.choose(Timestamp::parse(at).unwrap(), &Draws::new())
            .trace
    };
    let steps = [
        "2026-11-23T01:05:00Z",
        "2026-11-23T11:00:00Z",
        "2026-12-25T03:00:00Z",
    ]
    .map(steps);
    let steps: Vec<String> = steps.concat().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(steps.join("\n"));
}

#[test]
fn an_unknown_zone_counts_as_outside_all_hours() {
    let Rule::Time(mut schedule) = hours("UTC", &ALL_DAYS, "00:00", "24:00", &[]) else {
        panic!("expected a schedule")
    };
    schedule.time_zone = "Atlantis/Capital".to_owned();
    let choice = Rule::Time(schedule).choose(Timestamp::from_micros(0), &Draws::new());
    assert_eq!(choice.destinations, [group(9)]);
    assert_eq!(
        choice.trace,
        [Step::UnknownTimeZone {
            time_zone: "Atlantis/Capital".to_owned()
        }]
    );
}
