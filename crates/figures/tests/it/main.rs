//! Figures over made-up ledgers: what the published articles print must come out, and nothing else may count.
#![allow(clippy::unwrap_used)]

mod fixture;

mod affairs;
mod attraction;
mod bulletins;
mod catalogue;
mod cohort;
mod compare;
mod definitions;
mod expected;
mod filters;
mod generated;
mod moved;
mod oracle;
mod pages;
mod partitions;
mod progress;
mod ranking;
mod rounds;
mod sentences;
mod snapshots;
mod speed;
mod stories;
mod targets;
mod worked;
