//! Signed addresses of files for channels, which have no session: `<public
//! url>/files/<id>/<name>?expires=…&signature=…`.

use std::fmt;

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use causeway_core::{
    FileId, Timestamp,
    file::{FileName, expiry, signed_text},
};
use url::Url;

use crate::credentials::Sealer;

/// Signs addresses and verifies signed ones.
pub struct AddressSigner {
    key: hmac::Key,
}

impl AddressSigner {
    /// A signer whose key is derived from the key file, so that all nodes accept each other's
    /// addresses and a new key file invalidates them all.
    pub fn new(sealer: &Sealer) -> Self {
        Self {
            key: sealer.signing_key("file addresses"),
        }
    }

    /// The address of a file below the public URL, signed at `now`.
    pub fn address(&self, public_url: &Url, id: FileId, name: &FileName, now: Timestamp) -> Url {
        let expires = expiry(now);
        let mut address = public_url.clone();
        address
            .path_segments_mut()
            .expect("a public URL has the scheme http or https")
            .pop_if_empty()
            .extend(["files", &id.to_string(), name.as_str()]);
        let signature =
            URL_SAFE_NO_PAD.encode(hmac::sign(&self.key, signed_text(id, expires).as_bytes()));
        address
            .query_pairs_mut()
            .clear()
            .append_pair("expires", &expires.seconds().to_string())
            .append_pair("signature", &signature);
        address
    }

    /// Whether an address with these values has a valid signature and has not expired at `now`. The
    /// reason of a failure is not returned.
    pub fn opens(&self, id: FileId, expires_seconds: i64, signature: &str, now: Timestamp) -> bool {
        let Some(micros) = expires_seconds.checked_mul(1_000_000) else {
            return false;
        };
        let expires = Timestamp::from_micros(micros);
        let Ok(signature) = URL_SAFE_NO_PAD.decode(signature) else {
            return false;
        };
        // Compares in constant time.
        hmac::verify(&self.key, signed_text(id, expires).as_bytes(), &signature).is_ok()
            && now < expires
    }
}

impl fmt::Debug for AddressSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AddressSigner(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use causeway_core::{Id, file::VALIDITY};
    use uuid::Uuid;

    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

    fn id(bits: u128) -> FileId {
        FileId::from_uuid(Uuid::from_u128(bits))
    }

    fn signer(key: u8) -> AddressSigner {
        AddressSigner::new(&Sealer::new(&[key; 32]))
    }

    fn address(name: &str, at: Timestamp) -> Url {
        let public_url = Url::parse("https://chat.example.com/").unwrap();
        signer(1).address(&public_url, id(7), &FileName::tidy(name), at)
    }

    /// The values of `expires` and `signature` in an address.
    fn values(address: &Url) -> (i64, String) {
        let value = |wanted: &str| {
            address
                .query_pairs()
                .find(|(name, _)| name == wanted)
                .unwrap()
                .1
                .into_owned()
        };
        (value("expires").parse().unwrap(), value("signature"))
    }

    #[test]
    fn an_address_is_a_plain_url_for_every_file_name() {
        for (name, path) in [
            ("photo.png", "photo.png"),
            ("100% mine? #1.png", "100%25%20mine_%20%231.png"),
            ("語.txt", "%E8%AA%9E.txt"),
        ] {
            let address = address(name, NOW);
            assert_eq!(address.path(), format!("/files/{}/{path}", id(7)));
            assert_eq!(address.host_str(), Some("chat.example.com"));
        }
    }

    #[test]
    fn an_address_opens_its_file_until_it_expires() {
        let (expires, signature) = values(&address("a.png", NOW));
        let end = Timestamp::from_micros(expires * 1_000_000);
        assert!(end >= NOW.plus(VALIDITY));
        assert!(signer(1).opens(id(7), expires, &signature, NOW));
        assert!(signer(1).opens(
            id(7),
            expires,
            &signature,
            end.minus(Duration::from_micros(1))
        ));
        assert!(!signer(1).opens(id(7), expires, &signature, end));
    }

    #[test]
    fn a_changed_or_foreign_signature_opens_nothing() {
        let (expires, signature) = values(&address("a.png", NOW));
        let other = if signature.starts_with('A') { "B" } else { "A" };
        let changed = format!("{other}{}", &signature[1..]);
        assert!(!signer(1).opens(id(8), expires, &signature, NOW));
        assert!(!signer(1).opens(id(7), expires + 1, &signature, NOW));
        assert!(!signer(1).opens(id(7), i64::MAX, &signature, NOW));
        assert!(!signer(2).opens(id(7), expires, &signature, NOW));
        for forged in [changed.as_str(), &signature[1..], "", "!"] {
            assert!(!signer(1).opens(id(7), expires, forged, NOW), "{forged}");
        }
    }

    #[test]
    fn a_file_keeps_its_address_for_a_day() {
        let same = address("a.png", NOW.plus(Duration::from_secs(1)));
        assert_eq!(address("a.png", NOW), same);
        assert_ne!(address("a.png", NOW.plus(Duration::from_hours(24))), same);
    }
}
