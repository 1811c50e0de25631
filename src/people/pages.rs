//! Signing in and out, the first set-up, the accounts and who holds which seat.

mod accounts;
mod contact;
mod import;
mod invitation;
mod own;
mod person;
mod proposals;
mod seats;
mod setup;
mod sign_in;

pub use accounts::{add_account, admin, disable_account};
pub use contact::change_contact;
pub use import::{import_page, look, open_all, template};
pub use invitation::{invitation_page, join};
pub use own::{change_password, own_page};
pub use person::{change, hand_over, invite, person};
pub use proposals::{confirm, refuse};
pub(crate) use seats::seat_table;
pub use seats::{give_seat, seats};
pub use setup::{open_setup, set_up, setup_page};
pub use sign_in::{home, sign_in, sign_in_page, sign_out};
