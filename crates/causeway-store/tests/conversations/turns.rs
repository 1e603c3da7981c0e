//! Turns: what chatbots owe.

use std::{sync::Arc, time::Duration};

use causeway_core::{
    assignment::Destination,
    chatbot::{Answer, Then},
    content::Content,
    message::Author,
    room::{AnswerTurn, Tick},
    routing::Rule,
    source::EndpointSignal,
};
use causeway_store::{ChannelChange, Claimant, ClaimedTurn, Part, Signal};
use causeway_testkit::{TestDatabase, both_engines};

use crate::{
    lanes::{NEXT_NODE, NODE},
    shop::{Shop, shop},
};

/// A shop whose door asks Robin first, then sales.
async fn with_robin(database: TestDatabase) -> Arc<Shop> {
    let shop = shop(database).await;
    let robin = shop.add_chatbot("Robin").await;
    let destinations = vec![Destination::Chatbot(robin), Destination::Group(shop.sales)];
    let change = ChannelChange {
        routing: Some(Rule::Alternative { destinations }),
        ..ChannelChange::default()
    };
    shop.store
        .update_channel(shop.audit(), shop.doors[0].channel_id, None, change)
        .await
        .unwrap();
    shop
}

async fn claim(shop: &Shop, per_chatbot: i64) -> Vec<ClaimedTurn> {
    let lease_until = shop.now().plus(Duration::from_secs(30));
    let claimant = Claimant {
        node: Some(NODE),
        lease_until,
    };
    shop.store
        .claim_turns(shop.now(), claimant, 100, per_chatbot)
        .await
        .unwrap()
}

fn says(word: &str, then: Then) -> Answer {
    Answer {
        messages: vec![Content::Text {
            text: word.to_owned(),
        }],
        note: Some("A note".to_owned()),
        then,
    }
}

both_engines! {
    async fn a_turn_is_claimed_once_answered_and_gone(database: TestDatabase) {
        let shop = with_robin(database).await;
        shop.signals.lock().unwrap().clear();
        let accepted = shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        assert!(shop.signals.lock().unwrap().contains(&Signal::Due(shop.now())), "the asker is woken");
        assert_eq!(shop.store.next_due_turn().await.unwrap(), Some(shop.now()));
        let claimed = claim(&shop, 16).await;
        assert_eq!(claim(&shop, 16).await, [], "somebody is at it");
        let [turn] = &claimed[..] else { panic!("{claimed:?}") };
        assert_eq!((turn.enquiry_id, turn.tries, turn.up_to), (accepted.enquiry_id, 1, 2));

        let asked = shop.store.conversation(turn).await.unwrap().unwrap();
        assert_eq!((asked.endpoint.name.as_str(), asked.endpoint.is_open), ("Robin", true));
        assert_eq!((asked.visitor_id.as_str(), asked.status.as_str()), ("u-1", "open"));
        let said: Vec<_> = asked.messages.iter().map(|message| message.content.text().unwrap()).collect();
        assert_eq!(said, ["Hello", "Welcome"]);

        let answer = says("Hi!", Then::GoOn);
        assert!(shop.change(turn.room(), AnswerTurn { turn_id: turn.id, answer }).await.unwrap());
        assert_eq!(shop.store.next_due_turn().await.unwrap(), None);
        let room = turn.room_id;
        let (messages, _) = shop.store.messages(shop.workspace_id, room, None, Part::Latest, 10).await.unwrap();
        let robin = Author::Chatbot {
            id: turn.chatbot_id, name: "Robin".to_owned(), display_name: Some("Robin".to_owned()),
        };
        assert_eq!(messages[2].author, robin);
        assert!(messages[3].private && messages[3].purpose.is_none());
        shop.check_tables().await;
    }

    async fn a_turn_is_tried_again_after_a_pause_or_when_its_worker_is_gone(database: TestDatabase) {
        let shop = with_robin(database).await;
        shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        let turn = claim(&shop, 16).await.remove(0);
        shop.store.postpone_turn(turn.id, shop.now().plus(Duration::from_secs(1))).await.unwrap();
        assert_eq!(claim(&shop, 16).await, []);
        shop.after(Duration::from_secs(1));
        let again = claim(&shop, 16).await.remove(0);
        assert_eq!((again.id, again.tries), (turn.id, 2), "the same turn under the same id");
        assert_eq!(shop.store.release_claims_of_the_gone(NODE).await.unwrap(), 0, "its own is not taken from it");
        assert_eq!(shop.store.release_claims_of_the_gone(NEXT_NODE).await.unwrap(), 1);
        assert_eq!(claim(&shop, 16).await.len(), 1);
        shop.after(Duration::from_secs(31));
        assert_eq!(claim(&shop, 16).await.len(), 1, "its lease ran out");
    }

    async fn a_chatbot_is_asked_about_so_many_conversations_at_a_time(database: TestDatabase) {
        let shop = with_robin(database).await;
        for number in 0..5 {
            shop.writes(0, &format!("u-{number}"), &format!("m-{number}"), "Hello").await.unwrap();
        }
        let first = claim(&shop, 2).await;
        assert_eq!(first.len(), 2);
        assert_eq!(claim(&shop, 2).await, []);
        let answer = says("Hi!", Then::HandOver);
        assert!(shop.change(first[0].room(), AnswerTurn { turn_id: first[0].id, answer }).await.unwrap());
        assert_eq!(claim(&shop, 2).await.len(), 1);
    }

    async fn nodes_that_claim_at_the_same_time_keep_to_it(database: TestDatabase) {
        let shop = with_robin(database).await;
        for number in 0..8 {
            shop.writes(0, &format!("u-{number}"), &format!("m-{number}"), "Hello").await.unwrap();
        }
        let (one, two, three, four) = tokio::join!(claim(&shop, 3), claim(&shop, 3), claim(&shop, 3), claim(&shop, 3));
        assert_eq!(one.len() + two.len() + three.len() + four.len(), 3);
    }

    async fn a_conversation_with_a_chatbot_keeps_nobody_else_waiting(database: TestDatabase) {
        let shop = with_robin(database).await;
        shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        assert_eq!(shop.store.waiting_rooms().await.unwrap(), []);
        assert_eq!(shop.store.rooms_waiting_at(shop.workspace_id, shop.sales).await.unwrap(), []);
        let turn = claim(&shop, 16).await.remove(0);
        let answer = says("Hi!", Then::HandOver);
        assert!(shop.change(turn.room(), AnswerTurn { turn_id: turn.id, answer }).await.unwrap());
        assert_eq!(shop.store.waiting_rooms().await.unwrap(), [turn.room()]);
    }

    async fn a_turn_ends_with_its_time_and_a_late_answer_changes_nothing(database: TestDatabase) {
        let shop = with_robin(database).await;
        shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        let turn = claim(&shop, 16).await.remove(0);
        shop.after(Duration::from_secs(20));
        let due = shop.store.due_rooms(shop.now()).await.unwrap();
        shop.change(due[0].clone(), Tick).await.unwrap();
        assert_eq!(shop.store.next_due_turn().await.unwrap(), None);
        let answer = says("Hi!", Then::Close);
        assert!(!shop.change(turn.room(), AnswerTurn { turn_id: turn.id, answer }).await.unwrap());
        shop.check_tables().await;
    }

    async fn a_chatbot_that_fails_again_and_again_is_passed_over_until_its_probe_is_due(database: TestDatabase) {
        let shop = with_robin(database).await;
        shop.writes(0, "u-1", "m-1", "Hello").await.unwrap();
        let robin = claim(&shop, 16).await.remove(0).chatbot_id;
        let notes = async |sign| {
            let (url, reason) = ("https://robin.example.com/".to_owned(), Some("it answered 500".to_owned()));
            shop.store.record_chatbot_signal(robin, url, sign, reason, shop.moment()).await.unwrap();
        };
        for _ in 0..5 {
            notes(EndpointSignal::Bad).await;
        }
        shop.writes(0, "u-2", "m-2", "Hello").await.unwrap();
        assert_eq!(claim(&shop, 16).await, [], "sales is asked at once");
        shop.after(Duration::from_secs(5));
        shop.writes(0, "u-3", "m-3", "Hello").await.unwrap();
        assert_eq!(claim(&shop, 16).await.len(), 1, "the probe");
        notes(EndpointSignal::Gone).await;
        shop.after(Duration::from_hours(1));
        shop.writes(0, "u-4", "m-4", "Hello").await.unwrap();
        let asked_about = claim(&shop, 16).await;
        assert!(asked_about.iter().all(|turn| turn.tries > 1), "nothing new: {asked_about:?}");
    }
}
