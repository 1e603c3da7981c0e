//! Waits for threads without blocking the runtime.

use std::thread::JoinHandle;

use tokio::sync::oneshot;

/// Waits until the threads have ended.
pub(super) async fn join(threads: Vec<JoinHandle<()>>) {
    let (done, all_done) = oneshot::channel();
    std::thread::spawn(move || {
        for thread in threads {
            if thread.join().is_err() {
                tracing::error!("a thread of the database had panicked");
            }
        }
        // The caller that closed the database may no longer wait.
        let _ = done.send(());
    });
    // The sender is dropped only after its message was sent.
    let _ = all_done.await;
}
