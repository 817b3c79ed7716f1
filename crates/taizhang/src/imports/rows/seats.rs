//! Where several investors of one cell sit, told in one cell beside it.

use super::{RowDraft, Value};
use crate::imports::headers::Field;
use crate::imports::problem::Code;
use crate::imports::recognize::SheetLayout;
use std::sync::Arc;

/// What stands between the seats of several investors.
const MARKS: [char; 6] = ['、', ',', '，', ';', '；', '\n'];

fn parted(words: &str) -> Vec<&str> {
    words.split(MARKS).map(str::trim).filter(|seat| !seat.is_empty()).collect()
}

/// The seat of each of so many investors: as many seats as investors go to each in turn, one alone is the first's. Other
/// numbers don't say whose is whose: see [`part`].
pub fn of_each(words: Option<&str>, investors: usize) -> Vec<Option<&str>> {
    let each = words.map(parted).unwrap_or_default();
    if investors > 1 && each.len() == investors {
        return each.into_iter().map(Some).collect();
    }
    (0..investors).map(|place| words.filter(|_| place == 0)).collect()
}

/// Several seats that are not as many as the investors are nobody's: the cell is doubted and its words are kept as a remark.
pub(super) fn part(layout: &SheetLayout, row: &mut RowDraft) {
    let investors = match row.draft.get(Field::Investor).map(|told| &told.value) {
        Some(Value::Names(names)) => names.len(),
        _ => return,
    };
    let Some(words) = row.draft.text(Field::Origin).map(str::to_owned) else { return };
    let seats = parted(&words).len();
    if investors < 2 || seats < 2 || seats == investors {
        return;
    }
    let doubt = row.problem_at(layout, Field::Origin, Code::SeatsDiffer, words.as_str());
    row.problems.push(doubt.with("seats", seats.to_string()).with("investors", investors.to_string()));
    row.draft.told.retain(|told| told.field != Field::Origin);
    let header = layout.columns.iter().find(|column| column.field == Some(Field::Origin));
    let header =
        header.map_or_else(|| Arc::from(Field::Origin.header()), |column| Arc::clone(&column.header));
    row.draft.notes.push((header, Some(words)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Some("山西省、河北省"), 2, &[Some("山西省"), Some("河北省")])]
    #[case(Some("山西省"), 3, &[Some("山西省"), None, None])]
    #[case(Some("浙江省、杭州市"), 1, &[Some("浙江省、杭州市")])]
    #[case(None, 2, &[None, None])]
    fn seats_go_to_each_in_turn_and_one_alone_to_the_first(
        #[case] words: Option<&str>,
        #[case] investors: usize,
        #[case] seats: &[Option<&str>],
    ) {
        assert_eq!(of_each(words, investors), seats);
    }
}
