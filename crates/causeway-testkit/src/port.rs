//! Free ports.

use std::net::TcpListener;

/// Returns a loopback port that was just free, for programs that can't choose one themselves.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has free ports");
    listener
        .local_addr()
        .expect("a bound socket has an address")
        .port()
}
