//! Fields that are ids.

use causeway_core::{Faults, Fields, Thing};
use serde::de::DeserializeOwned;
use utoipa::openapi::{ArrayBuilder, RefOr, Schema};

use crate::wire::{
    field::{Value, plain_text},
    input::{value_of, values_of},
};

/// An id of ours, with the kind of thing that faults name.
pub(crate) trait Id: DeserializeOwned {
    /// The kind of thing that the id belongs to.
    const OF: Thing;
}

macro_rules! ids {
    ($($id:ident of $thing:ident),* $(,)?) => { $(
        impl Id for causeway_core::$id {
            const OF: Thing = Thing::$thing;
        }

        impl Value for causeway_core::$id {
            fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
                value_of(fields, name, Thing::$thing, faults)
            }

            fn schema() -> RefOr<Schema> {
                plain_text()
            }
        }
    )* };
}

ids! {
    ChannelId of Channel, FileId of File, GroupId of ServiceGroup, LabelId of Label,
    MessageId of Message, SourceId of Source, StaffId of Staff, VisitorId of Visitor,
}

/// A list of at most `MAX` ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ids<T, const MAX: usize>(pub(crate) Vec<T>);

impl<T: Id, const MAX: usize> Value for Ids<T, MAX> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        values_of(fields, name, MAX, T::OF, faults).map(Self)
    }

    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(plain_text())
            .max_items(Some(MAX))
            .into()
    }
}
