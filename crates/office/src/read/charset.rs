//! The character set of a file that is text.
//!
//! In this order, and the first that fits is taken:
//!
//! 1. a mark at the start (BOM);
//! 2. UTF-16 without a mark, when every other byte of its signs is zero, which no other character set allows;
//! 3. what a page or an XML file says of itself, when the bytes do fit it;
//! 4. UTF-8, when every byte fits: no other character set does by chance, but for a few characters;
//! 5. GB18030, which the older Chinese systems write, when every byte fits and most characters are common Chinese ones;
//! 6. Windows-1252, which takes anything.
//!
//! What is found by 1, 3 and 4 is known; the rest is guessed, and said to be.

use crate::error::ReadError;
use crate::sheet::Decoded;
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How far into a file its own word on the character set is looked for.
const HEAD_BYTES: usize = 4_096;
/// How far zero bytes are counted.
const SAMPLE_BYTES: usize = 64 << 10;

/// The text, and how it was found.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Decoded), ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = &bytes[mark..];
        if encoding != UTF_8 && rest.len() % 2 == 1 {
            return Err(ReadError::Truncated);
        }
        let text = strictly(encoding, rest);
        let text = text.ok_or_else(|| ReadError::broken(format_args!("no valid {}", encoding.name())))?;
        return Ok((text, known(encoding)));
    }
    if let Some((text, encoding)) = without_mark(bytes) {
        return Ok((text, guessed(encoding)));
    }
    if let Some(encoding) = declared(bytes)
        && let Some(text) = strictly(encoding, bytes)
    {
        return Ok((text, known(encoding)));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), known(UTF_8)));
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
    if is_chinese(bytes)
        && let Some(text) = strictly(GB18030, bytes)
    {
        return Ok((text, guessed(GB18030)));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok((text, guessed(WINDOWS_1252)))
}

/// The same for a part of an archive, whose head names its character set.
pub(super) fn decode_as<'b>(
    label: Option<&str>,
    bytes: &'b [u8],
) -> Result<(Cow<'b, str>, Decoded), ReadError> {
    // What is in ASCII alone holds signs by number, and says of itself what it says.
    if let Some(encoding) = label.and_then(of_label).filter(|_| !bytes.is_ascii())
        && let Some(text) = strictly(encoding, bytes)
    {
        return Ok((text, known(encoding)));
    }
    decode(bytes)
}

fn strictly<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Option<Cow<'b, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

fn known(encoding: &'static Encoding) -> Decoded {
    Decoded { charset: name(encoding), guessed: false, separator: None }
}

fn guessed(encoding: &'static Encoding) -> Decoded {
    Decoded { guessed: true, ..known(encoding) }
}

/// The name as people write it.
fn name(encoding: &'static Encoding) -> String {
    match encoding.name() {
        "gb18030" => "GB18030".to_owned(),
        "windows-1252" => "Windows-1252".to_owned(),
        other => other.to_owned(),
    }
}

/// UTF-16 without a mark. Signs of ASCII (separators, digits, line ends) are in every table, and in UTF-16 each has a
/// zero beside it: behind it in one byte order, before it in the other. Control characters tell binary data.
fn without_mark(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static Encoding)> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let is_sign = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let pairs = || sample.chunks_exact(2);
    let little = pairs().filter(|pair| pair[1] == 0 && is_sign(pair[0])).count();
    let big = pairs().filter(|pair| pair[0] == 0 && is_sign(pair[1])).count();
    if little == big || bytes.len() % 2 == 1 {
        return None;
    }
    let encoding = if little > big { UTF_16LE } else { UTF_16BE };
    let text = strictly(encoding, bytes)?;
    let is_odd = |c: char| {
        (c < ' ' && !('\t'..='\r').contains(&c))
            || matches!(c, '\u{7f}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}')
    };
    (!text.chars().take(SAMPLE_BYTES).any(is_odd)).then_some((text, encoding))
}

/// What a page (`<meta charset=…>`) or an XML file (`<?xml encoding=…?>`) says of itself. A text table says nothing.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    if head.trim_ascii_start().first() != Some(&b'<') {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let start = head.trim_start();
    let instruction = start.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let label = match instruction.and_then(|rest| after(rest, "encoding")) {
        Some(label) => label,
        None => after(&head[head.find("<meta")?..], "charset")?,
    };
    of_label(label)
}

/// The encoding of a label. Pages that can be read far enough to find their label aren't UTF-16, whatever they say; and
/// what says GB2312 or GBK is read as the set that holds both.
fn of_label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    Some(if encoding == GBK {
        GB18030
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        encoding
    })
}

/// The word behind `name=`, without quotes.
fn after<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let rest = text[text.find(name)? + name.len()..].trim_start().strip_prefix('=')?;
    let rest = rest.trim_start().trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.'));
    Some(&rest[..end.unwrap_or(rest.len())]).filter(|label| !label.is_empty())
}

/// Whether bytes that might be GB18030 look Chinese. Common Chinese characters are two high bytes; an accented letter of
/// a western text is one, and the letter behind it would make it a rare Chinese character.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut lone, mut at) = (0usize, 0usize, 0usize);
    while at < bytes.len() {
        let pair = (bytes[at], bytes.get(at + 1).copied().unwrap_or_default());
        at += match pair {
            (0xa1..=0xfe, 0xa1..=0xfe) => {
                common += 1;
                2
            }
            (0x80..=0xff, _) => {
                lone += 1;
                2
            }
            _ => 1,
        };
    }
    common >= lone
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(b"\xef\xbb\xbf\xe9\xa1\xb9", "项", "UTF-8", false)]
    #[case("项目".as_bytes(), "项目", "UTF-8", false)]
    #[case(b"\xff\xfey\x98", "项", "UTF-16LE", false)]
    #[case(b"\xfe\xff\x98y", "项", "UTF-16BE", false)]
    #[case(b"y\x98,\x001\x00\r\x00\n\x00", "项,1\r\n", "UTF-16LE", true)]
    #[case(b"\x98y\x00,\x001", "项,1", "UTF-16BE", true)]
    #[case(b"\x00\x4e,\x001\x00", "一,1", "UTF-16LE", true)]
    #[case(b"\xcf\xee\xc4\xbf,1", "项目,1", "GB18030", true)]
    #[case(b"\xcf\xee\xe9F", "项镕", "GB18030", true)]
    #[case(b"caf\xe9,1", "café,1", "Windows-1252", true)]
    #[case(b"M\xfcller,Soci\xe9t\xe9", "Müller,Société", "Windows-1252", true)]
    #[case(b"<?xml version='1.0' encoding='gbk'?><a>\xc1\xaa\xcd\xa8</a>", "联通", "GB18030", false)]
    #[case(b"<html><META content='text/html; charset=gb2312'>\xc1\xaa\xcd\xa8", "联通", "GB18030", false)]
    #[case(b"<meta charset=windows-1252>caf\xe9", "café", "Windows-1252", false)]
    #[case(b"<meta charset=\"utf-16\"><p>1", "1", "UTF-8", false)]
    #[case(b"<meta charset=utf-8>\xcf\xee\xc4\xbf", "项目", "GB18030", true)]
    fn the_character_set_is_found(
        #[case] bytes: &[u8],
        #[case] text: &str,
        #[case] charset: &str,
        #[case] is_guess: bool,
    ) {
        let (decoded, said) = decode(bytes).unwrap();
        assert!(decoded.contains(text), "{decoded}");
        assert_eq!((said.charset.as_str(), said.guessed), (charset, is_guess));
    }

    #[rstest]
    #[case(b"\x80\x00\x01\xff\xff")]
    #[case(b"\x80\x00\x41\x00\x01\x00")]
    fn binary_data_is_no_text(#[case] bytes: &[u8]) {
        assert_eq!(decode(bytes).unwrap_err(), ReadError::NotATable);
    }

    #[rstest]
    #[case(b"\xff\xfey\x98y")]
    #[case("项目".split_at(3).0.as_bytes().split_last().unwrap().1)]
    fn a_text_cut_inside_a_character_is_cut_off(#[case] bytes: &[u8]) {
        let whole = [b"\xe9\xa1\xb9", bytes].concat();
        let bytes = if bytes[0] == 0xff { bytes } else { &whole };
        assert_eq!(decode(bytes).unwrap_err(), ReadError::Truncated);
    }
}
