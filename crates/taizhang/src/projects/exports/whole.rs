//! The whole set as a workbook in which people go on working: headers and names that stay, lists to choose from, room below.

use super::layout::Layout;
use super::write::Order;
use crate::records::{Cell, Column, SHEETS, choices};
use crate::text::Lang;
use crate::words;
use domain::{AcquisitionKind, ConstructionType, OrgKind, Stage};
use figures::Place;
use office::write::{Column as Out, Table};

/// Rows below the last that have formats and lists too.
const SPARE_ROWS: u32 = 1_000;
/// Columns that stay where they are: number and name.
const FROZEN_COLUMNS: u16 = 2;
/// The word that erases what a cell's field held.
pub const CLEAR: &str = "清空";

/// Makes a sheet of the whole set ready to be filled.
pub(super) fn to_be_filled(table: &mut Table, order: &Order) {
    table.frozen_columns = FROZEN_COLUMNS;
    table.spare_rows = SPARE_ROWS;
    let sheet = SHEETS.iter().find(|sheet| sheet.name == table.name);
    for column in &mut table.columns {
        let of_record = sheet.and_then(|sheet| {
            let found = sheet.columns.iter().find(|own| own.header == column.header)?;
            Some((found, sheet.key.contains(&found.field)))
        });
        let offered = match of_record {
            Some((record, is_key)) => of_record_column(record, is_key),
            None => of_project(&column.header, order),
        };
        if !offered.words.is_empty() {
            let own = std::mem::replace(column, Out::new("", 0.0, column.format));
            *column = if offered.is_open { own.proposes(offered.words) } else { own.choices(offered.words) };
        }
    }
}

/// What a column offers.
#[derive(Default)]
struct Offered {
    words: Vec<String>,
    is_open: bool,
}

impl Offered {
    /// All that may stand there, and the word that erases it.
    fn clearable(words: impl Iterator<Item = &'static str>) -> Self {
        Self { words: words.chain([CLEAR]).map(str::to_owned).collect(), is_open: false }
    }
}

fn of_record_column(column: &Column, is_key: bool) -> Offered {
    let words: Vec<&'static str> = match column.cell {
        Cell::Word(coded) => choices(Lang::ZhCn, coded).into_iter().map(|(_, word)| word).collect(),
        Cell::Flag => ["history.yes", "history.no"].map(|key| Lang::ZhCn.t(key)).to_vec(),
        _ => return Offered::default(),
    };
    match is_key {
        true => Offered { words: words.into_iter().map(str::to_owned).collect(), is_open: false },
        false => Offered::clearable(words.into_iter()),
    }
}

fn of_project(header: &str, order: &Order) -> Offered {
    let lang = Layout::Whole.lang(order.lang);
    let places = order.population.snapshot().places();
    let names = |of: &[OrgKind]| {
        let own = order.orgs.iter().filter_map(|org| places.get(*org));
        let words = own.filter(|place| of.contains(&place.kind)).map(|place: &Place| place.name.clone());
        // The list of a cell is parted by commas.
        Offered { words: words.filter(|name| !name.contains([',', '"'])).collect(), is_open: true }
    };
    match header {
        "项目阶段" => Offered::clearable(Stage::ALL.iter().map(|it| words::stage(lang, *it))),
        "建设性质" => {
            Offered::clearable(ConstructionType::ALL.iter().map(|it| words::construction(lang, *it)))
        }
        "引进方式" => {
            Offered::clearable(AcquisitionKind::ALL.iter().map(|it| words::acquisition(lang, *it)))
        }
        "开发区" => names(&[OrgKind::Zone]),
        "园区" => names(&[OrgKind::Park]),
        "单位" => names(OrgKind::ALL),
        _ => Offered::default(),
    }
}
