//! The memory in which password hashes are computed.
//!
//! Each computation fills 19 MiB. If each allocated and freed its own, a flood of sign-ins would
//! leave that much fragmented in the allocator's arenas. So consecutive computations share a few
//! buffers, which are freed when no computation is running or waiting.

use std::sync::{Mutex, MutexGuard, PoisonError};

use argon2::Block;

static BUFFERS: Mutex<Buffers> = Mutex::new(Buffers {
    asked: 0,
    spare: Vec::new(),
});

struct Buffers {
    /// Computations that are running or waiting for a permit.
    asked: usize,
    /// Never more than computations ran at the same time.
    spare: Vec<Vec<Block>>,
}

/// A computation that is running or waiting for a permit.
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

/// Runs a computation in a buffer of `blocks` blocks.
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
    fn consecutive_computations_share_a_buffer_that_is_freed_after_the_last() {
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
            "a buffer of another size replaces it"
        );
        drop(second);
        assert!(buffers().spare.is_empty());
    }
}
