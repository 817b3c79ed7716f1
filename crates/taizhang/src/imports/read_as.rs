//! What a file was taken for, in words: its kind and its character set are told from its content, so they are told to
//! the user too. And what the file keeps out of sight: hidden rows and columns are read like others, and told.

use super::problem::{Code, Place, Problem};
use super::recognize::is_blank;
use crate::text::Lang;
use office::sheet::column_letters;
use office::{Book, Decoded, Kind, Sheet};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Runs of hidden rows or columns that are named; more are only counted.
const RUNS_NAMED_MAX: usize = 12;

/// What a file was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadAs {
    kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decoded: Option<Decoded>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    date_1904: bool,
}

impl ReadAs {
    /// What the reader took it for.
    pub fn of(book: &Book) -> Self {
        Self { kind: book.kind, decoded: book.decoded.clone(), date_1904: book.date1904 }
    }

    /// A sentence for people.
    pub fn words(&self, lang: Lang) -> String {
        let mut said = vec![kind(lang, self.kind).to_owned()];
        if let Some(decoded) = &self.decoded {
            let key = if decoded.guessed { "imports.read_charset_guessed" } else { "imports.read_charset" };
            said.push(lang.tf(key, &[("charset", &decoded.charset)]));
            let separated = match decoded.separator {
                Some('\t') => Some("imports.read_tabs"),
                Some(';') => Some("imports.read_semicolons"),
                Some(_) => Some("imports.read_commas"),
                None => None,
            };
            said.extend(separated.map(|key| lang.t(key).to_owned()));
        }
        if self.date_1904 {
            said.push(lang.t("imports.read_1904").to_owned());
        }
        lang.tf("imports.read_as", &[("what", &lang.list(&said))])
    }

    /// The same for programs.
    pub fn json(&self) -> Value {
        let decoded = self.decoded.as_ref();
        json!({
            "kind": self.kind.code(),
            "charset": decoded.map(|decoded| &decoded.charset),
            "charsetGuessed": decoded.map(|decoded| decoded.guessed),
            "separator": decoded.and_then(|decoded| decoded.separator),
            "date1904": self.date_1904,
        })
    }
}

fn kind(lang: Lang, kind: Kind) -> &'static str {
    lang.t(match kind {
        Kind::Xlsx => "imports.kind_xlsx",
        Kind::Xls => "imports.kind_xls",
        Kind::Csv => "imports.kind_csv",
        Kind::SpreadsheetMl => "imports.kind_spreadsheet_ml",
        Kind::Html => "imports.kind_html",
        Kind::WebArchive => "imports.kind_web_archive",
    })
}

/// What a sheet that is read keeps out of sight.
pub fn hidden(sheet: &Sheet, place: &Place) -> Vec<Problem> {
    let says = |row: u32, col: u32| !is_blank(sheet.cell(row, col));
    let width = u32::try_from(sheet.width()).unwrap_or(u32::MAX);
    let rows = sheet.hidden_rows.iter().copied().filter(|row| (0..width).any(|col| says(*row, col)));
    let hidden_cols: BTreeSet<u32> = sheet.hidden_cols.iter().copied().filter(|col| *col < width).collect();
    let height = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let cols = hidden_cols.into_iter().filter(|col| (0..height).any(|row| says(row, *col)));
    let told = |code: Code, numbers: Vec<u32>, name: fn(u32) -> String| {
        let problem = Problem::at(place, code).with("n", numbers.len().to_string());
        (!numbers.is_empty()).then(|| problem.with("which", runs(&numbers, name)))
    };
    let rows = told(Code::HiddenRows, rows.collect(), |row| (u64::from(row) + 1).to_string());
    let cols = told(Code::HiddenColumns, cols.collect(), column_letters);
    rows.into_iter().chain(cols).collect()
}

/// Ascending numbers as runs: `3–5, 9`.
pub(super) fn runs(numbers: &[u32], name: impl Fn(u32) -> String) -> String {
    let runs: Vec<&[u32]> = numbers.chunk_by(|one, next| one + 1 == *next).collect();
    let mut words: Vec<String> = (runs.iter().take(RUNS_NAMED_MAX))
        .map(|run| match run {
            [first, .., last] => format!("{}–{}", name(*first), name(*last)),
            _ => run.iter().map(|only| name(*only)).collect(),
        })
        .collect();
    if runs.len() > RUNS_NAMED_MAX {
        words.push("…".to_owned());
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use office::Cell;
    use std::sync::Arc;

    fn text_table(separator: char, guessed: bool) -> ReadAs {
        let decoded = Decoded { charset: "GB18030".to_owned(), guessed, separator: Some(separator) };
        ReadAs { kind: Kind::Csv, decoded: Some(decoded), date_1904: false }
    }

    #[test]
    fn a_guess_is_said_to_be_one() {
        let words = text_table(';', true).words(Lang::ZhCn);
        assert_eq!(words, "按内容识别为：文本表格（csv）、编码GB18030（推测）、以分号分隔。");
        let words = text_table('\t', false).words(Lang::En);
        assert_eq!(
            words,
            "Recognised by content as: a text table (csv), character set GB18030, separated by tabs."
        );
    }

    #[test]
    fn days_from_1904_are_said() {
        let book = ReadAs { kind: Kind::Xls, decoded: None, date_1904: true };
        assert!(book.words(Lang::ZhCn).contains("1904"), "{}", book.words(Lang::ZhCn));
    }

    #[test]
    fn what_is_kept_with_an_import_comes_back() {
        let kept = serde_json::to_string(&text_table(',', true)).unwrap();
        assert_eq!(serde_json::from_str::<ReadAs>(&kept).unwrap(), text_table(',', true));
    }

    #[test]
    fn hidden_rows_and_columns_are_told_when_they_hold_something() {
        let filled = |text: &str| vec![Cell::Text(text.into()), Cell::Empty, Cell::Text("x".into())];
        let mut rows: Vec<Vec<Cell>> = ["a", "b", "c", "d", "e"].map(filled).into();
        rows[1].clear();
        let sheet =
            Sheet { rows, hidden_rows: vec![0, 1, 2, 3, 9], hidden_cols: vec![1, 2, 30], ..Sheet::default() };
        let place = Place { sheet_index: 0, sheet: Arc::from("一"), part: None, row: None };
        let told: Vec<_> = hidden(&sheet, &place).into_iter().map(|one| (one.code, one.args)).collect();
        let args = |n: &str, which: &str| vec![("n", n.to_owned()), ("which", which.to_owned())];
        let expected = [(Code::HiddenRows, args("3", "1, 3–4")), (Code::HiddenColumns, args("1", "C"))];
        assert_eq!(told, expected);
    }
}
