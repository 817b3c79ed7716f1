//! The table in which two projects lie side by side, and the merge that follows from what was chosen in it.

use crate::fields;
use crate::history::{Names, value};
use crate::ledger::{LedgerError, Pair, Standing, Writer};
use crate::text::Lang;
use crate::web::form::Form;
use db::Val;
use domain::facts::{FieldDef, MatchAnswer, MatchVerdict, RecordKind, Value};
use domain::{Day, Precision};
use maud::{Markup, html};

/// What is chosen where both say something.
const THEIRS: &str = "theirs";

/// Columns of the project that stays: they tell it from others, and are none that one may choose.
const ITS_OWN: [&str; 5] = ["own_no", "zone", "park", "parent", "part"];

/// Columns that say nothing by themselves.
const BESIDE: [&str; 12] = [
    "project",
    "recorded_on",
    "original",
    "position",
    "precision",
    "file",
    "size_bytes",
    "event",
    "report",
    "converted_from",
    "other",
    "score",
];

/// What was chosen on the form.
pub(super) struct Choices<'f>(pub &'f Form);

impl Choices<'_> {
    fn theirs(&self, name: &str) -> bool {
        self.0.value(name) == THEIRS
    }
}

fn of_field(column: &str) -> String {
    format!("f.{column}")
}

fn of_record(kind: RecordKind, id: i64) -> String {
    format!("r.{}.{id}", kind.table())
}

/// The amount on which a word stands: `invest_fen` of `invest_qualifier`.
fn amount_of(column: &str) -> Option<String> {
    column.strip_suffix("_qualifier").map(|stem| format!("{stem}_fen"))
}

/// The two, field by field and record by record. Where only one of two can stand, `may_choose` lets one choose.
pub(super) fn markup((lang, names): (Lang, &Names), form: &Form, pair: &Pair, may_choose: bool) -> Markup {
    let (ours, theirs) = (&pair.ours, &pair.theirs);
    let head = |it: &Standing| {
        html! {
            a href=(crate::project::path_of(domain::facts::ProjectId(it.id))) { (value(lang, names, it.kind, "title", it.value("title"))) }
        }
    };
    let fields = RecordKind::Project.fields().iter().filter(|field| {
        let is_empty = *ours.value(field.name) == Value::Null && *theirs.value(field.name) == Value::Null;
        !is_empty && amount_of(field.name).is_none()
    });
    let kinds: Vec<RecordKind> = kinds_of(pair);
    html! {
        div.grid-wrap.short tabindex="0" role="region" aria-label=(lang.t("matching.beside_title")) {
            table.grid.fold {
                thead { tr {
                    th.lead scope="col" { (lang.t("matching.field")) }
                    th.words scope="col" { (lang.t("matching.stays")) br; (head(ours)) }
                    th.words scope="col" { (lang.t("matching.goes")) br; (head(theirs)) }
                } }
                tbody {
                    @for field in fields { (field_row((lang, names), form, pair, (field, may_choose))) }
                    @for kind in kinds { (kind_row((lang, names), pair, kind)) }
                }
            }
        }
        @if may_choose { (clashes((lang, names), form, pair)) }
    }
}

fn field_row(
    (lang, names): (Lang, &Names),
    form: &Form,
    pair: &Pair,
    (field, may_choose): (&FieldDef, bool),
) -> Markup {
    let label = fields::label(lang, RecordKind::Project, field.name);
    let (own, their) = (pair.ours.value(field.name), pair.theirs.value(field.name));
    let printed = |it: &Standing| told(lang, names, it, field);
    let differ = own != their;
    let is_chosen = may_choose && differ && *own != Value::Null && *their != Value::Null;
    let is_chosen = is_chosen && !ITS_OWN.contains(&field.name);
    let name = of_field(field.name);
    let theirs = form.value(&name) == THEIRS;
    let stays = lang.t("matching.stays");
    let goes = lang.t("matching.goes");
    html! {
        tr {
            th.lead scope="row" { (label) @if differ { " " span.muted title=(lang.t("matching.differs")) { "≠" } } }
            td.words data-label=(stays) { (side(is_chosen.then_some((name.as_str(), "ours", !theirs)), &printed(&pair.ours))) }
            td.words data-label=(goes) { (side(is_chosen.then_some((name.as_str(), THEIRS, theirs)), &printed(&pair.theirs))) }
        }
    }
}

/// One side of a row, with the button that chooses it where there is a choice.
fn side(choice: Option<(&str, &str, bool)>, words: &str) -> Markup {
    html! {
        @match choice {
            Some((name, code, is_chosen)) => label.tick {
                input type="radio" name=(name) value=(code) checked[is_chosen]; " "
                span { (words) }
            },
            None if words.is_empty() => "—",
            None => (words),
        }
    }
}

/// A column of a record in words, with the word on an amount before it, and a day as exact as it is known.
fn told(lang: Lang, names: &Names, it: &Standing, field: &FieldDef) -> String {
    if let (Value::Text(day), Value::Text(precision)) = (it.value(field.name), it.value("precision"))
        && let (Some(day), Some(precision)) = (Day::parse_iso(day), Precision::from_code(precision))
        && field.name == "day"
    {
        return if precision == Precision::Day { day.to_string() } else { precision.chinese(day) };
    }
    let words = value(lang, names, it.kind, field.name, it.value(field.name));
    let qualifier = field.name.strip_suffix("_fen").map(|stem| format!("{stem}_qualifier"));
    let before = qualifier.map(|column| value(lang, names, it.kind, &column, it.value(&column)));
    format!("{}{words}", before.unwrap_or_default())
}

/// The kinds of record that hang on either.
fn kinds_of(pair: &Pair) -> Vec<RecordKind> {
    let mut kinds: Vec<RecordKind> = pair.facts.iter().flatten().map(|it| it.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn kind_row((lang, names): (Lang, &Names), pair: &Pair, kind: RecordKind) -> Markup {
    let [ours, theirs] = &pair.facts;
    let lines = |facts: &[Standing]| {
        let lines: Vec<String> =
            facts.iter().filter(|it| it.kind == kind).map(|it| line(lang, names, it)).collect();
        html! {
            @if lines.is_empty() { "—" }
            @else { ul.plain { @for line in lines { li { (line) } } } }
        }
    };
    html! {
        tr {
            th.lead scope="row" { (fields::kind(lang, kind)) }
            td.words data-label=(lang.t("matching.stays")) { (lines(ours)) }
            td.words data-label=(lang.t("matching.goes")) { (lines(theirs)) }
        }
    }
}

/// A record in one line: 2022 · 5 · ¥1,200.
fn line(lang: Lang, names: &Names, it: &Standing) -> String {
    let fields = it.kind.fields().iter();
    let shown = fields.filter(|field| {
        let is_no = field.name == "partial" && *it.value("partial") == Value::Int(0);
        !BESIDE.contains(&field.name)
            && !is_no
            && amount_of(field.name).is_none()
            && *it.value(field.name) != Value::Null
    });
    let words: Vec<String> =
        shown.map(|field| told(lang, names, it, field)).filter(|words| !words.is_empty()).collect();
    words.join(" · ")
}

/// Records of which only one can stand, each with the choice.
fn clashes((lang, names): (Lang, &Names), form: &Form, pair: &Pair) -> Markup {
    let clashes = pair.clashes();
    let (stays, goes) = (lang.t("matching.stays"), lang.t("matching.goes"));
    html! {
        @if !clashes.is_empty() {
            h2 { (lang.t("matching.clashes")) }
            p.muted { (lang.t("matching.clashes_words")) }
            div.grid-wrap.short tabindex="0" role="region" aria-label=(lang.t("matching.clashes")) {
                table.grid.fold {
                    thead { tr {
                        th.lead scope="col" { (lang.t("matching.record")) }
                        th.words scope="col" { (stays) }
                        th.words scope="col" { (goes) }
                    } }
                    tbody { @for (ours, theirs) in &clashes {
                        @let name = of_record(theirs.kind, theirs.id);
                        @let chosen = form.value(&name) == THEIRS;
                        tr {
                            th.lead scope="row" { (fields::kind(lang, ours.kind)) }
                            td.words data-label=(stays) { (side(Some((&name, "ours", !chosen)), &line(lang, names, ours))) }
                            td.words data-label=(goes) { (side(Some((&name, THEIRS, chosen)), &line(lang, names, theirs))) }
                        }
                    } }
                }
            }
        }
    }
}

/// Makes one project of the two, as chosen, and remembers what the other was called.
pub(super) async fn write(
    writer: &mut Writer,
    pair: Pair,
    choices: &Choices<'_>,
    answer: &MatchAnswer,
) -> Result<(), LedgerError> {
    let own = answer.project;
    let other = answer.other.unwrap_or_default();
    // What was said to be another than the one that goes is another than the one that stays.
    for kept in writer.open_by::<MatchAnswer>("other = $1", vec![Val::Int(other)]).await? {
        if kept.project != own && kept.verdict == MatchVerdict::Another {
            let body = MatchAnswer { other: Some(own.0), ..kept.body.clone() };
            writer.replace(&kept, &body, None);
        }
    }
    let body = body(&pair, choices);
    let is_between = |it: &Standing| {
        it.kind == RecordKind::MatchAnswer
            && *it.value("verdict") == Value::Text(MatchVerdict::Another.code().to_owned())
            && [Value::Int(own.0), Value::Int(other)].contains(it.value("other"))
    };
    let pair = pair.without(writer, is_between);
    pair.merge(writer, body, |kind, id| choices.theirs(&of_record(kind, id)));
    writer.create(answer);
    Ok(())
}

/// The columns of the project that stays: its own, those of the other where it says nothing, and those that were chosen.
fn body(pair: &Pair, choices: &Choices<'_>) -> Vec<Value> {
    let (ours, theirs) = (&pair.ours, &pair.theirs);
    let same_zone = ours.value("zone") == theirs.value("zone");
    let is_free = |column: &str| *ours.value(column) == Value::Null && *theirs.value(column) != Value::Null;
    let takes = |column: &str| match column {
        "own_no" | "zone" => false,
        "park" => same_zone && is_free("park"),
        "parent" | "part" => is_free("parent"),
        column => {
            let told = amount_of(column).unwrap_or_else(|| column.to_owned());
            is_free(&told) || (*theirs.value(&told) != Value::Null && choices.theirs(&of_field(&told)))
        }
    };
    let columns = ours.kind.fields().iter().map(|field| {
        let from = if takes(field.name) { theirs } else { ours };
        from.value(field.name).clone()
    });
    columns.collect()
}
