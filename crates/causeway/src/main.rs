//! The executable: commands and settings.

mod conform;
mod demo;
mod listen;
mod serve;
mod serve_arguments;
mod setting_names;
mod settings;

use std::{io::IsTerminal, process::ExitCode};

use anyhow::{Context, bail};
use causeway_server::files::{DrawingLimits, draw_picture};
use clap::{Args, Parser, Subcommand};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tracing_subscriber::{EnvFilter, fmt};

use serve_arguments::ServeArguments;
use settings::Settings;

/// jemalloc returns memory to the system after a peak of connections or sign-ins
/// (`docs/decisions/0040-jemalloc.md`).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Bring your own messaging channels to the people who answer.
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
    /// Check an integrator's webhook: play Causeway against it and report what to fix.
    Conform(conform::ConformArguments),
    /// Print a source's events as they happen, and forward them to a program on this machine.
    Listen(listen::ListenArguments),
    /// Print the OpenAPI document of both APIs.
    Openapi,
    /// Create the thumbnail of one picture. The server runs this for each.
    #[command(hide = true)]
    DrawPicture(DrawArguments),
}

#[derive(Args)]
struct DrawArguments {
    /// Memory limit, in MiB.
    #[arg(long)]
    memory_mib: u64,
    /// Limit of processor time, in seconds.
    #[arg(long)]
    seconds: u64,
}

fn main() -> ExitCode {
    match start(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            // One line and no backtrace: the cause is a setting or the machine.
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(command: Command) -> anyhow::Result<ExitCode> {
    // Runs before the runtime starts, because its threads would count against the memory limit.
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

/// Raises the limit of open files to the maximum for this process. Each connection needs one, and
/// the initial limit of a shell or service manager is often 1,024.
fn raise_file_limit() {
    let limit = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    // If this fails, the server allows fewer connections and logs it.
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
            // Only warnings, so that the printed addresses stay visible.
            log_to_stderr("warn")?;
            demo::run(arguments).await?;
        }
        Command::Conform(arguments) => return Ok(conform::run(arguments).await),
        Command::Listen(arguments) => listen::run(arguments).await?,
        Command::Openapi => {
            print!("{}", causeway_server::openapi_json());
        }
        Command::DrawPicture(_) => unreachable!("it was handled before the runtime started"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the log to standard error. `CAUSEWAY_LOG` is the filter, `CAUSEWAY_LOG_FORMAT` is `text`
/// or `json`.
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
    // The log may be on a full disk. Reporting that would write to the log again and fail the
    // request.
    let log = log.log_internal_errors(false);
    match given("CAUSEWAY_LOG_FORMAT").as_deref() {
        None | Some("text") => log.init(),
        Some("json") => log.json().init(),
        Some(_) => bail!("CAUSEWAY_LOG_FORMAT must be text or json"),
    }
    Ok(())
}
