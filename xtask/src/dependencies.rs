//! Checks the dependencies against the licences, bans and sources in `deny.toml`. `cargo deny
//! check` reads the same file and also checks advisories, for which it downloads a database. This
//! check works offline.
//!
//! Sources are checked for every locked package, licences and bans only for packages that are
//! built. The lock file also contains packages that only unused features and platforms need.

mod graph;
mod licence;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use toml::Table;

use self::graph::Graph;
use crate::step::{Steps, command, root};

/// Prefix of registries in `cargo metadata`.
const REGISTRY: &str = "registry+";

/// Checks the workspace's dependencies, and that the lock file matches the manifests.
pub(crate) fn check(steps: &mut Steps) -> Result<()> {
    steps.step("dependencies");
    let policy: Table = std::fs::read_to_string(root().join("deny.toml"))?
        .parse()
        .context("reading deny.toml")?;
    let metadata = cargo_output(&[
        "metadata",
        "--locked",
        "--all-features",
        "--format-version",
        "1",
    ])?;
    let metadata: Value =
        serde_json::from_str(&metadata).context("parsing the output of cargo metadata")?;
    let tree = |edges| {
        let arguments = [
            "tree",
            "--locked",
            "--workspace",
            "--all-features",
            "--prefix",
            "depth",
        ];
        let format = ["--format", graph::FORMAT, "--edges", edges];
        Ok::<_, anyhow::Error>(Graph::read(&cargo_output(
            &[&arguments[..], &format].concat(),
        )?))
    };
    let (with_tests, without) = (tree("normal,build,dev")?, tree("normal,build")?);
    let faults = [
        source_faults(&policy, &metadata),
        licence_faults(&policy, &with_tests),
        ban_faults(&policy, &with_tests, &without),
    ];
    let faults = faults.concat();
    if !faults.is_empty() {
        bail!(
            "deny.toml does not allow these packages:\n  {}",
            faults.join("\n  ")
        );
    }
    println!(
        "{} packages comply with deny.toml",
        with_tests.packages.len()
    );
    Ok(())
}

fn cargo_output(arguments: &[&str]) -> Result<String> {
    let output = command("cargo", arguments)
        .output()
        .context("starting cargo")?;
    if !output.status.success() {
        bail!(
            "cargo {} failed:\n{}",
            arguments[0],
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    String::from_utf8(output.stdout).context("reading the output of cargo")
}

/// Returns packages from sources that are not listed, and wildcard versions in packages of the
/// workspace.
fn source_faults(policy: &Table, metadata: &Value) -> Vec<String> {
    let allowed = strings(&policy["sources"], "allow-registry");
    let mut faults = Vec::new();
    for package in list(&metadata["packages"]) {
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        let Some(source) = package["source"].as_str() else {
            faults.extend(
                wildcards(package).map(|wanted| format!("{name} accepts any version of {wanted}")),
            );
            continue;
        };
        if !source
            .strip_prefix(REGISTRY)
            .is_some_and(|registry| allowed.contains(&registry))
        {
            faults.push(format!("{name} comes from {source}"));
        }
    }
    faults
}

/// Returns dependencies with a wildcard version. A path within the workspace needs no version.
fn wildcards(package: &Value) -> impl Iterator<Item = &str> {
    let wanted = list(&package["dependencies"]).iter();
    wanted
        .filter(|wanted| wanted["req"] == "*" && wanted["path"].is_null())
        .map(|wanted| text(&wanted["name"]))
}

fn licence_faults(policy: &Table, graph: &Graph) -> Vec<String> {
    let exceptions = policy["licenses"]
        .get("exceptions")
        .and_then(toml::Value::as_array);
    let fault = |package: &graph::Package| {
        let mut allowed = strings(&policy["licenses"], "allow");
        let own = exceptions
            .into_iter()
            .flatten()
            .filter(|exception| exception["crate"].as_str() == Some(&package.name));
        own.for_each(|exception| allowed.extend(strings(exception, "allow")));
        let name = &package.name;
        match licence::satisfied(&package.licence, &allowed) {
            Some(true) => None,
            _ if package.licence.is_empty() => Some(format!("{name} names no licence")),
            Some(false) => Some(format!("{name} has the licence {}", package.licence)),
            None => Some(format!(
                "{name} has a licence that can't be read: {}",
                package.licence
            )),
        }
    };
    graph
        .packages
        .iter()
        .filter(|package| !package.is_own)
        .filter_map(fault)
        .collect()
}

/// Returns users of banned packages. A ban with wrappers separates layers and does not apply to
/// tests. Other bans apply to tests too.
fn ban_faults(policy: &Table, with_tests: &Graph, without: &Graph) -> Vec<String> {
    let mut faults = Vec::new();
    for ban in policy["bans"]
        .get("deny")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
    {
        let (banned, reason) = (
            ban["crate"].as_str().unwrap_or_default(),
            ban["reason"].as_str().unwrap_or_default(),
        );
        let wrappers = strings(ban, "wrappers");
        let graph = if wrappers.is_empty() {
            with_tests
        } else {
            without
        };
        let users = graph
            .users_of(banned)
            .into_iter()
            .filter(|user| !wrappers.contains(user));
        faults.extend(users.map(|user| format!("{user} uses {banned}: {reason}")));
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
    listed
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_str)
        .collect()
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

    #[test]
    fn only_listed_and_excepted_licences_are_allowed() {
        let graph = Graph::read(
            "0own v0.1.0 (/own)|Proprietary\n1good v1.0.0|MIT OR GPL-3.0\n1irc v1.0.0|MPL-2.0\n1bad v1.0.0|GPL-3.0\n\
             1other v1.0.0|MPL-2.0\n1none v1.0.0|\n",
        );
        assert_eq!(
            licence_faults(&policy(), &graph),
            [
                "bad has the licence GPL-3.0",
                "none names no licence",
                "other has the licence MPL-2.0"
            ]
        );
    }

    #[test]
    fn unlisted_sources_and_wildcards_are_reported() {
        let packages = json!([
            { "name": "good", "version": "1.0.0", "source": "registry+https://crates.example/index" },
            { "name": "fork", "version": "1.0.0", "source": "git+https://example.com/fork" },
            { "name": "own", "version": "0.1.0", "source": null,
              "dependencies": [{ "name": "any", "req": "*" }, { "name": "mine", "req": "*", "path": "/mine" }] },
        ]);
        assert_eq!(
            source_faults(&policy(), &json!({ "packages": packages })),
            [
                "fork 1.0.0 comes from git+https://example.com/fork",
                "own 0.1.0 accepts any version of any"
            ]
        );
    }

    #[test]
    fn only_wrappers_may_use_banned_packages() {
        let without = Graph::read(
            "0server v0.1.0 (/server)|\n1store v0.1.0 (/store)|\n2rusqlite v1.0.0|MIT\n1rusqlite v1.0.0|MIT\n\
             \n0bench v0.1.0 (/bench)|\n1store v0.1.0 (/store) (*)|\n",
        );
        let with_tests =
            Graph::read("0bench v0.1.0 (/bench)|\n1rusqlite v1.0.0|MIT\n1ring v1.0.0|MIT\n");
        assert_eq!(
            ban_faults(&policy(), &with_tests, &without),
            [
                "bench uses ring: one provider",
                "server uses rusqlite: SQL lives in the store"
            ]
        );
    }
}
