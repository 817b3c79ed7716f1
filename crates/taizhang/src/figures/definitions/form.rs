//! The form of a definition: written, tried out over the months before, decreed; or the end of the site's own.

use super::dry_run::{self, Line};
use super::dry_table::Tried;
use super::proposal::{self, broken};
use super::{NEW, PATH, decrees};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, Question};
use crate::figures::{Asking, labels, not_given_words, store};
use crate::ledger::Writer;
use crate::project::writing::{self, Begun};
use crate::shell;
use crate::text::Lang;
use crate::ui::decree::{self, Act};
use crate::ui::field::{self, Field};
use crate::ui::layout::{self, Noun};
use crate::ui::text_file::{ENCTYPE, text_file};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::text_file::TextForm;
use crate::web::{once, page as answer};
use ::figures::{Catalogue, Definitions, FigureError, Filter};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::FigureRule;
use domain::limits::{CODE_MAX_CHARS, DEFINITION_MAX_CHARS};
use maud::{Markup, html};

/// What a new figure begins with.
const STARTER: &str = include_str!("starter.toml");
/// Shows the form: of a figure that is named its present definition, else one to begin with.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let at = may(&app, &actor).await?;
    let name = asked.here.get("name").unwrap_or_default();
    let text = if name.is_empty() {
        STARTER.to_owned()
    } else {
        text_of(&at, name).ok_or_else(Problem::not_found)?
    };
    let form = Form::filled([("name", name.to_owned()), ("from_on", at.today.to_string()), ("text", text)]);
    let page = markup(&app, &asked, &actor, (&at, &form), &html! {});
    Ok(answer::full(&asked, page))
}

/// Tries out, decrees or ends.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    TextForm(mut form): TextForm,
) -> Result<Response, Problem> {
    let at = may(&app, &actor).await?;
    let act = Act::of(&form);
    let rule = read(asked.lang, &mut form, act);
    let reason = act.reason(&mut form);
    if let (Some(rule), true) = (rule, form.is_fine()) {
        let own = Filter::default();
        let asking = asking(&actor, asked.lang, &own);
        if act == Act::Try {
            if let Some(tried) = tried(&app, &asked, &asking, (&at, &mut form), &rule).await? {
                return Ok(answer::full(&asked, markup(&app, &asked, &actor, (&at, &form), &tried)));
            }
        } else {
            let Begun::New(mut writer) = writing::begin_because(&app, &actor, &form, reason).await? else {
                return Ok(writing::repeated(&asked, PATH));
            };
            // Nobody else writes from here on, so what stands in the change now is what it will stand beside: the ledger as
            // others read it lacks what was decreed just before and is not durable yet.
            let before = within(&mut writer).await?;
            if accepted(asked.lang, &before, (&at, &asking), &mut form, &rule).is_some() {
                writer.create(&rule);
                return writing::done(writer, &asked, PATH, said(&at, act, &rule)).await;
            }
        }
    }
    Ok(answer::refused(&asked, markup(&app, &asked, &actor, (&at, &form), &html! {})))
}

/// Takes a version back, as if it had never been decreed; not when another could not be used without it.
pub(super) async fn withdraw(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    may(&app, &actor).await?;
    let ground = decree::ground(&mut form)?;
    let Begun::New(mut writer) = writing::begin_because(&app, &actor, &form, ground).await? else {
        return Ok(writing::repeated(&asked, PATH));
    };
    let definitions = within(&mut writer).await?;
    let record = definitions.all().iter().find(|rule| rule.id == id).ok_or_else(Problem::not_found)?;
    if let Some(broken) = broken(&definitions, &definitions.without(id)) {
        return Err(Problem::conflict().because("definitions.still_used").with("name", &broken.rule.name));
    }
    writer.close(record);
    writing::done(writer, &asked, PATH, "definitions.taken_back").await
}

/// The ledger as it stands now, for who may decree.
async fn may(app: &App, actor: &Actor) -> Result<Question, Problem> {
    let at = app.question(&AsOf::default()).await?;
    if decrees(actor, at.snapshot.dimensions()) { Ok(at) } else { Err(Problem::forbidden()) }
}

/// The definitions as they stand inside the change.
async fn within(writer: &mut Writer) -> Result<Definitions, Problem> {
    let rules = writer.open_by::<FigureRule>("1 = 1", Vec::new()).await?;
    Ok(Definitions::of(&rules))
}

/// The definition that holds now, as it is written.
fn text_of(at: &Question, name: &str) -> Option<String> {
    let own = at.snapshot.definitions().in_force(name, at.today).and_then(|(_, rule)| rule.text.clone());
    // One that begins later is better changed from its own words than not found.
    let later = || at.snapshot.definitions().versions(name).find_map(|rule| rule.text.clone());
    own.or_else(|| Catalogue::builtin_text(name)).or_else(later)
}

fn asking<'a>(actor: &'a Actor, lang: Lang, own: &'a Filter) -> Asking<'a> {
    Asking { scope: &actor.scope, filter: own, by: &[], lang, taxonomy: None, speaks_for: Vec::new() }
}

/// What was typed, as the record that it would be.
fn read(lang: Lang, form: &mut Form, act: Act) -> Option<FigureRule> {
    let from_on = form.day("from_on");
    let from_on = form.must("from_on", from_on);
    if act == Act::End {
        let name = form.required("name", CODE_MAX_CHARS);
        return Some(FigureRule { name: name?, from_on: from_on?, text: None });
    }
    let text = form.required("text", DEFINITION_MAX_CHARS)?;
    let name = match Catalogue::names_in(&text) {
        Ok(names) => <[String; 1]>::try_from(names).map_err(|names| {
            form.refuse_with("text", "definitions.not_one", vec![("n", names.len().to_string())]);
        }),
        Err(error) => {
            let words = super::wrong::wrong(lang, &error);
            form.refuse_with("text", "definitions.wrong", vec![("words", words)]);
            Err(())
        }
    };
    let [name] = name.ok()?;
    // A form that was opened for a figure changes that one: whoever means another opens its own.
    let opened = form.value("name");
    if !opened.is_empty() && opened != name {
        let args = vec![("figure", opened.to_owned()), ("found", name)];
        form.refuse_with("text", "definitions.of_other_figure", args);
        return None;
    }
    Some(FigureRule { name, from_on: from_on?, text: Some(text + "\n") })
}

/// The definitions with the one proposed; what hinders it is said at its field.
fn accepted(
    lang: Lang,
    before: &Definitions,
    (at, asking): (&Question, &Asking<'_>),
    form: &mut Form,
    rule: &FigureRule,
) -> Option<Definitions> {
    let with = proposal::with(before, (at, asking), rule);
    with.map_err(|refusal| {
        let (field, key, args) = refusal.at_field(lang);
        form.refuse_with(field, key, args);
    })
    .ok()
}

/// The table of the months before, and what a day in the past means; none when the definition can't be used.
async fn tried(
    app: &App,
    asked: &Asked,
    asking: &Asking<'_>,
    (at, form): (&Question, &mut Form),
    rule: &FigureRule,
) -> Result<Option<Markup>, Problem> {
    let lang = asked.lang;
    let Some(with) = accepted(lang, at.snapshot.definitions(), (at, asking), form, rule) else {
        return Ok(None);
    };
    let (present, proposed) = (at.snapshot.catalogue(rule.from_on), with.on(rule.from_on).clone());
    let Some(spec) = proposed.shared(&rule.name).cloned() else { return Ok(None) };
    let lines = match months(at, asking, proposed, rule).await? {
        Ok(lines) => lines,
        Err(error) => {
            let words = vec![("words", not_given_words(lang, &error))];
            form.refuse_with("text", "definitions.wrong", words);
            return Ok(None);
        }
    };
    let tried = Tried { spec: &spec, is_given: present.get(&rule.name).is_some(), lines };
    let kept = if rule.from_on < at.today {
        Some(store::bulletins_since(app.ledger.db(), rule.from_on).await?)
    } else {
        None
    };
    let in_the_past = |kept: i64| {
        let past = lang.tf("definitions.in_the_past", &[("from", &rule.from_on)]);
        let bulletins = lang.tf("definitions.bulletins_in_the_past", &[("n", &kept)]);
        if kept == 0 { past } else { [past, bulletins].join(lang.gap()) }
    };
    Ok(Some(html! {
        section id="tried" {
            h2 { (lang.tf("definitions.tried_title", &[("figure", &labels::title(lang, &spec))])) }
            p.lead { (tried.said(lang)) }
            @if let Some(kept) = kept {
                p.flagged { (in_the_past(kept)) }
            }
            (tried.table(lang, &asked.here))
            p.muted.small { (lang.t("definitions.tried_note")) }
        }
    }))
}

/// The months tried out, apart from what answers requests: two definitions over two years of the whole ledger take their
/// time.
async fn months(
    at: &Question,
    asking: &Asking<'_>,
    proposed: Catalogue,
    rule: &FigureRule,
) -> Result<Result<Vec<Line>, FigureError>, Problem> {
    let (at, scope, lang, rule) = (at.clone(), asking.scope.clone(), asking.lang, rule.clone());
    let tried = tokio::task::spawn_blocking(move || {
        let own = Filter::default();
        let asking =
            Asking { scope: &scope, filter: &own, by: &[], lang, taxonomy: None, speaks_for: Vec::new() };
        let present = at.snapshot.catalogue(rule.from_on);
        dry_run::lines(&asking, &at, (present, &proposed), &rule.name)
    });
    tried.await.map_err(|error| Problem::internal(&error))
}

fn said(at: &Question, act: Act, rule: &FigureRule) -> &'static str {
    match (act, rule.from_on < at.today) {
        (Act::End, _) => "definitions.ended",
        (_, true) => "definitions.decreed_past",
        (_, false) => "definitions.decreed",
    }
}

fn markup(app: &App, asked: &Asked, actor: &Actor, (at, form): (&Question, &Form), tried: &Markup) -> Markup {
    let lang = asked.lang;
    let name = form.value("name");
    let spec = at.catalogue().get(name);
    let title = match spec {
        Some(spec) => lang.tf("definitions.change_of", &[("figure", &labels::title(lang, spec))]),
        None => lang.t("definitions.new").to_owned(),
    };
    let is_own = at.snapshot.definitions().versions(name).next().is_some();
    let end = match Catalogue::builtin().get(name) {
        Some(_) => "definitions.end_official",
        None => "definitions.end_own",
    };
    let [from_on, reason, text] =
        ["definitions.from", "definitions.reason", "definitions.text"].map(|key| lang.t(key));
    let inputs = html! {
        (once::field(form))
        input type="hidden" name="name" value=(name);
        (field::day(lang, form, Field::required("from_on", from_on).hint(lang.t("definitions.from_hint"))))
        (text_file(lang, form, text, lang.t("definitions.text_hint")))
        (field::text(lang, form, Field::required("reason", reason).hint(lang.t("definitions.reason_hint"))))
        (decree::buttons([lang.t("definitions.try"), lang.t("definitions.decree")], is_own.then(|| lang.t(end))))
    };
    let body = html! {
        (layout::heading(&title, &html! { a href=(PATH) { (lang.t("figures.definitions")) } }))
        (tried)
        form method="post" action=(NEW) enctype=(ENCTYPE) { (field::with_summary(lang, form, &inputs)) }
    };
    shell::page(app, asked, actor, Noun::Figures, &title, &body)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_a_new_definition_begins_with_can_be_used() {
        let catalogue = Catalogue::builtin().with(STARTER).unwrap();
        assert_eq!(catalogue.figures().len(), Catalogue::builtin().figures().len() + 1);
    }
}
