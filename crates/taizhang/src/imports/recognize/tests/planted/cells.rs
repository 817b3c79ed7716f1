//! Cells as careless hands leave them, each with what must become of it.

use super::super::cell;
use super::Fate;
use domain::{Dated, Day, Precision, Stage};
use office::Cell;
use proptest::prelude::*;
use proptest::sample::select;

pub fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

/// The same words as careless hands leave them: blanks around, full-width signs, a break inside.
fn careless(words: String) -> impl Strategy<Value = String> {
    (0..5_u8).prop_map(move |hand| match hand {
        0 => format!("  {words} "),
        1 => words.chars().map(full_width).collect(),
        2 => format!("{words}\n"),
        3 => format!("\u{a0}{words}\u{3000}"),
        _ => words.clone(),
    })
}

fn full_width(sign: char) -> char {
    match sign {
        '0'..='9' | '.' | ',' | '(' | ')' | '-' => char::from_u32(u32::from(sign) + 0xFEE0).unwrap_or(sign),
        _ => sign,
    }
}

fn grouped(whole: i64) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of 万元 in a cell of a column in 万元.
pub fn amount() -> BoxedStrategy<(Cell, Fate)> {
    let clean = (1_i64..2_000_000, 0..10_u8).prop_flat_map(|(wan, form)| {
        let fen = Fate::Told((wan * 1_000_000).to_string());
        let of = |word: &str| Fate::Told(format!("{word} {}", wan * 1_000_000));
        let yi = format!("{}.{:04}亿元", wan / 10_000, wan % 10_000);
        let (words, fate) = match form {
            0 => return Just((cell(&format!("={wan}")), fen)).boxed(),
            1 => (wan.to_string(), fen),
            2 => (grouped(wan), fen),
            3 => (format!("{wan}万元"), fen),
            4 => (yi, fen),
            5 => (format!("约{wan}万元"), of("About")),
            6 => (format!("超{yi}"), of("Over")),
            7 => (format!("{wan}万元以上"), of("AtLeast")),
            8 => (format!("{wan}.50"), Fate::Told((wan * 1_000_000 + 500_000).to_string())),
            _ => (format!("￥{wan}万"), fen),
        };
        careless(words).prop_map(move |words| (text(words), fate.clone())).boxed()
    });
    let broken = select(vec![
        "三个小目标",
        "-5",
        "1.2.3",
        "1O0",
        "100-200",
        "约超100",
        "12万4",
        "100万美元",
        "1,2",
        "１２．．３",
        "见附件",
        "100/200",
    ]);
    let damaged = select(vec!["#REF!", "#DIV/0!", "#N/A"]).prop_map(cell);
    prop_oneof![
        6 => clean,
        1 => broken.prop_map(text).prop_map(|cell| (cell, Fate::Reported)),
        1 => damaged.prop_map(|cell| (cell, Fate::Reported)),
        1 => select(vec!["", "—", "/", "无", "待定"]).prop_map(|mark| (cell(mark), Fate::Told(String::new()))),
    ]
    .boxed()
}

/// A day that has passed, or words that name none.
pub fn day() -> BoxedStrategy<(Cell, Fate)> {
    let clean =
        (2018..2026_i32, 1..=12_u8, 1..=28_u8, 0..16_u8).prop_flat_map(|(year, month, of_month, form)| {
            let day = Day::new(year, month, of_month).unwrap();
            let told = |precision| Fate::Told(Dated::new(day, precision, "").to_string());
            let exact = told(Precision::Day);
            let serial = day.days_since(Day::parse_iso("1899-12-30").unwrap());
            let (words, fate) = match form {
                0 => return Just((cell(&format!("@{day}")), exact)).boxed(),
                1 => return Just((cell(&format!("={serial}")), exact)).boxed(),
                2 => (day.to_string(), exact),
                3 => (format!("{year}年{month}月{of_month}日"), exact),
                4 => (format!("{year}.{month}.{of_month}"), exact),
                5 => (format!("{year}/{month:02}/{of_month:02}"), exact),
                6 => (format!("{year}{month:02}{of_month:02}"), exact),
                7 => (format!("{year} 年 {month} 月 {of_month} 日"), exact),
                8 => (format!("{day} 00:00:00"), exact),
                9 => (format!("{year}年{month}月"), told(Precision::Month)),
                10 => (format!("{year}-{month:02}"), told(Precision::Month)),
                11 => (format!("{year}年{month}月底"), told(Precision::MonthEnd)),
                12 => (
                    format!("{year}年{}季度", ["一", "二", "三", "四"][usize::from((month - 1) / 3)]),
                    told(Precision::Quarter),
                ),
                13 => {
                    (format!("{year}年{}半年", if month <= 6 { "上" } else { "下" }), told(Precision::Half))
                }
                14 => (format!("{year}年"), told(Precision::Year)),
                _ => (
                    format!(
                        "{year}年{month}月{}",
                        ["上旬", "中旬", "下旬"][usize::from((of_month - 1) / 10).min(2)]
                    ),
                    told(Precision::TenDays),
                ),
            };
            careless(words).prop_map(move |words| (text(words), fate.clone())).boxed()
        });
    let broken = select(vec![
        "2022-02-30",
        "2021-13-01",
        "改天",
        "4月底",
        "2031-01-01",
        "2022年四十五月",
        "2022.1.2.3",
        "20221332",
        "上旬",
        "2022-O1-01",
        "春节后",
        "2022年3月5日和6日",
    ]);
    prop_oneof![
        6 => clean,
        1 => broken.prop_map(text).prop_map(|cell| (cell, Fate::Reported)),
        // January or October?
        1 => select(vec!["=2021.1", "=2019.1"]).prop_map(cell).prop_map(|cell| (cell, Fate::Reported)),
        1 => select(vec!["#REF!", "#VALUE!"]).prop_map(|it| (Cell::Error(it.into()), Fate::Reported)),
        1 => select(vec!["", "—", "/", "待定"]).prop_map(|mark| (cell(mark), Fate::Told(String::new()))),
    ]
    .boxed()
}

/// Hundredths of a 亩 in a column of 亩.
pub fn land() -> BoxedStrategy<(Cell, Fate)> {
    let clean = (1_i64..5_000, 0..5_u8).prop_flat_map(|(mu, form)| {
        let told = |hundredths: i64| Fate::Told(hundredths.to_string());
        let (words, fate) = match form {
            0 => return Just((cell(&format!("={mu}")), told(mu * 100))).boxed(),
            1 => (format!("{mu}亩"), told(mu * 100)),
            2 => (format!("{mu}公顷"), told(mu * 1_500)),
            3 => (grouped(mu), told(mu * 100)),
            _ => (format!("{mu}.25"), told(mu * 100 + 25)),
        };
        careless(words).prop_map(move |words| (text(words), fate.clone())).boxed()
    });
    let broken = select(vec!["若干", "12顷半", "-3", "1.2.3亩", "3O亩"]);
    prop_oneof![4 => clean, 1 => broken.prop_map(text).prop_map(|cell| (cell, Fate::Reported))].boxed()
}

pub fn jobs() -> BoxedStrategy<(Cell, Fate)> {
    let clean = (0_i64..50_000, 0..4_u8).prop_flat_map(|(people, form)| {
        let told = Fate::Told(people.to_string());
        let words = match form {
            0 => return Just((cell(&format!("={people}")), told)).boxed(),
            1 => format!("{people}人"),
            2 => grouped(people),
            _ => people.to_string(),
        };
        careless(words).prop_map(move |words| (text(words), told.clone())).boxed()
    });
    let broken = select(vec!["若干", "十来个", "1.5", "-8", "12O", "30至50人"]);
    prop_oneof![4 => clean, 1 => broken.prop_map(text).prop_map(|cell| (cell, Fate::Reported))].boxed()
}

pub fn stage() -> BoxedStrategy<(Cell, Fate)> {
    let words = select(vec![
        ("签约", Stage::Signed),
        ("已签约", Stage::Signed),
        ("开工", Stage::Commenced),
        ("已开工", Stage::Commenced),
        ("在建", Stage::UnderConstruction),
        ("投产", Stage::Producing),
        ("已投产", Stage::Producing),
    ]);
    let clean = words.prop_flat_map(|(word, stage)| {
        careless(word.to_owned()).prop_map(move |word| (text(word), Fate::Told(stage.code().to_owned())))
    });
    let broken = select(vec!["正在谈", "差不多了", "开工投产", "√"]);
    prop_oneof![4 => clean, 1 => broken.prop_map(text).prop_map(|cell| (cell, Fate::Reported))].boxed()
}

/// Codes: a spreadsheet's number of 18 digits has lost its end.
pub fn credit_code() -> BoxedStrategy<(Cell, Fate)> {
    let good = Fate::Told("91350100M000100Y43".into());
    prop_oneof![
        3 => careless("91350100M000100Y43".into()).prop_map(move |words| (text(words), good.clone())),
        1 => careless("91350100m000100y43".into()).prop_map(|words| (text(words), Fate::Told("91350100M000100Y43".into()))),
        1 => Just((text("91350100M000100Y44"), Fate::Either("91350100M000100Y44".into()))),
        1 => Just((cell("=140107202203051234"), Fate::Reported)),
        1 => Just((text("9.1140000E+17"), Fate::Reported)),
        1 => Just((text("暂未办理统一代码证"), Fate::Reported)),
    ]
    .boxed()
}

pub fn people() -> BoxedStrategy<(Cell, Fate)> {
    let told = Fate::Told("王一、李二".into());
    select(vec!["王一、李二", "王一,李二", "王一，李二", "王一；李二", "王一\n李二", " 王一 、 李二 "])
        .prop_map(move |words| (text(words), told.clone()))
        .boxed()
}
