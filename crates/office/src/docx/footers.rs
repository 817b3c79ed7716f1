//! Footers: the page number between dashes, 4号, at the outer edge with a blank of one character.
//!
//! On an upright page it is a line of the footer. On a landscape page, which lies in the bound document with its head to
//! the left, the number's place is left of the text area: there it stands turned by a quarter, in a table of one cell
//! as long as the text area, odd numbers at its end and even ones at its beginning. See [the sides](super#sides).

use super::layout::{NUMBER_FOOT, NUMBER_LINE, Page};
use super::looks::ParagraphStyle;
use super::model::Orientation;
use super::styles;
use super::tables::{Place, table_properties};
use super::xml::Xml;

/// The footer of the odd or of the even pages of an orientation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Footer {
    orientation: Orientation,
    is_even: bool,
}

impl Footer {
    /// All footers, in the order of their numbers.
    pub(super) fn all() -> impl Iterator<Item = Footer> {
        [Orientation::Portrait, Orientation::Landscape].into_iter().flat_map(Footer::of)
    }

    fn of(orientation: Orientation) -> [Footer; 2] {
        [false, true].map(|is_even| Footer { orientation, is_even })
    }

    /// The footers that a section refers to, and for which pages. LibreOffice 7.4 leaves a floating table in the flow when
    /// it stands in the first footer that a section names, which would push the text off the page; so a landscape section
    /// names first one for a title page, which no section has.
    pub(super) fn references(orientation: Orientation) -> Vec<(&'static str, Footer)> {
        let [odd, even] = Footer::of(orientation);
        let mut references = vec![("default", odd), ("even", even)];
        if orientation == Orientation::Landscape {
            references.insert(0, ("first", Footer::of(Orientation::Portrait)[0]));
        }
        references
    }

    fn number(self) -> u32 {
        let turned = if self.orientation == Orientation::Landscape { 2 } else { 0 };
        1 + turned + u32::from(self.is_even)
    }

    pub(super) fn relation(self) -> String {
        format!("rIdFooter{}", self.number())
    }

    pub(super) fn file(self) -> String {
        format!("footer{}.xml", self.number())
    }

    pub(super) fn write(self) -> String {
        Xml::word_part("w:ftr", |xml| match self.orientation {
            Orientation::Portrait => self.line(xml),
            Orientation::Landscape => {
                self.turned(xml);
                xml.element("w:p", &[], |xml| {
                    let style = ParagraphStyle::Filler.id();
                    xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", &style));
                });
            }
        })
    }

    fn line(self, xml: &mut Xml) {
        let style = if self.is_even { ParagraphStyle::NumberEven } else { ParagraphStyle::NumberOdd };
        let text = |xml: &mut Xml, text: &str| {
            xml.element("w:r", &[], |xml| {
                xml.element("w:t", &[("xml:space", &"preserve")], |xml| xml.text(text));
            });
        };
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", &style.id()));
            text(xml, "— ");
            xml.element("w:fldSimple", &[("w:instr", &" PAGE ")], |xml| text(xml, "1"));
            text(xml, " —");
        });
    }

    fn turned(self, xml: &mut Xml) {
        let page = Page::of(self.orientation);
        xml.element("w:tbl", &[], |xml| {
            let beside: Place<'_> = &[
                ("w:vertAnchor", &"page"),
                ("w:horzAnchor", &"page"),
                ("w:tblpX", &NUMBER_FOOT),
                ("w:tblpY", &page.top),
            ];
            table_properties(xml, styles::NUMBER, &[NUMBER_LINE], Some(beside));
            xml.element("w:tr", &[], |xml| {
                xml.element("w:trPr", &[], |xml| {
                    xml.empty("w:trHeight", &[("w:val", &page.text_height()), ("w:hRule", &"exact")]);
                });
                xml.element("w:tc", &[], |xml| {
                    xml.element("w:tcPr", &[], |xml| {
                        xml.empty("w:tcW", &[("w:w", &NUMBER_LINE), ("w:type", &"dxa")]);
                        xml.value("w:textDirection", &"tbRl");
                    });
                    self.line(xml);
                });
            });
        });
    }
}
