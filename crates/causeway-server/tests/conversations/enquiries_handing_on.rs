//! Declining, transferring, taking over, participating: enquiries that change hands.

use causeway_core::staff::Role;
use causeway_testkit::both_engines;
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, Shop, business, on};

const MINUTE: std::time::Duration = std::time::Duration::from_secs(61);

/// Two agents get an offer, and one of them picks up.
async fn picked_up(business: &Business) -> (Person, Person, Shop, String) {
    let ann = business.hire_agent("Ann Lee").await;
    let bob = business.hire_agent("Bob Ray").await;
    let shop = business
        .connect(Connection {
            members: &[&ann, &bob],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &ann).await;
    let path = format!("/enquiries/{}", enquiry["id"].as_str().unwrap());
    (ann, bob, shop, path)
}

async fn transfer(person: &Person, path: &str, to: impl ToString, mode: &str) -> Value {
    let to = json!({ "to": to.to_string(), "mode": mode });
    person
        .api
        .post(&format!("{path}/transfer"), &to)
        .await
        .expect(StatusCode::OK)
}

both_engines! { on =>
    async fn a_decline_ends_the_offer_and_the_last_one_makes_it_missed(business: Business) {
        let ann = business.hire_agent("Ann Lee").await;
        let bob = business.hire_agent("Bob Ray").await;
        let shop = business.connect(Connection { members: &[&ann, &bob], ..Connection::default() }).await;
        let path = format!("/enquiries/{}", shop.writes("u-1", "m-1", "Hello!").await["enquiryId"].as_str().unwrap());
        let declined = ann.api.call(&format!("{path}/decline")).await.expect(StatusCode::OK);
        let offered: Vec<&Value> = declined["offers"].as_array().unwrap().iter().map(|offer| &offer["staffId"]).collect();
        assert_eq!(offered, [&json!(bob.id)]);
        ann.api.call(&format!("{path}/decline")).await.refused(409, "not-offered");
        let missed = bob.api.call(&format!("{path}/decline")).await.expect(StatusCode::OK);
        assert_eq!((&missed["status"], &missed["offers"]), (&json!("missed"), &json!([])));
        let trace = business.admin.api.read(&format!("{path}/trace")).await;
        let sentences: Vec<&str> =
            trace["items"].as_array().unwrap().iter().map(|entry| entry["text"].as_str().unwrap()).collect();
        assert_eq!(sentences, [
            "In-app chat: offered to Ann Lee, Bob Ray.", "Ann Lee declined.", "Bob Ray declined.", "No one accepted it: missed.",
        ]);
    }

    async fn a_transfer_stays_with_its_sender_until_it_is_accepted(business: Business) {
        let (ann, bob, shop, path) = picked_up(&business).await;
        let handed = transfer(&ann, &path, bob.id, "loopback").await;
        assert_eq!((&handed["ownerId"], &handed["transfer"]["to"]), (&json!(ann.id), &json!(bob.id)));
        shop.writes("u-1", "m-2", "Still there?").await;
        ann.replies(path.trim_start_matches("/enquiries/"), "c-1", "A colleague will take over.").await.expect(StatusCode::CREATED);
        let taken = bob.api.call(&format!("{path}/pick-up")).await.expect(StatusCode::OK);
        assert_eq!((&taken["ownerId"], &taken["transfer"], &taken["status"]), (&json!(bob.id), &Value::Null, &json!("ongoing")));
        ann.api.get(&path).await.refused(404, "not-found");
        ann.replies(path.trim_start_matches("/enquiries/"), "c-2", "Too late").await.refused(409, "already-picked-up");
    }

    async fn an_unaccepted_transfer_returns_or_is_missed(business: Business) {
        let (ann, bob, _shop, path) = picked_up(&business).await;
        transfer(&ann, &path, bob.id, "loopback").await;
        business.pass(MINUTE);
        business.tick_all().await;
        let back = ann.api.read(&path).await;
        assert_eq!((&back["ownerId"], &back["transfer"], &back["status"]), (&json!(ann.id), &Value::Null, &json!("ongoing")));
        transfer(&ann, &path, bob.id, "blind").await;
        business.pass(MINUTE);
        business.tick_all().await;
        let missed = bob.api.read(&path).await;
        assert_eq!((&missed["ownerId"], &missed["status"]), (&Value::Null, &json!("missed")));
        let followed = bob.api.call(&format!("{path}/pick-up")).await.expect(StatusCode::OK);
        assert_eq!(followed["status"], "followedUp");
    }
}

#[tokio::test]
async fn a_transfer_without_a_possible_recipient_is_refused() {
    let business = business().await;
    let (ann, bob, _shop, path) = picked_up(&business).await;
    let to = |to: Value| json!({ "to": to, "mode": "blind" });
    let transfers = format!("{path}/transfer");
    let refused = ann
        .api
        .post(&transfers, &json!({ "to": "grp_1", "mode": "sideways" }))
        .await
        .refused(422, "invalid");
    let faults: Vec<&Value> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| &fault["pointer"])
        .collect();
    assert_eq!(faults, [&json!("/to"), &json!("/mode")]);
    ann.api
        .post(&transfers, &to(json!(ann.id)))
        .await
        .refused(422, "invalid");
    ann.api
        .post(&transfers, &to(json!("stf_00000000000000000000000001")))
        .await
        .refused(422, "invalid");
    let away = business.hire("Carol Fox", Role::Agent).await;
    ann.api
        .post(&transfers, &to(json!(away.id)))
        .await
        .refused(409, "nobody-available");
    bob.api
        .post(&transfers, &to(json!(bob.id)))
        .await
        .refused(404, "not-found");
    business
        .admin
        .api
        .post(&transfers, &to(json!(bob.id)))
        .await
        .expect(StatusCode::OK);
    let kept = ann
        .api
        .call(&format!("{path}/cancel-transfer"))
        .await
        .expect(StatusCode::OK);
    assert_eq!(
        (&kept["transfer"], &kept["offers"]),
        (&Value::Null, &json!([]))
    );
}

#[tokio::test]
async fn supervisors_may_view_and_take_over_and_agents_may_not() {
    let business = business().await;
    let (ann, bob, shop, path) = picked_up(&business).await;
    let inside = business.hire("Sue Grey", Role::Supervisor).await;
    let outside = business.hire("Tom Moss", Role::Supervisor).await;
    let members = json!({ "memberIds": [ann.id, bob.id, inside.id] });
    let group = format!("/service-groups/{}", shop.group_id);
    business
        .admin
        .api
        .json(http::Method::PATCH, &group, &members)
        .await
        .expect(StatusCode::OK);
    let take_over = format!("{path}/take-over");
    bob.api.call(&take_over).await.refused(404, "not-found");
    outside.api.call(&take_over).await.refused(404, "not-found");
    ann.api.call(&take_over).await.refused(403, "forbidden");
    assert_eq!(
        inside.api.read(&path).await["ownerId"],
        json!(ann.id),
        "viewing changes nothing"
    );
    assert_eq!(
        inside.api.call(&take_over).await.expect(StatusCode::OK)["ownerId"],
        json!(inside.id)
    );
    assert_eq!(
        business
            .admin
            .api
            .call(&take_over)
            .await
            .expect(StatusCode::OK)["ownerId"],
        json!(business.admin.id)
    );
}

#[tokio::test]
async fn participants_see_and_reply_and_leave() {
    let business = business().await;
    let (ann, bob, _shop, path) = picked_up(&business).await;
    let participants = format!("{path}/participants");
    let id = path.trim_start_matches("/enquiries/");
    bob.api
        .post(&participants, &json!({ "add": [bob.id] }))
        .await
        .refused(404, "not-found");
    let unknown = json!({ "add": ["stf_00000000000000000000000001"] });
    ann.api
        .post(&participants, &unknown)
        .await
        .refused(422, "invalid");
    let joined = ann
        .api
        .post(&participants, &json!({ "add": [bob.id] }))
        .await
        .expect(StatusCode::OK);
    assert_eq!(
        (&joined["participantIds"], &joined["ownerId"]),
        (&json!([bob.id]), &json!(ann.id))
    );
    bob.replies(id, "c-1", "May I?")
        .await
        .expect(StatusCode::CREATED);
    bob.api
        .post(&participants, &json!({ "add": [business.admin.id] }))
        .await
        .refused(403, "forbidden");
    bob.api
        .call(&format!("{path}/close"))
        .await
        .refused(403, "forbidden");
    let left = bob
        .api
        .post(&participants, &json!({ "remove": [bob.id] }))
        .await
        .expect(StatusCode::OK);
    assert_eq!(left["participantIds"], json!([]));
    bob.api.get(&path).await.refused(404, "not-found");
    let mut many = Vec::new();
    for number in 0..11 {
        many.push(
            business
                .hire(&format!("Guest {number}"), Role::Agent)
                .await
                .id,
        );
    }
    ann.api
        .post(&participants, &json!({ "add": many[..10] }))
        .await
        .expect(StatusCode::OK);
    ann.api
        .post(&participants, &json!({ "add": many[10..] }))
        .await
        .refused(422, "invalid");
}
