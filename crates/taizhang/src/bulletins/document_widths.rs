//! How a table shares the width of its page: a number or sign is never broken, words take what is left, the longer the more, so
//! that a page holds as many rows as can be.
//! What does not fit beside each other stands in several tables, one below the other.

use figures::bulletin::{Column, Shows, Table};
use std::ops::Range;

/// Lengths in twentieths of a Chinese character of 五号.
const CHINESE: u32 = 20;
/// Half a character, and something more for typefaces that stand in.
const LATIN: u32 = 12;
/// Beside the text of a cell.
const MARGIN: u32 = 12;
/// A landscape page: 225 mm of characters of 10.5 points.
const PAGE: u32 = 1_210;
/// The most that a header asks for, and what one of numbers gets where there is no room: a word of four breaks in half there,
/// and none breaks into single characters.
const HEAD: u32 = 4 * CHINESE;
const HEAD_TIGHT: u32 = 2 * CHINESE;
/// Words that stand in one line at least, where there is room and where there is none.
const WORDS: [u32; 2] = [6 * CHINESE, 3 * CHINESE];
/// Rows of so many lines are low; where they would be higher, headers make room.
const LOW_LINES_MAX: u32 = 3;
/// Lines of a cell up to which rows are levelled.
const LINES_MAX: u32 = 60;

/// Which columns stand beside each other, each with its share of the width: all, or the first again and again with as many
/// of the others as fit. Columns under one header are parted only when they are wider than a page.
pub(super) fn parts(table: &Table) -> Vec<Vec<(usize, u32)>> {
    let [roomy, tight] = [true, false].map(|has_room| needs(table, has_room));
    let all: Vec<usize> = (0..table.columns.len()).collect();
    if lines(&roomy, &all).is_some_and(|lines| lines <= LOW_LINES_MAX) {
        return vec![shared(&roomy, &all)];
    }
    if least(&tight) <= PAGE {
        return vec![levelled(&tight, &all)];
    }
    let mut parts: Vec<Vec<usize>> = vec![vec![0]];
    for group in groups(&table.columns) {
        let fits = |columns: &[usize], more: &[usize]| {
            columns.iter().chain(more).map(|place| tight[*place].least).sum::<u32>() <= PAGE
        };
        let group: Vec<usize> = group.collect();
        // A group that is wider than any page is set column by column.
        let pieces: Vec<&[usize]> = if fits(&[0], &group) { vec![&group] } else { group.chunks(1).collect() };
        for piece in pieces {
            match parts.last_mut() {
                Some(last) if last.len() == 1 || fits(last, piece) => last.extend(piece),
                _ => parts.push([&[0], piece].concat()),
            }
        }
    }
    parts.iter().map(|columns| levelled(&tight, columns)).collect()
}

/// The columns behind the first, those under one header together.
fn groups(columns: &[Column]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for place in 1..columns.len() {
        let group = &columns[place].group;
        match groups.last_mut() {
            Some(last) if group.is_some() && *group == columns[last.start].group => last.end = place + 1,
            _ => groups.push(place..place + 1),
        }
    }
    groups
}

/// The width of a column in which its cells stand in so many lines as a rule.
fn in_lines(need: &Need, lines: u32) -> u32 {
    need.least.max(need.usual / lines + MARGIN)
}

/// In how many lines the words stand as a rule; none where even the least does not fit.
fn lines(needs: &[Need], columns: &[usize]) -> Option<u32> {
    let fits =
        |lines: &u32| columns.iter().map(|place| in_lines(&needs[*place], *lines)).sum::<u32>() <= PAGE;
    (1..=LINES_MAX).find(fits)
}

/// What the columns take of a page where rows stay low.
fn shared(needs: &[Need], columns: &[usize]) -> Vec<(usize, u32)> {
    let lines = lines(needs, columns);
    let share = |need: &Need| lines.map_or(need.least, |lines| in_lines(need, lines));
    columns.iter().map(|place| (*place, share(&needs[*place]))).collect()
}

/// The same where they don't: a row is as high as its highest cell, so that the columns with the highest cells get most. They
/// share in proportion to their weights what those leave that need no more than their least, or have no use for more.
fn levelled(needs: &[Need], columns: &[usize]) -> Vec<(usize, u32)> {
    let own = |at: usize| &needs[columns[at]];
    let mut shares: Vec<u32> = (0..columns.len()).map(|at| own(at).least).collect();
    let mut open: Vec<usize> = (0..columns.len()).filter(|at| own(*at).weight > 0).collect();
    loop {
        let held = (0..columns.len()).filter(|at| !open.contains(at)).map(|at| shares[at]).sum::<u32>();
        let weights = open.iter().map(|at| own(*at).weight).sum::<u32>().max(1);
        let share = |at: usize| PAGE.saturating_sub(held) * own(at).weight / weights;
        let low: Vec<usize> = open.iter().copied().filter(|at| share(*at) < own(*at).least).collect();
        let high = open.iter().copied().filter(|at| low.is_empty() && share(*at) > own(*at).most);
        let settled: Vec<usize> = high.chain(low.iter().copied()).collect();
        for at in &open {
            shares[*at] = share(*at).clamp(own(*at).least, own(*at).most);
        }
        open.retain(|at| !settled.contains(at));
        if settled.is_empty() {
            return columns.iter().copied().zip(shares).collect();
        }
    }
}

/// The width without which a column breaks what must stay whole, and the length of what it holds as a rule.
struct Need {
    least: u32,
    usual: u32,
    /// More than this it has no use for.
    most: u32,
    /// How high its cells make the rows.
    weight: u32,
}

fn least(needs: &[Need]) -> u32 {
    needs.iter().map(|need| need.least).sum()
}

fn needs(table: &Table, has_room: bool) -> Vec<Need> {
    table.columns.iter().enumerate().map(|(place, column)| need(table, (place, column), has_room)).collect()
}

fn need(table: &Table, (place, column): (usize, &Column), has_room: bool) -> Need {
    let cells = || table.rows.iter().filter_map(|row| row.cells.get(place)).map(|cell| width(&cell.printed));
    let head = longest_word(&column.head).max(head(column, has_room));
    let widest = cells().max().unwrap_or_default();
    if column.shows != Shows::Text {
        let least = head.max(widest) + MARGIN;
        return Need { least, usual: 0, most: least, weight: 0 };
    }
    let filled = cells().filter(|width| *width > 0).count().max(1);
    let usual = cells().map(|width| width as usize).sum::<usize>() / filled;
    // A line ends before a word that does not fit, so that it holds less than its width.
    let usual = u32::try_from(usual).map_or(widest, |usual| usual + 2 * CHINESE).min(widest);
    let least = head.max(widest.min(WORDS[usize::from(!has_room)])) + MARGIN;
    Need { least, usual, most: least.max(widest + MARGIN), weight: weight(cells()) }
}

/// The fifth root of the sum of the fourth powers: with widths in proportion to it the sum of the heights' fourth powers is the
/// least that it can be, and high cells count for much more than low ones.
fn weight(lengths: impl Iterator<Item = u32>) -> u32 {
    let sum: u128 = lengths.map(|length| u128::from(length).pow(4)).sum();
    let (mut low, mut high) = (0u128, 1u128 << 20);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if middle.pow(5) <= sum { low = middle } else { high = middle - 1 }
    }
    u32::try_from(low).unwrap_or(u32::MAX)
}

/// What the header asks for, whatever stands below it.
fn head(column: &Column, has_room: bool) -> u32 {
    match width(&column.head) {
        width if has_room => width.min(HEAD),
        width => width.min(HEAD_TIGHT),
    }
}

fn width(text: &str) -> u32 {
    let of = |letter: char| match letter {
        'm' | 'w' | 'M' | 'W' => CHINESE,
        _ if letter.is_ascii() => LATIN,
        _ => CHINESE,
    };
    text.chars().map(of).sum()
}

/// The longest run that has no place to break: English words.
fn longest_word(text: &str) -> u32 {
    let words = text.split(|letter: char| letter.is_whitespace() || !letter.is_ascii());
    words.map(width).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use figures::bulletin::{Cell, Row};

    fn table(columns: &[(&str, Shows)], rows: &[&[&str]]) -> Table {
        let column = |(head, shows): &(&str, Shows)| Column {
            key: (*head).to_owned(),
            head: (*head).to_owned(),
            group: None,
            shows: *shows,
            width: 1,
        };
        let row = |cells: &&[&str]| Row {
            key: cells[0].to_owned(),
            total: false,
            cells: cells.iter().map(|cell| Cell::text(*cell)).collect(),
        };
        Table {
            columns: columns.iter().map(column).collect(),
            rows: rows.iter().map(row).collect(),
            ..Table::default()
        }
    }

    /// Of a table that fits a page.
    fn shares(table: &Table) -> Vec<u32> {
        let parts = parts(table);
        assert_eq!(parts.len(), 1, "{parts:?}");
        parts[0].iter().map(|(_, share)| *share).collect()
    }

    #[test]
    fn a_number_has_room_for_all_its_digits_however_long_the_words() {
        let long = "建设生产厂房、研发检测中心及配套设施".repeat(9);
        let columns =
            [("项目名称", Shows::Text), ("建设内容", Shows::Text), ("总投资（亿元）", Shows::Decimal(2))];
        let table = table(&columns, &[&["年产万套轴承", &long, "1234567.89"]]);
        let shares = shares(&table);
        assert!(shares.iter().sum::<u32>() <= PAGE, "{shares:?}");
        assert!(shares[2] >= 10 * LATIN + MARGIN, "{shares:?}");
        assert!(shares[1] > 2 * shares[0], "{shares:?}");
    }

    #[test]
    fn thirteen_columns_fit_a_page_and_break_no_number() {
        let words = ["项目名称", "单位", "建设内容", "形象进度", "存在问题", "责任单位"];
        let mut columns = vec![("序号", Shows::Sign)];
        columns.extend(words.map(|head| (head, Shows::Text)));
        columns.extend(
            ["总投资（亿元）", "年度计划投资（亿元）", "本月完成（亿元）", "1-10月完成（亿元）"]
                .map(|head| (head, Shows::Decimal(2))),
        );
        columns.extend([("完成率（%）", Shows::Decimal(1)), ("包联领导", Shows::Sign)]);
        let text = "年产万套轴承及配套设施建设项目";
        let row = [
            "1234",
            text,
            text,
            text,
            text,
            text,
            text,
            "4227.70",
            "1540.12",
            "123.45",
            "840.29",
            "100.0",
            "张三丰",
        ];
        let table = table(&columns, &[&row]);
        let shares = shares(&table);
        assert!(shares.iter().sum::<u32>() <= PAGE, "{shares:?}");
        for (place, share) in shares.iter().enumerate().filter(|(place, _)| columns[*place].1 != Shows::Text)
        {
            assert!(*share >= width(row[place]) + MARGIN, "{} has {share}", columns[place].0);
        }
    }

    #[test]
    fn what_does_not_fit_stands_below_under_the_same_names() {
        let groups = ["工业投资", "固定资产投资", "规上工业增加值"];
        let mut wide = table(&[("单位", Shows::Text)], &[]);
        for group in groups {
            for place in 0..5 {
                wide.columns.push(Column {
                    key: format!("{group}.{place}"),
                    head: "增速（%）".to_owned(),
                    group: Some(group.to_owned()),
                    shows: Shows::Decimal(2),
                    width: 1,
                });
            }
        }
        let cells = std::iter::once("晋中开发区").chain(std::iter::repeat_n("123456.78", 15));
        let cells: Vec<Cell> = cells.map(Cell::text).collect();
        wide.rows = vec![Row { key: "o1".to_owned(), total: false, cells }];
        let parts = parts(&wide);
        let places: Vec<Vec<usize>> =
            parts.iter().map(|part| part.iter().map(|(place, _)| *place).collect()).collect();
        assert_eq!(places, [vec![0, 1, 2, 3, 4, 5], vec![0, 6, 7, 8, 9, 10], vec![0, 11, 12, 13, 14, 15]]);
        let is_within = |part: &Vec<(usize, u32)>| part.iter().map(|(_, share)| share).sum::<u32>() <= PAGE;
        assert!(parts.iter().all(is_within), "{parts:?}");
    }

    #[test]
    fn long_words_beside_each_other_share_the_width_so_that_rows_stay_low() {
        let [name, unit, content] = [
            "年产38万片高纯蓝宝石晶片生产线项目（禾湾锐茂）",
            "太原泓溪文化旅游产业示范区",
            "建设生产厂房、研发检测中心及配套设施，总建筑面积约32000平方米，达产后形成年产高纯蓝宝石晶片38万片的能力。",
        ];
        let mut columns = vec![("序号", Shows::Sign)];
        columns.extend(
            ["项目名称", "单位", "建设内容", "形象进度", "存在问题", "责任单位", "包联领导"]
                .map(|head| (head, Shows::Text)),
        );
        columns.extend(
            ["总投资（亿元）", "年度计划投资（亿元）", "本月完成（亿元）", "完成率（%）"]
                .map(|head| (head, Shows::Decimal(2))),
        );
        let row = [
            "12",
            name,
            unit,
            content,
            "基础施工",
            "",
            "太原泓溪文化旅游产业示范区管委会经济发展部",
            "芮知舟",
            "18.70",
            "3.74",
            "0.55",
            "69.8",
        ];
        let shares = shares(&table(&columns, &[&row, &row]));
        assert!(shares.iter().sum::<u32>() <= PAGE, "{shares:?}");
        let lines = |place: usize| width(row[place]).div_ceil(shares[place] - MARGIN);
        let most = (1..8).map(lines).max();
        assert!(most <= Some(6), "{:?} {shares:?}", (1..8).map(lines).collect::<Vec<_>>());
    }

    #[test]
    fn an_english_head_is_not_broken_within_a_word() {
        let table = table(&[("Unit", Shows::Text), ("Entries", Shows::Integer)], &[&["A", "1"]]);
        assert!(shares(&table)[1] >= 7 * LATIN + MARGIN);
    }
}
