use causeway_core::staff::Role;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use super::world::{Answer, EMAIL, Person, World, with_json};

const STAFF: &str = "/api/v1/staff";

fn jane() -> Value {
    json!({ "email": "Jane@Example.com", "firstName": "Jane", "lastName": "Doe", "role": "agent" })
}

async fn patch_if(
    world: &World,
    person: &Person,
    path: &str,
    version: &str,
    body: &Value,
) -> Answer {
    let request = Request::builder()
        .method(Method::PATCH)
        .uri(path)
        .header(header::COOKIE, &person.cookie);
    world
        .send(with_json(request.header(header::IF_MATCH, version), body))
        .await
}

#[tokio::test]
async fn staff_are_added_changed_and_removed() {
    let (world, root) = World::set_up().await;
    let created = world.post(&root, STAFF, &jane()).await;
    insta::assert_json_snapshot!("staff_created", created.shown());
    let path = format!("{STAFF}/{}", created.id());
    assert_eq!(world.get(&root, &path).await.body, created.body);

    let change = json!({ "lastName": "", "role": "supervisor", "timeZone": "Asia/Hong_Kong" });
    let changed = world.patch(&root, &path, &change).await;
    insta::assert_json_snapshot!("staff_changed", changed.shown());

    assert_eq!(
        world.delete(&root, &path).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(world.get(&root, &path).await.code(), "not-found");
    assert_eq!(world.delete(&root, &path).await.code(), "not-found");
}

#[tokio::test]
async fn a_person_signs_in_with_the_given_password() {
    let (world, root) = World::set_up().await;
    let mut body = jane();
    body["password"] = json!("jane's password");
    world.post(&root, STAFF, &body).await.ok();
    let login = json!({ "email": "jane@example.com", "password": "jane's password" });
    let signed_in = world
        .ask_without_session(Method::POST, "/api/v1/auth/login", &login)
        .await
        .ok();
    assert_eq!(signed_in.body["me"]["firstName"], "Jane");
}

#[tokio::test]
async fn pages_list_everyone_in_order() {
    let (world, root) = World::set_up().await;
    for number in 0..3 {
        let mut body = jane();
        body["email"] = json!(format!("agent{number}@example.com"));
        world.post(&root, STAFF, &body).await.ok();
    }
    let all = world.get(&root, STAFF).await;
    assert_eq!(
        (
            all.body["items"].as_array().unwrap().len(),
            &all.body["nextCursor"]
        ),
        (4, &Value::Null)
    );
    let first = world.get(&root, &format!("{STAFF}?limit=3")).await;
    let cursor = first.body["nextCursor"].as_str().unwrap();
    let second = world
        .get(&root, &format!("{STAFF}?limit=3&cursor={cursor}"))
        .await;
    let mut seen = first.body["items"].as_array().unwrap().clone();
    seen.extend(second.body["items"].as_array().unwrap().clone());
    assert_eq!(json!(seen), all.body["items"]);
    let refused = world.get(&root, &format!("{STAFF}?limit=0&cursor=x")).await;
    assert_eq!(
        (refused.code(), refused.pointers()),
        ("invalid", vec!["/limit"])
    );
    let refused = world.get(&root, &format!("{STAFF}?cursor=x")).await;
    assert_eq!(
        (refused.code(), refused.pointers()),
        ("invalid", vec!["/cursor"])
    );
}

#[tokio::test]
async fn all_invalid_fields_are_reported_together() {
    let (world, root) = World::set_up().await;
    let refused = world.post(&root, STAFF, &json!({})).await;
    assert_eq!(
        (refused.code(), refused.pointers()),
        ("invalid", vec!["/email", "/firstName", "/role"])
    );
    let body = json!({
        "email": "jane", "firstName": "x".repeat(61), "lastName": 7, "role": "owner", "password": "short",
        "serviceGroupIds": ["grp_x", "stf_y"], "timeZone": "Nowhere",
    });
    let refused = world.post(&root, STAFF, &body).await;
    insta::assert_json_snapshot!("staff_faults", refused.shown());
    let unknown = json!({ "serviceGroupIds": ["grp_00000000000000000000000001"] });
    let refused = world
        .patch(&root, &format!("{STAFF}/{}", root.staff_id), &unknown)
        .await;
    assert_eq!(
        (refused.code(), refused.pointers()),
        ("invalid", vec!["/serviceGroupIds/0"])
    );
}

#[tokio::test]
async fn addresses_are_unique_and_the_last_administrator_stays() {
    let (world, root) = World::set_up().await;
    let mut body = jane();
    body["email"] = json!(EMAIL);
    assert_eq!(world.post(&root, STAFF, &body).await.code(), "email-taken");
    let path = format!("{STAFF}/{}", root.staff_id);
    let refused = world.patch(&root, &path, &json!({ "role": "agent" })).await;
    insta::assert_json_snapshot!("last_administrator", refused.shown());
    assert_eq!(
        world.delete(&root, &path).await.code(),
        "last-administrator"
    );
}

#[tokio::test]
async fn staff_with_open_enquiries_can_not_be_removed() {
    let (world, root) = World::set_up().await;
    let source = world
        .post(&root, "/api/v1/sources", &json!({ "name": "Shop" }))
        .await
        .ok();
    let routing = json!({ "kind": "alternative", "destinations": [] });
    let channel = json!({ "sourceId": source.id(), "name": "Chat", "routing": routing });
    world.post(&root, "/api/v1/channels", &channel).await.ok();
    let jane = world
        .add(&root, "jane@example.com", Role::Administrator)
        .await;
    let mut handled = Vec::new();
    for visitor in ["u-1", "u-2"] {
        let message =
            json!({ "id": visitor, "visitor": { "id": visitor }, "type": "text", "text": "Hello" });
        let token = format!("Bearer {}", source.body["accessToken"].as_str().unwrap());
        let request = Request::builder()
            .method(Method::POST)
            .uri("/omni/v1/messages");
        let sent = world
            .send(with_json(
                request.header(header::AUTHORIZATION, token),
                &message,
            ))
            .await
            .ok();
        let enquiry = format!(
            "/api/v1/enquiries/{}",
            sent.body["enquiryId"].as_str().unwrap()
        );
        world
            .post(&jane, &format!("{enquiry}/pick-up"), &Value::Null)
            .await
            .ok();
        handled.push(enquiry);
    }
    let path = format!("{STAFF}/{}", jane.staff_id);
    let refused = world.delete(&root, &path).await;
    insta::assert_json_snapshot!("staff_in_use", refused.shown());
    assert_eq!(refused.status, StatusCode::CONFLICT);
    for enquiry in handled {
        world
            .post(&jane, &format!("{enquiry}/close"), &Value::Null)
            .await
            .ok();
    }
    assert_eq!(
        world.delete(&root, &path).await.status,
        StatusCode::NO_CONTENT
    );
}

#[tokio::test]
async fn a_change_of_an_outdated_version_is_refused() {
    let (world, root) = World::set_up().await;
    let created = world.post(&root, STAFF, &jane()).await;
    let path = format!("{STAFF}/{}", created.id());
    let change = json!({ "firstName": "Janet" });
    for version in ["\"1\"", "2", "*"] {
        patch_if(&world, &root, &path, version, &change).await.ok();
    }
    for version in ["\"1\"", "1", "x", ""] {
        let refused = patch_if(&world, &root, &path, version, &change).await;
        assert_eq!(
            (refused.code(), refused.status),
            ("version-mismatch", StatusCode::PRECONDITION_FAILED)
        );
    }
}
