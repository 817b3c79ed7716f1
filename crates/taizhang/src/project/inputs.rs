//! Inputs that the forms on a project have in common: choices of codes, dates in words, amounts.

use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::web::form::Form;
use domain::dated::{DateError, parse_dated};
use domain::money::parse_amount;
use domain::{Amount, Dated, Day, MoneyUnit};
use maud::Markup;

/// As long as the words of a date are.
const DATE_MAX_CHARS: usize = 40;

/// The values of an enumeration as choices.
pub fn coded<T: Copy>(
    all: &[T],
    code: impl Fn(T) -> &'static str,
    word: impl Fn(T) -> &'static str,
) -> Vec<Choice> {
    all.iter().map(|value| Choice::new(code(*value), word(*value))).collect()
}

/// The version of a record among the others of what it speaks of, each a version with the day of its decision: a new one
/// (0), or one whose number is taken, is the next. A later version is not decided before an earlier one: that is refused.
pub fn version_among(form: &mut Form, (version, decided_on): (i64, Day), others: &[(i64, Day)]) -> i64 {
    let is_taken = version == 0 || others.iter().any(|other| other.0 == version);
    let next = others.iter().map(|other| other.0).max().unwrap_or(0) + 1;
    let version = if is_taken { next } else { version };
    let crossed = |other: &&(i64, Day)| {
        if other.0 < version { other.1 > decided_on } else { other.1 < decided_on }
    };
    if let Some((other, day)) = others.iter().find(crossed) {
        let args = vec![("version", other.to_string()), ("day", day.to_string())];
        form.refuse_with("decided_on", "progress.plan_days_crossed", args);
    }
    version
}

/// The field for a date in words.
pub fn date_field(lang: Lang, form: &Form) -> Markup {
    field::text(lang, form, Field::optional("day", lang.t("projects.day")).hint(lang.t("projects.day_hint")))
}

/// A date that has happened: none when the field is empty, refused when it can't be read or lies ahead.
pub fn past_date(form: &mut Form, today: Day) -> Option<Dated> {
    let dated = date(form, today)?;
    if dated.first_day() > today {
        form.refuse("day", "projects.day_ahead");
        return None;
    }
    Some(dated)
}

/// A date in any form that people write.
pub fn date(form: &mut Form, today: Day) -> Option<Dated> {
    let text = form.text("day", DATE_MAX_CHARS)?;
    match parse_dated(&text, Some(today)) {
        Ok(dated) => dated,
        Err(error) => {
            let key = match error {
                DateError::NoSuchDay => "projects.day_none",
                DateError::OutOfRange => "projects.day_range",
                _ => "projects.day_unreadable",
            };
            form.refuse("day", key);
            None
        }
    }
}

/// An amount as people write it: 32000, 3.2亿元, 约3亿. Without a unit it is 万元.
pub fn amount(form: &mut Form, name: &str) -> Option<Amount> {
    let amount = signed_amount(form, name)?;
    if amount.money.is_negative() {
        form.refuse(name, "projects.not_negative");
        return None;
    }
    Some(amount)
}

/// The same, also below zero.
pub fn signed_amount(form: &mut Form, name: &str) -> Option<Amount> {
    let text = form.text(name, 60)?;
    match parse_amount(&text, Some(MoneyUnit::Wan)) {
        Ok(amount) => amount,
        Err(_) => {
            form.refuse(name, "web.not_an_amount");
            None
        }
    }
}
