//! Passwords of staff: the rule for choosing one, and argon2id (RFC 9106) to store them.
//!
//! Each computation deliberately takes 19 MiB and tens of milliseconds of one core, so it runs
//! outside the async threads and only a few run at a time: sign-ins under attack must not starve
//! conversations.
//!
//! One keyboard produces é as one character, another as e and an accent. Both are the same
//! password: it is hashed in Unicode's composed form, NFC (RFC 8265 §4.2.2), and argon2 uses all of
//! its bytes.

use std::fmt;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Params, Version};
use causeway_core::Reason;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use tokio::sync::Semaphore;
use tokio::task;

use crate::credentials::{
    hashing_memory::{Asked, with_memory},
    random_bytes,
};

/// Bounds of a password in characters: short ones can be guessed, and longer ones add nothing.
pub const PASSWORD_CHARACTERS: std::ops::RangeInclusive<usize> = 10..=128;

/// Memory in KiB, passes and lanes as OWASP recommends for argon2id.
const MEMORY_KIB: u32 = 19 * 1_024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;

/// How many computations run at the same time.
const CONCURRENT_MAX: usize = 2;
static TURNS: Semaphore = Semaphore::const_new(CONCURRENT_MAX);

/// The hash of a password that no one has, with the parameters above. Checking against it takes as
/// long as checking a real one, so that the response time doesn't reveal which people exist.
const ABSENT: &str = "$argon2id$v=19$m=19456,t=2,p=1$Y2F1c2V3YXktLWFic2VudA$EExX5fzTwTN+hNUhYsI5G+QdTY5Gl/M1Pi6L3iml6fM";

/// The stored hash of a person without a password: nothing matches it.
pub const NO_PASSWORD: &str = "";

/// A password that meets the rule, in NFC.
#[derive(Clone)]
pub struct Password {
    text: String,
}

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// Fewer than 10 characters.
    #[error("a password must have at least 10 characters")]
    TooShort { actual: usize },
    /// More than 128 characters.
    #[error("a password must have at most 128 characters")]
    TooLong { actual: usize },
}

impl PasswordRefusal {
    /// The reason to give for a field of a form.
    pub fn reason(self) -> Reason {
        match self {
            Self::TooShort { actual } => Reason::TooShort {
                min: *PASSWORD_CHARACTERS.start(),
                actual,
            },
            Self::TooLong { actual } => Reason::TooLong {
                max: *PASSWORD_CHARACTERS.end(),
                actual,
            },
        }
    }
}

/// Why a password could not be hashed or checked.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// The stored hash can't be read.
    #[error("the stored password hash can't be read")]
    StoredHash,
    /// The computation failed, most likely because of too little memory.
    #[error("the password hash can't be computed")]
    Computation(#[source] argon2::password_hash::Error),
}

impl Password {
    /// Checks a chosen password. Its characters are counted in NFC.
    pub fn parse(text: &str) -> Result<Self, PasswordRefusal> {
        let text = composed(text);
        let characters = text.chars().count();
        if characters < *PASSWORD_CHARACTERS.start() {
            return Err(PasswordRefusal::TooShort { actual: characters });
        }
        if characters > *PASSWORD_CHARACTERS.end() {
            return Err(PasswordRefusal::TooLong { actual: characters });
        }
        Ok(Self { text })
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(…)")
    }
}

/// Hashes a password for storage, as a PHC string that contains its own parameters.
pub async fn hash(password: Password) -> Result<String, PasswordError> {
    in_turn(move || {
        let salt: [u8; SALT_BYTES] = random_bytes();
        let hash = make_hash(password.text.as_bytes(), &salt);
        hash.map(|hash| hash.to_string())
            .map_err(PasswordError::Computation)
    })
    .await
}

/// Whether the entered text is the password of a stored hash.
pub async fn verify(entered: &str, stored_hash: &str) -> Result<bool, PasswordError> {
    let has_password = stored_hash != NO_PASSWORD;
    // As much work as for a person with a password.
    let (forms, stored_hash) = (
        forms(entered),
        if has_password { stored_hash } else { ABSENT }.to_owned(),
    );
    in_turn(move || {
        let hash = PasswordHash::new(&stored_hash).map_err(|_| PasswordError::StoredHash)?;
        let (Some(salt), Some(stored)) = (&hash.salt, &hash.hash) else {
            return Err(PasswordError::StoredHash);
        };
        let argon2 = argon2_of(&hash).map_err(PasswordError::Computation)?;
        for form in forms {
            let computed = compute(&argon2, form.as_bytes(), salt, stored.len())
                .map_err(PasswordError::Computation)?;
            // `Output` compares in constant time.
            if computed == *stored {
                return Ok(has_password);
            }
        }
        Ok(false)
    })
    .await
}

fn composed(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc()
        .normalize(text)
        .into_owned()
}

/// The forms in which a stored password may have been hashed: NFC today, or what the keyboard
/// produced, composed or decomposed, in releases that did not normalize. Only passwords beyond
/// ASCII have more than one form, so the others cost one computation.
fn forms(entered: &str) -> Vec<String> {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd()
        .normalize(entered)
        .into_owned();
    let mut forms = vec![composed(entered)];
    for form in [entered.to_owned(), decomposed] {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// Does the work of [`verify`] for a person who doesn't exist; never returns true.
pub async fn verify_absent(entered: &str) -> Result<bool, PasswordError> {
    verify(entered, NO_PASSWORD).await
}

fn argon2id() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .expect("the parameters are within argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Argon2 with the parameters of a stored hash.
fn argon2_of(hash: &PasswordHash) -> argon2::password_hash::Result<Argon2<'static>> {
    let algorithm = Algorithm::try_from(hash.algorithm.as_str())?;
    let version = hash
        .version
        .map(Version::try_from)
        .transpose()?
        .unwrap_or_default();
    Ok(Argon2::new(algorithm, version, Params::try_from(hash)?))
}

fn make_hash(password: &[u8], salt: &[u8]) -> argon2::password_hash::Result<PasswordHash> {
    let (argon2, salt) = (argon2id(), Salt::new(salt)?);
    Ok(PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(argon2.params())?,
        salt: Some(salt),
        hash: Some(compute(
            &argon2,
            password,
            &salt,
            Params::DEFAULT_OUTPUT_LEN,
        )?),
    })
}

fn compute(
    argon2: &Argon2<'_>,
    password: &[u8],
    salt: &[u8],
    length: usize,
) -> argon2::password_hash::Result<Output> {
    let mut output = [0; Output::MAX_LENGTH];
    let output = output
        .get_mut(..length)
        .ok_or(argon2::password_hash::Error::OutputSize)?;
    with_memory(argon2.params().block_count(), |memory| {
        argon2.hash_password_into_with_memory(password, salt, output, memory)
    })?;
    Ok(Output::new(output)?)
}

/// Runs a computation on the blocking threads when a permit is free. The permit is held until the
/// computation ends, even when its caller is dropped.
async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let asked = Asked::new();
    let turn = TURNS
        .acquire()
        .await
        .expect("the semaphore is never closed");
    let done = task::spawn_blocking(move || {
        let _held = (turn, asked);
        work()
    });
    done.await
        .expect("hashing doesn't panic, and the runtime outlives its tasks")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::parse(text).unwrap()
    }

    #[test]
    fn a_password_has_10_to_128_characters_of_any_script() {
        assert_eq!(
            Password::parse("").err(),
            Some(PasswordRefusal::TooShort { actual: 0 })
        );
        assert_eq!(
            Password::parse("123456789").err(),
            Some(PasswordRefusal::TooShort { actual: 9 })
        );
        assert_eq!(
            Password::parse(&"密".repeat(9)).err(),
            Some(PasswordRefusal::TooShort { actual: 9 })
        );
        assert!(Password::parse(&"密".repeat(10)).is_ok());
        assert!(Password::parse("correct horse").is_ok());
        assert!(Password::parse(&"é".repeat(128)).is_ok());
        assert_eq!(
            Password::parse(&"x".repeat(129)).err(),
            Some(PasswordRefusal::TooLong { actual: 129 })
        );
    }

    #[tokio::test]
    async fn a_hash_verifies_only_its_own_password() {
        let stored = hash(password("correct horse")).await.unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert!(verify("correct horse", &stored).await.unwrap());
        for wrong in ["correct hors", "correct horse ", "", "Correct horse"] {
            assert!(!verify(wrong, &stored).await.unwrap(), "{wrong}");
        }
        assert_ne!(hash(password("correct horse")).await.unwrap(), stored);
    }

    #[test]
    fn characters_are_counted_in_nfc() {
        // Ten code points that compose to five characters.
        assert_eq!(
            Password::parse(&"e\u{301}".repeat(5)).err(),
            Some(PasswordRefusal::TooShort { actual: 5 })
        );
        assert!(Password::parse(&"e\u{301}".repeat(128)).is_ok());
        assert_eq!(
            Password::parse(&"e\u{301}".repeat(129)).err(),
            Some(PasswordRefusal::TooLong { actual: 129 })
        );
    }

    #[tokio::test]
    async fn composed_and_decomposed_input_are_the_same_password() {
        let written = ["caf\u{e9} au lait", "cafe\u{301} au lait"];
        for chosen in written {
            let stored = hash(password(chosen)).await.unwrap();
            for entered in written {
                assert!(
                    verify(entered, &stored).await.unwrap(),
                    "{chosen:?} chosen, {entered:?} entered"
                );
            }
            assert!(!verify("cafe au lait", &stored).await.unwrap());
            // NFC, not NFKC: compatibility forms differ.
            assert!(!verify("caf\u{e9} au \u{ff4c}ait", &stored).await.unwrap());
        }
        // Hangul, and accents below and above in either order.
        for (chosen, entered) in [
            (
                "\u{d55c}\u{ad6d} password",
                "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8} password",
            ),
            ("q\u{323}\u{307} password", "q\u{307}\u{323} password"),
        ] {
            let stored = hash(password(chosen)).await.unwrap();
            assert!(
                verify(entered, &stored).await.unwrap(),
                "{chosen:?} chosen, {entered:?} entered"
            );
        }
    }

    #[tokio::test]
    async fn a_hash_from_before_normalization_verifies_both_forms() {
        for kept in ["caf\u{e9} au lait", "cafe\u{301} au lait"] {
            let stored = make_hash(kept.as_bytes(), b"0123456789abcdef")
                .unwrap()
                .to_string();
            for entered in ["caf\u{e9} au lait", "cafe\u{301} au lait"] {
                assert!(
                    verify(entered, &stored).await.unwrap(),
                    "{kept:?} kept, {entered:?} entered"
                );
            }
        }
    }

    #[tokio::test]
    async fn every_byte_of_a_long_password_counts() {
        for (long, width) in [("x".repeat(127), 1), ("\u{5bc6}".repeat(127), 3)] {
            assert!(long.len() == 127 * width);
            let stored = hash(password(&format!("{long}a"))).await.unwrap();
            assert!(verify(&format!("{long}a"), &stored).await.unwrap());
            for wrong in [
                format!("{long}b"),
                long.clone(),
                long.chars().take(72).collect(),
            ] {
                assert!(!verify(&wrong, &stored).await.unwrap());
            }
        }
    }

    #[tokio::test]
    async fn a_hash_of_other_parameters_still_verifies() {
        use argon2::PasswordHasher;
        let weaker = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(64, 1, 1, None).unwrap(),
        );
        let stored = weaker
            .hash_password_with_salt(b"correct horse", b"0123456789abcdef")
            .unwrap()
            .to_string();
        assert!(verify("correct horse", &stored).await.unwrap());
        assert!(!verify("wrong password", &stored).await.unwrap());
    }

    #[tokio::test]
    async fn an_unreadable_stored_hash_is_an_error_and_not_a_mismatch() {
        for stored in ["plain", "$argon2id$v=19$m=19456"] {
            assert!(
                matches!(
                    verify("correct horse", stored).await,
                    Err(PasswordError::StoredHash)
                ),
                "{stored}"
            );
        }
    }

    #[tokio::test]
    async fn an_unknown_person_costs_the_same_work_and_never_verifies() {
        let absent = PasswordHash::new(ABSENT).unwrap();
        let real = hash(password("correct horse")).await.unwrap();
        let real = PasswordHash::new(&real).unwrap();
        assert_eq!(
            (absent.algorithm, absent.version, &absent.params),
            (real.algorithm, real.version, &real.params)
        );
        assert_eq!(
            absent.hash.map(|hash| hash.len()),
            real.hash.map(|hash| hash.len())
        );
        assert!(!verify_absent("correct horse").await.unwrap());
        assert!(!verify("correct horse", NO_PASSWORD).await.unwrap());
    }

    #[tokio::test]
    async fn at_most_two_hashes_are_computed_at_the_same_time() {
        use std::sync::Arc;
        use std::sync::atomic::{AtomicUsize, Ordering};
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let works = (0..6).map(|_| {
            let (running, most) = (running.clone(), most.clone());
            in_turn(move || {
                most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                // Long enough for a third one to show.
                std::thread::sleep(std::time::Duration::from_millis(20));
                running.fetch_sub(1, Ordering::SeqCst);
            })
        });
        futures_util::future::join_all(works).await;
        assert!(most.load(Ordering::SeqCst) <= CONCURRENT_MAX);
    }

    #[test]
    fn debug_shows_nothing_of_a_password() {
        assert_eq!(format!("{:?}", password("correct horse")), "Password(…)");
    }
}
