//! The Python environment of the tests.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::step::{Steps, command, root, run};

/// The folder of the environment.
#[derive(Debug, Clone)]
pub(crate) struct Python(PathBuf);

impl Python {
    /// Path of one of the environment's programs.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.0.join("bin").join(name)
    }
}

/// Creates the environment if its requirements have changed.
pub(crate) fn environment(steps: &mut Steps) -> Result<Python> {
    let python = Python(root().join("target/venv"));
    let requirements_path = root().join("xtask/python-requirements.txt");
    let requirements = fs::read(&requirements_path).context("reading the Python requirements")?;
    let installed = python.0.join("installed-requirements.txt");
    if fs::read(&installed).is_ok_and(|installed| installed == requirements) {
        return Ok(python);
    }
    steps.step("Python packages of the tests");
    run(&mut command(
        "python3",
        &["-m", "venv", "--clear", &python.0.to_string_lossy()],
    ))?;
    let pip = python.program("pip");
    let requirements_path = requirements_path.to_string_lossy();
    run(&mut command(
        &pip.to_string_lossy(),
        &[
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            &requirements_path,
        ],
    ))?;
    fs::write(installed, requirements).context("storing a copy of the requirements")?;
    Ok(python)
}
