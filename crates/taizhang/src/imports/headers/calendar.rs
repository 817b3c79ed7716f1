//! Years and months as headers and titles name them.

/// `5月…` as 5 and the rest.
pub(super) fn numbered(text: &str) -> Option<(u8, &str)> {
    let (number, rest) = text.split_once('月')?;
    let month = number.parse::<u8>().ok().filter(|month| (1..=12).contains(month))?;
    Some((month, rest))
}

/// The months that a text names by their numbers.
pub(super) fn months_named(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.match_indices('月').filter_map(|(end, _)| {
        let before = &text[..end];
        let digits = before.len() - before.trim_end_matches(|sign: char| sign.is_ascii_digit()).len();
        before[end - digits..].parse::<u8>().ok().filter(|month| (1..=12).contains(month))
    })
}

/// What follows the longest of some words with which a text begins.
pub(super) fn strip_longest<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().filter_map(|word| text.strip_prefix(word)).min_by_key(|rest| rest.len())
}

/// The year and month of which a title speaks: 2022年6月, 截至2022年6月底, 2022年1-6月, 2022-06; of a year alone without
/// month.
pub fn period_in(text: &str) -> Option<(u16, Option<u8>)> {
    let folded = domain::text::fold(text);
    let starts = folded.char_indices().map(|(at, _)| at);
    starts.filter(|at| !folded[..*at].ends_with(|sign: char| sign.is_ascii_digit())).find_map(|at| {
        let year = folded.get(at..at + 4)?.parse::<u16>().ok().filter(|year| (2000..=2100).contains(year))?;
        let rest = folded.get(at + 4..)?;
        if let Some(rest) = rest.strip_prefix('年') {
            let rest = rest.trim_start_matches('度');
            let range = ["1-", "1~", "1至", "1月-", "1月至"];
            let rest = strip_longest(rest, &range).filter(|rest| numbered(rest).is_some()).unwrap_or(rest);
            return Some((year, numbered(rest).map(|(month, _)| month)));
        }
        let rest = rest.strip_prefix(['-', '.', '/'])?;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).take(2).collect();
        let month = digits.parse::<u8>().ok().filter(|month| (1..=12).contains(month))?;
        Some((year, Some(month)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("某某区重点项目建设情况月报表（2022年6月）", Some((2022, Some(6))))]
    #[case("截至2022年6月底全市项目", Some((2022, Some(6))))]
    #[case("2022年1—6月进度表", Some((2022, Some(6))))]
    #[case("2022年新城重点项目建设进度表", Some((2022, None)))]
    #[case("调度表2022.06", Some((2022, Some(6))))]
    #[case("重点项目建设进度表", None)]
    fn a_title_gives_the_year_and_the_month(#[case] title: &str, #[case] period: Option<(u16, Option<u8>)>) {
        assert_eq!(period_in(title), period);
    }
}
