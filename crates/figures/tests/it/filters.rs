//! The filter language: canonical text, refusals with their place, and what each kind of term lets through.

use crate::fixture::*;
use domain::{ListKind, MilestoneCode, Scope, Stage};
use figures::{Field, FieldKind, Filter, FilterErrorKind, Population, Snapshot};
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case("  stage:signed   zone:晋中开发区 ", "stage:signed zone:晋中开发区")]
#[case("stage=signed，commenced", "stage:signed,commenced")]
#[case("a and (b or c)", "a (b or c)")]
#[case("-\"两 词\" -(a b)", "not \"两 词\" not (a b)")]
#[case("invest>=10亿 signed:2022Q1..", "invest>=10亿 signed:2022Q1..")]
#[case("", "")]
fn a_filter_has_one_canonical_text(#[case] written: &str, #[case] canonical: &str) {
    assert_eq!(Filter::parse(written).unwrap().to_string(), canonical);
}

#[rstest]
#[case("stage:signed stag:x", 14)]
#[case("stage:sined", 7)]
#[case("(a", 1)]
#[case("a )", 3)]
#[case("\"a", 1)]
#[case("signed:2022-02-30", 8)]
#[case("invest>约3亿", 8)]
#[case("zone>3", 6)]
#[case("a or", 5)]
#[case("not", 1)]
#[case("stage:", 7)]
#[case("late>1,2", 1)]
#[case("investor:", 10)]
#[case("investor:\" \"", 10)]
#[case("investor>外省", 10)]
#[case("responsible:甲..乙", 13)]
fn a_refusal_says_where(#[case] written: &str, #[case] at: usize) {
    assert_eq!(Filter::parse(written).unwrap_err().at, at);
}

#[test]
fn unknown_words_are_answered_with_the_nearest_known_ones() {
    let FilterErrorKind::UnknownField { near, .. } = Filter::parse("stags:x").unwrap_err().kind else {
        panic!()
    };
    assert_eq!(near[0], "stage");
    let snapshot = Ledger::new().snapshot();
    let filter = Filter::parse("a zone:晋中开区").unwrap();
    let error =
        Population::new(&snapshot, &Scope::operator(), Some(&filter), day("2022-01-01")).err().unwrap();
    assert_eq!(error.at, 3);
    let FilterErrorKind::UnknownValue { near, .. } = error.kind else { panic!() };
    assert_eq!(near[0], "晋中开发区");
}

#[test]
fn depth_length_and_terms_are_limited() {
    let deep = format!("{}a{}", "(".repeat(100), ")".repeat(100));
    assert_eq!(Filter::parse(&deep).unwrap_err().kind, FilterErrorKind::TooDeep);
    assert_eq!(Filter::parse(&"-".repeat(4_000)).unwrap_err().kind, FilterErrorKind::TooDeep);
    assert_eq!(Filter::parse(&"a ".repeat(4_000)).unwrap_err().kind, FilterErrorKind::TooLong);
    let many = |terms: usize| vec!["a"; terms].join(" or ");
    assert!(Filter::parse(&many(64)).is_ok());
    let error = Filter::parse(&many(65)).unwrap_err();
    assert_eq!((error.kind, error.at), (FilterErrorKind::TooManyTerms, 64 * 5 + 1));
    let texts = |values: usize| format!("leader:{}", vec!["a"; values].join(","));
    assert!(Filter::parse(&texts(64)).is_ok());
    assert_eq!(Filter::parse(&texts(65)).unwrap_err().kind, FilterErrorKind::TooManyTerms);
    let zones = format!("zone:{}", vec!["a"; 500].join(","));
    assert!(Filter::parse(&zones).is_ok());
}

/// One project with everything, one with nothing.
fn two_projects() -> Snapshot {
    let mut ledger = Ledger::new();
    let classes = ledger.taxonomy("zone", &["新材料", "新能源"]);
    let rounds = (ledger.round(2021, 1, "2021-01-01"), ledger.round(2022, 1, "2022-02-26"));
    let investor = ledger.investor("外省公司", 440_300);
    ledger.list(investor, "世界500强", 2021);
    ledger.add(ZONE, |project| {
        project.invest(yi("10")).class(classes[0]).from(investor);
        project.event(Stage::Signed, "2021-03-15").event(Stage::Commenced, "2021-08-01");
        project.event(Stage::Producing, "2022-12-01").claimed(Stage::Completed, "2021-12-01");
        project.promise(MilestoneCode::Commencement, "2021-06-30", "2021-03-01");
        project.promise(MilestoneCode::Production, "2021-12-31", "2021-03-01");
        project.entry(rounds.0, ListKind::Signing, yi("9"));
        project.entry(rounds.1, ListKind::Commencement, yi("10"));
        let facts = project.project();
        facts.own_no = "JZ-001".into();
        facts.title = "年产４万吨新材料（一期）项目".into();
        facts.park = Some(PARK);
        facts.liaison_leader = Some("甲、乙".into());
        facts.responsible_unit = Some("招商局".into());
        facts.responsible_person = Some("丙".into());
        facts.land_mu_e2 = Some(4_950);
    });
    ledger.add(FAR_ZONE, |project| {
        project.undated(Stage::Signed, "2021-01-10");
        project.project().own_no = "JZ-002".into();
    });
    ledger.snapshot()
}

#[rstest]
#[case("", "JZ-001 JZ-002")]
#[case("jz-00", "JZ-001 JZ-002")]
#[case("新材料", "JZ-001")]
// The end of one project and the beginning of the next are no text of either.
#[case("项目jz", "")]
#[case("stage:commenced", "JZ-001")]
#[case("stage:已签约", "JZ-002")]
#[case("reached:signed", "JZ-001 JZ-002")]
#[case("reached:producing", "")]
#[case("signed:2021", "JZ-001")]
#[case("signed:none", "JZ-002")]
#[case("signed>2021-03", "")]
#[case("signed>=2021-03-15 signed<=2021Q1", "JZ-001")]
#[case("produced:2022", "")]
#[case("plannedStart:2021H1", "JZ-001")]
#[case("overdue:start", "")]
#[case("overdue:production late>30", "JZ-001")]
#[case("late>59", "")]
#[case("invest>=10亿", "JZ-001")]
#[case("invest>10亿", "")]
#[case("invest:100000", "JZ-001")]
#[case("invest!=100000", "JZ-002")]
#[case("size:ge10", "JZ-001")]
#[case("size:none", "JZ-002")]
#[case("land:49.5亩", "JZ-001")]
#[case("zone:晋中开发区", "JZ-001")]
#[case("zone:O6", "JZ-002")]
#[case("city:朔州市,晋中市", "JZ-001 JZ-002")]
#[case("-city:晋中市", "JZ-002")]
#[case("park:none", "JZ-002")]
#[case("org:晋省", "JZ-001 JZ-002")]
#[case("industry:zone/新材料", "JZ-001")]
#[case("industry:none", "JZ-002")]
#[case("origin:outside", "JZ-001")]
#[case("origin:none", "JZ-002")]
#[case("listed:世界500强/2021", "JZ-001")]
#[case("listed:世界500强/2020", "")]
#[case("round:2021-1 list:signing", "JZ-001")]
#[case("round:2021-1 list:commencement", "")]
#[case("(round:2021-1 or round:2022-1) list:commencement", "JZ-001")]
#[case("round:2021 amount<10亿", "JZ-001")]
#[case("not round:2021", "JZ-002")]
#[case("claimed:completed", "JZ-001")]
#[case("undated:yes", "JZ-002")]
#[case("sameYear:signed+started", "JZ-001")]
#[case("sameYear:signed+started+produced", "")]
#[case("leader:乙", "JZ-001")]
#[case("leader:none", "JZ-002")]
#[case("unit:招商", "JZ-001")]
#[case("unit:丙", "")]
#[case("responsible:招商", "JZ-001")]
#[case("responsible:财政局,丙", "JZ-001")]
#[case("responsible!=丙", "JZ-002")]
#[case("responsible:none", "JZ-002")]
#[case("investor:外省", "JZ-001")]
#[case("investor:\"外省公司\" stage:commenced", "JZ-001")]
#[case("investor:本省,另一家", "")]
#[case("investor:none", "JZ-002")]
#[case("省公司", "JZ-001")]
#[case("省公司 -investor:外省", "")]
#[case("no:jz-002", "JZ-002")]
#[case("4万吨", "JZ-001")]
#[case("\"新材料(一期)\"", "JZ-001")]
#[case("jz-00 or nothing", "JZ-001 JZ-002")]
fn a_term_lets_through_what_it_says(#[case] filter: &str, #[case] expected: &str) {
    let snapshot = two_projects();
    let asked = Asked::of(&snapshot, filter, "2022-02-28");
    let found = Population::new(&snapshot, &asked.scope, Some(&asked.filter), asked.true_on).unwrap();
    let numbers: Vec<&str> = found.projects().map(|project| project.own_no()).collect();
    assert_eq!(numbers.join(" "), expected);
}

/// Terms as people might write them, right and wrong.
fn written() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        "[a-z0-9+/.]{1,8}",
        Just("\"a b\"".to_owned()),
        Just("2022Q1..".to_owned()),
        Just("none".to_owned())
    ];
    let sample = |field: Field| match field.kind() {
        FieldKind::Day => "2021..2022Q3",
        FieldKind::Money => "3.5亿,7",
        FieldKind::Number => "30",
        FieldKind::Round => "2021-1..",
        _ => "signing",
    };
    let field = proptest::sample::select(Field::ALL);
    let good = field.clone().prop_map(move |field| format!("{}:{}", field.name(), sample(field)));
    let any = (field, prop_oneof![":", "!=", ">", "<="], value)
        .prop_map(|(field, op, value)| field.name().to_owned() + &op + &value);
    let term = prop_oneof![good, any, "[a-z新材料]{1,6}", Just("\"q \\\" q\"".to_owned())];
    term.prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("({})", parts.join(" "))),
            proptest::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| format!("({})", parts.join(" or "))),
            inner.prop_map(|part| format!("not {part}")),
        ]
    })
}

proptest! {
    #[test]
    fn reading_the_canonical_text_gives_the_same_filter(text in written()) {
        if let Ok(filter) = Filter::parse(&text) {
            prop_assert_eq!(Filter::parse(&filter.to_string()), Ok(filter));
        }
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,60}", mixed in "[a-z:,.()\"\\\\ <>=!新-]{0,60}") {
        for text in [text, mixed] {
            if let Ok(filter) = Filter::parse(&text) {
                prop_assert_eq!(Filter::parse(&filter.to_string()), Ok(filter));
            }
        }
    }
}
