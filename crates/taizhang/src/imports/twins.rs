//! New projects that may be one project twice, so a person should look: the same number and name in two zones, or the
//! same name in one zone under two numbers.

use super::headers::Field;
use super::places::Places;
use super::problem::{Code, Problem};
use super::recognize::SheetLayout;
use super::rows::RowDraft;
use crate::ledger::{LedgerError, Writer};
use db::Val;
use domain::facts::{OrgId, ProjectId};
use domain::text::{fold, squeeze};
use domain::{Permission, Scope};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Numbers asked for in one statement.
const NUMBERS_AT_ONCE: usize = 500;

/// A project that an import makes under a number of its own.
pub struct Newcomer {
    /// The project.
    pub project: ProjectId,
    /// Its zone.
    pub zone: OrgId,
    /// Its own number.
    pub own_no: String,
    /// Its name.
    pub title: String,
    /// Its cell of the number, as a problem.
    pub cell: Problem,
}

impl Newcomer {
    fn key(&self) -> (String, String) {
        (fold(&self.own_no), fold(&self.title))
    }

    fn twin(&self, code: Code, zone: String) -> Problem {
        Problem { code, ..self.cell.clone() }.with("zone", zone).with("no", self.own_no.clone())
    }

    /// The ways of writing its number under which the ledger, which keeps numbers as they came, may know it.
    fn forms(&self) -> [String; 5] {
        let (squeezed, folded) = (squeeze(&self.own_no), fold(&self.own_no));
        [self.own_no.clone(), squeezed.to_uppercase(), folded.to_uppercase(), squeezed, folded]
    }

    /// Where it stands in the workbook: 汇总!5.
    fn at(&self) -> String {
        let row = self.cell.place.row.map_or_else(String::new, |row| row.to_string());
        format!("{}!{row}", self.cell.place.sheet)
    }
}

/// A new project that may have a twin elsewhere: one whose number was given, not made.
pub fn newcomer(row: &RowDraft, layout: &SheetLayout, zone: OrgId, project: ProjectId) -> Option<Newcomer> {
    let own_no = row.draft.text(Field::OwnNo)?.to_owned();
    let cell = row.problem_at(layout, Field::OwnNo, Code::TwinInFile, own_no.as_str());
    Some(Newcomer { project, zone, own_no, title: row.draft.text(Field::Title)?.to_owned(), cell })
}

/// A warning for each newcomer that has a twin in another zone of the file, or in a zone of the ledger that the actor
/// may see, or whose name another row of the file has given in the same zone to another number.
pub async fn twins(
    writer: &mut Writer,
    scope: &Scope,
    places: &Places,
    newcomers: &[Newcomer],
) -> Result<Vec<Problem>, LedgerError> {
    let zone_name = |zone| places.get(zone).map_or_else(|| zone.to_string(), |org| org.name.clone());
    let mut problems = Vec::new();
    let mut by_key: HashMap<(String, String), Vec<&Newcomer>> = HashMap::with_capacity(newcomers.len());
    for newcomer in newcomers {
        let alike = by_key.entry(newcomer.key()).or_default();
        if let Some(before) = alike.iter().find(|before| before.zone != newcomer.zone) {
            problems.push(newcomer.twin(Code::TwinInFile, zone_name(before.zone)).with("at", before.at()));
        }
        alike.push(newcomer);
    }
    problems.extend(namesakes(newcomers));
    let own: HashSet<i64> = newcomers.iter().map(|newcomer| newcomer.project.0).collect();
    for (id, zone, own_no, title) in numbered(writer, newcomers).await? {
        if own.contains(&id) || !scope.may(Permission::Read, zone) {
            continue;
        }
        let alike = by_key.get(&(fold(&own_no), fold(&title))).into_iter().flatten();
        problems.extend(alike.filter(|newcomer| newcomer.zone != zone).map(|newcomer| {
            newcomer.twin(Code::TwinInLedger, zone_name(zone)).with("project", id.to_string())
        }));
    }
    Ok(problems)
}

/// A warning for each newcomer after the first of its name in its zone.
fn namesakes(newcomers: &[Newcomer]) -> impl Iterator<Item = Problem> {
    let mut first: HashMap<(OrgId, String), &Newcomer> = HashMap::with_capacity(newcomers.len());
    newcomers.iter().filter_map(move |newcomer| match first.entry((newcomer.zone, fold(&newcomer.title))) {
        Entry::Vacant(free) => {
            free.insert(newcomer);
            None
        }
        Entry::Occupied(taken) => {
            let problem = Problem { code: Code::SameTitleInFile, ..newcomer.cell.clone() };
            Some(problem.with("title", newcomer.title.clone()).with("at", taken.get().at()))
        }
    })
}

/// The open projects that have one of the newcomers' numbers, each once.
async fn numbered(
    writer: &mut Writer,
    newcomers: &[Newcomer],
) -> Result<Vec<(i64, OrgId, String, String)>, LedgerError> {
    // Into an empty ledger nobody came before, and its first import is the largest.
    let before = Val::Int(writer.change().0);
    if writer.query::<i64>("SELECT id FROM project WHERE since < $1 LIMIT 1", vec![before]).await?.is_empty()
    {
        return Ok(Vec::new());
    }
    let numbers: BTreeSet<String> = newcomers.iter().flat_map(Newcomer::forms).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    for part in numbers.chunks(NUMBERS_AT_ONCE) {
        let marks: Vec<String> = (1..=part.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT id, zone, own_no, title FROM project WHERE until IS NULL AND own_no IN ({})",
            marks.join(", ")
        );
        let vals = part.iter().map(|number| Val::from(*number)).collect();
        let rows = writer.query::<(i64, i64, String, String)>(sql, vals).await?;
        found.extend(rows.into_iter().map(|(id, zone, own_no, title)| (id, OrgId(zone), own_no, title)));
    }
    found.sort_unstable_by_key(|(id, ..)| *id);
    Ok(found)
}
