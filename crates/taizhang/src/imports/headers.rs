//! The columns that the ledger understands: one canonical header each, and every other way in which real ledgers
//! head the same column (`domain.md` §14). Export writes the canonical headers, import reads them all.

mod calendar;
mod of_record;
mod own;
mod paid;
mod period;
mod words;

pub use calendar::period_in;
pub use of_record::OfRecord;
pub use own::Derived;
pub use period::{OfPeriod, What};

use crate::text::Lang;
use domain::text::fold;
use domain::{ListKind, MilestoneCode, Stage};
use std::collections::HashMap;
use std::sync::LazyLock;
use words::{COLUMNS, FACT_WORDS, MILESTONES, NAMED_PARTS, PLAN_WORDS, TIME_WORDS};

/// What a column tells about a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// 序号: the row's number in the sheet, which says nothing about the project.
    Ordinal,
    /// The zone's own number.
    OwnNo,
    /// The project's name.
    Title,
    /// The city in which the zone lies.
    City,
    /// The county in which the zone lies.
    County,
    /// The zone.
    Zone,
    /// The park inside the zone.
    Park,
    /// The industry by the zone's own classes.
    Industry,
    /// The stage that the sheet claims.
    Stage,
    /// 总投资.
    Invest,
    /// 签约金额.
    Contract,
    /// Who brings the money.
    Investor,
    /// The region from which the first investor comes.
    Origin,
    /// The day of a stage, as it happened.
    Fact(Stage),
    /// The day of a milestone, as it is planned.
    Plan(MilestoneCode),
    /// 建设起止年限: planned start and completion in one cell.
    Period,
    /// The round in whose list the project stands.
    Round(ListKind),
    /// 责任人.
    ResponsiblePerson,
    /// 责任单位.
    ResponsibleUnit,
    /// 包联领导.
    LiaisonLeader,
    /// 代办员.
    Agent,
    /// 固定资产投资项目代码.
    ProjectCode,
    /// 统一社会信用代码.
    CreditCode,
    /// 统计代码.
    StatisticsCode,
    /// 建设单位.
    ProjectOwner,
    /// 建设性质.
    ConstructionType,
    /// 新招引, 增资扩产, 利润再投资.
    Acquisition,
    /// Land area.
    Land,
    /// 预计年产值.
    Output,
    /// 预计年税收.
    Tax,
    /// 用工人数.
    Jobs,
    /// 建设内容.
    Content,
    /// 建设地点.
    Address,
    /// 备注.
    Remark,
    /// 是否分期. A phase is a project of its own; the words of the whole's row are kept as they are.
    Phasing,
    /// 每期金额, kept as the words stand: an amount for each phase in one cell.
    PhaseAmounts,
    /// A plan of a year, or what a month brought.
    OfPeriod(OfPeriod),
    /// A column of a sheet that lists records of one kind, one a row.
    OfRecord(OfRecord),
    /// What the ledger works out itself and only writes into its own lists.
    Derived(Derived),
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Not at all.
    Nothing,
    /// One line of text.
    Line,
    /// Text that may run over several lines.
    Prose,
    /// A code that a spreadsheet must not have turned into a number.
    Code,
    /// Money.
    Money,
    /// An area of land.
    Land,
    /// A whole number.
    Count,
    /// A date.
    Day,
    /// Two dates.
    Period,
    /// A word with a meaning: a stage, a kind.
    Word,
    /// Rounds.
    Rounds,
    /// Names of companies.
    Companies,
    /// Names of people.
    People,
    /// A year and a month.
    Month,
    /// Words that have no field: kept under the column's name.
    Kept,
    /// As the kind's own table of columns says.
    Record,
}

/// Every header, folded, with the field that it means.
static BY_HEADER: LazyLock<HashMap<String, Field>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (field, _, canonical, others) in COLUMNS {
        known.insert(fold(canonical), *field);
        for other in *others {
            known.entry(fold(other)).or_insert(*field);
        }
    }
    for (stage, milestone, words) in MILESTONES {
        for word in *words {
            add_dates(&mut known, *stage, *milestone, word);
        }
    }
    for (field, parts) in NAMED_PARTS {
        let words = COLUMNS.iter().filter(|row| row.0 == *field).flat_map(|row| row.3.iter().chain([&row.2]));
        for word in words {
            for (part, meaning) in *parts {
                known.entry(fold(&format!("{word}{part}"))).or_insert(*meaning);
            }
        }
    }
    // One column for the fact or, before it, the plan: only a promise can be taken from it without a claim.
    for header in ["开工/计划开工时间", "开工(计划开工)时间", "开工或计划开工时间"] {
        known.insert(fold(header), Field::Plan(MilestoneCode::Commencement));
    }
    for (header, field) in own::headers() {
        known.entry(header).or_insert(field);
    }
    known
});

fn add_dates(known: &mut HashMap<String, Field>, stage: Stage, milestone: Option<MilestoneCode>, word: &str) {
    for time in TIME_WORDS {
        for fact in FACT_WORDS {
            known.entry(fold(&format!("{fact}{word}{time}"))).or_insert(Field::Fact(stage));
        }
        for plan in PLAN_WORDS {
            if let Some(milestone) = milestone {
                known.entry(fold(&format!("{plan}{word}{time}"))).or_insert(Field::Plan(milestone));
            }
        }
    }
    // Under a merged 「计划时间」 the lower header is the bare word.
    for time in ["时间", "日期", ""] {
        known.entry(fold(&format!("实际{time}{word}"))).or_insert(Field::Fact(stage));
        if let Some(milestone) = milestone {
            known.entry(fold(&format!("计划{time}{word}"))).or_insert(Field::Plan(milestone));
            known.entry(fold(&format!("预计{time}{word}"))).or_insert(Field::Plan(milestone));
        }
    }
}

/// The field that a header means, its unit and marks already taken off ([`bare`]).
pub fn field_of(bare_header: &str) -> Option<Field> {
    BY_HEADER.get(bare_header).copied().or_else(|| OfPeriod::of_header(bare_header).map(Field::OfPeriod))
}

/// A header folded and freed of what surrounds its meaning: enumerators (一、 1.), stars, colons.
pub fn bare(header: &str) -> String {
    let folded = fold(header);
    let core = folded.trim_matches(|mark: char| matches!(mark, '*' | '※' | ':' | '#' | '.' | ',' | ';'));
    strip_enumerator(core).trim_matches(|mark: char| matches!(mark, '*' | ':' | ',')).to_owned()
}

/// `一,建设单位`, `(二)规模内容`, `3.总投资` without the number in front.
fn strip_enumerator(text: &str) -> &str {
    let is_number = |part: &str| {
        !part.is_empty()
            && part.chars().all(|sign| sign.is_ascii_digit() || "一二三四五六七八九十".contains(sign))
    };
    if let Some((number, rest)) = text.strip_prefix('(').and_then(|inner| inner.split_once(')'))
        && is_number(number)
        && !rest.is_empty()
    {
        return rest;
    }
    match text.split_once([',', '.']) {
        Some((number, rest)) if is_number(number) && !rest.is_empty() => rest,
        _ => text,
    }
}

impl Field {
    /// Every field with a column of its own, in the order of the plain sheet.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = COLUMNS.iter().map(|(field, ..)| *field);
        let facts = MILESTONES.iter().map(|(stage, ..)| Self::Fact(*stage));
        let plans = MILESTONES.iter().filter_map(|(_, milestone, _)| milestone.map(Self::Plan));
        plain.chain(facts).chain(plans)
    }

    /// The header that export writes and that import reads back as the same field, without its unit.
    pub fn header(self) -> String {
        match self {
            // 签约日期, 开工日期 … as the plain sheet has them: 签约 has no plan beside it and needs no 实际.
            Self::Fact(Stage::Signed) => "签约日期".to_owned(),
            Self::Fact(stage) => format!("实际{}日期", stage_word(stage)),
            Self::Plan(milestone) => format!("计划{}日期", milestone_word(milestone)),
            Self::OfPeriod(of) => of.header(),
            Self::OfRecord(of) => of.column().header.to_owned(),
            Self::Derived(derived) => derived.label(Lang::ZhCn),
            _ => COLUMNS.iter().find(|row| row.0 == self).map_or("", |row| row.2).to_owned(),
        }
    }

    /// The header with the unit in which export writes the column: 总投资(万元).
    pub fn header_with_unit(self) -> String {
        match self.kind() {
            FieldKind::Money => format!("{}(万元)", self.header()),
            FieldKind::Land => format!("{}(亩)", self.header()),
            _ => self.header(),
        }
    }

    /// Whether it says which project a row means, and nothing else.
    pub const fn names_project(self) -> bool {
        matches!(
            self,
            Self::Ordinal
                | Self::OwnNo
                | Self::Title
                | Self::City
                | Self::County
                | Self::Zone
                | Self::ProjectCode
                | Self::CreditCode
        )
    }

    /// The stable code in the layouts and parked rows that are kept.
    pub fn code(self) -> String {
        match self {
            Self::Fact(stage) => format!("fact.{}", stage.code()),
            Self::Plan(milestone) => format!("plan.{}", milestone.code()),
            Self::OfPeriod(of) => format!("of.{}", of.code()),
            Self::OfRecord(of) => format!("record.{}", of.code()),
            Self::Derived(derived) => format!("derived.{}", derived.code()),
            _ => COLUMNS.iter().find(|row| row.0 == self).map_or("", |row| row.1).to_owned(),
        }
    }

    /// The field with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(stage) = code.strip_prefix("fact.") {
            return Stage::from_code(stage).map(Self::Fact);
        }
        if let Some(milestone) = code.strip_prefix("plan.") {
            return MilestoneCode::from_code(milestone).map(Self::Plan);
        }
        if let Some(of) = code.strip_prefix("of.") {
            return OfPeriod::from_code(of).map(Self::OfPeriod);
        }
        if let Some(of) = code.strip_prefix("record.") {
            return OfRecord::from_code(of).map(Self::OfRecord);
        }
        if let Some(derived) = code.strip_prefix("derived.") {
            return Derived::from_code(derived).map(Self::Derived);
        }
        COLUMNS.iter().find(|row| row.1 == code).map(|row| row.0)
    }

    /// How its cells are read.
    pub const fn kind(self) -> FieldKind {
        match self {
            Self::Ordinal => FieldKind::Nothing,
            Self::OwnNo | Self::ProjectCode | Self::CreditCode | Self::StatisticsCode => FieldKind::Code,
            Self::Invest | Self::Contract | Self::Output | Self::Tax => FieldKind::Money,
            Self::OfPeriod(OfPeriod { what: What::Month, .. }) => FieldKind::Month,
            Self::OfPeriod(of) if of.what.is_money() => FieldKind::Money,
            Self::OfPeriod(_) => FieldKind::Prose,
            Self::OfRecord(_) => FieldKind::Record,
            Self::Land => FieldKind::Land,
            Self::Jobs => FieldKind::Count,
            Self::Fact(_) | Self::Plan(_) => FieldKind::Day,
            Self::Period => FieldKind::Period,
            Self::Stage | Self::ConstructionType | Self::Acquisition => FieldKind::Word,
            Self::Round(_) => FieldKind::Rounds,
            Self::Investor => FieldKind::Companies,
            Self::LiaisonLeader => FieldKind::People,
            Self::Content | Self::Remark => FieldKind::Prose,
            Self::Phasing | Self::PhaseAmounts | Self::Derived(_) => FieldKind::Kept,
            _ => FieldKind::Line,
        }
    }
}

fn stage_word(stage: Stage) -> &'static str {
    MILESTONES.iter().find(|row| row.0 == stage).map_or("", |row| row.2[0])
}

fn milestone_word(milestone: MilestoneCode) -> &'static str {
    MILESTONES.iter().find(|row| row.1 == Some(milestone)).map_or("", |row| row.2[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn what_export_writes_import_reads_as_the_same_field() {
        for field in Field::all() {
            assert_eq!(field_of(&bare(&field.header())), Some(field), "{}", field.header());
            assert_eq!(Field::from_code(&field.code()), Some(field), "{}", field.code());
        }
    }

    #[rstest]
    #[case("一、建设单位", Field::ProjectOwner)]
    #[case("* 项 目\n名 称：", Field::Title)]
    #[case("开工年月", Field::Fact(Stage::Commenced))]
    #[case("建成投产年月", Field::Fact(Stage::Producing))]
    #[case("计划竣工时间", Field::Plan(MilestoneCode::Completion))]
    #[case("开工/计划开工时间", Field::Plan(MilestoneCode::Commencement))]
    #[case("（二）规模内容", Field::Content)]
    #[case("投产一批", Field::Round(ListKind::Production))]
    #[case("分期", Field::Phasing)]
    #[case("是否分期建设", Field::Phasing)]
    #[case("每期投资", Field::PhaseAmounts)]
    #[case("投资主体名称", Field::Investor)]
    #[case("投资单位所在省份", Field::Origin)]
    #[case("建设单位全称", Field::ProjectOwner)]
    #[case("包联领导姓名", Field::LiaisonLeader)]
    fn headers_are_understood_in_the_words_of_real_ledgers(#[case] header: &str, #[case] field: Field) {
        assert_eq!(field_of(&bare(header)), Some(field));
    }

    #[rstest]
    #[case("投资")]
    #[case("计划")]
    #[case("")]
    fn a_header_that_means_no_field_is_left_alone(#[case] header: &str) {
        assert_eq!(field_of(&bare(header)), None);
    }
}
