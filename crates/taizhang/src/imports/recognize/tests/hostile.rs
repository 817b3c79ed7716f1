//! Tables that nobody would write: whatever stands in the cells, every sheet is understood as something, every row is told from,
//! and every problem names a cell or a row of the file.

use super::*;
use crate::imports::recognize::take_apart;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const ROWS_MAX: usize = 24;
const COLUMNS_MAX: usize = 14;

/// What headers say, whole and in parts, with and without units and months.
const HEADERS: [&str; 40] = [
    "序号",
    "项目编号",
    "项目名称",
    "项目\n名称",
    "开发区",
    "所属园区",
    "市",
    "总投资(万元)",
    "总投资（亿元）",
    "总投资",
    "合同金额（万美元）",
    "签约日期",
    "实际开工日期",
    "计划开工时间",
    "建设起止年限",
    "投产",
    "阶段",
    "投资方",
    "投资方来源",
    "期次",
    "备注",
    "2022年度计划投资",
    "3月完成投资(万元)",
    "4月形象进度",
    "本月完成",
    "1-6月累计",
    "到位资金",
    "月份",
    "合计",
    "小计",
    "其中",
    "指标名称",
    "数值",
    "单位：万元",
    "2022年3月重点项目调度表",
    "建设单位：",
    "联系人",
    "Project name",
    "Total investment (USD million)",
    "Start date",
];

/// What cells say.
const VALUES: [&str; 40] = [
    "甲项目",
    "乙项目（一期）",
    "合计",
    "小计",
    "晋中经济技术开发区",
    "约3.2亿",
    "超5000万元",
    "100万美元",
    "0",
    "-12.5",
    "1e300",
    "９９９",
    "1,234.5",
    "50%",
    "2022-03-15",
    "2022.3",
    "2022年3月",
    "三月",
    "2022Q3",
    "2022-02-30",
    "0000-00-00",
    "9999-12-31",
    "43831",
    "1900",
    "2020-2023年",
    "是",
    "否",
    "清空",
    "无",
    "—",
    "/",
    "同上",
    "91140700MA0K1234X5",
    "#REF!",
    "=SUM(A1)",
    "张三、李四",
    "\u{202e}x",
    "\u{0}",
    "𠮷\u{fe0f}",
    " ",
];

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        4 => select(&HEADERS[..]).prop_map(|text| Cell::Text(text.to_owned())),
        4 => select(&VALUES[..]).prop_map(|text| Cell::Text(text.to_owned())),
        2 => (-1.0e15..1.0e15_f64).prop_map(|number| Number::new(number).map_or(Cell::Empty, Cell::Number)),
        1 => (0..60_000_i32).prop_map(|number| Number::new(f64::from(number)).map_or(Cell::Empty, Cell::Number)),
        1 => (1900..2100_i32, 1..=12_u8, 1..=28_u8)
            .prop_map(|(year, month, day)| Cell::Date { year, month, day, month_only: day == 1 }),
        1 => any::<bool>().prop_map(Cell::Bool),
        1 => Just(Cell::Error("#DIV/0!".into())),
        1 => ".{0,12}".prop_map(Cell::Text),
        3 => Just(Cell::Empty),
    ]
}

/// Rows of any cells; most begin with a line that could be a header, so that there is something to misread.
fn any_rows() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    let header = vec(select(&HEADERS[..]).prop_map(|text| Cell::Text(text.to_owned())), 0..COLUMNS_MAX);
    let rows = vec(vec(any_cell(), 0..COLUMNS_MAX), 0..ROWS_MAX);
    (header, rows, 0..4_usize).prop_map(|(header, mut rows, at)| {
        rows.insert(at.min(rows.len()), header);
        rows
    })
}

fn any_merge() -> impl Strategy<Value = Range> {
    (0..ROWS_MAX as u32, 0..COLUMNS_MAX as u32, 0..4_u32, 0..4_u32).prop_map(|(row, col, down, right)| {
        let text = format!("{}:{}", office::address(row, col), office::address(row + down, col + right));
        Range::parse(&text).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_stands_in_a_sheet_is_understood_as_something(
        rows in any_rows(),
        merges in vec(any_merge(), 0..6),
        hidden in proptest::collection::btree_set(0..ROWS_MAX as u32, 0..4),
        date1904 in any::<bool>(),
    ) {
        let mut sheet = Sheet { name: "汇总".into(), rows, merges, hidden_rows: hidden.into_iter().collect(), ..Sheet::default() };
        sheet.trim();
        let (height, width) = (sheet.rows.len(), sheet.rows.iter().map(Vec::len).max().unwrap_or_default());
        let whole = Book { kind: Kind::Xlsx, decoded: None, date1904, sheets: vec![sheet] };
        let book = take_apart(&whole);
        let layout = recognize(&book, &[]);
        prop_assert!(layout.sheets.len() >= book.sheets.len());
        for sheet in &layout.sheets {
            for row in read_sheet(&book, sheet, today()) {
                for problem in &row.problems {
                    let cell = problem.col.and_then(|col| problem.place.in_file(col));
                    let Some((file, at, column)) = cell else { continue };
                    prop_assert!(file == 0 && (at as usize) < height && (column as usize) < width, "{problem:?}");
                }
            }
        }
    }
}
