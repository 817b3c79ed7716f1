//! A row that waits beside the projects that it looks like.

use super::apply::told_project;
use super::headers::Field;
use super::known::{Known, KnownProject};
use super::mend::row_index;
use super::parked::{KeptRow, read_parked};
use super::places::{Places, Words};
use super::recognize::Layout;
use super::references::References;
use super::rows::{Context, RowDraft};
use crate::ledger::{Act, Ledger, LedgerError};
use domain::facts::{
    ChangeId, Forecast, Import, InvestorId, Kept, MatchAnswer, MatchVerdict, OrgId, ParkedRow, Project,
    ProjectId, StageEvent,
};
use domain::likeness::Likeness;

/// From this score on a project is shown, though nobody is asked about it.
const SHOWN_MIN: u8 = 60;
/// Projects that are shown of the likest.
const SHOWN_MAX: usize = 5;

/// A project that a row looks like.
pub struct Candidate {
    /// The project.
    pub project: Kept<Project>,
    /// Its stage events.
    pub events: Vec<Kept<StageEvent>>,
    /// Its promises and forecasts.
    pub forecasts: Vec<Kept<Forecast>>,
    /// Who invests.
    pub investors: Vec<InvestorId>,
    /// The last change of what is shown of it.
    pub changed_by: ChangeId,
    /// How like the row is to it.
    pub likeness: Likeness,
}

/// A row with the projects that it looks like.
pub struct Beside {
    /// What the row tells.
    pub row: RowDraft,
    /// The project that it would make.
    pub made: Project,
    /// Its zone.
    pub zone: OrgId,
    /// The projects, the likest first.
    pub candidates: Vec<Candidate>,
}

impl Beside {
    /// The answer to the question whether the row's project is that one, to be remembered; none of a row without a name.
    pub fn answer(&self, of: &Candidate, verdict: MatchVerdict, reason: String) -> Option<MatchAnswer> {
        Some(MatchAnswer {
            project: ProjectId(of.project.id),
            zone: self.zone,
            own_no: self.row.draft.text(Field::OwnNo).map(str::to_owned),
            title: self.row.draft.text(Field::Title)?.to_owned(),
            other: None,
            verdict,
            score: i64::from(of.likeness.score),
            reason: Some(reason),
        })
    }
}

/// Reads a waiting row and the projects of its zone that it looks like; none where its sheet lists no projects, or the zone is
/// not known.
///
/// # Errors
/// When the ledger fails.
pub async fn beside(
    ledger: &Ledger,
    act: Act,
    (import, layout): (&Kept<Import>, &Layout),
    row: &Kept<ParkedRow>,
) -> Result<Option<Beside>, LedgerError> {
    let sheet = layout.sheets.iter().find(|sheet| *sheet.name == *row.sheet && sheet.record().is_none());
    let (Some(sheet), Some(kept)) = (sheet, KeptRow::from_text(&row.cells)) else { return Ok(None) };
    let today = ledger.clock().today();
    let context = Context { layout: sheet, date_1904: layout.date_1904, today, by_hand: &[] };
    let row = read_parked(context, row_index(row), &kept);
    // Read as the import reads them, inside a change that is never made.
    let mut writer = ledger.write(act).await?;
    let places = Places::load(&mut writer, false).await?;
    let Some(zone) = places.known_zone(Words::of(&row.draft), import.zone) else { return Ok(None) };
    let references = References::load(&mut writer).await?;
    let mut known = Known::default();
    known.read(&mut writer, zone, false).await?;
    known.liken(&mut writer, zone, &references).await?;
    let likely = known.zone(zone).likely(&row.draft, SHOWN_MIN).into_iter().take(SHOWN_MAX);
    let candidates = likely.map(|(project, likeness)| candidate(project, likeness)).collect();
    Ok(Some(Beside { made: told_project(&row.draft, zone), zone, candidates, row }))
}

fn candidate(known: &KnownProject, likeness: Likeness) -> Candidate {
    Candidate {
        project: known.project.clone(),
        events: known.events.clone(),
        forecasts: known.forecasts.clone(),
        investors: known.investors.iter().map(|link| link.investor).collect(),
        changed_by: known.changed_by(),
        likeness,
    }
}
