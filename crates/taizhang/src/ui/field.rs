//! Fields of forms: label above, hint, the error at the field, and all errors on top (after GOV.UK).

use crate::{
    text::Lang,
    web::{form::Form, problem::FieldError},
};
use maud::{Markup, PreEscaped, html};

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

/// The fields of a form with all refusals above them, each by the label of its field and a link to it; nothing above
/// while all is fine.
#[must_use]
pub fn with_summary(lang: Lang, form: &Form, fields: &Markup) -> Markup {
    html! {
        @if !form.is_fine() {
            div.refusals role="alert" tabindex="-1" {
                h2 { (lang.t("ui.refused")) }
                ul { @for error in form.errors() { li { (refusal(lang, error, &fields.0)) } } }
            }
        }
        (fields)
    }
}

/// A refusal as the summary says it. Label and link are those that stand in the form, so that the summary can't call a
/// field otherwise, nor lead to one that isn't there.
fn refusal(lang: Lang, error: &FieldError, fields: &str) -> Markup {
    let words = error.words(lang);
    let words = html! {
        @match label_in(fields, &error.field) {
            Some(label) => { (PreEscaped(label)) (lang.t("ui.colon")) (lang.gap()) (words) },
            None => (words),
        }
    };
    let is_there = fields.contains(&format!("id=\"{}\"", error.field));
    html! { @if is_there { a href={ "#" (error.field) } { (words) } } @else { (words) } }
}

/// The label of a field in the markup of a form, as escaped there.
fn label_in<'m>(fields: &'m str, name: &str) -> Option<&'m str> {
    let text = |after: &'m str| after.split('<').next().map(str::trim).filter(|label| !label.is_empty());
    if let Some((_, after)) = fields.split_once(&format!("<label for=\"{name}\">")) {
        return text(after);
    }
    // A box has its words beside it.
    let (_, after) = fields.split_once(&format!("type=\"checkbox\" id=\"{name}\""))?;
    text(after.split_once("<span>")?.1)
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

/// A button, with what stands in the way of what it does. The button's own id is `name`.
#[must_use]
pub fn at_button(lang: Lang, form: &Form, name: &str, button: &Markup) -> Markup {
    match form.error(name) {
        Some(error) => html! {
            div.field.refused { p.wrong id={ (name) "-wrong" } { "✕ " (error.words(lang)) } (button) }
        },
        None => button.clone(),
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
        assert!(with_summary(Lang::En, &Form::default(), &html! {}).into_string().is_empty());
    }

    #[test]
    fn the_summary_calls_a_field_as_the_form_does_and_leads_to_it() {
        let mut form = Form::default();
        form.refuse("due", "web.not_a_day");
        form.refuse("pack", "web.required");
        form.refuse("gone", "web.required");
        let fields = html! {
            (day(Lang::ZhCn, &form, Field::optional("due", "开工<日期>")))
            (checkbox(Lang::ZhCn, &form, Field::optional("pack", "打捆项目")))
        };
        let page = with_summary(Lang::ZhCn, &form, &fields).into_string();
        let (summary, below) = page.split_once("</ul>").expect("refusals are listed");
        assert!(summary.contains("<a href=\"#due\">开工&lt;日期&gt;："), "{summary}");
        assert!(summary.contains("<a href=\"#pack\">打捆项目："), "{summary}");
        assert!(!summary.contains("#gone") && summary.matches("<li>").count() == 3, "{summary}");
        assert!(below.ends_with(&fields.into_string()));
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
