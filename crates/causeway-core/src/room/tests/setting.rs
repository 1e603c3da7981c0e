//! The initial state of every scene.

use std::collections::BTreeMap;

use super::people::{Person, id, robin, sales, support};
use crate::{
    GroupId, Timestamp,
    assignment::Destination,
    channel::{
        AutoClose, AutomaticMessage, AutomaticMessages, Channel, ChannelSettings, ChannelState,
        DisplayNameFormat, Sticky, Welcome, WelcomeWhen,
    },
    chatbot::ChatbotSettings,
    group::GroupSettings,
    incoming::Capabilities,
    room::{Room, RoomSource},
    routing::Rule,
    source::OutgoingEvent,
    staff::Availability,
    staffing::{Chatbot, GroupStaffing, Member},
    visitor::{Profile, Visitor},
    wording::Variants,
};

/// The time at which every scene starts.
pub(super) const START: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

pub(super) fn group(group_id: GroupId, people: &[Person]) -> GroupStaffing {
    let settings = GroupSettings {
        wait_seconds: 60,
        ..GroupSettings::default()
    };
    let name = if group_id == sales() {
        "Sales"
    } else {
        "Support"
    };
    let members = people.iter().map(|person| member(*person)).collect();
    GroupStaffing {
        group_id,
        name: name.to_owned(),
        settings,
        members,
        last_picked: None,
    }
}

pub(super) fn chatbot() -> Chatbot {
    Chatbot {
        chatbot_id: robin(),
        name: "Robin".to_owned(),
        settings: ChatbotSettings::default(),
        answers: true,
    }
}

pub(super) fn member(person: Person) -> Member {
    Member {
        staff_id: person.id(),
        name: person.name(),
        availability: Availability::Active,
        handling: 0,
        last_enquiry_at: None,
    }
}

pub(super) fn new_room() -> Room {
    let automatic = |text: &str| AutomaticMessage {
        enabled: true,
        text: text.to_owned(),
        texts: Variants::new(),
    };
    let welcome = Welcome {
        enabled: true,
        text: "Welcome, {{visitor.name}}".to_owned(),
        texts: Variants::new(),
        when: WelcomeWhen::FirstContact,
    };
    let settings = ChannelSettings {
        routing: Rule::Alternative {
            destinations: vec![Destination::Group(sales()), Destination::Group(support())],
        },
        sticky: Sticky::default(),
        display_name_format: DisplayNameFormat::FirstName,
        messages: AutomaticMessages {
            welcome,
            away: automatic("No one is available for {{enquiry.number}}"),
            close: automatic("Goodbye from {{staff.displayName}}"),
        },
        auto_close: AutoClose::default(),
    };
    let channel = Channel {
        id: id(201),
        source_id: id(202),
        name: "In-app chat".to_owned(),
        state: ChannelState::Active,
        settings,
        created_at: START,
        version: 1,
    };
    Room {
        id: id(203),
        workspace_id: id(204),
        visitor: Visitor {
            id: id(205),
            external_id: "u-1".to_owned(),
            profile: Profile::default(),
            blocked: false,
        },
        channel,
        source: RoomSource {
            id: id(202),
            events: OutgoingEvent::ALL.to_vec(),
            capabilities: Capabilities::default(),
        },
        last_sequence: 0,
        read_up_to: 0,
        enquiry: None,
        next_number: None,
        staffing: vec![],
        chatbots: vec![],
        people: vec![],
        draws: BTreeMap::new(),
        bound: None,
        engaged: None,
        auto_pick_up: false,
        due_at: None,
        earlier: None,
        past_until: None,
        answered: None,
        found: vec![],
        finished: vec![],
        found_number: None,
        is_on_its_way: false,
        delivery: None,
    }
}
