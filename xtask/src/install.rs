//! Installs missing programs that the tests need besides cargo and Node, on Debian and its
//! derivatives.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::step::{Steps, command, run, succeeds};

/// A Debian package, and a check that its programs are available from any source.
pub(crate) struct Needed {
    package: &'static str,
    is_installed: fn() -> bool,
}

/// Programs that the Rust tests start, including those for the guides' code.
pub(crate) const FOR_RUST_TESTS: &[Needed] = &[
    Needed {
        package: "curl",
        is_installed: || on_path("curl"),
    },
    Needed {
        package: "default-jdk-headless",
        is_installed: || on_path("javac"),
    },
    Needed {
        package: "golang-go",
        is_installed: || on_path("go"),
    },
    Needed {
        package: "jq",
        is_installed: || on_path("jq"),
    },
    Needed {
        package: "ngircd",
        is_installed: || on_path("ngircd"),
    },
    Needed {
        package: "openssl",
        is_installed: || on_path("openssl"),
    },
    Needed {
        package: "php-cli",
        is_installed: || on_path("php"),
    },
    Needed {
        package: "postgresql",
        is_installed: || on_path("postgres") || Path::new("/usr/lib/postgresql").exists(),
    },
    Needed {
        package: "python3-venv",
        is_installed: || succeeds("python3", &["-c", "import ensurepip, venv"]),
    },
    Needed {
        package: "sqlite3",
        is_installed: || on_path("sqlite3"),
    },
];

/// Programs that the browser tests start.
pub(crate) const FOR_BROWSER_TESTS: &[Needed] = &[Needed {
    package: "chromium",
    is_installed: || on_path("chromium"),
}];

/// Installs missing programs, or fails with the command to install them.
pub(crate) fn missing(steps: &mut Steps, needed: &[Needed]) -> Result<()> {
    let missing: Vec<&str> = needed
        .iter()
        .filter(|needed| !(needed.is_installed)())
        .map(|needed| needed.package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    steps.step("programs that the tests need");
    println!("missing: {}", missing.join(", "));
    let sudo = if is_root()? {
        None
    } else if succeeds("sudo", &["--version"]) {
        Some("sudo")
    } else {
        bail!(
            "install them and try again; on Debian, as root: apt-get install {}",
            missing.join(" ")
        );
    };
    apt_get(sudo, &["update"])?;
    apt_get(
        sudo,
        &[
            &["install", "--yes", "--no-install-recommends"],
            missing.as_slice(),
        ]
        .concat(),
    )
}

fn apt_get(sudo: Option<&str>, arguments: &[&str]) -> Result<()> {
    let noninteractive = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    let words: Vec<&str> = sudo
        .into_iter()
        .chain(noninteractive)
        .chain(arguments.iter().copied())
        .collect();
    run(&mut command(words[0], &words[1..]))
}

fn is_root() -> Result<bool> {
    let output = command("id", &["-u"])
        .output()
        .context("determining the user id")?;
    Ok(output.stdout.trim_ascii() == b"0")
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Debian installs servers into folders that may be missing from a user's PATH.
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/bin".into()]);
    folders
        .into_iter()
        .any(|folder| folder.join(program).is_file())
}
