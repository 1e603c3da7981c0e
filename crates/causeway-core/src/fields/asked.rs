//! What a reader asked an object for, so that a field it does not know can be refused by name.

use std::cell::RefCell;

use serde_json::{Map, Value};

use super::{Faults, UNKNOWN_FIELD, join};
use crate::spelling;

/// The objects of one body that were looked into, and the names that were asked for in each.
#[derive(Default)]
pub(super) struct Asked<'a>(RefCell<Vec<AskedOf<'a>>>);

struct AskedOf<'a> {
    pointer: String,
    object: &'a Map<String, Value>,
    names: Vec<String>,
}

impl<'a> Asked<'a> {
    /// Notes that the object at `pointer` was asked for `name`.
    pub(super) fn note(&self, pointer: &str, object: &'a Map<String, Value>, name: &str) {
        let mut all = self.0.borrow_mut();
        let index = all.iter().position(|asked| asked.pointer == pointer).unwrap_or_else(|| {
            all.push(AskedOf { pointer: pointer.to_owned(), object, names: Vec::new() });
            all.len() - 1
        });
        let names = &mut all[index].names;
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }

    /// Notes a fault for each field that was not asked for. Objects that were not looked into are left alone: why not is noted
    /// already.
    pub(super) fn refuse_others(&self, faults: &mut Faults) {
        for AskedOf { pointer, object, names } in self.0.borrow().iter() {
            for name in object.keys().filter(|name| !names.contains(name)) {
                let detail = spelling::unknown("field", name, names);
                faults.add_coded(UNKNOWN_FIELD, join(pointer, name), detail);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::{Fault, Faults, Fields};

    /// Reads a body with a name, an address and a list of options.
    fn read(body: &Value) -> Vec<Fault> {
        let mut faults = Faults::default();
        Fields::read_strictly(body, &mut faults, |fields, faults| {
            fields.string("name", 1, 9, faults);
            fields.object("address", faults).map(|address| address.string("street", 1, 9, faults));
            for option in fields.objects("options", 9, faults).unwrap_or_default() {
                option.string("label", 1, 9, faults);
            }
            Some(())
        });
        faults.into_vec()
    }

    #[test]
    fn unknown_fields_are_named_at_every_depth_with_the_nearest_known_name() {
        let faults = read(&json!({
            "Name": "a", "name": "b", "nothing": null,
            "address": { "steet": "c" },
            "options": [{ "label": "d" }, { "lable": "e", "a/b": 1 }],
        }));
        let named: Vec<_> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        let code = Some("unknownField");
        assert_eq!(named.len(), 5, "{named:?}");
        for pointer in ["/Name", "/nothing", "/address/steet", "/options/1/lable", "/options/1/a~1b"] {
            assert!(named.contains(&(pointer, code)), "{pointer}: {named:?}");
        }
        let detail = |pointer: &str| &faults.iter().find(|fault| fault.pointer == pointer).unwrap().detail;
        assert_eq!(detail("/address/steet"), "is not a known field; did you mean street?");
        assert_eq!(detail("/Name"), "is not a known field; did you mean name?");
        assert_eq!(detail("/nothing"), "is not a known field; known here are: name, address, options");
    }

    #[test]
    fn an_object_that_could_not_be_looked_into_has_no_unknown_fields() {
        let faults = read(&json!({ "address": ["x"], "options": { "label": 1 } }));
        let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/address", "/options"]);
    }

    #[test]
    fn an_optional_field_that_is_null_or_empty_is_absent() {
        assert_eq!(read(&json!({ "name": "", "address": "", "options": null })), []);
        let body = json!({ "name": "", "lastName": "" });
        let mut faults = Faults::default();
        let read = Fields::read_strictly(&body, &mut faults, |fields, faults| {
            assert_eq!(fields.required_string("name", 1, 9, faults), None);
            fields.string("lastName", 0, 9, faults)
        });
        assert_eq!(read.as_deref(), Some(""));
        assert_eq!(faults, Faults::one("/name", "is required"));
    }
}
