//! Destinations and their order.

use std::time::Duration;

use super::{
    people::{
        Person::{self, Jane, Lena, Omar},
        sales, support,
    },
    scene::{Scene, WAIT, incoming_of},
    setting::START,
    setting::member,
};
use crate::{
    assignment::Destination,
    enquiry::EnquiryState,
    room::{Accept, RefreshOffers, Tick},
    routing::Rule,
    staff::Availability,
    staffing::Member,
};

type Prepare = fn(&mut Scene);

/// Who gets an offer of an enquiry that opens now.
fn offered_to(scene: &mut Scene) -> Vec<Person> {
    scene.writes("m-1", "Hello");
    scene.offered()
}

#[test]
fn the_first_destination_with_a_ready_member_gets_the_offer() {
    let cases: [(&str, Prepare, &[Person]); 10] = [
        ("everyone is active", |_| {}, &[Jane, Omar]),
        (
            "one of sales is away",
            |scene| scene.member(Jane).availability = Availability::Idle,
            &[Omar],
        ),
        (
            "all of sales are away",
            |scene| scene.leave(&[Jane, Omar]),
            &[Lena],
        ),
        (
            "sales has no members",
            |scene| scene.groups[0].members.clear(),
            &[Lena],
        ),
        (
            "sales was removed",
            |scene| drop(scene.groups.remove(0)),
            &[Lena],
        ),
        (
            "one of sales is at capacity",
            |scene| {
                scene.groups[0].settings.max_open_per_member = Some(3);
                scene.member(Jane).handling = 3;
                scene.member(Omar).handling = 2;
            },
            &[Omar],
        ),
        (
            "many enquiries, but no limit",
            |scene| scene.member(Jane).handling = 1_000,
            &[Jane, Omar],
        ),
        (
            "support is first",
            |scene| {
                let destinations = vec![Destination::Group(support()), Destination::Group(sales())];
                scene.settings().routing = Rule::Alternative { destinations };
            },
            &[Lena],
        ),
        (
            "no destination",
            |scene| {
                scene.settings().routing = Rule::Alternative {
                    destinations: vec![],
                }
            },
            &[],
        ),
        (
            "no one is active",
            |scene| scene.leave(&[Jane, Omar, Lena]),
            &[],
        ),
    ];
    for (name, prepare, expected) in cases {
        let mut scene = Scene::new();
        prepare(&mut scene);
        assert_eq!(offered_to(&mut scene), expected, "{name}");
        let is_missed = scene.enquiry().state == EnquiryState::Missed;
        assert_eq!(is_missed, expected.is_empty(), "{name}");
    }
}

#[test]
fn a_group_with_other_languages_is_skipped() {
    for (language, expected) in [
        (None, vec![Jane, Omar]),
        (Some("de-CH"), vec![Jane, Omar]),
        (Some("ja"), vec![Lena]),
        (Some("fr"), vec![]),
    ] {
        let mut scene = Scene::new();
        scene.groups[0].settings.languages = vec!["de".to_owned(), "en".to_owned()];
        scene.groups[1].settings.languages = vec!["ja".to_owned()];
        // The message itself contains the language.
        let body = serde_json::json!({ "id": "m-1", "visitor": { "id": "u-1", "language": language }, "type": "text", "text": "Hi" });
        scene.does(&Accept::new(incoming_of(&body))).unwrap();
        assert_eq!(scene.offered(), expected, "{language:?}");
    }
}

#[test]
fn each_destination_waits_for_its_own_time_from_its_first_offer() {
    let mut scene = Scene::new();
    scene.groups[0].settings.wait_seconds = 30;
    scene.groups[1].settings.wait_seconds = 90;
    scene.writes("m-1", "Hello");
    assert_eq!(scene.room.due_at, Some(START.plus(Duration::from_secs(30))));
    // The worker is a little late.
    scene.after(Duration::from_secs(34)).does(&Tick).unwrap();
    assert_eq!(scene.offered(), [Lena]);
    assert_eq!(
        scene.room.due_at,
        Some(START.plus(Duration::from_secs(124)))
    );
    assert!(
        scene
            .enquiry()
            .offers
            .iter()
            .all(|offer| Some(offer.expires_at) == scene.room.due_at)
    );
    assert_eq!(scene.enquiry().destinations, [sales(), support()]);
    scene.after(Duration::from_secs(90)).does(&Tick).unwrap();
    assert_eq!(
        (scene.enquiry().state, scene.room.due_at),
        (EnquiryState::Missed, None)
    );
    assert_eq!(scene.enquiry().missed_at, Some(scene.now));
}

#[test]
fn messages_do_not_extend_the_wait() {
    let mut scene = Scene::open();
    let due_at = scene.room.due_at;
    scene
        .after(Duration::from_secs(30))
        .writes("m-2", "Anyone there?");
    assert_eq!(scene.room.due_at, due_at);
}

#[test]
fn a_changed_rule_does_not_affect_a_search_in_progress() {
    let mut scene = Scene::open();
    scene.settings().routing = Rule::Alternative {
        destinations: vec![],
    };
    scene.after(WAIT).does(&Tick).unwrap();
    assert_eq!(scene.offered(), [Lena]);
}

#[test]
fn a_member_who_becomes_active_gets_an_offer_with_the_same_expiry() {
    let mut scene = Scene::new();
    scene.member(Omar).availability = Availability::Busy;
    scene.writes("m-1", "Hello");
    let due_at = scene.room.due_at;
    scene.member(Omar).availability = Availability::Active;
    scene
        .after(Duration::from_secs(20))
        .does(&RefreshOffers)
        .unwrap();
    assert_eq!(scene.offered(), [Jane, Omar]);
    assert!(
        scene
            .enquiry()
            .offers
            .iter()
            .all(|offer| Some(offer.expires_at) == due_at)
    );
    assert_eq!(scene.room.due_at, due_at);
    let before = scene.enquiry().version;
    scene.does(&RefreshOffers).unwrap();
    assert_eq!(scene.enquiry().version, before, "nothing changed");
}

#[test]
fn a_member_who_returns_after_the_group_was_tried_gets_no_offer() {
    let mut scene = Scene::open();
    scene.leave(&[Jane, Omar]);
    scene.does(&RefreshOffers).unwrap();
    assert_eq!(scene.offered(), [Lena]);
    for person in [Jane, Omar] {
        scene.member(person).availability = Availability::Active;
    }
    scene.does(&RefreshOffers).unwrap();
    assert_eq!(scene.offered(), [Lena]);
}

#[test]
fn a_group_that_leaves_or_is_at_capacity_is_skipped() {
    let mut removed = Scene::open();
    removed.groups.remove(0);
    removed.does(&RefreshOffers).unwrap();
    assert_eq!(removed.offered(), [Lena]);
    let mut full = Scene::open();
    full.groups[0].settings.max_open_per_member = Some(1);
    full.member(Jane).handling = 1;
    full.does(&RefreshOffers).unwrap();
    assert_eq!(full.offered(), [Omar]);
}

#[test]
fn the_trace_names_who_gets_an_offer_and_who_is_left_out_and_why() {
    let mut scene = Scene::new();
    scene.member(Omar).availability = Availability::Busy;
    scene.member(Lena).handling = 1;
    scene.groups[1].settings.max_open_per_member = Some(1);
    let change = scene.writes("m-1", "Hello");
    let entries: Vec<_> = change
        .enquiry
        .unwrap()
        .trace
        .into_iter()
        .map(|entry| (entry.step.to_string(), entry.staff_ids))
        .collect();
    assert_eq!(
        entries,
        [
            (
                "Sales: not asked were Omar Doe (busy).".to_owned(),
                vec![Omar.id()]
            ),
            ("Sales: offered to Jane Doe.".to_owned(), vec![Jane.id()]),
        ]
    );
    let change = scene.after(WAIT).does(&Tick).unwrap().1;
    let entries: Vec<_> = change
        .enquiry
        .unwrap()
        .trace
        .into_iter()
        .map(|entry| entry.step.to_string())
        .collect();
    assert_eq!(
        entries,
        [
            "Sales did not answer in time.",
            "Support: not asked were Lena Doe (at capacity).",
            "Everyone at Support is at capacity: waiting for someone there.",
        ]
    );
}

#[test]
fn a_trace_entry_names_five_people_and_keeps_fifty() {
    let mut scene = Scene::new();
    let crowd = |number: u128| Member {
        staff_id: super::people::id(1_000 + number),
        ..member(Jane)
    };
    scene.groups[0].members = (0..60).map(crowd).collect();
    let change = scene.writes("m-1", "Hello");
    let entry = change.enquiry.unwrap().trace.remove(0);
    assert_eq!(
        entry.step.to_string(),
        "Sales: offered to Jane Doe, Jane Doe, Jane Doe, Jane Doe, Jane Doe and 55 more."
    );
    assert_eq!(entry.staff_ids.len(), 50);
}
