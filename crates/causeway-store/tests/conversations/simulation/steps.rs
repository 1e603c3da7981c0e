//! What happens in a life.

use std::time::Duration;

use causeway_core::{
    EnquiryId,
    incoming::Receipt,
    room::{CloseByVisitor, Lookup, Read, Receive, RefreshOffers, Refusal, Resend},
    source::WebhookState,
    staff::Chosen,
};
use causeway_store::{ChannelMove, Part, RoomError, SourceChange, WebhookChange};
use rand::{RngExt, seq::IndexedRandom};

use super::{KnownRoom, Life, Promise, unless_refused};
use crate::{lanes::limits, shop::Person};

impl Life {
    pub(super) async fn step(&mut self) {
        match self.rng.random_range(0..139) {
            0..=21 => self.a_visitor_writes().await,
            22..=26 => self.a_visitor_repeats().await,
            27..=29 => self.a_channel_mixes_up_ids().await,
            30..=37 => self.somebody_picks_up().await,
            38..=49 => self.somebody_answers().await,
            50..=52 => self.somebody_closes().await,
            53..=54 => self.a_visitor_closes().await,
            55..=57 => self.somebody_reads().await,
            58..=61 => self.a_receipt_comes().await,
            62..=65 => self.somebody_comes_or_goes().await,
            66..=75 => self.claims().await,
            76..=89 => self.an_attempt_ends().await,
            90..=91 => self.an_endpoint_changes().await,
            92..=95 => self.time_passes(),
            96 => self.a_channel_rests_or_wakes().await,
            97 => self.somebody_sends_again().await,
            98 => self.looks().await,
            99..=114 => self.somebody_handles().await,
            115..=118 => self.somebody_opens_again().await,
            119..=121 => self.somebody_wakes_or_rests().await,
            122 => self.settings_change().await,
            123..=130 => self.a_chatbot_takes_its_turn().await,
            131..=136 => self.a_connection_begins_or_ends().await,
            _ => self.crashes().await,
        }
    }

    async fn a_visitor_writes(&mut self) {
        let (door, number) = (self.rng.random_range(0..3), self.next());
        let visitor = format!("u-{}", self.rng.random_range(0..9));
        let (id, text) = (format!("m-{number}"), format!("Text {number}"));
        let Some(answer) = unless_refused(self.shop.writes(door, &visitor, &id, &text).await)
        else {
            return;
        };
        assert!(!answer.duplicate);
        if !self
            .rooms
            .iter()
            .any(|room| room.door == door && room.visitor == visitor)
        {
            let room = self
                .shop
                .room_of(door, &visitor)
                .await
                .expect("it was made");
            self.rooms.push(KnownRoom {
                door,
                visitor: visitor.clone(),
                id: room,
            });
        }
        self.promises.push((
            id,
            Promise {
                door,
                visitor,
                text,
                answer,
            },
        ));
    }

    async fn a_visitor_repeats(&mut self) {
        let Some((id, promise)) = self.promises.choose(&mut self.rng).cloned() else {
            return;
        };
        let again = self
            .shop
            .writes(promise.door, &promise.visitor, &id, &promise.text)
            .await;
        let Some(mut again) = unless_refused(again) else {
            return;
        };
        assert!(std::mem::take(&mut again.duplicate));
        assert_eq!(again, promise.answer);
    }

    async fn a_channel_mixes_up_ids(&mut self) {
        let Some((id, promise)) = self.promises.choose(&mut self.rng).cloned() else {
            return;
        };
        let (visitor, text) = if self.rng.random_bool(0.5) {
            (promise.visitor.clone(), "Something else")
        } else {
            ("somebody else".to_owned(), promise.text.as_str())
        };
        let refused = self
            .shop
            .writes(promise.door, &visitor, &id, text)
            .await
            .unwrap_err();
        let RoomError::Refused(Refusal::IdempotencyConflict | Refusal::ChannelSuspended) = refused
        else {
            panic!("{refused}")
        };
    }

    /// Mostly who owns the enquiry, sometimes anybody.
    pub(super) fn somebody_for(&mut self, enquiry_id: EnquiryId) -> Person {
        let owner = self.owners.get(&enquiry_id).copied();
        owner
            .filter(|_| self.rng.random_bool(0.8))
            .unwrap_or_else(|| self.a_person())
    }

    async fn somebody_picks_up(&mut self) {
        let Some((room, enquiry_id)) = self.a_conversation().await else {
            return;
        };
        let person = self.a_person();
        if unless_refused(self.shop.picks_up(person, room.id, enquiry_id).await).is_some() {
            self.owners.insert(enquiry_id, person);
        }
    }

    async fn somebody_answers(&mut self) {
        let Some((room, enquiry_id)) = self.a_conversation().await else {
            return;
        };
        let person = self.somebody_for(enquiry_id);
        // Sometimes once more with the same id.
        let number = if self.rng.random_bool(0.2) {
            self.count
        } else {
            self.next()
        };
        let client_id = format!("c-{number}");
        let answered = self
            .shop
            .answers(person, room.id, enquiry_id, &client_id)
            .await;
        let Some(replied) = unless_refused(answered) else {
            return;
        };
        let before = self
            .replies
            .insert((room.id, client_id), replied.message_id);
        assert_eq!(before, replied.known.then_some(replied.message_id));
    }

    async fn somebody_closes(&mut self) {
        let Some((room, enquiry_id)) = self.a_conversation().await else {
            return;
        };
        let person = self.somebody_for(enquiry_id);
        unless_refused(self.shop.closes(person, room.id, enquiry_id).await);
    }

    async fn a_visitor_closes(&mut self) {
        let Some(room) = self.a_room() else { return };
        self.shop
            .change(self.shop.known(room.id), CloseByVisitor)
            .await
            .unwrap();
    }

    async fn somebody_reads(&mut self) {
        let Some((room, enquiry_id)) = self.a_conversation().await else {
            return;
        };
        let (person, up_to) = (self.somebody_for(enquiry_id), self.rng.random_range(0..40));
        let read = Read {
            actor: self.shop.actor(person),
            enquiry_id,
            up_to,
        };
        unless_refused(self.shop.change(self.shop.known(room.id), read).await);
    }

    async fn a_receipt_comes(&mut self) {
        let Some(room) = self.a_room() else { return };
        let receipts = [
            Receipt::Delivered,
            Receipt::Read,
            Receipt::Failed {
                reason: "blocked".to_owned(),
            },
        ];
        let receipt = receipts
            .choose(&mut self.rng)
            .expect("there are some")
            .clone();
        let which = Lookup::OutgoingUpTo {
            sequence: self.rng.random_range(0..40),
            news: receipt.state(),
        };
        self.shop
            .change(self.shop.known(room.id), Receive { which, receipt })
            .await
            .unwrap();
    }

    async fn somebody_comes_or_goes(&mut self) {
        let person = self.a_person();
        let chosen = *[Chosen::Active, Chosen::Active, Chosen::Busy]
            .choose(&mut self.rng)
            .expect("there are some");
        let (store, workspace_id, id) = (
            &self.shop.store,
            self.shop.workspace_id,
            self.shop.id_of(person),
        );
        if store
            .set_chosen(workspace_id, id, chosen, self.shop.now())
            .await
            .unwrap()
        {
            for room in store.rooms_waiting_for(workspace_id, id).await.unwrap() {
                self.shop.change(room, RefreshOffers).await.unwrap();
            }
        }
    }

    pub(super) async fn claims(&mut self) {
        let total = self.rng.random_range(1..8);
        let claimed = self.shop.claim(limits(total, 3)).await;
        for door in &self.shop.doors {
            let of_source = claimed
                .iter()
                .filter(|claim| claim.source_id == door.source_id);
            assert!(of_source.count() <= 3);
        }
        self.claims.extend(claimed);
    }

    /// An attempt ends, or whoever made it dies before it is recorded, and the lease runs out.
    async fn an_attempt_ends(&mut self) {
        if self.rng.random_bool(0.95) {
            self.finishes_an_attempt().await;
        } else if let Some(claim) = self.takes_a_claim() {
            let door = self.door_of(&claim);
            self.endpoints[door].takes(&claim, &mut self.rng);
        }
    }

    fn takes_a_claim(&mut self) -> Option<causeway_store::Claimed> {
        let index =
            (!self.claims.is_empty()).then(|| self.rng.random_range(0..self.claims.len()))?;
        Some(self.claims.swap_remove(index))
    }

    fn door_of(&self, claim: &causeway_store::Claimed) -> usize {
        self.shop
            .doors
            .iter()
            .position(|door| door.source_id == claim.source_id)
            .expect("one of ours")
    }

    pub(super) async fn finishes_an_attempt(&mut self) {
        let Some(claim) = self.takes_a_claim() else {
            return;
        };
        let door = self.door_of(&claim);
        let result = self.endpoints[door].takes(&claim, &mut self.rng);
        self.shop.concludes(&claim, result).await;
    }

    async fn an_endpoint_changes(&mut self) {
        let door = self.rng.random_range(0..3);
        self.endpoints[door].changes(&mut self.rng);
        if self.rng.random_bool(0.5) {
            self.passes_the_challenge(door).await;
        }
    }

    /// Somebody mends a source that was stopped.
    pub(super) async fn passes_the_challenge(&self, door: usize) {
        if self.shop.webhook_state(door).await == WebhookState::Stopped {
            let webhook = Some(WebhookChange::Set(format!(
                "https://channel-{door}.example.com/"
            )));
            let change = SourceChange {
                webhook,
                ..SourceChange::default()
            };
            let id = self.shop.doors[door].source_id;
            self.shop
                .store
                .update_source(self.shop.audit(), id, None, change)
                .await
                .unwrap();
        }
    }

    /// Mostly moments, sometimes a night.
    fn time_passes(&mut self) {
        let seconds = match self.rng.random_range(0..20) {
            0..=11 => self.rng.random_range(0..5),
            12..=17 => self.rng.random_range(5..120),
            18 => self.rng.random_range(120..3_600),
            _ => self.rng.random_range(3_600..90_000),
        };
        let micros: u64 = self.rng.random_range(0..1_000_000);
        self.shop
            .after(Duration::from_secs(seconds) + Duration::from_micros(micros));
    }

    async fn a_channel_rests_or_wakes(&mut self) {
        let to = *[
            ChannelMove::Suspend,
            ChannelMove::Resume,
            ChannelMove::Resume,
        ]
        .choose(&mut self.rng)
        .expect("some");
        let id = self.shop.doors[self.rng.random_range(0..3)].channel_id;
        self.shop
            .store
            .move_channel(self.shop.audit(), id, to)
            .await
            .unwrap();
    }

    async fn somebody_sends_again(&mut self) {
        let Some(room) = self.a_room() else { return };
        let person = self.a_person();
        let (messages, _) = self
            .shop
            .store
            .messages(self.shop.workspace_id, room.id, None, Part::Latest, 20)
            .await
            .unwrap();
        for message in messages {
            let resend = Resend {
                actor: self.shop.actor(person),
                message_id: message.id,
                file_url: None,
            };
            unless_refused(self.shop.change(self.shop.known(room.id), resend).await);
        }
    }
}
