//! What routing remembers between enquiries: shares, whose turn it is, who was busy last, to whom a visitor is bound.

use std::{sync::Arc, time::Duration};

use causeway_core::{
    EnquiryId, Faults, Fields, StaffId,
    channel::{AutoClose, Sticky},
    enquiry::Enquiry,
    group::Distribution,
    room::Tick,
    routing::Rule,
};
use causeway_store::{ChannelChange, GroupChange, WorkspaceChange};
use causeway_testkit::{TestDatabase, both_engines};
use serde_json::json;

use crate::shop::{
    Person::{self, Jane, Omar, Ruth},
    Shop, shop,
};

impl Shop {
    async fn changes_channel(&self, change: ChannelChange) {
        self.store
            .update_channel(self.audit(), self.doors[0].channel_id, None, change)
            .await
            .unwrap();
    }

    async fn deals_out(&self, distribution: Distribution) {
        let change = GroupChange {
            distribution: Some(distribution),
            ..GroupChange::default()
        };
        self.store
            .update_service_group(self.audit(), self.sales, None, change)
            .await
            .unwrap();
    }

    /// Whom a new visitor's enquiry rings.
    async fn rings(&self, visitor: &str) -> Person {
        let accepted = self.writes(0, visitor, visitor, "Hello").await.unwrap();
        let enquiry = self.enquiry(accepted.enquiry_id).await;
        let [offer] = &enquiry.offers[..] else {
            panic!("{enquiry:?}")
        };
        self.person(offer.staff_id)
    }

    async fn enquiry(&self, id: EnquiryId) -> Enquiry {
        self.store
            .enquiries_with_ids(self.workspace_id, vec![id])
            .await
            .unwrap()
            .remove(0)
            .enquiry
    }

    fn person(&self, id: StaffId) -> Person {
        Person::ALL
            .into_iter()
            .find(|person| self.id_of(*person) == id)
            .unwrap()
    }

    /// Whoever is rung takes it.
    async fn rung_takes(&self, visitor: &str) -> Person {
        let person = self.rings(visitor).await;
        let channel_id = self.doors[0].channel_id;
        let found = self
            .store
            .room_of_visitor(self.workspace_id, channel_id, visitor.to_owned())
            .await
            .unwrap();
        let (room, enquiry_id) = found.unwrap();
        self.picks_up(person, room, enquiry_id.unwrap())
            .await
            .unwrap();
        person
    }

    async fn closes_that_of(&self, visitor: &str, person: Person) {
        let channel_id = self.doors[0].channel_id;
        let found = self
            .store
            .room_of_visitor(self.workspace_id, channel_id, visitor.to_owned())
            .await
            .unwrap();
        let (room, enquiry_id) = found.unwrap();
        self.closes(person, room, enquiry_id.unwrap())
            .await
            .unwrap();
    }

    async fn expiries(&self) -> Vec<String> {
        let rows = self
            .rows("SELECT expires_at - bound_at FROM sticky_bindings ORDER BY bound_at")
            .await;
        rows.into_iter().map(|row| row[0].clone()).collect()
    }
}

both_engines! {
    async fn shares_are_exact_however_many_write_at_the_same_time(database: TestDatabase) {
        let shop = shop(database).await;
        let leaf = |group| json!({ "kind": "alternative", "destinations": [group] });
        let rule = json!({
            "kind": "percentage", "otherwise": leaf(shop.support),
            "branches": [{ "percent": 30, "then": leaf(shop.sales) }],
        });
        let mut faults = Faults::default();
        let routing = Rule::read(&Fields::root(&rule, &mut faults), &mut faults);
        shop.changes_channel(ChannelChange { routing, ..ChannelChange::default() }).await;
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..10 {
            let shop = Arc::clone(&shop);
            writers.spawn(async move {
                for number in 0..10 {
                    let visitor = format!("u-{writer}-{number}");
                    shop.writes(0, &visitor, &visitor, "Hello").await.unwrap();
                }
            });
        }
        writers.join_all().await;
        let count = async |group| {
            let tried = format!("SELECT count(*) FROM enquiries WHERE destinations LIKE '%{group}%'");
            shop.rows(&tried).await[0][0].clone()
        };
        assert_eq!((count(shop.sales).await.as_str(), count(shop.support).await.as_str()), ("30", "70"));
        // Another rule counts from nothing.
        let rule = json!({ "kind": "percentage", "otherwise": leaf(shop.support), "branches": [{ "percent": 1, "then": leaf(shop.sales) }] });
        let routing = Rule::read(&Fields::root(&rule, &mut faults), &mut faults);
        shop.changes_channel(ChannelChange { routing, ..ChannelChange::default() }).await;
        assert_eq!(shop.rows("SELECT draws FROM channels").await, [["{}"]]);
    }

    async fn whose_turn_it_is_outlives_a_restart(database: TestDatabase) {
        let mut shop = Shop::with_doors(database, 1).await;
        shop.deals_out(Distribution::RoundRobin).await;
        let mut taken = Vec::new();
        for number in 0..4 {
            taken.push(shop.rung_takes(&format!("u-{number}")).await);
            shop.reopen().await;
        }
        assert_eq!(taken, [Jane, Omar, Ruth, Jane]);
    }

    async fn whoever_was_without_an_enquiry_for_longest_is_rung(database: TestDatabase) {
        let shop = shop(database).await;
        shop.deals_out(Distribution::MostIdle).await;
        let mut taken = Vec::new();
        for number in 0..3 {
            taken.push(shop.after(Duration::from_secs(10)).rung_takes(&format!("u-{number}")).await);
        }
        assert_eq!(taken, [Jane, Omar, Ruth], "each was without one for ever");
        for (number, person) in [(1, Omar), (0, Jane), (2, Ruth)] {
            shop.after(Duration::from_secs(10)).closes_that_of(&format!("u-{number}"), person).await;
        }
        assert_eq!(shop.rings("u-3").await, Omar, "who finished first");
    }

    async fn where_the_workspace_assigns_an_enquiry_has_its_owner_at_once(database: TestDatabase) {
        let shop = shop(database).await;
        let change = WorkspaceChange { name: None, auto_pick_up: Some(true) };
        shop.store.update_workspace(shop.audit(), None, change).await.unwrap();
        let accepted = shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        let enquiry = shop.enquiry(accepted.enquiry_id).await;
        assert_eq!((enquiry.owner, enquiry.offers), (Some(shop.id_of(Jane)), vec![]));
    }

    async fn auto_close_that_is_switched_on_late_closes_what_is_under_way(database: TestDatabase) {
        let shop = shop(database).await;
        let (_, enquiry_id) = shop.ongoing(0, "u-1").await;
        shop.after(Duration::from_hours(1));
        let auto_close = Some(AutoClose { enabled: true, quiet_seconds: 60, warning_seconds: 30, ..AutoClose::default() });
        shop.changes_channel(ChannelChange { auto_close, ..ChannelChange::default() }).await;
        for passed in [0, 30] {
            shop.after(Duration::from_secs(passed));
            for room in shop.store.due_rooms(shop.now()).await.unwrap() {
                shop.change(room, Tick).await.unwrap();
            }
        }
        let enquiry = shop.enquiry(enquiry_id).await;
        assert_eq!(enquiry.closed_at, Some(shop.now()));
    }

    async fn bindings_follow_another_expiry_and_bind_at_the_close_too(database: TestDatabase) {
        let shop = shop(database).await;
        let lasts = async |expiry_days| {
            let sticky = Some(Sticky { enabled: true, expiry_days, ..Sticky::default() });
            shop.changes_channel(ChannelChange { sticky, ..ChannelChange::default() }).await;
        };
        let (room, enquiry_id) = shop.ongoing(0, "u-1").await;
        assert_eq!(shop.expiries().await, Vec::<String>::new());
        lasts(Some(1)).await;
        shop.closes(Jane, room, enquiry_id).await.unwrap();
        let day = 24 * 60 * 60 * 1_000_000_i64;
        assert_eq!(shop.expiries().await, [day.to_string()], "bound at the close");
        lasts(Some(7)).await;
        assert_eq!(shop.expiries().await, [(7 * day).to_string()]);
        lasts(None).await;
        assert_eq!(shop.expiries().await, [""], "never");
        shop.after(Duration::from_hours(24 * 1_000));
        let accepted = shop.writes(0, "u-1", "m-2", "Me again").await.unwrap();
        let enquiry = shop.enquiry(accepted.enquiry_id).await;
        let asked: Vec<_> = enquiry.offers.iter().map(|offer| offer.staff_id).collect();
        assert_eq!(asked, [shop.id_of(Jane)]);
    }
}
