//! The limit of attempts with a password or a code. The limit must not be a weapon: attempts of
//! strangers from elsewhere lock no one out, and successful attempts never count.

use std::{sync::Arc, time::Duration};

use causeway_core::StaffId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{
    credentials::DeviceMark,
    http::request::{client::Client, client_address::ClientAddress, tries::Tries},
    wire::{code::Code, problem::Problem},
};

/// Wrong passwords for one person from one network, or from a device that is known for them: ten in
/// a row, then one every ten seconds. That is enough for a forgetful person, and a year of guessing
/// covers less than a list of common passwords.
const OF_PERSON: (u32, Duration) = (10, Duration::from_secs(10));
/// Wrong passwords from one network: a whole office may sign in at nine o'clock.
const OF_NETWORK: (u32, Duration) = (60, Duration::from_secs(1));
/// Wrong passwords for one person from everywhere that are not unusual. More mean an attack from
/// many networks.
const OF_PERSON_ANYWHERE: (u32, Duration) = (100, Duration::from_secs(1));
/// Wrong passwords for one person from one network during such an attack. A person who knows the
/// password can still sign in.
const OF_PERSON_ATTACKED: (u32, Duration) = (3, Duration::from_mins(1));
/// Wrong codes of one person's authenticator app, from one network or known device. At any time,
/// three codes of a million are right.
const CODES_OF_PERSON: (u32, Duration) = (10, Duration::from_mins(5));
/// The same from everywhere, except from known devices: an attacker who knows the password and
/// guesses from many networks needs years. Meanwhile the owner signs in on a known device, or with
/// a recovery code, which can't be guessed.
const CODES_OF_PERSON_ANYWHERE: (u32, Duration) = (300, Duration::from_mins(5));

/// The most attempts in progress. Only a few passwords are checked concurrently, so this bounds the
/// wait of the last one.
const UNDER_WAY_MAX: usize = 64;
/// The same from known devices: a flood from elsewhere doesn't take their places.
const UNDER_WAY_KNOWN_MAX: usize = 32;
/// How long a caller should wait before a retry if too many attempts are in progress.
const FULL_PAUSE: Duration = Duration::from_secs(2);

/// Limits attempts by person, network and device. Clones share the counts.
#[derive(Clone)]
pub(in crate::http) struct SignInLimit(Arc<Counts>);

struct Counts {
    device: Tries<DeviceMark>,
    network: Tries<ClientAddress>,
    person: Tries<(ClientAddress, String)>,
    person_anywhere: Tries<String>,
    person_attacked: Tries<(ClientAddress, String)>,
    device_codes: Tries<DeviceMark>,
    person_codes: Tries<(ClientAddress, StaffId)>,
    person_codes_anywhere: Tries<StaffId>,
    places: Arc<Semaphore>,
    known_places: Arc<Semaphore>,
}

/// An attempt that counts unless it turns out right.
#[must_use = "a try that is dropped counts as wrong"]
pub(in crate::http) struct Try {
    counts: Arc<Counts>,
    taken: Vec<Count>,
    _place: Option<OwnedSemaphorePermit>,
}

/// One count to which an attempt was added.
enum Count {
    Device(DeviceMark),
    Network(ClientAddress),
    Person((ClientAddress, String)),
    PersonAnywhere(String),
    PersonAttacked((ClientAddress, String)),
    DeviceCodes(DeviceMark),
    PersonCodes((ClientAddress, StaffId)),
    PersonCodesAnywhere(StaffId),
}

impl Counts {
    fn take(&self, count: &Count) -> Result<(), Duration> {
        match count {
            Count::Device(key) => self.device.take(key),
            Count::Network(key) => self.network.take(key),
            Count::Person(key) => self.person.take(key),
            Count::PersonAnywhere(key) => self.person_anywhere.take(key),
            Count::PersonAttacked(key) => self.person_attacked.take(key),
            Count::DeviceCodes(key) => self.device_codes.take(key),
            Count::PersonCodes(key) => self.person_codes.take(key),
            Count::PersonCodesAnywhere(key) => self.person_codes_anywhere.take(key),
        }
    }

    fn give_back(&self, count: &Count) {
        match count {
            Count::Device(key) => self.device.give_back(key),
            Count::Network(key) => self.network.give_back(key),
            Count::Person(key) => self.person.give_back(key),
            Count::PersonAnywhere(key) => self.person_anywhere.give_back(key),
            Count::PersonAttacked(key) => self.person_attacked.give_back(key),
            Count::DeviceCodes(key) => self.device_codes.give_back(key),
            Count::PersonCodes(key) => self.person_codes.give_back(key),
            Count::PersonCodesAnywhere(key) => self.person_codes_anywhere.give_back(key),
        }
    }
}

impl Try {
    /// Adds the attempt to one more count. A refused attempt is removed from all counts.
    fn count(&mut self, count: Count) -> Result<(), Problem> {
        if let Err(pause) = self.counts.take(&count) {
            self.take_back();
            return Err(Problem::new(Code::RateLimited).retry_after(pause));
        }
        self.taken.push(count);
        Ok(())
    }

    fn take_back(&mut self) {
        for count in self.taken.drain(..) {
            self.counts.give_back(&count);
        }
    }

    /// The attempt was right, so it is removed from all counts.
    pub(in crate::http) fn was_right(mut self) {
        self.take_back();
    }
}

impl SignInLimit {
    pub(in crate::http) fn new() -> Self {
        Self(Arc::new(Counts {
            device: Tries::new(OF_PERSON),
            network: Tries::new(OF_NETWORK),
            person: Tries::new(OF_PERSON),
            person_anywhere: Tries::new(OF_PERSON_ANYWHERE),
            person_attacked: Tries::new(OF_PERSON_ATTACKED),
            device_codes: Tries::new(CODES_OF_PERSON),
            person_codes: Tries::new(CODES_OF_PERSON),
            person_codes_anywhere: Tries::new(CODES_OF_PERSON_ANYWHERE),
            places: Arc::new(Semaphore::new(UNDER_WAY_MAX)),
            known_places: Arc::new(Semaphore::new(UNDER_WAY_KNOWN_MAX)),
        }))
    }

    /// Counts an attempt with a password and reserves a place for it. A refusal says how long to
    /// wait.
    pub(in crate::http) fn admit(&self, client: &Client, email: &str) -> Result<Try, Problem> {
        let device = client.device.of(email);
        let mut attempt = self.begin(device)?;
        if let Some(device) = device {
            attempt.count(Count::Device(device))?;
            return Ok(attempt);
        }
        let both = (client.address, email.to_owned());
        attempt.count(Count::Network(client.address))?;
        attempt.count(Count::Person(both.clone()))?;
        let anywhere = Count::PersonAnywhere(email.to_owned());
        // Reaching this count is no refusal: strangers can reach it at any time, and the owner must
        // still be able to sign in.
        if self.0.take(&anywhere).is_ok() {
            attempt.taken.push(anywhere);
        } else {
            attempt.count(Count::PersonAttacked(both))?;
        }
        Ok(attempt)
    }

    /// Counts an attempt when only the client is known, and reserves a place for it.
    pub(in crate::http) fn admit_from(&self, client: &Client) -> Result<Try, Problem> {
        let device = client.device.latest();
        let mut attempt = self.begin(device)?;
        attempt.count(device.map_or(Count::Network(client.address), Count::Device))?;
        Ok(attempt)
    }

    /// Removes an attempt of [`Self::admit_from`] that turned out right only later.
    pub(in crate::http) fn forgive(&self, client: &Client) {
        let device = client.device.latest();
        self.0
            .give_back(&device.map_or(Count::Network(client.address), Count::Device));
    }

    /// Counts an authenticator app's code after the password was right. A refusal says how long to
    /// wait.
    pub(in crate::http) fn admit_code(
        &self,
        client: &Client,
        email: &str,
        staff_id: StaffId,
    ) -> Result<Try, Problem> {
        let mut attempt = Try {
            counts: Arc::clone(&self.0),
            taken: Vec::new(),
            _place: None,
        };
        if let Some(device) = client.device.of(email) {
            attempt.count(Count::DeviceCodes(device))?;
            return Ok(attempt);
        }
        attempt.count(Count::PersonCodes((client.address, staff_id)))?;
        attempt.count(Count::PersonCodesAnywhere(staff_id))?;
        Ok(attempt)
    }

    fn begin(&self, device: Option<DeviceMark>) -> Result<Try, Problem> {
        let places = if device.is_some() {
            &self.0.known_places
        } else {
            &self.0.places
        };
        let place = Arc::clone(places).try_acquire_owned();
        let place = place.map_err(|_| Problem::new(Code::Overloaded).retry_after(FULL_PAUSE))?;
        Ok(Try {
            counts: Arc::clone(&self.0),
            taken: Vec::new(),
            _place: Some(place),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use http::header;

    use super::*;
    use crate::credentials::{KnownDevice, Sealer};

    fn sealer() -> Sealer {
        Sealer::new(&[7; 32])
    }

    /// A client at an address, on a device that is known for one person or for no one.
    fn client(last: u8, known: Option<&str>) -> Client {
        let device = KnownDevice::read(&sealer(), "");
        let cookie = known
            .map(|email| device.cookie_with(email))
            .unwrap_or_default();
        let address = ClientAddress(Some(Ipv4Addr::new(203, 0, 113, last).into()));
        Client {
            address,
            device: KnownDevice::read(&sealer(), &cookie),
        }
    }

    /// How many wrong attempts are admitted.
    fn wrong(limit: &SignInLimit, client: &Client, email: &str, count: usize) -> usize {
        (0..count)
            .filter(|_| limit.admit(client, email).is_ok())
            .count()
    }

    #[tokio::test(start_paused = true)]
    async fn refusals_of_one_network_do_not_affect_other_networks() {
        let limit = SignInLimit::new();
        assert_eq!(wrong(&limit, &client(1, None), "jane@example.com", 60), 10);
        assert_eq!(wrong(&limit, &client(2, None), "jane@example.com", 60), 10);
        assert_eq!(wrong(&limit, &client(3, None), "john@example.com", 60), 10);
    }

    #[tokio::test(start_paused = true)]
    async fn a_flood_from_everywhere_locks_no_one_out() {
        let limit = SignInLimit::new();
        let admitted: usize = (0..200)
            .map(|last| wrong(&limit, &client(last, None), "jane@example.com", 10))
            .sum();
        assert_eq!(
            admitted,
            100 + 190 * 3,
            "each network gets less while an account is under attack"
        );
        assert_eq!(
            wrong(&limit, &client(201, None), "jane@example.com", 1),
            1,
            "from a network without wrong tries"
        );
        let known = client(1, Some("jane@example.com"));
        assert_eq!(
            wrong(&limit, &known, "jane@example.com", 60),
            10,
            "on a known device, amid the attackers"
        );
        assert_eq!(
            wrong(&limit, &client(202, None), "john@example.com", 60),
            10,
            "others notice nothing"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn wrong_attempts_from_a_network_do_not_lock_out_a_known_device_there() {
        let limit = SignInLimit::new();
        for number in 0..100 {
            let _ = limit.admit(&client(1, None), &format!("guess{number}@example.com"));
        }
        let refused = limit
            .admit(&client(1, None), "jane@example.com")
            .err()
            .unwrap();
        assert_eq!(refused.code(), Code::RateLimited);
        assert!(
            limit
                .admit(&client(1, Some("jane@example.com")), "jane@example.com")
                .is_ok()
        );
        let as_john = limit.admit(&client(1, Some("jane@example.com")), "john@example.com");
        assert!(as_john.is_err(), "a device is known for one person");
    }

    #[tokio::test(start_paused = true)]
    async fn right_attempts_never_count() {
        let limit = SignInLimit::new();
        for known in [None, Some("jane@example.com")] {
            let client = client(1, known);
            let id =
                causeway_core::Moment::new(causeway_core::Timestamp::from_micros(1), [1; 32]).id();
            for _ in 0..500 {
                limit
                    .admit(&client, "jane@example.com")
                    .ok()
                    .unwrap()
                    .was_right();
                limit
                    .admit_code(&client, "jane@example.com", id)
                    .ok()
                    .unwrap()
                    .was_right();
                limit.admit_from(&client).ok().unwrap().was_right();
            }
            assert_eq!(wrong(&limit, &client, "jane@example.com", 60), 10);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn wrong_codes_from_elsewhere_do_not_lock_their_owner_out() {
        let limit = SignInLimit::new();
        let id = causeway_core::Moment::new(causeway_core::Timestamp::from_micros(1), [1; 32]).id();
        let codes = |client: &Client, count: usize| {
            (0..count)
                .filter(|_| limit.admit_code(client, "jane@example.com", id).is_ok())
                .count()
        };
        assert_eq!(codes(&client(1, None), 60), 10);
        assert_eq!(
            (2..30)
                .map(|last| codes(&client(last, None), 10))
                .sum::<usize>(),
            280
        );
        assert_eq!(codes(&client(99, None), 60), 10);
        assert_eq!(
            codes(&client(100, None), 60),
            0,
            "guessing from many networks ends"
        );
        assert_eq!(
            codes(&client(1, Some("jane@example.com")), 60),
            10,
            "their own device is none of them"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn attempts_in_progress_are_bounded_and_a_flood_leaves_places_for_known_devices() {
        let limit = SignInLimit::new();
        let admit = |last| limit.admit(&client(last, None), &format!("agent{last}@example.com"));
        let mut places: Vec<_> = (0..64).map(|last| admit(last).ok().unwrap()).collect();
        let refused = admit(64).err().unwrap();
        assert_eq!(refused.code(), Code::Overloaded);
        let response = axum::response::IntoResponse::into_response(refused);
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
        assert!(
            limit
                .admit(&client(65, Some("jane@example.com")), "jane@example.com")
                .is_ok()
        );
        places.pop();
        assert!(admit(64).is_ok());
    }
}
