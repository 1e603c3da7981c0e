//! What replies mean for a check: pure functions of what came back.

use std::time::Duration;

use super::endpoint::Reply;

/// Slower answers than this work, and leave little room for a bad day.
const SLOW: Duration = Duration::from_secs(5);

/// What an endpoint does wrong that refuses the challenge.
const VERIFIED_TOO_EARLY: &str = "Answer `url_verification` before you check its signature: an address is proven before \
    its source has a secret. Or choose \"I set the secret first\" where you enter the address, and run this with \
    --secret-first.";

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All is as it should be.
    Passed(String),
    /// It works, and something should be looked at.
    Warned { found: String, mend: String },
    /// Something has to be mended.
    Failed { found: String, mend: String },
}

impl Verdict {
    fn failed(found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Failed {
            found: found.into(),
            mend: mend.into(),
        }
    }

    fn warned(found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Warned {
            found: found.into(),
            mend: mend.into(),
        }
    }
}

/// Every challenge was answered.
pub(super) fn challenges_answered(replies: &[Reply]) -> Verdict {
    let failed = replies
        .iter()
        .find_map(|reply| Some((reply.status, reply.fault.as_ref()?)));
    match failed {
        None => Verdict::Passed(format!("answered {}", times(replies.len()))),
        Some((Some(401 | 403), fault)) => Verdict::failed(fault.clone(), VERIFIED_TOO_EARLY),
        Some((_, fault)) => Verdict::failed(
            fault.clone(),
            "Answer 200 with the text of \"challenge\" from this very request, as plain text.",
        ),
    }
}

/// Every event was taken.
pub(super) fn accepted(replies: &[Reply]) -> Verdict {
    match replies.iter().find_map(not_accepted) {
        Some(verdict) => verdict,
        None => Verdict::Passed(match replies {
            [only] => format!("answered {}", only.status.unwrap_or_default()),
            all => format!("{} of {} answered 2xx", all.len(), all.len()),
        }),
    }
}

/// Every event was taken whose body is spaced or escaped in another way.
pub(super) fn accepted_as_it_came(replies: &[Reply]) -> Verdict {
    accepted_unless_refused(
        replies,
        "Check the signature over the bytes of the body as they came, before anything parses, trims or converts them. \
         Most frameworks hand out the raw body by an option: `express.raw()`, `request.get_data()`, \
         `file_get_contents('php://input')`.",
    )
}

/// The event was taken of whose two signatures the second fits.
pub(super) fn accepted_by_one_of_two(replies: &[Reply]) -> Verdict {
    accepted_unless_refused(
        replies,
        "Split `webhook-signature` at spaces and accept the event when any of its signatures fits. Comparing the whole \
         header, or only the first signature, fails while a secret is replaced.",
    )
}

/// As [`accepted`], where a refusal has a cause of its own.
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

/// Why a reply is no acceptance.
fn not_accepted(reply: &Reply) -> Option<Verdict> {
    if reply.is_accepted() {
        return None;
    }
    let sent = &reply.sent;
    Some(match (reply.status, &reply.fault) {
        (Some(status @ 300..=399), _) => redirected(reply, status),
        (Some(410), _) => Verdict::failed(
            format!("{sent} was answered 410"),
            "Answer 2xx. 410 tells Causeway to stop the source until an administrator starts it again.",
        ),
        (Some(status @ (401 | 403)), _) => Verdict::failed(
            format!("{sent} was answered {status}"),
            "Check that the endpoint has this very secret, decodes what follows whsec_ from base64, and signs \
             webhook-id + \".\" + webhook-timestamp + \".\" + the raw body.",
        ),
        (Some(status @ 500..), _) => Verdict::failed(
            format!("{sent} was answered {status}"),
            "Look into the endpoint's own log for what broke; answer 2xx to what you don't know or can't show.",
        ),
        (Some(status), _) => Verdict::failed(
            format!("{sent} was answered {status}"),
            "Answer 2xx: anything else is sent again and holds back what follows for this visitor.",
        ),
        (None, Some(fault)) => Verdict::failed(format!("{sent} got no answer"), fault.clone()),
        (None, None) => Verdict::failed(
            format!("{sent} got no answer"),
            "Look into the endpoint's own log.",
        ),
    })
}

/// Every forgery was refused.
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
            "Check the signature and the timestamp before anything else, and answer 401 when they don't fit.",
        )),
        Some(status @ 300..=399) => Some(redirected(reply, status)),
        Some(410) => Some(Verdict::warned(
            format!("{sent} was answered 410"),
            "Answer 401: of a genuine event, 410 would stop the source.",
        )),
        Some(status @ 500..) => Some(Verdict::warned(
            format!("{sent} was answered {status}, as if something broke"),
            "Answer 401 to what isn't signed as Causeway signs; look into the endpoint's own log for what broke.",
        )),
        Some(_) => None,
        None => Some(Verdict::failed(
            format!("{sent} got no answer"),
            "Answer 401 instead of dropping the connection: a stranger's request must not cost you a worker.",
        )),
    }
}

fn redirected(reply: &Reply, status: u16) -> Verdict {
    let towards = reply
        .location
        .as_ref()
        .map(|location| format!(" towards {location}"))
        .unwrap_or_default();
    Verdict::failed(
        format!("{} was answered {status}, a redirect{towards}", reply.sent),
        "Redirects aren't followed. Enter the address that answers by itself, with the final scheme and path.",
    )
}

/// The second time the same event was taken too, under the same id where one was told.
pub(super) fn repeated(replies: &[Reply]) -> Verdict {
    if let Some(verdict) = replies.iter().find_map(not_accepted) {
        return verdict;
    }
    let ids: Vec<Option<&str>> = replies
        .iter()
        .map(|reply| reply.external_id.as_deref())
        .collect();
    let mend = "Remember what you answered beside the webhook-id, and answer a repetition with the same id.";
    match ids.as_slice() {
        [Some(first), rest @ ..] if rest.iter().flatten().any(|id| id != first) => {
            let told: Vec<&str> = ids.iter().flatten().copied().collect();
            Verdict::failed(
                format!("one event was given several ids: {}", told.join(", ")),
                mend,
            )
        }
        [Some(first), rest @ ..] if rest.iter().any(Option::is_none) => Verdict::warned(
            format!("the first answer told the id {first}, a repetition told none"),
            mend,
        ),
        [None, rest @ ..] if rest.iter().any(Option::is_some) => Verdict::warned(
            "the first answer told no id, a repetition told one".to_owned(),
            mend,
        ),
        [Some(first), ..] => Verdict::Passed(format!("2xx each time, with the same id {first}")),
        _ => Verdict::Passed("2xx each time".to_owned()),
    }
}

/// All but the first were taken: what the endpoint did with that is its own business.
pub(super) fn retried(replies: &[Reply]) -> Verdict {
    let Some((first, rest)) = replies.split_first() else {
        return accepted(replies);
    };
    if let Some(verdict) = rest.iter().find_map(not_accepted) {
        return verdict;
    }
    let first = first
        .status
        .map_or_else(|| "not at all".to_owned(), |status| status.to_string());
    Verdict::Passed(format!(
        "the first attempt was answered {first}, later ones 2xx"
    ))
}

/// Of replies that passed, a warning when one of them was slow.
pub(super) fn unhurried(verdict: Verdict, replies: &[Reply]) -> Verdict {
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
            "Put the work on a queue of yours and answer first: after 15 s an event counts as failed.",
        ),
        Verdict::Passed(found) if replies.len() > 1 => Verdict::Passed(format!(
            "{found}, after {} ms at most",
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
