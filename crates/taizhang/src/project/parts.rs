//! The pages of this slice.

use crate::actor::Actor;
use crate::app::App;
use crate::shell;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use maud::Markup;

/// A page of this slice that reads no past.
pub fn page(app: &App, asked: &Asked, actor: &Actor, title: &str, body: &Markup) -> Markup {
    let shell = shell::of(asked, actor, Noun::Projects, app.ledger.clock().today(), None);
    layout::page(&shell, title, body)
}
