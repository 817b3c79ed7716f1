//! The sheets that say what the numbers are: each figure's definition, each number's code and question.

use super::bookmarks::CodeOf;
use super::places::Places;
use crate::filter_words;
use crate::text::Lang;
use domain::Rounding;
use figures::bulletin::{Draft, Source};
use figures::{Catalogue, FigureSpec, Filter, Snapshot};
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
    (lang, snapshot): (Lang, &Snapshot),
    code_of: CodeOf<'_>,
) -> Result<(), WriteError> {
    let columns = vec![
        Column::new(lang.t("bulletins.code"), 16.0, Format::Text),
        Column::new(lang.t("bulletins.place"), 48.0, Format::Text),
        Column::new(lang.t("bulletins.printed"), 16.0, Format::Text),
        Column::new(lang.t("bulletins.title"), 24.0, Format::Text),
        Column::new(lang.t("bulletins.aspect"), 14.0, Format::Text),
        Column::new(lang.t("bulletins.group"), 20.0, Format::Text),
        Column::new(lang.t("bulletins.condition"), 60.0, Format::Text),
        Column::new(lang.t("bulletins.true_on"), 14.0, Format::Day),
        Column::new(lang.t("bulletins.known_by"), 12.0, Format::Integer),
        Column::new(lang.t("bulletins.name"), 24.0, Format::Text),
        Column::new(lang.t("bulletins.condition_asked"), 60.0, Format::Text),
    ];
    writer.begin(&Table::new(lang.t("bulletins.codes"), columns))?;
    let places = Places::of(lang, draft);
    for figure in draft.figures() {
        let mut line = vec![
            code_of(&figure).map_or(Value::Blank, Value::text),
            Value::text(places.get(&figure.slot).to_owned()),
            Value::text(figure.printed.clone()),
        ];
        line.extend(line_of(draft, &figure.source, (lang, snapshot)));
        writer.row(&line)?;
    }
    Ok(())
}

/// What a number is and what it was asked of: in words, then as the program is asked again.
fn line_of(
    draft: &Draft,
    source: &Source,
    (lang, snapshot): (Lang, &Snapshot),
) -> impl Iterator<Item = Value<'static>> {
    let (words, asked) = match source {
        Source::Asked(asked) => {
            let spec = snapshot.catalogue(draft.true_on).get(&asked.figure);
            let title = spec.map_or(asked.figure.as_str(), |spec| crate::figures::title(lang, spec));
            let filter = Filter::parse(&asked.filter);
            let condition =
                filter.map_or_else(|_| asked.filter.clone(), |it| filter_words::in_words(lang, &it));
            let group = crate::figures::group_words(lang, &asked.group);
            let aspect = crate::codes::aspect_word(lang, asked.aspect).to_owned();
            ([title.to_owned(), aspect, group, condition], [asked.figure.clone(), asked.filter.clone()])
        }
        Source::Stated(stated) => {
            let org = snapshot.dimensions().org_shown(stated.org).unwrap_or_default().into_owned();
            let source = lang.tf("bulletins.stated", &[("source", &stated.data_source)]);
            let aspect = crate::codes::aspect_word(lang, stated.aspect).to_owned();
            ([stated.indicator.clone(), aspect, org, source], [String::new(), String::new()])
        }
    };
    let (year, month, day) = draft.true_on.ymd();
    let clocks = [Value::Day(year, month, day), Value::Integer(draft.known_by.0)];
    words.map(Value::text).into_iter().chain(clocks).chain(asked.map(Value::text))
}
