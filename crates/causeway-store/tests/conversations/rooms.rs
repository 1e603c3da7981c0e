//! One method for everything that happens in a room.

use std::{sync::Arc, time::Duration};

use causeway_core::{
    Id, MessageId, RoomId,
    content::Content,
    enquiry::EnquiryState,
    incoming::Receipt,
    message::{Message, MessageDeliveryState, Purpose},
    room::{Accept, EditMessage, Lookup, Read, Receive, Refusal, Reply, Tick},
};
use causeway_store::{ChannelMove, EnquiryFilter, Part, RoomError, Signal};
use causeway_testkit::both_engines;
use futures_util::future::join_all;
use serde_json::json;
use uuid::Uuid;

use crate::shop::{
    Person::{self, Ada, Finn, Jane, Lena, Omar, Ruth},
    START, Shop, incoming, shop,
};

/// The whole conversation of a room.
async fn conversation(shop: &Shop, room: RoomId) -> Vec<Message> {
    shop.store
        .messages(shop.workspace_id, room, None, Part::After(0), 1_000)
        .await
        .unwrap()
        .0
}

fn refusal<T: std::fmt::Debug>(result: Result<T, RoomError>) -> Refusal {
    match result {
        Err(RoomError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

both_engines! { shop =>
    async fn many_first_messages_at_once_make_one_visitor_and_one_room(shop: Arc<Shop>) {
        let writing = (0..20).map(|number| {
            let shop = Arc::clone(&shop);
            async move { shop.writes(0, "u-1", &format!("m-{number}"), "Hello").await.unwrap() }
        });
        let accepted = join_all(writing).await;
        assert!(accepted.iter().all(|one| one.visitor_id == accepted[0].visitor_id));
        assert!(accepted.iter().all(|one| one.enquiry_id == accepted[0].enquiry_id));
        for (table, rows) in [("visitors", 1), ("rooms", 1), ("enquiries", 1)] {
            assert_eq!(shop.count(table).await, rows, "{table}");
        }
        let room = shop.room_of(0, "u-1").await.unwrap();
        let said = conversation(&shop, room).await;
        assert_eq!(said.iter().map(|message| message.sequence).collect::<Vec<_>>(), (1..=21).collect::<Vec<_>>());
        assert_eq!(said[1].purpose.map(Purpose::name), Some("welcome"), "the welcome comes right after the first");
        shop.check_tables().await;
    }

    async fn rooms_are_changed_at_the_same_time_without_a_gap(shop: Arc<Shop>) {
        let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
        let writing = (0..60).map(|number| {
            let shop = Arc::clone(&shop);
            async move {
                match number % 3 {
                    0 => drop(shop.writes(0, "u-1", &format!("m-{number}"), "Hello").await.unwrap()),
                    1 => drop(shop.writes(0, &format!("other-{number}"), &format!("m-{number}"), "Hello").await.unwrap()),
                    _ => drop(shop.answers(Jane, room, enquiry_id, &format!("c-{number}")).await.unwrap()),
                }
            }
        });
        join_all(writing).await;
        assert_eq!(conversation(&shop, room).await.len(), 2 + 40);
        assert_eq!(shop.count("enquiries").await, 21);
        shop.check_tables().await;
    }

    async fn one_message_sent_many_times_at_once_is_one_message(shop: Arc<Shop>) {
        let writing = (0..20).map(|_| {
            let shop = Arc::clone(&shop);
            async move { shop.writes(0, "u-1", "m-1", "Hello").await.unwrap() }
        });
        let mut accepted = join_all(writing).await;
        let first = accepted.iter().position(|one| !one.duplicate).expect("one of them was the first");
        let first = accepted.swap_remove(first);
        assert!(accepted.iter().all(|one| one.duplicate));
        for mut one in accepted {
            one.duplicate = false;
            assert_eq!(one, first);
        }
        assert_eq!(shop.count("messages").await, 2);
        shop.check_tables().await;
    }

    async fn one_id_is_one_message_over_all_visitors_of_a_source(shop: Arc<Shop>) {
        let writing = (0..12).map(|number| {
            let shop = Arc::clone(&shop);
            let (visitor, text) = (format!("u-{}", number % 3), format!("Hello {}", number % 2));
            async move { shop.writes(0, &visitor, "m-1", &text).await }
        });
        let results = join_all(writing).await;
        let accepted: Vec<_> = results.iter().flatten().collect();
        assert_eq!(accepted.iter().filter(|one| !one.duplicate).count(), 1);
        assert!(accepted.iter().all(|one| one.message_id == accepted[0].message_id));
        for refused in results.into_iter().filter(Result::is_err) {
            assert_eq!(refusal(refused), Refusal::IdempotencyConflict);
        }
        for (table, rows) in [("visitors", 1), ("rooms", 1), ("enquiries", 1), ("messages", 2)] {
            assert_eq!(shop.count(table).await, rows, "{table}");
        }
        shop.check_tables().await;
    }

    async fn many_who_pick_up_at_once_have_one_winner(shop: Arc<Shop>) {
        for round in 0..5 {
            let visitor = format!("u-{round}");
            let enquiry_id = shop.writes(0, &visitor, &format!("m-{round}"), "Hello").await.unwrap().enquiry_id;
            let room = shop.room_of(0, &visitor).await.unwrap();
            let picking = [Jane, Omar, Ruth, Ada, Jane, Omar].map(|person| {
                let shop = Arc::clone(&shop);
                async move { (person, shop.picks_up(person, room, enquiry_id).await) }
            });
            let results = join_all(picking).await;
            let view = shop.store.enquiries_with_ids(shop.workspace_id, vec![enquiry_id]).await.unwrap().remove(0);
            let owner = view.enquiry.owner.expect("somebody won");
            for (person, result) in results {
                // Asking twice is no quarrel with oneself.
                if shop.id_of(person) == owner {
                    result.unwrap();
                } else {
                    assert_eq!(refusal(result), Refusal::AlreadyPickedUp);
                }
            }
            assert_eq!((view.enquiry.state, view.enquiry.offers), (EnquiryState::Ongoing, vec![]));
        }
        let assigned = shop.rows("SELECT room_id FROM deliveries WHERE event = 'enquiry.assigned'").await;
        assert_eq!(assigned.len(), 5, "each is told once");
        shop.check_tables().await;
    }

    async fn a_refusal_leaves_nothing_behind(shop: Arc<Shop>) {
        let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
        shop.writes(0, "u-2", "m-2", "Hello").await.unwrap();
        let before = shop.row_counts().await;
        let events = shop.store.last_event().await.unwrap();
        assert_eq!(refusal(shop.writes(0, "u-1", "m-2", "Hello").await), Refusal::IdempotencyConflict);
        assert_eq!(refusal(shop.writes(0, "u-new", "m-2", "Hello").await), Refusal::IdempotencyConflict);
        assert_eq!(refusal(shop.answers(Omar, room, enquiry_id, "c-1").await), Refusal::AlreadyPickedUp);
        assert_eq!(refusal(shop.picks_up(Lena, room, enquiry_id).await), Refusal::AlreadyPickedUp);
        assert_eq!(refusal(shop.closes(Finn, room, enquiry_id).await), Refusal::Forbidden);
        let unseen = Reply {
            actor: shop.actor(Jane),
            name: Jane.name(),
            enquiry_id,
            client_id: "c-1".to_owned(),
            content: Content::Text { text: "Good morning".to_owned() },
            reply_to: None,
            if_sequence: Some(1),
        };
        let unseen = shop.change(shop.known(room), unseen).await;
        assert_eq!(refusal(unseen), Refusal::UnseenMessage { last_sequence: 2 });
        let edit = EditMessage { message_id: MessageId::from_uuid(Uuid::nil()), text: "Other".to_owned() };
        assert_eq!(refusal(shop.change(shop.known(room), edit).await), Refusal::UnknownMessage);
        let nowhere = shop.change(shop.known(RoomId::from_uuid(Uuid::nil())), Tick).await;
        assert!(matches!(nowhere, Err(RoomError::NotFound)), "{nowhere:?}");
        assert_eq!(shop.row_counts().await, before);
        shop.store.move_channel(shop.audit(), shop.doors[0].channel_id, ChannelMove::Suspend).await.unwrap();
        assert_eq!(refusal(shop.writes(0, "u-new", "m-3", "Hello").await), Refusal::ChannelSuspended);
        let with_events = |counts: Vec<(&'static str, i64)>| counts.into_iter().filter(|count| count.0 != "events").collect::<Vec<_>>();
        assert_eq!(with_events(shop.row_counts().await), with_events(before));
        assert_ne!(shop.store.last_event().await.unwrap(), events, "only the suspension was told");
        shop.store.move_channel(shop.audit(), shop.doors[0].channel_id, ChannelMove::Resume).await.unwrap();
        let next = shop.writes(0, "u-new", "m-3", "Hello").await.unwrap().enquiry_number.count();
        assert_eq!(next, 3, "no number was lost");
        shop.check_tables().await;
    }

    async fn a_room_of_another_workspace_is_not_there(shop: Arc<Shop>) {
        let (room_id, _) = shop.ongoing(0, "u-1").await;
        let workspace_id = causeway_core::WorkspaceId::from_uuid(Uuid::nil());
        let key = causeway_store::RoomKey::Known { workspace_id, room_id };
        assert!(matches!(shop.change(key, Tick).await, Err(RoomError::NotFound)));
        assert_eq!(shop.store.messages(workspace_id, room_id, None, Part::Latest, 9).await.unwrap(), (vec![], false));
    }

    async fn everything_of_a_message_comes_back(shop: Arc<Shop>) {
        let body = json!({
            "id": "m-1",
            "visitor": {
                "id": "u-1", "name": "Mia 🚀", "email": "mia@example.com", "language": "de",
                "attributes": { "plan": "pro", "seats": 3, "vip": true, "since": null }
            },
            "sentAt": "2026-11-01T10:00:00.123Z",
            "type": "image",
            "attachment": { "url": "https://files.example.com/cat.png", "name": "cat.png", "size": 77 },
            "text": "My cat",
            "replyTo": "x-1"
        });
        let message = causeway_core::incoming::IncomingMessage::parse(&body, START).unwrap();
        let accepted = shop.change(shop.key(0, "u-1"), Accept::new(message.clone())).await.unwrap();
        let stored = shop.store.message(shop.workspace_id, accepted.message_id).await.unwrap().unwrap();
        let mut expected = message.content.clone();
        expected.attachment_mut().unwrap().copying = Some(causeway_core::attachment::Copying::Pending);
        assert_eq!((&stored.content, stored.sent_at, &stored.reply_to), (&expected, message.sent_at, &message.reply_to));
        assert_eq!((stored.fingerprint, stored.created_at), (Some(message.fingerprint()), accepted.accepted_at));
        let visitor = shop.store.visitor(shop.workspace_id, accepted.visitor_id).await.unwrap().unwrap();
        assert_eq!(visitor.display_name(), "Mia 🚀");
        assert_eq!(serde_json::Value::Object(visitor.profile.attributes), body["visitor"]["attributes"]);
        // The same message after the trip through the database is the same message.
        assert!(shop.change(shop.key(0, "u-1"), Accept::new(message)).await.unwrap().duplicate);
    }

    async fn a_wait_that_ends_passes_the_enquiry_on(shop: Arc<Shop>) {
        shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        let wait = Duration::from_mins(1);
        assert_eq!(shop.store.next_due_room().await.unwrap(), Some(START.plus(wait)));
        assert_eq!(shop.store.due_rooms(shop.now()).await.unwrap(), []);
        for expected in [vec![shop.id_of(Omar), shop.id_of(Lena)], vec![]] {
            let due = shop.store.due_rooms(shop.after(wait).now()).await.unwrap();
            assert_eq!(due.len(), 1);
            shop.change(due[0].clone(), Tick).await.unwrap();
            let view = shop.store.enquiries(shop.workspace_id, shop.actor(Ada), EnquiryFilter::default(), 9).await.unwrap().remove(0);
            let mut offered: Vec<_> = view.enquiry.offers.iter().map(|offer| offer.staff_id).collect();
            let mut expected = expected;
            offered.sort();
            expected.sort();
            assert_eq!(offered, expected);
            shop.check_tables().await;
        }
        assert_eq!(shop.store.next_due_room().await.unwrap(), None);
        assert_eq!(shop.store.due_rooms(shop.after(wait).now()).await.unwrap(), []);
    }

    async fn rooms_that_wait_for_somebody_are_found(shop: Arc<Shop>) {
        shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        let room = shop.room_of(0, "u-1").await.unwrap();
        let waiting = async |person: Person| shop.store.rooms_waiting_for(shop.workspace_id, shop.id_of(person)).await.unwrap();
        for (person, expected) in [(Jane, 1), (Omar, 1), (Ruth, 1), (Lena, 0), (Finn, 0), (Ada, 0)] {
            let found = waiting(person).await;
            assert_eq!(found, vec![shop.known(room); expected], "{person:?}");
        }
        let (_, enquiry_id) = shop.store.room_of_visitor(shop.workspace_id, shop.doors[0].channel_id, "u-1".to_owned())
            .await.unwrap().unwrap();
        shop.picks_up(Jane, room, enquiry_id.unwrap()).await.unwrap();
        assert_eq!(waiting(Jane).await, []);
    }

    async fn receipts_and_reading_are_kept(shop: Arc<Shop>) {
        let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
        for number in 1..=3 {
            shop.answers(Jane, room, enquiry_id, &format!("c-{number}")).await.unwrap();
        }
        let receive = Receive { which: Lookup::OutgoingUpTo { sequence: 4, news: MessageDeliveryState::Read }, receipt: Receipt::Read };
        shop.change(shop.known(room), receive).await.unwrap();
        let states: Vec<_> = conversation(&shop, room).await.iter().filter_map(|one| one.delivery.as_ref().map(|one| one.state)).collect();
        assert_eq!(states, [MessageDeliveryState::Read, MessageDeliveryState::Read, MessageDeliveryState::Read, MessageDeliveryState::Queued]);
        shop.writes(0, "u-1", "m-2", "One more thing").await.unwrap();
        let unread = async || shop.store.enquiries_with_ids(shop.workspace_id, vec![enquiry_id]).await.unwrap()[0].unread;
        assert_eq!(unread().await, 2);
        for (up_to, left) in [(1, 1), (0, 1), (99, 0)] {
            let read = Read { actor: shop.actor(Jane), enquiry_id, up_to };
            shop.change(shop.known(room), read).await.unwrap();
            assert_eq!(unread().await, left);
        }
        shop.check_tables().await;
    }

    async fn a_conversation_is_read_in_parts(shop: Arc<Shop>) {
        let (room, _) = shop.ongoing(0, "u-1").await;
        for number in 0..8 {
            shop.writes(0, "u-1", &format!("m-{number}"), "Hello").await.unwrap();
        }
        for (part, limit, sequences, more) in [
            (Part::Latest, 4, 7..=10, true),
            (Part::Latest, 10, 1..=10, false),
            (Part::Before(7), 4, 3..=6, true),
            (Part::Before(3), 4, 1..=2, false),
            (Part::After(0), 4, 1..=4, true),
            (Part::After(8), 2, 9..=10, false),

        ] {
            let (found, has_more) = shop.store.messages(shop.workspace_id, room, None, part, limit).await.unwrap();
            let found: Vec<_> = found.iter().map(|message| message.sequence).collect();
            assert_eq!((found, has_more), (sequences.collect(), more), "{part:?} {limit}");
        }
    }

    async fn a_place_is_found_by_the_ids_of_either_side(shop: Arc<Shop>) {
        let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
        let replied = shop.answers(Jane, room, enquiry_id, "c-1").await.unwrap();
        let (workspace, source) = (shop.workspace_id, shop.doors[0].source_id);
        let place = shop.store.place_of(workspace, source, replied.message_id).await.unwrap().unwrap();
        assert_eq!((place.room_id, place.sequence), (room, 3));
        let other = causeway_core::SourceId::from_uuid(Uuid::nil());
        assert_eq!(shop.store.place_of(workspace, other, replied.message_id).await.unwrap(), None);
        let hello = shop.store.place_of_incoming(workspace, source, "hello of u-1".to_owned()).await.unwrap().unwrap();
        assert_eq!((hello.room_id, hello.sequence), (room, 1));
        assert_eq!(shop.store.place_of_outgoing(workspace, source, "hello of u-1".to_owned()).await.unwrap(), None);
    }

    async fn a_change_calls_for_whoever_has_to_act(shop: Arc<Shop>) {
        let heard = || std::mem::take(&mut *shop.signals.lock().unwrap());
        let source = shop.doors[0].source_id;
        shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        assert_eq!(heard(), [Signal::Due(START.plus(Duration::from_mins(1))), Signal::Lane(source), Signal::Events]);
        shop.change(shop.key(0, "u-1"), Tick).await.unwrap();
        assert_eq!(heard(), []);
        assert!(shop.change(shop.key(0, "u-1"), Accept::new(incoming("u-1", "m-1", "Other"))).await.is_err());
        assert_eq!(heard(), []);
    }
}
