//! Devices that people signed in on, remembered in a cookie, so that failed sign-ins elsewhere
//! can't lock a person out on their own device (OWASP, "Slow Down Online Guessing Attacks with
//! Device Cookies"). The cookie grants no access.

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::credentials::{Sealer, random_bytes};

/// Most people remembered per device, the latest first: a shared desk.
const PEOPLE_MAX: usize = 5;
const PERSON_BYTES: usize = 8;
const MARK_BYTES: usize = 12;
const SIGNATURE_BYTES: usize = 16;

/// Identifies one person on one device: failed sign-ins there are counted under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeviceMark([u8; MARK_BYTES]);

#[derive(Clone, Copy)]
struct Known {
    /// A keyed digest of the e-mail address, so that the cookie doesn't reveal who signs in here.
    person: [u8; PERSON_BYTES],
    mark: DeviceMark,
}

/// The people who have signed in on a device.
#[derive(Clone)]
pub struct KnownDevice {
    key: hmac::Key,
    people: Vec<Known>,
}

impl KnownDevice {
    /// Reads a cookie's value. Entries without a valid signature of this key file are left out.
    pub fn read(sealer: &Sealer, cookie: &str) -> Self {
        let key = sealer.signing_key("known devices");
        let people = cookie
            .split('.')
            .take(PEOPLE_MAX)
            .filter_map(|entry| open(&key, entry))
            .collect();
        Self { key, people }
    }

    /// The mark of the person with this e-mail address, if they signed in here.
    pub fn of(&self, email: &str) -> Option<DeviceMark> {
        let person = self.person(email);
        self.people
            .iter()
            .find(|known| known.person == person)
            .map(|known| known.mark)
    }

    /// The mark of the last person who signed in here.
    pub fn latest(&self) -> Option<DeviceMark> {
        self.people.first().map(|known| known.mark)
    }

    /// The cookie's value after the person with this e-mail address signed in.
    pub fn cookie_with(&self, email: &str) -> String {
        let person = self.person(email);
        let mark = self.of(email).unwrap_or_else(|| DeviceMark(random_bytes()));
        let others = self.people.iter().filter(|known| known.person != person);
        let all = [Known { person, mark }]
            .into_iter()
            .chain(others.copied())
            .take(PEOPLE_MAX);
        all.map(|known| seal(&self.key, known))
            .collect::<Vec<_>>()
            .join(".")
    }

    fn person(&self, email: &str) -> [u8; PERSON_BYTES] {
        let tag = hmac::sign(&self.key, format!("person {email}").as_bytes());
        tag.as_ref()[..PERSON_BYTES]
            .try_into()
            .expect("a digest is longer")
    }
}

impl std::fmt::Debug for KnownDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KnownDevice(…)")
    }
}

fn signature(key: &hmac::Key, known: Known) -> [u8; SIGNATURE_BYTES] {
    let signed = [b"device ".as_slice(), &known.person, &known.mark.0].concat();
    hmac::sign(key, &signed).as_ref()[..SIGNATURE_BYTES]
        .try_into()
        .expect("a digest is longer")
}

fn seal(key: &hmac::Key, known: Known) -> String {
    URL_SAFE_NO_PAD.encode(
        [
            known.person.as_slice(),
            &known.mark.0,
            &signature(key, known),
        ]
        .concat(),
    )
}

fn open(key: &hmac::Key, entry: &str) -> Option<Known> {
    let bytes = URL_SAFE_NO_PAD.decode(entry).ok()?;
    let (person, rest) = bytes.split_first_chunk::<PERSON_BYTES>()?;
    let (mark, given) = rest.split_first_chunk::<MARK_BYTES>()?;
    let known = Known {
        person: *person,
        mark: DeviceMark(*mark),
    };
    aws_lc_rs::constant_time::verify_slices_are_equal(&signature(key, known), given)
        .is_ok()
        .then_some(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_keeps_the_mark_of_each_person_who_signed_in() {
        let sealer = Sealer::new(&[7; 32]);
        let first = KnownDevice::read(&sealer, "").cookie_with("jane@example.com");
        let known = KnownDevice::read(&sealer, &first);
        let mark = known.of("jane@example.com").unwrap();
        assert_eq!(known.of("john@example.com"), None);
        let both = KnownDevice::read(&sealer, &known.cookie_with("john@example.com"));
        assert_eq!(both.of("jane@example.com"), Some(mark));
        assert_eq!(both.latest(), both.of("john@example.com"));
        assert_ne!(both.latest(), Some(mark));
    }

    #[test]
    fn entries_not_signed_with_this_key_are_ignored() {
        let sealer = Sealer::new(&[7; 32]);
        let cookie = KnownDevice::read(&sealer, "").cookie_with("jane@example.com");
        assert!(
            KnownDevice::read(&Sealer::new(&[8; 32]), &cookie)
                .latest()
                .is_none()
        );
        for at in 0..cookie.len() {
            let mut changed = cookie.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(
                KnownDevice::read(&sealer, &changed).latest().is_none(),
                "{at}"
            );
        }
        for nonsense in ["", ".", "x", "é", &"A".repeat(48)] {
            assert!(
                KnownDevice::read(&sealer, nonsense).latest().is_none(),
                "{nonsense}"
            );
        }
    }

    #[test]
    fn a_cookie_holds_the_latest_five_people() {
        let sealer = Sealer::new(&[7; 32]);
        let mut cookie = String::new();
        for number in 0..7 {
            cookie = KnownDevice::read(&sealer, &cookie)
                .cookie_with(&format!("agent{number}@example.com"));
        }
        let known = KnownDevice::read(&sealer, &cookie);
        let has = |number: u8| known.of(&format!("agent{number}@example.com")).is_some();
        assert_eq!(
            (0..7).map(has).collect::<Vec<_>>(),
            [false, false, true, true, true, true, true]
        );
    }
}
