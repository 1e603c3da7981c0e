//! Whatever a channel posts as a message is read or refused with its faults; what is read can be said again.

#![no_main]

use causeway_core::{Faults, Timestamp, incoming::IncomingMessage};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

fuzz_target!(|bytes: &[u8]| {
    let Ok(body) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    match IncomingMessage::parse(&body, NOW) {
        Ok(message) => {
            assert_eq!(message.fingerprint(), message.fingerprint());
            let mut again = message.content.to_wire();
            again.insert("id".into(), message.id.clone().into());
            again.insert("visitor".into(), json!({ "id": message.visitor.id }));
            again.insert("replyTo".into(), message.reply_to.clone().into());
            again.insert(
                "sentAt".into(),
                message.sent_at.map(|at| at.to_string()).into(),
            );
            let read = IncomingMessage::parse(&again.into(), NOW)
                .expect("what was read once is read again");
            assert_eq!(read.content, message.content);
            assert_eq!((read.id, read.reply_to), (message.id, message.reply_to));
            assert!(!message.content.as_text().is_empty());
        }
        Err(faults) => check(faults),
    }
});

/// A refusal names something, and not without end.
fn check(faults: Faults) {
    let faults = faults.into_vec();
    assert!((1..=Faults::KEPT_MAX).contains(&faults.len()));
    assert!(
        faults
            .iter()
            .all(|fault| fault.pointer.is_empty() || fault.pointer.starts_with('/'))
    );
}
