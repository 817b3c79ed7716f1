//! What people call the fields that columns are taken for, in their language.

use crate::fields;
use crate::imports::headers::{Field, OfPeriod, OfRecord, What};
use crate::records::Cell;
use crate::text::Lang;
use crate::words;
use domain::ListKind;

/// What a field is called. In Chinese that is the header which export writes, or near it.
pub fn label(lang: Lang, field: Field) -> String {
    let key = match field {
        Field::Fact(stage) => {
            return lang.tf("imports.field.fact", &[("stage", &words::stage(lang, stage))]);
        }
        Field::Plan(milestone) => {
            return lang.tf("imports.field.plan", &[("milestone", &words::milestone(lang, milestone))]);
        }
        Field::OfPeriod(of) => return of_period(lang, of),
        Field::OfRecord(of) => return of_record(lang, of),
        Field::Derived(derived) => {
            return lang.tf("imports.field.derived", &[("column", &derived.label(lang))]);
        }
        Field::Ordinal => "imports.field.ordinal",
        Field::OwnNo => "imports.field.own_no",
        Field::Title => "imports.field.title",
        Field::City => "imports.field.city",
        Field::County => "imports.field.county",
        Field::Zone => "imports.field.zone",
        Field::Park => "imports.field.park",
        Field::Industry => "imports.field.industry",
        Field::Stage => "imports.field.stage",
        Field::Invest => "imports.field.invest",
        Field::Contract => "imports.field.contract",
        Field::Investor => "imports.field.investor",
        Field::Origin => "imports.field.origin",
        Field::Period => "imports.field.period",
        Field::Round(ListKind::Signing) => "imports.field.round_signing",
        Field::Round(ListKind::Commencement) => "imports.field.round_commencement",
        Field::Round(ListKind::Production) => "imports.field.round_production",
        Field::ResponsiblePerson => "imports.field.responsible_person",
        Field::ResponsibleUnit => "imports.field.responsible_unit",
        Field::LiaisonLeader => "imports.field.liaison_leader",
        Field::Agent => "imports.field.agent",
        Field::ProjectCode => "imports.field.project_code",
        Field::CreditCode => "imports.field.credit_code",
        Field::StatisticsCode => "imports.field.statistics_code",
        Field::ProjectOwner => "imports.field.project_owner",
        Field::ConstructionType => "imports.field.construction_type",
        Field::Acquisition => "imports.field.acquisition",
        Field::Land => "imports.field.land",
        Field::Output => "imports.field.output",
        Field::Tax => "imports.field.tax",
        Field::Jobs => "imports.field.jobs",
        Field::Content => "imports.field.content",
        Field::Address => "imports.field.address",
        Field::Remark => "imports.field.remark",
        Field::Phasing => "imports.field.phasing",
        Field::PhaseAmounts => "imports.field.phase_amounts",
    };
    lang.t(key).to_owned()
}

fn of_record(lang: Lang, of: OfRecord) -> String {
    let column = of.column();
    match column.cell {
        Cell::Unit => lang.t("imports.field.record_unit").to_owned(),
        Cell::Number => lang.t("imports.field.record_number").to_owned(),
        _ => fields::label(lang, of.sheet().kind, column.field),
    }
}

fn of_period(lang: Lang, of: OfPeriod) -> String {
    let year = match of.year {
        Some(year) => lang.tf("imports.field.of_year", &[("year", &year)]),
        None => lang.t("imports.field.this_year").to_owned(),
    };
    let month = match of.month {
        Some(month) => lang.tf("imports.field.of_month", &[("month", &month)]),
        None => lang.t("imports.field.this_month").to_owned(),
    };
    let (year, month) =
        (("year", &year as &dyn std::fmt::Display), ("month", &month as &dyn std::fmt::Display));
    match of.what {
        What::PlanInvest => lang.tf("imports.field.plan_invest", &[year]),
        What::PlanContent => lang.tf("imports.field.plan_content", &[year]),
        What::MonthAmount => lang.tf("imports.field.month_amount", &[year, month]),
        What::YearToDate => lang.tf("imports.field.year_to_date", &[year, month]),
        What::SinceStart => lang.t("imports.field.since_start").to_owned(),
        What::Physical => lang.tf("imports.field.physical", &[year, month]),
        What::Problems => lang.t("imports.field.problems").to_owned(),
        What::Requests => lang.t("imports.field.requests").to_owned(),
        What::Paid(source) => {
            let kind = words::fund_source(lang, source);
            lang.tf("imports.field.paid", &[year, month, ("kind", &kind)])
        }
        What::PaidTotal => lang.tf("imports.field.paid_total", &[year, month]),
        What::Month => lang.t("imports.field.month").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::text::is_han;
    use rstest::rstest;

    #[test]
    fn every_field_has_a_name_in_both_languages() {
        for field in Field::all() {
            let (zh, en) = (label(Lang::ZhCn, field), label(Lang::En, field));
            assert!(zh.contains(is_han) && !en.contains(is_han) && !en.is_empty(), "{zh} {en}");
            if !matches!(field, Field::Fact(_) | Field::Plan(_)) {
                assert_eq!(zh, field.header());
            }
        }
    }

    #[rstest]
    #[case("planInvest.2022.", "2022年度计划投资", "Planned investment, 2022")]
    #[case("yearToDate..6", "本年1-6月累计完成投资", "Investment done, the year to month 6")]
    #[case("monthAmount.2022.5", "2022年5月完成投资", "Investment done, month 5 of 2022")]
    #[case("physical..", "本年本月形象进度", "Progress, the month of the year")]
    fn a_column_of_a_period_says_its_year_and_month(#[case] code: &str, #[case] zh: &str, #[case] en: &str) {
        let field = Field::OfPeriod(OfPeriod::from_code(code).unwrap());
        assert_eq!((label(Lang::ZhCn, field).as_str(), label(Lang::En, field).as_str()), (zh, en));
    }
}
