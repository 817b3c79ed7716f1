//! Documents: what is in the file, to the letter, and what is refused.
#![allow(clippy::unwrap_used)]

mod faults;
mod refused;
mod sample;
mod written;
