//! A page with all that belongs to it in one file (MHTML): the pages are unwrapped, pictures and styles left.

use super::html::Pages;
use super::{ReadLimits, charset};
use crate::error::{Measure, ReadError};
use crate::sheet::{Book, Kind};
use std::borrow::Cow;

/// What a part says of itself at most.
const HEAD_MAX_BYTES: usize = 64 << 10;

/// Reads all pages of the archive; Excel writes each sheet as a page.
pub(super) fn read(bytes: &[u8], name_hint: &str, limits: &ReadLimits) -> Result<Book, ReadError> {
    let mut pages = Pages::new(limits);
    let mut decoded = None;
    let whole = Part::of(bytes);
    let parts = match whole.parameter("boundary") {
        Some(boundary) => parts(whole.body, &boundary, limits)?,
        None => vec![whole],
    };
    for part in parts.iter().filter(|part| part.is_page() && !part.is_tab_strip()) {
        let body = part.decoded();
        let (text, found) = charset::decode_as(part.parameter("charset").as_deref(), &body)?;
        decoded.get_or_insert(found);
        pages.page(&text, part.field("content-location"))?;
    }
    pages.into_book(Kind::WebArchive, decoded, name_hint)
}

/// A head of lines `Name: value`, and what follows the first blank line.
struct Part<'b> {
    head: String,
    body: &'b [u8],
}

impl<'b> Part<'b> {
    fn of(bytes: &'b [u8]) -> Part<'b> {
        let within = &bytes[..bytes.len().min(HEAD_MAX_BYTES)];
        let blank = |line: &[u8]| within.windows(line.len()).position(|window| window == line);
        let (end, start) = match (blank(b"\r\n\r\n"), blank(b"\n\n")) {
            (Some(at), other) if other.is_none_or(|other| at < other) => (at, at + 4),
            (_, Some(at)) => (at, at + 2),
            _ => (within.len(), within.len()),
        };
        // A line that begins with white space goes on with the one before it.
        let head = String::from_utf8_lossy(&bytes[..end]).replace("\r\n", "\n");
        Part { head: head.replace("\n\t", " ").replace("\n ", " "), body: &bytes[start..] }
    }

    fn field(&self, name: &str) -> Option<&str> {
        let of_name =
            |line: &&str| line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name));
        self.head.lines().find(of_name)?.split_once(':').map(|(_, value)| value.trim())
    }

    /// A parameter of its content type.
    fn parameter(&self, name: &str) -> Option<String> {
        let value = self.field("content-type")?;
        let found = value.split(';').skip(1).find_map(|parameter| {
            let (found, value) = parameter.split_once('=')?;
            found.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        });
        found.filter(|value| !value.is_empty())
    }

    fn is_page(&self) -> bool {
        let kind = self.field("content-type").unwrap_or_default();
        kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("text/html")
    }

    /// The page in which Excel shows the names of its sheets, as a table.
    fn is_tab_strip(&self) -> bool {
        self.field("content-location")
            .is_some_and(|place| place.to_ascii_lowercase().ends_with("/tabstrip.htm"))
    }

    /// The body without its wrapping for the mail, which only ever makes it longer.
    fn decoded(&self) -> Cow<'b, [u8]> {
        match self.field("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "quoted-printable" => Cow::Owned(quoted_printable(self.body)),
            "base64" => Cow::Owned(base64(self.body)),
            _ => Cow::Borrowed(self.body),
        }
    }
}

/// The parts between the lines of `--boundary`, up to the one that ends in `--`.
fn parts<'b>(body: &'b [u8], boundary: &str, limits: &ReadLimits) -> Result<Vec<Part<'b>>, ReadError> {
    let line = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    for text in body.split_inclusive(|byte| *byte == b'\n') {
        // Another boundary may go on where this one ends.
        let is_end = |rest: &&[u8]| rest.starts_with(b"--") || rest.trim_ascii().is_empty();
        if let Some(rest) = text.strip_prefix(line.as_bytes()).filter(is_end) {
            if let Some(start) = start {
                parts.push(Part::of(&body[start..at]));
                ReadError::check(Measure::ZipEntries, parts.len() as u64, limits.max_zip_entries as u64)?;
            }
            if rest.starts_with(b"--") {
                return Ok(parts);
            }
            start = Some(at + text.len());
        }
        at += text.len();
    }
    Err(ReadError::Truncated)
}

/// `=E9` is a byte and `=` at the end of a line nothing.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, after)) = rest.split_first() {
        let hex = |at: usize| after.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        rest = match (first, after) {
            (b'=', [b'\r', b'\n', next @ ..] | [b'\n', next @ ..]) => next,
            (b'=', _) if let (Some(high), Some(low)) = (hex(0), hex(1)) => {
                bytes.push((high * 16 + low) as u8);
                &after[2..]
            }
            _ => {
                bytes.push(*first);
                after
            }
        };
    }
    bytes
}

/// Four signs are three bytes; what is no sign of the alphabet is passed over.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0u32);
    for sign in body {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        held = (held << 6 | u32::from(value)) & 0xff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn both_wrappings_are_undone() {
        assert_eq!(quoted_printable(b"a=3Db=\r\nc=CF=ee=Z d="), b"a=bc\xcf\xee=Z d=");
        assert_eq!(base64(b"aGVs\r\nbG8="), b"hello");
        assert_eq!(base64(b"!!"), b"");
    }

    #[test]
    fn a_head_may_be_folded_over_lines() {
        let part = Part::of(
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--=_x\"\r\n\r\nbody",
        );
        assert_eq!((part.parameter("boundary").as_deref(), part.body), (Some("--=_x"), &b"body"[..]));
    }
}
