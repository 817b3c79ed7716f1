//! What others keep and show of a number: the whole question behind it, and what it counted as a table.

use super::item;
use super::item_table;
use super::labels;
use super::link::Part;
use super::members::counted;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::ledger::LedgerError;
use crate::sheets::Sheet;
use crate::text::Lang;
use crate::text::counts::count;
use crate::text::money::ShownIn;
use crate::ui::pager::Pager;
use crate::web::asked::Asked;
use crate::web::paging::Paging;
use crate::web::problem::Problem;
use crate::web::query::Query;
use ::figures::bulletin::Aspect;
use ::figures::{Dim, FigureKind, FigureSpec, Group, Member};
use db::Db;
use domain::facts::OrgId;
use domain::{Money, Scope};
use maud::Markup;
use office::write::{Column, Format, Value};

/// A number with its question, as a page shows it.
pub(crate) struct Pinned {
    pub name: String,
    pub printed: String,
    pub aspect: Aspect,
    pub filter: String,
    pub group: Group,
    pub taxonomy: Option<String>,
    pub rule: String,
    pub at: Question,
    /// The organisation to which the page is narrowed.
    pub org: Option<OrgId>,
}

/// The number that an address of a list of members asks for.
///
/// # Errors
/// As that page; 404 when the group had no member.
pub(crate) async fn pinned(app: &App, asked: &Asked, actor: &Actor, name: &str) -> Result<Pinned, Problem> {
    let counted = counted(app, asked, actor, name).await?;
    let figure = counted.figure.as_ref().ok_or_else(Problem::not_found)?;
    let read = &counted.read;
    let (aspect, printed) = match counted.part {
        Part::Whole => (whole(&read.spec), figure.printed.clone()),
        Part::Numerator => (Aspect::Numerator, side(figure.numerator, &read.spec)),
        Part::Denominator => (Aspect::Denominator, side(figure.denominator, &read.spec)),
        Part::Projects => (Aspect::Projects, count(figure.projects.unwrap_or_default())),
        Part::Split => (Aspect::Split, count(counted.members.len() as i64)),
    };
    Ok(Pinned {
        name: name.to_owned(),
        printed,
        aspect,
        filter: read.filter.to_string(),
        group: counted.group.clone(),
        taxonomy: read.taxonomy.clone(),
        rule: labels::footnote(asked.lang, &read.spec).to_owned(),
        at: read.at.clone(),
        org: read.org,
    })
}

/// Which of its numbers a figure prints of its own.
fn whole(spec: &FigureSpec) -> Aspect {
    match spec.kind {
        FigureKind::Count | FigureKind::Rounds => Aspect::Count,
        FigureKind::Sum => Aspect::Amount,
        FigureKind::Rate | FigureKind::Time | FigureKind::Formula | FigureKind::Target => Aspect::Rate,
    }
}

/// What stands on one side of the line, as it is printed alone.
fn side(number: Option<i64>, spec: &FigureSpec) -> String {
    let number = number.unwrap_or_default();
    if spec.is_rate_of_sums() { ShownIn::Yi.print(Money::from_fen(number)) } else { count(number) }
}

/// What a figure counted in each of its groups, as a table that leaves the ledger: the group's key, then the item.
///
/// # Errors
/// When the database fails.
pub(crate) async fn counted_sheet(
    db: &Db,
    lang: Lang,
    (at, scope): (&Question, &Scope),
    (spec, by): (&FigureSpec, Dim),
    members: &[(Group, Member)],
) -> Result<Sheet, LedgerError> {
    let items: Vec<Member> = members.iter().map(|(_, member)| *member).collect();
    let items = item::load(db, at, scope, spec, &items).await?;
    let spec = item_table::opened(at.catalogue(), spec);
    let mut sheet = item_table::sheet(lang, (spec, Part::Whole), &items);
    sheet.table.columns.insert(0, Column::new(labels::dim(lang, by), 24.0, Format::Text));
    for (row, (group, _)) in sheet.rows.iter_mut().zip(members) {
        row.insert(0, Value::text(labels::group(lang, group)));
    }
    Ok(sheet)
}

/// What one of a figure's numbers counted, page by page; `here` carries the clocks to the projects.
///
/// # Errors
/// When the database fails.
pub(crate) async fn counted_table(
    db: &Db,
    (lang, here): (Lang, &Query),
    (at, scope): (&Question, &Scope),
    (spec, aspect): (&FigureSpec, Aspect),
    mut members: Vec<Member>,
) -> Result<Markup, LedgerError> {
    let part = Part::of_aspect(aspect);
    part.take(&mut members);
    let paging = Paging::of(here).within(members.len());
    let items = item::load(db, at, scope, spec, paging.slice(&members)).await?;
    let spec = item_table::opened(at.catalogue(), spec);
    Ok(item_table::render(lang, here, (spec, part), &items, Pager { paging, total: members.len() }))
}
