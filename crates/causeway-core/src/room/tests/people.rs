//! The people of the test scenes, and their groups.

use uuid::Uuid;

use crate::{
    ChatbotId, GroupId, Id, StaffId,
    permission::Actor,
    staff::{Name, Role},
};

/// The people of every scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Person {
    /// An agent of sales.
    Jane,
    /// Another agent of sales.
    Omar,
    /// An agent of support.
    Lena,
    /// An agent of neither.
    Finn,
    /// The supervisor of sales.
    Ruth,
    /// An administrator in no group.
    Ada,
}

use Person::{Ada, Finn, Jane, Lena, Omar, Ruth};

impl Person {
    pub(super) const ALL: [Self; 6] = [Jane, Omar, Lena, Finn, Ruth, Ada];

    pub(super) fn id(self) -> StaffId {
        id(self as u128 + 1)
    }

    /// The person with this id.
    pub(super) fn of(id: StaffId) -> Self {
        Self::ALL
            .into_iter()
            .find(|person| person.id() == id)
            .expect("a known person")
    }

    pub(super) fn name(self) -> Name {
        Name {
            first: format!("{self:?}"),
            last: "Doe".to_owned(),
        }
    }

    pub(super) fn actor(self) -> Actor {
        let (role, group_ids) = match self {
            Jane | Omar => (Role::Agent, vec![sales()]),
            Lena => (Role::Agent, vec![support()]),
            Finn => (Role::Agent, vec![]),
            Ruth => (Role::Supervisor, vec![sales()]),
            Ada => (Role::Administrator, vec![]),
        };
        Actor {
            staff_id: self.id(),
            role,
            group_ids,
            team: Vec::new(),
        }
    }
}

/// A recognisable id.
pub(super) fn id<I: Id>(number: u128) -> I {
    I::from_uuid(Uuid::from_u128(number))
}

pub(super) fn sales() -> GroupId {
    id(101)
}

pub(super) fn support() -> GroupId {
    id(102)
}

/// The chatbot, which the rule contains only if a test adds it.
pub(super) fn robin() -> ChatbotId {
    id(103)
}
