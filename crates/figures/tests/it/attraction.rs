//! Acceptance, class I: figures of investment attraction.

use crate::fixture::*;
use domain::facts::InvestorId;
use domain::region::Region;
use domain::{ContractKind, Money, Part, Qualifier, Stage};
use figures::{Catalogue, Dim, Lang, Signing};
use rstest::rstest;

/// A zone's signings of a year from outside the province, four of them of 10亿元 and more, and everything that must not
/// count, with one signing on the day `after` the as-of day.
fn signings(count: usize, total: &str, year: i32, after: &str) -> Ledger {
    let mut ledger = Ledger::new();
    let outside = ledger.investor("外省公司", 440_300);
    let listed = ledger.investor("名列五百强的公司", 110_000);
    ledger.list(listed, "世界500强", 2021);
    let inside = ledger.investor("本省公司", 140_100);
    let mut amounts = vec![yi("1"); count - 4];
    amounts.extend([yi("10"); 3]);
    let rest = yi(total).fen() - amounts.iter().map(|amount| amount.fen()).sum::<i64>();
    amounts.push(Money::from_fen(rest));
    for (place, amount) in amounts.into_iter().enumerate() {
        let kind = if place % 2 == 0 { Some(ContractKind::Formal) } else { None };
        let who = if place == 0 { listed } else { outside };
        ledger.add(ZONE, |project| {
            project.invest(amount).event(Stage::Signed, &format!("{year}-0{}-15", place % 9 + 1)).from(who);
            project.project().contract_kind = kind;
            if place == 1 {
                // Suspension is no cancellation.
                project.event(Stage::Suspended, &format!("{year}-10-10"));
            }
        });
    }
    decoys(&mut ledger, year, after, (outside, inside));
    ledger
}

fn decoys(ledger: &mut Ledger, year: i32, after: &str, (outside, inside): (InvestorId, InvestorId)) {
    let on = format!("{year}-05-01");
    ledger.add(ZONE, |project| {
        project.invest(yi("30")).event(Stage::Signed, &on).from(outside).contract(ContractKind::Framework);
    });
    ledger.add(ZONE, |project| {
        project.invest(yi("30")).event(Stage::Signed, &on).from(inside);
    });
    ledger.add(ZONE, |project| {
        // The first investor decides.
        project.invest(yi("30")).event(Stage::Signed, &on).from(inside).from(outside);
    });
    for exit in [Stage::Terminated, Stage::Withdrawn] {
        ledger.add(ZONE, |project| {
            project
                .invest(yi("30"))
                .event(Stage::Signed, &on)
                .event(exit, &format!("{year}-06-01"))
                .from(outside);
        });
    }
    for signed_on in [after.to_owned(), format!("{}-12-31", year - 1)] {
        ledger.add(ZONE, |project| {
            project.invest(yi("30")).event(Stage::Signed, &signed_on).from(outside);
        });
    }
    ledger.add(FAR_ZONE, |project| {
        project.invest(yi("30")).event(Stage::Signed, &on).from(outside);
    });
    ledger.add(ZONE, |project| {
        project.invest(yi("30")).claimed(Stage::Signed, &on).from(outside);
    });
    ledger.add(ZONE, |project| {
        project.invest(yi("30")).event(Stage::InTalks, &on).from(outside);
    });
}

#[test]
fn f001_to_f004_the_signings_from_outside_the_province_until_october() {
    let ledger = signings(17, "229.92", 2022, "2022-11-20");
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "zone:晋中开发区 signed:2022", "2022-10-31");
    let figure = asked.figure("signedOutside");
    assert_eq!(figure.printed, "17");
    assert_eq!(figure.sentence(Lang::Zh), "截至今年10月底，签约省外项目17项，项目总投资229.92亿元");
    assert_eq!(asked.figure("signedOutsideTop500").sentence(Lang::Zh), "其中世界500强1项");
    assert_eq!(asked.figure("signedOutsideLarge").sentence(Lang::Zh), "投资10亿元以上项目4项");
}

#[test]
fn the_same_as_of_gives_the_same_text_after_later_changes() {
    let mut ledger = signings(14, "213.99", 2021, "2022-01-05");
    let text = |ledger: &Ledger| {
        let snapshot = ledger.snapshot();
        Asked::of(&snapshot, "zone:晋中开发区 signed:2021", "2021-12-31")
            .figure("signedOutside")
            .sentence(Lang::Zh)
    };
    let before = text(&ledger);
    let first = ledger.dossiers[0].id();
    ledger.change(first, |project| {
        project.event(Stage::Terminated, "2022-01-01");
    });
    assert_eq!(text(&ledger), before);
}

#[test]
fn f109_and_f110_the_signings_of_a_whole_year() {
    let mut ledger = signings(13, "203.99", 2021, "2022-01-05");
    let outside = ledger.investor("境外公司", Region::ABROAD.code().into());
    ledger.add(ZONE, |project| {
        project.invest(yi("10")).event(Stage::Signed, "2021-10-30").from(outside);
    });
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "zone:晋中开发区 signed:2021", "2021-12-31");
    let figure = asked.figure("signedOutside");
    assert_eq!(figure.sentence(Lang::Zh), "2021年签约省外项目14个，总投资额213.99亿元");
    let origins = Asked::of(&snapshot, "zone:晋中开发区 signed:2021", "2021-12-31").by(&[Dim::Origin]);
    let by_origin: Vec<_> = origins
        .figures("signedOutside")
        .iter()
        .map(|it| (it.group.to_string(), it.projects.unwrap()))
        .collect();
    assert_eq!(by_origin, [("overseas".to_owned(), 1), ("otherProvince".to_owned(), 13)]);
}

#[test]
fn framework_agreements_count_when_they_are_asked_for() {
    let ledger = signings(14, "213.99", 2021, "2022-01-05");
    let snapshot = ledger.snapshot();
    let asked = |filter: &str| Asked::of(&snapshot, filter, "2021-12-31").figure("signedOutside").projects;
    let formal = asked("zone:晋中开发区 signed:2021").unwrap();
    assert_eq!(asked("zone:晋中开发区 signed:2021 contractKind:framework"), Some(1));
    assert_eq!(asked("zone:晋中开发区 signed:2021 contractKind:formal,framework"), Some(formal + 1));
}

#[test]
fn f410_to_f412_a_single_signing_is_told_from_its_facts() {
    let mut ledger = Ledger::new();
    let group = ledger.investor("中国某集团", 110_000);
    let id = ledger.add(FAR_ZONE, |project| {
        project.event(Stage::Signed, "2021-12-02").claimed(Stage::Signed, "2021-11-01").from(group);
        let facts = project.project();
        facts.content = Some(
            "交易中心、冷链中心、加工中心、配送中心、检测中心、信息中心、结算中心、展示中心、电商中心".into(),
        );
        facts.invest_fen = Some(yi("60"));
        facts.contract_fen = Some(yi("53"));
    });
    ledger.add(FAR_ZONE, |project| {
        project.event(Stage::Signed, "2021-12-02").contract(ContractKind::Framework);
        project.project().contract_fen = Some(yi("7"));
    });
    let dossier = ledger.dossiers.iter().find(|dossier| dossier.id() == id).unwrap();
    assert_eq!(Signing::of(dossier, &ledger.dimensions, day("2021-12-01")), None);
    let mut signing = Signing::of(dossier, &ledger.dimensions, day("2021-12-31")).unwrap();
    let catalogue = Catalogue::builtin();
    assert_eq!(signing.with_whom(catalogue, Lang::Zh), "12月2日，与中国某集团签约");
    assert!(signing.what(catalogue, Lang::Zh).ends_with("展示中心、电商中心等九大中心"));
    assert_eq!(signing.how_much(catalogue, Lang::Zh).unwrap(), "此次签约金额达53亿元");
    let snapshot = ledger.snapshot();
    let sum = Asked::of(&snapshot, "zone:平鲁开发区", "2021-12-31").figure("contractAmount");
    assert_eq!((sum.printed.as_str(), sum.sentence(Lang::Zh).as_str()), ("53亿元", "此次签约金额达53亿元"));
    signing.contract.as_mut().unwrap().qualifier = Some(Qualifier::About);
    assert_eq!(signing.how_much(catalogue, Lang::Zh).unwrap(), "此次签约金额达约53亿元");
}

/// What five signed projects had reached by the day asked, in the order of stages; and what must not count.
fn signed_projects_on_their_way() -> Ledger {
    let mut ledger = Ledger::new();
    let reached = [
        &[Stage::Signed][..],
        &[Stage::Signed, Stage::Fulfilled],
        &[Stage::Signed, Stage::Fulfilled, Stage::Landed],
        &[Stage::Signed, Stage::Fulfilled, Stage::Landed, Stage::Commenced],
        // Started without anybody recording what came between.
        &[Stage::Signed, Stage::Commenced],
    ];
    for stages in reached {
        ledger.add(ZONE, |project| {
            for (stage, date) in stages.iter().zip(["2021-03-01", "2021-05-01", "2021-07-01", "2021-09-01"]) {
                project.event(*stage, date);
            }
        });
    }
    ledger.add(ZONE, |project| {
        project.project().contract_kind = Some(ContractKind::Framework);
        project.event(Stage::Signed, "2021-03-01").event(Stage::Commenced, "2021-05-01");
    });
    // Fulfilled and started, but after the day asked.
    ledger.add(ZONE, |project| {
        project.event(Stage::Signed, "2022-03-01").event(Stage::Commenced, "2022-05-01");
    });
    ledger
}

#[rstest]
#[case("fulfillmentRate", "签约项目5个，总投资未填，其中履约4个，履约率80.00%")]
#[case("registrationRate", "签约项目5个，其中已注册4个，注册率80.00%")]
#[case("productionRateOverSigned", "签约项目5个，总投资未填，其中投产0个，投产率0.00%")]
#[case("landingRate", "签约项目5个，总投资未填，其中落地3个，落地率60.00%")]
#[case("startRateOverFulfilled", "履约项目4个，总投资未填，其中开工2个，开工率50.00%")]
#[case("startRateOverSigned", "签约项目5个，总投资未填，其中开工2个，开工率40.00%")]
fn each_rate_along_the_way_from_signing_has_its_own_denominator(#[case] name: &str, #[case] sentence: &str) {
    let snapshot = signed_projects_on_their_way().snapshot();
    assert_eq!(Asked::of(&snapshot, "", "2021-12-31").figure(name).sentence(Lang::Zh), sentence);
}

#[test]
fn what_produces_is_held_against_all_that_was_signed() {
    let mut ledger = signed_projects_on_their_way();
    let stages: [(Stage, &str); 3] = [
        (Stage::Producing, "2021-11-01"),
        (Stage::FullCapacity, "2021-12-01"),
        (Stage::Producing, "2022-01-01"),
    ];
    for (stage, date) in stages {
        ledger.add(ZONE, |project| {
            project.event(Stage::Signed, "2021-01-05").event(stage, date);
        });
    }
    let snapshot = ledger.snapshot();
    let said = Asked::of(&snapshot, "", "2021-12-31").figure("productionRateOverSigned").sentence(Lang::Zh);
    assert_eq!(said, "签约项目8个，总投资未填，其中投产2个，投产率25.00%");
}

#[test]
fn phases_and_parts_count_with_their_project_unless_they_are_asked_for() {
    let mut ledger = Ledger::new();
    let whole = ledger.add(ZONE, |project| {
        project.invest(yi("3")).event(Stage::Signed, "2021-05-01");
    });
    for part in [Part::Phase, Part::Phase, Part::PackagePart] {
        ledger.add(ZONE, |project| {
            project.invest(yi("1")).event(Stage::Signed, "2021-05-01");
            project.project().parent = Some(whole);
            project.project().part = Some(part);
        });
    }
    let snapshot = ledger.snapshot();
    let said =
        |filter: &str, name: &str| Asked::of(&snapshot, filter, "2021-12-31").figure(name).sentence(Lang::Zh);
    assert_eq!(said("", "signed"), "签约项目1个，总投资3亿元");
    assert_eq!(said("part:phase", "signed"), "签约项目2个，总投资2亿元");
    assert_eq!(said(&format!("parent:P{}", whole.0), "signed"), "签约项目3个，总投资3亿元");
    assert_eq!(said("", "startRateOverSigned"), "签约项目1个，总投资3亿元，其中开工0个，开工率0.00%");
}

#[rstest]
#[case::nothing_known(&[None, None], "—", "暂无签约金额")]
#[case::one_known(&[None, Some("53")], "53亿元", "此次签约金额达53亿元")]
#[case::a_true_zero(&[Some("0")], "0亿元", "此次签约金额达0亿元")]
fn a_sum_of_nothing_known_is_no_zero(
    #[case] amounts: &[Option<&str>],
    #[case] printed: &str,
    #[case] said: &str,
) {
    let mut ledger = Ledger::new();
    for amount in amounts {
        ledger.add(FAR_ZONE, |project| {
            project.event(Stage::Signed, "2021-12-02").contract(ContractKind::Formal);
            project.project().contract_fen = amount.map(yi);
        });
    }
    let sum = Asked::of(&ledger.snapshot(), "", "2021-12-31").figure("contractAmount");
    assert_eq!(sum.printed, printed);
    assert_eq!(sum.sentence(Lang::Zh), said);
}
