//! Children of properties stand in the order of the schema; Word calls a document damaged when they do not.

use super::{Element, Package};

/// Elements whose children are in sequence, with those that we write.
const SEQUENCES: [(&str, &[&str]); 14] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:tabs",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:snapToGrid",
            "w:color",
            "w:spacing",
            "w:kern",
            "w:sz",
            "w:szCs",
            "w:u",
            "w:vertAlign",
            "w:lang",
        ],
    ),
    ("w:tblPr", &["w:tblStyle", "w:tblpPr", "w:tblW", "w:jc", "w:tblBorders", "w:tblLayout", "w:tblCellMar"]),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:textDirection", "w:vAlign"]),
    ("w:tcBorders", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    (
        "w:sectPr",
        &["w:footerReference", "w:footnotePr", "w:type", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid"],
    ),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:tcPr",
        ],
    ),
    ("w:sdtPr", &["w:alias", "w:tag", "w:id", "w:text"]),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:defaultTabStop",
            "w:evenAndOddHeaders",
            "w:characterSpacingControl",
            "w:footnotePr",
            "w:compat",
            "w:themeFontLang",
        ],
    ),
];
/// Of these an element may have several.
const REPEATED: [&str; 3] = ["w:tr", "w:tc", "w:footerReference"];

pub(super) fn faults(package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, root) in &package.parts {
        for element in root.walk() {
            if let Some((_, sequence)) = SEQUENCES.iter().find(|(parent, _)| *parent == element.name) {
                faults.extend(out_of_order(element, sequence).map(|fault| format!("{name}: {fault}")));
            }
        }
    }
    faults
}

fn out_of_order(element: &Element, sequence: &[&str]) -> Option<String> {
    let mut least = 0;
    for child in element.children() {
        let Some(place) = sequence.iter().position(|name| *name == child.name) else {
            return Some(format!("{} does not belong into {}", child.name, element.name));
        };
        if place < least {
            return Some(format!("{} stands too late in {}", child.name, element.name));
        }
        least = if REPEATED.contains(&child.name.as_str()) { place } else { place + 1 };
    }
    None
}
