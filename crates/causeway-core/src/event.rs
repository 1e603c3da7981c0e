//! Events for staff screens: facts in the past tense. They are committed in the transaction of the
//! change that causes them; each screen follows their log with a cursor.

use serde::{Deserialize, Serialize};

use crate::{
    ChannelId, ChatbotId, DeliveryId, EnquiryId, GroupId, MessageId, SourceId, StaffId,
    StickyBindingId, Timestamp, VisitorId,
};

/// One event. It identifies what changed and not the new state: readers load the current state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// An enquiry was opened, moved or got a new message.
    #[serde(rename = "enquiry.updated")]
    EnquiryUpdated { enquiry_id: EnquiryId },
    /// A message was added.
    #[serde(rename = "message.created")]
    MessageCreated {
        enquiry_id: EnquiryId,
        message_id: MessageId,
    },
    /// A message was delivered, read, edited or unsent, or failed.
    #[serde(rename = "message.updated")]
    MessageUpdated {
        enquiry_id: EnquiryId,
        message_id: MessageId,
    },
    /// An enquiry was offered to a staff member.
    #[serde(rename = "offer.made")]
    OfferMade {
        enquiry_id: EnquiryId,
        /// The staff member who received the offer.
        staff_id: StaffId,
        expires_at: Timestamp,
    },
    /// An offer ended.
    #[serde(rename = "offer.withdrawn")]
    OfferWithdrawn {
        enquiry_id: EnquiryId,
        /// The staff member who had the offer.
        staff_id: StaffId,
        reason: WithdrawalReason,
    },
    /// A staff member no longer owns or takes part in an enquiry, and may have lost access to it.
    #[serde(rename = "enquiry.left")]
    EnquiryLeft {
        enquiry_id: EnquiryId,
        staff_id: StaffId,
    },
    /// A visitor's profile or state changed.
    #[serde(rename = "visitor.updated")]
    VisitorUpdated {
        /// An enquiry in which staff see the visitor.
        enquiry_id: EnquiryId,
        visitor_id: VisitorId,
    },
    /// A staff member's availability or settings changed.
    #[serde(rename = "staff.updated")]
    StaffUpdated { staff_id: StaffId },
    /// A service group changed.
    #[serde(rename = "group.updated")]
    GroupUpdated { group_id: GroupId },
    /// A chatbot's settings or health changed.
    #[serde(rename = "chatbot.updated")]
    ChatbotUpdated { chatbot_id: ChatbotId },
    /// A source's settings or health changed.
    #[serde(rename = "source.updated")]
    SourceUpdated { source_id: SourceId },
    /// A staff member was removed.
    #[serde(rename = "staff.removed")]
    StaffRemoved { staff_id: StaffId },
    /// A service group was removed.
    #[serde(rename = "group.removed")]
    GroupRemoved { group_id: GroupId },
    /// A chatbot was removed.
    #[serde(rename = "chatbot.removed")]
    ChatbotRemoved { chatbot_id: ChatbotId },
    /// A source was removed.
    #[serde(rename = "source.removed")]
    SourceRemoved { source_id: SourceId },
    /// A sticky binding was removed by hand. Removing a staff member removes their bindings without
    /// this event.
    #[serde(rename = "stickyBinding.removed")]
    StickyBindingRemoved {
        binding_id: StickyBindingId,
        /// The staff member that the visitor was bound to.
        staff_id: StaffId,
    },
    /// The identity provider was set, changed or removed.
    #[serde(rename = "singleSignOn.updated")]
    SingleSignOnUpdated {},
    /// An API token was added or removed.
    #[serde(rename = "apiTokens.updated")]
    ApiTokensUpdated {},
    /// An attempt of a delivery ended, or the delivery was queued again.
    #[serde(rename = "delivery.updated")]
    DeliveryUpdated { delivery_id: DeliveryId },
    /// A label was added, changed or removed.
    #[serde(rename = "labels.updated")]
    LabelsUpdated {},
    /// A canned response was added, changed or removed.
    #[serde(rename = "cannedResponses.updated")]
    CannedResponsesUpdated {
        /// The owner of the canned response; `None` if it is shared.
        owner_id: Option<StaffId>,
    },
    /// The workspace's settings changed.
    #[serde(rename = "settings.updated")]
    SettingsUpdated {},
    /// A channel's settings or state changed.
    #[serde(rename = "channel.updated")]
    ChannelUpdated { channel_id: ChannelId },
}

/// Why an offer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WithdrawalReason {
    /// A staff member picked the enquiry up.
    PickedUp,
    /// Its time ran out.
    Expired,
    /// The visitor ended the conversation.
    Closed,
    /// The staff member is no longer available.
    Left,
    /// The staff member declined.
    Declined,
    /// The sender cancelled the transfer.
    Cancelled,
}
