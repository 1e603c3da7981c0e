//! Tests of rules: destinations, shares, schedules and faults.

mod faults;
mod schedules;
mod shares;

use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::{ChatbotId, Fields, Id};

fn group(number: u128) -> Destination {
    Destination::Group(GroupId::from_uuid(Uuid::from_u128(number)))
}

fn chatbot(number: u128) -> Destination {
    Destination::Chatbot(ChatbotId::from_uuid(Uuid::from_u128(number)))
}

fn leaf(number: u128) -> Value {
    json!({ "kind": "alternative", "destinations": [group(number)] })
}

fn rule(json: &Value) -> Rule {
    let mut faults = Faults::default();
    let rule = Rule::read(&Fields::root(json, &mut faults), &mut faults);
    faults
        .finish(rule)
        .unwrap_or_else(|faults| panic!("{faults:?} in {json}"))
}

/// A rule round-trips through JSON, and knows its groups and whether it contains percentages.
#[test]
fn a_rule_round_trips_through_json() {
    let written = json!({
        "kind": "time", "timeZone": "Asia/Hong_Kong",
        "conditions": [{
            "days": ["mon", "tue"], "from": "09:00", "to": "24:00",
            "then": {
                "kind": "percentage",
                "branches": [{ "percent": 30, "then": leaf(1) }],
                "otherwise": { "kind": "alternative", "destinations": [chatbot(2), group(3)] },
            },
        }],
        "closures": ["2026-12-25"],
        "otherwise": { "kind": "alternative", "destinations": [] },
    });
    let rule = rule(&written);
    assert_eq!(serde_json::to_value(&rule).unwrap(), written);
    assert_eq!(serde_json::from_value::<Rule>(written).unwrap(), rule);
    assert_eq!(rule.destinations(), [group(1), chatbot(2), group(3)]);
    assert_eq!(rule.groups().len(), 2);
    assert!(rule.draws());
    assert!(!self::rule(&leaf(1)).draws());
}
