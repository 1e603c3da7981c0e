//! Tests that the OpenAPI document makes good clients: linters find no error in it, two generators
//! read it without a warning, and their clients work on a running server.
//! (`openapi-typescript` makes the dashboard's types.)

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::node::{self, npm};
use crate::openapi::{Causeway, SNAPSHOT};
use crate::python::Python;
use crate::step::{Steps, command, root, run};

/// The folder of the tools, their settings, and the programs that use the clients.
const TOOLS: &str = "xtask/openapi";
/// The folder of the generated clients.
const GENERATED: &str = "target/clients";

/// Lints the document, generates clients and uses them.
pub(crate) fn all(steps: &mut Steps, python: &Python) -> Result<()> {
    node::packages(steps, TOOLS, "tools for the OpenAPI document")?;
    steps.step("OpenAPI document for linters and generators");
    let document = root().join(SNAPSHOT).to_string_lossy().into_owned();
    lint(&document)?;
    let generated = root().join(GENERATED);
    if generated.exists() {
        fs::remove_dir_all(&generated).context("deleting the clients of the last run")?;
    }
    fs::create_dir_all(&generated)?;
    generate_typescript(&document)?;
    generate_python(python, &document)?;

    steps.step("generated clients against the server");
    let causeway = Causeway::start("clients-server")?;
    let cookie = causeway.sign_in()?;
    let token = causeway.connect_channel(&cookie)?;
    let url = format!("http://{}", causeway.address);
    let with_credentials = |program: &mut Command| {
        run(program
            .env("CAUSEWAY_URL", &url)
            .env("CAUSEWAY_COOKIE", &cookie)
            .env("CAUSEWAY_TOKEN", &token))
    };
    let python = python.program("python");
    let script = root().join(TOOLS).join("use.py");
    with_credentials(
        command(&python.to_string_lossy(), &[&script.to_string_lossy()])
            .env("PYTHONPATH", &generated),
    )?;
    // Beside the packages that it imports, and as JavaScript, which any Node runs.
    run(&mut npm(TOOLS, &["exec", "--", "tsc", "--project", "."]))?;
    with_credentials(
        npm(TOOLS, &["exec", "--", "node", "generated/built/use.js"]).env("CI", "true"),
    )
}

fn lint(document: &str) -> Result<()> {
    let redocly = ["exec", "--", "redocly", "lint", document, "--config"];
    run(npm(TOOLS, &redocly)
        .arg("redocly.yaml")
        .env("REDOCLY_TELEMETRY", "off")
        .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"))?;
    let spectral = ["exec", "--", "spectral", "lint", document, "--ruleset"];
    run(npm(TOOLS, &spectral).args(["spectral.yaml", "--fail-severity", "warn"]))
}

fn generate_typescript(document: &str) -> Result<()> {
    let folder = root().join(TOOLS).join("generated");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let options = ["exec", "--", "openapi-ts", "--input", document];
    without_warnings(
        npm(TOOLS, &options)
            .args([
                "--output",
                "generated/client",
                "--client",
                "@hey-api/client-fetch",
            ])
            .arg("--no-log-file"),
    )
}

fn generate_python(python: &Python, document: &str) -> Result<()> {
    let generator = python.program("openapi-python-client");
    let target = root().join(GENERATED).join("causeway_client");
    let options = ["generate", "--path", document, "--meta", "none"];
    // The generator formats its code with a program of the same environment.
    let programs = generator.parent().map(|folder| folder.to_string_lossy());
    let path = std::env::var("PATH").unwrap_or_default();
    without_warnings(
        command(&generator.to_string_lossy(), &options)
            .arg("--output-path")
            .arg(target)
            .env("PATH", format!("{}:{path}", programs.unwrap_or_default())),
    )
}

/// Runs a generator, which reports what it can't read as a warning and succeeds.
fn without_warnings(generator: &mut Command) -> Result<()> {
    let output = generator.output().context("starting the generator")?;
    let told = [output.stdout, output.stderr].concat();
    let told = String::from_utf8_lossy(&told);
    if !output.status.success() || told.to_lowercase().contains("warning") {
        bail!("a generator can't read the document without a warning:\n{told}");
    }
    Ok(())
}
