//! The client and the forwarder against a server with scripted responses.

#![expect(
    clippy::unwrap_used,
    reason = "tests and their helpers fail by panicking"
)]

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use omni_client::fake_omni::{FakeOmni, TOKEN};
use omni_client::{
    Acceptance, ChannelEvent, Content, Event, Forwarder, OmniClient, OmniError, RetryPolicy, Spool,
    Submission, VisitorMessage, VisitorProfile,
};
use tokio::sync::watch;

/// Short pauses, so that tests of retries take milliseconds.
const QUICK: RetryPolicy = RetryPolicy {
    attempts_max: Some(4),
    first_pause: Duration::from_millis(5),
    longest_pause: Duration::from_millis(20),
};

fn message(id: &str) -> VisitorMessage {
    VisitorMessage {
        id: id.to_owned(),
        visitor: VisitorProfile::named("u-1", "Mina"),
        sent_at: None,
        content: Content::Text {
            text: format!("text of {id}"),
        },
        reply_to: None,
    }
}

#[tokio::test]
async fn a_message_is_retried_with_the_same_id_until_it_is_accepted() {
    let omni = FakeOmni::start().await;
    omni.refuse_next(503, "overloaded", None);
    omni.refuse_next(429, "rate-limited", Some(0));
    let client = OmniClient::new(&omni.url, TOKEN).unwrap().with_retry(QUICK);

    let acceptance = client.send_message(&message("m-1")).await.unwrap();

    assert_eq!(
        (acceptance.external_id.as_str(), acceptance.duplicate),
        ("m-1", false)
    );
    let statuses: Vec<_> = omni
        .calls(|calls| calls.len() >= 3)
        .await
        .iter()
        .map(|call| call.status)
        .collect();
    assert_eq!(statuses, [503, 429, 201]);
    assert!(
        client
            .send_message(&message("m-1"))
            .await
            .unwrap()
            .duplicate
    );
}

#[tokio::test]
async fn retry_after_is_honoured() {
    let omni = FakeOmni::start().await;
    omni.refuse_next(503, "overloaded", Some(1));
    let client = OmniClient::new(&omni.url, TOKEN).unwrap().with_retry(QUICK);
    let started = tokio::time::Instant::now();
    client.send_message(&message("m-1")).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_final_refusal_is_returned_at_once() {
    let omni = FakeOmni::start().await;
    omni.refuse_next(422, "invalid-message", None);
    let client = OmniClient::new(&omni.url, TOKEN).unwrap().with_retry(QUICK);
    let error = client.send_message(&message("m-1")).await.unwrap_err();
    assert_eq!(error.problem().unwrap().code, "invalid-message");
    assert_eq!(omni.calls(|calls| !calls.is_empty()).await.len(), 1);
}

#[tokio::test]
async fn a_refused_connection_is_unreachable() {
    let unused = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let client = OmniClient::new(&format!("http://{unused}"), TOKEN)
        .unwrap()
        .with_retry(QUICK);
    assert!(matches!(
        client.channel().await.unwrap_err(),
        OmniError::Unreachable(_)
    ));
}

#[tokio::test]
async fn the_token_identifies_the_channel_and_a_wrong_token_is_refused() {
    let omni = FakeOmni::start().await;
    let info = OmniClient::new(&omni.url, TOKEN)
        .unwrap()
        .channel()
        .await
        .unwrap();
    assert_eq!(info.channel.unwrap().name, "Test channel");
    let error = OmniClient::new(&omni.url, "cw_other")
        .unwrap()
        .channel()
        .await
        .unwrap_err();
    assert_eq!(error.problem().unwrap().code, "invalid-token");
}

/// In-memory queues that record refused submissions.
#[derive(Default)]
struct Queues {
    waiting: Mutex<HashMap<String, VecDeque<Submission>>>,
    refused: Mutex<Vec<String>>,
}

impl Queues {
    fn push(&self, visitor: &str, submission: Submission) {
        self.waiting
            .lock()
            .unwrap()
            .entry(visitor.to_owned())
            .or_default()
            .push_back(submission);
    }
}

impl Spool for Queues {
    fn head(&self, visitor_id: &str) -> Option<Submission> {
        self.waiting
            .lock()
            .unwrap()
            .get(visitor_id)?
            .front()
            .cloned()
    }

    fn held(&self, _visitor_id: &str, _error: &OmniError) {}

    async fn settled(
        &self,
        visitor_id: &str,
        _head: &Submission,
        outcome: Result<Option<Acceptance>, OmniError>,
    ) {
        self.waiting
            .lock()
            .unwrap()
            .get_mut(visitor_id)
            .unwrap()
            .pop_front();
        if let Err(error) = outcome {
            self.refused
                .lock()
                .unwrap()
                .push(error.problem().unwrap().code.clone());
        }
    }
}

#[tokio::test]
async fn submissions_stay_in_order_and_continue_after_a_refusal() {
    let omni = FakeOmni::start().await;
    for (status, code) in [
        (503, "overloaded"),
        (401, "invalid-token"),
        (422, "invalid-message"),
        (500, ""),
    ] {
        omni.refuse_next(status, code, None);
    }
    let queues = Arc::new(Queues::default());
    for id in ["m-1", "m-2", "m-3"] {
        queues.push("u-1", Submission::Message(message(id)));
    }
    queues.push(
        "u-1",
        Submission::Event(ChannelEvent::MessageDeleted { id: "m-3".into() }),
    );
    let (connect, causeway) = watch::channel(None);
    let forwarder = Forwarder::new(Arc::clone(&queues), causeway, QUICK);
    forwarder.wake("u-1");

    connect.send_replace(Some(OmniClient::new(&omni.url, TOKEN).unwrap()));

    let ids: Vec<_> = omni
        .messages(2)
        .await
        .iter()
        .map(|body| body["id"].clone())
        .collect();
    assert_eq!(
        ids,
        ["m-2", "m-3"],
        "m-1 was refused for good after two temporary failures"
    );
    assert_eq!(omni.events(1).await[0]["id"], "m-3");
    assert_eq!(*queues.refused.lock().unwrap(), ["invalid-message"]);
}

#[tokio::test]
async fn a_new_connection_is_tried_without_a_pause() {
    let omni = FakeOmni::start().await;
    let hour = Duration::from_hours(1);
    let slow = RetryPolicy {
        attempts_max: None,
        first_pause: hour,
        longest_pause: hour,
    };
    let queues = Arc::new(Queues::default());
    queues.push("u-1", Submission::Message(message("m-1")));
    let (connect, causeway) = watch::channel(Some(OmniClient::new(&omni.url, "cw_wrong").unwrap()));
    Forwarder::new(queues, causeway, slow).wake("u-1");
    omni.calls(|calls| calls.len() == 1).await;

    connect.send_replace(Some(OmniClient::new(&omni.url, TOKEN).unwrap()));

    assert_eq!(omni.messages(1).await[0]["id"], "m-1");
}

#[tokio::test]
async fn events_are_read_and_confirmed_with_the_channels_ids() {
    let omni = FakeOmni::start().await;
    let client = OmniClient::new(&omni.url, TOKEN).unwrap().with_retry(QUICK);
    let page = client.read_events(Some("0"), Duration::ZERO).await.unwrap();
    assert_eq!(
        (
            page.events.len(),
            page.events[0].webhook_id.as_str(),
            page.next_cursor.as_str()
        ),
        (1, "dlv_1", "1")
    );
    assert!(
        matches!(&page.events[0].event, Event::MessageCreated(created) if created.message.id == "msg_1")
    );
    client
        .confirm_events(
            "1",
            &BTreeMap::from([("dlv_1".to_owned(), "own-1".to_owned())]),
        )
        .await
        .unwrap();
    client.confirm_events("1", &BTreeMap::new()).await.unwrap();
    let confirmed: Vec<_> = omni
        .calls(|calls| calls.len() >= 3)
        .await
        .iter()
        .skip(1)
        .map(|call| call.body.clone())
        .collect();
    assert_eq!(
        confirmed,
        [
            serde_json::json!({"cursor": "1", "ids": {"dlv_1": "own-1"}}),
            serde_json::json!({"cursor": "1"})
        ]
    );
}
