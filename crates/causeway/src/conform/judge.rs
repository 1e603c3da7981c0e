//! Derives a check's verdict from its replies. Pure functions.

use std::time::Duration;

use super::endpoint::Reply;

/// Answers slower than this draw a warning. The server's timeout is 15 s.
const SLOW: Duration = Duration::from_secs(5);

/// Advice for an endpoint that refuses the challenge.
const ANSWER_CHALLENGE_FIRST: &str = "Answer `url_verification` before you check its signature: Causeway verifies the URL before \
    its source has a secret. Or choose \"I’ll set the signing secret first\" where you enter the URL, and run this with \
    --secret-first.";

/// The result of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The endpoint follows the rule.
    Passed(String),
    /// The endpoint works, with a weakness.
    Warned { found: String, advice: String },
    /// The endpoint breaks the rule.
    Failed { found: String, advice: String },
}

impl Verdict {
    fn failed(found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::Failed {
            found: found.into(),
            advice: advice.into(),
        }
    }

    fn warned(found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::Warned {
            found: found.into(),
            advice: advice.into(),
        }
    }
}

/// Passes if every challenge was answered.
pub(super) fn challenges_answered(replies: &[Reply]) -> Verdict {
    let failed = replies
        .iter()
        .find_map(|reply| Some((reply.status, reply.fault.as_ref()?)));
    match failed {
        None => Verdict::Passed(format!("answered {}", times(replies.len()))),
        Some((Some(401 | 403), fault)) => Verdict::failed(fault.clone(), ANSWER_CHALLENGE_FIRST),
        Some((_, fault)) => Verdict::failed(
            fault.clone(),
            "Answer 200 with the text of \"challenge\" from the same request, as plain text.",
        ),
    }
}

/// Passes if every event was answered 2xx.
pub(super) fn accepted(replies: &[Reply]) -> Verdict {
    match replies.iter().find_map(not_accepted) {
        Some(verdict) => verdict,
        None => Verdict::Passed(match replies {
            [only] => format!("answered {}", only.status.unwrap_or_default()),
            all => format!("{} of {} answered 2xx", all.len(), all.len()),
        }),
    }
}

/// Like [`accepted`], with advice about the raw body.
pub(super) fn accepted_raw_body(replies: &[Reply]) -> Verdict {
    accepted_unless_refused(
        replies,
        "Check the signature over the raw bytes of the body, before anything parses, trims or converts them. \
         Most frameworks provide the raw body on request: `express.raw()`, `request.get_data()`, \
         `file_get_contents('php://input')`.",
    )
}

/// Like [`accepted`], with advice about several signatures.
pub(super) fn accepted_by_second_signature(replies: &[Reply]) -> Verdict {
    accepted_unless_refused(
        replies,
        "Split `webhook-signature` at spaces and accept the event if any of the signatures is valid. Comparing the whole \
         header, or only the first signature, fails while a secret is being replaced.",
    )
}

/// Like [`accepted`], with its own advice for a refusal.
fn accepted_unless_refused(replies: &[Reply], advice: &str) -> Verdict {
    let refused = |reply: &&Reply| {
        reply
            .status
            .is_some_and(|status| status >= 400 && status != 410)
    };
    match replies.iter().find(refused) {
        Some(reply) => Verdict::failed(
            format!(
                "{} was answered {}",
                reply.sent,
                reply.status.unwrap_or_default()
            ),
            advice,
        ),
        None => accepted(replies),
    }
}

/// The verdict on a reply other than 2xx.
fn not_accepted(reply: &Reply) -> Option<Verdict> {
    if reply.is_accepted() {
        return None;
    }
    let sent = &reply.sent;
    Some(match (reply.status, &reply.fault) {
        (Some(status @ 300..=399), _) => redirected(reply, status),
        (Some(410), _) => Verdict::failed(
            format!("{sent} was answered 410"),
            "Answer 2xx. 410 makes Causeway stop the source until an administrator starts it again.",
        ),
        (Some(status @ (401 | 403)), _) => Verdict::failed(
            format!("{sent} was answered {status}"),
            "Check that the endpoint has the same secret, decodes the part after whsec_ from base64, and signs \
             webhook-id + \".\" + webhook-timestamp + \".\" + the raw body.",
        ),
        (Some(status @ 500..), _) => Verdict::failed(
            format!("{sent} was answered {status}"),
            "Look for the error in the endpoint's log. Answer 2xx also to events that you don't know or can't show.",
        ),
        (Some(status), _) => Verdict::failed(
            format!("{sent} was answered {status}"),
            "Answer 2xx. After any other status, Causeway sends the event again and holds back this visitor's later events.",
        ),
        (None, Some(fault)) => Verdict::failed(format!("{sent} got no answer"), fault.clone()),
        (None, None) => Verdict::failed(
            format!("{sent} got no answer"),
            "Look for the error in the endpoint's log.",
        ),
    })
}

/// Passes if every forgery was refused.
pub(super) fn refused(replies: &[Reply]) -> Verdict {
    let verdicts: Vec<Verdict> = replies.iter().filter_map(not_refused).collect();
    let worst = verdicts
        .iter()
        .find(|verdict| matches!(verdict, Verdict::Failed { .. }))
        .or(verdicts.first());
    worst.cloned().unwrap_or_else(|| {
        let statuses: Vec<String> = replies
            .iter()
            .filter_map(|reply| reply.status)
            .map(|status| status.to_string())
            .collect();
        Verdict::Passed(format!("refused with {}", statuses.join(", ")))
    })
}

fn not_refused(reply: &Reply) -> Option<Verdict> {
    let sent = &reply.sent;
    match reply.status {
        Some(status @ 200..=299) => Some(Verdict::failed(
            format!("{sent} was accepted with {status}"),
            "Check the signature and the timestamp before anything else, and answer 401 if they are invalid.",
        )),
        Some(status @ 300..=399) => Some(redirected(reply, status)),
        Some(410) => Some(Verdict::warned(
            format!("{sent} was answered 410"),
            "Answer 401. For a genuine event, 410 would stop the source.",
        )),
        Some(status @ 500..) => Some(Verdict::warned(
            format!("{sent} was answered {status}, a server error"),
            "Answer 401 if the signature is missing or invalid. Look for the error in the endpoint's log.",
        )),
        Some(_) => None,
        None => Some(Verdict::failed(
            format!("{sent} got no answer"),
            "Answer 401 instead of dropping the connection, which may mean that the request crashed a worker.",
        )),
    }
}

fn redirected(reply: &Reply, status: u16) -> Verdict {
    let target = reply
        .location
        .as_ref()
        .map(|location| format!(" to {location}"))
        .unwrap_or_default();
    Verdict::failed(
        format!("{} was answered {status}, a redirect{target}", reply.sent),
        "Causeway doesn't follow redirects. Enter the final URL.",
    )
}

/// Passes if every repetition was answered 2xx with the id of the first answer.
pub(super) fn repeated(replies: &[Reply]) -> Verdict {
    if let Some(verdict) = replies.iter().find_map(not_accepted) {
        return verdict;
    }
    let ids: Vec<Option<&str>> = replies
        .iter()
        .map(|reply| reply.external_id.as_deref())
        .collect();
    let advice = "Store the answer under the webhook-id, and answer a repetition with the same id.";
    match ids.as_slice() {
        [Some(first), rest @ ..] if rest.iter().flatten().any(|id| id != first) => {
            let distinct: Vec<&str> = ids.iter().flatten().copied().collect();
            Verdict::failed(
                format!("one event got several ids: {}", distinct.join(", ")),
                advice,
            )
        }
        [Some(first), rest @ ..] if rest.iter().any(Option::is_none) => Verdict::warned(
            format!("the first answer has the id {first}, a repetition has none"),
            advice,
        ),
        [None, rest @ ..] if rest.iter().any(Option::is_some) => Verdict::warned(
            "the first answer has no id, a repetition has one".to_owned(),
            advice,
        ),
        [Some(first), ..] => Verdict::Passed(format!("2xx each time, with the same id {first}")),
        _ => Verdict::Passed("2xx each time".to_owned()),
    }
}

/// Passes if all attempts but the first were answered 2xx. The first may have any outcome.
pub(super) fn retried(replies: &[Reply]) -> Verdict {
    let Some((first, rest)) = replies.split_first() else {
        return accepted(replies);
    };
    if let Some(verdict) = rest.iter().find_map(not_accepted) {
        return verdict;
    }
    let first = first
        .status
        .map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    Verdict::Passed(format!("the first attempt got {first}, later ones 2xx"))
}

/// Turns a passed verdict into a warning if an answer was slow.
pub(super) fn warn_if_slow(verdict: Verdict, replies: &[Reply]) -> Verdict {
    let Some(slowest) = replies.iter().max_by_key(|reply| reply.duration) else {
        return verdict;
    };
    match verdict {
        Verdict::Passed(_) if slowest.duration > SLOW => Verdict::warned(
            format!(
                "the answer to {} took {:.1} s",
                slowest.sent,
                slowest.duration.as_secs_f64()
            ),
            "Put the work on a queue and answer first. After 15 s, an event counts as failed.",
        ),
        Verdict::Passed(found) if replies.len() > 1 => Verdict::Passed(format!(
            "{found}, within {} ms",
            slowest.duration.as_millis()
        )),
        Verdict::Passed(found) => {
            Verdict::Passed(format!("{found} after {} ms", slowest.duration.as_millis()))
        }
        other @ (Verdict::Warned { .. } | Verdict::Failed { .. }) => other,
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

#[cfg(test)]
mod tests;
