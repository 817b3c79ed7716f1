//! What refers to what inside the text: bookmarks, links, notes, styles, and the grids of tables.

use super::{Element, Package};
use crate::docx::bookmark_name;
use std::collections::{BTreeMap, BTreeSet};

const DOCUMENT: &str = "word/document.xml";
const NOTES: &str = "word/footnotes.xml";
const STYLES: &str = "word/styles.xml";

pub(super) fn faults(package: &Package) -> Vec<String> {
    let missing = [DOCUMENT, NOTES, STYLES].into_iter().filter(|name| package.part(name).is_none());
    let mut faults: Vec<String> = missing.map(|name| format!("{name} is missing")).collect();
    faults.extend(bookmarks(package));
    faults.extend(notes(package));
    faults.extend(styles(package));
    for (name, root) in &package.parts {
        let found = root.all("w:tbl").filter_map(table).chain(root.all("w:tc").filter_map(cell));
        faults.extend(found.map(|fault| format!("{name}: {fault}")));
    }
    if let Some(body) = package.part(DOCUMENT).and_then(|document| document.child("w:body"))
        && body.children().last().is_none_or(|last| last.name != "w:sectPr")
    {
        faults.push(format!("{DOCUMENT}: the last section has no properties"));
    }
    faults
}

/// Starts and ends are paired in order, numbers and names are unique, names are valid, and links lead to one.
fn bookmarks(package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    let (mut open, mut ids, mut names) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let elements = || package.parts.values().flat_map(Element::walk);
    for element in elements() {
        let id = element.attribute("w:id").unwrap_or_default();
        match element.name.as_str() {
            "w:bookmarkStart" => {
                let name = element.attribute("w:name").unwrap_or_default();
                if bookmark_name(name).is_err() || !names.insert(name.to_lowercase()) {
                    faults.push(format!("the bookmark's name {name:?} is invalid or not unique"));
                }
                if !ids.insert(id) {
                    faults.push(format!("the bookmark's number {id} is not unique"));
                }
                open.insert(id);
            }
            "w:bookmarkEnd" if !open.remove(id) => {
                faults.push(format!("a bookmark {id} ends that did not begin"));
            }
            _ => {}
        }
    }
    faults.extend(open.iter().map(|id| format!("the bookmark {id} does not end")));
    for anchor in elements().filter_map(|element| element.attribute("w:anchor")) {
        if !names.contains(&anchor.to_lowercase()) {
            faults.push(format!("a link leads to {anchor:?}, which is no bookmark"));
        }
    }
    faults
}

/// Each note is referred to once, in the order of the notes; fields have numbers of their own.
fn notes(package: &Package) -> Vec<String> {
    let ids = |part: &str, name: &str| -> Vec<String> {
        let elements = package.part(part).into_iter().flat_map(|root| root.all(name).collect::<Vec<_>>());
        let ids = elements.filter(|element| element.attribute("w:type").is_none());
        ids.filter_map(|element| element.attribute("w:id")).map(str::to_owned).collect()
    };
    let mut faults = Vec::new();
    let (notes, references) = (ids(NOTES, "w:footnote"), ids(DOCUMENT, "w:footnoteReference"));
    if notes != references {
        faults.push(format!("{NOTES}: the notes {notes:?} are referred to as {references:?}"));
    }
    let mut fields = BTreeSet::new();
    for id in package.parts.values().flat_map(|root| root.all("w:sdtPr")).map(|field| field.value("w:id")) {
        if !fields.insert(id) {
            faults.push(format!("the field's number {id:?} is not unique"));
        }
    }
    faults
}

/// Every style that is named is defined once, for what it is named for.
fn styles(package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    let mut kinds: BTreeMap<&str, &str> = BTreeMap::new();
    let mut names = BTreeSet::new();
    for style in package.part(STYLES).into_iter().flat_map(|root| root.all("w:style")) {
        let id = style.attribute("w:styleId").unwrap_or_default();
        let is_new = kinds.insert(id, style.attribute("w:type").unwrap_or_default()).is_none();
        if !is_new || !names.insert(style.value("w:name")) {
            faults.push(format!("{STYLES}: {id} is defined twice, or its name is"));
        }
    }
    let wanted = [("w:pStyle", "paragraph"), ("w:rStyle", "character"), ("w:tblStyle", "table")];
    for (name, root) in &package.parts {
        for (element, kind) in wanted {
            let named = root.all(element).filter_map(|style| style.attribute("w:val"));
            let unknown = named.filter(|id| kinds.get(id) != Some(&kind));
            faults.extend(unknown.map(|id| format!("{name}: there is no {kind} style {id}")));
        }
        for based in root.all("w:basedOn").filter_map(|based| based.attribute("w:val")) {
            if !kinds.contains_key(based) {
                faults.push(format!("{name}: a style is based on {based}, which is not defined"));
            }
        }
    }
    faults
}

/// A cell ends in a paragraph.
fn cell(cell: &Element) -> Option<String> {
    let ends = cell.children().last().is_some_and(|last| last.name == "w:p");
    (!ends).then(|| "a cell does not end in a paragraph".to_owned())
}

/// Every row's cells add up to the grid, in columns and in width, and cells that go on have one to go on from.
fn table(table: &Element) -> Option<String> {
    let grid: Vec<u32> =
        table.child("w:tblGrid")?.all("w:gridCol").filter_map(|c| c.attribute("w:w")?.parse().ok()).collect();
    let mut above: Vec<(usize, usize)> = Vec::new();
    for (number, row) in table.children().filter(|child| child.name == "w:tr").enumerate() {
        let mut reaching = Vec::new();
        let mut column = 0;
        for cell in row.children().filter(|child| child.name == "w:tc") {
            let properties = cell.child("w:tcPr")?;
            let span = properties.value("w:gridSpan").map_or(Some(1), |span| span.parse().ok())?;
            let width = properties.child("w:tcW").and_then(|w| w.attribute("w:w")?.parse::<u32>().ok());
            let wanted = grid.get(column..column + span).map(|columns| columns.iter().sum());
            if width.is_none() || width != wanted {
                return Some(format!("row {number}: a cell is {width:?} wide where the grid has {wanted:?}"));
            }
            match properties.value("w:vMerge") {
                Some("continue") if !above.contains(&(column, span)) => {
                    return Some(format!("row {number}: a cell goes on that did not begin"));
                }
                Some(_) => reaching.push((column, span)),
                None => {}
            }
            column += span;
        }
        if column != grid.len() {
            return Some(format!("row {number} covers {column} of {} columns", grid.len()));
        }
        above = reaching;
    }
    None
}
