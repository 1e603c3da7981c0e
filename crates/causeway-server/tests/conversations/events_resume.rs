//! Resuming a stream: no frame is lost and none is repeated.

use std::time::Duration;

use causeway_server::workers;
use causeway_testkit::both_engines;
use http::StatusCode;
use proptest::{
    prelude::Strategy,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::json;

use crate::support::{Business, Connection, Frame, Screen, business, on};

/// The visitor's messages among `frames`, by the channel's ids.
fn messages(frames: &[Frame]) -> Vec<String> {
    let created = frames
        .iter()
        .filter(|frame| frame.kind == "message.created");
    created
        .map(|frame| frame.data["externalId"].as_str().unwrap().to_owned())
        .collect()
}

fn is_message(frame: &Frame, id: &str) -> bool {
    frame.kind == "message.created" && frame.data["externalId"] == id
}

both_engines! { on =>
    async fn a_resumed_screen_gets_exactly_what_it_missed(business: Business) {
        business.follow_events();
        let shop = business.connect(Connection::default()).await;
        let (mut screen, _) = Screen::open(&business.admin, None).await;
        shop.writes("u-1", "m-1", "Hello!").await;
        let frames = screen.until(|frame| is_message(frame, "m-1")).await;
        let cursor = frames.last().unwrap().id.clone().unwrap();
        drop(screen);
        for number in 2..=5 {
            shop.writes("u-1", &format!("m-{number}"), "Hello!").await;
        }
        let (mut screen, hello) = Screen::open(&business.admin, Some(&cursor)).await;
        assert_eq!(hello.data["cursor"], cursor.as_str());
        shop.writes("u-1", "m-6", "Hello!").await;
        let frames = screen.until(|frame| is_message(frame, "m-6")).await;
        assert_eq!(messages(&frames), ["m-2", "m-3", "m-4", "m-5", "m-6"]);
    }

    async fn a_list_and_the_stream_from_its_cursor_leave_no_gap(business: Business) {
        business.follow_events();
        let shop = business.connect(Connection::default()).await;
        shop.writes("u-1", "m-1", "Hello!").await;
        let list = business.admin.api.get("/enquiries").await;
        assert_eq!(list.json()["items"][0]["lastSequence"], 1);
        let cursor = list.headers["causeway-cursor"].to_str().unwrap().to_owned();
        shop.writes("u-1", "m-2", "Hello!").await;
        let (mut screen, _) = Screen::open(&business.admin, Some(&cursor)).await;
        let frames = screen.until(|frame| is_message(frame, "m-2")).await;
        let last = frames.iter().filter(|frame| frame.kind == "message.created").count();
        assert!(last <= 2, "{frames:?}");
    }
}

#[tokio::test]
async fn a_thousand_reconnects_lose_and_repeat_nothing() {
    let business = business().await;
    business.follow_events();
    let shop = business.connect(Connection::default()).await;
    let (mut whole, hello) = Screen::open(&business.admin, None).await;
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, &[9; 32]),
    );
    let mut cursor = hello.data["cursor"].as_str().unwrap().to_owned();
    let mut pieces = Vec::new();
    let mut written = 0;
    for _ in 0..1_000 {
        // Random numbers of messages before the screen reconnects, and of frames before it
        // disconnects again.
        let (missed, taken) = (0..2_usize, 0..3_usize)
            .new_tree(&mut runner)
            .unwrap()
            .current();
        for _ in 0..missed {
            written += 1;
            shop.writes("u-1", &format!("m-{written}"), "Hello!").await;
        }
        let (mut screen, _) = Screen::open(&business.admin, Some(&cursor)).await;
        for _ in 0..taken.min(2 * written - pieces.len()) {
            let frame = screen.next().await.unwrap();
            cursor = frame.id.clone().unwrap();
            pieces.push(frame);
        }
    }
    shop.writes("u-1", "the last", "Bye!").await;
    let (mut screen, _) = Screen::open(&business.admin, Some(&cursor)).await;
    pieces.extend(screen.until(|frame| is_message(frame, "the last")).await);
    let expected = whole.until(|frame| is_message(frame, "the last")).await;
    assert_eq!(places(&pieces), places(&expected));
    assert_eq!(messages(&pieces).len(), written + 1);
}

/// The frames and their positions in the log.
fn places(frames: &[Frame]) -> Vec<(String, String)> {
    // Only the first stream is open when the administrator comes online.
    let of_room = frames.iter().filter(|frame| frame.kind != "staff.updated");
    of_room
        .map(|frame| (frame.id.clone().unwrap(), frame.kind.clone()))
        .collect()
}

#[tokio::test]
async fn a_screen_with_an_expired_cursor_must_resync() {
    let business = business().await;
    business.follow_events();
    let shop = business.connect(Connection::default()).await;
    let (mut screen, _) = Screen::open(&business.admin, None).await;
    shop.writes("u-1", "m-1", "Hello!").await;
    let cursor = screen
        .until(|frame| is_message(frame, "m-1"))
        .await
        .pop()
        .unwrap()
        .id
        .unwrap();
    business.pass(Duration::from_hours(25));
    shop.writes("u-1", "m-2", "Hello!").await;
    screen.until(|frame| is_message(frame, "m-2")).await;
    drop(screen);
    workers::prune_once(&business.app).await.unwrap();
    let (mut screen, _) = Screen::open(&business.admin, Some(&cursor)).await;
    let resync = screen.next().await.unwrap();
    assert_eq!((resync.kind.as_str(), &resync.data), ("resync", &json!({})));
    // Afterwards it follows the log, with a cursor to resume from.
    shop.writes("u-1", "m-3", "Hello!").await;
    let frames = screen.until(|frame| is_message(frame, "m-3")).await;
    drop(screen);
    let (mut screen, _) = Screen::open(&business.admin, resync.id.as_deref()).await;
    assert_eq!(
        places(&screen.until(|frame| is_message(frame, "m-3")).await),
        places(&frames)
    );
}

#[tokio::test]
async fn a_foreign_cursor_means_resync_and_an_invalid_one_is_refused() {
    let business = business().await;
    business.follow_events();
    let (mut screen, _) = Screen::open(&business.admin, Some("999999")).await;
    assert_eq!(screen.next().await.unwrap().kind, "resync");
    for nonsense in ["x", "-1", "1-2", "1.5", "99999999999999999999"] {
        let problem = business
            .admin
            .api
            .get(&format!("/events?after={nonsense}"))
            .await
            .refused(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/after", "{nonsense}");
    }
    let request = business
        .admin
        .api
        .request(http::Method::GET, "/events")
        .header("last-event-id", "nonsense");
    business
        .admin
        .api
        .send(request.body(axum::body::Body::empty()).unwrap())
        .await
        .refused(422, "invalid");
}

#[tokio::test]
async fn frames_show_the_current_state_of_their_subjects() {
    let business = business().await;
    business.follow_events();
    let agent = business.hire_agent("Ann Lee").await;
    let shop = business
        .connect(Connection {
            members: &[&agent],
            ..Connection::default()
        })
        .await;
    let (screen, hello) = Screen::open(&agent, None).await;
    drop(screen);
    let enquiry = business.ongoing(&shop, "u-1", &agent).await;
    agent
        .api
        .call(&format!(
            "/enquiries/{}/close",
            enquiry["id"].as_str().unwrap()
        ))
        .await
        .expect(StatusCode::OK);
    let (mut screen, _) = Screen::open(&agent, hello.data["cursor"].as_str()).await;
    let frames = screen.until(|frame| frame.kind == "enquiry.updated").await;
    assert_eq!(frames.last().unwrap().data["status"], "closed");
}
