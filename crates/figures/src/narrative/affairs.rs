//! What offices did and keep lists of (`acceptance.md`, F031, F032, F113, F211, F212, F318, F322, F419): told of a span of
//! days, from the records of the organisations asked about.

use super::words::{counted, items, joined, joined_with_and};
use crate::catalogue::{Catalogue, Lang, Slots};
use domain::facts::{Occasion, RosterEntry};
use domain::{Cycle, Day, LeaderRank, OccasionKind, RosterKind};
use std::collections::BTreeSet;

/// Days from one weekly session to the next at most.
const WEEK_DAYS: i32 = 7;
/// A day of this place where people meet on screens.
const BY_VIDEO: &str = "视频";

/// What is known of some organisations, and the span asked about.
#[derive(Debug, Clone)]
pub struct Affairs<'a> {
    /// What they did, of any time.
    pub occasions: Vec<&'a Occasion>,
    /// The lines of their rosters, of any time.
    pub roster: Vec<&'a RosterEntry>,
    /// First and last day of the span.
    pub span: (Day, Day),
}

impl Affairs<'_> {
    /// Everything that can be said of the span.
    pub fn sentences(&self, catalogue: &Catalogue, lang: Lang) -> Vec<String> {
        let single = [
            self.followed(catalogue, lang),
            self.dispatching(catalogue, lang),
            self.areas(catalogue, lang),
            self.offices(catalogue, lang),
            self.measures(catalogue, lang),
            self.ambassadors(catalogue, lang),
        ];
        let mut said: Vec<String> = single.into_iter().flatten().collect();
        said.extend(self.of(OccasionKind::Talks).filter_map(|it| talks(it, catalogue, lang)));
        said.extend(self.of(OccasionKind::Outing).filter_map(|it| outing(it, catalogue, lang)));
        said
    }

    /// What of a kind was done in the span, by day.
    fn of(&self, kind: OccasionKind) -> impl Iterator<Item = &Occasion> {
        let (first, last) = self.span;
        let mut all: Vec<&Occasion> = self
            .occasions
            .iter()
            .copied()
            .filter(|it| it.kind == kind && (first..=last).contains(&it.day))
            .collect();
        all.sort_by_key(|it| it.day);
        all.into_iter()
    }

    /// 处级以上领导干部对重点企业跟踪帮扶: how many leaders, how many enterprises, how often.
    pub fn followed(&self, catalogue: &Catalogue, lang: Lang) -> Option<String> {
        let is_high = |it: &&Occasion| it.leader_rank.is_some_and(LeaderRank::is_division_or_above);
        let visits: Vec<&Occasion> =
            self.of(OccasionKind::Visit).filter(is_high).filter(|it| it.enterprises.is_some()).collect();
        let leaders: BTreeSet<&str> =
            visits.iter().filter_map(|it| it.leader.as_deref()).flat_map(items).collect();
        let enterprises: BTreeSet<&str> =
            visits.iter().filter_map(|it| it.enterprises.as_deref()).flat_map(items).collect();
        let slots = Slots {
            n: leaders.len() as u64,
            p: enterprises.len() as u64,
            m: visits.len() as i64,
            ..Slots::default()
        };
        (!leaders.is_empty()).then(|| catalogue.phrase("followed", lang, &slots))
    }

    /// 每周一调度, 至少每月听一次: said as far as the sessions bear it out.
    pub fn dispatching(&self, catalogue: &Catalogue, lang: Lang) -> Option<String> {
        let sessions: Vec<&Occasion> = self.of(OccasionKind::Dispatch).collect();
        let is_weekly = sessions.len() > 1
            && sessions.iter().all(|it| it.cycle == Some(Cycle::Weekly))
            && sessions.windows(2).all(|pair| pair[1].day.days_since(pair[0].day) <= WEEK_DAYS);
        let mut said = Vec::new();
        if is_weekly {
            let weekdays: BTreeSet<i32> = sessions.iter().map(|it| it.day.days().rem_euclid(7)).collect();
            let only = weekdays.first().copied().filter(|_| weekdays.len() == 1);
            let when = only.map(|weekday| weekday_word(lang, weekday)).unwrap_or_default().to_owned();
            said.push(catalogue.phrase("dispatchWeekly", lang, &Slots { when, ..Slots::default() }));
        } else if !sessions.is_empty() {
            let n = sessions.len() as u64;
            said.push(catalogue.phrase("dispatchTimes", lang, &Slots { n, ..Slots::default() }));
        }
        let heard: BTreeSet<i32> = self.of(OccasionKind::Hearing).map(|it| it.day.month_index()).collect();
        let (first, last) = self.span;
        let every_month = (first.month_index()..=last.month_index()).all(|month| heard.contains(&month));
        if every_month {
            said.push(catalogue.phrase("heardMonthly", lang, &Slots::default()));
        }
        (!said.is_empty()).then(|| said.join(lang.clause()))
    }

    /// 紧盯京津冀、长三角、珠三角.
    pub fn areas(&self, catalogue: &Catalogue, lang: Lang) -> Option<String> {
        self.listed(RosterKind::TargetArea, "targetAreas", catalogue, lang)
    }

    /// 环渤海、长三角、珠三角三个招商局; that they joined by video where an occasion of the span says so.
    pub fn offices(&self, catalogue: &Catalogue, lang: Lang) -> Option<String> {
        let by_video = |it: &Occasion| it.place.as_deref().is_some_and(|place| place.contains(BY_VIDEO));
        let joined = self.of(OccasionKind::Talks).chain(self.of(OccasionKind::Dispatch)).any(by_video);
        let phrase = if joined { "officesByVideo" } else { "offices" };
        self.listed(RosterKind::AttractionOffice, phrase, catalogue, lang)
    }

    /// 从投资规模、亩产效益…等方面综合考量.
    pub fn measures(&self, catalogue: &Catalogue, lang: Lang) -> Option<String> {
        self.listed(RosterKind::QualityMeasure, "qualityMeasures", catalogue, lang)
    }

    /// 聘请5人为招商引智大使.
    pub fn ambassadors(&self, catalogue: &Catalogue, lang: Lang) -> Option<String> {
        self.listed(RosterKind::Ambassador, "ambassadors", catalogue, lang)
    }

    /// A roster as it stands on the last day of the span, each name once.
    fn listed(&self, kind: RosterKind, phrase: &str, catalogue: &Catalogue, lang: Lang) -> Option<String> {
        let on = self.span.1;
        let stands = |it: &&&RosterEntry| {
            it.kind == kind
                && it.valid_from.unwrap_or(it.recorded_on) <= on
                && it.valid_to.is_none_or(|to| on <= to)
        };
        let mut lines: Vec<&RosterEntry> = self.roster.iter().filter(stands).copied().collect();
        lines.sort_by_key(|it| it.position);
        let mut names: Vec<&str> = Vec::new();
        for line in lines {
            if !names.contains(&line.name.as_str()) {
                names.push(&line.name);
            }
        }
        let n = names.len() as u64;
        let list = joined(lang, names.into_iter());
        (n > 0).then(|| catalogue.phrase(phrase, lang, &Slots { n, list, ..Slots::default() }))
    }
}

/// 针对50余位企业家，重点选择了7位进行洽谈对接.
fn talks(talks: &Occasion, catalogue: &Catalogue, lang: Lang) -> Option<String> {
    let a = counted(lang, talks.attendees?, talks.attendees_qualifier);
    Some(catalogue.phrase("talks", lang, &Slots { a, m: talks.targeted?, ..Slots::default() }))
}

/// 分别来到甲公司和乙公司，就某某等领域合作进行对接.
fn outing(outing: &Occasion, catalogue: &Catalogue, lang: Lang) -> Option<String> {
    let enterprises: Vec<String> = items(outing.enterprises.as_deref()?).map(str::to_owned).collect();
    let list = joined_with_and(lang, &enterprises);
    let topics =
        outing.topics.as_deref().map(|topics| joined(lang, items(topics))).filter(|it| !it.is_empty());
    let phrase = if topics.is_some() { "outing" } else { "outingPlain" };
    let slots =
        Slots { list, a: topics.unwrap_or_default(), n: enterprises.len() as u64, ..Slots::default() };
    Some(catalogue.phrase(phrase, lang, &slots))
}

/// A day of the week by the days since 1970-01-01, a Thursday.
fn weekday_word(lang: Lang, weekday: i32) -> &'static str {
    let words = match lang {
        Lang::Zh => ["四", "五", "六", "日", "一", "二", "三"],
        Lang::En => [" Thursday", " Friday", " Saturday", " Sunday", " Monday", " Tuesday", " Wednesday"],
    };
    words[usize::try_from(weekday).unwrap_or_default() % words.len()]
}
