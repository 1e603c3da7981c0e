//! Starts a temporary PostgreSQL server, prints its URL, and stops it when standard input ends.
//!
//! Manual use: `cargo run -p causeway-testkit --bin throwaway-postgres`, then Ctrl-D.

use std::io::{Read, Write, stdin, stdout};

use causeway_testkit::postgres::Server;

fn main() -> std::io::Result<()> {
    let server = Server::start()?;
    writeln!(stdout(), "{}", server.url)?;
    // Wait for the end of input. Its content is ignored.
    stdin().read_to_end(&mut Vec::new())?;
    drop(server);
    Ok(())
}
