use super::*;
use crate::{Faults, Fields};

fn visitor(body: &Value) -> Result<Content, Vec<String>> {
    let mut faults = Faults::default();
    let fields = Fields::root(body, &mut faults);
    let content = Content::from_visitor(&fields, &mut faults);
    faults.finish(content).map_err(|faults| {
        faults
            .into_vec()
            .into_iter()
            .map(|fault| fault.pointer)
            .collect()
    })
}

#[test]
fn every_visitor_type_round_trips_through_its_wire_form() {
    let bodies = [
        json!({ "type": "text", "text": "Hello!" }),
        json!({ "type": "image", "text": "Look", "attachment": { "url": "https://example.com/a.png", "size": 9 } }),
        json!({ "type": "video", "attachment": { "url": "https://example.com/a.mp4", "mimeType": "video/mp4" } }),
        json!({ "type": "audio", "attachment": { "url": "https://example.com/a.ogg" } }),
        json!({ "type": "file", "attachment": { "url": "https://example.com/a.pdf", "name": "a.pdf" } }),
        json!({ "type": "image", "attachment": { "fileId": "file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E" } }),
        json!({ "type": "sticker", "attachment": { "url": "https://example.com/a.webp" } }),
        json!({ "type": "location", "location": { "latitude": 22.3, "longitude": 114.2, "title": "Pier 9" } }),
        json!({ "type": "contact", "contact": { "name": "Ada", "phones": ["+852 5555 0100"] } }),
        json!({ "type": "postback", "postback": { "payload": "yes", "label": "Yes" } }),
    ];
    for body in bodies {
        let content = visitor(&body).unwrap();
        assert_eq!(Value::Object(content.to_wire()), body);
        let stored = serde_json::to_string(&content).unwrap();
        assert_eq!(serde_json::from_str::<Content>(&stored).unwrap(), content);
    }
}

#[test]
fn missing_required_fields_are_reported_for_every_type() {
    let cases = [
        (json!({}), vec!["/type"]),
        (json!({ "type": "dance" }), vec!["/type"]),
        (json!({ "type": "text" }), vec!["/text"]),
        (json!({ "type": "text", "text": "" }), vec!["/text"]),
        (
            json!({ "type": "text", "text": "x".repeat(5_001) }),
            vec!["/text"],
        ),
        (json!({ "type": "text", "text": "a\0b" }), vec!["/text"]),
        (json!({ "type": "image" }), vec!["/attachment"]),
        (
            json!({ "type": "image", "attachment": {} }),
            vec!["/attachment/url"],
        ),
        (
            json!({ "type": "image", "attachment": { "fileId": "file_1" } }),
            vec!["/attachment/fileId"],
        ),
        (
            json!({ "type": "image", "attachment": { "fileId": "file_1", "url": "https://example.com/" } }),
            vec!["/attachment/url", "/attachment/fileId"],
        ),
        (
            json!({ "type": "image", "attachment": { "url": "javascript:alert(1)" } }),
            vec!["/attachment/url"],
        ),
        (
            json!({ "type": "location", "location": { "latitude": 91 } }),
            vec!["/location/longitude", "/location/latitude"],
        ),
        (
            json!({ "type": "postback", "postback": 7 }),
            vec!["/postback"],
        ),
        (
            json!({ "type": "buttons", "text": "a", "options": [] }),
            vec!["/type"],
        ),
    ];
    for (body, pointers) in cases {
        assert_eq!(
            visitor(&body),
            Err(pointers.into_iter().map(str::to_owned).collect()),
            "{body}"
        );
    }
}

#[test]
fn foreign_fields_are_reported_for_every_type() {
    let all_fields = json!({
        "text": "Hello", "attachment": { "url": "https://example.com/a.png" },
        "location": { "latitude": 22.3, "longitude": 114.2 }, "contact": { "name": "Ada" },
        "postback": { "payload": "yes" }, "options": [{ "label": "Yes", "payload": "yes" }],
    });
    let types = [
        ("text", &["text"][..]),
        ("image", &["text", "attachment"]),
        ("video", &["text", "attachment"]),
        ("audio", &["text", "attachment"]),
        ("file", &["text", "attachment"]),
        ("sticker", &["text", "attachment"]),
        ("location", &["location"]),
        ("contact", &["contact"]),
        ("postback", &["postback"]),
        ("buttons", &["text", "options"]),
        ("quickReplies", &["text", "options"]),
    ];
    let readers = [
        Content::from_visitor,
        Content::from_staff,
        Content::from_chatbot,
    ];
    for (kind, belonging) in types {
        let mut body = all_fields.clone();
        body["type"] = kind.into();
        for read in readers {
            let mut faults = Faults::default();
            read(&Fields::root(&body, &mut faults), &mut faults);
            let found = faults.into_vec().into_iter().map(|fault| fault.pointer);
            let found: Vec<String> = found.filter(|pointer| pointer != "/type").collect();
            let others = all_fields
                .as_object()
                .unwrap()
                .keys()
                .filter(|name| !belonging.contains(&name.as_str()));
            let mut others: Vec<String> = others.map(|name| format!("/{name}")).collect();
            let mut found = found;
            others.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, others, "{kind}");
        }
        body.as_object_mut()
            .unwrap()
            .retain(|name, _| name == "type" || belonging.contains(&name.as_str()));
        for name in all_fields
            .as_object()
            .unwrap()
            .keys()
            .filter(|name| !belonging.contains(&name.as_str()))
        {
            body[name] = if name == "text" {
                "".into()
            } else {
                Value::Null
            };
        }
        let mut faults = Faults::default();
        let fields = Fields::root(&body, &mut faults);
        let read = if belonging.contains(&"options") {
            Content::from_staff
        } else {
            Content::from_visitor
        };
        assert!(
            read(&fields, &mut faults).is_some() && faults.is_empty(),
            "{body}: {faults:?}"
        );
    }
}

#[test]
fn empty_optional_fields_are_absent() {
    for (body, same) in [
        (
            json!({ "type": "image", "text": "",
                    "attachment": { "url": "https://example.com/a.png", "fileId": "", "name": "", "mimeType": "", "size": "" } }),
            json!({ "type": "image", "attachment": { "url": "https://example.com/a.png" } }),
        ),
        (
            json!({ "type": "location", "location": { "latitude": 22.3, "longitude": 114.2, "title": "", "address": null } }),
            json!({ "type": "location", "location": { "latitude": 22.3, "longitude": 114.2 } }),
        ),
        (
            json!({ "type": "contact", "contact": { "name": "Ada", "phones": "", "emails": null } }),
            json!({ "type": "contact", "contact": { "name": "Ada" } }),
        ),
        (
            json!({ "type": "postback", "postback": { "payload": "yes", "label": "" } }),
            json!({ "type": "postback", "postback": { "payload": "yes" } }),
        ),
    ] {
        assert_eq!(visitor(&body), visitor(&same), "{body}");
        assert!(visitor(&body).is_ok(), "{body}");
    }
}

#[test]
fn a_file_id_cannot_be_combined_with_metadata() {
    let id = "file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E";
    let body = json!({ "type": "file",
        "attachment": { "fileId": id, "url": "https://a.example/", "name": "a.pdf", "mimeType": "text/plain", "size": 3 } });
    let pointers = [
        "/attachment/url",
        "/attachment/name",
        "/attachment/mimeType",
        "/attachment/size",
    ];
    assert_eq!(visitor(&body), Err(pointers.map(str::to_owned).to_vec()));
}

#[test]
fn a_text_may_have_five_thousand_characters_of_any_script() {
    assert!(visitor(&json!({ "type": "text", "text": "語".repeat(5_000) })).is_ok());
}
