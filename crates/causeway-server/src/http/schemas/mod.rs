//! JSON Schemas of the bodies between a channel and Causeway, for code generators and validation:
//! incoming messages and events, the challenge, every event of the webhook, and the requests to
//! chatbots with their answers. The OpenAPI document's `webhooks` contain the same schemas.

mod chatbot;
mod incoming;
mod outgoing;

use std::{collections::BTreeMap, sync::LazyLock};

use axum::{Json, Router, response::IntoResponse, routing::get};
use causeway_core::{external_id::EXTERNAL_ID_MAX, source::OutgoingEvent};
use http::header;
use serde_json::{Map, Value, json};

pub use chatbot::{answer_example, turn_example};
pub use outgoing::{challenge_example, example, message_examples};

use crate::{App, http::request::path::PathId, wire::problem::Problem};

/// The JSON Schema dialect of the schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Every schema by its name, which is the last part of its path.
pub fn schemas() -> BTreeMap<&'static str, Value> {
    let mut all = BTreeMap::from([
        ("incoming-message", incoming::message()),
        ("incoming-event", incoming::event()),
        ("challenge", outgoing::challenge()),
        (chatbot::TURN, chatbot::turn()),
        ("chatbot-answer", chatbot::answer()),
    ]);
    all.extend(OutgoingEvent::ALL.map(|event| (event.name(), outgoing::event(event))));
    all.into_iter()
        .map(|(name, schema)| (name, published(name, schema)))
        .collect()
}

/// The schema as it is served under its path.
fn published(name: &str, schema: Value) -> Value {
    let mut all = Map::new();
    all.insert("$schema".into(), DIALECT.into());
    all.insert("$id".into(), format!("/api/schemas/{name}.json").into());
    if let Value::Object(members) = schema {
        all.extend(members);
    }
    all.into()
}

/// The schemas, and a list of them. They are no operations of the APIs, so they are not in the
/// OpenAPI document.
pub(super) fn serve() -> Router<App> {
    Router::new()
        .route("/api/schemas", get(list))
        .route("/api/schemas/{file}", get(one))
}

/// All schemas, built once.
static ALL: LazyLock<BTreeMap<&'static str, Value>> = LazyLock::new(schemas);

async fn list() -> Json<Value> {
    let items = ALL
        .keys()
        .map(|name| json!({ "name": name, "path": format!("/api/schemas/{name}.json") }));
    Json(json!({ "items": items.collect::<Vec<_>>(), "nextCursor": null }))
}

async fn one(PathId(file): PathId<String>) -> Result<impl IntoResponse, Problem> {
    let schema = file
        .strip_suffix(".json")
        .and_then(|name| ALL.get(name))
        .ok_or_else(Problem::not_found)?;
    Ok((
        [(header::CONTENT_TYPE, "application/schema+json")],
        schema.to_string(),
    ))
}

/// The OpenAPI document's `webhooks`: the requests that Causeway sends, by the names of the events.
pub(super) fn webhooks() -> Map<String, Value> {
    let challenge = webhook(
        "Prove that the endpoint wants the source's events.",
        "Sent when an address is entered or changed. The answer is 200 within 10 s, with the challenge in one of the \
         documented bodies.",
        "challenge",
        &outgoing::challenge(),
        &json!({ "challenge": { "value": challenge_example() } }),
        &answers_to_challenge(),
    );
    let events = OutgoingEvent::ALL.map(|event| {
        let examples: Map<String, Value> = if event == OutgoingEvent::MessageCreated {
            message_examples().into_iter().map(|(name, body)| (name.to_owned(), json!({ "value": body }))).collect()
        } else {
            Map::from_iter([("event".to_owned(), json!({ "value": example(event) }))])
        };
        let told = webhook(
            outgoing::summary(event),
            "Signed as Standard Webhooks: the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any 2xx \
             within 15 s is success; everything else is tried again with the same `webhook-id`.",
            event.name(),
            &outgoing::event(event),
            &examples.into(),
            &answers_to_event(),
        );
        (event.name().to_owned(), told)
    });
    let turn = webhook(
        "Ask a chatbot to answer a visitor.",
        "Signed like every event. The visitor gets the messages in the response; without one, the next destination of the rule is \
         tried. Each attempt of a turn has the same `webhook-id`.",
        chatbot::TURN,
        &chatbot::turn(),
        &json!({ "turn": { "value": turn_example() } }),
        &answers_to_turn(),
    );
    let others = [
        ("url_verification".to_owned(), challenge),
        (chatbot::TURN.to_owned(), turn),
    ];
    others.into_iter().chain(events).collect()
}

fn webhook(
    summary: &str,
    description: &str,
    name: &str,
    schema: &Value,
    examples: &Value,
    responses: &Value,
) -> Value {
    let text = |description: &str| json!({ "type": "string", "description": description });
    let header = |name: &str, schema: Value| json!({ "in": "header", "name": name, "required": true, "schema": schema });
    json!({ "post": {
        "operationId": operation_id(name),
        "summary": summary,
        "description": description,
        "parameters": [
            header("webhook-id", text("The same over all attempts of one event: de-duplicate by it.")),
            header("webhook-timestamp", text("When this attempt was made, in seconds since 1970.")),
            header("webhook-signature", text("`v1,` and base64 of HMAC-SHA-256 over `id.timestamp.body`; several with spaces between.")),
            header("webhook-attempt", json!({ "type": "integer", "minimum": 1, "description": "Counts the attempts of one event." })),
        ],
        "requestBody": { "required": true, "content": { "application/json": { "schema": schema, "examples": examples } } },
        "responses": responses,
    } })
}

/// A name without blanks or dots, so that generators can name functions by it:
/// `webhookMessageCreated`.
fn operation_id(name: &str) -> String {
    let mut id = "webhook".to_owned();
    for word in name.split(['.', '_']) {
        let mut letters = word.chars();
        id.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        id.push_str(letters.as_str());
    }
    id
}

fn answers_to_challenge() -> Value {
    let text = json!({ "type": "string" });
    let object =
        json!({ "type": "object", "required": ["challenge"], "properties": { "challenge": text } });
    json!({ "200": { "description": "The challenge as it was sent.", "content": {
        "text/plain": { "schema": text }, "application/json": { "schema": object },
        "application/x-www-form-urlencoded": { "schema": object },
    } } })
}

fn answers_to_event() -> Value {
    let id = json!({ "type": "string", "minLength": 1, "maxLength": EXTERNAL_ID_MAX, "description": "Your id of the message." });
    let schema = json!({ "type": "object", "properties": { "id": id } });
    json!({
        "2XX": { "description": "Taken. The body may tell your id of the message.",
                 "content": { "application/json": { "schema": schema } } },
        "410": { "description": "Nothing more is wanted: the source is stopped." },
    })
}

fn answers_to_turn() -> Value {
    let content = json!({ "schema": chatbot::answer(), "examples": { "answer": { "value": answer_example() } } });
    json!({
        "2XX": { "description": "What the chatbot says. An empty body says nothing.", "content": { "application/json": content } },
        "410": { "description": "It is not to be asked any more." },
    })
}
