//! What a file is, from its bytes.

use super::cfb;
use crate::error::{Foreign, ReadError};

const ZIP: &[u8] = b"PK\x03\x04";
const ZIP_END: &[u8] = b"PK\x05\x06";
/// Binary signatures of files that are no tables.
const FOREIGN: &[(&[u8], Foreign)] = &[
    (b"%PDF", Foreign::Pdf),
    (b"{\\rtf", Foreign::Rtf),
    (b"\x89PNG", Foreign::Image),
    (b"\xff\xd8\xff", Foreign::Image),
    (b"GIF8", Foreign::Image),
    (b"II*\0", Foreign::Image),
    (b"MM\0*", Foreign::Image),
    (b"7z\xbc\xaf\x27\x1c", Foreign::Archive),
    (b"Rar!\x1a\x07", Foreign::Archive),
    (b"\x1f\x8b", Foreign::Archive),
    // The first record (BOF) of BIFF 2, 3, 4 and 5 without a container.
    (b"\x09\x00\x04\x00", Foreign::OldExcel),
    (b"\x09\x02\x06\x00", Foreign::OldExcel),
    (b"\x09\x04\x06\x00", Foreign::OldExcel),
    (b"\x09\x08\x08\x00", Foreign::OldExcel),
];
/// What a page begins with, styles before a table without any head among it; any other tag begins one only if a table
/// follows soon.
const PAGE_STARTS: &[&str] =
    &["<!doctype html", "<html", "<head", "<meta", "<title", "<style", "<script", "<body", "<table", "<!--"];
/// How far into a text its first mark-up is looked for.
const HEAD_BYTES: usize = 4_096;

/// What the bytes are wrapped in, told from their first ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// A zip, which should hold an `.xlsx`; its parts are looked at when it is open.
    Zip,
    /// The container of old office files, with a binary workbook in it.
    Container,
    /// Nothing: text of some character set.
    Text,
}

/// What a text is, told from its first characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// Lines of cells with separators.
    Table,
    /// The XML workbook of Excel 2003.
    SpreadsheetMl,
    /// A web page.
    Page,
    /// A web page with all that belongs to it in one file (MIME).
    WebArchive,
}

/// How to read `bytes`; an error names the known kinds that are not read.
pub(super) fn wrapping(bytes: &[u8]) -> Result<Wrapping, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(ZIP) {
        return Ok(Wrapping::Zip);
    }
    if bytes.starts_with(ZIP_END) {
        return Err(ReadError::Unsupported { what: Foreign::Archive });
    }
    if bytes.starts_with(cfb::SIGNATURE) {
        return container(bytes);
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(ReadError::Unsupported { what: *what });
    }
    Ok(Wrapping::Text)
}

/// Old office files share one container; the names of the streams tell them apart.
fn container(bytes: &[u8]) -> Result<Wrapping, ReadError> {
    let file = cfb::Container::open(bytes)?;
    let has = |name: &str| file.has(name);
    if has("EncryptedPackage") || has("EncryptionInfo") {
        Err(ReadError::Encrypted)
    } else if has("Workbook") || has("Book") {
        Ok(Wrapping::Container)
    } else if has("WordDocument") {
        Err(ReadError::Unsupported { what: Foreign::Word })
    } else if has("PowerPoint Document") {
        Err(ReadError::Unsupported { what: Foreign::Slides })
    } else {
        Err(ReadError::Unsupported { what: Foreign::OldOffice })
    }
}

/// What a zip is that holds no workbook of ours, from the names and small contents of its parts.
pub(super) fn zip_content(has: impl Fn(&str) -> bool, mimetype: Option<&str>) -> ReadError {
    let what = if has("xl/workbook.bin") {
        Foreign::Xlsb
    } else if mimetype.is_some_and(|text| text.contains("opendocument.spreadsheet")) {
        Foreign::Ods
    } else if has("word/document.xml") || mimetype.is_some_and(|text| text.contains("opendocument.text")) {
        Foreign::Word
    } else if has("ppt/presentation.xml") {
        Foreign::Slides
    } else {
        Foreign::Archive
    };
    ReadError::Unsupported { what }
}

/// What a decoded text is; refuses XML of no known kind, and what is no text at all.
pub(super) fn text(decoded: &str) -> Result<Written, ReadError> {
    let trimmed = decoded.trim_start();
    let mut end = trimmed.len().min(HEAD_BYTES);
    while !trimmed.is_char_boundary(end) {
        end -= 1;
    }
    let head = trimmed[..end].to_ascii_lowercase();
    if head.is_empty() {
        return Err(ReadError::Empty);
    }
    // Control characters other than those of text (tab to carriage return, end-of-file of DOS) mean binary data.
    if head.chars().any(|c| c < '\u{20}' && !('\t'..='\r').contains(&c) && c != '\u{1a}') {
        return Err(ReadError::NotATable);
    }
    if head.starts_with("<?xml") || head.starts_with("<workbook") || head.starts_with("<ss:workbook") {
        if head.contains("urn:schemas-microsoft-com:office:spreadsheet") && !head.contains("<html") {
            return Ok(Written::SpreadsheetMl);
        }
        return if head.contains("<html") { Ok(Written::Page) } else { Err(xml()) };
    }
    let is_mime = head.starts_with("mime-version:")
        || (head.starts_with("from:") && head.contains("\nmime-version:"))
        || head.starts_with("content-type: multipart/related");
    let is_page = PAGE_STARTS.iter().any(|tag| head.starts_with(tag))
        || (head.starts_with('<') && head.contains("<table"));
    Ok(if is_page {
        Written::Page
    } else if is_mime {
        Written::WebArchive
    } else {
        Written::Table
    })
}

fn xml() -> ReadError {
    ReadError::Unsupported { what: Foreign::Xml }
}
