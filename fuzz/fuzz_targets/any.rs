//! Any bytes, which lead to any reader.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| office_fuzz::ask(bytes));
