//! Names of settings. An unknown name is refused, because its value would have no effect.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, bail, ensure};
use causeway_core::spelling;
use clap::{Args, Command};

use crate::serve_arguments::ServeArguments;

/// Prefix of all settings in the environment.
const PREFIX: &str = "CAUSEWAY_";
/// Names that other code reads: the log, and programs that talk to Causeway, such as the examples
/// of the integrator guide.
const OTHERS: [&str; 5] = ["LOG", "LOG_FORMAT", "URL", "TOKEN", "SECRET"];
/// Prefixes of names that are not settings: those of tests and of this repository's tools, and
/// those that Kubernetes sets in every container for a service called "causeway".
const OTHER_PREFIXES: [&str; 5] = ["TEST_", "SIMULAT", "CRASH_", "SERVICE_", "PORT"];

/// Refuses environment variables with the prefix that are not settings.
pub(crate) fn check_environment(names: impl Iterator<Item = String>) -> anyhow::Result<()> {
    let known: Vec<String> = known()
        .into_iter()
        .map(|name| name.to_uppercase())
        .chain(["CONFIG".to_owned()])
        .collect();
    for full in names {
        let Some(name) = full.strip_prefix(PREFIX) else {
            continue;
        };
        ensure!(
            name != "NATS_URL",
            "CAUSEWAY_NATS_URL is not supported: nodes that share a PostgreSQL database notify each other through it, so remove the setting"
        );
        let is_other = OTHERS.contains(&name)
            || OTHER_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
            || name == "BIN"
            || name.ends_with("_BIN");
        if !is_other && !known.iter().any(|one| one == name) {
            bail!("{full} {}", suggestion(name, &known, PREFIX));
        }
    }
    Ok(())
}

/// Refuses unknown keys of a settings file.
pub(crate) fn check_file(path: &Path, file: &toml::Table) -> anyhow::Result<()> {
    let known: Vec<String> = known().into_iter().collect();
    for name in file.keys() {
        ensure!(
            name != "nats_url",
            "nats_url in {} is not supported: remove the setting",
            path.display()
        );
        if !known.contains(name) {
            bail!(
                "{name} in {} {}",
                path.display(),
                suggestion(name, &known, "")
            );
        }
    }
    Ok(())
}

/// Reads a settings file. An error is one line.
pub(crate) fn read_file<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    // The full error text quotes the line of the file, which may contain a password.
    let unreadable = |error: &toml::de::Error| {
        let line = error.span().map_or(1, |span| {
            text[..span.start.min(text.len())].matches('\n').count() + 1
        });
        anyhow::anyhow!(
            "{} can't be used: line {line}: {}",
            path.display(),
            error.message().replace('\n', ", ")
        )
    };
    let table: toml::Table = text.parse().map_err(|error| unreadable(&error))?;
    check_file(path, &table)?;
    toml::from_str(&text).map_err(|error| unreadable(&error))
}

fn suggestion(name: &str, known: &[String], prefix: &str) -> String {
    match spelling::nearest(name, known.iter().map(String::as_str)) {
        Some(meant) => format!("is not a setting; did you mean {prefix}{meant}?"),
        None => "is not a setting; `causeway serve --help` lists them".to_owned(),
    }
}

/// The settings that a file may contain: all flags of `causeway serve` except `--config`.
fn known() -> BTreeSet<String> {
    let command = ServeArguments::augment_args(Command::new("serve"));
    let names = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string());
    names.filter(|name| name != "config").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(names: &[&str]) -> Result<(), String> {
        check_environment(names.iter().map(|name| (*name).to_owned()))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_misspelt_variable_is_refused_with_a_suggestion() {
        for (name, meant) in [
            ("CAUSEWAY_LISTN", "CAUSEWAY_LISTEN"),
            ("CAUSEWAY_DATABASE_URI", "CAUSEWAY_DATABASE_URL"),
            ("CAUSEWAY_PUBLICURL", "CAUSEWAY_PUBLIC_URL"),
            ("CAUSEWAY_TRUSTED_PROXY", "CAUSEWAY_TRUSTED_PROXIES"),
            ("CAUSEWAY_WEBHOOK_ALLOWED", "CAUSEWAY_WEBHOOK_ALLOW"),
        ] {
            let error = environment(&["PATH", name]).unwrap_err();
            assert_eq!(
                error,
                format!("{name} is not a setting; did you mean {meant}?")
            );
        }
        let error = environment(&["CAUSEWAY_ZZZ"]).unwrap_err();
        assert!(
            error.starts_with("CAUSEWAY_ZZZ is not a setting; "),
            "{error}"
        );
        assert!(
            environment(&["CAUSEWAY_NATS_URL"])
                .unwrap_err()
                .starts_with("CAUSEWAY_NATS_URL is not supported")
        );
    }

    #[test]
    fn settings_and_names_that_other_code_reads_are_accepted() {
        for name in known() {
            assert_eq!(
                environment(&[&format!("CAUSEWAY_{}", name.to_uppercase())]),
                Ok(())
            );
        }
        let others = [
            "CAUSEWAY_CONFIG",
            "CAUSEWAY_LOG",
            "CAUSEWAY_BIN",
            "CAUSEWAY_TEST_POSTGRES_URL",
            "CAUSEWAY_SERVICE_HOST",
            "CAUSEWAY_PORT_8080_TCP_ADDR",
            "HOME",
        ];
        assert_eq!(environment(&others), Ok(()));
    }

    #[test]
    fn a_file_error_is_one_line_without_values() {
        let refused = |text: &str| {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), text).unwrap();
            let error = read_file::<toml::Table>(file.path()).unwrap_err();
            format!("{error:#}").replace(&file.path().display().to_string(), "FILE")
        };
        assert_eq!(
            refused("lissten = \"x\"\n"),
            "lissten in FILE is not a setting; did you mean listen?"
        );
        assert_eq!(
            refused("admin-password = \"x\"\n"),
            "admin-password in FILE is not a setting; did you mean admin_password?"
        );
        let broken = refused("listen = \"127.0.0.1:1\"\nadmin_password = \"secret\n");
        assert!(
            broken.starts_with("FILE can't be used: line 2: ") && !broken.contains('\n'),
            "{broken}"
        );
        assert!(!broken.contains("secret"), "{broken}");
    }
}
