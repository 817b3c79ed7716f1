//! LibreOffice opens what we write, and sees what we meant. Run by `cargo xtask test`, which installs it:
//! `cargo test -- --ignored libreoffice`.
#![allow(clippy::unwrap_used)]

mod book;
mod document;
mod folder;
#[path = "../docx/sample.rs"]
mod sample;
