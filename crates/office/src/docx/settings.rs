//! `settings.xml`, `fontTable.xml` and the properties of the file.

use super::layout::{Face, Layout, chars};
use super::model::Document;
use super::notes::{self, SEPARATORS};
use super::xml::{Attribute, Xml};

/// Different footers for odd and even pages; punctuation as wide as any character, so that 28 fill a line.
pub(super) fn settings() -> String {
    Xml::word_part("w:settings", |xml| {
        xml.empty("w:zoom", &[("w:percent", &100)]);
        xml.value("w:defaultTabStop", &chars(200));
        xml.empty("w:evenAndOddHeaders", &[]);
        xml.value("w:characterSpacingControl", &"doNotCompress");
        xml.element("w:footnotePr", &[], |xml| {
            notes::numbering(xml);
            for (id, _, _) in SEPARATORS {
                xml.empty("w:footnote", &[("w:id", &id)]);
            }
        });
        xml.element("w:compat", &[], |xml| {
            xml.empty("w:useFELayout", &[]);
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", &"compatibilityMode"),
                    ("w:uri", &"http://schemas.microsoft.com/office/word"),
                    ("w:val", &15),
                ],
            );
        });
        xml.empty("w:themeFontLang", &[("w:val", &"en-US"), ("w:eastAsia", &"zh-CN")]);
    })
}

/// Names the typefaces, with what takes the place of one that is not installed. Faces of one name stand once.
pub(super) fn font_table(layout: &Layout) -> String {
    Xml::word_part("w:fonts", |xml| {
        let mut named: Vec<&str> = Vec::new();
        for face in Face::ALL {
            let name = face.name(&layout.fonts);
            if named.contains(&name) {
                continue;
            }
            named.push(name);
            xml.element("w:font", &[("w:name", &name)], |xml| {
                xml.value("w:altName", &face.stand_in());
                // 86 is GB2312.
                xml.value("w:charset", &"86");
                xml.value("w:family", &"auto");
                xml.value("w:pitch", &"default");
            });
        }
    })
}

/// Title and time; no person is named.
pub(super) fn core_properties(document: &Document) -> String {
    let namespaces: [Attribute<'_>; 4] = [
        ("xmlns:cp", &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
        ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let created = document.created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    Xml::part("cp:coreProperties", &namespaces, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&document.title));
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", &"dcterms:W3CDTF")], |xml| xml.text(&created));
        }
    })
}
