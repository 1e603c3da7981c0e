use causeway_core::{Faults, Fields, Reason, Timestamp};
use causeway_derive::Input;
use serde_json::json;

use crate::wire::{field::*, input::read_input, words::Colour};

/// A label, as it is added.
#[derive(Input, Debug, PartialEq)]
#[input(name = "Sample")]
struct Sample {
    /// Unique.
    name: PlainName<5>,
    #[input(default = 20, example = 30)]
    ring_seconds: Option<Whole<5, 120>>,
    limit: Nullable<Whole<1, 9>>,
    colour: Option<Colour>,
    #[input(rename = "type")]
    kind: Option<Text<0, 3>>,
    inner: Option<Inner>,
}

/// Something inside.
#[derive(Input, Debug, PartialEq)]
#[input(check = Inner::check)]
struct Inner {
    low: Whole<0, 9>,
    high: Whole<0, 9>,
}

impl Inner {
    fn check(&self, fields: &Fields<'_>, faults: &mut Faults) {
        if self.low.0 > self.high.0 {
            faults.add(fields.pointer("low"), Reason::Duplicate);
        }
    }
}

fn faults(body: &serde_json::Value) -> Vec<(String, &'static str)> {
    let faults = read_input::<Sample>(body).unwrap_err().into_vec();
    faults
        .into_iter()
        .map(|fault| {
            let code = serde_json::to_value(&fault.reason).unwrap()["code"].clone();
            let known = Reason::CODES.iter().find(|known| code == **known);
            (fault.pointer, *known.unwrap())
        })
        .collect()
}

#[test]
fn optional_and_nullable_fields_may_be_left_out() {
    let sample = read_input::<Sample>(&json!({ "name": "Sales" })).unwrap();
    assert_eq!(sample.name.0, "Sales");
    assert_eq!(sample.ring_seconds, None);
    assert_eq!(sample.limit, Nullable::Absent);
}

#[test]
fn null_is_absent_except_where_it_empties_something() {
    let body = json!({ "name": "Sales", "ringSeconds": null, "limit": null, "inner": null });
    let sample = read_input::<Sample>(&body).unwrap();
    assert_eq!((sample.ring_seconds, sample.limit), (None, Nullable::Null));
    assert_eq!(Nullable::<Whole<1, 9>>::Null.change::<u32>(), Some(None));
}

#[test]
fn an_empty_text_is_a_value_where_the_minimum_is_zero() {
    let sample = read_input::<Sample>(&json!({ "name": "Sales", "type": "" })).unwrap();
    assert_eq!(sample.kind, Some(Text(String::new())));
}

#[test]
fn all_faults_are_reported_together() {
    let body = json!({
        "name": " ", "ringSeconds": 500, "limit": "x", "colour": "puce", "type": "long",
        "inner": { "low": 3 }, "color": "red",
    });
    assert_eq!(
        faults(&body),
        [
            ("/name", "blank"),
            ("/ringSeconds", "outOfRange"),
            ("/limit", "wrongType"),
            ("/colour", "notOneOf"),
            ("/type", "tooLong"),
            ("/inner/high", "required"),
            ("/color", "unknownField"),
        ]
        .map(|(pointer, code)| (pointer.to_owned(), code))
    );
    assert_eq!(faults(&json!([])), [(String::new(), "wrongType")]);
}

#[test]
fn rules_about_several_fields_are_checked_when_each_can_be_read() {
    let body = json!({ "name": "Sales", "inner": { "low": 2, "high": 1 } });
    assert_eq!(faults(&body), [("/inner/low".to_owned(), "duplicate")]);
}

#[test]
fn the_schema_has_bounds_defaults_and_what_is_required() {
    let schema = serde_json::to_value(<Sample as utoipa::PartialSchema>::schema()).unwrap();
    assert_eq!(
        schema,
        json!({
            "type": "object",
            "description": "A label, as it is added.",
            "required": ["name"],
            "properties": {
                "name": { "type": "string", "minLength": 1, "maxLength": 5, "description": "Unique." },
                "ringSeconds": {
                    "type": ["integer", "null"], "minimum": 5, "maximum": 120, "default": 20, "examples": [30],
                },
                "limit": { "type": ["integer", "null"], "minimum": 1, "maximum": 9 },
                "colour": { "oneOf": [{ "$ref": "#/components/schemas/Colour" }, { "type": "null" }] },
                "type": { "type": ["string", "null"], "maxLength": 3 },
                "inner": { "oneOf": [{ "$ref": "#/components/schemas/Inner" }, { "type": "null" }] },
            },
        })
    );
    let mut components = Components::new();
    <Sample as utoipa::ToSchema>::schemas(&mut components);
    let names: Vec<String> = components.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Colour", "Inner"]);
}

/// A body with flattened fields.
#[derive(Input, Debug, PartialEq)]
struct Flat {
    code: Text<1, 3>,
    #[input(flatten)]
    inner: Inner,
    until: OrNull<Timestamp>,
}

#[test]
fn flattened_fields_appear_beside_the_others() {
    let body = json!({ "code": "long", "low": 2, "high": 1, "until": null });
    let faults = read_input::<Flat>(&body).unwrap_err().into_vec();
    let pointers: Vec<_> = faults.into_iter().map(|fault| fault.pointer).collect();
    assert_eq!(pointers, ["/code", "/low"]);

    let schema = serde_json::to_value(<Flat as utoipa::PartialSchema>::schema()).unwrap();
    assert_eq!(schema["required"], json!(["code", "low", "high", "until"]));
    assert_eq!(schema["properties"]["high"]["maximum"], 9);
}

#[test]
fn a_required_nullable_field_accepts_null_but_no_empty_text() {
    let body = json!({ "code": "a", "low": 1, "high": 2, "until": null });
    assert_eq!(read_input::<Flat>(&body).unwrap().until, OrNull(None));
    for until in [json!(""), json!("soon")] {
        let mut body = body.clone();
        body["until"] = until;
        assert!(read_input::<Flat>(&body).is_err());
    }
}
