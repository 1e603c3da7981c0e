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

/// 200 with this id of the message.
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

/// `passed`, `warned` or `failed`, with what was found and what to mend.
fn summary(verdict: &Verdict) -> (&'static str, String) {
    match verdict {
        Verdict::Passed(found) => ("passed", found.clone()),
        Verdict::Warned { found, mend } => ("warned", format!("{found}. {mend}")),
        Verdict::Failed { found, mend } => ("failed", format!("{found}. {mend}")),
    }
}

/// Holds the verdict of each list of replies against its kind and a piece of its words.
fn table(judge: fn(&[Reply]) -> Verdict, cases: &[(&[Reply], &str, &str)]) {
    for (replies, kind, piece) in cases {
        let (given, words) = summary(&judge(replies));
        assert_eq!(given, *kind, "{replies:?}: {words}");
        assert!(words.contains(piece), "{replies:?}: {words}");
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
fn what_only_one_check_finds_is_told_by_its_cause() {
    for refused in [400, 401, 403, 422, 500] {
        table(
            accepted_as_it_came,
            &[(
                &[status(200), status(refused)],
                "failed",
                "Check the signature over the bytes of the body as they came",
            )],
        );
        table(
            accepted_by_one_of_two,
            &[(
                &[status(refused)],
                "failed",
                "accept the event when any of its signatures fits",
            )],
        );
    }
    for judge in [accepted_as_it_came, accepted_by_one_of_two] {
        table(
            judge,
            &[
                (&[status(200)], "passed", "answered 200"),
                (
                    &[status(410)],
                    "failed",
                    "410 tells Causeway to stop the source",
                ),
                (&[status(302)], "failed", "a redirect"),
                (&[silence("it hung up")], "failed", "it hung up"),
            ],
        );
    }
}

#[test]
fn an_event_is_accepted_by_any_2xx_and_nothing_else() {
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
                "308, a redirect towards https://a.example/. Redirects aren't followed",
            ),
            (
                &[status(401)],
                "failed",
                "Check that the endpoint has this very secret",
            ),
            (&[status(404)], "failed", "holds back what follows"),
            (
                &[status(410)],
                "failed",
                "410 tells Causeway to stop the source",
            ),
            (&[status(500)], "failed", "own log"),
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
            (&[status(500)], "warned", "as if something broke"),
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
fn a_repetition_is_taken_under_the_same_id() {
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
                "a repetition told none",
            ),
            (
                &[id(None), id(Some("m-1"))],
                "warned",
                "a repetition told one",
            ),
            (&[status(200), status(409)], "failed", "answered 409"),
        ],
    );
}

#[test]
fn only_later_attempts_have_to_be_taken() {
    table(
        retried,
        &[
            (
                &[status(500), status(200), status(200)],
                "passed",
                "the first attempt was answered 500",
            ),
            (
                &[silence("closed"), status(200)],
                "passed",
                "answered not at all",
            ),
            (&[status(200), status(409)], "failed", "answered 409"),
        ],
    );
}

#[test]
fn slow_answers_are_a_warning_until_they_come_too_late() {
    let slow = |millis: u64| Reply {
        duration: Duration::from_millis(millis),
        ..status(200)
    };
    table(
        |replies| unhurried(accepted(replies), replies),
        &[
            (&[slow(100)], "passed", "answered 200 after 100 ms"),
            (
                &[slow(100), slow(5_000)],
                "passed",
                "2 of 2 answered 2xx, after 5000 ms at most",
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
