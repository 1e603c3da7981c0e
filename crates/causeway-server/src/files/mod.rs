//! The bytes of files: in a folder, whole or not at all; and addresses that open them without signing in.

mod address;
mod content_check;
mod folder;

pub use address::AddressSigner;
pub use content_check::{Checked, ContentCheck};
pub use folder::{Arrival, ArrivalError, Arrived, FileFolder, UNFINISHED_KEPT_FOR};
