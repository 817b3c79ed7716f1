//! The character set of a text table.

use crate::error::ReadError;
use encoding_rs::{Encoding, GB18030, WINDOWS_1252};
use std::borrow::Cow;

/// The text, and the character set when it had to be guessed. A mark at the start (BOM) decides; then UTF-8 if every
/// byte fits; then GB18030, which the older Chinese systems write; last Windows-1252, which takes anything.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<String>), ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
        let text = text.ok_or_else(|| ReadError::broken(format_args!("no valid {}", encoding.name())))?;
        return Ok((text, None));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), None));
    }
    // A zero byte is in no text of these character sets, and would make binary data pass as one.
    if bytes.contains(&0) {
        return Err(ReadError::NotATable);
    }
    // UTF-8 to the end but for a last character cut in two would pass as GB18030 and show nonsense.
    if let Err(error) = std::str::from_utf8(bytes)
        && error.error_len().is_none()
        && !bytes[..error.valid_up_to()].is_ascii()
    {
        return Err(ReadError::Truncated);
    }
    let strictly =
        |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    if let Some(text) = strictly(GB18030) {
        return Ok((text, Some(GB18030.name().to_uppercase())));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok((text, Some("Windows-1252".to_owned())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(b"\xef\xbb\xbf\xe9\xa1\xb9", "项", None)]
    #[case("项目".as_bytes(), "项目", None)]
    #[case(b"\xff\xfey\x98", "项", None)]
    #[case(b"\xfe\xff\x98y", "项", None)]
    #[case(b"\xcf\xee\xc4\xbf,1", "项目,1", Some("GB18030"))]
    #[case(b"caf\xe9,1", "café,1", Some("Windows-1252"))]
    fn the_character_set_is_found(#[case] bytes: &[u8], #[case] text: &str, #[case] note: Option<&str>) {
        let (decoded, said) = decode(bytes).unwrap();
        assert_eq!((decoded.as_ref(), said.as_deref()), (text, note));
    }

    #[test]
    fn binary_data_is_no_text() {
        assert_eq!(decode(b"\x80\x00\x01\xff\xff").unwrap_err(), ReadError::NotATable);
    }
}
