//! The form of a template: written, drafted by over the present ledger, decreed; or the end of the site's own.

use super::proposal::{self, Refusal, Trial};
use super::wrong::wrong;
use super::{NEW, PATH, decrees, store};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, Question};
use crate::bulletins::kept::trial;
use crate::figures::catalogue_lang;
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
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{BulletinRule, BulletinRuleId};
use domain::limits::{CODE_MAX_CHARS, TEMPLATE_MAX_CHARS};
use figures::bulletin::{Editions, Templates};
use maud::{Markup, html};

/// What a new template begins with.
const STARTER: &str = include_str!("starter.toml");
/// Shows the form: of a template that is named its present text, else one to begin with.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let at = may(&app, &actor).await?;
    let name = asked.here.get("name").unwrap_or_default();
    let text = match name {
        "" => STARTER.to_owned(),
        _ => text_of(&at, name).ok_or_else(Problem::not_found)?,
    };
    let form = Form::filled([("name", name.to_owned()), ("from_on", at.today.to_string()), ("text", text)]);
    Ok(answer::full(&asked, markup(&app, &asked, &actor, (&at, &form), &html! {})))
}

/// Drafts, decrees or ends.
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
    if let (Some(rule), true) = (rule, form.is_fine())
        && let Some(shown) =
            accepted((&app, &asked, &actor), (&at, at.snapshot.editions()), &mut form, &rule).await?
    {
        if act == Act::Try {
            return Ok(answer::full(&asked, markup(&app, &asked, &actor, (&at, &form), &shown)));
        }
        let Begun::New(mut writer) = writing::begin_because(&app, &actor, &form, reason).await? else {
            return Ok(writing::repeated(&asked, PATH));
        };
        // Nobody else writes from here on: what stands in the change now is what it will stand beside.
        match proposal::with(&store::within(&mut writer).await?, &rule) {
            Ok(_) => {
                writer.create(&rule);
                return writing::done(writer, &asked, PATH, said(&at, act, &rule)).await;
            }
            Err(refusal) => refuse(asked.lang, &mut form, &refusal),
        }
    }
    Ok(answer::refused(&asked, markup(&app, &asked, &actor, (&at, &form), &html! {})))
}

/// Takes a version back, as if it had never been decreed; not one by which a bulletin was issued.
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
    let editions = store::within(&mut writer).await?;
    let record = editions.all().iter().find(|rule| rule.id == id).ok_or_else(Problem::not_found)?;
    let issued = store::issued_by(&mut writer, BulletinRuleId(id)).await?;
    if !issued.is_empty() {
        return Err(Problem::conflict().because("templates.still_issued").with("n", issued.len()));
    }
    writer.close(record);
    writing::done(writer, &asked, PATH, "definitions.taken_back").await
}

/// The ledger as it stands now, for who may decree.
async fn may(app: &App, actor: &Actor) -> Result<Question, Problem> {
    let at = app.question(&AsOf::default()).await?;
    if decrees(actor, at.snapshot.dimensions()) { Ok(at) } else { Err(Problem::forbidden()) }
}

/// The template that holds now, as it is written.
fn text_of(at: &Question, name: &str) -> Option<String> {
    let editions = at.snapshot.editions();
    let own = editions.in_force(name, at.today).and_then(|(_, rule)| rule.text.clone());
    // One that begins later is better changed from its own words than not found.
    let later = || editions.versions(name).find_map(|rule| rule.text.clone());
    own.or_else(|| Templates::builtin_text(name).map(str::to_owned)).or_else(later)
}

/// What was typed, as the record that it would be.
fn read(lang: Lang, form: &mut Form, act: Act) -> Option<BulletinRule> {
    let from_on = form.day("from_on");
    let from_on = form.must("from_on", from_on);
    if act == Act::End {
        let name = form.required("name", CODE_MAX_CHARS);
        return Some(BulletinRule { name: name?, from_on: from_on?, text: None });
    }
    let text = form.required("text", TEMPLATE_MAX_CHARS)?;
    let name = match Templates::names_in(&text) {
        Ok(names) => <[String; 1]>::try_from(names).map_err(|names| {
            form.refuse_with("text", "templates.not_one", vec![("n", names.len().to_string())]);
        }),
        Err(error) => {
            form.refuse_with("text", "definitions.wrong", vec![("words", wrong(lang, &error))]);
            Err(())
        }
    };
    let [name] = name.ok()?;
    // A form that was opened for a template changes that one: whoever means another opens its own.
    let opened = form.value("name");
    if !opened.is_empty() && opened != name {
        let args = vec![("template", opened.to_owned()), ("found", name)];
        form.refuse_with("text", "templates.of_other", args);
        return None;
    }
    Some(BulletinRule { name, from_on: from_on?, text: Some(text + "\n") })
}

fn refuse(lang: Lang, form: &mut Form, refusal: &Refusal) {
    let (field, key, args) = refusal.at_field(lang);
    form.refuse_with(field, key, args);
}

/// The draft by the template proposed, where it can be decreed; what hinders it is said at its field.
async fn accepted(
    (app, asked, actor): (&App, &Asked, &Actor),
    (at, before): (&Question, &Editions),
    form: &mut Form,
    rule: &BulletinRule,
) -> Result<Option<Markup>, Problem> {
    let lang = asked.lang;
    let after = match proposal::with(before, rule) {
        Ok(after) => after,
        Err(refusal) => {
            refuse(lang, form, &refusal);
            return Ok(None);
        }
    };
    if rule.text.is_none() {
        return Ok(Some(html! {}));
    }
    let tried = proposal::tried(app.ledger.db(), at, (&actor.scope, lang), (&after, rule)).await?;
    match tried {
        Ok(trial) => Ok(Some(shown(asked, (at, &after), rule, trial))),
        Err(refusal) => {
            refuse(lang, form, &refusal);
            Ok(None)
        }
    }
}

/// The draft, and what a day in the past means.
fn shown(asked: &Asked, (at, after): (&Question, &Editions), rule: &BulletinRule, tried: Trial) -> Markup {
    let lang = asked.lang;
    let template = after.on(rule.from_on).on(&rule.name, rule.from_on);
    let called = template.map_or(rule.name.as_str(), |it| it.called.get(catalogue_lang(lang)).as_str());
    let root = at.snapshot.places().iter().min_by_key(|place| place.rank).map(|place| place.id);
    html! {
        section id="tried" {
            h2 { (lang.tf("templates.tried_title", &[("template", &called)])) }
            @if rule.from_on < at.today {
                p.flagged { (lang.tf("templates.in_the_past", &[("from", &rule.from_on)])) }
            }
            @match (tried, root) {
                (Trial::Drafted(drafted), Some(root)) => {
                    @let (then, draft) = *drafted;
                    p.muted.small { (lang.tf("templates.tried_note", &[("day", &then.true_on)])) }
                    (trial(asked, then, root, draft))
                }
                _ => p.lead { (lang.t("templates.nothing_held")) },
            }
        }
    }
}

fn said(at: &Question, act: Act, rule: &BulletinRule) -> &'static str {
    match (act, rule.from_on < at.today) {
        (Act::End, _) => "templates.ended",
        (_, true) => "templates.decreed_past",
        (_, false) => "templates.decreed",
    }
}

fn markup(app: &App, asked: &Asked, actor: &Actor, (at, form): (&Question, &Form), tried: &Markup) -> Markup {
    let lang = asked.lang;
    let name = form.value("name");
    let called = at.snapshot.templates(at.today).on(name, at.today);
    let title = match called {
        Some(it) => lang.tf("templates.change_of", &[("template", it.called.get(catalogue_lang(lang)))]),
        None => lang.t("templates.new").to_owned(),
    };
    let is_own = at.snapshot.editions().versions(name).next().is_some();
    let end = match Templates::builtin_text(name) {
        Some(_) => "templates.end_official",
        None => "templates.end_own",
    };
    let [from_on, reason, text] =
        ["definitions.from", "definitions.reason", "templates.text"].map(|key| lang.t(key));
    let inputs = html! {
        (once::field(form))
        input type="hidden" name="name" value=(name);
        (field::day(lang, form, Field::required("from_on", from_on).hint(lang.t("templates.from_hint"))))
        (text_file(lang, form, text, lang.t("templates.text_hint")))
        (field::text(lang, form, Field::required("reason", reason).hint(lang.t("definitions.reason_hint"))))
        (decree::buttons([lang.t("templates.try"), lang.t("templates.decree")], is_own.then(|| lang.t(end))))
    };
    let body = html! {
        (layout::heading(&title, &html! { a href=(PATH) { (lang.t("templates.title")) } }))
        (tried)
        form method="post" action=(NEW) enctype=(ENCTYPE) { (field::with_summary(lang, form, &inputs)) }
    };
    shell::page(app, asked, actor, Noun::Bulletins, &title, &body)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_a_new_template_begins_with_can_be_used() {
        let templates = Templates::parse(STARTER, figures::Catalogue::builtin()).unwrap();
        assert_eq!(templates.all().len(), 1);
    }

    #[test]
    fn every_template_of_the_program_has_its_own_text_within_the_limit() {
        for template in Templates::builtin().all() {
            let text = Templates::builtin_text(&template.name).unwrap();
            assert_eq!(Templates::names_in(text).unwrap(), std::slice::from_ref(&template.name));
            assert!(text.chars().count() < TEMPLATE_MAX_CHARS);
        }
    }
}
