//! All problem codes. Programs branch on them, so a code is never renamed; `docs/problems.md`
//! explains each.

use http::StatusCode;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $status:ident, $title:literal;)*) => {
        /// A stable word for one kind of refusal or failure.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// All codes, by rising status.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code in JSON.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The HTTP status of a response with this code.
            pub fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status,)* }
            }

            /// Whether the same request may succeed later.
            pub fn may_pass(self) -> bool {
                self.status() == StatusCode::TOO_MANY_REQUESTS || self.status().is_server_error()
            }

            /// What happened, the same sentence for every occurrence.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }
        }
    };
}

codes! {
    /// The body is not JSON in UTF-8, or nested too deep.
    MalformedJson = "malformed-json", BAD_REQUEST, "The body is not valid JSON.";
    /// No session, or one that ended.
    NotSignedIn = "not-signed-in", UNAUTHORIZED, "You are not signed in.";
    /// Sign-in with an address or password that is wrong.
    WrongCredentials = "wrong-credentials", UNAUTHORIZED, "The e-mail address or the password is wrong.";
    /// The password is right, and a second factor is needed.
    TotpRequired = "totp-required", UNAUTHORIZED, "A code from your authenticator app is required.";
    /// A second factor that is wrong, or was already used.
    WrongTotp = "wrong-totp", UNAUTHORIZED, "The code is wrong or was already used.";
    /// An access token that is missing, malformed or unknown.
    InvalidToken = "invalid-token", UNAUTHORIZED, "The access token is invalid.";
    /// The role does not allow it.
    Forbidden = "forbidden", FORBIDDEN, "You don't have permission to do this.";
    /// The password is right, but the workspace requires single sign-on of this person.
    SingleSignOnRequired = "single-sign-on-required", FORBIDDEN, "Sign in with single sign-on.";
    /// A browser sent a write from another site.
    CrossSite = "cross-site", FORBIDDEN, "Cross-site requests are not allowed.";
    /// The channel is suspended, so it accepts no messages.
    ChannelSuspended = "channel-suspended", FORBIDDEN, "The channel is suspended.";
    /// Staff blocked the visitor.
    VisitorBlocked = "visitor-blocked", FORBIDDEN, "The visitor is blocked.";
    /// The setup link's token is not the one printed at the start.
    WrongSetupToken = "wrong-setup-token", FORBIDDEN, "The setup link is invalid. Use the one that the server printed at its start.";
    /// Nothing exists here, or it belongs to another workspace.
    NotFound = "not-found", NOT_FOUND, "Not found.";
    /// No message with this id.
    UnknownMessage = "unknown-message", NOT_FOUND, "Message not found.";
    /// No visitor with this id.
    UnknownVisitor = "unknown-visitor", NOT_FOUND, "Visitor not found.";
    /// The path exists for other methods.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, "This path does not support this method.";
    /// The body did not arrive in time.
    RequestTimeout = "request-timeout", REQUEST_TIMEOUT, "The request took too long to arrive.";
    /// Another thing of this kind has this name.
    NameTaken = "name-taken", CONFLICT, "This name is already in use.";
    /// Another canned response has this key.
    KeyTaken = "key-taken", CONFLICT, "This key is already in use.";
    /// Another staff member signs in with this address.
    EmailTaken = "email-taken", CONFLICT, "This e-mail address is already in use.";
    /// A channel uses the source, or used it.
    SourceInUse = "source-in-use", CONFLICT, "The source is in use by a channel.";
    /// A channel routes to the service group.
    GroupInUse = "group-in-use", CONFLICT, "The service group is in use by a routing rule.";
    /// A channel routes to the chatbot.
    ChatbotInUse = "chatbot-in-use", CONFLICT, "The chatbot is in use by a routing rule.";
    /// The staff member handles enquiries, so they can't be removed.
    StaffInUse = "staff-in-use", CONFLICT, "The staff member still has open enquiries.";
    /// The workspace must keep an administrator with a password.
    LastAdministrator = "last-administrator", CONFLICT, "The last administrator with a password can't be removed or demoted.";
    /// No more of this kind are allowed.
    LimitReached = "limit-reached", CONFLICT, "The limit has been reached.";
    /// The server already has a workspace.
    AlreadySetUp = "already-set-up", CONFLICT, "This server is already set up.";
    /// An archived channel does not come back.
    ChannelArchived = "channel-archived", CONFLICT, "The channel is archived.";
    /// The source has no channel yet.
    NoChannel = "no-channel", CONFLICT, "The source has no channel yet.";
    /// The source has a webhook, so its events go there.
    OutboxNotUsed = "outbox-not-used", CONFLICT, "The source has a webhook, so its outbox is not used.";
    /// The source has no webhook: its channel reads the events from the outbox.
    NoWebhook = "no-webhook", CONFLICT, "The source has no webhook.";
    /// The source's endpoint is stopped: it gets nothing until it answers the challenge again.
    SourceStopped = "source-stopped", CONFLICT, "The source is stopped.";
    /// The room already has messages, so no history can be imported before them.
    ConversationBegun = "conversation-begun", CONFLICT, "The conversation has already begun, so its history can't be imported.";
    /// The same id came with other content.
    IdempotencyConflict = "idempotency-conflict", CONFLICT, "This id was already used for a different message.";
    /// Someone else has picked up the enquiry.
    AlreadyPickedUp = "already-picked-up", CONFLICT, "Someone else picked up the enquiry.";
    /// The enquiry is not, or no longer, offered to this person.
    NotOffered = "not-offered", CONFLICT, "The enquiry is not offered to you.";
    /// Only staff who handle the enquiry may do this, and the caller doesn't.
    NotOwner = "not-owner", CONFLICT, "Pick up the enquiry first.";
    /// No one has picked up the enquiry yet.
    NotPickedUp = "not-picked-up", CONFLICT, "The enquiry has not been picked up.";
    /// The enquiry is closed.
    EnquiryClosed = "enquiry-closed", CONFLICT, "The enquiry is closed.";
    /// No one can accept the transfer.
    NobodyAvailable = "nobody-available", CONFLICT, "No one is available there.";
    /// The room has an enquiry that is not closed.
    EnquiryOpen = "enquiry-open", CONFLICT, "The visitor already has an open enquiry.";
    /// The enquiry closed too long ago.
    TooLate = "too-late", CONFLICT, "The enquiry was closed too long ago to be reopened.";
    /// A newer message arrived.
    UnseenMessage = "unseen-message", CONFLICT, "A newer message arrived.";
    /// A message without text can't be edited.
    NotEditable = "not-editable", CONFLICT, "This type of message has no text to edit.";
    /// The channel can't take a message back.
    NotDeletable = "not-deletable", CONFLICT, "The channel does not support deleting messages.";
    /// Only a failed message can be sent again.
    NotFailed = "not-failed", CONFLICT, "The message has not failed.";
    /// A secret was sealed with a key that is lost, or was altered in the database.
    UnreadableSecret = "unreadable-secret", CONFLICT,
        "The secret can't be read: it was encrypted with another key file. Replace it.";
    /// Someone changed it since the caller read it.
    VersionMismatch = "version-mismatch", PRECONDITION_FAILED, "Someone else changed this in the meantime.";
    /// The body is larger than the server reads.
    PayloadTooLarge = "payload-too-large", PAYLOAD_TOO_LARGE, "The body is too large.";
    /// The path does not accept the body's content type.
    UnsupportedMediaType = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.";
    /// A range outside the file.
    RangeNotSatisfiable = "range-not-satisfiable", RANGE_NOT_SATISFIABLE, "The requested range is outside the file.";
    /// Invalid fields.
    Invalid = "invalid", UNPROCESSABLE_ENTITY, "The request is invalid.";
    /// Invalid fields of a message or event.
    InvalidMessage = "invalid-message", UNPROCESSABLE_ENTITY, "The message is invalid.";
    /// The endpoint did not answer the challenge.
    ChallengeFailed = "challenge-failed", UNPROCESSABLE_ENTITY, "The endpoint did not pass the challenge.";
    /// Too many requests.
    RateLimited = "rate-limited", TOO_MANY_REQUESTS, "Too many requests.";
    /// A fault of the server.
    Internal = "internal", INTERNAL_SERVER_ERROR, "Internal server error.";
    /// The server sheds load.
    Overloaded = "overloaded", SERVICE_UNAVAILABLE, "The server is overloaded.";
    /// The database can't be reached or can't write.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, "The database is unavailable.";
    /// The server took too long to answer.
    Timeout = "timeout", SERVICE_UNAVAILABLE, "The server took too long to answer.";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use causeway_core::Reason;

    use super::Code;

    #[test]
    fn every_code_is_explained_in_the_documents_under_its_status() {
        let page = include_str!("../../../../docs/problems.md");
        for code in Code::ALL {
            let row = format!("| `{}` | {} |", code.name(), code.status().as_u16());
            assert!(
                page.contains(&row),
                "docs/problems.md lacks a row that begins with {row}"
            );
        }
        let (codes, faults) = page.split_once("## Faults").unwrap();
        let rows = |part: &str| part.lines().filter(|line| line.starts_with("| `")).count();
        assert_eq!(
            rows(codes),
            Code::ALL.len(),
            "docs/problems.md explains a code that is never answered"
        );
        for code in Reason::CODES {
            assert!(
                faults.contains(&format!("\n| `{code}` |")),
                "docs/problems.md lacks the fault {code}"
            );
        }
        assert_eq!(
            rows(faults),
            Reason::CODES.len(),
            "docs/problems.md explains a fault that is never answered"
        );
    }

    #[test]
    fn codes_have_unique_names_and_are_sorted_by_status() {
        let names: HashSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(Code::ALL.is_sorted_by_key(|code| code.status()));
    }
}
