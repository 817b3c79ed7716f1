//! R20: what was attracted held against what was to be attracted.

use crate::fixture::*;
use domain::facts::OrgId;
use domain::{ContractKind, Holding, Role, Scope, Stage, TargetMeasure};
use figures::{Catalogue, Dim, FigureError, Lang, Snapshot, evaluate};
use rstest::rstest;

const COUNT: TargetMeasure = TargetMeasure::AttractionCount;
const AMOUNT: TargetMeasure = TargetMeasure::AttractionAmount;

/// Two zones of a city with targets of their own and what they signed in 2024; and what must not count.
fn attracting() -> Ledger {
    let mut ledger = Ledger::new();
    let outside = ledger.investor("外省公司", 440_300);
    let inside = ledger.investor("本省公司", 140_100);
    for (zone, count, amount) in [(ZONE, 8, "40"), (SISTER, 2, "10"), (FAR_ZONE, 4, "20")] {
        ledger.target(zone, (2024, COUNT), count, "2024-01-10");
        ledger.target(zone, (2024, AMOUNT), yi(amount).fen(), "2024-01-10");
        ledger.target(zone, (2023, COUNT), 1, "2023-01-10");
    }
    for (zone, signed) in
        [(ZONE, "2024-03-01"), (ZONE, "2024-06-30"), (ZONE, "2024-07-01"), (SISTER, "2024-02-01")]
    {
        ledger.add(zone, |project| {
            project.invest(yi("6")).event(Stage::Signed, signed).from(outside);
        });
    }
    let decoy = |ledger: &mut Ledger, tell: &dyn Fn(&mut Draft<'_>)| {
        ledger.add(ZONE, |project| {
            project.invest(yi("50"));
            tell(project);
        });
    };
    decoy(&mut ledger, &|it| {
        it.event(Stage::Signed, "2023-12-31").from(outside);
    });
    decoy(&mut ledger, &|it| {
        it.event(Stage::Signed, "2024-03-01").from(inside);
    });
    decoy(&mut ledger, &|it| {
        it.claimed(Stage::Signed, "2024-03-01").from(outside);
    });
    decoy(&mut ledger, &|it| {
        it.event(Stage::Signed, "2024-03-01").event(Stage::Terminated, "2024-04-01").from(outside);
    });
    decoy(&mut ledger, &|it| {
        it.event(Stage::Signed, "2024-03-01").contract(ContractKind::Framework).from(outside);
    });
    ledger
}

fn said(snapshot: &Snapshot, filter: &str, name: &str) -> String {
    Asked::of(snapshot, filter, "2024-06-30").figure(name).sentence(Lang::Zh)
}

#[test]
fn half_of_the_score_is_the_count_and_half_the_amount() {
    let snapshot = attracting().snapshot();
    // 2 of 8 and 12 of 40: 0.5 × 0.25 + 0.5 × 0.3.
    assert_eq!(said(&snapshot, "zone:晋中开发区", "attractionScoreRate"), "招商任务得分率27.50%");
    assert_eq!(said(&snapshot, "zone:晋中开发区", "attractionCountTarget"), "2024年招商项目目标8个");
    assert_eq!(said(&snapshot, "zone:晋中开发区", "attractionAmountTarget"), "2024年招商引资额目标40亿元");
    let figure = Asked::of(&snapshot, "zone:祁县开发区", "2024-06-30").figure("attractionScoreRate");
    assert_eq!((figure.printed.as_str(), figure.unit), ("55.00%", "percent"));
}

#[test]
fn a_total_adds_the_targets_below_unless_the_office_has_its_own() {
    let mut ledger = attracting();
    let snapshot = ledger.snapshot();
    assert_eq!(said(&snapshot, "city:晋中市", "attractionCountTarget"), "2024年招商项目目标10个");
    assert_eq!(said(&snapshot, "", "attractionCountTarget"), "2024年招商项目目标14个");
    // 3 of 10 and 18 of 50.
    assert_eq!(said(&snapshot, "city:晋中市", "attractionScoreRate"), "招商任务得分率33.00%");
    ledger.target(CITY, (2024, COUNT), 20, "2024-02-01");
    let snapshot = ledger.snapshot();
    assert_eq!(said(&snapshot, "city:晋中市", "attractionCountTarget"), "2024年招商项目目标20个");
    assert_eq!(said(&snapshot, "", "attractionCountTarget"), "2024年招商项目目标24个");
}

#[test]
fn a_zone_that_signed_nothing_stands_in_the_table_with_zero() {
    let snapshot = attracting().snapshot();
    let by_zone = Asked::of(&snapshot, "", "2024-06-30").by(&[Dim::Zone]).figures("attractionScoreRate");
    let rows: Vec<(&str, &str)> =
        by_zone.iter().map(|it| (it.group.key(Dim::Zone).unwrap(), it.printed.as_str())).collect();
    assert_eq!(rows, [("晋中开发区", "27.50%"), ("祁县开发区", "55.00%"), ("平鲁开发区", "0.00%")]);
    let by_city = Asked::of(&snapshot, "", "2024-06-30").by(&[Dim::City]).figures("attractionCountTarget");
    let rows: Vec<(&str, &str)> =
        by_city.iter().map(|it| (it.group.key(Dim::City).unwrap(), it.printed.as_str())).collect();
    assert_eq!(rows, [("晋中市", "10"), ("朔州市", "4")]);
}

#[rstest]
#[case("zone:晋中开发区 stage:signed", "2024年招商项目目标8个")]
#[case("org:汇通园区", "2024年未下达招商项目个数目标")]
#[case("zone:晋中开发区,平鲁开发区", "2024年招商项目目标12个")]
#[case("city:晋中市 zone:平鲁开发区", "2024年未下达招商项目个数目标")]
#[case("zone:晋中开发区 or zone:平鲁开发区", "2024年招商项目目标12个")]
#[case("not zone:晋中开发区", "2024年招商项目目标6个")]
#[case("zone!=晋中开发区", "2024年招商项目目标6个")]
#[case("city:晋中市 not zone:祁县开发区", "2024年招商项目目标8个")]
#[case("org:晋中市,晋中开发区", "2024年招商项目目标10个")]
#[case("zone:晋中开发区 or stage:signed", "2024年招商项目目标14个")]
fn the_filter_says_whose_target_is_meant(#[case] filter: &str, #[case] sentence: &str) {
    assert_eq!(said(&attracting().snapshot(), filter, "attractionCountTarget"), sentence);
}

#[test]
fn a_target_of_a_zone_out_of_reach_is_in_no_total() {
    let snapshot = attracting().snapshot();
    let mut below = vec![ZONE, PARK];
    below.sort_unstable();
    let mut asked = Asked::of(&snapshot, "", "2024-06-30");
    asked.scope =
        Scope::of_user(domain::facts::UserId(1), vec![Holding { org: ZONE, role: Role::Clerk, below }]);
    assert_eq!(asked.figure("attractionCountTarget").printed, "8");
    let foreign = Asked { filter: figures::Filter::parse("zone:祁县开发区").unwrap(), ..asked };
    assert_eq!(foreign.figure("attractionCountTarget").printed, "—");
}

#[test]
fn the_version_in_force_on_the_day_is_the_target_and_earlier_answers_stay() {
    let mut ledger = attracting();
    let before = ledger.snapshot();
    ledger.target(ZONE, (2024, COUNT), 4, "2024-06-01");
    let after = ledger.snapshot();
    let printed = |snapshot: &Snapshot, on: &str| {
        Asked::of(snapshot, "zone:晋中开发区", on).figure("attractionScoreRate").printed
    };
    assert_eq!(printed(&after, "2024-06-30"), "40.00%");
    assert_eq!(printed(&after, "2024-05-31"), printed(&before, "2024-05-31"));
    assert_eq!(printed(&before, "2024-06-30"), "27.50%", "what was known then");
}

#[rstest]
#[case(None)]
#[case(Some(0))]
fn without_a_target_above_zero_there_is_no_rate_but_its_reason(#[case] target: Option<i64>) {
    let mut ledger = attracting();
    ledger.dimensions.targets.retain(|_, it| it.org != ZONE || it.measure != COUNT);
    if let Some(target) = target {
        ledger.target(ZONE, (2024, COUNT), target, "2024-01-10");
    }
    let figure = Asked::of(&ledger.snapshot(), "zone:晋中开发区", "2024-06-30").figure("attractionScoreRate");
    assert_eq!((figure.value.as_ref(), figure.printed.as_str()), (None, "—"));
    assert_eq!(figure.sentence(Lang::Zh), "2024年个数、金额目标未全部下达或为零，招商任务得分率—");
}

#[test]
fn a_target_is_grouped_by_organisations_alone() {
    let snapshot = attracting().snapshot();
    for dims in [&[Dim::Industry][..], &[Dim::Zone, Dim::Quarter]] {
        let asked = Asked::of(&snapshot, "", "2024-06-30").by(dims);
        let error = evaluate(Catalogue::builtin(), &asked.question(), "attractionCountTarget").unwrap_err();
        assert!(matches!(error, FigureError::NotGroupable { .. }), "{error}");
    }
}

#[test]
fn parents_in_a_ring_end() {
    let mut ledger = attracting();
    ledger.dimensions.orgs.get_mut(&CITY.0).unwrap().body.parent = Some(ZONE);
    let snapshot = ledger.snapshot();
    assert_eq!(
        said(&snapshot, &format!("org:#{}", OrgId(2)), "attractionAmountTarget"),
        "2024年未下达招商引资额目标"
    );
}
