//! Dirt planted at random in a sheet whose truth is known: every planted cell is read as it was meant, or reported at its
//! own address; none is read otherwise in silence, and no project is lost or made up.

mod cells;

use super::*;
use crate::imports::problem::Problem;
use crate::imports::rows::check_totals;
use cells::*;
use domain::Stage;
use domain::text::squeeze;
use proptest::prelude::*;
use proptest::sample::select;

/// What must become of a planted cell.
#[derive(Debug, Clone, PartialEq)]
enum Fate {
    /// It tells this.
    Told(String),
    /// It tells nothing, and there is a problem at its address.
    Reported,
    /// One of the two: nobody could say for sure.
    Either(String),
}

/// A column of the sheet: its field, the header under which it stands, and what was planted in each row.
#[derive(Debug, Clone)]
struct Planted {
    field: Field,
    header: String,
    cells: Vec<(Cell, Fate)>,
}

/// A sheet with its truth.
#[derive(Debug, Clone)]
struct Sown {
    book: Book,
    /// The address of every planted cell, row and column from 0.
    planted: Vec<(u32, u32, Field, Fate)>,
    titles: Vec<String>,
    has_zone: bool,
    /// The address of a sum that is wrong.
    wrong_total: Option<String>,
}

type Column = (Field, &'static [&'static str], fn() -> BoxedStrategy<(Cell, Fate)>);

/// The columns that may stand in a sheet, with headers as people write them.
const COLUMNS: &[Column] = &[
    (
        Field::Invest,
        &["总投资(万元)", "计划总投资\n（万元）", "总 投 资（ 万元 ）", "项目总投资[万元]", "*总投资/万元"],
        amount,
    ),
    (Field::Contract, &["签约金额（万元）", "合同额\n(万元)", "协议投资额（万元）"], amount),
    (Field::Fact(Stage::Signed), &["签约日期", "签约 时间", "实际签约时间"], day),
    (Field::Fact(Stage::Commenced), &["开工时间", "实际\n开工日期", "开工日期"], day),
    (Field::Land, &["用地面积(亩)", "占地面积\n（亩）", "占地（亩）"], land),
    (Field::Jobs, &["用工人数", "用工（人）", "带动就业(人)"], jobs),
    (Field::Stage, &["项目阶段", "当前阶段", "目前\n阶段"], stage),
    (Field::CreditCode, &["统一社会信用代码", "信用代码"], credit_code),
    (Field::LiaisonLeader, &["包联领导", "包联 领导"], people),
];

const ROWS_MAX: usize = 12;

fn column(kind: &'static Column) -> impl Strategy<Value = Planted> {
    let (field, headers, cells) = *kind;
    (select(headers), prop::collection::vec(cells(), ROWS_MAX)).prop_map(move |(header, cells)| Planted {
        field,
        header: header.to_owned(),
        cells,
    })
}

/// What stands between the projects.
#[derive(Debug, Clone, Copy)]
enum Between {
    Nothing,
    Blank,
    Header,
    Group,
}

/// How the sheet is laid out around its projects.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// A merged title and an empty row above the header.
    has_title: bool,
    /// The headers stand under one merged above them.
    is_two_rows: bool,
    /// The zone stands once, merged down over all projects.
    has_zone: bool,
    /// A row of sums at the end, and whether it is right.
    total: Option<bool>,
}

prop_compose! {
    fn frame()(has_title: bool, is_two_rows: bool, has_zone: bool, total: Option<bool>) -> Frame {
        Frame { has_title, is_two_rows, has_zone, total }
    }
}

prop_compose! {
    fn sown()(
        columns in prop::sample::subsequence(COLUMNS.iter().collect::<Vec<_>>(), 1..=COLUMNS.len())
            .prop_shuffle()
            .prop_flat_map(|kinds| kinds.into_iter().map(column).collect::<Vec<_>>()),
        betweens in prop::collection::vec(
            select(vec![Between::Nothing, Between::Nothing, Between::Nothing, Between::Blank, Between::Header, Between::Group]),
            ROWS_MAX,
        ),
        count in 2..=ROWS_MAX,
        frame in frame(),
    ) -> Sown {
        let mut sheet = Sowing::default();
        sheet.frame(frame, &columns);
        for (at, between) in betweens.into_iter().enumerate().take(count) {
            // A merge down ends at whatever stands between.
            sheet.project(at, if frame.has_zone { Between::Nothing } else { between }, &columns);
        }
        sheet.end(frame, count, &columns)
    }
}

/// A sheet on its way.
#[derive(Default)]
struct Sowing {
    rows: Vec<Vec<Cell>>,
    merges: Vec<Range>,
    header: Vec<Vec<Cell>>,
    first: usize,
    sown: Vec<(u32, u32, Field, Fate)>,
    titles: Vec<String>,
}

const ZONE: &str = "某某经济技术开发区";
/// Columns before the planted ones: number, title, zone.
const FIXED: usize = 3;

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap()
}

fn range(first: (usize, usize), last: (usize, usize)) -> Range {
    Range {
        first_row: number(first.0),
        first_col: number(first.1),
        last_row: number(last.0),
        last_col: number(last.1),
    }
}

impl Sowing {
    fn across(&mut self, words: &str) {
        let at = self.rows.len();
        self.merges.push(range((at, 0), (at, FIXED)));
        self.rows.push(vec![text(words)]);
    }

    fn frame(&mut self, frame: Frame, columns: &[Planted]) {
        if frame.has_title {
            self.across("某某市重点项目台账");
            self.rows.push(vec![]);
        }
        let headers = columns.iter().map(|it| text(it.header.clone()));
        let lower: Vec<Cell> = ["序号", "项目名称", "开发区"].into_iter().map(text).chain(headers).collect();
        if frame.is_two_rows {
            let at = self.rows.len();
            self.merges.extend((0..FIXED).map(|col| range((at, col), (at + 1, col))));
            self.merges.push(range((at, FIXED), (at, FIXED + columns.len().max(2) - 1)));
            let upper = lower.iter().take(FIXED).cloned().chain([text("项目情况")]).collect();
            let below = vec![Cell::Empty; FIXED].into_iter().chain(lower.into_iter().skip(FIXED)).collect();
            self.header = vec![upper, below];
        } else {
            self.header = vec![lower];
        }
        self.rows.extend(self.header.clone());
        self.first = self.rows.len();
    }

    fn project(&mut self, at: usize, between: Between, columns: &[Planted]) {
        match between {
            Between::Nothing => {}
            Between::Blank => self.rows.push(vec![]),
            Between::Header => self.rows.extend(self.header.clone()),
            Between::Group => self.across("（一）先进制造业项目"),
        }
        let title = format!("第{}号生产线项目", at + 1);
        let zone = if self.rows.len() == self.first { text(ZONE) } else { Cell::Empty };
        let mut row = vec![cell(&format!("={}", at + 1)), text(title.clone()), zone];
        for (col, column) in columns.iter().enumerate() {
            let (cell, fate) = column.cells[at].clone();
            self.sown.push((number(self.rows.len()), number(FIXED + col), column.field, fate));
            row.push(cell);
        }
        self.titles.push(title);
        self.rows.push(row);
    }

    fn end(mut self, frame: Frame, count: usize, columns: &[Planted]) -> Sown {
        let zone = frame.has_zone.then(|| range((self.first, 2), (self.rows.len() - 1, 2)));
        let mut wrong_total = None;
        if let Some(is_right) = frame.total {
            let mut row = vec![text("合计"), text(format!("{count}个")), Cell::Empty];
            row.extend(columns.iter().map(|column| match column.field {
                Field::Invest => sum(&column.cells[..count], is_right),
                _ => Cell::Empty,
            }));
            let invest = columns.iter().position(|column| column.field == Field::Invest);
            wrong_total = invest
                .filter(|_| !is_right)
                .map(|col| office::address(number(self.rows.len()), number(FIXED + col)));
            self.rows.push(row);
        }
        self.merges.extend(zone);
        let mut sheet =
            Sheet { name: "汇总".into(), rows: self.rows, merges: self.merges, ..Sheet::default() };
        sheet.trim();
        let book = Book { kind: Kind::Xlsx, decoded: None, date1904: false, sheets: vec![sheet] };
        Sown { book, planted: self.sown, titles: self.titles, has_zone: frame.has_zone, wrong_total }
    }
}

/// The sum of what the cells mean, in 万元, or one beside it.
fn sum(cells: &[(Cell, Fate)], is_right: bool) -> Cell {
    let fen = cells.iter().filter_map(|(_, fate)| match fate {
        Fate::Told(told) => told.rsplit(' ').next()?.parse::<i64>().ok(),
        _ => None,
    });
    let halves = fen.sum::<i64>() / 500_000 + if is_right { 0 } else { 20_000 };
    cell(&format!("={}{}", halves / 2, if halves % 2 == 0 { "" } else { ".5" }))
}

/// What became of planted cells otherwise than it should, each with its address.
fn faults(sown: &Sown) -> Vec<String> {
    let layout = recognize(&sown.book, &[]);
    let rows = rows_of(&sown.book, &layout);
    let mut faults = Vec::new();
    if titles(&rows) != sown.titles {
        faults.push(format!("the projects are {:?}", titles(&rows)));
    }
    let totals: Vec<_> = check_totals(&layout.sheets[0], &rows).iter().filter_map(Problem::cell).collect();
    if totals != sown.wrong_total.iter().cloned().collect::<Vec<_>>() {
        faults.push(format!("the sums at {totals:?} are wrong"));
    }
    if sown.has_zone && rows.iter().any(|row| told(row, Field::Zone) != ZONE) {
        faults.push("a zone is not carried down".to_owned());
    }
    for (row, col, field, fate) in &sown.planted {
        let Some(draft) = rows.iter().find(|it| it.row == *row) else { continue };
        let told = squeeze(&told(draft, *field));
        let is_reported = draft.problems.iter().any(|problem| problem.col == Some(*col));
        let is_right = match fate {
            Fate::Told(meant) => told == squeeze(meant) && !is_reported,
            Fate::Reported => told.is_empty() && is_reported,
            Fate::Either(meant) => is_reported && (told.is_empty() || told == *meant),
        };
        if !is_right {
            let cell = sown.book.sheets[0].cell(*row, *col);
            faults.push(format!(
                "{cell:?} under {field:?}, {fate:?}, told {told:?}, problems {:?}",
                problems(draft)
            ));
        }
    }
    faults
}

proptest! {
    #[test]
    fn every_planted_cell_is_read_as_meant_or_reported_where_it_stands(sown in sown()) {
        prop_assert_eq!(faults(&sown), Vec::<String>::new());
    }
}
