//! The zip container of an `.xlsx`, opened with suspicion.

use super::ReadLimits;
use crate::error::{Measure, ReadError};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Parts below this inflated size may have any ratio: a sheet of equal rows compresses well.
const RATIO_FLOOR_BYTES: u64 = 1 << 20;

/// An open container and what is left of its byte budget.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Index by normalised name: some writers use backslashes, a leading slash, or other capitals.
    index: HashMap<String, usize>,
    max_ratio: u64,
    limit_bytes: u64,
    used_bytes: u64,
}

impl<'a> Package<'a> {
    /// Reads the directory and refuses what it claims too much of; nothing is inflated yet.
    pub(super) fn open(bytes: &'a [u8], limits: &ReadLimits) -> Result<Self, ReadError> {
        let claimed = claimed_entries(bytes).ok_or(ReadError::Truncated)?;
        ReadError::check(Measure::ZipEntries, claimed, limits.max_zip_entries as u64)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| zip_error(&error))?;
        ReadError::check(Measure::ZipEntries, zip.len() as u64, limits.max_zip_entries as u64)?;
        let mut index = HashMap::with_capacity(zip.len());
        let mut declared = 0u64;
        for number in 0..zip.len() {
            let entry = zip.by_index_raw(number).map_err(|error| zip_error(&error))?;
            if entry.encrypted() {
                return Err(ReadError::Encrypted);
            }
            declared = declared.saturating_add(entry.size());
            ReadError::check(Measure::Bytes, declared, limits.max_inflated_bytes)?;
            if entry.size() > RATIO_FLOOR_BYTES {
                let ratio = entry.size() / entry.compressed_size().max(1);
                ReadError::check(Measure::Ratio, ratio, limits.max_ratio)?;
            }
            let name = entry.name().map_err(|error| zip_error(&error))?;
            index.insert(normal(&name), number);
        }
        let limit_bytes = limits.max_inflated_bytes;
        Ok(Package { zip, index, max_ratio: limits.max_ratio, limit_bytes, used_bytes: 0 })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.index.contains_key(&normal(name))
    }

    /// The text of a part, None when there is no such part. What is really inflated counts, whatever was declared.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(number) = self.index.get(&normal(name)).copied() else { return Ok(None) };
        let entry = self.zip.by_index(number).map_err(|error| zip_error(&error))?;
        let ratio_cap = entry.compressed_size().saturating_mul(self.max_ratio).max(RATIO_FLOOR_BYTES);
        let left = self.limit_bytes - self.used_bytes;
        let cap = left.min(ratio_cap);
        let mut bytes = Vec::with_capacity(entry.size().min(cap) as usize);
        entry.take(cap + 1).read_to_end(&mut bytes).map_err(|error| inflate_error(&error))?;
        let found = bytes.len() as u64;
        if found > cap {
            let (what, limit) = if cap == left {
                (Measure::Bytes, self.limit_bytes)
            } else {
                (Measure::Ratio, self.max_ratio)
            };
            return Err(ReadError::TooBig { what, limit, found: limit + 1 });
        }
        self.used_bytes += found;
        let text = utf8(bytes, name)?;
        refuse_document_type(&text)?;
        Ok(Some(text))
    }
}

fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// Number of entries that the end record claims; None when there is no end record, so the file was cut off.
fn claimed_entries(bytes: &[u8]) -> Option<u64> {
    const END_LEN: usize = 22;
    let tail = &bytes[bytes.len().saturating_sub(END_LEN + usize::from(u16::MAX))..];
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count = tail.get(at + 10..at + 12)?;
    Some(u64::from(u16::from_le_bytes([count[0], count[1]])))
}

fn zip_error(error: &ZipError) -> ReadError {
    match error {
        ZipError::InvalidPassword => ReadError::Encrypted,
        ZipError::Io(io) => inflate_error(io),
        other => ReadError::broken(format_args!("zip: {other}")),
    }
}

fn inflate_error(error: &std::io::Error) -> ReadError {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => ReadError::Truncated,
        _ => ReadError::broken(format_args!("zip: {error}")),
    }
}

fn utf8(bytes: Vec<u8>, name: &str) -> Result<String, ReadError> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
        let (text, _, damaged) = encoding.decode(&bytes);
        return if damaged { Err(not_text(name)) } else { Ok(text.into_owned()) };
    }
    String::from_utf8(bytes).map_err(|_| not_text(name))
}

fn not_text(name: &str) -> ReadError {
    ReadError::broken(format_args!("{name}: no valid text"))
}

/// A document type stands before the root element or not at all; entities could only come from there.
fn refuse_document_type(text: &str) -> Result<(), ReadError> {
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<!") {
            return Err(ReadError::Forbidden);
        } else {
            return Ok(());
        };
        let Some(at) = rest.find(end) else { return Ok(()) };
        rest = rest[at + end.len()..].trim_start();
    }
}
