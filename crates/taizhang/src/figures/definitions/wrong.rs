//! Mistakes in definitions, in words.

use crate::figures::bad_filter;
use crate::text::Lang;
use ::figures::{CatalogueError, CatalogueProblem, Misread, Unusable, Wanted};
use domain::limits::FORMULA_TERMS_MAX;

/// What is wrong, with line, figure and key.
pub(super) fn wrong(lang: Lang, error: &CatalogueError) -> String {
    let place = [error.figure.as_str(), error.key.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|it| !it.is_empty()).collect();
    let words = problem(lang, &error.problem);
    if place.is_empty() {
        return lang.tf("definitions.wrong_line", &[("line", &error.line), ("words", &words)]);
    }
    lang.tf(
        "definitions.wrong_at",
        &[("line", &error.line), ("place", &place.join(" · ")), ("words", &words)],
    )
}

/// What is wrong with the form of a text: a key, a value's kind, a mark.
pub(crate) fn misread(lang: Lang, what: &Misread) -> String {
    match what {
        Misread::Missing(_) => lang.t("definitions.wrong_missing").to_owned(),
        Misread::Key { key, near } if near.is_empty() => lang.tf("definitions.wrong_key", &[("value", key)]),
        Misread::Key { key, near } => {
            lang.tf("definitions.wrong_key_near", &[("value", key), ("near", &lang.list(near))])
        }
        Misread::Word { word, known } => {
            lang.tf("definitions.wrong_word", &[("value", word), ("known", &lang.list(known))])
        }
        Misread::Twice => lang.t("definitions.wrong_key_twice").to_owned(),
        Misread::Kind(wanted) => lang
            .t(match wanted {
                Wanted::Text => "definitions.wanted_text",
                Wanted::Whole => "definitions.wanted_whole",
                Wanted::Number => "definitions.wanted_number",
                Wanted::Flag => "definitions.wanted_flag",
                Wanted::List => "definitions.wanted_list",
                Wanted::Table => "definitions.wanted_table",
            })
            .to_owned(),
        Misread::Grammar => lang.t("definitions.wrong_grammar").to_owned(),
    }
}

/// A version that can't be used, with what is wrong of it.
pub(crate) fn unusable(lang: Lang, it: &Unusable) -> String {
    let args: [(&str, &dyn std::fmt::Display); 4] = [
        ("name", &it.rule.name),
        ("from", &it.rule.from_on),
        ("since", &it.from_on),
        ("words", &wrong(lang, &it.error)),
    ];
    lang.tf("definitions.unusable", &args)
}

fn problem(lang: Lang, problem: &CatalogueProblem) -> String {
    let near_or = |plain: &'static str, with: &'static str, value: &str, near: &[String]| {
        if near.is_empty() {
            lang.tf(plain, &[("value", &value)])
        } else {
            lang.tf(with, &[("value", &value), ("near", &lang.list(near))])
        }
    };
    match problem {
        CatalogueProblem::Syntax(what) => misread(lang, what),
        CatalogueProblem::Twice => lang.t("definitions.wrong_twice").to_owned(),
        CatalogueProblem::Filter(error) => bad_filter(lang, error).words(lang),
        CatalogueProblem::Missing => lang.t("definitions.wrong_missing").to_owned(),
        CatalogueProblem::Key { key, near } => {
            near_or("definitions.wrong_key", "definitions.wrong_key_near", key, near)
        }
        CatalogueProblem::Unknown { value, near } => {
            near_or("definitions.wrong_value", "definitions.wrong_value_near", value, near)
        }
        CatalogueProblem::Range(value) => lang.tf("definitions.wrong_range", &[("value", value)]),
        CatalogueProblem::Name(name) => lang.tf("definitions.wrong_name", &[("name", name)]),
        CatalogueProblem::Alone(found) => lang.tf("definitions.wrong_alone", &[("n", found)]),
        CatalogueProblem::Phrase => lang.t("definitions.wrong_phrase").to_owned(),
        CatalogueProblem::Official => lang.t("definitions.wrong_official").to_owned(),
        CatalogueProblem::Variant(name) => lang.tf("definitions.wrong_variant", &[("name", name)]),
        CatalogueProblem::Formula(found) if found.is_empty() => {
            lang.t("definitions.wrong_formula_end").to_owned()
        }
        CatalogueProblem::Formula(found) => lang.tf("definitions.wrong_formula", &[("text", found)]),
        CatalogueProblem::Terms => lang.tf("definitions.wrong_formula_terms", &[("max", &FORMULA_TERMS_MAX)]),
        CatalogueProblem::TooWide => {
            lang.tf("definitions.wrong_formula_wide", &[("max", &FORMULA_TERMS_MAX)])
        }
        CatalogueProblem::Ungroupable(dim) => lang.tf("definitions.wrong_by", &[("dim", dim)]),
        CatalogueProblem::Circular(names) => {
            lang.tf("definitions.wrong_circular", &[("names", &names.join(" → "))])
        }
        CatalogueProblem::Placeholder(slot) => lang.tf("definitions.wrong_slot", &[("slot", slot)]),
        CatalogueProblem::Breaks { figure, key, problem: inner } => lang.tf(
            "definitions.wrong_breaks",
            &[("figure", figure), ("key", key), ("words", &self::problem(lang, inner))],
        ),
    }
}
