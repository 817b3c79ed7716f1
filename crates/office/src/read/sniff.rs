//! What a file is, from its bytes.

use super::cfb;
use crate::error::{Foreign, ReadError};
use crate::sheet::Kind;

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
    (b"MIME-Version:", Foreign::WebArchive),
    // The first record (BOF) of BIFF 2, 3, 4 and 5 without a container.
    (b"\x09\x00\x04\x00", Foreign::OldExcel),
    (b"\x09\x02\x06\x00", Foreign::OldExcel),
    (b"\x09\x04\x06\x00", Foreign::OldExcel),
    (b"\x09\x08\x08\x00", Foreign::OldExcel),
];
/// How far into a text its first mark-up is looked for.
const HEAD_BYTES: usize = 4_096;

/// The kind to read `bytes` as; an error names the known kinds that are not read. Parts of a zip are looked at later,
/// when it is open.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(ZIP) {
        return Ok(Kind::Xlsx);
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
    Ok(Kind::Csv)
}

/// Old office files share one container; the names of the streams tell them apart.
fn container(bytes: &[u8]) -> Result<Kind, ReadError> {
    let file = cfb::Container::open(bytes)?;
    let has = |name: &str| file.has(name);
    if has("EncryptedPackage") || has("EncryptionInfo") {
        Err(ReadError::Encrypted)
    } else if has("Workbook") || has("Book") {
        Ok(Kind::Xls)
    } else if has("WordDocument") {
        Err(ReadError::Unsupported { what: Foreign::Word })
    } else if has("PowerPoint Document") {
        Err(ReadError::Unsupported { what: Foreign::Slides })
    } else {
        Err(ReadError::NotATable)
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

/// Refuses decoded text that is mark-up rather than a table, or no text at all.
pub(super) fn text(decoded: &str) -> Result<(), ReadError> {
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
    let what = if head.starts_with("<?xml")
        || head.starts_with("<workbook")
        || head.starts_with("<ss:workbook")
    {
        if head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            Foreign::SpreadsheetMl2003
        } else if head.contains("<html") {
            Foreign::Html
        } else {
            Foreign::Xml
        }
    } else if ["<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<!--", "<style", "<script"]
        .iter()
        .any(|tag| head.starts_with(tag))
    {
        Foreign::Html
    } else if head.starts_with("mime-version:") {
        Foreign::WebArchive
    } else {
        return Ok(());
    };
    Err(ReadError::Unsupported { what })
}
