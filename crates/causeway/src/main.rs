//! Causeway, the program: settings, commands, and nothing else.

mod conform;
mod demo;
mod listen;
mod serve;
mod setting_names;
mod settings;

use std::{io::IsTerminal, process::ExitCode};

use anyhow::{Context, bail};
use causeway_server::files::{DrawingLimits, draw_picture};
use clap::{Args, Parser, Subcommand};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tracing_subscriber::{EnvFilter, fmt};

use settings::{ServeArguments, Settings};

/// It gives back what a flood of connections or sign-ins needed (`docs/decisions/0040-jemalloc.md`).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Bring any messaging channel of your own to the people who answer.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the APIs and the dashboard.
    Serve(ServeArguments),
    /// Serve with a sample workspace and a simulated messenger, on this machine only.
    Demo(demo::DemoArguments),
    /// Check an integrator's webhook: plays Causeway against it, and says what to mend.
    Conform(conform::ConformArguments),
    /// Print a source's events as they happen, and hand them on to a program on this machine.
    Listen(listen::ListenArguments),
    /// Print the OpenAPI document of both APIs.
    Openapi,
    /// Draw one picture small: the server runs this for each.
    #[command(hide = true)]
    DrawPicture(DrawArguments),
}

#[derive(Args)]
struct DrawArguments {
    /// Memory that it may take.
    #[arg(long)]
    memory_mib: u64,
    /// Time of a processor that it may take.
    #[arg(long)]
    seconds: u64,
}

fn main() -> ExitCode {
    match start(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            // One line, and never a backtrace: what is wrong is a setting or the machine.
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(command: Command) -> anyhow::Result<ExitCode> {
    // Without the threads of a server: they would count as memory of the picture.
    if let Command::DrawPicture(DrawArguments {
        memory_mib,
        seconds,
    }) = command
    {
        return Ok(draw_picture(DrawingLimits {
            memory_bytes: memory_mib * 1024 * 1024,
            seconds,
        }));
    }
    raise_file_limit();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(run(command))
}

/// Takes as many file handles as the system lets this process have: each connection is one, and what a shell or service
/// manager gives at first is often 1,024.
fn raise_file_limit() {
    let limit = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    // Where it can't, there is room for fewer connections, and the server says so.
    setrlimit(Resource::Nofile, most).ok();
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(arguments) => {
            setting_names::check_environment(
                std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()),
            )?;
            let settings = Settings::resolve(arguments)?;
            log_to_stderr("info")?;
            serve::run(settings).await?;
        }
        Command::Demo(arguments) => {
            // The addresses to open should not drown in what a log tells.
            log_to_stderr("warn")?;
            demo::run(arguments).await?;
        }
        Command::Conform(arguments) => return Ok(conform::run(arguments).await),
        Command::Listen(arguments) => listen::run(arguments).await?,
        Command::Openapi => {
            print!("{}", causeway_server::openapi_json());
        }
        Command::DrawPicture(_) => unreachable!("it is done before there is a runtime"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the log to standard error, as text for people or as JSON for machines. `CAUSEWAY_LOG` chooses what is written,
/// `CAUSEWAY_LOG_FORMAT` is `text` or `json`.
fn log_to_stderr(level: &str) -> anyhow::Result<()> {
    let given = |name| std::env::var(name).ok().filter(|text| !text.is_empty());
    let filter = given("CAUSEWAY_LOG").unwrap_or_else(|| level.to_owned());
    let filter = EnvFilter::try_new(filter)
        .context("CAUSEWAY_LOG must be like info or causeway=debug,warn")?;
    let colours = std::io::stderr().is_terminal();
    let log = fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(colours)
        .with_target(false);
    // The log may lie on the disk that is full. Telling so would write there again and, failing, end the request at hand.
    let log = log.log_internal_errors(false);
    match given("CAUSEWAY_LOG_FORMAT").as_deref() {
        None | Some("text") => log.init(),
        Some("json") => log.json().init(),
        Some(_) => bail!("CAUSEWAY_LOG_FORMAT must be text or json"),
    }
    Ok(())
}
