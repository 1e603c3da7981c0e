//! The one source of randomness for secrets.

/// Random bytes from the operating system's generator, fit for secrets.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes)
        .expect("the operating system's random generator doesn't fail once seeded");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_results_differ() {
        let first: [u8; 32] = random_bytes();
        assert_ne!(first, random_bytes());
        assert_ne!(first, [0; 32]);
    }
}
