use serde_json::json;

use super::*;

#[test]
fn null_and_an_empty_text_are_absent_for_every_type() {
    for absent in [json!({}), json!({ "a": null }), json!({ "a": "" })] {
        let mut faults = Faults::default();
        let fields = Fields::root(&absent, &mut faults);
        assert_eq!(fields.string("a", 1, 9, &mut faults), None);
        assert_eq!(fields.id("a", 9, &mut faults), None);
        assert_eq!(fields.web_address("a", &mut faults), None);
        assert_eq!(fields.number("a", 0..=9, &mut faults), None);
        assert_eq!(fields.integer("a", 0..=9, &mut faults), None);
        assert_eq!(fields.boolean("a", &mut faults), None);
        assert_eq!(fields.time("a", &mut faults), None);
        assert_eq!(fields.strings("a", 9, 9, &mut faults), None);
        assert!(fields.object("a", &mut faults).is_none());
        assert!(faults.is_empty(), "{absent}: {faults:?}");
        fields.required_string("a", 1, 9, &mut faults);
        fields.required_id("a", 9, &mut faults);
        fields.required_object("a", &mut faults);
        let reasons = faults.into_vec().into_iter().map(|fault| fault.reason);
        assert!(
            reasons.eq([Reason::Required, Reason::Required, Reason::Required]),
            "{absent}"
        );
    }
}

#[test]
fn an_empty_text_is_a_value_if_the_minimum_length_is_zero() {
    let mut faults = Faults::default();
    let body = json!({ "a": "" });
    let fields = Fields::root(&body, &mut faults);
    assert_eq!(
        fields.required_string("a", 0, 9, &mut faults).as_deref(),
        Some("")
    );
    assert!(faults.is_empty());
}

#[test]
fn an_id_with_lost_or_hidden_characters_is_refused() {
    for spoilt in [
        "m-\u{fffd}",
        "m-\u{0}",
        "m\n1",
        "m\t1",
        "m-\u{7f}",
        "m-\u{202e}1",
        "m-\u{2066}1\u{2069}",
    ] {
        let mut faults = Faults::default();
        let body = json!({ "a": spoilt });
        assert_eq!(
            Fields::root(&body, &mut faults).required_id("a", 9, &mut faults),
            None,
            "{spoilt:?}"
        );
        assert_eq!(faults.into_vec()[0].pointer, "/a");
    }
    for good in [
        "m-1",
        "<a.b@c.example>",
        "ada@example.com/Handy 📱",
        "می\u{200c}خواهم",
    ] {
        let mut faults = Faults::default();
        let body = json!({ "a": good });
        let id = Fields::root(&body, &mut faults).required_id("a", 99, &mut faults);
        assert_eq!((id.as_deref(), faults.is_empty()), (Some(good), true));
    }
}

#[test]
fn fields_with_a_value_that_are_not_allowed_are_reported() {
    let mut faults = Faults::default();
    let body = json!({ "a": 1, "b": { "x": 1 }, "c": [1], "d": "", "e": null, "f": [], "g": {}, "h": 2, "i": 3 });
    let fields = Fields::root(&body, &mut faults);
    let known = ["a", "b", "c", "d", "e", "f", "g", "h"];
    fields.allow_only(&known, &["a"], &Reason::Duplicate, &mut faults);
    let pointers: Vec<String> = faults
        .into_vec()
        .into_iter()
        .map(|fault| fault.pointer)
        .collect();
    assert_eq!(pointers, ["/b", "/c", "/h"]);
}
