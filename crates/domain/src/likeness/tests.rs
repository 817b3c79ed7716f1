use super::*;
use rstest::rstest;

fn named(title: &str) -> Traits {
    Traits { name: Name::of(title), ..Traits::default() }
}

fn like(one: &str, other: &str) -> Likeness {
    Likeness::of(&named(one), &named(other))
}

#[rstest]
#[case("华盛电池材料项目", "华盛 电池材料项目", Ground::SameName)]
#[case("华盛有限公司电池材料项目", "华盛公司电池材料建设项目", Ground::SameCore)]
#[case("（华盛）电池材料项目", "华盛电池材料", Ground::SameCore)]
#[case("晋中电池材料生产基地", "电池材料生产基地（晋中）", Ground::SameWords)]
#[case("华盛新能源电池材料项目", "新能源电池材料项目", Ground::NameWithin)]
#[case("年产10万吨煤基碳材料项目", "年产10万吨煤基新型碳材料项目", Ground::NameNear)]
#[case("华盛新能源电池材料二期", "华盛新能源电池材料（第2期）", Ground::SameCore)]
#[case("智能制造装备产业园基础设施", "智能制造装备产业圆基础设施", Ground::NameNear)]
fn names_of_one_project_are_alike_whatever_form_they_take(
    #[case] one: &str,
    #[case] other: &str,
    #[case] ground: Ground,
) {
    for (one, other) in [(one, other), (other, one)] {
        let found = like(one, other);
        assert!(found.score >= ASKED_MIN && found.grounds == [ground], "{one} {other}: {found:?}");
    }
}

#[rstest]
#[case("电池材料项目一期", "电池材料项目二期", Ground::OtherPhase)]
#[case("电池材料项目", "电池材料项目（二期）", Ground::OtherPhase)]
#[case("道路工程第三标段", "道路工程第四标段", Ground::OtherPhase)]
#[case("太原大数据中心扩建", "晋中大数据中心扩建", Ground::OtherPlace)]
#[case("标准厂房东区改造", "标准厂房西区改造", Ground::OtherPlace)]
#[case("年产10万吨碳材料项目", "年产20万吨碳材料项目", Ground::OtherNumber)]
#[case("标准厂房项目1", "标准厂房项目2", Ground::OtherNumber)]
#[case("华盛公司光伏组件生产线项目", "远达公司光伏组件生产线项目", Ground::OtherWord)]
fn phases_places_numbers_and_other_words_keep_two_apart(
    #[case] one: &str,
    #[case] other: &str,
    #[case] ground: Ground,
) {
    for (one, other) in [(one, other), (other, one)] {
        let found = like(one, other);
        assert!(found.score < ASKED_MIN && found.grounds.contains(&ground), "{one} {other}: {found:?}");
    }
}

#[test]
fn names_with_nothing_in_common_are_not_alike() {
    assert_eq!(like("电池项目", "风机项目").score, 0);
    assert_eq!(like("项目", "工程").score, 0, "words that every project bears say nothing");
}

#[test]
fn a_former_name_counts_nearly_as_the_name() {
    let renamed =
        Traits { former: vec![Name::of("旧名新材料项目")], ..named("全新品牌产业园") };
    let found = Likeness::of(&named("旧名新材料项目"), &renamed);
    assert_eq!((found.score, found.grounds), (98, vec![Ground::FormerName, Ground::SameName]));
}

#[test]
fn codes_investors_and_amounts_speak_for_or_against() {
    let of = |code: &str, investor: &str, fen: i64| Traits {
        project_code: Some(code.to_owned()),
        investors: vec![investor.to_owned()],
        invest: Some(Money::from_fen(fen)),
        ..named("新能源电池材料生产线")
    };
    let same = Likeness::of(&of("a", "x", 100), &of("a", "x", 100));
    assert!(same.score == 100 && same.grounds.contains(&Ground::SameProjectCode), "{same:?}");
    let other = Likeness::of(&of("a", "x", 100), &of("b", "y", 900));
    assert!(other.score < ASKED_MIN, "{other:?}");
    for ground in [Ground::OtherProjectCode, Ground::OtherInvestor, Ground::OtherInvest] {
        assert!(other.grounds.contains(&ground) && !ground.is_for(), "{other:?}");
    }
}

#[test]
fn an_index_finds_whom_a_project_looks_like_the_likest_first() {
    let titles = ["风机叶片", "华盛新能源电池材料", "华盛新能源电池材料二期", "新能源电池材料项目"];
    let index = Index::of(titles.map(named).to_vec());
    let found = index.like(&named("新能源电池材料"), ASKED_MIN);
    let places: Vec<usize> = found.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, [3, 1]);
    assert!(index.like(&named("轴承"), 1).is_empty());
}
