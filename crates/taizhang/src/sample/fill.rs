//! Writes a sample through the ledger's writer, as its people would have: month by month over five years.

use super::cast::{CastMember, cast};
use super::deeds::{By, Life, Told};
use super::rounds::{ANNOUNCED_DAYS, PUBLISHED_DAYS};
use super::write::{Hand, Ids, Open};
use super::{Local, Sample};
use crate::clock::noon_ms;
use crate::ledger::{Act, Ledger, LedgerError, Origin, Writer};
use domain::Day;
use domain::facts::{Grant, Kept, OrgId, Record, Round, User, UserId};
use std::collections::BTreeSet;
use std::iter::Peekable;

/// A minute: changes of one day follow one another.
const MINUTE_MS: i64 = 60_000;

/// What was written.
#[derive(Debug)]
pub struct Filled {
    /// The cast with the users' ids; places are those of the ledger. Passwords are set by whoever shows them.
    pub cast: Vec<(CastMember, UserId)>,
    /// Projects.
    pub projects: usize,
    /// Changes.
    pub changes: usize,
}

/// Something that happens on a day, in the order of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// The rounds of that place of the calendar are announced.
    Announce(usize),
    /// Everything told until that day is written down.
    Report,
    /// The figures of those rounds are published.
    Publish(usize),
}

/// Writes a sample into an empty ledger whose clock is set by hand. The clock is moved along the five years and stands
/// at `now_ms` in the end. `progress` hears of steps done and steps in all.
///
/// # Errors
/// When the database fails.
pub async fn fill(
    ledger: &Ledger,
    sample: &Sample,
    now_ms: i64,
    mut progress: impl FnMut(usize, usize),
) -> Result<Filled, LedgerError> {
    let mut filling = Filling::begin(ledger, sample, now_ms).await?;
    let steps = steps(sample);
    let mut families = sample.families().peekable();
    for (done, (day, step)) in steps.iter().enumerate() {
        progress(done, steps.len());
        match step {
            Step::Announce(place) => filling.announce(*day, *place).await?,
            Step::Report => filling.report(*day, &mut families).await?,
            Step::Publish(place) => filling.publish(*day, *place).await?,
        }
    }
    progress(steps.len(), steps.len());
    ledger.clock().set_ms(now_ms);
    Ok(Filled { cast: filling.cast, projects: filling.projects, changes: filling.changes })
}

fn steps(sample: &Sample) -> Vec<(Day, Step)> {
    let (first, today) = (sample.first_day, sample.today);
    let mut steps: Vec<(Day, Step)> = Vec::new();
    for (place, held_on) in sample.calendar.days.iter().enumerate() {
        steps.push((held_on.add_days(-ANNOUNCED_DAYS).max(first).min(today), Step::Announce(place)));
        let published_on = held_on.add_days(PUBLISHED_DAYS);
        if published_on <= today {
            steps.push((published_on, Step::Publish(place)));
        }
    }
    let mut month_end = first.last_of_month();
    while month_end < today {
        steps.push((month_end, Step::Report));
        month_end = month_end.add_days(1).last_of_month();
    }
    steps.push((today, Step::Report));
    steps.sort();
    steps
}

/// Who writes a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The cast's clerk, of the cast's zone.
    Clerk,
    /// The cast's reviewer, of the cast's city.
    Reviewer,
    /// The provincial office, of everything else.
    Office,
}

impl Who {
    const fn login(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Reviewer => "reviewer",
            Self::Office => "office",
        }
    }
}

struct Filling<'a> {
    ledger: &'a Ledger,
    sample: &'a Sample,
    now_ms: i64,
    last_ms: i64,
    ids: Ids,
    cast: Vec<(CastMember, UserId)>,
    rounds: Vec<Vec<Kept<Round>>>,
    /// The zones of the cast's city.
    city_zones: BTreeSet<OrgId>,
    open: Vec<Open>,
    projects: usize,
    changes: usize,
}

impl<'a> Filling<'a> {
    /// Organisations, classes and the cast.
    async fn begin(ledger: &'a Ledger, sample: &'a Sample, now_ms: i64) -> Result<Self, LedgerError> {
        let zones = sample.world.zones.iter().filter(|zone| zone.city == sample.cast_city());
        let city_zones = zones.map(|zone| zone.org).collect();
        let mut filling = Self {
            ledger,
            sample,
            now_ms,
            last_ms: 0,
            ids: Ids::default(),
            cast: Vec::new(),
            rounds: Vec::new(),
            city_zones,
            open: Vec::new(),
            projects: 0,
            changes: 0,
        };
        let mut writer = filling.writer(sample.first_day, None, "启用台账").await?;
        filling.places(&mut writer);
        for mut member in cast(sample) {
            member.org = filling.ids.of(member.org);
            let user = User { login: member.login.to_owned(), name: member.name.to_owned(), disabled: false };
            let user = UserId(writer.create(&user));
            writer.create(&Grant { user, org: member.org, role: member.role });
            filling.cast.push((member, user));
        }
        filling.commit(writer).await?;
        Ok(filling)
    }

    fn places(&mut self, writer: &mut Writer) {
        let ids = &mut self.ids;
        for Local { id, body } in self.sample.orgs() {
            let mut body = body.clone();
            body.parent = body.parent.map(|parent| ids.of(parent));
            ids.put(*id, writer.create(&body));
        }
        for Local { id, body } in self.sample.taxonomies() {
            let mut body = body.clone();
            body.org = body.org.map(|org| ids.of(org));
            ids.put(*id, writer.create(&body));
        }
        for Local { id, body } in self.sample.taxons() {
            let mut body = body.clone();
            body.taxonomy = ids.of(body.taxonomy);
            ids.put(*id, writer.create(&body));
        }
    }

    async fn announce(&mut self, day: Day, place: usize) -> Result<(), LedgerError> {
        let mut writer = self.writer(day, Some(Who::Office), "印发活动通知").await?;
        let mut announced = Vec::new();
        for rounds in &self.sample.calendar.rounds {
            let Local { id, body } = &rounds[place];
            let mut body = body.clone();
            body.org = self.ids.of(body.org);
            self.ids.put(*id, writer.create(&body));
            announced.push(kept(self.ids.raw(*id), &writer, body));
        }
        self.rounds.push(announced);
        self.commit(writer).await
    }

    async fn publish(&mut self, day: Day, place: usize) -> Result<(), LedgerError> {
        let mut writer = self.writer(day, Some(Who::Office), "通报发布").await?;
        for old in &self.rounds[place] {
            let mut body = old.body.clone();
            body.published_change = Some(writer.change().0);
            body.published_on = Some(day);
            writer.replace(old, &body, None);
        }
        self.commit(writer).await
    }

    /// Registers what was new since the last report and writes down what was told since.
    async fn report(
        &mut self,
        day: Day,
        families: &mut Peekable<impl Iterator<Item = Vec<Life>>>,
    ) -> Result<(), LedgerError> {
        while let Some(family) = families.next_if(|family| family[0].registered_on <= day) {
            let head = self.open.len();
            self.projects += family.len();
            self.open.extend(family.into_iter().map(|life| Open::new(life, head)));
        }
        let mut due: Vec<Vec<Told>> = self.open.iter_mut().map(|open| open.due(day)).collect();
        let month = day.chinese();
        let month = month.split('月').next().unwrap_or_default();
        for (who, by) in [
            (Who::Clerk, By::Zone),
            (Who::Office, By::Zone),
            (Who::Reviewer, By::Reviewer),
            (Who::Office, By::Reviewer),
        ] {
            let reason =
                if by == By::Zone { format!("{month}月月报") } else { format!("{month}月审核") };
            self.report_of(day, &mut due, who, by, &reason).await?;
        }
        self.open.retain(|open| !open.is_done());
        Ok(())
    }

    async fn report_of(
        &mut self,
        day: Day,
        due: &mut [Vec<Told>],
        who: Who,
        by: By,
        reason: &str,
    ) -> Result<(), LedgerError> {
        let mut writer = self.writer(day, Some(who), reason).await?;
        for (place, told) in due.iter_mut().enumerate() {
            if self.who(place, by) != who {
                continue;
            }
            if by == By::Zone && !self.open[place].is_registered() {
                let parent = self.open[place].parent.map(|head| self.open[head].project_id());
                let mut hand = Hand { writer: &mut writer, ids: &mut self.ids, sample: self.sample };
                hand.register(&mut self.open[place], parent);
            }
            for told in told.extract_if(.., |told| told.by == by) {
                let mut hand = Hand { writer: &mut writer, ids: &mut self.ids, sample: self.sample };
                hand.write(&mut self.open[place], told.deed);
            }
        }
        self.commit(writer).await
    }

    /// Who tells of a project.
    fn who(&self, place: usize, by: By) -> Who {
        let zone = self.open[place].zone;
        match by {
            By::Zone if zone == self.sample.cast_zones()[0] => Who::Clerk,
            By::Reviewer if self.city_zones.contains(&zone) => Who::Reviewer,
            _ => Who::Office,
        }
    }

    async fn writer(&mut self, day: Day, who: Option<Who>, reason: &str) -> Result<Writer, LedgerError> {
        let at_ms = noon_ms(day).max(self.last_ms + MINUTE_MS).min(self.now_ms);
        self.last_ms = at_ms;
        self.ledger.clock().set_ms(at_ms);
        let user = |who: Who| self.cast.iter().find(|(member, _)| member.login == who.login());
        let actor = who.and_then(user).map(|(_, user)| *user);
        self.ledger.write(Act::new(actor, Origin::Sample).because(reason)).await
    }

    async fn commit(&mut self, writer: Writer) -> Result<(), LedgerError> {
        if writer.commit().await?.change.is_some() {
            self.changes += 1;
        }
        Ok(())
    }
}

/// A record that this change has just written.
pub(super) fn kept<R: Record>(id: i64, writer: &Writer, body: R) -> Kept<R> {
    Kept { id, since: writer.change(), source: None, body }
}
