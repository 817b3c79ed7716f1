//! Names of the ledger's own data: organisations, industries, lists of companies.

use super::ast::Term;
use super::compile::{Compiler, words};
use super::error::{FilterErrorKind, nearest};
use super::field::Field;
use super::node::RowTest;
use super::value::NONE;
use crate::snapshot::Place;
use crate::snapshot::ids::IdSet;
use domain::OrgKind;
use domain::text::fold;

impl Compiler<'_> {
    pub(super) fn name_test(&self, term: &Term) -> Result<RowTest, FilterErrorKind> {
        match term.field {
            Field::Industry => self.industry_test(term),
            Field::Listed => Ok(self.listed_test(term)),
            _ => self.org_test(term),
        }
    }

    fn org_test(&self, term: &Term) -> Result<RowTest, FilterErrorKind> {
        let kind = match term.field {
            Field::Zone => Some(OrgKind::Zone),
            Field::City => Some(OrgKind::City),
            Field::County => Some(OrgKind::County),
            Field::Park => Some(OrgKind::Park),
            _ => None,
        };
        let places = self.snapshot.places();
        let of_kind = |place: &&Place| kind.is_none_or(|kind| place.kind == kind);
        let mut named: IdSet<i64> = IdSet::default();
        let mut or_none = false;
        for word in words(term) {
            let found: Vec<i64> = places.named(kind, word).into_iter().map(|it| it.id.0).collect();
            let none = term.field == Field::Park && word == NONE;
            or_none |= none;
            named.extend(&found);
            if found.is_empty() && !none {
                let near = nearest(word, places.iter().filter(of_kind).map(Place::shown));
                return Err(FilterErrorKind::UnknownValue {
                    field: term.field,
                    value: word.to_owned(),
                    near,
                });
            }
        }
        // Everything below what was named.
        let below = |place: &&Place| place.lineage.iter().any(|id| named.contains(&id.0));
        let inside: IdSet<i64> = places.iter().filter(below).map(|it| it.id.0).collect();
        let (by_zone, by_park) = (kind != Some(OrgKind::Park), kind.is_none_or(|kind| kind == OrgKind::Park));
        Ok(Box::new(move |block, asked| {
            let zones = block.zone.map(|zone| by_zone && inside.contains(&zone.0));
            let parks =
                block.park.map(|park| by_park && park.map_or(or_none, |park| inside.contains(&park.0)));
            asked.keep(|row| zones[block.zone.place(row)] || parks[block.park.place(row)])
        }))
    }

    fn industry_test(&self, term: &Term) -> Result<RowTest, FilterErrorKind> {
        let dimensions = self.snapshot.dimensions();
        let mut wanted: IdSet<i64> = IdSet::default();
        let mut or_none = false;
        for word in words(term) {
            if word == NONE {
                or_none = true;
                continue;
            }
            let whole = fold(word);
            let parts = word.split_once('/').map(|(taxonomy, class)| (fold(taxonomy), fold(class)));
            let is_called = |class: &domain::facts::Taxon, name: &str| {
                fold(&class.name) == name || fold(&class.code) == name
            };
            let asked = |class: &&domain::facts::Kept<domain::facts::Taxon>| {
                let in_taxonomy = |wanted: &str| {
                    let taxonomy = dimensions.taxonomies.get(&class.taxonomy.0);
                    taxonomy.is_some_and(|it| fold(&it.code) == wanted || fold(&it.name) == wanted)
                };
                let named = parts
                    .as_ref()
                    .is_some_and(|(taxonomy, name)| in_taxonomy(taxonomy) && is_called(class, name));
                named || is_called(class, &whole)
            };
            let found: Vec<i64> = dimensions.taxons.values().filter(asked).map(|class| class.id).collect();
            wanted.extend(&found);
            if found.is_empty() {
                let near = nearest(word, dimensions.taxons.values().map(|class| class.name.as_str()));
                return Err(FilterErrorKind::UnknownValue {
                    field: term.field,
                    value: word.to_owned(),
                    near,
                });
            }
        }
        Ok(Box::new(move |block, asked| {
            let taxons = &block.taxons;
            let wanted = taxons.items.map(|class| wanted.contains(class));
            asked.keep(|row| {
                let mut classes = taxons.of(row);
                (or_none && classes.is_empty()) || classes.any(|place| wanted[taxons.items.place(place)])
            })
        }))
    }

    /// Projects any of whose investors stands on the list, of the year when one is given. A list on which nobody
    /// stands is no error: the catalogue asks for 世界500强 in ledgers that have none.
    fn listed_test(&self, term: &Term) -> RowTest {
        let listings = &self.snapshot.dimensions().listings;
        let mut wanted: IdSet<i64> = IdSet::default();
        for word in words(term) {
            let (list, year) = match word.rsplit_once('/').map(|(list, year)| (list, year.parse::<i64>())) {
                Some((list, Ok(year))) => (fold(list), Some(year)),
                _ => (fold(word), None),
            };
            let on_list = listings
                .values()
                .filter(|it| fold(&it.list) == list && year.is_none_or(|year| it.year == year));
            wanted.extend(on_list.map(|listing| listing.investor.0));
        }
        Box::new(move |block, asked| {
            asked.keep(|row| block.investors.get(row).iter().any(|investor| wanted.contains(investor)))
        })
    }
}
