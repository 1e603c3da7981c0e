//! Snoozing, and closing enquiries after a long silence.

use super::*;

#[test]
fn a_snooze_ends_in_time_or_with_a_visitor_message() {
    let hour = Duration::from_hours(1);
    for visitor_writes in [false, true] {
        let mut scene = Scene::ongoing();
        let until = scene.now.plus(hour);
        let enquiry_id = scene.enquiry().id;
        scene
            .does(&Snooze {
                actor: Jane.actor(),
                enquiry_id,
                until: Some(until),
            })
            .unwrap();
        assert_eq!(
            (scene.enquiry().snoozed_until, scene.room.due_at),
            (Some(until), Some(until))
        );
        if visitor_writes {
            scene.writes("m-2", "Still there?");
        } else {
            scene.after(hour).does(&Tick).unwrap();
        }
        assert_eq!(
            (scene.enquiry().snoozed_until, scene.room.due_at),
            (None, None)
        );
    }
}

/// Enables auto-close after 100 s of silence and 50 s after the warning.
fn auto_closing() -> Scene {
    let mut scene = Scene::open();
    scene.settings().auto_close.enabled = true;
    scene.settings().auto_close.quiet_seconds = 100;
    scene.settings().auto_close.warning_seconds = 50;
    scene.picks_up(Jane).unwrap();
    scene
}

#[test]
fn a_silent_enquiry_is_warned_and_closed() {
    let mut scene = auto_closing();
    scene.after(Duration::from_secs(99)).does(&Tick).unwrap();
    assert_eq!(scene.purposes(), ["visitor", "welcome"]);
    scene.after(Duration::from_secs(1)).does(&Tick).unwrap();
    assert_eq!(scene.purposes().last(), Some(&"autoCloseWarning"));
    scene.after(Duration::from_secs(49)).does(&Tick).unwrap();
    assert_eq!(scene.enquiry().state, EnquiryState::Ongoing);
    scene.after(Duration::from_secs(1)).does(&Tick).unwrap();
    assert_eq!(scene.last_enquiry().state, EnquiryState::Closed);
    assert_eq!(
        scene.purposes(),
        ["visitor", "welcome", "autoCloseWarning", "close"]
    );
    assert_eq!(scene.room.due_at, None);
}

#[test]
fn any_message_restarts_the_silence_timer() {
    let mut scene = auto_closing();
    scene.after(Duration::from_secs(100)).does(&Tick).unwrap();
    scene
        .after(Duration::from_secs(10))
        .writes("m-2", "Yes, I am");
    assert_eq!(
        scene.room.due_at,
        Some(scene.now.plus(Duration::from_secs(100)))
    );
    scene
        .after(Duration::from_secs(90))
        .answers(Jane, "c-1", "Good")
        .unwrap();
    assert_eq!(
        scene.room.due_at,
        Some(scene.now.plus(Duration::from_secs(100)))
    );
    assert_eq!(scene.enquiry().warned_at, None);
}

#[test]
fn snoozed_and_transferring_enquiries_do_not_auto_close() {
    let mut scene = auto_closing();
    let until = Some(scene.now.plus(Duration::from_hours(1)));
    let enquiry_id = scene.enquiry().id;
    scene
        .does(&Snooze {
            actor: Jane.actor(),
            enquiry_id,
            until,
        })
        .unwrap();
    scene.after(Duration::from_secs(200)).does(&Tick).unwrap();
    assert_eq!(scene.enquiry().warned_at, None);
    scene
        .does(&Snooze {
            actor: Jane.actor(),
            enquiry_id,
            until: None,
        })
        .unwrap();
    assert_eq!(
        scene.room.due_at,
        Some(scene.now.plus(Duration::from_secs(100)))
    );
    transfers(&mut scene, Jane, to(Lena), TransferMode::Loopback).unwrap();
    assert_eq!(scene.room.due_at, Some(scene.now.plus(WAIT)));
}

#[test]
fn a_failed_transfer_restarts_the_silence_timer() {
    for cancelled in [false, true] {
        let mut scene = auto_closing();
        scene.after(Duration::from_secs(100)).does(&Tick).unwrap();
        assert!(scene.enquiry().warned_at.is_some());
        transfers(&mut scene, Jane, to(Lena), TransferMode::Loopback).unwrap();
        if cancelled {
            let enquiry_id = scene.enquiry().id;
            scene.after(WAIT / 2);
            scene
                .does(&CancelTransfer {
                    actor: Jane.actor(),
                    name: Jane.name(),
                    enquiry_id,
                })
                .unwrap();
        } else {
            scene.after(WAIT).does(&Tick).unwrap();
        }
        assert_eq!(
            (scene.enquiry().state, scene.enquiry().warned_at),
            (EnquiryState::Ongoing, None)
        );
        assert_eq!(
            scene.room.due_at,
            Some(scene.now.plus(Duration::from_secs(100))),
            "cancelled: {cancelled}"
        );
    }
}
