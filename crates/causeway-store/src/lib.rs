//! Causeway's database: one store over SQLite and PostgreSQL.
//!
//! One file per concept holds its statements, its rows and its methods on [`Store`]; `db/` holds
//! the engines. Each method is one intention and one transaction: when it returns `Ok`, its changes
//! are durable.

mod codec;
pub mod db;
mod schema;

/// Lets tests in this crate share the fixtures of tests that use the crate from outside.
#[cfg(test)]
extern crate self as causeway_store;

mod api_token;
mod attempt;
mod audit;
mod canned_response;
mod channel;
mod chatbot;
mod claims;
mod credential;
mod delivery;
mod delivery_view;
mod destination;
mod enquiry;
mod event;
mod file;
mod file_copy;
mod gate;
mod group;
mod label;
mod membership;
mod message;
mod outbox;
mod place;
#[cfg(test)]
mod prepared;
mod presence;
mod room;
mod room_key;
mod sealed;
mod second_factor;
mod session;
mod set_back;
mod signal;
mod single_sign_on;
mod source;
mod staff;
mod staff_change;
mod sticky;
#[cfg(test)]
mod tests;
mod turn;
mod visitor;
mod waking;
mod workspace;
mod write;

use std::sync::Arc;

use causeway_core::Timestamp;

use db::{Conn, Db, DbError, DbSettings, MigrationError, Retry};
use room::Numbers;

pub use api_token::{API_TOKENS_MAX, ApiToken, NewApiToken, Presented};
pub use attempt::{
    ATTEMPTS_BATCH, ATTEMPTS_OF_DELIVERY_MAX, Attempt, AttemptCount, Backlog, DURATION_CLASSES_MS,
};
pub use audit::{AuditEntry, AuditFilter};
pub use canned_response::{CANNED_RESPONSES_MAX, CannedResponseChange, NewCannedResponse};
pub use channel::{CHANNELS_MAX, ChannelChange, ChannelMove, ChannelOnSource, NewChannel};
pub use chatbot::{CHATBOTS_MAX, Chatbot, ChatbotChange, NewChatbot};
pub use credential::{
    CredentialUse, NewCredential, OVERLAPS_MAX, Revealed, SealedCredential, TokenOwner,
};
pub use delivery::{ClaimLimits, Claimant, Claimed, Claims};
pub use delivery_view::{
    DeliveryFilter, DeliveryState, DeliveryView, FailedAttempt, REPLAY_MAX, Sent, WaitsFor,
};
pub use enquiry::{EnquiryFilter, EnquiryView};
pub use event::{Cursor, EVENTS_BATCH, LoggedEvent, Replay};
pub use file::{FILES_BATCH, NewFile, StoredFile, UNUSED_FILES_MAX, UNUSED_KEPT_FOR, Uploader};
pub use file_copy::{CopyLimits, FileCopy};
pub use group::{GROUPS_MAX, GroupChange, NewGroup};
pub use label::{LABELS_MAX, LabelChange};
pub use message::Part;
pub use outbox::{NotRead, OUTBOX_BATCH, OutboxItem, Unconfirmed};
pub use place::Place;
pub use presence::ConnectedChange;
pub use room::{ROOMS_BATCH, RoomError, RoutingOutlook};
pub use room_key::RoomKey;
pub use second_factor::{SecondFactor, StaffSignIn};
pub use session::{NewSession, Session, SignIn, SignedIn};
pub use signal::Signal;
pub use single_sign_on::{
    ClientSecretChange, Linked, NewSingleSignOn, SignInProvider, SingleSignOn,
};
pub use source::{LastDelivery, NewSource, SOURCES_MAX, Source, SourceChange, WebhookChange};
pub use staff::STAFF_MAX;
pub use staff_change::{NewPassword, NewStaff, StaffChange};
pub use sticky::{StickyBinding, StickyFilter};
pub use turn::{ClaimedTurn, Conversation, TurnEndpoint};
pub use waking::Woken;
pub use workspace::{NewWorkspace, Workspace, WorkspaceChange};
pub use write::{AuditContext, WriteError};

/// Everything that Causeway stores. Clones share the same database.
#[derive(Clone)]
pub struct Store {
    db: Db,
    numbers: Arc<Numbers>,
    on_commit: Arc<dyn Fn(Signal) + Send + Sync>,
}

/// A database error. It contains the engine's own message, so it belongs in the log and is not
/// shown to callers.
pub type StoreError = DbError;

impl Store {
    /// Opens the database and runs the migrations that are missing. After each commit, `on_commit`
    /// is called with the signals of that commit; it must not block.
    pub async fn open(
        settings: &DbSettings,
        now: Timestamp,
        on_commit: impl Fn(Signal) + Send + Sync + 'static,
    ) -> Result<Self, MigrationError> {
        let db = Db::open(settings).await?;
        db.migrate(schema::MIGRATIONS, now.micros()).await?;
        Ok(Self {
            db,
            numbers: Arc::default(),
            on_commit: Arc::new(on_commit),
        })
    }

    /// Fails when the database can't store a change now.
    pub async fn check(&self) -> Result<(), StoreError> {
        self.db.check().await
    }

    /// Updates the engine's statistics for tables that have grown a lot, so that its query plans
    /// fit their contents.
    pub async fn refresh_statistics(&self) -> Result<(), StoreError> {
        self.db.refresh_statistics().await
    }

    /// Finishes the units of work in progress and closes the database.
    pub async fn close(&self) {
        self.give_numbers_back().await;
        self.db.close().await;
    }

    /// Runs a unit that writes, and publishes its signals once its changes are durable.
    async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.write_with(Retry::OnConflict, work).await
    }

    /// Like [`Store::write`], with a choice of the errors after which the unit runs again.
    async fn write_with<T, E, F>(&self, retry: Retry, work: F) -> Result<T, E>
    where
        F: AsyncFn(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (done, signals) = self
            .db
            .write_with(retry, async move |conn| {
                // Discards the signals of an earlier run that was rolled back.
                conn.take_signals();
                let done = work(conn).await?;
                Ok::<_, E>((done, conn.take_signals()))
            })
            .await?;
        for signal in signals {
            (self.on_commit)(signal);
        }
        Ok(done)
    }
}
