//! The checks: what each is called, what it sends, how it judges, and why it matters.

use causeway_core::source::OutgoingEvent;
use causeway_server::http::schemas;
use serde_json::json;

use super::{
    endpoint::Reply,
    judge::{self, Verdict},
    request::{Script, Seal, SignedBy},
};

/// Beyond this many seconds from its own clock an endpoint refuses a request (`omni-api.md` §5, Standard Webhooks).
const TOLERANCE_SECONDS: i64 = 300;
/// How many visitors' events go to one source at a time.
const AT_ONCE: usize = 16;
/// Longest text of a message, in characters.
const TEXT_MAX: usize = 5_000;

/// One check.
pub(super) struct Check {
    /// What `--only` calls it.
    pub(super) name: &'static str,
    /// What must hold.
    pub(super) rule: &'static str,
    /// Why it matters.
    pub(super) why: &'static str,
    /// Where the contract says so.
    pub(super) link: &'static str,
    /// Puts its requests together.
    pub(super) requests: fn(&mut Script),
    /// Says what the replies mean.
    pub(super) judge: fn(&[Reply]) -> Verdict,
    /// Its requests go out together instead of one after the other.
    pub(super) at_once: bool,
}

const CHALLENGE: &str = "docs/integrator.md#the-challenge";
const SIGNATURES: &str = "docs/integrator.md#9-check-signatures";
const WEBHOOK: &str = "docs/integrator.md#8-the-webhook";
const ORDER: &str = "docs/integrator.md#10-order-retries-repetitions";

/// All of them, in the order in which they are played.
pub(super) const CHECKS: [Check; 17] = [
    Check {
        name: "challenge",
        rule: "The challenge is answered before the endpoint can know the secret.",
        why: "A new source's address is proven before its secret is made, so the first challenge is signed with an unknown one.",
        link: CHALLENGE,
        requests: |script| {
            script.challenge(
                "a challenge signed with a secret to come",
                SignedBy::SecretToCome,
            );
        },
        judge: judge::challenges_answered,
        at_once: false,
    },
    Check {
        name: "challenge-again",
        rule: "Each challenge is answered with its own text.",
        why: "Every change of the address is proven anew; an answer that was kept from last time fails.",
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
        rule: "An event that is well signed is accepted.",
        why: "A check that refuses genuine events lets nothing through.",
        link: SIGNATURES,
        requests: |script| {
            let event = script.text("Hi Ada, how can I help?");
            script.send("a message with a good signature", event);
        },
        judge: judge::accepted,
        at_once: false,
    },
    Check {
        name: "signature-bad",
        rule: "An event that is signed with another secret is refused.",
        why: "Whoever finds the address could speak to your visitors in the name of your staff.",
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
        rule: "An event without a signature is refused.",
        why: "A check that is skipped when the header is missing protects nothing.",
        link: SIGNATURES,
        requests: |script| {
            let event = script.text("This is not signed.").sealed(Seal::Missing);
            script.send("a message without the header webhook-signature", event);
        },
        judge: judge::refused,
        at_once: false,
    },
    Check {
        name: "timestamp",
        rule: "An event that was signed more than five minutes from now is refused.",
        why: "Somebody who once saw a genuine request could send it again for ever.",
        link: SIGNATURES,
        requests: |script| {
            let old = script
                .text("This is an hour old.")
                .aged(12 * TOLERANCE_SECONDS);
            script.send("a message well signed an hour ago", old);
            let ahead = script
                .text("This is an hour ahead.")
                .aged(-12 * TOLERANCE_SECONDS);
            script.send("a message well signed for an hour from now", ahead);
        },
        judge: judge::refused,
        at_once: false,
    },
    Check {
        name: "body-tampered",
        rule: "An event whose body was altered after it was signed is refused.",
        why: "The signature has to cover what is read, not only come along with it.",
        link: SIGNATURES,
        requests: |script| {
            let event = script
                .text("Pay into another account.")
                .sealed(Seal::Tampered);
            script.send("a message altered after it was signed", event);
        },
        judge: judge::refused,
        at_once: false,
    },
    Check {
        name: "raw-body",
        rule: "The signature is checked over the bytes that came.",
        why: "A check over JSON that was read and written again fails on the first body that is spaced in another way.",
        link: SIGNATURES,
        requests: raw_bodies,
        judge: judge::accepted_as_it_came,
        at_once: false,
    },
    Check {
        name: "secret-rotation",
        rule: "Of several signatures, one that fits is enough.",
        why: "While a secret is replaced both sign; without this, replacing it means losing messages.",
        link: SIGNATURES,
        requests: |script| {
            let event = script
                .text("The secret is being replaced.")
                .sealed(Seal::Rotation);
            script.send(
                "a message with two signatures, of which the second fits",
                event,
            );
        },
        judge: judge::accepted_by_one_of_two,
        at_once: false,
    },
    Check {
        name: "repetition",
        rule: "The same event twice is answered 2xx twice, with the same id if any is told.",
        why: "When an answer is lost the event comes again; refusing it would hold the conversation up for a day.",
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
        rule: "A later attempt of the same event is accepted.",
        why: "After a failure the same webhook-id comes with a new timestamp, a new signature and the next webhook-attempt.",
        link: ORDER,
        requests: |script| {
            let event = script.text("I try again.");
            script.send("a message at its first attempt", event.clone().aged(30));
            script.send("the same message at its second attempt", event.attempt(2));
            let lost = script.text("My first two attempts were lost.").attempt(3);
            script.send("a message that is first seen at its third attempt", lost);
        },
        judge: judge::retried,
        at_once: false,
    },
    Check {
        name: "order",
        rule: "Events of one visitor are accepted one after the other, each within 15 s.",
        why: "A conversation waits for the answer to its last event; one that fails holds back what follows.",
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
        rule: "Events of sixteen visitors at once are answered in good time.",
        why: "So many are under way to one source at a time; after 15 s without an answer each counts as failed.",
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
        rule: "A text of 5,000 characters is accepted, whatever it is written in.",
        why: "Staff write long answers in every language; 5,000 characters can be 20,000 bytes.",
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
        rule: "Every type of event and of message is answered 2xx.",
        why: "Administrators may choose any event, and staff may send any type; what is not understood holds the rest back.",
        link: WEBHOOK,
        requests: every_type,
        judge: judge::accepted,
        at_once: false,
    },
    Check {
        name: "unknown-event",
        rule: "A type of event that you don't know is answered 2xx.",
        why: "More events will come with new releases; refusing them would hold conversations up.",
        link: WEBHOOK,
        requests: |script| {
            let mut body = schemas::example(OutgoingEvent::EnquiryOpened);
            body["type"] = "enquiry.celebrated".into();
            let event = script.event(body);
            script.send("an event of the type enquiry.celebrated", event);
        },
        judge: judge::accepted,
        at_once: false,
    },
    Check {
        name: "unknown-fields",
        rule: "Fields that you don't know do no harm.",
        why: "The contract grows by adding; a reader that insists on known fields breaks with the next release.",
        link: WEBHOOK,
        requests: |script| {
            let mut body = schemas::example(OutgoingEvent::MessageCreated);
            body["mood"] = "good".into();
            body["data"]["weather"] = json!({ "in": ["Hong Kong"], "degrees": 24.5, "rain": null });
            body["data"]["message"]["sparkles"] = true.into();
            body["data"]["message"]["author"]["badge"] = 7.into();
            let event = script.event(body);
            script.send("a message with fields that no contract names", event);
        },
        judge: judge::accepted,
        at_once: false,
    },
];

/// The same JSON in other bytes.
fn raw_bodies(script: &mut Script) {
    let event = script.text("Café – every byte counts / 每個位元組");
    let with_newline = format!("{}\n", event.body);
    script.send(
        "a body that ends with a line break",
        event.written(with_newline),
    );
    let event = script.text("spaced");
    let spaced = event
        .body
        .replace("\":", "\" :  ")
        .replace(",\"", ",\r\n\t\"");
    script.send(
        "a body with white space between its parts",
        event.written(spaced),
    );
    let event = script.text("Café/Å");
    let escaped = event.body.replace("Café/Å", "Caf\\u00e9\\/\\u00C5");
    script.send(
        "a body whose letters are written as escapes",
        event.written(escaped),
    );
}

fn every_type(script: &mut Script) {
    for event in OutgoingEvent::ALL {
        let body = script.event(schemas::example(event));
        script.send(format!("the event {}", event.name()), body);
    }
    for (kind, body) in schemas::message_examples() {
        let body = script.event(body);
        script.send(format!("a message of the type {kind}"), body);
    }
}
