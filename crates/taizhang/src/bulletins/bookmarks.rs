//! Names for the numbers of a document: their short codes where they have one, else what follows from their place.

use figures::bulletin::FigureSpan;
use office::docx::limits::BOOKMARK_NAME;
use std::collections::HashSet;

/// The short code of a printed number, where it has one.
pub type CodeOf<'a> = &'a dyn Fn(&FigureSpan) -> Option<String>;

/// Before a name that follows from the place: a code has no such beginning.
const PREFIX: &str = "F_";
/// Hexadecimal digits that stand for a name too long.
const DIGEST: usize = 8;

/// The names given so far.
pub(super) struct Bookmarks<'a> {
    code_of: CodeOf<'a>,
    taken: HashSet<String>,
}

impl<'a> Bookmarks<'a> {
    pub(super) fn new(code_of: CodeOf<'a>) -> Self {
        Self { code_of, taken: HashSet::new() }
    }

    /// The name of a number. A code that stands twice in a document gets a number behind it.
    pub(super) fn name(&mut self, figure: &FigureSpan) -> String {
        let name = (self.code_of)(figure).unwrap_or_else(|| of_slot(&figure.slot));
        let is_new = |taken: &HashSet<String>, name: &str| !taken.contains(&name.to_lowercase());
        let numbered = || (2u32..).map(|number| format!("{name}_{number}"));
        let own = match is_new(&self.taken, &name) {
            true => name,
            false => numbered().find(|name| is_new(&self.taken, name)).unwrap_or_default(),
        };
        self.taken.insert(own.to_lowercase());
        own
    }
}

/// A name that word processors take, the same for the same place.
fn of_slot(slot: &str) -> String {
    let letter = |letter: char| if letter.is_alphabetic() || letter.is_ascii_digit() { letter } else { '_' };
    let whole: String = PREFIX.chars().chain(slot.chars().map(letter)).collect();
    // Room for a number behind it.
    let room = BOOKMARK_NAME - "_9999".len();
    if whole.encode_utf16().count() <= room {
        return whole;
    }
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units < room - DIGEST
    };
    let start: String = whole.chars().take_while(fits).collect();
    format!("{start}_{:08x}", digest(slot))
}

/// FNV-1a, 32 bits: the same on every machine and for ever.
fn digest(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::facts::OrgId;
    use figures::bulletin::{Aspect, Source, Stated};
    use office::docx::bookmark_name;

    fn stated(slot: &str) -> FigureSpan {
        let source = Source::Stated(Stated {
            indicator: "工业投资".to_owned(),
            org: OrgId(3),
            aspect: Aspect::Amount,
            data_source: "统计局".to_owned(),
            ranking: None,
        });
        FigureSpan { slot: slot.to_owned(), source, printed: "1".to_owned() }
    }

    #[test]
    fn a_name_follows_from_the_place_and_fits_a_word_processor() {
        let mut names = Bookmarks::new(&|_| None);
        let long = "investment.o1234567.startRateOverFulfilled.numerator.of.all.zones";
        let other = "investment.o1234567.startRateOverFulfilled.numerator.of.all.cities";
        let given =
            ["signing.startRate.r", "分区.新能源.n", long, other].map(|slot| names.name(&stated(slot)));
        assert_eq!(given[0], "F_signing_startRate_r");
        assert_ne!(given[2], given[3]);
        assert!(given.iter().all(|name| bookmark_name(name).is_ok()), "{given:?}");
    }

    #[test]
    fn a_number_with_a_code_is_called_by_it() {
        let mut names = Bookmarks::new(&|figure| (figure.slot == "a.b").then(|| "F0001K".to_owned()));
        assert_eq!(["a.b", "a.c"].map(|slot| names.name(&stated(slot))), ["F0001K", "F_a_c"]);
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let mut names = Bookmarks::new(&|_| None);
        assert_eq!(
            ["a.b", "a.B", "a-b"].map(|slot| names.name(&stated(slot))),
            ["F_a_b", "F_a_B_2", "F_a_b_3"]
        );
    }
}
