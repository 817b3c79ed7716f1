//! What a word processor would stumble over in a `.docx`.
//!
//! Made for tests of documents: it reads a file of [`write`](super::write) back by the rules of ECMA-376 that Word
//! answers with "unreadable content" when they are broken. It is not for files from elsewhere: it reads them whole,
//! without limits, and calls valid things that `write` does not use faults.

mod container;
mod element;
mod order;
mod text;

pub use element::Element;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A document file taken apart.
#[derive(Debug)]
pub struct Package {
    parts: BTreeMap<String, Element>,
}

impl Package {
    /// Takes a file apart.
    ///
    /// # Errors
    /// A sentence, when it is no zip container or a part is not well-formed XML.
    pub fn open(bytes: &[u8]) -> Result<Package, String> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let mut parts = BTreeMap::new();
        for number in 0..zip.len() {
            let mut entry = zip.by_index(number).map_err(|error| error.to_string())?;
            let name = entry.name().map_err(|error| error.to_string())?.into_owned();
            let mut text = String::new();
            entry.read_to_string(&mut text).map_err(|error| format!("{name}: {error}"))?;
            let root = Element::parse(&text).map_err(|error| format!("{name}: {error}"))?;
            if parts.insert(name.clone(), root).is_some() {
                return Err(format!("{name} is there twice"));
            }
        }
        Ok(Package { parts })
    }

    /// A part by its name in the container, such as `word/document.xml`.
    pub fn part(&self, name: &str) -> Option<&Element> {
        self.parts.get(name)
    }

    /// The names of all parts, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// The text of each paragraph of the document in order, those in tables included, notes not.
    pub fn paragraphs(&self) -> Vec<String> {
        let body = self.part("word/document.xml");
        body.map(|body| body.all("w:p").map(Element::shown_text).collect()).unwrap_or_default()
    }

    /// Everything that is wrong, as sentences that begin with the part; empty for a sound file.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = container::faults(self);
        faults.extend(order::faults(self));
        faults.extend(text::faults(self));
        faults
    }
}

/// The faults of a file, empty for a sound one.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    match Package::open(bytes) {
        Ok(package) => package.faults(),
        Err(fault) => vec![fault],
    }
}
