//! Offers one by one, declining, assigning, binding.

use std::time::Duration;

use super::{
    people::{
        Person::{self, Finn, Jane, Lena, Omar, Ruth},
        sales,
    },
    scene::{START, Scene, WAIT},
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

/// Sales rings one by one.
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
fn one_is_rung_after_the_other_until_the_wait_ends() {
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
fn whoever_is_alone_hears_one_long_ring() {
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
fn a_ring_ends_although_the_group_is_asked_all_at_once_from_now_on() {
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
fn round_robin_goes_on_after_whoever_picked_up_last() {
    let mut scene = ringing(Distribution::RoundRobin);
    for (round, expected) in [Jane, Omar, Jane, Omar].into_iter().enumerate() {
        scene.writes(&format!("m-{round}"), "Hello");
        assert_eq!(scene.offered(), [expected], "round {round}");
        scene.picks_up(expected).unwrap();
        scene.closes(expected).unwrap();
    }
}

#[test]
fn whoever_leaves_while_being_rung_is_passed_over_at_once() {
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
fn who_declines_is_not_asked_again_at_the_same_destination() {
    let mut scene = Scene::open();
    declines(&mut scene, Jane).unwrap();
    assert_eq!(scene.offered(), [Omar]);
    assert_eq!(declines(&mut scene, Jane), Err(Refusal::NotOffered));
    scene.does(&RefreshOffers).unwrap();
    assert_eq!(scene.offered(), [Omar]);
    declines(&mut scene, Omar).unwrap();
    assert_eq!(scene.offered(), [Lena], "everybody there said no");
    declines(&mut scene, Lena).unwrap();
    assert_eq!(scene.enquiry().state, EnquiryState::Missed);
}

/// Sales takes one enquiry each, and Jane handles one.
fn limited() -> Scene {
    let mut scene = Scene::new();
    scene.groups[0].settings.max_open_per_member = Some(1);
    scene.member(Jane).handling = 1;
    scene
}

#[test]
fn an_enquiry_waits_while_everybody_has_enough_to_do() {
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
    assert_eq!(scene.offered(), [Lena], "not for longer than the wait");
}

#[test]
fn nobody_is_waited_for_who_said_no_or_left() {
    let mut scene = limited();
    scene.writes("m-1", "Hello");
    declines(&mut scene, Omar).unwrap();
    assert_eq!(scene.offered(), [], "Jane may still become free");
    scene.leave(&[Jane]);
    scene.does(&RefreshOffers).unwrap();
    assert_eq!(scene.offered(), [Lena]);
}

#[test]
fn whoever_becomes_free_is_assigned_what_waits() {
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
fn nobody_takes_more_than_the_limit_of_what_they_were_asked_at_once() {
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
        "supervisors take over what they like"
    );
}

#[test]
fn a_turn_is_not_used_up_by_who_is_not_in_the_group() {
    let mut scene = ringing(Distribution::RoundRobin);
    scene.writes("m-1", "Hello");
    assert_eq!(scene.picks_up(Ruth).unwrap().picked, None);
}

#[test]
fn what_comes_when_the_rule_asks_nobody_is_left_to_whom_it_asks_at_other_times() {
    let mut scene = Scene::new();
    let open = scene.room.channel.settings.routing.clone();
    let nobody = Rule::Alternative {
        destinations: vec![],
    };
    scene.settings().routing = Rule::Percentage {
        branches: vec![Branch {
            percent: 99,
            then: nobody,
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
            .expect("a member of a group of the rule follows it up");
    }
}

#[test]
fn auto_pick_up_assigns_to_whoever_is_idle_for_longest() {
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
    let mut nobody = Scene::new();
    nobody.room.auto_pick_up = true;
    nobody.leave(&[Jane, Omar, Lena]);
    nobody.writes("m-1", "Hello");
    assert_eq!(nobody.enquiry().state, EnquiryState::Missed);
}

/// A visitor who is bound to Lena, who isn't in the first group.
fn bound(backup: bool) -> Scene {
    let mut scene = Scene::new();
    scene.settings().sticky.enabled = true;
    scene.settings().sticky.backup = backup;
    scene.settings().sticky.wait_seconds = 30;
    scene.bound = Some(Lena.id());
    scene
}

#[test]
fn a_bound_visitor_comes_to_the_same_person_first() {
    let mut scene = bound(true);
    scene.writes("m-1", "Me again");
    assert_eq!(
        (scene.offered(), scene.room.due_at),
        (vec![Lena], Some(START.plus(Duration::from_secs(30))))
    );
    scene.after(Duration::from_secs(30)).does(&Tick).unwrap();
    assert_eq!(scene.offered(), [Jane, Omar], "the rule goes on");
    scene.picks_up(Omar).unwrap();
    assert_eq!(scene.bound, Some(Omar.id()), "bound at pick-up");
}

#[test]
fn without_the_bound_person_the_rule_goes_on_or_it_is_missed() {
    for (backup, expected) in [(true, vec![Jane, Omar]), (false, vec![])] {
        let mut scene = bound(backup);
        scene.leave(&[Lena]);
        scene.writes("m-1", "Me again");
        assert_eq!(scene.offered(), expected);
    }
}

#[test]
fn nobody_is_bound_while_sticky_is_off() {
    let mut scene = bound(true);
    scene.settings().sticky.enabled = false;
    scene.writes("m-1", "Hello");
    assert_eq!(scene.offered(), [Jane, Omar]);
    scene.picks_up(Jane).unwrap();
    assert_eq!(scene.bound, Some(Lena.id()));
}

#[test]
fn an_answer_within_seven_days_comes_to_whoever_wrote_first() {
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
        assert_eq!(scene.room.engaged, None, "it has come");
    }
}

#[test]
fn shares_are_counted_as_enquiries_open() {
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
fn the_trace_tells_the_whole_way() {
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
