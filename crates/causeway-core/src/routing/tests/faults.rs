//! Every fault of a rule has a JSON pointer.

use std::fmt::Write;

use super::*;

fn faults_of(json: &Value) -> String {
    let mut faults = Faults::default();
    let read = Rule::read(&Fields::root(json, &mut faults), &mut faults);
    if let Some(rule) = &read {
        rule.check("", |id| id != group(66) && id != chatbot(67), &mut faults);
    }
    let Err(faults) = faults.finish(read) else {
        return "none\n".to_owned();
    };
    let mut lines = String::new();
    for fault in faults.into_vec() {
        writeln!(lines, "  {} {}", fault.pointer, fault.reason).unwrap();
    }
    lines
}

fn time(conditions: &Value) -> Value {
    json!({ "kind": "time", "conditions": conditions, "otherwise": leaf(1) })
}

fn percentage(branches: &Value) -> Value {
    json!({ "kind": "percentage", "branches": branches, "otherwise": leaf(1) })
}

fn all_day(then: &Value) -> Value {
    json!([{ "days": ["mon"], "from": "00:00", "to": "24:00", "then": then }])
}

fn half(then: &Value) -> Value {
    json!([{ "percent": 50, "then": then }])
}

/// Rules with faults in the tree and its shares.
fn trees() -> Vec<(&'static str, Value)> {
    let six: Vec<_> = (1..=6).map(group).collect();
    vec![
        ("no kind", json!({})),
        ("an unknown kind", json!({ "kind": "random" })),
        ("no destinations", json!({ "kind": "alternative" })),
        (
            "a sixth destination",
            json!({ "kind": "alternative", "destinations": six }),
        ),
        (
            "a destination twice",
            json!({ "kind": "alternative", "destinations": [group(1), group(1)] }),
        ),
        (
            "not an id, not a string",
            json!({ "kind": "alternative", "destinations": ["sales", 7] }),
        ),
        ("an unknown group", percentage(&half(&leaf(66)))),
        (
            "an unknown chatbot and a person",
            json!({ "kind": "alternative", "destinations": [chatbot(67), "stf_0000000000000000000000000A"] }),
        ),
        (
            "an unknown chatbot",
            json!({ "kind": "alternative", "destinations": [group(1), chatbot(67)] }),
        ),
        ("no branches", percentage(&json!([]))),
        (
            "100 %",
            percentage(
                &json!([{ "percent": 60, "then": leaf(1) }, { "percent": 40, "then": leaf(2) }]),
            ),
        ),
        (
            "0 %, 100 %, half a percent",
            percentage(&json!([
                { "percent": 0, "then": leaf(1) }, { "percent": 100, "then": leaf(1) }, { "percent": 0.5, "then": leaf(1) },
            ])),
        ),
        ("an empty branch", percentage(&json!([{}]))),
        (
            "no remainder",
            json!({ "kind": "percentage", "branches": half(&leaf(1)) }),
        ),
        ("two layers", percentage(&half(&time(&all_day(&leaf(1)))))),
        (
            "a third layer",
            percentage(&half(&time(&all_day(&percentage(&half(&leaf(1))))))),
        ),
    ]
}

/// Rules with faults in hours, days, dates and zones.
fn times() -> Vec<(&'static str, Value)> {
    let eleven = vec![all_day(&leaf(1))[0].clone(); 11];
    let dates: Vec<_> = (0..101)
        .map(|day| format!("{}-01-01", 2000 + day))
        .collect();
    vec![
        (
            "an unknown zone",
            json!({
                "kind": "time", "timeZone": "Mars/Olympus", "conditions": all_day(&leaf(1)), "otherwise": leaf(1),
            }),
        ),
        (
            "a zone in lower case",
            json!({
                "kind": "time", "timeZone": "asia/hong_kong", "conditions": all_day(&leaf(1)), "otherwise": leaf(1),
            }),
        ),
        ("no conditions", time(&json!([]))),
        ("eleven conditions", time(&json!(eleven))),
        (
            "from = to",
            time(&json!([{ "days": ["mon"], "from": "09:00", "to": "09:00", "then": leaf(1) }])),
        ),
        (
            "invalid times",
            time(&json!([
                { "days": ["mon"], "from": "24:00", "to": "24:01", "then": leaf(1) },
                { "days": ["mon"], "from": "9:00", "to": "09:60", "then": leaf(1) },
                { "days": ["mon"], "from": "+9:00", "to": 18, "then": leaf(1) },
            ])),
        ),
        (
            "invalid days",
            time(&json!([
                { "days": [], "from": "09:00", "to": "18:00", "then": leaf(1) },
                { "days": ["mon", "mon", "monday", 1], "from": "09:00", "to": "18:00", "then": leaf(1) },
            ])),
        ),
        (
            "invalid dates",
            json!({
                "kind": "time", "conditions": all_day(&leaf(1)), "otherwise": leaf(1),
                "closures": ["2026-12-25", "2026-12-25", "2026-02-29", "2026-12-25T00:00:00", 20_261_225],
            }),
        ),
        (
            "101 dates",
            json!({
                "kind": "time", "conditions": all_day(&leaf(1)), "otherwise": leaf(1), "closures": dates,
            }),
        ),
    ]
}

#[test]
fn each_fault_has_its_pointer() {
    let mut faults = String::new();
    for (name, json) in trees().into_iter().chain(times()) {
        write!(faults, "{name}\n{}", faults_of(&json)).unwrap();
    }
    insta::assert_snapshot!(faults);
}
