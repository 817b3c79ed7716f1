//! Paragraphs written by hand, put in the place of the drafted ones; and what moved under them since they were written.

use super::linked::linked;
use domain::facts::{BulletinEdit, Kept};
use figures::bulletin::{Block, Draft, Paragraph, Span};
use std::collections::BTreeMap;

/// A number of the drafted text that is another than when the paragraph was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    /// As printed then; none where it was not there.
    pub old: Option<String>,
    /// As printed now; none where it is no more.
    pub new: Option<String>,
}

/// A paragraph written by hand, beside the draft as it is now.
pub(super) struct Edited {
    pub edit: Kept<BulletinEdit>,
    /// The drafted text; none where the draft has no such paragraph any more.
    pub drafted: Option<String>,
    /// The numbers that moved since, in the order of the text.
    pub moved: Vec<Moved>,
}

impl Edited {
    fn of(edit: Kept<BulletinEdit>, drafted: &Draft) -> Self {
        let paragraph = paragraph(drafted, &edit.slot);
        let mut moved = paragraph.map_or_else(Vec::new, |now| moved(&edit.over_figures, now));
        moved.extend(moved_day(&edit, drafted));
        Self { drafted: text_at(drafted, &edit.slot), moved, edit }
    }

    /// Whether somebody must look at it: a number moved, or the drafted words did. The drafted day of the document is always
    /// today's.
    pub fn is_flagged(&self) -> bool {
        !self.moved.is_empty() || self.edit.slot != "day" && self.drafted.as_ref() != Some(&self.edit.over)
    }
}

/// The drafted text of a paragraph, or of a part beside the paragraphs: title, addressee, signature.
pub(super) fn text_at(draft: &Draft, slot: &str) -> Option<String> {
    paragraph(draft, slot).map(Paragraph::text).or_else(|| draft.part(slot))
}

/// Under this name an edit keeps the day of the draft over which it was written; no figure has it.
const DAY: &str = "@day";

/// What an edit keeps of the draft under it: the numbers of its paragraph and the draft's day, one a line: name, tab, as
/// printed.
pub(super) fn lines_under(draft: &Draft, paragraph: Option<&Paragraph>) -> String {
    let figures = paragraph.map(figure_lines).filter(|lines| !lines.is_empty());
    let day = format!("{DAY}\t{}", draft.true_on);
    figures.into_iter().chain([day]).collect::<Vec<_>>().join("\n")
}

/// The numbers of a paragraph: one a line, name, tab, as printed.
fn figure_lines(paragraph: &Paragraph) -> String {
    let lines: Vec<String> =
        paragraph.figures().map(|figure| format!("{}\t{}", figure.slot, figure.printed)).collect();
    lines.join("\n")
}

/// The day of the draft, where it is another and the text by hand tells a day or a month.
fn moved_day(edit: &BulletinEdit, now: &Draft) -> Option<Moved> {
    let old = edit.over_figures.lines().find_map(|line| line.strip_prefix(DAY)?.strip_prefix('\t'))?;
    let new = now.true_on.to_string();
    (old != new && tells_time(&edit.text)).then(|| Moved { old: Some(old.to_owned()), new: Some(new) })
}

/// Whether a text names a year, month or day: 2026年, 10月, 26日, 2026-10-26, October.
fn tells_time(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May ",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let is_digit = |letter: char| letter.is_ascii_digit() || "一二三四五六七八九十〇".contains(letter);
    let mut pairs = text.chars().zip(text.chars().skip(1));
    pairs.any(|(one, next)| is_digit(one) && "年月日-".contains(next))
        || MONTHS.iter().any(|month| text.contains(month))
}

fn moved(lines: &str, now: &Paragraph) -> Vec<Moved> {
    let figures = lines.lines().filter_map(|line| line.split_once('\t')).filter(|(name, _)| *name != DAY);
    let mut before: BTreeMap<&str, &str> = figures.collect();
    let mut moved = Vec::new();
    for figure in now.figures() {
        let old = before.remove(figure.slot.as_str());
        if old != Some(figure.printed.as_str()) {
            moved.push(Moved { old: old.map(str::to_owned), new: Some(figure.printed.clone()) });
        }
    }
    moved.extend(before.into_values().map(|old| Moved { old: Some(old.to_owned()), new: None }));
    moved
}

/// The paragraph of that name.
pub(super) fn paragraph<'d>(draft: &'d Draft, slot: &str) -> Option<&'d Paragraph> {
    draft.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.slot == slot => Some(paragraph),
        _ => None,
    })
}

/// The draft with its paragraphs by hand, and what is to be said of each of them.
pub(super) fn applied(drafted: &Draft, edits: Vec<Kept<BulletinEdit>>) -> (Draft, Vec<Edited>) {
    let edits: Vec<Edited> = edits.into_iter().map(|edit| Edited::of(edit, drafted)).collect();
    let mut printed = drafted.clone();
    for edited in &edits {
        printed.put_part(&edited.edit.slot, &edited.edit.text);
    }
    for block in &mut printed.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        if let Some(edited) = edits.iter().find(|edited| edited.edit.slot == paragraph.slot) {
            paragraph.spans = linked(&edited.edit.text, paragraph);
        }
    }
    if !edits.is_empty() {
        keep_marked_notes(&mut printed);
    }
    (printed, edits)
}

/// Leaves out the footnotes whose marks were written away, and numbers the others anew.
fn keep_marked_notes(draft: &mut Draft) {
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for block in &mut draft.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        for span in &mut paragraph.spans {
            let Span::Note(place) = span else { continue };
            let Some(note) = draft.notes.get(*place) else { continue };
            *place = *places.entry(*place).or_insert_with(|| {
                kept.push(note.clone());
                kept.len() - 1
            });
        }
    }
    draft.notes = kept;
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::facts::OrgId;
    use figures::bulletin::{Aspect, FigureSpan, Source, Stated};
    use rstest::rstest;

    pub fn figure(slot: &str, printed: &str) -> Span {
        let source = Source::Stated(Stated {
            indicator: "工业投资".to_owned(),
            org: OrgId(3),
            aspect: Aspect::Amount,
            data_source: "统计局".to_owned(),
            ranking: None,
        });
        Span::Figure(FigureSpan { slot: slot.to_owned(), source, printed: printed.to_owned() })
    }

    /// 总投资2亿元的1个项目签约，开工率50%[1]。
    pub fn drafted() -> Paragraph {
        let text = |text: &str| Span::Text(text.to_owned());
        let spans = vec![
            text("总投资"),
            figure("p.a", "2"),
            text("亿元的"),
            figure("p.n", "1"),
            text("个项目签约，开工率"),
            figure("p.r", "50"),
            text("%"),
            Span::Note(0),
            text("。"),
        ];
        Paragraph { slot: "p".to_owned(), spans }
    }

    #[rstest]
    #[case("2026年11月30日", true)]
    #[case("截至十月底，进展顺利。", true)]
    #[case("As of 2026-11-30 all is well.", true)]
    #[case("In October all was well.", true)]
    #[case("进展顺利，共3个项目。", false)]
    #[case("各市商务局：", false)]
    fn a_text_that_tells_a_day_or_a_month_is_known(#[case] text: &str, #[case] tells: bool) {
        assert_eq!(tells_time(text), tells);
    }

    #[test]
    fn what_moved_is_told_number_by_number() {
        let before = figure_lines(&drafted());
        let mut now = drafted();
        now.spans[1] = figure("p.a", "5");
        now.spans.truncate(3);
        let told = |old: Option<&str>, new: Option<&str>| Moved {
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        };
        assert_eq!(moved(&before, &drafted()), []);
        assert_eq!(
            moved(&before, &now),
            [told(Some("2"), Some("5")), told(Some("1"), None), told(Some("50"), None)]
        );
    }
}
