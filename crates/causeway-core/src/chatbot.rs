//! Chatbots: programs that answer visitors until they hand over to staff.
//!
//! A rule names a chatbot as a destination, like a service group. While it is the current
//! destination, it owes a [`crate::assignment::Turn`] for the visitor's messages. Each turn is one
//! signed request that carries the conversation; the response body is an [`Answer`].

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Faults, Fields, Reason, content::Content, json};

/// Maximum number of messages in one answer.
pub const MESSAGES_MAX: usize = 5;
/// Maximum length of the note in one answer, in characters.
pub const NOTE_MAX: usize = 2_000;
/// Number of latest messages of the conversation that one request carries.
pub const CONVERSATION_MAX: i64 = 50;
/// Maximum number of attempts for one turn, within its time limit: the visitor is waiting, and
/// staff may be next.
pub const TRIES_MAX: i64 = 3;

/// The settings of a chatbot. Stored as JSON in `chatbots.settings`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatbotSettings {
    /// Seconds for each answer, including all attempts, before the next destination is tried: 5 to
    /// 120.
    pub answer_seconds: u32,
    /// Minutes without a message from the visitor after which the conversation closes: 1 to 1,440.
    pub quiet_minutes: u32,
}

impl Default for ChatbotSettings {
    fn default() -> Self {
        Self {
            answer_seconds: 20,
            quiet_minutes: 60,
        }
    }
}

impl ChatbotSettings {
    /// The time limit for an answer.
    pub fn answer(&self) -> Duration {
        Duration::from_secs(self.answer_seconds.into())
    }

    /// How long the visitor may be silent before the conversation closes.
    pub fn quiet(&self) -> Duration {
        Duration::from_mins(self.quiet_minutes.into())
    }
}

/// The pause after failed attempt number `tries` of a turn; `None` if it was the last attempt.
pub fn pause_after(tries: i64) -> Option<Duration> {
    let pause = match tries {
        ..=1 => Duration::from_secs(1),
        _ => Duration::from_secs(3),
    };
    (tries < TRIES_MAX).then_some(pause)
}

/// A chatbot's answer to one turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Messages to the visitor, at most [`MESSAGES_MAX`].
    pub messages: Vec<Content>,
    /// A note that only staff see.
    pub note: Option<String>,
    pub then: Then,
}

/// What follows a chatbot's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The chatbot waits for the visitor's next message.
    GoOn,
    /// The next destination is tried.
    HandOver,
    /// The enquiry closes.
    Close,
}

impl Then {
    /// The variant with this name.
    fn parse(name: &str) -> Option<Self> {
        match name {
            "goOn" => Some(Self::GoOn),
            "handOver" => Some(Self::HandOver),
            "close" => Some(Self::Close),
            _ => None,
        }
    }
}

impl Answer {
    /// An answer without messages.
    const NOTHING: Self = Self {
        messages: Vec::new(),
        note: None,
        then: Then::GoOn,
    };

    /// Parses the body of an answer. An empty body is an answer without messages.
    ///
    /// # Errors
    /// What is wrong with the body, for the chatbot's developer.
    pub fn parse(body: &[u8]) -> Result<Self, String> {
        if body.trim_ascii().is_empty() {
            return Ok(Self::NOTHING);
        }
        let value = json::read(body).map_err(|_| "its answer is not JSON".to_owned())?;
        let mut faults = Faults::default();
        let fields = Fields::root(&value, &mut faults);
        let answer = Self::read(&fields, &mut faults);
        faults.finish(answer).map_err(|faults| {
            let first = faults.into_vec().into_iter().next();
            first.map_or_else(String::new, |fault| {
                let place = if fault.pointer.is_empty() {
                    "the body"
                } else {
                    &fault.pointer
                };
                format!("its answer can't be used: {place} {}", fault.reason)
            })
        })
    }

    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let listed = fields
            .objects("messages", MESSAGES_MAX, faults)
            .unwrap_or_default();
        let mut messages = Vec::with_capacity(listed.len());
        for message in &listed {
            let content = Content::from_chatbot(message, faults);
            if content
                .as_ref()
                .and_then(Content::text)
                .is_some_and(|text| text.trim().is_empty())
            {
                faults.add(message.pointer("text"), Reason::Blank);
            }
            messages.extend(content);
        }
        let note = fields.string("note", 1, NOTE_MAX, faults);
        let word = fields.string("then", 1, 32, faults);
        let then = word.as_deref().map_or(Some(Then::GoOn), Then::parse);
        if then.is_none() {
            faults.add(
                fields.pointer("then"),
                Reason::not_one_of(["goOn", "handOver", "close"]),
            );
        }
        Some(Self {
            messages,
            note,
            then: then?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Content {
        Content::Text {
            text: text.to_owned(),
        }
    }

    #[test]
    fn an_answer_is_parsed_with_its_messages_note_and_next_step() {
        for (body, answer) in [
            ("", Answer::NOTHING),
            (" \n", Answer::NOTHING),
            ("{}", Answer::NOTHING),
            (r#"{"messages":[],"then":"goOn","more":1}"#, Answer::NOTHING),
            (r#"{"messages":null,"note":"","then":""}"#, Answer::NOTHING),
            ("\u{feff}{}", Answer::NOTHING),
            (
                r#"{"messages":[{"type":"text","text":"soon \ud83e","options":[]}]}"#,
                Answer {
                    messages: vec![text("soon \u{fffd}")],
                    note: None,
                    then: Then::GoOn,
                },
            ),
            (
                r#"{"messages":[{"type":"text","text":"Hi"}],"note":"Angry","then":"handOver"}"#,
                Answer {
                    messages: vec![text("Hi")],
                    note: Some("Angry".to_owned()),
                    then: Then::HandOver,
                },
            ),
            (
                r#"{"messages":[{"type":"text","text":"a"},{"type":"text","text":"b"}],"then":"close"}"#,
                Answer {
                    messages: vec![text("a"), text("b")],
                    note: None,
                    then: Then::Close,
                },
            ),
        ] {
            assert_eq!(Answer::parse(body.as_bytes()), Ok(answer), "{body}");
        }
        let choice = r#"{"messages":[{"type":"quickReplies","text":"Which?","options":[{"label":"A","payload":"a"}]}]}"#;
        assert_eq!(
            Answer::parse(choice.as_bytes()).unwrap().messages[0].kind(),
            "quickReplies"
        );
    }

    #[test]
    fn the_first_fault_of_an_unusable_answer_is_reported() {
        for (body, why) in [
            ("hello", "its answer is not JSON"),
            ("[]", "its answer can't be used: the body must be an object"),
            (
                r#"{"messages":"hi"}"#,
                "its answer can't be used: /messages must be a list",
            ),
            (
                r#"{"messages":[{"type":"text"}]}"#,
                "its answer can't be used: /messages/0/text is required",
            ),
            (
                r#"{"messages":[{"type":"text","text":" "}]}"#,
                "its answer can't be used: /messages/0/text must not be blank",
            ),
            (
                r#"{"messages":[{"type":"image"}]}"#,
                "its answer can't be used: /messages/0/type must be one of text, buttons, quickReplies or location",
            ),
            (
                r#"{"messages":[{"type":"text","text":"Here","attachment":{"url":"https://a.example"}}]}"#,
                "its answer can't be used: /messages/0/attachment is not allowed for type text",
            ),
            (
                r#"{"then":"stop"}"#,
                "its answer can't be used: /then must be one of goOn, handOver or close",
            ),
            (
                r#"{"messages":[{},{},{},{},{},{}]}"#,
                "its answer can't be used: /messages must have at most 5 entries",
            ),
        ] {
            assert_eq!(
                Answer::parse(body.as_bytes()),
                Err(why.to_owned()),
                "{body}"
            );
        }
    }

    #[test]
    fn a_turn_is_attempted_three_times() {
        let pauses = [1, 2, 3].map(pause_after);
        assert_eq!(
            pauses,
            [
                Some(Duration::from_secs(1)),
                Some(Duration::from_secs(3)),
                None
            ]
        );
    }
}
