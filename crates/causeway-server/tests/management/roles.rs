//! Permissions: every operation of the management API, with every role and without a session.

use std::collections::BTreeSet;

use causeway_core::staff::Role;
use causeway_server::http::openapi_json;
use http::Method;
use serde_json::{Value, json};

use super::world::World;

/// Who may call an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    /// Everyone.
    Anybody,
    /// Everyone with a session; what they see depends on the thing.
    SignedIn,
    /// Supervisors and administrators.
    Supervisor,
    /// Administrators.
    Administrator,
}

use Access::{Administrator, Anybody, SignedIn, Supervisor};

impl Access {
    fn refuses(self, role: Role) -> bool {
        match self {
            Anybody | SignedIn => false,
            Supervisor => role == Role::Agent,
            Administrator => role != Role::Administrator,
        }
    }
}

const TABLE: &[(&str, &str, Access)] = &[
    ("get", "/api/v1/setup", Anybody),
    ("post", "/api/v1/setup", Anybody),
    ("post", "/api/v1/auth/login", Anybody),
    ("post", "/api/v1/auth/logout", SignedIn),
    ("get", "/api/v1/auth/single-sign-on", Anybody),
    ("get", "/api/v1/auth/single-sign-on/start", Anybody),
    ("get", "/api/v1/auth/single-sign-on/callback", Anybody),
    ("get", "/api/v1/me", SignedIn),
    ("put", "/api/v1/me/availability", SignedIn),
    ("put", "/api/v1/me/password", SignedIn),
    ("get", "/api/v1/me/totp", SignedIn),
    ("post", "/api/v1/me/totp", SignedIn),
    ("post", "/api/v1/me/totp/turn-on", SignedIn),
    ("post", "/api/v1/me/totp/turn-off", SignedIn),
    ("post", "/api/v1/staff/{id}/totp/turn-off", Administrator),
    ("get", "/api/v1/staff/{id}/sign-in", Administrator),
    (
        "post",
        "/api/v1/staff/{id}/single-sign-on/unlink",
        Administrator,
    ),
    ("get", "/api/v1/sessions", SignedIn),
    ("delete", "/api/v1/sessions", SignedIn),
    ("delete", "/api/v1/sessions/{id}", SignedIn),
    ("get", "/api/v1/staff", SignedIn),
    ("post", "/api/v1/staff", Administrator),
    ("get", "/api/v1/staff/{id}", SignedIn),
    ("patch", "/api/v1/staff/{id}", Administrator),
    ("delete", "/api/v1/staff/{id}", Administrator),
    ("get", "/api/v1/service-groups", SignedIn),
    ("post", "/api/v1/service-groups", Administrator),
    ("get", "/api/v1/service-groups/{id}", SignedIn),
    ("patch", "/api/v1/service-groups/{id}", Administrator),
    ("delete", "/api/v1/service-groups/{id}", Administrator),
    ("get", "/api/v1/chatbots", SignedIn),
    ("post", "/api/v1/chatbots", Administrator),
    ("get", "/api/v1/chatbots/{id}", SignedIn),
    ("patch", "/api/v1/chatbots/{id}", Administrator),
    ("delete", "/api/v1/chatbots/{id}", Administrator),
    ("post", "/api/v1/chatbots/{id}/reveal", Administrator),
    ("post", "/api/v1/chatbots/{id}/rotate-secret", Administrator),
    ("post", "/api/v1/sources/test", Administrator),
    ("get", "/api/v1/sources", Administrator),
    ("post", "/api/v1/sources", Administrator),
    ("get", "/api/v1/sources/{id}", Administrator),
    ("patch", "/api/v1/sources/{id}", Administrator),
    ("delete", "/api/v1/sources/{id}", Administrator),
    ("get", "/api/v1/sources/{id}/credentials", Administrator),
    ("post", "/api/v1/sources/{id}/reveal", Administrator),
    ("post", "/api/v1/sources/{id}/rotate-token", Administrator),
    ("post", "/api/v1/sources/{id}/rotate-secret", Administrator),
    ("post", "/api/v1/sources/{id}/replay", Administrator),
    ("post", "/api/v1/sources/{id}/test-event", Administrator),
    ("get", "/api/v1/sources/{id}/delivery-stats", Administrator),
    ("post", "/api/v1/files", SignedIn),
    ("get", "/api/v1/files/{id}", SignedIn),
    ("get", "/api/v1/deliveries", Administrator),
    ("get", "/api/v1/deliveries/{id}", Administrator),
    ("post", "/api/v1/deliveries/{id}/retry", Administrator),
    ("get", "/api/v1/channels", SignedIn),
    ("post", "/api/v1/channels", Administrator),
    ("get", "/api/v1/channels/{id}", SignedIn),
    ("patch", "/api/v1/channels/{id}", Administrator),
    ("post", "/api/v1/channels/{id}/suspend", Administrator),
    ("post", "/api/v1/channels/{id}/resume", Administrator),
    ("post", "/api/v1/channels/{id}/archive", Administrator),
    ("get", "/api/v1/enquiries", SignedIn),
    ("get", "/api/v1/enquiries/{id}", SignedIn),
    ("get", "/api/v1/enquiries/{id}/messages", SignedIn),
    ("post", "/api/v1/enquiries/{id}/messages", SignedIn),
    (
        "post",
        "/api/v1/enquiries/{id}/messages/{messageId}/retry",
        SignedIn,
    ),
    (
        "delete",
        "/api/v1/enquiries/{id}/messages/{messageId}",
        SignedIn,
    ),
    ("post", "/api/v1/enquiries/{id}/pick-up", SignedIn),
    ("post", "/api/v1/enquiries/{id}/close", SignedIn),
    ("post", "/api/v1/enquiries/{id}/read", SignedIn),
    ("post", "/api/v1/enquiries/{id}/typing", SignedIn),
    (
        "post",
        "/api/v1/channels/{id}/routing/preview",
        Administrator,
    ),
    ("post", "/api/v1/routing/preview", Administrator),
    ("post", "/api/v1/me/activity", SignedIn),
    ("post", "/api/v1/enquiries/{id}/decline", SignedIn),
    ("post", "/api/v1/enquiries/{id}/transfer", SignedIn),
    ("post", "/api/v1/enquiries/{id}/cancel-transfer", SignedIn),
    ("post", "/api/v1/enquiries/{id}/take-over", SignedIn),
    ("post", "/api/v1/enquiries/{id}/participants", SignedIn),
    ("post", "/api/v1/enquiries/{id}/snooze", SignedIn),
    ("post", "/api/v1/enquiries/{id}/reopen", SignedIn),
    ("post", "/api/v1/enquiries/{id}/notes", SignedIn),
    ("put", "/api/v1/enquiries/{id}/labels", SignedIn),
    ("get", "/api/v1/enquiries/{id}/trace", SignedIn),
    ("get", "/api/v1/visitors/{id}", SignedIn),
    ("post", "/api/v1/visitors/{id}/block", SignedIn),
    ("post", "/api/v1/visitors/{id}/messages", SignedIn),
    ("get", "/api/v1/labels", SignedIn),
    ("post", "/api/v1/labels", Supervisor),
    ("patch", "/api/v1/labels/{id}", Supervisor),
    ("delete", "/api/v1/labels/{id}", Supervisor),
    ("get", "/api/v1/canned-responses", SignedIn),
    ("post", "/api/v1/canned-responses", SignedIn),
    ("patch", "/api/v1/canned-responses/{id}", SignedIn),
    ("delete", "/api/v1/canned-responses/{id}", SignedIn),
    ("get", "/api/v1/sticky-bindings", Supervisor),
    ("delete", "/api/v1/sticky-bindings/{id}", Supervisor),
    ("get", "/api/v1/roles", SignedIn),
    ("get", "/api/v1/settings", SignedIn),
    ("patch", "/api/v1/settings", Administrator),
    ("get", "/api/v1/single-sign-on", Administrator),
    ("put", "/api/v1/single-sign-on", Administrator),
    ("delete", "/api/v1/single-sign-on", Administrator),
    ("get", "/api/v1/audit-log", Administrator),
    ("get", "/api/v1/api-tokens", Administrator),
    ("post", "/api/v1/api-tokens", Administrator),
    ("delete", "/api/v1/api-tokens/{id}", Administrator),
    ("get", "/api/v1/events", SignedIn),
];

#[test]
fn every_operation_is_in_the_table() {
    let document: Value = serde_json::from_str(&openapi_json()).unwrap();
    let paths = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(path, _)| path.starts_with("/api/v1/"));
    let operations = paths.flat_map(|(path, item)| {
        item.as_object()
            .unwrap()
            .keys()
            .map(move |method| (method.clone(), path.clone()))
    });
    let operations: BTreeSet<_> = operations.collect();
    let table = TABLE
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()));
    assert_eq!(table.collect::<BTreeSet<_>>(), operations);
}

#[tokio::test]
async fn each_role_may_call_its_operations_and_no_others() {
    let (world, root) = World::set_up().await;
    let mut people = Vec::new();
    for role in Role::ALL {
        people.push((
            role,
            world
                .add(&root, &format!("{}@example.com", role.name()), role)
                .await,
        ));
    }
    for (method, template, access) in TABLE {
        // An endless response, and the end of a session, can't be tested for every role.
        if ["/api/v1/events", "/api/v1/auth/logout"].contains(template) {
            continue;
        }
        let method: Method = method.to_uppercase().parse().unwrap();
        // Invalid ids and bodies: callers with permission get errors about them, and nothing
        // changes.
        let path = template
            .replace("{id}", "none")
            .replace("{messageId}", "none");
        let body = if method == Method::GET {
            Value::Null
        } else {
            json!([])
        };
        let without_session = world
            .ask_without_session(method.clone(), &path, &body)
            .await;
        assert_eq!(
            without_session.status == 401,
            *access != Anybody,
            "no session: {method} {path} {}",
            without_session.body
        );
        for (role, person) in &people {
            let answer = world.ask(person, method.clone(), &path, &body).await;
            let is_refused = answer.status == 403;
            let may_not = access.refuses(*role);
            assert_eq!(
                is_refused, may_not,
                "{role:?}: {method} {path} {}",
                answer.body
            );
            assert!(
                !is_refused || answer.code() == "forbidden",
                "{role:?}: {method} {path}"
            );
            assert_ne!(answer.status, 401, "{role:?}: {method} {path}");
        }
    }
}
