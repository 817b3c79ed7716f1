//! Mistakes in templates, in words.

use crate::figures::{bad_filter, misread};
use crate::text::Lang;
use figures::bulletin::{TemplateError, TemplateProblem, UnusableTemplate};

/// What is wrong, with line, template and key.
pub(super) fn wrong(lang: Lang, error: &TemplateError) -> String {
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
        TemplateProblem::Name(name) => lang.tf("templates.wrong_name", &[("name", name)]),
        TemplateProblem::Alone(found) => lang.tf("templates.wrong_alone", &[("n", found)]),
        TemplateProblem::Official => lang.t("templates.wrong_official").to_owned(),
        TemplateProblem::Unended => lang.t("bulletins.wrong_unended").to_owned(),
    }
}

/// A version that can't be used, with what is wrong of it.
pub(crate) fn unusable(lang: Lang, it: &UnusableTemplate) -> String {
    let args: [(&str, &dyn std::fmt::Display); 4] = [
        ("name", &it.rule.name),
        ("from", &it.rule.from_on),
        ("since", &it.from_on),
        ("words", &wrong(lang, &it.error)),
    ];
    lang.tf("templates.unusable", &args)
}
