//! Fields of forms: label above, hint, the error at the field, and all errors on top (after GOV.UK).

use crate::{text::Lang, web::form::Form};
use maud::{Markup, html};

/// What every field has.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// The name that is sent, also the id.
    pub name: &'a str,
    /// The label, in the person's language.
    pub label: &'a str,
    /// Help below the label.
    pub hint: Option<&'a str>,
    /// Whether it must be given; what need not be is marked in words.
    pub required: bool,
}

impl<'a> Field<'a> {
    /// A field that must be given.
    #[must_use]
    pub const fn required(name: &'a str, label: &'a str) -> Self {
        Self { name, label, hint: None, required: true }
    }

    /// A field that may be left empty.
    #[must_use]
    pub const fn optional(name: &'a str, label: &'a str) -> Self {
        Self { name, label, hint: None, required: false }
    }

    /// The same with help below the label.
    #[must_use]
    pub const fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

/// A choice of a list.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub code: String,
    /// What is shown.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into() }
    }
}

/// All refusals on top of a form, each a link to its field; nothing while all is fine.
#[must_use]
pub fn summary(lang: Lang, form: &Form) -> Markup {
    html! {
        @if !form.is_fine() {
            div.refusals role="alert" tabindex="-1" {
                h2 { (lang.t("ui.refused")) }
                ul { @for error in form.errors() { li { a href={ "#" (error.field) } { (error.words(lang)) } } } }
            }
        }
    }
}

/// One line of text.
#[must_use]
pub fn text(lang: Lang, form: &Form, field: Field<'_>) -> Markup {
    around(
        lang,
        form,
        field,
        &html! {
            input type="text" id=(field.name) name=(field.name) value=(form.value(field.name)) required[field.required]
                aria-describedby=[described_by(form, field)] aria-invalid=[invalid(form, field)];
        },
    )
}

/// A number with its unit beside it. A text field that asks for the number keys: number fields swallow what they
/// cannot read, and people paste `1,200`.
#[must_use]
pub fn number(lang: Lang, form: &Form, field: Field<'_>, unit: &str) -> Markup {
    around(
        lang,
        form,
        field,
        &html! {
            div.with-unit {
                input.short type="text" inputmode="decimal" id=(field.name) name=(field.name) value=(form.value(field.name))
                    required[field.required] aria-describedby=[described_by(form, field)] aria-invalid=[invalid(form, field)];
                span { (unit) }
            }
        },
    )
}

/// A day. A refused one is shown as text: a date field would show nothing for 2022-02-30, and what was typed is not lost.
#[must_use]
pub fn day(lang: Lang, form: &Form, field: Field<'_>) -> Markup {
    around(
        lang,
        form,
        field,
        &html! {
            input.short type=(if form.error(field.name).is_some() { "text" } else { "date" }) id=(field.name) name=(field.name) value=(form.value(field.name)) required[field.required]
                aria-describedby=[described_by(form, field)] aria-invalid=[invalid(form, field)];
        },
    )
}

/// One of a list. A field that may be left empty has an empty choice first.
#[must_use]
pub fn select(lang: Lang, form: &Form, field: Field<'_>, choices: &[Choice]) -> Markup {
    let chosen = form.value(field.name);
    around(
        lang,
        form,
        field,
        &html! {
            select id=(field.name) name=(field.name) required[field.required] aria-describedby=[described_by(form, field)]
                aria-invalid=[invalid(form, field)] {
                @if !field.required || chosen.is_empty() { option value="" { (lang.t("ui.choose")) } }
                @for choice in choices { option value=(choice.code) selected[choice.code == chosen] { (choice.label) } }
            }
        },
    )
}

/// Several lines of text.
#[must_use]
pub fn textarea(lang: Lang, form: &Form, field: Field<'_>) -> Markup {
    around(
        lang,
        form,
        field,
        &html! {
            textarea id=(field.name) name=(field.name) required[field.required] aria-describedby=[described_by(form, field)]
                aria-invalid=[invalid(form, field)] { (form.value(field.name)) }
        },
    )
}

/// A file; the form must be `enctype="multipart/form-data"`.
#[must_use]
pub fn file(lang: Lang, form: &Form, field: Field<'_>, accept: &str) -> Markup {
    around(
        lang,
        form,
        field,
        &html! {
            input type="file" id=(field.name) name=(field.name) accept=(accept) required[field.required]
                aria-describedby=[described_by(form, field)] aria-invalid=[invalid(form, field)];
        },
    )
}

/// A password, never shown again. `new` asks password managers for a new one.
#[must_use]
pub fn password(lang: Lang, form: &Form, field: Field<'_>, new: bool) -> Markup {
    let kind = if new { "new-password" } else { "current-password" };
    around(
        lang,
        form,
        field,
        &html! {
            input type="password" id=(field.name) name=(field.name) autocomplete=(kind) required[field.required]
                aria-describedby=[described_by(form, field)] aria-invalid=[invalid(form, field)];
        },
    )
}

/// A box to tick, its words beside it.
#[must_use]
pub fn checkbox(lang: Lang, form: &Form, field: Field<'_>) -> Markup {
    let error = form.error(field.name);
    html! {
        div.field.refused[error.is_some()] {
            @if let Some(error) = error { (wrong(field, &error.words(lang))) }
            label.tick {
                input type="checkbox" id=(field.name) name=(field.name) value="1" checked[form.ticked(field.name)]
                    aria-describedby=[described_by(form, field)];
                span { (field.label) }
            }
            @if let Some(hint) = field.hint { (hint_of(field, hint)) }
        }
    }
}

fn around(lang: Lang, form: &Form, field: Field<'_>, input: &Markup) -> Markup {
    let error = form.error(field.name);
    html! {
        div.field.refused[error.is_some()] {
            label for=(field.name) {
                (field.label)
                @if !field.required { " " span.must { (lang.t("ui.optional")) } }
            }
            @if let Some(hint) = field.hint { (hint_of(field, hint)) }
            @if let Some(error) = error { (wrong(field, &error.words(lang))) }
            (input)
        }
    }
}

fn hint_of(field: Field<'_>, hint: &str) -> Markup {
    html! { p.hint id={ (field.name) "-hint" } { (hint) } }
}

fn wrong(field: Field<'_>, words: &str) -> Markup {
    html! { p.wrong id={ (field.name) "-wrong" } { "✕ " (words) } }
}

fn described_by(form: &Form, field: Field<'_>) -> Option<String> {
    let hint = field.hint.map(|_| format!("{}-hint", field.name));
    let wrong = form.error(field.name).map(|_| format!("{}-wrong", field.name));
    let ids: Vec<String> = hint.into_iter().chain(wrong).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn invalid(form: &Form, field: Field<'_>) -> Option<&'static str> {
    form.error(field.name).map(|_| "true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_field_shows_what_was_typed_and_why() {
        let mut form = Form::filled([("due", "2022-02-30")]);
        form.refuse("due", "web.not_a_day");
        let field = Field::required("due", "开工日期").hint("年月日");
        let html = text(Lang::En, &form, field).into_string();
        assert!(html.contains("value=\"2022-02-30\"") && html.contains("aria-invalid=\"true\""));
        assert!(html.contains("aria-describedby=\"due-hint due-wrong\""));
        assert!(summary(Lang::En, &form).into_string().contains("href=\"#due\""));
        assert!(summary(Lang::En, &Form::default()).into_string().is_empty());
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_shown_again() {
        let mut form = Form::filled([("due", "2022-02-30")]);
        let field = Field::required("due", "日期");
        assert!(day(Lang::ZhCn, &form, field).into_string().contains("type=\"date\""));
        form.refuse("due", "web.not_a_day");
        assert!(day(Lang::ZhCn, &form, field).into_string().contains("type=\"text\""));
    }

    #[test]
    fn what_need_not_be_given_says_so() {
        let form = Form::default();
        assert!(text(Lang::ZhCn, &form, Field::optional("a", "备注")).into_string().contains("选填"));
        assert!(!text(Lang::ZhCn, &form, Field::required("a", "名称")).into_string().contains("选填"));
    }

    #[test]
    fn a_password_is_never_shown_again() {
        let form = Form::filled([("p", "secret")]);
        assert!(
            !password(Lang::ZhCn, &form, Field::required("p", "密码"), false)
                .into_string()
                .contains("secret")
        );
    }
}
