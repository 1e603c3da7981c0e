//! An open stream makes a staff member online, and online staff get offers.

use std::time::{Duration, Instant};

use causeway_core::staff::Role;
use causeway_server::workers::{self, Ran};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Business, Connection, Frame, HeldTime, Person, Screen, business};

async fn availability(business: &Business, person: &Person) -> Value {
    business
        .admin
        .api
        .read(&format!("/staff/{}", person.id))
        .await["availability"]
        .clone()
}

#[tokio::test]
async fn a_person_goes_offline_half_a_minute_after_their_stream_ends() {
    let business = business().await;
    business.follow_events();
    let ann = business.hire("Ann Lee", Role::Agent).await;
    assert_eq!(availability(&business, &ann).await, "offline");
    let (mut screen, _) = Screen::open(&ann, Some(&business.end_of_log().await)).await;
    screen.until_kind("staff.updated").await;
    assert_eq!(availability(&business, &ann).await, "active");
    // Each beat extends it by half a minute.
    let held = HeldTime::hold();
    for _ in 0..6 {
        business.pass(Duration::from_secs(10));
        // A little more: timers count whole milliseconds.
        held.pass(Duration::from_millis(10_100)).await;
        written_down(&business, &ann).await;
    }
    drop(held);
    // From the end of the stream, not from the last beat.
    business.pass(Duration::from_secs(5));
    drop(screen);
    written_down(&business, &ann).await;
    business.pass(Duration::from_secs(29));
    business.sweep().await;
    assert_eq!(availability(&business, &ann).await, "active");
    business.pass(Duration::from_secs(1));
    assert_eq!(business.sweep().await, Ran::Something);
    assert_eq!(availability(&business, &ann).await, "offline");
}

#[tokio::test]
async fn one_device_is_enough_and_the_latest_choice_on_any_applies() {
    let business = business().await;
    business.follow_events();
    let ann = business.hire("Ann Lee", Role::Agent).await;
    let (mut desk, _) = Screen::open(&ann, None).await;
    let (phone, _) = Screen::open(&ann, None).await;
    desk.until_kind("staff.updated").await;
    // The phone would be idle after a minute; the desktop's longer limit applies.
    for device in ["desktop", "phone"] {
        let used = ann
            .api
            .post("/me/activity", &json!({ "device": device }))
            .await;
        assert_eq!(used.status, StatusCode::NO_CONTENT);
    }
    let held = HeldTime::hold();
    for (seconds, expected) in [(70, "active"), (520, "active"), (10, "idle")] {
        business.pass(Duration::from_secs(seconds));
        held.pass(Duration::from_millis(10_100)).await;
        written_down(&business, &ann).await;
        business.sweep().await;
        assert_eq!(availability(&business, &ann).await, expected, "{seconds}");
    }
    drop(held);
    for chosen in ["busy", "active"] {
        let path = "/me/availability";
        ann.api
            .json(http::Method::PUT, path, &json!({ "availability": chosen }))
            .await
            .expect(StatusCode::OK);
        desk.until(|frame| frame.kind == "staff.updated" && frame.data["availability"] == chosen)
            .await;
    }
    // Whichever ends first, the other one keeps the person online.
    drop(phone);
    written_down(&business, &ann).await;
    let held = HeldTime::hold();
    business.pass(Duration::from_secs(20));
    held.pass(Duration::from_millis(10_100)).await;
    written_down(&business, &ann).await;
    drop(held);
    business.pass(Duration::from_secs(20));
    assert_eq!(business.sweep().await, Ran::Nothing);
    assert_eq!(availability(&business, &ann).await, "active");
    drop(desk);
    written_down(&business, &ann).await;
    business.pass(Duration::from_secs(30));
    business.sweep().await;
    assert_eq!(availability(&business, &ann).await, "offline");
}

/// Waits until the end of the stream, or a beat, is in the database.
async fn written_down(business: &Business, person: &Person) {
    let now = business.app.clock.now();
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(20) {
        let staff = business
            .app
            .store
            .staff_member(business.workspace_id, person.id)
            .await
            .unwrap()
            .unwrap();
        if staff.connected_until == now.plus(Duration::from_secs(30)) {
            return;
        }
    }
    panic!("no beat was written");
}

#[tokio::test]
async fn a_long_restart_makes_no_one_offline_or_idle() {
    let business = business().await;
    let (ann, ben) = (
        business.hire("Ann Lee", Role::Agent).await,
        business.hire("Ben Poe", Role::Agent).await,
    );
    let now = business.app.clock.now();
    for person in [&ann, &ben] {
        business
            .app
            .store
            .connected(person.id, now.plus(Duration::from_secs(30)), now)
            .await
            .unwrap();
    }
    // Nothing runs for ten minutes.
    business.pass(Duration::from_mins(10));
    workers::believe_present(&business.app).await.unwrap();
    assert_eq!(business.sweep().await, Ran::Nothing);
    for person in [&ann, &ben] {
        assert_eq!(availability(&business, person).await, "active");
    }
    // Ann's screen reconnects, Ben's doesn't.
    let now = business.app.clock.now();
    business
        .app
        .store
        .connected(ann.id, now.plus(Duration::from_mins(1)), now)
        .await
        .unwrap();
    business.pass(Duration::from_secs(30));
    business.sweep().await;
    assert_eq!(
        (
            availability(&business, &ann).await,
            availability(&business, &ben).await
        ),
        (json!("active"), json!("offline"))
    );
}

#[tokio::test]
async fn colleagues_see_each_others_presence() {
    let business = business().await;
    business.follow_events();
    let ann = business.hire("Ann Lee", Role::Agent).await;
    let (mut of_admin, _) = Screen::open(&business.admin, None).await;
    let (of_ann, _) = Screen::open(&ann, None).await;
    let id = json!(ann.id);
    let shows = |availability: &'static str| {
        let id = id.clone();
        move |frame: &Frame| {
            frame.kind == "staff.updated"
                && frame.data["id"] == id
                && frame.data["availability"] == availability
        }
    };
    of_admin.until(shows("active")).await;
    business.pass(Duration::from_secs(1));
    drop(of_ann);
    written_down(&business, &ann).await;
    business.keep_online(&business.admin).await;
    business.pass(Duration::from_secs(30));
    business.sweep().await;
    of_admin.until(shows("offline")).await;
}

#[tokio::test]
async fn a_person_who_comes_online_gets_waiting_offers() {
    let business = business().await;
    business.follow_events();
    business.keep_offers();
    let ann = business.hire_agent("Ann Lee").await;
    let bob = business.hire("Bob Ray", Role::Agent).await;
    let shop = business
        .connect(Connection {
            members: &[&ann, &bob],
            ..Connection::default()
        })
        .await;
    let written = shop.writes("u-1", "m-1", "Hello!").await;
    let id = written["enquiryId"].as_str().unwrap();
    bob.api
        .get(&format!("/enquiries/{id}"))
        .await
        .refused(404, "not-found");
    let (mut of_bob, _) = Screen::open(&bob, None).await;
    let is_his =
        |frame: &Frame| frame.kind == "offer.made" && frame.data["staffId"] == json!(bob.id);
    let offer = of_bob.until(is_his).await.pop().unwrap();
    assert_eq!(offer.data["enquiryId"], id);
    // The offer ends at the same time as those of the others.
    let shown = bob.api.read(&format!("/enquiries/{id}")).await;
    let ends: Vec<&Value> = shown["offers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|offer| &offer["expiresAt"])
        .collect();
    assert_eq!(
        ends,
        [
            &json!("2026-11-18T11:07:40.000Z"),
            &json!("2026-11-18T11:07:40.000Z")
        ]
    );
    bob.api
        .call(&format!("/enquiries/{id}/pick-up"))
        .await
        .expect(StatusCode::OK);
}

#[tokio::test]
async fn offline_or_busy_staff_lose_offers_to_the_next_destination() {
    let business = business().await;
    let ann = business.hire("Ann Lee", Role::Agent).await;
    let bob = business.hire_agent("Bob Ray").await;
    let now = business.app.clock.now();
    business
        .app
        .store
        .connected(ann.id, now.plus(Duration::from_secs(30)), now)
        .await
        .unwrap();
    let first = business
        .connect(Connection {
            members: &[&ann],
            ..Connection::default()
        })
        .await;
    let second = json!({ "name": "Second line", "memberIds": [bob.id] });
    let second = business
        .admin
        .api
        .post("/service-groups", &second)
        .await
        .expect(StatusCode::CREATED);
    let routing = json!({ "kind": "alternative", "destinations": [first.group_id, second["id"]] });
    let path = format!("/channels/{}", first.channel_id);
    business
        .admin
        .api
        .json(http::Method::PATCH, &path, &json!({ "routing": routing }))
        .await
        .expect(StatusCode::OK);
    let written = first.writes("u-1", "m-1", "Hello!").await;
    let path = format!("/enquiries/{}", written["enquiryId"].as_str().unwrap());
    let offered = async || business.admin.api.read(&path).await["offers"][0]["staffId"].clone();
    assert_eq!(offered().await, json!(ann.id));
    business.pass(Duration::from_secs(30));
    business.sweep().await;
    assert_eq!(offered().await, json!(bob.id));
    let busy = json!({ "availability": "busy" });
    bob.api
        .json(http::Method::PUT, "/me/availability", &busy)
        .await
        .expect(StatusCode::OK);
    let missed = business.admin.api.read(&path).await;
    assert_eq!(
        (&missed["status"], &missed["offers"]),
        (&json!("missed"), &json!([]))
    );
}

#[tokio::test]
async fn an_unaccepted_offer_ends_and_the_enquiry_is_missed() {
    let business = business().await;
    let ann = business.hire_agent("Ann Lee").await;
    let form = json!({ "messages": {
        "welcome": { "enabled": false, "text": "-", "when": "firstContact" },
        "away": { "enabled": true, "text": "Nobody is here, {{visitor.name}}." },
        "close": { "enabled": false, "text": "-" },
    } });
    let shop = business
        .connect(Connection {
            members: &[&ann],
            form,
            ..Connection::default()
        })
        .await;
    let written = shop.writes("u-1", "m-1", "Hello!").await;
    let id = written["enquiryId"].as_str().unwrap();
    business.pass(Duration::from_secs(59));
    assert_eq!(
        workers::tick_once(&business.app).await.unwrap(),
        Ran::Nothing
    );
    business.pass(Duration::from_secs(1));
    business.tick_all().await;
    let missed = ann.api.read(&format!("/enquiries/{id}")).await;
    assert_eq!(
        (&missed["status"], &missed["offers"]),
        (&json!("missed"), &json!([]))
    );
    shop.writes("u-1", "m-2", "Anybody?").await;
    let texts: Vec<Value> = ann
        .conversation(id)
        .await
        .iter()
        .map(|message| message["text"].clone())
        .collect();
    assert_eq!(
        texts,
        ["Hello!", "Nobody is here, u-1.", "Anybody?"],
        "the away message is sent once"
    );
    let followed = ann
        .api
        .call(&format!("/enquiries/{id}/pick-up"))
        .await
        .expect(StatusCode::OK);
    assert_eq!(followed["status"], "followedUp");
}
