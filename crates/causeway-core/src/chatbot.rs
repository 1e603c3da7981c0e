//! Chatbots: programs that answer visitors until they hand over to people.
//!
//! The cast: a rule names a chatbot as a destination, like a service group. While it is asked it owes a
//! [`crate::search::Turn`] for what the visitor says; each is one signed request that carries the conversation, and the
//! body that comes back is an [`Answer`].

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Faults, Fields, Reason, content::Content, json};

/// Most messages of one answer.
pub const MESSAGES_MAX: usize = 5;
/// Longest note of one answer, in characters.
pub const NOTE_MAX: usize = 2_000;
/// How much of a conversation one request carries: its latest messages.
pub const CONVERSATION_MAX: i64 = 50;
/// How often one turn is tried, while its time lasts. A visitor waits, and people may be next.
pub const TRIES_MAX: i64 = 3;

/// How a chatbot is spoken to. Stored as JSON in `chatbots.settings`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatbotSettings {
    /// Seconds that it has for each answer, with all tries, before the next destination is tried: 5 to 120.
    pub answer_seconds: u32,
    /// Minutes without a word of the visitor after which a conversation with it closes: 1 to 1,440.
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
    /// How long it has for an answer.
    pub fn answer(&self) -> Duration {
        Duration::from_secs(self.answer_seconds.into())
    }

    /// How long the visitor may say nothing.
    pub fn quiet(&self) -> Duration {
        Duration::from_mins(self.quiet_minutes.into())
    }

    /// Checks what types can't.
    pub fn check(&self, faults: &mut Faults) {
        if !(5..=120).contains(&self.answer_seconds) {
            faults.add("/answerSeconds", Reason::OutOfRange { min: 5, max: 120 });
        }
        if !(1..=1_440).contains(&self.quiet_minutes) {
            faults.add("/quietMinutes", Reason::OutOfRange { min: 1, max: 1_440 });
        }
    }
}

/// How long after failed try `tries` of a turn the next one is made; `None`: it was the last.
pub fn pause_after(tries: i64) -> Option<Duration> {
    let pause = match tries {
        ..=1 => Duration::from_secs(1),
        _ => Duration::from_secs(3),
    };
    (tries < TRIES_MAX).then_some(pause)
}

/// What a chatbot answers to one turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What it says to the visitor, at most [`MESSAGES_MAX`].
    pub messages: Vec<Content>,
    /// What it leaves for staff, who alone see it.
    pub note: Option<String>,
    /// What follows.
    pub then: Then,
}

/// What follows a chatbot's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The visitor has the word.
    GoOn,
    /// The next destination is asked.
    HandOver,
    /// The enquiry is over.
    Close,
}

impl Then {
    /// The `then` that is called `name`.
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
    /// The answer of a chatbot that has nothing to say.
    const NOTHING: Self = Self {
        messages: Vec::new(),
        note: None,
        then: Then::GoOn,
    };

    /// Reads the body of an answer. An empty one says nothing.
    ///
    /// # Errors
    /// What is wrong with it, for whoever mends the chatbot.
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
    fn an_answer_speaks_leaves_a_note_and_says_what_follows() {
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
    fn an_answer_that_cannot_be_used_is_told_of_by_its_first_fault() {
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
    fn a_turn_is_tried_three_times() {
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
