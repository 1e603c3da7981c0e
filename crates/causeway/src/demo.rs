//! `causeway demo`: a sample workspace with a simulated messenger, on this machine only.
//!
//! The simulator is a separate program, connected as any channel is: the demo signs in to the
//! management API as the administrator, has the simulator's webhook pass the challenge, and gives
//! the simulator the access token.

mod api;
mod simulator;

use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context;
use clap::Args;
use serde_json::{Value, json};

use crate::{serve, serve_arguments::ServeArguments, settings::Settings};
use api::Api;
use simulator::Simulator;

/// Password of every account in the demo. It is printed; the demo serves this machine only.
const PASSWORD: &str = "causeway-demo";
/// First name, last name, e-mail address and role of each staff member in the demo.
const STAFF: [(&str, &str, &str, &str); 4] = [
    ("Alex", "Admin", "admin@example.com", "administrator"),
    ("Jane", "Doe", "jane@example.com", "supervisor"),
    ("Kenji", "Sample", "kenji@example.com", "agent"),
    ("Mei", "Sample", "mei@example.com", "agent"),
];

/// The flags of `causeway demo`.
#[derive(Args)]
pub(crate) struct DemoArguments {
    /// Folder for all of the demo's data. Delete it to start over.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Address to serve on. Must be a loopback address.
    #[arg(long, env = "CAUSEWAY_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Address of the simulated messenger. Must be a loopback address.
    #[arg(long, default_value = "127.0.0.1:8090")]
    simulator_listen: SocketAddr,
    /// Database to use instead of a SQLite file in the data folder.
    #[arg(long, env = "CAUSEWAY_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
}

/// Serves the demo until it receives a signal to stop.
pub(crate) async fn run(arguments: DemoArguments) -> anyhow::Result<()> {
    anyhow::ensure!(
        arguments.listen.ip().is_loopback() && arguments.simulator_listen.ip().is_loopback(),
        "the demo's passwords are public, so it serves on loopback addresses only"
    );
    let database_url = arguments
        .database_url
        .unwrap_or_else(|| format!("sqlite://{}/causeway.db", arguments.data.display()));
    let settings = Settings::resolve(ServeArguments {
        listen: Some(arguments.listen),
        database_url: Some(database_url),
        key_file: Some(arguments.data.join("causeway.key")),
        files_url: Some(format!("file://{}", arguments.data.join("files").display())),
        webhook_allow: Some("127.0.0.0/8, ::1/128".to_owned()),
        media_allow: Some("127.0.0.0/8, ::1/128".to_owned()),
        sign_in_allow: Some("127.0.0.0/8, ::1/128".to_owned()),
        admin_email: Some(STAFF[0].2.to_owned()),
        admin_password: Some(PASSWORD.to_owned()),
        ..ServeArguments::default()
    })?;
    let node = serve::start(&settings).await?;
    let causeway_url = node.app().settings.public_url.clone();
    let state = arguments.data.join("simulator.json");
    let simulator = Simulator::start(arguments.simulator_listen, &state, &causeway_url).await?;
    let api = Api::sign_in(&causeway_url, STAFF[0].2, PASSWORD).await?;
    create_sample_workspace(&api, &simulator)
        .await
        .context("the sample workspace could not be created")?;
    print_welcome(&causeway_url, &simulator.url());
    tokio::select! {
        stopped = serve::stop_signal() => stopped?,
        ended = simulator.ended() => anyhow::bail!("the simulator exited: {}", ended?),
    }
    node.stop().await;
    Ok(())
}

/// Creates the sample workspace's staff, group, source and channel if they are missing.
async fn create_sample_workspace(api: &Api, simulator: &Simulator) -> anyhow::Result<()> {
    let sources = api.get("/api/v1/sources?limit=200").await?;
    if api::find(&sources, "name", &json!("Simulator")).is_some() {
        return Ok(());
    }
    api.patch_me(STAFF[0].0, STAFF[0].1).await?;
    let mut member_ids = Vec::new();
    let existing = api.get("/api/v1/staff?limit=200").await?;
    for (first_name, last_name, email, role) in STAFF {
        let new = json!({
            "firstName": first_name, "lastName": last_name, "email": email, "role": role, "password": PASSWORD,
        });
        let member = api
            .find_or_add(&existing, "email", "/api/v1/staff", &new)
            .await?;
        member_ids.push(member["id"].clone());
    }
    let groups = api.get("/api/v1/service-groups?limit=200").await?;
    let new = json!({ "name": "Customer care", "memberIds": member_ids });
    let group = api
        .find_or_add(&groups, "name", "/api/v1/service-groups", &new)
        .await?;
    simulator.disconnect().await?;
    let source = json!({ "name": "Simulator", "webhookUrl": simulator.webhook_url() });
    let source = api.post("/api/v1/sources", &source).await?;
    api.post("/api/v1/channels", &channel(&source["id"], &group["id"]))
        .await?;
    simulator
        .connect(api.url(), &source["accessToken"], &source["signingSecret"])
        .await
}

fn channel(source_id: &Value, group_id: &Value) -> Value {
    json!({
        "sourceId": source_id,
        "name": "Simulator",
        "routing": { "kind": "alternative", "destinations": [group_id] },
        "displayNameFormat": "firstName",
        "messages": {
            "welcome": {
                "enabled": true,
                "when": "firstContact",
                "text": "Welcome to {{channel.name}}, {{visitor.name}}! We will be with you shortly.",
            },
            "away": {
                "enabled": true,
                "text": "We’re away at the moment. We will answer {{enquiry.number}} as soon as we are back.",
            },
            "close": { "enabled": true, "text": "Thank you, {{visitor.name}}. Write again whenever you like." },
        },
    })
}

fn print_welcome(causeway: &str, simulator: &str) {
    println!("\nCauseway is running. Open\n");
    println!("  {causeway:<32} the dashboard for staff");
    println!("  {simulator:<32} the simulator for visitors");
    println!(
        "  {:<32} the API reference\n",
        format!("{causeway}/api/docs")
    );
    println!("Sign in with one of these accounts and the password {PASSWORD}\n");
    for (first_name, last_name, email, role) in STAFF {
        println!("  {email:<32} {first_name} {last_name}, {role}");
    }
    println!("\nPress Ctrl-C to stop. The demo keeps its data for the next start.\n");
}
