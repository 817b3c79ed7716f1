//! Tests on a project's own columns and on what follows from its events and promises.

use super::ast::Term;
use super::compile::{Compiler, Spans, within, words};
use super::error::FilterErrorKind;
use super::field::Field;
use super::mask::Mask;
use super::node::RowTest;
use super::value::{
    INSIDE, NONE, OUTSIDE, REPORTED_MONTH, REPORTED_YEAR, read_code, read_flag, read_key, read_same_year,
    read_stage, read_year,
};
use crate::derive::{Origins, Provenance, Sizes};
use crate::snapshot::column::{Column, NO_AMOUNT};
use crate::snapshot::ids::{IdMarks, IdSet};
use crate::snapshot::{Block, EventRow, ProjectView, met_by};
use crate::year::Year;
use domain::{
    AcquisitionKind, ConstructionType, ContractKind, Day, MilestoneCode, Part, PlannedStep, Recognition,
    ResumptionState, SigningClass, Stage, YearClass,
};

/// A test asked of one project at a time.
fn each(test: impl Fn(ProjectView<'_>) -> bool + Send + Sync + 'static) -> RowTest {
    Box::new(move |block: &Block, asked: &Mask| asked.keep(|row| test(ProjectView { block, row })))
}

/// A column of amounts compared with ranges.
fn amounts(spans: Spans, column: fn(&Block) -> &[i64]) -> RowTest {
    Box::new(move |block, asked| {
        let amounts = column(block);
        asked.keep(|row| within(&spans, amounts[row]))
    })
}

/// A quantity of a project compared with ranges.
fn ranged(
    spans: Spans,
    quantity: impl Fn(ProjectView<'_>) -> Option<i64> + Send + Sync + 'static,
) -> RowTest {
    each(move |project| within(&spans, quantity(project).unwrap_or(NO_AMOUNT)))
}

fn milestone(word: &str) -> MilestoneCode {
    if word.eq_ignore_ascii_case("start") { MilestoneCode::Commencement } else { MilestoneCode::Production }
}

impl Compiler<'_> {
    pub(super) fn day_test(&self, field: Field, spans: Spans) -> RowTest {
        let true_on = self.true_on;
        let days = |day: Option<Day>| day.map(|day| i64::from(day.days()));
        let met = |stage: Stage, spans: Spans| -> RowTest {
            let holds = move |day: Option<Day>| within(&spans, days(day).unwrap_or(NO_AMOUNT));
            Box::new(move |block, asked| match block.hot(stage) {
                Some(columns) => asked.keep(|row| holds(met_by(columns.dated[row], true_on))),
                None => asked.keep(|row| holds(ProjectView { block, row }.day_of(stage, true_on))),
            })
        };
        let promised = |code: MilestoneCode, spans: Spans| {
            ranged(spans, move |project| days(project.promised_on(code, true_on)))
        };
        match field {
            Field::Signed => met(Stage::Signed, spans),
            Field::Started => met(Stage::Commenced, spans),
            Field::Completed => met(Stage::Completed, spans),
            Field::PlannedStart => promised(MilestoneCode::Commencement, spans),
            Field::PlannedProduction => promised(MilestoneCode::Production, spans),
            _ => met(Stage::Producing, spans),
        }
    }

    pub(super) fn money_test(&self, field: Field, spans: Spans) -> RowTest {
        match field {
            Field::Contract => amounts(spans, |block| &block.contract),
            Field::Output => amounts(spans, |block| &block.output),
            _ => amounts(spans, |block| &block.invest),
        }
    }

    pub(super) fn number_test(&self, field: Field, spans: Spans) -> RowTest {
        let true_on = self.true_on;
        match field {
            Field::Land => amounts(spans, |block| &block.land_mu_e2),
            _ => ranged(spans, move |project| project.days_late(true_on).map(|days| i64::from(days) * 100)),
        }
    }

    pub(super) fn text_test(&self, term: &Term) -> RowTest {
        let wanted: Vec<String> = words(term).map(domain::text::fold).collect();
        match term.field {
            Field::Leader => {
                let text = Sought::of(term);
                Box::new(move |block, asked| asked.keep(|row| text.is_in(block.leader.folded(row))))
            }
            Field::Unit => {
                let text = Sought::of(term);
                Box::new(move |block, asked| asked.keep(|row| text.is_in(block.unit.folded(row))))
            }
            Field::Responsible => responsible(Sought::of(term)),
            Field::Investor => self.investor_test(term),
            Field::Parent => {
                let parents = self.projects_numbered(&wanted);
                each(move |project| project.parent().is_some_and(|parent| parents.contains(&parent.0)))
            }
            Field::Code => Box::new(move |block, asked| {
                let is_called = |code: &str| wanted.iter().any(|word| word == code);
                asked.keep(|row| block.project_code.folded(row).is_some_and(is_called))
            }),
            _ => Box::new(move |block, asked| {
                asked.keep(|row| wanted.iter().any(|number| block.is_numbered(row, number)))
            }),
        }
    }

    /// Projects any of whose investors has the text in its name; `none` those without an investor.
    fn investor_test(&self, term: &Term) -> RowTest {
        let text = Sought::of(term);
        let called: Vec<IdMarks> =
            text.wanted.iter().map(|word| self.snapshot.investors_called(word)).collect();
        Box::new(move |block, asked| {
            asked.keep(|row| {
                let investors = block.investors.get(row);
                (text.or_none && investors.is_empty())
                    || investors.iter().any(|id| called.iter().any(|called| called.contains(*id)))
            })
        })
    }

    fn projects_numbered(&self, folded: &[String]) -> IdSet<i64> {
        let rows = |block| (0..Block::len(block)).map(move |row| (block, row));
        let all = self.snapshot.blocks().iter().flat_map(|block| rows(block));
        all.filter(|(block, row)| folded.iter().any(|number| block.is_numbered(*row, number)))
            .map(|(block, row)| block.ids[row])
            .collect()
    }

    pub(super) fn code_test(&self, term: &Term) -> Result<RowTest, FilterErrorKind> {
        let true_on = self.true_on;
        let none = words(term).any(|word| word == NONE);
        Ok(match term.field {
            Field::Stage | Field::Reached | Field::Event | Field::Overdue | Field::SameYear => {
                self.course_test(term, none)
            }
            Field::PlanYear
            | Field::YearClass
            | Field::SigningClass
            | Field::Planned
            | Field::Due
            | Field::Resumed
            | Field::Reported
            | Field::OnSchedule => year_test(term, Year::of(true_on), none),
            Field::Origin => self.origin_test(term, none),
            Field::Size => {
                let sizes = Sizes::default();
                let asked: Vec<String> = words(term).map(str::to_ascii_lowercase).collect();
                let wanted: Vec<bool> = sizes.codes().iter().map(|code| asked.contains(code)).collect();
                each(move |project| project.invest_fen().map_or(none, |fen| wanted[sizes.index_of(fen)]))
            }
            Field::Acquisition => {
                let kinds: Vec<_> = words(term)
                    .filter_map(|word| {
                        read_code(AcquisitionKind::ALL, AcquisitionKind::code, word)
                            .or_else(|| AcquisitionKind::from_word(word))
                    })
                    .collect();
                each(move |project| project.acquisition().map_or(none, |kind| kinds.contains(&kind)))
            }
            Field::Type => {
                let types: Vec<_> = words(term)
                    .filter_map(|word| {
                        read_code(ConstructionType::ALL, ConstructionType::code, word)
                            .or_else(|| ConstructionType::from_word(word))
                    })
                    .collect();
                each(move |project| project.construction_type().map_or(none, |it| types.contains(&it)))
            }
            Field::ContractKind => {
                let kinds = codes(term, ContractKind::ALL, ContractKind::code);
                each(move |project| kinds.contains(&project.contract_kind().unwrap_or(ContractKind::Formal)))
            }
            Field::Part => {
                let parts = codes(term, Part::ALL, Part::code);
                each(move |project| project.part().map_or(none, |part| parts.contains(&part)))
            }
            Field::Key => {
                let keys: Vec<_> = words(term).filter_map(read_key).collect();
                each(move |project| {
                    let fits = |level, year| {
                        move |(key_level, key_year): &(Option<_>, Option<i16>)| {
                            key_level.is_none_or(|it| it == level) && key_year.is_none_or(|it| it == year)
                        }
                    };
                    project.keys().iter().any(|key| keys.iter().any(fits(key.level, key.year)))
                })
            }
            _ => flagged(term, true_on),
        })
    }

    /// Conditions on the course of a project: its stages, their events and their promises.
    fn course_test(&self, term: &Term, none: bool) -> RowTest {
        let true_on = self.true_on;
        match term.field {
            Field::Stage => {
                let stages: Vec<Stage> = words(term).filter_map(read_stage).collect();
                each(move |project| project.stage_on(true_on).map_or(none, |stage| stages.contains(&stage)))
            }
            Field::Reached => reached(words(term).filter_map(read_stage).collect(), true_on),
            Field::Event => {
                let stages: Vec<Stage> = words(term).filter_map(read_stage).collect();
                Box::new(move |block, asked| {
                    let with = |stage: &Stage| with_event(block, asked, *stage, true_on);
                    stages.iter().fold(Mask::none(block.len()), |mask, stage| mask.or(&with(stage)))
                })
            }
            Field::Overdue => {
                let codes: Vec<MilestoneCode> = words(term).map(milestone).collect();
                each(move |project| codes.iter().any(|code| project.days_overdue(*code, true_on).is_some()))
            }
            _ => {
                let groups: Vec<Vec<Stage>> = words(term).filter_map(read_same_year).collect();
                each(move |project| groups.iter().any(|stages| same_year(&project, stages, true_on)))
            }
        }
    }

    fn origin_test(&self, term: &Term, none: bool) -> RowTest {
        let asked: Vec<&str> = words(term).collect();
        let asks = |word: &str| asked.iter().any(|it| it.eq_ignore_ascii_case(word));
        let (outside, inside) = (asks(OUTSIDE), asks(INSIDE));
        let covers =
            |origin: &Provenance| asks(origin.code()) || if origin.is_outside() { outside } else { inside };
        let wanted: Vec<Provenance> = Provenance::all().filter(covers).collect();
        let snapshot = self.snapshot.clone();
        Box::new(move |block, asked| {
            let origins = Origins::of(block, snapshot.places());
            asked.keep(|row| origins.get(row).map_or(none, |origin| wanted.contains(&origin)))
        })
    }
}

/// Texts to be found anywhere in a field.
struct Sought {
    wanted: Vec<String>,
    /// `none` was among them: projects without the field.
    or_none: bool,
}

impl Sought {
    fn of(term: &Term) -> Self {
        Self {
            wanted: words(term).filter(|word| *word != NONE).map(domain::text::fold).collect(),
            or_none: words(term).any(|word| word == NONE),
        }
    }

    fn is_in(&self, folded: Option<&str>) -> bool {
        folded.map_or(self.or_none, |text| self.wanted.iter().any(|word| text.contains(word.as_str())))
    }
}

/// 责任单位 or 责任人; `none` where neither is known.
fn responsible(text: Sought) -> RowTest {
    let Sought { wanted, or_none } = text;
    let said = Sought { wanted, or_none: false };
    Box::new(move |block, asked| {
        asked.keep(|row| {
            let (unit, person) = (block.unit.folded(row), block.person.folded(row));
            said.is_in(unit) || said.is_in(person) || (or_none && unit.is_none() && person.is_none())
        })
    })
}

/// The projects that have a recognised event of that very stage.
fn with_event(block: &Block, asked: &Mask, stage: Stage, true_on: Day) -> Mask {
    match block.hot(stage) {
        Some(days) => asked.keep(|row| days.effective[row] <= true_on.days()),
        None => asked.keep(|row| ProjectView { block, row }.has_event(stage, true_on)),
    }
}

fn codes<T: Copy>(term: &Term, all: &[T], code: fn(T) -> &'static str) -> Vec<T> {
    words(term).filter_map(|word| read_code(all, code, word)).collect()
}

/// A stage of life is reached by any event of it or of a later one; an exit only by its own.
fn reached(stages: Vec<Stage>, true_on: Day) -> RowTest {
    let (exits, of_life): (Vec<Stage>, Vec<Stage>) = stages.into_iter().partition(|stage| stage.is_exit());
    // Whoever reached a later one reached the earliest.
    let earliest = of_life.into_iter().min();
    each(move |project| {
        let is_exit = |event: &EventRow| exits.contains(&event.stage) && event.counts_on(true_on);
        earliest.is_some() && project.furthest_on(true_on) >= earliest
            || !exits.is_empty() && project.events().iter().any(is_exit)
    })
}

fn same_year(project: &ProjectView<'_>, stages: &[Stage], true_on: Day) -> bool {
    let mut years = stages.iter().map(|stage| project.day_of(*stage, true_on).map(Day::year));
    let first = years.next().flatten();
    first.is_some() && years.all(|year| year == first)
}

/// Conditions on the work of the year of the day asked.
fn year_test(term: &Term, year: Year, none: bool) -> RowTest {
    match term.field {
        Field::PlanYear => {
            let (years, flags): (Vec<i16>, Vec<bool>) =
                (words(term).filter_map(read_year).collect(), words(term).filter_map(read_flag).collect());
            each(move |project| {
                let planned = |wanted: &i16| project.plans().iter().any(|plan| plan.year == *wanted);
                years.iter().any(planned) || !flags.is_empty() && flags.contains(&year.plans(project))
            })
        }
        Field::YearClass => {
            let classes = codes(term, YearClass::ALL, YearClass::code);
            each(move |project| year.class(project).map_or(none, |class| classes.contains(&class)))
        }
        Field::SigningClass => {
            let classes = codes(term, SigningClass::ALL, SigningClass::code);
            each(move |project| year.signing(project).map_or(none, |class| classes.contains(&class)))
        }
        Field::Planned => {
            let steps = codes(term, PlannedStep::ALL, PlannedStep::code);
            each(move |project| steps.iter().any(|step| year.is_planned(project, *step)))
        }
        Field::Due => {
            let steps = codes(term, PlannedStep::ALL, PlannedStep::code);
            each(move |project| steps.iter().any(|step| year.is_due(project, *step)))
        }
        Field::Resumed => {
            let states = codes(term, ResumptionState::ALL, ResumptionState::code);
            each(move |project| year.resumption(project).map_or(none, |state| states.contains(&state)))
        }
        Field::Reported => {
            let asks = |code: &str| words(term).any(|word| word.eq_ignore_ascii_case(code));
            let (of_year, of_month) = (asks(REPORTED_YEAR), asks(REPORTED_MONTH));
            each(move |project| match year.done_fen(project) {
                None => none,
                Some(_) => of_year || of_month && year.is_last_month_reported(project),
            })
        }
        _ => {
            let flags: Vec<bool> = words(term).filter_map(read_flag).collect();
            each(move |project| year.is_on_schedule(project).map_or(none, |is| flags.contains(&is)))
        }
    }
}

/// `claimed` and `undated`: whether such an event exists, of any stage or of those named.
fn flagged(term: &Term, true_on: Day) -> RowTest {
    let claimed = term.field == Field::Claimed;
    let flags: Vec<bool> = words(term).filter_map(read_flag).collect();
    let stages: Vec<Stage> = words(term).filter_map(read_stage).collect();
    each(move |project| {
        let mut asked = project.events().iter().filter(|event| {
            let state = if claimed { Recognition::Claimed } else { Recognition::Recognized };
            event.recognition == state && event.effective_on <= true_on && (claimed || event.undated)
        });
        let any = asked.clone().next().is_some();
        flags.contains(&any) || asked.any(|event| stages.contains(&event.stage))
    })
}
