//! `causeway conform`: plays Causeway against an integrator's endpoint before anything is connected.
//!
//! Requests are made and signed by the code that delivers events (`causeway_server::outgoing`). A check is data: what it
//! sends, and a pure function of what came back.

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
    credentials::random_bytes,
    outgoing::{AllowList, Client, SigningSecret, WebhookUrl},
};
use clap::{Args, builder::PossibleValuesParser};
use futures_util::future::join_all;

use check::{CHECKS, Check};
use endpoint::{Endpoint, Reply};
use report::{Outcome, Style};
use request::{Kind, Request, Script, SignedBy};

/// Something did not pass.
const FAILED: u8 = 1;
/// The checks could not be run; also how flags that won't do end.
const NOT_RUN: u8 = 2;

/// The flags of `causeway conform`.
#[derive(Args)]
pub(crate) struct ConformArguments {
    /// Address of the endpoint: your outgoing webhook.
    #[arg(long)]
    url: String,
    /// Signing secret that the endpoint checks with, `whsec_…` [default: a new one, printed first].
    #[arg(long, env = "CAUSEWAY_SECRET", hide_env_values = true)]
    secret: Option<String>,
    /// Address ranges (CIDR) to call although they are not public, beside this machine's own.
    #[arg(long, value_name = "CIDR", value_delimiter = ',', num_args = 1..)]
    allow: Vec<String>,
    /// Checks to run [default: all].
    #[arg(long, value_name = "NAME", value_delimiter = ',', num_args = 1..,
          value_parser = PossibleValuesParser::new(CHECKS.map(|check| check.name)))]
    only: Vec<String>,
    /// Also write the report as JUnit XML into this file.
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// The endpoint has its secret before its address is entered: the first challenge is signed with it, too.
    #[arg(long)]
    secret_first: bool,
    /// Do not wait until a new secret is configured.
    #[arg(long)]
    yes: bool,
    /// Tell what was sent and what came back of checks that passed, too.
    #[arg(long, short)]
    verbose: bool,
}

/// Runs the checks; the exit status is 0 when all passed, 1 when something failed, 2 when they could not be run.
pub(crate) async fn run(arguments: ConformArguments) -> ExitCode {
    match perform(arguments).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            eprintln!("The checks could not be run: {error:#}");
            ExitCode::from(NOT_RUN)
        }
    }
}

/// Whether all passed.
async fn perform(arguments: ConformArguments) -> anyhow::Result<bool> {
    let url = WebhookUrl::parse(&arguments.url)?;
    // Loopback for this command only: whoever runs it reaches their own machine anyway.
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
    let knock = endpoint
        .ask(&Request {
            label: "a challenge".to_owned(),
            kind: Kind::Challenge(SignedBy::SecretToCome),
        })
        .await;
    if let (true, Some(fault)) = (knock.unreachable, knock.fault) {
        anyhow::bail!(fault);
    }
    let style = Style {
        colours: std::io::stdout().is_terminal(),
        verbose: arguments.verbose,
    };
    println!("What Causeway expects of {}\n", endpoint.url.as_str());
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

/// Makes a secret, shows it, and waits until the endpoint has it.
fn new_secret(yes: bool) -> anyhow::Result<SigningSecret> {
    let secret = SigningSecret::generate();
    println!(
        "The signing secret for this run, to be configured in the endpoint:\n\n  {}\n",
        secret.reveal()
    );
    if !yes {
        println!("Press Enter once the endpoint checks signatures with it.");
        std::io::stdout().flush()?;
        let read = std::io::stdin().lock().read_line(&mut String::new())?;
        anyhow::ensure!(
            read > 0,
            "nobody pressed Enter; give the endpoint's secret by --secret, or go on with --yes"
        );
    }
    Ok(secret)
}

/// Sends what a check sends, and judges what comes back.
async fn play(check: &'static Check, endpoint: &Endpoint) -> Outcome {
    let mut script = Script::new(Moment::new(endpoint.clock.now(), random_bytes()));
    (check.requests)(&mut script);
    let requests = script.into_requests();
    let replies: Vec<Reply> = if check.at_once {
        join_all(requests.iter().map(|request| endpoint.ask(request))).await
    } else {
        let mut replies = Vec::new();
        for request in &requests {
            replies.push(endpoint.ask(request).await);
        }
        replies
    };
    Outcome {
        check,
        verdict: judge::unhurried((check.judge)(&replies), &replies),
        replies,
    }
}
