//! Unknown names are never ignored: every operation of the OpenAPI document, with names that it
//! does not list.

use causeway_server::http::openapi_json;
use http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::world::{Answer, Person, World};

const UNKNOWN: &str = "zzUnknown";
/// Identity providers add parameters of their own to their redirects.
const OPEN_TO_PARAMETERS: [&str; 1] = ["/api/v1/auth/single-sign-on/callback"];

struct Operation {
    method: Method,
    /// With well-formed ids that don't exist.
    path: String,
    template: String,
    /// The schema of a JSON body.
    body: Option<Value>,
    takes_other_body: bool,
    query: Vec<String>,
}

fn document() -> Value {
    serde_json::from_str(&openapi_json()).unwrap()
}

/// The operations of the management API.
fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(path, _)| path.starts_with("/api/v1/"));
    let mut found = Vec::new();
    for (template, item) in paths {
        for (method, operation) in item.as_object().unwrap() {
            let content = &operation["requestBody"]["content"];
            let body = content["application/json"]["schema"].clone();
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let query = parameters
                .filter(|one| one["in"] == "query")
                .map(|one| one["name"].as_str().unwrap().to_owned());
            found.push(Operation {
                method: method.to_uppercase().parse().unwrap(),
                path: with_ids(template),
                template: template.clone(),
                takes_other_body: content.is_object() && body.is_null(),
                body: Some(body).filter(|body| !body.is_null()),
                query: query.collect(),
            });
        }
    }
    assert!(found.len() > 60, "{}", found.len());
    found
}

/// `/api/v1/enquiries/{id}` with the id of an enquiry that doesn't exist.
fn with_ids(template: &str) -> String {
    let prefixes = [
        ("staff", "stf"),
        ("service-groups", "grp"),
        ("chatbots", "bot"),
        ("sources", "src"),
        ("deliveries", "dlv"),
        ("channels", "chn"),
        ("enquiries", "enq"),
        ("messages", "msg"),
        ("files", "file"),
        ("visitors", "vis"),
        ("labels", "lbl"),
        ("canned-responses", "cnr"),
        ("sticky-bindings", "stb"),
        ("sessions", "ses"),
        ("api-tokens", "tok"),
    ];
    let mut path = String::new();
    let mut before = "";
    for part in template.split('/').skip(1) {
        path.push('/');
        if part.starts_with('{') {
            let prefix = prefixes
                .iter()
                .find(|(word, _)| *word == before)
                .map_or("id", |(_, prefix)| prefix);
            path.push_str(prefix);
            path.push_str("_01JD8Q2V5W3X4Y6Z7A8B9C0D1E");
        } else {
            path.push_str(part);
        }
        before = part;
    }
    path
}

/// A body with every field that `schema` lists, most of them `null`, and an unknown one in each
/// object.
fn sample(document: &Value, schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        return sample(document, document.pointer(&reference[1..]).unwrap());
    }
    for word in ["oneOf", "anyOf", "allOf"] {
        if let Some(choices) = schema[word].as_array() {
            let choices = choices.iter().filter(|choice| choice["type"] != "null");
            return choices
                .map(|choice| sample(document, choice))
                .next()
                .unwrap_or_default();
        }
    }
    if let Some(words) = schema["enum"].as_array() {
        return words[0].clone();
    }
    if let Some(properties) = schema["properties"].as_object() {
        let mut object: Map<String, Value> = properties
            .iter()
            .map(|(name, schema)| (name.clone(), sample(document, schema)))
            .collect();
        object.insert(UNKNOWN.to_owned(), json!(1));
        return Value::Object(object);
    }
    let item = if schema["items"].is_object() {
        sample(document, &schema["items"])
    } else {
        Value::Null
    };
    if item.is_object() {
        json!([item])
    } else {
        Value::Null
    }
}

/// The pointers of the errors with this code.
fn coded<'a>(answer: &'a Answer, code: &str) -> Vec<&'a str> {
    let errors = answer.body["errors"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let of_kind = errors.iter().filter(|fault| fault["code"] == code);
    of_kind
        .map(|fault| fault["pointer"].as_str().unwrap())
        .collect()
}

async fn ask(
    world: &World,
    root: &Person,
    operation: &Operation,
    query: &str,
    body: &Value,
) -> Answer {
    world
        .ask(
            root,
            operation.method.clone(),
            &format!("{}{query}", operation.path),
            body,
        )
        .await
}

#[tokio::test]
async fn every_operation_refuses_unknown_fields_and_accepts_listed_ones() {
    let (world, root) = World::set_up().await;
    let document = document();
    let mut bodies = 0;
    for operation in operations(&document) {
        let what = format!("{} {}", operation.method, operation.template);
        let body = match &operation.body {
            Some(schema) => sample(&document, schema),
            None if operation.takes_other_body || operation.method == Method::GET => continue,
            None => json!({ UNKNOWN: 1 }),
        };
        let answer = ask(&world, &root, &operation, "", &body).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{what} {body}: {}",
            answer.body
        );
        let refused = coded(&answer, "unknownField");
        assert!(refused.contains(&"/zzUnknown"), "{what}: {}", answer.body);
        assert!(
            refused.iter().all(|pointer| pointer.ends_with(UNKNOWN)),
            "{what} lists what it refuses: {refused:?}"
        );
        bodies += 1;
    }
    assert!(bodies > 40, "{bodies}");
}

#[tokio::test]
async fn every_operation_refuses_unknown_parameters_and_accepts_listed_ones() {
    let (world, root) = World::set_up().await;
    let document = document();
    for operation in operations(&document) {
        let what = format!("{} {}", operation.method, operation.template);
        let answer = ask(
            &world,
            &root,
            &operation,
            "?zzUnknown=1&limit=",
            &Value::Null,
        )
        .await;
        let refused = coded(&answer, "unknownParameter");
        if OPEN_TO_PARAMETERS.contains(&operation.template.as_str()) {
            assert_eq!(refused, [""; 0], "{what}");
            continue;
        }
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{what}: {}",
            answer.body
        );
        assert!(refused.contains(&"/zzUnknown"), "{what}: {}", answer.body);
        // Parameters without values count as absent, so that only their names can be invalid.
        let listed: Vec<_> = operation
            .query
            .iter()
            .map(|name| format!("{name}="))
            .collect();
        let answer = ask(
            &world,
            &root,
            &operation,
            &format!("?zzUnknown=1&{}", listed.join("&")),
            &Value::Null,
        )
        .await;
        assert_eq!(
            coded(&answer, "unknownParameter"),
            ["/zzUnknown"],
            "{what}: {}",
            answer.body
        );
    }
}

#[tokio::test]
async fn the_nearest_known_name_is_suggested() {
    let (world, root) = World::set_up().await;
    for (path, body, pointer, meant) in [
        (
            "/api/v1/sources",
            json!({ "name": "Shop", "webhookURL": "https://example.com" }),
            "/webhookURL",
            "webhookUrl",
        ),
        (
            "/api/v1/sources",
            json!({ "nmae": "Shop" }),
            "/nmae",
            "name",
        ),
        (
            "/api/v1/labels",
            json!({ "name": "VIP", "color": "red" }),
            "/color",
            "colour",
        ),
        (
            "/api/v1/channels",
            json!({ "name": "Shop", "routing": { "kind": "alternative", "destination": [] } }),
            "/routing/destination",
            "destinations",
        ),
        (
            "/api/v1/channels",
            json!({ "messages": { "away": { "enabled": false, "Text": "x" } } }),
            "/messages/away/Text",
            "text",
        ),
    ] {
        let answer = world.post(&root, path, &body).await;
        assert_eq!(answer.code(), "invalid", "{body}");
        let errors = answer.body["errors"].as_array().unwrap();
        let fault = errors
            .iter()
            .find(|fault| fault["pointer"] == pointer)
            .unwrap_or_else(|| panic!("{errors:?}"));
        assert_eq!(
            (&fault["code"], &fault["params"]["nearest"]),
            (&json!("unknownField"), &json!(meant))
        );
        assert_eq!(
            fault["detail"],
            format!("is not a known field. Did you mean {meant}?")
        );
    }
    let answer = world
        .get(&root, "/api/v1/enquiries?Status=open&chanelId=")
        .await;
    let details: Vec<_> = answer.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| &fault["detail"])
        .collect();
    let meant = |name: &str| json!(format!("is not a known parameter. Did you mean {name}?"));
    assert_eq!(details, [&meant("status"), &meant("channelId")]);
}

#[tokio::test]
async fn a_misspelt_field_changes_nothing() {
    let (world, root) = World::set_up().await;
    let label = world
        .post(&root, "/api/v1/labels", &json!({ "name": "VIP" }))
        .await
        .ok();
    let path = format!("/api/v1/labels/{}", label.id());
    assert_eq!(
        world
            .patch(&root, &path, &json!({ "name": "Gold", "color": "red" }))
            .await
            .code(),
        "invalid"
    );
    let labels = world.get(&root, "/api/v1/labels").await.ok();
    assert_eq!(labels.body["items"][0]["name"], "VIP");
}

#[tokio::test]
async fn without_a_session_unknown_names_are_not_checked() {
    let (world, _) = World::set_up().await;
    let strange = json!({ UNKNOWN: 1 });
    for path in [
        "/api/v1/labels?zzUnknown=1",
        "/api/v1/enquiries?zzUnknown=1",
    ] {
        assert_eq!(
            world
                .ask_without_session(Method::GET, path, &Value::Null)
                .await
                .code(),
            "not-signed-in"
        );
    }
    let close = "/api/v1/enquiries/enq_01JD8Q2V5W3X4Y6Z7A8B9C0D1E/pick-up";
    assert_eq!(
        world
            .ask_without_session(Method::POST, close, &strange)
            .await
            .code(),
        "not-signed-in"
    );
}

#[tokio::test]
async fn an_operation_without_a_body_accepts_an_empty_one() {
    let (world, root) = World::set_up().await;
    let pick_up = "/api/v1/enquiries/enq_01JD8Q2V5W3X4Y6Z7A8B9C0D1E/pick-up";
    for body in [Value::Null, json!({})] {
        assert_eq!(
            world.post(&root, pick_up, &body).await.code(),
            "not-found",
            "{body}"
        );
    }
}
