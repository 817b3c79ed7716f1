//! The numbers of a drafted paragraph that stand in a text by hand too, and keep their questions there.

use figures::bulletin::{FigureSpan, Paragraph, Span};
use std::ops::Range;

/// A number of the drafted text that stands in the text by hand too.
struct Found<'p> {
    at: Range<usize>,
    figure: &'p FigureSpan,
    /// What stands between the number and the mark of its footnote, and the mark.
    note: Option<(&'p str, usize)>,
}

/// The text by hand with the numbers that it took over from the drafted one: those that stand between the same letters as
/// there. Any other number is plain text: better no question behind it than a wrong one.
pub(super) fn linked(text: &str, drafted: &Paragraph) -> Vec<Span> {
    let (text, flat) = (bounded(text), Flat::of(drafted));
    let all: Vec<Found<'_>> =
        (0..drafted.spans.len()).filter_map(|place| flat.found(&text, &drafted.spans, place)).collect();
    // A place that two numbers claim is neither's.
    let claims = |at: &Range<usize>| {
        all.iter().filter(|other| other.at.start < at.end && at.start < other.at.end).count()
    };
    let mut found: Vec<&Found<'_>> = all.iter().filter(|one| claims(&one.at) == 1).collect();
    found.sort_by_key(|one| one.at.start);
    let mut spans = Vec::new();
    let mut done = EDGE.len_utf8();
    for one in found {
        if one.at.start < done {
            continue;
        }
        push_text(&mut spans, &text[done..one.at.start]);
        spans.push(Span::Figure(one.figure.clone()));
        done = one.at.end;
        if let Some((between, mark)) = one.note {
            if text[done..].starts_with(between) {
                push_text(&mut spans, between);
                done += between.len();
            }
            spans.push(Span::Note(mark));
        }
    }
    push_text(&mut spans, &text[done..text.len() - EDGE.len_utf8()]);
    spans
}

fn push_text(spans: &mut Vec<Span>, text: &str) {
    if !text.is_empty() {
        spans.push(Span::Text(text.to_owned()));
    }
}

/// Stands at both ends of a paragraph while its letters are compared, so that an end is like an end alone.
const EDGE: char = '\u{2}';
/// So many letters beside a number are looked at to tell it from the same number elsewhere in the paragraph.
const BESIDE_MAX_LETTERS: usize = 80;

fn bounded(text: &str) -> String {
    format!("{EDGE}{text}{EDGE}")
}

/// The drafted paragraph as letters alone, with the place of each span in them.
struct Flat {
    text: String,
    places: Vec<Range<usize>>,
}

impl Flat {
    fn of(drafted: &Paragraph) -> Self {
        let (mut text, mut places) = (String::from(EDGE), Vec::with_capacity(drafted.spans.len()));
        for span in &drafted.spans {
            let start = text.len();
            match span {
                Span::Text(words) => text.push_str(words),
                Span::Figure(figure) => text.push_str(&figure.printed),
                Span::Note(_) => {}
            }
            places.push(start..text.len());
        }
        text.push(EDGE);
        Self { text, places }
    }

    fn found<'p>(&self, text: &str, spans: &'p [Span], place: usize) -> Option<Found<'p>> {
        let Span::Figure(figure) = &spans[place] else { return None };
        if figure.printed.is_empty() {
            return None;
        }
        let start = self.place_in(text, &self.places[place])?;
        let at = start..start + figure.printed.len();
        Some(Found { at, figure, note: note_behind(&spans[place + 1..]) })
    }

    /// Where a drafted number stands in the text by hand: between one letter at each side; where that isn't once and only
    /// once in both, between more letters at one side or at both, for what is beside them may have been written anew.
    fn place_in(&self, text: &str, number: &Range<usize>) -> Option<usize> {
        let widen: [fn(usize) -> (usize, usize); 3] = [|n| (n, n), |n| (n, 1), |n| (1, n)];
        let mut places = widen.into_iter().filter_map(|widths| {
            (1..=BESIDE_MAX_LETTERS).map_while(|n| self.between(text, number, widths(n))).flatten().next()
        });
        let first = places.next()?;
        // More letters at the left may mean one place and at the right another: then it is neither.
        places.all(|place| place == first).then_some(first)
    }

    /// The place between so many letters at the left and the right: none where they don't stand in the text, and none
    /// within where they stand there or in the draft more than once.
    fn between(
        &self,
        text: &str,
        number: &Range<usize>,
        (left, right): (usize, usize),
    ) -> Option<Option<usize>> {
        let before = self.text[..number.start].char_indices().rev().nth(left - 1).map_or(0, |(at, _)| at);
        let after = self.text[number.end..]
            .char_indices()
            .nth(right)
            .map_or(self.text.len(), |(at, _)| number.end + at);
        let wanted = &self.text[before..after];
        let mut there = places_of(text, wanted);
        let start = there.next()?;
        let is_one = there.next().is_none() && places_of(&self.text, wanted).nth(1).is_none();
        Some(is_one.then_some(start + (number.start - before)))
    }
}

/// Where some letters stand in a text, also where they overlap.
fn places_of(text: &str, wanted: &str) -> impl Iterator<Item = usize> {
    text.char_indices().map(|(at, _)| at).filter(move |at| text[*at..].starts_with(wanted))
}

/// The mark of a footnote that follows a number at once, or after one piece of text.
fn note_behind(rest: &[Span]) -> Option<(&str, usize)> {
    match rest {
        [Span::Note(mark), ..] => Some(("", *mark)),
        [Span::Text(between), Span::Note(mark), ..] => Some((between, *mark)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::edits::tests::{drafted, figure};
    use super::*;
    use rstest::rstest;

    /// The text with its numbers in braces and the marks of footnotes.
    fn told(spans: &[Span]) -> String {
        let one = |span: &Span| match span {
            Span::Text(text) => text.clone(),
            Span::Figure(figure) => format!("{{{}}}", figure.printed),
            Span::Note(place) => format!("[{place}]"),
        };
        spans.iter().map(one).collect()
    }

    #[rstest]
    #[case("总投资2亿元的1个项目签约，开工率50%。", "总投资{2}亿元的{1}个项目签约，开工率{50}%[0]。")]
    #[case("开工率50%，共1个项目，投资2亿元。", "开工率{50}%[0]，共1个项目，投资{2}亿元。")]
    #[case("投资12亿元的21个项目。", "投资12亿元的21个项目。")]
    #[case("投资2亿元，另投资2亿元。", "投资2亿元，另投资2亿元。")]
    #[case("总投资2亿元的1个项目签约，另投资2亿元。", "总投资{2}亿元的{1}个项目签约，另投资2亿元。")]
    #[case("一字未留。", "一字未留。")]
    fn a_number_keeps_its_question_only_between_the_same_letters_once(
        #[case] text: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(told(&linked(text, &drafted())), expected);
    }

    /// 晋中新签1个、续建1个，太原新签1个、续建1个。
    fn with_one_number_four_times() -> Paragraph {
        let text = |text: &str| Span::Text(text.to_owned());
        let spans = vec![
            text("晋中新签"),
            figure("p.a", "1"),
            text("个、续建"),
            figure("p.b", "1"),
            text("个，太原新签"),
            figure("p.c", "1"),
            text("个、续建"),
            figure("p.d", "1"),
            text("个。"),
        ];
        Paragraph { slot: "p".to_owned(), spans }
    }

    #[rstest]
    // Written on at the end, within, or at the beginning: what is untouched keeps its question.
    #[case("晋中新签1个、续建1个，太原新签1个、续建1个。特此通报。", "abcd")]
    #[case("晋中新签1个、续建1个，太原市新签1个、续建1个。", "abcd")]
    #[case("其中晋中新签1个、续建1个，太原新签1个、续建1个。", "abcd")]
    // What is beside it tells one place at the left and another at the right: then nothing is linked.
    #[case("太原新签1个、续建1个，晋中新签1个、续建1个。", "")]
    #[case("新签1个、续建1个。", "cd")]
    #[case("晋中、太原新签1个、续建1个，合计1个。", "")]
    #[case("共1个。", "")]
    fn a_number_that_stands_more_than_once_is_known_by_more_letters(
        #[case] text: &str,
        #[case] expected: &str,
    ) {
        let spans = linked(text, &with_one_number_four_times());
        let slots = spans.iter().filter_map(|span| match span {
            Span::Figure(figure) => figure.slot.strip_prefix("p."),
            _ => None,
        });
        assert_eq!(slots.collect::<String>(), expected);
        assert_eq!(told(&spans).replace(['{', '}'], ""), text);
    }
}
