//! Rounds of 三个一批 and their lists (`domain.md` §5).

use crate::codes::codes;
use crate::text::chinese_number;
use std::fmt;

codes! {
    /// One of a round's three lists.
    ListKind {
        /// 签约一批.
        Signing = "signing",
        /// 开工一批.
        Commencement = "commencement",
        /// 投产一批.
        Production = "production",
    }
}

codes! {
    /// Who holds a round.
    RoundLevel {
        /// 全省.
        Province = "province",
        /// 全市.
        City = "city",
        /// 开发区.
        Zone = "zone",
    }
}

/// A round's number within its year, `2022-1` = 2022年第一次.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoundKey {
    /// The year.
    pub year: i16,
    /// 1, 2, 3 … within the year.
    pub seq_in_year: u8,
}

impl fmt::Display for RoundKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.year, self.seq_in_year)
    }
}

impl RoundKey {
    /// Reads `2022-1`, `2022年第一次`, `2022年第1次`, `2022年第一批`, `2022年第一期`, `2022第一次`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = crate::text::fold(text);
        let year: i16 = text.get(..4)?.parse().ok()?;
        let rest = text.get(4..)?;
        let rest = rest.strip_prefix('年').unwrap_or(rest);
        let number = match rest.strip_prefix(['-', '—', '/', '.']) {
            Some(number) => number,
            None => rest.strip_prefix('第')?.trim_end_matches(['次', '批', '期', '轮']),
        };
        let seq_in_year = parse_numeral(number)?;
        ((1990..=2100).contains(&year) && seq_in_year > 0).then_some(Self { year, seq_in_year })
    }
}

/// 1 … 99 in Arabic digits or Chinese numerals. 第一二次 may mean two rounds, so only numerals with a 十 have several signs.
fn parse_numeral(text: &str) -> Option<u8> {
    let is_one = text.chars().count() == 1 || text.contains('十');
    let chinese =
        || is_one.then(|| chinese_number(text)).flatten().and_then(|number| u8::try_from(number).ok());
    text.parse().ok().or_else(chinese).filter(|number| *number < 100)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2022-1", "2022-1")]
    #[case("2022年第一次", "2022-1")]
    #[case("2022 年第 3 次", "2022-3")]
    #[case("2021年第十二批", "2021-12")]
    #[case("2021年第二十期", "2021-20")]
    fn a_round_is_read_in_every_way_it_is_written(#[case] written: &str, #[case] key: &str) {
        assert_eq!(RoundKey::parse(written).unwrap().to_string(), key);
    }

    #[rstest]
    #[case("")]
    #[case("2022")]
    #[case("2022-0")]
    #[case("第一次")]
    #[case("2022年第零次")]
    fn what_names_no_round_is_refused(#[case] written: &str) {
        assert_eq!(RoundKey::parse(written), None);
    }
}
