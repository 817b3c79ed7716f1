//! Columns of a year or a month: what the sheet is to have built, what it built, in the words of real ledgers, with year
//! and month inside the header (`domain.md` §14, L1 to L4, L8 to L10).

use super::calendar::{months_named, numbered, period_in, strip_longest};
use super::paid::{PAID_TOTAL_WORDS, PAID_WORDS, paid};
use domain::FundSource;

/// What such a column tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// 年度计划投资.
    PlanInvest,
    /// What the year is to bring, in words.
    PlanContent,
    /// 本月完成投资.
    MonthAmount,
    /// 本年累计完成投资.
    YearToDate,
    /// 开工以来累计完成投资.
    SinceStart,
    /// 形象进度.
    Physical,
    /// 存在问题.
    Problems,
    /// 需协调事项.
    Requests,
    /// 到位资金 of a month from one source.
    Paid(FundSource),
    /// 到位资金 of a month from all sources; what columns beside it don't tell of it came from elsewhere.
    PaidTotal,
    /// 月份: the month of which the row speaks.
    Month,
}

/// A column of a year or month. What the header leaves open is filled in from the title, or row by row from 月份.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfPeriod {
    /// What it tells.
    pub what: What,
    /// Of which year.
    pub year: Option<u16>,
    /// Of which month.
    pub month: Option<u8>,
}

const CODES: [(What, &str); 15] = [
    (What::PlanInvest, "planInvest"),
    (What::PlanContent, "planContent"),
    (What::MonthAmount, "monthAmount"),
    (What::YearToDate, "yearToDate"),
    (What::SinceStart, "sinceStart"),
    (What::Physical, "physical"),
    (What::Problems, "problems"),
    (What::Requests, "requests"),
    (What::Paid(FundSource::Budget), "paidBudget"),
    (What::Paid(FundSource::Loan), "paidLoan"),
    (What::Paid(FundSource::Foreign), "paidForeign"),
    (What::Paid(FundSource::SelfRaised), "paidSelfRaised"),
    (What::Paid(FundSource::Other), "paidOther"),
    (What::PaidTotal, "paid"),
    (What::Month, "month"),
];

const MONTH_HEADERS: [&str; 6] = ["月份", "报告月份", "统计月份", "所属月份", "报送月份", "填报月份"];
const PROBLEM_HEADERS: [&str; 7] = [
    "存在问题",
    "存在的问题",
    "问题和建议",
    "存在问题及建议",
    "存在问题和建议",
    "主要问题",
    "存在的主要问题",
];
const REQUEST_HEADERS: [&str; 9] = [
    "需协调事项",
    "需要协调事项",
    "协调事项",
    "需协调解决事项",
    "需协调解决的问题",
    "需要协调解决的问题",
    "需协调解决的事项",
    "需上级协调事项",
    "提请协调事项",
];
const PHYSICAL_WORDS: [&str; 8] =
    ["形象进度", "工程形象进度", "项目形象进度", "进展", "进展情况", "工程进展", "工程进度", "建设进度"];
const DONE_WORDS: [&str; 8] = [
    "完成投资",
    "实际完成投资",
    "已完成投资",
    "完成投资额",
    "实际完成投资额",
    "投资完成额",
    "实际完成",
    "已完成",
];
const PLAN_WORDS: [&str; 6] =
    ["计划投资", "计划投资额", "投资计划", "计划完成投资", "计划完成投资额", "投资计划额"];
const PLAN_CONTENT_WORDS: [&str; 8] = [
    "计划形象进度",
    "形象进度目标",
    "形象进度计划",
    "计划主要建设内容",
    "计划建设内容",
    "主要建设内容",
    "建设目标",
    "目标",
];
const START_WORDS: [&str; 8] = [
    "自开工以来",
    "开工以来",
    "自开始",
    "自开工",
    "开工至今",
    "自开工至本月底",
    "开工至本月底",
    "项目开工以来",
];
const YEAR_WORDS: [&str; 7] = ["今年以来", "本年度", "今年", "本年", "当年", "年度", "年"];
const MONTH_WORDS: [&str; 2] = ["本月", "当月"];
const SUM_WORDS: [&str; 2] = ["累计", "累积"];

impl What {
    /// Whether it speaks of a month, not of a year.
    pub const fn needs_month(self) -> bool {
        !matches!(self, Self::PlanInvest | Self::PlanContent | Self::Month)
    }

    /// Whether its cells hold money.
    pub const fn is_money(self) -> bool {
        matches!(
            self,
            Self::PlanInvest
                | Self::MonthAmount
                | Self::YearToDate
                | Self::SinceStart
                | Self::Paid(_)
                | Self::PaidTotal
        )
    }
}

impl OfPeriod {
    const fn of(what: What) -> Self {
        Self { what, year: None, month: None }
    }

    /// One of each kind, of no year and month.
    pub fn kinds() -> impl Iterator<Item = Self> {
        CODES.iter().map(|(what, _)| Self::of(*what))
    }

    /// The same, of the year and month that a header names, whatever else it says.
    #[must_use]
    pub fn as_headed(self, header: &str) -> Self {
        let bare = super::bare(header);
        let (year, month) = match Self::of_header(&bare) {
            Some(of) => (of.year, of.month),
            None => period_in(header).map_or_else(
                || (None, months_named(&bare).next()),
                |(year, month)| (Some(year), month.or_else(|| months_named(&bare).last())),
            ),
        };
        Self { what: self.what, year, month: month.filter(|_| self.what.needs_month()) }
    }

    /// Whether nothing is open any more.
    pub const fn is_whole(self) -> bool {
        self.year.is_some() && (self.month.is_some() || !self.what.needs_month())
    }

    /// The stable code in kept layouts: `monthAmount.2022.5`.
    pub fn code(self) -> String {
        let name = CODES.iter().find(|(what, _)| *what == self.what).map_or("", |(_, code)| code);
        let year = self.year.map(|year| year.to_string()).unwrap_or_default();
        let month = self.month.map(|month| month.to_string()).unwrap_or_default();
        format!("{name}.{year}.{month}")
    }

    /// The one with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut parts = code.split('.');
        let name = parts.next()?;
        let (what, _) = CODES.iter().find(|(_, code)| *code == name)?;
        let (year, month) = (parts.next()?, parts.next()?);
        Some(Self { what: *what, year: year.parse().ok(), month: month.parse().ok() })
    }

    /// The header as export would write it, without its unit.
    pub fn header(self) -> String {
        let year = self.year.map_or_else(|| "本年".to_owned(), |year| format!("{year}年"));
        let month = self.month.map_or_else(|| "本月".to_owned(), |month| format!("{month}月"));
        match self.what {
            What::PlanInvest => format!("{year}度计划投资"),
            What::PlanContent => format!("{year}计划形象进度"),
            What::MonthAmount => format!("{year}{month}完成投资"),
            What::YearToDate => format!("{year}1-{month}累计完成投资"),
            What::SinceStart => "开工以来累计完成投资".to_owned(),
            What::Physical => format!("{year}{month}形象进度"),
            What::Problems => "存在问题".to_owned(),
            What::Requests => "需协调事项".to_owned(),
            What::Paid(source) => {
                let words = PAID_WORDS
                    .iter()
                    .find(|(known, _)| *known == source)
                    .and_then(|(_, words)| words.first());
                format!("{year}{month}{}", words.copied().unwrap_or_default())
            }
            What::PaidTotal => format!("{year}{month}{}", PAID_TOTAL_WORDS[0]),
            What::Month => "月份".to_owned(),
        }
    }

    /// What a header means, its unit and marks taken off ([`super::bare`]).
    pub fn of_header(bare: &str) -> Option<Self> {
        if MONTH_HEADERS.contains(&bare) {
            return Some(Self::of(What::Month));
        }
        if PROBLEM_HEADERS.contains(&bare) {
            return Some(Self::of(What::Problems));
        }
        if REQUEST_HEADERS.contains(&bare) {
            return Some(Self::of(What::Requests));
        }
        Span::of(bare).means()
    }
}

/// A header taken apart: year, months, whether it sums, and the words that are left.
#[derive(Debug, Default)]
struct Span<'h> {
    year: Option<u16>,
    /// 今年, 年度: a year that the sheet knows.
    of_year: bool,
    /// 2021年底.
    year_end: bool,
    month: Option<u8>,
    /// 本月: a month that the sheet knows.
    of_month: bool,
    /// From January, or from the start, to the month.
    sums: bool,
    since_start: bool,
    rest: &'h str,
}

impl<'h> Span<'h> {
    fn of(bare: &'h str) -> Self {
        let mut span = Self { rest: bare, ..Self::default() };
        if let Some(rest) = strip_longest(bare, &START_WORDS) {
            span.since_start = true;
            span.rest = rest;
        } else {
            span.rest = strip_longest(span.rest, &["截至", "截止", "至", "目前", "到"]).unwrap_or(span.rest);
            span.take_year();
            span.take_months();
        }
        if let Some(rest) = strip_longest(span.rest, &SUM_WORDS) {
            span.sums = true;
            span.rest = rest;
        }
        span
    }

    fn take_year(&mut self) {
        let digits = self.rest.get(..4).and_then(|year| year.parse::<u16>().ok());
        let year = digits.filter(|year| (2000..=2100).contains(year));
        if let Some((year, rest)) = year.zip(self.rest.get(4..).and_then(|rest| rest.strip_prefix('年'))) {
            self.year = Some(year);
            self.year_end = rest.starts_with('底') || rest.starts_with("年末");
            self.rest = rest.trim_start_matches(['底', '末', '度']);
        } else if let Some(rest) = strip_longest(self.rest, &YEAR_WORDS) {
            self.of_year = true;
            self.rest = rest;
        }
    }

    fn take_months(&mut self) {
        let from_january =
            ["自元月至", "元月至", "自1月至", "1-", "1~", "1至", "1月-", "1月至", "1月~", "至"];
        if let Some(rest) = strip_longest(self.rest, &from_january) {
            let end = strip_longest(rest, &MONTH_WORDS)
                .map(|rest| (None, rest))
                .or_else(|| numbered(rest).map(|(month, rest)| (Some(month), rest)));
            if let Some((month, rest)) = end {
                self.sums = true;
                self.of_month = month.is_none();
                self.month = month;
                self.rest = rest.trim_start_matches(['底', '末', '份']);
            }
            return;
        }
        if let Some(rest) = strip_longest(self.rest, &MONTH_WORDS) {
            self.of_month = true;
            self.sums = rest.starts_with("至今");
            self.rest = rest.trim_start_matches("至今").trim_start_matches(['底', '末']);
        } else if let Some((month, rest)) = numbered(self.rest) {
            self.month = Some(month);
            self.rest = rest.trim_start_matches(['底', '末', '份']);
        }
    }

    fn means(&self) -> Option<OfPeriod> {
        let of = |what: What| Some(OfPeriod { what, year: self.year, month: self.month });
        let is_done = DONE_WORDS.contains(&self.rest) || self.rest == "完成";
        let (names_year, names_month) =
            (self.year.is_some() || self.of_year, self.month.is_some() || self.of_month);
        if self.since_start {
            let sums = self.sums || self.rest != "完成";
            return (sums && (is_done || self.rest.is_empty())).then_some(OfPeriod::of(What::SinceStart));
        }
        if self.year_end {
            return is_done.then_some(OfPeriod { what: What::SinceStart, year: self.year, month: Some(12) });
        }
        if self.sums {
            let says = is_done || self.rest.is_empty() && names_year;
            return if says && (names_year || names_month) { of(What::YearToDate) } else { None };
        }
        if names_month {
            return match self.rest {
                rest if is_done && rest != "完成" => of(What::MonthAmount),
                rest if PHYSICAL_WORDS.contains(&rest) => of(What::Physical),
                rest => paid(rest).and_then(of),
            };
        }
        if names_year {
            return match self.rest {
                rest if PLAN_WORDS.contains(&rest) => of(What::PlanInvest),
                rest if PLAN_CONTENT_WORDS.contains(&rest) || rest == "形象进度" => of(What::PlanContent),
                _ => None,
            };
        }
        let plain = self.rest == "形象进度" || self.rest == "工程形象进度" || self.rest == "项目形象进度";
        plain.then_some(OfPeriod::of(What::Physical))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::imports::headers::bare;
    use rstest::rstest;

    #[rstest]
    #[case("今年计划投资", "planInvest..")]
    #[case("年计划投资", "planInvest..")]
    #[case("2022年度计划投资", "planInvest.2022.")]
    #[case("2022年计划投资", "planInvest.2022.")]
    #[case("本年计划完成投资", "planInvest..")]
    #[case("年计划形象进度", "planContent..")]
    #[case("2026年目标", "planContent.2026.")]
    #[case("2022年计划主要建设内容", "planContent.2022.")]
    #[case("本月完成投资", "monthAmount..")]
    #[case("当月已完成投资", "monthAmount..")]
    #[case("5月实际完成投资", "monthAmount..5")]
    #[case("2022年5月完成投资", "monthAmount.2022.5")]
    #[case("今年累计完成投资", "yearToDate..")]
    #[case("本年累计", "yearToDate..")]
    #[case("年度累计完成投资", "yearToDate..")]
    #[case("2022年1-6月累计完成投资", "yearToDate.2022.6")]
    #[case("1—6月完成投资", "yearToDate..6")]
    #[case("自元月至本月底完成投资", "yearToDate..")]
    #[case("当月至今已完成", "yearToDate..")]
    #[case("本年至当月实际完成", "yearToDate..")]
    #[case("开工以来累计完成投资", "sinceStart..")]
    #[case("自开始累积完成投资", "sinceStart..")]
    #[case("开工至本月底完成投资", "sinceStart..")]
    #[case("2021年底累计完成投资", "sinceStart.2021.12")]
    #[case("截至2025年底完成", "sinceStart.2025.12")]
    #[case("5月到位资金", "paid..5")]
    #[case("2022年5月实际到资", "paid.2022.5")]
    #[case("本月到位内资", "paidOther..")]
    #[case("本月到位外资", "paidForeign..")]
    #[case("当月实际利用外资", "paidForeign..")]
    #[case("3月到位自筹资金", "paidSelfRaised..3")]
    #[case("2022年3月到位银行贷款", "paidLoan.2022.3")]
    #[case("3月到位预算资金", "paidBudget..3")]
    #[case("2月形象进度", "physical..2")]
    #[case("本月进展", "physical..")]
    #[case("形象进度", "physical..")]
    #[case("问题和建议", "problems..")]
    #[case("月份", "month..")]
    fn headers_of_monthly_sheets_are_understood(#[case] header: &str, #[case] code: &str) {
        let of = OfPeriod::of_header(&bare(header)).unwrap();
        assert_eq!(of.code(), code);
        assert_eq!(OfPeriod::from_code(code), Some(of));
    }

    #[rstest]
    #[case("投资")]
    #[case("完成投资")]
    #[case("累计完成投资")]
    #[case("累计")]
    #[case("计划投资")]
    #[case("形象进度照片")]
    #[case("投资完成比例")]
    #[case("年度投资完成率")]
    #[case("本年完成投资及资金来源合计")]
    #[case("至本年底累计完成投资")]
    #[case("2022年进展")]
    #[case("累计到位资金")]
    #[case("2022年1-5月到位资金")]
    #[case("资金到位率")]
    #[case("到位资金")]
    #[case("")]
    fn what_says_too_little_or_something_else_is_left_alone(#[case] header: &str) {
        assert_eq!(OfPeriod::of_header(&bare(header)), None);
    }

    #[rstest]
    #[case(What::MonthAmount, "2022年5月到位情况", Some(2022), Some(5))]
    #[case(What::MonthAmount, "6月到位情况", None, Some(6))]
    #[case(What::YearToDate, "2022年1-6月到位情况", Some(2022), Some(6))]
    #[case(What::PlanInvest, "2022年5月下达", Some(2022), None)]
    #[case(What::MonthAmount, "Invested", None, None)]
    fn a_taught_column_takes_year_and_month_from_its_header(
        #[case] what: What,
        #[case] header: &str,
        #[case] year: Option<u16>,
        #[case] month: Option<u8>,
    ) {
        assert_eq!(OfPeriod::of(what).as_headed(header), OfPeriod { what, year, month });
    }
}
