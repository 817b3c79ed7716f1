//! The columns of an upload, pointed at by a person: what each means, in which unit. Tried over the ledger as it stands, and
//! kept as a layout, by which the next month's file goes in untouched.

use super::super::reading::{Chosen, Opened, impossible, open, run_by, uploaded_bytes};
use super::columns_form::{self, Looked};
use super::{COLUMNS, put, tried};
use crate::actor::Actor;
use crate::app::App;
use crate::imports::learned::{Learned, Mistake, SheetRule, of_name, problem_words};
use crate::imports::outcome::{IntakeError, LayoutChoice, Mode, Options, Report};
use crate::orgs;
use crate::project::writing::{self, Begun};
use crate::text::Lang;
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::page as answer;
use crate::web::problem::Problem;
use crate::web::query::Query;
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::facts::{Kept, LearnedLayout};
use domain::limits::{LAYOUT_MAX_CHARS, LAYOUT_SHEETS_MAX, NAME_MAX_CHARS};
use maud::{Markup, html};
use office::Book;

/// The button that keeps; any other tries.
pub(super) const KEEP: &str = "keep";

/// Shows the columns as they are taken now.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let chosen = Chosen::of(&actor, |name| asked.here.get(name)).ok_or_else(Problem::bad_request)?;
    let Opened { book, turn: _turn, .. } =
        open(&app, &chosen, uploaded_bytes(&app, &actor, &chosen.hash)).await?;
    let looked = Looked::at(&app, &actor, (&chosen, &book), |name| asked.here.get(name)).await?;
    let form = looked.filled(&app, &actor).await?;
    let page = columns_form::markup((&app, &asked, &actor), (&chosen, &looked), &form, &html! {}).await?;
    Ok(answer::full(&asked, page))
}

/// Tries the columns as they were pointed at, or keeps them.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    mut form: Form,
) -> Result<Response, Problem> {
    let chosen = Chosen::of(&actor, |name| Some(form.value(name))).ok_or_else(Problem::bad_request)?;
    let Opened { book, turn: _turn, .. } =
        open(&app, &chosen, uploaded_bytes(&app, &actor, &chosen.hash)).await?;
    let looked = Looked::at(&app, &actor, (&chosen, &book), |name| Some(form.value(name))).await?;
    let keeps = form.value("act") == KEEP;
    let shown = match looked.rule(asked.lang, &mut form) {
        None => html! {},
        Some(rule) if keeps => {
            match keep((&app, &asked, &actor), &mut form, (&chosen, &book), &rule).await? {
                Some(done) => return Ok(done),
                None => html! {},
            }
        }
        Some(rule) => {
            let learned = Learned { name: looked.name().to_owned(), sheets: vec![rule] };
            trial((&app, &asked, &actor), &mut form, (&chosen, &book), &learned).await?
        }
    };
    let page = columns_form::markup((&app, &asked, &actor), (&chosen, &looked), &form, &shown).await?;
    Ok(if form.is_fine() { answer::full(&asked, page) } else { answer::refused(&asked, page) })
}

/// What the file would come to by the layout; what stands in the way is said at the columns.
async fn trial(
    (app, asked, actor): (&App, &Asked, &Actor),
    form: &mut Form,
    (chosen, book): (&Chosen, &Book),
    learned: &Learned,
) -> Result<Markup, Problem> {
    Ok(match imported((app, actor), form, (chosen, book), learned).await? {
        Some(report) => tried::import(asked.lang, &report),
        None => html! {},
    })
}

/// The file by the layout, taken back; `None` when nothing of it could be read so.
async fn imported(
    (app, actor): (&App, &Actor),
    form: &mut Form,
    (chosen, book): (&Chosen, &Book),
    learned: &Learned,
) -> Result<Option<Report>, Problem> {
    let layout = LayoutChoice::This(learned.clone());
    let options = Options { layout, ..chosen.options.clone() };
    match run_by(app, actor, (chosen, book), &options, None, Mode::DryRun).await {
        Ok(report) if report.layout.sheets.iter().any(|sheet| sheet.learned.is_some()) => Ok(Some(report)),
        Ok(_) | Err(IntakeError::NoHeader | IntakeError::OnlySums { .. }) => {
            form.refuse_with("columns", "layouts.fits_nothing", vec![("layout", learned.name.clone())]);
            Ok(None)
        }
        Err(error) => Err(impossible(error)),
    }
}

/// Keeps the rule in the layout of the name that was given; `None` when that is refused.
async fn keep(
    (app, asked, actor): (&App, &Asked, &Actor),
    form: &mut Form,
    (chosen, book): (&Chosen, &Book),
    rule: &SheetRule,
) -> Result<Option<Response>, Problem> {
    let org = orgs::chosen(form, "org", (actor, Permission::Edit));
    let name = form.required("layout_name", NAME_MAX_CHARS);
    let (Some(org), Some(name), true) = (org, name, form.is_fine()) else { return Ok(None) };
    let preview = |chosen: &Chosen| {
        let pairs = Chosen { layout: String::new(), ..chosen.clone() }.pairs();
        let to = Query::of_path("/imports/preview");
        pairs.iter().fold(to, |to, (name, value)| to.with(name, value)).to_string()
    };
    let alone = Learned { name: name.clone(), sheets: vec![rule.clone()] };
    if imported((app, actor), form, (chosen, book), &alone).await?.is_none() {
        return Ok(None);
    }
    let Begun::New(mut writer) = writing::begin(app, actor, form).await? else {
        return Ok(Some(writing::repeated(asked, &preview(chosen))));
    };
    let before = of_name(&mut writer, org, &name).await?;
    let Some(learned) = together(before.as_ref(), alone, rule) else {
        form.refuse_with("layout_name", "layouts.too_long", vec![("max", LAYOUT_MAX_CHARS.to_string())]);
        return Ok(None);
    };
    let record = LearnedLayout { org, name, text: learned.to_text() };
    match put(&mut writer, before.as_ref(), &record).await? {
        Ok(()) => writing::done(writer, asked, &preview(chosen), "layouts.learned").await.map(Some),
        Err(why) => {
            form.refuse("layout_name", why.key());
            Ok(None)
        }
    }
}

/// The layout with the rule in the place of the one for the same headers, or beside the others; `None` when it would be too
/// long. One whose text can't be read any more makes way.
fn together(before: Option<&Kept<LearnedLayout>>, alone: Learned, rule: &SheetRule) -> Option<Learned> {
    let old = before.and_then(|before| Learned::parse(&before.text).ok());
    let learned = match old {
        None => alone,
        Some(mut old) => {
            match old.sheets.iter_mut().find(|known| known.is_for_same_headers(rule)) {
                Some(known) => known.clone_from(rule),
                None => old.sheets.push(rule.clone()),
            }
            old
        }
    };
    let fits =
        learned.sheets.len() <= LAYOUT_SHEETS_MAX && learned.to_text().chars().count() <= LAYOUT_MAX_CHARS;
    fits.then_some(learned)
}

/// Says at its column what can't be.
pub(super) fn refuse(lang: Lang, form: &mut Form, (rule, cols): (&SheetRule, &[u32])) -> bool {
    let Err(Mistake { column, key, problem }) = rule.check() else { return false };
    let at = column.and_then(|place| cols.get(place));
    let field = at.map_or_else(
        || "columns".to_owned(),
        |col| if key == "unit" { columns_form::unit_of(*col) } else { columns_form::field_of(*col) },
    );
    form.refuse_with(&field, "layouts.wrong", vec![("words", problem_words(lang, &problem))]);
    true
}

/// The way to the columns of an upload.
pub(in crate::imports::pages) fn way(chosen: &Chosen) -> String {
    let to = Query::of_path(COLUMNS);
    chosen.pairs().iter().fold(to, |to, (name, value)| to.with(name, value)).to_string()
}
