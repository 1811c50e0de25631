//! The little the browser runs on the pages everybody sees.

mod people;
mod tables;

pub use people::Walk;
pub use tables::{Copy, Grid};
