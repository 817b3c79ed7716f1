//! The container: parts, their types and relations, zipped in a fixed order with a fixed time.

use super::body::{Written, link_relation};
use super::error::DocxError;
use super::footers::Footer;
use super::model::Document;
use super::xml::{Attribute, Xml};
use super::{settings, styles};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";

/// A part: its name in the container, its type, its text.
struct Part {
    name: String,
    kind: String,
    text: String,
}

impl Part {
    fn word(file: &str, kind: &str, text: String) -> Part {
        Part { name: format!("word/{file}"), kind: format!("{WORD_TYPE}.{kind}+xml"), text }
    }
}

/// A relation: its id, its type, where it leads.
struct Relation {
    id: String,
    kind: String,
    target: String,
    is_outside: bool,
}

impl Relation {
    fn inside(id: impl Into<String>, kind: &str, target: impl Into<String>) -> Relation {
        let kind = format!("{OFFICE}/{kind}");
        Relation { id: id.into(), kind, target: target.into(), is_outside: false }
    }
}

pub(super) fn pack(document: &Document, written: Written) -> Result<Vec<u8>, DocxError> {
    let mut parts = vec![
        Part::word("document.xml", "document.main", written.document),
        Part::word("styles.xml", "styles", styles::write(&document.layout)),
        Part::word("settings.xml", "settings", settings::settings()),
        Part::word("fontTable.xml", "fontTable", settings::font_table(&document.layout)),
        Part::word("footnotes.xml", "footnotes", written.notes),
    ];
    parts.extend(Footer::all().map(|footer| Part::word(&footer.file(), "footer", footer.write())));
    let core = settings::core_properties(document);
    parts.push(Part { name: "docProps/core.xml".to_owned(), kind: CORE_TYPE.to_owned(), text: core });
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), content_types(&parts)),
        ("_rels/.rels".to_owned(), relations(&of_package())),
        ("word/_rels/document.xml.rels".to_owned(), relations(&of_document(&written.document_links))),
    ];
    if !written.notes_links.is_empty() {
        let links = relations(&links(&written.notes_links));
        files.push(("word/_rels/footnotes.xml.rels".to_owned(), links));
    }
    files.extend(parts.into_iter().map(|part| (part.name, part.text)));
    zipped(&files).map_err(|error| DocxError::Pack(error.to_string()))
}

fn zipped(files: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    for (name, text) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types(parts: &[Part]) -> String {
    Xml::part("Types", &[("xmlns", &TYPES)], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        for (ending, kind) in [("rels", relations), ("xml", "application/xml")] {
            xml.empty("Default", &[("Extension", &ending), ("ContentType", &kind)]);
        }
        for part in parts {
            let name = format!("/{}", part.name);
            xml.empty("Override", &[("PartName", &name), ("ContentType", &part.kind)]);
        }
    })
}

fn of_package() -> Vec<Relation> {
    let core = Relation {
        id: "rId2".to_owned(),
        kind: format!("{PACKAGE}/core-properties"),
        target: "docProps/core.xml".to_owned(),
        is_outside: false,
    };
    vec![Relation::inside("rId1", "officeDocument", "word/document.xml"), core]
}

fn of_document(addresses: &[String]) -> Vec<Relation> {
    let mut all = vec![
        Relation::inside("rId1", "styles", "styles.xml"),
        Relation::inside("rId2", "settings", "settings.xml"),
        Relation::inside("rId3", "fontTable", "fontTable.xml"),
        Relation::inside("rId4", "footnotes", "footnotes.xml"),
    ];
    all.extend(Footer::all().map(|footer| Relation::inside(footer.relation(), "footer", footer.file())));
    all.extend(links(addresses));
    all
}

fn links(addresses: &[String]) -> Vec<Relation> {
    let link = |(number, address): (usize, &String)| Relation {
        is_outside: true,
        ..Relation::inside(link_relation(number), "hyperlink", address)
    };
    addresses.iter().enumerate().map(link).collect()
}

fn relations(all: &[Relation]) -> String {
    Xml::part("Relationships", &[("xmlns", &RELATIONS)], |xml| {
        for Relation { id, kind, target, is_outside } in all {
            let mut attributes: Vec<Attribute<'_>> = vec![("Id", id), ("Type", kind), ("Target", target)];
            if *is_outside {
                attributes.push(("TargetMode", &"External"));
            }
            xml.empty("Relationship", &attributes);
        }
    })
}
