//! The words of conditions: fields, values, whole filters.

use crate::text::Lang;
use crate::words;
use domain::{
    AcquisitionKind, ConstructionType, ContractKind, KeyLevel, ListKind, Origin, Part, ResumptionState,
    SigningClass, SizeBands, Stage, YearClass,
};
use figures::{Expr, Field, Filter, Op, Operand, Term};

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
        Field::SigningClass => "projects.filter_signing_class",
        Field::Planned => "projects.filter_planned",
        Field::Due => "projects.filter_due",
        Field::Resumed => "projects.filter_resumed",
        Field::Reported => "projects.filter_reported",
        Field::OnSchedule => "projects.filter_on_schedule",
    })
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

/// A part of a filter in words.
pub fn expr(lang: Lang, of: &Expr) -> String {
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
        Field::SigningClass => {
            SigningClass::from_code(code).map(|it| words::signing_class(lang, it).to_owned())
        }
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
        Field::Reported => match code {
            "year" => Some(lang.t("projects.value_reported_year").to_owned()),
            "month" => Some(lang.t("projects.value_reported_month").to_owned()),
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
