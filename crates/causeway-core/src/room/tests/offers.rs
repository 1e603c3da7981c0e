//! Offers: one by one, declining, automatic pick-up, sticky bindings.

use std::time::Duration;

use super::{
    people::{
        Person::{self, Finn, Jane, Lena, Omar, Ruth},
        sales,
    },
    scene::{Scene, WAIT},
    setting::START,
    setting::member,
};
use crate::{
    assignment::Destination,
    enquiry::EnquiryState,
    group::Distribution,
    room::{Decline, Engagement, RefreshOffers, Refusal, Tick},
    routing::{Branch, Rule},
};

const RING: Duration = Duration::from_secs(20);

/// A scene in which sales rings one member at a time.
fn ringing(distribution: Distribution) -> Scene {
    let mut scene = Scene::new();
    scene.groups[0].settings.distribution = distribution;
    scene
}

fn declines(scene: &mut Scene, person: Person) -> Result<(), Refusal> {
    let enquiry_id = scene.last_enquiry().id;
    scene
        .does(&Decline {
            actor: person.actor(),
            name: person.name(),
            enquiry_id,
        })
        .map(drop)
}

#[test]
fn members_are_rung_one_by_one_until_the_wait_ends() {
    let mut scene = ringing(Distribution::FixedOrder);
    scene.writes("m-1", "Hello");
    assert_eq!(
        (scene.offered(), scene.room.due_at),
        (vec![Jane], Some(START.plus(RING)))
    );
    for (seconds, expected) in [(20, Omar), (40, Jane), (60, Lena)] {
        scene.now = START.plus(Duration::from_secs(seconds));
        let change = scene.does(&Tick).unwrap().1;
        assert_eq!(scene.offered(), [expected], "after {seconds} s");
        let withdrawn = change.enquiry.unwrap().offers_withdrawn;
        assert_eq!(withdrawn.len(), 1);
    }
    assert!(
        scene
            .trace
            .iter()
            .any(|text| text == "Sales did not answer in time."),
        "{:?}",
        scene.trace
    );
}

#[test]
fn a_single_member_gets_one_long_ring() {
    let mut scene = ringing(Distribution::RoundRobin);
    scene.leave(&[Omar]);
    scene.writes("m-1", "Hello");
    let change = scene.after(RING).does(&Tick).unwrap().1.enquiry.unwrap();
    assert_eq!(
        (scene.offered(), change.offers_withdrawn),
        (vec![Jane], vec![])
    );
    assert_eq!(scene.enquiry().offers[0].expires_at, START.plus(RING * 2));
}

#[test]
fn a_ring_ends_after_switching_the_group_to_simultaneous() {
    let mut scene = ringing(Distribution::RoundRobin);
    scene.leave(&[Omar]);
    scene.writes("m-1", "Hello");
    scene.groups[0].settings.distribution = Distribution::Simultaneous;
    scene.after(RING).does(&Tick).unwrap();
    assert_eq!(
        (scene.offered(), scene.room.due_at),
        (vec![Jane], Some(START.plus(WAIT)))
    );
}

#[test]
fn the_last_ring_ends_with_the_wait() {
    let mut scene = ringing(Distribution::FixedOrder);
    scene.groups[0].settings.wait_seconds = 30;
    scene.writes("m-1", "Hello");
    scene.after(RING).does(&Tick).unwrap();
    assert_eq!(
        scene.enquiry().offers[0].expires_at,
        START.plus(Duration::from_secs(30))
    );
}

#[test]
fn round_robin_continues_after_the_last_pick_up() {
    let mut scene = ringing(Distribution::RoundRobin);
    for (round, expected) in [Jane, Omar, Jane, Omar].into_iter().enumerate() {
        scene.writes(&format!("m-{round}"), "Hello");
        assert_eq!(scene.offered(), [expected], "round {round}");
        scene.picks_up(expected).unwrap();
        scene.closes(expected).unwrap();
    }
}

#[test]
fn a_member_who_leaves_while_rung_is_skipped_at_once() {
    let mut scene = ringing(Distribution::FixedOrder);
    scene.writes("m-1", "Hello");
    scene.leave(&[Jane]);
    scene
        .after(Duration::from_secs(3))
        .does(&RefreshOffers)
        .unwrap();
    assert_eq!(
        (scene.offered(), scene.room.due_at),
        (vec![Omar], Some(scene.now.plus(RING)))
    );
    scene.leave(&[Omar]);
    scene.does(&RefreshOffers).unwrap();
    assert_eq!(scene.offered(), [Lena]);
}

#[test]
fn declining_ends_offers_from_the_same_destination() {
    let mut scene = Scene::open();
    declines(&mut scene, Jane).unwrap();
    assert_eq!(scene.offered(), [Omar]);
    assert_eq!(declines(&mut scene, Jane), Err(Refusal::NotOffered));
    scene.does(&RefreshOffers).unwrap();
    assert_eq!(scene.offered(), [Omar]);
    declines(&mut scene, Omar).unwrap();
    assert_eq!(scene.offered(), [Lena], "everyone there declined");
    declines(&mut scene, Lena).unwrap();
    assert_eq!(scene.enquiry().state, EnquiryState::Missed);
}

/// A scene in which each member of sales takes one enquiry, and Jane has one.
fn limited() -> Scene {
    let mut scene = Scene::new();
    scene.groups[0].settings.max_open_per_member = Some(1);
    scene.member(Jane).handling = 1;
    scene
}

#[test]
fn an_enquiry_waits_while_everyone_is_at_capacity() {
    let mut scene = limited();
    scene.member(Omar).handling = 1;
    scene.writes("m-1", "Hello");
    assert_eq!(
        (scene.offered(), scene.room.due_at),
        (vec![], Some(START.plus(WAIT)))
    );
    assert_eq!(
        scene.trace.last().unwrap(),
        "Everyone at Sales is at capacity: waiting for someone there."
    );
    scene.member(Omar).handling = 0;
    scene
        .after(Duration::from_secs(30))
        .does(&RefreshOffers)
        .unwrap();
    assert_eq!(
        (scene.offered(), scene.room.due_at),
        (vec![Omar], Some(START.plus(WAIT)))
    );
    scene.member(Omar).handling = 1;
    scene.does(&RefreshOffers).unwrap();
    assert_eq!(
        (scene.offered(), scene.room.due_at),
        (vec![], Some(START.plus(WAIT)))
    );
    scene.after(Duration::from_secs(30)).does(&Tick).unwrap();
    assert_eq!(scene.offered(), [Lena], "only until the wait ends");
}

#[test]
fn members_who_declined_or_left_are_not_waited_for() {
    let mut scene = limited();
    scene.writes("m-1", "Hello");
    declines(&mut scene, Omar).unwrap();
    assert_eq!(scene.offered(), [], "Jane may still finish her enquiry");
    scene.leave(&[Jane]);
    scene.does(&RefreshOffers).unwrap();
    assert_eq!(scene.offered(), [Lena]);
}

#[test]
fn a_waiting_enquiry_is_assigned_to_the_first_free_member() {
    let mut scene = limited();
    scene.room.auto_pick_up = true;
    scene.member(Omar).handling = 1;
    scene.writes("m-1", "Hello");
    scene.member(Jane).handling = 0;
    let change = scene.does(&RefreshOffers).unwrap().1;
    assert_eq!(
        (scene.enquiry().owner, change.max_open),
        (Some(Jane.id()), Some((Jane.id(), 1)))
    );
}

#[test]
fn simultaneous_offers_do_not_exceed_the_member_limit() {
    let mut scene = limited();
    scene.member(Jane).handling = 0;
    scene.writes("m-1", "Hello");
    scene.member(Jane).handling = 1;
    assert_eq!(scene.picks_up(Jane).err(), Some(Refusal::NotOffered));
    assert_eq!(
        scene.clone().picks_up(Omar).unwrap().max_open,
        Some((Omar.id(), 1))
    );
    scene.groups[0].members.push(member(Ruth));
    scene.member(Ruth).handling = 1;
    assert_eq!(
        scene.picks_up(Ruth).unwrap().max_open,
        None,
        "supervisors can take over any enquiry"
    );
}

#[test]
fn a_pick_up_by_a_non_member_does_not_advance_round_robin() {
    let mut scene = ringing(Distribution::RoundRobin);
    scene.writes("m-1", "Hello");
    assert_eq!(scene.picks_up(Ruth).unwrap().picked, None);
}

#[test]
fn groups_of_other_hours_can_follow_up_when_no_destination_applies() {
    let mut scene = Scene::new();
    let open = scene.room.channel.settings.routing.clone();
    let no_destination = Rule::Alternative {
        destinations: vec![],
    };
    scene.settings().routing = Rule::Percentage {
        branches: vec![Branch {
            percent: 99,
            then: no_destination,
        }],
        otherwise: Box::new(open),
    };
    scene.writes("m-1", "Hello");
    assert_eq!(scene.enquiry().state, EnquiryState::Missed);
    assert_eq!(
        scene.enquiry().destination(),
        Some(Destination::Group(sales()))
    );
    assert_eq!(
        scene.clone().picks_up(Finn).err(),
        Some(Refusal::NotOffered)
    );
    for person in [Jane, Lena, Ruth] {
        scene
            .clone()
            .picks_up(person)
            .expect("a member of a group in the rule can follow it up");
    }
}

#[test]
fn auto_pick_up_assigns_to_the_longest_idle_member() {
    let mut scene = Scene::new();
    scene.room.auto_pick_up = true;
    scene.member(Jane).last_enquiry_at = Some(START);
    scene.writes("m-1", "Hello");
    assert_eq!(
        (scene.enquiry().state, scene.enquiry().owner),
        (EnquiryState::Ongoing, Some(Omar.id()))
    );
    assert_eq!(scene.offered(), []);
    assert_eq!(scene.purposes(), ["visitor", "welcome"]);
    let mut empty = Scene::new();
    empty.room.auto_pick_up = true;
    empty.leave(&[Jane, Omar, Lena]);
    empty.writes("m-1", "Hello");
    assert_eq!(empty.enquiry().state, EnquiryState::Missed);
}

/// A scene whose visitor is bound to Lena, who isn't in the first group.
fn bound(backup: bool) -> Scene {
    let mut scene = Scene::new();
    scene.settings().sticky.enabled = true;
    scene.settings().sticky.backup = backup;
    scene.settings().sticky.wait_seconds = 30;
    scene.bound = Some(Lena.id());
    scene
}

#[test]
fn a_bound_visitor_is_offered_to_the_same_person_first() {
    let mut scene = bound(true);
    scene.writes("m-1", "Me again");
    assert_eq!(
        (scene.offered(), scene.room.due_at),
        (vec![Lena], Some(START.plus(Duration::from_secs(30))))
    );
    scene.after(Duration::from_secs(30)).does(&Tick).unwrap();
    assert_eq!(scene.offered(), [Jane, Omar], "the rule applies next");
    scene.picks_up(Omar).unwrap();
    assert_eq!(scene.bound, Some(Omar.id()), "bound at pick-up");
}

#[test]
fn without_the_bound_person_the_rule_applies_or_it_is_missed() {
    for (backup, expected) in [(true, vec![Jane, Omar]), (false, vec![])] {
        let mut scene = bound(backup);
        scene.leave(&[Lena]);
        scene.writes("m-1", "Me again");
        assert_eq!(scene.offered(), expected);
    }
}

#[test]
fn no_binding_is_used_or_changed_while_sticky_is_off() {
    let mut scene = bound(true);
    scene.settings().sticky.enabled = false;
    scene.writes("m-1", "Hello");
    assert_eq!(scene.offered(), [Jane, Omar]);
    scene.picks_up(Jane).unwrap();
    assert_eq!(scene.bound, Some(Lena.id()));
}

#[test]
fn a_reply_within_seven_days_is_offered_to_the_engaging_staff() {
    let week = Duration::from_hours(7 * 24);
    for (after, expected) in [
        (Duration::from_secs(7 * 24 * 3_600 - 1), vec![Lena]),
        (week, vec![Jane, Omar]),
    ] {
        let mut scene = Scene::new();
        scene.room.engaged = Some(Engagement {
            staff_id: Lena.id(),
            until: START.plus(week),
        });
        scene.after(after).writes("m-1", "You wrote to me");
        assert_eq!(scene.offered(), expected);
        assert_eq!(scene.room.engaged, None, "the reply ends the engagement");
    }
}

#[test]
fn percentages_are_counted_when_enquiries_open() {
    let mut scene = Scene::new();
    let otherwise = Box::new(scene.room.channel.settings.routing.clone());
    let then = Rule::Alternative {
        destinations: vec![Destination::Group(sales())],
    };
    scene.settings().routing = Rule::Percentage {
        branches: vec![Branch { percent: 99, then }],
        otherwise,
    };
    for number in 1..=3_i64 {
        scene.writes(&format!("m-{number}"), "Hello");
        assert_eq!(scene.room.draws.get(""), Some(&number));
        scene.writes(&format!("more-{number}"), "And");
        scene.picks_up(Jane).unwrap();
        scene.closes(Jane).unwrap();
    }
}

#[test]
fn the_trace_records_the_whole_routing() {
    let mut scene = ringing(Distribution::FixedOrder);
    scene.groups[0].settings.wait_seconds = 30;
    scene.writes("m-1", "Hello");
    declines(&mut scene, Jane).unwrap();
    scene.after(WAIT).does(&Tick).unwrap();
    scene.leave(&[Lena]);
    scene.does(&RefreshOffers).unwrap();
    scene.picks_up(Omar).unwrap();
    scene.closes(Omar).unwrap();
    insta::assert_snapshot!(scene.trace.join("\n"));
}
