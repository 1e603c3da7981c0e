//! Asking chatbots: claims turns that are due, sends the conversation, lets the room have the answer.
//!
//! A turn is tried a few times, as long as its time lasts; its end is a wait of the room, which the due worker keeps. If this
//! process dies in between, whoever notices gives its turns back, and the chatbot is asked again under the same `webhook-id`.

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

use super::{Ran, due_or_retry, wait};
use crate::{
    App,
    bus::Hint,
    clock::to_jiff,
    credentials::{open_secret, readable},
    outgoing::{self, Envelope, SigningSecret, TurnResult},
};

/// How long a worker may be at a turn: the longest answer that a chatbot may take, and a moment to write it.
const LEASE: Duration = Duration::from_secs(125);
/// Chatbots' requests under way at the same time on this node.
const UNDER_WAY_MAX: usize = 1_024;
/// Conversations that one chatbot is asked about at the same time, over all nodes: so many answers in the time of one.
const PER_CHATBOT_MAX: i64 = 64;
/// How long a stop waits for answers. What is cut off is asked again by whoever runs next, under the same `webhook-id`.
const STOP_PATIENCE: Duration = Duration::from_secs(10);

/// How often it is tried to write what a chatbot answered, and the pause between two tries.
const WRITE_TRIES: u32 = 30;
const WRITE_PAUSE: Duration = Duration::from_millis(500);

/// Asks chatbots what they owe.
#[derive(Clone)]
struct Asker {
    app: App,
    places: Arc<Semaphore>,
    /// A place was given back.
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

    /// Claims what is due, as far as there are places, and starts to ask.
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
                    // The turn's time runs out, and whoever is next is asked.
                    tracing::error!(turn.id = %turn.id, %error, "a chatbot's turn could not be taken");
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
            let next = due_or_retry(self.step(&stop).await, "chatbots could not be asked");
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
        // Where there are no chatbots, or none owes anything, looking writes nothing.
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

/// Claims what is due and asks, one after the other: the step that tests call.
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

/// Has a chatbot answer one turn, or arranges for the next try.
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
    // What it says first: that must not be lost over what is noted of it.
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
        TurnResult::Gone => give_up(app, turn, "it answered 410, and is asked no more").await?,
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

/// Changes the turn's room. What became of the turn meanwhile is for the decision to see. While the database is away it is
/// tried again: what a chatbot answered is not asked for twice.
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
    // What comes after the turn's time is said by nobody, and need not be waited for.
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

/// What a chatbot is asked with: who, where, and what was said.
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
    // What stands last may be our own welcome: simple programs answer the visitor's last word.
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
