//! What must be true when everything has come to rest.

use std::collections::{HashMap, HashSet};

use causeway_core::{DeliveryId, Id};
use causeway_store::Part;
use uuid::Uuid;

use super::Life;

impl Life {
    pub(super) async fn reckons(&mut self) {
        self.shop.check_tables().await;
        self.every_message_is_there_once_and_in_order().await;
        self.every_event_arrived_in_order().await;
        self.nothing_is_left_to_do().await;
        self.looks().await;
        let shown = self.shop.rows("SELECT count(*) FROM events").await[0][0]
            .parse::<usize>()
            .unwrap();
        // The screen was opened when the shop was: some events are older.
        let older = shown - self.screen.1;
        assert!(older < 60, "{older} events were not shown");
    }

    async fn every_message_is_there_once_and_in_order(&self) {
        for room in &self.rooms {
            let (messages, more) = self
                .shop
                .store
                .messages(
                    self.shop.workspace_id,
                    room.id,
                    None,
                    Part::After(0),
                    10_000,
                )
                .await
                .unwrap();
            assert!(!more);
            let sequences: Vec<i64> = messages.iter().map(|message| message.sequence).collect();
            assert!(
                sequences
                    .iter()
                    .copied()
                    .eq(1..=i64::try_from(messages.len()).unwrap())
            );
            let visitors = messages
                .iter()
                .filter(|message| message.delivery.is_none() && !message.private);
            let visitors: Vec<_> = visitors
                .map(|one| (one.external_id.as_deref(), one.content.text()))
                .collect();
            let of_room = |door, visitor: &str| door == room.door && visitor == room.visitor;
            let promised = self
                .promises
                .iter()
                .filter(|(_, promise)| of_room(promise.door, &promise.visitor));
            let promised: Vec<_> = promised
                .map(|(id, one)| (Some(id.as_str()), Some(one.text.as_str())))
                .collect();
            assert_eq!(visitors, promised);
            let replies: HashSet<_> = messages
                .iter()
                .filter(|one| one.client_id.is_some() && !one.private)
                .map(|one| one.id)
                .collect();
            let promised = self
                .replies
                .iter()
                .filter(|((id, _), _)| *id == room.id)
                .map(|(_, id)| *id);
            assert_eq!(replies, promised.collect());
        }
        let messages = self
            .shop
            .rows("SELECT count(*) FROM messages WHERE author_kind = 'visitor'")
            .await;
        assert_eq!(
            messages,
            [[self.promises.len().to_string()]],
            "and none in a room that nobody knows of"
        );
    }

    /// At least once, always the same, and for the first time in the order in which it happened. What was given up may
    /// be missing or late.
    async fn every_event_arrived_in_order(&self) {
        let rows = self
            .shop
            .rows("SELECT id, room_id, state, body FROM deliveries ORDER BY room_id, position")
            .await;
        let mut last_of_room: HashMap<&str, usize> = HashMap::new();
        let mut given_up = 0;
        for row in &rows {
            let id = DeliveryId::from_uuid(Uuid::parse_str(&row[0]).unwrap());
            let arrived = self
                .endpoints
                .iter()
                .find_map(|endpoint| endpoint.arrived(id));
            if row[2] == "failed" {
                given_up += 1;
                continue;
            }
            let (body, place) = arrived.unwrap_or_else(|| panic!("{id} never arrived"));
            assert_eq!(*body, row[3]);
            let before = last_of_room.insert(&row[1], *place);
            assert!(
                before.is_none_or(|before| before < *place),
                "{id} overtook the event before it"
            );
        }
        println!(
            "{} events arrived, {given_up} were given up, {} messages",
            rows.len() - given_up,
            self.promises.len()
        );
        assert!(
            given_up < rows.len() / 2,
            "the endpoints had enough good days"
        );
    }

    async fn nothing_is_left_to_do(&self) {
        for query in [
            "SELECT room_id FROM lanes WHERE pending > 0",
            "SELECT room_id FROM turns",
            "SELECT id FROM rooms WHERE due_at IS NOT NULL",
            "SELECT id FROM enquiries WHERE status = 'open'",
            "SELECT id FROM messages WHERE delivery_state = 'queued' OR next_attempt_at IS NOT NULL",
        ] {
            assert_eq!(
                self.shop.rows(query).await,
                Vec::<Vec<String>>::new(),
                "{query}"
            );
        }
    }
}
