//! A filter in words: chips for its parts, and what is wrong with it where.

use super::question::Q;
use crate::text::Lang;
use crate::ui::chip::Chip;
use crate::web::query::Query;
use crate::words;
use domain::limits::{FILTER_MAX_CHARS, FILTER_NESTING_MAX, FILTER_TERMS_MAX};
use domain::{
    AcquisitionKind, ConstructionType, ContractKind, KeyLevel, ListKind, Origin, Part, ResumptionState,
    SizeBands, Stage, YearClass,
};
use figures::{Expr, Field, Filter, FilterError, FilterErrorKind, Op, Operand, Term};

/// The word for a field.
pub fn field(lang: Lang, field: Field) -> &'static str {
    lang.t(match field {
        Field::Stage => "projects.filter_stage",
        Field::Reached => "projects.filter_reached",
        Field::Event => "projects.filter_event",
        Field::Signed => "projects.filter_signed",
        Field::Started => "projects.filter_started",
        Field::Completed => "projects.filter_completed",
        Field::Produced => "projects.filter_produced",
        Field::PlannedStart => "projects.filter_planned_start",
        Field::PlannedProduction => "projects.filter_planned_production",
        Field::Overdue => "projects.filter_overdue",
        Field::Late => "projects.filter_late",
        Field::Invest => "projects.filter_invest",
        Field::Contract => "projects.filter_contract",
        Field::Output => "projects.filter_output",
        Field::Land => "projects.filter_land",
        Field::Org => "projects.filter_org",
        Field::Zone => "projects.filter_zone",
        Field::City => "projects.filter_city",
        Field::County => "projects.filter_county",
        Field::Park => "projects.filter_park",
        Field::Industry => "projects.filter_industry",
        Field::Origin => "projects.filter_origin",
        Field::Listed => "projects.filter_listed",
        Field::Round => "projects.filter_round",
        Field::List => "projects.filter_list",
        Field::Amount => "projects.filter_amount",
        Field::Converted => "projects.filter_converted",
        Field::Size => "projects.filter_size",
        Field::Acquisition => "projects.filter_acquisition",
        Field::Type => "projects.filter_type",
        Field::ContractKind => "projects.filter_contract_kind",
        Field::Part => "projects.filter_part",
        Field::Parent => "projects.filter_parent",
        Field::Key => "projects.filter_key",
        Field::Leader => "projects.filter_leader",
        Field::Unit => "projects.filter_unit",
        Field::Responsible => "projects.filter_responsible",
        Field::Investor => "projects.filter_investor",
        Field::No => "projects.filter_no",
        Field::Code => "projects.filter_code",
        Field::Claimed => "projects.filter_claimed",
        Field::Undated => "projects.filter_undated",
        Field::SameYear => "projects.filter_same_year",
        Field::PlanYear => "projects.filter_plan_year",
        Field::YearClass => "projects.filter_year_class",
        Field::Planned => "projects.filter_planned",
        Field::Due => "projects.filter_due",
        Field::Resumed => "projects.filter_resumed",
        Field::OnSchedule => "projects.filter_on_schedule",
    })
}

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

/// A whole filter in words.
pub fn in_words(lang: Lang, filter: &Filter) -> String {
    let parts: Vec<String> = parts(filter).into_iter().map(|part| expr(lang, part)).collect();
    lang.list(&parts)
}

/// The parts of a filter that must all hold.
pub fn parts(filter: &Filter) -> Vec<&Expr> {
    match filter.expr() {
        None => Vec::new(),
        Some(Expr::And(parts)) => parts.iter().collect(),
        Some(one) => vec![one],
    }
}

/// The text of a filter made of parts.
pub fn joined<'a>(parts: impl IntoIterator<Item = &'a Expr>) -> String {
    let parts: Vec<Expr> = parts.into_iter().cloned().collect();
    match parts.len() {
        0 => String::new(),
        1 => parts[0].to_string(),
        _ => Expr::And(parts).to_string(),
    }
}

fn expr(lang: Lang, of: &Expr) -> String {
    match of {
        Expr::Term(term) => self::term(lang, term),
        Expr::Words(words) => lang.tf("projects.chip_words", &[("words", words)]),
        Expr::Not(inner) => lang.tf("projects.chip_not", &[("part", &expr(lang, inner))]),
        Expr::And(parts) => between(lang, "projects.chip_and", parts.iter().map(|part| expr(lang, part))),
        Expr::Or(parts) => between(lang, "projects.chip_or", parts.iter().map(|part| expr(lang, part))),
    }
}

/// Several texts as one, with a word between.
fn between(lang: Lang, key: &'static str, parts: impl Iterator<Item = String>) -> String {
    parts.reduce(|one, two| lang.tf(key, &[("one", &one), ("two", &two)])).unwrap_or_default()
}

fn term(lang: Lang, term: &Term) -> String {
    let words = term.values.iter().map(|value| operand(lang, term.field, value));
    let values = between(lang, "projects.chip_or", words);
    let name = field(lang, term.field);
    let ordered = |sign: &str| format!("{name} {sign} {values}");
    match term.op {
        Op::Is => lang.tf("projects.chip_is", &[("field", &name), ("values", &values)]),
        Op::IsNot => lang.tf("projects.chip_is_not", &[("field", &name), ("values", &values)]),
        Op::Less => ordered("<"),
        Op::AtMost => ordered("≤"),
        Op::More => ordered(">"),
        Op::AtLeast => ordered("≥"),
    }
}

fn operand(lang: Lang, field: Field, value: &Operand) -> String {
    match value {
        Operand::Word(word) => value_word(lang, field, word),
        Operand::Range(from, to) => {
            let end = |end: &Option<String>| end.clone().unwrap_or_default();
            format!("{}—{}", end(from), end(to))
        }
    }
}

/// The words for a coded value; what is no code of ours stays as it was typed.
pub fn value_word(lang: Lang, field: Field, code: &str) -> String {
    let known = match field {
        Field::Stage | Field::Reached | Field::Event | Field::Claimed | Field::Undated => {
            Stage::from_code(code).map(|stage| words::stage(lang, stage).to_owned())
        }
        Field::List => ListKind::from_code(code).map(|list| words::list(lang, list).to_owned()),
        Field::Origin => Origin::from_code(code).map(|origin| words::origin(lang, origin).to_owned()),
        Field::Size => size_word(lang, code),
        Field::Type => ConstructionType::from_code(code).map(|it| words::construction(lang, it).to_owned()),
        Field::Acquisition => {
            AcquisitionKind::from_code(code).map(|it| words::acquisition(lang, it).to_owned())
        }
        Field::ContractKind => ContractKind::from_code(code).map(|it| words::contract(lang, it).to_owned()),
        Field::Key => KeyLevel::from_code(code).map(|it| words::key_level(lang, it).to_owned()),
        Field::SameYear => same_year(lang, code),
        Field::Part => Part::from_code(code).map(|part| words::part(lang, part).to_owned()),
        Field::YearClass => YearClass::from_code(code).map(|it| words::year_class(lang, it).to_owned()),
        Field::Resumed => {
            ResumptionState::from_code(code).map(|it| words::resumption_state(lang, it).to_owned())
        }
        Field::Overdue | Field::Planned | Field::Due => match code {
            "completion" => Some(lang.t("projects.step_completion").to_owned()),
            "start" => Some(lang.t("projects.overdue_start").to_owned()),
            "production" => Some(lang.t("projects.overdue_production").to_owned()),
            _ => None,
        },
        _ => None,
    };
    known.or_else(|| common_word(lang, code)).unwrap_or_else(|| code.to_owned())
}

/// The milestones that fell into one year: `signed+started`.
fn same_year(lang: Lang, code: &str) -> Option<String> {
    let milestone = |part: &str| match part {
        "signed" => Some(Stage::Signed),
        "started" => Some(Stage::Commenced),
        "completed" => Some(Stage::Completed),
        "produced" => Some(Stage::Producing),
        _ => None,
    };
    let stages = code.split('+').map(|part| Some(words::stage(lang, milestone(part)?).to_owned()));
    Some(lang.list(&stages.collect::<Option<Vec<_>>>()?))
}

fn common_word(lang: Lang, code: &str) -> Option<String> {
    let key = match code {
        "none" => "projects.value_none",
        "yes" => "projects.value_yes",
        "no" => "projects.value_no",
        "outside" => "projects.value_outside",
        "inside" => "projects.value_inside",
        "sameProvince" => "projects.value_same_province",
        "thisYear" => "projects.value_this_year",
        _ => return None,
    };
    Some(lang.t(key).to_owned())
}

/// The label of a size band; in English its bounds.
fn size_word(lang: Lang, code: &str) -> Option<String> {
    let bands = SizeBands::default().bands();
    let band = bands.into_iter().find(|band| band.code() == code)?;
    Some(match lang {
        Lang::ZhCn => band.label(),
        Lang::En => match (band.from, band.below) {
            (None, Some(below)) => format!("< {}", million(below)),
            (Some(from), None) => format!("≥ {}", million(from)),
            (Some(from), Some(below)) => format!("{} – {}", million(from), million(below)),
            (None, None) => code.to_owned(),
        },
    })
}

/// An amount in millions of yuan, as English counts.
fn million(money: domain::Money) -> String {
    const MILLION_FEN: i64 = 100_000_000;
    format!("¥{}m", domain::money::group_thousands(&(money.fen() / MILLION_FEN).to_string()))
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
    fn no_condition_of_the_catalogue_speaks_in_codes() {
        let catalogue = figures::Catalogue::builtin();
        for spec in catalogue.figures() {
            let sides = spec.numerator.iter().chain(&spec.denominator);
            for filter in sides.chain(&spec.defaults).chain([&spec.population]) {
                let words = in_words(Lang::ZhCn, filter);
                let is_code = |text: &str| text.chars().any(|letter| letter.is_ascii_alphabetic());
                assert!(!is_code(&words), "{}: {filter}: {words}", spec.name);
            }
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
