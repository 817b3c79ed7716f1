//! The templates: what each is about, whose it is, since when it holds; the site's versions, and what can be done with them.

use super::{NEW, PATH, decrees, kind_word, wrong};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{KnownBy, Question};
use crate::bulletins::kept::whose;
use crate::figures::catalogue_lang;
use crate::shell;
use crate::ui::decree;
use crate::ui::layout::{self, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page as answer;
use crate::web::problem::Problem;
use crate::web::urlencoded::encode;
use axum::extract::State;
use axum::response::Response;
use domain::facts::{BulletinRule, Kept};
use figures::bulletin::{Template, UnusableTemplate};
use maud::{Markup, html};

/// What every section of the page needs.
struct Shown<'a> {
    asked: &'a Asked,
    at: &'a Question,
    /// Whether the reader may change what stands here.
    edits: bool,
    unusable: Vec<UnusableTemplate>,
}

/// The page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let at = app.reading(&asked).await?;
    let edits = at.as_of.known_by == KnownBy::Now && decrees(&actor, at.snapshot.dimensions());
    let unusable = at.snapshot.editions().unusable();
    let shown = Shown { asked: &asked, at: &at, edits, unusable };
    let title = lang.t("templates.title");
    let actions = html! { @if edits { a.button.primary href=(NEW) { (lang.t("templates.new")) } } };
    let body = html! {
        (layout::heading(title, &actions))
        p.muted { (lang.t("templates.about")) }
        (shown.warnings())
        (shown.table())
        @for name in shown.decreed() { (shown.versions(name)) }
    };
    let frame = shell::of(&asked, &actor, Noun::Bulletins, app.ledger.clock().today(), Some(&at));
    Ok(answer::full(&asked, layout::page(&frame, title, &body)))
}

impl Shown<'_> {
    /// Versions that can't be used: what held before them holds on.
    fn warnings(&self) -> Markup {
        let lang = self.asked.lang;
        html! {
            @if !self.unusable.is_empty() {
                div.flagged role="alert" {
                    h2 { (lang.t("templates.unusable_title")) }
                    ul { @for it in &self.unusable { li { (wrong::unusable(lang, it)) } } }
                    p { (lang.t("templates.unusable_note")) }
                }
            }
        }
    }

    /// Those in force on the day.
    fn table(&self) -> Markup {
        let lang = self.asked.lang;
        let mut columns = vec![
            Column::new("title", lang.t("kept.template"), Kind::Lead),
            Column::new("name", lang.t("templates.name"), Kind::Text),
            Column::new("kind", lang.t("templates.kind"), Kind::Text),
            Column::new("whose", lang.t("templates.whose"), Kind::Text),
            Column::new("from", lang.t("definitions.from"), Kind::Day),
        ];
        if self.edits {
            columns.push(Column::new("change", lang.t("templates.change"), Kind::Act));
        }
        let all = self.at.snapshot.templates(self.at.true_on);
        let mut shown: Vec<&Template> = Vec::new();
        for template in all.all().iter().filter_map(|it| all.on(&it.name, self.at.true_on)) {
            if shown.iter().all(|known| known.name != template.name) {
                shown.push(template);
            }
        }
        let rows = shown.into_iter().map(|template| self.row(template)).collect();
        let mut table = Table::new(lang.t("templates.title"), &self.asked.here, columns, rows);
        table.short = true;
        table.render(lang)
    }

    fn row(&self, template: &Template) -> Row {
        let lang = self.asked.lang;
        let called = template.called.get(catalogue_lang(lang));
        let mut cells = vec![
            html! { (called) },
            html! { code { (template.name) } },
            html! { (kind_word(lang, template.kind)) },
            html! { (whose(lang, &self.at.snapshot, &template.name, self.at.true_on)) },
            html! { (template.from) },
        ];
        if self.edits {
            cells.push(self.change(&template.name));
        }
        Row { id: template.name.clone(), name: called.clone(), cells }
    }

    fn change(&self, name: &str) -> Markup {
        html! { a href={ (NEW) "?name=" (encode(name)) } { (self.asked.lang.t("templates.change")) } }
    }

    /// The names of which the site has versions of its own, by first day.
    fn decreed(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for rule in self.at.snapshot.editions().all() {
            if !names.contains(&rule.name.as_str()) {
                names.push(&rule.name);
            }
        }
        names
    }

    /// The site's versions of a template.
    fn versions(&self, name: &str) -> Markup {
        let lang = self.asked.lang;
        let on = self.at.true_on;
        let called = self.at.snapshot.templates(on).on(name, on);
        html! {
            section id={ "own-" (name) } {
                h2 {
                    @if let Some(template) = called { (template.called.get(catalogue_lang(lang))) " " }
                    code.muted { (name) }
                }
                @if called.is_none() { p.muted { (lang.tf("templates.not_on_day", &[("day", &on)])) } }
                ul.versions {
                    @for (number, rule) in (1..).zip(self.at.snapshot.editions().versions(name)) {
                        li { (self.version(number, rule)) }
                    }
                }
                @if self.edits && called.is_none() { p.no-print { (self.change(name)) } }
            }
        }
    }

    fn version(&self, number: usize, rule: &Kept<BulletinRule>) -> Markup {
        let lang = self.asked.lang;
        html! {
            (lang.tf("definitions.version", &[("n", &number), ("from", &rule.from_on)])) " " (self.state(rule))
            @match &rule.text {
                Some(text) => details { summary { (lang.t("templates.as_written")) } pre { (text) } },
                None => (lang.t("templates.ends_here")),
            }
            @if self.edits { (decree::take_back(lang, PATH, rule.id)) }
        }
    }

    fn state(&self, rule: &Kept<BulletinRule>) -> Markup {
        let lang = self.asked.lang;
        let on = self.at.true_on;
        let holding = self.at.snapshot.editions().in_force(&rule.name, on);
        let holds = holding.is_some_and(|(_, holding)| holding.id == rule.id);
        let is_unusable = self.unusable.iter().any(|it| it.rule.id == rule.id && it.from_on <= on);
        decree::state(lang, (rule.from_on, on), holds, is_unusable)
    }
}
