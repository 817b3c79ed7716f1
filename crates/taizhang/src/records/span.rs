//! The period of an indicator in the words in which it is printed, both ways.

use crate::text::Lang;
use domain::PeriodKind;
use domain::facts::Indicator;
use domain::limits::{YEAR_MAX, YEAR_MIN};
use domain::text::fold;

/// Digits of a year.
const YEAR_DIGITS: usize = 4;
/// The months of a year come first: 1—6月 is told by months, though half a year is as long.
const KINDS: [PeriodKind; 4] =
    [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::HalfYear, PeriodKind::Year];

/// The period that an indicator speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The year.
    pub year: i64,
    /// What it is a part of.
    pub kind: PeriodKind,
    /// Which part of the year, from 1.
    pub no: i64,
    /// Whether it reaches from January to the end of that part.
    pub cumulative: bool,
}

impl Span {
    /// That of an indicator.
    pub fn of(indicator: &Indicator) -> Self {
        Self {
            year: indicator.period_year,
            kind: indicator.period_kind,
            no: indicator.period_no,
            cumulative: indicator.cumulative,
        }
    }

    /// In words: 2022年5月, 2022年上半年, 2022年1—6月累计.
    pub fn print(self, lang: Lang) -> String {
        let Self { year, kind, no, .. } = self;
        let last_month = 12 / kind.in_a_year() * no;
        if self.cumulative && kind != PeriodKind::Year {
            return lang.tf("indicators.to_month", &[("year", &year), ("month", &last_month)]);
        }
        match kind {
            PeriodKind::Year => lang.tf("indicators.of_year", &[("year", &year)]),
            PeriodKind::HalfYear if no == 1 => lang.tf("indicators.first_half", &[("year", &year)]),
            PeriodKind::HalfYear => lang.tf("indicators.second_half", &[("year", &year)]),
            PeriodKind::Quarter => lang.tf("indicators.of_quarter", &[("year", &year), ("quarter", &no)]),
            PeriodKind::Month => lang.tf("indicators.of_month", &[("year", &year), ("month", &no)]),
        }
    }

    /// The period that printed words mean, in either language, and as offices write them: 2022年三季度, 2022年1-6月.
    ///
    /// Words that fit parts of different kinds (1—6月 are two quarters too) are read as months.
    pub fn read(text: &str) -> Option<Self> {
        let words = plain(text);
        let year = year_in(&words)?;
        let parts = KINDS.into_iter().flat_map(|kind| (1..=kind.in_a_year()).map(move |no| (kind, no)));
        let spans =
            parts.flat_map(|(kind, no)| [false, true].map(|cumulative| Self { year, kind, no, cumulative }));
        let is_meant = |span: &Self| Lang::ALL.into_iter().any(|lang| plain(&span.print(lang)) == words);
        spans.into_iter().find(is_meant)
    }
}

/// The words without what is written in several ways and tells nothing apart.
fn plain(text: &str) -> String {
    let text = fold(text).replace("累计", "").replace("年度", "年").replace("全年", "年").replace('第', "");
    let quarters = [("一季度", "1季度"), ("二季度", "2季度"), ("三季度", "3季度"), ("四季度", "4季度")];
    let text = quarters.into_iter().fold(text, |text, (from, to)| text.replace(from, to));
    let text = text.replace("月份", "月").replace("年0", "年");
    text.chars().map(|sign| if matches!(sign, '—' | '–' | '~' | '至') { '-' } else { sign }).collect()
}

fn year_in(words: &str) -> Option<i64> {
    let digits = words.as_bytes().windows(YEAR_DIGITS).find(|four| four.iter().all(u8::is_ascii_digit))?;
    let year: i64 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    (i64::from(YEAR_MIN)..=i64::from(YEAR_MAX)).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_printed_period_is_read_back_as_one_that_prints_the_same() {
        for lang in Lang::ALL {
            for kind in KINDS {
                for (no, cumulative) in (1..=kind.in_a_year()).flat_map(|no| [(no, false), (no, true)]) {
                    let span = Span { year: 2026, kind, no, cumulative };
                    let read = Span::read(&span.print(lang)).unwrap();
                    assert_eq!(read.print(lang), span.print(lang), "{span:?}");
                    assert!(cumulative || read == span, "{span:?} {read:?}");
                }
            }
        }
    }

    #[test]
    fn periods_are_read_as_offices_write_them() {
        let span = |kind, no, cumulative| Some(Span { year: 2026, kind, no, cumulative });
        assert_eq!(Span::read("2026年三季度"), span(PeriodKind::Quarter, 3, false));
        assert_eq!(Span::read("2026 年 第3季度"), span(PeriodKind::Quarter, 3, false));
        assert_eq!(Span::read("2026年1-6月"), span(PeriodKind::Month, 6, true));
        assert_eq!(Span::read("2026年1至11月累计"), span(PeriodKind::Month, 11, true));
        assert_eq!(Span::read("2026年05月"), span(PeriodKind::Month, 5, false));
        assert_eq!(Span::read("2026年度"), span(PeriodKind::Year, 1, false));
        assert_eq!(Span::read("2026"), span(PeriodKind::Year, 1, false));
        assert_eq!(Span::read("三季度"), None);
        assert_eq!(Span::read("2026年5季度"), None);
    }
}
