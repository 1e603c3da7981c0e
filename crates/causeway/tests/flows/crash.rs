//! `kill -9` at any time. Every message answered with 201 is stored once, the receiver gets every
//! delivery at least once, in order per visitor, and each `webhook-id` always has the same body.
//!
//! `CAUSEWAY_CRASH_ROUNDS` and `CAUSEWAY_CRASH_FAILURES` (percentage of requests that the receiver
//! answers with 500) make longer runs. `docs/performance.md` has their results.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::support::{Omni, connect};
use causeway_testkit::{
    CausewayProcess, Receiver, TestDatabase, both_engines,
    process::Session,
    receiver::{Answer, Received},
};
use futures_util::future::join_all;
use http::Method;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};

/// Number of visitors, and the pause between two messages of one visitor in milliseconds.
const EAGER: (usize, Range<u64>) = (8, 0..1);
/// For a receiver that fails: a conversation waits longer and longer for its first event, so there
/// are more visitors with fewer messages.
const PATIENT: (usize, Range<u64>) = (64, 3_000..9_000);
/// Deadline for all deliveries, expired leases included.
const DRAIN: Duration = Duration::from_mins(5);
/// More answers than requests.
const ANSWERS: usize = 200_000;

both_engines! {
    async fn kill_9_loses_doubles_and_reorders_nothing(database: TestDatabase) {
        survive_kills(database, 1).await;
    }
}

/// One visitor's conversation, as the clients recorded it.
#[derive(Default)]
struct Ledger {
    enquiry_id: Option<String>,
    /// Ids of the visitor's messages answered with 201 or 200, in order.
    accepted: Vec<String>,
    /// Causeway's ids of the replies answered with 201 or 200, in order.
    replied: Vec<String>,
}

/// The variable's value, or the default.
fn from_environment<T: FromStr>(variable: &str, default: T) -> T {
    std::env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

async fn survive_kills(database: TestDatabase, seed: u64) {
    let (rounds, failures) = (
        from_environment("CAUSEWAY_CRASH_ROUNDS", 20),
        from_environment("CAUSEWAY_CRASH_FAILURES", 0.0),
    );
    println!("seed {seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let receiver = Receiver::start();
    if failures > 0.0 {
        let fails = (0..ANSWERS).map(|_| dice.random_bool(failures / 100.0));
        receiver.answer_next(
            fails
                .map(|fails| {
                    if fails {
                        Answer::Status(500)
                    } else {
                        Answer::Ok
                    }
                })
                .collect::<Vec<_>>(),
        );
    }
    let mut causeway = CausewayProcess::start(&database.url).await;
    let channel = connect(&causeway, &receiver).await;
    let omni = Omni::new(&causeway, &channel.token);
    let stop = Arc::new(AtomicBool::new(false));
    let (visitors, pauses) = if failures > 0.0 { PATIENT } else { EAGER };
    // Runs with failures print pauses, so a run must be long enough for a pause of a second.
    let lives = if failures > 0.0 { 50..1_500 } else { 50..600 };
    let talks = (0..visitors).map(|visitor| {
        let dice = StdRng::seed_from_u64(seed + visitor as u64);
        converse(
            visitor,
            omni.clone(),
            channel.admin.clone(),
            Arc::clone(&stop),
            dice,
            pauses.clone(),
        )
    });
    let mut starts = Vec::with_capacity(rounds);
    let fate = async {
        for _ in 0..rounds {
            tokio::time::sleep(Duration::from_millis(dice.random_range(lives.clone()))).await;
            causeway.kill9();
            causeway.restart().await;
            let at = Instant::now();
            starts.push(Start {
                at,
                something_is_due: something_is_due(&channel.admin).await,
            });
        }
        stop.store(true, Ordering::SeqCst);
    };
    let (ledgers, ()) = tokio::join!(join_all(talks), fate);
    let expected: usize = ledgers.iter().map(|ledger| ledger.replied.len()).sum();
    assert!(
        expected > 3 * visitors,
        "too few replies to prove anything: {expected} replies"
    );
    let received = tokio::select! {
        received = drained(&receiver, &ledgers) => received,
        // Repeated failures schedule the next attempt hours ahead. The administrator's retries
        // avoid the wait.
        () = retry_now(&channel.admin) => unreachable!("the loop never ends"),
    };
    for (visitor, ledger) in ledgers.iter().enumerate() {
        check_conversation(&channel.admin, ledger).await;
        check_deliveries(&format!("u-{visitor}"), ledger, &received);
    }
    check_bodies(&received);
    println!(
        "{expected} replies and as many messages in {rounds} rounds, {} requests",
        received.len()
    );
    print_pauses(&starts, &received);
}

/// Writes and answers in turn until `stop` is set. Each step is repeated until it succeeds.
async fn converse(
    visitor: usize,
    omni: Omni,
    staff: Session,
    stop: Arc<AtomicBool>,
    mut dice: StdRng,
    pauses: Range<u64>,
) -> Ledger {
    let mut ledger = Ledger::default();
    while !stop.load(Ordering::SeqCst) {
        let id = format!("u-{visitor}-m-{}", ledger.accepted.len());
        let body = json!({ "id": id, "visitor": { "id": format!("u-{visitor}") }, "type": "text", "text": id });
        let answer = until_answered(async || omni.try_post("/messages", &body).await).await;
        ledger.accepted.push(id);
        let enquiry_id = answer["enquiryId"].as_str().expect("an enquiry").to_owned();
        if ledger.enquiry_id.is_none() {
            let path = format!("/enquiries/{enquiry_id}/pick-up");
            until_answered(async || try_post(&staff, &path, &json!({})).await).await;
            ledger.enquiry_id = Some(enquiry_id.clone());
        }
        let body = json!({ "clientId": format!("c-{}", ledger.replied.len()), "type": "text", "text": "Hello" });
        let path = format!("/enquiries/{enquiry_id}/messages");
        let reply = until_answered(async || try_post(&staff, &path, &body).await).await;
        ledger
            .replied
            .push(reply["id"].as_str().expect("an id").to_owned());
        tokio::time::sleep(Duration::from_millis(dice.random_range(pauses.clone()))).await;
    }
    ledger
}

async fn try_post(staff: &Session, path: &str, body: &Value) -> Option<(u16, Value)> {
    let answer = staff
        .request(Method::POST, path)
        .json(body)
        .send()
        .await
        .ok()?;
    let status = answer.status().as_u16();
    let text = answer.text().await.ok()?;
    Some((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
}

/// Repeats a step while the server gives no response or can't serve. Panics on any other refusal.
async fn until_answered(mut step: impl AsyncFnMut() -> Option<(u16, Value)>) -> Value {
    loop {
        match step().await {
            Some((200 | 201, answer)) => return answer,
            None | Some((503, _)) => tokio::time::sleep(Duration::from_millis(5)).await,
            Some((status, answer)) => panic!("{status}: {answer}"),
        }
    }
}

/// One start of the process.
struct Start {
    at: Instant,
    /// Some delivery was due and did not only wait for a later retry.
    something_is_due: bool,
}

async fn something_is_due(admin: &Session) -> bool {
    let waiting = admin.get("/deliveries?state=due&limit=200").await;
    let under_way = admin.get("/deliveries?state=inFlight&limit=1").await;
    let is_next = |delivery: &Value| delivery["waitsFor"]["kind"] == "turn";
    waiting["items"]
        .as_array()
        .expect("a list")
        .iter()
        .any(is_next)
        || !under_way["items"].as_array().expect("a list").is_empty()
}

/// Prints the times from each start with due deliveries to the first request after it.
fn print_pauses(starts: &[Start], received: &[Received]) {
    let mut pauses = Vec::new();
    let mut ended_before = Vec::new();
    for (index, start) in starts
        .iter()
        .enumerate()
        .filter(|(_, start)| start.something_is_due)
    {
        let end = starts.get(index + 1).map(|next| next.at);
        let first = received.iter().find(|one| one.at >= start.at);
        match (first, end) {
            (Some(first), end) if end.is_none_or(|end| first.at < end) => {
                pauses.push(first.at - start.at);
            }
            (_, Some(end)) => ended_before.push(end - start.at),
            (_, None) => {}
        }
    }
    pauses.sort_unstable();
    if let (Some(middle), Some(last)) = (pauses.get(pauses.len() / 2), pauses.last()) {
        println!(
            "after {} starts with due deliveries, the first request came after {middle:?} (median), {last:?} (maximum); \
             {} more ended before, the longest after {:?}",
            pauses.len(),
            ended_before.len(),
            ended_before.iter().max().copied().unwrap_or_default(),
        );
    }
}

/// Repeatedly retries every delivery that waits for its next attempt.
async fn retry_now(admin: &Session) {
    loop {
        let due = admin.get("/deliveries?state=due&limit=200").await;
        for delivery in due["items"].as_array().expect("a list") {
            if ["retry", "probe"]
                .iter()
                .any(|kind| delivery["waitsFor"]["kind"] == *kind)
            {
                admin
                    .post(
                        &format!(
                            "/deliveries/{}/retry",
                            delivery["id"].as_str().expect("an id")
                        ),
                        &json!({}),
                    )
                    .await;
            }
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

fn messages(received: &[Received]) -> impl Iterator<Item = Value> + '_ {
    received
        .iter()
        .map(Received::json)
        .filter(|event| event["type"] == "message.created")
}

/// Waits until the receiver has every reply.
async fn drained(receiver: &Receiver, ledgers: &[Ledger]) -> Vec<Received> {
    let owed: HashSet<&str> = ledgers
        .iter()
        .flat_map(|ledger| &ledger.replied)
        .map(String::as_str)
        .collect();
    let deadline = tokio::time::Instant::now() + DRAIN;
    loop {
        let received = receiver.received();
        let arrived: HashSet<String> = messages(&received)
            .filter_map(|event| event["data"]["message"]["id"].as_str().map(str::to_owned))
            .collect();
        let missing = owed.iter().filter(|id| !arrived.contains(**id)).count();
        if missing == 0 {
            return received;
        }
        assert!(
            tokio::time::Instant::now() < deadline,
            "{missing} of {} replies never arrived",
            owed.len()
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Checks that the conversation holds each accepted message and each reply once, in order, without
/// a gap.
async fn check_conversation(staff: &Session, ledger: &Ledger) {
    let enquiry_id = ledger
        .enquiry_id
        .as_deref()
        .expect("the visitor has an enquiry");
    let mut conversation: Vec<Value> = Vec::new();
    loop {
        let path = format!(
            "/enquiries/{enquiry_id}/messages?limit=200&after={}",
            conversation.len()
        );
        let part = staff.get(&path).await;
        conversation.extend(part["items"].as_array().expect("a list").iter().cloned());
        if part["hasMore"] == false {
            break;
        }
    }
    for (index, message) in conversation.iter().enumerate() {
        assert_eq!(
            message["sequence"],
            index + 1,
            "a gap or a duplicate before {message}"
        );
    }
    let of = |kind: &str, id: &str| -> Vec<String> {
        let own = conversation
            .iter()
            .filter(|message| message["author"]["kind"] == kind);
        own.map(|message| message[id].as_str().expect("an id").to_owned())
            .collect()
    };
    assert_eq!(of("visitor", "externalId"), ledger.accepted);
    assert_eq!(of("staff", "id"), ledger.replied);
}

/// Checks that one visitor's events arrived in order, by first arrival: the enquiry's events, then
/// each reply.
fn check_deliveries(visitor: &str, ledger: &Ledger, received: &[Received]) {
    let mut seen = HashSet::new();
    let arrived: Vec<Value> = received
        .iter()
        .filter(|request| seen.insert(request.header("webhook-id")))
        .map(Received::json)
        .filter(|event| event["data"]["visitor"]["id"] == visitor)
        .collect();
    let words: Vec<&str> = arrived
        .iter()
        .map(|event| match event["type"].as_str() {
            Some("message.created") => event["data"]["message"]["id"].as_str().expect("an id"),
            kind => kind.expect("a type"),
        })
        .collect();
    let mut owed = vec!["enquiry.opened", "enquiry.missed", "enquiry.followedUp"];
    owed.extend(ledger.replied.iter().map(String::as_str));
    assert_eq!(words, owed, "{visitor}");
}

/// Checks that each `webhook-id` always came with the same body.
fn check_bodies(received: &[Received]) {
    let mut bodies: HashMap<&str, &[u8]> = HashMap::new();
    for request in received {
        let first = bodies
            .entry(request.header("webhook-id"))
            .or_insert(&request.body);
        assert_eq!(
            *first,
            &request.body[..],
            "{} changed its body",
            request.header("webhook-id")
        );
    }
}
