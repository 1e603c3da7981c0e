//! The guide's endpoints pass the checks.

use super::*;

/// Asserts that an integrator example passes all checks.
async fn example_conforms(mut command: Command) {
    let mut child = command
        .env("CAUSEWAY_TOKEN", "cw_not_used_here")
        .env("CAUSEWAY_SECRET", SECRET)
        .env("PORT", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the example starts");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
    let first = lines
        .next_line()
        .await
        .expect("the output is UTF-8")
        .expect("the first line is the webhook's URL");
    let url = first
        .strip_prefix("webhook: ")
        .expect("the first line is the webhook's URL")
        .to_owned();
    // Keep reading the output, so that the example never blocks.
    let reading = tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    let output = conform(&["--url", &url, "--secret", SECRET]).await;
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    assert_eq!(
        marked(&output, '!'),
        Vec::<String>::new(),
        "{}",
        text(&output.stdout)
    );
    reading.abort();
}

#[tokio::test]
async fn the_python_example_conforms() {
    let mut command = Command::new(python_with_library().await);
    command.arg(workspace().join("docs/examples/channel.py"));
    example_conforms(command).await;
}

#[tokio::test]
async fn the_typescript_example_conforms() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::new("node");
    command.arg(compiled("channel", &folder).await);
    example_conforms(command).await;
}
