//! Files: names, media types, how they are served, and signed addresses.

mod address;
mod disposition;
mod media_type;
mod name;
mod range;

pub use address::{VALIDITY, expiry, signed_text};
pub use disposition::{DISPOSITION_MAX, disposition_of, name_in};
pub use media_type::{MediaType, Serving, settle_media_type};
pub use name::{FileName, NAME_BYTES_MAX};
pub use range::{Part, part_asked_for};
