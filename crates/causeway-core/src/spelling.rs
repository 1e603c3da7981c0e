//! Suggestions for misspelt names.

/// Minimum similarity of two names, from 0 to 1, for one to count as a misspelling of the other.
const LIKENESS_MIN: f64 = 0.75;
/// Maximum number of known names to list if none is similar.
const LISTED_MAX: usize = 30;

/// The known name most similar to `name`, if one is similar enough. Case and separators don't
/// count.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(name);
    let rated = known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&wanted, &folded(known)), known));
    let best = rated.max_by(|(left, _), (right, _)| left.total_cmp(right));
    best.filter(|(likeness, _)| *likeness >= LIKENESS_MIN)
        .map(|(_, known)| known)
}

/// The known name closest to `name`, and the known names to list.
pub(crate) fn meant(name: &str, known: &[String]) -> (Option<String>, Vec<String>) {
    let meant = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
    (meant, known.iter().take(LISTED_MAX).cloned().collect())
}

/// The error text for an unknown `thing`, such as a field: it suggests the closest known name, or
/// lists all.
pub(crate) fn unknown(thing: &str, nearest: Option<&str>, known: &[String]) -> String {
    match nearest {
        Some(meant) => format!("is not a known {thing}. Did you mean {meant}?"),
        None if known.is_empty() => format!("is not a known {thing}. None is allowed here"),
        None => format!("is not a known {thing}. Known are: {}", known.join(", ")),
    }
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_ignores_case_separators_and_typing_errors() {
        let known = ["webhookUrl", "name", "events", "overlapSeconds"];
        for (name, meant) in [
            ("webhookURL", Some("webhookUrl")),
            ("webhook_url", Some("webhookUrl")),
            ("webHook", Some("webhookUrl")),
            ("nmae", Some("name")),
            ("event", Some("events")),
            ("overlapSecond", Some("overlapSeconds")),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, known), meant, "{name}");
        }
    }

    #[test]
    fn a_name_without_a_similar_one_gets_the_list() {
        let known = ["name".to_owned(), "colour".to_owned()];
        let (nearest, listed) = meant("zz", &known);
        assert_eq!(
            unknown("field", nearest.as_deref(), &listed),
            "is not a known field. Known are: name, colour"
        );
        assert_eq!(
            unknown("parameter", None, &[]),
            "is not a known parameter. None is allowed here"
        );
    }
}
