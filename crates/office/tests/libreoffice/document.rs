//! Documents: what GB/T 9704-2012 asks for, as it is on the printed page.

use crate::folder::{Folder, pdf_text};
use crate::sample;
use office::docx::{Align, Block, Column, Document, Row, Section, Table, Width, write};
use std::path::{Path, PathBuf};

/// Points.
const MM: f64 = 72.0 / 25.4;
/// The text area of an upright page: its left, right and lower edge.
const LEFT: f64 = 28.0 * MM;
const RIGHT: f64 = (210.0 - 26.0) * MM;
const FOOT: f64 = (297.0 - 35.0) * MM;

fn printed(folder: &Folder, document: &Document) -> PathBuf {
    folder.put("document.docx", &write(document).unwrap());
    folder.convert("document.docx", "pdf");
    folder.path("document.pdf")
}

/// The text of each page.
fn pages(pdf: &Path) -> Vec<String> {
    let text = pdf_text(pdf, &["-layout"]);
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
}

/// Where the words of a page stand: left, upper, right and lower edge in points, and the word.
fn words(pdf: &Path, page: usize) -> Vec<([f64; 4], String)> {
    let page = page.to_string();
    let text = pdf_text(pdf, &["-bbox", "-f", &page, "-l", &page]);
    let lines = text.lines().filter(|line| line.contains("<word"));
    let word = |line: &str| {
        let edges = ["xMin", "yMin", "xMax", "yMax"].map(|edge| {
            let from = line.find(edge).unwrap() + edge.len() + 2;
            line[from..].split('"').next().unwrap().parse().unwrap()
        });
        (edges, line.split('>').nth(1).unwrap().trim_end_matches("</word").to_owned())
    };
    lines.map(word).collect()
}

/// The box around the words whose texts fit.
fn place(words: &[([f64; 4], String)], fits: impl Fn(&str) -> bool) -> [f64; 4] {
    let found = words.iter().filter(|(_, word)| fits(word)).map(|(edges, _)| *edges);
    found
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
        .unwrap_or_else(|| panic!("not among {words:?}"))
}

/// A paragraph of so many characters, with its indent as two more.
fn body_of(places: usize) -> Document {
    let text = "国".repeat(places - 2);
    Document {
        sections: vec![Section::portrait(vec![Block::Paragraph(vec![text.into()])])],
        ..sample::document()
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_sets_22_lines_of_28_characters_on_a_page() {
    let folder = Folder::make("docx-lines");
    let full = pages(&printed(&folder, &body_of(2 * 22 * 28)));
    assert_eq!(full.len(), 2);
    let lines: Vec<Vec<usize>> = full
        .iter()
        .map(|page| page.lines().map(|line| line.matches('国').count()).filter(|count| *count > 0).collect())
        .collect();
    assert_eq!(lines[1], [28; 22]);
    assert_eq!((lines[0][0], &lines[0][1..]), (26, &[28; 21][..]));
    let one_more = pages(&printed(&folder, &body_of(2 * 22 * 28 + 1)));
    assert_eq!(one_more.len(), 3);
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_prints_the_whole_sample_on_its_pages() {
    let folder = Folder::make("docx-text");
    let pages: Vec<String> = pages(&printed(&folder, &sample::document()))
        .iter()
        .map(|page| page.split_whitespace().collect())
        .collect();
    assert_eq!(pages.len(), 8, "{pages:?}");
    for (page, words) in [
        (0, "云政办〔2022〕12号"),
        (0, "关于2022年1至2月全市重点项目进展情况的通报各县（市、区）人民政府，市直有关部门："),
        (0, "①开工率＝已开工项目数÷签约项目数"),
        (0, "一、总体情况（一）招商签约项目签约开工情况"),
        (2, "附件：1.重点项目进展情况表2.滞后项目清单"),
        (2, "云岫市人民政府办公室2022年3月10日"),
        (3, "附件1"),
        (3, "单位：个、亿元"),
        (6, "①合计由未取整的各行相加。"),
        (6, "注：因四舍五入，分项之和与合计可能略有差异"),
        (7, "2022年3月10日印发"),
    ] {
        assert!(pages[page].contains(words), "{words} is not in {}", pages[page]);
    }
    for page in &pages[3..7] {
        assert!(page.contains("总投资（亿元）"), "the header is repeated: {page}");
    }
}

/// A table of so many rows with notes of so many lines.
fn noted(rows: usize, lines: usize) -> Section {
    let columns = vec![Column { width: Width::Share(1), align: Align::Left }];
    let rows = (1..=rows).map(|row| Row::new([format!("甲{row}")])).collect();
    let notes: Vec<String> = (1..=lines).map(|line| format!("注{line}；")).collect();
    let below = vec![notes.join("\n").into()];
    Section::landscape(vec![Block::Table(Table {
        below,
        ..Table::new(columns, vec![Row::new(["表头"])], rows)
    })])
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_puts_notes_on_the_page_of_the_last_rows() {
    let folder = Folder::make("docx-notes");
    // A page holds some 29 lines: the end of the page falls before the notes, among them and behind them.
    let sections = (20..=32).map(|rows| noted(rows, 4)).chain([noted(2, 1), noted(30, 70)]).collect();
    let pages = pages(&printed(&folder, &Document { sections, ..sample::document() }));
    let pages: Vec<String> = pages.iter().map(|page| page.split_whitespace().collect()).collect();
    let with_notes: Vec<&String> = pages.iter().filter(|page| page.contains("注1；")).collect();
    assert_eq!(with_notes.len(), 15, "{pages:?}");
    for page in with_notes {
        let rows = page.matches('甲').count();
        assert!(rows >= 2 && page.contains("表头"), "{rows} rows with the notes: {page}");
    }
    assert!(pages.iter().any(|page| page.contains("注70；")), "notes longer than a page are printed whole");
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_puts_page_numbers_at_the_outer_edge_7_mm_below_the_text() {
    let folder = Folder::make("docx-numbers");
    let pdf = printed(&folder, &sample::document());
    let number_of = |page: usize| {
        let words = words(&pdf, page);
        let lowest: Vec<_> = words.into_iter().filter(|(edges, _)| edges[1] > FOOT).collect();
        place(&lowest, |word| word == "—" || word == page.to_string())
    };
    let (odd, even) = (number_of(1), number_of(2));
    let blank = 14.0;
    assert!((RIGHT - blank - odd[2]).abs() < 3.0, "{odd:?}");
    assert!((even[0] - LEFT - blank).abs() < 3.0, "{even:?}");
    for number in [odd, even] {
        let dash = f64::midpoint(number[1], number[3]);
        assert!((dash - FOOT - 7.0 * MM).abs() < 1.5 * MM, "{number:?}");
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_keeps_page_numbers_in_place_on_landscape_pages() {
    let folder = Folder::make("docx-turned");
    let pdf = printed(&folder, &sample::document());
    // Turned with its head to the left, the page's left is the sheet's foot and its upper edge the sheet's left.
    let number_of = |page: usize| {
        let words = words(&pdf, page);
        let beside: Vec<_> = words.into_iter().filter(|(edges, _)| edges[2] < 35.0 * MM).collect();
        place(&beside, |word| word.chars().all(|letter| "—0123456789".contains(letter)))
    };
    let (even, odd) = (number_of(4), number_of(5));
    let blank = 14.0;
    assert!((even[1] - LEFT - blank).abs() < 5.0, "{even:?}");
    assert!((RIGHT - blank - odd[3]).abs() < 5.0, "{odd:?}");
    for number in [even, odd] {
        let dash = f64::midpoint(number[0], number[2]);
        assert!((35.0 * MM - dash - 7.0 * MM).abs() < 1.5 * MM, "{number:?}");
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_puts_the_imprint_at_the_foot_of_an_even_page() {
    let folder = Folder::make("docx-imprint");
    let pdf = printed(&folder, &sample::document());
    let last = words(&pdf, 8);
    let issued = place(&last, |word| word.contains("印发"));
    assert!(issued[3] < FOOT && issued[3] > FOOT - 29.0, "{issued:?}");
    assert!((RIGHT - 14.0 - issued[2]).abs() < 3.0, "{issued:?}");
}
