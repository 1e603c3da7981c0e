//! What is shown of a check, for people and as JUnit XML for machines.

use std::fmt::Write;
use std::time::Duration;

use causeway_core::text::first_characters;

use super::{check::Check, endpoint::Reply, judge::Verdict};

/// How much of an answer's body is shown.
const SHOWN_CHARACTERS_MAX: usize = 200;
/// How many replies are shown of a check that found something; `--verbose` shows all.
const SHOWN_REPLIES_MAX: usize = 3;
/// What a forgery is refused with proves little while this fails.
const GENUINE: &str = "signature-good";

/// One check with what came of it.
pub(super) struct Outcome {
    pub(super) check: &'static Check,
    pub(super) replies: Vec<Reply>,
    pub(super) verdict: Verdict,
}

/// How the report looks.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// A terminal shows it.
    pub(super) colours: bool,
    /// What was sent and what came back is told of checks that passed, too.
    pub(super) verbose: bool,
}

impl Outcome {
    pub(super) fn is_failed(&self) -> bool {
        matches!(self.verdict, Verdict::Failed { .. })
    }

    /// Its part of the report.
    pub(super) fn render(&self, style: Style) -> String {
        let (mark, colour, found, mend) = match &self.verdict {
            Verdict::Passed(found) => ("✓", "32", found, None),
            Verdict::Warned { found, mend } => ("!", "33", found, Some(mend)),
            Verdict::Failed { found, mend } => ("✗", "31", found, Some(mend)),
        };
        let (begin, end) = if style.colours {
            (format!("\x1b[{colour}m"), "\x1b[0m")
        } else {
            (String::new(), "")
        };
        let mut text = format!(
            "{begin}{mark}{end} {:<18} {}\n",
            self.check.name, self.check.rule
        );
        let mut line = |name: &str, value: &str| {
            // Writing into a String does not fail.
            let _ = writeln!(text, "    {name:<10} {}", printable(value));
        };
        if let Some(mend) = mend {
            line("found", found);
            line("mend", mend);
            line("why", self.check.why);
            line("read", self.check.link);
        } else {
            line("found", found);
        }
        for reply in self.shown(mend.is_some(), style) {
            line("sent", &reply.sent);
            line("came back", &came_back(reply));
        }
        text
    }

    /// The replies to tell: all of them, or of a check that found something those that it is about.
    fn shown(&self, found_something: bool, style: Style) -> Vec<&Reply> {
        if style.verbose {
            return self.replies.iter().collect();
        }
        let (Verdict::Passed(found)
        | Verdict::Warned { found, .. }
        | Verdict::Failed { found, .. }) = &self.verdict;
        let about: Vec<&Reply> = self
            .replies
            .iter()
            .filter(|reply| found.contains(&reply.sent))
            .collect();
        let about = if about.is_empty() {
            self.replies.iter().collect()
        } else {
            about
        };
        about
            .into_iter()
            .take(if found_something {
                SHOWN_REPLIES_MAX
            } else {
                0
            })
            .collect()
    }

    fn duration(&self) -> Duration {
        self.replies.iter().map(|reply| reply.duration).sum()
    }
}

/// What came back, in a line.
fn came_back(reply: &Reply) -> String {
    let after = format!("after {} ms", reply.duration.as_millis());
    match (reply.status, &reply.received) {
        (Some(status), Some(body)) if !body.trim().is_empty() => {
            let shown = first_characters(body, SHOWN_CHARACTERS_MAX);
            format!("{status} {after}: {shown}")
        }
        (Some(status), _) => format!("{status} {after}, with nothing in it"),
        (None, _) => format!("no answer {after}"),
    }
}

/// The last line.
pub(super) fn summary(outcomes: &[Outcome]) -> String {
    let count = |wanted: fn(&Verdict) -> bool| {
        outcomes
            .iter()
            .filter(|outcome| wanted(&outcome.verdict))
            .count()
    };
    let passed = count(|verdict| matches!(verdict, Verdict::Passed(_)));
    let warned = count(|verdict| matches!(verdict, Verdict::Warned { .. }));
    let failed = count(|verdict| matches!(verdict, Verdict::Failed { .. }));
    let checks = if outcomes.len() == 1 {
        "check"
    } else {
        "checks"
    };
    let mut text = format!(
        "{} {checks}: {passed} passed, {warned} passed with a warning, {failed} failed.",
        outcomes.len()
    );
    if outcomes
        .iter()
        .any(|outcome| outcome.check.name == GENUINE && outcome.is_failed())
    {
        text += "\nMend signature-good first: while genuine events are refused, a forgery that is refused shows nothing.";
    }
    text
}

/// The whole report as JUnit XML.
pub(super) fn junit(url: &str, outcomes: &[Outcome]) -> String {
    let failures = outcomes
        .iter()
        .filter(|outcome| outcome.is_failed())
        .count();
    let seconds: f64 = outcomes
        .iter()
        .map(|outcome| outcome.duration().as_secs_f64())
        .sum();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"causeway conform\" tests=\"{}\" \
         failures=\"{failures}\" errors=\"0\" skipped=\"0\" time=\"{seconds:.3}\">\n<properties><property name=\"url\" value=\"{}\"/></properties>\n",
        outcomes.len(),
        escaped(url),
    );
    let plain = Style {
        colours: false,
        verbose: true,
    };
    for outcome in outcomes {
        let (name, time) = (outcome.check.name, outcome.duration().as_secs_f64());
        let _ = writeln!(
            xml,
            "<testcase classname=\"causeway.conform\" name=\"{name}\" time=\"{time:.3}\">"
        );
        if let Verdict::Failed { found, mend } = &outcome.verdict {
            let _ = writeln!(
                xml,
                "<failure message=\"{}\">{}</failure>",
                escaped(found),
                escaped(mend)
            );
        }
        let _ = writeln!(
            xml,
            "<system-out>{}</system-out>\n</testcase>",
            escaped(&outcome.render(plain))
        );
    }
    xml.push_str("</testsuite>\n</testsuites>\n");
    xml
}

/// Text from outside as one line without what would command a terminal.
fn printable(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// Text as XML takes it (XML 1.0 §2.2 knows few control characters).
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push('\n'),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other if other.is_control() => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conform::check::CHECKS;

    fn outcome(verdict: Verdict) -> Outcome {
        let reply = Reply {
            sent: "a message".to_owned(),
            status: Some(200),
            received: Some("\x1b[31m<ok>\n".to_owned()),
            ..Reply::default()
        };
        Outcome {
            check: &CHECKS[0],
            replies: vec![reply],
            verdict,
        }
    }

    #[test]
    fn colours_are_for_terminals_and_an_endpoint_can_not_send_any() {
        let failed = outcome(Verdict::Failed {
            found: "f".to_owned(),
            mend: "m".to_owned(),
        });
        let plain = failed.render(Style {
            colours: false,
            verbose: false,
        });
        assert!(!plain.contains('\x1b'), "{plain}");
        assert!(
            plain.contains("came back  200 after 0 ms:  [31m<ok>"),
            "{plain}"
        );
        let coloured = failed.render(Style {
            colours: true,
            verbose: false,
        });
        assert!(
            coloured.starts_with("\x1b[31m✗\x1b[0m challenge"),
            "{coloured}"
        );
    }

    #[test]
    fn what_passed_is_told_in_short_unless_asked_for() {
        let passed = outcome(Verdict::Passed("once".to_owned()));
        assert_eq!(
            passed
                .render(Style {
                    colours: false,
                    verbose: false
                })
                .lines()
                .count(),
            2
        );
        assert_eq!(
            passed
                .render(Style {
                    colours: false,
                    verbose: true
                })
                .lines()
                .count(),
            4
        );
    }

    #[test]
    fn of_many_replies_those_are_told_that_something_was_found_in() {
        let reply = |number: usize| Reply {
            sent: format!("message {number} of 9"),
            status: Some(500),
            ..Reply::default()
        };
        let replies: Vec<Reply> = (1..=9).map(reply).collect();
        let about = |found: &str| {
            let verdict = Verdict::Failed {
                found: found.to_owned(),
                mend: "m".to_owned(),
            };
            let told = Outcome {
                check: &CHECKS[0],
                replies: replies.clone(),
                verdict,
            };
            let told = told.render(Style {
                colours: false,
                verbose: false,
            });
            let sent = told
                .lines()
                .filter_map(|line| line.trim().strip_prefix("sent"));
            sent.map(|sent| sent.trim().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(about("message 7 of 9 was answered 500"), ["message 7 of 9"]);
        assert_eq!(about("all is wrong").len(), SHOWN_REPLIES_MAX);
    }

    #[test]
    fn refused_forgeries_prove_nothing_while_genuine_events_are_refused() {
        let genuine = CHECKS
            .iter()
            .position(|check| check.name == GENUINE)
            .unwrap();
        let of = |verdict| Outcome {
            check: &CHECKS[genuine],
            replies: Vec::new(),
            verdict,
        };
        let failed = of(Verdict::Failed {
            found: "f".to_owned(),
            mend: "m".to_owned(),
        });
        assert!(summary(&[failed]).contains("Mend signature-good first"));
        assert_eq!(
            summary(&[of(Verdict::Passed("fine".to_owned()))])
                .lines()
                .count(),
            1
        );
    }

    #[test]
    fn the_report_for_machines_is_xml_whatever_came_back() {
        let failed = outcome(Verdict::Failed {
            found: "\"<&>\u{0}\u{ffff}".to_owned(),
            mend: "m".to_owned(),
        });
        let xml = junit(
            "http://a.example/?a=1&b=2",
            &[failed, outcome(Verdict::Passed("fine".to_owned()))],
        );
        assert!(xml.contains("tests=\"2\" failures=\"1\""), "{xml}");
        assert!(
            xml.contains("message=\"&quot;&lt;&amp;&gt; \u{fffd}\""),
            "{xml}"
        );
        assert!(
            xml.contains("a=1&amp;b=2") && !xml.contains('\x1b'),
            "{xml}"
        );
        assert_eq!(
            xml.matches("<testcase").count(),
            xml.matches("</testcase>").count()
        );
    }
}
