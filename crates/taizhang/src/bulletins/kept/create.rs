//! A new bulletin: template, organisation, round, day, language. What follows is the draft itself.

use super::contents;
use super::opened::{PATH, page, path};
use super::{store, words};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, Question};
use crate::figures::round_word;
use crate::ledger::{Act, Origin};
use crate::once_only::once_only;
use crate::orgs;
use crate::rounds::{concerns, key as round_key};
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page as answer;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::facts::{Bulletin, OrgId, RoundId};
use figures::bulletin::Template;
use maud::{Markup, html};

/// The form.
pub(super) async fn form_page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
) -> Result<Response, Problem> {
    let at = app.question(&AsOf::default()).await?;
    let mut form = Form::filled([("true_on", at.true_on.to_string()), ("lang", asked.lang.tag().to_owned())]);
    let own = actor.scope.holdings().and_then(|held| held.iter().find(|one| one.role.may(Permission::Edit)));
    form.set("org", own.map(|one| one.org.to_string()).unwrap_or_default());
    for name in ["template", "round"] {
        form.set(name, asked.here.get(name).unwrap_or_default());
    }
    Ok(answer::full(&asked, markup(&app, &asked, &actor, &at, &form)))
}

/// Creates it.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |change| {
        let made = store::made_by(app.ledger.db(), change).await?;
        Ok(made.map_or_else(|| PATH.to_owned(), |id| path(id.0)))
    };
    once_only((&app, &asked, &actor), form, to, async |form| created(&app, &asked, &actor, form).await).await
}

async fn created(app: &App, asked: &Asked, actor: &Actor, mut form: Form) -> Result<Response, Problem> {
    let at = app.question(&AsOf::default()).await?;
    let Some(mut bulletin) = read(&mut form, actor, &at) else {
        return Ok(answer::refused(asked, markup(app, asked, actor, &at, &form)));
    };
    let drafted = contents::draft(&app.ledger, &on(&at, &bulletin), &actor.scope, &bulletin).await;
    match drafted.map_err(Problem::from) {
        Ok(draft) => bulletin.title = draft.title_line(),
        Err(problem) => {
            let Some((key, args)) = problem.detail.clone().filter(|_| problem.status.as_u16() == 422) else {
                return Err(problem);
            };
            form.refuse_with("template", key, args);
            return Ok(answer::refused(asked, markup(app, asked, actor, &at, &form)));
        }
    }
    let act = Act::new(Some(actor.user), Origin::Web).keyed(once::key(actor.user, &form));
    let mut writer = app.ledger.write(act).await?;
    let id = writer.create(&bulletin);
    writer.commit().await?;
    Ok(answer::redirect(asked, &path(id), Some(&Flash::saying(asked.lang.t("kept.created")))))
}

/// The ledger as it stands, read on the bulletin's day.
fn on(at: &Question, bulletin: &Bulletin) -> Question {
    Question { true_on: bulletin.true_on, ..at.clone() }
}

fn read(form: &mut Form, actor: &Actor, at: &Question) -> Option<Bulletin> {
    let true_on = form.day("true_on");
    let true_on = form.must("true_on", true_on);
    let name = form.choice("template", |text| at.snapshot.editions().is_name(text).then(|| text.to_owned()));
    let name = form.must("template", name);
    let org =
        form.choice("org", |text| text.parse::<OrgId>().ok().filter(|org| actor.may(Permission::Edit, *org)));
    let org = form.must("org", org);
    let lang = form.choice("lang", Lang::from_tag);
    let lang = form.must("lang", lang);
    let chosen = form.choice("round", |text| text.parse::<RoundId>().ok());
    let template = name.as_deref().zip(true_on).map(|(name, on)| at.snapshot.templates(on).on(name, on));
    if template == Some(None) {
        form.refuse("true_on", "kept.template_not_yet");
    }
    let round = of_kind(form, template.flatten(), chosen);
    if let (Some(round), Some(org)) = (round, org) {
        let scope = actor.scope.within(&at.snapshot.places().below(org));
        let known = at.snapshot.dimensions().rounds.get(&round.0);
        if !known.is_some_and(|known| concerns(&at.snapshot, &scope, known)) {
            form.refuse("round", "web.not_a_choice");
        }
    }
    let bulletin = Bulletin {
        org: org?,
        template: name?,
        round,
        lang: lang?.tag().to_owned(),
        true_on: true_on?,
        known_by: at.snapshot.change(),
        title: String::new(),
        issued_change: None,
        issued_on: None,
    };
    form.is_fine().then_some(bulletin)
}

/// A template about rounds needs one; of another it would say nothing.
fn of_kind(form: &mut Form, template: Option<&Template>, chosen: Option<RoundId>) -> Option<RoundId> {
    match template {
        Some(template) if template.kind.is_of_round() => form.must("round", chosen),
        _ => None,
    }
}

fn markup(app: &App, asked: &Asked, actor: &Actor, at: &Question, form: &Form) -> Markup {
    let lang = asked.lang;
    let body = html! {
        form.narrow method="post" action={ (PATH) "/new" } {
            h1 { (lang.t("kept.new")) }
            p { (lang.t("kept.new_words")) }
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                (fields(lang, actor, at, form))
                div.submit { button.primary type="submit" { (lang.t("kept.draft_it")) } }
            }))
        }
    };
    page(app, asked, actor, lang.t("kept.new"), &body)
}

fn fields(lang: Lang, actor: &Actor, at: &Question, form: &Form) -> Markup {
    let dims = at.snapshot.dimensions();
    let mut names: Vec<&str> = Vec::new();
    let given = at.snapshot.templates(at.true_on).all().iter().map(|template| template.name.as_str());
    // Those that have ended or not begun may be asked for on a day on which they hold.
    let decreed = at.snapshot.editions().all().iter().map(|rule| rule.name.as_str());
    for name in given.chain(decreed) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let called = |name: &&str| Choice::new(*name, words::template(lang, &at.snapshot, name, at.true_on));
    let templates: Vec<Choice> = names.iter().map(called).collect();
    let orgs = orgs::choices(dims, actor, Permission::Edit);
    let mut rounds: Vec<_> =
        dims.rounds.values().filter(|round| concerns(&at.snapshot, &actor.scope, round)).collect();
    rounds.sort_by_key(|round| std::cmp::Reverse((round.day, round.id)));
    let rounds: Vec<Choice> = rounds
        .iter()
        .map(|round| Choice::new(round.id.to_string(), round_word(lang, round_key(round))))
        .collect();
    let langs: Vec<Choice> = Lang::ALL.iter().map(|it| Choice::new(it.tag(), it.own_name())).collect();
    html! {
        (field::select(lang, form, Field::required("template", lang.t("kept.template")), &templates))
        (field::select(lang, form, Field::required("org", lang.t("kept.org")).hint(lang.t("kept.org_hint")), &orgs))
        (field::select(lang, form, Field::optional("round", lang.t("kept.round")).hint(lang.t("kept.round_hint")), &rounds))
        (field::day(lang, form, Field::required("true_on", lang.t("ui.true_on")).hint(lang.t("kept.day_hint"))))
        (field::select(lang, form, Field::required("lang", lang.t("kept.lang")), &langs))
    }
}
