//! The words around dates: years that count from today, Chinese numerals, and words that carry no date.

use crate::text::chinese_number;

/// How a text says its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearWord {
    /// 2021年, or 21年 for 2021.
    Named(u32),
    /// 今年, 明年, 去年 …: years from the reference.
    Shifted(i32),
    /// Not at all.
    None,
}

const SHIFTED_YEARS: [(&str, i32); 12] = [
    ("今年", 0),
    ("本年度", 0),
    ("本年", 0),
    ("当年", 0),
    ("明年", 1),
    ("次年", 1),
    ("下年", 1),
    ("后年", 2),
    ("去年", -1),
    ("上年", -1),
    ("前年", -2),
    ("年", 0),
];

/// Splits the year off the start. 2022年年底 and 2022年度 lose the doubled word too.
pub(super) fn take_year_word(text: &str) -> (YearWord, &str) {
    if let Some((number, rest)) = take_number(text)
        && let Some(rest) = rest.strip_prefix('年')
    {
        let digits = text.len() - rest.len() - '年'.len_utf8();
        let year = match digits {
            4 => Some(number),
            // Two digits mean this century: no zone is older.
            2 => Some(2_000 + number),
            _ => None,
        };
        if let Some(year) = year {
            return (YearWord::Named(year), after_year(rest));
        }
    }
    for (word, shift) in SHIFTED_YEARS {
        if let Some(rest) = text.strip_prefix(word) {
            // 年 alone is a year only in 年底, 年末, 年内.
            if word != "年" || matches!(rest, "底" | "末" | "内") {
                return (YearWord::Shifted(shift), after_year(rest));
            }
        }
    }
    (YearWord::None, text)
}

fn after_year(rest: &str) -> &str {
    rest.strip_prefix('度').or_else(|| rest.strip_prefix('年')).unwrap_or(rest)
}

/// The number at the start of at most four digits.
pub(super) fn take_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 || end > 4 {
        return None;
    }
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// Chinese numerals as Arabic ones: 二〇二一年三季度 is 2021年3季度. Runs that are no number stay as they are.
pub(super) fn arabic_numerals(text: &str) -> String {
    let is_numeral = |letter: char| "〇零○一二三四五六七八九十".contains(letter);
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let end = rest.find(|letter: char| !is_numeral(letter)).unwrap_or(rest.len());
        if end == 0 {
            written.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        }
        match chinese_number(&rest[..end]) {
            Some(number) => written.push_str(&number.to_string()),
            None => written.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    written
}

/// Takes off words that leave the date as it is: 预计2022年6月底前 is 2022年6月底.
///
/// 前 alone is not taken off: 6月前 does not say whether June is included.
pub(super) fn strip_around(text: &str) -> &str {
    const BEFORE: [&str; 9] = ["截至", "截止到", "截止", "预计", "计划", "拟于", "拟", "于", "至"];
    let mut core = text;
    while let Some(rest) = BEFORE.iter().find_map(|word| core.strip_prefix(word)) {
        core = rest;
    }
    for (suffix, kept) in [("底之前", "底"), ("底以前", "底"), ("底前", "底"), ("末前", "末")] {
        if core.ends_with(suffix) {
            return &core[..core.len() - suffix.len() + kept.len()];
        }
    }
    core
}
