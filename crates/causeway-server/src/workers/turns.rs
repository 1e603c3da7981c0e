//! Calls chatbots: claims due turns, sends the conversation, passes the answer to the room.
//!
//! A turn is tried a few times before its deadline; its end is a wait of the room, which the due
//! worker handles. If this process dies in between, the next sweep releases its turns, and the
//! chatbot is called again with the same `webhook-id`.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use causeway_core::{
    Timestamp,
    chatbot::pause_after,
    message::{Author, Message},
    room::{AnswerTurn, GiveUpTurn, RoomDecision},
    source::EndpointSignal,
};
use causeway_store::{Claimant, ClaimedTurn, Conversation, RoomError, StoreError};
use serde_json::{Map, Value, json};
use tokio::{
    sync::{Notify, Semaphore},
    time::{sleep, timeout},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    App,
    bus::Hint,
    clock::to_jiff,
    credentials::{SigningSecret, open_secret, readable},
    outgoing::{self, Envelope, TurnResult},
    workers::{Ran, due_or_retry, wait},
};

/// How long a worker may hold a turn: the longest timeout of a chatbot, and time to write the
/// answer.
const LEASE: Duration = Duration::from_secs(125);
/// Concurrent requests to chatbots on this node.
const UNDER_WAY_MAX: usize = 1_024;
/// Concurrent requests to one chatbot, over all nodes: this many conversations are answered in the
/// time of one.
const PER_CHATBOT_MAX: i64 = 64;
/// How long a stop waits for answers. Requests that are cut off are sent again by the next process,
/// with the same `webhook-id`.
const STOP_PATIENCE: Duration = Duration::from_secs(10);

/// How often writing a chatbot's answer is tried, and the pause between two tries.
const WRITE_TRIES: u32 = 30;
const WRITE_PAUSE: Duration = Duration::from_millis(500);

/// Calls chatbots that owe an answer.
#[derive(Clone)]
struct Asker {
    app: App,
    places: Arc<Semaphore>,
    /// A place became free.
    finished: Arc<Notify>,
    tasks: TaskTracker,
}

impl Asker {
    fn new(app: App) -> Self {
        let places = Arc::new(Semaphore::new(UNDER_WAY_MAX));
        Self {
            app,
            places,
            finished: Arc::new(Notify::new()),
            tasks: TaskTracker::new(),
        }
    }

    /// Claims due turns, as far as there are free places, and starts to call.
    async fn start_due(&self) -> Result<Ran, StoreError> {
        let total = i64::try_from(self.places.available_permits()).unwrap_or(i64::MAX);
        if total == 0 {
            return Ok(Ran::Nothing);
        }
        let claimed = claim(&self.app, total).await?;
        let ran = if claimed.is_empty() {
            Ran::Nothing
        } else {
            Ran::Something
        };
        for turn in claimed {
            let place = Arc::clone(&self.places).try_acquire_owned();
            let (app, finished) = (self.app.clone(), Arc::clone(&self.finished));
            self.tasks.spawn(async move {
                if let Err(error) = take(&app, &turn).await {
                    // The turn's time runs out, and the next destination is tried.
                    tracing::error!(turn.id = %turn.id, %error, "a chatbot's turn could not be processed");
                }
                drop(place);
                finished.notify_one();
            });
        }
        Ok(ran)
    }

    async fn run(self, stop: CancellationToken) {
        let mut hints = self.app.bus.subscribe();
        loop {
            let next = due_or_retry(self.step(&stop).await, "chatbots could not be called");
            let next = next.filter(|at| *at > self.app.clock.now());
            tokio::select! {
                () = self.finished.notified() => {}
                go_on = wait(&self.app, &mut hints, next, &stop, |hint| matches!(hint, Hint::Due(_))) => {
                    if !go_on {
                        break;
                    }
                }
            }
        }
        self.tasks.close();
        let in_time = timeout(STOP_PATIENCE, self.tasks.wait()).await;
        if in_time.is_err() {
            tracing::info!(
                under_way = self.tasks.len(),
                "stopping before all chatbots have answered"
            );
        }
    }

    async fn step(&self, stop: &CancellationToken) -> Result<Option<Timestamp>, StoreError> {
        // If no chatbot owes an answer, looking writes nothing.
        let mut next = self.app.store.next_due_turn().await?;
        while next.is_some_and(|next| next <= self.app.clock.now())
            && !stop.is_cancelled()
            && self.start_due().await? == Ran::Something
        {
            next = self.app.store.next_due_turn().await?;
        }
        Ok(next)
    }
}

pub(super) async fn run(app: App, stop: CancellationToken) {
    Asker::new(app).run(stop).await;
}

/// Claims due turns and calls their chatbots one after the other: the step that tests call.
pub async fn ask_once(app: &App) -> Result<Ran, StoreError> {
    let claimed = claim(app, PER_CHATBOT_MAX).await?;
    for turn in &claimed {
        take(app, turn).await?;
    }
    Ok(if claimed.is_empty() {
        Ran::Nothing
    } else {
        Ran::Something
    })
}

async fn claim(app: &App, total: i64) -> Result<Vec<ClaimedTurn>, StoreError> {
    let now = app.clock.now();
    let claimant = Claimant {
        node: app.node.as_claimant(),
        lease_until: now.plus(LEASE),
    };
    app.store
        .claim_turns(now, claimant, total, PER_CHATBOT_MAX)
        .await
}

/// Calls a chatbot for one turn, or schedules the next try.
async fn take(app: &App, turn: &ClaimedTurn) -> Result<(), StoreError> {
    let Some(conversation) = app.store.conversation(turn).await? else {
        return give_up(app, turn, "it was removed").await;
    };
    if !conversation.endpoint.is_open {
        return give_up(app, turn, "it is stopped").await;
    }
    let kept = app
        .store
        .chatbot_secrets(turn.chatbot_id, app.clock.now())
        .await?;
    let secrets: Vec<SigningSecret> = match readable(
        kept.iter().map(|kept| open_secret(&app.sealer, kept)),
    ) {
        Ok(secrets) => secrets,
        Err(error) => {
            tracing::error!(chatbot.id = %turn.chatbot_id, %error, "the signing secret can't be read");
            return give_up(app, turn, "its signing secret can't be read").await;
        }
    };
    let result = ask(app, turn, &conversation, &secrets).await;
    let (sign, reason) = match &result {
        TurnResult::Answered(_) => (EndpointSignal::Good, None),
        TurnResult::Failed { reason } => (EndpointSignal::Bad, Some(reason.clone())),
        TurnResult::Gone => (EndpointSignal::Gone, Some("it answered 410".to_owned())),
    };
    tracing::debug!(
        turn.id = %turn.id,
        chatbot.id = %turn.chatbot_id,
        attempt = turn.tries,
        outcome = reason.as_deref().unwrap_or("answered"),
        "chatbot asked"
    );
    metrics::counter!("causeway_chatbot_turns_total", "outcome" => outcome_label(sign))
        .increment(1);
    // The answer first: it must not be lost if recording the endpoint's health fails.
    match result {
        TurnResult::Answered(answer) => {
            change(app, turn, || AnswerTurn {
                turn_id: turn.id,
                answer: answer.clone(),
            })
            .await?;
        }
        TurnResult::Failed { reason } => match pause_after(turn.tries) {
            Some(pause) => {
                app.store
                    .postpone_turn(turn.id, app.clock.now().plus(pause))
                    .await?;
            }
            None => give_up(app, turn, &reason).await?,
        },
        TurnResult::Gone => give_up(app, turn, "it answered 410 and is not called again").await?,
    }
    let url = conversation.endpoint.webhook_url;
    app.store
        .record_chatbot_signal(turn.chatbot_id, url, sign, reason, app.moment())
        .await
}

async fn give_up(app: &App, turn: &ClaimedTurn, reason: &str) -> Result<(), StoreError> {
    change(app, turn, || GiveUpTurn {
        turn_id: turn.id,
        reason: reason.to_owned(),
    })
    .await
}

/// Changes the turn's room. The decision checks the turn's current state. While the database is
/// unavailable this is retried, so that a chatbot is not asked twice for the same answer.
async fn change<D: RoomDecision>(
    app: &App,
    turn: &ClaimedTurn,
    decision: impl Fn() -> D,
) -> Result<(), StoreError> {
    let mut tries = 0;
    loop {
        match app
            .store
            .change_room(turn.room(), decision(), app.moment())
            .await
        {
            Ok(_) | Err(RoomError::NotFound | RoomError::Refused(_)) => return Ok(()),
            Err(RoomError::Store(error)) => {
                tries += 1;
                if tries >= WRITE_TRIES || app.clock.now() >= turn.answer_by {
                    return Err(error);
                }
                sleep(WRITE_PAUSE).await;
            }
        }
    }
}

async fn ask(
    app: &App,
    turn: &ClaimedTurn,
    conversation: &Conversation,
    secrets: &[SigningSecret],
) -> TurnResult {
    let now = app.clock.now();
    let envelope = Envelope {
        id: turn.id.to_string(),
        attempt: u32::try_from(turn.tries).unwrap_or(u32::MAX),
        body: Bytes::from(body(turn, conversation, now).to_string()),
        timestamp: to_jiff(now),
    };
    // An answer after the turn's deadline is dropped, so there is no need to wait for it.
    let within = turn.answer_by.since(now);
    let url = &conversation.endpoint.webhook_url;
    outgoing::ask_chatbot(
        &app.outgoing,
        url,
        envelope,
        &secrets.iter().collect::<Vec<_>>(),
        within,
    )
    .await
}

/// The request to a chatbot: who, where, and the conversation.
fn body(turn: &ClaimedTurn, conversation: &Conversation, now: Timestamp) -> Value {
    let Conversation {
        endpoint,
        channel,
        visitor_id,
        profile,
        number,
        status,
        messages,
    } = conversation;
    let mut visitor = Map::from_iter([("id".to_owned(), json!(visitor_id))]);
    if let Value::Object(known) = json!(profile) {
        visitor.extend(known);
    }
    // The last message may be our own welcome: simple programs answer the visitor's last message.
    let last = messages
        .iter()
        .rfind(|message| message.author == Author::Visitor);
    json!({
        "type": "chatbot.turn",
        "timestamp": now,
        "data": {
            "chatbot": { "id": turn.chatbot_id, "name": endpoint.name },
            "channel": { "id": channel.0, "name": channel.1 },
            "visitor": visitor,
            "enquiry": { "id": turn.enquiry_id, "number": number.to_string(), "status": status },
            "message": last.map(message_body),
            "messages": messages.iter().map(message_body).collect::<Vec<_>>(),
        },
    })
}

fn message_body(message: &Message) -> Value {
    let mut wire = Map::from_iter([("id".to_owned(), json!(message.id))]);
    wire.insert("sequence".to_owned(), message.sequence.into());
    wire.extend(message.content.to_wire());
    let mut author = Map::from_iter([("kind".to_owned(), json!(message.author.kind()))]);
    author.extend(
        message
            .author
            .display_name()
            .map(|name| ("displayName".to_owned(), json!(name))),
    );
    wire.insert("author".to_owned(), author.into());
    wire.extend(
        message
            .purpose
            .map(|purpose| ("purpose".to_owned(), json!(purpose.name()))),
    );
    wire.insert("createdAt".to_owned(), json!(message.created_at));
    Value::Object(wire)
}

fn outcome_label(sign: EndpointSignal) -> &'static str {
    match sign {
        EndpointSignal::Good => "answered",
        EndpointSignal::Gone => "gone",
        EndpointSignal::Busy(_) | EndpointSignal::Bad => "failed",
    }
}
