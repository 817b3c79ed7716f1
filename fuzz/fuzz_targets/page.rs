//! A page, from its first table on.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| office_fuzz::ask_behind("<html>", bytes));
