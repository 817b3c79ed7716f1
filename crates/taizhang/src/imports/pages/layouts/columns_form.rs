//! The form of an upload's columns: a line for each, with what stands in it, what it means, and in which unit.

use super::super::reading::Chosen;
use super::columns::{KEEP, refuse};
use super::{COLUMNS, PATH};
use crate::actor::Actor;
use crate::app::App;
use crate::imports::explain;
use crate::imports::field_words;
use crate::imports::headers::Field;
use crate::imports::learned::{ColumnRule, SheetRule, learned_for, named, teachable, without_period};
use crate::imports::recognize::{
    Column, DateOrder, Layout, Manner, Shape, SheetLayout, Unit, UnitFrom, header_guess, pointed, recognize,
    take_apart,
};
use crate::orgs;
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field as Input};
use crate::ui::layout::{self, Noun};
use crate::ui::tabs::{self, Tab};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::problem::Problem;
use crate::web::query::Query;
use domain::Permission;
use domain::limits::NAME_MAX_CHARS;
use domain::money::DollarRate;
use maud::{Markup, html};
use office::Book;

/// What stands in the place of a field for a column that is kept as a remark.
const REMARK: &str = "kept";
/// Values of a column that are shown.
const SAMPLES_SHOWN: usize = 3;
/// Characters of each.
const SAMPLE_MAX_CHARS: usize = 30;

/// The name of a column's field in the form.
pub(super) fn field_of(col: u32) -> String {
    format!("f.{col}")
}

/// The name of a column's unit in the form.
pub(super) fn unit_of(col: u32) -> String {
    format!("u.{col}")
}

/// A sheet that a person looks at.
pub(super) struct Looked {
    all: Layout,
    index: usize,
    sheet: Option<SheetLayout>,
    samples: Vec<Vec<String>>,
}

impl Looked {
    /// The sheet and the rows of its header that an address or a form names, else as they are taken now.
    pub(super) async fn at<'a>(
        app: &App,
        actor: &Actor,
        (chosen, book): (&Chosen, &Book),
        get: impl Fn(&str) -> Option<&'a str>,
    ) -> Result<Self, Problem> {
        let options = chosen.options(app, actor).await?;
        let layouts = learned_for(&app.ledger, &actor.scope, &options).await?;
        let book = &*take_apart(book);
        let all = recognize(book, &layouts);
        let number = |name: &str| get(name).and_then(|text| text.trim().parse::<u32>().ok());
        let asked = number("sheet").map(|index| index as usize).filter(|index| *index < all.sheets.len());
        let first = || all.sheets.iter().position(SheetLayout::has_projects);
        let filled =
            || all.sheets.iter().position(|sheet| !matches!(sheet.shape, Shape::Blank | Shape::Hidden));
        let index = asked.or_else(first).or_else(filled).unwrap_or_default();
        let rows = number("first").zip(number("last"));
        let rows = rows.and_then(|(first, last)| Some((first.checked_sub(1)?, last.checked_sub(1)?)));
        let sheet = sheet(book, &all, index, rows);
        let samples = sheet.as_ref().map_or_else(Vec::new, |sheet| samples(book, sheet));
        Ok(Self { all, index, sheet, samples })
    }

    /// The name of the layout by which the sheet was taken.
    pub(super) fn name(&self) -> &str {
        let by = self.sheet.as_ref().and_then(|sheet| sheet.learned.as_ref());
        let any = || self.all.sheets.iter().find_map(|sheet| sheet.learned.as_ref());
        by.or_else(any).map_or("", |by| by.name.as_str())
    }

    /// The form as the sheet is taken now.
    pub(super) async fn filled(&self, app: &App, actor: &Actor) -> Result<Form, Problem> {
        let Some(sheet) = &self.sheet else { return Ok(Form::default()) };
        let mut form = Form::default();
        for column in &sheet.columns {
            let field = column.field.map_or_else(|| REMARK.to_owned(), |field| without_period(field).code());
            form.set(&field_of(column.col), field);
            let unit = column.unit.filter(|_| column.unit_from == Some(UnitFrom::Layout)).map(Unit::code);
            form.set(&unit_of(column.col), unit.unwrap_or_default());
        }
        form.set("dates", sheet.manner.dates.code());
        if let Some(rate) = sheet.manner.dollar {
            form.set("rate", rate.text());
            form.set("rate_on", rate.on.to_string());
        }
        form.set("layout_name", self.name());
        let kept = named(&app.ledger, &actor.scope, (None, self.name())).await?;
        let own = kept.into_iter().find(|kept| actor.may(Permission::Edit, kept.org));
        let snapshot = app.ledger.live().current().await?;
        let choices = orgs::choices(snapshot.dimensions(), actor, Permission::Edit);
        // The uppermost stands first: what an office says once holds for all below it.
        let org = own.map(|kept| kept.org.to_string()).or_else(|| Some(choices.first()?.code.clone()));
        form.set("org", org.unwrap_or_default());
        Ok(form)
    }

    /// The rule that the form says; what can't be is said at its field.
    pub(super) fn rule(&self, lang: Lang, form: &mut Form) -> Option<SheetRule> {
        let Some((sheet, (first, last))) = self.table() else {
            form.refuse("columns", "layouts.no_table");
            return None;
        };
        let manner = manner(form)?;
        let columns = sheet.columns.iter().map(|column| told(form, column)).collect();
        let name = Some(sheet.name.chars().take(NAME_MAX_CHARS).collect());
        let rule = SheetRule { sheet: name, header_rows: last - first + 1, manner, columns };
        let cols: Vec<u32> = sheet.columns.iter().map(|column| column.col).collect();
        let refused = refuse(lang, form, (&rule, &cols));
        (!refused).then_some(rule)
    }

    fn table(&self) -> Option<(&SheetLayout, (u32, u32))> {
        match self.sheet.as_ref().map(|sheet| (sheet, sheet.shape)) {
            Some((sheet, Shape::Table { first, last })) => Some((sheet, (first, last))),
            _ => None,
        }
    }
}

/// The sheet as it is taken, or with its header in the rows asked.
fn sheet(book: &Book, all: &Layout, index: usize, rows: Option<(u32, u32)>) -> Option<SheetLayout> {
    let taken = all.sheets.get(index).filter(|sheet| sheet.record().is_none());
    let taken = taken.filter(|sheet| match (sheet.shape, rows) {
        (Shape::Table { .. }, None) => true,
        (Shape::Table { first, last }, Some(rows)) => (first, last) == rows,
        _ => false,
    });
    let guess = || header_guess(book, index).map(|row| (row, row));
    taken.cloned().or_else(|| pointed(book, index, rows.or_else(guess)?))
}

/// The first values below the header, for each column.
fn samples(book: &Book, sheet: &SheetLayout) -> Vec<Vec<String>> {
    let (Some(cells), Shape::Table { last, .. }) = (book.sheets.get(sheet.index), sheet.shape) else {
        return Vec::new();
    };
    let end = u32::try_from(cells.rows.len()).unwrap_or(u32::MAX);
    let of_column = |column: &Column| {
        let texts = (last + 1..end).map(|row| cells.cell(row, column.col).text().trim().to_owned());
        let texts = texts.filter(|text| !text.is_empty()).take(SAMPLES_SHOWN);
        texts.map(|text| text.chars().take(SAMPLE_MAX_CHARS).collect()).collect()
    };
    sheet.columns.iter().map(of_column).collect()
}

/// How cells are read, as the form says.
fn manner(form: &mut Form) -> Option<Manner> {
    let dates = DateOrder::from_code(form.value("dates")).unwrap_or_default();
    let rate = form.value("rate").to_owned();
    if rate.is_empty() {
        return Some(Manner { dates, dollar: None });
    }
    let on = form.day("rate_on");
    let on = form.must("rate_on", on)?;
    let dollar = DollarRate::parse(&rate, on);
    if dollar.is_none() {
        form.refuse("rate", "layouts.wrong_rate_number");
    }
    dollar.map(|dollar| Manner { dates, dollar: Some(dollar) })
}

/// What the form says of a column; of one that it doesn't hold what is taken now.
fn told(form: &Form, column: &Column) -> ColumnRule {
    let field = match form.value(&field_of(column.col)) {
        "" => column.field.map(without_period),
        REMARK => None,
        code => Field::from_code(code).map(without_period),
    };
    ColumnRule {
        header: column.header.to_string(),
        field,
        unit: Unit::from_code(form.value(&unit_of(column.col))).filter(|unit| *unit != Unit::Other),
    }
}

/// The page.
pub(super) async fn markup(
    (app, asked, actor): (&App, &Asked, &Actor),
    (chosen, looked): (&Chosen, &Looked),
    form: &Form,
    shown: &Markup,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let snapshot = app.ledger.live().current().await?;
    let orgs = orgs::choices(snapshot.dimensions(), actor, Permission::Edit);
    let to_preview = chosen
        .pairs()
        .iter()
        .fold(Query::of_path("/imports/preview"), |to, (name, value)| to.with(name, value));
    let actions = html! {
        a href=(to_preview.to_string()) { (lang.t("layouts.to_preview")) }
        a href=(PATH) { (lang.t("layouts.title")) }
    };
    let title = lang.t("layouts.columns_title");
    let body = html! {
        (layout::heading(&lang.tf("layouts.columns_of", &[("file", &chosen.name)]), &actions))
        p.muted { (lang.t("layouts.columns_about")) }
        (sheets(lang, chosen, looked))
        (shown)
        @match looked.table() {
            None => p { (lang.t("layouts.no_table")) },
            Some((sheet, rows)) => {
                (header_rows(lang, (chosen, looked), rows))
                form method="post" action=(COLUMNS) {
                    (field::with_summary(lang, form, &inputs(lang, (chosen, looked), (sheet, rows), (form, &orgs))))
                }
            }
        }
    };
    Ok(shell::page(app, asked, actor, Noun::Imports, title, &body))
}

/// The way from sheet to sheet.
fn sheets(lang: Lang, chosen: &Chosen, looked: &Looked) -> Markup {
    let to = chosen.pairs().iter().fold(Query::of_path(COLUMNS), |to, (name, value)| to.with(name, value));
    let tab = |(index, sheet): (usize, &SheetLayout)| {
        Tab::new(
            sheet.name.to_string(),
            to.with("sheet", &index.to_string()).to_string(),
            index == looked.index,
        )
    };
    let shown = looked.all.sheets.iter().enumerate();
    let shown = shown.filter(|(_, sheet)| !matches!(sheet.shape, Shape::Blank | Shape::Hidden));
    html! {
        @if looked.all.sheets.len() > 1 { (tabs::tabs(lang.t("layouts.sheets"), shown.map(tab))) }
    }
}

fn hidden(chosen: &Chosen, looked: &Looked) -> Markup {
    html! {
        @for (name, value) in chosen.pairs() { input type="hidden" name=(name) value=(value); }
        input type="hidden" name="sheet" value=(looked.index);
    }
}

/// Which rows are the header.
fn header_rows(lang: Lang, (chosen, looked): (&Chosen, &Looked), (first, last): (u32, u32)) -> Markup {
    let rows = Form::filled([("first", (first + 1).to_string()), ("last", (last + 1).to_string())]);
    html! {
        form.row method="get" action=(COLUMNS) {
            (hidden(chosen, looked))
            (field::number(lang, &rows, Input::required("first", lang.t("layouts.first_row")), ""))
            (field::number(lang, &rows, Input::required("last", lang.t("layouts.last_row")), ""))
            button type="submit" { (lang.t("layouts.read_header")) }
        }
    }
}

fn inputs(
    lang: Lang,
    (chosen, looked): (&Chosen, &Looked),
    (sheet, (first, last)): (&SheetLayout, (u32, u32)),
    (form, orgs): (&Form, &[Choice]),
) -> Markup {
    let orders = DateOrder::ALL.map(|order| Choice::new(order.code(), date_order(lang, order)));
    let input = |name, key| Input::optional(name, lang.t(key));
    html! {
        (hidden(chosen, looked))
        input type="hidden" name="first" value=(first + 1);
        input type="hidden" name="last" value=(last + 1);
        (once::field(form))
        @for line in explain::by_layout(lang, sheet) { p { (line) } }
        @if let Some(error) = form.error("columns") { p.wrong id="columns" { "✕ " (error.words(lang)) } }
        (table(lang, looked, sheet, form))
        details open[sheet.manner != Manner::default() || !form.is_fine() || !form.value("rate").is_empty()] {
            summary { (lang.t("layouts.foreign")) }
            (field::select(lang, form, Input::required("dates", lang.t("layouts.dates")).hint(lang.t("layouts.dates_hint")), &orders))
            (field::text(lang, form, input("rate", "layouts.rate").hint(lang.t("layouts.rate_hint"))))
            (field::day(lang, form, input("rate_on", "layouts.rate_on")))
        }
        h2 { (lang.t("layouts.keep_as")) }
        (field::text(lang, form, input("layout_name", "layouts.name").hint(lang.t("layouts.name_hint"))))
        (field::select(lang, form, input("org", "layouts.whose").hint(lang.t("layouts.org_hint")), orgs))
        div.submit.row {
            button type="submit" name="act" value="try" { (lang.t("layouts.try")) }
            button.primary type="submit" name="act" value=(KEEP) { (lang.t("layouts.keep_and_preview")) }
        }
    }
}

fn date_order(lang: Lang, order: DateOrder) -> &'static str {
    lang.t(match order {
        DateOrder::Open => "layouts.dates_open",
        DateOrder::MonthFirst => "layouts.dates_mdy",
        DateOrder::DayFirst => "layouts.dates_dmy",
    })
}

fn table(lang: Lang, looked: &Looked, sheet: &SheetLayout, form: &Form) -> Markup {
    let fields: Vec<Choice> = std::iter::once(Choice::new(REMARK, lang.t("imports.as_remark")))
        .chain(teachable().map(|field| Choice::new(field.code(), field_words::label(lang, field))))
        .collect();
    let as_stated = std::iter::once(Choice::new("", lang.t("layouts.unit_as_stated")));
    let units = Unit::TAUGHT.map(|unit| Choice::new(unit.code(), explain::unit(lang, unit)));
    let units: Vec<Choice> = as_stated.chain(units).collect();
    let [at, header, samples, meaning, unit, why] = [
        "imports.column",
        "imports.header",
        "layouts.samples",
        "layouts.meaning",
        "layouts.unit",
        "imports.why",
    ]
    .map(|key| lang.t(key));
    html! {
        div.grid-wrap.short tabindex="0" role="region" aria-label=(sheet.name) {
            table.grid.fold {
                thead { tr {
                    th.text scope="col" { (at) } th.words scope="col" { (header) }
                    th.words scope="col" { (samples) } th.text scope="col" { (meaning) }
                    th.text scope="col" { (unit) } th.words scope="col" { (why) }
                } }
                tbody { @for (place, column) in sheet.columns.iter().enumerate() {
                    @let letters = office::sheet::column_letters(column.col);
                    tr {
                        td.text data-label=(at) { (letters) }
                        td.words data-label=(header) { (column.header) }
                        td.words data-label=(samples) { (looked.samples.get(place).map_or_else(String::new, |it| it.join(" · "))) }
                        td.text data-label=(meaning) { (choice(lang, form, &field_of(column.col), (&format!("{letters} {meaning}"), &fields))) }
                        td.text data-label=(unit) { (choice(lang, form, &unit_of(column.col), (&format!("{letters} {unit}"), &units))) }
                        td.words data-label=(why) { (explain::why(lang, sheet, column)) }
                    }
                } }
            }
        }
    }
}

/// A select in a cell, with what is wrong beside it.
fn choice(lang: Lang, form: &Form, name: &str, (label, choices): (&str, &[Choice])) -> Markup {
    let (chosen, error) = (form.value(name), form.error(name));
    html! {
        select id=(name) name=(name) aria-label=(label) aria-invalid=[error.map(|_| "true")] {
            @for choice in choices { option value=(choice.code) selected[choice.code == chosen] { (choice.label) } }
        }
        @if let Some(error) = error { p.wrong { "✕ " (error.words(lang)) } }
    }
}
