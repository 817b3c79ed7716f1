//! What people call each kind of record and each of its fields, in one place for every page that shows them.

use crate::text::Lang;
use domain::facts::RecordKind;

/// The label of a field, by the column's name. A name that the kind does not have comes back as it is.
pub fn label(lang: Lang, kind: RecordKind, field: &str) -> String {
    let index = kind.fields().iter().position(|known| known.name == field);
    match index.and_then(|index| keys(kind).get(index)) {
        Some(key) => lang.t(key).to_owned(),
        None => field.to_owned(),
    }
}

/// What a record of this kind is called.
pub fn kind(lang: Lang, kind: RecordKind) -> &'static str {
    lang.t(match kind {
        RecordKind::Org => "fields.org",
        RecordKind::User => "fields.account",
        RecordKind::Grant => "fields.account_grant",
        RecordKind::Project => "fields.project",
        RecordKind::Note => "fields.note",
        RecordKind::Investor => "fields.investor",
        RecordKind::InvestorListing => "fields.investor_listing",
        RecordKind::ProjectInvestor => "fields.project_investor",
        RecordKind::Taxonomy => "fields.taxonomy",
        RecordKind::Taxon => "fields.taxon",
        RecordKind::ProjectTaxon => "fields.project_taxon",
        RecordKind::KeyListing => "fields.key_listing",
        RecordKind::StageEvent => "fields.stage_event",
        RecordKind::Forecast => "fields.forecast",
        RecordKind::Round => "fields.round",
        RecordKind::Entry => "fields.entry",
        RecordKind::Evidence => "fields.evidence",
        RecordKind::Import => "fields.import",
        RecordKind::ParkedRow => "fields.parked_row",
        RecordKind::SavedView => "fields.saved_view",
        RecordKind::Setting => "fields.setting",
        RecordKind::AnnualPlan => "fields.annual_plan",
        RecordKind::MonthlyReport => "fields.monthly_report",
        RecordKind::PaidIn => "fields.paid_in",
        RecordKind::ActualOutput => "fields.actual_output",
        RecordKind::Resumption => "fields.resumption",
        RecordKind::Indicator => "fields.indicator",
        RecordKind::Target => "fields.target",
        RecordKind::RankScheme => "fields.rank_scheme",
        RecordKind::ScoreInput => "fields.score_input",
        RecordKind::RankSeat => "fields.rank_seat",
        RecordKind::Permit => "fields.permit",
        RecordKind::Occasion => "fields.occasion",
        RecordKind::RosterEntry => "fields.roster_entry",
        RecordKind::OldPrint => "fields.old_print",
        RecordKind::Bulletin => "fields.bulletin",
        RecordKind::BulletinEdit => "fields.bulletin_edit",
        RecordKind::IssuedText => "fields.issued_text",
        RecordKind::PrintedFigure => "fields.printed_figure",
        RecordKind::Board => "fields.board",
        RecordKind::BoardCard => "fields.board_card",
        RecordKind::FigureRule => "fields.figure_rule",
        RecordKind::BulletinRule => "fields.bulletin_rule",
        RecordKind::LearnedLayout => "fields.learned_layout",
        RecordKind::MatchAnswer => "fields.match_answer",
    })
}

/// The keys of a kind's labels, in the order of its columns.
const fn keys(kind: RecordKind) -> &'static [&'static str] {
    match kind {
        RecordKind::Org => ORG,
        RecordKind::User => ACCOUNT,
        RecordKind::Grant => ACCOUNT_GRANT,
        RecordKind::Project => PROJECT,
        RecordKind::Note => NOTE,
        RecordKind::Investor => INVESTOR,
        RecordKind::InvestorListing => INVESTOR_LISTING,
        RecordKind::ProjectInvestor => PROJECT_INVESTOR,
        RecordKind::Taxonomy => TAXONOMY,
        RecordKind::Taxon => TAXON,
        RecordKind::ProjectTaxon => PROJECT_TAXON,
        RecordKind::KeyListing => KEY_LISTING,
        RecordKind::StageEvent => STAGE_EVENT,
        RecordKind::Forecast => FORECAST,
        RecordKind::Round => ROUND,
        RecordKind::Entry => ENTRY,
        RecordKind::Evidence => EVIDENCE,
        RecordKind::Import => IMPORT,
        RecordKind::ParkedRow => PARKED_ROW,
        RecordKind::SavedView => SAVED_VIEW,
        RecordKind::Setting => SETTING,
        RecordKind::AnnualPlan => ANNUAL_PLAN,
        RecordKind::MonthlyReport => MONTHLY_REPORT,
        RecordKind::PaidIn => PAID_IN,
        RecordKind::ActualOutput => ACTUAL_OUTPUT,
        RecordKind::Resumption => RESUMPTION,
        RecordKind::Indicator => INDICATOR,
        RecordKind::Target => TARGET,
        RecordKind::RankScheme => RANK_SCHEME,
        RecordKind::ScoreInput => SCORE_INPUT,
        RecordKind::RankSeat => RANK_SEAT,
        RecordKind::Permit => PERMIT,
        RecordKind::Occasion => OCCASION,
        RecordKind::RosterEntry => ROSTER_ENTRY,
        RecordKind::OldPrint => OLD_PRINT,
        RecordKind::Bulletin => BULLETIN,
        RecordKind::BulletinEdit => BULLETIN_EDIT,
        RecordKind::IssuedText => ISSUED_TEXT,
        RecordKind::PrintedFigure => PRINTED_FIGURE,
        RecordKind::Board => BOARD,
        RecordKind::BoardCard => BOARD_CARD,
        RecordKind::FigureRule => FIGURE_RULE,
        RecordKind::BulletinRule => BULLETIN_RULE,
        RecordKind::LearnedLayout => LEARNED_LAYOUT,
        RecordKind::MatchAnswer => MATCH_ANSWER,
    }
}

const ORG: &[&str] = &[
    "fields.org_parent",
    "fields.org_kind",
    "fields.org_name",
    "fields.org_aliases",
    "fields.org_code",
    "fields.org_region",
    "fields.org_level",
    "fields.org_position",
    "fields.org_valid_from",
    "fields.org_valid_to",
];
const ACCOUNT: &[&str] = &["fields.account_login", "fields.account_name", "fields.account_disabled"];
const ACCOUNT_GRANT: &[&str] =
    &["fields.account_grant_user", "fields.account_grant_org", "fields.account_grant_role"];
const PROJECT: &[&str] = &[
    "fields.project_own_no",
    "fields.project_title",
    "fields.project_zone",
    "fields.project_park",
    "fields.project_parent",
    "fields.project_part",
    "fields.project_project_code",
    "fields.project_credit_code",
    "fields.project_statistics_code",
    "fields.project_project_owner",
    "fields.project_construction_type",
    "fields.project_acquisition",
    "fields.project_contract_kind",
    "fields.project_invest_fen",
    "fields.project_invest_qualifier",
    "fields.project_contract_fen",
    "fields.project_contract_qualifier",
    "fields.project_land_mu_e2",
    "fields.project_output_fen",
    "fields.project_tax_fen",
    "fields.project_jobs",
    "fields.project_liaison_leader",
    "fields.project_agent",
    "fields.project_responsible_unit",
    "fields.project_responsible_person",
    "fields.project_content",
    "fields.project_address",
    "fields.project_remark",
];
const NOTE: &[&str] = &["fields.note_project", "fields.note_label", "fields.note_text"];
const INVESTOR: &[&str] = &[
    "fields.investor_name",
    "fields.investor_credit_code",
    "fields.investor_region",
    "fields.investor_seat",
    "fields.investor_class",
];
const INVESTOR_LISTING: &[&str] = &[
    "fields.investor_listing_investor",
    "fields.investor_listing_list",
    "fields.investor_listing_year",
    "fields.investor_listing_rank",
    "fields.investor_listing_relation",
];
const PROJECT_INVESTOR: &[&str] = &[
    "fields.project_investor_project",
    "fields.project_investor_investor",
    "fields.project_investor_position",
];
const TAXONOMY: &[&str] =
    &["fields.taxonomy_code", "fields.taxonomy_name", "fields.taxonomy_version", "fields.taxonomy_org"];
const TAXON: &[&str] =
    &["fields.taxon_taxonomy", "fields.taxon_code", "fields.taxon_name", "fields.taxon_position"];
const PROJECT_TAXON: &[&str] = &["fields.project_taxon_project", "fields.project_taxon_taxon"];
const KEY_LISTING: &[&str] = &[
    "fields.key_listing_project",
    "fields.key_listing_year",
    "fields.key_listing_level",
    "fields.key_listing_version",
];
const STAGE_EVENT: &[&str] = &[
    "fields.stage_event_project",
    "fields.stage_event_stage",
    "fields.stage_event_day",
    "fields.stage_event_precision",
    "fields.stage_event_original",
    "fields.stage_event_recognition",
    "fields.stage_event_recorded_on",
    "fields.stage_event_partial",
    "fields.stage_event_reason",
];
const FORECAST: &[&str] = &[
    "fields.forecast_project",
    "fields.forecast_code",
    "fields.forecast_day",
    "fields.forecast_precision",
    "fields.forecast_original",
    "fields.forecast_reason",
    "fields.forecast_said_on",
];
const ROUND: &[&str] = &[
    "fields.round_org",
    "fields.round_level",
    "fields.round_year",
    "fields.round_seq_in_year",
    "fields.round_cumulative_seq",
    "fields.round_day",
    "fields.round_main_venue",
    "fields.round_branch_venues",
    "fields.round_published_change",
    "fields.round_published_on",
];
const ENTRY: &[&str] = &[
    "fields.entry_project",
    "fields.entry_round",
    "fields.entry_list",
    "fields.entry_title",
    "fields.entry_unit",
    "fields.entry_amount_fen",
    "fields.entry_amount_qualifier",
    "fields.entry_output_fen",
    "fields.entry_converted_from",
    "fields.entry_moved_in_on",
    "fields.entry_moved_out_on",
    "fields.entry_move_reason",
    "fields.entry_approver",
];
const EVIDENCE: &[&str] = &[
    "fields.evidence_project",
    "fields.evidence_event",
    "fields.evidence_file",
    "fields.evidence_name",
    "fields.evidence_size_bytes",
    "fields.evidence_report",
];
const IMPORT: &[&str] = &[
    "fields.import_file",
    "fields.import_name",
    "fields.import_zone",
    "fields.import_layout",
    "fields.import_rows",
    "fields.import_created",
    "fields.import_changed",
    "fields.import_unchanged",
    "fields.import_parked",
];
const PARKED_ROW: &[&str] = &[
    "fields.parked_row_import",
    "fields.parked_row_sheet",
    "fields.parked_row_row",
    "fields.parked_row_cells",
];
const SAVED_VIEW: &[&str] = &["fields.saved_view_user", "fields.saved_view_name", "fields.saved_view_query"];
const SETTING: &[&str] = &["fields.setting_key", "fields.setting_value"];
const ANNUAL_PLAN: &[&str] = &[
    "fields.annual_plan_project",
    "fields.annual_plan_year",
    "fields.annual_plan_kind",
    "fields.annual_plan_month",
    "fields.annual_plan_version",
    "fields.annual_plan_decided_on",
    "fields.annual_plan_invest_fen",
    "fields.annual_plan_content",
    "fields.annual_plan_start_month",
    "fields.annual_plan_complete_month",
    "fields.annual_plan_produce_month",
];
const MONTHLY_REPORT: &[&str] = &[
    "fields.monthly_report_project",
    "fields.monthly_report_year",
    "fields.monthly_report_month",
    "fields.monthly_report_month_fen",
    "fields.monthly_report_year_to_date_fen",
    "fields.monthly_report_since_start_fen",
    "fields.monthly_report_progress",
    "fields.monthly_report_problems",
    "fields.monthly_report_requests",
    "fields.monthly_report_reported_on",
];
const PAID_IN: &[&str] = &[
    "fields.paid_in_project",
    "fields.paid_in_day",
    "fields.paid_in_precision",
    "fields.paid_in_original",
    "fields.paid_in_amount_fen",
    "fields.paid_in_fund_source",
    "fields.paid_in_fund_use",
    "fields.paid_in_land_premium",
    "fields.paid_in_recorded_on",
    "fields.paid_in_usd_cents",
    "fields.paid_in_usd_rate_e6",
    "fields.paid_in_usd_rate_on",
];
const ACTUAL_OUTPUT: &[&str] = &[
    "fields.actual_output_project",
    "fields.actual_output_year",
    "fields.actual_output_month",
    "fields.actual_output_output_fen",
    "fields.actual_output_tax_fen",
    "fields.actual_output_jobs",
    "fields.actual_output_recorded_on",
];
const RESUMPTION: &[&str] = &[
    "fields.resumption_project",
    "fields.resumption_year",
    "fields.resumption_state",
    "fields.resumption_day",
    "fields.resumption_precision",
    "fields.resumption_original",
    "fields.resumption_reason",
    "fields.resumption_recorded_on",
];
const INDICATOR: &[&str] = &[
    "fields.indicator_org",
    "fields.indicator_name",
    "fields.indicator_period_year",
    "fields.indicator_period_kind",
    "fields.indicator_period_no",
    "fields.indicator_cumulative",
    "fields.indicator_value_e4",
    "fields.indicator_unit",
    "fields.indicator_growth_e4",
    "fields.indicator_expected",
    "fields.indicator_qualifier",
    "fields.indicator_target_e4",
    "fields.indicator_data_source",
    "fields.indicator_recorded_on",
];
const TARGET: &[&str] = &[
    "fields.target_org",
    "fields.target_year",
    "fields.target_measure",
    "fields.target_value",
    "fields.target_decided_on",
    "fields.target_version",
];
const RANK_SCHEME: &[&str] =
    &["fields.rank_scheme_org", "fields.rank_scheme_name", "fields.rank_scheme_text"];
const SCORE_INPUT: &[&str] = &[
    "fields.score_input_org",
    "fields.score_input_unit",
    "fields.score_input_scheme",
    "fields.score_input_period",
    "fields.score_input_input",
    "fields.score_input_value_e4",
];
const RANK_SEAT: &[&str] =
    &["fields.rank_seat_org", "fields.rank_seat_unit", "fields.rank_seat_scheme", "fields.rank_seat_seat"];
const PERMIT: &[&str] = &[
    "fields.permit_project",
    "fields.permit_name",
    "fields.permit_state",
    "fields.permit_number",
    "fields.permit_day",
    "fields.permit_precision",
    "fields.permit_original",
    "fields.permit_segment",
    "fields.permit_recorded_on",
];
const OCCASION: &[&str] = &[
    "fields.occasion_org",
    "fields.occasion_kind",
    "fields.occasion_title",
    "fields.occasion_day",
    "fields.occasion_cycle",
    "fields.occasion_leader",
    "fields.occasion_leader_rank",
    "fields.occasion_place",
    "fields.occasion_enterprises",
    "fields.occasion_topics",
    "fields.occasion_attendees",
    "fields.occasion_attendees_qualifier",
    "fields.occasion_targeted",
    "fields.occasion_minutes",
    "fields.occasion_recorded_on",
];
const ROSTER_ENTRY: &[&str] = &[
    "fields.roster_entry_org",
    "fields.roster_entry_kind",
    "fields.roster_entry_name",
    "fields.roster_entry_position",
    "fields.roster_entry_valid_from",
    "fields.roster_entry_valid_to",
    "fields.roster_entry_recorded_on",
];
const OLD_PRINT: &[&str] = &[
    "fields.old_print_org",
    "fields.old_print_figure",
    "fields.old_print_filter",
    "fields.old_print_true_on",
    "fields.old_print_printed",
    "fields.old_print_data_source",
    "fields.old_print_recorded_on",
];
const BULLETIN: &[&str] = &[
    "fields.bulletin_org",
    "fields.bulletin_template",
    "fields.bulletin_round",
    "fields.bulletin_lang",
    "fields.bulletin_true_on",
    "fields.bulletin_known_by",
    "fields.bulletin_title",
    "fields.bulletin_issued_change",
    "fields.bulletin_issued_on",
];
const BULLETIN_EDIT: &[&str] = &[
    "fields.bulletin_edit_org",
    "fields.bulletin_edit_bulletin",
    "fields.bulletin_edit_slot",
    "fields.bulletin_edit_text",
    "fields.bulletin_edit_over",
    "fields.bulletin_edit_over_figures",
];
const ISSUED_TEXT: &[&str] = &[
    "fields.issued_text_org",
    "fields.issued_text_bulletin",
    "fields.issued_text_text",
    "fields.issued_text_rule",
];
const PRINTED_FIGURE: &[&str] = &[
    "fields.printed_figure_org",
    "fields.printed_figure_bulletin",
    "fields.printed_figure_slot",
    "fields.printed_figure_printed",
    "fields.printed_figure_name",
    "fields.printed_figure_aspect",
    "fields.printed_figure_filter",
    "fields.printed_figure_grouped",
    "fields.printed_figure_taxonomy",
    "fields.printed_figure_rule",
    "fields.printed_figure_true_on",
    "fields.printed_figure_known_by",
    "fields.printed_figure_of_org",
    "fields.printed_figure_data_source",
];
const BOARD: &[&str] = &["fields.board_org", "fields.board_user", "fields.board_name"];
const BOARD_CARD: &[&str] = &[
    "fields.board_card_org",
    "fields.board_card_user",
    "fields.board_card_board",
    "fields.board_card_position",
    "fields.board_card_title",
    "fields.board_card_query",
    "fields.board_card_true_on",
    "fields.board_card_known_by",
];
const FIGURE_RULE: &[&str] =
    &["fields.figure_rule_name", "fields.figure_rule_from_on", "fields.figure_rule_text"];
const BULLETIN_RULE: &[&str] =
    &["fields.bulletin_rule_name", "fields.bulletin_rule_from_on", "fields.bulletin_rule_text"];
const LEARNED_LAYOUT: &[&str] =
    &["fields.learned_layout_org", "fields.learned_layout_name", "fields.learned_layout_text"];
const MATCH_ANSWER: &[&str] = &[
    "fields.match_answer_project",
    "fields.match_answer_zone",
    "fields.match_answer_own_no",
    "fields.match_answer_title",
    "fields.match_answer_other",
    "fields.match_answer_verdict",
    "fields.match_answer_score",
    "fields.match_answer_reason",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_every_kind_has_its_own_label() {
        for kind in RecordKind::ALL {
            let wanted: Vec<String> =
                kind.fields().iter().map(|field| format!("fields.{}_{}", kind.table(), field.name)).collect();
            assert_eq!(keys(*kind), wanted, "{kind:?}");
        }
    }

    #[test]
    fn a_label_speaks_the_language_asked_and_an_unknown_field_keeps_its_name() {
        assert_eq!(label(Lang::ZhCn, RecordKind::Project, "invest_fen"), "总投资");
        assert_eq!(label(Lang::En, RecordKind::Project, "invest_fen"), "Total investment");
        assert_eq!(label(Lang::En, RecordKind::Project, "nothing"), "nothing");
    }
}
