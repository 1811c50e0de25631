//! The programme as people see it: the help page, the sheet, and how a change of it is made, seen and put in force.

mod editor;
mod file_page;
mod forms;
mod help;
mod preview;
mod proposals;
mod removal;
mod seen;
mod sheet;
mod units_sheet;
mod units_table;
mod wrong;

pub use editor::{edit_page, editor, try_edit};
pub use file_page::{file_page, try_file};
pub use help::help;
pub use preview::install_programme;
pub use proposals::{confirm, proposal_page, refuse};
pub(crate) use seen::effects_table;
pub use sheet::sheet;
pub use units_sheet::{bring_units, units_page, units_template};
