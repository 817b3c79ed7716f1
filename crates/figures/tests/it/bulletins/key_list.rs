//! The monthly bulletin is one of key projects: of those on the lists of the year, where a list is known.

use super::*;
use domain::KeyLevel;
use figures::bulletin::Source;

const ON: &str = "2022-06-30";

/// Three projects in the plan, of which two stand on a list of the year and one on that of another; one more is on the list
/// and in no plan.
fn ledger() -> Ledger {
    let mut ledger = planned();
    ledger.add(ZONE, |project| {
        project.invest(yi("1")).key(2022, KeyLevel::City).plan(2022, Some(yi("1")));
    });
    ledger.add(SISTER, |project| {
        project.invest(yi("2")).key(2022, KeyLevel::Province).plan(2022, Some(yi("1")));
    });
    ledger.add(ZONE, |project| {
        project.invest(yi("8")).key(2022, KeyLevel::County);
    });
    ledger
}

/// One project in the plan, on the list of the year before.
fn planned() -> Ledger {
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.invest(yi("4")).key(2021, KeyLevel::City).plan(2022, Some(yi("1")));
    });
    ledger
}

#[test]
fn the_bulletin_counts_the_projects_on_the_lists_of_the_year_and_tells_which_have_no_plan() {
    let snapshot = ledger().snapshot();
    let draft = Drafting::of(&snapshot, ON).draft("monthly");
    assert_eq!(
        said(&draft, "basis"),
        "根据项目台账登记和填报情况，现将全省开发区重点建设项目截至2022年6月底的进展情况通报如下。\
         重点项目指列入2022年重点项目名单且有年度计划的项目；名单中另有1个项目没有年度计划，未计入。"
    );
    assert!(
        said(&draft, "overall").starts_with("全年实施总投资3亿元的2项重点工程项目"),
        "{}",
        said(&draft, "overall")
    );
    assert_eq!(printed(&draft.annexes[1].tables[0]).len(), 3, "two projects and their total");
}

#[test]
fn every_number_of_key_projects_opens_into_projects_on_the_list() {
    let snapshot = ledger().snapshot();
    let draft = Drafting::of(&snapshot, ON).draft("monthly");
    let asked: Vec<String> = draft
        .figures()
        .into_iter()
        .filter_map(|figure| match figure.source {
            Source::Asked(asked) => Some(asked.filter),
            Source::Stated(_) => None,
        })
        .collect();
    assert!(!asked.is_empty() && asked.iter().all(|filter| filter.contains("key:yes/2022")), "{asked:?}");
}

#[test]
fn without_a_list_of_the_year_all_projects_of_the_plan_are_counted_and_that_is_said() {
    let snapshot = planned().snapshot();
    let draft = Drafting::of(&snapshot, ON).draft("monthly");
    assert!(
        said(&draft, "basis").ends_with("2022年重点项目名单尚未登记，重点项目按列入年度计划的全部项目统计。")
    );
    assert!(said(&draft, "overall").contains("1项重点工程"), "{}", said(&draft, "overall"));
    let english = Drafting { lang: Lang::En, ..Drafting::of(&snapshot, ON) }.draft("monthly");
    assert!(said(&english, "basis").ends_with("all projects in the plan of the year count as such."));
}

#[test]
fn a_zone_without_key_projects_says_none_where_others_have_a_list() {
    let snapshot = ledger().snapshot();
    let draft = Drafting { org: Some(FAR_ZONE), ..Drafting::of(&snapshot, ON) }.draft("monthly");
    assert_eq!(said(&draft, "overall"), "暂无列入2022年年度计划的重点项目。");
}

#[test]
fn the_review_of_a_year_means_the_same_key_projects_and_counts_all_else_as_before() {
    let mut ledger = ledger();
    ledger.add(ZONE, |project| {
        project.invest(yi("5")).event(domain::Stage::Signed, "2022-03-01");
    });
    let snapshot = ledger.snapshot();
    let draft = Drafting::of(&snapshot, "2022-12-31").draft("year");
    let said = said(&draft, "investment");
    assert!(said.starts_with("全年实施总投资3亿元的2项重点工程项目"), "{said}");
    assert!(said.ends_with("名单中另有1个项目没有年度计划，未计入。"), "{said}");
    let asked = |slot: &str| match &draft
        .figures()
        .into_iter()
        .find(|it| it.slot.starts_with(slot))
        .unwrap()
        .source
    {
        Source::Asked(asked) => asked.filter.clone(),
        Source::Stated(_) => String::new(),
    };
    assert!(asked("investment.").contains("key:") && !asked("projects.").contains("key:"));
}
