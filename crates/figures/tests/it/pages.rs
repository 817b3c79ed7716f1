//! Scope and pages: nobody sees what is not theirs, and a page is the same as that part of everything sorted.

use crate::fixture::*;
use crate::generated::*;
use domain::facts::{OrgId, ProjectId, UserId};
use domain::{Holding, Part, Role, Scope};
use figures::{
    Catalogue, Dim, Figure, Filter, InvestTotal, Population, ProjectView, Question, Sort, SortField, evaluate,
};
use proptest::prelude::*;

fn clerk_of(org: OrgId, below: &[OrgId]) -> Scope {
    Scope::of_user(UserId(1), vec![Holding { role: Role::Clerk, org, below: below.to_vec() }])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_clerk_sees_the_own_zone_and_nothing_else(sketches in sketches(), on in 0..1_200i32) {
        let mut world = world();
        for sketch in &sketches {
            world.add(sketch);
        }
        let (snapshot, on) = (world.ledger.snapshot(), day_at(on));
        let scope = clerk_of(ZONE, &[ZONE, PARK]);
        let everything = Filter::parse("reached:planned or not reached:planned").unwrap();
        let seen = Population::new(&snapshot, &scope, Some(&everything), on).unwrap();
        prop_assert!(seen.projects().all(|project| project.zone() == ZONE));
        let own = world.ledger.dossiers.iter().filter(|dossier| dossier.project.zone == ZONE).count();
        prop_assert_eq!(seen.len(), own);
        for name in Catalogue::builtin().figures().iter().map(|spec| spec.name.as_str()) {
            let mut question = Question::new(&snapshot, &scope, on);
            question.by = &[Dim::Zone];
            let figures = evaluate(Catalogue::builtin(), &question, name).unwrap();
            // Time passes for everybody; all else is of the own zone.
            let is_own = |figure: &Figure| figure.group.is_whole() && &*figure.name == "timeProgress"
                || figure.group.key(Dim::Zone) == Some("晋中开发区");
            prop_assert!(figures.iter().all(is_own));
        }
        let park = Population::new(&snapshot, &clerk_of(PARK, &[PARK]), None, on).unwrap();
        prop_assert!(park.projects().all(|project| project.park() == Some(PARK)));
        let administrator = Scope::of_user(UserId(1), vec![Holding { role: Role::Administrator, org: ZONE, below: vec![ZONE] }]);
        prop_assert!(Population::new(&snapshot, &administrator, None, on).unwrap().is_empty());
    }

    #[test]
    fn a_page_is_that_part_of_the_whole_order(
        sketches in sketches(),
        (field, descending) in (0..SortField::ALL.len(), any::<bool>()),
        (offset, limit) in (0..30usize, 0..20usize),
    ) {
        let mut world = world();
        for sketch in &sketches {
            world.add(sketch);
        }
        let snapshot = world.ledger.snapshot();
        let all = Population::new(&snapshot, &Scope::operator(), None, day("2021-12-31")).unwrap();
        let sort = Sort { field: SortField::ALL[field], descending };
        prop_assert_eq!(sort.to_string().parse::<Sort>(), Ok(sort));
        let whole: Vec<_> = all.page(sort, 0, usize::MAX).iter().map(ProjectView::id).collect();
        prop_assert_eq!(whole.len(), all.len());
        let page: Vec<_> = all.page(sort, offset, limit).iter().map(ProjectView::id).collect();
        let part: Vec<_> = whole.iter().skip(offset).take(limit).copied().collect();
        prop_assert_eq!(page, part);
    }
}

#[test]
fn the_largest_stand_first_and_those_without_an_amount_last_in_both_directions() {
    let mut ledger = Ledger::new();
    let amounts = [Some("2"), None, Some("30"), Some("1")];
    let ids: Vec<_> = amounts
        .iter()
        .map(|amount| {
            ledger.add(ZONE, |project| {
                project.project().invest_fen = amount.map(yi);
            })
        })
        .collect();
    let snapshot = ledger.snapshot();
    let all = Population::new(&snapshot, &Scope::operator(), None, day("2021-12-31")).unwrap();
    let order = |sort: &str| -> Vec<_> {
        let page = all.page(sort.parse().unwrap(), 0, 10);
        page.iter().map(|it| ids.iter().position(|id| *id == it.id()).unwrap()).collect()
    };
    assert_eq!(order("invest"), [3, 0, 2, 1]);
    assert_eq!(order("-invest"), [2, 0, 3, 1]);
    assert!(all.get(ids[1]).is_some() && "nothing".parse::<Sort>().is_err());
}

#[test]
fn the_money_of_a_part_counts_with_its_whole_only_where_the_whole_is_in_the_list() {
    let mut ledger = Ledger::new();
    let mut add = |amount: Option<&str>, parent: Option<ProjectId>| {
        ledger.add(ZONE, |project| {
            project.project().invest_fen = amount.map(yi);
            (project.project().parent, project.project().part) = (parent, parent.map(|_| Part::Phase));
        })
    };
    let (large, small) = (add(Some("30"), None), add(Some("1"), None));
    let of_large = add(Some("20"), Some(large));
    for (amount, parent) in [
        (Some("5"), small),
        (Some("4"), large),
        (Some("6"), small),
        (Some("7"), small),
        (Some("3"), of_large),
        (None, of_large),
        (None, small),
    ] {
        add(amount, Some(parent));
    }
    let snapshot = ledger.snapshot();
    let total = |filter: &str| {
        let filter = Filter::parse(filter).unwrap();
        let list = Population::new(&snapshot, &Scope::operator(), Some(&filter), day("2021-12-31")).unwrap();
        let InvestTotal { fen, without, within_whole } = list.invest_total();
        (fen, without, within_whole)
    };
    // Beside the two wholes all else is within them; left out, the small one's parts count for themselves.
    assert_eq!(total(""), (i128::from(yi("31").fen()), 0, 8));
    assert_eq!(total("invest>=2亿"), (i128::from(yi("48").fen()), 0, 3));
}
