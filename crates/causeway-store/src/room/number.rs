//! Numbers of enquiries.
//!
//! On PostgreSQL a node takes numbers in blocks, each in its own transaction. If numbers were drawn
//! one by one, every enquiry that opens would lock the workspace's row until its commit, and all
//! nodes together could open only one at a time. On SQLite there is one writer, which draws numbers
//! one by one.
//!
//! A number is therefore never used twice. Each node's numbers increase, except that a number that
//! a change drew and did not use goes to a later enquiry. The numbers of two nodes alternate in
//! blocks. Some numbers are never used: the rest of a block whose process died, and numbers whose
//! transaction failed.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use causeway_core::{WorkspaceId, enquiry_number::EnquiryNumber};

use super::UnitError;
use crate::{
    Store, StoreError,
    db::{Conn, DbError, Engine, statements},
};

/// How many numbers a node takes in one block. At thousands of new enquiries a second, that makes a
/// few dozen transactions a second.
const BLOCK: i64 = 64;

statements! {
    const NEXT: Sql = "UPDATE workspaces SET enquiry_count = enquiry_count + 1 WHERE id = $1 RETURNING enquiry_count";
    const TAKE: Sql = "UPDATE workspaces SET enquiry_count = enquiry_count + $2 WHERE id = $1 RETURNING enquiry_count";
    /// Only if no other node took a block after this one.
    const GIVE_BACK: Sql = "UPDATE workspaces SET enquiry_count = $2 WHERE id = $1 AND enquiry_count = $3";
}

/// The numbers that this node may use.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    blocks: Mutex<HashMap<WorkspaceId, Block>>,
    /// Held while a block is being taken, so that concurrent callers share that block.
    taking: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Block {
    /// The numbers not yet drawn, up to the end of the block.
    left: Range<i64>,
    /// Numbers that were drawn and certainly not used.
    returned: BTreeSet<i64>,
}

impl Numbers {
    fn blocks(&self) -> MutexGuard<'_, HashMap<WorkspaceId, Block>> {
        self.blocks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw(&self, workspace_id: WorkspaceId) -> Option<i64> {
        let mut blocks = self.blocks();
        let block = blocks.get_mut(&workspace_id)?;
        block.returned.pop_first().or_else(|| block.left.next())
    }

    fn put_back(&self, workspace_id: WorkspaceId, number: i64) {
        if let Some(block) = self.blocks().get_mut(&workspace_id) {
            block.returned.insert(number);
        }
    }

    fn is_empty(&self, workspace_id: WorkspaceId) -> bool {
        let blocks = self.blocks();
        blocks
            .get(&workspace_id)
            .is_none_or(|block| block.left.is_empty() && block.returned.is_empty())
    }
}

/// The number that one change of a room drew. A decision that runs again draws again.
#[derive(Debug)]
pub(super) struct Drawing {
    numbers: Arc<Numbers>,
    drawn: Mutex<Option<(WorkspaceId, i64)>>,
}

impl Drawing {
    pub(super) fn of(numbers: &Arc<Numbers>) -> Self {
        Self {
            numbers: Arc::clone(numbers),
            drawn: Mutex::default(),
        }
    }

    /// The next number of a workspace.
    pub(super) async fn next(
        &self,
        conn: &mut Conn,
        workspace_id: WorkspaceId,
    ) -> Result<EnquiryNumber, UnitError> {
        if !conn.is_postgres() {
            return Ok(conn.query(NEXT).bind(workspace_id).scalar().await?);
        }
        let number = self
            .numbers
            .draw(workspace_id)
            .ok_or(UnitError::NoNumber(workspace_id))?;
        *self.drawn.lock().unwrap_or_else(PoisonError::into_inner) = Some((workspace_id, number));
        Ok(EnquiryNumber::new(number))
    }

    /// Puts back the number that the last decision drew and did not use. Call it only when the
    /// transaction was certainly rolled back, or committed without using the number: after a failed
    /// commit the outcome is unknown.
    pub(super) fn put_back(&self) {
        if let Some((workspace_id, number)) = self
            .drawn
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
        {
            self.numbers.put_back(workspace_id, number);
        }
    }
}

impl Store {
    /// Takes a block of numbers, unless another caller has just taken one.
    pub(super) async fn take_numbers(&self, workspace_id: WorkspaceId) -> Result<(), StoreError> {
        let _taking = self.numbers.taking.lock().await;
        if !self.numbers.is_empty(workspace_id) {
            return Ok(());
        }
        let last: i64 = self
            .db
            .write::<_, DbError, _>(async move |conn| {
                conn.query(TAKE)
                    .bind(workspace_id)
                    .bind(BLOCK)
                    .scalar()
                    .await
            })
            .await?;
        let block = Block {
            left: last - BLOCK + 1..last + 1,
            returned: BTreeSet::new(),
        };
        self.numbers.blocks().insert(workspace_id, block);
        Ok(())
    }

    /// Returns the unused numbers to the database, so that a clean restart of the node leaves no
    /// gap.
    pub(crate) async fn give_numbers_back(&self) {
        if self.db.engine() == Engine::Sqlite {
            return;
        }
        let blocks = std::mem::take(&mut *self.numbers.blocks());
        for (workspace_id, Block { left, mut returned }) in blocks {
            let (mut first, last) = (left.start, left.end - 1);
            while returned.remove(&(first - 1)) {
                first -= 1;
            }
            let give_back = async move |conn: &mut Conn| {
                conn.query(GIVE_BACK)
                    .bind(workspace_id)
                    .bind(first - 1)
                    .bind(last)
                    .execute()
                    .await
            };
            if let Err(error) = self.db.write::<_, DbError, _>(give_back).await {
                tracing::debug!(%error, "numbers of enquiries are left out");
            }
        }
    }
}
