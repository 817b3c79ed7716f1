//! Acceptance, ☆ figures of what offices did and keep lists of: F031, F032, F113, F211, F212, F318, F319, F322, F419.

use crate::fixture::*;
use domain::facts::{Occasion, RosterEntry};
use domain::{Cycle, LeaderRank, OccasionKind, Qualifier, RosterKind};
use figures::{Affairs, Catalogue, Lang};
use rstest::rstest;

fn occasion(kind: OccasionKind, on: &str) -> Occasion {
    Occasion {
        org: ZONE,
        kind,
        title: "活动".into(),
        day: day(on),
        cycle: None,
        leader: None,
        leader_rank: None,
        place: None,
        enterprises: None,
        topics: None,
        attendees: None,
        attendees_qualifier: None,
        targeted: None,
        minutes: None,
        recorded_on: day(on),
    }
}

fn visit(on: &str, leader: &str, rank: LeaderRank, enterprises: &str) -> Occasion {
    Occasion {
        leader: Some(leader.into()),
        leader_rank: Some(rank),
        enterprises: Some(enterprises.into()),
        ..occasion(OccasionKind::Visit, on)
    }
}

fn line(kind: RosterKind, position: i64, name: &str) -> RosterEntry {
    RosterEntry {
        org: ZONE,
        kind,
        name: name.into(),
        position,
        valid_from: Some(day("2021-01-01")),
        valid_to: None,
        recorded_on: day("2021-01-01"),
    }
}

fn roster(kind: RosterKind, names: &[&str]) -> Vec<RosterEntry> {
    (1..).zip(names).map(|(position, name)| line(kind, position, name)).collect()
}

fn affairs<'a>(occasions: &'a [Occasion], roster: &'a [RosterEntry], span: (&str, &str)) -> Affairs<'a> {
    Affairs {
        occasions: occasions.iter().collect(),
        roster: roster.iter().collect(),
        span: (day(span.0), day(span.1)),
    }
}

const YEAR: (&str, &str) = ("2022-01-01", "2022-12-31");

#[test]
fn f032_leaders_of_division_rank_and_above_follow_key_enterprises() {
    let visits = [
        visit("2022-03-01", "甲", LeaderRank::Division, "一厂、二厂"),
        visit("2022-04-01", "甲、乙", LeaderRank::Division, "一厂"),
        visit("2022-05-01", "丙", LeaderRank::Bureau, "三厂"),
        // Decoys: of lower rank, of another year, to nobody, of another kind.
        visit("2022-05-01", "丁", LeaderRank::Section, "四厂"),
        visit("2023-01-01", "戊", LeaderRank::Division, "五厂"),
        Occasion { enterprises: None, ..visit("2022-05-01", "己", LeaderRank::Division, "") },
        Occasion { kind: OccasionKind::Outing, ..visit("2022-05-01", "庚", LeaderRank::Division, "六厂") },
    ];
    let said = affairs(&visits, &[], YEAR).followed(Catalogue::builtin(), Lang::Zh).unwrap();
    assert_eq!(said, "处级以上领导干部3人对3户重点企业跟踪帮扶，走访3次");
    assert_eq!(
        affairs(&visits, &[], ("2021-01-01", "2021-12-31")).followed(Catalogue::builtin(), Lang::Zh),
        None
    );
}

/// Mondays of the last two months of 2021, and what the committee heard.
fn winter() -> Vec<Occasion> {
    let mondays = (0..9).map(|week| day("2021-11-01").add_days(7 * week));
    let sessions = mondays.map(|on| Occasion {
        cycle: Some(Cycle::Weekly),
        ..occasion(OccasionKind::Dispatch, &on.to_string())
    });
    let heard = ["2021-11-15", "2021-12-20"].map(|on| occasion(OccasionKind::Hearing, on));
    sessions.chain(heard).collect()
}

#[test]
fn f318_a_weekly_check_and_a_monthly_hearing_are_said_as_far_as_they_were_held() {
    let span = ("2021-11-01", "2021-12-31");
    let said =
        |occasions: &[Occasion]| affairs(occasions, &[], span).dispatching(Catalogue::builtin(), Lang::Zh);
    assert_eq!(said(&winter()).unwrap(), "坚持“每周一调度”，常委会至少每月听一次");
    let mut missed = winter();
    missed.remove(3);
    assert_eq!(said(&missed).unwrap(), "调度8次，常委会至少每月听一次", "a week was left out");
    let mut unheard = winter();
    unheard.pop();
    assert_eq!(said(&unheard).unwrap(), "坚持“每周一调度”", "a month went by unheard");
    let mut moved = winter();
    moved[4].day = moved[4].day.add_days(-1);
    assert_eq!(said(&moved[..4]).unwrap(), "坚持“每周一调度”");
    assert_eq!(said(&[]), None);
    let english = affairs(&winter(), &[], span).dispatching(Catalogue::builtin(), Lang::En).unwrap();
    assert!(english.starts_with("Progress is checked every week Monday"), "{english}");
}

#[test]
fn f113_and_f322_talks_and_outings_are_told_one_by_one() {
    let talks = Occasion {
        attendees: Some(50),
        attendees_qualifier: Some(Qualifier::OddOver),
        targeted: Some(7),
        ..occasion(OccasionKind::Talks, "2021-07-24")
    };
    let outing = Occasion {
        enterprises: Some("深圳某科技公司、四川某材料公司".into()),
        topics: Some("无人机、新材料、数字经济".into()),
        ..occasion(OccasionKind::Outing, "2021-11-10")
    };
    // Decoys: talks of which nobody counted who came; of another year; a visit at home.
    let decoys = [
        occasion(OccasionKind::Talks, "2021-08-01"),
        Occasion { day: day("2022-07-24"), ..talks.clone() },
        visit("2021-08-01", "甲", LeaderRank::Section, "本地厂"),
    ];
    let all: Vec<Occasion> = [outing, talks].into_iter().chain(decoys).collect();
    let said = affairs(&all, &[], ("2021-01-01", "2021-12-31")).sentences(Catalogue::builtin(), Lang::Zh);
    assert_eq!(
        said,
        [
            "针对50余位企业家，重点选择了7位进行洽谈对接",
            "分别来到深圳某科技公司和四川某材料公司，就无人机、新材料、数字经济等领域合作进行对接",
        ]
    );
}

#[rstest]
#[case::f031(RosterKind::TargetArea, &["京津冀", "长三角", "珠三角"], "紧盯京津冀、长三角、珠三角")]
#[case::f211(RosterKind::AttractionOffice, &["环渤海", "长三角", "珠三角"], "环渤海、长三角、珠三角三个招商局")]
#[case::f212(
    RosterKind::QualityMeasure,
    &["投资规模", "亩产效益", "产业带动", "能效水平", "排放标准", "社会贡献"],
    "从投资规模、亩产效益、产业带动、能效水平、排放标准、社会贡献等方面综合考量"
)]
#[case::f419(RosterKind::Ambassador, &["甲", "乙", "丙", "丁", "戊"], "聘请5人为招商引智大使")]
fn a_roster_is_told_as_it_stands_on_the_last_day(
    #[case] kind: RosterKind,
    #[case] names: &[&str],
    #[case] sentence: &str,
) {
    let mut lines = roster(kind, names);
    // Decoys: one that ended, one that has not begun, one twice, one of another roster.
    lines.push(RosterEntry { valid_to: Some(day("2022-06-30")), ..line(kind, 90, "旧") });
    lines.push(RosterEntry { valid_from: Some(day("2023-01-01")), ..line(kind, 91, "新") });
    lines.push(line(kind, 92, names[0]));
    let other = if kind == RosterKind::Ambassador { RosterKind::TargetArea } else { RosterKind::Ambassador };
    let other = line(other, 1, "别的");
    let with_other: Vec<RosterEntry> = lines.iter().cloned().chain([other]).collect();
    let said = affairs(&[], &with_other, YEAR).sentences(Catalogue::builtin(), Lang::Zh);
    assert!(said.contains(&sentence.to_owned()) && said.len() == 2, "{said:?}");
}

#[test]
fn f211_the_offices_joined_by_video_where_an_occasion_says_so() {
    let lines = roster(RosterKind::AttractionOffice, &["环渤海", "长三角", "珠三角"]);
    let by_video =
        Occasion { place: Some("视频会议".into()), ..occasion(OccasionKind::Dispatch, "2022-02-26") };
    let said = affairs(&[by_video], &lines, YEAR).offices(Catalogue::builtin(), Lang::Zh).unwrap();
    assert_eq!(said, "环渤海、长三角、珠三角三个招商局通过视频方式参加");
}
