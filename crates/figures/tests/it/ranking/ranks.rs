//! Ties, groups apart, top and bottom, changes of place, editions, the table.

use super::*;
use figures::Lang;
use figures::ranking::{Change, RankError};
use proptest::prelude::*;
use rstest::rstest;

fn of_points(ties: &str, keys: &str) -> Scheme {
    parse(&format!("{HEAD}ties = \"{ties}\"\n{keys}\n{}", points("it", "")))
}

#[rstest]
#[case("dense", "", "a1 b2 d2 c3 e-")]
#[case("competition", "", "a1 b2 d2 c4 e-")]
#[case("dense", "tieBy = \"exact\"", "a1 d2 b3 c4 e-")]
fn ties_share_a_rank_and_stand_in_the_offices_order(
    #[case] ties: &str,
    #[case] keys: &str,
    #[case] standing: &str,
) {
    // b and d both print 8.0, and d is a little higher.
    let mut units = scored(&["9", "8.01", "7", "8.02"]);
    units.insert("e".to_owned(), unit(4, &[]));
    let ranking = rank(&of_points(ties, keys), &units, None).unwrap();
    assert_eq!(in_short(&ranking), standing);
    assert_eq!(ranking.row("b").unwrap().tied, keys.is_empty());
    assert!(!ranking.row("a").unwrap().tied);
}

#[test]
fn groups_are_ranked_apart() {
    let group =
        |name: &str| format!("[[scheme.group]]\nname = \"{name}\"\ntitle = {{ zh = \"\", en = \"\" }}\n");
    let scheme = of_points("dense", &[group("county"), group("zone")].concat());
    let mut units = scored(&["5", "9", "7", "6"]);
    for (id, group) in [("a", "zone"), ("b", "county"), ("c", "zone"), ("d", "county")] {
        units.get_mut(id).unwrap().group = Some(group.to_owned());
    }
    let ranking = rank(&scheme, &units, None).unwrap();
    assert_eq!(in_short(&ranking), "b1 d2 c1 a2");
    let names: Vec<_> = ranking.groups.iter().map(|group| group.group.as_deref()).collect();
    assert_eq!(names, [Some("county"), Some("zone")]);
    units.get_mut("a").unwrap().group = Some("town".to_owned());
    let refused = rank(&scheme, &units, None).unwrap_err();
    assert_eq!(refused, RankError::NoGroup { unit: "a".to_owned() });
}

#[rstest]
#[case(&["9", "8", "7", "6", "5"], "ab", false, "de", false)]
#[case(&["9", "8", "8", "8", "5"], "abcd", true, "e", false)]
#[case(&["9", "9", "1", "1", "5"], "ab", false, "cd", false)]
#[case(&["9", "8", "7"], "ab", false, "c", false)]
#[case(&["9", "9", "9"], "abc", true, "", false)]
#[case(&["9"], "a", false, "", false)]
fn a_tie_at_the_cut_takes_all_tied_in_and_says_so(
    #[case] scores: &[&str],
    #[case] top: &str,
    #[case] top_widened: bool,
    #[case] bottom: &str,
    #[case] bottom_widened: bool,
) {
    let mut units = scored(scores);
    units.insert("z".to_owned(), unit(9, &[]));
    let ranking = rank(&of_points("competition", "top = 2\nbottom = 2"), &units, None).unwrap();
    let group = &ranking.groups[0];
    let (first, last) = (group.top.as_ref().unwrap(), group.bottom.as_ref().unwrap());
    assert_eq!((first.units.concat().as_str(), first.widened), (top, top_widened));
    assert_eq!((last.units.concat().as_str(), last.widened), (bottom, bottom_widened));
    assert_eq!(rank(&of_points("dense", ""), &units, None).unwrap().groups[0].top, None);
}

#[test]
fn a_place_goes_up_down_stays_or_is_new() {
    let scheme = of_points("dense", "");
    let earlier = rank(&scheme, &scored(&["9", "8", "7"]), None).unwrap();
    assert_eq!(earlier.row("a").unwrap().change, None);
    let mut units = scored(&["6", "8", "9", "5"]);
    units.insert("e".to_owned(), unit(5, &[]));
    let now = rank(&scheme, &units, Some(&earlier)).unwrap();
    let change = |unit: &str| now.row(unit).unwrap().change;
    assert_eq!(change("c"), Some(Change::Up(2)));
    assert_eq!(change("a"), Some(Change::Down(2)));
    assert_eq!(change("b"), Some(Change::Same));
    assert_eq!(change("d"), Some(Change::New));
    assert_eq!(change("e"), None);
    let rows = now.groups[0].rows.iter().map(|row| {
        let rank = row.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string());
        let change = row.change.map(|change| change.to_string()).unwrap_or_default();
        format!("{rank}|{}|{}|{}|{change}", row.name, row.score.parts[0].printed, row.score.printed)
    });
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            "1|单位2|9.0|9.0|↑2",
            "2|单位1|8.0|8.0|—",
            "3|单位0|6.0|6.0|↓2",
            "4|单位3|5.0|5.0|新",
            "—|单位5|—|—|"
        ]
    );
}

#[test]
fn the_edition_in_force_on_the_day_is_taken() {
    let first = format!("{HEAD}ties = \"dense\"\nuntil = \"2021-12-31\"\n{}", points("it", ""));
    let second = first.replace("2020-01-01", "2021-07-01").replace("version = \"1\"", "version = \"2\"");
    let schemes = Schemes::parse(&format!("{first}{second}"), Catalogue::builtin()).unwrap();
    let version =
        |on: &str| schemes.on("test", crate::fixture::day(on)).map(|scheme| scheme.version.as_str());
    assert_eq!(version("2019-12-31"), None);
    assert_eq!(version("2021-06-30"), Some("1"));
    assert_eq!(version("2021-07-01"), Some("2"));
    assert_eq!(version("2022-01-01"), None);
    assert_eq!(schemes.on("tset", crate::fixture::day("2021-01-01")), None);
}

#[test]
fn henan_2008_ranks_without_a_gap() {
    let of = |total: &'static str, started: &'static str, structure: &'static str, done: &'static str| {
        [("total", total), ("started", started), ("mainStructure", structure), ("completed", done)]
    };
    let all = [
        of("17", "17", "0", "0"),
        of("30", "25", "9", "6"),
        of("10", "10", "0", "0"),
        of("4", "1", "0", "0"),
        of("0", "0", "0", "0"),
    ];
    let units = units(&all.each_ref().map(|inputs| &inputs[..]));
    let ranking = rank(builtin("henan2008"), &units, None).unwrap();
    assert_eq!(in_short(&ranking), "b1 a2 c2 d3 e-", "nothing of nothing is no score");
}

proptest! {
    #[test]
    fn ranks_do_not_depend_on_the_order_in_which_units_are_given(
        scores in proptest::collection::vec(0i64..20, 1..12),
        rotation in 0usize..12,
        competition: bool,
    ) {
        let scheme = of_points(if competition { "competition" } else { "dense" }, "top = 3\nbottom = 3");
        let named: Vec<(String, i64)> = scores.iter().enumerate().map(|(place, score)| (format!("单位{place}"), *score)).collect();
        // The same units under other ids, so that they come in another order.
        let by_name = |shift: usize| {
            let units: BTreeMap<String, Unit> = named.iter().enumerate().map(|(place, (name, score))| {
                let id = format!("{:02}", (place + shift) % named.len());
                let inputs = [("it".to_owned(), Input::from(Exact::from(*score)))].into();
                (id, Unit { name: name.clone(), order: place as u32, group: None, inputs })
            }).collect();
            let ranking = rank(&scheme, &units, None).unwrap();
            let rows: Vec<(String, Option<u32>, bool)> = ranking.groups[0].rows.iter().map(|row| (row.name.clone(), row.rank, row.tied)).collect();
            (rows, ranking.groups[0].top.as_ref().unwrap().widened)
        };
        prop_assert_eq!(by_name(0), by_name(rotation));
    }

    #[test]
    fn a_rank_is_one_more_than_how_many_are_higher(scores in proptest::collection::vec(0i64..9, 1..12)) {
        let texts: Vec<String> = scores.iter().map(ToString::to_string).collect();
        let units = scored(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        for (ties, distinct) in [("dense", true), ("competition", false)] {
            let ranking = rank(&of_points(ties, ""), &units, None).unwrap();
            for (place, own) in scores.iter().enumerate() {
                let mut higher: Vec<i64> = scores.iter().copied().filter(|other| other > own).collect();
                higher.sort_unstable();
                if distinct {
                    higher.dedup();
                }
                let id = char::from(b'a' + place as u8).to_string();
                prop_assert_eq!(ranking.row(&id).unwrap().rank, Some(higher.len() as u32 + 1));
            }
        }
    }
}

/// F319: the last three of the province, and the last among the townships of the zone.
#[test]
fn f319_the_last_places_are_called_out_group_by_group() {
    let of_group = |name: &str, bottom: usize, scores: &[&str]| {
        let ranking =
            rank(&of_points("dense", &format!("bottom = {bottom}")), &scored(scores), None).unwrap();
        let group = ranking.groups.into_iter().next().unwrap();
        figures::ranking::RankedGroup { group: Some(name.into()), ..group }
    };
    let province = of_group("全省", 3, &["9", "8", "7", "6", "5"]);
    let towns = of_group("各乡镇在开发区", 1, &["3", "2", "1"]);
    assert_eq!(province.bottom.as_ref().unwrap().units, ["c", "d", "e"]);
    assert_eq!(towns.bottom.as_ref().unwrap().units, ["c"]);
    let plain = rank(&of_points("dense", ""), &scored(&["1", "2"]), None).unwrap();
    let scheme = of_points("dense", "");
    let said = |ranking: &Ranking, lang| figures::last_places(Catalogue::builtin(), (&scheme, ranking), lang);
    assert_eq!(said(&plain, Lang::Zh), None, "a scheme that calls out nobody");
    let alone = figures::ranking::RankedGroup { group: None, ..province.clone() };
    let alone = Ranking { groups: vec![alone], ..plain.clone() };
    assert_eq!(said(&alone, Lang::Zh).unwrap(), "排名后三名");
    assert_eq!(said(&alone, Lang::En).unwrap(), "the last 3 of all");
    let both = Ranking { groups: vec![province, towns], ..plain };
    assert_eq!(said(&both, Lang::Zh).unwrap(), "全省排名后三名、各乡镇在开发区排名倒数第一");
}
