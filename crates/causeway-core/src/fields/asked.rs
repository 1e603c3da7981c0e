//! Records which fields a reader requests, so that unknown fields can be refused by name.

use std::cell::RefCell;

use serde_json::{Map, Value};

use super::{Faults, Reason, join};

/// The objects of one body that were read, with the names requested from each.
#[derive(Default)]
pub(super) struct Asked<'a>(RefCell<Vec<AskedOf<'a>>>);

struct AskedOf<'a> {
    pointer: String,
    object: &'a Map<String, Value>,
    names: Vec<String>,
}

impl<'a> Asked<'a> {
    /// Records that `name` was requested from the object at `pointer`.
    pub(super) fn note(&self, pointer: &str, object: &'a Map<String, Value>, name: &str) {
        let mut all = self.0.borrow_mut();
        let index = all
            .iter()
            .position(|asked| asked.pointer == pointer)
            .unwrap_or_else(|| {
                all.push(AskedOf {
                    pointer: pointer.to_owned(),
                    object,
                    names: Vec::new(),
                });
                all.len() - 1
            });
        let names = &mut all[index].names;
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }

    /// Adds a fault for each field that was not requested. Objects that were not read are skipped:
    /// the reason is reported already.
    pub(super) fn refuse_others(&self, faults: &mut Faults) {
        for AskedOf {
            pointer,
            object,
            names,
        } in self.0.borrow().iter()
        {
            for name in object.keys().filter(|name| !names.contains(name)) {
                faults.add(join(pointer, name), Reason::unknown_field(name, names));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::{Fault, Faults, Fields, Reason};

    /// Reads a body with a name, an address and a list of options.
    fn read(body: &Value) -> Vec<Fault> {
        let mut faults = Faults::default();
        Fields::read_strictly(body, &mut faults, |fields, faults| {
            fields.string("name", 1, 9, faults);
            fields
                .object("address", faults)
                .map(|address| address.string("street", 1, 9, faults));
            for option in fields.objects("options", 9, faults).unwrap_or_default() {
                option.string("label", 1, 9, faults);
            }
            Some(())
        });
        faults.into_vec()
    }

    #[test]
    fn unknown_fields_are_reported_at_every_depth_with_the_nearest_name() {
        let faults = read(&json!({
            "Name": "a", "name": "b", "nothing": null,
            "address": { "steet": "c" },
            "options": [{ "label": "d" }, { "lable": "e", "a/b": 1 }],
        }));
        let mut named: Vec<_> = faults
            .iter()
            .map(|Fault { pointer, reason }| {
                let Reason::UnknownField { nearest, known } = reason else {
                    panic!("{pointer}: {reason}")
                };
                (pointer.as_str(), nearest.as_deref(), known.join(" "))
            })
            .collect();
        named.sort_unstable();
        let expected = [
            ("/Name", Some("name"), "name address options"),
            ("/address/steet", Some("street"), "street"),
            ("/nothing", None, "name address options"),
            ("/options/1/a~1b", Some("label"), "label"),
            ("/options/1/lable", Some("label"), "label"),
        ];
        assert_eq!(
            named,
            expected.map(|(pointer, nearest, known)| (pointer, nearest, known.to_owned()))
        );
    }

    #[test]
    fn an_unreadable_object_has_no_unknown_fields() {
        let faults = read(&json!({ "address": ["x"], "options": { "label": 1 } }));
        let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/address", "/options"]);
    }

    #[test]
    fn an_optional_field_that_is_null_or_empty_is_absent() {
        assert_eq!(
            read(&json!({ "name": "", "address": "", "options": null })),
            []
        );
        let body = json!({ "name": "", "lastName": "" });
        let mut faults = Faults::default();
        let read = Fields::read_strictly(&body, &mut faults, |fields, faults| {
            assert_eq!(fields.required_string("name", 1, 9, faults), None);
            fields.string("lastName", 0, 9, faults)
        });
        assert_eq!(read.as_deref(), Some(""));
        assert_eq!(faults, Faults::one("/name", Reason::Required));
    }
}
