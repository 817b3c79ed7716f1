//! Footnotes: each rule once, how many things a sum leaves out, and what a template tells of its numbers.

use super::draft::Note;
use super::error::BulletinError;
use super::make::Maker;
use super::phrase::{Phrase, Piece};
use super::wording;
use crate::catalogue::{Both, Catalogue, FigureKind, FigureSpec, Lang};
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

    /// The mark for a figure's number, when it says something that no note says yet: its rule if it is a rate, with what the
    /// template tells of it, and what its money leaves out.
    pub(super) fn mark(
        &mut self,
        catalogue: &Catalogue,
        (figure, told): (&Figure, Option<String>),
        (of_money, lang): (bool, Lang),
    ) -> Option<usize> {
        let spec = catalogue.get(&figure.name)?;
        let is_ruled = matches!(spec.kind, FigureKind::Rate | FigureKind::Formula | FigureKind::Time);
        let rule = is_ruled.then(|| spec.footnote.get(lang).clone());
        let left_out = left_out(lang, (spec, figure), (of_money, spec.is_rate_of_sums()));
        let texts: Vec<String> = rule.into_iter().chain(left_out).chain(told).collect();
        if texts.is_empty() {
            return None;
        }
        self.add(&figure.name, texts.join(lang.between_sentences()))
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

/// A sentence of a note in the making.
#[derive(Default)]
struct Said {
    text: String,
    /// Whether it tells numbers, and whether any of them is more than nought.
    counts: Option<bool>,
}

impl Said {
    /// The sentence, unless all that it counts is nought.
    fn kept(&mut self) -> String {
        let Self { text, counts } = std::mem::take(self);
        if counts == Some(false) { String::new() } else { text }
    }
}

impl Maker<'_> {
    /// What a template tells in a note; a sentence that counts nothing is left out, and so is a note without any.
    pub(super) fn note_text(&self, note: &Both<Phrase>) -> Result<Option<String>, BulletinError> {
        let lang = self.ask.lang;
        let stop = wording::sentence_end(lang);
        let (mut told, mut said) = (String::new(), Said::default());
        for piece in &note.get(lang).0 {
            match piece {
                Piece::Text(words) => {
                    for words in words.split_inclusive(stop) {
                        said.text.push_str(words);
                        if words.ends_with(stop) {
                            told.push_str(&said.kept());
                        }
                    }
                }
                Piece::Word(word, form) => said.text.push_str(&self.word(*word, *form)?),
                Piece::Number(number, aspect, form) => {
                    let digits = self.figure(*number)?.slot(aspect.code(), lang);
                    said.counts = Some(said.counts == Some(true) || digits != "0");
                    said.text.push_str(&digits.parse().map_or(digits.clone(), |count| form.of(count)));
                }
                Piece::Choice(number, aspect, [one, many]) => {
                    let is_one = self.figure(*number)?.slot(aspect.code(), lang) == "1";
                    said.text.push_str(if is_one { one } else { many });
                }
                Piece::Sentence(..) | Piece::Annex(_) => {}
            }
        }
        told.push_str(&said.kept());
        Ok(Some(told.trim_end().to_owned()).filter(|told| !told.is_empty()))
    }

    /// What the template tells of one of its numbers.
    pub(super) fn note_of(&self, number: usize) -> Result<Option<String>, BulletinError> {
        let note = self.template.numbers[number].note.as_ref();
        Ok(note.map(|note| self.note_text(note)).transpose()?.flatten())
    }
}

/// What a figure leaves out, where its money is told or its rate is one of sums.
pub(super) fn left_out(
    lang: Lang,
    (spec, figure): (&FigureSpec, &Figure),
    (of_money, of_rate): (bool, bool),
) -> Vec<String> {
    let missing = (figure.without_amount > 0 && (of_money || of_rate))
        .then(|| wording::without_amount(lang, spec.measure, figure.without_amount));
    let untold = spec.above.filter(|_| of_rate && figure.untold_above > 0);
    let untold = untold.map(|above| wording::untold_above(lang, above, figure.untold_above));
    missing.into_iter().chain(untold).collect()
}
