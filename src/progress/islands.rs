//! The little the browser runs on the pages everybody sees.

mod copy;
mod walk;

pub use copy::Copy;
pub use walk::Walk;
