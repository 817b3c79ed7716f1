//! Tables: explicit grid, fixed widths, repeated header rows, no row split between pages.

use super::body::Flow;
use super::grid::{Grid, GridCell, GridRow, Reach};
use super::layout::{NUMBER_GAP, Page};
use super::looks::{CellStyle, ParagraphStyle, RunStyle};
use super::model::{Align, Imprint, Inline, Orientation};
use super::styles;
use super::xml::{Attributes, Xml};

/// So many rows stand on the page of the notes below them.
const ROWS_WITH_NOTES: usize = 3;

pub(super) fn write<'a>(xml: &mut Xml, flow: &mut Flow<'a>, grid: &Grid<'a>) {
    xml.element("w:tbl", &[], |xml| {
        table_properties(xml, styles::TABLE, &grid.widths, None);
        let below = &grid.table.below;
        for (place, row) in grid.rows.iter().enumerate() {
            // Notes below never stand alone on a page: the last rows go with them.
            let keeps_next = !below.is_empty() && place + ROWS_WITH_NOTES >= grid.rows.len();
            xml.element("w:tr", &[], |xml| {
                row_properties(xml, row.header);
                for cell in &row.cells {
                    write_cell(xml, flow, grid, (row, keeps_next), cell);
                }
            });
        }
        if !below.is_empty() {
            write_notes(xml, flow, grid);
        }
    });
}

/// The notes are a last row without lines: rows are kept with a row by every program, with a paragraph not by LibreOffice.
fn write_notes<'a>(xml: &mut Xml, flow: &mut Flow<'a>, grid: &Grid<'a>) {
    xml.element("w:tr", &[], |xml| {
        row_properties(xml, false);
        xml.element("w:tc", &[], |xml| {
            cell_properties(xml, (grid.widths.iter().sum(), grid.widths.len()), Reach::One, |xml| {
                xml.element("w:tcBorders", &[], |xml| {
                    for edge in ["w:left", "w:bottom", "w:right"] {
                        xml.value(edge, &"nil");
                    }
                });
            });
            flow.line(xml, ParagraphStyle::TableBelow, ("", &grid.table.below, ""), None);
        });
    });
}

/// Where a table stands that does not stand in the flow of the text.
pub(super) type Place<'a> = Attributes<'a>;

/// The head of a table: its style, its place when it floats, its width, its grid.
pub(super) fn table_properties(xml: &mut Xml, style: &str, widths: &[u32], place: Option<Place<'_>>) {
    xml.element("w:tblPr", &[], |xml| {
        xml.value("w:tblStyle", &style);
        if let Some(place) = place {
            xml.empty("w:tblpPr", place);
        }
        xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<u32>()), ("w:type", &"dxa")]);
        if place.is_none() {
            xml.value("w:jc", &"center");
        }
        xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
    });
    xml.element("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", width)]);
        }
    });
}

fn row_properties(xml: &mut Xml, header: bool) {
    xml.element("w:trPr", &[], |xml| {
        xml.empty("w:cantSplit", &[]);
        if header {
            xml.empty("w:tblHeader", &[]);
        }
    });
}

fn write_cell<'a>(
    xml: &mut Xml,
    flow: &mut Flow<'a>,
    grid: &Grid<'a>,
    (row, keeps_next): (&GridRow<'a>, bool),
    cell: &GridCell<'a>,
) {
    let style = match grid.align_of(cell) {
        _ if row.header => CellStyle::Head,
        Align::Left => CellStyle::Left,
        Align::Center => CellStyle::Center,
        Align::Right => CellStyle::Right,
    };
    let style = ParagraphStyle::Cell(style, grid.table.size);
    let run = row.strong.then_some(RunStyle::Strong);
    xml.element("w:tc", &[], |xml| {
        cell_properties(xml, (grid.width_of(cell), cell.span), cell.reach, |_| {});
        flow.kept_line(xml, (style, keeps_next), ("", cell.content, ""), run);
    });
}

fn cell_properties(xml: &mut Xml, (width, span): (u32, usize), reach: Reach, lines: impl FnOnce(&mut Xml)) {
    xml.element("w:tcPr", &[], |xml| {
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
        if span > 1 {
            xml.value("w:gridSpan", &span);
        }
        match reach {
            Reach::One => {}
            Reach::Begins => xml.value("w:vMerge", &"restart"),
            Reach::GoesOn => xml.value("w:vMerge", &"continue"),
        }
        lines(xml);
    });
}

/// 版记: lines across the text area, at the foot of the page wherever the text ends.
pub(super) fn write_imprint<'a>(
    xml: &mut Xml,
    flow: &mut Flow<'a>,
    imprint: &'a Imprint,
    orientation: Orientation,
) {
    let page = Page::of(orientation);
    let width = page.text_width();
    // The day and 印发 take a dozen characters of 4号.
    let day = width * 2 / 5;
    let widths = [width - day, day];
    xml.element("w:tbl", &[], |xml| {
        let foot: Place<'_> = &[
            // LibreOffice counts the gap above the page number to the text area, Word does not: there it is of no effect.
            ("w:bottomFromText", &NUMBER_GAP),
            ("w:vertAnchor", &"margin"),
            // LibreOffice lets a table as wide as the text float only when it is placed on the page.
            ("w:horzAnchor", &"page"),
            ("w:tblpX", &page.left),
            ("w:tblpYSpec", &"bottom"),
        ];
        table_properties(xml, styles::IMPRINT, &widths, Some(foot));
        if !imprint.copies.is_empty() {
            let copies = (ParagraphStyle::ImprintCopies, ("抄送：", &imprint.copies[..], ""));
            imprint_row(xml, flow, &[(width, 2, copies)]);
        }
        let issuer = (ParagraphStyle::ImprintIssuer, ("", &imprint.issuer[..], ""));
        let issued = (ParagraphStyle::ImprintIssued, ("", &imprint.issued[..], "印发"));
        imprint_row(xml, flow, &[(widths[0], 1, issuer), (widths[1], 1, issued)]);
    });
}

type Line<'a> = (ParagraphStyle, (&'static str, &'a [Inline], &'static str));

/// A row of cells: their widths, spans and lines.
fn imprint_row<'a>(xml: &mut Xml, flow: &mut Flow<'a>, cells: &[(u32, usize, Line<'a>)]) {
    xml.element("w:tr", &[], |xml| {
        row_properties(xml, false);
        for (width, span, (style, line)) in cells {
            xml.element("w:tc", &[], |xml| {
                cell_properties(xml, (*width, *span), Reach::One, |_| {});
                flow.line(xml, *style, *line, None);
            });
        }
    });
}
