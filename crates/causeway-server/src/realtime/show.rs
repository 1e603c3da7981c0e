//! Builds frames from events, with the current state of their subjects.

use std::{collections::HashMap, sync::Arc};

use causeway_core::{
    ChannelId, DeliveryId, EnquiryId, GroupId, MessageId, SourceId, StaffId, Timestamp,
    WorkspaceId, enquiry::Enquiry, event::Event, message::Message, permission::Action,
};
use causeway_store::{DeliveryView, EnquiryView, LoggedEvent, StoreError};
use serde::Serialize;
use serde_json::json;

use crate::{
    App,
    parts::frame::{Audience, Frame, LeftBody, to_json},
    wire::{
        channel::ChannelBody,
        delivery::DeliveryBody,
        enquiry::{EnquiryBody, VisitorBody},
        label::LabelList,
        message::MessageBody,
        service_group::ServiceGroupBody,
        settings::SettingsBody,
        source::SourceBody,
        staff::StaffBody,
    },
};

/// The current state of the subjects of a batch of events, looked up once.
#[derive(Default)]
struct Present {
    enquiries: HashMap<EnquiryId, (EnquiryView, Arc<Enquiry>)>,
    messages: HashMap<MessageId, Message>,
    deliveries: HashMap<DeliveryId, DeliveryView>,
}

impl Present {
    async fn of(app: &App, events: &[LoggedEvent]) -> Result<Self, StoreError> {
        let mut wanted: HashMap<WorkspaceId, (Vec<EnquiryId>, Vec<MessageId>)> = HashMap::new();
        let mut deliveries: HashMap<WorkspaceId, Vec<DeliveryId>> = HashMap::new();
        for LoggedEvent {
            workspace_id,
            event,
            ..
        } in events
        {
            let (enquiries, messages) = wanted.entry(*workspace_id).or_default();
            let (enquiry, message) = event.as_ref().map_or((None, None), subjects);
            enquiries.extend(enquiry);
            messages.extend(message);
            if let Some(Event::DeliveryUpdated { delivery_id }) = event {
                deliveries
                    .entry(*workspace_id)
                    .or_default()
                    .push(*delivery_id);
            }
        }
        let mut present = Self::default();
        for (workspace_id, (enquiries, messages)) in wanted {
            let views = app
                .store
                .enquiries_with_ids(workspace_id, unique(enquiries))
                .await?;
            let shared = views.into_iter().map(|view| {
                let enquiry = Arc::new(view.enquiry.clone());
                (enquiry.id, (view, enquiry))
            });
            present.enquiries.extend(shared);
            let messages = app
                .store
                .messages_with_ids(workspace_id, unique(messages))
                .await?;
            present
                .messages
                .extend(messages.into_iter().map(|message| (message.id, message)));
        }
        for (workspace_id, ids) in deliveries {
            let views = app
                .store
                .deliveries_with_ids(workspace_id, unique(ids))
                .await?;
            present
                .deliveries
                .extend(views.into_iter().map(|view| (view.id, view)));
        }
        Ok(present)
    }

    /// The enquiry, shared by all frames about it: it contains its offers, and there is a frame for
    /// each of them.
    fn enquiry(&self, id: EnquiryId) -> Option<Arc<Enquiry>> {
        self.enquiries
            .get(&id)
            .map(|(_, enquiry)| Arc::clone(enquiry))
    }
}

fn unique<T: Ord>(mut ids: Vec<T>) -> Vec<T> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The enquiry and the message that an event is about.
fn subjects(event: &Event) -> (Option<EnquiryId>, Option<MessageId>) {
    match event {
        Event::EnquiryUpdated { enquiry_id }
        | Event::OfferMade { enquiry_id, .. }
        | Event::OfferWithdrawn { enquiry_id, .. }
        | Event::EnquiryLeft { enquiry_id, .. }
        | Event::VisitorUpdated { enquiry_id, .. } => (Some(*enquiry_id), None),
        Event::MessageCreated {
            enquiry_id,
            message_id,
        }
        | Event::MessageUpdated {
            enquiry_id,
            message_id,
        } => (Some(*enquiry_id), Some(*message_id)),
        Event::StaffUpdated { .. }
        | Event::GroupUpdated { .. }
        | Event::StaffRemoved { .. }
        | Event::GroupRemoved { .. }
        | Event::ChatbotRemoved { .. }
        | Event::SourceRemoved { .. }
        | Event::StickyBindingRemoved { .. }
        | Event::SingleSignOnUpdated {}
        | Event::ApiTokensUpdated {}
        | Event::ChatbotUpdated { .. }
        | Event::SourceUpdated { .. }
        | Event::DeliveryUpdated { .. }
        | Event::ChannelUpdated { .. }
        | Event::LabelsUpdated {}
        | Event::CannedResponsesUpdated { .. }
        | Event::SettingsUpdated {} => (None, None),
    }
}

/// The frames of `events`, in order. Subjects deleted in the meantime have no frame.
pub(super) async fn frames(app: &App, events: Vec<LoggedEvent>) -> Result<Vec<Frame>, StoreError> {
    let present = Present::of(app, &events).await?;
    let mut frames = Vec::with_capacity(events.len());
    for logged in events {
        let Some(event) = &logged.event else { continue };
        let about =
            if let Event::StaffUpdated { staff_id } | Event::StaffRemoved { staff_id } = event {
                Some(*staff_id)
            } else {
                None
            };
        let Some((kind, data, audience)) = show(app, &present, logged.workspace_id, event).await?
        else {
            continue;
        };
        let (workspace_id, cursor) = (Some(logged.workspace_id), Some(logged.cursor));
        frames.push(Frame {
            workspace_id,
            cursor,
            kind,
            data: data.into(),
            audience,
            about,
        });
    }
    Ok(frames)
}

type Shown = Option<(&'static str, String, Audience)>;

async fn show(
    app: &App,
    present: &Present,
    workspace_id: WorkspaceId,
    event: &Event,
) -> Result<Shown, StoreError> {
    Ok(match *event {
        Event::EnquiryUpdated { enquiry_id } => show_enquiry(present, enquiry_id),
        Event::MessageCreated {
            enquiry_id,
            message_id,
        } => show_message("message.created", present, enquiry_id, message_id),
        Event::MessageUpdated {
            enquiry_id,
            message_id,
        } => show_message("message.updated", present, enquiry_id, message_id),
        Event::OfferMade {
            enquiry_id,
            staff_id,
            expires_at,
        } => Some(offer(present, enquiry_id, staff_id, expires_at)),
        Event::OfferWithdrawn {
            enquiry_id,
            staff_id,
            reason,
        } => {
            let data = json!({ "enquiryId": enquiry_id, "staffId": staff_id, "reason": reason });
            Some((
                "offer.withdrawn",
                data.to_string(),
                Audience::Person(staff_id, present.enquiry(enquiry_id)),
            ))
        }
        Event::EnquiryLeft {
            enquiry_id,
            staff_id,
        } => show_left(present, enquiry_id, staff_id),
        Event::VisitorUpdated { enquiry_id, .. } => show_visitor(present, enquiry_id),
        Event::StaffUpdated { staff_id } => show_staff(app, workspace_id, staff_id).await?,
        Event::GroupUpdated { group_id } => show_group(app, workspace_id, group_id).await?,
        Event::StaffRemoved { staff_id } => {
            Some(id_only("staff.removed", staff_id, Audience::Everybody))
        }
        Event::GroupRemoved { group_id } => {
            Some(id_only("group.removed", group_id, Audience::Everybody))
        }
        Event::ChatbotRemoved { chatbot_id } => {
            Some(id_only("chatbot.removed", chatbot_id, Audience::Everybody))
        }
        Event::SourceRemoved { source_id } => Some(id_only(
            "source.removed",
            source_id,
            Audience::WhoMay(Action::ManageChannels),
        )),
        Event::StickyBindingRemoved {
            binding_id,
            staff_id,
        } => Some(id_only(
            "stickyBinding.removed",
            binding_id,
            Audience::WhoMayUnbindFrom(staff_id),
        )),
        Event::SingleSignOnUpdated {} => Some(hint(
            "singleSignOn.updated",
            Audience::WhoMay(Action::ManageSettings),
        )),
        Event::ApiTokensUpdated {} => Some(hint(
            "apiTokens.updated",
            Audience::WhoMay(Action::ManageApiTokens),
        )),
        // Who may see which part differs, so screens request it.
        Event::ChatbotUpdated { chatbot_id } => Some(id_only(
            "chatbot.updated",
            chatbot_id,
            Audience::WhoMay(Action::ReadChannels),
        )),
        Event::LabelsUpdated {} => Some(show_labels(app, workspace_id).await?),
        Event::CannedResponsesUpdated { owner_id } => {
            let audience = owner_id.map_or(Audience::Everybody, |owner_id| {
                Audience::Person(owner_id, None)
            });
            Some(hint("cannedResponses.updated", audience))
        }
        Event::SettingsUpdated {} => show_settings(app, workspace_id).await?,
        Event::SourceUpdated { source_id } => show_source(app, workspace_id, source_id).await?,
        Event::DeliveryUpdated { delivery_id } => show_delivery(app, present, delivery_id),
        Event::ChannelUpdated { channel_id } => show_channel(app, workspace_id, channel_id).await?,
    })
}

fn offer(
    present: &Present,
    enquiry_id: EnquiryId,
    staff_id: StaffId,
    expires_at: Timestamp,
) -> (&'static str, String, Audience) {
    let data = json!({ "enquiryId": enquiry_id, "staffId": staff_id, "expiresAt": expires_at });
    (
        "offer.made",
        data.to_string(),
        Audience::Person(staff_id, present.enquiry(enquiry_id)),
    )
}

/// A frame with the id only: a deleted subject has no current state.
fn id_only(
    kind: &'static str,
    id: impl Serialize,
    audience: Audience,
) -> (&'static str, String, Audience) {
    (kind, json!({ "id": id }).to_string(), audience)
}

/// A frame without data, after which screens that show the subject request it.
fn hint(kind: &'static str, audience: Audience) -> (&'static str, String, Audience) {
    (kind, "{}".to_owned(), audience)
}

async fn show_staff(
    app: &App,
    workspace_id: WorkspaceId,
    id: StaffId,
) -> Result<Shown, StoreError> {
    let staff = app.store.staff_member(workspace_id, id).await?;
    Ok(staff.map(|staff| {
        let data = to_json(&StaffBody::of(&staff, app.clock.now()));
        ("staff.updated", data, Audience::Everybody)
    }))
}

async fn show_group(
    app: &App,
    workspace_id: WorkspaceId,
    id: GroupId,
) -> Result<Shown, StoreError> {
    let group = app.store.service_group(workspace_id, id).await?;
    Ok(group.map(|group| {
        let data = to_json(&ServiceGroupBody::from(group));
        ("group.updated", data, Audience::Everybody)
    }))
}

async fn show_labels(
    app: &App,
    workspace_id: WorkspaceId,
) -> Result<(&'static str, String, Audience), StoreError> {
    let labels = app.store.labels(workspace_id).await?;
    let data = to_json(&LabelList::from(labels));
    Ok(("labels.updated", data, Audience::Everybody))
}

async fn show_settings(app: &App, workspace_id: WorkspaceId) -> Result<Shown, StoreError> {
    let workspace = app.store.workspace(workspace_id).await?;
    Ok(workspace.map(|workspace| {
        let data = to_json(&SettingsBody::from(workspace));
        ("settings.updated", data, Audience::Everybody)
    }))
}

async fn show_source(
    app: &App,
    workspace_id: WorkspaceId,
    id: SourceId,
) -> Result<Shown, StoreError> {
    let source = app.store.source(workspace_id, id).await?;
    Ok(source.map(|source| {
        let data = to_json(&SourceBody::from(source));
        let audience = Audience::WhoMay(Action::ManageChannels);
        ("source.updated", data, audience)
    }))
}

async fn show_channel(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
) -> Result<Shown, StoreError> {
    let channel = app.store.channel(workspace_id, id).await?;
    Ok(channel.map(|channel| {
        let data = to_json(&ChannelBody::from(channel));
        let audience = Audience::WhoMay(Action::ReadChannels);
        ("channel.updated", data, audience)
    }))
}

fn show_visitor(present: &Present, enquiry_id: EnquiryId) -> Shown {
    let (view, enquiry) = present.enquiries.get(&enquiry_id)?;
    let data = to_json(&VisitorBody::from(view.visitor.clone()));
    Some((
        "visitor.updated",
        data,
        Audience::WhoMayRead(Arc::clone(enquiry)),
    ))
}

fn show_delivery(app: &App, present: &Present, delivery_id: DeliveryId) -> Shown {
    let view = present.deliveries.get(&delivery_id)?;
    let data = to_json(&DeliveryBody::of(view, app.clock.now()));
    Some((
        "delivery.updated",
        data,
        Audience::WhoMay(Action::ManageChannels),
    ))
}

fn show_enquiry(present: &Present, enquiry_id: EnquiryId) -> Shown {
    let (view, enquiry) = present.enquiries.get(&enquiry_id)?;
    let data = to_json(&EnquiryBody::from(view.clone()));
    Some((
        "enquiry.updated",
        data,
        Audience::WhoMayRead(Arc::clone(enquiry)),
    ))
}

/// A person who left may not see the enquiry any more, and receives only its state.
fn show_left(present: &Present, enquiry_id: EnquiryId, staff_id: StaffId) -> Shown {
    let (_, enquiry) = present.enquiries.get(&enquiry_id)?;
    Some((
        "enquiry.left",
        to_json(&LeftBody::of(enquiry, staff_id)),
        Audience::Person(staff_id, None),
    ))
}

fn show_message(
    kind: &'static str,
    present: &Present,
    enquiry_id: EnquiryId,
    message_id: MessageId,
) -> Shown {
    let message = present.messages.get(&message_id)?;
    let data = to_json(&MessageBody::from(message.clone()));
    Some((
        kind,
        data,
        Audience::WhoMayRead(present.enquiry(enquiry_id)?),
    ))
}
