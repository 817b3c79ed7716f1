//! Templates of a file, checked and drafted by before anybody relies on them. Nothing is written.

use crate::figures::{bad_filter, misread};
use crate::refused::{Refused, because, system_words};
use crate::text::Lang;
use domain::limits::TEMPLATES_MAX_CHARS;
use figures::Catalogue;
use figures::bulletin::{TemplateError, TemplateProblem, Templates};
use std::path::Path;

/// Reads the templates of a file; the figures they name are those of the catalogue.
///
/// # Errors
/// [`Refused`] for a file that can't be read or is too long, and for a mistake in it, with its line and key.
pub(super) fn read(lang: Lang, path: &Path, catalogue: &Catalogue) -> Result<Templates, Refused> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Refused(because(lang, path.display(), system_words(lang, &error))))?;
    if text.chars().count() > TEMPLATES_MAX_CHARS {
        return Err(Refused::new(lang, "definitions.too_long", &[("max", &TEMPLATES_MAX_CHARS)]));
    }
    Templates::parse(&text, catalogue).map_err(|error| Refused(wrong(lang, &error)))
}

/// What is wrong, with line, template and key.
fn wrong(lang: Lang, error: &TemplateError) -> String {
    let place = [error.template.as_str(), error.key.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|it| !it.is_empty()).collect();
    let words = problem(lang, &error.problem);
    let place = place.join(" · ");
    match place.is_empty() {
        true => lang.tf("definitions.wrong_line", &[("line", &error.line), ("words", &words)]),
        false => {
            lang.tf("definitions.wrong_at", &[("line", &error.line), ("place", &place), ("words", &words)])
        }
    }
}

fn problem(lang: Lang, problem: &TemplateProblem) -> String {
    match problem {
        TemplateProblem::Syntax(what) => misread(lang, what),
        TemplateProblem::Twice => lang.t("definitions.wrong_twice").to_owned(),
        TemplateProblem::Missing => lang.t("definitions.wrong_missing").to_owned(),
        TemplateProblem::NotHere => lang.t("rankings.wrong_not_here").to_owned(),
        TemplateProblem::Unknown { value, near } if near.is_empty() => {
            lang.tf("definitions.wrong_value", &[("value", value)])
        }
        TemplateProblem::Unknown { value, near } => {
            lang.tf("definitions.wrong_value_near", &[("value", value), ("near", &lang.list(near))])
        }
        TemplateProblem::Filter(error) => bad_filter(lang, error).words(lang),
        TemplateProblem::Range(value) => lang.tf("definitions.wrong_range", &[("value", value)]),
        TemplateProblem::Circular(names) => {
            lang.tf("definitions.wrong_circular", &[("names", &names.join(" → "))])
        }
        TemplateProblem::Placeholder(slot) => lang.tf("definitions.wrong_slot", &[("slot", slot)]),
        TemplateProblem::Unended => lang.t("bulletins.wrong_unended").to_owned(),
    }
}
