//! Fields that several kinds have: years, months, money in 万元.

use crate::fields;
use crate::project::inputs::{amount, signed_amount};
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::web::form::Form;
use domain::facts::{Record, RecordKind};
use domain::limits::{YEAR_MAX, YEAR_MIN};
use domain::money::format_exact;
use domain::{Amount, Day, Money, MoneyUnit};
use maud::{Markup, html};

/// The label of a kind's field.
pub(super) fn label<R: Record>(lang: Lang, name: &str) -> String {
    fields::label(lang, R::KIND, name)
}

/// A field for money, in 万元.
pub(super) fn money<R: Record>(lang: Lang, form: &Form, name: &str, required: bool) -> Markup {
    let label = label::<R>(lang, name);
    let field = Field { required, ..Field::optional(name, &label) };
    field::number(lang, form, field.hint(lang.t("progress.money_hint")), lang.t("ui.unit_wan"))
}

/// The same for money that may be below zero.
pub(super) fn signed_money<R: Record>(lang: Lang, form: &Form, name: &str) -> Markup {
    let label = label::<R>(lang, name);
    let field = Field::optional(name, &label).hint(lang.t("progress.signed_money_hint"));
    field::number(lang, form, field, lang.t("ui.unit_wan"))
}

/// A field for a year.
pub(super) fn year<R: Record>(lang: Lang, form: &Form) -> Markup {
    let label = label::<R>(lang, "year");
    field::number(lang, form, Field::required("year", &label), "")
}

/// A field for a month of the year.
pub(super) fn month<R: Record>(
    lang: Lang,
    form: &Form,
    name: &str,
    required: bool,
    hint: Option<&str>,
) -> Markup {
    let label = label::<R>(lang, name);
    let months: Vec<Choice> = (1..=12)
        .map(|month| Choice::new(month.to_string(), lang.tf("progress.month", &[("month", &month)])))
        .collect();
    html! { (field::select(lang, form, Field { required, hint, ..Field::optional(name, &label) }, &months)) }
}

/// A field for several lines of text.
pub(super) fn prose<R: Record>(lang: Lang, form: &Form, name: &str) -> Markup {
    let label = label::<R>(lang, name);
    field::textarea(lang, form, Field::optional(name, &label))
}

/// Money as it can be typed again.
pub(super) fn typed(money: Option<Money>) -> String {
    money.map(|money| format_exact(money, MoneyUnit::Wan)).unwrap_or_default()
}

/// A number as it can be typed again.
pub(super) fn number(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Reads money: not negative, and without a word on it, for these fields have no place for one.
pub(super) fn read_money(form: &mut Form, name: &str) -> Option<Money> {
    let amount = amount(form, name)?;
    Some(without_word(form, name, amount))
}

/// Reads money that may be below zero: a correction of what was told too much.
pub(super) fn read_signed_money(form: &mut Form, name: &str) -> Option<Money> {
    let amount = signed_amount(form, name)?;
    Some(without_word(form, name, amount))
}

fn without_word(form: &mut Form, name: &str, amount: Amount) -> Money {
    if amount.qualifier.is_some() {
        form.refuse(name, "projects.no_qualifier");
    }
    amount.money
}

/// Reads a year that must be given.
pub(super) fn read_year(form: &mut Form) -> Option<i64> {
    let year = form.integer("year", YEAR_MIN.into()..=YEAR_MAX.into());
    form.must("year", year)
}

/// Reads a month of the year.
pub(super) fn read_month(form: &mut Form, name: &str) -> Option<i64> {
    form.integer(name, 1..=12)
}

/// Refuses a month that has not begun; without a month, a year that has not.
pub(super) fn refuse_ahead(form: &mut Form, year: i64, month: Option<i64>, today: Day) {
    if year > today.year().into() {
        form.refuse("year", "progress.period_ahead");
    } else if year == i64::from(today.year()) && month.is_some_and(|month| month > today.month().into()) {
        form.refuse("month", "progress.period_ahead");
    }
}

/// What a kind is called, for headings.
pub(super) fn kind_word(lang: Lang, kind: RecordKind) -> &'static str {
    fields::kind(lang, kind)
}
