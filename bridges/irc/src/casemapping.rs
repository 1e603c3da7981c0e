//! IRC's rules for upper and lower case, which decide whether two nicks are the same.

/// How a network compares nicks, as it announces in `CASEMAPPING`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum CaseMapping {
    /// Only A to Z have lower case.
    Ascii,
    /// `[]\~` are also the upper case of `{}|^` (RFC 1459 §2.2). This is the default.
    #[default]
    Rfc1459,
    /// The literal reading of RFC 1459, without `~` and `^`.
    StrictRfc1459,
}

impl CaseMapping {
    /// Parses the announcement. An unknown name means ASCII, which never merges the nicks of two
    /// people.
    pub(crate) fn announced(name: &str) -> Self {
        match name {
            "rfc1459" => Self::Rfc1459,
            "rfc1459-strict" | "strict-rfc1459" => Self::StrictRfc1459,
            _ => Self::Ascii,
        }
    }

    /// Returns the nick in lower case. Nicks are the same if the results are equal.
    pub(crate) fn fold(self, nick: &str) -> String {
        nick.chars()
            .map(|character| self.lower(character))
            .collect()
    }

    fn lower(self, character: char) -> char {
        match (character, self) {
            ('[', Self::Rfc1459 | Self::StrictRfc1459) => '{',
            (']', Self::Rfc1459 | Self::StrictRfc1459) => '}',
            ('\\', Self::Rfc1459 | Self::StrictRfc1459) => '|',
            ('~', Self::Rfc1459) => '^',
            _ => character.to_ascii_lowercase(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nicks_are_folded_by_the_announced_rules() {
        let table = [
            ("rfc1459", "Nick[A]\\~É", "nick{a}|^É"),
            ("strict-rfc1459", "Nick[A]\\~É", "nick{a}|~É"),
            ("ascii", "Nick[A]\\~É", "nick[a]\\~É"),
            ("rfc8265", "NICK[]", "nick[]"),
        ];
        for (name, nick, folded) in table {
            assert_eq!(CaseMapping::announced(name).fold(nick), folded, "{name}");
        }
    }
}
