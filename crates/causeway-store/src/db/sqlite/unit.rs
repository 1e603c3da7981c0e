//! A unit of work in the queue of SQLite's threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tokio::sync::oneshot;

use super::super::{Conn, DbError};

/// A unit, without its types, which the threads needn't know.
pub(super) trait Job: Send {
    /// Whether the caller still waits for the result. A unit without a waiting caller is not
    /// started.
    fn is_wanted(&self) -> bool;
    /// Runs the unit once, and returns whether to keep its changes.
    fn run(&mut self, conn: &mut Conn) -> bool;
    /// Sends the result to the caller, or `failed` if the unit's transaction couldn't be committed.
    fn answer(self: Box<Self>, failed: Option<DbError>);
}

/// A unit of work, before and after its run.
pub(super) struct Unit<T, E, F> {
    work: Option<F>,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Unit<T, E, F> {
    pub(super) fn new(work: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (reply, answer) = oneshot::channel();
        (
            Self {
                work: Some(work),
                result: None,
                reply,
            },
            answer,
        )
    }
}

impl<T, E, F> Job for Unit<T, E, F>
where
    F: AsyncFnOnce(&mut Conn) -> Result<T, E> + Send,
    T: Send,
    E: From<DbError> + Send,
{
    fn is_wanted(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run(&mut self, conn: &mut Conn) -> bool {
        let Some(work) = self.work.take() else {
            return false;
        };
        let polled = catch_unwind(AssertUnwindSafe(|| {
            let mut unit = pin!(work(conn));
            unit.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        }));
        let result = match polled {
            Ok(Poll::Ready(result)) => result,
            Ok(Poll::Pending) => Err(DbError::Suspended.into()),
            Err(_) => Err(DbError::Panicked.into()),
        };
        let result = match (result, conn.take_failure()) {
            (Ok(_), Some(failure)) => Err(failure.into()),
            (result, _) => result,
        };
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn answer(self: Box<Self>, failed: Option<DbError>) {
        let result = match (failed, self.result) {
            (Some(error), _) => Err(error.into()),
            (None, Some(result)) => result,
            (None, None) => Err(DbError::Closed.into()),
        };
        // The caller may be gone by now. The unit's changes remain, as with any response that is
        // lost on the way.
        let _ = self.reply.send(result);
    }
}
