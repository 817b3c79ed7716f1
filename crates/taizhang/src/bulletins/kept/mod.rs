//! Bulletins that are kept: drafted by anybody who edits in an organisation, written on by hand, issued by whoever publishes
//! rounds there, printed again to the letter.
//!
//! `/bulletins`. Owns the record kinds `Bulletin`, `BulletinEdit` and `IssuedText`, and writes the `PrintedFigure`s of what it
//! issues. A draft has no words of its own: they follow from template, day and change, with the paragraphs by hand put in
//! their places ([`edits`]). Issued, the words are kept ([`frozen`]). A ranking that is fixed is a bulletin that another slice wrote
//! whole ([`whole`]).

mod compare;
mod contents;
mod create;
mod download;
mod edits;
mod flags;
mod frozen;
mod issue;
mod linked;
mod links;
mod list;
mod opened;
mod overwritten;
mod paragraph;
mod redraft;
mod seen;
mod show;
mod store;
mod stored;
mod table;
mod trial;
mod whole;
mod words;

pub use stored::Stored;
pub(super) use trial::trial;
pub use whole::{fixed_rankings, issue_whole};
pub(super) use words::whose;

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;

/// The lines of the table.
pub fn routes() -> Vec<Route> {
    let read = Access::May(Permission::Read);
    let edit = Access::May(Permission::Edit);
    let issue = Access::May(Permission::ManageRounds);
    vec![
        route(opened::PATH, read, get(list::show)),
        route("/bulletins/new", edit, get(create::form_page).post(create::submit)),
        route("/bulletins/{id}", read, get(show::show)),
        route("/bulletins/{id}/bulletin.docx", read, get(download::docx)),
        route("/bulletins/{id}/annex.xlsx", read, get(download::xlsx)),
        route("/bulletins/{id}/moved", read, get(compare::show)),
        route("/bulletins/{id}/paragraphs/{slot}", edit, get(paragraph::form_page).post(paragraph::save)),
        route("/bulletins/{id}/paragraphs/{slot}/withdraw", edit, post(paragraph::withdraw)),
        route("/bulletins/{id}/redraft", edit, post(redraft::redraft)),
        route("/bulletins/{id}/discard", edit, post(redraft::discard)),
        route("/bulletins/{id}/issue", issue, get(issue::confirm).post(issue::submit)),
    ]
}
