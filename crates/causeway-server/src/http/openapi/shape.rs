//! Shapes the document so that generators make good clients of it: schemas that clients refer to
//! get a name, and constructs that a generator can't read are replaced. `xtask/src/clients.rs` runs
//! the generators.

use indexmap::IndexMap;
use serde_json::json;

use crate::http::openapi::ordered::Json;

/// Enumerations that get a name: the JSON pointer into the schemas, and the name.
const ENUMERATIONS: [(&str, &str); 6] = [
    ("/FieldError/properties/code", "FieldErrorCode"),
    ("/TraceStep/properties/code", "TraceCode"),
    ("/NewApiTokenForm/properties/scopes/items", "Scope"),
    ("/NewSource/properties/events/items", "WebhookEventType"),
    ("/SourceChange/properties/events/items", "WebhookEventType"),
    ("/TestEvent/properties/type", "WebhookEventType"),
];
/// Prefix of the names of generic lists.
const LIST_OF: &str = "List_";

/// Shapes a whole document.
pub(super) fn for_generators(document: &mut Json) {
    let schemas = document
        .at("/components/schemas")
        .expect("the document has schemas");
    name_lists(schemas);
    name_enumerations(schemas);
    name_routing(schemas);
    // Not the bodies of webhooks: they are the schemas that the server publishes.
    walk(schemas, &mut |node| {
        describe_default(node);
        open_object(node);
    });
    walk(document, &mut follow_renamed_list);
    for part in ["paths", "webhooks"] {
        for operation in operations(document, part) {
            // An empty list says that an operation needs no credentials. Without the list, it would
            // look forgotten.
            operation
                .entry("security".to_owned())
                .or_insert_with(|| json!([]).into());
            if let Some(content) = operation
                .get_mut("requestBody")
                .and_then(|body| body.at("/content"))
            {
                keep_form(content);
            }
            if let Some(parameters) = operation.get_mut("parameters") {
                parameters.items_mut().iter_mut().for_each(allow_no_null);
            }
        }
    }
    share_problems(document);
}

fn reference(kind: &str, name: &str) -> Json {
    json!({ "$ref": format!("#/components/{kind}/{name}") }).into()
}

fn operations<'d>(
    document: &'d mut Json,
    part: &str,
) -> impl Iterator<Item = &'d mut IndexMap<String, Json>> {
    let paths = document.at(&format!("/{part}")).and_then(Json::members_mut);
    let items = paths.into_iter().flatten();
    items
        .filter_map(|(_, item)| item.members_mut())
        .flatten()
        .filter_map(|(_, operation)| operation.members_mut())
        .filter(|operation| operation.contains_key("responses"))
}

fn walk(node: &mut Json, change: &mut impl FnMut(&mut IndexMap<String, Json>)) {
    match node {
        Json::Object(members) => {
            change(members);
            members.values_mut().for_each(|value| walk(value, change));
        }
        Json::Array(items) => items.iter_mut().for_each(|value| walk(value, change)),
        Json::Leaf(_) => {}
    }
}

/// Renames a list such as `List_Channel` to `ChannelList`, and refers to the schema of its entries
/// by name.
fn name_lists(schemas: &mut Json) {
    let Some(schemas) = schemas.members_mut() else {
        return;
    };
    let all = std::mem::take(schemas);
    schemas.extend(all.into_iter().map(|(name, mut list)| {
        let Some(item) = name.strip_prefix(LIST_OF) else {
            return (name, list);
        };
        if let Some(items) = list.at("/properties/items/items") {
            *items = reference("schemas", item);
        }
        (format!("{item}List"), list)
    }));
}

fn follow_renamed_list(node: &mut IndexMap<String, Json>) {
    let target = node.get("$ref").and_then(Json::as_str);
    let item = target
        .and_then(|target| target.rsplit_once(LIST_OF))
        .map(|(_, item)| item.to_owned());
    if let Some(item) = item {
        node.extend(
            reference("schemas", &format!("{item}List"))
                .members_mut()
                .map(std::mem::take)
                .unwrap_or_default(),
        );
    }
}

/// Names the enumerations. Otherwise, generators invent a different name at each place.
fn name_enumerations(schemas: &mut Json) {
    for (place, name) in ENUMERATIONS {
        let here = schemas
            .at(place)
            .unwrap_or_else(|| panic!("{place} is in the document"));
        let mut named = std::mem::replace(here, reference("schemas", name));
        let description = named
            .members_mut()
            .and_then(|members| members.shift_remove("description"));
        if let (Some(members), Some(description)) = (here.members_mut(), description) {
            members.insert("description".to_owned(), description);
        }
        if let Some(schemas) = schemas.members_mut() {
            schemas.insert(name.to_owned(), named);
        }
    }
}

/// Names the members of the union, and makes `kind` their discriminator.
fn name_routing(schemas: &mut Json) {
    let mut named = Vec::new();
    let members = schemas
        .at("/Routing/oneOf")
        .expect("a rule is one of several kinds");
    for member in members.items_mut() {
        let kind = member.at("/properties/kind/enum/0");
        let kind = kind
            .and_then(|kind| kind.as_str())
            .expect("a kind of rule is named")
            .to_owned();
        let name = format!("Routing{}{}", kind[..1].to_uppercase(), &kind[1..]);
        let by_name = reference("schemas", &name);
        named.push((kind, name, std::mem::replace(member, by_name)));
    }
    let mapping: IndexMap<String, String> = named
        .iter()
        .map(|(kind, name, _)| (kind.clone(), format!("#/components/schemas/{name}")))
        .collect();
    let discriminator = json!({ "propertyName": "kind", "mapping": mapping });
    if let Some(routing) = schemas.at("/Routing").and_then(Json::members_mut) {
        routing.insert("discriminator".to_owned(), discriminator.into());
    }
    if let Some(schemas) = schemas.members_mut() {
        schemas.extend(named.into_iter().map(|(_, name, member)| (name, member)));
    }
}

/// Moves a default that is an object to `x-default`: openapi-python-client leaves out a body in
/// which the default of a field is an object.
fn describe_default(node: &mut IndexMap<String, Json>) {
    if matches!(node.get("default"), Some(Json::Object(_)))
        && let Some(default) = node.shift_remove("default")
    {
        node.insert("x-default".to_owned(), default);
    }
}

/// Declares that an object without known members may have any member.
fn open_object(node: &mut IndexMap<String, Json>) {
    let names_members = ["properties", "additionalProperties", "propertyNames"];
    if node.get("type").and_then(Json::as_str) == Some("object")
        && !names_members.iter().any(|name| node.contains_key(*name))
    {
        node.insert("additionalProperties".to_owned(), json!(true).into());
    }
}

/// Keeps only the multipart form of an upload: for an upload in two forms, openapi-python-client
/// writes a client that doesn't load. The description of the operation explains the other form.
fn keep_form(content: &mut Json) {
    if let Some(types) = content
        .members_mut()
        .filter(|types| types.contains_key("multipart/form-data"))
    {
        types.retain(|name, _| name == "multipart/form-data");
    }
}

/// Removes `null` from the type of a parameter: a parameter can be left out, but not be `null`.
fn allow_no_null(parameter: &mut Json) {
    let Some(kinds) = parameter.at("/schema/type") else {
        return;
    };
    let given: Vec<String> = kinds
        .items_mut()
        .iter()
        .filter_map(|kind| kind.as_str().map(str::to_owned))
        .filter(|kind| kind != "null")
        .collect();
    if let [kind] = given.as_slice() {
        *kinds = json!(kind).into();
    }
}

/// Makes responses with the same status and problems one component.
fn share_problems(document: &mut Json) {
    let mut shared = IndexMap::new();
    for operation in operations(document, "paths") {
        let responses = operation.get_mut("responses").and_then(Json::members_mut);
        for (status, response) in responses.into_iter().flatten() {
            if status.as_str() < "400" {
                continue;
            }
            let description = response.at("/description").and_then(|text| text.as_str());
            let codes: Vec<&str> = description
                .unwrap_or_default()
                .split('`')
                .skip(1)
                .step_by(2)
                .collect();
            let name = [&[status.as_str()], codes.as_slice()].concat().join("-");
            let by_name = reference("responses", &name);
            shared.insert(name, std::mem::replace(response, by_name));
        }
    }
    if let Some(components) = document.at("/components").and_then(Json::members_mut) {
        components.insert("responses".to_owned(), Json::Object(shared));
    }
}
