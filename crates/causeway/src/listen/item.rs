//! An event as the outbox returns it.

use causeway_core::text::first_characters;
use serde_json::{Map, Value};

/// Longest accepted id.
const ID_CHARACTERS_MAX: usize = 128;
/// Longest text shown in a line.
const SHOWN_CHARACTERS_MAX: usize = 200;

/// One event from the outbox.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// The event's `webhook-id`.
    pub(super) id: String,
    /// The body of the webhook request.
    body: Map<String, Value>,
}

impl Item {
    /// Parses one item of the response. Returns `None` without a type or with an invalid id.
    pub(super) fn read(value: Value) -> Option<Self> {
        let Value::Object(mut body) = value else {
            return None;
        };
        let Some(Value::String(id)) = body.remove("id") else {
            return None;
        };
        // The id becomes a header and a part of the signed text, in which the dot is the separator.
        let good = (1..=ID_CHARACTERS_MAX).contains(&id.len())
            && id
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'.');
        (good && body.get("type").is_some_and(Value::is_string)).then_some(Self { id, body })
    }

    /// The item as the outbox returned it.
    pub(super) fn original(&self) -> Map<String, Value> {
        let mut all = Map::new();
        all.insert("id".into(), self.id.clone().into());
        all.extend(self.body.clone());
        all
    }

    /// The body as a webhook receives it.
    pub(super) fn body(&self) -> Vec<u8> {
        Value::Object(self.body.clone()).to_string().into_bytes()
    }

    /// A readable line: time, type, visitor, enquiry number, and the text or status.
    pub(super) fn line(&self) -> String {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let data = self.body.get("data").unwrap_or(&Value::Null);
        let timestamp = text(self.body.get("timestamp").unwrap_or(&Value::Null));
        let time = timestamp.get(11..19).unwrap_or(&timestamp).to_owned();
        let kind = text(&self.body["type"]);
        let message = &data["message"];
        let shown_text = [&message["renderedText"], &message["text"]]
            .into_iter()
            .find_map(Value::as_str);
        let number = text(&data["enquiry"]["number"]);
        let about = match shown_text {
            Some(text) => first_characters(text, SHOWN_CHARACTERS_MAX).to_owned(),
            None if message.is_object() => text(&message["type"]),
            None => text(&data["enquiry"]["status"]),
        };
        printable(&format!(
            "{time}  {kind:<20} {:<16} {number:<11} {about}",
            text(&data["visitor"]["id"])
        ))
        .trim_end()
        .to_owned()
    }
}

/// Replaces control characters in untrusted text, so that it stays on one line and cannot control
/// the terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use causeway_core::source::OutgoingEvent;
    use causeway_server::http::schemas;
    use serde_json::json;

    use super::*;

    fn item(mut body: Value) -> Item {
        body["id"] = "dlv_1".into();
        Item::read(body).unwrap()
    }

    #[test]
    fn a_line_shows_time_type_visitor_number_and_text() {
        let message = item(schemas::example(OutgoingEvent::MessageCreated));
        assert_eq!(
            message.line(),
            "10:00:04  message.created      u-42             INQ-000001  Jane: Hi Ada, how can I help?"
        );
        let closed = item(schemas::example(OutgoingEvent::EnquiryClosed));
        assert_eq!(
            closed.line(),
            "10:00:04  enquiry.closed       u-42             INQ-000001  closed"
        );
        let (_, image) = schemas::message_examples()
            .into_iter()
            .find(|(kind, _)| *kind == "video")
            .unwrap();
        assert!(item(image).line().ends_with("video"));
    }

    #[test]
    fn a_line_has_no_control_characters() {
        let mut body = schemas::example(OutgoingEvent::MessageCreated);
        body["data"]["message"]["renderedText"] = "\u{1b}]0;owned\u{7}\nnext\u{9b}1m".into();
        let line = item(body).line();
        assert!(!line.contains(char::is_control), "{line:?}");
    }

    #[test]
    fn invalid_items_are_refused_and_odd_ones_are_shown() {
        for refused in [
            json!({}),
            json!([]),
            json!({ "id": "a.b", "type": "x" }),
            json!({ "id": "", "type": "x" }),
            json!({ "id": "é", "type": "x" }),
            json!({ "id": "dlv_1" }),
            json!({ "id": "x".repeat(129), "type": "x" }),
        ] {
            assert_eq!(Item::read(refused), None);
        }
        for odd in [
            json!({ "type": "x", "timestamp": "ééééééééééé" }),
            json!({ "type": "x", "data": [1] }),
        ] {
            assert!(item(odd).line().contains('x'));
        }
    }

    #[test]
    fn the_body_is_the_event_without_its_id() {
        let event = schemas::example(OutgoingEvent::MessageRead);
        let item = item(event.clone());
        assert_eq!(
            serde_json::from_slice::<Value>(&item.body()).unwrap(),
            event
        );
        assert_eq!(item.original()["id"], "dlv_1");
    }
}
