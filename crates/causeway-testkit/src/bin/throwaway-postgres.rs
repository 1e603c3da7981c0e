//! Starts a throw-away PostgreSQL, prints its address, and ends it when standard input ends.
//!
//! By hand: `cargo run -p causeway-testkit --bin throwaway-postgres`, then Ctrl-D.

use std::io::{Read, Write, stdin, stdout};

use causeway_testkit::postgres::Server;

fn main() -> std::io::Result<()> {
    let server = Server::start()?;
    writeln!(stdout(), "{}", server.url)?;
    // Nothing is read: only the end matters.
    stdin().read_to_end(&mut Vec::new())?;
    drop(server);
    Ok(())
}
