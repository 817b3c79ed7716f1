//! A column's value in words.

use super::Names;
use crate::text::{Lang, money};
use crate::words;
use domain::facts::{MatchVerdict, RecordKind, Value};
use domain::{
    AcquisitionKind, ConstructionType, ContractKind, Cycle, FundSource, FundUse, InvestorClass, KeyLevel,
    LeaderRank, ListKind, MilestoneCode, Money, OccasionKind, OrgKind, Part, PeriodKind, PermitState,
    PlanKind, Precision, Qualifier, Recognition, ResumptionState, Role, RosterKind, RoundLevel, Rounding,
    Stage, TargetMeasure, ZoneLevel,
};

/// The value of a field as people read it; empty when nothing is known.
pub fn value(lang: Lang, names: &Names, kind: RecordKind, field: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Int(number) => of_number(lang, names, kind, field, *number),
        Value::Text(text) if is_for_programs(kind, field) => kept_for_programs(lang, field, text),
        Value::Text(text) => of_code(lang, kind, field, text).map_or_else(|| text.clone(), str::to_owned),
    }
}

/// Columns whose text programs read: what a workbook's columns were taken for, and the cells of a row that waits.
fn is_for_programs(kind: RecordKind, field: &str) -> bool {
    matches!(
        (kind, field),
        (RecordKind::Import, "layout") | (RecordKind::ParkedRow, "cells") | (RecordKind::IssuedText, "text")
    )
}

/// What people read in its place: where the page shows it, or the words of the cells.
fn kept_for_programs(lang: Lang, field: &str, text: &str) -> String {
    match field {
        "layout" => return lang.t("history.layout").to_owned(),
        "text" => return lang.t("history.issued_text").to_owned(),
        _ => {}
    }
    let mut words = Vec::new();
    collect_words(&serde_json::from_str(text).unwrap_or_default(), &mut words);
    words.join(" · ")
}

/// The texts and numbers of a JSON text, in their order.
fn collect_words(json: &serde_json::Value, words: &mut Vec<String>) {
    match json {
        serde_json::Value::String(text) if !text.is_empty() => words.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_words(item, words)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| collect_words(field, words)),
        _ => {}
    }
}

fn of_number(lang: Lang, names: &Names, kind: RecordKind, field: &str, number: i64) -> String {
    if let Some(named) = named_kind(kind, field) {
        return names.record(named, number);
    }
    match field {
        "disabled" | "partial" | "land_premium" | "cumulative" | "expected" => {
            lang.t(if number == 0 { "history.no" } else { "history.yes" }).to_owned()
        }
        "land_mu_e2" => {
            let mu = domain::ratio::print_decimal(number.into(), 100, 2, Rounding::HalfUp);
            lang.tf("history.mu", &[("mu", &domain::money::trim_zeros(&mu))])
        }
        field if field.ends_with("_e4") => {
            let printed = domain::ratio::print_decimal(number.into(), 10_000, 4, Rounding::HalfUp);
            let percent = if field == "growth_e4" { "%" } else { "" };
            format!("{}{percent}", domain::money::trim_zeros(&printed))
        }
        "usd_cents" => {
            let wan = domain::money::Dollars::wan_text(number);
            format!("{} {}", domain::money::group_thousands(&wan), lang.t("ui.unit_wan_usd"))
        }
        "usd_rate_e6" => domain::money::DollarRate::text_of(number),
        field if field.ends_with("_fen") => money::exact(lang, Money::from_fen(number)),
        _ => number.to_string(),
    }
}

/// The kind of record that a column names by its id.
fn named_kind(kind: RecordKind, field: &str) -> Option<RecordKind> {
    Some(match (kind, field) {
        (RecordKind::Org, "parent") | (_, "org" | "of_org" | "zone" | "park") => RecordKind::Org,
        (RecordKind::ScoreInput | RecordKind::RankSeat, "unit") => RecordKind::Org,
        (_, "parent" | "project") | (RecordKind::MatchAnswer, "other") => RecordKind::Project,
        (_, "user") => RecordKind::User,
        (_, "investor") => RecordKind::Investor,
        (_, "taxonomy") => RecordKind::Taxonomy,
        (_, "taxon") => RecordKind::Taxon,
        (RecordKind::Entry | RecordKind::Bulletin, "round") => RecordKind::Round,
        (_, "bulletin") => RecordKind::Bulletin,
        (_, "board") => RecordKind::Board,
        (RecordKind::Entry, "converted_from") => RecordKind::Entry,
        (_, "event") => RecordKind::StageEvent,
        (_, "report") => RecordKind::MonthlyReport,
        (_, "import") => RecordKind::Import,
        _ => return None,
    })
}

/// The word of a code, where the column holds one.
fn of_code(lang: Lang, kind: RecordKind, field: &str, code: &str) -> Option<&'static str> {
    use RecordKind as Kind;
    match (kind, field) {
        (Kind::Org, "kind") => OrgKind::from_code(code).map(|it| words::org_kind(lang, it)),
        (Kind::Org, "level") => ZoneLevel::from_code(code).map(|it| words::zone_level(lang, it)),
        (Kind::KeyListing, "level") => KeyLevel::from_code(code).map(|it| words::key_level(lang, it)),
        (Kind::Round, "level") => RoundLevel::from_code(code).map(|it| words::round_level(lang, it)),
        (Kind::Forecast, "code") => MilestoneCode::from_code(code).map(|it| words::milestone(lang, it)),
        (Kind::Entry, "list") => ListKind::from_code(code).map(|it| words::list(lang, it)),
        (Kind::Project, "part") => Part::from_code(code).map(|it| words::part(lang, it)),
        (Kind::Investor, "class") => InvestorClass::from_code(code).map(|it| words::investor_class(lang, it)),
        (Kind::AnnualPlan, "kind") => PlanKind::from_code(code).map(|it| words::plan_kind(lang, it)),
        (Kind::Resumption, "state") => {
            ResumptionState::from_code(code).map(|it| words::resumption_state(lang, it))
        }
        (Kind::Target, "measure") => TargetMeasure::from_code(code).map(|it| words::target_measure(lang, it)),
        (Kind::Permit, "state") => PermitState::from_code(code).map(|it| words::permit_state(lang, it)),
        (Kind::Occasion, "kind") => OccasionKind::from_code(code).map(|it| words::occasion_kind(lang, it)),
        (Kind::RosterEntry, "kind") => RosterKind::from_code(code).map(|it| words::roster_kind(lang, it)),
        (Kind::MatchAnswer, "verdict") => {
            MatchVerdict::from_code(code).map(|it| words::match_verdict(lang, it))
        }
        (_, "cycle") => Cycle::from_code(code).map(|it| words::cycle(lang, it)),
        (_, "leader_rank") => LeaderRank::from_code(code).map(|it| words::leader_rank(lang, it)),
        (_, "fund_source") => FundSource::from_code(code).map(|it| words::fund_source(lang, it)),
        (_, "fund_use") => FundUse::from_code(code).map(|it| words::fund_use(lang, it)),
        (_, "period_kind") => PeriodKind::from_code(code).map(|it| words::period_kind(lang, it)),
        (_, "role") => Role::from_code(code).map(|it| words::role(lang, it)),
        (_, "stage") => Stage::from_code(code).map(|it| words::stage(lang, it)),
        (_, "recognition") => Recognition::from_code(code).map(|it| words::recognition(lang, it)),
        (_, "precision") => Precision::from_code(code).map(|it| words::precision(lang, it)),
        (_, "construction_type") => ConstructionType::from_code(code).map(|it| words::construction(lang, it)),
        (_, "acquisition") => AcquisitionKind::from_code(code).map(|it| words::acquisition(lang, it)),
        (_, "contract_kind") => ContractKind::from_code(code).map(|it| words::contract(lang, it)),
        (_, field) if field == "qualifier" || field.ends_with("_qualifier") => {
            Qualifier::from_code(code).map(|it| words::qualifier(lang, it))
        }
        _ => None,
    }
}
