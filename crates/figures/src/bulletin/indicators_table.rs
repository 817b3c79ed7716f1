//! The annex of indicators: for each its value, growth, target and both ranks, by unit.

use super::draft::{Aspect, Cell, Column, Row, Shows, Source, Stated, Table};
use super::indicators::{By, KEPT_PLACES, Told, around, typed};
use super::make::Maker;
use super::stated::Months;
use super::wording;
use crate::catalogue::Lang;
use crate::snapshot::Place;
use domain::facts::Indicator;
use domain::ratio::NO_VALUE;

/// Decimals shown of values and growths; the cells hold what was typed.
const PLACES: u8 = 2;

impl Maker<'_> {
    pub(super) fn indicators_table(&mut self, (slot, above): (&str, &str)) -> Table {
        let lang = self.ask.lang;
        let told = self.told();
        let mut columns = vec![column("unit".to_owned(), wording::unit(lang), None, (Shows::Text, 5))];
        for (place, told) in told.iter().enumerate() {
            let unit = told.units.first().map_or_else(String::new, |(_, indicator)| {
                format!(
                    "{}{}",
                    wording::of_months(lang, Months::of(indicator)),
                    wording::unit_word(lang, &indicator.unit)
                )
            });
            let group = wording::in_unit(lang, told.name, &unit);
            for (key, head, shows) in wording::indicator_heads(lang, PLACES) {
                columns.push(column(format!("{}.{key}", place + 1), head, Some(&group), (shows, 3)));
            }
        }
        let mut units: Vec<&Place> =
            told.iter().flat_map(|told| &told.units).map(|(place, _)| *place).collect();
        units.sort_by_key(|place| place.rank);
        units.dedup_by_key(|place| place.id);
        let rows = units.iter().map(|place| self.stated_row(&told, place)).collect();
        let mut below = vec![wording::as_stated(lang).to_owned()];
        below.extend(
            told.iter().flat_map(|told| told.units.iter().filter_map(|unit| worded(lang, told, *unit))),
        );
        Table { slot: slot.to_owned(), name: String::new(), above: above.to_owned(), columns, rows, below }
    }

    fn stated_row(&self, told: &[Told<'_>], place: &Place) -> Row {
        let mut cells = vec![Cell::text(place.shown())];
        for told in told {
            let unit = told.units.iter().position(|(other, _)| other.id == place.id);
            let own = unit.map(|unit| told.units[unit].1);
            cells.push(stated(own, Aspect::Amount, own.and_then(|it| it.value_e4)));
            cells.push(stated(own, Aspect::Rate, own.and_then(|it| it.growth_e4)));
            cells.push(stated(own, Aspect::Denominator, own.and_then(|it| it.target_e4)));
            for by in [By::Value, By::Growth] {
                let rank = unit.and_then(|unit| told.ranks(by)[unit]);
                cells.push(
                    rank.map_or_else(|| Cell::text(NO_VALUE), |rank| Cell::integer(i64::from(rank.rank))),
                );
            }
        }
        Row { key: format!("o{}", place.id), total: false, cells }
    }
}

/// A value that is stated with a word on it (预计, 约): its cell holds the bare number.
fn worded(lang: Lang, told: &Told<'_>, (place, of): (&Place, &Indicator)) -> Option<String> {
    let value = of.value_e4.filter(|_| of.expected || of.qualifier.is_some())?;
    let [before, after] = around(of, lang);
    let expected = wording::expected(lang, of.expected);
    let (name, number) = (told.name, typed(value));
    Some(format!(
        "{}{}{name}{}{expected}{before}{number}{after}",
        place.shown(),
        lang.between_sentences(),
        lang.between_sentences()
    ))
}

fn stated(of: Option<&Indicator>, aspect: Aspect, number_e4: Option<i64>) -> Cell {
    let Some((of, number_e4)) = of.zip(number_e4) else { return Cell::text(NO_VALUE) };
    let source = Source::Stated(Stated {
        indicator: of.name.clone(),
        org: of.org,
        aspect,
        data_source: of.data_source.clone(),
        ranking: None,
    });
    Cell { printed: typed(number_e4), number: Some((number_e4, KEPT_PLACES)), source: Some(source) }
}

fn column(key: String, head: &str, group: Option<&str>, (shows, width): (Shows, u32)) -> Column {
    Column { key, head: head.to_owned(), group: group.map(str::to_owned), shows, width }
}
