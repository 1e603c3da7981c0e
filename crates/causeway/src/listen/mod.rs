//! `causeway listen`: a source's events on the integrator's own machine, which needs no public
//! address.
//!
//! Events come through the pull API. An event is confirmed after it was printed and, with
//! `--forward`, after the endpoint answered 2xx. So no event is lost. An event may arrive again,
//! with the same `webhook-id`, if the program ends before it confirms it.

mod forward;
mod item;
mod outbox;

use std::{io::Write, time::Duration};

use anyhow::Context;
use causeway_server::credentials::SigningSecret;
use clap::Args;
use serde_json::{Map, Value};
use tokio::time::{Instant, sleep};

use crate::serve;
use forward::Forward;
use item::Item;
use outbox::{Batch, Outbox, Trouble};

/// Pause after the first failure in a row. It doubles with each further failure.
const PAUSE_FIRST: Duration = Duration::from_millis(500);
/// Longest pause between two attempts to reach the server.
const PAUSE_MAX: Duration = Duration::from_secs(30);
/// Shortest time between two reads when the response is empty, in case the server returns without
/// waiting.
const EMPTY_ANSWER_MIN: Duration = Duration::from_secs(1);

/// The flags of `causeway listen`.
#[derive(Args)]
pub(crate) struct ListenArguments {
    /// Address of the server, such as `https://chat.example.com`.
    #[arg(long, env = "CAUSEWAY_URL")]
    server: String,
    /// Access token of the source, `cw_…`. Set it in the environment to keep it out of the shell's
    /// history.
    #[arg(long, env = "CAUSEWAY_TOKEN", hide_env_values = true)]
    token: String,
    /// Forward each event to this URL, signed like a webhook.
    #[arg(long, value_name = "URL")]
    forward: Option<String>,
    /// Signing secret for forwarded events, `whsec_…` [default: a new one, printed first].
    #[arg(long, env = "CAUSEWAY_SECRET", hide_env_values = true)]
    secret: Option<String>,
    /// Print each event as one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Prints events until it receives a signal to stop.
pub(crate) async fn run(arguments: ListenArguments) -> anyhow::Result<()> {
    let outbox = Outbox::new(&arguments.server, &arguments.token)?;
    let forward = match &arguments.forward {
        None => None,
        Some(url) => Some(Forward::new(url, secret(arguments.secret.as_deref())?)?),
    };
    notice(&format!(
        "Listening to {}. Press Ctrl-C to stop.",
        outbox.server()
    ));
    let mut listener = Listener {
        outbox,
        forward,
        json: arguments.json,
        after: None,
    };
    tokio::select! {
        stopped = serve::stop_signal() => stopped,
        ended = listener.follow() => ended,
    }
}

fn secret(given: Option<&str>) -> anyhow::Result<SigningSecret> {
    if let Some(text) = given {
        return text.parse().context("--secret can't be used");
    }
    let secret = SigningSecret::generate();
    notice(&format!(
        "Signing secret of forwarded events: {}",
        secret.reveal()
    ));
    Ok(secret)
}

/// Prints a message to standard error. Standard output holds the events.
fn notice(text: &str) {
    eprintln!("{}", item::printable(text));
}

struct Listener {
    outbox: Outbox,
    forward: Option<Forward>,
    json: bool,
    /// Cursor of the last handled event. Reading continues here even if the response to the
    /// confirmation was lost.
    after: Option<String>,
}

impl Listener {
    /// Handles events until an error occurs that a retry can't resolve.
    async fn follow(&mut self) -> anyhow::Result<()> {
        loop {
            let asked_at = Instant::now();
            let Batch { items, next_cursor } = self.read().await?;
            if items.is_empty() {
                sleep(EMPTY_ANSWER_MIN.saturating_sub(asked_at.elapsed())).await;
                continue;
            }
            let mut ids = Map::new();
            for item in &items {
                let id = self.handle(item).await?;
                ids.extend(id.map(|id| (item.id.clone(), id.into())));
            }
            let cursor = next_cursor
                .context("the server returned events without a cursor to confirm them")?;
            self.acknowledge(&cursor, &ids).await?;
            self.after = Some(cursor);
        }
    }

    async fn read(&self) -> anyhow::Result<Batch> {
        with_retries("reading", async || {
            self.outbox.read(self.after.as_deref()).await
        })
        .await
    }

    async fn acknowledge(&self, cursor: &str, ids: &Map<String, Value>) -> anyhow::Result<()> {
        with_retries("confirming", async || {
            self.outbox.acknowledge(cursor, ids).await
        })
        .await
    }

    /// Prints an event and forwards it. Returns the message id in the endpoint's answer, if any.
    async fn handle(&self, item: &Item) -> anyhow::Result<Option<String>> {
        let line = if self.json {
            Value::Object(item.original()).to_string()
        } else {
            item.line()
        };
        let mut output = std::io::stdout().lock();
        writeln!(output, "{line}")
            .and_then(|()| output.flush())
            .context("standard output is closed")?;
        drop(output);
        match &self.forward {
            Some(forward) => forward.deliver(item).await,
            None => Ok(None),
        }
    }
}

/// Repeats the request, with growing pauses, until it succeeds or fails for good.
async fn with_retries<T>(
    what: &str,
    mut ask: impl AsyncFnMut() -> Result<T, Trouble>,
) -> anyhow::Result<T> {
    let mut failures = 0;
    loop {
        match ask().await {
            Ok(answer) => {
                if failures > 0 {
                    notice("The server is reachable again.");
                }
                return Ok(answer);
            }
            Err(Trouble::Final(reason)) => anyhow::bail!(reason),
            Err(Trouble::Passing { reason, asked }) => {
                let pause = pause_after(failures).max(asked.unwrap_or_default());
                notice(&retry_notice(what, &reason, pause));
                failures += 1;
                sleep(pause).await;
            }
        }
    }
}

/// Formats what failed, why, and when the next attempt follows. `reason` may end with a full stop.
fn retry_notice(what: &str, reason: &str, pause: Duration) -> String {
    format!(
        "{what}: {}. Retrying in {:.1} s.",
        reason.trim_end_matches('.'),
        pause.as_secs_f64()
    )
}

/// The pause after this many failures before the current one.
fn pause_after(failures: u32) -> Duration {
    PAUSE_FIRST
        .saturating_mul(2_u32.saturating_pow(failures))
        .min(PAUSE_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_half_a_minute() {
        let pauses: Vec<u128> = [0, 1, 2, 5, 6, 100]
            .map(|failures| pause_after(failures).as_millis())
            .to_vec();
        assert_eq!(pauses, [500, 1_000, 2_000, 16_000, 30_000, 30_000]);
    }
}
