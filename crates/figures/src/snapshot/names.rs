//! Texts as people write them, to be searched without regard to how they are written.

use super::column::{Column, Texts, columns};
use domain::text::{fold, is_folded};
use std::ops::Range;

columns! {
    /// Names, numbers and the like, each with what [`fold`] makes of it. Packed as they come: of two projects in a block
    /// few have the same, and a search runs through memory from end to end.
    Names {
        /// As written; empty for none.
        text: Texts,
        /// Folded, where that is something else; few are.
        folded: Texts,
    }
}

impl Names {
    pub(crate) fn push(&mut self, text: Option<&str>) {
        let text = text.unwrap_or_default();
        self.text.push(text);
        if is_folded(text) {
            self.folded.push("");
        } else {
            self.folded.push(&fold(text));
        }
    }

    /// The text as written.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        Some(self.text.get(row)).filter(|text| !text.is_empty())
    }

    /// The text folded.
    pub(crate) fn folded(&self, row: usize) -> Option<&str> {
        match self.folded.get(row) {
            "" => self.get(row),
            folded => Some(folded),
        }
    }
}
