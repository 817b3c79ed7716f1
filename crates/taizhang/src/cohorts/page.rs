//! The page: curves, shares by cohort and age, steps, and groups at equal age.

use super::answer::Answer;
use super::asked::{ALL, FIGURE, SPAN, SPANS, STEP, Wanted, step_code, to, unread, wanted};
use super::table::{self, List, step_word};
use super::{CSV, PATH, XLSX, curves};
use crate::actor::Actor;
use crate::app::App;
use crate::figures::{BY, NAME, Q, Unread, dim_word, title};
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout::{self, CARRIED, Noun};
use crate::ui::tabs::{self, Tab};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::{FieldError, Problem};
use crate::web::query::Query;
use ::figures::cohort::{Cohort, CohortError, CohortSpec, Step, at_equal_age, common_age};
use ::figures::{Catalogue, Dim};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// Dimensions by which groups are compared.
const DIMS: [Dim; 6] = [Dim::City, Dim::County, Dim::Zone, Dim::Industry, Dim::Origin, Dim::Size];

/// Everything that the page shows.
struct Shown {
    wanted: Wanted,
    cohorts: Vec<Cohort>,
    whole: Option<Cohort>,
    compared: Vec<Cohort>,
    /// As of when and of whom.
    note: String,
}

/// The page; JSON for programs.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    match shown(&app, &asked, &actor).await {
        Ok(shown) if asked.json => {
            let answer = Answer::of(&shown.wanted.read.at, &shown.wanted.spec, &shown.cohorts);
            Ok(axum::Json(answer).into_response())
        }
        Ok(shown) => {
            let today = app.ledger.clock().today();
            let frame = shell::of(&asked, &actor, Noun::Figures, today, Some(&shown.wanted.read.at));
            let body = body(&asked, &shown);
            Ok(page::full(&asked, layout::page(&frame, asked.lang.t("cohorts.title"), &body)))
        }
        Err(Unread::Fields(errors)) => {
            let lang = asked.lang;
            let at = app.question(&crate::as_of::AsOf::default()).await?;
            let form = form(&asked, None, &errors);
            let body = html! {
                (layout::heading(lang.t("cohorts.title"), &html! {}))
                (field::with_summary(lang, &form, &controls(&asked, at.catalogue(), &form)))
            };
            let frame = shell::of(&asked, &actor, Noun::Figures, app.ledger.clock().today(), Some(&at));
            Ok(page::refused(&asked, layout::page(&frame, lang.t("cohorts.title"), &body)))
        }
        Err(Unread::Problem(problem)) => Err(problem),
    }
}

async fn shown(app: &App, asked: &Asked, actor: &Actor) -> Result<Shown, Unread> {
    let wanted = wanted(app, asked, actor).await?;
    let all = || -> Result<_, CohortError> {
        let compared = if wanted.read.by.is_empty() { Vec::new() } else { wanted.compared(actor)? };
        Ok((wanted.cohorts(actor)?, wanted.curve(actor)?, compared))
    };
    let (cohorts, whole, compared) = all().map_err(|error| unread(asked, error))?;
    let note = shell::note(asked.lang, actor, &wanted.read.at, wanted.read.org);
    Ok(Shown { wanted, cohorts, whole, compared, note })
}

fn body(asked: &Asked, shown: &Shown) -> Markup {
    let lang = asked.lang;
    let here = &asked.here;
    let actions = html! {
        a href=(to(here, XLSX)) { (lang.t("figures.as_xlsx")) }
        a href=(to(here, CSV)) { (lang.t("figures.as_csv")) }
        a href=(here.carried_to("/figures", &CARRIED)) { (lang.t("ui.figures")) }
    };
    html! {
        (layout::heading(lang.t("cohorts.title"), &actions))
        (controls(asked, shown.wanted.read.at.catalogue(), &form(asked, Some(shown.wanted.step), &[])))
        @match &shown.whole {
            None => p.muted { (lang.tf("figures.nothing", &[("figure", &title(lang, &shown.wanted.read.spec))])) },
            Some(whole) => (found(lang, here, shown, whole)),
        }
    }
}

fn found(lang: Lang, here: &Query, shown: &Shown, whole: &Cohort) -> Markup {
    let Wanted { read, step, .. } = &shown.wanted;
    let of_whole = List::new(&here.without(BY), true);
    let of_spans = List::new(here, false);
    let words = (
        lang.tf("cohorts.curves", &[("figure", &title(lang, &read.spec))]),
        shown.note.clone(),
        crate::figures::Link::new(here, &read.spec.name, "").definition(),
    );
    html! {
        @if let Some(chart) = curves::of(lang, whole, words, &of_whole) { (chart.render(lang)) }
        h2 { (lang.t("cohorts.steps")) }
        (table::by_step(lang, here, whole, &of_whole))
        h2 { (lang.tf("cohorts.by_age", &[("step", &step_word(lang, *step))])) }
        (table::by_age(lang, here, &shown.cohorts, *step, &of_spans))
        @if !shown.compared.is_empty() { (equal_age(lang, here, shown)) }
        div.muted.small {
            p { (lang.t("cohorts.note_estimate")) }
            p { (lang.t("cohorts.note_band")) }
            p { (lang.t("cohorts.note_left_out")) }
            p { (crate::figures::footnote(lang, &read.spec)) }
        }
    }
}

/// At the age asked for, else at the greatest at which every group has a share, else at the least.
fn equal_age(lang: Lang, here: &Query, shown: &Shown) -> Markup {
    let step = shown.wanted.step;
    let ages = &shown.wanted.spec.ages_months;
    let asked: Option<u16> = here.get(table::MONTHS).and_then(|months| months.parse().ok());
    let common = common_age(&shown.compared, step);
    let months = asked.filter(|months| ages.contains(months)).or(common).unwrap_or(ages[0]);
    let tab = |age: &u16| {
        let href = format!("{}#equal-age", here.with(table::MONTHS, &age.to_string()));
        Tab::new(lang.tf("cohorts.after", &[("n", age)]), href, *age == months)
    };
    let side_by_side = at_equal_age(&shown.compared, step, months);
    html! {
        section #equal-age {
            h2 { (lang.tf("cohorts.equal_age_at", &[("step", &step_word(lang, step)), ("n", &months)])) }
            (tabs::tabs(lang.t("cohorts.months"), ages.iter().map(tab)))
            (table::at_equal_age(lang, here, &side_by_side, (step, months), &List::new(here, true)))
            @if common.is_none() { p.muted.small { (lang.t("cohorts.no_common_age")) } }
        }
    }
}

/// The address as a form; the step is that which is shown.
fn form(asked: &Asked, step: Option<Step>, errors: &[FieldError]) -> Form {
    let value = |name: &str, default: &str| asked.here.get(name).unwrap_or(default).to_owned();
    let mut form = Form::filled([
        (NAME, value(NAME, FIGURE)),
        (SPAN, value(SPAN, Dim::Quarter.name())),
        (STEP, step.map_or_else(|| value(STEP, ""), step_code)),
        (BY, value(BY, "")),
        (Q, value(Q, "")),
    ]);
    for error in errors {
        form.refuse_with(&error.field, error.key, error.args.clone());
    }
    form
}

/// The form that asks: its fields are the address.
fn controls(asked: &Asked, catalogue: &Catalogue, form: &Form) -> Markup {
    let lang = asked.lang;
    let followed = catalogue.figures().iter().filter_map(|spec| {
        CohortSpec::following(spec, None).map(|_| Choice::new(spec.name.clone(), title(lang, spec)))
    });
    let followed: Vec<Choice> = followed.collect();
    let mut spans: Vec<Choice> =
        SPANS.iter().map(|dim| Choice::new(dim.name(), dim_word(lang, *dim))).collect();
    spans.push(Choice::new(ALL, lang.t("cohorts.all")));
    let dims: Vec<Choice> = DIMS.iter().map(|dim| Choice::new(dim.name(), dim_word(lang, *dim))).collect();
    let spec = catalogue.get(form.value(NAME)).and_then(|spec| CohortSpec::following(spec, None));
    let steps = spec.map(|spec| spec.steps).unwrap_or_default();
    let steps: Vec<Choice> =
        steps.iter().map(|step| Choice::new(step_code(*step), step_word(lang, *step))).collect();
    html! {
        form.ask.no-print method="get" action=(PATH) {
            @for (name, value) in asked.here.carried_to("", &CARRIED).parameters() {
                input type="hidden" name=(name) value=(value);
            }
            (field::select(lang, form, Field::required(NAME, lang.t("cohorts.followed")), &followed))
            (field::select(lang, form, Field::required(SPAN, lang.t("cohorts.span")), &spans))
            (field::select(lang, form, Field::optional(STEP, lang.t("cohorts.step")), &steps))
            (field::select(lang, form, Field::optional(BY, lang.t("cohorts.compare")), &dims))
            (field::text(lang, form, Field::optional(Q, lang.t("figures.where"))))
            div.submit { button.primary type="submit" { (lang.t("ui.look")) } }
        }
    }
}
