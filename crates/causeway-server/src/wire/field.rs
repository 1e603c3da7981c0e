//! The types of fields in request bodies. Each type has its reader and its schema, so that a bound
//! is written once. Bodies are structs of such fields with `#[derive(Input)]`.

mod ids;

use std::ops::Deref;

use causeway_core::{
    Faults, Fields, Reason, Timestamp, plain_name::check_label, template::check_up_to,
};
use utoipa::openapi::{
    ArrayBuilder, KnownFormat, ObjectBuilder, OneOfBuilder, Ref, RefOr, Schema, SchemaFormat,
    schema::{SchemaType, Type},
};

use crate::wire::input::Input;

pub(crate) use ids::Ids;

/// Named schemas that a body refers to.
pub(crate) type Components = Vec<(String, RefOr<Schema>)>;

/// A value in a body. `null` and `""` count as absent, unless the type says otherwise.
pub(crate) trait Value: Sized {
    /// Reads the value, if it is given. A value that can't be read is a fault; `None` without a
    /// fault means that it is absent.
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self>;

    /// The schema of the value, with its bounds.
    fn schema() -> RefOr<Schema>;

    /// Adds the named schemas that [`Value::schema`] refers to.
    fn components(_all: &mut Components) {}
}

/// A field: a [`Value`] is required, an `Option` of one may be left out, and a [`Nullable`] may be
/// `null` as well.
pub(crate) trait Field: Sized {
    /// Whether a body without the field is a fault.
    const REQUIRED: bool;

    /// Reads the field. Returns `None` only together with a fault.
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self>;

    /// The schema of the field.
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

/// A field in which `null` differs from absent: `null` empties the stored value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nullable<T> {
    Absent,
    Null,
    Value(T),
}

impl<T> Nullable<T> {
    /// The field as a change: `None` keeps the stored value, `Some(None)` empties it.
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

/// A required field that may be `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OrNull<T>(pub(crate) Option<T>);

impl<T: Value> Field for OrNull<T> {
    const REQUIRED: bool = true;

    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        if fields.is_null(name) {
            return Some(Self(None));
        }
        <T as Field>::read(fields, name, faults).map(|value| Self(Some(value)))
    }

    fn schema() -> RefOr<Schema> {
        nullable(T::schema())
    }

    fn components(all: &mut Components) {
        T::components(all);
    }
}

/// A group of fields inside an object with other fields: `#[input(flatten)]`.
pub(crate) trait Fieldset: Input {
    /// Adds the fields to the schema of the object.
    fn properties(object: ObjectBuilder) -> ObjectBuilder;

    /// Adds the named schemas that the fields refer to.
    fn components(all: &mut Components);
}

/// A text of `MIN` to `MAX` characters (Unicode scalar values). If `MIN` is zero, an empty text is
/// a value.
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

/// A name that people give to a thing: a text of 1 to `MAX` characters that is not blank and has no
/// hidden characters.
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

/// A text that people read: 1 to `MAX` characters that are not all blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prose<const MAX: usize>(pub(crate) String);

impl<const MAX: usize> Value for Prose<MAX> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let text = fields.string(name, 1, MAX, faults)?;
        if text.trim().is_empty() {
            faults.add(fields.pointer(name), Reason::Blank);
            return None;
        }
        Some(Self(text))
    }

    fn schema() -> RefOr<Schema> {
        text(1, MAX)
    }
}

/// A text with variables, of 1 to `MAX` characters. If `MIN` is zero, the schema allows an empty
/// text, which counts as absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template<const MIN: usize, const MAX: usize>(pub(crate) String);

impl<const MIN: usize, const MAX: usize> Value for Template<MIN, MAX> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        let text = fields.string(name, 1, MAX, faults)?;
        let before = faults.len();
        check_up_to(&fields.pointer(name), &text, MAX, faults);
        (faults.len() == before).then_some(Self(text))
    }

    fn schema() -> RefOr<Schema> {
        text(MIN, MAX)
    }
}

impl<const MIN: usize, const MAX: usize> From<Template<MIN, MAX>> for String {
    fn from(template: Template<MIN, MAX>) -> Self {
        template.0
    }
}

/// An id from another system: 1 to `MAX` characters, without [the characters that no id may
/// contain](causeway_core::external_id::fault).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExternalId<const MAX: usize>(pub(crate) String);

impl<const MAX: usize> Value for ExternalId<MAX> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        fields.id(name, MAX, faults).map(Self)
    }

    fn schema() -> RefOr<Schema> {
        text(1, MAX)
    }
}

/// A count from 0 to `MAX`, such as a sequence. `i64::MAX` means no bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count<const MAX: i64>(pub(crate) i64);

/// A sequence in a conversation.
pub(crate) type Sequence = Count<{ i64::MAX }>;

impl<const MAX: i64> Value for Count<MAX> {
    fn read(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> Option<Self> {
        fields.integer(name, 0..=MAX, faults).map(Self)
    }

    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
            .minimum(Some(0))
            .maximum((MAX < i64::MAX).then_some(MAX))
            .into()
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
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
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

/// The schema of a text. A minimum of zero is left out.
pub(crate) fn text(min: usize, max: usize) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length((min > 0).then_some(min))
        .max_length(Some(max))
        .into()
}

/// The schema of a text that is one of a few.
pub(crate) fn one_of<T: Into<String>>(words: impl IntoIterator<Item = T>) -> ObjectBuilder {
    let words: Vec<serde_json::Value> = words.into_iter().map(|word| word.into().into()).collect();
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(words))
}

/// The schema of a text without documented bounds, such as an id of ours.
pub(crate) fn plain_text() -> RefOr<Schema> {
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
