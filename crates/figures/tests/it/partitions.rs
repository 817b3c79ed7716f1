//! Partitions are exhaustive and exclusive, for every figure and every dimension that it takes; 其中 sub-counts are none and
//! say so.

use crate::fixture::*;
use crate::generated::*;
use figures::{Catalogue, Dim, FigureKind, evaluate, evaluate_page, members};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Those by which official tables are parted, the places, and the classes of a year.
const DIMS: [Dim; 9] = [
    Dim::Industry,
    Dim::City,
    Dim::County,
    Dim::Zone,
    Dim::Park,
    Dim::Size,
    Dim::Origin,
    Dim::YearClass,
    Dim::SigningClass,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_figure_is_the_sum_of_its_groups_and_each_item_stands_in_one(sketches in sketches(), year in 2020..2023i32) {
        let mut world = world();
        for sketch in &sketches {
            world.add(sketch);
        }
        let snapshot = world.ledger.snapshot();
        let on = format!("{year}-06-30");
        let counted = Catalogue::builtin().figures().iter().filter(|spec| !spec.kind.is_derived() && spec.by.is_empty());
        for spec in counted {
            let whole = Asked::of(&snapshot, "", &on).figure(&spec.name);
            // What stands in several of their groups counts once.
            for dim in [Dim::Round, Dim::List] {
                let asked = Asked::of(&snapshot, "", &on).by(&[dim]);
                if let Ok(page) = evaluate_page(Catalogue::builtin(), &asked.question(), &spec.name, 1) {
                    prop_assert_eq!(page.whole, Some(whole.clone()), "{} by {}", spec.name, dim.name());
                }
            }
            for (one, two) in DIMS.into_iter().zip(DIMS.into_iter().skip(1)) {
                let asked = Asked::of(&snapshot, "", &on).by(&[one, two]);
                let groups = evaluate(Catalogue::builtin(), &asked.question(), &spec.name).unwrap();
                for at_most in 1..=3 {
                    let page = evaluate_page(Catalogue::builtin(), &asked.question(), &spec.name, at_most).unwrap();
                    prop_assert_eq!(&page.figures, &groups[..groups.len().min(at_most)]);
                    prop_assert_eq!((page.groups, page.whole), (groups.len(), Some(whole.clone())));
                }
            }
            for dim in DIMS {
                let asked = Asked::of(&snapshot, "", &on).by(&[dim]);
                let groups = evaluate(Catalogue::builtin(), &asked.question(), &spec.name).unwrap();
                let keys: BTreeSet<String> = groups.iter().map(|it| format!("{:?}", it.group.0)).collect();
                prop_assert_eq!(keys.len(), groups.len(), "{} by {}: a group stands twice", spec.name, dim.name());
                let page = evaluate_page(Catalogue::builtin(), &asked.question(), &spec.name, 2).unwrap();
                prop_assert_eq!(&page.figures, &groups[..groups.len().min(2)]);
                prop_assert_eq!((page.groups, page.whole), (groups.len(), Some(whole.clone())));
                if spec.kind == FigureKind::Rounds {
                    continue;
                }
                let sum = |of: fn(&figures::Figure) -> Option<i64>| groups.iter().filter_map(of).sum::<i64>();
                prop_assert_eq!(sum(|it| it.entries.or(it.projects)), whole.entries.or(whole.projects).unwrap_or(0));
                prop_assert_eq!(sum(|it| it.amount_fen), whole.amount_fen.unwrap_or(0));
                prop_assert_eq!(sum(|it| it.numerator), whole.numerator.unwrap_or(0));
                prop_assert_eq!(groups.iter().map(|it| it.without_amount).sum::<i64>(), whole.without_amount);
                let question = asked.question();
                let of_group = |group| members(Catalogue::builtin(), &question, &spec.name, group).unwrap();
                let mut seen: BTreeSet<(Option<i64>, Option<i64>)> = BTreeSet::new();
                for figure in &groups {
                    for member in of_group(&figure.group) {
                        let item = (member.project.map(|id| id.0), member.entry.map(|id| id.0));
                        prop_assert!(seen.insert(item), "{} by {}: an item in two groups", spec.name, dim.name());
                    }
                }
            }
        }
    }
}

/// The figures that overlap say of which they are parts, in their footnote too.
#[test]
fn sub_counts_say_that_they_are_no_partition() {
    let catalogue = Catalogue::builtin();
    let parts: Vec<&str> = catalogue
        .figures()
        .iter()
        .filter(|spec| spec.part_of.is_some())
        .map(|spec| spec.name.as_str())
        .collect();
    assert_eq!(parts, ["newRoundEntries", "signedOutsideTop500", "signedOutsideLarge", "startedOrResumed"]);
    for name in ["signedOutsideTop500", "signedOutsideLarge"] {
        let spec = catalogue.get(name).unwrap();
        assert!(spec.footnote.zh.contains("其中数") && spec.footnote.en.contains("sub-count"), "{name}");
    }
}
