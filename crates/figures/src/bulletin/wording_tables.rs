//! Words of tables of projects and of indicators.

use super::draft::Shows;
use super::stated::Months;
use super::template::ProjectColumn;
use super::wording::months_short;
use crate::catalogue::Lang;
use crate::figure::Dim;
use domain::Qualifier;

/// What a table ranks where an annex has several, each with ranks of its own.
pub(super) fn units_of(lang: Lang, dim: Dim) -> String {
    let (zh, en) = match dim {
        Dim::City => ("各市", "Cities"),
        Dim::County => ("各县（市、区）", "Counties"),
        Dim::Zone => ("各开发区", "Zones"),
        Dim::Park => ("各园区", "Parks"),
        other => return other.name().to_owned(),
    };
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// The header of a column of projects.
pub(super) fn project_column(lang: Lang, column: ProjectColumn, months: i64) -> String {
    let (zh, en) = match column {
        ProjectColumn::No => ("序号", "No."),
        ProjectColumn::Title => ("项目名称", "Project"),
        ProjectColumn::Unit => ("单位", "Unit"),
        ProjectColumn::Content => ("建设内容", "Content"),
        ProjectColumn::Invest => ("总投资（亿元）", "Total (¥100 m)"),
        ProjectColumn::PlanInvest => ("年度计划投资（亿元）", "Plan of the year (¥100 m)"),
        ProjectColumn::Month => ("本月完成（亿元）", "Done this month (¥100 m)"),
        ProjectColumn::Done => {
            let months = months_short(lang, months);
            return match lang {
                Lang::Zh => format!("{months}完成（亿元）"),
                Lang::En => format!("{months} done (¥100 m)"),
            };
        }
        ProjectColumn::Completion => ("完成率（%）", "Done (%)"),
        ProjectColumn::Progress => ("形象进度", "Progress"),
        ProjectColumn::Problems => ("存在问题", "Issues"),
        ProjectColumn::Responsible => ("责任单位", "Office"),
        ProjectColumn::Leader => ("包联领导", "Leader"),
        ProjectColumn::PlannedStart => ("计划开工时间", "Start planned"),
        ProjectColumn::PlannedFinish => ("计划竣工时间", "Completion planned"),
        ProjectColumn::Stage => ("当前阶段", "Stage now"),
        ProjectColumn::Limit => ("时限", "Time limit"),
        ProjectColumn::Late => ("滞后事项", "Late with"),
    };
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// With what a project is late: its start, its completion, or both.
pub(super) fn late(lang: Lang, late: (bool, bool)) -> &'static str {
    match (lang, late) {
        (_, (false, false)) => "",
        (Lang::Zh, (true, false)) => "应开未开",
        (Lang::Zh, (false, true)) => "应竣未竣",
        (Lang::Zh, (true, true)) => "应开未开、应竣未竣",
        (Lang::En, (true, false)) => "start",
        (Lang::En, (false, true)) => "completion",
        (Lang::En, (true, true)) => "start, completion",
    }
}

/// The totals of a table of projects.
pub(super) fn total_of(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("合计：{count}个"),
        Lang::En => format!("Total: {count}"),
    }
}

/// Below a table that lists nothing.
pub(super) fn no_projects(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "暂无项目",
        Lang::En => "No project",
    }
}

/// Below a table that shows what was done, of those that report nothing.
pub(super) fn unreported(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("其中{count}个项目未填报完成投资，以“—”表示，不计入合计"),
        Lang::En => format!("{count} of them report no investment done (“—”) and are not in the total"),
    }
}

/// 固定资产投资（亿元）.
pub(super) fn in_unit(lang: Lang, name: &str, unit: &str) -> String {
    match lang {
        _ if unit.is_empty() => name.to_owned(),
        Lang::Zh => format!("{name}（{unit}）"),
        Lang::En => format!("{name} ({unit})"),
    }
}

/// The months of which statements speak, before them: 1至9月，. A year is that of the title.
pub(super) fn of_months(lang: Lang, months: Months) -> String {
    let Months { last, count } = months;
    match (lang, count) {
        (_, 12) => String::new(),
        (Lang::Zh, 1) => format!("{last}月，"),
        (Lang::En, 1) => format!("In month {last}, "),
        (Lang::Zh, 3) if last == 6 => "二季度，".to_owned(),
        (Lang::Zh, 3) if last == 9 => "三季度，".to_owned(),
        (Lang::Zh, 3) if last == 12 => "四季度，".to_owned(),
        (Lang::En, 3) if last > 3 => format!("In quarter {}, ", last / 3),
        (Lang::Zh, 6) if last > 6 => "下半年，".to_owned(),
        (Lang::En, 6) if last > 6 => "In the second half, ".to_owned(),
        (Lang::Zh, _) => format!("1至{last}月，"),
        (Lang::En, _) => format!("In months 1 to {last}, "),
    }
}

/// How many units state nothing that could stand beside.
pub(super) fn silent(lang: Lang, units: usize) -> String {
    match lang {
        Lang::Zh => format!("另有{units}个单位未填报同期数据，或计量单位不同，未列入。"),
        Lang::En => format!(" {units} more state nothing of these months, or in another unit."),
    }
}

/// The columns of each indicator: value, growth, target, both ranks.
pub(super) fn indicator_heads(lang: Lang, places: u8) -> [(&'static str, &'static str, Shows); 5] {
    let heads = match lang {
        Lang::Zh => ["完成", "增速（%）", "目标", "总量排名", "增速排名"],
        Lang::En => ["Value", "Growth (%)", "Target", "Rank by value", "Rank by growth"],
    };
    let keys = ["value", "growth", "target", "rank", "growthRank"];
    [0, 1, 2, 3, 4].map(|place| {
        let shows = if place < 3 { Shows::Decimal(places) } else { Shows::Sign };
        (keys[place], heads[place], shows)
    })
}

/// Below the table of indicators.
pub(super) fn as_stated(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "指标为各单位填报数，增速按填报数列示，不作推算；“—”为未填报",
        Lang::En => "Indicators stand as stated, growths too, and nothing is worked out; “—”: not stated",
    }
}

/// An indicator of which nobody has anything: nobody is first.
pub(super) fn stated_nought(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}各单位填报数均为0，不作排名。"),
        Lang::En => format!("{name}: every unit states 0, and none is ranked."),
    }
}

/// The footnote of an indicator.
pub(super) fn stated(lang: Lang, name: &str, source: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}为填报指标，按填报数列示，不作推算；数据来源：{source}。"),
        Lang::En => format!("{name} stands as stated, nothing is worked out; source: {source}."),
    }
}

/// 预计.
pub(super) fn expected(lang: Lang, is_expected: bool) -> &'static str {
    match (lang, is_expected) {
        (_, false) => "",
        (Lang::Zh, true) => "预计",
        (Lang::En, true) => "expected ",
    }
}

/// 预计完成, 累计完成.
pub(super) fn completed(lang: Lang, is_expected: bool, is_cumulative: bool) -> &'static str {
    match (lang, is_expected, is_cumulative) {
        (Lang::Zh, true, _) => "预计完成",
        (Lang::Zh, false, true) => "累计完成",
        (Lang::Zh, false, false) => "完成",
        (Lang::En, true, _) => ": expected ",
        (Lang::En, false, true) => ": in all ",
        (Lang::En, false, false) => ": ",
    }
}

/// The unit behind a number.
pub(super) fn after_number(lang: Lang, unit: &str) -> String {
    match lang {
        Lang::Zh => unit.to_owned(),
        Lang::En => format!(" {}", unit_word(lang, unit)),
    }
}

/// A stated unit: money in the words of the language, others as they are stated.
pub(super) fn unit_word(lang: Lang, unit: &str) -> &str {
    let known = match unit {
        "元" => "yuan",
        "万元" => "ten thousand yuan",
        "亿元" => "hundred million yuan",
        "美元" => "US dollars",
        "万美元" => "ten thousand US dollars",
        "亿美元" => "hundred million US dollars",
        "个百分点" | "百分点" => "percentage points",
        other => other,
    };
    if lang == Lang::En { known } else { unit }
}

/// What stands around a number that is stated with a word on it, its unit among it: 约8.6万平方米, 3亿余元, 50余位,
/// 5000万元以上. 预计 is said once.
pub(super) fn around(
    lang: Lang,
    (qualifier, is_expected): (Option<Qualifier>, bool),
    unit: &str,
) -> [String; 2] {
    let qualifier = qualifier.filter(|it| !(is_expected && *it == Qualifier::Expected));
    let plain = after_number(lang, unit);
    match (lang, qualifier) {
        (_, None) => [String::new(), plain],
        (Lang::Zh, Some(Qualifier::OddOver)) => {
            let after = match unit.strip_suffix('元').filter(|scale| !scale.is_empty()) {
                Some(scale) => format!("{scale}余元"),
                None => format!("余{unit}"),
            };
            [String::new(), after]
        }
        (Lang::Zh, Some(Qualifier::AtLeast)) => [String::new(), format!("{unit}以上")],
        (Lang::Zh, Some(before)) => [before.word().to_owned(), plain],
        (Lang::En, Some(word)) => {
            let before = match word {
                Qualifier::Expected => "expected ",
                Qualifier::About => "about ",
                Qualifier::Over | Qualifier::OddOver => "more than ",
                Qualifier::Under => "less than ",
                Qualifier::AtLeast => "at least ",
            };
            [before.to_owned(), plain]
        }
    }
}

/// 同比增长, 同比下降.
pub(super) fn grown(lang: Lang, is_less: bool) -> &'static str {
    match (lang, is_less) {
        (Lang::Zh, false) => "，同比增长",
        (Lang::Zh, true) => "，同比下降",
        (Lang::En, false) => ", up by ",
        (Lang::En, true) => ", down by ",
    }
}

/// Around the number of a whole whose packages are counted by their parts.
pub(super) fn split(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Zh => ["（打捆拆分后", "个）"],
        Lang::En => [" (", " when packages are split)"],
    }
}

/// 占目标任务的.
pub(super) fn share_of_target(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，占目标任务的",
        Lang::En => ", share of the target ",
    }
}

/// 占全市的.
pub(super) fn share_of_city(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，占全市的",
        Lang::En => ", share of the city ",
    }
}

/// 并列第2位.
pub(super) fn tied_at(lang: Lang, rank: u32) -> String {
    match lang {
        Lang::Zh => format!("，并列第{rank}位"),
        Lang::En => format!(", tied at {rank}"),
    }
}

/// Around a rank: 总量居全省第 … 位（倒数第2位）.
pub(super) fn ranked_at(
    lang: Lang,
    (is_growth, is_ratio): (bool, bool),
    whole: &str,
    behind: usize,
) -> [String; 2] {
    /// So many from the end are told from the end too.
    const LAST: usize = 3;
    let of = match (lang, is_growth) {
        (Lang::Zh, false) if is_ratio => "水平",
        (Lang::Zh, false) => "总量",
        (Lang::Zh, true) => "增速",
        (Lang::En, false) => "value",
        (Lang::En, true) => "growth",
    };
    let is_last = behind < LAST;
    match lang {
        Lang::Zh => {
            let from_end = if is_last { format!("（倒数第{}位）", behind + 1) } else { String::new() };
            [format!("，{of}居{whole}第"), format!("位{from_end}")]
        }
        Lang::En => {
            let from_end = if is_last { format!(" ({} from the end)", behind + 1) } else { String::new() };
            [format!(", rank by {of} "), from_end]
        }
    }
}

/// Starts that do not follow from plan, missed and early ones.
pub(super) fn identity_differs(lang: Lang, difference: i64) -> String {
    match lang {
        Lang::Zh => format!("计划开工、未按期开工、提前开工与实际开工相差{difference}项，请核对。"),
        Lang::En => format!(
            " Planned, missed and early starts differ from the actual ones by {difference}; please check."
        ),
    }
}
