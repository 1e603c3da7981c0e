//! Order within a conversation, and independence of conversations and sources.

use std::{collections::HashMap, time::Duration};

use causeway_server::workers::{self, Deliverer, Ran};
use causeway_store::{ClaimLimits, Claimant};
use causeway_testkit::{
    Receiver, both_engines,
    receiver::{Answer as Reply, Gate, Received},
};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Business, Connection, Shop, business, on};

/// The texts of each visitor's conversation, in the order in which they were accepted.
fn texts(events: &[Received]) -> HashMap<String, Vec<String>> {
    let mut texts: HashMap<String, Vec<String>> = HashMap::new();
    for event in events {
        let data = event.json()["data"].clone();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        texts
            .entry(text(&data["visitor"]["id"]))
            .or_default()
            .push(text(&data["message"]["text"]));
    }
    texts
}

both_engines! { on =>
    async fn a_failing_event_delays_only_its_own_conversation(business: Business) {
        let receiver = Receiver::start();
        let agent = business.hire_agent("Ann Lee").await;
        let connection = Connection { members: &[&agent], receiver: Some(&receiver), ..Connection::default() };
        let shop = business.connect(connection).await;
        let one = business.ongoing(&shop, "u-1", &agent).await;
        let other = business.ongoing(&shop, "u-2", &agent).await;
        let one = one["id"].as_str().unwrap();
        for number in 1..=3 {
            agent.replies(one, &format!("c-{number}"), &format!("{number}")).await.expect(StatusCode::CREATED);
        }
        receiver.answer_next([Reply::Status(500)]);
        business.deliver_all().await;
        agent.replies(other["id"].as_str().unwrap(), "c-1", "1").await.expect(StatusCode::CREATED);
        business.deliver_all().await;
        let so_far = texts(&receiver.received());
        assert_eq!((&so_far["u-1"], &so_far["u-2"]), (&vec!["1".to_owned()], &vec!["1".to_owned()]));
        business.pass(Duration::from_secs(5));
        business.deliver_all().await;
        assert_eq!(texts(&receiver.received())["u-1"], ["1", "1", "2", "3"]);
        let states: Vec<Value> =
            agent.conversation(one).await[1..].iter().map(|message| message["delivery"]["state"].clone()).collect();
        assert_eq!(states, ["sent", "sent", "sent"]);
    }
}

#[tokio::test]
async fn a_dead_endpoint_delays_no_other_source() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let (dead, alive) = (Receiver::start(), Receiver::start());
    let connection = |name, receiver| Connection {
        name,
        members: &[],
        receiver: Some(receiver),
        ..Connection::default()
    };
    let one = business
        .connect(Connection {
            members: &[&agent],
            ..connection("Dead", &dead)
        })
        .await;
    let other = business
        .connect(Connection {
            members: &[&agent],
            ..connection("Alive", &alive)
        })
        .await;
    let gate = Gate::closed();
    dead.answer(Reply::Ok.held_by(&gate));
    for visitor in 0..40 {
        let enquiry = business
            .ongoing(&one, &format!("u-{visitor}"), &agent)
            .await;
        agent
            .replies(enquiry["id"].as_str().unwrap(), "c-1", "Hi!")
            .await
            .expect(StatusCode::CREATED);
    }
    let deliverer = Deliverer::new(business.app.clone());
    while deliverer.start_due().await.unwrap().ran == Ran::Something {}
    // A source has this many places, whatever waits for it.
    dead.wait_for(16).await;
    let enquiry = business.ongoing(&other, "u-1", &agent).await;
    for number in 1..=3 {
        let reply = agent
            .replies(
                enquiry["id"].as_str().unwrap(),
                &format!("c-{number}"),
                "Hi!",
            )
            .await;
        reply.expect(StatusCode::CREATED);
        assert_eq!(deliverer.start_due().await.unwrap().ran, Ran::Something);
        alive.wait_for(number).await;
        sent(&business, &enquiry, number).await;
    }
    assert_eq!(dead.received().len(), 16);
    gate.open();
    let all_came = async {
        while dead.received().len() < 40 {
            deliverer.start_due().await.unwrap();
        }
    };
    tokio::time::timeout(Duration::from_secs(20), all_came)
        .await
        .expect("the queue drains");
}

/// Waits until this many replies in an enquiry are recorded as sent.
async fn sent(business: &Business, enquiry: &Value, count: usize) {
    let recorded = async {
        loop {
            let messages = business
                .admin
                .conversation(enquiry["id"].as_str().unwrap())
                .await;
            if messages
                .iter()
                .filter(|message| message["delivery"]["state"] == "sent")
                .count()
                == count
            {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), recorded)
        .await
        .expect("the attempt is recorded");
}

#[tokio::test]
async fn a_source_without_a_webhook_keeps_its_queue_until_it_has_one() {
    let business = business().await;
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    let id = enquiry["id"].as_str().unwrap();
    for number in 1..=3 {
        agent
            .replies(id, &format!("c-{number}"), &format!("{number}"))
            .await
            .expect(StatusCode::CREATED);
    }
    business.pass(Duration::from_hours(48));
    assert_eq!(
        workers::deliver_once(&business.app).await.unwrap(),
        Ran::Nothing
    );
    assert_eq!(
        business.owed(),
        vec![("message.created".to_owned(), "due".to_owned()); 3]
    );
    let receiver = Receiver::start();
    set_webhook(&business, &shop, &receiver.url()).await;
    business.deliver_all().await;
    assert_eq!(texts(&receiver.received())["u-1"], ["1", "2", "3"]);
}

/// Gives a source a new address, which must pass the challenge.
pub(crate) async fn set_webhook(business: &Business, shop: &Shop, url: &str) {
    let path = format!("/sources/{}", shop.source_id);
    let change = json!({ "webhookUrl": url });
    business
        .admin
        .api
        .json(http::Method::PATCH, &path, &change)
        .await
        .expect(StatusCode::OK);
}

#[tokio::test]
async fn a_dead_workers_events_are_sent_after_its_lease_expires() {
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    agent
        .replies(enquiry["id"].as_str().unwrap(), "c-1", "Hi!")
        .await
        .expect(StatusCode::CREATED);
    let now = business.app.clock.now();
    let limits = ClaimLimits {
        total: 10,
        per_source: 10,
        turn: 0,
    };
    let claimant = Claimant {
        node: business.app.node.as_claimant(),
        lease_until: now.plus(Duration::from_secs(20)),
    };
    let claimed = business
        .app
        .store
        .claim_lanes(now, claimant, limits)
        .await
        .unwrap()
        .heads;
    assert_eq!(claimed.len(), 1);
    business.pass(Duration::from_secs(19));
    assert_eq!(
        workers::deliver_once(&business.app).await.unwrap(),
        Ran::Nothing
    );
    business.pass(Duration::from_secs(1));
    business.deliver_all().await;
    let events = receiver.received();
    assert_eq!(events.len(), 1);
    assert_eq!(
        events[0].header("webhook-id"),
        claimed[0].delivery_id.to_string()
    );
}

#[tokio::test]
async fn replies_on_a_suspended_channel_are_still_delivered() {
    let business = business().await;
    let receiver = Receiver::start();
    let agent = business.hire_agent("Ann Lee").await;
    let connection = Connection {
        members: &[&agent],
        receiver: Some(&receiver),
        ..Connection::default()
    };
    let shop = business.connect(connection).await;
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    business
        .admin
        .api
        .call(&format!("/channels/{}/suspend", shop.channel_id))
        .await
        .expect(StatusCode::OK);
    agent
        .replies(enquiry["id"].as_str().unwrap(), "c-1", "Bye!")
        .await
        .expect(StatusCode::CREATED);
    business.deliver_all().await;
    assert_eq!(texts(&receiver.received())["u-1"], ["Bye!"]);
}
