//! Tells a project's life as the ledger came to know it: late, with moved promises, claims and refusals.

use super::deeds::{By, Deed, OPEN, Told};
use super::destiny::Destiny;
use super::prng::Prng;
use super::progress::Progress;
use super::rounds::Calendar;
use domain::facts::{Entry, Forecast, KeyListing, Project, ProjectId, RoundId, StageEvent};
use domain::{Dated, Day, ListKind, MilestoneCode, Precision, Recognition, Stage};

/// What a report says at most late, in days, where it isn't very late.
const USUAL_DELAY_DAYS: i32 = 18;
/// Who approves moves.
pub(super) const APPROVER: &str = "省开发区项目建设联席会议办公室";
const DELAY_REASONS: [&str; 6] = [
    "土地报批手续办理时间超出预期",
    "企业资金安排调整",
    "环评批复延后",
    "配套管网未按期接入",
    "设计方案优化调整",
    "设备采购周期延长",
];
const EXIT_REASONS: [&str; 4] = ["企业投资计划调整", "市场环境变化", "用地指标未落实", "双方协商解除协议"];

/// Tells a life up to today.
pub(super) struct Teller<'a> {
    /// The stream of the life.
    pub prng: Prng,
    /// The rounds.
    pub calendar: &'a Calendar,
    /// The place of the province.
    pub province: usize,
    /// The zone's name, frozen into entries.
    pub unit: &'a str,
    /// Nothing later is known.
    pub today: Day,
    /// Nothing was known before.
    pub registered_on: Day,
    /// The versions of the project: from when, and what.
    pub versions: Vec<(Day, Project)>,
    /// Whether plans and progress are told too.
    pub reports: bool,
    deeds: Vec<Told>,
    events: usize,
    entries: Vec<(usize, ListKind)>,
    /// The day on which the latest entry was told: a conversion comes after what it is converted from.
    entered_on: Day,
}

impl<'a> Teller<'a> {
    /// A teller who has told nothing yet.
    pub(super) fn new(
        prng: Prng,
        calendar: &'a Calendar,
        today: Day,
        registered_on: Day,
        versions: Vec<(Day, Project)>,
    ) -> Self {
        Self {
            prng,
            calendar,
            province: 0,
            unit: "",
            today,
            registered_on,
            versions,
            reports: false,
            deeds: Vec::new(),
            events: 0,
            entries: Vec::new(),
            entered_on: registered_on,
        }
    }

    /// The life of a project that goes through `destiny`; `lists` are those on which it may stand itself.
    pub(super) fn tell(mut self, destiny: &Destiny, lists: &[ListKind]) -> Vec<Told> {
        self.promises(destiny);
        self.steps(destiny);
        self.lists(destiny, lists);
        self.progress(destiny);
        self.revisions();
        self.deeds.sort_by_key(|told| told.on);
        self.deeds
    }

    fn say(&mut self, on: Day, by: By, deed: Deed) {
        if on <= self.today {
            self.deeds.push(Told { on: on.max(self.registered_on), by, deed });
        }
    }

    /// The day on which what happened on `day` is reported.
    fn heard(&mut self, day: Day) -> Day {
        let delay =
            if self.prng.chance(40) { self.prng.days(60, 240) } else { self.prng.days(0, USUAL_DELAY_DAYS) };
        day.add_days(delay).max(self.registered_on)
    }

    fn steps(&mut self, destiny: &Destiny) {
        if let Some((stage, day)) = destiny.talk {
            self.step(stage, day, None);
        }
        let partial = destiny.producing.is_some() && self.prng.chance(70);
        let steps = [
            (Stage::Signed, destiny.signed),
            (Stage::Fulfilled, destiny.fulfilled),
            (Stage::Landed, destiny.landed),
            (Stage::Commenced, destiny.started),
            (Stage::UnderConstruction, destiny.started.map(|day| day.add_days(30))),
            (Stage::Suspended, destiny.suspended),
            (Stage::UnderConstruction, destiny.resumed),
            (Stage::Completed, destiny.completed),
            (Stage::TrialProduction, destiny.trial),
        ];
        for (stage, day) in steps {
            if let Some(day) = day {
                let reason =
                    (stage == Stage::Suspended).then(|| (*self.prng.pick(&DELAY_REASONS)).to_owned());
                self.step(stage, day, reason);
            }
        }
        if let Some(day) = destiny.producing {
            self.event(Stage::Producing, day, partial, None);
        }
        if let Some(day) = destiny.full {
            self.step(Stage::FullCapacity, day, None);
        }
        if let Some((stage, day)) = destiny.exit {
            let reason = (*self.prng.pick(&EXIT_REASONS)).to_owned();
            self.step(stage, day, Some(reason));
        }
    }

    fn step(&mut self, stage: Stage, day: Day, reason: Option<String>) {
        self.event(stage, day, false, reason);
    }

    fn event(&mut self, stage: Stage, day: Day, partial: bool, reason: Option<String>) {
        let told_on = self.heard(day);
        if told_on > self.today {
            return;
        }
        let reviewed =
            matches!(stage, Stage::Signed | Stage::Commenced | Stage::Producing | Stage::FullCapacity);
        let claimed = reviewed && self.prng.chance(380);
        let recognition = if claimed { Recognition::Claimed } else { Recognition::Recognized };
        let event = stage_event(&mut self.prng, stage, day, recognition, told_on);
        let event = StageEvent { partial, reason, ..event };
        let nth = self.events;
        self.events += 1;
        self.say(told_on, By::Zone, Deed::Event { nth, event: event.clone() });
        if claimed {
            self.judge(nth, event, told_on);
        }
    }

    /// Most claims are confirmed within weeks; a few are refused and made again, a few are taken back much later.
    fn judge(&mut self, nth: usize, event: StageEvent, told_on: Day) {
        let judged_on = told_on.add_days(self.prng.days(6, 40));
        if self.prng.chance(45) {
            let reason = Some("佐证材料不完整，退回补充".to_owned());
            self.say(judged_on, By::Reviewer, Deed::Judge { nth, verdict: Recognition::Rejected, reason });
            let again_on = judged_on.add_days(self.prng.days(10, 60));
            if again_on <= self.today {
                let nth = self.events;
                self.events += 1;
                let again =
                    StageEvent { recorded_on: again_on, recognition: Recognition::Recognized, ..event };
                self.say(again_on, By::Zone, Deed::Event { nth, event: again });
            }
            return;
        }
        let verdict = Recognition::Recognized;
        self.say(judged_on, By::Reviewer, Deed::Judge { nth, verdict, reason: None });
        if self.prng.chance(8) && event.stage == Stage::Commenced {
            let revoked_on = judged_on.add_days(self.prng.days(60, 200));
            let reason = Some("现场核查未实质性开工，撤销认定".to_owned());
            self.say(revoked_on, By::Reviewer, Deed::Judge { nth, verdict: Recognition::Revoked, reason });
            // Recognised again when works had begun in earnest, so that later stages stand on something.
            let again_on = revoked_on.add_days(30);
            if again_on <= self.today {
                let nth = self.events;
                self.events += 1;
                let again =
                    StageEvent { recorded_on: again_on, recognition: Recognition::Recognized, ..event };
                self.say(again_on, By::Zone, Deed::Event { nth, event: again });
            }
        }
    }

    /// The promises of a start and of production, and how they moved when they weren't kept.
    fn promises(&mut self, destiny: &Destiny) {
        let Some(signed) = destiny.signed else { return };
        if let Some((_, talked)) = destiny.talk.filter(|_| destiny.signing_round.is_some()) {
            self.promise(MilestoneCode::Signing, signed, talked, None);
        }
        let told_on = signed.max(self.registered_on);
        let ended = destiny.exit.map(|(_, day)| day).or(destiny.suspended);
        let chains = [
            (MilestoneCode::Commencement, destiny.start_due, destiny.started),
            (MilestoneCode::Production, destiny.production_due, destiny.producing),
        ];
        for (code, due, met) in chains {
            let Some(due) = due else { continue };
            self.promise(code, due, told_on, None);
            self.moves(code, due, met, ended);
        }
    }

    fn moves(&mut self, code: MilestoneCode, mut due: Day, met: Option<Day>, ended: Option<Day>) {
        for _ in 0..4 {
            let late = met.is_none_or(|met| met > due.add_days(45));
            let said_on = due.add_days(self.prng.days(-20, 25));
            if !late || ended.is_some_and(|ended| ended <= said_on) || self.prng.chance(120) {
                return;
            }
            due = match met {
                Some(met) if self.prng.chance(550) => met.max(said_on.add_days(10)),
                _ => due.add_days(self.prng.days(50, 170)),
            };
            let reason = (*self.prng.pick(&DELAY_REASONS)).to_owned();
            self.promise(code, due, said_on, Some(reason));
        }
    }

    fn promise(&mut self, code: MilestoneCode, due: Day, said_on: Day, reason: Option<String>) {
        let precision = self.prng.weighted(&[
            (56, Precision::Month),
            (18, Precision::Day),
            (8, Precision::MonthEnd),
            (10, Precision::Quarter),
            (8, Precision::YearEnd),
        ]);
        let dated = Dated::new(due, precision, precision.chinese(due));
        let said_on = said_on.max(self.registered_on);
        let forecast = Forecast {
            project: ProjectId(OPEN),
            code,
            day: dated.day,
            precision,
            original: Some(dated.original),
            reason,
            said_on,
        };
        self.say(said_on, By::Zone, Deed::Forecast(forecast));
    }

    /// The lists on which it stood: signing, commencement, production.
    fn lists(&mut self, destiny: &Destiny, lists: &[ListKind]) {
        let may = |list| lists.contains(&list);
        if let Some(place) = destiny.signing_round.filter(|_| may(ListKind::Signing)) {
            self.enter(place, ListKind::Signing, None);
        }
        let signing = self.entries.last().copied();
        if let Some(started) =
            destiny.started.filter(|_| may(ListKind::Commencement) && self.prng.chance(640))
        {
            self.enter_after(started, ListKind::Commencement, signing);
        }
        let before = self.entries.last().copied().filter(|(_, list)| *list == ListKind::Commencement);
        if let Some(producing) =
            destiny.producing.filter(|_| may(ListKind::Production) && self.prng.chance(620))
        {
            self.enter_after(producing, ListKind::Production, before);
        }
        let Some((_, ended)) = destiny.exit else { return };
        if let Some((nth, _)) = signing.filter(|_| self.prng.chance(600)) {
            let on = ended.add_days(self.prng.days(10, 80));
            let reason = (*self.prng.pick(&EXIT_REASONS)).to_owned();
            self.say(on, By::Reviewer, Deed::MoveOut { nth, on, reason });
        }
    }

    fn enter_after(&mut self, day: Day, list: ListKind, before: Option<(usize, ListKind)>) {
        let Some(place) = self.calendar.next(day, 100) else { return };
        let converted = before.filter(|_| self.prng.chance(600)).map(|(nth, _)| nth);
        self.enter(place, list, converted);
    }

    fn enter(&mut self, place: usize, list: ListKind, converted_from: Option<usize>) {
        let held_on = self.calendar.days[place];
        let topped_up = self.prng.chance(25);
        let told_on =
            held_on.add_days(if topped_up { self.prng.days(20, 60) } else { -self.prng.days(2, 20) });
        let told_on = told_on.max(self.entered_on);
        if told_on > self.today {
            return;
        }
        self.entered_on = told_on;
        let version =
            self.versions.iter().rev().find(|(from, _)| *from <= told_on).unwrap_or(&self.versions[0]);
        let project = &version.1;
        let entry = Entry {
            project: ProjectId(OPEN),
            round: RoundId(self.calendar.id(self.province, place).0),
            list,
            title: project.title.clone(),
            unit: self.unit.to_owned(),
            amount_fen: project.invest_fen,
            amount_qualifier: project.invest_qualifier,
            output_fen: project.output_fen,
            converted_from: None,
            moved_in_on: topped_up.then_some(told_on),
            moved_out_on: None,
            move_reason: topped_up.then(|| "补充纳入".to_owned()),
            approver: topped_up.then(|| APPROVER.to_owned()),
        };
        let nth = self.entries.len();
        self.entries.push((nth, list));
        self.say(told_on, By::Zone, Deed::Enter { nth, entry, converted_from });
    }

    /// From a stream of its own, so that the rest of the life is the same with and without.
    fn progress(&mut self, destiny: &Destiny) {
        if self.reports {
            let progress = Progress {
                prng: Prng::of(self.prng.clone().next(), 1, 0),
                today: self.today,
                registered_on: self.registered_on,
                project: &self.versions[0].1,
                destiny,
            };
            self.deeds.extend(progress.tell());
        }
    }

    fn revisions(&mut self) {
        for (from, project) in self.versions.split_off(1) {
            self.say(from, By::Zone, Deed::Revise(Box::new(project)));
        }
    }

    /// A place on a list of key projects.
    pub(super) fn key(&mut self, told_on: Day, listing: KeyListing) {
        self.say(told_on, By::Zone, Deed::Key(listing));
    }
}

/// An event as it is written: mostly to the day, older ones often to the month.
fn stage_event(
    prng: &mut Prng,
    stage: Stage,
    day: Day,
    recognition: Recognition,
    recorded_on: Day,
) -> StageEvent {
    let precision = prng.weighted(&[(82, Precision::Day), (15, Precision::Month), (3, Precision::TenDays)]);
    // A span that ends after the report would lie in the future.
    let precision = if precision.last_day(day) > recorded_on { Precision::Day } else { precision };
    StageEvent {
        project: ProjectId(OPEN),
        stage,
        day: Some(precision.last_day(day)),
        precision: Some(precision),
        original: Some(if precision == Precision::Day { day.to_string() } else { precision.chinese(day) }),
        recognition,
        recorded_on,
        partial: false,
        reason: None,
    }
}
