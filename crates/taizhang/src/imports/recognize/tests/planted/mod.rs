//! Dirt planted at random in a sheet whose truth is known: every planted cell is read as it was meant, or reported at its
//! own address; none is read otherwise in silence, and no project is lost or made up.

mod cells;

use super::*;
use crate::imports::problem::Problem;
use crate::imports::recognize::take_apart;
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
    /// Of every planted cell the place of its project among them, its row and column in the file, and what it is.
    planted: Vec<(usize, (u32, u32), Field, Fate)>,
    titles: Vec<String>,
    has_zone: bool,
    /// The row and column of a sum that is wrong.
    wrong_total: Option<(u32, u32)>,
    /// The first row of the header.
    header: usize,
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

/// Some of the columns, in any order.
fn columns() -> impl Strategy<Value = Vec<Planted>> {
    prop::sample::subsequence(COLUMNS.iter().collect::<Vec<_>>(), 1..=COLUMNS.len())
        .prop_shuffle()
        .prop_flat_map(|kinds| kinds.into_iter().map(column).collect::<Vec<_>>())
}

prop_compose! {
    fn sown()(
        columns in columns(),
        betweens in prop::collection::vec(
            select(vec![Between::Nothing, Between::Nothing, Between::Nothing, Between::Blank, Between::Header, Between::Group]),
            ROWS_MAX,
        ),
        count in 2..=ROWS_MAX,
        frame in frame(),
    ) -> Sown {
        sow(frame, &columns, &betweens, count)
    }
}

prop_compose! {
    /// A sheet whose rows could as well be columns.
    fn plain()(sown_columns in columns(), count in 2..=ROWS_MAX, has_zone: bool, total: Option<bool>) -> Sown {
        let frame = Frame { has_title: false, is_two_rows: false, has_zone, total };
        sow(frame, &sown_columns, &[Between::Nothing; ROWS_MAX], count)
    }
}

fn sow(frame: Frame, columns: &[Planted], betweens: &[Between], count: usize) -> Sown {
    let mut sheet = Sowing::default();
    sheet.frame(frame, columns);
    for (at, between) in betweens.iter().enumerate().take(count) {
        // A merge down ends at whatever stands between.
        sheet.project(at, if frame.has_zone { Between::Nothing } else { *between }, columns);
    }
    sheet.end(frame, count, columns)
}

/// A sheet on its way.
#[derive(Default)]
struct Sowing {
    rows: Vec<Vec<Cell>>,
    merges: Vec<Range>,
    header: Vec<Vec<Cell>>,
    first: usize,
    sown: Vec<(usize, (u32, u32), Field, Fate)>,
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
            self.sown.push((at, (number(self.rows.len()), number(FIXED + col)), column.field, fate));
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
            wrong_total =
                invest.filter(|_| !is_right).map(|col| (number(self.rows.len()), number(FIXED + col)));
            self.rows.push(row);
        }
        self.merges.extend(zone);
        let mut sheet =
            Sheet { name: "汇总".into(), rows: self.rows, merges: self.merges, ..Sheet::default() };
        sheet.trim();
        let book = Book { kind: Kind::Xlsx, decoded: None, date1904: false, sheets: vec![sheet] };
        let header = self.first - self.header.len();
        Sown { book, planted: self.sown, titles: self.titles, has_zone: frame.has_zone, wrong_total, header }
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

impl Sown {
    /// Moves every address, and the merges with them.
    fn moved(mut self, to: impl Fn((u32, u32)) -> (u32, u32)) -> Self {
        let old = std::mem::take(&mut self.book.sheets[0]);
        let mut sheet = Sheet { name: old.name.clone(), ..Sheet::default() };
        for (row, cells) in old.rows.iter().enumerate() {
            for (col, cell) in cells.iter().enumerate() {
                put(&mut sheet, to((number(row), number(col))), cell.clone());
            }
        }
        sheet.merges = old
            .merges
            .iter()
            .map(|range| {
                let (first_row, first_col) = to((range.first_row, range.first_col));
                let (last_row, last_col) = to((range.last_row, range.last_col));
                Range { first_row, first_col, last_row, last_col }
            })
            .collect();
        sheet.trim();
        self.book.sheets[0] = sheet;
        for (_, at, _, _) in &mut self.planted {
            *at = to(*at);
        }
        self.wrong_total = self.wrong_total.map(to);
        self
    }

    /// With another table to its left.
    fn beside_another(self, has_gap: bool) -> Self {
        let mut sown = self.moved(|(row, col)| (row, col + 3 + u32::from(has_gap)));
        let rows = ["序号|项目名称|总投资(万元)", "=1|左一|=100", "=2|左二|=200"];
        for (at, row) in rows.iter().enumerate() {
            for (col, text) in row.split('|').enumerate() {
                put(&mut sown.book.sheets[0], (number(sown.header + at), number(col)), cell(text));
            }
        }
        sown
    }
}

fn put(sheet: &mut Sheet, (row, col): (u32, u32), cell: Cell) {
    let (row, col) = (row as usize, col as usize);
    if sheet.rows.len() <= row {
        sheet.rows.resize(row + 1, Vec::new());
    }
    let cells = &mut sheet.rows[row];
    if cells.len() <= col {
        cells.resize(col + 1, Cell::Empty);
    }
    cells[col] = cell;
}

/// What became of planted cells otherwise than it should, in the last of the tables.
fn faults(sown: &Sown) -> Vec<String> {
    let book = take_apart(&sown.book);
    let layout = recognize(&book, &[]);
    let sheet = layout.sheets.last().unwrap();
    let rows = read_sheet(&book, sheet, today());
    let mut faults = Vec::new();
    if titles(&rows) != sown.titles {
        faults.push(format!("the projects are {:?}", titles(&rows)));
    }
    let totals: Vec<_> = check_totals(sheet, &rows).iter().filter_map(Problem::cell).collect();
    let wrong: Vec<_> = sown.wrong_total.iter().map(|(row, col)| office::address(*row, *col)).collect();
    if totals != wrong {
        faults.push(format!("the sums at {totals:?} are wrong, and not those at {wrong:?}"));
    }
    if sown.has_zone && rows.iter().any(|row| told(row, Field::Zone) != ZONE) {
        faults.push("a zone is not carried down".to_owned());
    }
    for (at, (row, col), field, fate) in &sown.planted {
        let Some(draft) = rows.get(*at) else { continue };
        let address = office::address(*row, *col);
        let told = squeeze(&told(draft, *field));
        let is_reported = draft.problems.iter().any(|problem| problem.cell().as_ref() == Some(&address));
        let is_right = match fate {
            Fate::Told(meant) => told == squeeze(meant) && !is_reported,
            Fate::Reported => told.is_empty() && is_reported,
            Fate::Either(meant) => is_reported && (told.is_empty() || told == *meant),
        };
        if !is_right {
            let cell = sown.book.sheets[0].cell(*row, *col);
            faults.push(format!(
                "{address} {cell:?} under {field:?}, {fate:?}, told {told:?}, problems {:?}",
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

    #[test]
    fn so_it_is_where_each_project_has_a_column(sown in plain()) {
        let turned = sown.moved(|(row, col)| (col, row));
        prop_assert_eq!(faults(&turned), Vec::<String>::new());
    }

    #[test]
    fn so_it_is_beside_another_table(sown in sown(), has_gap: bool) {
        prop_assert_eq!(faults(&sown.beside_another(has_gap)), Vec::<String>::new());
    }
}
