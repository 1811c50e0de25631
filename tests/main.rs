//! What must hold across modules, as one program: linked once, it takes a fraction of the time and of the disk
//! that a program for each file would.

mod half_year;
mod histories;

mod api;
mod architecture;
mod as_at;
mod as_at_pages;
mod attention;
mod authorisation;
mod calendar;
mod charts;
mod command;
mod comments;
mod consolidation;
mod documents;
mod evidence;
mod example;
mod facts;
mod feeds;
mod front_door;
mod issued;
mod ladder;
mod looks;
mod meeting;
mod messages;
mod notes;
mod official;
mod pages;
mod papers;
mod people;
mod printed;
mod programme;
mod questions;
mod records;
mod reminders;
mod review;
mod rules;
mod search;
mod secretary;
mod snapshots;
mod stores;
mod targets;
mod workbook;
