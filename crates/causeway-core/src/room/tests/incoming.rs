//! Messages and events from visitors and their channels.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    people::Person::Jane,
    scene::{Scene, incoming, incoming_of},
};
use crate::{
    MessageId,
    channel::ChannelState,
    enquiry::EnquiryState,
    event::Event,
    incoming::{IncomingEvent, IncomingMessage},
    room::{Accept, ChangeProfile, DeleteMessage, EditMessage, Refusal},
};

fn message(change: &Value) -> IncomingMessage {
    let mut body =
        json!({ "id": "m-1", "visitor": { "id": "u-1" }, "type": "text", "text": "Hello" });
    body.as_object_mut()
        .unwrap()
        .extend(change.as_object().unwrap().clone());
    incoming_of(&body)
}

#[test]
fn a_repeated_message_gets_the_first_response() {
    let mut scene = Scene::new();
    let (first, _) = scene.does(&Accept::new(message(&json!({})))).unwrap();
    scene.picks_up(Jane).unwrap();
    scene.closes(Jane).unwrap();
    let before = scene.messages.clone();
    // Even with a changed profile, which the first message already applied, and at another time.
    let news = json!({ "visitor": { "id": "u-1", "name": "Mia" } });
    for again in [json!({}), news, json!({ "sentAt": "2026-11-01T10:00:00Z" })] {
        let (repeated, change) = scene
            .after(Duration::from_mins(1))
            .does(&Accept::new(message(&again)))
            .unwrap();
        assert!(repeated.duplicate && !first.duplicate);
        assert_eq!(
            crate::room::Accepted {
                duplicate: false,
                ..repeated
            },
            first
        );
        assert_eq!(change, crate::room::RoomChange::default());
    }
    assert_eq!(scene.messages, before);
}

#[test]
fn the_same_id_with_other_content_is_a_conflict() {
    let mut scene = Scene::open();
    for other in [
        json!({ "text": "Hello!" }),
        json!({ "visitor": { "id": "u-2" } }),
        json!({ "replyTo": "m-0" }),
        json!({ "type": "postback", "text": null, "postback": { "payload": "Hello" } }),
    ] {
        let refused = scene.does(&Accept::new(message(&other))).unwrap_err();
        assert_eq!(refused, Refusal::IdempotencyConflict, "{other}");
    }
}

#[test]
fn an_inactive_channel_refuses_messages_but_staff_can_finish() {
    for state in [ChannelState::Suspended, ChannelState::Archived] {
        let mut scene = Scene::ongoing();
        scene.room.channel.state = state;
        let refused = scene
            .does(&Accept::new(incoming("m-2", "Hello?")))
            .unwrap_err();
        assert_eq!(refused, Refusal::ChannelSuspended);
        scene.answers(Jane, "c-1", "We close here").unwrap();
        scene.closes(Jane).unwrap();
    }
}

#[test]
fn a_message_joins_the_current_enquiry_or_opens_one() {
    for (begin, expected) in [
        (Scene::new as fn() -> Scene, ("INQ-000001", "open")),
        (Scene::open, ("INQ-000001", "open")),
        (Scene::ongoing, ("INQ-000001", "ongoing")),
        (Scene::missed, ("INQ-000001", "missed")),
        (
            || {
                let mut scene = Scene::ongoing();
                scene.closes(Jane).unwrap();
                scene
            },
            ("INQ-000002", "open"),
        ),
    ] {
        let mut scene = begin();
        let (accepted, _) = scene.does(&Accept::new(incoming("m-9", "Hello"))).unwrap();
        let number = accepted.enquiry_number.to_string();
        assert_eq!(
            (number.as_str(), scene.last_enquiry().state.name()),
            expected
        );
        assert_eq!(scene.last_enquiry().id, accepted.enquiry_id);
    }
}

#[test]
fn a_message_in_a_missed_enquiry_alerts_staff_and_keeps_the_state() {
    let mut scene = Scene::missed();
    let enquiry_id = scene.enquiry().id;
    let activity = scene.enquiry().last_activity_at;
    let change = scene
        .after(Duration::from_secs(9))
        .writes("m-2", "Is anyone there?");
    assert!(
        change
            .events
            .contains(&Event::EnquiryUpdated { enquiry_id })
    );
    assert_eq!(scene.enquiry().state, EnquiryState::Missed);
    assert!(scene.enquiry().last_activity_at > activity);
    assert_eq!(scene.offered(), []);
}

#[test]
fn a_message_updates_the_visitors_profile() {
    let mut scene = Scene::open();
    let named = message(&json!({ "id": "m-2", "visitor": { "id": "u-1", "name": "Mia" } }));
    let (_, change) = scene.does(&Accept::new(named)).unwrap();
    assert_eq!(scene.room.visitor.display_name(), "Mia");
    assert!(
        change
            .events
            .iter()
            .any(|event| matches!(event, Event::VisitorUpdated { .. }))
    );
    let same = message(&json!({ "id": "m-3", "visitor": { "id": "u-1", "name": "Mia" } }));
    let (_, change) = scene.does(&Accept::new(same)).unwrap();
    assert_eq!(change.profile, None);
    assert!(
        !change
            .events
            .iter()
            .any(|event| matches!(event, Event::VisitorUpdated { .. }))
    );
}

#[test]
fn a_profile_event_changes_only_the_profile() {
    let news = |name: &str| {
        let body = json!({ "type": "visitor.updated", "visitor": { "id": "u-1", "name": name } });
        let Ok(IncomingEvent::VisitorUpdated(visitor)) = IncomingEvent::parse(&body) else {
            panic!("{body}")
        };
        ChangeProfile {
            change: visitor.profile,
        }
    };
    let mut scene = Scene::open();
    let ((), change) = scene.does(&news("Mia")).unwrap();
    assert_eq!(
        (
            change.events.len(),
            change.enquiry,
            change.profile.is_some()
        ),
        (1, None, true)
    );
    assert_eq!(
        scene.does(&news("Mia")).unwrap().1,
        crate::room::RoomChange::default()
    );
}

fn edit(message_id: MessageId, text: &str) -> EditMessage {
    EditMessage {
        message_id,
        text: text.to_owned(),
    }
}

#[test]
fn an_edit_keeps_the_original_text() {
    let mut scene = Scene::open();
    let id = scene.messages[0].id;
    for text in ["Hello there", "Hello there!", "Hello there!"] {
        scene.does(&edit(id, text)).unwrap();
    }
    let edited = scene.messages[0].edited.clone().unwrap();
    assert_eq!(
        (
            edited.original_text.as_str(),
            scene.messages[0].content.text()
        ),
        ("Hello", Some("Hello there!"))
    );
    let ((), change) = scene.does(&edit(id, "Hello there!")).unwrap();
    assert_eq!(change, crate::room::RoomChange::default());
    // A repetition of the original message is compared with the original text.
    assert!(
        scene
            .does(&Accept::new(incoming("m-1", "Hello")))
            .unwrap()
            .0
            .duplicate
    );
}

#[test]
fn only_a_visitors_own_message_can_be_edited_or_unsent() {
    let mut scene = Scene::open();
    let welcome = scene.messages[1].id;
    assert_eq!(
        scene.does(&edit(welcome, "No")).unwrap_err(),
        Refusal::UnknownMessage
    );
    assert_eq!(
        scene
            .does(&DeleteMessage {
                message_id: welcome
            })
            .unwrap_err(),
        Refusal::UnknownMessage
    );
    let place = message(
        &json!({ "id": "m-2", "type": "location", "text": null, "location": { "latitude": 1, "longitude": 2 } }),
    );
    let (place, _) = scene.does(&Accept::new(place)).unwrap();
    assert_eq!(
        scene.does(&edit(place.message_id, "Here")).unwrap_err(),
        Refusal::NotEditable
    );
    let picture = json!({ "id": "m-3", "type": "image", "text": null, "attachment": { "url": "https://x.example.com/a" } });
    let (picture, _) = scene.does(&Accept::new(message(&picture))).unwrap();
    scene.does(&edit(picture.message_id, "My cat")).unwrap();
    assert_eq!(scene.last_text(), "My cat");
    let long = "a".repeat(1_025);
    assert_eq!(
        scene.does(&edit(picture.message_id, &long)).unwrap_err(),
        Refusal::CaptionTooLong {
            max: 1_024,
            actual: 1_025
        }
    );
}

#[test]
fn an_unsent_message_stays_in_the_conversation() {
    let mut scene = Scene::open();
    let message_id = scene.messages[0].id;
    scene
        .after(Duration::from_secs(3))
        .does(&DeleteMessage { message_id })
        .unwrap();
    let deleted_at = scene.messages[0].deleted_at;
    assert_eq!(deleted_at, Some(scene.now));
    let again = scene
        .after(Duration::from_secs(3))
        .does(&DeleteMessage { message_id })
        .unwrap();
    assert_eq!(
        (again.1, scene.messages[0].deleted_at),
        (crate::room::RoomChange::default(), deleted_at)
    );
    // An unsent message can't be edited.
    assert_eq!(
        scene.does(&edit(message_id, "Other")).unwrap().1,
        crate::room::RoomChange::default()
    );
    assert_eq!(scene.room.last_sequence, 2);
}
