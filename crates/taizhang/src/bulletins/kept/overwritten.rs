//! Where the words by hand say another number than the draft, or leave one out: told to who writes, issues and reads, and refused
//! to nobody.

use super::edits::Edited;
use super::linked::linked;
use figures::bulletin::{Block, Draft, Paragraph, Span};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// A drafted number that the words by hand don't say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Overwritten {
    /// The paragraph's name.
    pub slot: String,
    /// The drafted words before the number, as many as tell which one it is.
    pub before: String,
    /// The number as drafted.
    pub drafted: String,
    /// The drafted words behind it.
    pub after: String,
    /// The number that stands in its place; none where none does.
    pub now: Option<String>,
    /// Whether the footnote goes with the number.
    #[serde(default)]
    pub drops_note: bool,
}

/// Those of all paragraphs by hand, in the order of the draft.
pub(super) fn overwritten(drafted: &Draft, edits: &[Edited]) -> Vec<Overwritten> {
    let paragraphs = drafted.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Heading { .. } | Block::Table(_) => None,
    });
    let by_hand =
        paragraphs.filter_map(|it| Some((it, edits.iter().find(|edited| edited.edit.slot == it.slot)?)));
    by_hand.flat_map(|(paragraph, edited)| of_paragraph(paragraph, &edited.edit.text)).collect()
}

/// Those of a paragraph. A number that `linked` found again is no question; any other is held against the number by hand with
/// which it shares the most letters around it.
fn of_paragraph(drafted: &Paragraph, text: &str) -> Vec<Overwritten> {
    let by_hand = linked(text, drafted);
    let kept: Vec<&str> = by_hand.iter().filter_map(slot_of).collect();
    let (before, now) = (Words::of(&drafted.spans, &kept), Words::of(&by_hand, &kept));
    let (drafted_numbers, mut free) = (before.numbers(), now.numbers());
    let pairs: Vec<Option<usize>> = drafted_numbers
        .iter()
        .map(|&at| {
            let there = nearest((&before, at), &now, &free)?;
            (nearest((&now, there), &before, &drafted_numbers) == Some(at)).then_some(there)
        })
        .collect();
    free.retain(|at| !pairs.contains(&Some(*at)));
    let mut told = Vec::new();
    for (&at, there) in drafted_numbers.iter().zip(pairs) {
        let unit_letters = before.0[at].unit_letters;
        let number = before.number(at, unit_letters);
        let said = |there: usize| now.number(there, unit_letters);
        let now = match there.map(said) {
            Some(now) if is_same(&now, &number) => continue,
            Some(now) => Some(now),
            // What is not a figure may well be left out; a figure may stand elsewhere in the text.
            None if !before.0[at].is_figure => continue,
            None => match free.iter().position(|there| is_same(&said(*there), &number)) {
                Some(elsewhere) => {
                    free.swap_remove(elsewhere);
                    continue;
                }
                None => None,
            },
        };
        let drops_note = before.0[at].note.is_some_and(|mark| !has_note(&by_hand, mark));
        let (before, after) = (before.before(at), before.after(at + unit_letters));
        told.push(Overwritten {
            slot: drafted.slot.clone(),
            before,
            drafted: number,
            after,
            now,
            drops_note,
        });
    }
    told
}

fn has_note(spans: &[Span], mark: usize) -> bool {
    spans.iter().any(|span| matches!(span, Span::Note(own) if *own == mark))
}

/// Whether two numbers are one, with or without marks between thousands.
fn is_same(one: &str, two: &str) -> bool {
    let bare = |text: &str| text.replace([',', '，'], "");
    bare(one) == bare(two)
}

fn slot_of(span: &Span) -> Option<&str> {
    match span {
        Span::Figure(figure) => Some(&figure.slot),
        Span::Text(_) | Span::Note(_) => None,
    }
}

/// Letters and whole numbers of a text.
struct Words<'t>(Vec<Word<'t>>);

struct Word<'t> {
    text: &'t str,
    is_number: bool,
    is_figure: bool,
    /// So many letters behind the number of a figure are its unit.
    unit_letters: usize,
    /// Whether it stands in both texts with its question.
    is_kept: bool,
    /// The mark of the figure's footnote.
    note: Option<usize>,
}

impl<'t> Word<'t> {
    const fn letter(text: &'t str) -> Self {
        Self { text, is_number: false, is_figure: false, unit_letters: 0, is_kept: false, note: None }
    }

    /// Whether two words are alike as surroundings: any number is like any other.
    fn is_like(&self, other: &Self) -> bool {
        if self.is_number { other.is_number } else { self.text == other.text }
    }
}

/// So many words beside a number are compared.
const BESIDE_MAX_WORDS: usize = 40;
/// So many letters beside a number tell a reader which one is meant.
const TOLD_MAX_CHARS: usize = 16;

impl<'t> Words<'t> {
    fn of(spans: &'t [Span], kept: &[&str]) -> Self {
        let mut words = Vec::new();
        for span in spans {
            match span {
                Span::Text(text) => words.extend(split(text)),
                Span::Figure(figure) => {
                    words.extend(of_figure(&figure.printed, kept.contains(&figure.slot.as_str())));
                }
                // It stands behind the number, or behind its unit.
                Span::Note(mark) => {
                    let figure = words.iter_mut().rev().find(|word: &&mut Word<'_>| word.is_figure);
                    figure.into_iter().for_each(|word| word.note = Some(*mark));
                }
            }
        }
        Self(words)
    }

    /// The places of the numbers that are in question.
    fn numbers(&self) -> Vec<usize> {
        (0..self.0.len()).filter(|at| self.0[*at].is_number && !self.0[*at].is_kept).collect()
    }

    /// The number there with so many letters behind it.
    fn number(&self, at: usize, letters: usize) -> String {
        self.0.iter().skip(at).take(1 + letters).map(|word| word.text).collect()
    }

    fn before(&self, at: usize) -> String {
        let text: String = self.0[..at].iter().map(|word| word.text).collect();
        let chars = text.chars().count();
        if chars <= TOLD_MAX_CHARS {
            return text;
        }
        let cut: String = text.chars().skip(chars - TOLD_MAX_CHARS).collect();
        format!("…{}", cut.split_once(' ').map_or(cut.as_str(), |(_, whole)| whole))
    }

    fn after(&self, at: usize) -> String {
        let text: String = self.0[at + 1..].iter().map(|word| word.text).collect();
        if text.chars().count() <= TOLD_MAX_CHARS {
            return text;
        }
        let cut: String = text.chars().take(TOLD_MAX_CHARS).collect();
        format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
    }
}

/// The number among those at `places` which shares the most words around it; of several the first.
fn nearest((own, at): (&Words<'_>, usize), other: &Words<'_>, places: &[usize]) -> Option<usize> {
    let shared = |there: usize| {
        let left = alike(own.0[..at].iter().rev(), other.0[..there].iter().rev())?;
        let right = |skipped: usize| {
            alike(own.0.iter().skip(at + 1 + skipped), other.0.iter().skip(there + 1 + skipped))
        };
        // Another unit may stand behind the number.
        let unit_letters = own.0[at].unit_letters.max(other.0[there].unit_letters);
        let right = right(0).or_else(|| right(unit_letters))?;
        Some((left + right, Reverse(there)))
    };
    let best = places.iter().filter_map(|there| shared(*there)).max();
    best.map(|(_, Reverse(there))| there)
}

/// How many words are alike, from the first on; none where not even one is that is more than a blank. Two ends are alike.
fn alike<'w>(
    mut one: impl Iterator<Item = &'w Word<'w>>,
    mut two: impl Iterator<Item = &'w Word<'w>>,
) -> Option<usize> {
    let mut count = 0;
    let mut says = false;
    while count < BESIDE_MAX_WORDS {
        match (one.next(), two.next()) {
            (Some(one), Some(two)) if one.is_like(two) => says |= one.text != " ",
            (None, None) => return Some(count),
            _ => break,
        }
        count += 1;
    }
    says.then_some(count)
}

/// A printed figure: its number and, of money, the letters of its unit behind; without digits the whole stands for the number.
fn of_figure(printed: &str, is_kept: bool) -> Vec<Word<'_>> {
    let mut words = split(printed);
    if words.iter().filter(|word| word.is_number).count() != 1 {
        words = vec![Word { is_number: true, ..Word::letter(printed) }];
    }
    let all = words.len();
    for (place, word) in words.iter_mut().enumerate().filter(|(_, word)| word.is_number) {
        (word.is_figure, word.is_kept, word.unit_letters) = (true, is_kept, all - place - 1);
    }
    words
}

/// Letters one by one, digits with their points, commas and sign as numbers.
fn split(text: &str) -> Vec<Word<'_>> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let digit = |place: usize| letters.get(place).is_some_and(|(_, letter)| letter.is_ascii_digit());
    let mut words = Vec::new();
    let mut place = 0;
    while let Some((start, letter)) = letters.get(place) {
        let signed = matches!(letter, '-' | '−') && digit(place + 1) && !(place > 0 && digit(place - 1));
        let is_number = digit(place) || signed;
        place += 1;
        while is_number && (digit(place) || digit(place + 1) && matches!(letters[place].1, '.' | ',')) {
            place += 1;
        }
        let end = letters.get(place).map_or(text.len(), |(end, _)| *end);
        words.push(Word { is_number, ..Word::letter(&text[*start..end]) });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::edits::tests::{drafted, figure};
    use super::*;
    use rstest::rstest;

    fn told(text: &str, drafted: &Paragraph) -> String {
        let one = |it: Overwritten| {
            let note = if it.drops_note { " without its note" } else { "" };
            format!("{}[{}]{} {}{note}", it.before, it.drafted, it.after, it.now.as_deref().unwrap_or("none"))
        };
        of_paragraph(drafted, text).into_iter().map(one).collect::<Vec<_>>().join("; ")
    }

    // 总投资2亿元的1个项目签约，开工率50%。
    #[rstest]
    #[case::as_drafted("总投资2亿元的1个项目签约，开工率50%。", "")]
    #[case::written_on("其中总投资2亿元的1个项目签约，开工率50%，好。", "")]
    #[case::put_in_another_order("开工率50%，共1个项目，投资2亿元。", "")]
    #[case::in_other_words("1宗签约，合计2亿，50%开工。", "")]
    #[case::changed("总投资3亿元的1个项目签约，开工率50%。", "总投资[2]亿元的1个项目签约，开工率50%… 3")]
    #[case::a_digit_more(
        "总投资2亿元的11个项目签约，开工率50%。",
        "总投资2亿元的[1]个项目签约，开工率50%。 11"
    )]
    #[case::exchanged(
        "总投资1亿元的2个项目签约，开工率50%。",
        "总投资[2]亿元的1个项目签约，开工率50%… 1; 总投资2亿元的[1]个项目签约，开工率50%。 2"
    )]
    #[case::left_out(
        "总投资2亿元的1个项目签约。",
        "…投资2亿元的1个项目签约，开工率[50]%。 none without its note"
    )]
    #[case::said_in_words(
        "总投资2亿元的1个项目签约，开工率五成。",
        "…投资2亿元的1个项目签约，开工率[50]%。 none without its note"
    )]
    fn a_drafted_number_is_told_where_the_words_by_hand_dont_say_it(
        #[case] text: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(told(text, &drafted()), expected);
    }

    #[rstest]
    #[case("总投资160亿元的项目。", "总投资[157.16亿元]的项目。 160亿元")]
    #[case("总投资157.16万元的项目。", "总投资[157.16亿元]的项目。 157.16万元")]
    #[case("157.16亿元，一批项目。", "")]
    #[case("一批项目。", "总投资[157.16亿元]的项目。 none")]
    fn money_is_told_with_its_unit(#[case] text: &str, #[case] expected: &str) {
        let words = |text: &str| Span::Text(text.to_owned());
        let spans = vec![words("总投资"), figure("p.a", "157.16亿元"), words("的项目。")];
        assert_eq!(told(text, &Paragraph { slot: "p".to_owned(), spans }), expected);
    }

    #[rstest]
    #[case("As of 30 June 2022, 1234 projects.", "")]
    #[case("As of 31 July 2022, 1,234 projects.", "As of [30] June 2022,… 31")]
    #[case("By 2022 there were 1,243 projects.", "…30 June 2022, [1,234] projects. none")]
    fn a_number_of_the_drafted_words_is_told_where_another_stands_for_it(
        #[case] text: &str,
        #[case] expected: &str,
    ) {
        let words = |text: &str| Span::Text(text.to_owned());
        let spans = vec![words("As of 30 June 2022, "), figure("p.n", "1,234"), words(" projects.")];
        assert_eq!(told(text, &Paragraph { slot: "p".to_owned(), spans }), expected);
    }
}
