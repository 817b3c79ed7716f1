//! The numbers of the page. Lengths are twips, twentieths of a point: 1440 an inch.
//!
//! GB/T 9704-2012: A4; 天头 37 mm, 订口 28 mm and a text area of 156 × 225 mm, which leaves 26 mm at the right and 35 mm
//! below; 22 lines of 28 characters in 3号 (16 points). See the formats handbook, §2.

use super::error::DocxError;
use super::model::{Orientation, TextSize, Width};

/// 天头, 37 mm.
const HEAD: u32 = 2098;
/// 订口, 28 mm: the binding edge.
const BINDING: u32 = 1588;
/// The edge that is cut, 26 mm.
const CUT: u32 = 1474;
/// The foot, 35 mm.
const FOOT: u32 = 1984;
const A4_SHORT: u32 = 11906;
const A4_LONG: u32 = 16838;
/// From the foot of the sheet to the foot of the page number: its dash lies 7 mm (398 twips) below the text area when
/// the line is as high as its characters.
pub(super) const NUMBER_FOOT: u32 = 1446;
/// The height of the page number's line: 4号, 14 points.
pub(super) const NUMBER_LINE: u32 = 280;
/// Between the text area and the page number's line.
pub(super) const NUMBER_GAP: u32 = FOOT - NUMBER_FOOT - NUMBER_LINE;
/// From the head of the sheet to a header; there is none.
pub(super) const HEADER: u32 = 851;
/// The space between characters in 1/4096 of a point, from 16 points to 28 in a line: 15.793 points.
pub(super) const CHAR_SPACE: i32 = -849;

/// The text area's width upright.
const TEXT_WIDTH: u32 = A4_SHORT - BINDING - CUT;
const CHARS_A_LINE: u32 = 28;

/// 22 lines in 12756 twips: 28.95 points each; 29 do not fit.
const LINE_PITCH: u32 = 579;
const LINE_PITCH_MIN: u32 = 560;
const LINE_PITCH_MAX: u32 = 600;

/// Twips of so many hundredths of a body character.
pub(super) fn chars(hundredths: u32) -> u32 {
    (hundredths * TEXT_WIDTH + CHARS_A_LINE * 50) / (CHARS_A_LINE * 100)
}

/// What an office chooses within the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The fixed line pitch in twips (1/20 point), 560 to 600; 579 gives 22 lines a page, what is more gives fewer.
    pub line_pitch_twips: u32,
    /// The names of the typefaces.
    pub fonts: Fonts,
}

impl Default for Layout {
    /// 22 lines a page and the customary typefaces.
    fn default() -> Self {
        Layout { line_pitch_twips: LINE_PITCH, fonts: Fonts::default() }
    }
}

impl Layout {
    pub(super) fn check(&self) -> Result<(), DocxError> {
        let twips = self.line_pitch_twips;
        let fits = (LINE_PITCH_MIN..=LINE_PITCH_MAX).contains(&twips);
        if fits { Ok(()) } else { Err(DocxError::LinePitch { twips }) }
    }
}

/// Names of typefaces as they are installed in the office. They are named in the file, not embedded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fonts {
    /// 小标宋, for the title.
    pub title: String,
    /// 仿宋, for the body.
    pub body: String,
    /// 黑体, for headings of the first level.
    pub bold: String,
    /// 楷体, for headings of the second level.
    pub kai: String,
    /// 宋体, for page numbers.
    pub song: String,
}

impl Default for Fonts {
    fn default() -> Self {
        let [title, body, bold, kai, song] =
            ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"].map(str::to_owned);
        Fonts { title, body, bold, kai, song }
    }
}

/// The role of a typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Title,
    Body,
    Bold,
    Kai,
    Song,
}

impl Face {
    pub(super) const ALL: [Face; 5] = [Face::Title, Face::Body, Face::Bold, Face::Kai, Face::Song];

    pub(super) fn name(self, fonts: &Fonts) -> &str {
        match self {
            Face::Title => &fonts.title,
            Face::Body => &fonts.body,
            Face::Bold => &fonts.bold,
            Face::Kai => &fonts.kai,
            Face::Song => &fonts.song,
        }
    }

    /// What a machine without the typeface takes: the like of it that comes with Windows.
    pub(super) fn stand_in(self) -> &'static str {
        match self {
            Face::Title | Face::Song => "SimSun",
            Face::Body => "仿宋",
            Face::Bold => "SimHei",
            Face::Kai => "楷体",
        }
    }
}

/// Sizes of characters in half points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// 2号, 22 points.
    Two = 44,
    /// 3号, 16 points.
    Three = 32,
    /// 4号, 14 points.
    Four = 28,
    /// 小四, 12 points.
    SmallFour = 24,
    /// 五号, 10.5 points.
    Five = 21,
    /// As good as nothing, for paragraphs that are there for the file format.
    Least = 2,
}

impl From<TextSize> for Size {
    fn from(size: TextSize) -> Size {
        match size {
            TextSize::SmallFour => Size::SmallFour,
            TextSize::Five => Size::Five,
        }
    }
}

/// A page and its margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
    pub(super) left: u32,
    pub(super) footer: u32,
}

impl Page {
    /// The page of an orientation. A landscape page is the upright one with its binding edge on top.
    pub(super) fn of(orientation: Orientation) -> Page {
        match orientation {
            Orientation::Portrait => Page {
                width: A4_SHORT,
                height: A4_LONG,
                top: HEAD,
                right: CUT,
                bottom: FOOT,
                left: BINDING,
                footer: NUMBER_FOOT,
            },
            Orientation::Landscape => Page {
                width: A4_LONG,
                height: A4_SHORT,
                top: BINDING,
                right: HEAD,
                bottom: CUT,
                left: FOOT,
                footer: HEADER,
            },
        }
    }

    pub(super) fn text_width(self) -> u32 {
        self.width - self.left - self.right
    }

    pub(super) fn text_height(self) -> u32 {
        self.height - self.top - self.bottom
    }
}

/// Twips of whole millimetres, half up: 1440 twips are 25.4 mm.
fn twips(mm: u32) -> u64 {
    (u64::from(mm) * 14_400 + 127) / 254
}

/// The widths of columns in twips; those in shares fill what the others leave of the text area, to the twip. None when
/// they do not fit.
pub(super) fn widths(columns: &[Width], text_width: u32) -> Option<Vec<u32>> {
    let fixed: u64 = columns.iter().map(|width| if let Width::Mm(mm) = width { twips(*mm) } else { 0 }).sum();
    let shares: u64 =
        columns.iter().map(|width| if let Width::Share(share) = width { u64::from(*share) } else { 0 }).sum();
    let rest = u64::from(text_width).checked_sub(fixed)?;
    let mut given = 0;
    let width = |width: &Width| match width {
        Width::Mm(mm) => twips(*mm) as u32,
        Width::Share(share) => {
            let before = rest * given / shares.max(1);
            given += u64::from(*share);
            (rest * given / shares.max(1) - before) as u32
        }
    };
    Some(columns.iter().map(width).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_area_is_156_by_225_mm_whichever_way_the_page_lies() {
        let (upright, turned) = (Page::of(Orientation::Portrait), Page::of(Orientation::Landscape));
        assert_eq!((upright.text_width(), upright.text_height()), (8844, 12756));
        assert_eq!((turned.text_width(), turned.text_height()), (12756, 8844));
    }

    #[test]
    fn the_dash_of_the_page_number_lies_7_mm_below_the_text_area() {
        let below = FOOT - NUMBER_FOOT - NUMBER_LINE / 2;
        assert_eq!((u64::from(below), below.abs_diff(398)), (twips(7) + 1, 0));
    }

    #[test]
    fn twenty_two_lines_fill_the_text_area_and_a_twenty_third_does_not_fit() {
        let height = Page::of(Orientation::Portrait).text_height();
        assert_eq!(height / LINE_PITCH, 22);
        assert!(height < 22 * (LINE_PITCH + 1), "it is the widest whole pitch");
    }

    #[test]
    fn two_characters_are_632_twips() {
        assert_eq!(chars(200), 632);
        assert_eq!(chars(2800), TEXT_WIDTH);
    }

    #[test]
    fn columns_in_shares_fill_the_page_to_the_twip() {
        let columns = [Width::Mm(20), Width::Share(1), Width::Share(1), Width::Share(1)];
        let widths = widths(&columns, 8844).expect("they fit");
        assert_eq!(widths[0], 1134);
        assert_eq!(widths.iter().sum::<u32>(), 8844);
    }

    #[test]
    fn columns_wider_than_the_page_have_no_widths() {
        assert_eq!(widths(&[Width::Mm(100), Width::Mm(57)], 8844), None);
        assert_eq!(widths(&[Width::Mm(u32::MAX), Width::Mm(u32::MAX)], 8844), None);
        assert!(widths(&[Width::Mm(100), Width::Mm(56)], 8844).is_some());
    }

    #[test]
    fn a_line_pitch_outside_of_28_to_30_points_is_refused() {
        let pitch = |twips| Layout { line_pitch_twips: twips, ..Layout::default() }.check();
        assert_eq!(pitch(559), Err(DocxError::LinePitch { twips: 559 }));
        assert_eq!(pitch(601), Err(DocxError::LinePitch { twips: 601 }));
        assert_eq!((pitch(560), pitch(600)), (Ok(()), Ok(())));
    }
}
