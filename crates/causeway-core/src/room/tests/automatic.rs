//! Automatic messages: welcome, away and close.

use super::{
    people::Person::{Ada, Jane, Lena, Omar},
    scene::{Scene, WAIT, incoming_of},
};
use crate::{
    channel::{DisplayNameFormat, WelcomeWhen},
    message::{Author, MessageDeliveryState},
    room::{Accept, CloseByVisitor, RefreshOffers, Tick},
};

/// A visitor writes, gets a reply, the enquiry closes, and the visitor writes again.
fn two_enquiries(when: WelcomeWhen, enabled: bool) -> Vec<&'static str> {
    let mut scene = Scene::new();
    scene.settings().messages.welcome.when = when;
    scene.settings().messages.welcome.enabled = enabled;
    scene.settings().messages.close.enabled = false;
    scene.writes("m-1", "Hello");
    scene.writes("m-2", "Anyone there?");
    scene.picks_up(Jane).unwrap();
    scene.closes(Jane).unwrap();
    scene.writes("m-3", "Hello again");
    scene.purposes()
}

#[test]
fn the_welcome_is_sent_as_often_as_configured() {
    assert_eq!(
        two_enquiries(WelcomeWhen::FirstContact, true),
        ["visitor", "welcome", "visitor", "visitor"]
    );
    assert_eq!(
        two_enquiries(WelcomeWhen::EveryEnquiry, true),
        ["visitor", "welcome", "visitor", "visitor", "welcome"]
    );
    assert_eq!(
        two_enquiries(WelcomeWhen::EveryEnquiry, false),
        ["visitor", "visitor", "visitor"]
    );
}

#[test]
fn automatic_messages_are_in_the_visitors_language() {
    for (language, expected) in [
        (Some("ja-JP"), "ようこそ"),
        (Some("fr"), "Welcome"),
        (None, "Welcome"),
    ] {
        let mut scene = Scene::new();
        scene.settings().messages.welcome.text = "Welcome".to_owned();
        scene.settings().messages.welcome.texts = [("ja".to_owned(), "ようこそ".to_owned())].into();
        scene.room.visitor.profile.language = language.map(str::to_owned);
        scene.writes("m-1", "Hello");
        assert_eq!(scene.last_text(), expected, "{language:?}");
    }
}

#[test]
fn the_welcome_precedes_all_other_messages() {
    let mut scene = Scene::new();
    scene.leave(&[Jane, Omar, Lena]);
    scene.writes("m-1", "Hello");
    assert_eq!(scene.purposes(), ["visitor", "welcome", "away"]);
    assert_eq!(
        scene.owes(),
        [
            "enquiry.opened",
            "message.created",
            "enquiry.missed",
            "message.created"
        ]
    );
}

#[test]
fn the_away_message_is_sent_at_most_once_per_enquiry() {
    let mut scene = Scene::missed();
    let away = |scene: &Scene| {
        scene
            .purposes()
            .iter()
            .filter(|purpose| **purpose == "away")
            .count()
    };
    assert_eq!(away(&scene), 1);
    scene.writes("m-2", "Is anyone there?");
    scene.after(WAIT).does(&Tick).unwrap();
    scene.does(&RefreshOffers).unwrap();
    assert_eq!(away(&scene), 1);
    scene.picks_up(Jane).unwrap();
    scene.closes(Jane).unwrap();
    scene.leave(&[Jane, Omar, Lena]);
    scene.writes("m-3", "Me again");
    assert_eq!(away(&scene), 2);
}

#[test]
fn a_visitor_who_leaves_gets_no_message() {
    let mut open = Scene::open();
    let before = open.purposes();
    open.does(&CloseByVisitor).unwrap();
    assert_eq!(open.purposes(), before);
    let mut ongoing = Scene::ongoing();
    ongoing.does(&CloseByVisitor).unwrap();
    assert_eq!(ongoing.purposes(), before);
    assert_eq!(ongoing.owes().last(), Some(&"enquiry.closed"));
}

#[test]
fn an_automatic_message_can_be_disabled() {
    let mut scene = Scene::new();
    scene.settings().messages.welcome.enabled = false;
    scene.settings().messages.away.enabled = false;
    scene.settings().messages.close.enabled = false;
    scene.writes("m-1", "Hello");
    scene.after(WAIT).does(&Tick).unwrap();
    scene.after(WAIT).does(&Tick).unwrap();
    scene.picks_up(Jane).unwrap();
    scene.closes(Jane).unwrap();
    assert_eq!(scene.purposes(), ["visitor"]);
    assert_eq!(
        scene.owes(),
        [
            "enquiry.opened",
            "enquiry.missed",
            "enquiry.followedUp",
            "enquiry.closed"
        ]
    );
}

#[test]
fn an_automatic_message_is_from_the_system_and_queued() {
    let scene = Scene::open();
    let welcome = scene.messages.last().unwrap();
    assert_eq!(
        (&welcome.author, scene.state_of(2)),
        (&Author::System, MessageDeliveryState::Queued)
    );
    let body = scene.owed.last().unwrap().body();
    assert_eq!(body["data"]["message"]["purpose"], "welcome");
    assert_eq!(
        body["data"]["message"]["author"],
        serde_json::json!({ "kind": "system" })
    );
    assert_eq!(body["data"]["message"].get("renderedText"), None);
}

#[test]
fn the_welcome_uses_the_name_from_the_message_it_answers() {
    let mut scene = Scene::new();
    let body = serde_json::json!({ "id": "m-1", "visitor": { "id": "u-1", "name": "Mia" }, "type": "text", "text": "Hi" });
    scene.does(&Accept::new(incoming_of(&body))).unwrap();
    assert_eq!(scene.last_text(), "Welcome, Mia");
    assert_eq!(Scene::open().last_text(), "Welcome, u-1");
}

#[test]
fn the_closing_message_names_the_closer_in_the_channels_format() {
    for (format, closer, expected) in [
        (DisplayNameFormat::FirstName, Jane, "Goodbye from Jane"),
        (DisplayNameFormat::FirstName, Ada, "Goodbye from Ada"),
        (
            DisplayNameFormat::FirstAndLastName,
            Jane,
            "Goodbye from Jane Doe",
        ),
        (DisplayNameFormat::None, Jane, "Goodbye from "),
    ] {
        let mut scene = Scene::ongoing();
        scene.settings().display_name_format = format;
        scene.closes(closer).unwrap();
        assert_eq!(scene.last_text(), expected);
    }
}

#[test]
fn a_long_automatic_message_is_split_like_any_other() {
    let mut scene = Scene::new();
    scene.capabilities().text_length_max = Some(50);
    scene.settings().messages.welcome.text = "Good day. ".repeat(12).trim().to_owned();
    scene.writes("m-1", "Hello");
    assert_eq!(
        scene.purposes(),
        ["visitor", "welcome", "welcome", "welcome"]
    );
    assert!(
        scene.messages[1..]
            .iter()
            .all(|part| part.content.text().unwrap().chars().count() <= 50)
    );
}
