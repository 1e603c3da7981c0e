//! SPDX licence expressions (SPDX 2.3, annex D), as far as crates use them.

/// Returns whether the `allowed` licences satisfy `expression`, or `None` if it can't be parsed.
pub(super) fn satisfied(expression: &str, allowed: &[&str]) -> Option<bool> {
    // Older crates write "MIT/Apache-2.0" instead of "MIT OR Apache-2.0".
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = Words {
        words: spaced.split_whitespace().collect(),
        at: 0,
    };
    let is_enough = words.any_of(allowed)?;
    (words.at == words.words.len()).then_some(is_enough)
}

struct Words<'a> {
    words: Vec<&'a str>,
    at: usize,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let word = self.words.get(self.at).copied();
        self.at += 1;
        word
    }

    fn skip(&mut self, word: &str) -> bool {
        let is_next = self
            .words
            .get(self.at)
            .is_some_and(|next| next.eq_ignore_ascii_case(word));
        self.at += usize::from(is_next);
        is_next
    }

    fn any_of(&mut self, allowed: &[&str]) -> Option<bool> {
        let mut enough = self.all_of(allowed)?;
        while self.skip("OR") {
            enough |= self.all_of(allowed)?;
        }
        Some(enough)
    }

    fn all_of(&mut self, allowed: &[&str]) -> Option<bool> {
        let mut enough = self.one(allowed)?;
        while self.skip("AND") {
            enough &= self.one(allowed)?;
        }
        Some(enough)
    }

    fn one(&mut self, allowed: &[&str]) -> Option<bool> {
        if self.skip("(") {
            let enough = self.any_of(allowed)?;
            return self.skip(")").then_some(enough);
        }
        let mut licence = self.next().filter(|word| *word != ")")?.to_owned();
        if self.skip("WITH") {
            licence = format!("{licence} WITH {}", self.next()?);
        }
        Some(allowed.contains(&licence.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::satisfied;

    #[test]
    fn or_needs_one_operand_and_and_needs_all() {
        let allowed = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"];
        for (expression, enough) in [
            ("MIT", Some(true)),
            ("GPL-3.0", Some(false)),
            ("GPL-3.0 OR MIT", Some(true)),
            ("MIT/GPL-3.0", Some(true)),
            ("MIT AND GPL-3.0", Some(false)),
            ("MIT AND ISC", Some(true)),
            ("GPL-3.0 OR MIT AND ISC", Some(true)),
            ("(GPL-3.0 OR MIT) AND BSL-1.0", Some(false)),
            ("(MIT OR Apache-2.0) AND ISC", Some(true)),
            ("Apache-2.0 WITH LLVM-exception", Some(true)),
            ("Apache-2.0", Some(false)),
            ("", None),
            ("MIT OR", None),
            ("(MIT", None),
            ("MIT ISC", None),
        ] {
            assert_eq!(satisfied(expression, &allowed), enough, "{expression}");
        }
    }
}
