//! What a draft has beside its blocks, each by a name of its own, so that an office can write it by hand.

use super::draft::Draft;
use super::wording;
use domain::Day;

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

    /// The parts that nobody has filled: a document number without its year or its own number, a signature as drafted, and what is
    /// empty.
    pub fn unfilled(&self) -> Vec<&'static str> {
        let (number, office) = wording::to_confirm(self.lang);
        let is_open = |name: &&str| match (*name, self.part(name).unwrap_or_default()) {
            (_, text) if text.trim().is_empty() => true,
            ("number", text) => text == number || lacks_digits(&text),
            ("office", text) => text == office,
            _ => false,
        };
        Self::PARTS.into_iter().filter(is_open).collect()
    }

    /// Sets 成文日期, in the words of the language.
    pub fn date(&mut self, day: Day) {
        self.confirm.day = wording::day(self.lang, day);
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

/// 〔    〕  号, 〔2026〕  号: brackets without a year, or no number behind them.
fn lacks_digits(number: &str) -> bool {
    let Some((before, after)) = number.rsplit_once('〕') else { return false };
    let year = before.rsplit('〔').next().unwrap_or_default();
    [year, after].iter().any(|part| !part.contains(|letter: char| letter.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("市开发〔2022〕7号", false)]
    #[case("市开发〔2022〕  号", true)]
    #[case("市开发〔    〕7号", true)]
    #[case("〔    〕  号", true)]
    #[case("第7期", false)]
    fn a_document_number_without_year_or_number_is_open(#[case] number: &str, #[case] is_open: bool) {
        assert_eq!(lacks_digits(number), is_open);
    }
}
