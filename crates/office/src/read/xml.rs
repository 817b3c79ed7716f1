//! The little of XML that workbooks use.

use crate::error::ReadError;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// A walk over one part.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        // Unmatched tags must not pass as a whole sheet; comments are skipped unread.
        reader.config_mut().check_end_names = true;
        Xml { reader }
    }

    /// The next event that matters: comments, instructions and white space between tags are the caller's to ignore.
    pub(super) fn next(&mut self) -> Result<Event<'a>, ReadError> {
        match self.reader.read_event() {
            Ok(Event::DocType(_)) => Err(ReadError::Forbidden),
            Ok(event) => Ok(event),
            Err(quick_xml::Error::Syntax(_)) => Err(ReadError::Truncated),
            Err(error) => Err(ReadError::broken(error)),
        }
    }

    /// Appends the text up to the end tag of the element just opened, children's tags left out.
    pub(super) fn text_into(&mut self, text: &mut String) -> Result<(), ReadError> {
        let mut depth = 0u32;
        loop {
            match self.next()? {
                Event::Text(part) => text.push_str(&part.xml10_content()),
                Event::CData(part) => text.push_str(&part.xml10_content()),
                Event::GeneralRef(name) => {
                    text.push_str(&unescape(&format!("&{};", &*name)).map_err(ReadError::broken)?);
                }
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(ReadError::Truncated),
                _ => {}
            }
        }
    }

    /// Skips to behind the end tag of the element just opened.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let mut depth = 0u32;
        loop {
            match self.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(ReadError::Truncated),
                _ => {}
            }
        }
    }

    /// Appends the text of a shared or inline string just opened: its runs, without the phonetic guide (`rPh`).
    pub(super) fn rich_text_into(&mut self, text: &mut String) -> Result<(), ReadError> {
        let start = text.len();
        let mut depth = 0u32;
        loop {
            match self.next()? {
                Event::Start(tag) => match tag.local_name().into_inner() {
                    "t" => self.text_into(text)?,
                    "rPh" => self.skip()?,
                    _ => depth += 1,
                },
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(ReadError::Truncated),
                _ => {}
            }
        }
        if let Some(plain) = unescape_controls(&text[start..]) {
            text.replace_range(start.., &plain);
        }
        Ok(())
    }
}

/// The value of an attribute by its local name, entities resolved.
pub(super) fn attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Result<Option<Cow<'t, str>>, ReadError> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(ReadError::broken)?;
        if attribute.key.local_name().into_inner() == name {
            return match attribute.value {
                Cow::Borrowed(raw) => unescape(raw).map(Some).map_err(ReadError::broken),
                Cow::Owned(raw) => {
                    unescape(&raw).map(|text| Some(Cow::Owned(text.into_owned()))).map_err(ReadError::broken)
                }
            };
        }
    }
    Ok(None)
}

/// The truth of an `xsd:boolean` attribute; absent is false.
pub(super) fn flag(tag: &BytesStart<'_>, name: &str) -> Result<bool, ReadError> {
    Ok(attribute(tag, name)?.is_some_and(|value| matches!(value.as_ref(), "1" | "true" | "on")))
}

/// Resolves the format's own escape `_xHHHH_` for characters that XML cannot hold; None when there is none.
pub(super) fn unescape_controls(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = code.filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let character = code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        plain.push_str(&rest[..at]);
        match character {
            Some(character) => {
                plain.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    if rest.len() == text.len() {
        return None;
    }
    plain.push_str(rest);
    Some(plain)
}
