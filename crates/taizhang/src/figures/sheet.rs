//! Figures and their differences as tables that leave the ledger.

use super::answer::Answer;
use super::difference::Difference;
use super::labels;
use crate::sheets::{Sheet, printed_number};
use crate::text::Lang;
use crate::text::money::ShownIn;
use ::figures::{Apart, Catalogue, Dim, Figure, FigureKind, FigureSpec, FigureValue, Group, Key};
use domain::ratio::NO_VALUE;
use domain::{Money, Rounding};
use office::write::{Column, Format, Table, Value};

/// Decimals of money in 万元: exact to the fen.
pub(super) const WAN_PLACES: u8 = 6;
/// Decimals of a value that people read before it is rounded for print.
const VALUE_PLACES: u8 = 6;
/// What workbooks and the terminal show of it.
const WAN_SHOWN: u8 = 2;

/// How headers, names and keys are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// As codes, the way JSON writes them: for scripts.
    Codes,
    /// As words: for people.
    Words,
}

/// The words of headers and keys.
#[derive(Debug, Clone, Copy)]
pub(super) struct Headers<'a> {
    pub naming: Naming,
    /// What figures mean, for their titles.
    pub catalogue: &'a Catalogue,
    /// The language of words, and of sentences always.
    pub lang: Lang,
}

impl Headers<'_> {
    /// The header of a column, or another word of the table, by its code.
    pub(super) fn column(self, code: &'static str) -> String {
        match self.naming {
            Naming::Codes => code.to_owned(),
            Naming::Words => labels::header(self.lang, code),
        }
    }

    fn key(self, dim: Dim, key: &Key) -> String {
        match self.naming {
            Naming::Codes => key.text.to_string(),
            Naming::Words => labels::key(self.lang, dim, key.shown()),
        }
    }

    pub(super) fn title(self, name: &str) -> String {
        let spec = self.catalogue.get(name).filter(|_| self.naming == Naming::Words);
        spec.map_or(name, |spec| labels::title(self.lang, spec)).to_owned()
    }

    /// The header of a column that holds money in 万元 says so.
    pub(super) fn in_wan(self, header: &str, is_money: bool) -> String {
        match self.naming {
            _ if !is_money => header.to_owned(),
            Naming::Codes => format!("{header} wan"),
            Naming::Words => self.lang.tf("figures.in_wan", &[("header", &header)]),
        }
    }

    /// The keys of a group side by side.
    pub(super) fn group(self, group: &Group) -> String {
        let keys: Vec<String> = group.0.iter().map(|(dim, key)| self.key(*dim, key)).collect();
        keys.join(" · ")
    }
}

fn integer(number: Option<i64>) -> Value<'static> {
    number.map_or(Value::Blank, Value::Integer)
}

fn wan(fen: Option<i64>) -> Value<'static> {
    fen.map_or(Value::Blank, |fen| Value::Decimal { scaled: fen, places: WAN_PLACES })
}

/// All dimensions in which the figures have a key, in order of first use.
fn dims<'a>(groups: impl Iterator<Item = &'a Group>) -> Vec<Dim> {
    let mut dims: Vec<Dim> = Vec::new();
    for (dim, _) in groups.flat_map(|group| group.0.iter()) {
        if !dims.contains(dim) {
            dims.push(*dim);
        }
    }
    dims
}

fn columns(headers: Headers<'_>, dims: &[Dim], rest: &[(&'static str, f64, Format)]) -> Vec<Column> {
    let key = |dim: &Dim| Column::new(headers.column(dim.name()), 24.0, Format::Text);
    let first = Column::new(headers.column("name"), 28.0, Format::Text);
    let rest = rest.iter().map(|(code, width, format)| Column::new(headers.column(code), *width, *format));
    std::iter::once(first).chain(dims.iter().map(key)).chain(rest).collect()
}

fn keys(headers: Headers<'_>, dims: &[Dim], group: &Group) -> Vec<Value<'static>> {
    let of = |dim: &Dim| group.0.iter().find(|(known, _)| known == dim).map(|(_, key)| key);
    let key = |dim: &Dim| of(dim).map_or(Value::Blank, |key| Value::text(headers.key(*dim, key)));
    dims.iter().map(key).collect()
}

/// One row for each figure.
pub(super) fn figures(headers: Headers<'_>, figures: &[Figure]) -> Sheet {
    const REST: &[(&str, f64, Format)] = &[
        ("value", 14.0, Format::Text),
        ("unit", 10.0, Format::Text),
        ("numerator", 14.0, Format::Integer),
        ("denominator", 14.0, Format::Integer),
        ("entries", 10.0, Format::Integer),
        ("projects", 10.0, Format::Integer),
        ("amountWan", 18.0, Format::Decimal { places: WAN_SHOWN }),
        ("printed", 14.0, Format::Text),
        ("sentence", 60.0, Format::Text),
    ];
    let dims = dims(figures.iter().map(|figure| &figure.group));
    let rates = figures.iter().filter(|figure| figure.denominator.is_some());
    let sides = Sides::of(headers, rates.map(|figure| &*figure.name));
    let rows = figures.iter().map(|figure| {
        let mut row = vec![Value::text(headers.title(&figure.name))];
        row.extend(keys(headers, &dims, &figure.group));
        row.extend(value_and_unit(headers, figure));
        row.extend(
            [figure.numerator, figure.denominator].map(|side| sides.cell(headers, &figure.name, side)),
        );
        row.extend([figure.entries, figure.projects].map(integer));
        row.push(wan(figure.amount_fen.filter(|_| !figure.is_amount_unknown())));
        row.push(Value::text(figure.printed.clone()));
        row.push(Value::text(labels::sentence(headers.lang, figure)));
        row
    });
    let rows = rows.collect();
    let mut columns = columns(headers, &dims, REST);
    // After the name, the groups, the value and its unit.
    for (place, side) in (dims.len() + 3..).zip(["numerator", "denominator"]) {
        sides.head(headers, &mut columns[place], side);
    }
    Sheet { table: Table::new(headers.column("figures"), columns), rows }
}

/// A figure's value before it is rounded, with its unit: to scripts a fraction and fen, to people a number and 万元.
fn value_and_unit(headers: Headers<'_>, figure: &Figure) -> [Value<'static>; 2] {
    let unit = Value::text(headers.column(figure.unit));
    match (&figure.value, headers.naming) {
        (None, _) => [Value::Blank, unit],
        (Some(FigureValue::Number(fen)), Naming::Words) if figure.unit == "fen" => {
            [wan(Some(*fen)), Value::text(headers.lang.t("ui.unit_wan"))]
        }
        (Some(FigureValue::Number(number)), _) => [Value::Integer(*number), unit],
        (Some(FigureValue::Fraction(fraction)), Naming::Codes) => [Value::text(fraction.clone()), unit],
        (Some(FigureValue::Fraction(_)), Naming::Words) => {
            let exact = figure.exact().map(|exact| exact.print(VALUE_PLACES, Rounding::HalfUp));
            [exact.map_or(Value::Blank, |exact| printed_number(&exact)), unit]
        }
    }
}

/// What stands above and below the lines of a table's rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sides {
    /// Things, or to scripts whatever is counted in fen.
    Counts,
    /// Money alone: the headers say so.
    Money,
    /// Both: money says so in its cell.
    Both,
}

impl Sides {
    fn of<'a>(headers: Headers<'_>, rates: impl Iterator<Item = &'a str>) -> Self {
        if headers.naming == Naming::Codes {
            return Self::Counts;
        }
        let (of_sums, of_things): (Vec<_>, Vec<_>) = rates.partition(|name| is_of_sums(headers, name));
        match (of_sums.is_empty(), of_things.is_empty()) {
            (true, _) => Self::Counts,
            (false, true) => Self::Money,
            (false, false) => Self::Both,
        }
    }

    /// A column of money alone says so in its header.
    fn head(self, headers: Headers<'_>, column: &mut Column, side: &'static str) {
        if self == Self::Money {
            let header = headers.in_wan(&headers.column(side), true);
            *column = Column::new(header, 18.0, Format::Decimal { places: WAN_SHOWN });
        }
    }

    fn cell(self, headers: Headers<'_>, name: &str, side: Option<i64>) -> Value<'static> {
        match (self, side) {
            (Self::Money, side) => wan(side),
            (Self::Both, Some(fen)) if is_of_sums(headers, name) => {
                let unit = headers.lang.t("ui.unit_wan");
                Value::text(format!(
                    "{}{}{unit}",
                    ShownIn::Wan.print(Money::from_fen(fen)),
                    headers.lang.gap()
                ))
            }
            (_, side) => integer(side),
        }
    }
}

fn is_of_sums(headers: Headers<'_>, name: &str) -> bool {
    headers.catalogue.get(name).is_some_and(FigureSpec::is_rate_of_sums)
}

fn is_rate(headers: Headers<'_>, name: &str) -> bool {
    headers.catalogue.get(name).is_some_and(|spec| spec.kind == FigureKind::Rate)
}

/// Why figures moved: the lines of differences, or where there are none what the parts of formulas add.
pub(super) fn compared(headers: Headers<'_>, answer: &Answer) -> Sheet {
    match (answer.differences.is_empty(), answer.apart.is_empty()) {
        (true, false) => apart(headers, &answer.apart),
        _ => differences(headers, &answer.differences),
    }
}

/// One row for each part of each formula, and the whole below its parts.
fn apart(headers: Headers<'_>, all: &[Apart]) -> Sheet {
    const REST: &[(&str, f64, Format)] = &[
        ("part", 28.0, Format::Text),
        ("before", 14.0, Format::Text),
        ("after", 14.0, Format::Text),
        ("moved", 14.0, Format::Text),
    ];
    let dims = dims(all.iter().map(|it| &it.group));
    let text = |text: Option<&String>| Value::text(text.map_or(NO_VALUE, String::as_str).to_owned());
    let mut rows = Vec::new();
    for one in all {
        let mut lead = vec![Value::text(headers.title(&one.name))];
        lead.extend(keys(headers, &dims, &one.group));
        for step in &one.steps {
            let part = Value::text(headers.title(&step.figure));
            let cells =
                [part, text(step.before.as_ref()), text(step.after.as_ref()), text(Some(&step.printed))];
            rows.push(lead.iter().cloned().chain(cells).collect());
        }
        let printed = |figure: &Option<Figure>| text(figure.as_ref().map(|figure| &figure.printed));
        lead.extend([Value::text(headers.column("total")), printed(&one.before), printed(&one.after)]);
        lead.push(Value::Blank);
        rows.push(lead);
    }
    Sheet { table: Table::new(headers.column("differences"), columns(headers, &dims, REST)), rows }
}

/// One row for each line of each difference, and the sum of each difference below its lines.
fn differences(headers: Headers<'_>, differences: &[Difference]) -> Sheet {
    const REST: &[(&str, f64, Format)] = &[
        ("kind", 14.0, Format::Text),
        ("no", 16.0, Format::Text),
        ("title", 40.0, Format::Text),
        ("round", 10.0, Format::Text),
        ("count", 8.0, Format::Integer),
        ("numerator", 10.0, Format::Integer),
        ("amountWan", 18.0, Format::Decimal { places: WAN_SHOWN }),
        ("otherGroup", 24.0, Format::Text),
        ("reason", 14.0, Format::Text),
    ];
    let dims = dims(differences.iter().map(|difference| &difference.group));
    let names = differences.iter().map(|difference| &*difference.name);
    let sides = Sides::of(headers, names.filter(|name| is_rate(headers, name)));
    let text = |text: &Option<String>| text.clone().map_or(Value::Blank, Value::text);
    let mut rows = Vec::new();
    for difference in differences {
        let mut lead = vec![Value::text(headers.title(&difference.name))];
        lead.extend(keys(headers, &dims, &difference.group));
        for line in &difference.lines {
            let mut row = lead.clone();
            row.extend([Value::text(headers.column(line.kind)), text(&line.no), text(&line.title)]);
            row.extend([text(&line.round), Value::Integer(line.count)]);
            row.push(sides.cell(headers, &difference.name, Some(line.numerator)));
            row.push(wan(Some(line.amount_fen)));
            row.push(text(&line.other_group.as_ref().map(|group| headers.group(group))));
            row.push(Value::text(headers.column(line.reason.code())));
            rows.push(row);
        }
        let mut sum = lead;
        sum.extend([Value::text(headers.column("total")), Value::Blank, Value::Blank, Value::Blank]);
        sum.push(Value::Integer(difference.count));
        sum.push(sides.cell(headers, &difference.name, Some(difference.numerator)));
        sum.extend([wan(Some(difference.amount_fen)), Value::Blank, Value::Blank]);
        rows.push(sum);
    }
    let mut columns = columns(headers, &dims, REST);
    // After the name and the groups: kind, number, title, round, count.
    sides.head(headers, &mut columns[dims.len() + 6], "numerator");
    Sheet { table: Table::new(headers.column("differences"), columns), rows }
}
