use causeway_core::scope::{Area, Scope};
use causeway_server::http::openapi_json;
use serde_json::{Value, json};

fn document() -> Value {
    serde_json::from_str(&openapi_json()).unwrap()
}

/// Every `$ref` in a value.
fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members
                .values()
                .for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_document_in_the_repository_is_current() {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let kept = std::fs::read_to_string(kept).unwrap();
    assert!(
        kept == openapi_json(),
        "docs/openapi.json is stale: run `cargo xtask openapi` and check the difference"
    );
}

#[test]
fn every_reference_resolves() {
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 100, "{}", found.len());
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn every_operation_has_a_declared_tag_and_its_credential() {
    let document = document();
    let declared: Vec<_> = document["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| &tag["name"])
        .collect();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let tags = operation["tags"].as_array().unwrap();
            assert!(
                tags.len() == 1 && declared.contains(&&tags[0]),
                "{method} {path}: {tags:?}"
            );
            let doors = [
                "/api/v1/setup",
                "/api/v1/auth/login",
                "/api/v1/auth/single-sign-on",
            ];
            let is_public = doors.iter().any(|door| path.starts_with(door));
            let expected = match path {
                _ if path.starts_with("/omni/") => json!([{ "accessToken": [] }]),
                _ if path.starts_with("/api/") && !is_public => match Area::of(path) {
                    Some(area) => {
                        let scope = Scope {
                            area,
                            write: method != "get",
                        };
                        json!([{ "session": [] }, { "apiToken": [scope.to_string()] }])
                    }
                    None => json!([{ "session": [] }]),
                },
                _ => json!([]),
            };
            assert_eq!(operation["security"], expected, "{method} {path}");
        }
    }
}

#[test]
fn a_lost_pick_up_is_documented_as_it_is_sent() {
    let document = document();
    let member = &document["components"]["schemas"]["Problem"]["properties"]["enquiry"];
    let schema = document
        .pointer(member["$ref"].as_str().unwrap().strip_prefix('#').unwrap())
        .unwrap();
    let members: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
    assert_eq!(members, ["id", "number", "ownerId", "status", "version"]);
}

#[test]
fn every_operation_has_a_name_a_summary_and_problems_for_its_failures() {
    let document = document();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let what = format!("{method} {path}");
            assert!(
                operation["operationId"].is_string() && operation["summary"].is_string(),
                "{what}"
            );
            let responses = operation["responses"].as_object().unwrap();
            if !path.starts_with("/api/") && !path.starts_with("/omni/") {
                continue;
            }
            assert!(
                responses.contains_key("500") && responses.contains_key("503"),
                "{what}"
            );
            for (status, response) in responses
                .iter()
                .filter(|(status, _)| *status >= &"400".to_owned())
            {
                let shared = response["$ref"]
                    .as_str()
                    .unwrap()
                    .strip_prefix('#')
                    .unwrap();
                let response = document.pointer(shared).unwrap();
                let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
                assert_eq!(schema, "#/components/schemas/Problem", "{what} {status}");
            }
        }
    }
}
