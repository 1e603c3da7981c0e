//! The checks, each with its name, rule, reason, requests and judgement.

use causeway_core::source::OutgoingEvent;
use causeway_server::http::schemas;
use serde_json::json;

use super::{
    endpoint::Reply,
    judge::{self, Verdict},
    request::{Script, Seal, SignedBy},
};

/// Largest difference in seconds between a request's timestamp and the endpoint's clock
/// (`omni-api.md` §5, Standard Webhooks).
const TOLERANCE_SECONDS: i64 = 300;
/// How many visitors' events Causeway sends to one source at a time.
const AT_ONCE: usize = 16;
/// Longest text of a message, in characters.
const TEXT_MAX: usize = 5_000;

/// One check.
pub(super) struct Check {
    /// The name, as `--only` takes it.
    pub(super) name: &'static str,
    /// The rule that the endpoint must follow.
    pub(super) rule: &'static str,
    /// Why the rule matters.
    pub(super) why: &'static str,
    /// Where the documentation states the rule.
    pub(super) link: &'static str,
    /// Adds the check's requests to the script.
    pub(super) requests: fn(&mut Script),
    /// Derives the verdict from the replies.
    pub(super) judge: fn(&[Reply]) -> Verdict,
    /// Sends all requests at the same time instead of one after the other.
    pub(super) at_once: bool,
}

const CHALLENGE: &str = "docs/integrator.md#the-challenge";
const SIGNATURES: &str = "docs/integrator.md#9-check-signatures";
const WEBHOOK: &str = "docs/integrator.md#8-the-webhook";
const ORDER: &str = "docs/integrator.md#10-order-retries-repetitions";

/// All checks, in the order in which they run.
pub(super) const CHECKS: [Check; 17] = [
    Check {
        name: "challenge",
        rule: "The endpoint answers the challenge before it can know the secret.",
        why: "Causeway verifies a new source's URL before the secret exists, so it signs the first challenge with another one.",
        link: CHALLENGE,
        requests: |script| {
            script.challenge(
                "a challenge signed with an unknown secret",
                SignedBy::UnknownSecret,
            );
        },
        judge: judge::challenges_answered,
        at_once: false,
    },
    Check {
        name: "challenge-again",
        rule: "The endpoint answers each challenge with that challenge's text.",
        why: "Causeway verifies every change of the URL with a new challenge. A cached answer fails.",
        link: CHALLENGE,
        requests: |script| {
            for label in ["one challenge", "another challenge"] {
                script.challenge(label, SignedBy::KnownSecret);
            }
        },
        judge: judge::challenges_answered,
        at_once: false,
    },
    Check {
        name: "signature-good",
        rule: "The endpoint accepts a correctly signed event.",
        why: "An endpoint that refuses genuine events receives nothing.",
        link: SIGNATURES,
        requests: |script| {
            let event = script.text("Hi Ada, how can I help?");
            script.send("a message with a valid signature", event);
        },
        judge: judge::accepted,
        at_once: false,
    },
    Check {
        name: "signature-bad",
        rule: "The endpoint refuses an event signed with another secret.",
        why: "Otherwise anyone who finds the URL can send your visitors messages in your staff's name.",
        link: SIGNATURES,
        requests: |script| {
            let event = script.text("This is a forgery.").sealed(Seal::Foreign);
            script.send("a message signed with another secret", event);
        },
        judge: judge::refused,
        at_once: false,
    },
    Check {
        name: "signature-missing",
        rule: "The endpoint refuses an event without a signature.",
        why: "A check that is skipped when the header is missing gives no protection.",
        link: SIGNATURES,
        requests: |script| {
            let event = script.text("This is not signed.").sealed(Seal::Missing);
            script.send("a message without the webhook-signature header", event);
        },
        judge: judge::refused,
        at_once: false,
    },
    Check {
        name: "timestamp",
        rule: "The endpoint refuses an event whose timestamp is more than five minutes off.",
        why: "Otherwise anyone who captured a genuine request can replay it forever.",
        link: SIGNATURES,
        requests: |script| {
            let old = script
                .text("This is an hour old.")
                .aged(12 * TOLERANCE_SECONDS);
            script.send("a message correctly signed an hour ago", old);
            let ahead = script
                .text("This is an hour ahead.")
                .aged(-12 * TOLERANCE_SECONDS);
            script.send(
                "a message correctly signed with a timestamp an hour ahead",
                ahead,
            );
        },
        judge: judge::refused,
        at_once: false,
    },
    Check {
        name: "body-tampered",
        rule: "The endpoint refuses an event whose body was changed after signing.",
        why: "The endpoint must verify the signature over the body that it reads.",
        link: SIGNATURES,
        requests: |script| {
            let event = script
                .text("Pay into another account.")
                .sealed(Seal::Tampered);
            script.send("a message changed after signing", event);
        },
        judge: judge::refused,
        at_once: false,
    },
    Check {
        name: "raw-body",
        rule: "The endpoint verifies the signature over the raw bytes of the body.",
        why: "A check over parsed and reserialised JSON fails as soon as the whitespace differs.",
        link: SIGNATURES,
        requests: raw_bodies,
        judge: judge::accepted_raw_body,
        at_once: false,
    },
    Check {
        name: "secret-rotation",
        rule: "The endpoint accepts an event if one of several signatures is valid.",
        why: "While a secret is being replaced, Causeway signs with both. Otherwise a replacement loses messages.",
        link: SIGNATURES,
        requests: |script| {
            let event = script
                .text("The secret is being replaced.")
                .sealed(Seal::Rotation);
            script.send(
                "a message with two signatures, of which only the second is valid",
                event,
            );
        },
        judge: judge::accepted_by_second_signature,
        at_once: false,
    },
    Check {
        name: "repetition",
        rule: "The endpoint answers a repeated event with 2xx and the same id, if it returns one.",
        why: "If an answer is lost, Causeway sends the event again. Refusing it delays the conversation for a day.",
        link: ORDER,
        requests: |script| {
            let event = script.text("Once is enough.");
            script.send("a message", event.clone());
            script.send("the same message again", event);
        },
        judge: judge::repeated,
        at_once: false,
    },
    Check {
        name: "retry",
        rule: "The endpoint accepts a later attempt of the same event.",
        why: "A retry has the same webhook-id, a new timestamp, a new signature and the next webhook-attempt.",
        link: ORDER,
        requests: |script| {
            let event = script.text("Trying again.");
            script.send("the first attempt of a message", event.clone().aged(30));
            script.send("the second attempt of the same message", event.attempt(2));
            let lost = script.text("My first two attempts were lost.").attempt(3);
            script.send("the third attempt of a message not seen before", lost);
        },
        judge: judge::retried,
        at_once: false,
    },
    Check {
        name: "order",
        rule: "The endpoint accepts one visitor's events one after the other, each within 15 s.",
        why: "Each event waits until the previous one is answered. A failed event delays those that follow.",
        link: ORDER,
        requests: |script| {
            for number in 1..=5 {
                let event = script.text(&format!("{number} of 5"));
                script.send(format!("message {number} of 5"), event);
            }
        },
        judge: judge::accepted,
        at_once: false,
    },
    Check {
        name: "speed",
        rule: "The endpoint answers events for sixteen visitors at once in time.",
        why: "Causeway sends up to 16 events to one source at a time. After 15 s without an answer, an event counts as failed.",
        link: ORDER,
        requests: |script| {
            for number in 1..=AT_ONCE {
                let event = script.text_to(&format!("causeway-visitor-{number}"), "Hello!");
                script.send(format!("a message to visitor {number} of {AT_ONCE}"), event);
            }
        },
        judge: judge::accepted,
        at_once: true,
    },
    Check {
        name: "long-text",
        rule: "The endpoint accepts a text of 5,000 characters in any script.",
        why: "Staff write long answers in many languages. 5,000 characters can be 20,000 bytes.",
        link: "docs/integrator.md#types",
        requests: |script| {
            let text: String = "請稍等 😀 こんにちは 안녕 שלום 👩‍👩‍👧 é̄ "
                .chars()
                .cycle()
                .take(TEXT_MAX)
                .collect();
            let event = script.text(&text);
            script.send(
                "a message of 5,000 characters with emoji and Chinese, Japanese and Korean",
                event,
            );
        },
        judge: judge::accepted,
        at_once: false,
    },
    Check {
        name: "event-types",
        rule: "The endpoint answers every type of event and message with 2xx.",
        why: "Administrators can choose any event and staff can send any type. An event that fails delays those that follow.",
        link: WEBHOOK,
        requests: every_type,
        judge: judge::accepted,
        at_once: false,
    },
    Check {
        name: "unknown-event",
        rule: "The endpoint answers an unknown type of event with 2xx.",
        why: "New releases add events. Refusing them delays conversations.",
        link: WEBHOOK,
        requests: |script| {
            let mut body = schemas::example(OutgoingEvent::EnquiryOpened);
            body["type"] = "enquiry.celebrated".into();
            let event = script.event(body);
            script.send("an event of type enquiry.celebrated", event);
        },
        judge: judge::accepted,
        at_once: false,
    },
    Check {
        name: "unknown-fields",
        rule: "The endpoint ignores unknown fields.",
        why: "New releases add fields. A parser that refuses unknown fields breaks with the next release.",
        link: WEBHOOK,
        requests: |script| {
            let mut body = schemas::example(OutgoingEvent::MessageCreated);
            body["mood"] = "good".into();
            body["data"]["weather"] = json!({ "in": ["Hong Kong"], "degrees": 24.5, "rain": null });
            body["data"]["message"]["sparkles"] = true.into();
            body["data"]["message"]["author"]["badge"] = 7.into();
            let event = script.event(body);
            script.send("a message with unknown fields", event);
        },
        judge: judge::accepted,
        at_once: false,
    },
];

/// Events whose JSON is formatted in unusual ways.
fn raw_bodies(script: &mut Script) {
    let event = script.text("Café – every byte counts / 每個位元組");
    let with_newline = format!("{}\n", event.body);
    script.send(
        "a body that ends with a newline",
        event.written(with_newline),
    );
    let event = script.text("spaced");
    let spaced = event
        .body
        .replace("\":", "\" :  ")
        .replace(",\"", ",\r\n\t\"");
    script.send(
        "a body with whitespace between its tokens",
        event.written(spaced),
    );
    let event = script.text("Café/Å");
    let escaped = event.body.replace("Café/Å", "Caf\\u00e9\\/\\u00C5");
    script.send("a body with escaped characters", event.written(escaped));
}

fn every_type(script: &mut Script) {
    for event in OutgoingEvent::ALL {
        let body = script.event(schemas::example(event));
        script.send(format!("the event {}", event.name()), body);
    }
    for (kind, body) in schemas::message_examples() {
        let body = script.event(body);
        script.send(format!("a message of type {kind}"), body);
    }
}
