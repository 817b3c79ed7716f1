//! Mistakes in layouts, in words.

use super::{LayoutError, LayoutProblem};
use crate::figures::misread;
use crate::imports::field_words;
use crate::imports::headers::Field;
use crate::text::Lang;

/// What is wrong in a text, with its line and key.
pub fn wrong(lang: Lang, error: &LayoutError) -> String {
    let words = problem_words(lang, &error.problem);
    match error.key.as_str() {
        "" => lang.tf("definitions.wrong_line", &[("line", &error.line), ("words", &words)]),
        key => lang.tf("definitions.wrong_at", &[("line", &error.line), ("place", &key), ("words", &words)]),
    }
}

/// What is wrong, wherever it stands.
pub fn problem_words(lang: Lang, problem: &LayoutProblem) -> String {
    match problem {
        LayoutProblem::Syntax(what) => misread(lang, what),
        LayoutProblem::Unknown { value, near } if near.is_empty() => {
            lang.tf("definitions.wrong_value", &[("value", value)])
        }
        LayoutProblem::Unknown { value, near } => {
            lang.tf("definitions.wrong_value_near", &[("value", value), ("near", &lang.list(near))])
        }
        LayoutProblem::Length(max) => lang.tf("layouts.wrong_length", &[("max", max)]),
        LayoutProblem::Twice(code) => {
            let field = Field::from_code(code).map(|field| field_words::label(lang, field));
            lang.tf("layouts.wrong_twice", &[("field", &field.as_ref().unwrap_or(code))])
        }
        LayoutProblem::NoName => lang.t("layouts.wrong_no_name").to_owned(),
        LayoutProblem::UnitUnfit => lang.t("layouts.wrong_unit").to_owned(),
        LayoutProblem::RateMissing => lang.t("layouts.wrong_rate").to_owned(),
    }
}
