//! Bytes as people copy them: hashes, tokens, nonces.

use std::fmt::Write;

/// Lower-case hexadecimal text, two digits a byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}
