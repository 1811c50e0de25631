//! pilotboard: the progress board of a public pilot programme.
//!
//! The modules stand in reading order, and a module may use only those above it
//! (`tests/architecture.rs` holds us to it). First what a programme is, without database,
//! clock or framework; then how it is kept and shown; then the machinery.

pub mod calendar;
pub mod figures;
pub mod language;
pub mod lights;
pub mod people;
pub mod problem;
pub mod programme;
pub mod progress;
pub mod ratio;
pub mod reports;
pub mod review;
pub mod specialties;
pub mod summaries;
pub mod targets;
pub mod tasks;
pub mod units;
pub mod views;
pub mod words;

pub mod charts;

#[cfg(feature = "ssr")]
pub mod audit;
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
pub mod failure;
