//! Inputs from the catalogue's figures, grouped by zone.

use super::*;
use crate::fixture::{Asked, FAR_ZONE, Ledger, SISTER, ZONE, yi};
use domain::facts::{OrgId, UserId};
use domain::{Holding, Role, Scope, Stage};
use figures::ranking::{Absence, RankError, RosterUnit, units_of};
use figures::{Dim, members};

fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    let lives = [
        (ZONE, "12", true),
        (ZONE, "0.5", true),
        (ZONE, "3", false),
        (SISTER, "2", true),
        (FAR_ZONE, "8", true),
    ];
    for (zone, invest, started) in lives {
        ledger.add(zone, |project| {
            project.invest(yi(invest)).event(Stage::Signed, "2021-01-10");
            if started {
                project.event(Stage::Commenced, "2021-05-10");
            }
        });
    }
    ledger
}

fn of_figures() -> Scheme {
    let items = [
        item(
            "started",
            "rule = \"ratioToTarget\"\nvalue = { figure = \"started\" }\ntarget = { given = \"target\" }\nweight = 10",
        ),
        item("rate", "rule = \"points\"\nvalue = { figure = \"startRateOverSigned\" }\nmissing = \"zero\""),
        item("money", "rule = \"points\"\nvalue = { figure = \"signed\", take = \"amount\" }"),
        item(
            "large",
            "rule = \"perProjectPoints\"\neach = [{ of = { figure = \"started\", filter = \"invest>=10亿\" }, points = 7 }]",
        ),
    ];
    scheme("", &items)
}

fn roster(zones: &[OrgId]) -> BTreeMap<OrgId, RosterUnit> {
    let listed = RosterUnit { group: None, given: [("target".to_owned(), exact("4"))].into() };
    zones.iter().map(|zone| (*zone, listed.clone())).collect()
}

#[test]
fn a_zones_items_are_its_figures() {
    let mut ledger = ledger();
    // A zone with nothing in it: counts are zero, and a rate has no value.
    let empty = OrgId(9);
    let mut org = ledger.dimensions.orgs[&SISTER.0].clone();
    (org.id, org.body.name, org.body.position) = (empty.0, "空开发区".into(), 9);
    ledger.dimensions.orgs.insert(empty.0, org);
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2021-12-31");
    let scheme = of_figures();
    let found = units_of(
        Catalogue::builtin(),
        &asked.question(),
        &scheme,
        Dim::Zone,
        &roster(&[ZONE, SISTER, empty]),
    )
    .unwrap();
    let ranking = rank(&scheme, &found.units, None).unwrap();
    let parts = |zone: OrgId| -> Vec<String> {
        let row = ranking.row(&zone.to_string()).unwrap();
        row.score.parts.iter().map(|part| part.printed.clone()).collect()
    };
    // Two started of four planned; two of three signed; 15.5 亿元; one large.
    assert_eq!(parts(ZONE), ["5.0", "66.7", "15.5", "7.0"]);
    assert_eq!(parts(SISTER), ["2.5", "100.0", "2.0", "0.0"]);
    assert_eq!(parts(empty), ["0.0", "—", "0.0", "0.0"]);
    let rate = &ranking.row(&empty.to_string()).unwrap().score.parts[1];
    assert_eq!(rate.absence, Some(Absence::NoValue));
    assert_eq!(ranking.row(&ZONE.to_string()).unwrap().name, "晋中开发区");
    let unlisted: Vec<String> = found.unlisted.iter().map(ToString::to_string).collect();
    assert_eq!(unlisted, ["平鲁开发区"], "who is on no roster is told");
}

/// What a zone's only item comes to.
fn measured(ledger: &Ledger, source: &str, zone: OrgId) -> Option<String> {
    let scheme = scheme("", &[item("it", &format!("rule = \"points\"\nvalue = {source}"))]);
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2021-12-31");
    let units =
        units_of(Catalogue::builtin(), &asked.question(), &scheme, Dim::Zone, &roster(&[zone])).unwrap();
    let ranking = rank(&scheme, &units.units, None).unwrap();
    let row = ranking.row(&zone.to_string())?;
    row.score.exact.is_some().then(|| row.score.printed.clone())
}

#[test]
fn what_is_worked_out_of_other_figures_scores_like_any_figure() {
    let mut ledger = ledger();
    ledger.add(ZONE, |project| {
        project.plan(2021, Some(yi("10")));
        project.month(2021, 11, Some(yi("12")));
    });
    let gap = "{ figure = \"progressGap\" }";
    assert_eq!(measured(&ledger, gap, ZONE).as_deref(), Some("20.0"));
    assert_eq!(measured(&ledger, gap, SISTER), None, "without a plan there is no gap, and no zero");
}

#[test]
fn money_that_nobody_stated_is_no_zero() {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.event(Stage::Signed, "2021-01-10");
    });
    let money = "{ figure = \"signed\", take = \"amount\" }";
    assert_eq!(measured(&ledger, money, ZONE), None);
    assert_eq!(measured(&ledger, money, SISTER).as_deref(), Some("0.0"), "nothing was signed there");
}

#[test]
fn an_input_opens_into_its_projects() {
    let snapshot = ledger().snapshot();
    let asked = Asked::of(&snapshot, "", "2021-12-31").by(&[Dim::Zone]);
    let found = units_of(Catalogue::builtin(), &asked.question(), &of_figures(), Dim::Zone, &roster(&[ZONE]))
        .unwrap();
    let ranking = rank(&of_figures(), &found.units, None).unwrap();
    let input = &ranking.row(&ZONE.to_string()).unwrap().score.parts[0].inputs[0];
    assert_eq!(input.name.as_deref(), Some("figure:started"));
    let group = input.opens.as_ref().unwrap();
    let projects = members(Catalogue::builtin(), &asked.question(), "started", group).unwrap();
    assert_eq!(Some(Exact::from(projects.len() as i64)), input.value);
}

#[test]
fn the_readers_filter_and_the_items_own_hold_together() {
    let snapshot = ledger().snapshot();
    let asked = Asked::of(&snapshot, "invest<10亿", "2021-12-31");
    let found = units_of(Catalogue::builtin(), &asked.question(), &of_figures(), Dim::Zone, &roster(&[ZONE]))
        .unwrap();
    let value = |key: &str| found.units[&ZONE.to_string()].inputs[key].value.clone();
    assert_eq!(value("figure:started"), Some(Exact::from(1)));
    assert_eq!(value("figure:started[invest>=10亿]"), Some(Exact::zero()));
}

#[test]
fn units_are_organisations() {
    let snapshot = ledger().snapshot();
    let asked = Asked::of(&snapshot, "", "2021-12-31");
    let refused = units_of(Catalogue::builtin(), &asked.question(), &of_figures(), Dim::Stage, &roster(&[]))
        .unwrap_err();
    assert_eq!(refused, RankError::NotUnits(Dim::Stage));
}

#[rstest::rstest]
#[case(Dim::Zone, ZONE, true)]
#[case(Dim::Zone, crate::fixture::CITY, false)]
#[case(Dim::Zone, crate::fixture::PARK, false)]
#[case(Dim::City, crate::fixture::CITY, true)]
#[case(Dim::City, ZONE, false)]
#[case(Dim::Zone, OrgId(999), false)]
fn a_unit_is_one_of_its_dimension(#[case] dim: Dim, #[case] unit: OrgId, #[case] is_one: bool) {
    let snapshot = ledger().snapshot();
    let asked = Asked::of(&snapshot, "", "2021-12-31");
    let found = units_of(Catalogue::builtin(), &asked.question(), &of_figures(), dim, &roster(&[unit]));
    let other = RankError::OtherUnit { unit: unit.to_string(), dim };
    assert_eq!(found.err(), (!is_one).then_some(other));
}

#[test]
fn a_unit_that_the_reader_does_not_see_is_refused_and_not_zero() {
    let snapshot = ledger().snapshot();
    let mut asked = Asked::of(&snapshot, "", "2021-12-31");
    asked.scope =
        Scope::of_user(UserId(1), vec![Holding { role: Role::Leader, org: ZONE, below: vec![ZONE] }]);
    let units = |zones: &[OrgId]| {
        units_of(Catalogue::builtin(), &asked.question(), &of_figures(), Dim::Zone, &roster(zones))
    };
    assert!(units(&[ZONE]).is_ok());
    assert_eq!(units(&[ZONE, SISTER]).unwrap_err(), RankError::OutOfScope { unit: SISTER.to_string() });
}
