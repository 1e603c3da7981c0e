//! A certificate for a server on loopback, and the authority that signed it.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// File name of the authority's certificate, which clients must trust.
pub(super) const AUTHORITY: &str = "authority.crt";

/// Creates `server.key`, `server.crt` and [`AUTHORITY`] in the folder, with the `openssl` that
/// Debian's PostgreSQL package depends on.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    const KEY: [&str; 5] = [
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
    ];
    let authority = [
        "req",
        "-x509",
        "-keyout",
        "authority.key",
        "-out",
        AUTHORITY,
        "-subj",
        "/CN=test authority",
    ];
    openssl(folder, &[&authority[..], &KEY].concat())?;
    let request = [
        "req",
        "-keyout",
        "server.key",
        "-out",
        "server.csr",
        "-subj",
        "/CN=localhost",
    ];
    openssl(
        folder,
        &[
            &request[..],
            &KEY,
            &["-addext", "subjectAltName=IP:127.0.0.1"],
        ]
        .concat(),
    )?;
    let signed = [
        "x509",
        "-req",
        "-in",
        "server.csr",
        "-out",
        "server.crt",
        "-copy_extensions",
        "copyall",
    ];
    openssl(
        folder,
        &[
            &signed[..],
            &[
                "-CA",
                AUTHORITY,
                "-CAkey",
                "authority.key",
                "-CAcreateserial",
            ],
        ]
        .concat(),
    )
}

fn openssl(folder: &Path, arguments: &[&str]) -> io::Result<()> {
    let output = Command::new("openssl")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!(
        "openssl failed: {}",
        String::from_utf8_lossy(&output.stderr)
    )))
}
