//! A thing that a person may not see does not exist for them: all operations of the OpenAPI
//! document that name a thing, called by people who may not see it.

use std::collections::HashMap;

use causeway_core::staff::Role;
use causeway_server::http::openapi_json;
use causeway_testkit::Receiver;
use http::{Method, StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};

use crate::{
    files_uploads::{PNG, handed_in},
    support::{Business, Caller, Connection, Person, Shop, business},
};

/// An operation with an id in its path.
struct Operation {
    id: String,
    method: Method,
    /// Below `/api/v1`.
    path: String,
    takes_body: bool,
}

/// Every operation below these folders that names a thing in them.
fn operations(folders: &[&str]) -> Vec<Operation> {
    let document: Value = serde_json::from_str(&openapi_json()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(path) = path.strip_prefix("/api/v1/") else {
            continue;
        };
        let Some((folder, _)) = path.split_once("/{") else {
            continue;
        };
        if !folders.contains(&folder) {
            continue;
        }
        for (method, operation) in item.as_object().unwrap() {
            found.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: format!("/{path}"),
                takes_body: !operation["requestBody"].is_null(),
            });
        }
    }
    found
}

/// A valid body for the operation. An operation that is not listed here gets an empty object: if
/// that is invalid, the test fails and asks for a line.
fn body(operation: &str) -> Value {
    let text = json!({ "clientId": "c-9", "type": "text", "text": "Hi!" });
    match operation {
        "postMessage" | "writeToVisitor" => text,
        "postNote" => json!({ "clientId": "c-9", "text": "A note" }),
        "readEnquiry" => json!({ "upTo": 1 }),
        "typeInEnquiry" => json!({ "typing": true }),
        "transferEnquiry" => json!({ "to": "grp_00000000000000000000000001", "mode": "blind" }),
        "snoozeEnquiry" => json!({ "until": null }),
        "labelEnquiry" => json!({ "labelIds": [] }),
        "blockVisitor" => json!({ "blocked": true }),
        "replaySource" => json!({ "since": "2026-11-18T10:00:00.000Z" }),
        "sendTestEvent" => json!({ "type": "message.created" }),
        "previewChannelRouting" => json!({ "at": "2026-11-22T10:00:00.000Z" }),
        _ => json!({}),
    }
}

/// Calls every operation on the things in `ids`, as a person for whom they don't exist.
async fn find_nothing(
    who: &str,
    api: &Caller,
    operations: &[Operation],
    ids: &HashMap<&str, String>,
) {
    for operation in operations {
        let mut path = operation.path.clone();
        for (name, id) in ids {
            path = path.replace(name, id);
        }
        if operation.id == "removeSource" {
            path.push_str("?confirm=x");
        }
        assert!(
            !path.contains('{'),
            "{}: {path} names a kind of thing that the test lacks",
            operation.id
        );
        let request = api.request(operation.method.clone(), &path);
        let request = if operation.takes_body {
            let request = request.header(CONTENT_TYPE, "application/json");
            request.body(body(&operation.id).to_string().into())
        } else {
            request.body(axum::body::Body::empty())
        };
        let answer = api.send(request.unwrap()).await;
        let shown = String::from_utf8_lossy(&answer.body);
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "{who}: {} {shown}",
            operation.id
        );
        assert_eq!(
            answer.json()["code"],
            "not-found",
            "{who}: {} {shown}",
            operation.id
        );
    }
}

/// The ids around an enquiry: itself, its messages, its visitor, its file.
async fn ids_of(shop: &Shop, agent: &Person, enquiry: &Value) -> HashMap<&'static str, String> {
    let file = handed_in(&shop.omni, "red.png", "image/png", PNG).await;
    let picture = json!({ "id": "m-file", "visitor": { "id": "u-1" }, "type": "image", "attachment": { "fileId": file } });
    shop.omni
        .post("/messages", &picture)
        .await
        .expect(StatusCode::CREATED);
    let id = enquiry["id"].as_str().unwrap().to_owned();
    let message = agent.conversation(&id).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let visitor = enquiry["visitor"]["id"].as_str().unwrap().to_owned();
    HashMap::from([
        ("/enquiries/{id}", format!("/enquiries/{id}")),
        ("{messageId}", message),
        ("/visitors/{id}", format!("/visitors/{visitor}")),
        ("/files/{id}", format!("/files/{file}")),
    ])
}

/// People for whom no enquiry of this business exists.
async fn strangers(business: &Business) -> (Business, Vec<(&'static str, Person)>) {
    let neighbour = business.neighbour().await;
    let agent = business.hire_agent("Bob Ray").await;
    let supervisor = business.hire("Carol Fox", Role::Supervisor).await;
    (
        neighbour,
        vec![
            ("an agent of no group", agent),
            ("a supervisor of another team", supervisor),
        ],
    )
}

#[tokio::test]
async fn an_invisible_enquiry_is_not_found_by_any_operation_in_any_state() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let (neighbour, people) = strangers(&business).await;
    let operations = operations(&["enquiries", "visitors", "files"]);
    assert!(operations.len() > 22, "{}", operations.len());

    let written = shop.writes("u-1", "m-1", "Hello!").await;
    let path = format!("/enquiries/{}", written["enquiryId"].as_str().unwrap());
    let enquiry = ann.api.read(&path).await;
    let ids = ids_of(&shop, &ann, &enquiry).await;
    for step in ["", "/pick-up", "/close"] {
        if !step.is_empty() {
            ann.api
                .call(&format!("{path}{step}"))
                .await
                .expect(StatusCode::OK);
        }
        let before = business.ledger();
        for (who, person) in &people {
            find_nothing(who, &person.api, &operations, &ids).await;
        }
        find_nothing("another workspace", &neighbour.admin.api, &operations, &ids).await;
        assert_eq!(business.ledger(), before, "after {step}");
    }
}

#[tokio::test]
async fn nothing_of_another_workspace_is_found_by_any_operation() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let robin = Receiver::start();
    let form = json!({ "sticky": { "enabled": true } });
    let connection = Connection {
        members: &[&ann],
        receiver: Some(&robin),
        events: None,
        form,
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    business.ongoing(&shop, "u-1", &ann).await;
    let neighbour = business.neighbour().await;
    let api = &business.admin.api;
    let chatbot = json!({ "name": "Robin", "webhookUrl": robin.url() });
    let chatbot = api
        .post("/chatbots", &chatbot)
        .await
        .expect(StatusCode::CREATED);
    let first = async |list: &str| api.read(list).await["items"][0].clone();
    let (delivery, binding) = (first("/deliveries").await, first("/sticky-bindings").await);
    let label = api
        .post("/labels", &json!({ "name": "VIP" }))
        .await
        .expect(StatusCode::CREATED);
    let canned = json!({ "key": "hi", "text": "Hello!", "shared": true });
    let canned = api
        .post("/canned-responses", &canned)
        .await
        .expect(StatusCode::CREATED);
    let token = json!({ "name": "Script", "scopes": ["enquiries:read"] });
    let token = api
        .post("/api-tokens", &token)
        .await
        .expect(StatusCode::CREATED);
    let sessions = api.read("/sessions").await;
    let text = |value: &Value| value["id"].as_str().unwrap().to_owned();
    let things = [
        ("staff", ann.id.to_string()),
        ("service-groups", shop.group_id.clone()),
        ("chatbots", text(&chatbot)),
        ("sources", shop.source_id.clone()),
        ("deliveries", text(&delivery)),
        ("channels", shop.channel_id.clone()),
        ("labels", text(&label)),
        ("canned-responses", text(&canned)),
        ("sticky-bindings", text(&binding)),
        ("sessions", text(&sessions["items"][0])),
        ("api-tokens", text(&token)),
    ];
    let folders = things.each_ref().map(|(folder, _)| *folder);
    let paths: Vec<_> = things
        .iter()
        .map(|(folder, id)| (format!("/{folder}/{{id}}"), format!("/{folder}/{id}")))
        .collect();
    let ids = paths
        .iter()
        .map(|(path, with_id)| (path.as_str(), with_id.clone()))
        .collect();
    let before = business.ledger();
    find_nothing(
        "another workspace",
        &neighbour.admin.api,
        &operations(&folders),
        &ids,
    )
    .await;
    assert_eq!(business.ledger(), before);
}

#[test]
fn every_operation_that_names_a_thing_is_covered() {
    let document: Value = serde_json::from_str(&openapi_json()).unwrap();
    let known = [
        "enquiries",
        "visitors",
        "files",
        "staff",
        "service-groups",
        "chatbots",
        "sources",
        "deliveries",
        "channels",
        "labels",
        "canned-responses",
        "sticky-bindings",
        "sessions",
        "api-tokens",
    ];
    let paths = document["paths"].as_object().unwrap().keys();
    for path in paths.filter_map(|path| path.strip_prefix("/api/v1/")) {
        if let Some((folder, _)) = path.split_once("/{") {
            assert!(
                known.contains(&folder),
                "{path}: add the kind of thing to the tests of this file"
            );
        }
    }
}
