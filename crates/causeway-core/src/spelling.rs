//! Names that were misspelt, and what was probably meant.

/// How alike two names must be, from 0 to 1, for one to be taken for a misspelling of the other.
const LIKENESS_MIN: f64 = 0.75;
/// Most known names that are listed where none is near.
const LISTED_MAX: usize = 30;

/// The known name that is most like `name`, if one is like enough. Case and separators don't count.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(name);
    let rated = known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&wanted, &folded(known)), known));
    let best = rated.max_by(|(left, _), (right, _)| left.total_cmp(right));
    best.filter(|(likeness, _)| *likeness >= LIKENESS_MIN)
        .map(|(_, known)| known)
}

/// The known name that was probably meant by `name`, and the known ones as far as they are listed.
pub(crate) fn meant(name: &str, known: &[String]) -> (Option<String>, Vec<String>) {
    let meant = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
    (meant, known.iter().take(LISTED_MAX).cloned().collect())
}

/// What is wrong with an unknown `thing`, such as a field: it names what was probably meant, or all that are known.
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
    fn the_nearest_name_is_found_by_case_separator_and_typing_slips() {
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
    fn a_name_that_is_like_none_gets_the_list() {
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
