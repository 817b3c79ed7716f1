//! A form on one project. The project is loaded and the actor permitted before a handler runs, and what the handlers
//! have in common is said here once: the form shown again, the change begun, the way back.

use super::load::{self, Opened, editable};
use super::parts;
use super::writing::{self, Begun};
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::Writer;
use crate::text::Lang;
use crate::ui::field;
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::path_id::path_id;
use crate::web::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use domain::facts::{Kept, ProjectId, Record};
use domain::{Day, Permission};
use maud::{Markup, html};

/// A project that the actor may edit, as it stands now. The project is the `{id}` of the path.
pub struct Editing {
    /// The application.
    pub app: App,
    /// What was asked.
    pub asked: Asked,
    /// Who asks.
    pub actor: Actor,
    /// The project.
    pub opened: Opened,
}

impl FromRequestParts<App> for Editing {
    type Rejection = Problem;

    /// # Errors
    /// 404 out of scope, 403 without the permission to edit.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let id = path_id(parts, app).await?;
        let actor = Actor::from_request_parts(parts, app).await?;
        let opened = Opened::now(app, &actor, id, Permission::Edit).await?;
        Ok(Self { app: app.clone(), asked: Asked::of(parts), actor, opened })
    }
}

/// What a form on a project says around its fields.
pub struct Frame {
    /// What the form does.
    pub title: &'static str,
    /// The path below the project's that it posts to.
    pub path: String,
    /// The button's verb.
    pub verb: &'static str,
    /// Whether it sends a file.
    pub with_file: bool,
}

impl Editing {
    /// The same project as it stands by now.
    ///
    /// # Errors
    /// 404 or 403 as before.
    pub async fn afresh(self) -> Result<Self, Problem> {
        let opened = Opened::now(&self.app, &self.actor, self.id().0, Permission::Edit).await?;
        Ok(Self { opened, ..self })
    }

    /// The page's language.
    pub fn lang(&self) -> Lang {
        self.asked.lang
    }

    /// Today.
    pub fn today(&self) -> Day {
        self.app.ledger.clock().today()
    }

    /// The project's id.
    pub fn id(&self) -> ProjectId {
        self.opened.dossier.id()
    }

    /// Whether the actor may do this to the project, too.
    pub fn may(&self, permission: Permission) -> bool {
        load::may(&self.actor, permission, self.opened.project())
    }

    /// The whole page of a form: the project's name above, one button below.
    pub fn form(&self, frame: &Frame, form: &Form, fields: &Markup) -> Markup {
        let kind = if frame.with_file { Some("multipart/form-data") } else { None };
        let body = html! {
            form.narrow method="post" action=(format!("{}/{}", self.opened.path(), frame.path)) enctype=[kind] {
                h1 { (frame.title) }
                p { a href=(self.opened.path()) { (self.opened.project().title) } }
                (field::with_summary(self.lang(), form, &html! {
                    (once::field(form))
                    (fields)
                    div.submit { button.primary type="submit" { (frame.verb) } }
                }))
            }
        };
        self.page(frame.title, &body)
    }

    /// A page of this slice.
    pub fn page(&self, title: &str, body: &Markup) -> Markup {
        parts::page(&self.app, &self.asked, &self.actor, title, body)
    }

    /// Shows the form.
    pub fn shown(&self, page: Markup) -> Response {
        page::full(&self.asked, page)
    }

    /// Shows the form again, with what was typed and what is wrong with it.
    pub fn refused(&self, page: Markup) -> Response {
        page::refused(&self.asked, page)
    }

    /// Begins the change of a form; none when the same form made it before, see [`Self::repeated`].
    ///
    /// # Errors
    /// 404 or 403 when the project was moved out of the actor's reach meanwhile.
    pub async fn begin(&self, form: &Form, reason: Option<String>) -> Result<Option<Box<Writer>>, Problem> {
        let mut writer = match writing::begin_because(&self.app, &self.actor, form, reason).await? {
            Begun::New(writer) => writer,
            Begun::Repeated(_) => return Ok(None),
        };
        editable(&mut writer, &self.actor, self.id(), Permission::Edit).await?;
        Ok(Some(writer))
    }

    /// Where a form leads that is sent a second time: where the first one led.
    pub fn repeated(&self) -> Response {
        writing::repeated(&self.asked, &self.opened.path())
    }

    /// Commits and leads back to the project.
    ///
    /// # Errors
    /// 409 when somebody replaced a record meanwhile.
    pub async fn done(&self, writer: Box<Writer>, said: &'static str) -> Result<Response, Problem> {
        writing::done(writer, &self.asked, &self.opened.path(), said).await
    }

    /// Ends a record that belongs to the project.
    ///
    /// # Errors
    /// 404 when the project has no such record, 409 when somebody ended it meanwhile.
    pub async fn remove<R: Record>(
        &self,
        form: &Form,
        record: Option<&Kept<R>>,
        said: &'static str,
    ) -> Result<Response, Problem> {
        let Some(mut writer) = self.begin(form, None).await? else { return Ok(self.repeated()) };
        writer.close(record.ok_or_else(Problem::not_found)?);
        self.done(writer, said).await
    }
}
