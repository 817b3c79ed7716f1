//! A new board: its name, and whose it is.

use super::{NEW, PATH, address, store};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::ledger::{Act, Origin, Writer};
use crate::once_only::once_only;
use crate::orgs;
use crate::shell;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout::Noun;
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::{once, page};
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::facts::{Board, OrgId};
use domain::limits::{BOARDS_MAX, NAME_MAX_CHARS};
use maud::{Markup, html};

/// The choice of a board of one's own.
pub(super) const OWN: &str = "own";

/// The form.
pub(super) async fn form_page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
) -> Result<Response, Problem> {
    let form = Form::filled([("whose", OWN)]);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &form).await?))
}

/// Creates it.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |change: domain::facts::ChangeId| {
        let made = store::made_by(app.ledger.db(), change.0).await?;
        Ok(made.map_or_else(|| PATH.to_owned(), address::of))
    };
    once_only((&app, &asked, &actor), form, to, async |form| created(&app, &asked, &actor, form).await).await
}

async fn created(app: &App, asked: &Asked, actor: &Actor, mut form: Form) -> Result<Response, Problem> {
    let board = read(&mut form, actor);
    if let Some(board) = board {
        let act = Act::new(Some(actor.user), Origin::Web).keyed(once::key(actor.user, &form));
        let mut writer = app.ledger.write(act).await?;
        if may_stand(&mut writer, &mut form, &board, None).await? {
            let id = writer.create(&board);
            writer.commit().await?;
            let said = Flash::saying(asked.lang.t("boards.created"));
            return Ok(page::redirect(asked, &address::of(id), Some(&said)));
        }
    }
    Ok(page::refused(asked, markup(app, asked, actor, &form).await?))
}

fn read(form: &mut Form, actor: &Actor) -> Option<Board> {
    let name = form.required("name", NAME_MAX_CHARS);
    let whose = form.choice("whose", |code| match code {
        OWN => own_org(actor).map(|org| (org, Some(actor.user))),
        org => org.parse().ok().filter(|org| actor.may(Permission::Edit, *org)).map(|org| (org, None)),
    });
    let (org, user) = form.must("whose", whose)?;
    Some(Board { org, user, name: name? })
}

/// Where the boards of one's own stand: where one holds one's first role that reads.
pub(super) fn own_org(actor: &Actor) -> Option<OrgId> {
    let held = actor.scope.holdings()?;
    held.iter().find(|holding| holding.role.may(Permission::Read)).map(|holding| holding.org)
}

/// Refuses a name that another board beside it has, and a board too many.
pub(super) async fn may_stand(
    writer: &mut Writer,
    form: &mut Form,
    board: &Board,
    id: Option<i64>,
) -> Result<bool, Problem> {
    let beside = store::beside(writer, board).await?;
    if beside.iter().any(|other| other.name == board.name && Some(other.id) != id) {
        form.refuse("name", "boards.name_taken");
    }
    if id.is_none() && beside.len() >= BOARDS_MAX {
        form.refuse_with("name", "boards.too_many", vec![("max", BOARDS_MAX.to_string())]);
    }
    Ok(form.is_fine())
}

async fn markup(app: &App, asked: &Asked, actor: &Actor, form: &Form) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let question = app.question(&AsOf::default()).await?;
    let mut whose = vec![Choice::new(OWN, lang.t("boards.own"))];
    whose.extend(orgs::choices(question.snapshot.dimensions(), actor, Permission::Edit));
    let body = html! {
        form.narrow method="post" action=(NEW) {
            h1 { (lang.t("boards.new")) }
            p { (lang.t("boards.new_words")) }
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                (field::text(lang, form, Field::required("name", lang.t("boards.name"))))
                (field::select(lang, form, Field::required("whose", lang.t("boards.whose")).hint(lang.t("boards.whose_hint")), &whose))
                div.submit { button.primary type="submit" { (lang.t("boards.create")) } }
            }))
        }
    };
    Ok(shell::page(app, asked, actor, Noun::Figures, lang.t("boards.new"), &body))
}
