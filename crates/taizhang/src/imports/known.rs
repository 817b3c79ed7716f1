//! What the ledger knows of a zone's projects when a workbook comes in, ready to be matched.

use super::headers::Field;
use super::likely::{Answers, index, likely};
use super::problem::Code;
use super::references::References;
use super::rows::Draft;
use crate::ledger::{LedgerError, Writer};
use db::Val;
use domain::facts::{
    AnnualPlan, ChangeId, Entry, Forecast, Kept, MatchAnswer, MatchVerdict, MonthlyReport, Note, OrgId,
    PaidIn, Project, ProjectId, ProjectInvestor, ProjectTaxon, Record, StageEvent,
};
use domain::likeness::{Index, Likeness};
use domain::text::fold;
use std::collections::hash_map::Entry::Vacant;
use std::collections::{HashMap, HashSet};

/// A project with what a workbook can tell about it.
pub struct KnownProject {
    /// The project itself.
    pub project: Kept<Project>,
    /// Its stage events.
    pub events: Vec<Kept<StageEvent>>,
    /// Its promises and forecasts.
    pub forecasts: Vec<Kept<Forecast>>,
    /// Its entries in rounds.
    pub entries: Vec<Kept<Entry>>,
    /// Who invests.
    pub investors: Vec<Kept<ProjectInvestor>>,
    /// Its classes.
    pub taxons: Vec<Kept<ProjectTaxon>>,
    /// Columns without a field.
    pub notes: Vec<Kept<Note>>,
    /// Its plans.
    pub plans: Vec<Kept<AnnualPlan>>,
    /// Its monthly reports.
    pub reports: Vec<Kept<MonthlyReport>>,
    /// The money that arrived.
    pub paid_in: Vec<Kept<PaidIn>>,
    /// Names under which other lists have it, as people have said, folded.
    pub also: Vec<String>,
}

impl KnownProject {
    /// The last change of what people see of it first: its own columns, its course, its classes and who invests.
    pub fn changed_by(&self) -> ChangeId {
        let course =
            self.events.iter().map(|row| row.since).chain(self.forecasts.iter().map(|row| row.since));
        let links = self.taxons.iter().map(|row| row.since).chain(self.investors.iter().map(|row| row.since));
        course.chain(links).fold(self.project.since, ChangeId::max)
    }
}

/// The projects of one zone.
#[derive(Default)]
pub struct ZoneProjects {
    projects: Vec<KnownProject>,
    by_no: HashMap<String, usize>,
    by_code: HashMap<String, usize>,
    by_credit_and_title: HashMap<(String, String), usize>,
    by_title: HashMap<String, Vec<usize>>,
    /// Numbers of projects that ended: the number stays theirs.
    ended: HashMap<String, (ProjectId, String)>,
    /// Numbers that projects of the zone had before: they stay theirs too.
    former: HashMap<String, usize>,
    /// Numbers that projects had here which are another zone's by now.
    elsewhere: HashSet<String>,
    next_no: u32,
    /// What people have answered of names that look like a project's.
    answers: Answers,
    /// The projects by what they look like; made when it is first asked for.
    index: Option<Index>,
}

/// What a row's project is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// One of the zone's projects, by its place.
    Known(usize),
    /// A project that had ended and comes back under its number and name (an import that was undone).
    Returns(ProjectId),
    /// A new one.
    New,
}

/// The zones' projects, read once each.
#[derive(Default)]
pub struct Known {
    zones: HashMap<OrgId, ZoneProjects>,
    /// Answers that are given with this very change.
    told: Vec<MatchAnswer>,
}

impl Known {
    /// Reads a zone's projects, unless they are read already.
    pub async fn read(&mut self, writer: &mut Writer, zone: OrgId, is_new: bool) -> Result<(), LedgerError> {
        if let Vacant(place) = self.zones.entry(zone) {
            place.insert(if is_new {
                ZoneProjects::default()
            } else {
                ZoneProjects::load(writer, zone, &self.told).await?
            });
        }
        Ok(())
    }

    /// Counts an answer as given that this very change writes.
    pub fn tell(&mut self, answer: MatchAnswer) {
        self.told.push(answer);
    }

    /// Makes ready to ask which projects of a zone a row looks like.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn liken(
        &mut self,
        writer: &mut Writer,
        zone: OrgId,
        references: &References,
    ) -> Result<(), LedgerError> {
        let projects = self.zone(zone);
        if projects.index.is_none() {
            projects.index = Some(index(writer, (zone, projects), references).await?);
        }
        Ok(())
    }

    /// A project of a zone that was read.
    pub fn project(&self, zone: OrgId, project: ProjectId) -> Option<&KnownProject> {
        self.zones.get(&zone)?.by_id(project)
    }

    /// The projects of a zone that was read.
    pub fn zone(&mut self, zone: OrgId) -> &mut ZoneProjects {
        self.zones.entry(zone).or_default()
    }
}

impl ZoneProjects {
    async fn load(writer: &mut Writer, zone: OrgId, told: &[MatchAnswer]) -> Result<Self, LedgerError> {
        let mut known = Self::default();
        let vals = || vec![Val::Int(zone.0)];
        let mut place = HashMap::new();
        for project in writer.open_by::<Project>("zone = $1", vals()).await? {
            place.insert(project.id, known.projects.len());
            known.add(KnownProject::of(project));
        }
        if !place.is_empty() {
            let projects = &mut known.projects;
            let at = |project: ProjectId| place.get(&project.0).copied();
            each::<StageEvent>(writer, zone, |row| at(row.project), |at, row| projects[at].events.push(row))
                .await?;
            each::<Forecast>(writer, zone, |row| at(row.project), |at, row| projects[at].forecasts.push(row))
                .await?;
            each::<Entry>(writer, zone, |row| at(row.project), |at, row| projects[at].entries.push(row))
                .await?;
            each::<ProjectInvestor>(
                writer,
                zone,
                |row| at(row.project),
                |at, row| projects[at].investors.push(row),
            )
            .await?;
            each::<ProjectTaxon>(
                writer,
                zone,
                |row| at(row.project),
                |at, row| projects[at].taxons.push(row),
            )
            .await?;
            each::<AnnualPlan>(writer, zone, |row| at(row.project), |at, row| projects[at].plans.push(row))
                .await?;
            each::<MonthlyReport>(
                writer,
                zone,
                |row| at(row.project),
                |at, row| projects[at].reports.push(row),
            )
            .await?;
            each::<PaidIn>(writer, zone, |row| at(row.project), |at, row| projects[at].paid_in.push(row))
                .await?;
            each::<Note>(writer, zone, |row| at(row.project), |at, row| projects[at].notes.push(row)).await?;
        }
        known.load_former_numbers(writer, zone, &place).await?;
        let sql = "SELECT own_no, id, title FROM project p WHERE zone = $1 AND until IS NOT NULL AND NOT EXISTS \
                   (SELECT 1 FROM project o WHERE o.id = p.id AND o.until IS NULL)";
        for (own_no, id, title) in writer.query::<(String, i64, String)>(sql, vals()).await? {
            known.ended.insert(fold(&own_no), (ProjectId(id), fold(&title)));
        }
        let mut answers = writer.open_by::<MatchAnswer>("zone = $1", vals()).await?;
        answers.retain(|kept| !told.iter().any(|answer| answer.is_in_place_of(kept)));
        for answer in answers.iter().map(|kept| &kept.body).chain(told.iter().filter(|it| it.zone == zone)) {
            known.take(answer, place.get(&answer.project.0).copied());
        }
        Ok(known)
    }

    /// Takes what people have said of a name or number: it is that of the project, which may be another zone's by now.
    fn take(&mut self, answer: &MatchAnswer, place: Option<usize>) {
        let own_no = answer.own_no.as_deref().map(fold);
        let Some(place) = place else {
            if answer.verdict != MatchVerdict::Another {
                self.elsewhere.extend(own_no);
            }
            return;
        };
        self.answers.take(place, answer);
        if answer.verdict == MatchVerdict::Another {
            return;
        }
        if let Some(own_no) = own_no {
            self.former.entry(own_no).or_insert(place);
        }
        let title = fold(&answer.title);
        let named = self.by_title.entry(title.clone()).or_default();
        if !named.contains(&place) {
            named.push(place);
        }
        self.projects[place].also.push(title);
    }

    /// The numbers that living projects had in the zone and have no more.
    async fn load_former_numbers(
        &mut self,
        writer: &mut Writer,
        zone: OrgId,
        place: &HashMap<i64, usize>,
    ) -> Result<(), LedgerError> {
        let sql = "SELECT DISTINCT p.own_no, p.id FROM project p \
                   JOIN project o ON o.id = p.id AND o.until IS NULL \
                   WHERE p.zone = $1 AND p.until IS NOT NULL AND (p.own_no <> o.own_no OR p.zone <> o.zone)";
        for (own_no, id) in writer.query::<(String, i64)>(sql, vec![Val::Int(zone.0)]).await? {
            match place.get(&id) {
                Some(place) => drop(self.former.insert(fold(&own_no), *place)),
                None => drop(self.elsewhere.insert(fold(&own_no))),
            }
        }
        Ok(())
    }

    fn add(&mut self, known: KnownProject) {
        let place = self.projects.len();
        let project = &known.project;
        self.by_no.insert(fold(&project.own_no), place);
        if let Some(code) = &project.project_code {
            self.by_code.insert(fold(code), place);
        }
        if let Some(credit) = &project.credit_code {
            self.by_credit_and_title.insert((fold(credit), fold(&project.title)), place);
        }
        self.by_title.entry(fold(&project.title)).or_default().push(place);
        self.projects.push(known);
    }

    /// A project by its place.
    pub fn get(&self, place: usize) -> &KnownProject {
        &self.projects[place]
    }

    /// Whether a project had this number before, and has another now.
    pub fn had_before(&self, place: usize, own_no: &str) -> bool {
        let own_no = fold(own_no);
        !self.by_no.contains_key(&own_no) && self.former.get(&own_no) == Some(&place)
    }

    /// The project that a row speaks of: by own number, also a former one, project code, credit code with name, name (`domain.md` §17).
    pub fn find(&self, draft: &Draft) -> Result<Match, Code> {
        let own_no = draft.text(Field::OwnNo).map(fold);
        let title = draft.text(Field::Title).map(fold);
        if let Some(own_no) = &own_no {
            if let Some(place) = self.by_no.get(own_no) {
                return Ok(Match::Known(*place));
            }
            if let Some(place) = self.former.get(own_no) {
                return Ok(Match::Known(*place));
            }
            if self.elsewhere.contains(own_no) {
                return Err(Code::NumberElsewhere);
            }
            if let Some((id, ended_title)) = self.ended.get(own_no) {
                let same = title.as_ref().is_none_or(|title| title == ended_title);
                return if same { Ok(Match::Returns(*id)) } else { Err(Code::NumberUsed) };
            }
        }
        if let Some(place) = draft.text(Field::ProjectCode).and_then(|code| self.by_code.get(&fold(code))) {
            return Ok(Match::Known(*place));
        }
        let Some(title) = title else { return Err(Code::NewWithoutTitle) };
        if let Some(credit) = draft.text(Field::CreditCode)
            && let Some(place) = self.by_credit_and_title.get(&(fold(credit), title.clone()))
        {
            return Ok(Match::Known(*place));
        }
        if let (None, Some(place)) = (&own_no, self.answers.same(&title)) {
            return Ok(Match::Known(place));
        }
        // A number that isn't known makes a project of its own, whatever its name.
        match self.by_title.get(&title).map(Vec::as_slice) {
            Some([place]) if own_no.is_none() => Ok(Match::Known(*place)),
            Some([_, _, ..]) if own_no.is_none() => Err(Code::TitleAmbiguous),
            _ => Ok(Match::New),
        }
    }

    /// All of them, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = &KnownProject> {
        self.projects.iter()
    }

    /// The place of the project of that record.
    pub fn place_of(&self, project: ProjectId) -> Option<usize> {
        self.projects.iter().position(|known| known.project.id == project.0)
    }

    /// The projects that a row looks like with at least this score, the likest first; see [`Known::liken`].
    pub fn likely(&self, draft: &Draft, at_least: u8) -> Vec<(&KnownProject, Likeness)> {
        self.index.as_ref().map(|index| likely(self, index, draft, at_least)).unwrap_or_default()
    }

    /// Whether people have said that a row means another project than that of the place.
    pub fn is_another(&self, place: usize, draft: &Draft) -> bool {
        self.answers.is_another(place, draft)
    }

    /// The first project of this name.
    pub fn named(&self, title: &str) -> Option<&KnownProject> {
        let place = self.by_title.get(&fold(title))?.first()?;
        Some(&self.projects[*place])
    }

    /// The project of that record.
    pub fn by_id(&self, project: ProjectId) -> Option<&KnownProject> {
        self.projects.iter().find(|known| known.project.id == project.0)
    }

    /// The row's own number, or a free one for a project whose row gives none.
    pub fn free_no_unless(&mut self, own_no: Option<&str>) -> String {
        own_no.map_or_else(|| self.free_no(), str::to_owned)
    }

    fn free_no(&mut self) -> String {
        loop {
            self.next_no += 1;
            let own_no = format!("自编-{:04}", self.next_no);
            let folded = fold(&own_no);
            if !self.was_given(&folded) {
                return own_no;
            }
        }
    }

    /// Whether a project has or ever had this number in the zone.
    fn was_given(&self, folded: &str) -> bool {
        self.by_no.contains_key(folded)
            || self.ended.contains_key(folded)
            || self.former.contains_key(folded)
            || self.elsewhere.contains(folded)
    }
}

impl KnownProject {
    fn of(project: Kept<Project>) -> Self {
        Self {
            project,
            events: Vec::new(),
            forecasts: Vec::new(),
            entries: Vec::new(),
            investors: Vec::new(),
            taxons: Vec::new(),
            notes: Vec::new(),
            plans: Vec::new(),
            reports: Vec::new(),
            paid_in: Vec::new(),
            also: Vec::new(),
        }
    }
}

/// Hands every row of a kind that belongs to the zone's projects to its project.
async fn each<R: Record + Send + 'static>(
    writer: &mut Writer,
    zone: OrgId,
    at: impl Fn(&Kept<R>) -> Option<usize>,
    mut hang: impl FnMut(usize, Kept<R>),
) -> Result<(), LedgerError> {
    let condition = "project IN (SELECT p.id FROM project p WHERE p.zone = $1 AND p.until IS NULL)";
    for row in writer.open_by::<R>(condition, vec![Val::Int(zone.0)]).await? {
        if let Some(place) = at(&row) {
            hang(place, row);
        }
    }
    Ok(())
}
