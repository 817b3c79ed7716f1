//! The sheets that say what the numbers are: each figure's definition, each number's code and question.

use super::bookmarks::CodeOf;
use crate::text::Lang;
use domain::Rounding;
use figures::bulletin::{Draft, FigureSpan, Source};
use figures::{Catalogue, FigureSpec};
use office::WriteError;
use office::write::{Column, Format, Table, Value, XlsxWriter};

/// Every figure of the draft once, with its rule.
pub(super) fn definitions(
    writer: &mut XlsxWriter,
    draft: &Draft,
    (lang, catalogue): (Lang, &Catalogue),
) -> Result<(), WriteError> {
    let columns = vec![
        Column::new(lang.t("bulletins.name"), 24.0, Format::Text),
        Column::new(lang.t("bulletins.title"), 24.0, Format::Text),
        Column::new(lang.t("bulletins.definition"), 90.0, Format::Text),
        Column::new(lang.t("bulletins.places"), 10.0, Format::Integer),
        Column::new(lang.t("bulletins.rounding"), 14.0, Format::Text),
    ];
    let title = Some(lang.t("bulletins.definitions").to_owned());
    writer.begin(&Table {
        title,
        autofilter: false,
        ..Table::new(lang.t("bulletins.definitions"), columns)
    })?;
    let mut told: Vec<&FigureSpec> = Vec::new();
    for figure in draft.figures() {
        let Source::Asked(asked) = &figure.source else { continue };
        let Some(spec) = catalogue.get(&asked.figure) else { continue };
        if !told.iter().any(|known| known.name == spec.name) {
            told.push(spec);
        }
    }
    for spec in told {
        writer.row(&[
            Value::text(spec.name.as_str()),
            Value::text(crate::figures::title(lang, spec)),
            Value::text(crate::figures::footnote(lang, spec)),
            Value::Integer(i64::from(spec.places)),
            Value::text(rounding(lang, spec.rounding)),
        ])?;
    }
    for note in draft.notes.iter().filter(|note| catalogue.get(&note.of).is_none()) {
        let of = Value::text(note.of.as_str());
        writer.row(&[Value::Blank, of, Value::text(note.text.as_str()), Value::Blank, Value::Blank])?;
    }
    Ok(())
}

fn rounding(lang: Lang, rounding: Rounding) -> &'static str {
    lang.t(match rounding {
        Rounding::HalfUp => "bulletins.half_up",
        Rounding::Truncate => "bulletins.truncate",
    })
}

/// Every number of the draft with its code and the whole question that it answers.
pub(super) fn codes(
    writer: &mut XlsxWriter,
    draft: &Draft,
    (lang, code_of): (Lang, CodeOf<'_>),
) -> Result<(), WriteError> {
    let columns = vec![
        Column::new(lang.t("bulletins.code"), 16.0, Format::Text),
        Column::new(lang.t("bulletins.place"), 36.0, Format::Text),
        Column::new(lang.t("bulletins.printed"), 16.0, Format::Text),
        Column::new(lang.t("bulletins.name"), 24.0, Format::Text),
        Column::new(lang.t("bulletins.group"), 20.0, Format::Text),
        Column::new(lang.t("bulletins.condition"), 60.0, Format::Text),
        Column::new(lang.t("bulletins.true_on"), 14.0, Format::Day),
        Column::new(lang.t("bulletins.known_by"), 12.0, Format::Integer),
    ];
    writer.begin(&Table::new(lang.t("bulletins.codes"), columns))?;
    for figure in draft.figures() {
        writer.row(&line(draft, &figure, (lang, code_of)))?;
    }
    Ok(())
}

fn line(draft: &Draft, figure: &FigureSpan, (lang, code_of): (Lang, CodeOf<'_>)) -> Vec<Value<'static>> {
    let (year, month, day) = draft.true_on.ymd();
    let own = code_of(figure).map_or(Value::Blank, Value::text);
    let mut line = vec![own, Value::text(figure.slot.clone()), Value::text(figure.printed.clone())];
    line.extend(match &figure.source {
        Source::Asked(asked) => {
            [asked.figure.clone(), asked.group.to_string(), asked.filter.clone()].map(Value::text)
        }
        Source::Stated(stated) => {
            let source = lang.tf("bulletins.stated", &[("source", &stated.data_source)]);
            [stated.indicator.clone(), format!("#{}", stated.org), source].map(Value::text)
        }
    });
    line.extend([Value::Day(year, month, day), Value::Integer(draft.known_by.0)]);
    line
}
