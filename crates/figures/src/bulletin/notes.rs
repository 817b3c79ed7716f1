//! Footnotes: each rule once, and how many things a sum leaves out.

use super::draft::Note;
use super::wording;
use crate::catalogue::{Catalogue, FigureKind, Lang};
use crate::figure::Figure;

/// The notes so far.
#[derive(Default)]
pub(super) struct Notes {
    list: Vec<Note>,
}

impl Notes {
    pub(super) fn into_list(self) -> Vec<Note> {
        self.list
    }

    /// Whether the rule of a figure is told.
    pub(super) fn tells(&self, name: &str) -> bool {
        self.list.iter().any(|note| note.of == name)
    }

    /// The mark for a figure's number, when it says something that no note says yet: its rule if it is a rate, and what
    /// its money leaves out.
    pub(super) fn mark(
        &mut self,
        catalogue: &Catalogue,
        figure: &Figure,
        (of_money, lang): (bool, Lang),
    ) -> Option<usize> {
        let spec = catalogue.get(&figure.name)?;
        let is_ruled = matches!(spec.kind, FigureKind::Rate | FigureKind::Formula | FigureKind::Time);
        let missing = (figure.without_amount > 0 && (of_money || spec.is_rate_of_sums()))
            .then(|| wording::without_amount(lang, spec.measure, figure.without_amount));
        let rule = is_ruled.then(|| spec.footnote.get(lang).as_str());
        let text = match (rule, missing) {
            (None, None) => return None,
            (Some(rule), None) => rule.to_owned(),
            (None, Some(missing)) => missing,
            (Some(rule), Some(missing)) => format!("{rule}{}{missing}", lang.between_sentences()),
        };
        self.add(&figure.name, text)
    }

    /// The mark of a note, unless it is there already.
    pub(super) fn add(&mut self, of: &str, text: String) -> Option<usize> {
        if self.list.iter().any(|note| note.of == of && note.text == text) {
            return None;
        }
        self.list.push(Note { of: of.to_owned(), text });
        Some(self.list.len() - 1)
    }
}
