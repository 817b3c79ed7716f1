//! What becomes of a project, from first talks to full capacity or an early end: days only, told later by `life`.

use super::prng::Prng;
use super::rounds::Calendar;
use domain::{Day, Stage};

/// How a project's life goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// It is never signed.
    Talk,
    /// It ends after signing, before any work.
    EarlyEnd(Stage),
    /// It is signed and never starts.
    Stalled,
    /// It starts and stops halfway; some resume.
    Halted { resumes: bool },
    /// It goes on to the end.
    Ordinary,
}

/// The days of a life, those in the future too.
#[derive(Debug, Clone, Default)]
pub(super) struct Destiny {
    /// First talks, with the stage they had.
    pub talk: Option<(Stage, Day)>,
    /// 签约.
    pub signed: Option<Day>,
    /// The round in which it was signed in public, by its place in the calendar.
    pub signing_round: Option<usize>,
    /// 履约.
    pub fulfilled: Option<Day>,
    /// 落地.
    pub landed: Option<Day>,
    /// 开工.
    pub started: Option<Day>,
    /// 竣工.
    pub completed: Option<Day>,
    /// 试生产.
    pub trial: Option<Day>,
    /// 投产.
    pub producing: Option<Day>,
    /// 达产.
    pub full: Option<Day>,
    /// 停建缓建.
    pub suspended: Option<Day>,
    /// Works taken up again.
    pub resumed: Option<Day>,
    /// 终止 or 退出.
    pub exit: Option<(Stage, Day)>,
    /// The first promise of a start.
    pub start_due: Option<Day>,
    /// The first promise of production.
    pub production_due: Option<Day>,
}

impl Destiny {
    /// Draws a life that became known on `registered_on`. `opening` projects were under way before the ledger began.
    pub(super) fn draw(
        prng: &mut Prng,
        calendar: &Calendar,
        registered_on: Day,
        opening: bool,
        wan: i64,
    ) -> Self {
        let course = prng.weighted(&[
            (80, Course::Talk),
            (34, Course::EarlyEnd(Stage::Terminated)),
            (26, Course::EarlyEnd(Stage::Withdrawn)),
            (70, Course::Stalled),
            (26, Course::Halted { resumes: true }),
            (26, Course::Halted { resumes: false }),
            (738, Course::Ordinary),
        ]);
        let mut destiny = Self::default();
        let signed = destiny.talks(prng, registered_on, opening, course);
        if course == Course::Talk {
            return destiny;
        }
        destiny.sign(prng, calendar, signed, opening);
        destiny.prepare(prng, course, wan);
        destiny
    }

    /// The life of a part that goes the same way `shift_days` later, signed with the whole and talked of nowhere.
    pub(super) fn part(&self, shift_days: i32) -> Self {
        let later = |day: Option<Day>| day.map(|day| day.add_days(shift_days));
        Self {
            talk: None,
            signing_round: None,
            landed: self.landed,
            started: later(self.started),
            completed: later(self.completed),
            trial: later(self.trial),
            producing: later(self.producing),
            full: later(self.full),
            suspended: later(self.suspended),
            resumed: later(self.resumed),
            start_due: later(self.start_due),
            production_due: later(self.production_due),
            ..self.clone()
        }
    }

    /// The life of the whole whose last part produces with `last`.
    pub(super) fn until(mut self, last: &Self) -> Self {
        self.completed = last.completed;
        self.trial = None;
        self.producing = last.producing;
        self.full = last.full;
        self.production_due = last.production_due;
        self
    }

    /// First talks; gives the day meant for signing.
    fn talks(&mut self, prng: &mut Prng, registered_on: Day, opening: bool, course: Course) -> Day {
        if opening {
            self.talk = (course == Course::Talk).then_some((Stage::Planned, registered_on));
            return registered_on.add_days(-prng.days(10, 540));
        }
        if course != Course::Talk && prng.chance(640) {
            return registered_on.add_days(-prng.days(0, 12));
        }
        let stage = prng.weighted(&[(40, Stage::Planned), (20, Stage::Lead), (40, Stage::InTalks)]);
        self.talk = Some((stage, registered_on.add_days(-prng.days(0, 20))));
        registered_on.add_days(prng.days(25, 150))
    }

    /// Most sign in public, on the day of the next round.
    fn sign(&mut self, prng: &mut Prng, calendar: &Calendar, meant: Day, opening: bool) {
        let round = if opening || !prng.chance(640) { None } else { calendar.next(meant, 95) };
        self.signing_round = round;
        self.signed = Some(round.map_or(meant, |place| calendar.days[place]));
    }

    fn prepare(&mut self, prng: &mut Prng, course: Course, wan: i64) {
        let Some(signed) = self.signed else { return };
        let build_days = match wan {
            ..5_000 => prng.days(150, 330),
            5_000..50_000 => prng.days(240, 520),
            _ => prng.days(420, 900),
        };
        let start_due = signed.add_days(prng.days(70, 330));
        self.start_due = Some(start_due);
        self.production_due = Some(start_due.add_days(build_days));
        if let Course::EarlyEnd(stage) = course {
            self.fulfilled = prng.chance(400).then(|| signed.add_days(prng.days(12, 50)));
            self.exit = Some((stage, signed.add_days(prng.days(60, 420))));
            return;
        }
        self.fulfilled = Some(signed.add_days(prng.days(8, 55)));
        if course == Course::Stalled {
            self.landed = prng.chance(350).then(|| signed.add_days(prng.days(60, 200)));
            return;
        }
        self.build(prng, course, start_due, build_days);
    }

    fn build(&mut self, prng: &mut Prng, course: Course, start_due: Day, build_days: i32) {
        let fulfilled = self.fulfilled.unwrap_or(start_due);
        let slip = prng.weighted(&[
            (14, (-60, -8)),
            (46, (-7, 6)),
            (22, (10, 100)),
            (12, (101, 240)),
            (6, (241, 520)),
        ]);
        let started = start_due.add_days(prng.days(slip.0, slip.1)).max(fulfilled.add_days(10));
        self.started = Some(started);
        let gap = started.days_since(fulfilled);
        self.landed = Some(fulfilled.add_days(prng.days(gap / 3, gap - 3)));
        let mut works = build_days * prng.days(88, 150) / 100;
        if let Course::Halted { resumes } = course {
            let halted = started.add_days(build_days * prng.days(20, 60) / 100);
            self.suspended = Some(halted);
            if !resumes {
                return;
            }
            let pause = prng.days(90, 300);
            self.resumed = Some(halted.add_days(pause));
            works += pause;
        }
        let producing = started.add_days(works.max(60));
        self.producing = Some(producing);
        let completed = producing.add_days(-prng.days(20, 50));
        self.completed = prng.chance(780).then_some(completed);
        self.trial = prng.chance(330).then(|| producing.add_days(-prng.days(5, 15)));
        self.full = prng.chance(560).then(|| producing.add_days(prng.days(120, 420)));
    }
}
