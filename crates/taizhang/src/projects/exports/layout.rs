//! What an export holds: the columns shown on the page, or the plain set that an import reads back.

use crate::projects::{Cell, Column, Fetched, Reading, round_key};
use crate::text::Lang;
use crate::words;
use domain::facts::Dimensions;
use domain::{ListKind, MilestoneCode, Precision, RoundKey, Stage};
use figures::ProjectView;
use office::write::{Column as Out, Format, Value};

/// Decimals of fen in 万元.
const WAN_PLACES: u8 = 6;
/// Decimals that an amount in 万元 shows at least.
const SHOWN_PLACES: u8 = 2;
/// The taxonomy whose classes an import reads from 产业类别.
const INDUSTRY_TAXONOMY: &str = "zone";

/// A column of the plain set: header, and where its value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlainColumn {
    /// As the page shows it, in Chinese.
    Shown(Column),
    /// The class of the taxonomy that imports keep, not of every taxonomy.
    Industry,
    /// The rounds in whose list the project stands: `2022-1、2022-2`.
    Rounds(ListKind),
    /// The day of a stage that no list shows.
    Fact(Stage),
    /// The promised day of a milestone that no list shows.
    Plan(MilestoneCode),
}

/// The plain set with its headers.
pub const PLAIN: &[(&str, PlainColumn)] = &[
    ("项目编号", PlainColumn::Shown(Column::OwnNo)),
    ("项目名称", PlainColumn::Shown(Column::Title)),
    ("所在市", PlainColumn::Shown(Column::City)),
    ("开发区", PlainColumn::Shown(Column::Zone)),
    ("产业类别", PlainColumn::Industry),
    ("项目阶段", PlainColumn::Shown(Column::Stage)),
    ("总投资(万元)", PlainColumn::Shown(Column::Invest)),
    ("投资方", PlainColumn::Shown(Column::Investors)),
    ("投资方所在省", PlainColumn::Shown(Column::Seat)),
    ("签约日期", PlainColumn::Shown(Column::Signed)),
    ("计划开工日期", PlainColumn::Shown(Column::PlannedStart)),
    ("实际开工日期", PlainColumn::Shown(Column::Started)),
    ("计划投产日期", PlainColumn::Shown(Column::PlannedProduction)),
    ("实际投产日期", PlainColumn::Shown(Column::Produced)),
    ("签约轮次", PlainColumn::Rounds(ListKind::Signing)),
    ("开工轮次", PlainColumn::Rounds(ListKind::Commencement)),
    ("投产轮次", PlainColumn::Rounds(ListKind::Production)),
    ("责任人", PlainColumn::Shown(Column::Person)),
    ("备注", PlainColumn::Shown(Column::Remark)),
    ("计划竣工日期", PlainColumn::Shown(Column::PlannedCompletion)),
    ("实际竣工日期", PlainColumn::Shown(Column::Completed)),
];

/// What the whole set has besides: all that an import reads of a project.
pub const FURTHER: &[(&str, PlainColumn)] = &[
    ("园区", PlainColumn::Shown(Column::Park)),
    ("签约金额(万元)", PlainColumn::Shown(Column::Contract)),
    ("预计年产值(万元)", PlainColumn::Shown(Column::Output)),
    ("预计年税收(万元)", PlainColumn::Shown(Column::Tax)),
    ("用工人数", PlainColumn::Shown(Column::Jobs)),
    ("用地面积(亩)", PlainColumn::Shown(Column::Land)),
    ("包联领导", PlainColumn::Shown(Column::Leader)),
    ("责任单位", PlainColumn::Shown(Column::Unit)),
    ("代办员", PlainColumn::Shown(Column::Agent)),
    ("建设单位", PlainColumn::Shown(Column::Owner)),
    ("建设性质", PlainColumn::Shown(Column::Construction)),
    ("引进方式", PlainColumn::Shown(Column::Acquisition)),
    ("项目代码", PlainColumn::Shown(Column::ProjectCode)),
    ("统一社会信用代码", PlainColumn::Shown(Column::CreditCode)),
    ("统计代码", PlainColumn::Shown(Column::StatisticsCode)),
    ("建设内容", PlainColumn::Shown(Column::Content)),
    ("建设地点", PlainColumn::Shown(Column::Address)),
    ("计划签约日期", PlainColumn::Plan(MilestoneCode::Signing)),
    ("计划履约日期", PlainColumn::Plan(MilestoneCode::ProjectApproval)),
    ("实际履约日期", PlainColumn::Fact(Stage::Fulfilled)),
    ("计划供地日期", PlainColumn::Plan(MilestoneCode::LandAcquired)),
    ("实际供地日期", PlainColumn::Fact(Stage::Landed)),
    ("计划试生产日期", PlainColumn::Plan(MilestoneCode::Commissioning)),
    ("实际试生产日期", PlainColumn::Fact(Stage::TrialProduction)),
    ("计划达产日期", PlainColumn::Plan(MilestoneCode::FullCapacity)),
    ("实际达产日期", PlainColumn::Fact(Stage::FullCapacity)),
    ("实际停工日期", PlainColumn::Fact(Stage::Suspended)),
    ("实际终止日期", PlainColumn::Fact(Stage::Terminated)),
    ("实际退出日期", PlainColumn::Fact(Stage::Withdrawn)),
];

/// The columns of one export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// Those of the page.
    Shown(Vec<Column>),
    /// The plain set, always in Chinese.
    Plain,
    /// All that an import reads, always in Chinese: to go on working in.
    Whole,
}

impl Layout {
    /// Whether a column needs what the snapshot lacks.
    pub fn is_fetched(&self) -> bool {
        match self {
            Self::Shown(columns) => columns.iter().any(|column| column.is_fetched()),
            Self::Plain | Self::Whole => true,
        }
    }

    /// The language of headers and words.
    pub fn lang(&self, asked: Lang) -> Lang {
        match self {
            Self::Shown(_) => asked,
            Self::Plain | Self::Whole => Lang::ZhCn,
        }
    }

    /// The columns as a writer takes them.
    pub fn columns(&self, lang: Lang) -> Vec<Out> {
        match self {
            Self::Shown(columns) => columns.iter().map(|column| shown(*column, lang)).collect(),
            Self::Plain => PLAIN.iter().map(|column| headed_plain(column, lang)).collect(),
            Self::Whole => PLAIN.iter().chain(FURTHER).map(|column| headed_plain(column, lang)).collect(),
        }
    }

    /// A project's row.
    pub fn row(
        &self,
        reading: &Reading<'_>,
        project: &ProjectView<'_>,
        fetched: Option<&Fetched>,
    ) -> Vec<Value<'static>> {
        match self {
            Self::Shown(columns) => {
                columns.iter().map(|column| value(reading, reading.cell(*column, project, fetched))).collect()
            }
            Self::Plain => PLAIN.iter().map(|(_, plain)| plain.value(reading, project, fetched)).collect(),
            Self::Whole => {
                let columns = PLAIN.iter().chain(FURTHER);
                columns.map(|(_, plain)| plain.value(reading, project, fetched)).collect()
            }
        }
    }
}

impl PlainColumn {
    fn value(
        self,
        reading: &Reading<'_>,
        project: &ProjectView<'_>,
        fetched: Option<&Fetched>,
    ) -> Value<'static> {
        match self {
            Self::Shown(column) => value(reading, reading.cell(column, project, fetched)),
            Self::Industry => text(&industry(reading.snapshot.dimensions(), project)),
            Self::Rounds(list) => text(&rounds(reading, project, list)),
            Self::Fact(stage) => value(reading, reading.fact(project, stage)),
            Self::Plan(code) => value(reading, reading.promise(project, code)),
        }
    }
}

fn headed_plain((header, plain): &(&str, PlainColumn), lang: Lang) -> Out {
    match plain {
        PlainColumn::Shown(column) => Out { header: (*header).to_owned(), ..shown(*column, lang) },
        PlainColumn::Industry | PlainColumn::Rounds(_) => Out::new(*header, 14.0, Format::Text),
        PlainColumn::Fact(_) | PlainColumn::Plan(_) => Out::new(*header, 13.0, Format::Day),
    }
}

fn shown(column: Column, lang: Lang) -> Out {
    let (width, format) = match column {
        Column::Title => (36.0, Format::Text),
        Column::Content | Column::Remark => (40.0, Format::Text),
        Column::Zone | Column::Investors | Column::Owner => (24.0, Format::Text),
        Column::ProjectCode | Column::CreditCode => (26.0, Format::Text),
        Column::Land => (12.0, Format::Decimal { places: 2 }),
        Column::Jobs | Column::Late => (10.0, Format::Integer),
        column if column.is_money() => (14.0, Format::Decimal { places: SHOWN_PLACES }),
        Column::Signed
        | Column::PlannedStart
        | Column::Started
        | Column::PlannedCompletion
        | Column::Completed
        | Column::PlannedProduction
        | Column::Produced => (13.0, Format::Day),
        _ => (14.0, Format::Text),
    };
    Out::new(headed(column, lang), width, format)
}

/// The unit stands in the header, never in the cells.
fn headed(column: Column, lang: Lang) -> String {
    let unit = match column {
        column if column.is_money() => lang.t("ui.unit_wan"),
        Column::Land => lang.t("projects.unit_mu"),
        Column::Jobs => lang.t("projects.unit_persons"),
        Column::Late => lang.t("projects.unit_days"),
        _ => return column.label(lang),
    };
    lang.tf("exports.with_unit", &[("label", &column.label(lang)), ("unit", &unit)])
}

fn text(names: &[String]) -> Value<'static> {
    if names.is_empty() { Value::Blank } else { Value::text(names.join("、")) }
}

/// A typed cell. An amount with a qualifying word is text, for the word would be lost; so is a date coarser
/// than a day: a column has one format for its days, and the first of a month would be a day that nobody said.
fn value(reading: &Reading<'_>, cell: Cell) -> Value<'static> {
    match cell {
        Cell::Nothing => Value::Blank,
        Cell::Text(text) => Value::text(text),
        Cell::Names(names) => text(&names),
        Cell::Stage(stage) => Value::text(words::stage(reading.lang, stage)),
        Cell::Money(amount) if amount.qualifier.is_some() => Value::text(amount.to_string()),
        Cell::Money(amount) => in_wan(amount.money.fen()),
        Cell::Land(mu_e2) => Value::Decimal { scaled: mu_e2, places: 2 },
        Cell::Count(number) => Value::Integer(number),
        Cell::Day(day, Precision::Day) => {
            let (year, month, of_month) = day.ymd();
            Value::Day(year, month, of_month)
        }
        Cell::Day(day, precision) => Value::text(precision.chinese(day)),
    }
}

/// Fen as 万元, exact, with no more zeros at the end than are shown anyway.
pub(super) fn in_wan(fen: i64) -> Value<'static> {
    let (mut scaled, mut places) = (fen, WAN_PLACES);
    while places > SHOWN_PLACES && scaled % 10 == 0 {
        scaled /= 10;
        places -= 1;
    }
    Value::Decimal { scaled, places }
}

/// The class by which an import files the project; the first of any taxonomy where it has none of that.
fn industry(dims: &Dimensions, project: &ProjectView<'_>) -> Vec<String> {
    let classes: Vec<_> = project.taxons().filter_map(|taxon| dims.taxons.get(&taxon.0)).collect();
    let is_own = |taxonomy: i64| {
        dims.taxonomies.get(&taxonomy).is_some_and(|taxonomy| taxonomy.code == INDUSTRY_TAXONOMY)
    };
    let own = classes.iter().find(|class| is_own(class.taxonomy.0));
    own.or(classes.first()).map(|class| class.name.clone()).into_iter().collect()
}

fn rounds(reading: &Reading<'_>, project: &ProjectView<'_>, list: ListKind) -> Vec<String> {
    let dims = reading.snapshot.dimensions();
    let standing = project.entries().filter(|it| it.list == list && it.stands_on(reading.true_on));
    let mut keys: Vec<RoundKey> = standing.filter_map(|entry| round_key(dims, entry.round)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| key.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_is_written_in_a_word_that_reads_back() {
        for stage in Stage::ALL {
            let word = words::stage(Lang::ZhCn, *stage);
            assert_eq!(Stage::from_word(word), Some(*stage), "{word}");
        }
    }

    #[test]
    fn the_plain_headers_are_those_that_an_import_reads() {
        use crate::imports::headers::Field;
        let known: Vec<String> = Field::all().map(Field::header_with_unit).collect();
        for (header, _) in PLAIN.iter().chain(FURTHER) {
            assert!(known.iter().any(|known| known == header), "{header}");
        }
    }

    #[test]
    fn the_whole_set_has_every_date_that_an_import_reads() {
        use crate::imports::headers::Field;
        let is_day = |field: &Field| matches!(field, Field::Fact(_) | Field::Plan(_));
        let known: Vec<&str> = PLAIN.iter().chain(FURTHER).map(|(header, _)| *header).collect();
        for field in Field::all().filter(is_day) {
            assert!(known.contains(&field.header().as_str()), "{}", field.header());
        }
    }

    #[test]
    fn an_amount_keeps_every_fen_and_shows_two_places() {
        assert_eq!(in_wan(320_000_000_000).plain(), "320000.00");
        assert_eq!(in_wan(1).plain(), "0.000001");
        assert_eq!(in_wan(-150_000).plain(), "-0.15");
    }
}
