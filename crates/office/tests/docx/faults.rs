//! The check finds what it looks for: each case damages one place of a sound file.

use crate::sample;
use office::docx::{check, write};
use rstest::rstest;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The sample with a piece of a part replaced, once.
fn damaged(part: &str, piece: &str, other: &str) -> Vec<u8> {
    let bytes = write(&sample::document()).unwrap();
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..from.len() {
        let mut entry = from.by_index(number).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        if name == part {
            assert!(text.contains(piece), "{piece} is not in {part}");
            text = text.replacen(piece, other, 1);
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

const DOCUMENT: &str = "word/document.xml";
const NOTES: &str = "word/footnotes.xml";
const TYPES: &str = "[Content_Types].xml";
const LINKS: &str = "word/_rels/document.xml.rels";

#[rstest]
#[case(DOCUMENT, "</w:body>", "", "ill-formed")]
#[case(DOCUMENT, "<w:body>", "<x:body/><w:body>", "the prefix of x:body is not declared")]
#[case(DOCUMENT, "<w:body>", "<w:body a=\"1\" a=\"2\">", "")]
#[case(TYPES, "/word/styles.xml", "/word/style.xml", "there is no /word/style.xml")]
#[case(TYPES, "/word/styles.xml", "/word/document.xml", "a part has two types")]
#[case(LINKS, "footer2.xml", "footer9.xml", "leads to footer9.xml, which is not there")]
#[case(LINKS, "rIdFooter2", "rIdFooter1", "is not unique")]
#[case(DOCUMENT, "r:id=\"rIdFooter1\"", "r:id=\"rId1\"", "refers to rId1, which is no /footer")]
#[case(NOTES, "rIdLink1", "rIdLink2", "nothing refers to rIdLink1")]
#[case(DOCUMENT, "<w:bookmarkEnd w:id=\"0\"/>", "", "the bookmark 0 does not end")]
#[case(
    DOCUMENT,
    "<w:bookmarkStart w:id=\"0\" w:name=\"F7K3A\"/>",
    "",
    "a bookmark 0 ends that did not begin"
)]
#[case(DOCUMENT, "w:name=\"F7K3A\"", "w:name=\"f7k3b\"", "is invalid or not unique")]
#[case(DOCUMENT, "w:name=\"F7K3A\"", "w:name=\"7\"", "is invalid or not unique")]
#[case(
    DOCUMENT,
    "w:anchor=\"annex_1\"",
    "w:anchor=\"annex_2\"",
    "leads to \"annex_2\", which is no bookmark"
)]
#[case(DOCUMENT, "<w:footnoteReference w:id=\"1\"/>", "", "are referred to as")]
#[case(DOCUMENT, "<w:id w:val=\"2\"/>", "<w:id w:val=\"1\"/>", "the field's number")]
#[case(DOCUMENT, "w:val=\"Title\"", "w:val=\"Titel\"", "there is no paragraph style Titel")]
#[case(DOCUMENT, "w:val=\"Title\"", "w:val=\"Strong\"", "there is no paragraph style Strong")]
#[case("word/styles.xml", "w:styleId=\"Heading2\"", "w:styleId=\"Heading1\"", "is defined twice")]
#[case(DOCUMENT, "<w:gridSpan w:val=\"2\"/>", "", "wide where the grid has")]
#[case(DOCUMENT, "<w:vMerge w:val=\"restart\"/>", "", "a cell goes on that did not begin")]
#[case(DOCUMENT, "</w:tblGrid>", "<w:gridCol w:w=\"9\"/></w:tblGrid>", "covers 2 of 3 columns")]
#[case(
    DOCUMENT,
    "</w:p></w:tc>",
    "</w:p><w:bookmarkEnd w:id=\"9\"/></w:tc>",
    "a cell does not end in a paragraph"
)]
#[case(DOCUMENT, "</w:sectPr></w:body>", "</w:sectPr><w:p/></w:body>", "the last section has no properties")]
#[case(DOCUMENT, "<w:cantSplit/>", "<w:jc w:val=\"left\"/>", "w:jc does not belong into w:trPr")]
#[case(
    "word/styles.xml",
    "<w:keepNext/>",
    "<w:jc w:val=\"left\"/><w:keepNext/>",
    "w:keepNext stands too late in w:pPr"
)]
#[case(DOCUMENT, "<w:tblGrid>", "<w:caption/><w:tblGrid>", "w:caption does not belong into w:tbl")]
fn a_damaged_place_is_found(
    #[case] part: &str,
    #[case] piece: &str,
    #[case] other: &str,
    #[case] wanted: &str,
) {
    let faults = check::faults(&damaged(part, piece, other));
    assert!(faults.iter().any(|fault| fault.contains(wanted)), "{faults:?}");
}
