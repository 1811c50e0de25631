//! Signing in and out, the first set-up and the accounts.

mod accounts;
mod setup;
mod sign_in;

pub use accounts::{add_account, admin, disable_account};
pub use setup::{open_setup, set_up, setup_page};
pub use sign_in::{home, sign_in, sign_in_page, sign_out};
