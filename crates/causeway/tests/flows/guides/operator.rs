//! The commands for operators, and for programs that call the management API.

use causeway_core::scope::Scope;
use causeway_testkit::{
    CausewayProcess, TestDatabase, free_port,
    process::{ADMIN_EMAIL, ADMIN_PASSWORD, binary},
};
use serde_json::{Value, json};

use super::{
    block,
    desk::{Desk, executable},
    integrator::is_ready,
};
use crate::examples::workspace;

const GUIDE: &str = "docs/operator-guide.md";

/// A folder in which a server on this port can be started.
async fn desk(port: u16) -> Desk {
    Desk::new()
        .await
        .env("CAUSEWAY_LISTEN", format!("127.0.0.1:{port}"))
}

#[tokio::test]
async fn the_built_binary_serves() {
    let port = free_port();
    let desk = desk(port).await;
    std::fs::create_dir_all(desk.path("target/release")).unwrap();
    std::os::unix::fs::symlink(binary(), desk.path("target/release/causeway")).unwrap();
    // `make build` itself is tested elsewhere: the dashboard's tests start with it.
    executable(&desk.path("bin/make"), "#!/bin/sh\n[ \"$*\" = build ]\n");
    let _serving = desk.start(&desk.text(&block(GUIDE, "make build")));
    is_ready(port).await;
}

#[tokio::test]
async fn the_settings_file_is_read() {
    let port = free_port();
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::new()
        .await
        .with("127.0.0.1:8080", format!("127.0.0.1:{port}"))
        .with("/var/lib/causeway", folder.path().to_string_lossy());
    std::fs::write(
        desk.path("causeway.toml"),
        desk.text(&block(GUIDE, "# causeway.toml")),
    )
    .unwrap();
    let _serving = desk.start("causeway serve --config causeway.toml");
    is_ready(port).await;
    assert!(folder.path().join("causeway.key").is_file());
}

#[tokio::test]
async fn the_backup_commands_work_on_a_running_server() {
    let (port, home, backups) = (
        free_port(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let desk = desk(port)
        .await
        .with("/var/lib/causeway", home.path().to_string_lossy())
        .with("/backup-of-keys", backups.path().to_string_lossy())
        .with("/backup", backups.path().to_string_lossy())
        .env(
            "CAUSEWAY_DATABASE_URL",
            format!("sqlite://{}/causeway.db", home.path().display()),
        )
        .env(
            "CAUSEWAY_KEY_FILE",
            format!("{}/causeway.key", home.path().display()),
        )
        .env("CAUSEWAY_ADMIN_EMAIL", ADMIN_EMAIL)
        .env("CAUSEWAY_ADMIN_PASSWORD", ADMIN_PASSWORD);
    let _serving = desk.start("causeway serve");
    is_ready(port).await;
    desk.run(&block(GUIDE, "sqlite3")).await;
    assert!(backups.path().join("causeway.key").is_file());
    let copies = std::fs::read_dir(backups.path()).unwrap().flatten();
    let copy = copies
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "db"))
        .unwrap();
    let link = rusqlite::Connection::open(copy).unwrap();
    let staff: i64 = link
        .query_row("SELECT count(*) FROM staff", [], |row| row.get(0))
        .unwrap();
    assert_eq!(staff, 1);
}

#[tokio::test]
async fn the_postgresql_command_serves() {
    let (port, database) = (free_port(), TestDatabase::postgres().await);
    // The test's server has no TLS.
    let desk = desk(port).await.with(
        "postgres://causeway:secret@db.example.com/causeway?sslmode=require",
        &database.url,
    );
    let _serving = desk.start(&desk.text(&block(GUIDE, "CAUSEWAY_DATABASE_URL=")));
    is_ready(port).await;
}

#[tokio::test]
async fn the_command_for_a_reverse_proxy_serves() {
    let port = free_port();
    let desk = desk(port).await;
    let _serving = desk.start(&desk.text(&block(GUIDE, "CAUSEWAY_PUBLIC_URL=")));
    is_ready(port).await;
}

#[tokio::test]
async fn the_address_ranges_are_accepted() {
    let port = free_port();
    let desk = desk(port).await;
    let setting = desk.text(&block(GUIDE, "CAUSEWAY_WEBHOOK_ALLOW="));
    let _serving = desk.start(&format!("{} causeway serve", setting.trim()));
    is_ready(port).await;
}

#[tokio::test]
async fn the_token_commands_create_a_token_and_use_it() {
    const GUIDE: &str = "docs/administrator-guide.md";
    let database = TestDatabase::sqlite();
    let causeway = CausewayProcess::start(&database.url).await;
    let desk = Desk::new()
        .await
        .with("https://chat.example.com", causeway.url(""));
    let sign_in = json!({ "email": ADMIN_EMAIL, "password": ADMIN_PASSWORD });
    std::fs::write(desk.path("sign-in.json"), sign_in.to_string()).unwrap();
    let output = desk.run(&block(GUIDE, "curl --cookie-jar")).await;
    let token: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(token["scopes"], json!(["enquiries:read"]));
    let desk = desk.with("cwa_…", token["secret"].as_str().unwrap());
    let list: Value = serde_json::from_str(
        &desk
            .run(&block(GUIDE, "curl --header 'Authorization: Bearer cwa_…'"))
            .await,
    )
    .unwrap();
    assert_eq!(list["items"], json!([]));
}

#[test]
fn the_guide_names_every_scope() {
    let guide = std::fs::read_to_string(workspace().join("docs/administrator-guide.md")).unwrap();
    for scope in Scope::all().filter(|scope| !scope.write) {
        let area = scope.area.name();
        assert!(guide.contains(&format!("`{area}`")), "{area}");
    }
}
