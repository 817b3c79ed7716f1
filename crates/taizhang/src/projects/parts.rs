//! Markup shared by the slice's forms.

use super::load::Opened;
use super::writing::key_field;
use crate::actor::Actor;
use crate::app::App;
use crate::shell;
use crate::ui::field;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::form::Form;
use maud::{Markup, html};

/// A page of this slice that reads no past.
pub(super) fn page(app: &App, asked: &Asked, actor: &Actor, title: &str, body: &Markup) -> Markup {
    let shell = shell::of(asked, actor, Noun::Projects, app.ledger.clock().today(), None);
    layout::page(&shell, title, body)
}

/// A form on a project: its name above, one button below.
pub(super) struct ProjectForm<'a> {
    /// The project.
    pub opened: &'a Opened,
    /// What the form does.
    pub title: &'static str,
    /// The path below the project's that it posts to.
    pub path: String,
    /// The button's verb.
    pub verb: &'static str,
    /// Whether it sends a file.
    pub with_file: bool,
}

impl ProjectForm<'_> {
    /// The whole page.
    pub fn page(&self, app: &App, asked: &Asked, actor: &Actor, form: &Form, fields: &Markup) -> Markup {
        let lang = asked.lang;
        let kind = if self.with_file { Some("multipart/form-data") } else { None };
        let body = html! {
            form.narrow method="post" action=(format!("{}/{}", self.opened.path(), self.path)) enctype=[kind] {
                h1 { (self.title) }
                p { a href=(self.opened.path()) { (self.opened.project().title) } }
                (field::summary(lang, form))
                (key_field(form))
                (fields)
                div.submit { button.primary type="submit" { (self.verb) } }
            }
        };
        page(app, asked, actor, self.title, &body)
    }
}
