//! Two projects side by side, field by field, and the answer: another project, or one with this.

use super::alike::traits_of;
use super::beside::grounds;
use super::merge::{self, Choices};
use super::store::{former_titles, keep_answer};
use super::{PATH, path_of};
use crate::actor::Actor;
use crate::app::App;
use crate::history::Names;
use crate::ledger::{Act, Edit, LedgerError, Origin, Pair, Standing, Writer};
use crate::project::load::Opened;
use crate::project::writing::{Begun, begin_because, flash, repeated};
use crate::project::{editable, path_of as project_path};
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Field};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::{once, page};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Permission;
use domain::facts::{Dossier, MatchAnswer, MatchVerdict, ProjectId};
use domain::likeness::Likeness;
use domain::limits::REASON_MAX_CHARS;
use figures::Population;
use maud::{Markup, html};

/// What the form says that its reader has seen.
const SEEN: &str = "seen";
/// The button that was pressed.
const VERDICT: &str = "verdict";
/// The reason.
const REASON: &str = "reason";

/// The two, as the reader may edit them.
struct Beside {
    opened: [Opened; 2],
    pair: Pair,
    likeness: Likeness,
    /// Whether one is a part of the other: then they are two.
    are_kin: bool,
    names: Names,
}

impl Beside {
    async fn of(app: &App, actor: &Actor, ours: i64, theirs: i64) -> Result<Self, Problem> {
        if ours == theirs {
            return Err(Problem::not_found());
        }
        let edit = Permission::Edit;
        let opened =
            [Opened::now(app, actor, ours, edit).await?, Opened::now(app, actor, theirs, edit).await?];
        // Read as a change would read them, and put down again.
        let mut writer = app.ledger.write(Act::new(Some(actor.user), Origin::Web)).await?;
        let pair = read(&mut writer, ours, theirs).await?;
        drop(writer);
        let likeness = likeness(app, &opened).await?;
        let are_kin = are_kin(&opened, actor);
        let edits: Vec<Edit> = [&pair.ours, &pair.theirs].map(as_edit).into();
        let names = Names::of(app.ledger.db(), opened[0].dims_shared(), &edits).await?;
        Ok(Self { opened, pair, likeness, are_kin, names })
    }

    fn ids(&self) -> [ProjectId; 2] {
        [&self.opened[0], &self.opened[1]].map(|opened| opened.dossier.id())
    }
}

async fn read(writer: &mut Writer, ours: i64, theirs: i64) -> Result<Pair, Problem> {
    Pair::read(writer, ProjectId(ours), ProjectId(theirs)).await?.ok_or_else(Problem::not_found)
}

fn as_edit(it: &Standing) -> Edit {
    let (kind, id, after) = (it.kind, it.id, Some(it.values.clone()));
    Edit { change: it.since, kind, id, source: None, before: None, after }
}

async fn likeness(app: &App, opened: &[Opened; 2]) -> Result<Likeness, LedgerError> {
    let mut traits = Vec::new();
    for opened in opened {
        let id = opened.dossier.id();
        let former = former_titles(app.ledger.db(), Some(id)).await?.remove(&id.0).unwrap_or_default();
        traits.push(traits_of(opened.project(), &former, investors(opened)));
    }
    Ok(Likeness::of(&traits[0], &traits[1]))
}

fn investors(opened: &Opened) -> impl Iterator<Item = &str> {
    let named = |link: &domain::facts::Kept<domain::facts::ProjectInvestor>| link.investor.0;
    let Dossier { investors, .. } = &opened.dossier;
    investors.iter().map(named).filter_map(|id| Some(opened.dims().investors.get(&id)?.name.as_str()))
}

/// Whether one is a part of the other, over however many.
fn are_kin(opened: &[Opened; 2], actor: &Actor) -> bool {
    let question = &opened[0].question;
    let population = Population::new(&question.snapshot, &actor.scope, None, question.true_on);
    let [ours, theirs] = [&opened[0], &opened[1]].map(|opened| opened.dossier.id());
    population.is_ok_and(|population| {
        population
            .projects()
            .filter(|view| [ours, theirs].contains(&view.id()))
            .any(|view| question.snapshot.wholes_of(&view).any(|whole| [ours, theirs].contains(&whole)))
    })
}

/// Shows them.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((ours, theirs)): Path<(i64, i64)>,
) -> Result<Response, Problem> {
    let beside = Beside::of(&app, &actor, ours, theirs).await?;
    let form = Form::filled([(SEEN, beside.pair.seen())]);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &beside, &form)))
}

fn markup(app: &App, asked: &Asked, actor: &Actor, beside: &Beside, form: &Form) -> Markup {
    let lang = asked.lang;
    let [ours, theirs] = beside.ids();
    let title = lang.t("matching.beside_title");
    let actions = html! {
        a.button href=(path_of(theirs, ours)) { (lang.t("matching.swap")) }
        a href=(PATH) { (lang.t("matching.title")) }
    };
    let body = html! {
        (layout::heading(title, &actions))
        (grounds(lang, &beside.likeness))
        p { (lang.t(if beside.are_kin { "matching.kin" } else { "matching.how" })) }
        form method="post" action=(path_of(ours, theirs)) {
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                input type="hidden" name=(SEEN) value=(form.value(SEEN));
                (merge::markup((lang, &beside.names), form, &beside.pair, !beside.are_kin))
                div.narrow { (reason(lang, form)) }
                div.submit.row {
                    button.primary type="submit" name=(VERDICT) value=(MatchVerdict::Another.code()) { (lang.t("matching.another")) }
                    @if !beside.are_kin {
                        button.danger type="submit" name=(VERDICT) value=(MatchVerdict::Merged.code()) { (lang.t("matching.merge")) }
                    }
                }
            }))
        }
    };
    shell::page(app, asked, actor, Noun::Imports, title, &body)
}

/// The reason, which every answer needs.
fn reason(lang: Lang, form: &Form) -> Markup {
    field::textarea(
        lang,
        form,
        Field::required(REASON, lang.t("matching.reason")).hint(lang.t("matching.reason_hint")),
    )
}

/// Takes the answer.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((ours, theirs)): Path<(i64, i64)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let verdict = MatchVerdict::from_code(form.value(VERDICT)).filter(|it| *it != MatchVerdict::Same);
    let verdict = verdict.ok_or_else(Problem::bad_request)?;
    let beside = match Beside::of(&app, &actor, ours, theirs).await {
        // The same form once more, after the two were made one.
        Err(problem) => return repetition(&app, &asked, &actor, &form, (ours, problem)).await,
        Ok(beside) => beside,
    };
    let reason = form.required(REASON, REASON_MAX_CHARS);
    let Some(reason) = reason.filter(|_| form.is_fine()) else {
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &beside, &form)));
    };
    if verdict == MatchVerdict::Merged && beside.are_kin {
        return Err(Problem::conflict().because("matching.kin"));
    }
    let path = match verdict {
        MatchVerdict::Merged => project_path(ProjectId(ours)),
        _ => PATH.to_owned(),
    };
    let mut writer = match begin_because(&app, &actor, &form, Some(reason.clone())).await? {
        Begun::New(writer) => writer,
        Begun::Repeated(_) => return Ok(repeated(&asked, &path)),
    };
    for id in beside.ids() {
        editable(&mut writer, &actor, id, Permission::Edit).await?;
    }
    let pair = read(&mut writer, ours, theirs).await?;
    if pair.seen() != form.value(SEEN) {
        drop(writer);
        return clash(&app, &asked, &actor, (ours, theirs), &form).await;
    }
    let answer = answer(&beside, verdict, reason);
    let said = if verdict == MatchVerdict::Merged {
        merge::write(&mut writer, pair, &Choices(&form), &answer).await?;
        "matching.was_merged"
    } else {
        keep_answer(&mut writer, &answer).await?;
        "matching.was_another"
    };
    let change = writer.commit().await?.change;
    Ok(page::redirect(&asked, &path, Some(&flash(asked.lang, change, said))))
}

/// Where a form leads that made its change before; else what is wrong.
async fn repetition(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    form: &Form,
    (ours, problem): (i64, Problem),
) -> Result<Response, Problem> {
    match begin_because(app, actor, form, None).await? {
        Begun::Repeated(_) => Ok(repeated(asked, &project_path(ProjectId(ours)))),
        Begun::New(_) => Err(problem),
    }
}

/// What is remembered: of the one project, what the other is to it.
fn answer(beside: &Beside, verdict: MatchVerdict, reason: String) -> MatchAnswer {
    let [project, other] = beside.ids();
    let theirs = beside.opened[1].project();
    MatchAnswer {
        project,
        zone: theirs.zone,
        own_no: Some(theirs.own_no.clone()),
        title: theirs.title.clone(),
        other: Some(other.0),
        verdict,
        score: i64::from(beside.likeness.score),
        reason: Some(reason),
    }
}

/// 409: somebody changed one of the two meanwhile. What was chosen stays, and the page shows how they stand now.
async fn clash(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (ours, theirs): (i64, i64),
    typed: &Form,
) -> Result<Response, Problem> {
    let beside = Beside::of(app, actor, ours, theirs).await?;
    let mut form = Form::filled(typed.pairs());
    form.set(SEEN, beside.pair.seen());
    form.refuse(SEEN, "matching.changed_meanwhile");
    Ok(page::conflict(asked, markup(app, asked, actor, &beside, &form)))
}
