//! Notes, labels, snooze, auto-close, reopening, blocking, conversations that staff start.

use std::time::Duration;

use causeway_core::staff::Role;
use causeway_server::workers;
use causeway_testkit::{Receiver, both_engines};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Business, Connection, Person, business, on, text_message};

fn path_of(enquiry: &Value) -> String {
    format!("/enquiries/{}", enquiry["id"].as_str().unwrap())
}

async fn statuses(person: &Person, path: &str) -> Value {
    person.api.read(path).await["status"].clone()
}

both_engines! { on =>
    async fn auto_close_warns_and_closes_and_each_message_resets_it(business: Business) {
        let receiver = Receiver::start();
        let ann = business.hire_agent("Ann Lee").await;
        let form = json!({
            "autoClose": { "enabled": true, "quietSeconds": 60, "warningSeconds": 30, "text": "Are you still there?" },
        });
        let connection = Connection { receiver: Some(&receiver), members: &[&ann], form, ..Connection::default() };
        let shop = business.connect(connection).await;
        let path = path_of(&business.ongoing(&shop, "u-1", &ann).await);
        business.pass(Duration::from_secs(59));
        business.tick_all().await;
        shop.writes("u-1", "m-2", "One moment").await;
        business.pass(Duration::from_secs(59));
        business.tick_all().await;
        business.deliver_all().await;
        let warned = || {
            let purposes = receiver.received().into_iter().map(|one| one.json()["data"]["message"]["purpose"].clone());
            purposes.filter(|purpose| purpose == "autoCloseWarning").count()
        };
        assert_eq!(warned(), 0, "a message resets the timer");
        business.pass(Duration::from_secs(1));
        business.tick_all().await;
        business.deliver_all().await;
        assert_eq!((warned(), statuses(&ann, &path).await), (1, json!("ongoing")));
        business.pass(Duration::from_secs(30));
        business.tick_all().await;
        business.tick_all().await;
        assert_eq!(statuses(&ann, &path).await, "closed");
        assert_eq!(warned(), 1);
    }

    async fn a_snoozed_enquiry_returns_at_its_time_or_on_a_reply(business: Business) {
        let ann = business.hire_agent("Ann Lee").await;
        let shop = business.connect(Connection { members: &[&ann], ..Connection::default() }).await;
        let path = path_of(&business.ongoing(&shop, "u-1", &ann).await);
        let snooze = format!("{path}/snooze");
        let until = |seconds: u64| json!({ "until": business.app.clock.now().plus(Duration::from_secs(seconds)) });
        for bad in [json!({}), until(0), until(91 * 24 * 3_600), json!({ "until": "soon" })] {
            ann.api.post(&snooze, &bad).await.refused(422, "invalid");
        }
        let hour = until(3_600);
        assert_eq!(ann.api.post(&snooze, &hour).await.expect(StatusCode::OK)["snoozedUntil"], hour["until"]);
        business.pass(Duration::from_secs(3_599));
        business.tick_all().await;
        assert_eq!(ann.api.read(&path).await["snoozedUntil"], hour["until"]);
        business.pass(Duration::from_secs(1));
        business.tick_all().await;
        assert_eq!(ann.api.read(&path).await["snoozedUntil"], Value::Null);
        ann.api.post(&snooze, &until(60)).await.expect(StatusCode::OK);
        shop.writes("u-1", "m-2", "Any news?").await;
        assert_eq!(ann.api.read(&path).await["snoozedUntil"], Value::Null);
        ann.api.post(&snooze, &until(60)).await.expect(StatusCode::OK);
        ann.api.post(&snooze, &json!({ "until": null })).await.expect(StatusCode::OK);
        assert_eq!(ann.api.read(&path).await["snoozedUntil"], Value::Null);
    }

    async fn an_enquiry_can_be_reopened_for_a_day_unless_another_is_open(business: Business) {
        let ann = business.hire_agent("Ann Lee").await;
        let shop = business.connect(Connection { members: &[&ann], ..Connection::default() }).await;
        let path = path_of(&business.ongoing(&shop, "u-1", &ann).await);
        let reopen = format!("{path}/reopen");
        ann.api.call(&format!("{path}/close")).await.expect(StatusCode::OK);
        business.pass(Duration::from_hours(24));
        let again = ann.api.call(&reopen).await.expect(StatusCode::OK);
        assert_eq!((&again["status"], &again["ownerId"], &again["closedAt"]), (&json!("ongoing"), &json!(ann.id), &Value::Null));
        ann.api.call(&format!("{path}/close")).await.expect(StatusCode::OK);
        shop.writes("u-1", "m-2", "Another thing").await;
        ann.api.call(&reopen).await.refused(409, "enquiry-open");
        let late = path_of(&business.ongoing(&shop, "u-2", &ann).await);
        ann.api.call(&format!("{late}/close")).await.expect(StatusCode::OK);
        business.pass(Duration::from_secs(24 * 3_600 + 1));
        ann.api.call(&format!("{late}/reopen")).await.refused(409, "too-late");
    }

    async fn an_agent_at_capacity_gets_offers_again_after_one_ends(business: Business) {
        let (ann, bob) = (business.hire_agent("Ann Lee").await, business.hire_agent("Bob Ray").await);
        let shop = business.connect(Connection { members: &[&ann, &bob], ..Connection::default() }).await;
        let group = format!("/service-groups/{}", shop.group_id);
        business.admin.api.json(Method::PATCH, &group, &json!({ "maxOpenPerMember": 1 })).await.expect(StatusCode::OK);
        business.ongoing(&shop, "u-1", &ann).await;
        let written = shop.writes("u-2", "m-2", "Hello!").await;
        let waiting = format!("/enquiries/{}", written["enquiryId"].as_str().unwrap());
        let offered = async || -> Vec<Value> {
            let enquiry = business.admin.api.read(&waiting).await;
            enquiry["offers"].as_array().unwrap().iter().map(|offer| offer["staffId"].clone()).collect()
        };
        assert_eq!(offered().await, [json!(bob.id)], "Ann is at capacity");
        shop.sends_event(&json!({ "type": "conversation.closed", "visitorId": "u-1" })).await;
        workers::follow_once(&business.app).await.unwrap();
        assert_eq!(offered().await, [json!(bob.id), json!(ann.id)]);
        business.ongoing(&shop, "u-3", &ann).await;
        workers::follow_once(&business.app).await.unwrap();
        assert_eq!(offered().await, [json!(bob.id)], "and gets no second offer");
    }
}

#[tokio::test]
async fn a_note_is_internal_and_idempotent() {
    let business = business().await;
    let receiver = Receiver::start();
    let ann = business.hire_agent("Ann Lee").await;
    let bob = business.hire_agent("Bob Ray").await;
    let shop = business
        .connect(Connection {
            receiver: Some(&receiver),
            members: &[&ann, &bob],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &ann).await;
    let notes = format!("{}/notes", path_of(&enquiry));
    let note = json!({ "clientId": "n-1", "text": "Paid last week" });
    let first = ann
        .api
        .post(&notes, &note)
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(
        (&first["private"], &first["delivery"], &first["text"]),
        (&json!(true), &Value::Null, &json!("Paid last week"))
    );
    assert_eq!(
        ann.api.post(&notes, &note).await.expect(StatusCode::OK),
        first
    );
    ann.replies(enquiry["id"].as_str().unwrap(), "n-1", "The same id")
        .await
        .refused(409, "idempotency-conflict");
    ann.api
        .post(
            &notes,
            &json!({ "clientId": "n-2", "text": "x".repeat(5_001) }),
        )
        .await
        .refused(422, "invalid");
    bob.api.post(&notes, &note).await.refused(404, "not-found");
    business
        .admin
        .api
        .post(&notes, &json!({ "clientId": "n-3", "text": "Seen" }))
        .await
        .expect(StatusCode::CREATED);
    business.deliver_all().await;
    assert!(receiver.received().is_empty(), "the visitor never sees it");
    assert_eq!(
        ann.api.read(&path_of(&enquiry)).await["lastMessage"]["text"],
        "Hello!"
    );
}

#[tokio::test]
async fn labels_are_set_on_an_enquiry_or_on_close_and_filter_lists() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let mut labels = Vec::new();
    for name in ["Refund", "Urgent"] {
        let label = business
            .admin
            .api
            .post("/labels", &json!({ "name": name, "colour": "red" }))
            .await;
        labels.push(label.expect(StatusCode::CREATED)["id"].clone());
    }
    let path = path_of(&business.ongoing(&shop, "u-1", &ann).await);
    let put = async |ids: Value| {
        ann.api
            .json(
                Method::PUT,
                &format!("{path}/labels"),
                &json!({ "labelIds": ids }),
            )
            .await
    };
    put(json!(["lbl_00000000000000000000000001"]))
        .await
        .refused(422, "invalid");
    assert_eq!(
        put(json!(labels)).await.expect(StatusCode::OK)["labels"],
        json!(labels)
    );
    let close = json!({ "labelIds": [labels[1]] });
    let closed = ann
        .api
        .post(&format!("{path}/close"), &close)
        .await
        .expect(StatusCode::OK);
    assert_eq!(closed["labels"], json!([labels[1]]));
    let found = |label: &Value| format!("/enquiries?labelId={}", label.as_str().unwrap());
    assert_eq!(
        ann.api.read(&found(&labels[1])).await["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(ann.api.read(&found(&labels[0])).await["items"], json!([]));
    let removed = business.admin.api.send(
        business
            .admin
            .api
            .request(
                Method::DELETE,
                &format!("/labels/{}", labels[1].as_str().unwrap()),
            )
            .body(axum::body::Body::empty())
            .unwrap(),
    );
    assert_eq!(removed.await.status, StatusCode::NO_CONTENT);
    assert_eq!(ann.api.read(&path).await["labels"], json!([]));
}

#[tokio::test]
async fn a_blocked_visitor_is_refused_until_unblocked() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let stranger = business.hire("Carol Fox", Role::Agent).await;
    let shop = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let offered = business.hire_agent("Bob Ray").await;
    let enquiry = business.ongoing(&shop, "u-1", &ann).await;
    let block = format!(
        "/visitors/{}/block",
        enquiry["visitor"]["id"].as_str().unwrap()
    );
    stranger
        .api
        .post(&block, &json!({ "blocked": true }))
        .await
        .refused(404, "not-found");
    let to = json!({ "to": offered.id, "mode": "loopback" });
    let transfer = format!("/enquiries/{}/transfer", enquiry["id"].as_str().unwrap());
    ann.api.post(&transfer, &to).await.expect(StatusCode::OK);
    offered
        .api
        .post(&block, &json!({ "blocked": true }))
        .await
        .refused(403, "forbidden");
    assert_eq!(
        ann.api
            .post(&block, &json!({ "blocked": true }))
            .await
            .expect(StatusCode::OK)["blocked"],
        json!(true)
    );
    let rows = business.ledger();
    shop.omni
        .post("/messages", &text_message("u-1", "m-2", "Let me in"))
        .await
        .refused(403, "visitor-blocked");
    assert_eq!(
        business.ledger(),
        rows,
        "a refused message leaves nothing behind"
    );
    shop.writes("u-2", "m-3", "I am somebody else").await;
    ann.api
        .post(&block, &json!({ "blocked": false }))
        .await
        .expect(StatusCode::OK);
    shop.writes("u-1", "m-2", "Let me in").await;
}

#[tokio::test]
async fn a_reply_within_seven_days_goes_to_the_staff_who_wrote_first() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let bob = business.hire_agent("Bob Ray").await;
    let shop = business
        .connect(Connection {
            members: &[&ann, &bob],
            ..Connection::default()
        })
        .await;
    let past = business.ongoing(&shop, "u-1", &ann).await;
    let first = format!(
        "/visitors/{}/messages",
        past["visitor"]["id"].as_str().unwrap()
    );
    let words = json!({ "clientId": "c-1", "type": "text", "text": "Your parcel is here" });
    ann.api
        .post(&first, &words)
        .await
        .refused(409, "enquiry-open");
    for (wait_days, asked) in [(6, vec![ann.id]), (8, vec![ann.id, bob.id])] {
        let open = ann.api.read("/enquiries?status=ongoing").await["items"][0].clone();
        ann.api
            .call(&format!("{}/close", path_of(&open)))
            .await
            .expect(StatusCode::OK);
        let words = json!({
            "clientId": format!("c-{wait_days}"), "type": "text", "text": "Your parcel is here",
        });
        let started = ann
            .api
            .post(&first, &words)
            .await
            .expect(StatusCode::CREATED);
        assert_eq!(
            ann.api.post(&first, &words).await.status,
            StatusCode::OK,
            "a repeated request changes nothing"
        );
        let began = format!("/enquiries/{}", started["enquiryId"].as_str().unwrap());
        assert_eq!(ann.api.read(&began).await["ownerId"], json!(ann.id));
        ann.api
            .call(&format!("{began}/close"))
            .await
            .expect(StatusCode::OK);
        business.pass(Duration::from_secs(wait_days * 24 * 3_600));
        let answer = shop
            .writes("u-1", &format!("m-{wait_days}"), "Thank you")
            .await;
        let path = format!("/enquiries/{}", answer["enquiryId"].as_str().unwrap());
        let enquiry = business.admin.api.read(&path).await;
        let offered: Vec<Value> = enquiry["offers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|offer| offer["staffId"].clone())
            .collect();
        assert!(
            offered.len() == asked.len() && asked.iter().all(|id| offered.contains(&json!(id))),
            "{wait_days}: {enquiry}"
        );
        ann.api
            .call(&format!("{path}/pick-up"))
            .await
            .expect(StatusCode::OK);
    }
}
