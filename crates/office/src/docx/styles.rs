//! `styles.xml`: the looks of [`looks`](super::looks) in the words of the format. Nothing else in the document says how
//! it looks.

use super::layout::{Face, Fonts, Layout, Size, chars};
use super::looks::{Lines, Look, ParagraphStyle, RunStyle};
use super::xml::{Attribute, Xml};
use std::fmt::Display;

/// The style of tables, and of the two lines and what is between them at the end.
pub(super) const TABLE: &str = "GridTable";
pub(super) const IMPRINT: &str = "ImprintTable";
/// The style of the table that holds a turned page number.
pub(super) const NUMBER: &str = "NumberTable";

/// Space beside the text of a cell, in twips: 1 mm.
const CELL_MARGIN: u32 = 57;
/// What is taken from the space between characters of 3号, in twips: 0.3 points, with which 28 fit a line also where a
/// program keeps a twip for itself. Justified lines spread it again to the grid's 15.79 points a character.
const CLOSER: i32 = -6;
/// Lines of tables, in eighths of a point.
const TABLE_LINE: u32 = 4;
/// 版记: thick lines (0.35 mm) outside, thin ones (0.25 mm) inside, in eighths of a point.
const THICK_LINE: u32 = 8;
const THIN_LINE: u32 = 6;

/// The part.
pub(super) fn write(layout: &Layout) -> String {
    Xml::word_part("w:styles", |xml| {
        xml.element("w:docDefaults", &[], |xml| {
            xml.element("w:rPrDefault", &[], |xml| {
                run(xml, &layout.fonts, Some(Face::Body), Some(Size::Three));
            });
            xml.empty("w:pPrDefault", &[]);
        });
        normal(xml, layout);
        for style in ParagraphStyle::all() {
            paragraph_style(xml, &style.look(), layout);
        }
        run_styles(xml, layout);
        plain_table(xml);
        lined_table(
            xml,
            TABLE,
            "台账表",
            CELL_MARGIN,
            &["top", "left", "bottom", "right", "insideH", "insideV"],
            |_| TABLE_LINE,
        );
        lined_table(xml, IMPRINT, "版记表", 0, &["top", "bottom", "insideH"], |edge| {
            if edge == "insideH" { THIN_LINE } else { THICK_LINE }
        });
        lined_table(xml, NUMBER, "页码表", 0, &[], |_| 0);
    })
}

/// `Normal` carries the size from which Word counts the grid's characters, so all styles stand on it. A line holds 28
/// characters only when digits get no space of their own and punctuation keeps its width.
///
/// Text does not snap to the page's grid: a character of 16 points does not fit the grid's 15.79, and LibreOffice then
/// gives it two cells. Exact lines and [`CLOSER`] give the same 22 lines of 28 characters everywhere.
fn normal(xml: &mut Xml, layout: &Layout) {
    let attributes: [Attribute<'_>; 3] =
        [("w:type", &"paragraph"), ("w:default", &1), ("w:styleId", &"Normal")];
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", &"Normal");
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| {
            for name in ["w:widowControl", "w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"] {
                xml.value(name, &0);
            }
            xml.value("w:jc", &"both");
        });
        run(xml, &layout.fonts, Some(Face::Body), Some(Size::Three));
    });
}

fn paragraph_style(xml: &mut Xml, look: &Look, layout: &Layout) {
    // Word has names of its own for some; the others are ours.
    let is_known = look.name.is_ascii();
    let mut attributes: Vec<Attribute<'_>> = vec![("w:type", &"paragraph"), ("w:styleId", &look.id)];
    if !is_known {
        attributes.push(("w:customStyle", &1));
    }
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", &look.name);
        xml.value("w:basedOn", &"Normal");
        if look.outline.is_some() {
            xml.value("w:next", &ParagraphStyle::Body.id());
        }
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| paragraph_look(xml, look, layout));
        // What is as in `Normal` is not said again, so that a change there reaches everything.
        let face = (look.face != Face::Body).then_some(look.face);
        let size = (look.size != Size::Three).then_some(look.size);
        run(xml, &layout.fonts, face, size);
    });
}

fn paragraph_look(xml: &mut Xml, look: &Look, layout: &Layout) {
    if look.keeps_next {
        xml.empty("w:keepNext", &[]);
    }
    if look.keeps_lines {
        xml.empty("w:keepLines", &[]);
    }
    if let Some(centre) = look.centre_at {
        xml.element("w:tabs", &[], |xml| {
            xml.empty("w:tab", &[("w:val", &"center"), ("w:pos", &chars(centre))]);
        });
    }
    let pitch = layout.line_pitch_twips;
    let (before, after) = (look.above * pitch, look.below * pitch);
    let (line, rule) = match look.lines {
        Lines::Pitch => (pitch, "exact"),
        Lines::Exact(line) => (line, "exact"),
        Lines::Natural => (240, "auto"),
    };
    xml.empty(
        "w:spacing",
        &[("w:before", &before), ("w:after", &after), ("w:line", &line), ("w:lineRule", &rule)],
    );
    indent(xml, look);
    xml.value("w:jc", &look.align);
    if let Some(level) = look.outline {
        xml.value("w:outlineLvl", &level);
    }
}

/// Indents in characters of the style, and in twips for programs that do not count characters.
fn indent(xml: &mut Xml, look: &Look) {
    // Characters of 3号 sit in the grid; smaller ones are as wide as they are high.
    let twips = |hundredths: u32| {
        if look.size == Size::Three { chars(hundredths) } else { hundredths * look.size as u32 / 10 }
    };
    let mut attributes: Vec<(&str, u32)> = Vec::new();
    for (by_chars, by_twips, hundredths) in
        [("w:leftChars", "w:left", look.left), ("w:rightChars", "w:right", look.right)]
    {
        if hundredths > 0 {
            attributes.extend([(by_chars, hundredths), (by_twips, twips(hundredths))]);
        }
    }
    let first = look.first.unsigned_abs();
    if look.first > 0 {
        attributes.extend([("w:firstLineChars", first), ("w:firstLine", twips(first))]);
    } else if look.first < 0 {
        attributes.extend([("w:hangingChars", first), ("w:hanging", twips(first))]);
    }
    if !attributes.is_empty() {
        let shown: Vec<Attribute<'_>> =
            attributes.iter().map(|(name, value)| (*name, value as &dyn Display)).collect();
        xml.empty("w:ind", &shown);
    }
}

/// The properties of runs. All scripts get one typeface: digits in 仿宋 are half as wide as its characters.
fn run(xml: &mut Xml, fonts: &Fonts, face: Option<Face>, size: Option<Size>) {
    if face.is_none() && size.is_none() {
        return;
    }
    xml.element("w:rPr", &[], |xml| {
        if let Some(face) = face {
            let name = face.name(fonts);
            xml.empty(
                "w:rFonts",
                &[("w:ascii", &name), ("w:eastAsia", &name), ("w:hAnsi", &name), ("w:cs", &name)],
            );
        }
        if let Some(size) = size {
            let half_points = size as u32;
            // What stands closer in the body must not do so in smaller text.
            xml.value("w:spacing", if size == Size::Three { &CLOSER } else { &0 });
            xml.value("w:kern", &0);
            xml.value("w:sz", &half_points);
            xml.value("w:szCs", &half_points);
            xml.empty("w:lang", &[("w:val", &"en-US"), ("w:eastAsia", &"zh-CN")]);
        }
    });
}

fn run_styles(xml: &mut Xml, layout: &Layout) {
    run_style(xml, RunStyle::Strong, "Strong", |xml| run(xml, &layout.fonts, Some(Face::Bold), None));
    run_style(xml, RunStyle::NoteMark, "footnote reference", |xml| {
        xml.element("w:rPr", &[], |xml| xml.value("w:vertAlign", &"superscript"));
    });
    // It names no colour and no line: the document is printed in black.
    run_style(xml, RunStyle::Link, "Hyperlink", |_| {});
}

fn run_style(xml: &mut Xml, style: RunStyle, name: &str, look: impl FnOnce(&mut Xml)) {
    xml.element("w:style", &[("w:type", &"character"), ("w:styleId", &style.id())], |xml| {
        xml.value("w:name", &name);
        look(xml);
    });
}

fn plain_table(xml: &mut Xml) {
    let attributes: [Attribute<'_>; 3] =
        [("w:type", &"table"), ("w:default", &1), ("w:styleId", &"TableNormal")];
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", &"Normal Table");
        xml.element("w:tblPr", &[], |xml| cell_margins(xml, 0));
    });
}

/// A table with lines at these edges, in eighths of a point.
fn lined_table(
    xml: &mut Xml,
    id: &str,
    name: &str,
    margin: u32,
    edges: &[&str],
    width: impl Fn(&str) -> u32,
) {
    let attributes: [Attribute<'_>; 3] = [("w:type", &"table"), ("w:customStyle", &1), ("w:styleId", &id)];
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", &name);
        xml.value("w:basedOn", &"TableNormal");
        xml.element("w:tblPr", &[], |xml| {
            if !edges.is_empty() {
                xml.element("w:tblBorders", &[], |xml| {
                    for edge in edges {
                        let line: [Attribute<'_>; 4] = [
                            ("w:val", &"single"),
                            ("w:sz", &width(edge)),
                            ("w:space", &0),
                            ("w:color", &"000000"),
                        ];
                        xml.empty(&format!("w:{edge}"), &line);
                    }
                });
            }
            cell_margins(xml, margin);
        });
        xml.element("w:tcPr", &[], |xml| xml.value("w:vAlign", &"center"));
    });
}

fn cell_margins(xml: &mut Xml, beside: u32) {
    xml.element("w:tblCellMar", &[], |xml| {
        for (edge, width) in [("w:top", 0), ("w:left", beside), ("w:bottom", 0), ("w:right", beside)] {
            xml.empty(edge, &[("w:w", &width), ("w:type", &"dxa")]);
        }
    });
}
