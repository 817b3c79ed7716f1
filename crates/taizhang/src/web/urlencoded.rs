//! Percent-encoding of names and values, in addresses, forms and header fields.

use std::fmt::Write as _;

/// Encodes everything but letters, digits and `-._~` (RFC 3986, unreserved).
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("writing to a string cannot fail");
        }
    }
    encoded
}

/// Decodes `+` and `%XX`. A broken escape stays as it is written; broken UTF-8 becomes U+FFFD.
#[must_use]
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => match escaped(after) {
                Some(byte) => {
                    bytes.push(byte);
                    rest = &after[2..];
                }
                None => bytes.push(b'%'),
            },
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn escaped(after: &[u8]) -> Option<u8> {
    let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

/// The pairs of a query or of a form body, in order, empty names dropped.
#[must_use]
pub fn pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .filter(|(name, _)| !name.is_empty())
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn broken_escapes_are_kept() {
        assert_eq!(decode("50%+of%2"), "50% of%2");
        assert_eq!(decode("%zz%41"), "%zzA");
        assert_eq!(decode("%E6%99%8B"), "晋");
        assert_eq!(decode("%+1"), "% 1");
    }

    #[test]
    fn pairs_keep_their_order_and_repeat() {
        let expected = [("a", "1"), ("b", ""), ("a", "x y")].map(|(n, v)| (n.to_owned(), v.to_owned()));
        assert_eq!(pairs("a=1&b&=3&a=x+y"), expected);
        assert!(pairs("").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "\\PC*") {
            prop_assert_eq!(decode(&encode(&text)), text);
        }
    }
}
