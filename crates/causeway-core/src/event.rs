//! Facts for staff screens, in the past tense. They commit with the change that causes them; a screen is a cursor in
//! their log.

use serde::{Deserialize, Serialize};

use crate::{
    ChannelId, ChatbotId, DeliveryId, EnquiryId, GroupId, MessageId, SourceId, StaffId,
    StickyBindingId, Timestamp, VisitorId,
};

/// One fact. It says what changed, not what it is now: readers are shown the present state of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Event {
    /// An enquiry opened, moved, or had something said in it.
    #[serde(rename = "enquiry.updated")]
    EnquiryUpdated {
        /// Which.
        enquiry_id: EnquiryId,
    },
    /// Something was said.
    #[serde(rename = "message.created")]
    MessageCreated {
        /// Where.
        enquiry_id: EnquiryId,
        /// What.
        message_id: MessageId,
    },
    /// A message was delivered, read, lost, edited or taken back.
    #[serde(rename = "message.updated")]
    MessageUpdated {
        /// Where.
        enquiry_id: EnquiryId,
        /// What.
        message_id: MessageId,
    },
    /// An enquiry was put to a staff member.
    #[serde(rename = "offer.made")]
    OfferMade {
        /// Which enquiry.
        enquiry_id: EnquiryId,
        /// To whom.
        staff_id: StaffId,
        /// Until when.
        expires_at: Timestamp,
    },
    /// It is no longer put to them.
    #[serde(rename = "offer.withdrawn")]
    OfferWithdrawn {
        /// Which enquiry.
        enquiry_id: EnquiryId,
        /// From whom.
        staff_id: StaffId,
        /// Why.
        reason: WithdrawalReason,
    },
    /// Somebody does not handle or take part in an enquiry any more, and may not see it from now on.
    #[serde(rename = "enquiry.left")]
    EnquiryLeft {
        /// Which.
        enquiry_id: EnquiryId,
        /// Who.
        staff_id: StaffId,
    },
    /// News of a visitor.
    #[serde(rename = "visitor.updated")]
    VisitorUpdated {
        /// Where staff see it.
        enquiry_id: EnquiryId,
        /// Who.
        visitor_id: VisitorId,
    },
    /// Somebody's availability or settings changed.
    #[serde(rename = "staff.updated")]
    StaffUpdated {
        /// Who.
        staff_id: StaffId,
    },
    /// A service group changed.
    #[serde(rename = "group.updated")]
    GroupUpdated {
        /// Which.
        group_id: GroupId,
    },
    /// A chatbot's settings or health changed.
    #[serde(rename = "chatbot.updated")]
    ChatbotUpdated {
        /// Which.
        chatbot_id: ChatbotId,
    },
    /// A source's settings or health changed.
    #[serde(rename = "source.updated")]
    SourceUpdated {
        /// Which.
        source_id: SourceId,
    },
    /// A staff member was removed.
    #[serde(rename = "staff.removed")]
    StaffRemoved {
        /// Who.
        staff_id: StaffId,
    },
    /// A service group was removed.
    #[serde(rename = "group.removed")]
    GroupRemoved {
        /// Which.
        group_id: GroupId,
    },
    /// A chatbot was removed.
    #[serde(rename = "chatbot.removed")]
    ChatbotRemoved {
        /// Which.
        chatbot_id: ChatbotId,
    },
    /// A source was removed.
    #[serde(rename = "source.removed")]
    SourceRemoved {
        /// Which.
        source_id: SourceId,
    },
    /// A sticky binding was removed by hand. Bindings to a removed staff member go with them, without an event of their own.
    #[serde(rename = "stickyBinding.removed")]
    StickyBindingRemoved {
        /// Which.
        binding_id: StickyBindingId,
        /// The staff member it bound the visitor to.
        staff_id: StaffId,
    },
    /// The identity provider was set, changed or removed.
    #[serde(rename = "singleSignOn.updated")]
    SingleSignOnUpdated {},
    /// An API token was added or removed.
    #[serde(rename = "apiTokens.updated")]
    ApiTokensUpdated {},
    /// A request with an event ended, or it is to be sent again.
    #[serde(rename = "delivery.updated")]
    DeliveryUpdated {
        /// Which.
        delivery_id: DeliveryId,
    },
    /// A label was added, changed or removed.
    #[serde(rename = "labels.updated")]
    LabelsUpdated {},
    /// A canned response was added, changed or removed.
    #[serde(rename = "cannedResponses.updated")]
    CannedResponsesUpdated {
        /// Whose own it is; `None`: everybody's.
        owner_id: Option<StaffId>,
    },
    /// What holds for the whole workspace changed.
    #[serde(rename = "settings.updated")]
    SettingsUpdated {},
    /// A channel's settings or state changed.
    #[serde(rename = "channel.updated")]
    ChannelUpdated {
        /// Which.
        channel_id: ChannelId,
    },
}

/// Why an enquiry is no longer put to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WithdrawalReason {
    /// Somebody picked it up.
    PickedUp,
    /// The wait ended.
    Expired,
    /// The visitor left.
    Closed,
    /// That staff member is no longer free to take it.
    Left,
    /// That staff member said no.
    Declined,
    /// Whoever wanted to hand it on keeps it.
    Cancelled,
}
