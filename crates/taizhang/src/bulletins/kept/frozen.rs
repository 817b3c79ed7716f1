//! The words of an issued bulletin as one text that is kept: everything printed, and of each number its place. The questions
//! behind the numbers are records of their own, by that place.

use super::overwritten::Overwritten;
use domain::Day;
use domain::facts::{ChangeId, Kept, PrintedFigure, ranking_of_template};
use figures::bulletin::{
    Annex, Asked, Aspect, Block, Cell, Column, Confirm, Draft, FigureSpan, Note, Paragraph, Row, Shows,
    Source, Span, Stated, Table,
};
use figures::{Group, Lang};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The figures of a bulletin by their places.
pub(super) type Sources<'a> = HashMap<&'a str, &'a Kept<PrintedFigure>>;

/// The kept text is none of ours, or a figure of it is missing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an issued text can't be read: {0}")]
pub struct Unreadable(String);

#[derive(Serialize, Deserialize)]
struct Frozen {
    template: String,
    edition: String,
    lang: String,
    true_on: String,
    known_by: i64,
    title: Vec<String>,
    addressee: String,
    blocks: Vec<Part>,
    annexes: Vec<FrozenAnnex>,
    notes: Vec<(String, String)>,
    confirm: [String; 3],
    /// What the paragraphs by hand say otherwise than the draft did; not printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    overwritten: Vec<Overwritten>,
}

#[derive(Serialize, Deserialize)]
enum Part {
    Heading { slot: String, level: u8, number: u32, text: String },
    Paragraph { slot: String, spans: Vec<Piece> },
    Table(FrozenTable),
}

#[derive(Serialize, Deserialize)]
enum Piece {
    Text(String),
    /// Its place, and as printed.
    Figure(String, String),
    Note(usize),
}

#[derive(Serialize, Deserialize)]
struct FrozenAnnex {
    slot: String,
    title: String,
    tables: Vec<FrozenTable>,
}

#[derive(Serialize, Deserialize)]
struct FrozenTable {
    slot: String,
    name: String,
    above: String,
    columns: Vec<FrozenColumn>,
    rows: Vec<FrozenRow>,
    below: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct FrozenColumn {
    key: String,
    head: String,
    group: Option<String>,
    shows: FrozenShows,
    width: u32,
}

#[derive(Serialize, Deserialize)]
enum FrozenShows {
    Text,
    Sign,
    Integer,
    Decimal(u8),
    Day,
}

#[derive(Serialize, Deserialize)]
struct FrozenRow {
    key: String,
    total: bool,
    cells: Vec<FrozenCell>,
}

/// As printed, the number with its decimals, and whether it is a figure.
type FrozenCell = (String, Option<(i64, u8)>, bool);

/// The text of a draft.
pub(super) fn freeze(draft: &Draft, overwritten: &[Overwritten]) -> String {
    let frozen = Frozen {
        template: draft.template.clone(),
        edition: draft.edition.to_string(),
        lang: lang_code(draft.lang).to_owned(),
        true_on: draft.true_on.to_string(),
        known_by: draft.known_by.0,
        title: draft.title.clone(),
        addressee: draft.addressee.clone(),
        blocks: draft.blocks.iter().map(part).collect(),
        annexes: draft.annexes.iter().map(annex).collect(),
        notes: draft.notes.iter().map(|note| (note.of.clone(), note.text.clone())).collect(),
        confirm: [&draft.confirm.number, &draft.confirm.office, &draft.confirm.day].map(Clone::clone),
        overwritten: overwritten.to_vec(),
    };
    serde_json::to_string(&frozen).expect("texts and numbers become JSON")
}

fn lang_code(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

fn part(block: &Block) -> Part {
    match block {
        Block::Heading { slot, level, number, text } => {
            Part::Heading { slot: slot.clone(), level: *level, number: *number, text: text.clone() }
        }
        Block::Paragraph(paragraph) => Part::Paragraph {
            slot: paragraph.slot.clone(),
            spans: paragraph.spans.iter().map(piece).collect(),
        },
        Block::Table(it) => Part::Table(table(it)),
    }
}

fn piece(span: &Span) -> Piece {
    match span {
        Span::Text(text) => Piece::Text(text.clone()),
        Span::Figure(figure) => Piece::Figure(figure.slot.clone(), figure.printed.clone()),
        Span::Note(place) => Piece::Note(*place),
    }
}

fn annex(annex: &Annex) -> FrozenAnnex {
    FrozenAnnex {
        slot: annex.slot.clone(),
        title: annex.title.clone(),
        tables: annex.tables.iter().map(table).collect(),
    }
}

fn table(table: &Table) -> FrozenTable {
    let column = |column: &Column| FrozenColumn {
        key: column.key.clone(),
        head: column.head.clone(),
        group: column.group.clone(),
        shows: match column.shows {
            Shows::Text => FrozenShows::Text,
            Shows::Sign => FrozenShows::Sign,
            Shows::Integer => FrozenShows::Integer,
            Shows::Decimal(places) => FrozenShows::Decimal(places),
            Shows::Day => FrozenShows::Day,
        },
        width: column.width,
    };
    let row = |row: &Row| FrozenRow {
        key: row.key.clone(),
        total: row.total,
        cells: row.cells.iter().map(|it| (it.printed.clone(), it.number, it.source.is_some())).collect(),
    };
    FrozenTable {
        slot: table.slot.clone(),
        name: table.name.clone(),
        above: table.above.clone(),
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(row).collect(),
        below: table.below.clone(),
    }
}

/// The draft of a kept text, and what its paragraphs by hand say otherwise than they were drafted.
pub(super) fn thaw(text: &str, sources: &Sources<'_>) -> Result<(Draft, Vec<Overwritten>), Unreadable> {
    let frozen: Frozen = serde_json::from_str(text).map_err(|error| Unreadable(error.to_string()))?;
    let day = |text: &str| Day::parse_iso(text).ok_or_else(|| Unreadable(format!("{text:?} is no day")));
    let [number, office, confirm_day] = frozen.confirm;
    let draft = Draft {
        template: frozen.template,
        edition: day(&frozen.edition)?,
        lang: if frozen.lang == lang_code(Lang::En) { Lang::En } else { Lang::Zh },
        true_on: day(&frozen.true_on)?,
        known_by: ChangeId(frozen.known_by),
        title: frozen.title,
        addressee: frozen.addressee,
        blocks: frozen.blocks.into_iter().map(|part| block(part, sources)).collect::<Result<_, _>>()?,
        annexes: frozen.annexes.into_iter().map(|it| thawed_annex(it, sources)).collect::<Result<_, _>>()?,
        notes: frozen.notes.into_iter().map(|(of, text)| Note { of, text }).collect(),
        confirm: Confirm { number, office, day: confirm_day },
    };
    Ok((draft, frozen.overwritten))
}

fn block(part: Part, sources: &Sources<'_>) -> Result<Block, Unreadable> {
    Ok(match part {
        Part::Heading { slot, level, number, text } => Block::Heading { slot, level, number, text },
        Part::Paragraph { slot, spans } => {
            let spans = spans.into_iter().map(|piece| span(piece, sources)).collect::<Result<_, _>>()?;
            Block::Paragraph(Paragraph { slot, spans })
        }
        Part::Table(it) => Block::Table(thawed_table(it, sources)?),
    })
}

fn span(piece: Piece, sources: &Sources<'_>) -> Result<Span, Unreadable> {
    Ok(match piece {
        Piece::Text(text) => Span::Text(text),
        Piece::Figure(slot, printed) => {
            let source = source_at(&slot, sources)?;
            Span::Figure(FigureSpan { slot, source, printed })
        }
        Piece::Note(place) => Span::Note(place),
    })
}

fn thawed_annex(annex: FrozenAnnex, sources: &Sources<'_>) -> Result<Annex, Unreadable> {
    let tables = annex.tables.into_iter().map(|it| thawed_table(it, sources)).collect::<Result<_, _>>()?;
    Ok(Annex { slot: annex.slot, title: annex.title, tables })
}

fn thawed_table(frozen: FrozenTable, sources: &Sources<'_>) -> Result<Table, Unreadable> {
    let columns = frozen.columns.into_iter().map(|it| Column {
        key: it.key,
        head: it.head,
        group: it.group,
        shows: match it.shows {
            FrozenShows::Text => Shows::Text,
            FrozenShows::Sign => Shows::Sign,
            FrozenShows::Integer => Shows::Integer,
            FrozenShows::Decimal(places) => Shows::Decimal(places),
            FrozenShows::Day => Shows::Day,
        },
        width: it.width,
    });
    let mut table = Table {
        slot: frozen.slot,
        name: frozen.name,
        above: frozen.above,
        columns: columns.collect(),
        rows: Vec::with_capacity(frozen.rows.len()),
        below: frozen.below,
    };
    for it in frozen.rows {
        let mut row = Row { key: it.key, total: it.total, cells: Vec::with_capacity(it.cells.len()) };
        for ((printed, number, is_figure), column) in it.cells.into_iter().zip(&table.columns) {
            let slot = table.cell_slot(&row, column);
            let source = is_figure.then(|| source_at(&slot, sources)).transpose()?;
            row.cells.push(Cell { printed, number, source });
        }
        table.rows.push(row);
    }
    Ok(table)
}

fn source_at(slot: &str, sources: &Sources<'_>) -> Result<Source, Unreadable> {
    let figure = sources.get(slot).ok_or_else(|| Unreadable(format!("no figure is kept of {slot:?}")))?;
    source(figure).ok_or_else(|| Unreadable(format!("the figure of {slot:?} has no known aspect or group")))
}

/// The question of a kept figure.
fn source(figure: &PrintedFigure) -> Option<Source> {
    let aspect = Aspect::from_code(&figure.aspect)?;
    Some(match (&figure.data_source, figure.of_org) {
        (Some(data_source), Some(org)) => Source::Stated(Stated {
            indicator: figure.name.clone(),
            org,
            aspect,
            data_source: data_source.clone(),
            // It has no condition of its own; in the place of one stands its ranking.
            ranking: ranking_of_template(&figure.filter).map(|_| figure.filter.clone()),
        }),
        _ => Source::Asked(Box::new(Asked {
            figure: figure.name.clone(),
            filter: figure.filter.clone(),
            group: Group::from_line(&figure.grouped)?,
            true_on: figure.true_on,
            known_by: figure.known_by,
            aspect,
        })),
    })
}

/// The record of a printed figure; `rule` is its footnote.
pub(super) fn record(
    figure: &FigureSpan,
    rule: Option<String>,
    (org, bulletin): (domain::facts::OrgId, domain::facts::BulletinId),
    draft: &Draft,
) -> PrintedFigure {
    let blank = PrintedFigure {
        org,
        bulletin: Some(bulletin),
        slot: Some(figure.slot.clone()),
        printed: figure.printed.clone(),
        name: String::new(),
        aspect: String::new(),
        filter: String::new(),
        grouped: String::new(),
        taxonomy: None,
        rule,
        true_on: draft.true_on,
        known_by: draft.known_by,
        of_org: None,
        data_source: None,
    };
    match &figure.source {
        Source::Asked(asked) => PrintedFigure {
            name: asked.figure.clone(),
            aspect: asked.aspect.code().to_owned(),
            filter: asked.filter.clone(),
            grouped: asked.group.to_line(),
            true_on: asked.true_on,
            known_by: asked.known_by,
            ..blank
        },
        Source::Stated(stated) => PrintedFigure {
            name: stated.indicator.clone(),
            aspect: stated.aspect.code().to_owned(),
            filter: stated.ranking.clone().unwrap_or_default(),
            of_org: Some(stated.org),
            data_source: Some(stated.data_source.clone()),
            ..blank
        },
    }
}
