//! What a field of a request body may hold: each type has its reader and its schema, so that a bound is written once. Bodies are
//! structs of such fields with `#[derive(Input)]`.

use std::ops::Deref;

use causeway_core::{Faults, Fields, Thing, Timestamp, channel::check_label};
use serde::de::DeserializeOwned;
use utoipa::openapi::{
    ArrayBuilder, ObjectBuilder, OneOfBuilder, Ref, RefOr, Schema,
    schema::{SchemaType, Type},
};

use super::json::{value_of, values_of};

/// Named schemas that a body refers to.
pub(crate) type Components = Vec<(String, RefOr<Schema>)>;

/// A value that a body may have. `null` and `""` count as absent, unless the type says otherwise.
pub(crate) trait Value: Sized {
    /// Reads it, if it is given. A value that can't be read is a fault; `None` without a fault means that it is absent.
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self>;

    /// Its schema, bounds included.
    fn schema() -> RefOr<Schema>;

    /// Adds the named schemas that [`Value::schema`] refers to.
    fn components(_all: &mut Components) {}
}

/// A field: a [`Value`] is required, an `Option` of one may be left out, and a [`Nullable`] may be `null` as well.
pub(crate) trait Field: Sized {
    /// A body without it is faulty.
    const REQUIRED: bool;

    /// Reads it; `None` only beside a fault.
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self>;

    /// Its schema.
    fn schema() -> RefOr<Schema>;

    /// Adds the named schemas that [`Field::schema`] refers to.
    fn components(all: &mut Components);
}

impl<T: Value> Field for T {
    const REQUIRED: bool = true;

    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let before = faults.len();
        let value = T::read(fields, name, faults);
        if value.is_none() && faults.len() == before {
            fields.missing(name, faults);
        }
        value
    }

    fn schema() -> RefOr<Schema> {
        T::schema()
    }

    fn components(all: &mut Components) {
        T::components(all);
    }
}

impl<T: Value> Field for Option<T> {
    const REQUIRED: bool = false;

    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let before = faults.len();
        let value = T::read(fields, name, faults);
        (value.is_some() || faults.len() == before).then_some(value)
    }

    fn schema() -> RefOr<Schema> {
        nullable(T::schema())
    }

    fn components(all: &mut Components) {
        T::components(all);
    }
}

/// A field where `null` is more than absent: it empties something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nullable<T> {
    Absent,
    Null,
    Value(T),
}

impl<T> Nullable<T> {
    /// What a change makes of it: `None` leaves what is there, `Some(None)` empties it.
    #[expect(
        clippy::option_option,
        reason = "the store's changes tell these three cases apart the same way"
    )]
    pub(crate) fn change<U: From<T>>(self) -> Option<Option<U>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value.into())),
        }
    }
}

impl<T: Value> Field for Nullable<T> {
    const REQUIRED: bool = false;

    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        if fields.is_null(name) {
            return Some(Self::Null);
        }
        let value = <Option<T> as Field>::read(fields, name, faults)?;
        Some(value.map_or(Self::Absent, Self::Value))
    }

    fn schema() -> RefOr<Schema> {
        nullable(T::schema())
    }

    fn components(all: &mut Components) {
        T::components(all);
    }
}

/// A text of `MIN` to `MAX` characters (Unicode scalar values). Where `MIN` is zero, an empty text is a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text<const MIN: usize, const MAX: usize>(pub(crate) String);

impl<const MIN: usize, const MAX: usize> Value for Text<MIN, MAX> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        fields.string(name, MIN, MAX, faults).map(Self)
    }

    fn schema() -> RefOr<Schema> {
        text(MIN, MAX)
    }
}

/// A name that people give to a thing: a text of 1 to `MAX` characters that is not blank and has no hidden characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlainName<const MAX: usize>(pub(crate) String);

impl<const MAX: usize> Value for PlainName<MAX> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let label = fields.string(name, 1, MAX, faults)?;
        let before = faults.len();
        check_label(&fields.pointer(name), &label, MAX, faults);
        (faults.len() == before).then_some(Self(label))
    }

    fn schema() -> RefOr<Schema> {
        text(1, MAX)
    }
}

impl<const MIN: usize, const MAX: usize> From<Text<MIN, MAX>> for String {
    fn from(text: Text<MIN, MAX>) -> Self {
        text.0
    }
}

impl<const MIN: usize, const MAX: usize> Deref for Text<MIN, MAX> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> From<PlainName<MAX>> for String {
    fn from(name: PlainName<MAX>) -> Self {
        name.0
    }
}

/// A whole number of `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Whole<const MIN: u32, const MAX: u32>(pub(crate) u32);

impl<const MIN: u32, const MAX: u32> Value for Whole<MIN, MAX> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let number = fields.integer(name, MIN.into()..=MAX.into(), faults)?;
        u32::try_from(number).ok().map(Self)
    }

    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(MIN))
            .maximum(Some(MAX))
            .into()
    }
}

impl<const MIN: u32, const MAX: u32> From<Whole<MIN, MAX>> for u32 {
    fn from(number: Whole<MIN, MAX>) -> Self {
        number.0
    }
}

impl Value for bool {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        fields.boolean(name, faults)
    }

    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Boolean).into()
    }
}

impl Value for Timestamp {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        fields.time(name, faults)
    }

    fn schema() -> RefOr<Schema> {
        use utoipa::openapi::{KnownFormat, SchemaFormat};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .into()
    }
}

/// An id of ours, with the kind of thing that faults name.
pub(crate) trait Id: DeserializeOwned {
    /// What it is the id of.
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

/// A list of at most `MAX` texts of 1 to `LENGTH` characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Texts<const MAX: usize, const LENGTH: usize>(pub(crate) Vec<String>);

impl<const MAX: usize, const LENGTH: usize> Value for Texts<MAX, LENGTH> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        fields.strings(name, MAX, LENGTH, faults).map(Self)
    }

    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(text(1, LENGTH))
            .max_items(Some(MAX))
            .into()
    }
}

/// A reference to a schema with a name.
pub(crate) fn reference<T: utoipa::ToSchema>() -> RefOr<Schema> {
    Ref::from_schema_name(T::name()).into()
}

/// Adds the schema with a name, and those that it refers to.
pub(crate) fn add_component<T: utoipa::ToSchema>(all: &mut Components) {
    all.push((T::name().into_owned(), T::schema()));
    T::schemas(all);
}

/// The schema of a text; bounds that say nothing are left out.
pub(crate) fn text(min: usize, max: usize) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length((min > 0).then_some(min))
        .max_length(Some(max))
        .into()
}

fn plain_text() -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).into()
}

/// The schema of a value that may be `null` as well.
fn nullable(schema: RefOr<Schema>) -> RefOr<Schema> {
    let or_null = |schema_type: &mut SchemaType| {
        if let SchemaType::Type(known) = schema_type {
            *schema_type = SchemaType::from_iter([known.clone(), Type::Null]);
        }
    };
    match schema {
        RefOr::T(Schema::Object(mut object)) => {
            or_null(&mut object.schema_type);
            Schema::Object(object).into()
        }
        RefOr::T(Schema::Array(mut array)) => {
            or_null(&mut array.schema_type);
            Schema::Array(array).into()
        }
        other @ (RefOr::Ref(_)
        | RefOr::T(Schema::OneOf(_) | Schema::AllOf(_) | Schema::AnyOf(_) | _)) => {
            OneOfBuilder::new()
                .item(other)
                .item(ObjectBuilder::new().schema_type(Type::Null))
                .into()
        }
    }
}

/// Adds a field to the schema of a body.
pub(crate) fn property<T: Field>(
    object: ObjectBuilder,
    name: &str,
    description: Option<&str>,
    default: Option<serde_json::Value>,
    example: Option<serde_json::Value>,
) -> ObjectBuilder {
    let description = description.map(str::to_owned);
    let examples = Vec::from_iter(example);
    let schema = match <T as Field>::schema() {
        RefOr::Ref(mut reference) => {
            reference.description = description.unwrap_or_default();
            RefOr::Ref(reference)
        }
        RefOr::T(Schema::Object(mut object)) => {
            object.description = description;
            object.default = default;
            object.examples = examples;
            Schema::Object(object).into()
        }
        RefOr::T(Schema::Array(mut array)) => {
            array.description = description;
            array.default = default;
            array.examples = examples;
            Schema::Array(array).into()
        }
        RefOr::T(Schema::OneOf(mut one_of)) => {
            one_of.description = description;
            one_of.default = default;
            one_of.examples = examples;
            Schema::OneOf(one_of).into()
        }
        other @ RefOr::T(_) => other,
    };
    let object = object.property(name, schema);
    if T::REQUIRED {
        object.required(name)
    } else {
        object
    }
}

#[cfg(test)]
mod tests {
    use causeway_core::Reason;
    use causeway_derive::Input;
    use serde_json::json;

    use super::*;
    use crate::http::{json::read_input, words::Colour};

    /// A label, as it is added.
    #[derive(Input, Debug, PartialEq)]
    #[input(name = "Sample")]
    struct Sample {
        /// Unique.
        name: PlainName<5>,
        #[input(default = 20, example = 30)]
        ring_seconds: Option<Whole<5, 120>>,
        limit: Nullable<Whole<1, 9>>,
        colour: Option<Colour>,
        #[input(rename = "type")]
        kind: Option<Text<0, 3>>,
        inner: Option<Inner>,
    }

    /// Something inside.
    #[derive(Input, Debug, PartialEq)]
    #[input(check = Inner::check)]
    struct Inner {
        low: Whole<0, 9>,
        high: Whole<0, 9>,
    }

    impl Inner {
        fn check(&self, fields: &Fields<'_>, faults: &mut Faults) {
            if self.low.0 > self.high.0 {
                faults.add(fields.pointer("low"), Reason::Duplicate);
            }
        }
    }

    fn faults(body: &serde_json::Value) -> Vec<(String, &'static str)> {
        let faults = read_input::<Sample>(body).unwrap_err().into_vec();
        faults
            .into_iter()
            .map(|fault| {
                let code = serde_json::to_value(&fault.reason).unwrap()["code"].clone();
                let known = Reason::CODES.iter().find(|known| code == **known);
                (fault.pointer, *known.unwrap())
            })
            .collect()
    }

    #[test]
    fn optional_and_nullable_fields_may_be_left_out() {
        let sample = read_input::<Sample>(&json!({ "name": "Sales" })).unwrap();
        assert_eq!(sample.name.0, "Sales");
        assert_eq!(sample.ring_seconds, None);
        assert_eq!(sample.limit, Nullable::Absent);
    }

    #[test]
    fn null_is_absent_except_where_it_empties_something() {
        let body = json!({ "name": "Sales", "ringSeconds": null, "limit": null, "inner": null });
        let sample = read_input::<Sample>(&body).unwrap();
        assert_eq!((sample.ring_seconds, sample.limit), (None, Nullable::Null));
        assert_eq!(Nullable::<Whole<1, 9>>::Null.change::<u32>(), Some(None));
    }

    #[test]
    fn an_empty_text_is_a_value_where_the_minimum_is_zero() {
        let sample = read_input::<Sample>(&json!({ "name": "Sales", "type": "" })).unwrap();
        assert_eq!(sample.kind, Some(Text(String::new())));
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let body = json!({
            "name": " ", "ringSeconds": 500, "limit": "x", "colour": "puce", "type": "long",
            "inner": { "low": 3 }, "color": "red",
        });
        assert_eq!(
            faults(&body),
            [
                ("/name", "blank"),
                ("/ringSeconds", "outOfRange"),
                ("/limit", "wrongType"),
                ("/colour", "notOneOf"),
                ("/type", "tooLong"),
                ("/inner/high", "required"),
                ("/color", "unknownField"),
            ]
            .map(|(pointer, code)| (pointer.to_owned(), code))
        );
        assert_eq!(faults(&json!([])), [(String::new(), "wrongType")]);
    }

    #[test]
    fn rules_about_several_fields_are_checked_when_each_can_be_read() {
        let body = json!({ "name": "Sales", "inner": { "low": 2, "high": 1 } });
        assert_eq!(faults(&body), [("/inner/low".to_owned(), "duplicate")]);
    }

    #[test]
    fn the_schema_has_bounds_defaults_and_what_is_required() {
        let schema = serde_json::to_value(<Sample as utoipa::PartialSchema>::schema()).unwrap();
        assert_eq!(
            schema,
            json!({
                "type": "object",
                "description": "A label, as it is added.",
                "required": ["name"],
                "properties": {
                    "name": { "type": "string", "minLength": 1, "maxLength": 5, "description": "Unique." },
                    "ringSeconds": {
                        "type": ["integer", "null"], "minimum": 5, "maximum": 120, "default": 20, "examples": [30],
                    },
                    "limit": { "type": ["integer", "null"], "minimum": 1, "maximum": 9 },
                    "colour": { "oneOf": [{ "$ref": "#/components/schemas/Colour" }, { "type": "null" }] },
                    "type": { "type": ["string", "null"], "maxLength": 3 },
                    "inner": { "oneOf": [{ "$ref": "#/components/schemas/Inner" }, { "type": "null" }] },
                },
            })
        );
        let mut components = Components::new();
        <Sample as utoipa::ToSchema>::schemas(&mut components);
        let names: Vec<String> = components.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Colour", "Inner"]);
    }
}
