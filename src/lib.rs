//! pilotboard: the progress board of a public pilot programme.
//!
//! The modules stand in reading order, and a module may use only those above it
//! (`tests/architecture.rs` holds us to it). First what a programme is, without database,
//! clock or framework; then how it is kept and shown; then the machinery. The folder of a noun
//! holds how it is kept (`store.rs`) and shown (`pages.rs`), which may use the machinery.

// What a programme is.
pub mod language;
pub mod ratio;
pub mod calendar;
pub mod units;
pub mod people;
pub mod specialties;

pub mod targets;
pub mod tasks;
pub mod programme;
pub mod reports;
pub mod review;
pub mod extensions;
pub mod evidence;
pub mod lights;
pub mod views;
pub mod figures;
pub mod forecast;
pub mod progress;
pub mod readings;
pub mod effort;
pub mod attention;
pub mod decisions;
pub mod ladder;
pub mod notes;
pub mod remarks;
pub mod feedback;
pub mod snapshots;
pub mod papers;
pub mod messages;
pub mod reminders;
pub mod feeds;
pub mod problem;
pub mod words;
pub mod charts;
pub mod summaries;
pub mod documents;

// Machinery, on the server only.
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
pub mod audit;
#[cfg(feature = "ssr")]
pub mod failure;
#[cfg(feature = "ssr")]
pub mod example;
#[cfg(feature = "ssr")]
pub mod settings;
#[cfg(feature = "ssr")]
pub mod delivery;
#[cfg(feature = "ssr")]
pub mod web;
#[cfg(feature = "ssr")]
pub mod testing;

/// Wakes the islands of a page. The browser calls it once the bundle is loaded.
#[cfg(feature = "hydrate")]
mod browser;
