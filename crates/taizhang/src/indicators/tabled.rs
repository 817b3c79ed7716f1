//! Forms of kinds whose sheet says all of their columns: what offices did, their rosters, and numbers in old papers. What a
//! workbook tells in a row is typed here in a form.

use super::form::{Stated, label};
use crate::as_of::Question;
use crate::project::writing::Words;
use crate::records::{Cell, Coded, Stored, choices, code_of, of_stored, sheet_of, to_stored};
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::web::form::Form;
use domain::Day;
use domain::facts::{Kept, Occasion, OldPrint, OrgId, Record, RosterEntry, Value};
use domain::limits::{NAME_MAX_CHARS, TEXT_MAX_CHARS};
use figures::Filter;
use maud::{Markup, html};

/// The largest number of people, or place in a roster.
const COUNT_MAX: i64 = 1_000_000;
/// The field that says when a record was kept.
const RECORDED_ON: &str = "recorded_on";

/// Columns with the fields of a kind's form: its sheet's, but for the number of the record.
fn columns<R: Record>() -> impl Iterator<Item = (&'static str, Cell, bool)> {
    let columns = sheet_of(R::KIND).into_iter().flat_map(|sheet| sheet.columns);
    columns.filter(|column| !column.field.is_empty()).map(|column| {
        let optional = R::FIELDS.iter().any(|field| field.name == column.field && field.optional);
        (column.field, column.cell, !optional)
    })
}

fn inputs_of<R: Record>(lang: Lang, form: &Form) -> Markup {
    html! {
        @for (name, cell, required) in columns::<R>() {
            @let text = label::<R>(lang, name);
            @let field = Field { required, ..Field::optional(name, &text) };
            @match cell {
                Cell::Word(coded) => (field::select(lang, form, field, &words_of(lang, coded))),
                Cell::Day => (field::day(lang, form, field)),
                Cell::Count => (field::number(lang, form, field, "")),
                Cell::Prose => (field::textarea(lang, form, field)),
                _ => (field::text(lang, form, field)),
            }
        }
    }
}

fn words_of(lang: Lang, coded: Coded) -> Vec<Choice> {
    choices(lang, coded).into_iter().map(|(code, word)| Choice::new(code, word)).collect()
}

fn filled_of<R: Record>(record: &R) -> Form {
    let stored = to_stored(record);
    let values = R::FIELDS.iter().zip(stored).map(|(field, value)| {
        let text = match value {
            Value::Null => String::new(),
            Value::Int(number) => number.to_string(),
            Value::Text(text) => text,
        };
        (field.name, text)
    });
    Form::filled(values.collect::<Vec<_>>())
}

fn read_of<R: Record>(form: &mut Form, org: OrgId, today: Day, before: Option<&R>) -> Option<R> {
    let mut stored: Stored = before.map_or_else(|| vec![Value::Null; R::FIELDS.len()], to_stored);
    let set = |stored: &mut Stored, name: &str, value: Value| {
        if let Some(place) = R::FIELDS.iter().position(|field| field.name == name) {
            stored[place] = value;
        }
    };
    set(&mut stored, "org", Value::Int(org.0));
    if before.is_none() {
        set(&mut stored, RECORDED_ON, Value::Text(today.to_string()));
    }
    for (name, cell, required) in columns::<R>() {
        let text = |text: Option<String>| text.map(Value::Text);
        let value = match cell {
            Cell::Word(coded) => text(form.choice(name, |code| code_of(coded, code)).map(str::to_owned)),
            Cell::Day => text(form.day(name).map(|day| day.to_string())),
            Cell::Count => form.integer(name, 0..=COUNT_MAX).map(Value::Int),
            Cell::Prose => text(form.text(name, TEXT_MAX_CHARS)),
            _ => text(form.text(name, NAME_MAX_CHARS)),
        };
        let value = if required { form.must(name, value) } else { value };
        set(&mut stored, name, value.unwrap_or(Value::Null));
    }
    form.is_fine().then(|| of_stored(&stored).ok()).flatten()
}

/// Whether another record says the same.
fn says_the_same<R: Record>(one: &R, other: &R) -> bool {
    let said = |record: &R| {
        let stored = to_stored(record).into_iter().zip(R::FIELDS);
        stored.filter(|(_, field)| field.name != RECORDED_ON).map(|(value, _)| value).collect::<Stored>()
    };
    said(one) == said(other)
}

/// A kind whose form is made of its sheet.
macro_rules! tabled {
    ($kind:ty, $below:literal, $first:literal, [$add:literal, $correct:literal, $added:literal, $corrected:literal, $withdrawn:literal], $check:path) => {
        impl Stated for $kind {
            const BELOW: &'static str = $below;
            const WORDS: Words = Words {
                add: $add,
                correct: $correct,
                added: $added,
                corrected: $corrected,
                withdrawn: $withdrawn,
            };

            fn org(&self) -> OrgId {
                self.org
            }

            fn blank(today: Day) -> Form {
                Form::filled([
                    ("day", today.to_string()),
                    ("true_on", today.to_string()),
                    ("position", "1".into()),
                ])
            }

            fn filled(&self) -> Form {
                filled_of(self)
            }

            fn inputs(lang: Lang, form: &Form) -> Markup {
                inputs_of::<Self>(lang, form)
            }

            fn read(form: &mut Form, org: OrgId, at: &Question, before: Option<&Self>) -> Option<Self> {
                let read = read_of(form, org, at.today, before)?;
                $check(&read, form, at);
                Some(read)
            }

            fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]) {
                if others.iter().any(|other| says_the_same(self, &other.body)) {
                    form.refuse($first, "indicators.record_known");
                }
            }
        }
    };
}

tabled!(
    Occasion,
    "occasions",
    "title",
    [
        "indicators.occasion_add",
        "indicators.occasion_correct",
        "indicators.occasion_added",
        "indicators.occasion_corrected",
        "indicators.occasion_withdrawn"
    ],
    check_occasion
);
tabled!(
    RosterEntry,
    "roster",
    "name",
    [
        "indicators.roster_add",
        "indicators.roster_correct",
        "indicators.roster_added",
        "indicators.roster_corrected",
        "indicators.roster_withdrawn"
    ],
    check_roster
);
tabled!(
    OldPrint,
    "prints",
    "printed",
    [
        "indicators.print_add",
        "indicators.print_correct",
        "indicators.print_added",
        "indicators.print_corrected",
        "indicators.print_withdrawn"
    ],
    check_print
);

/// What was done was done by today.
fn check_occasion(occasion: &Occasion, form: &mut Form, at: &Question) {
    if occasion.day > at.today {
        form.refuse("day", "projects.day_ahead");
    }
}

fn check_roster(entry: &RosterEntry, form: &mut Form, _: &Question) {
    if entry.valid_from.zip(entry.valid_to).is_some_and(|(from, to)| to < from) {
        form.refuse("valid_to", "indicators.roster_backwards");
    }
}

fn check_print(print: &OldPrint, form: &mut Form, at: &Question) {
    if at.catalogue().get(&print.figure).is_none() {
        form.refuse("figure", "indicators.print_no_figure");
    }
    if print.filter.as_deref().is_some_and(|filter| Filter::parse(filter).is_err()) {
        form.refuse("filter", "exports.filter");
    }
}
