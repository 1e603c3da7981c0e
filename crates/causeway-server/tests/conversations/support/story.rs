//! Steps of a test for snapshots, with ids and secrets replaced by their order of appearance.

use std::{collections::HashMap, fmt::Write};

use serde_json::Value;

use super::Answer;

/// Prefixes of random values, and how many characters follow.
const VARYING: [(&str, usize); 14] = [
    ("cw_", 49),
    ("whsec_", 44),
    ("wsp_", 26),
    ("src_", 26),
    ("chn_", 26),
    ("vis_", 26),
    ("room_", 26),
    ("enq_", 26),
    ("msg_", 26),
    ("stf_", 26),
    ("grp_", 26),
    ("dlv_", 26),
    ("bot_", 26),
    ("trn_", 26),
];

/// The steps and their results.
#[derive(Default)]
pub(crate) struct Story(String);

impl Story {
    /// Adds a response.
    pub(crate) fn answer(&mut self, step: &str, answer: &Answer) {
        self.value(step, &answer.summary());
    }

    /// Adds any other value.
    pub(crate) fn value(&mut self, step: &str, value: &Value) {
        let text = serde_json::to_string_pretty(value).unwrap();
        writeln!(self.0, "## {step}\n{text}\n").unwrap();
    }

    /// The text for the snapshot, the same in every run.
    pub(crate) fn finish(self) -> String {
        with_stable_names(&self.0)
    }
}

/// Replaces each id in `text` by its prefix and the number of its first appearance, and omits the
/// ports of receivers.
pub(crate) fn with_stable_names(text: &str) -> String {
    let mut names: HashMap<&str, String> = HashMap::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut replaced = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((prefix, length)) = varying(rest) {
            let (found, after) = rest.split_at(prefix.len() + length);
            let name = names.entry(found).or_insert_with(|| {
                let count = counts.entry(prefix).or_default();
                *count += 1;
                format!("{prefix}{count}")
            });
            replaced.push_str(name);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("127.0.0.1:") {
            replaced.push_str("127.0.0.1:<port>");
            rest = after.trim_start_matches(|letter: char| letter.is_ascii_digit());
        } else {
            replaced.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    replaced
}

fn varying(text: &str) -> Option<(&'static str, usize)> {
    VARYING.into_iter().find(|(prefix, length)| {
        let Some(rest) = text.strip_prefix(prefix) else {
            return false;
        };
        let is_part = |letter: u8| letter.is_ascii_alphanumeric() || b"-_+/=".contains(&letter);
        rest.as_bytes()
            .get(..*length)
            .is_some_and(|id| id.iter().all(|letter| is_part(*letter)))
    })
}
