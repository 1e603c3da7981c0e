//! A wait that was in progress when the program was killed continues after the restart.

use std::time::Duration;

use causeway_testkit::{CausewayProcess, Receiver, TestDatabase, both_engines, process::Session};
use http::Method;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::support::{Omni, connect, eventually};

/// The shortest wait of a service group.
const WAIT: Duration = Duration::from_secs(5);

both_engines! {
    async fn a_wait_that_expires_during_downtime_ends_at_the_start(database: TestDatabase) {
        expire_during_downtime(database).await;
    }
}

async fn expire_during_downtime(database: TestDatabase) {
    let receiver = Receiver::start();
    let mut causeway = CausewayProcess::start(&database.url).await;
    let channel = connect(&causeway, &receiver).await;
    let staff = &channel.admin;
    let group = channel.channel["routing"]["destinations"][0]
        .as_str()
        .expect("an id")
        .to_owned();
    change(
        staff,
        &format!("/service-groups/{group}"),
        &json!({ "waitSeconds": WAIT.as_secs() }),
    )
    .await;
    let mut messages = channel.channel["messages"].clone();
    messages["away"] = json!({ "enabled": true, "text": "We’re away, {{visitor.name}}." });
    let path = format!(
        "/channels/{}",
        channel.channel["id"].as_str().expect("an id")
    );
    change(staff, &path, &json!({ "messages": messages })).await;

    let screen = staff
        .request(Method::GET, "/events")
        .send()
        .await
        .expect("the event stream opens");
    eventually("the administrator is active", async || {
        is_active(staff).await
    })
    .await;
    let omni = Omni::new(&causeway, &channel.token);
    let written = omni.text("u-1", "m-1", "Hello!").await;
    let path = format!(
        "/enquiries/{}",
        written["enquiryId"].as_str().expect("an id")
    );
    let open = staff.get(&path).await;
    assert_eq!(
        (&open["status"], open["offers"].as_array().map(Vec::len)),
        (&json!("open"), Some(1)),
        "{open}"
    );

    causeway.kill9();
    drop(screen);
    // Real time has to pass: the wait expires while no server runs.
    tokio::time::sleep_until(Instant::now() + WAIT).await;
    causeway.restart().await;
    // No screen has had the time to reconnect, and no one is set offline for that.
    assert_eq!(is_active(staff).await, Some(()));
    eventually("the enquiry is missed", async || {
        (staff.get(&path).await["status"] == "missed").then_some(())
    })
    .await;
    let received = receiver
        .wait_until("the away message", |all| {
            all.iter()
                .any(|one| one.json()["type"] == "message.created")
        })
        .await;
    let mut types: Vec<Value> = received
        .iter()
        .map(|one| one.json()["type"].clone())
        .collect();
    // An attempt that the kill interrupted is repeated.
    types.dedup();
    assert_eq!(
        types,
        ["enquiry.opened", "enquiry.missed", "message.created"]
    );
    let messages = staff.get(&format!("{path}/messages")).await;
    let texts: Vec<&Value> = messages["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|message| &message["text"])
        .collect();
    assert_eq!(texts, ["Hello!", "We’re away, u-1."]);
}

async fn is_active(staff: &Session) -> Option<()> {
    (staff.get("/me").await["availability"] == "active").then_some(())
}

async fn change(staff: &Session, path: &str, change: &Value) {
    let answer = staff
        .request(Method::PATCH, path)
        .json(change)
        .send()
        .await
        .expect("the server responds");
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
}
