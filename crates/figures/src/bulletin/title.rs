//! Titles broken by sense (GB/T 9704-2012): as few lines as the width allows, none much longer than another.

use crate::catalogue::Lang;

/// Half-width characters of 2号 in a line: 20 Chinese ones fit 156 mm, and a title stands back from both edges.
const LINE: usize = 36;

/// Pieces of sense set into lines; in English each word may begin one. A piece wider than a line stands alone.
pub(super) fn lines(pieces: &[String], lang: Lang) -> Vec<String> {
    let (pieces, gap): (Vec<&str>, &str) = match lang {
        Lang::Zh => (pieces.iter().map(String::as_str).collect(), ""),
        Lang::En => (pieces.iter().flat_map(|piece| piece.split_whitespace()).collect(), " "),
    };
    // For each piece the best way to set all from it on: how many lines, how uneven, where the next line begins.
    let mut best = vec![(0, 0, 0); pieces.len() + 1];
    for from in (0..pieces.len()).rev() {
        best[from] = (usize::MAX, 0, from + 1);
        for to in from + 1..=pieces.len() {
            let wide = width(&pieces[from..to].join(gap));
            if wide > LINE && to > from + 1 {
                break;
            }
            let (lines, uneven, _) = best[to];
            let slack = LINE.saturating_sub(wide);
            best[from] = best[from].min((lines + 1, uneven + slack * slack, to));
        }
    }
    let mut lines = Vec::new();
    let mut from = 0;
    while from < pieces.len() {
        let to = best[from].2;
        lines.push(pieces[from..to].join(gap));
        from = to;
    }
    lines
}

fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(&["关于全省开发区", "历次“三个一批”", "项目进展情况的通报"], &["关于全省开发区历次“三个一批”", "项目进展情况的通报"])]
    #[case(
        &["关于太原雁湾经济技术开发区", "历次“三个一批”", "项目进展情况的通报"],
        &["关于太原雁湾经济技术开发区", "历次“三个一批”项目进展情况的通报"]
    )]
    #[case(&["关于全省2026年", "通报"], &["关于全省2026年通报"])]
    #[case(
        &["关于太原雁湾经济技术开发区", "2026年1至10月", "重点建设项目", "进展情况的通报"],
        &["关于太原雁湾经济技术开发区", "2026年1至10月重点建设项目", "进展情况的通报"]
    )]
    fn a_title_breaks_between_pieces_of_sense(#[case] pieces: &[&str], #[case] expected: &[&str]) {
        let pieces: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
        assert_eq!(lines(&pieces, Lang::Zh), expected);
    }

    #[test]
    fn an_english_title_breaks_between_words() {
        let pieces =
            ["the province’s zones: progress of the projects", "of the rounds before"].map(str::to_owned);
        let set = lines(&pieces, Lang::En);
        assert_eq!(set, ["the province’s zones: progress of", "the projects of the rounds before"]);
    }
}
