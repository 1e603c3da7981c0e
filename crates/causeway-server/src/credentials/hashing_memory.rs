//! The memory that password hashes are computed in.
//!
//! Each computation fills 19 MiB. Taken from the allocator and given back for each, that much is left lying in its arenas
//! under a flood of sign-ins. So computations that follow each other share a few buffers, and the buffers are freed when
//! none is asked for any more: they are worth nothing to an idle server.

use std::sync::{Mutex, MutexGuard, PoisonError};

use argon2::Block;

static BUFFERS: Mutex<Buffers> = Mutex::new(Buffers {
    asked: 0,
    spare: Vec::new(),
});

struct Buffers {
    /// Computations that are under way or wait for their turn.
    asked: usize,
    /// No more than computations ever ran at once.
    spare: Vec<Vec<Block>>,
}

/// A computation that is under way or waits for its turn.
pub(super) struct Asked(());

impl Asked {
    pub(super) fn new() -> Self {
        buffers().asked += 1;
        Self(())
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let mut buffers = buffers();
        buffers.asked -= 1;
        if buffers.asked == 0 {
            buffers.spare = Vec::new();
        }
    }
}

/// Does a computation in a buffer of `blocks` blocks.
pub(super) fn with_memory<T>(blocks: usize, compute: impl FnOnce(&mut [Block]) -> T) -> T {
    let spare = buffers().spare.pop();
    let mut buffer = spare
        .filter(|spare| spare.len() == blocks)
        .unwrap_or_else(|| vec![Block::default(); blocks]);
    let computed = compute(&mut buffer);
    buffers().spare.push(buffer);
    computed
}

fn buffers() -> MutexGuard<'static, Buffers> {
    BUFFERS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computations_that_follow_each_other_share_a_buffer_until_none_is_asked_for() {
        let place = |buffer: &mut [Block]| buffer.as_ptr().addr();
        let first = Asked::new();
        let used = with_memory(64, place);
        let second = Asked::new();
        drop(first);
        assert_eq!((with_memory(64, place), buffers().spare.len()), (used, 1));
        with_memory(32, place);
        assert_eq!(
            buffers().spare.iter().map(Vec::len).collect::<Vec<_>>(),
            [32],
            "one of another size replaces it"
        );
        drop(second);
        assert!(buffers().spare.is_empty());
    }
}
