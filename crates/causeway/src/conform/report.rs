//! The report, for people and as JUnit XML.

use std::fmt::Write;
use std::time::Duration;

use causeway_core::text::first_characters;

use super::{check::Check, endpoint::Reply, judge::Verdict};

/// Longest part of a response body that the report shows.
const SHOWN_CHARACTERS_MAX: usize = 200;
/// How many replies of a check that did not pass are shown. `--verbose` shows all.
const SHOWN_REPLIES_MAX: usize = 3;
/// While this check fails, a refused forgery proves little.
const GENUINE: &str = "signature-good";

/// One check and its result.
pub(super) struct Outcome {
    pub(super) check: &'static Check,
    pub(super) replies: Vec<Reply>,
    pub(super) verdict: Verdict,
}

/// How the report is printed.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// Set if the output is a terminal.
    pub(super) colours: bool,
    /// Also shows requests and replies of checks that passed.
    pub(super) verbose: bool,
}

impl Outcome {
    pub(super) fn is_failed(&self) -> bool {
        matches!(self.verdict, Verdict::Failed { .. })
    }

    /// The check's part of the report.
    pub(super) fn render(&self, style: Style) -> String {
        let (mark, colour, found, advice) = match &self.verdict {
            Verdict::Passed(found) => ("✓", "32", found, None),
            Verdict::Warned { found, advice } => ("!", "33", found, Some(advice)),
            Verdict::Failed { found, advice } => ("✗", "31", found, Some(advice)),
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
            // Writing to a String can't fail.
            let _ = writeln!(text, "    {name:<10} {}", printable(value));
        };
        if let Some(advice) = advice {
            line("found", found);
            line("fix", advice);
            line("why", self.check.why);
            line("read", self.check.link);
        } else {
            line("found", found);
        }
        for reply in self.shown(advice.is_some(), style) {
            line("sent", &reply.sent);
            line("received", &came_back(reply));
        }
        text
    }

    /// The replies to show: all if verbose, otherwise those that the finding mentions.
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

/// One line about the response.
fn came_back(reply: &Reply) -> String {
    let after = format!("after {} ms", reply.duration.as_millis());
    match (reply.status, &reply.received) {
        (Some(status), Some(body)) if !body.trim().is_empty() => {
            let shown = first_characters(body, SHOWN_CHARACTERS_MAX);
            format!("{status} {after}: {shown}")
        }
        (Some(status), _) => format!("{status} {after}, with an empty body"),
        (None, _) => format!("no answer {after}"),
    }
}

/// The last line of the report.
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
        text += "\nFix signature-good first: while genuine events are refused, a refused forgery proves nothing.";
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
        if let Verdict::Failed { found, advice } = &outcome.verdict {
            let _ = writeln!(
                xml,
                "<failure message=\"{}\">{}</failure>",
                escaped(found),
                escaped(advice)
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

/// Replaces control characters in untrusted text, so that it stays on one line and cannot control
/// the terminal.
fn printable(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// Escapes text for XML. XML 1.0 §2.2 allows few control characters.
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
    fn only_terminals_get_colours_and_replies_can_not_add_any() {
        let failed = outcome(Verdict::Failed {
            found: "f".to_owned(),
            advice: "m".to_owned(),
        });
        let plain = failed.render(Style {
            colours: false,
            verbose: false,
        });
        assert!(!plain.contains('\x1b'), "{plain}");
        assert!(
            plain.contains("received   200 after 0 ms:  [31m<ok>"),
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
    fn passed_checks_are_short_unless_verbose() {
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
    fn a_failed_check_shows_the_replies_that_the_finding_mentions() {
        let reply = |number: usize| Reply {
            sent: format!("message {number} of 9"),
            status: Some(500),
            ..Reply::default()
        };
        let replies: Vec<Reply> = (1..=9).map(reply).collect();
        let about = |found: &str| {
            let verdict = Verdict::Failed {
                found: found.to_owned(),
                advice: "m".to_owned(),
            };
            let outcome = Outcome {
                check: &CHECKS[0],
                replies: replies.clone(),
                verdict,
            };
            let outcome = outcome.render(Style {
                colours: false,
                verbose: false,
            });
            let sent = outcome
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
            advice: "m".to_owned(),
        });
        assert!(summary(&[failed]).contains("Fix signature-good first"));
        assert_eq!(
            summary(&[of(Verdict::Passed("fine".to_owned()))])
                .lines()
                .count(),
            1
        );
    }

    #[test]
    fn the_junit_report_is_valid_xml_for_any_reply() {
        let failed = outcome(Verdict::Failed {
            found: "\"<&>\u{0}\u{ffff}".to_owned(),
            advice: "m".to_owned(),
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
