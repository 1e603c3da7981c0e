//! Templates: texts with `{{…}}` variables.

use crate::{Faults, Reason, enquiry_number::EnquiryNumber};

/// Maximum length of an automatic text, in characters (`product.md`).
pub const TEMPLATE_MAX: usize = 1_000;

/// The values of the variables.
#[derive(Clone, Copy, Debug)]
pub struct Variables<'a> {
    /// `{{visitor.name}}`.
    pub visitor_name: &'a str,
    /// `{{channel.name}}`.
    pub channel_name: &'a str,
    /// `{{staff.displayName}}`; empty before pick-up.
    pub staff_display_name: &'a str,
    /// `{{enquiry.number}}`.
    pub enquiry_number: EnquiryNumber,
}

/// `text` with its variables replaced. Values are not expanded again, so a visitor can't inject a
/// variable through their name.
pub fn render(text: &str, variables: &Variables<'_>) -> String {
    let mut rendered = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = next_variable(rest) {
        rendered.push_str(before);
        match name {
            "visitor.name" => rendered.push_str(variables.visitor_name),
            "channel.name" => rendered.push_str(variables.channel_name),
            "staff.displayName" => rendered.push_str(variables.staff_display_name),
            "enquiry.number" => rendered.push_str(&variables.enquiry_number.to_string()),
            // Texts are checked when they are saved; an unknown variable that remains is shown
            // unchanged.
            unknown => rendered.extend(["{{", unknown, "}}"]),
        }
        rest = after;
    }
    rendered.push_str(rest);
    rendered
}

/// Checks a text before it is saved: not empty, not too long, no unknown variables.
pub fn check(pointer: &str, text: &str, faults: &mut Faults) {
    check_up_to(pointer, text, TEMPLATE_MAX, faults);
}

/// The same with another maximum length, in characters.
pub fn check_up_to(pointer: &str, text: &str, max: usize, faults: &mut Faults) {
    let length = text.chars().count();
    if text.trim().is_empty() {
        faults.add(pointer, Reason::Blank);
    } else if length > max {
        faults.add(
            pointer,
            Reason::TooLong {
                max,
                actual: length,
            },
        );
    } else if text.contains('\0') {
        faults.add(pointer, Reason::NulCharacter);
    }
    let mut rest = text;
    while let Some((_, name, after)) = next_variable(rest) {
        if !matches!(
            name,
            "visitor.name" | "channel.name" | "staff.displayName" | "enquiry.number"
        ) {
            faults.add(
                pointer,
                Reason::UnknownVariable {
                    name: name.to_owned(),
                },
            );
        }
        rest = after;
    }
}

/// The text before the first `{{name}}`, the name and the text after it.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = text.split_once("{{")?;
    let (name, after) = opened.split_once("}}")?;
    Some((before, name.trim(), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_replaced_once() {
        let variables = Variables {
            visitor_name: "{{channel.name}}",
            channel_name: "Shop",
            staff_display_name: "Jane",
            enquiry_number: EnquiryNumber::new(35),
        };
        let text = "Hi {{visitor.name}}, {{ staff.displayName }} of {{channel.name}}: {{enquiry.number}} {{ {{nope}}";
        assert_eq!(
            render(text, &variables),
            "Hi {{channel.name}}, Jane of Shop: INQ-00000Z {{{{nope}}"
        );
        assert_eq!(
            render("no end {{visitor.name", &variables),
            "no end {{visitor.name"
        );
    }

    #[test]
    fn a_text_with_an_unknown_variable_is_refused() {
        for (text, good) in [
            ("Hi", true),
            ("{{visitor.name}}", true),
            ("{{visitor.age}}", false),
            ("  ", false),
        ] {
            let mut faults = Faults::default();
            check("/text", text, &mut faults);
            assert_eq!(faults.is_empty(), good, "{text}");
        }
    }
}
