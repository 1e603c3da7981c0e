//! Rules that no compiler checks: file sizes, the place of SQL, the direction of dependencies,
//! links and paths in documents.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Maximum number of lines in a source file.
const LINES_MAX: usize = 500;

/// Folders of generated files.
const GENERATED_FOLDERS: [&str; 10] = [
    "target",
    "generated",
    "node_modules",
    "build",
    "static",
    ".svelte-kit",
    "paraglide",
    ".git",
    "data",
    "test-results",
];

/// Generated source files.
const GENERATED_FILES: [&str; 2] = ["web/src/lib/api/schema.d.ts", "web/src/lib/api/defaults.ts"];

#[test]
fn source_files_have_at_most_500_lines() {
    let code = files(&["rs", "ts", "svelte", "js", "css"]);
    let long: Vec<String> = code
        .filter(|path| {
            !GENERATED_FILES
                .iter()
                .any(|generated| path.ends_with(generated))
        })
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > LINES_MAX)
        .map(|(lines, path)| format!("{} has {lines}", relative(&path)))
        .collect();
    assert!(long.is_empty(), "split these files: {long:#?}");
}

#[test]
fn sql_is_only_in_statements_of_the_store() {
    let mut misplaced = Vec::new();
    // Statements for only one engine can't be prepared on the other.
    let of_one_engine = root().join("crates/causeway-store/src/db/postgres");
    for path in files(&["rs"]).filter(|path| !is_test(path) && !path.starts_with(&of_one_engine)) {
        let text = fs::read_to_string(&path).unwrap();
        let own = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        let in_store = path.starts_with(root().join("crates/causeway-store"));
        let outside = if in_store {
            without_statements(own)
        } else {
            own.to_owned()
        };
        let words = [
            "SELECT ",
            "INSERT INTO ",
            "UPDATE ",
            "DELETE FROM ",
            "WITH ",
        ];
        let found = words
            .iter()
            .find(|word| outside.contains(&format!("\"{word}")));
        misplaced.extend(found.map(|word| format!("{}: {word}", relative(&path))));
    }
    assert!(
        misplaced.is_empty(),
        "declare these with `statements!`, so that both engines prepare them: {misplaced:#?}"
    );
}

#[test]
fn both_engines_have_the_same_migrations() {
    let of = |engine: &str| -> BTreeSet<String> {
        let folder = root().join("crates/causeway-store/migrations").join(engine);
        let names = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).collect()
    };
    let sqlite = of("sqlite");
    assert_eq!(sqlite, of("postgres"));
    for (place, name) in sqlite.iter().enumerate() {
        assert!(
            name.starts_with(&format!("{:04}_", place + 1)),
            "migrations are not numbered from 0001 without gaps: {name}"
        );
    }
}

#[test]
fn dependencies_only_point_down() {
    let forbidden = [
        (
            "causeway-core",
            [
                "tokio",
                "rusqlite",
                "tokio-postgres",
                "axum",
                "reqwest",
                "causeway-store",
                "causeway-server",
            ]
            .as_slice(),
        ),
        (
            "causeway-store",
            &["axum", "reqwest", "hyper", "causeway-server"],
        ),
        (
            "causeway-server",
            &["rusqlite", "tokio-postgres", "deadpool-postgres"],
        ),
    ];
    for (name, others) in forbidden {
        let manifest =
            fs::read_to_string(root().join("crates").join(name).join("Cargo.toml")).unwrap();
        let dependencies = manifest
            .split("[dependencies]")
            .nth(1)
            .unwrap()
            .split("\n[")
            .next()
            .unwrap();
        for line in dependencies.lines() {
            let dependency = line.split(['.', ' ', '=']).next().unwrap();
            assert!(
                !others.contains(&dependency),
                "{name} must not depend on {dependency}"
            );
        }
    }
    for name in ["omni-client", "simulator", "irc"] {
        let manifest =
            fs::read_to_string(root().join("bridges").join(name).join("Cargo.toml")).unwrap();
        let own = manifest.split("[dev-dependencies]").next().unwrap();
        assert!(
            !own.contains("causeway-"),
            "the bridge {name} must use only the Omni API"
        );
    }
}

#[test]
fn paths_in_documents_exist() {
    let mut missing = Vec::new();
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap_or_default();
        let quoted = text.split('`').skip(1).step_by(2);
        let linked = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        for named in quoted
            .filter(|named| is_path(named))
            .chain(linked.filter(|link| !link.contains(':') && !link.starts_with('#')))
        {
            let path = named.split('#').next().unwrap_or_default();
            if !root().join(path).exists() {
                missing.push(format!("{document}: {named}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn links_between_documents_work() {
    let mut missing = Vec::new();
    for document in files(&["md"]) {
        let text = fs::read_to_string(&document).unwrap();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if link.contains(':') {
                continue;
            }
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() {
                document.clone()
            } else {
                document.parent().unwrap().join(path)
            };
            let has_heading = || {
                fs::read_to_string(&target)
                    .is_ok_and(|text| anchors(&text).any(|one| one == heading))
            };
            if !target.exists() || !heading.is_empty() && !has_heading() {
                missing.push(format!("{}: {link}", relative(&document)));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn examples_of_forty_lines_are_not_longer() {
    for name in ["channel.py", "channel.mts"] {
        let example = fs::read_to_string(root().join("docs/examples").join(name)).unwrap();
        assert!(
            example.lines().count() <= 40,
            "{name} is longer than the 40 lines that its guide states"
        );
    }
}

/// The anchors of a document's headings.
/// `missing_docs` would ask for a comment on fields and variants whose names say it.
#[test]
fn public_items_have_a_doc_comment() {
    let items = [
        "pub struct ",
        "pub enum ",
        "pub trait ",
        "pub fn ",
        "pub async fn ",
        "pub const ",
        "pub type ",
    ];
    let mut bare = Vec::new();
    for path in files(&["rs"]).filter(|path| relative(path).contains("/src/") && !is_test(path)) {
        let text = fs::read_to_string(&path).unwrap();
        // The last line before an item that is no attribute.
        let mut before = "";
        let mut in_attribute = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with("#[cfg(test)]") {
                break;
            }
            // Macros take their doc comments as attributes.
            if line == "$(#[$doc])*" || line.starts_with("#[doc = ") {
                before = "///";
                continue;
            }
            in_attribute |= line.starts_with("#[") || line.starts_with("#![");
            if in_attribute {
                in_attribute = !line.ends_with(']');
                continue;
            }
            if items.iter().any(|item| line.starts_with(item)) && !before.starts_with("///") {
                bare.push(format!("{}: {line}", relative(&path)));
            }
            before = line;
        }
    }
    assert!(bare.is_empty(), "say what these are for: {bare:#?}");
}

fn anchors(text: &str) -> impl Iterator<Item = String> + '_ {
    let headings = text
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .map(|line| line.trim_start_matches('#').trim());
    headings.map(|heading| {
        let kept = heading
            .chars()
            .filter(|letter| letter.is_alphanumeric() || [' ', '-', '_'].contains(letter));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    })
}

/// Returns whether a quoted word is a path from the workspace's root.
fn is_path(named: &str) -> bool {
    let tops = [
        "crates/",
        "bridges/",
        "web/src/",
        "web/tests/",
        "bench/",
        "xtask/",
        "docs/",
    ];
    tops.iter().any(|top| named.starts_with(top)) && !named.contains(['{', '*', '<', ' ', '…'])
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs")
}

/// The text without the contents of `statements! { … }` and of macro definitions, which insert
/// columns into statements.
fn without_statements(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = [rest.find("statements! {"), rest.find("macro_rules! ")]
        .into_iter()
        .flatten()
        .min()
    {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let opened = rest.find('{').unwrap_or_default();
        rest = &rest[opened + closing_brace(&rest[opened..])..];
    }
    kept + rest
}

/// Index after the brace that closes the first one. Assumes that braces in SQL are balanced.
fn closing_brace(text: &str) -> usize {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// All files with one of these extensions, without generated folders.
fn files(endings: &'static [&'static str]) -> impl Iterator<Item = PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("folders can be read") {
            let path = entry.expect("folders can be read").path();
            let generated = path
                .file_name()
                .is_some_and(|name| GENERATED_FOLDERS.iter().any(|generated| name == *generated));
            if path.is_dir() && !generated {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
            {
                found.push(path);
            }
        }
    }
    found.into_iter()
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is in the workspace")
        .to_owned()
}
