//! A filter on the pages of projects: chips for its parts, and what is wrong with it where.

use super::question::Q;
use crate::text::Lang;
use crate::ui::chip::Chip;
use crate::web::query::Query;
use domain::limits::{FILTER_MAX_CHARS, FILTER_NESTING_MAX, FILTER_TERMS_MAX};
use figures::{Filter, FilterError, FilterErrorKind};

pub use crate::filter_words::{expr, field, joined, parts, value_word};

/// The chips of a filter, each with the address without it.
pub fn chips(lang: Lang, here: &Query, filter: &Filter) -> Vec<Chip> {
    let parts = parts(filter);
    (parts.iter().enumerate())
        .map(|(place, part)| {
            let rest = parts.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, part)| *part);
            Chip { label: expr(lang, part), without: here.with(Q, &joined(rest)) }
        })
        .collect()
}

/// What is wrong with a filter, in words.
pub fn error(lang: Lang, error: &FilterError) -> String {
    let words = match &error.kind {
        FilterErrorKind::TooLong => lang.tf("projects.filter_too_long", &[("max", &FILTER_MAX_CHARS)]),
        FilterErrorKind::TooDeep => lang.tf("projects.filter_too_deep", &[("max", &FILTER_NESTING_MAX)]),
        FilterErrorKind::TooManyTerms => {
            lang.tf("projects.filter_too_many_terms", &[("max", &FILTER_TERMS_MAX)])
        }
        FilterErrorKind::Unclosed(mark) => lang.tf("projects.filter_unclosed", &[("mark", mark)]),
        FilterErrorKind::Unexpected(found) => lang.tf("projects.filter_unexpected", &[("found", found)]),
        FilterErrorKind::Missing(after) if after.is_empty() => lang.t("projects.filter_ended").to_owned(),
        FilterErrorKind::Missing(after) => lang.tf("projects.filter_missing", &[("after", after)]),
        FilterErrorKind::UnknownField { name, .. } => {
            lang.tf("projects.filter_unknown_field", &[("name", name)])
        }
        FilterErrorKind::UnknownValue { field: of, value, .. } => {
            lang.tf("projects.filter_unknown_value", &[("field", &field(lang, *of)), ("value", value)])
        }
        FilterErrorKind::BadValue { field: of, value } => {
            lang.tf("projects.filter_bad_value", &[("field", &field(lang, *of)), ("value", value)])
        }
        FilterErrorKind::NoOrder { field: of } => {
            lang.tf("projects.filter_no_order", &[("field", &field(lang, *of))])
        }
    };
    lang.tf("projects.filter_error", &[("at", &error.at), ("words", &words)])
}

/// The filters that would be read, with one word replaced by a known one near to it: the new word and the whole text.
pub fn proposals(text: &str, error: &FilterError) -> Vec<(String, String)> {
    let (wrong, near) = match &error.kind {
        FilterErrorKind::UnknownField { name, near } => (name, near),
        FilterErrorKind::UnknownValue { value, near, .. } => (value, near),
        _ => return Vec::new(),
    };
    let from = text.char_indices().nth(error.at.saturating_sub(1)).map_or(0, |(byte, _)| byte);
    let Some(start) = text[from..].find(wrong.as_str()).map(|byte| from + byte) else { return Vec::new() };
    let mended = |near: &String| {
        let quote = near.chars().any(|letter| letter.is_whitespace() || "(),，\"".contains(letter));
        let word = if quote { format!("\"{near}\"") } else { near.clone() };
        (near.clone(), format!("{}{word}{}", &text[..start], &text[start + wrong.len()..]))
    };
    near.iter().map(mended).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::words;
    use domain::Stage;
    use figures::Field;

    #[test]
    fn a_chip_says_its_part_and_leads_to_the_list_without_it() {
        let here = Query::of_path("/projects").with(Q, "x").with("sort", "-invest").with("page", "3");
        let filter = Filter::parse("stage:signed,commenced invest>=10亿 储能").unwrap();
        let chips = chips(Lang::ZhCn, &here, &filter);
        let without: Vec<_> = chips.iter().map(|chip| chip.without.get(Q).unwrap_or_default()).collect();
        assert_eq!(
            without,
            ["invest>=10亿 储能", "stage:signed,commenced 储能", "stage:signed,commenced invest>=10亿"]
        );
        assert!(chips[0].label.contains(words::stage(Lang::ZhCn, Stage::Commenced)));
        assert_eq!((chips[0].without.get("sort"), chips[0].without.get("page")), (Some("-invest"), None));
    }

    #[test]
    fn values_begin_with_a_capital_like_the_labels_beside_them() {
        for code in ["none", "yes", "no", "outside", "inside", "sameProvince", "signed", "commenced"] {
            let word = value_word(Lang::En, Field::Stage, code);
            assert!(word.starts_with(|letter: char| letter.is_ascii_uppercase()), "{code}: {word}");
        }
        for code in ["start", "production"] {
            assert!(value_word(Lang::En, Field::Overdue, code).starts_with(char::is_uppercase));
        }
    }

    #[test]
    fn an_error_says_where_and_proposes_the_nearest() {
        let text = "储能 stge:signed";
        let error = Filter::parse(text).unwrap_err();
        assert!(super::error(Lang::ZhCn, &error).contains('4'));
        let proposals = proposals(text, &error);
        assert!(proposals.contains(&("stage".into(), "储能 stage:signed".into())));
    }
}
