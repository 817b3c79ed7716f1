//! `document.xml`, and the notes that its runs refer to.

use super::footers::Footer;
use super::item::{Item, Lowered, Paragraph};
use super::layout::{CHAR_SPACE, HEADER, Layout, Page};
use super::looks::{ParagraphStyle, RunStyle};
use super::model::{Inline, Orientation, Start, Target};
use super::xml::Xml;
use super::{notes, tables};
use std::collections::HashMap;

/// The parts that hold text, each with the addresses that it leads to.
pub(super) struct Written {
    pub(super) document: String,
    pub(super) document_links: Vec<String>,
    pub(super) notes: String,
    pub(super) notes_links: Vec<String>,
}

/// Numbers that are unique over all parts of the document.
#[derive(Default)]
pub(super) struct Numbers {
    bookmarks: u32,
    fields: u32,
}

/// The way of text into one part.
pub(super) struct Flow<'a> {
    pub(super) numbers: Numbers,
    /// Notes met on the way, in order; the first has the number 1.
    pub(super) notes: Vec<&'a [Inline]>,
    links: Vec<String>,
    link_numbers: HashMap<&'a str, usize>,
}

pub(super) fn write(sections: &[Lowered<'_>], layout: &Layout) -> Written {
    let mut flow = Flow::new(Numbers::default());
    let document = Xml::word_part("w:document", |xml| {
        xml.element("w:body", &[], |xml| {
            for (number, section) in sections.iter().enumerate() {
                section_into(xml, &mut flow, section, number + 1 == sections.len(), layout);
            }
        });
    });
    let (found, document_links) = (flow.notes, flow.links);
    let mut flow = Flow::new(flow.numbers);
    let notes = notes::write(&found, &mut flow);
    Written { document, document_links, notes, notes_links: flow.links }
}

/// The properties of a section stand in its last paragraph, those of the last one behind everything.
fn section_into<'a>(
    xml: &mut Xml,
    flow: &mut Flow<'a>,
    section: &Lowered<'a>,
    is_last: bool,
    layout: &Layout,
) {
    for (place, item) in section.items.iter().enumerate() {
        let ends = place + 1 == section.items.len() && !is_last;
        match item {
            Item::Paragraph(paragraph) => flow.paragraph(xml, paragraph, |xml| {
                if ends {
                    section_properties(xml, section, layout);
                }
            }),
            Item::Table(grid) => tables::write(xml, flow, grid),
            Item::Imprint(imprint) => tables::write_imprint(xml, flow, imprint, section.section.orientation),
        }
    }
    if is_last {
        section_properties(xml, section, layout);
    }
}

fn section_properties(xml: &mut Xml, section: &Lowered<'_>, layout: &Layout) {
    let orientation = section.section.orientation;
    let page = Page::of(orientation);
    xml.element("w:sectPr", &[], |xml| {
        for (kind, footer) in Footer::references(orientation) {
            xml.empty("w:footerReference", &[("w:type", &kind), ("r:id", &footer.relation())]);
        }
        xml.element("w:footnotePr", &[], notes::numbering);
        let start = match section.section.start {
            Start::NextPage => "nextPage",
            Start::EvenPage => "evenPage",
        };
        xml.value("w:type", &start);
        match orientation {
            Orientation::Portrait => xml.empty("w:pgSz", &[("w:w", &page.width), ("w:h", &page.height)]),
            Orientation::Landscape => xml
                .empty("w:pgSz", &[("w:w", &page.width), ("w:h", &page.height), ("w:orient", &"landscape")]),
        }
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &page.top),
                ("w:right", &page.right),
                ("w:bottom", &page.bottom),
                ("w:left", &page.left),
                ("w:header", &HEADER),
                ("w:footer", &page.footer),
                ("w:gutter", &0),
            ],
        );
        xml.empty("w:cols", &[("w:space", &0)]);
        let pitch = layout.line_pitch_twips;
        xml.empty(
            "w:docGrid",
            &[("w:type", &"linesAndChars"), ("w:linePitch", &pitch), ("w:charSpace", &CHAR_SPACE)],
        );
    });
}

impl<'a> Flow<'a> {
    fn new(numbers: Numbers) -> Self {
        Flow { numbers, notes: Vec::new(), links: Vec::new(), link_numbers: HashMap::new() }
    }

    fn paragraph(&mut self, xml: &mut Xml, paragraph: &Paragraph<'a>, properties: impl FnOnce(&mut Xml)) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", &paragraph.style.id());
                properties(xml);
            });
            text_run(xml, None, &paragraph.lead);
            for (number, line) in paragraph.lines.iter().enumerate() {
                if number > 0 {
                    text_run(xml, None, "\n");
                }
                self.inlines(xml, line, None);
            }
        });
    }

    /// A paragraph of one line of content, with words of the layout's own around it.
    pub(super) fn line(
        &mut self,
        xml: &mut Xml,
        style: ParagraphStyle,
        (lead, content, tail): (&str, &'a [Inline], &str),
        run: Option<RunStyle>,
    ) {
        self.kept_line(xml, (style, false), (lead, content, tail), run);
    }

    /// The same, which may have to stand on one page with what follows.
    pub(super) fn kept_line(
        &mut self,
        xml: &mut Xml,
        (style, keeps_next): (ParagraphStyle, bool),
        (lead, content, tail): (&str, &'a [Inline], &str),
        run: Option<RunStyle>,
    ) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", &style.id());
                if keeps_next {
                    xml.empty("w:keepNext", &[]);
                }
            });
            text_run(xml, run, lead);
            self.inlines(xml, content, run);
            text_run(xml, run, tail);
        });
    }

    pub(super) fn inlines(&mut self, xml: &mut Xml, content: &'a [Inline], run: Option<RunStyle>) {
        for inline in content {
            match inline {
                Inline::Text(text) => text_run(xml, run, text),
                Inline::Strong(text) => text_run(xml, Some(RunStyle::Strong), text),
                Inline::Bookmark { name, content } => self.bookmark(xml, name, content, run),
                Inline::Note(content) => self.note(xml, content),
                Inline::Link { to, text } => self.link(xml, to, text, run),
                Inline::Field { label, text } => self.field(xml, label, text, run),
            }
        }
    }

    fn bookmark(&mut self, xml: &mut Xml, name: &str, content: &'a [Inline], run: Option<RunStyle>) {
        let id = self.numbers.bookmarks;
        self.numbers.bookmarks += 1;
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        self.inlines(xml, content, run);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    fn note(&mut self, xml: &mut Xml, content: &'a [Inline]) {
        self.notes.push(content);
        let id = self.notes.len();
        xml.element("w:r", &[], |xml| {
            run_properties(xml, Some(RunStyle::NoteMark));
            xml.empty("w:footnoteReference", &[("w:id", &id)]);
        });
    }

    fn link(&mut self, xml: &mut Xml, to: &'a Target, text: &str, run: Option<RunStyle>) {
        let style = run.or(Some(RunStyle::Link));
        match to {
            Target::Bookmark(name) => {
                xml.element("w:hyperlink", &[("w:anchor", name)], |xml| text_run(xml, style, text));
            }
            Target::Address(address) => {
                let id = link_relation(self.link_number(address));
                xml.element("w:hyperlink", &[("r:id", &id)], |xml| text_run(xml, style, text));
            }
        }
    }

    /// Links to one address share a relation.
    fn link_number(&mut self, address: &'a str) -> usize {
        let next = self.links.len();
        let number = *self.link_numbers.entry(address).or_insert(next);
        if number == next {
            self.links.push(address.to_owned());
        }
        number
    }

    fn field(&mut self, xml: &mut Xml, label: &str, text: &str, run: Option<RunStyle>) {
        self.numbers.fields += 1;
        let id = self.numbers.fields;
        xml.element("w:sdt", &[], |xml| {
            xml.element("w:sdtPr", &[], |xml| {
                xml.value("w:alias", &label);
                xml.value("w:id", &id);
                xml.empty("w:text", &[]);
            });
            xml.element("w:sdtContent", &[], |xml| text_run(xml, run, text));
        });
    }
}

/// The relation of a part's link, from zero.
pub(super) fn link_relation(number: usize) -> String {
    format!("rIdLink{}", number + 1)
}

pub(super) fn run_properties(xml: &mut Xml, style: Option<RunStyle>) {
    if let Some(style) = style {
        xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", &style.id()));
    }
}

/// Where the minus of a number stands: before a digit, and behind neither a digit (1-9月) nor a letter (JZ-1).
fn minus_in(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_minus = |place: &usize| {
        let before = place.checked_sub(1).map(|place| bytes[place]);
        bytes[*place] == b'-'
            && bytes.get(place + 1).is_some_and(u8::is_ascii_digit)
            && before.is_none_or(|before| !before.is_ascii_alphanumeric())
    };
    (0..bytes.len()).find(is_minus)
}

/// A run of text; line breaks, tabs and the minus of a number, which no line may cut from it, are elements of their own. No run
/// for no text.
pub(super) fn text_run(xml: &mut Xml, style: Option<RunStyle>, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.element("w:r", &[], |xml| {
        run_properties(xml, style);
        let mut rest = text;
        loop {
            let end = rest.find(['\n', '\t', '\r']).unwrap_or(rest.len());
            let end = minus_in(&rest[..end]).unwrap_or(end);
            let (plain, mark) = rest.split_at(end);
            if !plain.is_empty() {
                xml.element("w:t", &[("xml:space", &"preserve")], |xml| xml.text(plain));
            }
            match mark.chars().next() {
                Some('\n') => xml.empty("w:br", &[]),
                Some('\t') => xml.empty("w:tab", &[]),
                Some('-') => xml.empty("w:noBreakHyphen", &[]),
                Some(_) => {}
                None => break,
            }
            rest = &mark[1..];
        }
    });
}
