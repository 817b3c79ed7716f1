//! The catalogue: complete, checked when loaded, and the pinned form of its answers.

use crate::fixture::*;
use domain::limits::GROUPINGS_MAX;
use domain::{ListKind, Stage};
use figures::{
    Catalogue, CatalogueProblem, Dim, FigureError, Lang, Question, chinese_numeral, evaluate, evaluate_page,
};
use rstest::rstest;

const PINNED: [&str; 11] = [
    "signed",
    "started",
    "produced",
    "byStage",
    "overdueStart",
    "overdueProduction",
    "roundEntries",
    "listStartRate",
    "listProductionRate",
    "startRateOverSigned",
    "productionRateOverSigned",
];

const SOUND: &str = r#"
[[figure]]
name = "one"
title = { zh = "一", en = "one" }
kind = "count"
basis = "projects"
population = "stage:signed"
asOf = "F"
places = 2
rounding = "halfUp"
footnote = { zh = "口径", en = "rule" }
empty = { zh = "暂无", en = "none" }
sentences.default = { zh = "{n}个", en = "{n}" }
"#;

#[test]
fn every_pinned_figure_stands_in_the_catalogue_with_footnote_and_sentence_in_both_languages() {
    for name in PINNED {
        let spec = Catalogue::builtin().get(name).unwrap_or_else(|| panic!("{name} is missing"));
        for lang in [Lang::Zh, Lang::En] {
            assert!(!spec.footnote.get(lang).is_empty() && !spec.title.get(lang).is_empty());
        }
    }
}

#[rstest]
#[case("stage:signed", "stage:sined", 7, "population")]
#[case("\"count\"", "\"counts\"", 5, "kind")]
#[case("\"count\"", "\"rate\"", 5, "numerator")]
#[case("{n}个", "{k}个", 13, "sentences.default")]
#[case("halfUp", "up", 10, "rounding")]
#[case("sentences.default", "sentences.other", 3, "sentences.default")]
#[case("places = 2", "places = 2\nplaces = 3", 10, "places")]
#[case("places = 2", "place = 2", 9, "place")]
#[case("\"F\"", "\"Z\"", 8, "asOf")]
fn a_mistake_is_named_with_its_line_and_key(
    #[case] right: &str,
    #[case] wrong: &str,
    #[case] line: usize,
    #[case] key: &str,
) {
    assert_eq!(Catalogue::parse(SOUND).unwrap().figures().len(), 1);
    let error = Catalogue::parse(&SOUND.replacen(right, wrong, 1)).unwrap_err();
    assert_eq!(error.key, key);
    assert_eq!(error.line, line, "{error}");
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    let error = Catalogue::parse(&SOUND.repeat(2)).unwrap_err();
    assert_eq!(error.problem, CatalogueProblem::Twice);
}

#[test]
fn answers_have_the_pinned_form() {
    let mut ledger = Ledger::new();
    let round = ledger.round(2022, 1, "2022-02-26");
    ledger.add(ZONE, |project| {
        project.invest(yi("3")).event(Stage::Signed, "2021-05-01").entry(round, ListKind::Signing, yi("2"));
    });
    let snapshot = ledger.snapshot();
    let form = |name: &str, by: &[Dim]| {
        let figure = Asked::of(&snapshot, "", "2022-03-31").by(by).figures(name).remove(0);
        toml::to_string(&figure).unwrap()
    };
    let signed = form("signed", &[Dim::Quarter]);
    for part in [
        "name = \"signed\"",
        "value = 1\n",
        "unit = \"projects\"",
        "amountFen = 30000000000",
        "quarter = \"2021Q2\"",
    ] {
        assert!(signed.contains(part), "{part} in {signed}");
    }
    assert!(!signed.contains("numerator") && !signed.contains("entries"), "{signed}");
    let rate = form("listStartRate", &[Dim::Round]);
    for part in
        ["value = \"0/1\"", "numerator = 0", "denominator = 1", "printed = \"0.00%\"", "round = \"2022-1\""]
    {
        assert!(rate.contains(part), "{part} in {rate}");
    }
}

#[test]
fn the_sentence_of_a_group_always_names_it_in_words() {
    let mut ledger = Ledger::new();
    let round = ledger.round(2022, 1, "2022-02-26");
    ledger.add(ZONE, |project| {
        project.invest(yi("3")).event(Stage::Signed, "2021-05-01").entry(round, ListKind::Signing, yi("2"));
    });
    let snapshot = ledger.snapshot();
    let asked = Asked::of(&snapshot, "", "2022-03-31");
    let said = |name: &str, by: &[Dim]| {
        let key_word = |lang: Lang, _: Dim, key: &str| format!("<{key} {lang:?}>");
        let question = Question { by, key_word, ..asked.question() };
        let figure = evaluate(Catalogue::builtin(), &question, name).unwrap().remove(0);
        (figure.sentence(Lang::Zh), figure.sentence(Lang::En))
    };
    let (zh, en) = said("byStage", &[]);
    assert_eq!(zh, "<signed Zh>项目1个，总投资3亿元");
    assert_eq!(en, "<signed En>: 1 project, total investment 3 hundred million yuan");
    assert_eq!(said("signed", &[]).0, "签约项目1个，总投资3亿元");
    assert_eq!(said("signed", &[Dim::Origin]).0, "<unknown Zh>：签约项目1个，总投资3亿元");
    assert_eq!(
        said("signed", &[Dim::Zone, Dim::Year]).1,
        "<晋中开发区 En> · <2021 En>: 1 project signed, total investment 3 hundred million yuan"
    );
    // The sentence of a list says its list itself.
    assert_eq!(said("roundEntries", &[Dim::List]).0, "总投资2亿元的1个项目集中签约");
    assert_eq!(said("roundEntries", &[Dim::Round, Dim::List]).0, "<2022-1 Zh>：总投资2亿元的1个项目集中签约");
    assert_eq!(said("newRoundEntries", &[Dim::List]).0, "<signing Zh>：其中新入列1项次，总投资2亿元");
}

/// What a figure says of the projects `tell` adds, in both languages.
fn said_of(name: &str, tell: impl FnOnce(&mut Ledger)) -> (String, String) {
    let mut ledger = Ledger::new();
    tell(&mut ledger);
    let figure = Asked::of(&ledger.snapshot(), "", "2022-03-31").figure(name);
    (figure.sentence(Lang::Zh), figure.sentence(Lang::En))
}

#[test]
fn a_sentence_states_no_amount_when_none_is_known() {
    let signed = |invest: Option<domain::Money>| {
        move |ledger: &mut Ledger| {
            for amount in [None, invest] {
                ledger.add(ZONE, |project| {
                    project.event(Stage::Signed, "2021-05-01");
                    if let Some(amount) = amount {
                        project.invest(amount);
                    }
                });
            }
        }
    };
    let (zh, en) = said_of("signed", signed(None));
    assert_eq!(zh, "签约项目2个，总投资未填");
    assert_eq!(en, "2 projects signed, total investment not entered");
    assert_eq!(
        said_of("startRateOverSigned", signed(None)).0,
        "签约项目2个，总投资未填，其中开工0个，开工率0.00%"
    );
    // A sum of nothing is none.
    let (zh, en) = said_of("contractAmount", signed(None));
    assert_eq!((zh.as_str(), en.as_str()), ("暂无签约金额", "No contract amount"));
    assert_eq!(said_of("signed", signed(Some(yi("3")))).0, "签约项目2个，总投资3亿元");
    assert_eq!(said_of("signed", signed(Some(yi("0")))).0, "签约项目2个，总投资0亿元");
}

#[test]
fn one_project_is_not_said_in_the_plural() {
    let one = |ledger: &mut Ledger| {
        let project = |project: &mut Draft<'_>| {
            project.invest(yi("3")).event(Stage::Signed, "2021-05-01").event(Stage::Commenced, "2021-06-01");
        };
        ledger.add(ZONE, project);
    };
    assert_eq!(said_of("signed", one).1, "1 project signed, total investment 3 hundred million yuan");
    assert_eq!(
        said_of("startRateOverSigned", one).1,
        "Of 1 signed project, total investment 3 hundred million yuan, 1 is started: start rate 100.00 %"
    );
}

#[test]
fn a_figure_that_cannot_be_given_says_why() {
    let snapshot = Ledger::new().snapshot();
    let scope = domain::Scope::operator();
    let question = Question::new(&snapshot, &scope, day("2022-01-01"));
    let Err(FigureError::UnknownFigure { near, .. }) = evaluate(Catalogue::builtin(), &question, "signd")
    else {
        panic!("there is no such figure")
    };
    assert_eq!(near[0], "signed");
    for by in [[Dim::List, Dim::Zone], [Dim::Zone, Dim::Zone]] {
        let asked = Question { by: &by, ..question.clone() };
        let refused = evaluate(Catalogue::builtin(), &asked, "signed");
        assert!(matches!(refused, Err(FigureError::NotGroupable { .. })));
    }
}

#[test]
fn a_figure_has_as_many_groupings_as_the_limit_allows_and_no_more() {
    let snapshot = Ledger::new().snapshot();
    let scope = domain::Scope::operator();
    let by = [Dim::City, Dim::Zone, Dim::Stage, Dim::Year, Dim::Size];
    let asked = |count: usize| {
        let question = Question { by: &by[..count], ..Question::new(&snapshot, &scope, day("2022-01-01")) };
        evaluate(Catalogue::builtin(), &question, "signed").map(|_| ())
    };
    assert_eq!(asked(GROUPINGS_MAX), Ok(()));
    let refused = FigureError::NotGroupable { figure: "signed".into(), dim: by[GROUPINGS_MAX] };
    assert_eq!(asked(GROUPINGS_MAX + 1), Err(refused));
}

#[rstest]
#[case(0, "零")]
#[case(3, "三")]
#[case(10, "十")]
#[case(12, "十二")]
#[case(20, "二十")]
#[case(105, "一百零五")]
#[case(2_010, "二千零一十")]
#[case(10_000, "10000")]
fn counts_are_written_in_chinese_numerals(#[case] number: i64, #[case] written: &str) {
    assert_eq!(chinese_numeral(number), written);
}

#[test]
fn the_whole_beside_the_groups_is_the_figure_asked_without_them() {
    let mut ledger = Ledger::new();
    for zone in [ZONE, ZONE, FAR_ZONE] {
        ledger.add(zone, |project| {
            project.invest(yi("3")).event(Stage::Signed, "2021-05-01");
        });
    }
    let (snapshot, scope) = (ledger.snapshot(), domain::Scope::operator());
    let plain = Question::new(&snapshot, &scope, day("2022-01-01"));
    let by_zone = Question { by: &[Dim::Zone], ..plain.clone() };
    let with_whole = |question: &Question<'_>, name: &str| {
        let page = evaluate_page(Catalogue::builtin(), question, name, usize::MAX).unwrap();
        (page.figures, page.whole)
    };
    let (groups, whole) = with_whole(&by_zone, "signed");
    assert_eq!(groups, evaluate(Catalogue::builtin(), &by_zone, "signed").unwrap());
    assert_eq!(whole.as_slice(), evaluate(Catalogue::builtin(), &plain, "signed").unwrap());
    assert_eq!(with_whole(&plain, "signed").0, whole.as_slice());
    // Always grouped, so that it has no whole.
    assert_eq!(with_whole(&plain, "byStage").1, None);
}
