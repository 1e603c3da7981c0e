//! The second factor at sign-in: one-time codes of an authenticator app (TOTP, RFC 6238), and
//! recovery codes for people who lost the app.

use aws_lc_rs::digest;
use causeway_core::{Id, StaffId, Timestamp};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::credentials::{OpenError, Sealer, random_bytes};

/// The issuer that an app shows.
const ISSUER: &str = "Causeway";
/// Six digits that change every 30 s, which every app supports. One step before and after is
/// accepted, for clocks that differ.
const DIGITS: u8 = 6;
const STEP_SECONDS: u64 = 30;
const SKEW_STEPS: u16 = 1;

/// Recovery codes per person.
pub const RECOVERY_CODES: usize = 8;
/// Random bytes of each: too many to guess, even with a copy of the database.
const RECOVERY_BYTES: usize = 10;

/// The secret that is shared with an authenticator app.
#[derive(Clone)]
pub struct TotpSecret([u8; 20]);

impl TotpSecret {
    /// A new secret, of as many bits as RFC 4226 recommends (160).
    pub fn generate() -> Self {
        Self(random_bytes())
    }

    /// Seals the secret for storage with its owner's id as context, so that a sealed value can't be
    /// moved to another person.
    pub fn seal(&self, sealer: &Sealer, owner: StaffId) -> Vec<u8> {
        sealer.seal(&self.0, &context(owner))
    }

    /// Opens a stored secret.
    pub fn open(sealer: &Sealer, sealed: &[u8], owner: StaffId) -> Result<Self, OpenError> {
        let bytes = sealer.open(sealed, &context(owner))?;
        bytes.try_into().map(Self).map_err(|_| OpenError::Forged)
    }

    /// The secret as base32, to type into an app.
    pub fn reveal(&self) -> String {
        Secret::from(&self.0[..]).to_base32()
    }

    /// The URL of a QR code for apps (the "Key Uri Format" of Google Authenticator).
    pub fn url(&self, account: &str) -> String {
        let totp = self
            .builder()
            .with_issuer(Some(ISSUER))
            .with_account_name(account.replace(':', ""))
            .build();
        totp.and_then(|totp| totp.to_url())
            .expect("an account name without a colon is valid in a URL")
    }

    /// The time step of a code, if it is valid at `now`.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let seconds = u64::try_from(now.micros() / 1_000_000).ok()?;
        let step = self.totp().check(code, seconds)?;
        i64::try_from(step).ok()
    }

    fn builder(&self) -> Builder {
        let builder = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS);
        builder
            .with_skew(SKEW_STEPS)
            .with_step_duration(STEP_SECONDS)
            .with_secret(&self.0[..])
    }

    fn totp(&self) -> Totp {
        self.builder()
            .build()
            .expect("six digits and 160 bits are within RFC 6238's bounds")
    }
}

fn context(owner: StaffId) -> Vec<u8> {
    [b"totp".as_slice(), owner.uuid().as_bytes()].concat()
}

/// A code that works once, instead of an app's code.
#[derive(Clone)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// A new code.
    pub fn generate() -> Self {
        let bytes: [u8; RECOVERY_BYTES] = random_bytes();
        Self(Secret::from(&bytes[..]).to_base32())
    }

    /// Reads an entered code. Any text is taken; one that isn't a code is not found later.
    pub fn read(text: &str) -> Self {
        Self(
            text.chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|letter| letter.to_ascii_uppercase())
                .collect(),
        )
    }

    /// The hash under which it is stored.
    pub fn hash(&self) -> [u8; 32] {
        let digest = digest::digest(&digest::SHA256, self.0.as_bytes());
        digest.as_ref().try_into().expect("SHA-256 gives 32 bytes")
    }

    /// The code as it is shown: four groups of four characters.
    pub fn reveal(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = letters
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect();
        groups.join("-")
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// The secret of RFC 6238, appendix B.
    const SECRET: TotpSecret = TotpSecret(*b"12345678901234567890");

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    #[test]
    fn codes_match_the_test_vectors_of_rfc_6238() {
        // Appendix B of RFC 6238 has eight digits; these are the last six of them.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(
                SECRET.step_of(code, at(seconds)),
                Some(seconds / 30),
                "at {seconds} s"
            );
            // A clock may differ by one step and no more.
            assert_eq!(SECRET.step_of(code, at(seconds + 30)), Some(seconds / 30));
            assert_eq!(SECRET.step_of(code, at(seconds + 60)), None);
        }
        for wrong in ["", "287083", "87082", "2870820", "28708٢", "abcdef"] {
            assert_eq!(SECRET.step_of(wrong, at(59)), None, "{wrong}");
        }
    }

    #[test]
    fn a_stored_secret_opens_only_with_its_owners_id() {
        let sealer = Sealer::new(&[7; 32]);
        let (owner, other) = (
            StaffId::from_uuid(Uuid::from_u128(1)),
            StaffId::from_uuid(Uuid::from_u128(2)),
        );
        let secret = TotpSecret::generate();
        let sealed = secret.seal(&sealer, owner);
        assert_eq!(
            TotpSecret::open(&sealer, &sealed, owner).map(|opened| opened.0),
            Ok(secret.0)
        );
        assert_eq!(
            TotpSecret::open(&sealer, &sealed, other).map(|opened| opened.0),
            Err(OpenError::Forged)
        );
    }

    #[test]
    fn the_url_contains_everything_that_an_app_needs() {
        let url = SECRET.url("mia:müller@example.com");
        assert_eq!(
            url,
            "otpauth://totp/Causeway:miam%C3%BCller%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Causeway"
        );
    }

    #[test]
    fn a_recovery_code_is_read_in_any_case_and_spacing() {
        let code = RecoveryCode::generate();
        let written = code.reveal();
        assert_eq!((written.len(), written.matches('-').count()), (19, 3));
        let typed = format!(" {} ", written.to_lowercase().replace('-', " "));
        assert_eq!(RecoveryCode::read(&typed).hash(), code.hash());
        assert_ne!(RecoveryCode::generate().hash(), code.hash());
    }
}
