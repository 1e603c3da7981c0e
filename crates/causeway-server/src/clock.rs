//! The one place that reads the wall clock.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use causeway_core::Timestamp;

/// Reads the time. Clones of a manual clock share its time.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Wall,
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn wall() -> Self {
        Self(Kind::Wall)
    }

    /// A clock that stays at `now` until it is set; for tests.
    pub fn manual(now: Timestamp) -> Self {
        Self(Kind::Manual(Arc::new(AtomicI64::new(now.micros()))))
    }

    /// The current time.
    #[expect(
        clippy::disallowed_methods,
        reason = "all other code reads the time here"
    )]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Kind::Wall => Timestamp::from_micros(jiff::Timestamp::now().as_microsecond()),
            Kind::Manual(micros) => Timestamp::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Sets a manual clock; a wall clock ignores it.
    pub fn set(&self, now: Timestamp) {
        match &self.0 {
            Kind::Wall => {}
            Kind::Manual(micros) => micros.store(now.micros(), Ordering::SeqCst),
        }
    }
}

/// Converts to the timestamp of libraries that use jiff.
pub fn to_jiff(time: Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_microsecond(time.micros()).unwrap_or(jiff::Timestamp::MAX)
}
