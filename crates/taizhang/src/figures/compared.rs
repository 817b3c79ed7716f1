//! What became different since another point: lists that add up to the difference.

use super::answer::Answer;
use super::asked::NAME;
use super::asked::Read;
use super::difference::{Difference, Line};
use super::item_table::opened;
use super::labels;
use crate::actor::Actor;
use crate::text::Lang;
use crate::text::counts::change;
use crate::text::money::ShownIn;
use crate::ui::layout::CARRIED;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::query::Query;
use ::figures::{Apart, Exact, Figure, FigureError, FigureKind, FigureSpec, Reason};
use domain::Money;
use domain::ratio::NO_VALUE;
use maud::{Markup, html};

/// Lines shown of one reason; the workbook holds all.
const LINES_MAX: usize = 200;

/// The time that passed between the two points, of a figure from which it is taken away; nothing of any other.
///
/// # Errors
/// When the time can't be given.
pub(super) fn time(read: &Read, actor: &Actor) -> Result<Markup, FigureError> {
    let (Some(earlier), Some(formula)) = (&read.earlier, &read.spec.formula) else { return Ok(html! {}) };
    let catalogue = read.at.catalogue();
    let mut said = Vec::new();
    for spec in formula.figures().into_iter().filter_map(|part| catalogue.get(part)) {
        if spec.kind != FigureKind::Time {
            continue;
        }
        let printed = |at| {
            let figures = read.asking(actor).figures(at, &spec.name)?;
            Ok::<_, FigureError>(figures.first().map_or_else(String::new, |figure| figure.printed.clone()))
        };
        let (old, new) = (printed(earlier)?, printed(&read.at)?);
        let opens = read.spec.opens.as_deref().unwrap_or_default();
        let opens = labels::catalogue_title(read.lang, &read.at, opens);
        let time = labels::title(read.lang, spec);
        let args: [(&str, &dyn std::fmt::Display); 4] =
            [("time", &time), ("old", &old), ("new", &new), ("opens", &opens)];
        said.push(read.lang.tf("figures.time_passed", &args));
    }
    Ok(html! { @for words in &said { p { (words) } } })
}

/// The section below the figure.
pub(super) fn section(
    read: &Read,
    actor: &Actor,
    answer: &Answer,
    here: &Query,
) -> Result<Markup, FigureError> {
    let (lang, spec) = (read.lang, &read.spec);
    // The lines are of the figure into which it opens.
    let opened = opened(read.at.catalogue(), spec);
    let (Some(since), differences) = (answer.compared_to, &answer.differences) else { return Ok(html! {}) };
    let time = time(read, actor)?;
    Ok(html! {
        section #difference {
            h2 { (lang.tf("figures.since", &[("day", &since.true_on), ("change", &since.known_by)])) }
            @if !answer.redefined.is_empty() {
                p.flagged { (lang.tf("figures.redefined_named", &[("figure", &labels::title(lang, spec))])) }
            }
            (time)
            @for it in &answer.apart { (apart(read, it, here)) }
            @if differences.is_empty() && answer.apart.is_empty() { p.muted { (lang.t("figures.no_difference")) } }
            @for (place, difference) in differences.iter().enumerate() { (one(lang, (spec, opened), place, difference, here)) }
        }
    })
}

/// A figure that counts nothing of its own: what each part of its formula adds, or why nothing can be listed.
fn apart(read: &Read, apart: &Apart, here: &Query) -> Markup {
    let (lang, spec) = (read.lang, &read.spec);
    let printed =
        |figure: &Option<Figure>| figure.as_ref().map_or(NO_VALUE, |it| it.printed.as_str()).to_owned();
    let (before, after) = (printed(&apart.before), printed(&apart.after));
    let name = if apart.group.is_whole() {
        labels::title(lang, spec).to_owned()
    } else {
        labels::group(lang, &apart.group)
    };
    let columns = vec![
        Column::new("part", lang.t("figures.apart_part"), Kind::Lead),
        Column::new("before", lang.t("figures.before"), Kind::Number),
        Column::new("after", lang.t("figures.after"), Kind::Number),
        Column::new("moved", lang.t("figures.moved"), Kind::Number).in_unit(lang.t("figures.unit_points")),
    ];
    let shown = |text: &Option<String>| html! { (text.as_deref().unwrap_or(NO_VALUE)) };
    let rows = apart.steps.iter().map(|step| {
        let title = labels::catalogue_title(lang, &read.at, &step.figure);
        // The part itself says on its page by which projects it moved.
        let opens = here.with(NAME, &step.figure);
        let cells = vec![
            html! { a href=(opens) { (title) } },
            shown(&step.before),
            shown(&step.after),
            html! { (step.printed) },
        ];
        Row { id: step.figure.clone(), name: title.clone(), cells }
    });
    let mut table = Table::new(lang.t("figures.differences"), here, columns, rows.collect());
    let moved = apart.steps.iter().map(|step| &step.moved).sum::<Exact>();
    let moved = moved.print(spec.places, spec.rounding).replace('-', "−");
    table.totals = Some(vec![html! { (name) }, html! { (before) }, html! { (after) }, html! { (moved) }]);
    html! {
        h3 { (name) " " span.muted { (before) " → " (after) } }
        @if apart.steps.is_empty() { p { (lang.t(whole_words(spec))) } }
        @else { (table.render(lang)) p.muted.small { (lang.t("figures.apart_note")) } }
    }
}

/// Why nothing is listed.
fn whole_words(spec: &FigureSpec) -> &'static str {
    match spec.kind {
        FigureKind::Time => "figures.only_time",
        FigureKind::Target => "figures.only_target",
        _ => "figures.no_parts",
    }
}

/// What the lines of a figure have: a count, what stands above the line of a rate in projects or in money, money.
#[derive(Clone, Copy)]
struct Shape {
    /// Whether there is something above a line.
    is_rate: bool,
    /// Whether that is money.
    above_is_money: bool,
    /// What the money is called.
    measure: &'static str,
}

impl Shape {
    fn of(spec: &FigureSpec) -> Self {
        Self {
            is_rate: spec.kind == FigureKind::Rate,
            above_is_money: spec.is_rate_of_sums(),
            measure: labels::measure(spec, spec.measure),
        }
    }

    /// The columns of what lines add: below the line of a rate stands the denominator, a count or money.
    fn columns(self, lang: Lang) -> Vec<Column> {
        let number = |key, label: &'static str| Column::new(key, lang.t(label), Kind::Number);
        let wan = ShownIn::Wan.word(lang);
        match (self.is_rate, self.above_is_money) {
            (false, _) => {
                vec![number("count", "figures.count"), number("amount", self.measure).in_unit(wan)]
            }
            (true, false) => vec![
                number("numerator", "figures.numerator"),
                number("count", "figures.denominator"),
                number("amount", self.measure).in_unit(wan),
            ],
            (true, true) => vec![
                number("numerator", "figures.numerator").in_unit(wan),
                number("amount", "figures.denominator").in_unit(wan),
                number("count", "figures.count"),
            ],
        }
    }

    fn cells(self, (count, numerator, amount_fen): (i64, i64, i64)) -> Vec<Markup> {
        let money = html! { (signed_wan(amount_fen)) };
        match (self.is_rate, self.above_is_money) {
            (false, _) => vec![html! { (change(count)) }, money],
            (true, false) => vec![html! { (change(numerator)) }, html! { (change(count)) }, money],
            (true, true) => vec![html! { (signed_wan(numerator)) }, money, html! { (change(count)) }],
        }
    }
}

/// What some lines add up to: count, numerator, money in fen.
fn sum<'a>(lines: impl Iterator<Item = &'a Line>) -> (i64, i64, i64) {
    lines.fold((0, 0, 0), |(count, numerator, amount), line| {
        (count + line.count, numerator + line.numerator, amount + line.amount_fen)
    })
}

fn one(
    lang: Lang,
    (spec, opened): (&FigureSpec, &FigureSpec),
    place: usize,
    difference: &Difference,
    here: &Query,
) -> Markup {
    let printed = |figure: &Option<::figures::Figure>| {
        figure.as_ref().map_or_else(|| "0".to_owned(), |figure| figure.printed.clone())
    };
    let shape = Shape::of(opened);
    let group = if difference.group.is_whole() {
        labels::title(lang, spec).to_owned()
    } else {
        labels::group(lang, &difference.group)
    };
    let reasons: Vec<Reason> =
        Reason::ALL.into_iter().filter(|it| difference.lines.iter().any(|line| line.reason == *it)).collect();
    html! {
        h3 { (group) " " span.muted { (printed(&difference.before)) " → " (printed(&difference.after)) } }
        @if !reasons.is_empty() { (summary(lang, (shape, place), difference, &reasons, here)) }
        @for reason in &reasons { (lines(lang, (shape, place), difference, *reason, here)) }
    }
}

fn anchor(place: usize, reason: Reason) -> String {
    format!("difference-{place}-{}", reason.code())
}

/// A row for each reason; they add up to the difference, and each leads to its projects.
fn summary(
    lang: Lang,
    (shape, place): (Shape, usize),
    difference: &Difference,
    reasons: &[Reason],
    here: &Query,
) -> Markup {
    let mut columns = vec![
        Column::new("reason", lang.t("figures.kind"), Kind::Lead),
        Column::new("lines", lang.t("figures.lines"), Kind::Number),
    ];
    columns.extend(shape.columns(lang));
    let rows = reasons.iter().map(|reason| {
        let own = || difference.lines.iter().filter(|line| line.reason == *reason);
        let href = format!("#{}", anchor(place, *reason));
        let mut cells =
            vec![html! { a href=(href) { (labels::reason(lang, *reason)) } }, html! { (own().count()) }];
        cells.extend(shape.cells(sum(own())));
        Row { id: reason.code().to_owned(), name: labels::reason(lang, *reason).to_owned(), cells }
    });
    let mut table = Table::new(lang.t("figures.differences"), here, columns, rows.collect());
    let mut totals = vec![html! { (lang.t("figures.total")) }, html! { (difference.lines.len()) }];
    totals.extend(shape.cells((difference.count, difference.numerator, difference.amount_fen)));
    table.totals = Some(totals);
    table.render(lang)
}

/// The lines of one reason, with what they add up to.
fn lines(
    lang: Lang,
    (shape, place): (Shape, usize),
    difference: &Difference,
    reason: Reason,
    here: &Query,
) -> Markup {
    let own = || difference.lines.iter().filter(|line| line.reason == reason);
    let mut columns = vec![
        Column::new("title", lang.t("figures.project"), Kind::Lead),
        Column::new("round", lang.t("figures.dim_round"), Kind::Text),
    ];
    columns.extend(shape.columns(lang));
    columns.push(Column::new("other", lang.t("figures.other_group"), Kind::Text));
    let rows = own().take(LINES_MAX).map(|line| row(lang, shape, line, here)).collect();
    let mut table = Table::new(labels::reason(lang, reason), here, columns, rows);
    let mut totals = vec![html! { (lang.t("figures.total")) }, html! {}];
    totals.extend(shape.cells(sum(own())));
    totals.push(html! {});
    table.totals = Some(totals);
    let left_out = own().count().saturating_sub(LINES_MAX);
    html! {
        h4 id=(anchor(place, reason)) { (labels::reason(lang, reason)) }
        (table.render(lang))
        @if left_out > 0 { p.muted { (lang.tf("figures.lines_left_out", &[("n", &left_out)])) } }
    }
}

fn row(lang: Lang, shape: Shape, line: &Line, here: &Query) -> Row {
    let title = line.title.clone().or_else(|| line.round.clone()).unwrap_or_default();
    let href = line.project.map(|id| here.carried_to(&format!("/projects/{id}"), &CARRIED));
    let mut cells = vec![
        html! { @match &href { Some(href) => a href=(href) { (title) }, None => (title) } },
        html! { @if let Some(round) = &line.round { (round) } },
    ];
    cells.extend(shape.cells((line.count, line.numerator, line.amount_fen)));
    cells.push(html! { @if let Some(group) = &line.other_group { (labels::group(lang, group)) } });
    Row { id: line.no.clone().unwrap_or_default(), name: title, cells }
}

/// A difference of money in 万元 with its sign.
fn signed_wan(fen: i64) -> String {
    let printed = ShownIn::Wan.print(Money::from_fen(fen));
    if fen > 0 { format!("+{printed}") } else { printed.replace('-', "−") }
}
