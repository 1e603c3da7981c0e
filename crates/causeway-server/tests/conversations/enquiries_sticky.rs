//! Sticky routing, and which staff count as present.

use std::time::Duration;

use causeway_core::staff::Role;
use causeway_testkit::both_engines;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Shop, business, on};

const DAY: Duration = Duration::from_hours(24);

/// Two agents on a channel with sticky routing; Ann has handled the first enquiry.
async fn bound(business: &Business, sticky: &Value) -> (Person, Person, Shop) {
    let (ann, bob) = (
        business.hire_agent("Ann Lee").await,
        business.hire_agent("Bob Ray").await,
    );
    let form = json!({ "sticky": sticky });
    let shop = business
        .connect(Connection {
            members: &[&ann, &bob],
            form,
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &ann).await;
    ann.api
        .call(&format!(
            "/enquiries/{}/close",
            enquiry["id"].as_str().unwrap()
        ))
        .await
        .expect(StatusCode::OK);
    (ann, bob, shop)
}

async fn offered(business: &Business, path: &str) -> Vec<Value> {
    let enquiry = business.admin.api.read(path).await;
    let mut offered: Vec<Value> = enquiry["offers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|offer| offer["staffId"].clone())
        .collect();
    offered.sort_by_key(ToString::to_string);
    offered
}

fn both(one: &Person, other: &Person) -> Vec<Value> {
    let mut ids = vec![json!(one.id), json!(other.id)];
    ids.sort_by_key(ToString::to_string);
    ids
}

async fn writes(shop: &Shop, id: &str) -> String {
    format!(
        "/enquiries/{}",
        shop.writes("u-1", id, "Me again").await["enquiryId"]
            .as_str()
            .unwrap()
    )
}

both_engines! { on =>
    async fn the_next_enquiry_is_offered_to_the_last_owner_first(business: Business) {
        let (ann, bob, shop) = bound(&business, &json!({ "enabled": true, "waitSeconds": 30 })).await;
        let path = writes(&shop, "m-2").await;
        assert_eq!(offered(&business, &path).await, [json!(ann.id)]);
        business.pass(Duration::from_secs(30));
        business.tick_all().await;
        assert_eq!(offered(&business, &path).await, both(&ann, &bob), "then the rule continues");
        bob.api.call(&format!("{path}/pick-up")).await.expect(StatusCode::OK);
        let list = business.admin.api.read("/sticky-bindings").await;
        assert_eq!((&list["items"][0]["staffId"], list["items"].as_array().unwrap().len()), (&json!(bob.id), 1));
    }

    async fn a_binding_expires_or_is_removed(business: Business) {
        let (ann, bob, shop) = bound(&business, &json!({ "enabled": true, "expiryDays": 2 })).await;
        business.pass(2 * DAY);
        let path = writes(&shop, "m-2").await;
        assert_eq!(offered(&business, &path).await, both(&ann, &bob));
        ann.api.call(&format!("{path}/pick-up")).await.expect(StatusCode::OK);
        ann.api.call(&format!("{path}/close")).await.expect(StatusCode::OK);
        let supervisor = business.hire("Sue Grey", Role::Supervisor).await;
        let list = business.admin.api.read("/sticky-bindings").await;
        let path = format!("/sticky-bindings/{}", list["items"][0]["id"].as_str().unwrap());
        assert_eq!(supervisor.api.read("/sticky-bindings").await["items"], json!([]), "not in her team");
        supervisor.api.json(Method::DELETE, &path, &Value::Null).await.refused(404, "not-found");
        let members = json!({ "memberIds": [ann.id, bob.id, supervisor.id] });
        let group = format!("/service-groups/{}", shop.group_id);
        business.admin.api.json(Method::PATCH, &group, &members).await.expect(StatusCode::OK);
        let binding = supervisor.api.read("/sticky-bindings").await["items"][0].clone();
        assert_eq!((&binding["visitor"]["externalId"], &binding["channelId"]), (&json!("u-1"), &json!(shop.channel_id)));
        let remove = format!("/sticky-bindings/{}", binding["id"].as_str().unwrap());
        ann.api.json(Method::DELETE, &remove, &Value::Null).await.refused(403, "forbidden");
        assert_eq!(supervisor.api.json(Method::DELETE, &remove, &Value::Null).await.status, StatusCode::NO_CONTENT);
        supervisor.api.json(Method::DELETE, &remove, &Value::Null).await.refused(404, "not-found");
        let log = business.admin.api.read("/audit-log?action=stickyBinding.removed").await;
        assert_eq!(log["items"][0]["staffId"], json!(supervisor.id));
        let path = writes(&shop, "m-3").await;
        assert_eq!(offered(&business, &path).await, both(&ann, &bob));
    }

    async fn without_backup_the_enquiry_of_a_busy_owner_is_missed(business: Business) {
        let (ann, _bob, shop) = bound(&business, &json!({ "enabled": true, "backup": false })).await;
        let path = writes(&shop, "m-2").await;
        ann.api.json(Method::PUT, "/me/availability", &json!({ "availability": "busy" })).await.expect(StatusCode::OK);
        assert_eq!(business.admin.api.read(&path).await["status"], "missed");
    }
}

#[tokio::test]
async fn staff_who_use_no_device_are_idle_and_get_no_offers() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let availability = async || ann.api.read("/me").await["availability"].clone();
    let uses = async |device: &str| {
        ann.api
            .post("/me/activity", &json!({ "device": device }))
            .await
            .status
    };
    // Signing in also counts as use.
    business.pass(Duration::from_mins(10));
    for (device, minutes) in [("phone", 1), ("desktop", 10)] {
        assert_eq!(uses(device).await, StatusCode::NO_CONTENT);
        let waiting = writes(&shop, device).await;
        business.pass(Duration::from_secs(minutes * 60 - 1));
        business.sweep().await;
        assert_eq!(availability().await, "active", "{device}");
        business.pass(Duration::from_secs(1));
        business.sweep().await;
        assert_eq!(availability().await, "idle", "{device}");
        business.tick_all().await;
        assert_eq!(
            business.admin.api.read(&waiting).await["status"],
            "missed",
            "{device}"
        );
        uses(device).await;
        assert_eq!(availability().await, "active", "the next use ends it");
        let path = format!("{waiting}/pick-up");
        ann.api.call(&path).await.expect(StatusCode::OK);
        ann.api
            .call(&format!("{waiting}/close"))
            .await
            .expect(StatusCode::OK);
    }
}
