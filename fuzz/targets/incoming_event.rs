//! Whatever a channel posts as an event, or says that it can do, is read or refused with its faults.

#![no_main]

use causeway_core::{
    Faults,
    incoming::{Capabilities, IncomingEvent},
};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Ok(body) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    if let Err(faults) = IncomingEvent::parse(&body) {
        check(faults);
    }
    match Capabilities::parse(&body) {
        Ok(capabilities) => {
            // It is kept as JSON, and has to come back as it was.
            let kept = serde_json::to_value(&capabilities).expect("it can be kept");
            assert_eq!(
                serde_json::from_value::<Capabilities>(kept).expect("it comes back"),
                capabilities
            );
            assert!(capabilities.shows("text"));
        }
        Err(faults) => check(faults),
    }
});

/// A refusal names something, and not without end.
fn check(faults: Faults) {
    let faults = faults.into_vec();
    assert!((1..=Faults::KEPT_MAX).contains(&faults.len()));
    assert!(
        faults
            .iter()
            .all(|fault| fault.pointer.is_empty() || fault.pointer.starts_with('/'))
    );
}
