//! Which nicks are the same: IRC's own idea of upper and lower case.

/// How a network compares nicks, as it announces in `CASEMAPPING`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum CaseMapping {
    /// Only A to Z have lower case.
    Ascii,
    /// `[]\~` are the upper case of `{}|^` besides (RFC 1459 §2.2), the default.
    #[default]
    Rfc1459,
    /// As RFC 1459 was read literally: without `~` and `^`.
    StrictRfc1459,
}

impl CaseMapping {
    /// Reads the announcement. What isn't known is taken as ASCII, which never makes one nick of two people's.
    pub(crate) fn announced(name: &str) -> Self {
        match name {
            "rfc1459" => Self::Rfc1459,
            "rfc1459-strict" | "strict-rfc1459" => Self::StrictRfc1459,
            _ => Self::Ascii,
        }
    }

    /// The nick in lower case: equal for nicks that are the same.
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
    fn nicks_fold_as_the_network_says() {
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
