//! Several figures over one grouping, of one snapshot: a column each. What the page and the command line both show.

use super::answer::{Asking, At};
use super::sheet::{Headers, WAN_PLACES};
use super::{PINNED, labels};
use crate::as_of::Question;
use crate::sheets::Sheet;
use ::figures::{Dim, Figure, FigureError, FigureKind, FigurePage, FigureSpec, FigureValue, Group};
use domain::ratio::NO_VALUE;
use office::write::{Column, Format, Table, Value};
use serde::Serialize;
use std::sync::Arc;

/// The columns, each with its groups and its whole.
pub(super) struct Beside {
    pub by: Dim,
    pub columns: Vec<Asked>,
}

/// One figure.
pub(super) struct Asked {
    pub spec: Arc<FigureSpec>,
    figures: Vec<Figure>,
    pub whole: Option<Figure>,
}

impl Asked {
    /// Whether it counts things: where it has no group it counts none, while a rate or a sum has no value there.
    pub fn counts(&self) -> bool {
        matches!(self.spec.kind, FigureKind::Count | FigureKind::Rounds)
    }

    /// The figure of a group; none where nothing of it is counted.
    pub fn of(&self, group: &Group) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.group.is_same(group))
    }
}

/// What stands side by side when no figure is named: the rates among those that scripts rely on.
pub(super) fn unasked() -> Vec<String> {
    PINNED.iter().filter(|name| name.ends_with("Rate")).map(|name| (*name).to_owned()).collect()
}

impl Beside {
    /// Asks each figure.
    ///
    /// # Errors
    /// What the catalogue refuses of one of them.
    pub fn of(asking: &Asking<'_>, at: &Question, by: Dim, names: &[String]) -> Result<Self, FigureError> {
        let mut columns = Vec::with_capacity(names.len());
        for name in names {
            let FigurePage { figures, whole, .. } = asking.page(at, name)?;
            // Known, or it would have been refused.
            columns.extend(at.catalogue().shared(name).cloned().map(|spec| Asked { spec, figures, whole }));
        }
        Ok(Self { by, columns })
    }

    /// The groups of all figures; one that a figure alone has stands where it stands there.
    pub fn groups(&self) -> Vec<&Group> {
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

    /// As a table that leaves the ledger: of a rate both sides beside it, money in 万元.
    pub fn sheet(&self, headers: Headers<'_>) -> Sheet {
        let mut columns = vec![Column::new(headers.column(self.by.name()), 28.0, Format::Text)];
        for column in &self.columns {
            let title = headers.title(&column.spec.name);
            columns.push(Column::new(headers.in_wan(&title, column.is_money()), 18.0, Format::Text));
            if column.spec.kind == FigureKind::Rate {
                columns.extend(["numerator", "denominator"].map(|part| {
                    let part = format!("{title} {}", headers.column(part));
                    let of_money = column.spec.is_rate_of_sums();
                    Column::new(headers.in_wan(&part, of_money), 14.0, Format::Integer)
                }));
            }
        }
        let row = |name: String, of: &dyn Fn(&Asked) -> Option<&Figure>| {
            let values = self.columns.iter().flat_map(|column| values(column, of(column)));
            std::iter::once(Value::text(name)).chain(values).collect::<Vec<_>>()
        };
        let groups = self.groups().into_iter();
        let mut rows: Vec<_> =
            groups.map(|group| row(headers.group(group), &|column| column.of(group))).collect();
        rows.push(row(headers.column("total"), &|column| column.whole.as_ref()));
        Sheet { table: Table::new(labels::side(headers.lang), columns), rows }
    }

    /// In the shape that scripts rely on.
    pub fn answer(&self, at: &Question) -> Answer<'_> {
        let row = |group| Row { group, figures: self.columns.iter().map(|it| it.of(group)).collect() };
        Answer {
            at: At::of(at),
            by: self.by.name(),
            names: self.columns.iter().map(|it| it.spec.name.as_str()).collect(),
            rows: self.groups().into_iter().map(row).collect(),
            whole: self.columns.iter().map(|it| it.whole.as_ref()).collect(),
        }
    }
}

impl Asked {
    /// Whether its values are money.
    fn is_money(&self) -> bool {
        self.figures.iter().chain(&self.whole).any(|figure| figure.unit == "fen")
    }
}

/// Figures side by side; of a group that a figure has not `null` stands in its place.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer<'a> {
    #[serde(flatten)]
    at: At,
    by: &'static str,
    names: Vec<&'a str>,
    rows: Vec<Row<'a>>,
    whole: Vec<Option<&'a Figure>>,
}

#[derive(Serialize)]
struct Row<'a> {
    group: &'a Group,
    figures: Vec<Option<&'a Figure>>,
}

/// A figure's cells: its value, and both sides of a rate.
fn values(column: &Asked, figure: Option<&Figure>) -> Vec<Value<'static>> {
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
    if column.spec.kind == FigureKind::Rate {
        let is_money = column.spec.is_rate_of_sums();
        let part = |part: Option<i64>| match part {
            None => Value::Blank,
            Some(fen) if is_money => Value::Decimal { scaled: fen, places: WAN_PLACES },
            Some(count) => Value::Integer(count),
        };
        cells.extend([figure.and_then(|it| it.numerator), figure.and_then(|it| it.denominator)].map(part));
    }
    cells
}
