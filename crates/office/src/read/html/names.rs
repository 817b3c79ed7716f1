//! What Excel says of the sheets in its pages, in a remark that browsers skip.

use crate::sheet::Sheet;
use quick_xml::escape::unescape;

/// Names that are remembered; a workbook hasn't so many sheets.
const NAMES_MAX: usize = 1_024;

/// The sheets that pages speak of.
#[derive(Default)]
pub(super) struct Names {
    told: Vec<Told>,
    /// Sheets that are all of a page in an archive, with the file name of the page.
    found: Vec<(usize, String)>,
    /// The workbook counts days from 1904.
    pub(super) date1904: bool,
}

struct Told {
    name: String,
    hidden: bool,
    /// The page it stands in, when the workbook has several.
    source: Option<String>,
}

impl Names {
    /// Looks through a remark.
    pub(super) fn remark(&mut self, text: &str) {
        self.date1904 |= text.contains("<x:Date1904");
        for sheet in text.split("<x:ExcelWorksheet>").skip(1) {
            let name = sheet.split_once("<x:Name>").and_then(|(_, rest)| rest.split_once("</x:Name>"));
            if let Some((name, rest)) = name
                && self.told.len() < NAMES_MAX
            {
                let source =
                    rest.split_once("<x:WorksheetSource HRef=\"").and_then(|(_, rest)| rest.split_once('"'));
                let hidden =
                    rest.contains("<x:Visible>SheetHidden") || rest.contains("<x:Visible>SheetVeryHidden");
                let name = unescape(name.trim()).map_or_else(|_| name.trim().to_owned(), Into::into);
                self.told.push(Told { name, hidden, source: source.map(|(place, _)| file_of(place)) });
            }
        }
    }

    /// All of the page at `place` is this one sheet.
    pub(super) fn found(&mut self, sheet: usize, place: &str) {
        self.found.push((sheet, file_of(place)));
    }

    /// Names the sheets: as told for their page or when each has a name, else all after the only name or the file's.
    pub(super) fn give(&self, sheets: &mut [Sheet], stem: &str) {
        let name = match &self.told[..] {
            [only] => &only.name,
            _ => stem,
        };
        let each_is_told = self.told.len() == sheets.len();
        for (at, sheet) in sheets.iter_mut().enumerate() {
            let in_order = self.told.get(at).filter(|_| each_is_told);
            match self.of_page(at).or(in_order) {
                Some(told) => {
                    sheet.name.clone_from(&told.name);
                    sheet.hidden |= told.hidden;
                }
                None if at == 0 => name.clone_into(&mut sheet.name),
                None => sheet.name = format!("{name} {}", at + 1),
            }
        }
    }

    fn of_page(&self, sheet: usize) -> Option<&Told> {
        let (_, page) = self.found.iter().find(|(found, _)| *found == sheet)?;
        self.told.iter().find(|told| told.source.as_ref() == Some(page))
    }
}

/// The file name of a place in an archive, which is told with other folders than the page itself.
fn file_of(place: &str) -> String {
    place.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase()
}
