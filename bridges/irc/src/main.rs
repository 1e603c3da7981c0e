//! The IRC bridge's executable.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use irc_bridge::{Bridge, NetworkSettings, Pace, Settings};
use tracing_subscriber::EnvFilter;

/// Forward private messages on an IRC network to Causeway, and the answers back.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Host of the IRC server.
    #[arg(long, env = "IRC_HOST", default_value = "127.0.0.1")]
    irc_host: String,
    /// Port of the IRC server [default: 6697 with TLS, otherwise 6667].
    #[arg(long, env = "IRC_PORT")]
    irc_port: Option<u16>,
    /// Connect with TLS.
    #[arg(long, env = "IRC_TLS")]
    irc_tls: bool,
    /// Nick that visitors write to.
    #[arg(long, env = "IRC_NICK", default_value = "help")]
    irc_nick: String,
    /// Password of the IRC server, if required.
    #[arg(long, env = "IRC_PASSWORD", hide_env_values = true)]
    irc_password: Option<String>,
    /// Password of the nick for NickServ.
    #[arg(long, env = "IRC_NICK_PASSWORD", hide_env_values = true)]
    irc_nick_password: Option<String>,
    /// Lines that may be sent at once before the rate limit applies.
    #[arg(long, env = "IRC_BURST", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    irc_burst: u32,
    /// Milliseconds per line after the burst.
    #[arg(long, env = "IRC_LINE_MS", default_value_t = 2_000)]
    irc_line_ms: u64,
    /// Address to serve the webhook on, at /webhook.
    #[arg(long, env = "IRC_BRIDGE_LISTEN", default_value = "127.0.0.1:8091")]
    listen: SocketAddr,
    /// File for visitors' messages that Causeway has not accepted yet.
    #[arg(
        long,
        env = "IRC_BRIDGE_STATE",
        default_value = "data/irc-bridge.jsonl"
    )]
    state: PathBuf,
    /// Causeway's URL.
    #[arg(long, env = "CAUSEWAY_URL", default_value = "http://127.0.0.1:8080")]
    causeway: String,
    /// Access token of the source. Without token and secret, the bridge only answers the challenge.
    #[arg(
        long,
        env = "CAUSEWAY_TOKEN",
        hide_env_values = true,
        requires = "secret"
    )]
    token: Option<String>,
    /// Signing secret of the source.
    #[arg(
        long,
        env = "CAUSEWAY_SECRET",
        hide_env_values = true,
        requires = "token"
    )]
    secret: Option<String>,
}

impl Arguments {
    fn settings(self) -> Settings {
        Settings {
            listen: self.listen,
            state: self.state,
            causeway: self.causeway,
            credentials: self.token.zip(self.secret),
            pace: Pace {
                burst: self.irc_burst,
                every: Duration::from_millis(self.irc_line_ms),
            },
            network: NetworkSettings {
                port: self
                    .irc_port
                    .unwrap_or(if self.irc_tls { 6697 } else { 6667 }),
                host: self.irc_host,
                tls: self.irc_tls,
                nick: self.irc_nick,
                password: self.irc_password,
                nick_password: self.irc_nick_password,
            },
        }
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter =
        EnvFilter::try_from_env("IRC_BRIDGE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let settings = Arguments::parse().settings();
    let connected = settings.credentials.is_some();
    let bridge = Bridge::start(settings).await?;
    let webhook = format!("http://{}/webhook", bridge.address());
    if connected {
        tracing::info!(webhook, "the bridge is ready");
    } else {
        tracing::info!(
            webhook,
            "without token and secret, only the challenge is answered: create a channel in Causeway with this webhook, \
             then start the bridge again with --token and --secret"
        );
    }
    tokio::signal::ctrl_c().await?;
    bridge.stop().await;
    Ok(())
}
