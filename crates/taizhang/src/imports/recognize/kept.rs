//! The layout as the text that is kept with an import, so that years later the page can still say what was taken for what.

use super::{ByLayout, Column, DateOrder, Layout, Manner, Shape, SheetLayout, Unit, UnitFrom, Why};
use crate::imports::headers::Field;
use crate::imports::read_as::ReadAs;
use domain::money::DollarRate;
use office::sheet::Part;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Serialize, Deserialize)]
struct KeptLayout {
    sheets: Vec<KeptSheet>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    date_1904: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    read_as: Option<ReadAs>,
}

#[derive(Serialize, Deserialize)]
struct KeptSheet {
    index: usize,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<Part>,
    shape: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    columns: Vec<KeptColumn>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    checks: Vec<KeptCheck>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dates: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rate: Option<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<KeptBy>,
}

#[derive(Serialize, Deserialize)]
struct KeptBy {
    layout: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    missing: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    further: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    other_unit: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct KeptColumn {
    col: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    header: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit_from: Option<String>,
    why: String,
}

#[derive(Serialize, Deserialize)]
struct KeptCheck {
    row: u32,
    label: String,
    cells: Vec<(u32, String)>,
}

impl Shape {
    fn to_code(self) -> String {
        match self {
            Self::Table { first, last } => format!("{}:{first}:{last}", self.code()),
            plain => plain.code().to_owned(),
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "card" => Self::Card,
            "summary" => Self::Summary,
            "blank" => Self::Blank,
            "hidden" => Self::Hidden,
            "unknown" => Self::Unknown,
            _ => {
                let (first, last) = code.strip_prefix("table:")?.split_once(':')?;
                Self::Table { first: first.parse().ok()?, last: last.parse().ok()? }
            }
        })
    }
}

/// The layout as text.
pub fn layout_to_text(layout: &Layout) -> String {
    let sheets = layout.sheets.iter().map(kept_sheet).collect();
    let kept = KeptLayout { sheets, date_1904: layout.date_1904, read_as: layout.read_as.clone() };
    serde_json::to_string(&kept).expect("strings and numbers can always be written")
}

fn kept_sheet(sheet: &SheetLayout) -> KeptSheet {
    KeptSheet {
        index: sheet.index,
        name: sheet.name.to_string(),
        part: sheet.part,
        shape: sheet.shape.to_code(),
        columns: sheet.columns.iter().map(kept_column).collect(),
        checks: sheet
            .checks
            .iter()
            .map(|check| KeptCheck { row: check.row, label: check.label.clone(), cells: check.cells.clone() })
            .collect(),
        notes: sheet.notes.clone(),
        reference: sheet.reference.map(|day| day.to_string()),
        as_of: sheet.as_of.map(|day| day.to_string()),
        dates: Some(sheet.manner.dates).filter(|it| *it != DateOrder::Open).map(|it| it.code().to_owned()),
        rate: sheet.manner.dollar.map(|rate| (rate.text(), rate.on.to_string())),
        by: sheet.learned.clone().map(|by| KeptBy {
            layout: by.name,
            missing: by.missing,
            further: by.further,
            other_unit: by.other_unit,
        }),
    }
}

fn kept_column(column: &Column) -> KeptColumn {
    KeptColumn {
        col: column.col,
        row: column.row,
        header: column.header.to_string(),
        field: column.field.map(Field::code),
        unit: column.unit.map(|unit| unit.code().to_owned()),
        unit_from: column.unit_from.map(|from| from.code().to_owned()),
        why: column.why.code().to_owned(),
    }
}

/// The layout of a kept text; `None` when it isn't one.
pub fn layout_from_text(text: &str) -> Option<Layout> {
    let kept: KeptLayout = serde_json::from_str(text).ok()?;
    let sheets = kept.sheets.into_iter().map(sheet_of).collect::<Option<Vec<_>>>()?;
    Some(Layout { sheets, date_1904: kept.date_1904, read_as: kept.read_as })
}

fn sheet_of(kept: KeptSheet) -> Option<SheetLayout> {
    Some(SheetLayout {
        index: kept.index,
        name: Arc::from(kept.name),
        part: kept.part,
        shape: Shape::from_code(&kept.shape)?,
        columns: kept.columns.into_iter().map(column_of).collect::<Option<Vec<_>>>()?,
        reference: kept.reference.and_then(|day| domain::Day::parse_iso(&day)),
        as_of: kept.as_of.and_then(|day| domain::Day::parse_iso(&day)),
        checks: kept
            .checks
            .into_iter()
            .map(|check| super::Check { row: check.row, label: check.label, cells: check.cells })
            .collect(),
        notes: kept.notes,
        manner: Manner {
            dates: kept.dates.as_deref().and_then(DateOrder::from_code).unwrap_or_default(),
            dollar: kept.rate.and_then(|(rate, on)| DollarRate::parse(&rate, domain::Day::parse_iso(&on)?)),
        },
        learned: kept.by.map(|by| ByLayout {
            name: by.layout,
            missing: by.missing,
            further: by.further,
            other_unit: by.other_unit,
        }),
    })
}

fn column_of(kept: KeptColumn) -> Option<Column> {
    Some(Column {
        col: kept.col,
        row: kept.row,
        header: Arc::from(kept.header),
        field: match kept.field {
            None => None,
            Some(code) => Some(Field::from_code(&code)?),
        },
        unit: kept.unit.and_then(|code| Unit::from_code(&code)),
        unit_from: kept.unit_from.and_then(|code| UnitFrom::from_code(&code)),
        why: Why::from_code(&kept.why)?,
    })
}
