//! Words that belong to no template.

use super::draft::Aspect;
pub(super) use super::wording_tables::*;
use crate::catalogue::{Form, Lang, Measure};
use crate::figure::{Key, KeyOf};
use domain::Day;

/// What stands in the fields to be confirmed: 发文字号 and 署名.
pub(super) fn to_confirm(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => ("〔    〕  号", "（署名待确认）"),
        Lang::En => ("No. [to be given]", "(office to be confirmed)"),
    }
}

/// 2022年2月26日.
pub(super) fn day(lang: Lang, day: Day) -> String {
    let (year, month, of_month) = day.ymd();
    match lang {
        Lang::Zh => format!("{year}年{month}月{of_month}日"),
        Lang::En => day.to_string(),
    }
}

/// 截至2022年2月底, or 截至2022年2月26日.
pub(super) fn as_of(lang: Lang, day: Day) -> String {
    let (year, month, _) = day.ymd();
    match lang {
        Lang::Zh if day == day.last_of_month() => format!("截至{year}年{month}月底"),
        Lang::Zh => format!("截至{}", self::day(lang, day)),
        Lang::En => format!("As of {day}"),
    }
}

/// 1-9月, as tables write it.
pub(super) fn months_short(lang: Lang, ended: i64) -> String {
    match (lang, ended) {
        (Lang::Zh, 0..=1) => lang.months(ended),
        (Lang::Zh, ended) => format!("1-{ended}月"),
        (Lang::En, 0 | 1) => lang.months(ended),
        (Lang::En, ended) => format!("Months 1-{ended}"),
    }
}

/// 附件2.
pub(super) fn annex(lang: Lang, number: Option<usize>) -> String {
    let word = match lang {
        Lang::Zh => "附件",
        Lang::En => "Annex",
    };
    match (lang, number) {
        (_, None) => word.to_owned(),
        (Lang::Zh, Some(number)) => format!("{word}{number}"),
        (Lang::En, Some(number)) => format!("{word} {number}"),
    }
}

/// The stable name of a key: the number of its record, or the key itself.
pub(super) fn key_slot(key: &Key) -> String {
    match key.of {
        KeyOf::Org(id) => format!("o{id}"),
        KeyOf::Taxon(id) => format!("c{id}"),
        KeyOf::Round(id) => format!("r{id}"),
        KeyOf::Code => key.text.to_string(),
    }
}

/// How many things state no amount.
pub(super) fn without_amount(lang: Lang, measure: Measure, count: i64) -> String {
    let words = measure.words(lang);
    match lang {
        Lang::Zh => format!("其中{count}项未填{words}，未计入金额。"),
        Lang::En => format!("{count} of them state no {words} and are not in the sum."),
    }
}

/// The words around a rank: 第2位, 并列第1位.
pub(super) const fn own_rank(lang: Lang, is_tied: bool) -> (&'static str, &'static str) {
    match (lang, is_tied) {
        (Lang::Zh, false) => ("第", "位"),
        (Lang::Zh, true) => ("并列第", "位"),
        (Lang::En, false) => ("", ""),
        (Lang::En, true) => ("", " (tied)"),
    }
}

/// Of a rate of sums: of how many things nobody states what stands above the line.
pub(super) fn untold_above(lang: Lang, above: Measure, count: i64) -> String {
    let words = above.words(lang);
    match lang {
        Lang::Zh => format!("其中{count}项未填报{words}，分子未计入其数额。"),
        Lang::En => format!("{count} of them report no {words} and add nothing above the line."),
    }
}

/// Many units of one rank: 并列第1位的21个单位.
pub(super) fn tied_units(lang: Lang, rank: u32, count: usize) -> String {
    match lang {
        Lang::Zh => format!("并列第{rank}位的{count}个单位"),
        Lang::En => format!("{count} units tied at {rank}"),
    }
}

/// Units that have something to count and report no amount of it, so that they come neither first nor last.
pub(super) fn silent_units(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Zh, count) => format!("；另有{count}个单位的数额均未填报，不排名"),
        (Lang::En, 1) => "; 1 unit reports no amount and is not ranked".to_owned(),
        (Lang::En, count) => format!("; {count} units report no amount and are not ranked"),
    }
}

/// Ties at a cut.
pub(super) fn widened(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，并列的一并列出",
        Lang::En => ", units with the same rank all named",
    }
}

/// The first column of tables of units.
pub(super) fn unit(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "单位",
        Lang::En => "Unit",
    }
}

/// The row of totals.
pub(super) fn total(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "合计",
        Lang::En => "Total",
    }
}

/// Below a table of sums.
pub(super) fn rounded(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "因四舍五入，分项之和与合计可能略有差异",
        Lang::En => "Rounded parts may differ slightly from the rounded total",
    }
}

/// Below a table with rates over nothing.
pub(super) fn over_nothing(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "“—”表示该单位无可计的项目，或其数额均未填报，比率不计算、不排名",
        Lang::En => {
            "“—”: the unit has nothing to count or reports no amount, so there is no rate and no rank"
        }
    }
}

/// Below a table in which nobody has anything.
pub(super) fn all_nought(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "各单位数值均为0的，不作排名",
        Lang::En => "Where every unit stands at 0, none is ranked",
    }
}

/// Below a table with ties.
pub(super) fn tied(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "位次相同的为并列，按单位顺序排列",
        Lang::En => "Units with the same rank are tied and stand in the offices’ order",
    }
}

/// 高于 and 低于 the whole.
pub(super) fn points(lang: Lang, whole: &str, is_below: bool) -> (String, String) {
    match (lang, is_below) {
        (Lang::Zh, false) => (format!("高于{whole}平均水平"), "个百分点".to_owned()),
        (Lang::Zh, true) => (format!("低于{whole}平均水平"), "个百分点".to_owned()),
        (Lang::En, false) => (String::new(), format!(" percentage points above the average of {whole}")),
        (Lang::En, true) => (String::new(), format!(" percentage points below the average of {whole}")),
    }
}

/// Neither above nor below the whole.
pub(super) fn level(lang: Lang, whole: &str) -> String {
    match lang {
        Lang::Zh => format!("与{whole}平均水平持平"),
        Lang::En => format!("equal to the average of {whole}"),
    }
}

/// Parts that count nothing, named together.
pub(super) fn none_of(lang: Lang, names: &str) -> String {
    match lang {
        Lang::Zh => format!("{names}暂无项目"),
        Lang::En => format!("none in {names}"),
    }
}

/// Parts that do not add up to the whole.
pub(super) fn parts_differ(lang: Lang, parts: i64, whole: i64) -> String {
    match lang {
        Lang::Zh => format!("各部分之和为{parts}，与总数{whole}不一致，请核对。"),
        Lang::En => format!("The parts add up to {parts}, not to the whole of {whole}; please check."),
    }
}

/// Which projects are counted as key projects, and how many of the lists are not.
pub(super) fn key_list(lang: Lang, year: i32, unplanned: usize) -> String {
    match (lang, unplanned) {
        (Lang::Zh, 0) => format!("重点项目指列入{year}年重点项目名单的项目"),
        (Lang::Zh, left_out) => format!(
            "重点项目指列入{year}年重点项目名单且有年度计划的项目；名单中另有{left_out}个项目没有年度计划，未计入"
        ),
        (Lang::En, 0) => format!("Key projects are those on the lists of key projects of {year}"),
        (Lang::En, left_out) => format!(
            "Key projects are those on the lists of key projects of {year} that have a plan of the year; {left_out} more on the lists have none and are not counted"
        ),
    }
}

/// That no list of key projects is known.
pub(super) fn no_key_list(lang: Lang, year: i32) -> String {
    match lang {
        Lang::Zh => format!("{year}年重点项目名单尚未登记，重点项目按列入年度计划的全部项目统计"),
        Lang::En => {
            format!(
                "No list of key projects of {year} is known: all projects in the plan of the year count as such"
            )
        }
    }
}

/// Parts of which some have things in common and some leave things out.
pub(super) fn parts_astray(lang: Lang, twice: usize, nowhere: usize) -> String {
    match lang {
        Lang::Zh => format!("其中{twice}项同时计入两类，{nowhere}项未归入任何一类，请核对。"),
        Lang::En => format!("{twice} of them stand in two parts and {nowhere} in none; please check."),
    }
}

/// The footnote of new entries whose projects stood on a list before.
pub(super) fn listed_before(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!(
            "新入列按入列时是否标注由以前的清单转化计；其中{count}项次未标注转化，但其项目已列入以前的清单，请核对。"
        ),
        Lang::En => format!(
            "Entries are new unless they are marked as converted from an earlier list; {count} of them are not marked, though their projects stood on an earlier list; please check."
        ),
    }
}

/// What ends a sentence.
pub(super) fn full_stop(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "。",
        Lang::En => ".",
    }
}

/// What ends a sentence that is not the last one.
pub(super) fn sentence_end(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "。",
        Lang::En => ". ",
    }
}

/// Brackets in running text.
pub(super) fn brackets(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => ("（", "）"),
        Lang::En => (" (", ")"),
    }
}

/// What follows a number of a unit.
pub(super) fn unit_of(lang: Lang, aspect: Aspect) -> &'static str {
    match (lang, aspect) {
        (Lang::Zh, Aspect::Amount | Aspect::AmountAbove) => "亿元",
        (Lang::En, Aspect::Amount | Aspect::AmountAbove) => " hundred million yuan",
        (Lang::Zh, Aspect::Rate | Aspect::Share) => "%",
        (Lang::En, Aspect::Rate | Aspect::Share) => " %",
        (Lang::Zh, Aspect::Count | Aspect::Projects) => "个",
        _ => "",
    }
}

/// Around the numbers of a part: before its count, its share, its money. Entries are said to be such. The share is that of the
/// count, so it stands with it and not with the money.
pub(super) fn part(lang: Lang, entries: Option<i64>) -> [&'static str; 3] {
    match (lang, entries) {
        (Lang::Zh, None) => ["", "个，占", "%，总投资"],
        (Lang::Zh, Some(_)) => ["", "项次，占", "%，总投资"],
        (Lang::En, None) => [": ", ", ", " %, total investment "],
        (Lang::En, Some(1)) => [": ", " entry, ", " %, total investment "],
        (Lang::En, Some(_)) => [": ", " entries, ", " %, total investment "],
    }
}

/// The footnote of shares: by what they are, and of how many.
pub(super) fn share(lang: Lang, whole: &str, (total, of_entries): (i64, bool)) -> String {
    match (lang, of_entries) {
        (Lang::Zh, false) => {
            format!("占比按项目数计，不按投资额计：该类项目数÷{whole}总数（{total}个）。")
        }
        (Lang::Zh, true) => {
            format!("占比按项次计，不按投资额计：该类项次数÷{whole}总项次数（{total}项次）。")
        }
        (Lang::En, false) => {
            format!("Shares are by number and not by investment, of {total} projects ({whole}).")
        }
        (Lang::En, true) => {
            format!("Shares are by number and not by investment, of {total} entries ({whole}).")
        }
    }
}

/// 第一位的是, or 前三位的分别是: so many as are named.
pub(super) fn first_places(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Zh, 0 | 1) => "第一位的是".to_owned(),
        (Lang::Zh, count) => format!("前{}位的分别是", counted(count)),
        (Lang::En, 0 | 1) => "first".to_owned(),
        (Lang::En, count) => format!("first {count}"),
    }
}

/// 末位的为, or 后三位的为.
pub(super) fn last_places(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Zh, 0 | 1) => "末位的为".to_owned(),
        (Lang::Zh, count) => format!("后{}位的为", counted(count)),
        (Lang::En, 0 | 1) => "last".to_owned(),
        (Lang::En, count) => format!("last {count}"),
    }
}

/// 两, 三: before a measure word.
fn counted(count: usize) -> String {
    Form::Cardinal.of(i64::try_from(count).unwrap_or(i64::MAX))
}
