//! A long random life of a workspace, with crashes: thousands of steps from one seed, then a reckoning.
//!
//! The cast: a [`Life`] takes steps against the real store and remembers what it was promised; the endpoints of its
//! sources are up, silent, refusing or gone, and remember what reached them; a screen follows the event log. In the end
//! everything is let through and compared.
//!
//! `CAUSEWAY_SIMULATION_SEED` runs another seed than those that stand here.

mod chatbots;
mod endpoint;
mod handling;
mod reckoning;
mod steps;

use std::{collections::HashMap, time::Duration};

use causeway_core::{
    ChatbotId, EnquiryId, MessageId, RoomId,
    room::{Accepted, Tick},
};
use causeway_store::{Claimed, ClaimedTurn, Cursor, Replay, RoomError};
use causeway_testkit::TestDatabase;
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};

use self::endpoint::Endpoint;
use crate::{
    lanes::NEXT_NODE,
    shop::{Person, Shop},
};

/// A room that somebody wrote in.
#[derive(Clone, Debug)]
struct KnownRoom {
    door: usize,
    visitor: String,
    id: RoomId,
}

/// A message that was accepted.
#[derive(Clone, Debug)]
struct Promise {
    door: usize,
    visitor: String,
    text: String,
    answer: Accepted,
}

struct Life {
    shop: Shop,
    rng: StdRng,
    endpoints: Vec<Endpoint>,
    /// Lanes that workers hold.
    claims: Vec<Claimed>,
    rooms: Vec<KnownRoom>,
    /// By the channel's id of the message, in order of acceptance.
    promises: Vec<(String, Promise)>,
    /// The chatbot, and its turns that workers are at.
    robin: ChatbotId,
    turns: Vec<ClaimedTurn>,
    /// Who picked up what.
    owners: HashMap<EnquiryId, Person>,
    /// By room and the staff member's client's id.
    replies: HashMap<(RoomId, String), MessageId>,
    /// Where the screen stands, and how much it was shown.
    screen: (Cursor, usize),
    count: u32,
}

impl Life {
    async fn begin(database: TestDatabase, seed: u64) -> Self {
        let shop = Shop::connected_for(Duration::from_mins(10), database, 3).await;
        let robin = shop.add_chatbot("Robin").await;
        Self {
            endpoints: shop.doors.iter().map(|_| Endpoint::default()).collect(),
            screen: (shop.store.last_event().await.unwrap(), 0),
            shop,
            rng: StdRng::seed_from_u64(seed),
            claims: Vec::new(),
            robin,
            turns: Vec::new(),
            rooms: Vec::new(),
            promises: Vec::new(),
            owners: HashMap::new(),
            replies: HashMap::new(),
            count: 0,
        }
    }

    /// A number that was not there before.
    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    fn a_room(&mut self) -> Option<KnownRoom> {
        self.rooms.choose(&mut self.rng).cloned()
    }

    /// A room with an enquiry that is not closed.
    async fn a_conversation(&mut self) -> Option<(KnownRoom, EnquiryId)> {
        let room = self.a_room()?;
        let channel_id = self.shop.doors[room.door].channel_id;
        let found = self
            .shop
            .store
            .room_of_visitor(self.shop.workspace_id, channel_id, room.visitor.clone())
            .await
            .unwrap();
        found
            .and_then(|(_, enquiry_id)| enquiry_id)
            .map(|enquiry_id| (room, enquiry_id))
    }

    /// Ends the waits that are over.
    async fn ticks(&self) {
        loop {
            let due = self.shop.store.due_rooms(self.shop.now()).await.unwrap();
            if due.is_empty() {
                return;
            }
            for room in due {
                self.shop.change(room, Tick).await.unwrap();
            }
        }
    }

    /// The screen reads on.
    async fn looks(&mut self) {
        while let Replay::Events(events) =
            self.shop.store.events_after(self.screen.0).await.unwrap()
        {
            let Some(last) = events.last() else { return };
            assert!(
                events[0].cursor > self.screen.0
                    && events.is_sorted_by(|one, next| one.cursor < next.cursor)
            );
            self.screen = (last.cursor, self.screen.1 + events.len());
        }
        panic!("a screen that keeps looking is never too old");
    }

    /// Everything in memory is gone; what was under way is not finished.
    async fn crashes(&mut self) {
        self.claims.clear();
        self.turns.clear();
        self.shop.reopen().await;
        // Others notice that it is gone, or its leases run out.
        if self.rng.random_bool(0.5) {
            self.shop
                .store
                .release_claims_of_the_gone(NEXT_NODE)
                .await
                .unwrap();
        }
    }

    /// Lets everything through that is still waiting.
    async fn winds_up(&mut self) {
        self.claims.clear();
        for door in 0..self.endpoints.len() {
            self.endpoints[door].mend();
            self.passes_the_challenge(door).await;
        }
        for _ in 0..100_000 {
            self.ticks().await;
            self.claims().await;
            if self.claims.is_empty() {
                let lane = self.shop.store.next_due_lane().await.unwrap();
                let room = self.shop.store.next_due_room().await.unwrap();
                let Some(next) = lane.into_iter().chain(room).min() else {
                    return;
                };
                // What is due and was not claimed waits for a place of its source, which somebody dead still holds.
                self.shop
                    .at(next.max(self.shop.now().plus(Duration::from_secs(1))));
            }
            while !self.claims.is_empty() {
                self.finishes_an_attempt().await;
            }
        }
        panic!("it never comes to rest");
    }
}

/// The answer, or nothing after a refusal. Anything else is a fault of the store.
fn unless_refused<T>(result: Result<T, RoomError>) -> Option<T> {
    match result {
        Ok(answer) => Some(answer),
        Err(RoomError::Refused(_)) => None,
        Err(error @ (RoomError::NotFound | RoomError::Store(_))) => panic!("{error}"),
    }
}

async fn live(database: TestDatabase, seed: u64, steps: u32) {
    let seed = std::env::var("CAUSEWAY_SIMULATION_SEED")
        .map_or(seed, |seed| seed.parse().expect("a number"));
    println!("seed {seed}: CAUSEWAY_SIMULATION_SEED={seed} lives it again");
    let mut life = Life::begin(database, seed).await;
    for number in 1..=steps {
        life.step().await;
        if life.rng.random_bool(0.5) {
            life.ticks().await;
        }
        if number % 10 == 0 {
            life.sweeps().await;
            life.checks_offers().await;
        }
        if number % 250 == 0 {
            life.shop.check_tables().await;
        }
    }
    life.shop.after(Duration::from_secs(1));
    life.winds_up().await;
    life.reckons().await;
}

#[tokio::test]
async fn a_long_life_on_sqlite_loses_nothing() {
    live(TestDatabase::sqlite(), 1, 10_000).await;
}

#[tokio::test]
async fn another_life_on_sqlite_loses_nothing() {
    live(TestDatabase::sqlite(), 2, 4_000).await;
}

#[tokio::test]
async fn a_life_on_postgres_loses_nothing() {
    live(TestDatabase::postgres().await, 3, 1_000).await;
}
