//! What a written document is made of.

use crate::sample;
use office::docx::check::{self, Package};
use office::docx::{
    Align, Block, Column, Document, Fonts, Inline, Layout, Row, Section, Table, Target, Width, write,
};
use proptest::prelude::*;
use rstest::rstest;
use std::path::PathBuf;

fn sound(document: &Document) -> Package {
    let package = Package::open(&write(document).unwrap()).unwrap();
    assert_eq!(package.faults(), Vec::<String>::new());
    package
}

fn of(blocks: Vec<Block>) -> Document {
    Document { sections: vec![Section::portrait(blocks)], ..sample::document() }
}

/// Compares a part, one tag a line, with what was looked at and kept. `BLESS=1` keeps what there is now.
#[rstest]
#[case("word/document.xml")]
#[case("word/footnotes.xml")]
#[case("word/styles.xml")]
#[case("word/settings.xml")]
#[case("word/fontTable.xml")]
#[case("word/footer1.xml")]
#[case("word/footer2.xml")]
#[case("word/footer3.xml")]
#[case("word/footer4.xml")]
#[case("word/_rels/document.xml.rels")]
#[case("word/_rels/footnotes.xml.rels")]
#[case("docProps/core.xml")]
#[case("[Content_Types].xml")]
fn a_part_is_as_it_was_looked_at(#[case] part: &str) {
    let mut document = sample::document();
    // Three units show what forty do.
    for block in &mut document.sections[1].blocks {
        if let Block::Table(table) = block {
            *table = sample::wide_table(3);
        }
    }
    let found = sound(&document).part(part).unwrap().indented();
    let file = part.replace(['/', '[', ']'], "_");
    let kept = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/docx/snapshots").join(file + ".txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&kept, &found).unwrap();
    }
    let wanted = std::fs::read_to_string(&kept).unwrap_or_default();
    let first = found.lines().zip(wanted.lines()).position(|(found, wanted)| found != wanted);
    assert!(found == wanted, "{part} differs from {} at line {first:?}", kept.display());
}

#[test]
fn equal_documents_give_equal_bytes() {
    assert_eq!(write(&sample::document()).unwrap(), write(&sample::document()).unwrap());
}

#[test]
fn the_sample_is_sound_and_is_read_back_in_order() {
    let paragraphs = sound(&sample::document()).paragraphs();
    assert_eq!(paragraphs[1], "关于2022年1至2月\n全市重点项目进展情况的通报");
    assert!(paragraphs[3].starts_with("1至2月，全市重点项目共426个，开工率13.1%，居全省第3位"));
    let at = |words: &str| paragraphs.iter().position(|paragraph| paragraph == words).unwrap();
    assert!(at("附件：1. 重点项目进展情况表") + 1 == at("2. 滞后项目清单"));
    assert!(at("\t2022年3月10日") < at("附件1"));
    assert!(at("2022年3月10日印发") > at("注：因四舍五入，分项之和与合计可能略有差异"));
}

#[test]
fn a_single_annex_has_no_number() {
    let note = Block::AttachmentNote(vec![vec!["清单".into()]]);
    assert_eq!(sound(&of(vec![note])).paragraphs(), ["附件：清单"]);
}

#[test]
fn line_breaks_and_tabs_are_kept_and_forbidden_characters_dropped() {
    let text = "甲\r\n乙\t丙\u{1}\u{ffff}<丁>&amp;";
    let paragraphs = sound(&of(vec![Block::Paragraph(vec![text.into()])])).paragraphs();
    assert_eq!(paragraphs, ["甲\n乙\t丙<丁>&amp;"]);
}

#[test]
fn no_line_cuts_the_minus_from_its_number() {
    let text = "同比增长-3.2%，1-9月，JZ-1，-5";
    let package = sound(&of(vec![Block::Paragraph(vec![text.into()])]));
    assert_eq!(package.paragraphs(), [text]);
    let document = package.part("word/document.xml").unwrap().indented();
    assert_eq!(document.matches("<w:noBreakHyphen").count(), 2, "{document}");
}

#[test]
fn tables_that_follow_one_another_stay_apart() {
    let columns = vec![Column { width: Width::Mm(50), align: Align::Left }];
    let table = || Block::Table(Table::new(columns.clone(), Vec::new(), vec![Row::new(["甲"])]));
    let package = sound(&of(vec![table(), table()]));
    let body = package.part("word/document.xml").unwrap().child("w:body").unwrap();
    let names: Vec<&str> = body.children().map(|child| child.name.as_str()).collect();
    assert_eq!(names, ["w:tbl", "w:p", "w:tbl", "w:p", "w:sectPr"]);
}

#[test]
fn an_office_has_its_own_fonts_and_line_pitch() {
    let fonts =
        Fonts {
            body: "方正仿宋_GBK".to_owned(), song: "方正仿宋_GBK".to_owned(), ..Fonts::default()
        };
    let layout = Layout { line_pitch_twips: 600, fonts };
    let package = sound(&Document { layout, ..sample::document() });
    let styles = package.part("word/styles.xml").unwrap().indented();
    assert!(
        styles.contains("方正仿宋_GBK") && !styles.contains("仿宋_GB2312") && !styles.contains("\"579\"")
    );
    let grid = package.part("word/document.xml").unwrap().all("w:docGrid").next().unwrap();
    assert_eq!(grid.attribute("w:linePitch"), Some("600"));
}

#[test]
fn links_to_one_address_share_a_relation() {
    let link = |text: &str| {
        let to = Target::Address("https://example.org/?a=1&b=\"2\"".to_owned());
        Inline::Link { to, text: text.to_owned() }
    };
    let package = sound(&of(vec![Block::Paragraph(vec![link("甲"), link("乙")])]));
    let relations = package.part("word/_rels/document.xml.rels").unwrap();
    let outside: Vec<_> =
        relations.all("Relationship").filter(|r| r.attribute("TargetMode").is_some()).collect();
    assert_eq!(outside.len(), 1);
    assert_eq!(outside[0].attribute("Target"), Some("https://example.org/?a=1&b=\"2\""));
}

#[test]
fn a_damaged_file_has_faults() {
    let bytes = write(&sample::document()).unwrap();
    assert_eq!(check::faults(&bytes), Vec::<String>::new());
    assert!(!check::faults(&bytes[..bytes.len() / 2]).is_empty());
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        ".*".prop_map(Inline::Text),
        ".*".prop_map(Inline::Strong),
        (".{0,32}", ".*").prop_map(|(label, text)| Inline::Field { label, text }),
        ".*".prop_map(Inline::note),
    ];
    leaf.boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_the_texts_the_file_is_sound(
        title in ".*",
        paragraphs in prop::collection::vec(prop::collection::vec(inline(), 0..4), 1..5),
    ) {
        let blocks = paragraphs.into_iter().map(Block::Paragraph).collect();
        let bytes = write(&Document { title, ..of(blocks) }).unwrap();
        prop_assert_eq!(check::faults(&bytes), Vec::<String>::new());
    }
}
