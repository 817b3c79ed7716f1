//! The parts of an `.xlsx` around its grids: which sheets there are, shared texts, formats.

use super::formats::{self, Look};
use super::grid::{self, Context};
use super::package::Package;
use super::xml::{Xml, attribute, flag};
use super::{Meter, ReadLimits, sniff};
use crate::error::{Measure, ReadError};
use crate::sheet::{Book, Kind};
use quick_xml::events::Event;
use std::collections::HashMap;

const DEFAULT_WORKBOOK: &str = "xl/workbook.xml";

/// Reads a workbook from a zip.
pub(super) fn read(bytes: &[u8], limits: &ReadLimits) -> Result<Book, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let workbook_path = workbook_path(&mut package)?;
    let Some(workbook) = package.part(&workbook_path)? else {
        let mimetype = package.part("mimetype").unwrap_or_default();
        return Err(sniff::zip_content(|name| package.has(name), mimetype.as_deref()));
    };
    let outline = Outline::read(&workbook)?;
    ReadError::check(Measure::Sheets, outline.sheets.len() as u64, limits.max_sheets as u64)?;
    let links = links(&mut package, &workbook_path)?;
    let linked = |kind: &str| links.values().find(|link| link.kind == kind).map(|link| link.path.clone());
    let strings = match linked("sharedStrings") {
        Some(path) => shared_strings(&package.part(&path)?.unwrap_or_default(), limits)?,
        None => Vec::new(),
    };
    let looks = match linked("styles") {
        Some(path) => looks(&package.part(&path)?.unwrap_or_default())?,
        None => Vec::new(),
    };
    let context = Context { strings: &strings, looks: &looks, date1904: outline.date1904 };
    let mut meter = Meter::new(limits);
    let mut sheets = Vec::with_capacity(outline.sheets.len());
    for entry in outline.sheets {
        let Some(link) = links.get(&entry.link).filter(|link| link.kind == "worksheet") else { continue };
        let part = package.part(&link.path)?;
        let part = part.ok_or_else(|| ReadError::broken(format_args!("no part {}", link.path)))?;
        let mut sheet = grid::read(&part, &context, &mut meter)?;
        (sheet.name, sheet.hidden) = (entry.name, entry.hidden);
        sheets.push(sheet);
    }
    Ok(Book { kind: Kind::Xlsx, decoded: None, date1904: outline.date1904, sheets })
}

struct SheetEntry {
    name: String,
    hidden: bool,
    link: String,
}

/// What `workbook.xml` says.
struct Outline {
    date1904: bool,
    sheets: Vec<SheetEntry>,
}

impl Outline {
    fn read(part: &str) -> Result<Outline, ReadError> {
        let mut outline = Outline { date1904: false, sheets: Vec::new() };
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().into_inner() {
                    "workbookPr" => outline.date1904 = flag(&tag, "date1904")?,
                    "sheet" => outline.sheets.push(SheetEntry {
                        name: attribute(&tag, "name")?.unwrap_or_default().into_owned(),
                        hidden: attribute(&tag, "state")?.is_some_and(|state| state != "visible"),
                        link: attribute(&tag, "id")?.unwrap_or_default().into_owned(),
                    }),
                    _ => {}
                },
                Event::Eof => return Ok(outline),
                _ => {}
            }
        }
    }
}

/// A relationship: the last word of its type, and the path of the part inside the package.
struct Link {
    kind: String,
    path: String,
}

/// The relationships of the part at `path`, by id.
fn links(package: &mut Package<'_>, path: &str) -> Result<HashMap<String, Link>, ReadError> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let rels = format!("{folder}/_rels/{file}.rels");
    let mut links = HashMap::new();
    let Some(part) = package.part(&rels)? else { return Ok(links) };
    let mut xml = Xml::new(&part);
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().into_inner() == "Relationship" => {
                let id = attribute(&tag, "Id")?.unwrap_or_default().into_owned();
                let kind = attribute(&tag, "Type")?.unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = attribute(&tag, "Target")?.unwrap_or_default();
                links.insert(id, Link { kind, path: resolve(folder, &target) });
            }
            Event::Eof => return Ok(links),
            _ => {}
        }
    }
}

/// The path that `target` means beside a part in `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn workbook_path(package: &mut Package<'_>) -> Result<String, ReadError> {
    if package.has(DEFAULT_WORKBOOK) {
        return Ok(DEFAULT_WORKBOOK.to_owned());
    }
    let root = links(package, "")?;
    let main = root.into_values().find(|link| link.kind == "officeDocument");
    let main = main.filter(|link| link.path.contains("workbook") && link.path.ends_with(".xml"));
    Ok(main.map_or_else(|| DEFAULT_WORKBOOK.to_owned(), |link| link.path))
}

fn shared_strings(part: &str, limits: &ReadLimits) -> Result<Vec<String>, ReadError> {
    let limit = limits.max_shared_strings as u64;
    let mut strings = Vec::new();
    let mut meter = Meter::new(limits);
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().into_inner() == "sst" => {
                let claimed = attribute(&tag, "uniqueCount")?.and_then(|count| count.trim().parse().ok());
                ReadError::check(Measure::SharedStrings, claimed.unwrap_or(0), limit)?;
            }
            Event::Start(tag) if tag.local_name().into_inner() == "si" => {
                let mut text = String::new();
                xml.rich_text_into(&mut text)?;
                meter.text(&text)?;
                strings.push(text);
                ReadError::check(Measure::SharedStrings, strings.len() as u64, limit)?;
            }
            Event::Empty(tag) if tag.local_name().into_inner() == "si" => strings.push(String::new()),
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The look of each cell format (`cellXfs`), in the order that cells refer to them.
fn looks(part: &str) -> Result<Vec<Look>, ReadError> {
    let mut custom: HashMap<u32, Look> = HashMap::new();
    let mut looks = Vec::new();
    let mut in_cell_formats = false;
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().into_inner() {
                "numFmt" => {
                    let id = number(attribute(&tag, "numFmtId")?.as_deref());
                    let code = attribute(&tag, "formatCode")?.unwrap_or_default();
                    custom.insert(id, formats::custom(&code));
                }
                "cellXfs" => in_cell_formats = true,
                "xf" if in_cell_formats => {
                    let id = number(attribute(&tag, "numFmtId")?.as_deref());
                    looks.push(custom.get(&id).copied().unwrap_or_else(|| formats::built_in(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().into_inner() == "cellXfs" => in_cell_formats = false,
            Event::Eof => return Ok(looks),
            _ => {}
        }
    }
}

fn number(text: Option<&str>) -> u32 {
    text.and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}
