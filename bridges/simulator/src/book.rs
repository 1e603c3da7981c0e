//! The simulator's stored state: the connection, the phones, and the ids of handled webhook
//! requests.

use omni_client::{EnquiryMoved, EnquiryRef, Event, Received, SeenIds, fresh_id};
use serde::{Deserialize, Serialize};

use jiff::Timestamp;

use crate::bubble::Bubble;
use crate::phone::{EnquiryLine, Phone};

/// Maximum number of phones. More would not fit well on the page.
pub(crate) const PHONES_MAX: usize = 20;

/// Number of webhook ids that are remembered to detect repeated deliveries.
const SEEN_MAX: usize = 2_000;

/// The phones of a new simulator.
const SAMPLE_VISITORS: [(&str, &str); 3] = [
    ("Mina Park", "en"),
    ("Theo Brandt", "de"),
    ("Inês Duarte", "pt"),
];

/// The settings that connect the simulator to a source.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Connection {
    pub(crate) causeway_url: String,
    pub(crate) access_token: String,
    pub(crate) signing_secret: String,
}

/// The state that survives a restart.
pub(crate) struct Book {
    pub(crate) connection: Option<Connection>,
    pub(crate) phones: Vec<Phone>,
    seen: SeenIds,
}

/// A change to show on open pages.
#[derive(Debug)]
pub(crate) enum Shown {
    /// A new or changed bubble.
    Bubble { phone_id: String, bubble_id: String },
    /// A new phone, or a changed header of one.
    Head { phone_id: String },
    /// Staff started or stopped typing.
    Typing { phone_id: String, typing: bool },
}

/// The result of a webhook request.
#[derive(Debug, Default)]
pub(crate) struct Handled {
    /// The event was handled before, so nothing was done.
    pub(crate) duplicate: bool,
    /// The simulator's id of a new message.
    pub(crate) message_id: Option<String>,
    pub(crate) shown: Vec<Shown>,
}

impl Book {
    /// The state of a new simulator: three visitors, no connection.
    pub(crate) fn sample() -> Self {
        let phones = SAMPLE_VISITORS
            .iter()
            .map(|(name, language)| Phone::new(fresh_id("visitor-"), (*name).to_owned(), language))
            .collect();
        Self {
            connection: None,
            phones,
            seen: SeenIds::new(SEEN_MAX),
        }
    }

    pub(crate) fn phone(&self, id: &str) -> Option<&Phone> {
        self.phones.iter().find(|phone| phone.id == id)
    }

    pub(crate) fn phone_mut(&mut self, id: &str) -> Option<&mut Phone> {
        self.phones.iter_mut().find(|phone| phone.id == id)
    }

    /// Handles a verified request once.
    pub(crate) fn handle(&mut self, received: Received, now: Timestamp) -> Handled {
        if !self.seen.insert(&received.webhook_id) {
            return Handled {
                duplicate: true,
                message_id: self.message_id_of(&received.event),
                ..Handled::default()
            };
        }
        let Some(visitor_id) = received.event.visitor_id().map(str::to_owned) else {
            return Handled::default();
        };
        let (index, is_new) = self.phone_index(&visitor_id);
        let phone = &mut self.phones[index];
        let mut handled = apply(phone, received.event, received.timestamp, now);
        if is_new {
            handled.shown.insert(
                0,
                Shown::Head {
                    phone_id: visitor_id,
                },
            );
        }
        handled
    }

    /// Returns the id that a message got when it first arrived. The response with that id may have
    /// been lost.
    fn message_id_of(&self, event: &Event) -> Option<String> {
        let Event::MessageCreated(created) = event else {
            return None;
        };
        let phone = self.phone(event.visitor_id()?)?;
        phone
            .bubbles
            .iter()
            .find(|bubble| bubble.has_id(&created.message.id))
            .map(|bubble| bubble.id.clone())
    }

    /// Returns the index of the visitor's phone, and whether it is new. A visitor that only
    /// Causeway knows gets a new phone.
    fn phone_index(&mut self, visitor_id: &str) -> (usize, bool) {
        if let Some(index) = self.phones.iter().position(|phone| phone.id == visitor_id) {
            return (index, false);
        }
        self.phones.push(Phone::new(
            visitor_id.to_owned(),
            format!("Returned visitor {}", self.phones.len() + 1),
            "en",
        ));
        (self.phones.len() - 1, true)
    }
}

fn apply(phone: &mut Phone, event: Event, happened_at: Timestamp, now: Timestamp) -> Handled {
    let phone_id = phone.id.clone();
    let bubble = |bubble: Bubble| Shown::Bubble {
        phone_id: phone_id.clone(),
        bubble_id: bubble.id,
    };
    match event {
        Event::MessageCreated(created) => {
            let id = fresh_id("sim-");
            let mut shown = vec![Shown::Typing {
                phone_id: phone_id.clone(),
                typing: false,
            }];
            shown.push(bubble(phone.receive(id.clone(), now, created.message)));
            if let Some(enquiry) = created.enquiry {
                shown.extend(note_enquiry(phone, enquiry));
            }
            Handled {
                message_id: Some(id),
                shown,
                ..Handled::default()
            }
        }
        Event::MessageRead(read) => {
            let shown = phone
                .read_by_staff(&read.up_to, happened_at)
                .into_iter()
                .map(bubble)
                .collect();
            Handled {
                shown,
                ..Handled::default()
            }
        }
        Event::MessageDeleted(deleted) => {
            let shown = phone
                .unsend(&deleted.message.id)
                .into_iter()
                .map(bubble)
                .collect();
            Handled {
                shown,
                ..Handled::default()
            }
        }
        Event::TypingStarted(_) => Handled {
            shown: vec![Shown::Typing {
                phone_id,
                typing: true,
            }],
            ..Handled::default()
        },
        Event::TypingStopped(_) => Handled {
            shown: vec![Shown::Typing {
                phone_id,
                typing: false,
            }],
            ..Handled::default()
        },
        Event::Enquiry(EnquiryMoved { event, enquiry, .. }) => {
            let mut shown = Vec::new();
            if event == "enquiry.closed" {
                shown.push(bubble(phone.note(
                    fresh_id("note-"),
                    now,
                    "The conversation is closed",
                )));
            }
            shown.extend(note_enquiry(phone, enquiry));
            Handled {
                shown,
                ..Handled::default()
            }
        }
        Event::Challenge(_) | Event::Unknown(_) => Handled::default(),
    }
}

/// Stores the enquiry's number and status for the header. Returns the header if they changed.
fn note_enquiry(phone: &mut Phone, enquiry: EnquiryRef) -> Option<Shown> {
    let line = EnquiryLine {
        number: enquiry.number,
        status: Some(enquiry.status),
    };
    if phone.enquiry.as_ref() == Some(&line) {
        return None;
    }
    phone.enquiry = Some(line);
    Some(Shown::Head {
        phone_id: phone.id.clone(),
    })
}

/// The format of the state file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stored {
    connection: Option<Connection>,
    phones: Vec<Phone>,
    seen_webhook_ids: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Storing<'b> {
    connection: Option<&'b Connection>,
    phones: &'b [Phone],
    seen_webhook_ids: Vec<&'b str>,
}

impl Book {
    /// Parses the state file.
    pub(crate) fn from_bytes(bytes: &[u8]) -> serde_json::Result<Self> {
        let Stored {
            connection,
            phones,
            seen_webhook_ids,
        } = serde_json::from_slice(bytes)?;
        let mut seen = SeenIds::new(SEEN_MAX);
        for webhook_id in &seen_webhook_ids {
            seen.insert(webhook_id);
        }
        Ok(Self {
            connection,
            phones,
            seen,
        })
    }

    /// Serializes the state file.
    pub(crate) fn to_bytes(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec_pretty(&Storing {
            connection: self.connection.as_ref(),
            phones: &self.phones,
            seen_webhook_ids: self.seen.iter().collect(),
        })
    }
}
