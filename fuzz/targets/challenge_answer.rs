//! Whatever an endpoint answers to the challenge, what passes holds the challenge. The first line of the input is the
//! `Content-Type`; the rest is the body.

#![no_main]

use causeway_core::challenge::mismatch;
use libfuzzer_sys::fuzz_target;

const CHALLENGE: &str = "6sTq-9aU1n_0mJpPqRsTuVwXyZabcdefghijklmnop1";

fuzz_target!(|bytes: &[u8]| {
    let line = bytes.iter().position(|byte| *byte == b'\n');
    let (content_type, body) = line.map_or((None, bytes), |at| {
        (std::str::from_utf8(&bytes[..at]).ok(), &bytes[at + 1..])
    });
    // A challenge is drawn anew each time: an answer that passes for two can't repeat both as their only text.
    if mismatch(content_type, body, CHALLENGE).is_none() {
        let other: String = CHALLENGE.chars().rev().collect();
        let text = String::from_utf8_lossy(body);
        // A form or an object may have several members; one text alone has not.
        if !text.contains(['=', '{']) {
            assert!(mismatch(content_type, body, &other).is_some());
        }
        // It is never shorter than what it repeats.
        assert!(body.len() >= CHALLENGE.len());
    }
    // Nothing was sent that an empty answer could repeat.
    assert!(mismatch(content_type, b"", CHALLENGE).is_some());
});
