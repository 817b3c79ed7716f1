//! Why a file isn't read, in words: the same on the page and on the command line.

use super::reader::ReaderError;
use crate::refused::system_words;
use crate::text::{Arg, Lang};
use domain::limits::{CELL_MAX_CHARS, UPLOAD_MAX_BYTES};
use office::ReadError;
use office::error::{Foreign, Measure};

const BYTES_PER_MIB: u64 = 1 << 20;

/// The key of the words for a file that the reader refused.
pub fn key(error: &ReadError) -> &'static str {
    match error {
        ReadError::Empty => "imports.file_empty",
        ReadError::Encrypted => "imports.file_encrypted",
        ReadError::NotATable => "imports.file_not_a_table",
        ReadError::Unsupported { what: Foreign::Html | Foreign::WebArchive } => {
            "imports.file_page_without_table"
        }
        ReadError::Unsupported { .. } => "imports.file_unsupported",
        ReadError::Truncated => "imports.file_truncated",
        ReadError::TooBig { what: Measure::CellChars, .. } => "imports.file_cell_too_long",
        ReadError::LongCell { .. } => "imports.file_long_cell",
        ReadError::TooBig { .. } => "imports.file_too_big",
        ReadError::Forbidden | ReadError::Broken(_) => "imports.file_broken",
    }
}

/// The values for its words.
pub fn args(error: &ReadError) -> Vec<Arg> {
    let max = ("max", CELL_MAX_CHARS.to_string());
    match error {
        ReadError::LongCell { line, .. } => vec![max, ("line", line.to_string())],
        _ => vec![max],
    }
}

/// Why a file isn't read.
pub fn words(lang: Lang, error: &ReaderError) -> String {
    match error {
        ReaderError::TooLarge { .. } => {
            lang.tf("imports.file_too_large", &[("mib", &(UPLOAD_MAX_BYTES / BYTES_PER_MIB))])
        }
        ReaderError::Refused(error) => lang.tf_kept(key(error), &args(error)),
        ReaderError::Exhausted => lang.t("imports.exhausted").to_owned(),
        ReaderError::Io(error) => system_words(lang, error),
    }
}
