//! The code that integrators copy to verify signatures, `docs/examples/verify.*`, run unchanged
//! against the test vector of Standard Webhooks and against requests that must be refused.

use std::process::Stdio;

use tokio::{io::AsyncWriteExt, process::Command};

use crate::examples::{compiled, workspace};

const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const ID: &str = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk";
const TIMESTAMP: &str = "1649367553";
const SIGNATURE: &str = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";
const BODY: &str = r#"{"email":"test@example.com","username":"test_user"}"#;

/// One request and the expected verdict.
#[derive(Clone, Debug)]
struct Case {
    secret: &'static str,
    id: &'static str,
    timestamp: &'static str,
    signature: String,
    now: i64,
    body: &'static str,
    genuine: bool,
}

/// The test vector, and variants that differ from it in one respect.
fn cases() -> Vec<Case> {
    let good = Case {
        secret: SECRET,
        id: ID,
        timestamp: TIMESTAMP,
        signature: SIGNATURE.to_owned(),
        now: 1_649_367_553,
        body: BODY,
        genuine: true,
    };
    let bad = || Case {
        genuine: false,
        ..good.clone()
    };
    let signed = |signature: &str| Case {
        signature: signature.to_owned(),
        ..bad()
    };
    let another = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    vec![
        good.clone(),
        Case {
            now: good.now + 300,
            ..good.clone()
        },
        Case {
            now: good.now - 300,
            ..good.clone()
        },
        Case {
            signature: format!("{another} {SIGNATURE}"),
            ..good.clone()
        },
        Case {
            signature: format!("{SIGNATURE} {another}"),
            ..good.clone()
        },
        Case {
            signature: format!("v1,!!! v2,x {SIGNATURE}"),
            ..good.clone()
        },
        Case {
            now: good.now + 301,
            ..bad()
        },
        Case {
            now: good.now - 301,
            ..bad()
        },
        Case {
            secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            ..bad()
        },
        Case {
            id: "msg_27UH4WbU6Z5A5EzD8u03UvzRbpl",
            ..bad()
        },
        Case { id: "", ..bad() },
        Case {
            timestamp: "1649367554",
            ..bad()
        },
        Case {
            timestamp: "1649367553.0",
            ..bad()
        },
        Case {
            timestamp: "soon",
            ..bad()
        },
        Case {
            timestamp: "",
            ..bad()
        },
        Case {
            body: r#"{"email":"test@example.com","username":"test_user"} "#,
            ..bad()
        },
        Case { body: "", ..bad() },
        signed(another),
        signed(""),
        signed("v1,"),
        signed("v1"),
        signed(&SIGNATURE.replace("v1,", "v2,")),
        signed(&SIGNATURE.replace("v1,", "")),
        signed(&SIGNATURE[..SIGNATURE.len() - 5]),
    ]
}

/// Runs the program of `command` on every case.
async fn check_all_cases(command: impl Fn() -> Command) {
    for case in cases() {
        let mut child = command()
            .args([
                case.secret,
                case.id,
                case.timestamp,
                &case.signature,
                &case.now.to_string(),
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("stdin is piped");
        input
            .write_all(case.body.as_bytes())
            .await
            .expect("the program reads its input");
        drop(input);
        let output = child.wait_with_output().await.expect("the program exits");
        let expected = if case.genuine { "genuine" } else { "refused" };
        assert_eq!(
            String::from_utf8_lossy(&output.stdout).trim(),
            expected,
            "{case:?}"
        );
    }
}

fn example(name: &str) -> String {
    workspace()
        .join("docs/examples")
        .join(name)
        .to_string_lossy()
        .into_owned()
}

#[tokio::test]
async fn the_python_example_verifies_signatures() {
    check_all_cases(|| {
        let mut command = Command::new("python3");
        command.arg(example("verify.py"));
        command
    })
    .await;
}

#[tokio::test]
async fn the_typescript_example_verifies_signatures() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = compiled("verify", &folder).await;
    check_all_cases(|| {
        let mut command = Command::new("node");
        command.arg(&program);
        command
    })
    .await;
}

#[tokio::test]
async fn the_java_example_verifies_signatures() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut compiler = Command::new("javac");
    let output = compiler
        .arg("-d")
        .arg(folder.path())
        .arg(example("verify.java"))
        .output()
        .await
        .expect("javac starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    check_all_cases(|| {
        let mut command = Command::new("java");
        command
            .args(["-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"])
            .arg(folder.path())
            .arg("Verify");
        command
    })
    .await;
}

#[tokio::test]
async fn the_go_example_verifies_signatures() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = folder.path().join("verify");
    let mut compiler = Command::new("go");
    let output = compiler
        .args(["build", "-o"])
        .arg(&program)
        .arg(example("verify.go"))
        .output()
        .await
        .expect("go starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    check_all_cases(|| Command::new(&program)).await;
}

#[tokio::test]
async fn the_php_example_verifies_signatures() {
    check_all_cases(|| {
        let mut command = Command::new("php");
        command.arg(example("verify.php"));
        command
    })
    .await;
}
