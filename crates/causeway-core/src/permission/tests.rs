use std::fmt::Write;

use uuid::Uuid;

use super::*;
use crate::{Id, Timestamp, enquiry::Offer, enquiry_number::EnquiryNumber};

const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

fn id<I: Id>(number: u128) -> I {
    I::from_uuid(Uuid::from_u128(number))
}

/// How a person relates to an enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Owner,
    /// Takes part in a colleague's enquiry.
    Participant,
    /// Has an offer of the enquiry, or of a transfer from a colleague.
    Offered,
    /// In a service group that was tried.
    Member,
    /// In a service group that would be tried next.
    NextMember,
    /// Was a destination, and did not answer.
    Asked,
    /// In a service group with a person who was a destination.
    TeamOfAsked,
    Stranger,
}

const ME: u128 = 1;
const OWNER: u128 = 2;
const COLLEAGUE: u128 = 4;

fn actor(role: Role, standing: Standing) -> Actor {
    let group_ids = match standing {
        Standing::Member => vec![id(11)],
        Standing::NextMember => vec![id(12)],
        Standing::Owner
        | Standing::Participant
        | Standing::Offered
        | Standing::Asked
        | Standing::TeamOfAsked
        | Standing::Stranger => vec![id(13)],
    };
    let team = if standing == Standing::TeamOfAsked {
        vec![id(ME), id(COLLEAGUE)]
    } else {
        vec![]
    };
    Actor {
        staff_id: id(ME),
        role,
        group_ids,
        team,
    }
}

/// The staff members who were destinations.
fn asked(standing: Standing) -> Vec<StaffId> {
    match standing {
        Standing::Asked => vec![id(ME)],
        Standing::TeamOfAsked => vec![id(COLLEAGUE)],
        Standing::Owner
        | Standing::Participant
        | Standing::Offered
        | Standing::Member
        | Standing::NextMember
        | Standing::Stranger => vec![],
    }
}

/// An enquiry that was offered to the first of two groups; `None` if the relation is impossible.
fn enquiry(state: EnquiryState, standing: Standing) -> Option<Enquiry> {
    let is_owned = state.is_handled() || state == EnquiryState::Closed;
    let is_open = state == EnquiryState::Open;
    let owner = match standing {
        Standing::Owner => Some(is_owned.then(|| id(ME))?),
        Standing::Participant => Some(is_owned.then(|| id(OWNER))?),
        Standing::Offered
        | Standing::Member
        | Standing::NextMember
        | Standing::Asked
        | Standing::TeamOfAsked
        | Standing::Stranger => is_owned.then(|| id(OWNER)),
    };
    let offer = |staff: u128| Offer {
        staff_id: id(staff),
        expires_at: NOW,
    };
    let offers = match standing {
        Standing::Offered => vec![
            offer(OWNER + 1),
            (is_open || state.is_handled()).then(|| offer(ME))?,
        ],
        Standing::Owner
        | Standing::Participant
        | Standing::Member
        | Standing::NextMember
        | Standing::Asked
        | Standing::TeamOfAsked
        | Standing::Stranger => {
            if is_open {
                vec![offer(OWNER)]
            } else {
                vec![]
            }
        }
    };
    Some(Enquiry {
        id: id(21),
        number: EnquiryNumber::new(1),
        room_id: id(22),
        state,
        assignment: None,
        destinations: vec![id(11)],
        chatbot: None,
        asked: asked(standing),
        owner,
        participants: if standing == Standing::Participant {
            vec![id(ME)]
        } else {
            vec![]
        },
        snoozed_until: None,
        quiet_since: NOW,
        warned_at: None,
        created_at: NOW,
        picked_up_at: None,
        missed_at: (state == EnquiryState::Missed || state == EnquiryState::FollowedUp)
            .then_some(NOW),
        closed_at: None,
        last_activity_at: NOW,
        last_message: None,
        version: 1,
        offers,
    })
}

#[test]
fn every_role_and_action() {
    let mut table = String::new();
    for action in Action::ALL {
        let allowed = Role::ALL
            .into_iter()
            .filter(|role| actor(*role, Standing::Stranger).may(action));
        let names: Vec<_> = allowed.map(Role::name).collect();
        writeln!(table, "{:<16}{}", format!("{action:?}"), names.join(", ")).unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_role_and_action_with_an_enquiry() {
    let states = [
        EnquiryState::Open,
        EnquiryState::Ongoing,
        EnquiryState::Missed,
        EnquiryState::FollowedUp,
        EnquiryState::Closed,
    ];
    let standings = [
        Standing::Owner,
        Standing::Participant,
        Standing::Offered,
        Standing::Member,
        Standing::NextMember,
        Standing::Asked,
        Standing::TeamOfAsked,
        Standing::Stranger,
    ];
    let mut table = String::new();
    for state in states {
        for standing in standings {
            let Some(enquiry) = enquiry(state, standing) else {
                continue;
            };
            for role in Role::ALL {
                let actor = actor(role, standing);
                let may = EnquiryAction::ALL
                    .into_iter()
                    .filter(|action| actor.may_with(*action, &enquiry));
                let may: Vec<_> = may.map(|action| format!("{action:?}")).collect();
                let line = format!(
                    "{:<12}{:<12}{:<15} {}",
                    state.name(),
                    format!("{standing:?}"),
                    role.name(),
                    may.join(" ")
                );
                writeln!(table, "{}", line.trim_end()).unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}
