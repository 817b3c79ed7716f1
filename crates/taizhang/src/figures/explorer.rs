//! The explorer: pick a figure, group it, filter it, look at it on another day, compare it.

use super::answer::{Answer, At};
use super::asked::{self, BY, COMPARE_TO, NAME, Q, Read, TAXONOMY, Unread};
use super::difference;
use super::drawn::{self, DRAW, Explored, Shown, Way};
use super::sheet::{self, Headers, Naming};
use super::{compared, labels, starts};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::sheets::{self, Sheet};
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout::{self, CARRIED, Noun};
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::{FieldError, Problem};
use ::figures::{Dim, Figure, FigureError, FigurePage, Snapshot};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// The two fields of the form for groups; an address may hold any number.
const GROUP_FIELDS: [&str; 2] = ["by", "by2"];

/// The page; JSON for programs.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let Some(name) = asked.here.get(NAME).map(str::to_owned) else {
        return super::overview::page(&app, &asked, &actor).await;
    };
    if asked.json {
        return json(State(app), asked, actor).await;
    }
    match answered_for_page(&app, &asked, &actor, &name).await {
        Ok((read, page, answer)) => {
            let body = found(&asked, &actor, &read, (&page, &answer));
            let body = body.map_err(|error| Problem::internal(&error))?;
            let today = app.ledger.clock().today();
            let shell = shell::of(&asked, &actor, Noun::Figures, today, Some(&read.at));
            Ok(page::full(&asked, layout::page(&shell, labels::title(asked.lang, &read.spec), &body)))
        }
        Err(Unread::Fields(errors)) => {
            let at = app.question(&crate::as_of::AsOf::default()).await?;
            let form = form(&asked, &errors);
            let lang = asked.lang;
            let body = html! {
                (layout::heading(lang.t("ui.figures"), &html! {}))
                (field::with_summary(lang, &form, &html! {
                    (controls(&asked, &form, &at))
                }))
            };
            let shell = shell::of(&asked, &actor, Noun::Figures, app.ledger.clock().today(), Some(&at));
            Ok(page::refused(&asked, layout::page(&shell, lang.t("ui.figures"), &body)))
        }
        Err(Unread::Problem(problem)) => Err(problem),
    }
}

/// The answer as JSON, in the shape of the command line.
pub(super) async fn json(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let name = asked.here.get(NAME).ok_or_else(Problem::bad_request)?.to_owned();
    let (_, answer) = answered(&app, &asked, &actor, &name).await?;
    Ok(axum::Json(answer).into_response())
}

/// The table as a workbook; with a comparison its lists are a second sheet.
pub(super) async fn workbook(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
) -> Result<Response, Problem> {
    let (name, sheets) = exported(&app, &asked, &actor).await?;
    let bytes = sheets::xlsx(&sheets).map_err(|error| Problem::internal(&error))?;
    Ok(Download::xlsx(&name, bytes).into_response())
}

/// The table as comma-separated text; with a comparison its lists.
pub(super) async fn csv(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let (name, sheets) = exported(&app, &asked, &actor).await?;
    let last = sheets.last().ok_or_else(Problem::not_found)?;
    let bytes = last.csv(true).map_err(|error| Problem::internal(&error))?;
    Ok(Download::csv(&name, bytes).into_response())
}

async fn exported(app: &App, asked: &Asked, actor: &Actor) -> Result<(String, Vec<Sheet>), Problem> {
    let lang = asked.lang;
    let name = asked.here.get(NAME).ok_or_else(Problem::bad_request)?.to_owned();
    let (read, answer) = answered(app, asked, actor, &name).await?;
    let title = labels::title(lang, &read.spec);
    let headers = Headers { naming: Naming::Words, catalogue: read.at.catalogue(), lang };
    let mut sheets = vec![sheet::figures(headers, &answer.figures)];
    sheets[0].table.title = Some(title.to_owned());
    sheets[0].table.note_left = Some(layout::as_of_words(lang, answer.at.true_on));
    if answer.compared_to.is_some() {
        sheets.push(sheet::compared(headers, &answer));
    }
    Ok((format!("{title} {}", answer.at.true_on), sheets))
}

async fn answered(app: &App, asked: &Asked, actor: &Actor, name: &str) -> Result<(Read, Answer), Unread> {
    let read = asked::read(app, asked, actor, name).await?;
    let figures = read.asking(actor).figures(&read.at, name);
    let answer = figures.and_then(|figures| answer(&read, actor, figures));
    let answer = answer.map_err(|error| asked::refused(asked.lang, error))?;
    Ok((read, answer))
}

/// As [`answered`], with as many figures as a page shows and that of the whole, of which sentence and foot speak.
async fn answered_for_page(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    name: &str,
) -> Result<(Read, FigurePage, Answer), Unread> {
    let read = asked::read(app, asked, actor, name).await?;
    let page = read.asking(actor).page(&read.at, name);
    let both = page.and_then(|page| Ok((page, answer(&read, actor, Vec::new())?)));
    let (page, answer) = both.map_err(|error| asked::refused(asked.lang, error))?;
    Ok((read, page, answer))
}

fn answer(read: &Read, actor: &Actor, figures: Vec<Figure>) -> Result<Answer, FigureError> {
    let (differences, apart) = match &read.earlier {
        None => Default::default(),
        Some(earlier) => difference::explained(&read.asking(actor), earlier, &read.at, &read.spec.name)?,
    };
    let compared_to = read.earlier.as_ref().map(At::of);
    let mut answer = Answer { compared_to, differences, apart, ..Answer::of(&read.at, figures) };
    if let Some(earlier) = &read.earlier {
        answer.redefined.extend(difference::redefined(earlier, &read.at, &read.spec.name));
    }
    Ok(answer)
}

fn form(asked: &Asked, errors: &[FieldError]) -> Form {
    let dims: Vec<&str> = asked.here.all(BY).flat_map(|list| list.split(',')).collect();
    let of = |place: usize| dims.get(place).copied().unwrap_or_default().to_owned();
    let value = |name: &str| asked.here.get(name).unwrap_or_default().to_owned();
    let mut form = Form::filled([
        (NAME, value(NAME)),
        (Q, value(Q)),
        (GROUP_FIELDS[0], of(0)),
        (GROUP_FIELDS[1], of(1)),
        (COMPARE_TO, value(COMPARE_TO)),
        (TAXONOMY, value(TAXONOMY)),
    ]);
    for error in errors {
        form.refuse_with(&error.field, error.key, error.args.clone());
    }
    form
}

/// The form that asks: its fields are the address.
fn controls(asked: &Asked, form: &Form, at: &Question) -> Markup {
    let lang = asked.lang;
    let names: Vec<Choice> = at
        .catalogue()
        .figures()
        .iter()
        .map(|spec| Choice::new(spec.name.clone(), labels::title(lang, spec)))
        .collect();
    let dims: Vec<Choice> =
        Dim::ALL.iter().map(|dim| Choice::new(dim.name(), labels::dim(lang, *dim))).collect();
    let second = field::select(lang, form, Field::optional(GROUP_FIELDS[1], lang.t("figures.by2")), &dims);
    html! {
        form.ask.no-print method="get" action="/figures" {
            @let kept: Vec<&str> = CARRIED.iter().copied().chain([DRAW]).collect();
            @for (name, value) in asked.here.carried_to("", &kept).parameters() {
                input type="hidden" name=(name) value=(value);
            }
            (field::select(lang, form, Field::required(NAME, lang.t("figures.figure")), &names))
            (field::select(lang, form, Field::optional(GROUP_FIELDS[0], lang.t("figures.by")), &dims))
            // One parameter for both: the address lists the groups in their order.
            (maud::PreEscaped(second.into_string().replace("name=\"by2\"", "name=\"by\"")))
            @let taxonomies = taxonomies(&at.snapshot);
            // One is no choice.
            @if taxonomies.len() > 1 {
                (field::select(lang, form, Field::optional(TAXONOMY, lang.t("figures.taxonomy")), &taxonomies))
            }
            (field::text(lang, form, Field::optional(Q, lang.t("figures.where"))))
            (field::text(lang, form, Field::optional(COMPARE_TO, lang.t("figures.compare_to"))))
            div.submit { button.primary type="submit" { (lang.t("ui.look")) } }
        }
    }
}

/// The taxonomies by whose classes industries can be told, by number: versions of one share their code.
fn taxonomies(snapshot: &Snapshot) -> Vec<Choice> {
    let all = snapshot.dimensions().taxonomies.values();
    all.map(|it| Choice::new(format!("#{}", it.id), format!("{} {}", it.name, it.version).trim_end()))
        .collect()
}

fn found(
    asked: &Asked,
    actor: &Actor,
    read: &Read,
    (page, answer): (&FigurePage, &Answer),
) -> Result<Markup, FigureError> {
    let lang = asked.lang;
    let title = labels::title(lang, &read.spec);
    let explored = Explored { asked, actor, read, page };
    Ok(html! {
        (layout::heading(title, &actions(asked)))
        (controls(asked, &form(asked, &[]), &read.at))
        @if let Some(whole) = &page.whole {
            p.lead { (labels::sentence(lang, whole)) }
            @for other in whole.other_sentences(labels::catalogue_lang(lang)) {
                p.muted { (lang.tf("figures.also_said", &[("sentence", &other)])) }
            }
        }
        (ways(asked, read))
        (drawn::content(&explored, Shown::OnPage)?)
        (footnote(lang, read, page))
        (starts::below(asked, actor, read)?)
        (compared::section(read, actor, answer, &asked.here)?)
    })
}

/// The ways of drawing it, where there is a choice.
fn ways(asked: &Asked, read: &Read) -> Markup {
    let lang = asked.lang;
    let fitting = Way::fitting(&read.spec, &read.by);
    let chosen = Way::of(&asked.here, &read.spec, &read.by);
    html! {
        @if fitting.len() > 1 {
            nav.row.ways.no-print aria-label=(lang.t("figures.draw")) {
                @for way in fitting {
                    @if way == chosen { strong aria-current="true" { (way.word(lang)) } }
                    @else { a href=(asked.here.with(DRAW, way.code())) { (way.word(lang)) } }
                }
            }
        }
    }
}

fn footnote(lang: Lang, read: &Read, page: &FigurePage) -> Markup {
    let figures = page.whole.as_ref().map_or(&page.figures[..], std::slice::from_ref);
    let without: i64 = figures.iter().map(|figure| figure.without_amount).sum();
    let untold: i64 = figures.iter().map(|figure| figure.untold_above).sum();
    html! {
        div.muted.small {
            p { (labels::footnote(lang, &read.spec)) }
            @if without > 0 { p { (lang.tf("figures.without_amount", &[("n", &without)])) } }
            @if let Some(above) = read.spec.above.filter(|_| untold > 0) {
                @let amount = lang.t(labels::measure(&read.spec, above));
                p { (lang.tf("figures.untold_above", &[("n", &untold), ("amount", &amount)])) }
            }
            @if page.groups > 1 { p { (lang.t("figures.rounding_note")) } }
        }
    }
}

fn actions(asked: &Asked) -> Markup {
    let lang = asked.lang;
    let names: Vec<&str> = CARRIED.iter().copied().chain([NAME, Q, BY, TAXONOMY, COMPARE_TO]).collect();
    let to = |path: &str| asked.here.carried_to(path, &names);
    let pinned: Vec<&str> = names.iter().copied().chain([DRAW]).collect();
    html! {
        a.button href=(asked.here.carried_to("/boards/pin", &pinned)) { (lang.t("boards.pin")) }
        a href=(to("/figures/table.xlsx")) { (lang.t("figures.as_xlsx")) }
        a href=(to("/figures/table.csv")) { (lang.t("figures.as_csv")) }
        a href=(to("/figures.json")) { "JSON" }
        a href=(asked.here.carried_to("/figures/definitions", &CARRIED)) { (lang.t("figures.definitions")) }
    }
}
