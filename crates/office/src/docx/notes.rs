//! `footnotes.xml`. Notes are numbered ①, ② … afresh on each page.

use super::body::{Flow, run_properties, text_run};
use super::looks::{ParagraphStyle, RunStyle};
use super::model::Inline;
use super::xml::Xml;

/// The lines between text and notes, which count as notes of their own kind.
pub(super) const SEPARATORS: [(i32, &str, &str); 2] =
    [(-1, "separator", "w:separator"), (0, "continuationSeparator", "w:continuationSeparator")];

/// How notes are numbered; said for each section and for the document, for LibreOffice reads the one and Word both.
pub(super) fn numbering(xml: &mut Xml) {
    xml.value("w:numFmt", &"decimalEnclosedCircleChinese");
    xml.value("w:numRestart", &"eachPage");
}

pub(super) fn write<'a>(notes: &[&'a [Inline]], flow: &mut Flow<'a>) -> String {
    Xml::word_part("w:footnotes", |xml| {
        for (id, kind, line) in SEPARATORS {
            xml.element("w:footnote", &[("w:type", &kind), ("w:id", &id)], |xml| {
                note_paragraph(xml, |xml| xml.element("w:r", &[], |xml| xml.empty(line, &[])));
            });
        }
        for (index, content) in notes.iter().enumerate() {
            xml.element("w:footnote", &[("w:id", &(index + 1))], |xml| {
                note_paragraph(xml, |xml| {
                    xml.element("w:r", &[], |xml| {
                        run_properties(xml, Some(RunStyle::NoteMark));
                        xml.empty("w:footnoteRef", &[]);
                    });
                    text_run(xml, None, " ");
                    flow.inlines(xml, content, None);
                });
            });
        }
    })
}

fn note_paragraph(xml: &mut Xml, content: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", &ParagraphStyle::Note.id()));
        content(xml);
    });
}
