//! A chatbot takes part.

use std::time::Duration;

use causeway_core::{
    chatbot::{Answer, Then, pause_after},
    content::Content,
    room::{AnswerTurn, GiveUpTurn},
    source::EndpointSignal,
};
use causeway_store::{Claimant, ClaimedTurn};
use rand::{RngExt, seq::IndexedRandom};

use super::Life;

impl Life {
    /// Somebody begins to ask it, or it answers, fails, or whoever asked it dies.
    pub(super) async fn a_chatbot_takes_its_turn(&mut self) {
        let now = self.shop.now();
        let claimant = Claimant {
            node: None,
            lease_until: now.plus(Duration::from_secs(30)),
        };
        let claimed = self
            .shop
            .store
            .claim_turns(now, claimant, 3, 2)
            .await
            .unwrap();
        self.turns.extend(claimed);
        let Some(index) =
            (!self.turns.is_empty()).then(|| self.rng.random_range(0..self.turns.len()))
        else {
            return;
        };
        let turn = self.turns.swap_remove(index);
        match self.rng.random_range(0..10) {
            0 => {}
            1..=2 => self.it_fails(&turn).await,
            _ => self.it_answers(&turn).await,
        }
    }

    async fn it_answers(&mut self, turn: &ClaimedTurn) {
        let asked = self
            .shop
            .store
            .conversation(turn)
            .await
            .unwrap()
            .expect("the chatbot is there");
        let last = asked.messages.last().expect("the visitor wrote");
        assert!(
            last.sequence <= turn.up_to
                && asked
                    .messages
                    .iter()
                    .all(|one| one.enquiry_id == turn.enquiry_id)
        );
        let words = self.rng.random_range(0..3);
        let said = |number| Content::Text {
            text: format!("Answer {number}"),
        };
        let then = *[Then::GoOn, Then::GoOn, Then::HandOver, Then::Close]
            .choose(&mut self.rng)
            .expect("there are some");
        let note = self.rng.random_bool(0.2).then(|| "Looks urgent".to_owned());
        let answer = Answer {
            messages: (0..words).map(said).collect(),
            note,
            then,
        };
        self.shop
            .change(
                turn.room(),
                AnswerTurn {
                    turn_id: turn.id,
                    answer,
                },
            )
            .await
            .unwrap();
    }

    async fn it_fails(&mut self, turn: &ClaimedTurn) {
        let (url, reason) = (
            "https://robin.example.com/".to_owned(),
            "it answered 500".to_owned(),
        );
        let (sign, moment) = (EndpointSignal::Bad, self.shop.moment());
        self.shop
            .store
            .record_chatbot_signal(self.robin, url, sign, Some(reason.clone()), moment)
            .await
            .unwrap();
        match pause_after(turn.tries) {
            Some(pause) => self
                .shop
                .store
                .postpone_turn(turn.id, self.shop.now().plus(pause))
                .await
                .unwrap(),
            None => self
                .shop
                .change(
                    turn.room(),
                    GiveUpTurn {
                        turn_id: turn.id,
                        reason,
                    },
                )
                .await
                .unwrap(),
        }
    }
}
