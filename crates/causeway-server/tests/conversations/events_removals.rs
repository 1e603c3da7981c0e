//! Things that are removed on one screen disappear from the others.

use std::collections::BTreeSet;

use causeway_core::{single_sign_on::Passwords, staff::Role};
use causeway_server::http::openapi_json;
use causeway_store::{AuditContext, ClientSecretChange, NewSingleSignOn};
use causeway_testkit::{Receiver, both_engines};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Frame, Screen, business, on};

/// Operations that remove something shown only on its owner's account page.
const OF_ONES_OWN: [&str; 2] = ["endOtherSessions", "endSession"];
/// Sent as a change of the message, with its conversation: see `enquiries_replies.rs`.
const OF_CONVERSATIONS: [&str; 1] = ["takeMessageBack"];

/// Something to remove, and the frame that other screens then get.
struct Removal {
    operation: &'static str,
    path: String,
    frame_kind: &'static str,
    /// The id in the frame, if it contains one.
    id: Option<String>,
    /// Whether agents get the frame too.
    for_agents: bool,
}

fn id_of(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// One of everything that can be removed.
#[expect(clippy::too_many_lines, reason = "a flat list of independent cases")]
async fn removals(business: &Business, robin: &Receiver) -> Vec<Removal> {
    let api = &business.admin.api;
    let created = async |path: &str, body: Value| {
        id_of(&api.post(path, &body).await.expect(StatusCode::CREATED))
    };
    let ann = business.hire_agent("Ann Lee").await;
    let form = json!({ "sticky": { "enabled": true } });
    let shop = business
        .connect(Connection {
            members: &[&ann],
            form,
            ..Connection::default()
        })
        .await;
    business.ongoing(&shop, "u-1", &ann).await;
    let binding = id_of(&api.read("/sticky-bindings").await["items"][0]);
    set_provider(business).await;
    let group = created("/service-groups", json!({ "name": "Gone" })).await;
    let source = created("/sources", json!({ "name": "Gone" })).await;
    let chatbot = created(
        "/chatbots",
        json!({ "name": "Gone", "webhookUrl": robin.url() }),
    )
    .await;
    let label = created("/labels", json!({ "name": "Gone", "colour": "grey" })).await;
    let response = created(
        "/canned-responses",
        json!({ "key": "gone", "text": "Bye", "shared": true }),
    )
    .await;
    let token = created(
        "/api-tokens",
        json!({ "name": "Gone", "scopes": ["staff:read"] }),
    )
    .await;
    let person = business
        .hire("Gone Person", Role::Agent)
        .await
        .id
        .to_string();
    let row = |operation, path: String, frame_kind, id, for_agents| Removal {
        operation,
        path,
        frame_kind,
        id,
        for_agents,
    };
    vec![
        row(
            "removeStickyBinding",
            format!("/sticky-bindings/{binding}"),
            "stickyBinding.removed",
            Some(binding),
            false,
        ),
        row(
            "removeServiceGroup",
            format!("/service-groups/{group}"),
            "group.removed",
            Some(group),
            true,
        ),
        row(
            "removeSource",
            format!("/sources/{source}?confirm=Gone"),
            "source.removed",
            Some(source),
            false,
        ),
        row(
            "removeChatbot",
            format!("/chatbots/{chatbot}"),
            "chatbot.removed",
            Some(chatbot),
            true,
        ),
        row(
            "removeLabel",
            format!("/labels/{label}"),
            "labels.updated",
            None,
            true,
        ),
        row(
            "removeCannedResponse",
            format!("/canned-responses/{response}"),
            "cannedResponses.updated",
            None,
            true,
        ),
        row(
            "removeApiToken",
            format!("/api-tokens/{token}"),
            "apiTokens.updated",
            None,
            false,
        ),
        row(
            "removeSingleSignOn",
            "/single-sign-on".to_owned(),
            "singleSignOn.updated",
            None,
            false,
        ),
        row(
            "removeStaff",
            format!("/staff/{person}"),
            "staff.removed",
            Some(person),
            true,
        ),
    ]
}

async fn set_provider(business: &Business) {
    let audit = AuditContext {
        id: business.app.moment().uuid(),
        workspace_id: business.workspace_id,
        staff_id: business.admin.id,
        at: business.app.clock.now(),
    };
    let provider = NewSingleSignOn {
        name: "Example Ltd".to_owned(),
        issuer: "https://id.example.com".to_owned(),
        client_id: "causeway".to_owned(),
        client_secret: ClientSecretChange::Goes,
        passwords: Passwords::Allowed,
    };
    business
        .app
        .store
        .set_single_sign_on(audit, None, provider)
        .await
        .unwrap();
}

/// All frames up to the one for this removal.
async fn frames_after(screen: &mut Screen, removal: &Removal) -> Vec<Frame> {
    let is_it = |frame: &Frame| {
        frame.kind == removal.frame_kind
            && removal
                .id
                .as_ref()
                .is_none_or(|id| frame.data["id"].as_str() == Some(id.as_str()))
    };
    screen.until(is_it).await
}

both_engines! { on =>
    async fn everything_removed_disappears_from_other_screens(business: Business) {
        let robin = Receiver::start();
        let removals = removals(&business, &robin).await;
        let (agent, other) = (business.hire_agent("Bob Ray").await, business.hire("Olga Root", Role::Administrator).await);
        business.follow_events();
        let end = business.end_of_log().await;
        let (mut of_other, _) = Screen::open(&other, Some(&end)).await;
        let (mut of_agent, _) = Screen::open(&agent, Some(&end)).await;
        for removal in &removals {
            let answer = business.admin.api.json(Method::DELETE, &removal.path, &Value::Null).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", removal.operation);
            frames_after(&mut of_other, removal).await;
            if !removal.for_agents {
                continue;
            }
            let seen = frames_after(&mut of_agent, removal).await;
            let known = ["source.removed", "stickyBinding.removed", "singleSignOn.updated", "apiTokens.updated"];
            assert!(seen.iter().all(|frame| !known.contains(&frame.kind.as_str())), "not for agents: {seen:?}");
        }
    }
}

#[tokio::test]
async fn a_reconnected_screen_learns_what_was_removed_meanwhile() {
    let business = business().await;
    let group = json!({ "name": "Gone" });
    let group = id_of(
        &business
            .admin
            .api
            .post("/service-groups", &group)
            .await
            .expect(StatusCode::CREATED),
    );
    let end = business.end_of_log().await;
    let path = format!("/service-groups/{group}");
    business
        .admin
        .api
        .json(Method::PATCH, &path, &json!({ "name": "Going" }))
        .await
        .expect(StatusCode::OK);
    business
        .admin
        .api
        .json(Method::DELETE, &path, &Value::Null)
        .await;
    let (mut screen, _) = Screen::open(&business.admin, Some(&end)).await;
    let frames = screen.until_kind("group.removed").await;
    let kinds: Vec<&str> = frames.iter().map(|frame| frame.kind.as_str()).collect();
    assert_eq!(kinds, ["group.removed"], "intermediate states are not sent");
    assert_eq!(frames[0].data, json!({ "id": group }));
}

#[tokio::test]
async fn every_operation_that_removes_something_is_covered() {
    let (business, robin) = (business().await, Receiver::start());
    let mut known: BTreeSet<String> = removals(&business, &robin)
        .await
        .iter()
        .map(|removal| removal.operation.to_owned())
        .collect();
    known.extend(
        OF_ONES_OWN
            .iter()
            .chain(&OF_CONVERSATIONS)
            .map(|&operation| operation.to_owned()),
    );
    let document: Value = serde_json::from_str(&openapi_json()).unwrap();
    let operations = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .filter_map(|path| path.get("delete"));
    let deleting: BTreeSet<String> = operations
        .map(|operation| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(deleting, known);
}
