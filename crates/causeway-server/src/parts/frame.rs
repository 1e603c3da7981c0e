//! Frames: events as screens receive them.

use std::sync::Arc;

use causeway_core::{
    EnquiryId, RoomId, StaffId, WorkspaceId,
    enquiry::Enquiry,
    permission::{Action, Actor, EnquiryAction},
};
use causeway_store::Cursor;
use serde::Serialize;

use crate::bus::Typing;

/// One event as screens receive it.
#[derive(Debug)]
pub(crate) struct Frame {
    /// `None`: for all workspaces.
    pub(crate) workspace_id: Option<WorkspaceId>,
    /// Position in the event log; `None` for ephemeral frames.
    pub(crate) cursor: Option<Cursor>,
    /// The type.
    pub(crate) kind: &'static str,
    /// The data, as JSON.
    pub(crate) data: Arc<str>,
    pub(crate) audience: Audience,
    /// The staff member whose permissions may have changed with it.
    pub(crate) about: Option<StaffId>,
}

/// Who receives a frame, within its workspace.
#[derive(Debug)]
pub(crate) enum Audience {
    Everybody,
    WhoMay(Action),
    WhoMayRead(Arc<Enquiry>),
    /// Staff who may remove bindings to this staff member.
    WhoMayUnbindFrom(StaffId),
    /// One person, and supervisors and administrators who oversee the enquiry. Not everyone who has
    /// the offer: each of them would see a frame for each of the others, and `enquiry.updated`
    /// shows the enquiry's state.
    Person(StaffId, Option<Arc<Enquiry>>),
    /// Staff who follow this room: typing is shown where the conversation is open.
    Room {
        enquiry_id: EnquiryId,
        typist: Option<StaffId>,
    },
}

impl Frame {
    /// A visitor or staff member starts or stops typing.
    pub(crate) fn typing(typing: &Typing) -> Self {
        let Typing {
            workspace_id,
            room_id,
            enquiry_id,
            staff_id,
            started,
        } = *typing;
        let data = TypingBody {
            enquiry_id,
            room_id,
            kind: if staff_id.is_some() {
                "staff"
            } else {
                "visitor"
            },
            staff_id,
        };
        Self {
            workspace_id: Some(workspace_id),
            cursor: None,
            kind: if started {
                "typing.started"
            } else {
                "typing.stopped"
            },
            data: to_json(&data).into(),
            audience: Audience::Room {
                enquiry_id,
                typist: staff_id,
            },
            about: None,
        }
    }

    /// A person lost access to an enquiry that their screen may still show.
    pub(crate) fn left(enquiry: &Enquiry, staff_id: StaffId) -> Arc<str> {
        to_json(&LeftBody::of(enquiry, staff_id)).into()
    }

    /// All screens must reload.
    pub(crate) fn resync_all() -> Self {
        Self {
            workspace_id: None,
            cursor: None,
            kind: "resync",
            data: "{}".into(),
            audience: Audience::Everybody,
            about: None,
        }
    }

    /// Whether `actor` of `workspace_id` receives this frame. `follows` returns whether the stream
    /// has shown them an enquiry.
    pub(crate) fn is_for(
        &self,
        workspace_id: WorkspaceId,
        actor: &Actor,
        follows: impl Fn(EnquiryId) -> bool,
    ) -> bool {
        if self.workspace_id.is_some_and(|own| own != workspace_id) {
            return false;
        }
        let may_read = |enquiry: &Enquiry| actor.may_with(EnquiryAction::Read, enquiry);
        let oversees = |enquiry: &Enquiry| actor.may_with(EnquiryAction::TakeOver, enquiry);
        match &self.audience {
            Audience::Everybody => true,
            Audience::WhoMay(action) => actor.may(*action),
            Audience::WhoMayRead(enquiry) => may_read(enquiry),
            Audience::WhoMayUnbindFrom(staff_id) => actor.may_unbind_from(*staff_id),
            Audience::Person(person, enquiry) => {
                *person == actor.staff_id || enquiry.as_deref().is_some_and(oversees)
            }
            Audience::Room { enquiry_id, typist } => {
                *typist != Some(actor.staff_id) && follows(*enquiry_id)
            }
        }
    }

    /// The enquiry that recipients of this frame may follow. `None` for frames to one person: there
    /// is one for each offer, and each comes with `enquiry.updated`.
    pub(crate) fn enquiry(&self) -> Option<&Enquiry> {
        match &self.audience {
            Audience::WhoMayRead(enquiry) => Some(enquiry),
            Audience::Everybody
            | Audience::WhoMay(_)
            | Audience::WhoMayUnbindFrom(_)
            | Audience::Person(..)
            | Audience::Room { .. } => None,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TypingBody {
    enquiry_id: EnquiryId,
    room_id: RoomId,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff_id: Option<StaffId>,
}

/// Only the enquiry's state.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LeftBody {
    enquiry_id: EnquiryId,
    staff_id: StaffId,
    status: &'static str,
    owner_id: Option<StaffId>,
    version: i64,
}

impl LeftBody {
    pub(crate) fn of(enquiry: &Enquiry, staff_id: StaffId) -> Self {
        let (enquiry_id, status) = (enquiry.id, enquiry.state.name());
        Self {
            enquiry_id,
            staff_id,
            status,
            owner_id: enquiry.owner,
            version: enquiry.version,
        }
    }
}

pub(crate) fn to_json(data: &impl Serialize) -> String {
    serde_json::to_string(data).expect("our own types have string keys and finite numbers")
}
