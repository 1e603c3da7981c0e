//! The content of a message from staff. Its type decides which other fields it has, so the core
//! reads them together.

use causeway_core::{
    Faults, Fields, Reason,
    content::{Content, FROM_STAFF, OPTIONS_MAX, TEXT_MAX},
};
use utoipa::openapi::{ArrayBuilder, ObjectBuilder, Ref, schema::RefBuilder};

use crate::wire::{
    content::{ChoiceOptionBody, LocationBody, NewAttachmentBody},
    field::{Components, Fieldset, Text, add_component, one_of, property},
    input::Input,
};

/// The content of a message from staff.
pub(super) struct StaffContent(pub(super) Content);

impl Input for StaffContent {
    fn read(fields: &Fields<'_>, faults: &mut Faults) -> Option<Self> {
        let content = Content::from_staff(fields, faults)?;
        if content.text().is_some_and(|text| text.trim().is_empty()) {
            faults.add(fields.pointer("text"), Reason::Blank);
        }
        Some(Self(content))
    }
}

/// The name of the schema of [`FROM_STAFF`].
const TYPE: &str = "NewMessageType";

impl Fieldset for StaffContent {
    fn properties(object: ObjectBuilder) -> ObjectBuilder {
        let refer = |name: &str, description: &str| {
            RefBuilder::new()
                .ref_location_from_schema_name(name)
                .description(Some(description))
        };
        let object = object
            .property("type", Ref::from_schema_name(TYPE))
            .required("type");
        let about_text = "Of types `text`, `buttons` and `quickReplies`: required. On media: a caption of at most 1,024 \
            characters.";
        property::<Option<Text<1, TEXT_MAX>>>(object, "text", Some(about_text), None, None)
            .property(
                "attachment",
                refer("NewAttachment", "Of media types: required."),
            )
            .property(
                "location",
                refer("Location", "Of type `location`: required."),
            )
            .property(
                "options",
                ArrayBuilder::new()
                    .items(Ref::from_schema_name("ChoiceOption"))
                    .min_items(Some(1))
                    .max_items(Some(OPTIONS_MAX))
                    .description(Some("Of types `buttons` and `quickReplies`: required.")),
            )
    }

    fn components(all: &mut Components) {
        let types = one_of(FROM_STAFF).description(Some("The type of a message that staff send."));
        all.push((TYPE.to_owned(), types.into()));
        add_component::<NewAttachmentBody>(all);
        add_component::<LocationBody>(all);
        add_component::<ChoiceOptionBody>(all);
    }
}
