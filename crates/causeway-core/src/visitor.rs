//! Visitors: people on a channel.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Faults, Fields, JsonType, Reason, VisitorId, hidden::without_hidden};

/// Maximum number of attributes of one visitor (`omni-api.md` §2).
const ATTRIBUTES_MAX: usize = 50;
/// Maximum size of all attributes together, in bytes of JSON.
const ATTRIBUTES_BYTES_MAX: usize = 8 * 1024;

/// A person on a channel, identified by the channel's own id.
#[derive(Clone, Debug, PartialEq)]
pub struct Visitor {
    pub id: VisitorId,
    /// The channel's id of the visitor.
    pub external_id: String,
    pub profile: Profile,
    /// Whether staff blocked them, so that their messages are refused.
    pub blocked: bool,
}

impl Visitor {
    /// The name for staff and templates: the profile's name, else the channel's id.
    pub fn display_name(&self) -> &str {
        self.profile.name.as_deref().unwrap_or(&self.external_id)
    }
}

/// The profile that the channel sends. Stored as JSON in `visitors.profile`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Profile {
    /// Full name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Address of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Language tag, such as `en-GB`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Other data: at most 50 scalar values, 8 KiB together.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub attributes: Map<String, Value>,
}

/// A change to a profile: a given value replaces the stored one, an absent one changes nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProfileChange {
    name: Option<String>,
    avatar_url: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    language: Option<String>,
    attributes: Option<Map<String, Value>>,
}

impl ProfileChange {
    /// Reads the optional fields of a `visitor` object.
    pub fn read(fields: &Fields<'_>, faults: &mut Faults) -> Self {
        Self {
            // Visitors choose these names; characters that change the direction of text must not
            // reach a screen.
            name: fields
                .string("name", 1, 200, faults)
                .map(|name| without_hidden(&name))
                .filter(|name| !name.is_empty()),
            avatar_url: fields.web_address("avatarUrl", faults),
            email: fields.string("email", 1, 254, faults),
            phone: fields.string("phone", 1, 40, faults),
            language: fields.string("language", 1, 35, faults),
            attributes: attributes(fields, faults),
        }
    }
}

impl Profile {
    /// This profile with `change` applied, or `None` if nothing changes.
    #[must_use]
    pub fn changed(&self, change: &ProfileChange) -> Option<Self> {
        let text = |new: &Option<String>, old: &Option<String>| new.clone().or_else(|| old.clone());
        let after = Self {
            name: text(&change.name, &self.name),
            avatar_url: text(&change.avatar_url, &self.avatar_url),
            email: text(&change.email, &self.email),
            phone: text(&change.phone, &self.phone),
            language: text(&change.language, &self.language),
            attributes: change
                .attributes
                .clone()
                .unwrap_or_else(|| self.attributes.clone()),
        };
        (after != *self).then_some(after)
    }
}

fn attributes(fields: &Fields<'_>, faults: &mut Faults) -> Option<Map<String, Value>> {
    let given = fields.object("attributes", faults)?;
    let mut attributes = Map::new();
    for (key, value) in given.entries() {
        if key.is_empty() || key.chars().count() > 64 || key.contains('\0') {
            faults.add(given.pointer(key), Reason::InvalidName { max: 64 });
        } else if value.is_object() || value.is_array() {
            faults.add(
                given.pointer(key),
                Reason::WrongType {
                    expected: JsonType::Scalar,
                },
            );
        } else if value.as_str().is_some_and(|text| text.contains('\0')) {
            faults.add(given.pointer(key), Reason::NulCharacter);
        } else {
            attributes.insert(key.clone(), value.clone());
        }
    }
    if attributes.len() > ATTRIBUTES_MAX {
        faults.add(
            fields.pointer("attributes"),
            Reason::TooMany {
                max: ATTRIBUTES_MAX,
            },
        );
    }
    let bytes = serde_json::to_string(&attributes).map_or(usize::MAX, |json| json.len());
    if bytes > ATTRIBUTES_BYTES_MAX {
        faults.add(
            fields.pointer("attributes"),
            Reason::TooLarge {
                max: ATTRIBUTES_BYTES_MAX,
            },
        );
    }
    Some(attributes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn change(body: &Value) -> Result<ProfileChange, Vec<Fault>> {
        let mut faults = Faults::default();
        let fields = Fields::root(body, &mut faults);
        let change = ProfileChange::read(&fields, &mut faults);
        faults.finish(Some(change)).map_err(Faults::into_vec)
    }

    use crate::Fault;

    #[test]
    fn a_given_value_replaces_the_stored_one_and_an_absent_one_does_not() {
        let first = change(
            &json!({ "name": "Ada", "email": "ada@example.com", "attributes": { "plan": "pro" } }),
        )
        .unwrap();
        let profile = Profile::default().changed(&first).unwrap();
        assert_eq!(profile.changed(&first), None);
        let second = change(&json!({ "name": "Ada L.", "attributes": { "seats": 3 } })).unwrap();
        let after = profile.changed(&second).unwrap();
        assert_eq!(after.name.as_deref(), Some("Ada L."));
        assert_eq!(after.email.as_deref(), Some("ada@example.com"));
        assert_eq!(
            Value::Object(after.attributes.clone()),
            json!({ "seats": 3 })
        );
        let empty = change(
            &json!({ "name": "", "email": "", "phone": null, "language": "", "avatarUrl": "" }),
        )
        .unwrap();
        assert_eq!(
            after.changed(&empty),
            None,
            "an empty change changes nothing"
        );
    }

    #[test]
    fn attributes_are_bounded_in_number_size_and_depth() {
        let many: Map<String, Value> = (0..51).map(|n| (format!("k{n}"), json!(n))).collect();
        for attributes in [
            Value::Object(many),
            json!({ "a": "x".repeat(9_000) }),
            json!({ "a": { "b": 1 } }),
            json!([]),
        ] {
            let faults = change(&json!({ "attributes": attributes })).unwrap_err();
            assert!(faults[0].pointer.starts_with("/attributes"), "{faults:?}");
        }
    }
}
