//! Asking chatbots: claims turns that are due, sends the conversation, lets the room have the answer.
//!
//! A turn is tried a few times, as long as its time lasts; its end is a wait of the room, which the due worker keeps. If this
//! process dies in between, the lease runs out and the chatbot is asked again under the same `webhook-id`.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use causeway_core::{
    chatbot::{is_told, pause_after},
    message::{Author, Message},
    room::{AnswerTurn, GiveUpTurn, RoomDecision},
    source::Sign,
};
use causeway_store::{Claimant, ClaimedTurn, Conversation, RoomError, StoreError};
use serde_json::{Map, Value, json};
use tokio::sync::{Notify, Semaphore};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{Ran, told, wait};
use crate::{
    App,
    bus::Hint,
    clock::to_jiff,
    credentials::open_secret,
    outgoing::{self, Envelope, SigningSecret, TurnResult},
};

/// How long a worker may be at a turn: the longest answer that a chatbot may take, and a moment to write it.
const LEASE: Duration = Duration::from_secs(125);
/// Chatbots' requests under way at the same time on this node.
const UNDER_WAY_MAX: usize = 256;
/// Conversations that one chatbot is asked about at the same time.
const PER_CHATBOT_MAX: i64 = 16;

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
        Self { app, places, finished: Arc::new(Notify::new()), tasks: TaskTracker::new() }
    }

    /// Claims what is due, as far as there are places, and starts to ask.
    async fn start_due(&self) -> Result<Ran, StoreError> {
        let total = i64::try_from(self.places.available_permits()).unwrap_or(i64::MAX);
        if total == 0 {
            return Ok(Ran::Nothing);
        }
        let claimed = claim(&self.app, total).await?;
        let ran = if claimed.is_empty() { Ran::Nothing } else { Ran::Something };
        for turn in claimed {
            let place = Arc::clone(&self.places).try_acquire_owned();
            let (app, finished) = (self.app.clone(), Arc::clone(&self.finished));
            self.tasks.spawn(async move {
                if let Err(error) = take(&app, &turn).await {
                    // The lease runs out, or the turn's time does.
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
            let next = told(self.step(&stop).await, "chatbots could not be asked");
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
        self.tasks.wait().await;
    }

    async fn step(&self, stop: &CancellationToken) -> Result<Option<causeway_core::Timestamp>, StoreError> {
        while !stop.is_cancelled() && self.start_due().await? == Ran::Something {}
        self.app.store.next_due_turn().await
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
    Ok(if claimed.is_empty() { Ran::Nothing } else { Ran::Something })
}

async fn claim(app: &App, total: i64) -> Result<Vec<ClaimedTurn>, StoreError> {
    let now = app.clock.now();
    let claimant = Claimant { node: app.node.as_claimant(), lease_until: now.plus(LEASE) };
    app.store.claim_turns(now, claimant, total, PER_CHATBOT_MAX).await
}

/// Has a chatbot answer one turn, or arranges for the next try.
async fn take(app: &App, turn: &ClaimedTurn) -> Result<(), StoreError> {
    let Some(conversation) = app.store.conversation(turn).await? else {
        return give_up(app, turn, "it was removed").await;
    };
    if !conversation.endpoint.is_open {
        return give_up(app, turn, "it is stopped").await;
    }
    let result = ask(app, turn, &conversation).await?;
    let url = conversation.endpoint.webhook_url;
    let (sign, reason) = match &result {
        TurnResult::Answered(_) => (Sign::Good, None),
        TurnResult::Failed { reason } => (Sign::Bad, Some(reason.clone())),
        TurnResult::Gone => (Sign::Gone, Some("it answered 410".to_owned())),
    };
    tracing::debug!(
        turn.id = %turn.id,
        chatbot.id = %turn.chatbot_id,
        attempt = turn.tries,
        outcome = reason.as_deref().unwrap_or("answered"),
        "chatbot asked"
    );
    metrics::counter!("causeway_chatbot_turns_total", "outcome" => outcome_label(sign)).increment(1);
    app.store.record_chatbot_sign(turn.chatbot_id, url, sign, reason, app.moment()).await?;
    match result {
        TurnResult::Answered(answer) => {
            change(app, turn, AnswerTurn { turn_id: turn.id, answer }).await?;
            Ok(())
        }
        TurnResult::Failed { reason } => match pause_after(turn.tries) {
            Some(pause) => app.store.postpone_turn(turn.id, app.clock.now().plus(pause)).await,
            None => give_up(app, turn, &reason).await,
        },
        TurnResult::Gone => give_up(app, turn, "it answered 410, and is asked no more").await,
    }
}

async fn give_up(app: &App, turn: &ClaimedTurn, reason: &str) -> Result<(), StoreError> {
    change(app, turn, GiveUpTurn { turn_id: turn.id, reason: reason.to_owned() }).await
}

/// Changes the turn's room. What became of the turn meanwhile is for the decision to see.
async fn change<D: RoomDecision>(app: &App, turn: &ClaimedTurn, decision: D) -> Result<(), StoreError> {
    match app.store.change_room(turn.room(), decision, app.moment()).await {
        Ok(_) | Err(RoomError::NotFound | RoomError::Refused(_)) => Ok(()),
        Err(RoomError::Store(error)) => Err(error),
    }
}

async fn ask(app: &App, turn: &ClaimedTurn, conversation: &Conversation) -> Result<TurnResult, StoreError> {
    let kept = app.store.chatbot_secrets(turn.chatbot_id, app.clock.now()).await?;
    let secrets: Result<Vec<SigningSecret>, _> = kept.iter().map(|kept| open_secret(&app.sealer, kept)).collect();
    let secrets = match secrets {
        Ok(secrets) => secrets,
        Err(error) => {
            tracing::error!(chatbot.id = %turn.chatbot_id, %error, "the signing secret can't be read");
            return Ok(TurnResult::Failed { reason: "its signing secret can't be read".to_owned() });
        }
    };
    let now = app.clock.now();
    let envelope = Envelope {
        id: turn.id.to_string(),
        attempt: u32::try_from(turn.tries).unwrap_or(u32::MAX),
        body: Bytes::from(body(turn, conversation, now).to_string()),
        timestamp: to_jiff(now),
    };
    let (url, within) = (&conversation.endpoint.webhook_url, conversation.endpoint.settings.answer());
    Ok(outgoing::ask_chatbot(&app.outgoing, url, envelope, &secrets.iter().collect::<Vec<_>>(), within).await)
}

/// What a chatbot is asked with: who, where, and what was said.
fn body(turn: &ClaimedTurn, conversation: &Conversation, now: causeway_core::Timestamp) -> Value {
    let Conversation { endpoint, channel, visitor_id, profile, number, status, messages } = conversation;
    let mut visitor = Map::from_iter([("id".to_owned(), json!(visitor_id))]);
    if let Value::Object(known) = json!(profile) {
        visitor.extend(known);
    }
    let told: Vec<&Message> = messages.iter().filter(|message| is_told(message)).collect();
    // What stands last may be our own welcome: simple programs answer the visitor's last word.
    let last = told.iter().rfind(|message| message.author == Author::Visitor);
    json!({
        "type": "chatbot.turn",
        "timestamp": now,
        "data": {
            "chatbot": { "id": turn.chatbot_id, "name": endpoint.name },
            "channel": { "id": channel.0, "name": channel.1 },
            "visitor": visitor,
            "enquiry": { "id": turn.enquiry_id, "number": number.to_string(), "status": status },
            "message": last.map(|message| said(message)),
            "messages": told.into_iter().map(said).collect::<Vec<_>>(),
        },
    })
}

fn said(message: &Message) -> Value {
    let mut wire = Map::from_iter([("id".to_owned(), json!(message.id))]);
    wire.insert("sequence".to_owned(), message.sequence.into());
    wire.extend(message.content.to_wire());
    let mut author = Map::from_iter([("kind".to_owned(), json!(message.author.kind()))]);
    author.extend(message.author.display_name().map(|name| ("displayName".to_owned(), json!(name))));
    wire.insert("author".to_owned(), author.into());
    wire.extend(message.purpose.map(|purpose| ("purpose".to_owned(), json!(purpose.name()))));
    wire.insert("createdAt".to_owned(), json!(message.created_at));
    Value::Object(wire)
}

fn outcome_label(sign: Sign) -> &'static str {
    match sign {
        Sign::Good => "answered",
        Sign::Gone => "gone",
        Sign::Busy(_) | Sign::Bad => "failed",
    }
}
