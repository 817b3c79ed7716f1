//! What stands in a column for a project: a typed value, rendered by the page, the exports and the command line.

use super::columns::Column;
use super::store::Fetched;
use crate::text::Lang;
use crate::words;
use domain::facts::{Dimensions, InvestorId, OrgId};
use domain::{Amount, Day, MilestoneCode, Money, Precision, RoundKey, Stage};
use figures::{ProjectView, Snapshot};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing known.
    Nothing,
    /// Text.
    Text(String),
    /// Several names.
    Names(Vec<String>),
    /// A stage.
    Stage(Stage),
    /// Money with its qualifier.
    Money(Amount),
    /// Hundredths of a 亩.
    Land(i64),
    /// A number of things or days.
    Count(i64),
    /// A day as precise as it is known.
    Day(Day, Precision),
}

impl Cell {
    fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.to_owned()))
    }

    fn names(names: Vec<String>) -> Self {
        if names.is_empty() { Self::Nothing } else { Self::Names(names) }
    }
}

/// What cells are read with.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The ledger as it was known.
    pub snapshot: &'a Snapshot,
    /// The day asked.
    pub true_on: Day,
    /// The language of words.
    pub lang: Lang,
}

impl Reading<'_> {
    /// The value of a column. `fetched` holds what the snapshot lacks.
    pub fn cell(&self, column: Column, project: &ProjectView<'_>, fetched: Option<&Fetched>) -> Cell {
        let money = |fen: Option<i64>, qualifier| {
            fen.map_or(Cell::Nothing, |fen| Cell::Money(Amount { money: Money::from_fen(fen), qualifier }))
        };
        let fetched_text = |of: fn(&Fetched) -> &Option<String>| {
            Cell::text(fetched.and_then(|fetched| of(fetched).as_deref()))
        };
        match column {
            Column::OwnNo => Cell::Text(project.own_no().to_owned()),
            Column::Title => Cell::Text(project.title().to_owned()),
            Column::City => Cell::text(self.city(project.zone())),
            Column::Zone => Cell::text(self.org(project.zone())),
            Column::Park => Cell::text(project.park().and_then(|park| self.org(park))),
            Column::Industry => Cell::names(self.industries(project)),
            Column::Stage => project.stage_on(self.true_on).map_or(Cell::Nothing, Cell::Stage),
            Column::Invest => money(project.invest_fen(), project.invest_qualifier()),
            Column::Contract => money(project.contract_fen(), project.contract_qualifier()),
            Column::Output => money(project.output_fen(), None),
            Column::Tax => money(fetched.and_then(|it| it.tax_fen), None),
            Column::Jobs => fetched.and_then(|it| it.jobs).map_or(Cell::Nothing, Cell::Count),
            Column::Land => project.land_mu_e2().map_or(Cell::Nothing, Cell::Land),
            Column::Investors => Cell::names(self.investors(project)),
            Column::Seat => Cell::text(self.seat(project).as_deref()),
            Column::Rounds => Cell::names(self.rounds(project)),
            Column::Signed => self.fact(project, Stage::Signed),
            Column::Started => self.fact(project, Stage::Commenced),
            Column::Produced => self.fact(project, Stage::Producing),
            Column::PlannedStart => self.promise(project, MilestoneCode::Commencement),
            Column::PlannedCompletion => self.promise(project, MilestoneCode::Completion),
            Column::Completed => self.fact(project, Stage::Completed),
            Column::PlannedProduction => self.promise(project, MilestoneCode::Production),
            Column::Late => {
                project.days_late(self.true_on).map_or(Cell::Nothing, |days| Cell::Count(days.into()))
            }
            Column::Leader => Cell::text(project.leader()),
            Column::Unit => Cell::text(project.unit()),
            Column::Person => fetched_text(|it| &it.responsible_person),
            Column::Agent => fetched_text(|it| &it.agent),
            Column::Owner => fetched_text(|it| &it.project_owner),
            Column::Construction => {
                Cell::text(project.construction_type().map(|it| words::construction(self.lang, it)))
            }
            Column::Acquisition => {
                Cell::text(project.acquisition().map(|it| words::acquisition(self.lang, it)))
            }
            Column::ProjectCode => Cell::text(project.project_code()),
            Column::CreditCode => fetched_text(|it| &it.credit_code),
            Column::StatisticsCode => fetched_text(|it| &it.statistics_code),
            Column::Content => fetched_text(|it| &it.content),
            Column::Address => fetched_text(|it| &it.address),
            Column::Remark => fetched_text(|it| &it.remark),
        }
    }

    fn dims(&self) -> &Dimensions {
        self.snapshot.dimensions()
    }

    fn org(&self, org: OrgId) -> Option<&str> {
        self.dims().orgs.get(&org.0).map(|org| org.name.as_str())
    }

    fn city(&self, zone: OrgId) -> Option<&str> {
        self.org(self.snapshot.places().get(zone)?.city?)
    }

    /// The project's classes in the taxonomy by which figures group: a row has no room for every taxonomy's.
    fn industries(&self, project: &ProjectView<'_>) -> Vec<String> {
        let mut classes: Vec<_> =
            project.taxons().filter_map(|taxon| self.dims().taxons.get(&taxon.0)).collect();
        classes.sort_by_key(|class| (class.taxonomy, class.position, class.id));
        let first = classes.first().map(|class| class.taxonomy);
        classes
            .into_iter()
            .filter(|class| Some(class.taxonomy) == first)
            .map(|class| class.name.clone())
            .collect()
    }

    fn investors(&self, project: &ProjectView<'_>) -> Vec<String> {
        let known = project.investors().filter_map(|investor| self.dims().investors.get(&investor.0));
        known.map(|investor| investor.name.clone()).collect()
    }

    /// Where the first investor sits; where each of several does, when all are known.
    fn seat(&self, project: &ProjectView<'_>) -> Option<String> {
        let seats: Vec<Option<&str>> = project.investors().map(|investor| self.seat_of(investor)).collect();
        match seats.iter().copied().collect::<Option<Vec<&str>>>() {
            Some(all) if all.len() > 1 => Some(all.join("、")),
            _ => seats.first().copied().flatten().map(str::to_owned),
        }
    }

    /// A seat as written, or the province of its region code.
    fn seat_of(&self, investor: InvestorId) -> Option<&str> {
        let investor = self.dims().investors.get(&investor.0)?;
        investor.seat.as_deref().or_else(|| {
            let code = u32::try_from(investor.region?).ok()?;
            domain::region::province_of(code).map(|province| province.full_name)
        })
    }

    fn rounds(&self, project: &ProjectView<'_>) -> Vec<String> {
        let standing = project.entries().filter(|entry| entry.stands_on(self.true_on));
        let mut rounds: Vec<_> =
            standing.filter_map(|entry| Some((round_key(self.dims(), entry.round)?, entry.list))).collect();
        rounds.sort_unstable();
        rounds.into_iter().map(|(key, list)| format!("{key} {}", words::list(self.lang, list))).collect()
    }

    /// The first dated, recognised event of a stage by the day asked.
    pub(super) fn fact(&self, project: &ProjectView<'_>, stage: Stage) -> Cell {
        let counted = |event: &&figures::EventRow| {
            event.stage == stage && !event.undated && event.counts_on(self.true_on)
        };
        let found = project.events().iter().find(counted);
        found.map_or(Cell::Nothing, |event| {
            Cell::Day(event.effective_on, event.precision.unwrap_or(Precision::Day))
        })
    }

    /// The promise in force of a milestone.
    pub(super) fn promise(&self, project: &ProjectView<'_>, code: MilestoneCode) -> Cell {
        project
            .promise_on(code, self.true_on)
            .map_or(Cell::Nothing, |promise| Cell::Day(promise.day, promise.precision))
    }
}

/// A round's number within its year.
pub fn round_key(dims: &Dimensions, round: i64) -> Option<RoundKey> {
    let round = dims.rounds.get(&round)?;
    Some(RoundKey {
        year: i16::try_from(round.year).ok()?,
        seq_in_year: u8::try_from(round.seq_in_year).ok()?,
    })
}

/// A day as it is printed in tables: exact days as 2022-03-15, coarse ones in their words (2022年3月).
pub fn day_text(day: Day, precision: Precision) -> String {
    if precision == Precision::Day { day.to_string() } else { precision.chinese(day) }
}
