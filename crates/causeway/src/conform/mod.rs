//! `causeway conform`: plays Causeway against an integrator's endpoint before it is connected.
//!
//! The server's own delivery code (`causeway_server::outgoing`) builds and signs the requests. A
//! check is data: the requests that it sends, and a pure function of the replies.

mod check;
mod endpoint;
mod judge;
mod report;
mod request;

use std::{
    io::{BufRead, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use causeway_core::Moment;
use causeway_server::{
    Clock,
    credentials::SigningSecret,
    credentials::random_bytes,
    outgoing::{AllowList, Client, WebhookUrl},
};
use clap::{Args, builder::PossibleValuesParser};
use futures_util::future::join_all;

use check::{CHECKS, Check};
use endpoint::{Endpoint, Reply};
use report::{Outcome, Style};
use request::{Kind, Request, Script, SignedBy};

/// Exit status if a check failed.
const FAILED: u8 = 1;
/// Exit status if the checks could not run, also for invalid flags.
const NOT_RUN: u8 = 2;

/// The flags of `causeway conform`.
#[derive(Args)]
pub(crate) struct ConformArguments {
    /// URL of the endpoint: your outgoing webhook.
    #[arg(long)]
    url: String,
    /// Signing secret that the endpoint verifies with, `whsec_…` [default: a new one, printed
    /// first].
    #[arg(long, env = "CAUSEWAY_SECRET", hide_env_values = true)]
    secret: Option<String>,
    /// Non-public address ranges (CIDR) that may be called. Loopback addresses are always allowed.
    #[arg(long, value_name = "CIDR", value_delimiter = ',', num_args = 1..)]
    allow: Vec<String>,
    /// Checks to run [default: all].
    #[arg(long, value_name = "NAME", value_delimiter = ',', num_args = 1..,
          value_parser = PossibleValuesParser::new(CHECKS.map(|check| check.name)))]
    only: Vec<String>,
    /// Also write the report to this file as JUnit XML.
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// The endpoint has its secret before its URL is entered: sign the first challenge with it.
    #[arg(long)]
    secret_first: bool,
    /// Do not wait for Enter after printing a new secret.
    #[arg(long)]
    yes: bool,
    /// Show requests and replies of checks that passed, too.
    #[arg(long, short)]
    verbose: bool,
}

/// Runs the checks. The exit status is 0 if all passed, 1 if a check failed, 2 if the checks could
/// not run.
pub(crate) async fn run(arguments: ConformArguments) -> ExitCode {
    match perform(arguments).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            eprintln!("The checks could not run: {error:#}");
            ExitCode::from(NOT_RUN)
        }
    }
}

/// Returns whether no check failed.
async fn perform(arguments: ConformArguments) -> anyhow::Result<bool> {
    let url = WebhookUrl::parse(&arguments.url)?;
    // Loopback is safe here: the person who runs the command can reach this machine anyway.
    let ranges = ["127.0.0.0/8", "::1"]
        .into_iter()
        .chain(arguments.allow.iter().map(String::as_str));
    let allow: AllowList = ranges
        .collect::<Vec<_>>()
        .join(",")
        .parse()
        .context("--allow can't be used")?;
    let secret = match &arguments.secret {
        Some(secret) => secret.parse().context("--secret can't be used")?,
        None => new_secret(arguments.yes)?,
    };
    let foreign = SigningSecret::generate();
    let secret_first = arguments.secret_first;
    let endpoint = Endpoint {
        client: Client::new(allow),
        url,
        secret,
        foreign,
        secret_first,
        clock: Clock::wall(),
    };
    let first = endpoint
        .send(&Request {
            label: "a challenge".to_owned(),
            kind: Kind::Challenge(SignedBy::UnknownSecret),
        })
        .await;
    if let (true, Some(fault)) = (first.unreachable, first.fault) {
        anyhow::bail!(fault);
    }
    let style = Style {
        colours: std::io::stdout().is_terminal(),
        verbose: arguments.verbose,
    };
    println!("Checking {}\n", endpoint.url.as_str());
    let mut outcomes = Vec::new();
    for check in &CHECKS {
        if arguments.only.is_empty() || arguments.only.iter().any(|name| name == check.name) {
            let outcome = play(check, &endpoint).await;
            print!("{}", outcome.render(style));
            std::io::stdout().flush()?;
            outcomes.push(outcome);
        }
    }
    println!("\n{}", report::summary(&outcomes));
    if let Some(path) = &arguments.junit {
        std::fs::write(path, report::junit(endpoint.url.as_str(), &outcomes))
            .with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(!outcomes.iter().any(Outcome::is_failed))
}

/// Generates and prints a secret, and waits until the user has configured it in the endpoint.
fn new_secret(yes: bool) -> anyhow::Result<SigningSecret> {
    let secret = SigningSecret::generate();
    println!(
        "Signing secret for this run. Configure it in the endpoint:\n\n  {}\n",
        secret.reveal()
    );
    if !yes {
        println!("Press Enter when the endpoint verifies signatures with it.");
        std::io::stdout().flush()?;
        let read = std::io::stdin().lock().read_line(&mut String::new())?;
        anyhow::ensure!(
            read > 0,
            "there is no input to wait for: pass the endpoint's secret with --secret, or skip the wait with --yes"
        );
    }
    Ok(secret)
}

/// Sends a check's requests and judges the replies.
async fn play(check: &'static Check, endpoint: &Endpoint) -> Outcome {
    let mut script = Script::new(Moment::new(endpoint.clock.now(), random_bytes()));
    (check.requests)(&mut script);
    let requests = script.into_requests();
    let replies: Vec<Reply> = if check.at_once {
        join_all(requests.iter().map(|request| endpoint.send(request))).await
    } else {
        let mut replies = Vec::new();
        for request in &requests {
            replies.push(endpoint.send(request).await);
        }
        replies
    };
    Outcome {
        check,
        verdict: judge::warn_if_slow((check.judge)(&replies), &replies),
        replies,
    }
}
