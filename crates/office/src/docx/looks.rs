//! How each thing looks.
//!
//! GB/T 9704-2012 by way of the formats handbook, §2: 标题 2号小标宋; 一、3号黑体, （一）3号楷体, 1. and （1）3号仿宋; body
//! 3号仿宋 with two characters' indent; 版记 4号仿宋; page numbers 4号; tables 小四 or 五号.

use super::layout::{Face, NUMBER_LINE, Size};
use super::model::TextSize;

/// The styles that the body of a document brings, those of its tables' cells, and those that stand after them: one list of
/// both the variants and their order in the file.
macro_rules! paragraph_styles {
    ($($before:ident)*; $($after:ident)*) => {
        /// The styles of paragraphs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum ParagraphStyle {
            $($before,)*
            Cell(CellStyle, TextSize),
            $($after,)*
        }

        impl ParagraphStyle {
            /// All, in the order in which the file holds them.
            pub(super) fn all() -> Vec<ParagraphStyle> {
                let mut all = vec![$(ParagraphStyle::$before),*];
                for size in [TextSize::SmallFour, TextSize::Five] {
                    let cells = [CellStyle::Head, CellStyle::Left, CellStyle::Center, CellStyle::Right];
                    all.extend(cells.map(|cell| ParagraphStyle::Cell(cell, size)));
                }
                all.extend([$(ParagraphStyle::$after),*]);
                all
            }
        }
    };
}

paragraph_styles! {
    Body Closing DocumentNumber AnnexLabel Title Addressee Heading1 Heading2 Heading3 Heading4 AttachmentOnly Attachment
    AttachmentNext SignatureOffice SignatureDay TableAbove TableBelow;
    ImprintCopies ImprintIssuer ImprintIssued Note NumberOdd NumberEven Filler
}

/// The styles of paragraphs in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellStyle {
    Head,
    Left,
    Center,
    Right,
}

/// The styles of runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RunStyle {
    Strong,
    NoteMark,
    Link,
}

impl RunStyle {
    pub(super) fn id(self) -> &'static str {
        match self {
            RunStyle::Strong => "Strong",
            RunStyle::NoteMark => "FootnoteReference",
            RunStyle::Link => "Hyperlink",
        }
    }
}

/// How lines follow one another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// At the fixed pitch.
    Pitch,
    /// At this one, in twips.
    Exact(u32),
    /// As high as their characters, off the grid.
    Natural,
}

/// How a paragraph looks.
pub(super) struct Look {
    pub(super) id: &'static str,
    /// The name that is shown; names that Word knows of itself are in English, as it wants them.
    pub(super) name: &'static str,
    pub(super) face: Face,
    pub(super) size: Size,
    pub(super) lines: Lines,
    /// Lines left free above and below.
    pub(super) above: u32,
    pub(super) below: u32,
    /// In hundredths of a character of this style; the first line's may be negative: it hangs.
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) first: i32,
    pub(super) align: &'static str,
    /// From zero, for headings.
    pub(super) outline: Option<u8>,
    pub(super) keeps_next: bool,
    /// Whether all its lines stand on one page.
    pub(super) keeps_lines: bool,
    /// Where text is centred behind a tab, in hundredths of a character.
    pub(super) centre_at: Option<u32>,
}

impl Look {
    /// The body's look under another name.
    const fn new(id: &'static str, name: &'static str) -> Look {
        Look {
            id,
            name,
            face: Face::Body,
            size: Size::Three,
            lines: Lines::Pitch,
            above: 0,
            below: 0,
            left: 0,
            right: 0,
            first: 0,
            align: "both",
            outline: None,
            keeps_next: false,
            keeps_lines: false,
            centre_at: None,
        }
    }

    const fn heading(id: &'static str, name: &'static str, face: Face, outline: u8) -> Look {
        let look = Look::new(id, name);
        Look { face, first: 200, outline: Some(outline), keeps_next: true, ..look }
    }

    const fn small(id: &'static str, name: &'static str, size: Size, align: &'static str) -> Look {
        Look { size, lines: Lines::Natural, align, ..Look::new(id, name) }
    }

    const fn four(id: &'static str, name: &'static str, align: &'static str) -> Look {
        Look { size: Size::Four, align, ..Look::new(id, name) }
    }
}

/// Both lines of a signature are centred here: a day of six to seven and a half characters then ends about four
/// characters before the edge, and stays there when it is changed by hand.
const SIGNATURE_CENTRE: u32 = 2_075;

impl ParagraphStyle {
    pub(super) fn id(self) -> &'static str {
        self.look().id
    }

    pub(super) fn look(self) -> Look {
        use ParagraphStyle as Style;
        match self {
            Style::Body => Look { first: 200, ..Look::new("BodyText", "Body Text") },
            // What is signed takes the end of the text along to its page.
            Style::Closing => {
                Look { first: 200, keeps_next: true, ..Look::new("BodyTextClosing", "正文末段") }
            }
            Style::DocumentNumber => {
                Look { align: "center", below: 2, ..Look::new("DocumentNumber", "发文字号") }
            }
            Style::AnnexLabel => {
                Look { face: Face::Bold, below: 1, ..Look::new("AnnexLabel", "附件序号") }
            }
            Style::Title => Look {
                face: Face::Title,
                size: Size::Two,
                align: "center",
                below: 1,
                ..Look::new("Title", "Title")
            },
            Style::Addressee => Look::new("Addressee", "主送机关"),
            Style::Heading1 => Look::heading("Heading1", "heading 1", Face::Bold, 0),
            Style::Heading2 => Look::heading("Heading2", "heading 2", Face::Kai, 1),
            Style::Heading3 => Look::heading("Heading3", "heading 3", Face::Body, 2),
            Style::Heading4 => Look::heading("Heading4", "heading 4", Face::Body, 3),
            Style::AttachmentOnly => Look {
                above: 1,
                left: 500,
                first: -300,
                keeps_next: true,
                ..Look::new("AttachmentOnly", "附件说明")
            },
            Style::Attachment => Look {
                above: 1,
                left: 650,
                first: -450,
                keeps_next: true,
                ..Look::new("Attachment", "附件说明首行")
            },
            Style::AttachmentNext => Look {
                left: 650,
                first: -150,
                keeps_next: true,
                ..Look::new("AttachmentNext", "附件说明续行")
            },
            Style::SignatureOffice => Look {
                above: 2,
                align: "left",
                keeps_next: true,
                centre_at: Some(SIGNATURE_CENTRE),
                ..Look::new("SignatureOffice", "署名")
            },
            Style::SignatureDay => Look {
                align: "left",
                centre_at: Some(SIGNATURE_CENTRE),
                ..Look::new("SignatureDay", "成文日期")
            },
            Style::Cell(cell, size) => cell_look(cell, size),
            other => other.small_look(),
        }
    }

    /// The looks of what is smaller than the body.
    fn small_look(self) -> Look {
        use ParagraphStyle as Style;
        match self {
            Style::TableAbove => Look {
                keeps_next: true,
                ..Look::small("TableAbove", "表上单位", Size::SmallFour, "right")
            },
            Style::TableBelow => {
                Look { keeps_lines: true, ..Look::small("TableBelow", "表下注", Size::Five, "left") }
            }
            Style::ImprintCopies => {
                Look { left: 400, right: 100, first: -300, ..Look::four("ImprintCopies", "抄送", "both") }
            }
            Style::ImprintIssuer => Look { left: 100, ..Look::four("ImprintIssuer", "印发机关", "left") },
            Style::ImprintIssued => {
                Look { right: 100, ..Look::four("ImprintIssued", "印发日期", "right") }
            }
            Style::Note => Look::small("FootnoteText", "footnote text", Size::Five, "both"),
            Style::NumberOdd => Look { right: 100, align: "right", ..number("NumberOdd", "单页页码") },
            Style::NumberEven => Look { left: 100, align: "left", ..number("NumberEven", "双页页码") },
            _ => Look { lines: Lines::Exact(14), ..Look::small("Filler", "表后", Size::Least, "left") },
        }
    }
}

/// A page number's line is as high as its characters, so that its dash lies where it should.
const fn number(id: &'static str, name: &'static str) -> Look {
    let lines = Lines::Exact(NUMBER_LINE);
    Look { face: Face::Song, lines, ..Look::four(id, name, "left") }
}

fn cell_look(cell: CellStyle, size: TextSize) -> Look {
    let (ids, names) = match size {
        TextSize::SmallFour => (
            ["CellHeadSmallFour", "CellLeftSmallFour", "CellCenterSmallFour", "CellRightSmallFour"],
            ["小四表头", "小四表左", "小四表中", "小四表右"],
        ),
        TextSize::Five => (
            ["CellHeadFive", "CellLeftFive", "CellCenterFive", "CellRightFive"],
            ["五号表头", "五号表左", "五号表中", "五号表右"],
        ),
    };
    let (place, align, face) = match cell {
        CellStyle::Head => (0, "center", Face::Bold),
        CellStyle::Left => (1, "left", Face::Body),
        CellStyle::Center => (2, "center", Face::Body),
        CellStyle::Right => (3, "right", Face::Body),
    };
    Look { face, ..Look::small(ids[place], names[place], size.into(), align) }
}
