//! Programs that the tests need beside cargo and Node: installed when missing, on Debian and its kin.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::step::{Steps, command, run, succeeds};

/// A Debian package, and how to tell that what it brings is there, however it came.
pub(crate) struct Needed {
    package: &'static str,
    is_there: fn() -> bool,
}

/// What the Rust tests start, and the commands and programs of the guides among them.
pub(crate) const FOR_RUST_TESTS: &[Needed] = &[
    Needed {
        package: "curl",
        is_there: || on_path("curl"),
    },
    Needed {
        package: "default-jdk-headless",
        is_there: || on_path("javac"),
    },
    Needed {
        package: "golang-go",
        is_there: || on_path("go"),
    },
    Needed {
        package: "jq",
        is_there: || on_path("jq"),
    },
    Needed {
        package: "ngircd",
        is_there: || on_path("ngircd"),
    },
    Needed {
        package: "openssl",
        is_there: || on_path("openssl"),
    },
    Needed {
        package: "php-cli",
        is_there: || on_path("php"),
    },
    Needed {
        package: "postgresql",
        is_there: || on_path("postgres") || Path::new("/usr/lib/postgresql").exists(),
    },
    Needed {
        package: "python3-venv",
        is_there: || succeeds("python3", &["-c", "import ensurepip, venv"]),
    },
    Needed {
        package: "sqlite3",
        is_there: || on_path("sqlite3"),
    },
];

/// What the tests in a browser start.
pub(crate) const FOR_BROWSER_TESTS: &[Needed] = &[Needed {
    package: "chromium",
    is_there: || on_path("chromium"),
}];

/// Installs what is missing, or says what to install.
pub(crate) fn missing(steps: &mut Steps, needed: &[Needed]) -> Result<()> {
    let missing: Vec<&str> = needed
        .iter()
        .filter(|needed| !(needed.is_there)())
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
    let told = command("id", &["-u"])
        .output()
        .context("asking who runs this")?;
    Ok(told.stdout.trim_ascii() == b"0")
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Debian keeps servers where other users' paths don't look.
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/bin".into()]);
    folders
        .into_iter()
        .any(|folder| folder.join(program).is_file())
}
