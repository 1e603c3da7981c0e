//! What staff do with enquiries beside answering, and what administrators change meanwhile.

use std::time::Duration;

use causeway_core::{
    Faults, Fields,
    assignment::{Destination, TransferMode},
    channel::{AutoClose, Sticky},
    group::Distribution,
    room::{
        CancelTransfer, ChangeParticipants, Decline, RefreshOffers, Reopen, Snooze, TakeNote,
        TakeOver, Transfer,
    },
    routing::Rule,
};
use causeway_store::{ChannelChange, GroupChange, WorkspaceChange};
use rand::{RngExt, seq::IndexedRandom};
use serde_json::json;

use super::{Life, unless_refused};
use crate::shop::Person;

impl Life {
    /// One of many things that somebody may do with an enquiry.
    #[expect(
        clippy::too_many_lines,
        reason = "one case after the other; parts would be read together"
    )]
    pub(super) async fn somebody_handles(&mut self) {
        let Some((room, enquiry_id)) = self.a_conversation().await else {
            return;
        };
        let person = self.somebody_for(enquiry_id);
        let (actor, name, key) = (
            self.shop.actor(person),
            person.name(),
            self.shop.known(room.id),
        );
        match self.rng.random_range(0..9) {
            0 | 1 => {
                let asked = self.a_person();
                let (actor, name) = (self.shop.actor(asked), asked.name());
                unless_refused(
                    self.shop
                        .change(
                            key,
                            Decline {
                                actor,
                                name,
                                enquiry_id,
                            },
                        )
                        .await,
                );
            }
            2 | 3 => {
                let to = self.a_target();
                let mode = *TransferMode::ALL
                    .choose(&mut self.rng)
                    .expect("there are two");
                let note = self
                    .rng
                    .random_bool(0.3)
                    .then(|| "They know us well".to_owned());
                unless_refused(
                    self.shop
                        .change(
                            key,
                            Transfer {
                                actor,
                                name,
                                enquiry_id,
                                to,
                                mode,
                                note,
                            },
                        )
                        .await,
                );
            }
            4 => drop(unless_refused(
                self.shop
                    .change(
                        key,
                        CancelTransfer {
                            actor,
                            name,
                            enquiry_id,
                        },
                    )
                    .await,
            )),
            5 => {
                if unless_refused(
                    self.shop
                        .change(
                            key,
                            TakeOver {
                                actor,
                                name,
                                enquiry_id,
                            },
                        )
                        .await,
                )
                .is_some()
                {
                    self.owners.insert(enquiry_id, person);
                }
            }
            6 => {
                let client_id = format!("n-{}", self.next());
                let note = TakeNote {
                    actor,
                    name,
                    enquiry_id,
                    client_id,
                    text: "They called".to_owned(),
                };
                unless_refused(self.shop.change(key, note).await);
            }
            7 => {
                let until = self
                    .shop
                    .now()
                    .plus(Duration::from_secs(self.rng.random_range(1..400)));
                let until = self.rng.random_bool(0.8).then_some(until);
                unless_refused(
                    self.shop
                        .change(
                            key,
                            Snooze {
                                actor,
                                enquiry_id,
                                until,
                            },
                        )
                        .await,
                );
            }
            _ => {
                let (joins, leaves) = (self.a_person(), self.a_person());
                let (add, remove) = (vec![self.shop.id_of(joins)], vec![self.shop.id_of(leaves)]);
                unless_refused(
                    self.shop
                        .change(
                            key,
                            ChangeParticipants {
                                actor,
                                enquiry_id,
                                add,
                                remove,
                            },
                        )
                        .await,
                );
            }
        }
    }

    fn a_target(&mut self) -> Destination {
        match self.rng.random_range(0..4) {
            0 => Destination::Group(self.shop.sales),
            1 => Destination::Group(self.shop.support),
            2 => Destination::Chatbot(self.robin),
            _ => {
                let person = self.a_person();
                Destination::Staff(self.shop.id_of(person))
            }
        }
    }

    pub(super) async fn somebody_opens_again(&mut self) {
        let Some((_, promise)) = self.promises.choose(&mut self.rng).cloned() else {
            return;
        };
        let enquiry_id = promise.answer.enquiry_id;
        let person = self.somebody_for(enquiry_id);
        let Some(room_id) = self.shop.room_of(promise.door, &promise.visitor).await else {
            return;
        };
        let reopen = Reopen {
            actor: self.shop.actor(person),
            name: person.name(),
            enquiry_id,
        };
        if unless_refused(self.shop.change(self.shop.known(room_id), reopen).await).is_some() {
            self.owners.insert(enquiry_id, person);
        }
    }

    /// Somebody uses a device, or has used none for a while.
    pub(super) async fn somebody_wakes_or_rests(&mut self) {
        let person = self.a_person();
        let (store, workspace_id, id) = (
            &self.shop.store,
            self.shop.workspace_id,
            self.shop.id_of(person),
        );
        let now = self.shop.now();
        let is_news = if self.rng.random_bool(0.7) {
            store
                .used(workspace_id, id, now.plus(Duration::from_mins(10)), now)
                .await
                .unwrap()
        } else {
            store.rest(workspace_id, id, now).await.unwrap()
        };
        if is_news {
            for room in store.rooms_waiting_for(workspace_id, id).await.unwrap() {
                self.shop.change(room, RefreshOffers).await.unwrap();
            }
        }
    }

    /// Somebody opens a screen, or the last one of somebody's is gone: noticed by a sweep, and their offers follow.
    pub(super) async fn a_connection_begins_or_ends(&mut self) {
        let person = self.a_person();
        let (store, workspace_id, id) = (
            &self.shop.store,
            self.shop.workspace_id,
            self.shop.id_of(person),
        );
        let now = self.shop.now();
        if self.rng.random_bool(0.6) {
            let until = now.plus(Duration::from_secs(self.rng.random_range(30..4_000)));
            store.connected(id, until, now).await.unwrap();
            for room in store.rooms_waiting_for(workspace_id, id).await.unwrap() {
                self.shop.change(room, RefreshOffers).await.unwrap();
            }
        }
        self.sweeps().await;
    }

    /// Who is gone is gone, and their offers with them.
    pub(super) async fn sweeps(&self) {
        let store = &self.shop.store;
        for (workspace_id, id) in store.staff_gone(self.shop.now()).await.unwrap() {
            for room in store.rooms_waiting_for(workspace_id, id).await.unwrap() {
                self.shop.change(room, RefreshOffers).await.unwrap();
            }
        }
        for room in store.rooms_with_stale_offers().await.unwrap() {
            self.shop.change(room, RefreshOffers).await.unwrap();
        }
    }

    /// Administrators try everything that there is to choose.
    pub(super) async fn settings_change(&mut self) {
        let all = [
            Distribution::Simultaneous,
            Distribution::FixedOrder,
            Distribution::RoundRobin,
            Distribution::MostIdle,
        ];
        let distribution = all.choose(&mut self.rng).copied();
        let group = *[self.shop.sales, self.shop.support]
            .choose(&mut self.rng)
            .expect("there are two");
        let limit = self
            .rng
            .random_bool(0.3)
            .then(|| self.rng.random_range(1..4));
        let languages = Some(if self.rng.random_bool(0.2) {
            vec!["fr".to_owned()]
        } else {
            vec![]
        });
        let max_open_per_member = Some(limit);
        let change = GroupChange {
            distribution,
            max_open_per_member,
            languages,
            ..GroupChange::default()
        };
        self.shop
            .store
            .update_service_group(self.shop.audit(), group, None, change)
            .await
            .unwrap();

        let auto_close = AutoClose {
            enabled: self.rng.random_bool(0.5),
            quiet_seconds: self.rng.random_range(10..600),
            warning_seconds: self.rng.random_range(5..60),
            ..AutoClose::default()
        };
        let sticky = Sticky {
            enabled: self.rng.random_bool(0.5),
            backup: self.rng.random_bool(0.5),
            ..Sticky::default()
        };
        let routing = Some(self.a_rule());
        let change = ChannelChange {
            routing,
            sticky: Some(sticky),
            auto_close: Some(auto_close),
            ..ChannelChange::default()
        };
        let channel_id = self.shop.doors[self.rng.random_range(0..3)].channel_id;
        self.shop
            .store
            .update_channel(self.shop.audit(), channel_id, None, change)
            .await
            .unwrap();

        let auto_pick_up = Some(self.rng.random_bool(0.1));
        let change = WorkspaceChange {
            name: None,
            auto_pick_up,
        };
        self.shop
            .store
            .update_workspace(self.shop.audit(), None, change)
            .await
            .unwrap();
    }

    fn a_rule(&mut self) -> Rule {
        let (sales, support) = (self.shop.sales, self.shop.support);
        let both = json!({ "kind": "alternative", "destinations": [sales, support] });
        let robin_first =
            json!({ "kind": "alternative", "destinations": [self.robin, sales, support] });
        let shares = json!({
            "kind": "percentage", "otherwise": { "kind": "alternative", "destinations": [support] },
            "branches": [{ "percent": self.rng.random_range(1..=99), "then": both }],
        });
        let hours = json!({
            "kind": "time", "timeZone": "Europe/Berlin", "otherwise": both,
            "conditions": [{ "days": ["mon", "wed", "sun"], "from": "22:00", "to": "11:00", "then": shares }],
        });
        let choice = [both.clone(), shares.clone(), hours, robin_first]
            .choose(&mut self.rng)
            .expect("there are some")
            .clone();
        let mut faults = Faults::default();
        Rule::read(&Fields::root(&choice, &mut faults), &mut faults).expect("a rule")
    }

    /// Offers are with people who can take them, once everybody's availability was followed.
    pub(super) async fn checks_offers(&self) {
        let query = "SELECT o.enquiry_id FROM offers o JOIN staff s ON s.id = o.staff_id
            WHERE s.chosen <> 'active' OR NOT s.online OR s.idle";
        let found = self.shop.rows(query).await;
        assert!(
            found.is_empty(),
            "an enquiry is offered to somebody who is not active: {found:?}"
        );
    }

    pub(super) fn a_person(&mut self) -> Person {
        *Person::ALL.choose(&mut self.rng).expect("there are some")
    }
}
