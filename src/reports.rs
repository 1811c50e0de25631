//! A unit's report on one period: the draft as typed, what it says once understood, and what is wrong with it.

mod cells;
mod circumstances;
mod content;
mod draft;
mod fault;
mod field;
mod reading;
mod several;
mod warnings;

pub mod islands;
#[cfg(feature = "ssr")]
pub mod package;
#[cfg(feature = "ssr")]
pub mod paste;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod workbook;

pub use cells::{cell_of, cells, is_asked};
pub use circumstances::{Circumstances, CorrectionReason, LateReason};
pub use content::{
    Cell, ClosureAsked, Content, Count, Direction, Origin, Policy, StageReached, Stated, TaskSaid, Version,
};
pub use draft::{ClosureEntry, Draft, Entry, PolicyEntry, StageEntry, TaskEntry, Typed};
pub use fault::{EVIDENCE_LIMIT, Fault, FaultKind, LARGEST_COUNT, SAID_LIMIT, TEXT_LIMITS, TITLE_LIMIT, UNAVAILABLE};
pub use field::{TICKED, closure_field, closure_of_field, is_field, policy_of_field, stage_of_field};
pub use reading::{Proof, is_forbidden, understand_day};
pub use warnings::{History, Warning, WarningKind, alike, is_vague, most_expected, texts, warnings};
