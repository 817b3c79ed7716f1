//! Stored values in words: what a column held before and after a change.

use crate::text::{Lang, money};
use crate::words;
use domain::facts::{Dimensions, UserId, Value};
use domain::{
    AcquisitionKind, ConstructionType, ContractKind, KeyLevel, ListKind, MilestoneCode, Money, Part,
    Precision, Qualifier, Recognition, Rounding, Stage,
};
use std::collections::BTreeMap;

/// What ids stand for.
pub(super) struct Names<'a> {
    pub lang: Lang,
    pub dims: &'a Dimensions,
    pub users: BTreeMap<UserId, String>,
    pub imports: BTreeMap<i64, String>,
}

/// A column's value in words; a dash for nothing.
pub(super) fn value(names: &Names<'_>, field: &str, value: &Value) -> String {
    match value {
        Value::Null => domain::ratio::NO_VALUE.to_owned(),
        Value::Int(number) => int(names, field, *number),
        Value::Text(text) => code(names.lang, field, text).map_or_else(|| text.clone(), str::to_owned),
    }
}

fn int(names: &Names<'_>, field: &str, number: i64) -> String {
    let dims = names.dims;
    let named = match field {
        "zone" | "park" | "org" => dims.orgs.get(&number).map(|org| org.name.clone()),
        "investor" => dims.investors.get(&number).map(|investor| investor.name.clone()),
        "taxon" => dims.taxons.get(&number).map(|taxon| taxon.name.clone()),
        "round" => super::cells::round_key(dims, number).map(|key| key.to_string()),
        "partial" => {
            let key = if number == 0 { "projects.value_no" } else { "projects.value_yes" };
            Some(names.lang.t(key).to_owned())
        }
        "land_mu_e2" => {
            let printed = domain::ratio::print_decimal(number.into(), 100, 2, Rounding::HalfUp);
            Some(format!("{} {}", domain::money::trim_zeros(&printed), names.lang.t("projects.unit_mu")))
        }
        _ if field.ends_with("_fen") => Some(money::exact(names.lang, Money::from_fen(number))),
        _ => None,
    };
    named.unwrap_or_else(|| number.to_string())
}

fn code(lang: Lang, field: &str, code: &str) -> Option<&'static str> {
    match field {
        "stage" => Stage::from_code(code).map(|it| words::stage(lang, it)),
        "recognition" => Recognition::from_code(code).map(|it| words::recognition(lang, it)),
        "precision" => Precision::from_code(code).map(|it| words::precision(lang, it)),
        "code" => MilestoneCode::from_code(code).map(|it| words::milestone(lang, it)),
        "list" => ListKind::from_code(code).map(|it| words::list(lang, it)),
        "level" => KeyLevel::from_code(code).map(|it| words::key_level(lang, it)),
        "part" => Part::from_code(code).map(|it| words::part(lang, it)),
        "construction_type" => ConstructionType::from_code(code).map(|it| words::construction(lang, it)),
        "acquisition" => AcquisitionKind::from_code(code).map(|it| words::acquisition(lang, it)),
        "contract_kind" => ContractKind::from_code(code).map(|it| words::contract(lang, it)),
        "invest_qualifier" | "contract_qualifier" | "amount_qualifier" => {
            Qualifier::from_code(code).map(|it| words::qualifier(lang, it))
        }
        _ => None,
    }
}
