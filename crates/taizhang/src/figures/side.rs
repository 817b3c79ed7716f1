//! Several figures side by side over one grouping, of one snapshot: a column each, every cell opening into its projects.

use super::asked::{self, BY, NAME, Q, Read, dims};
use super::link::{Link, Part};
use super::table::value_cells;
use super::{PINNED, labels};
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
use ::figures::{Dim, Figure, FigureKind, FigureSpec, FigureValue, Group};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::ratio::NO_VALUE;
use maud::{Markup, html};
use office::write::{Column as OutColumn, Format, Table as OutTable, Value};

/// Where it stands.
pub(super) const PATH: &str = "/figures/side";
pub(super) const XLSX: &str = "/figures/side.xlsx";
pub(super) const CSV: &str = "/figures/side.csv";
/// More columns find no room on a page.
const FIGURES_MAX: usize = 8;
/// The keys of their columns.
const KEYS: [&str; FIGURES_MAX] = ["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8"];
/// Money in 万元, exact to the fen.
const WAN_PLACES: u8 = 6;

/// The figures asked, each with its groups and its whole.
struct Side {
    at: Question,
    by: Dim,
    columns: Vec<Beside>,
}

/// One figure.
struct Beside {
    read: Read,
    figures: Vec<Figure>,
    whole: Option<Figure>,
}

impl Beside {
    /// Whether it counts things: where it has no group it counts none, while a rate or a sum has no value there.
    fn counts(&self) -> bool {
        matches!(self.read.spec.kind, FigureKind::Count | FigureKind::Rounds)
    }

    fn of(&self, group: &Group) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.group.is_same(group))
    }
}

impl Side {
    async fn of(app: &App, asked: &Asked, actor: &Actor) -> Result<Self, Problem> {
        let at = app.reading(asked).await?;
        let names = names(asked)?;
        let by = match dims(&asked.here) {
            Ok(dims) => dims.first().copied().unwrap_or(Dim::Zone),
            Err(text) => return Err(refused("figures.no_dim").with("text", text)),
        };
        let here = asked.here.with(BY, by.name());
        let one = Asked { here, ..asked.clone() };
        let mut columns = Vec::with_capacity(names.len());
        for name in &names {
            let read = asked::read_at(&one, actor, name, at.clone())?;
            let found = read.asking(actor).figures_with_whole(&at, name);
            let (figures, whole) = found.map_err(|error| asked::refused(asked.lang, error))?;
            columns.push(Beside { read, figures, whole });
        }
        Ok(Self { at, by, columns })
    }

    /// The groups of all figures; one that a figure alone has stands where it stands there.
    fn groups(&self) -> Vec<&Group> {
        let mut all: Vec<&Group> = Vec::new();
        for column in &self.columns {
            let mut place = 0;
            for group in column.figures.iter().map(|figure| &figure.group).filter(|group| !group.is_whole()) {
                match all.iter().position(|known| known.is_same(group)) {
                    Some(known) => place = known + 1,
                    None => {
                        all.insert(place, group);
                        place += 1;
                    }
                }
            }
        }
        all
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
        names.extend(PINNED.iter().filter(|name| name.ends_with("Rate")).map(|name| (*name).to_owned()));
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
    let title = lang.t("figures.side");
    let to = |path: &str| {
        let here = asked.here.carried_to(path, &[CARRIED.as_slice(), &[Q, BY]].concat());
        side.columns.iter().fold(here.without(NAME), |here, it| here.and(NAME, &it.read.spec.name))
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
            @for column in &side.columns {
                p { strong { (labels::title(lang, &column.read.spec)) } " " (labels::footnote(lang, &column.read.spec)) }
            }
        }
    };
    let frame = shell::of(&asked, &actor, Noun::Figures, app.ledger.clock().today(), Some(&side.at));
    Ok(answer::full(&asked, layout::page(&frame, title, &body)))
}

fn controls(asked: &Asked, side: &Side) -> Markup {
    let lang = asked.lang;
    let is_chosen = |spec: &FigureSpec| side.columns.iter().any(|column| column.read.spec.name == spec.name);
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
                    @for dim in Dim::ALL { option value=(dim.name()) selected[*dim == side.by] { (labels::dim(lang, *dim)) } }
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
    let mut columns = vec![Column::new("group", labels::dim(lang, side.by), Kind::Lead)];
    for (column, key) in side.columns.iter().zip(KEYS) {
        let title = labels::title(lang, &column.read.spec).to_owned();
        columns.push(Column::new(key, title, Kind::Number));
    }
    let cells = |of: &dyn Fn(&Beside) -> Option<Markup>| -> Vec<Markup> {
        let nothing = |column: &Beside| match column.counts() {
            true => html! { "0" },
            false => figure_link::unknown(lang.t("figures.nothing_counted")),
        };
        side.columns.iter().map(|column| of(column).unwrap_or_else(|| nothing(column))).collect()
    };
    let mut rows = Vec::new();
    for group in side.groups() {
        let name = labels::group(lang, group);
        let mut row = vec![html! { (name) }];
        row.extend(cells(&|column| column.of(group).map(|figure| cell(asked, column, figure))));
        rows.push(Row { id: name.clone(), name, cells: row });
    }
    if side.columns.iter().any(|column| column.whole.is_some()) {
        let name = lang.t("figures.total").to_owned();
        let mut row = vec![html! { strong { (name) } }];
        row.extend(cells(&|column| column.whole.as_ref().map(|figure| cell(asked, column, figure))));
        rows.push(Row { id: "whole".to_owned(), name, cells: row });
    }
    Table::new(lang.t("figures.side"), &asked.here, columns, rows)
}

/// A figure's value, of a rate what stands above and below the line too, each opening into what it counts.
fn cell(asked: &Asked, column: &Beside, figure: &Figure) -> Markup {
    let (lang, spec) = (asked.lang, &column.read.spec);
    let link = Link::new(&asked.here, &spec.name, asked.here.get(Q).unwrap_or_default());
    let value = value_cells(lang, spec, figure, &link).into_iter().next().unwrap_or_default();
    let is_counted = spec.kind == FigureKind::Rate && !spec.is_rate_of_sums();
    html! {
        (value)
        @if let (true, Some(above), Some(below)) = (is_counted, figure.numerator, figure.denominator) {
            " " span.muted.small {
                a href=(link.numerator(&figure.group)) { (above) } "/"
                a href=(link.members_as(&figure.group, Part::Denominator)) { (below) }
            }
        }
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
    format!("{} {}", lang.t("figures.side"), side.at.true_on)
}

fn sheet(lang: Lang, side: &Side) -> Sheet {
    let mut columns = vec![OutColumn::new(labels::dim(lang, side.by), 28.0, Format::Text)];
    for column in &side.columns {
        let title = labels::title(lang, &column.read.spec);
        columns.push(OutColumn::new(title, 18.0, Format::Text));
        if column.read.spec.kind == FigureKind::Rate {
            for part in ["figures.numerator", "figures.denominator"] {
                columns.push(OutColumn::new(format!("{title} {}", lang.t(part)), 14.0, Format::Integer));
            }
        }
    }
    let row = |name: String, of: &dyn Fn(&Beside) -> Option<&Figure>| {
        let values = side.columns.iter().flat_map(|column| values(column, of(column)));
        std::iter::once(Value::text(name)).chain(values).collect::<Vec<_>>()
    };
    let mut rows: Vec<_> = side
        .groups()
        .iter()
        .map(|group| row(labels::group(lang, group), &|column| column.of(group)))
        .collect();
    rows.push(row(lang.t("figures.total").to_owned(), &|column| column.whole.as_ref()));
    let mut table = OutTable::new(lang.t("figures.side"), columns);
    table.title = Some(lang.t("figures.side").to_owned());
    table.note_left = Some(layout::as_of_words(lang, side.at.true_on));
    Sheet { table, rows }
}

/// A figure's cells: its value, and both sides of a rate.
fn values(column: &Beside, figure: Option<&Figure>) -> Vec<Value<'static>> {
    let value = match figure.map(|figure| (figure, &figure.value)) {
        None if column.counts() => Value::Integer(0),
        None | Some((_, None)) => Value::text(NO_VALUE),
        Some((figure, Some(FigureValue::Number(fen)))) if figure.unit == "fen" => {
            Value::Decimal { scaled: *fen, places: WAN_PLACES }
        }
        Some((_, Some(FigureValue::Number(number)))) => Value::Integer(*number),
        Some((figure, Some(FigureValue::Fraction(_)))) => Value::text(figure.printed.clone()),
    };
    let mut cells = vec![value];
    if column.read.spec.kind == FigureKind::Rate {
        let is_money = column.read.spec.is_rate_of_sums();
        let part = |part: Option<i64>| match part {
            None => Value::Blank,
            Some(fen) if is_money => Value::Decimal { scaled: fen, places: WAN_PLACES },
            Some(count) => Value::Integer(count),
        };
        cells.extend([figure.and_then(|it| it.numerator), figure.and_then(|it| it.denominator)].map(part));
    }
    cells
}
