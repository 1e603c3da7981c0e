use std::time::Duration;

use super::*;

/// A reply with this status.
fn status(status: u16) -> Reply {
    Reply {
        sent: "a message".to_owned(),
        status: Some(status),
        ..Reply::default()
    }
}

/// A reply with status 200 and this message id.
fn id(id: Option<&str>) -> Reply {
    Reply {
        external_id: id.map(str::to_owned),
        ..status(200)
    }
}

fn silence(fault: &str) -> Reply {
    Reply {
        sent: "a message".to_owned(),
        fault: Some(fault.to_owned()),
        ..Reply::default()
    }
}

/// The kind of the verdict, and its finding and advice.
fn summary(verdict: &Verdict) -> (&'static str, String) {
    match verdict {
        Verdict::Passed(found) => ("passed", found.clone()),
        Verdict::Warned { found, advice } => ("warned", format!("{found}. {advice}")),
        Verdict::Failed { found, advice } => ("failed", format!("{found}. {advice}")),
    }
}

/// Asserts the kind of the verdict on each list of replies, and a part of its text.
fn table(judge: fn(&[Reply]) -> Verdict, cases: &[(&[Reply], &str, &str)]) {
    for (replies, kind, part) in cases {
        let (given, words) = summary(&judge(replies));
        assert_eq!(given, *kind, "{replies:?}: {words}");
        assert!(words.contains(part), "{replies:?}: {words}");
    }
}

#[test]
fn a_challenge_passes_when_each_was_answered() {
    let failed = Reply {
        fault: Some("The answer is empty.".to_owned()),
        ..status(200)
    };
    table(
        challenges_answered,
        &[
            (&[status(200)], "passed", "answered once"),
            (&[status(200), status(200)], "passed", "answered twice"),
            (&[status(200), failed], "failed", "The answer is empty."),
        ],
    );
    for refused in [401, 403] {
        let fault = Some(format!("The endpoint answered {refused} instead of 200."));
        let reply = Reply {
            fault,
            ..status(refused)
        };
        table(
            challenges_answered,
            &[(
                &[reply],
                "failed",
                "Answer `url_verification` before you check its signature",
            )],
        );
    }
}

#[test]
fn checks_with_their_own_cause_give_their_own_advice() {
    for refused in [400, 401, 403, 422, 500] {
        table(
            accepted_raw_body,
            &[(
                &[status(200), status(refused)],
                "failed",
                "Check the signature over the raw bytes of the body",
            )],
        );
        table(
            accepted_by_second_signature,
            &[(
                &[status(refused)],
                "failed",
                "accept the event if any of the signatures is valid",
            )],
        );
    }
    for judge in [accepted_raw_body, accepted_by_second_signature] {
        table(
            judge,
            &[
                (&[status(200)], "passed", "answered 200"),
                (
                    &[status(410)],
                    "failed",
                    "410 makes Causeway stop the source",
                ),
                (&[status(302)], "failed", "a redirect"),
                (&[silence("it hung up")], "failed", "it hung up"),
            ],
        );
    }
}

#[test]
fn an_event_is_accepted_by_any_2xx_and_no_other_status() {
    let redirect = Reply {
        location: Some("https://a.example/".to_owned()),
        ..status(308)
    };
    table(
        accepted,
        &[
            (&[status(200)], "passed", "answered 200"),
            (&[status(204), status(299)], "passed", "2 of 2 answered 2xx"),
            (&[status(200), status(199)], "failed", "answered 199"),
            (
                &[redirect],
                "failed",
                "308, a redirect to https://a.example/. Causeway doesn't follow redirects",
            ),
            (
                &[status(401)],
                "failed",
                "Check that the endpoint has the same secret",
            ),
            (
                &[status(404)],
                "failed",
                "holds back this visitor's later events",
            ),
            (
                &[status(410)],
                "failed",
                "410 makes Causeway stop the source",
            ),
            (&[status(500)], "failed", "endpoint's log"),
            (
                &[silence("No complete answer within 15 s.")],
                "failed",
                "got no answer. No complete answer within 15 s.",
            ),
        ],
    );
}

#[test]
fn a_forgery_is_refused_by_4xx() {
    table(
        refused,
        &[
            (&[status(401)], "passed", "refused with 401"),
            (
                &[status(400), status(403)],
                "passed",
                "refused with 400, 403",
            ),
            (&[status(401), status(200)], "failed", "accepted with 200"),
            (&[status(204)], "failed", "accepted with 204"),
            (&[status(302)], "failed", "a redirect"),
            (&[status(410)], "warned", "410 would stop the source"),
            (&[status(500)], "warned", "a server error"),
            (&[status(500), status(202)], "failed", "accepted with 202"),
            (
                &[silence("closed")],
                "failed",
                "Answer 401 instead of dropping",
            ),
        ],
    );
}

#[test]
fn a_repetition_is_accepted_with_the_same_id() {
    table(
        repeated,
        &[
            (&[id(None), id(None)], "passed", "2xx each time"),
            (
                &[id(Some("m-1")), id(Some("m-1"))],
                "passed",
                "the same id m-1",
            ),
            (
                &[id(Some("m-1")), id(Some("m-2"))],
                "failed",
                "several ids: m-1, m-2",
            ),
            (
                &[id(Some("m-1")), id(None)],
                "warned",
                "a repetition has none",
            ),
            (
                &[id(None), id(Some("m-1"))],
                "warned",
                "a repetition has one",
            ),
            (&[status(200), status(409)], "failed", "answered 409"),
        ],
    );
}

#[test]
fn only_later_attempts_have_to_be_accepted() {
    table(
        retried,
        &[
            (
                &[status(500), status(200), status(200)],
                "passed",
                "the first attempt got 500",
            ),
            (&[silence("closed"), status(200)], "passed", "got no answer"),
            (&[status(200), status(409)], "failed", "answered 409"),
        ],
    );
}

#[test]
fn slow_answers_are_a_warning_until_they_time_out() {
    let slow = |millis: u64| Reply {
        duration: Duration::from_millis(millis),
        ..status(200)
    };
    table(
        |replies| warn_if_slow(accepted(replies), replies),
        &[
            (&[slow(100)], "passed", "answered 200 after 100 ms"),
            (
                &[slow(100), slow(5_000)],
                "passed",
                "2 of 2 answered 2xx, within 5000 ms",
            ),
            (
                &[slow(100), slow(5_100)],
                "warned",
                "took 5.1 s. Put the work on a queue",
            ),
            (
                &[slow(6_000), silence("No complete answer within 15 s.")],
                "failed",
                "15 s",
            ),
        ],
    );
}
