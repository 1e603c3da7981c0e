//! Bodies of callers who are not authenticated: bounded in size, time and number.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::extract::{FromRequest, FromRequestParts, Request};
use tokio::time::timeout;

use crate::{
    App,
    http::request::{client_address::ClientAddress, json::read_value_within},
    wire::{
        code::Code,
        input::{Input, read_input},
        problem::Problem,
    },
};

/// The longest body, in bytes. An e-mail address, the longest password and a code, in their longest
/// spelling, take a third of it.
const BYTES_MAX: usize = 4 * 1024;
/// How long a body may take to arrive. It normally arrives with its head; only an attacker who
/// wants to hold memory sends it slowly.
const TIMEOUT: Duration = Duration::from_secs(5);
/// The most bodies that arrive concurrently: 4 MiB in total.
const PLACES_MAX: usize = 1_024;
/// The same for one client address, so that no single machine takes all places.
const PLACES_PER_ADDRESS_MAX: usize = 64;
/// How long a caller should wait before a retry if all places are taken.
const FULL_PAUSE: Duration = Duration::from_secs(1);

static PLACES: Places = Places(Mutex::new(Taken {
    total: 0,
    by_address: BTreeMap::new(),
}));

/// A JSON body of a caller who is not authenticated.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct SmallJson<T>(pub(in crate::http) T);

impl<T: Input> FromRequest<App> for SmallJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let Ok(ClientAddress(address)) = ClientAddress::from_request_parts(&mut parts, app).await;
        let place = PLACES.take(address);
        let _place = place.ok_or_else(|| Problem::new(Code::Overloaded).retry_after(FULL_PAUSE))?;
        let reading = read_value_within(Request::from_parts(parts, body), BYTES_MAX);
        let value = timeout(TIMEOUT, reading)
            .await
            .map_err(|_| Problem::new(Code::RequestTimeout))??;
        Ok(Self(read_input(&value)?))
    }
}

/// Counts the bodies that are arriving.
struct Places(Mutex<Taken>);

struct Taken {
    total: usize,
    by_address: BTreeMap<Option<IpAddr>, usize>,
}

impl Places {
    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, address: Option<IpAddr>) -> Option<Place<'_>> {
        let mut taken = self.taken();
        let of_address = taken.by_address.get(&address).copied().unwrap_or(0);
        if taken.total == PLACES_MAX || of_address == PLACES_PER_ADDRESS_MAX {
            return None;
        }
        taken.total += 1;
        taken.by_address.insert(address, of_address + 1);
        drop(taken);
        Some(Place {
            places: self,
            address,
        })
    }
}

/// A place for a body, released when dropped.
struct Place<'a> {
    places: &'a Places,
    address: Option<IpAddr>,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        taken.total -= 1;
        let left = taken
            .by_address
            .get(&self.address)
            .map_or(0, |count| count - 1);
        if left == 0 {
            taken.by_address.remove(&self.address);
        } else {
            taken.by_address.insert(self.address, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn places() -> Places {
        Places(Mutex::new(Taken {
            total: 0,
            by_address: BTreeMap::new(),
        }))
    }

    fn address(number: u32) -> IpAddr {
        Ipv4Addr::from_bits(number).into()
    }

    #[test]
    fn one_address_does_not_take_all_places() {
        let places = places();
        let held: Vec<_> = std::iter::from_fn(|| places.take(Some(address(1)))).collect();
        assert_eq!(held.len(), PLACES_PER_ADDRESS_MAX);
        assert!(places.take(Some(address(2))).is_some());
        drop(held);
        assert!(places.take(Some(address(1))).is_some());
        assert!(places.taken().by_address.is_empty());
    }

    #[test]
    fn all_places_together_are_bounded() {
        let places = places();
        let held: Vec<_> = (0..)
            .map_while(|number| places.take(Some(address(number))))
            .collect();
        assert_eq!(held.len(), PLACES_MAX);
        drop(held);
        assert!(places.take(Some(address(9_999))).is_some());
    }
}
