//! A waiting row beside the projects that it looks like, and the answer: the same project, or another one. The answer is remembered
//! with its reason, and the row is brought in by it in the same change.

use super::IMPORTS;
use super::one::reached;
use super::waiting::as_kept;
use crate::actor::Actor;
use crate::app::App;
use crate::fields;
use crate::history::{Names, value};
use crate::imports::beside::{Beside, Candidate, beside};
use crate::imports::headers::Field;
use crate::imports::mend::mend;
use crate::imports::outcome::Mode;
use crate::imports::recognize::{Layout, layout_from_text};
use crate::imports::rows::Value as Told;
use crate::ledger::{Act, LedgerError, Origin, open_one};
use crate::matching::grounds;
use crate::once_only::repeated;
use crate::projects::{self, day_text};
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Field as FormField};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::{once, page};
use crate::words;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{
    Dimensions, Import, InvestorId, Kept, MatchVerdict, ParkedRow, Project, ProjectId, Record, RecordKind,
    Value,
};
use domain::limits::REASON_MAX_CHARS;
use domain::{MilestoneCode, Permission, Precision, Stage};
use maud::{Markup, html};

/// The project to which the row is held.
const PROJECT: &str = "project";
/// What the form says that its reader has seen.
const SEEN: &str = "seen";

/// The address of a row's page.
pub(super) fn path_of(import: i64, row: i64) -> String {
    format!("{IMPORTS}/{import}/waiting/{row}")
}

/// A row and what it is held to.
struct Opened {
    import: Kept<Import>,
    layout: Layout,
    row: Kept<ParkedRow>,
    beside: Beside,
}

impl Opened {
    async fn of(app: &App, actor: &Actor, (import, row): (i64, i64)) -> Result<Self, Problem> {
        reached(app, actor, import).await?;
        let db = app.ledger.db();
        let row = open_one::<ParkedRow>(db, row).await?.filter(|kept| kept.import.0 == import);
        // A row that came in meanwhile waits no more.
        let row = row.ok_or_else(|| Problem::not_found().because("imports.row_waits_no_more"))?;
        let import = open_one::<Import>(db, import).await?.ok_or_else(Problem::conflict)?;
        let layout =
            layout_from_text(&import.layout).ok_or_else(|| Problem::internal(&"the layout is unreadable"))?;
        let act = Act::new(Some(actor.user), Origin::Web);
        let beside = beside(&app.ledger, act, (&import, &layout), &row).await?;
        let beside = beside.ok_or_else(Problem::not_found)?;
        if !actor.may(Permission::Edit, beside.zone) {
            return Err(Problem::forbidden());
        }
        Ok(Self { import, layout, row, beside })
    }

    /// The candidate of that project; the likest where none is named.
    fn candidate(&self, project: Option<&str>) -> Option<&Candidate> {
        let mut candidates = self.beside.candidates.iter();
        match project {
            None => candidates.next(),
            Some(id) => candidates.find(|it| it.project.id.to_string() == id),
        }
    }

    /// What decides on the row has seen: the row and the project as they stand.
    fn seen(&self, of: &Candidate) -> String {
        format!("{}.{}", self.row.since, of.changed_by)
    }
}

/// Shows them.
pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(ids): Path<(i64, i64)>,
) -> Result<Response, Problem> {
    let opened = Opened::of(&app, &actor, ids).await?;
    let candidate = opened.candidate(asked.here.get(PROJECT));
    let seen = candidate.map(|it| (SEEN, opened.seen(it)));
    let form = Form::filled(seen);
    Ok(page::full(&asked, markup((&app, &asked, &actor), &opened, candidate, &form).await?))
}

async fn markup(
    (app, asked, actor): (&App, &Asked, &Actor),
    opened: &Opened,
    candidate: Option<&Candidate>,
    form: &Form,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let snapshot = app.ledger.live().current().await?;
    let names = Names::of(app.ledger.db(), snapshot.dimensions(), &[]).await?;
    let title = lang.t("imports.beside");
    let here = path_of(opened.import.id, opened.row.id);
    let back = html! { a href={ (IMPORTS) "/" (opened.import.id) "#waiting" } { (opened.import.name) } };
    let body = html! {
        (layout::heading(title, &back))
        @match candidate {
            None => p { (lang.t("imports.beside_none")) },
            Some(candidate) => {
                (others(lang, opened, candidate, &here))
                (grounds(lang, &candidate.likeness))
                (table((lang, &names, snapshot.dimensions()), opened, candidate))
                form.narrow method="post" action=(here) {
                    (field::with_summary(lang, form, &html! {
                        (once::field(form))
                        input type="hidden" name=(SEEN) value=(form.value(SEEN));
                        input type="hidden" name=(PROJECT) value=(candidate.project.id);
                        (field::textarea(lang, form, FormField::required("reason", lang.t("matching.reason")).hint(lang.t("matching.reason_hint"))))
                        div.submit.row {
                            button.primary type="submit" name="verdict" value=(MatchVerdict::Same.code()) { (lang.t("matching.same")) }
                            button type="submit" name="verdict" value=(MatchVerdict::Another.code()) { (lang.t("matching.another")) }
                        }
                    }))
                }
            }
        }
    };
    Ok(shell::page(app, asked, actor, Noun::Imports, title, &body))
}

/// The other projects that the row looks like.
fn others(lang: Lang, opened: &Opened, candidate: &Candidate, here: &str) -> Markup {
    let others = opened.beside.candidates.iter().filter(|it| it.project.id != candidate.project.id);
    let others: Vec<&Candidate> = others.collect();
    html! {
        @if !others.is_empty() {
            p { (lang.t("imports.beside_others")) (lang.t("ui.colon")) (lang.gap())
                @for (index, it) in others.iter().enumerate() {
                    @if index > 0 { (lang.t("figures.comma")) }
                    a href={ (here) "?" (PROJECT) "=" (it.project.id) } { (it.project.title) " " (it.likeness.score) "%" }
                }
            }
        }
    }
}

/// The two, field by field; then what happened and what is promised.
fn table((lang, names, dims): (Lang, &Names, &Dimensions), opened: &Opened, candidate: &Candidate) -> Markup {
    let (row, project) = (columns(&opened.beside.made), columns(&candidate.project));
    let (of_row, of_project) = (lang.t("imports.beside_row"), lang.t("imports.beside_project"));
    let printed = |column: &str, at: usize, side: &[Value]| {
        let words = value(lang, names, RecordKind::Project, column, &side[at]);
        let qualifier = column.strip_suffix("_fen").map(|stem| format!("{stem}_qualifier"));
        let beside = Project::FIELDS.iter().position(|field| Some(field.name) == qualifier.as_deref());
        let before =
            beside.map(|at| value(lang, names, RecordKind::Project, Project::FIELDS[at].name, &side[at]));
        format!("{}{words}", before.unwrap_or_default())
    };
    let fields = Project::FIELDS.iter().enumerate().filter(|(at, field)| {
        !field.name.ends_with("_qualifier") && (row[*at] != Value::Null || project[*at] != Value::Null)
    });
    let mut lines: Vec<(String, String, String)> = fields
        .map(|(at, field)| {
            let label = fields::label(lang, RecordKind::Project, field.name);
            (label.to_string(), printed(field.name, at, &row), printed(field.name, at, &project))
        })
        .collect();
    lines.extend(investors(lang, dims, opened, candidate));
    lines.extend(dates(lang, opened, candidate));
    html! {
        div.grid-wrap.short tabindex="0" role="region" aria-label=(lang.t("imports.beside")) {
            table.grid.fold {
                thead { tr {
                    th.lead scope="col" { (lang.t("matching.field")) }
                    th.words scope="col" { (of_row) br; (opened.row.sheet) "!" (opened.row.row) }
                    th.words scope="col" { (of_project) br;
                        a href=(projects::path_of(ProjectId(candidate.project.id))) { (candidate.project.title) } }
                } }
                tbody { @for (label, own, their) in &lines {
                    tr {
                        th.lead scope="row" { (label) @if own != their { " " span.muted title=(lang.t("matching.differs")) { "≠" } } }
                        td.words data-label=(of_row) { (shown(own)) }
                        td.words data-label=(of_project) { (shown(their)) }
                    }
                } }
            }
        }
    }
}

fn shown(words: &str) -> &str {
    if words.is_empty() { "—" } else { words }
}

fn columns(project: &Project) -> Vec<Value> {
    let mut columns: Vec<Value> = Vec::with_capacity(Project::FIELDS.len());
    project.put(&mut columns);
    columns
}

/// Who invests, where either says so.
fn investors(
    lang: Lang,
    dims: &Dimensions,
    opened: &Opened,
    candidate: &Candidate,
) -> Option<(String, String, String)> {
    let own = match opened.beside.row.draft.get(Field::Investor).map(|told| &told.value) {
        Some(Told::Names(names)) => lang.list(names),
        _ => String::new(),
    };
    let named = |id: &InvestorId| dims.investors.get(&id.0).map(|investor| investor.name.clone());
    let their = lang.list(&candidate.investors.iter().filter_map(named).collect::<Vec<_>>());
    let label = fields::kind(lang, RecordKind::ProjectInvestor).to_owned();
    (!own.is_empty() || !their.is_empty()).then_some((label, own, their))
}

/// What happened and what is promised, of either.
fn dates(lang: Lang, opened: &Opened, candidate: &Candidate) -> Vec<(String, String, String)> {
    let told = |field: Field| match opened.beside.row.draft.get(field).map(|told| &told.value) {
        Some(Told::Dated(date)) => day_text(date.day, date.precision),
        _ => String::new(),
    };
    let stages = Stage::ALL.iter().map(|stage| {
        let events = candidate.events.iter().filter(|event| event.stage == *stage);
        let days: Vec<String> = events
            .filter_map(|event| Some(day_text(event.day?, event.precision.unwrap_or(Precision::Day))))
            .collect();
        (words::stage(lang, *stage).to_owned(), told(Field::Fact(*stage)), lang.list(&days))
    });
    let promises = MilestoneCode::ALL.iter().map(|code| {
        let forecasts = candidate.forecasts.iter().filter(|it| it.code == *code);
        let days: Vec<String> = forecasts.map(|it| day_text(it.day, it.precision)).collect();
        let label = lang.tf("imports.field.plan", &[("milestone", &words::milestone(lang, *code))]);
        (label, told(Field::Plan(*code)), lang.list(&days))
    });
    stages.chain(promises).filter(|(_, own, their)| !own.is_empty() || !their.is_empty()).collect()
}

/// Takes the answer, and brings the row in by it.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(ids): Path<(i64, i64)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let to = format!("{IMPORTS}/{}", ids.0);
    let verdict = MatchVerdict::from_code(form.value("verdict")).filter(|it| *it != MatchVerdict::Merged);
    let verdict = verdict.ok_or_else(Problem::bad_request)?;
    let act = Act::new(Some(actor.user), Origin::Web).keyed(once::key(actor.user, &form));
    match app.ledger.write(act.clone()).await {
        Err(LedgerError::Repeated(_)) => return Ok(repeated(&asked, &to)),
        writer => drop(writer?),
    }
    let opened = Opened::of(&app, &actor, ids).await?;
    let candidate = opened.candidate(Some(form.value(PROJECT))).ok_or_else(Problem::conflict)?;
    if form.value(SEEN) != opened.seen(candidate) {
        form.set(SEEN, opened.seen(candidate));
        form.refuse(SEEN, "matching.changed_meanwhile");
        let again = markup((&app, &asked, &actor), &opened, Some(candidate), &form).await?;
        return Ok(page::conflict(&asked, again));
    }
    let Some(reason) = form.required("reason", REASON_MAX_CHARS) else {
        let again = markup((&app, &asked, &actor), &opened, Some(candidate), &form).await?;
        return Ok(page::refused(&asked, again));
    };
    let answer = opened.beside.answer(candidate, verdict, reason.clone()).ok_or_else(Problem::conflict)?;
    let mut row = as_kept(opened.row.clone(), false);
    row.answer = Some(answer);
    let of = (&opened.import, &opened.layout);
    let mended = mend(&app.ledger, &actor.scope, act.because(reason), of, &[row], None, Mode::Commit).await?;
    let said = if mended.brought_in() > 0 { "imports.answered" } else { "imports.answered_waits" };
    Ok(page::redirect(&asked, &to, Some(&Flash::saying(asked.lang.t(said)))))
}
