//! XML as it is written: balanced by construction, escaped, without characters that XML 1.0 forbids.

use std::fmt::{Display, Write};

/// Namespaces by their usual prefixes.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An attribute: its name and what is printed as its value.
pub(super) type Attribute<'a> = (&'a str, &'a dyn Display);
pub(super) type Attributes<'a> = &'a [Attribute<'a>];

/// A part under construction.
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// A part with this root and what stands in it.
    pub(super) fn part(root: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Xml)) -> String {
        let mut xml =
            Xml { out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n") };
        xml.element(root, attributes, content);
        xml.out
    }

    /// A part of the main vocabulary.
    pub(super) fn word_part(root: &str, content: impl FnOnce(&mut Xml)) -> String {
        Xml::part(root, &[("xmlns:w", &W), ("xmlns:r", &R)], content)
    }

    pub(super) fn element(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Xml)) {
        self.tag(name, attributes, ">");
        content(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes, "/>");
    }

    /// The common case: an element whose one attribute is its value.
    pub(super) fn value(&mut self, name: &str, value: &dyn Display) {
        self.empty(name, &[("w:val", value)]);
    }

    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    fn tag(&mut self, name: &str, attributes: Attributes<'_>, end: &str) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            let _ = write!(self.out, " {name}=\"");
            escape(&value.to_string(), &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(end);
    }
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars().filter(|letter| is_allowed(*letter)) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A reader would take them for spaces of the markup.
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
}

/// `Char` of XML 1.0; a `char` is never a surrogate.
pub(super) fn is_allowed(letter: char) -> bool {
    !matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_in_texts_and_values_is_escaped() {
        let xml = Xml::part("a", &[("b", &"\"<&>'\n")], |xml| xml.text("</a>&amp;"));
        assert!(xml.ends_with("<a b=\"&quot;&lt;&amp;&gt;'&#10;\">&lt;/a&gt;&amp;amp;</a>"), "{xml}");
    }

    #[test]
    fn forbidden_characters_are_dropped_and_rare_ones_kept() {
        let xml = Xml::part("a", &[], |xml| xml.text("\0甲\u{1b}\u{fffe}䶮\u{20000}\u{7f}"));
        assert!(xml.ends_with("<a>甲䶮\u{20000}\u{7f}</a>"), "{xml}");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_without_what_xml_forbids(text in ".*") {
            let xml = Xml::part("a", &[("b", &text)], |xml| xml.text(&text));
            let wanted: String = text.chars().filter(|letter| is_allowed(*letter)).collect();
            let read = super::super::check::Element::parse(&xml).unwrap();
            prop_assert_eq!(&read.text(), &wanted);
            prop_assert_eq!(read.attribute("b"), Some(wanted.as_str()));
        }
    }
}
