//! A text table, its separator and character set told by content.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| office_fuzz::ask_behind("a,b\n", bytes));
