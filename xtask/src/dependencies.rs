//! What may come into Causeway: `deny.toml`'s licences, bans and sources, held against `cargo metadata`. `cargo deny check` reads the same
//! file and checks advisories too, which needs its database from the network; this needs nothing but what a build needs.

mod licence;

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use toml::Table;

use crate::step::{Steps, command, root};

/// The registry in the terms of `cargo metadata`.
const REGISTRY: &str = "registry+";

/// Checks the locked dependencies of the workspace, and that the lock file fits the manifests.
pub(crate) fn check(steps: &mut Steps) -> Result<()> {
    steps.step("dependencies");
    let policy: Table = std::fs::read_to_string(root().join("deny.toml"))?.parse().context("reading deny.toml")?;
    let arguments = ["metadata", "--locked", "--all-features", "--format-version", "1"];
    let told = command("cargo", &arguments).output().context("starting cargo metadata")?;
    if !told.status.success() {
        bail!("cargo metadata failed:\n{}", String::from_utf8_lossy(&told.stderr).trim());
    }
    let metadata: Value = serde_json::from_slice(&told.stdout).context("reading what cargo metadata tells")?;
    let faults = faults(&policy, &metadata);
    if !faults.is_empty() {
        bail!("deny.toml does not allow this:\n  {}", faults.join("\n  "));
    }
    println!("{} packages keep to deny.toml", list(&metadata["packages"]).len());
    Ok(())
}

/// Everything that the policy does not allow.
fn faults(policy: &Table, metadata: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for package in list(&metadata["packages"]) {
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        if package["source"].is_null() {
            faults.extend(wildcards(package).map(|wanted| format!("{name} takes any version of {wanted}")));
            continue;
        }
        faults.extend(licence_fault(policy, package).map(|fault| format!("{name} {fault}")));
        let source = text(&package["source"]);
        let allowed = strings(&policy["sources"], "allow-registry");
        if !source.strip_prefix(REGISTRY).is_some_and(|registry| allowed.contains(&registry)) {
            faults.push(format!("{name} comes from {source}"));
        }
    }
    faults.extend(ban_faults(policy, metadata));
    faults
}

fn licence_fault(policy: &Table, package: &Value) -> Option<String> {
    let mut allowed = strings(&policy["licenses"], "allow");
    let exceptions = policy["licenses"].get("exceptions").and_then(toml::Value::as_array);
    let own =
        exceptions.into_iter().flatten().filter(|exception| exception["crate"].as_str() == package["name"].as_str());
    own.for_each(|exception| allowed.extend(strings(exception, "allow")));
    let Some(expression) = package["license"].as_str() else { return Some("names no licence".to_owned()) };
    match licence::satisfied(expression, &allowed) {
        Some(true) => None,
        Some(false) => Some(format!("has the licence {expression}")),
        None => Some(format!("has a licence that can't be read: {expression}")),
    }
}

/// What a package of the workspace wants in any version. A path within the workspace needs none.
fn wildcards(package: &Value) -> impl Iterator<Item = &str> {
    let wanted = list(&package["dependencies"]).iter();
    wanted.filter(|wanted| wanted["req"] == "*" && wanted["path"].is_null()).map(|wanted| text(&wanted["name"]))
}

fn ban_faults(policy: &Table, metadata: &Value) -> Vec<String> {
    let names: HashMap<&str, &str> =
        list(&metadata["packages"]).iter().map(|package| (text(&package["id"]), text(&package["name"]))).collect();
    let mut faults = Vec::new();
    for ban in policy["bans"].get("deny").and_then(toml::Value::as_array).into_iter().flatten() {
        let (banned, reason) = (ban["crate"].as_str().unwrap_or_default(), ban["reason"].as_str().unwrap_or_default());
        let wrappers = strings(ban, "wrappers");
        for node in list(&metadata["resolve"]["nodes"]) {
            let user = names.get(text(&node["id"])).copied().unwrap_or_default();
            let uses = list(&node["dependencies"]).iter().any(|id| names.get(text(id)) == Some(&banned));
            if uses && !wrappers.contains(&user) {
                faults.push(format!("{user} uses {banned}: {reason}"));
            }
        }
    }
    faults
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn strings<'a>(table: &'a toml::Value, name: &str) -> Vec<&'a str> {
    let listed = table.get(name).and_then(toml::Value::as_array);
    listed.into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn policy() -> Table {
        r#"
        [licenses]
        allow = ["MIT", "Apache-2.0"]
        exceptions = [{ crate = "irc", allow = ["MPL-2.0"] }]
        [bans]
        deny = [
            { crate = "ring", reason = "one provider" },
            { crate = "rusqlite", wrappers = ["store"], reason = "SQL lives in the store" },
        ]
        [sources]
        allow-registry = ["https://crates.example/index"]
        "#
        .parse()
        .unwrap()
    }

    fn package(name: &str, licence: &str) -> Value {
        json!({
            "id": name, "name": name, "version": "1.0.0", "license": licence, "dependencies": [],
            "source": "registry+https://crates.example/index",
        })
    }

    fn found(packages: &Value, nodes: &Value) -> Vec<String> {
        faults(&policy(), &json!({ "packages": packages, "resolve": { "nodes": nodes } }))
    }

    #[test]
    fn licences_are_those_of_the_list_and_of_the_exceptions() {
        let packages = json!([
            package("good", "MIT OR GPL-3.0"),
            package("irc", "MPL-2.0"),
            package("bad", "GPL-3.0"),
            package("other", "MPL-2.0"),
            { "id": "own", "name": "own", "version": "0.1.0", "source": null, "dependencies": [] },
        ]);
        assert_eq!(
            found(&packages, &json!([])),
            ["bad 1.0.0 has the licence GPL-3.0", "other 1.0.0 has the licence MPL-2.0"]
        );
    }

    #[test]
    fn a_source_that_is_not_listed_and_a_wildcard_are_named() {
        let mut fork = package("fork", "MIT");
        fork["source"] = json!("git+https://example.com/fork");
        let own = json!({
            "id": "own", "name": "own", "version": "0.1.0", "source": null,
            "dependencies": [{ "name": "any", "req": "*" }, { "name": "mine", "req": "*", "path": "/mine" }],
        });
        assert_eq!(
            found(&json!([fork, own]), &json!([])),
            ["fork 1.0.0 comes from git+https://example.com/fork", "own 0.1.0 takes any version of any"]
        );
    }

    #[test]
    fn what_is_banned_is_used_by_its_wrappers_alone() {
        let packages = ["ring", "rusqlite", "store", "server"].map(|name| package(name, "MIT"));
        let nodes = json!([
            { "id": "store", "dependencies": ["rusqlite"] },
            { "id": "server", "dependencies": ["store", "rusqlite", "ring"] },
        ]);
        assert_eq!(
            found(&json!(packages), &nodes),
            ["server uses ring: one provider", "server uses rusqlite: SQL lives in the store"]
        );
    }
}
