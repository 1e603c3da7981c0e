//! What no compiler holds: sizes of files, SQL in its place, arrows that only point down, paths that documents name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How many lines a file of code holds at most.
const LINES_MAX: usize = 600;

/// Folders that hold what tools made.
const MADE: [&str; 9] = [
    "target",
    "node_modules",
    "build",
    "static",
    ".svelte-kit",
    "paraglide",
    ".git",
    "data",
    "test-results",
];

/// Files of code that tools made.
const MADE_FILES: [&str; 1] = ["web/src/lib/api/schema.d.ts"];

#[test]
fn files_hold_at_most_600_lines() {
    let code = files(&["rs", "ts", "svelte", "js", "css"]);
    let long: Vec<String> = code
        .filter(|path| !MADE_FILES.iter().any(|made| path.ends_with(made)))
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > LINES_MAX)
        .map(|(lines, path)| format!("{} has {lines}", relative(&path)))
        .collect();
    assert!(long.is_empty(), "find the missing noun in: {long:#?}");
}

#[test]
fn sql_stands_in_statements_of_the_store_alone() {
    let mut astray = Vec::new();
    // What one engine alone can do has nothing to be prepared on the other.
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
        astray.extend(found.map(|word| format!("{}: {word}", relative(&path))));
    }
    assert!(
        astray.is_empty(),
        "declare these with `statements!`, so that both engines prepare them: {astray:#?}"
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
            "numbers count from 0001 without a gap: {name}"
        );
    }
}

#[test]
fn arrows_only_point_down() {
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
                "{name} must not know {dependency}"
            );
        }
    }
    for name in ["omni-client", "simulator", "irc"] {
        let manifest =
            fs::read_to_string(root().join("bridges").join(name).join("Cargo.toml")).unwrap();
        let own = manifest.split("[dev-dependencies]").next().unwrap();
        assert!(
            !own.contains("causeway-"),
            "the bridge {name} reaches Causeway through the Omni API only"
        );
    }
}

#[test]
fn documents_name_paths_that_exist() {
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
fn links_between_documents_lead_somewhere() {
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
fn an_example_that_promises_forty_lines_has_no_more() {
    for name in ["channel.py", "channel.mts"] {
        let example = fs::read_to_string(root().join("docs/examples").join(name)).unwrap();
        assert!(
            example.lines().count() <= 40,
            "{name} is longer than 40 lines, as the page promises"
        );
    }
}

/// What links to the headings of a document end with.
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

/// Whether a quoted word is meant as a path from the workspace's folder.
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

/// The text without what stands inside `statements! { … }`, and inside macros, which give statements their columns.
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

/// Where the brace that opens the text is closed. Braces in SQL come in pairs, if at all.
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

/// All files with one of the endings that people wrote.
fn files(endings: &'static [&'static str]) -> impl Iterator<Item = PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("folders can be read") {
            let path = entry.expect("folders can be read").path();
            let made = path
                .file_name()
                .is_some_and(|name| MADE.iter().any(|made| name == *made));
            if path.is_dir() && !made {
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
        .expect("xtask lies in the workspace")
        .to_owned()
}
