//! What a draft has beside its blocks, each by a name of its own, so that an office can write it by hand.

use super::draft::Draft;

/// The names, which no block of a template may have.
pub(super) const NAMES: [&str; 5] = ["title", "addressee", "number", "office", "day"];

impl Draft {
    /// The names of the title, 主送机关, 发文字号, 署名 and 成文日期 in the order in which they are printed.
    pub const PARTS: [&str; 5] = ["number", "title", "addressee", "office", "day"];

    /// The text of a part; the title with a line end between its lines. None of any other name.
    pub fn part(&self, name: &str) -> Option<String> {
        Some(match name {
            "title" => self.title.join("\n"),
            "addressee" => self.addressee.clone(),
            "number" => self.confirm.number.clone(),
            "office" => self.confirm.office.clone(),
            "day" => self.confirm.day.clone(),
            _ => return None,
        })
    }

    /// Puts a text in the place of a part.
    pub fn put_part(&mut self, name: &str, text: &str) {
        let part = match name {
            "title" => {
                self.title =
                    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
                return;
            }
            "addressee" => &mut self.addressee,
            "number" => &mut self.confirm.number,
            "office" => &mut self.confirm.office,
            "day" => &mut self.confirm.day,
            _ => return,
        };
        text.clone_into(part);
    }
}
