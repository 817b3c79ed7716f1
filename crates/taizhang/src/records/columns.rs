//! The columns of each kind's sheet: canonical header, other headers, how the cells are written and read.

use super::words::Coded;
use crate::fields;
use crate::text::Lang;
use domain::facts::{FieldDef, Owner, RecordKind};
use domain::text::fold;

/// How the cells of a column are written and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Money in 万元.
    Wan,
    /// Dollars in 万美元, which are cents in the record.
    WanDollars,
    /// Yuan for a dollar.
    Rate,
    /// A whole number, not below zero.
    Count,
    /// A year of four digits.
    Year,
    /// A month of the year, 1 to 12.
    Month,
    /// A number in ten-thousandths; also below zero, and of any size.
    Decimal,
    /// A calendar day.
    Day,
    /// The period of an indicator in words. It is no field of the record: it says what the columns of year, kind and number
    /// say, where they leave it open.
    Span,
    /// A day with its precision, which is kept in the columns `precision` and `original`.
    Dated,
    /// A word with a meaning.
    Word(Coded),
    /// 是 or 否.
    Flag,
    /// One line of text.
    Line,
    /// Text of any length.
    Prose,
    /// A target's value: projects, or money in the unit of the column beside it.
    Measured,
    /// The unit of [`Cell::Measured`]; it is no field of the record.
    Unit,
    /// The number by which a record without a key of its own is corrected.
    Number,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The record's column; empty for what is none ([`Cell::Unit`], [`Cell::Number`], [`Cell::Span`]).
    pub field: &'static str,
    /// The header that export writes, without its unit.
    pub header: &'static str,
    /// Other headers.
    pub others: &'static [&'static str],
    /// Its cells.
    pub cell: Cell,
}

/// The sheet of a kind.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The kind.
    pub kind: RecordKind,
    /// The sheet's name in an export.
    pub name: &'static str,
    /// The headers by which a sheet is known to be of this kind: all of them stand there.
    tells: &'static [&'static str],
    /// The columns that say which record is meant; none where only the whole content does.
    pub key: &'static [&'static str],
    /// Whether a changed record is its next version, and the ones before stay.
    pub is_versioned: bool,
    /// The columns, those that say whose record it is left out.
    pub columns: &'static [Column],
}

impl Column {
    /// Its header in a language, without its unit.
    pub fn heading(&self, lang: Lang, kind: RecordKind) -> String {
        match (lang, self.cell) {
            (Lang::ZhCn, _) => self.header.to_owned(),
            (_, Cell::Number) => lang.t("indicators.record_number").to_owned(),
            (_, Cell::Unit) => lang.t("indicators.target_unit").to_owned(),
            (_, Cell::Span) => lang.t("indicators.period").to_owned(),
            _ => fields::label(lang, kind, self.field),
        }
    }
}

impl Sheet {
    /// Whether its records belong to organisations, not to projects.
    pub fn is_of_orgs(&self) -> bool {
        self.kind.owner() == Owner::Org
    }

    /// The column that a header means, in either language, its unit and marks taken off.
    pub fn column(&self, bare_header: &str) -> Option<usize> {
        let is_meant = |header: &&str| fold(header) == bare_header;
        let is_english = |column: &Column| fold(&column.heading(Lang::En, self.kind)) == bare_header;
        let own = |column: &Column| is_meant(&column.header) || column.others.iter().any(&is_meant);
        let found = self.columns.iter().position(own);
        found.or_else(|| bare_header.is_ascii().then(|| self.columns.iter().position(is_english))?)
    }

    /// Whether headers are those of this sheet.
    pub fn is_headed(&self, bare_headers: &[String]) -> bool {
        let stands = |column: usize| bare_headers.iter().any(|header| self.column(header) == Some(column));
        self.tells
            .iter()
            .all(|tells| self.columns.iter().position(|it| it.header == *tells).is_some_and(stands))
    }

    /// Where a field stands among the record's columns.
    pub fn place(&self, field: &str) -> Option<usize> {
        self.kind.fields().iter().position(|own| own.name == field)
    }

    /// The record's columns in order.
    pub fn fields(&self) -> &'static [FieldDef] {
        self.kind.fields()
    }

    /// Whether export writes the number by which a record is corrected.
    pub fn is_numbered(&self) -> bool {
        self.key.is_empty()
    }
}

/// The sheet of a kind, where it has one.
pub fn sheet_of(kind: RecordKind) -> Option<&'static Sheet> {
    SHEETS.iter().find(|sheet| sheet.kind == kind)
}

const fn col(
    field: &'static str,
    header: &'static str,
    others: &'static [&'static str],
    cell: Cell,
) -> Column {
    Column { field, header, others, cell }
}

const NUMBER: Column = col("", "记录号", &["记录编号"], Cell::Number);

/// Every sheet, those of projects first.
// One line a column: a table is read as a table.
#[rustfmt::skip]
pub static SHEETS: &[Sheet] = &[
    Sheet {
        kind: RecordKind::AnnualPlan, name: "计划", tells: &["计划年度", "计划类别"],
        key: &["year", "kind", "month"], is_versioned: true,
        columns: &[
            col("year", "计划年度", &["年度", "年份"], Cell::Year),
            col("kind", "计划类别", &["计划类型", "计划种类"], Cell::Word(Coded::Plan)),
            col("month", "截至月份", &["计划截至月份"], Cell::Month),
            col("invest_fen", "计划投资", &["计划投资额", "年度计划投资", "年计划投资"], Cell::Wan),
            col("content", "计划形象进度", &["计划建设内容", "年度目标", "计划内容"], Cell::Prose),
            col("start_month", "计划开工月份", &["开工月份"], Cell::Month),
            col("complete_month", "计划竣工月份", &["竣工月份"], Cell::Month),
            col("produce_month", "计划投产月份", &["投产月份"], Cell::Month),
            col("decided_on", "下达日期", &["计划下达日期"], Cell::Day),
        ],
    },
    Sheet {
        kind: RecordKind::PaidIn, name: "到位资金", tells: &["到位日期", "到位金额"], key: &[], is_versioned: false,
        columns: &[
            NUMBER,
            col("day", "到位日期", &["到位时间", "资金到位日期", "资金到位时间"], Cell::Dated),
            col("amount_fen", "到位金额", &["到位资金", "资金到位额", "实际到位资金", "到位资金额"], Cell::Wan),
            col("fund_source", "资金来源", &["资金类别", "资金渠道"], Cell::Word(Coded::Source)),
            col("fund_use", "资金用途", &["用途"], Cell::Word(Coded::Use)),
            col("land_premium", "含土地出让金", &["是否含土地出让金", "含地价款"], Cell::Flag),
            col("usd_cents", "到位外汇", &["到位外资", "外汇金额", "到位美元", "外资到位额"], Cell::WanDollars),
            col("usd_rate_e6", "折算汇率", &["汇率", "美元汇率"], Cell::Rate),
            col("usd_rate_on", "汇率日期", &["折算日期", "折算汇率日期"], Cell::Day),
        ],
    },
    Sheet {
        kind: RecordKind::ActualOutput, name: "产出", tells: &["产出年度", "实际产值"], key: &["year", "month"], is_versioned: false,
        columns: &[
            col("year", "产出年度", &["年度", "年份"], Cell::Year),
            col("month", "产出月份", &["月份"], Cell::Month),
            col("output_fen", "实际产值", &["实际年产值", "完成产值", "产值"], Cell::Wan),
            col("tax_fen", "实际税收", &["完成税收", "实缴税收", "税收"], Cell::Wan),
            col("jobs", "实际用工人数", &["期末用工人数", "实际用工", "用工人数"], Cell::Count),
        ],
    },
    Sheet {
        kind: RecordKind::Resumption, name: "复工", tells: &["复工年度", "复工情况"], key: &["year"], is_versioned: false,
        columns: &[
            col("year", "复工年度", &["年度", "年份"], Cell::Year),
            col("state", "复工情况", &["复工状态", "是否复工"], Cell::Word(Coded::Resumption)),
            col("day", "复工日期", &["复工时间", "实际复工日期", "实际复工时间"], Cell::Dated),
            col("reason", "未复工原因", &["原因", "未复工或终止原因"], Cell::Prose),
        ],
    },
    Sheet {
        kind: RecordKind::KeyListing, name: "重点项目名单", tells: &["名单年度", "名单级别"],
        key: &["year", "level", "version"], is_versioned: false,
        columns: &[
            col("year", "名单年度", &["年度", "年份"], Cell::Year),
            col("level", "名单级别", &["重点工程级别", "重点项目级别", "级别"], Cell::Word(Coded::Key)),
            col("version", "名单版本", &["版本", "批次"], Cell::Line),
        ],
    },
    Sheet {
        kind: RecordKind::Permit, name: "手续", tells: &["手续名称", "办理状态"], key: &[], is_versioned: false,
        columns: &[
            NUMBER,
            col("name", "手续名称", &["证照名称", "手续"], Cell::Line),
            col("state", "办理状态", &["办理情况", "手续状态", "是否办结"], Cell::Word(Coded::Permit)),
            col("number", "文号", &["批准文号", "证号", "证照编号"], Cell::Line),
            col("day", "办结日期", &["批准日期", "办结时间", "批复日期"], Cell::Dated),
            col("segment", "适用分段", &["分段", "标段"], Cell::Line),
        ],
    },
    Sheet {
        kind: RecordKind::Note, name: "其他栏目", tells: &["栏目名称", "栏目内容"], key: &["label"], is_versioned: false,
        columns: &[
            col("label", "栏目名称", &[], Cell::Line),
            col("text", "栏目内容", &[], Cell::Prose),
        ],
    },
    Sheet {
        kind: RecordKind::Indicator, name: "指标", tells: &["指标名称", "数值"],
        key: &["name", "period_year", "period_kind", "period_no", "cumulative"], is_versioned: false,
        columns: &[
            col("name", "指标名称", &["指标"], Cell::Line),
            col("", "期间", &["统计期间"], Cell::Span),
            col("period_year", "年份", &["年度"], Cell::Year),
            col("period_kind", "期间类型", &[], Cell::Word(Coded::Period)),
            col("period_no", "期序", &["期次"], Cell::Count),
            col("cumulative", "累计数", &["是否累计", "累计"], Cell::Flag),
            col("value_e4", "数值", &["指标值", "完成值"], Cell::Decimal),
            col("unit", "计量单位", &["数值单位"], Cell::Line),
            col("growth_e4", "同比增长(%)", &["同比增长", "增速", "同比增速"], Cell::Decimal),
            col("expected", "预计数", &["是否预计", "预计"], Cell::Flag),
            col("qualifier", "限定词", &[], Cell::Word(Coded::Qualifier)),
            col("target_e4", "目标值", &["目标"], Cell::Decimal),
            col("data_source", "数据来源", &["来源"], Cell::Line),
        ],
    },
    Sheet {
        kind: RecordKind::Target, name: "招商目标", tells: &["目标类别", "目标值"],
        key: &["year", "measure"], is_versioned: true,
        columns: &[
            col("year", "目标年度", &["年度", "年份"], Cell::Year),
            col("measure", "目标类别", &["目标类型", "考核目标"], Cell::Word(Coded::Measure)),
            col("value", "目标值", &["目标数", "目标"], Cell::Measured),
            col("", "目标单位", &["计量单位", "数值单位"], Cell::Unit),
            col("decided_on", "下达日期", &["目标下达日期"], Cell::Day),
        ],
    },
    Sheet {
        kind: RecordKind::Occasion, name: "活动记录", tells: &["活动类型", "活动名称", "活动日期"], key: &[], is_versioned: false,
        columns: &[
            NUMBER,
            col("kind", "活动类型", &["活动类别"], Cell::Word(Coded::Occasion)),
            col("title", "活动名称", &["活动"], Cell::Line),
            col("day", "活动日期", &["日期", "活动时间"], Cell::Day),
            col("cycle", "周期", &["频次"], Cell::Word(Coded::Cycle)),
            col("leader", "领导", &["带队领导", "主持人", "走访领导"], Cell::Line),
            col("leader_rank", "领导级别", &["级别"], Cell::Word(Coded::Rank)),
            col("place", "活动地点", &["地点"], Cell::Line),
            col("enterprises", "对接企业", &["企业", "走访企业"], Cell::Prose),
            col("topics", "议题领域", &["议题", "合作领域", "议程"], Cell::Prose),
            col("attendees", "参加人数", &["参会人数", "参加企业家人数"], Cell::Count),
            col("attendees_qualifier", "人数限定词", &[], Cell::Word(Coded::Qualifier)),
            col("targeted", "洽谈人数", &["重点洽谈人数"], Cell::Count),
            col("minutes", "纪要", &["议定事项", "活动纪要"], Cell::Prose),
        ],
    },
    Sheet {
        kind: RecordKind::RosterEntry, name: "名录", tells: &["名录类别", "名录内容"], key: &[], is_versioned: false,
        columns: &[
            NUMBER,
            col("kind", "名录类别", &["名录"], Cell::Word(Coded::Roster)),
            col("name", "名录内容", &["名录条目"], Cell::Line),
            col("position", "序位", &["顺序"], Cell::Count),
            col("valid_from", "起始日期", &["聘任日期", "设立日期"], Cell::Day),
            col("valid_to", "终止日期", &["截止日期"], Cell::Day),
        ],
    },
    Sheet {
        kind: RecordKind::OldPrint, name: "已印发数字", tells: &["指标代码", "印发数字", "数字截至日期"], key: &[], is_versioned: false,
        columns: &[
            NUMBER,
            col("figure", "指标代码", &[], Cell::Line),
            col("filter", "筛选条件", &["条件"], Cell::Line),
            col("true_on", "数字截至日期", &["截至日期"], Cell::Day),
            col("printed", "印发数字", &["印出数字"], Cell::Line),
            col("data_source", "出处", &["文件名称", "通报名称"], Cell::Line),
        ],
    },
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::imports::headers::bare;

    #[test]
    fn every_sheet_names_columns_of_its_kind_and_is_known_by_its_own_headers() {
        for sheet in SHEETS {
            for lang in Lang::ALL {
                let heading = |column: &Column| bare(&column.heading(lang, sheet.kind));
                let headers: Vec<String> = sheet.columns.iter().map(heading).collect();
                assert!(sheet.is_headed(&headers), "{}", sheet.name);
                let others = SHEETS.iter().filter(|other| other.kind != sheet.kind);
                assert!(
                    others.into_iter().all(|other| !other.is_headed(&headers)),
                    "{} {lang:?}",
                    sheet.name
                );
                let places = headers.iter().map(|header| sheet.column(header));
                assert!(places.eq((0..headers.len()).map(Some)), "{headers:?}");
            }
            for column in sheet.columns {
                assert!(column.field.is_empty() || sheet.place(column.field).is_some(), "{}", column.field);
            }
            assert!(sheet.key.iter().all(|key| sheet.place(key).is_some()), "{}", sheet.name);
        }
    }

    #[test]
    fn every_field_of_a_sheet_that_people_state_has_a_column() {
        let kept_by_the_ledger = ["project", "org", "precision", "original", "recorded_on"];
        for sheet in SHEETS {
            for field in sheet.fields().iter().filter(|field| !kept_by_the_ledger.contains(&field.name)) {
                let versions = sheet.is_versioned && field.name == "version";
                let has_column = sheet.columns.iter().any(|column| column.field == field.name);
                assert!(has_column || versions, "{}.{}", sheet.name, field.name);
            }
        }
    }
}
