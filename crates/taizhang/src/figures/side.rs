//! Several figures side by side over one grouping, of one snapshot: a column each, every cell opening into its projects.

use super::asked::{self, BY, NAME, Q, dims};
use super::beside::{self, Beside};
use super::labels;
use super::link::{Link, Part};
use super::sheet::{Headers, Naming};
use super::table::{derived, value_cell};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::sheets::{self, Sheet};
use crate::shell;
use crate::text::Lang;
use crate::ui::figure_link;
use crate::ui::layout::{self, CARRIED, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::page as answer;
use crate::web::problem::Problem;
use ::figures::{Dim, Figure, FigureKind, FigureSpec};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// Where it stands.
pub(super) const PATH: &str = "/figures/side";
pub(super) const XLSX: &str = "/figures/side.xlsx";
pub(super) const CSV: &str = "/figures/side.csv";
/// More columns find no room on a page.
const FIGURES_MAX: usize = 8;
/// The keys of their columns.
const KEYS: [&str; FIGURES_MAX] = ["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8"];

/// What the page holds: the figures, as of when.
struct Side {
    at: Question,
    beside: Beside,
}

impl Side {
    async fn of(app: &App, asked: &Asked, actor: &Actor) -> Result<Self, Problem> {
        let at = app.reading(asked).await?;
        let names = names(asked)?;
        let by = match dims(&asked.here) {
            Ok(dims) => dims.first().copied().unwrap_or(Dim::Zone),
            Err(text) => return Err(refused("figures.no_dim").with("text", text)),
        };
        if names.iter().any(|name| at.catalogue().get(name).is_none()) {
            return Err(Problem::not_found());
        }
        let one = Asked { here: asked.here.with(BY, by.name()), ..asked.clone() };
        // Condition, scope and classes are the same of all figures.
        let read = asked::read_at(&one, actor, &names[0], at.clone())?;
        let beside = Beside::of(&read.asking(actor), &at, by, &names);
        Ok(Self { beside: beside.map_err(|error| asked::refused(asked.lang, error))?, at })
    }
}

/// The figures named, one parameter each or separated by commas; without any, the rates that stand first.
fn names(asked: &Asked) -> Result<Vec<String>, Problem> {
    let words = asked.here.all(NAME).flat_map(|list| list.split(',')).map(str::trim);
    let mut names: Vec<String> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !names.iter().any(|known| known == word) {
            names.push(word.to_owned());
        }
    }
    if names.len() > FIGURES_MAX {
        return Err(refused("figures.side_too_many").with("max", FIGURES_MAX.to_string()));
    }
    if names.is_empty() {
        names = beside::unasked();
    }
    Ok(names)
}

fn refused(key: &'static str) -> Problem {
    Problem::of_status(StatusCode::UNPROCESSABLE_ENTITY).because(key)
}

/// The page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let side = Side::of(&app, &asked, &actor).await?;
    let title = labels::side(lang);
    let to = |path: &str| {
        let here = asked.here.carried_to(path, &[CARRIED.as_slice(), &[Q, BY]].concat());
        side.beside.columns.iter().fold(here.without(NAME), |here, it| here.and(NAME, &it.spec.name))
    };
    let actions = html! {
        a href=(to(XLSX)) { (lang.t("figures.as_xlsx")) }
        a href=(to(CSV)) { (lang.t("figures.as_csv")) }
        a href=(asked.here.carried_to("/figures", &CARRIED)) { (lang.t("ui.figures")) }
    };
    let body = html! {
        (layout::heading(title, &actions))
        (controls(&asked, &side))
        (table(&asked, &side).render(lang))
        div.muted.small {
            @for column in &side.beside.columns {
                p { strong { (labels::title(lang, &column.spec)) } " " (labels::footnote(lang, &column.spec)) }
            }
        }
    };
    let frame = shell::of(&asked, &actor, Noun::Figures, app.ledger.clock().today(), Some(&side.at));
    Ok(answer::full(&asked, layout::page(&frame, title, &body)))
}

fn controls(asked: &Asked, side: &Side) -> Markup {
    let lang = asked.lang;
    let is_chosen =
        |spec: &FigureSpec| side.beside.columns.iter().any(|column| column.spec.name == spec.name);
    let fits = |spec: &&std::sync::Arc<FigureSpec>| spec.by.is_empty();
    html! {
        form.ask.no-print method="get" action=(PATH) {
            @for (name, value) in asked.here.carried_to("", &CARRIED).parameters() {
                input type="hidden" name=(name) value=(value);
            }
            div.field {
                label for="names" { (lang.tf("figures.side_figures", &[("max", &FIGURES_MAX)])) }
                select #names name=(NAME) multiple size="6" {
                    @for spec in side.at.catalogue().figures().iter().filter(fits) {
                        option value=(spec.name) selected[is_chosen(spec)] { (labels::title(lang, spec)) }
                    }
                }
            }
            div.field {
                label for="side-by" { (lang.t("figures.by")) }
                select #side-by name=(BY) {
                    @for dim in Dim::ALL { option value=(dim.name()) selected[*dim == side.beside.by] { (labels::dim(lang, *dim)) } }
                }
            }
            div.field {
                label for="side-where" { (lang.t("figures.where")) }
                input #side-where type="text" name=(Q) value=(asked.here.get(Q).unwrap_or_default());
            }
            div.submit { button.primary type="submit" { (lang.t("ui.look")) } }
        }
    }
}

fn table<'a>(asked: &'a Asked, side: &Side) -> Table<'a> {
    let lang = asked.lang;
    let mut columns = vec![Column::new("group", labels::dim(lang, side.beside.by), Kind::Lead)];
    for (column, key) in side.beside.columns.iter().zip(KEYS) {
        let title = labels::title(lang, &column.spec).to_owned();
        columns.push(Column::new(key, title, Kind::Number));
    }
    let cells = |of: &dyn Fn(&beside::Asked) -> Option<Markup>| -> Vec<Markup> {
        let nothing = |column: &beside::Asked| match column.counts() {
            true => html! { "0" },
            false => figure_link::unknown(lang.t("figures.nothing_counted")),
        };
        side.beside.columns.iter().map(|column| of(column).unwrap_or_else(|| nothing(column))).collect()
    };
    let mut rows = Vec::new();
    for group in side.beside.groups() {
        let name = labels::group(lang, group);
        let mut row = vec![html! { (name) }];
        row.extend(cells(&|column| column.of(group).map(|figure| cell(asked, column, figure))));
        rows.push(Row { id: name.clone(), name, cells: row });
    }
    if side.beside.columns.iter().any(|column| column.whole.is_some()) {
        let name = lang.t("figures.total").to_owned();
        let mut row = vec![html! { strong { (name) } }];
        row.extend(cells(&|column| column.whole.as_ref().map(|figure| cell(asked, column, figure))));
        rows.push(Row { id: "whole".to_owned(), name, cells: row });
    }
    let mut table = Table::new(labels::side(lang), &asked.here, columns, rows);
    // A rate stands with both of its sides.
    table.roomy = side.beside.columns.iter().any(|column| column.spec.kind == FigureKind::Rate);
    table
}

/// A figure's value, of a rate what stands above and below the line too, each opening into what it counts.
fn cell(asked: &Asked, column: &beside::Asked, figure: &Figure) -> Markup {
    let (lang, spec) = (asked.lang, &column.spec);
    let link = Link::new(&asked.here, &spec.name, asked.here.get(Q).unwrap_or_default());
    let is_counted = spec.kind == FigureKind::Rate && !spec.is_rate_of_sums();
    let (true, Some(above), Some(below)) = (is_counted, figure.numerator, figure.denominator) else {
        return value_cell(lang, spec, figure, &link);
    };
    // Both sides stand before the rate, so that the rates of a column stand one below the other.
    html! {
        span.muted.small {
            a href=(link.numerator(&figure.group)) { (above) } "/"
            a href=(link.members_as(&figure.group, Part::Denominator)) { (below) }
        }
        " " (derived(lang, figure, &link.members(&figure.group)))
    }
}

/// The table as a workbook.
pub(super) async fn xlsx(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let side = Side::of(&app, &asked, &actor).await?;
    let bytes = sheets::xlsx(&[sheet(asked.lang, &side)]).map_err(|error| Problem::internal(&error))?;
    Ok(Download::xlsx(&file_name(asked.lang, &side), bytes).into_response())
}

/// The table as comma-separated text.
pub(super) async fn csv(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let side = Side::of(&app, &asked, &actor).await?;
    let bytes = sheet(asked.lang, &side).csv(true).map_err(|error| Problem::internal(&error))?;
    Ok(Download::csv(&file_name(asked.lang, &side), bytes).into_response())
}

fn file_name(lang: Lang, side: &Side) -> String {
    format!("{} {}", labels::side(lang), side.at.true_on)
}

fn sheet(lang: Lang, side: &Side) -> Sheet {
    let headers = Headers { naming: Naming::Words, catalogue: side.at.catalogue(), lang };
    let mut sheet = side.beside.sheet(headers);
    sheet.table.title = Some(labels::side(lang).to_owned());
    sheet.table.note_left = Some(layout::as_of_words(lang, side.at.true_on));
    sheet
}
