//! Replies of staff.

use serde_json::{Value, json};

use super::{
    people::Person::{self, Ada, Jane, Omar, Ruth},
    scene::{Scene, text},
};
use crate::{
    attachment::Attachment,
    channel::DisplayNameFormat,
    content::{Content, MediaKind},
    room::{Refusal, Reply, TakeBack},
    staff::Name,
};

/// The `data.message` of the last event owed.
fn last_on_the_wire(scene: &Scene) -> Value {
    scene.owed.last().expect("an event is owed").body()["data"]["message"].clone()
}

fn image(caption: Option<&str>) -> Content {
    let url = "https://files.example.com/plan.png".to_owned();
    let attachment = Attachment {
        url: Some(url),
        ..Attachment::default()
    };
    Content::Media {
        kind: MediaKind::Image,
        attachment,
        text: caption.map(str::to_owned),
    }
}

#[test]
fn the_display_name_follows_the_channels_format() {
    for (format, shown) in [
        (DisplayNameFormat::None, None),
        (DisplayNameFormat::FirstName, Some("Jane")),
        (DisplayNameFormat::FirstAndLastName, Some("Jane Doe")),
    ] {
        let mut scene = Scene::ongoing();
        scene.settings().display_name_format = format;
        scene.answers(Jane, "c-1", "Good morning").unwrap();
        let wire = last_on_the_wire(&scene);
        assert_eq!(
            wire["author"].get("displayName").and_then(Value::as_str),
            shown
        );
        let rendered = shown.map(|name| format!("{name}: Good morning"));
        assert_eq!(
            wire.get("renderedText").and_then(Value::as_str),
            rendered.as_deref()
        );
        assert_eq!(wire["text"], "Good morning");
    }
}

#[test]
fn the_body_of_a_reply_follows_the_contract() {
    let mut scene = Scene::ongoing();
    let reply = Reply {
        reply_to: Some("m-1".to_owned()),
        ..scene.reply(Jane, "c-1", "Good morning")
    };
    scene.does(&reply).unwrap();
    let mut body = scene.owed.last().unwrap().body();
    for (pointer, prefix) in [
        ("/data/channel/id", "chn_"),
        ("/data/enquiry/id", "enq_"),
        ("/data/message/id", "msg_"),
    ] {
        let id = body.pointer_mut(pointer).unwrap();
        assert!(id.as_str().unwrap().starts_with(prefix), "{id}");
        *id = json!(prefix);
    }
    insta::assert_json_snapshot!(body);
}

#[test]
fn staff_can_unsend_their_messages_if_the_channel_can() {
    let mut scene = Scene::ongoing();
    scene.answers(Jane, "c-1", "Hello Mia").unwrap();
    let message_id = scene.messages.last().unwrap().id;
    scene.capabilities().deletes = false;
    let take_back = |person: Person| TakeBack {
        actor: person.actor(),
        message_id,
    };
    assert_eq!(
        scene.does(&take_back(Jane)).err(),
        Some(Refusal::NotDeletable)
    );
    scene.capabilities().deletes = true;
    for person in [Omar, Ruth, Ada] {
        assert_eq!(
            scene.does(&take_back(person)).err(),
            Some(Refusal::Forbidden),
            "{person:?}"
        );
    }
    scene.does(&take_back(Jane)).unwrap();
    assert_eq!(scene.messages.last().unwrap().deleted_at, Some(scene.now));
    let event = scene.owed.last().unwrap();
    assert_eq!(
        (event.new.event.name(), &event.body()["data"]["message"]),
        ("message.deleted", &json!({ "id": message_id }))
    );
    let owed = scene.owed.len();
    scene
        .does(&take_back(Jane))
        .expect("repeating it is accepted");
    assert_eq!(scene.owed.len(), owed);

    let visitors = TakeBack {
        actor: Jane.actor(),
        message_id: scene.messages[0].id,
    };
    assert_eq!(scene.does(&visitors).err(), Some(Refusal::Forbidden));
    scene.answers(Jane, "c-2", "One more thing").unwrap();
    let late = TakeBack {
        actor: Jane.actor(),
        message_id: scene.messages.last().unwrap().id,
    };
    scene.closes(Jane).unwrap();
    assert_eq!(scene.does(&late).err(), Some(Refusal::EnquiryClosed));
}

#[test]
fn a_repeated_reply_is_one_message() {
    let mut scene = Scene::ongoing();
    let first = scene.reply(Jane, "c-1", "Good morning");
    let (first, _) = scene.does(&first).unwrap();
    let before = (scene.messages.clone(), scene.owes());
    let again = scene.reply(Jane, "c-1", "Good morning");
    let (again, _) = scene.does(&again).unwrap();
    assert_eq!(
        (first.known, again.known, again.message_id),
        (false, true, first.message_id)
    );
    assert_eq!((scene.messages.clone(), scene.owes()), before);
    // The response got lost, and meanwhile the enquiry was closed.
    scene.closes(Jane).unwrap();
    let late = scene.reply(Jane, "c-1", "Good morning");
    assert_eq!(scene.does(&late).unwrap().0.message_id, first.message_id);
    let others = scene.reply(Omar, "c-1", "Good morning");
    assert_eq!(
        scene.does(&others).unwrap_err(),
        Refusal::IdempotencyConflict
    );
}

#[test]
fn if_sequence_refuses_a_reply_after_a_newer_message() {
    let mut scene = Scene::ongoing();
    let last_sequence = scene.room.last_sequence;
    for (if_sequence, refused) in [
        (None, false),
        (Some(99), false),
        (Some(last_sequence), false),
        (Some(1), true),
    ] {
        let mut scene = scene.clone();
        let reply = Reply {
            if_sequence,
            ..scene.reply(Jane, "c-1", "Good morning")
        };
        let expected = if refused {
            Err(Refusal::UnseenMessage { last_sequence })
        } else {
            Ok(())
        };
        assert_eq!(scene.does(&reply).map(|_| ()), expected, "{if_sequence:?}");
    }
    // The repetition is accepted: the reply was sent before the newer message arrived.
    let reply = Reply {
        if_sequence: Some(last_sequence),
        ..scene.reply(Jane, "c-1", "Good morning")
    };
    scene.does(&reply).unwrap();
    scene.writes("m-2", "One more thing");
    let again = Reply {
        if_sequence: Some(last_sequence),
        ..scene.reply(Jane, "c-1", "Good morning")
    };
    assert!(scene.does(&again).unwrap().0.known);
}

/// The rendered texts of the messages that Jane's reply became.
fn parts(name: &Name, format: DisplayNameFormat, max: i64, reply_text: &str) -> Vec<String> {
    let mut scene = Scene::ongoing();
    scene.settings().display_name_format = format;
    scene.capabilities().text_length_max = Some(max);
    let owed = scene.owed.len();
    let reply = Reply {
        name: name.clone(),
        reply_to: Some("m-1".to_owned()),
        ..scene.reply(Jane, "c-1", reply_text)
    };
    let (replied, _) = scene.does(&reply).unwrap();
    let wires: Vec<Value> = scene.owed[owed..]
        .iter()
        .map(|owed| owed.body()["data"]["message"].clone())
        .collect();
    // The response has the first part; only that part replies to the visitor's message and has the
    // client's id.
    assert_eq!(wires[0]["id"], json!(replied.message_id));
    assert!(
        wires
            .iter()
            .enumerate()
            .all(|(index, wire)| wire.get("replyTo").is_some() == (index == 0))
    );
    let with_client_id = scene
        .messages
        .iter()
        .filter(|message| message.client_id.is_some())
        .count();
    assert_eq!(with_client_id, 1);
    let shown = |wire: &Value| {
        wire.get("renderedText")
            .unwrap_or(&wire["text"])
            .as_str()
            .unwrap()
            .to_owned()
    };
    wires.iter().map(shown).collect()
}

#[test]
fn a_long_text_is_split_into_parts_that_fit_with_the_name() {
    let reply_text = "word ".repeat(30).trim().to_owned();
    let words = |parts: &[String]| {
        parts
            .iter()
            .map(|part| part.matches("word").count())
            .collect::<Vec<_>>()
    };
    for (format, expected) in [
        (DisplayNameFormat::None, vec![10, 10, 10]),
        (DisplayNameFormat::FirstName, vec![9, 9, 9, 3]),
        (DisplayNameFormat::FirstAndLastName, vec![8, 8, 8, 6]),
    ] {
        let parts = parts(&Jane.name(), format, 50, &reply_text);
        assert!(
            parts.iter().all(|part| part.chars().count() <= 50),
            "{parts:?}"
        );
        assert_eq!(words(&parts), expected, "{format:?}");
    }
    assert_eq!(
        parts(&Jane.name(), DisplayNameFormat::FirstName, 160, &reply_text).len(),
        1
    );
}

#[test]
fn a_name_that_leaves_too_little_room_is_left_out() {
    let name = Name {
        first: "J".repeat(60),
        last: "D".repeat(60),
    };
    let reply_text = "word ".repeat(30).trim().to_owned();
    let parts = parts(&name, DisplayNameFormat::FirstAndLastName, 50, &reply_text);
    assert_eq!(parts.len(), 3, "{parts:?}");
    assert!(
        parts.iter().all(|part| part.chars().count() <= 50),
        "{parts:?}"
    );
}

#[test]
fn content_that_a_channel_cannot_show_is_sent_as_text() {
    for (types, caption, kind, shown_text, rendered) in [
        (
            None,
            Some("The plan"),
            "image",
            Some("The plan"),
            Some("Jane: The plan"),
        ),
        (None, None, "image", None, None),
        (
            Some("image"),
            Some("The plan"),
            "image",
            Some("The plan"),
            Some("Jane: The plan"),
        ),
        (
            Some("location"),
            Some("The plan"),
            "text",
            Some("The plan\nhttps://files.example.com/plan.png"),
            Some("Jane: The plan\nhttps://files.example.com/plan.png"),
        ),
        (
            Some("location"),
            None,
            "text",
            Some("https://files.example.com/plan.png"),
            Some("Jane: https://files.example.com/plan.png"),
        ),
    ] {
        let mut scene = Scene::ongoing();
        scene.capabilities().types = types.map(|kind| vec![kind.to_owned()]);
        let reply = Reply {
            content: image(caption),
            ..scene.reply(Jane, "c-1", "")
        };
        scene.does(&reply).unwrap();
        let wire = last_on_the_wire(&scene);
        assert_eq!(wire["type"], kind);
        assert_eq!(wire.get("text").and_then(Value::as_str), shown_text);
        assert_eq!(wire.get("renderedText").and_then(Value::as_str), rendered);
        assert_eq!(wire.get("attachment").is_some(), kind == "image");
        // Staff see the same content as the visitor.
        assert_eq!(scene.messages.last().unwrap().content.kind(), kind);
    }
}

#[test]
fn a_source_gets_messages_and_the_events_it_subscribes_to() {
    let mut scene = Scene::new();
    scene.room.source.events.clear();
    scene.writes("m-1", "Hello");
    scene.picks_up(Jane).unwrap();
    scene.reads(Jane, 1).unwrap();
    scene.answers(Jane, "c-1", "Good morning").unwrap();
    scene.closes(Jane).unwrap();
    assert_eq!(scene.owes(), ["message.created"; 3]);
}

#[test]
fn reading_never_moves_backwards_and_reports_the_last_message() {
    let mut scene = Scene::ongoing();
    scene.writes("m-2", "One more thing");
    scene.answers(Jane, "c-1", "Yes?").unwrap();
    scene.reads(Jane, 99).unwrap();
    let body = scene.owed.last().unwrap().body();
    assert_eq!(
        (body["type"].as_str(), body["data"]["upTo"].as_str()),
        (Some("message.read"), Some("m-2"))
    );
    let before = (scene.room.read_up_to, scene.owed.len());
    scene.reads(Jane, 1).unwrap();
    assert_eq!((scene.room.read_up_to, scene.owed.len()), before);
    // Her own messages cause no read event.
    scene.answers(Jane, "c-2", "Hello?").unwrap();
    let owed = scene.owed.len();
    scene.reads(Jane, 5).unwrap();
    assert_eq!((scene.room.read_up_to, scene.owed.len()), (5, owed));
}

#[test]
fn the_assigned_event_names_the_staff_member() {
    let mut scene = Scene::open();
    scene.picks_up(Ada).unwrap();
    let body = scene.owed.last().unwrap().body();
    assert_eq!(body["data"]["staff"], json!({ "displayName": "Ada" }));
    assert_eq!(body["data"]["enquiry"]["status"], "ongoing");
    let mut nameless = Scene::open();
    nameless.settings().display_name_format = DisplayNameFormat::None;
    nameless.picks_up(Ada).unwrap();
    assert_eq!(
        nameless.owed.last().unwrap().body()["data"].get("staff"),
        None
    );
}

#[test]
fn visitors_see_the_display_name_and_colleagues_the_full_name() {
    let mut scene = Scene::ongoing();
    scene.answers(Jane, "c-1", "Good morning").unwrap();
    let message = scene.messages.last().unwrap();
    assert_eq!(message.content, text("Good morning"));
    let crate::message::Author::Staff {
        id,
        name,
        display_name,
    } = &message.author
    else {
        panic!("{message:?}")
    };
    assert_eq!(
        (*id, name.as_str(), display_name.as_deref()),
        (Jane.id(), "Jane Doe", Some("Jane"))
    );
}
