//! The words for every value of the domain's enumerations, in one place for every page that shows them.

use crate::text::Lang;
use domain::facts::MatchVerdict;
use domain::likeness::Ground;
use domain::{
    AcquisitionKind, ConstructionType, ContractKind, Cycle, FundSource, FundUse, InvestorClass, KeyLevel,
    LeaderRank, ListKind, MilestoneCode, OccasionKind, OrgKind, Origin, Part, PeriodKind, PermitState,
    PlanKind, Precision, Qualifier, Recognition, ResumptionState, Role, RosterKind, RoundLevel, SigningClass,
    Stage, TargetMeasure, YearClass, ZoneLevel,
};

/// The word for the stage.
pub fn stage(lang: Lang, stage: Stage) -> &'static str {
    lang.t(match stage {
        Stage::Planned => "words.stage_planned",
        Stage::Lead => "words.stage_lead",
        Stage::InTalks => "words.stage_in_talks",
        Stage::Signed => "words.stage_signed",
        Stage::Fulfilled => "words.stage_fulfilled",
        Stage::Landed => "words.stage_landed",
        Stage::Commenced => "words.stage_commenced",
        Stage::UnderConstruction => "words.stage_under_construction",
        Stage::Completed => "words.stage_completed",
        Stage::TrialProduction => "words.stage_trial_production",
        Stage::Producing => "words.stage_producing",
        Stage::FullCapacity => "words.stage_full_capacity",
        Stage::Suspended => "words.stage_suspended",
        Stage::Terminated => "words.stage_terminated",
        Stage::Withdrawn => "words.stage_withdrawn",
    })
}

/// The word for how far an event is confirmed.
pub fn recognition(lang: Lang, recognition: Recognition) -> &'static str {
    lang.t(match recognition {
        Recognition::Claimed => "words.recognition_claimed",
        Recognition::Recognized => "words.recognition_recognized",
        Recognition::Rejected => "words.recognition_rejected",
        Recognition::Revoked => "words.recognition_revoked",
    })
}

/// What was said of two that look like one project.
pub fn match_verdict(lang: Lang, verdict: MatchVerdict) -> &'static str {
    lang.t(match verdict {
        MatchVerdict::Same => "words.match_verdict_same",
        MatchVerdict::Another => "words.match_verdict_another",
        MatchVerdict::Merged => "words.match_verdict_merged",
    })
}

/// What speaks for or against two being one project.
pub fn ground(lang: Lang, ground: Ground) -> &'static str {
    lang.t(match ground {
        Ground::SameName => "words.ground_same_name",
        Ground::SameCore => "words.ground_same_core",
        Ground::SameWords => "words.ground_same_words",
        Ground::NameWithin => "words.ground_name_within",
        Ground::NameNear => "words.ground_name_near",
        Ground::FormerName => "words.ground_former_name",
        Ground::SameProjectCode => "words.ground_same_project_code",
        Ground::SameCreditCode => "words.ground_same_credit_code",
        Ground::SameInvestor => "words.ground_same_investor",
        Ground::SameInvest => "words.ground_same_invest",
        Ground::OtherPhase => "words.ground_other_phase",
        Ground::OtherPlace => "words.ground_other_place",
        Ground::OtherNumber => "words.ground_other_number",
        Ground::OtherWord => "words.ground_other_word",
        Ground::OtherProjectCode => "words.ground_other_project_code",
        Ground::OtherCreditCode => "words.ground_other_credit_code",
        Ground::OtherInvestor => "words.ground_other_investor",
        Ground::OtherInvest => "words.ground_other_invest",
    })
}

/// The word for the milestone.
pub fn milestone(lang: Lang, milestone: MilestoneCode) -> &'static str {
    lang.t(match milestone {
        MilestoneCode::Signing => "words.milestone_signing",
        MilestoneCode::Registration => "words.milestone_registration",
        MilestoneCode::ProjectApproval => "words.milestone_project_approval",
        MilestoneCode::LandAcquired => "words.milestone_land_acquired",
        MilestoneCode::ConstructionPermit => "words.milestone_construction_permit",
        MilestoneCode::Commencement => "words.milestone_commencement",
        MilestoneCode::MainStructure => "words.milestone_main_structure",
        MilestoneCode::Completion => "words.milestone_completion",
        MilestoneCode::Commissioning => "words.milestone_commissioning",
        MilestoneCode::Production => "words.milestone_production",
        MilestoneCode::FullCapacity => "words.milestone_full_capacity",
    })
}

/// The word for the list of a round.
pub fn list(lang: Lang, list: ListKind) -> &'static str {
    lang.t(match list {
        ListKind::Signing => "words.list_signing",
        ListKind::Commencement => "words.list_commencement",
        ListKind::Production => "words.list_production",
    })
}

/// The word for who holds a round.
pub fn round_level(lang: Lang, round_level: RoundLevel) -> &'static str {
    lang.t(match round_level {
        RoundLevel::Province => "words.round_level_province",
        RoundLevel::City => "words.round_level_city",
        RoundLevel::Zone => "words.round_level_zone",
    })
}

/// The word for 建设性质.
pub fn construction(lang: Lang, construction: ConstructionType) -> &'static str {
    lang.t(match construction {
        ConstructionType::Construction => "words.construction_construction",
        ConstructionType::Expansion => "words.construction_expansion",
        ConstructionType::Rehabilitation => "words.construction_rehabilitation",
        ConstructionType::Replacement => "words.construction_replacement",
    })
}

/// The word for how the investment came.
pub fn acquisition(lang: Lang, acquisition: AcquisitionKind) -> &'static str {
    lang.t(match acquisition {
        AcquisitionKind::NewInvestment => "words.acquisition_new_investment",
        AcquisitionKind::CapacityExpansion => "words.acquisition_capacity_expansion",
        AcquisitionKind::ReinvestedProfit => "words.acquisition_reinvested_profit",
    })
}

/// The word for what a project is of its parent.
pub fn part(lang: Lang, part: Part) -> &'static str {
    lang.t(match part {
        Part::Phase => "words.part_phase",
        Part::PackagePart => "words.part_package_part",
        Part::SubWork => "words.part_sub_work",
    })
}

/// The word for what was signed.
pub fn contract(lang: Lang, contract: ContractKind) -> &'static str {
    lang.t(match contract {
        ContractKind::Formal => "words.contract_formal",
        ContractKind::Framework => "words.contract_framework",
    })
}

/// The word for whose list of key projects.
pub fn key_level(lang: Lang, key_level: KeyLevel) -> &'static str {
    lang.t(match key_level {
        KeyLevel::Province => "words.key_level_province",
        KeyLevel::City => "words.key_level_city",
        KeyLevel::County => "words.key_level_county",
    })
}

/// The word for the ownership of an investor.
pub fn investor_class(lang: Lang, investor_class: InvestorClass) -> &'static str {
    lang.t(match investor_class {
        InvestorClass::CentralState => "words.investor_class_central_state",
        InvestorClass::OtherState => "words.investor_class_other_state",
        InvestorClass::Private => "words.investor_class_private",
        InvestorClass::Foreign => "words.investor_class_foreign",
    })
}

/// The word for what an organisation is.
pub fn org_kind(lang: Lang, org_kind: OrgKind) -> &'static str {
    lang.t(match org_kind {
        OrgKind::Province => "words.org_kind_province",
        OrgKind::City => "words.org_kind_city",
        OrgKind::County => "words.org_kind_county",
        OrgKind::Zone => "words.org_kind_zone",
        OrgKind::Park => "words.org_kind_park",
        OrgKind::Unit => "words.org_kind_unit",
    })
}

/// The word for the level of a zone.
pub fn zone_level(lang: Lang, zone_level: ZoneLevel) -> &'static str {
    lang.t(match zone_level {
        ZoneLevel::National => "words.zone_level_national",
        ZoneLevel::Provincial => "words.zone_level_provincial",
    })
}

/// The word for the word on a number.
pub fn qualifier(lang: Lang, qualifier: Qualifier) -> &'static str {
    lang.t(match qualifier {
        Qualifier::Expected => "words.qualifier_expected",
        Qualifier::About => "words.qualifier_about",
        Qualifier::Over => "words.qualifier_over",
        Qualifier::OddOver => "words.qualifier_odd_over",
        Qualifier::Under => "words.qualifier_under",
        Qualifier::AtLeast => "words.qualifier_at_least",
    })
}

/// The word for how exact a day is.
pub fn precision(lang: Lang, precision: Precision) -> &'static str {
    lang.t(match precision {
        Precision::Day => "words.precision_day",
        Precision::TenDays => "words.precision_ten_days",
        Precision::Month => "words.precision_month",
        Precision::MonthEnd => "words.precision_month_end",
        Precision::Quarter => "words.precision_quarter",
        Precision::Half => "words.precision_half",
        Precision::YearEnd => "words.precision_year_end",
        Precision::Year => "words.precision_year",
    })
}

/// The word for where an investor comes from.
pub fn origin(lang: Lang, origin: Origin) -> &'static str {
    lang.t(match origin {
        Origin::Overseas => "words.origin_overseas",
        Origin::OtherProvince => "words.origin_other_province",
        Origin::OtherCity => "words.origin_other_city",
        Origin::OtherCounty => "words.origin_other_county",
        Origin::Local => "words.origin_local",
    })
}

/// The word for a role.
pub fn role(lang: Lang, role: Role) -> &'static str {
    crate::shell::role_word(lang, role)
}

/// The word for the kind of a plan.
pub fn plan_kind(lang: Lang, plan_kind: PlanKind) -> &'static str {
    lang.t(match plan_kind {
        PlanKind::AnnualPlan => "words.plan_kind_annual_plan",
        PlanKind::Target => "words.plan_kind_target",
        PlanKind::PlanToDate => "words.plan_kind_plan_to_date",
    })
}

/// The word for where money comes from.
pub fn fund_source(lang: Lang, fund_source: FundSource) -> &'static str {
    lang.t(match fund_source {
        FundSource::Budget => "words.fund_source_budget",
        FundSource::Loan => "words.fund_source_loan",
        FundSource::Foreign => "words.fund_source_foreign",
        FundSource::SelfRaised => "words.fund_source_self_raised",
        FundSource::Other => "words.fund_source_other",
    })
}

/// The word for what money is for.
pub fn fund_use(lang: Lang, fund_use: FundUse) -> &'static str {
    lang.t(match fund_use {
        FundUse::FixedAssets => "words.fund_use_fixed_assets",
        FundUse::WorkingCapital => "words.fund_use_working_capital",
    })
}

/// The word for whether a project went on building.
pub fn resumption_state(lang: Lang, resumption_state: ResumptionState) -> &'static str {
    lang.t(match resumption_state {
        ResumptionState::Resumed => "words.resumption_state_resumed",
        ResumptionState::NotResumed => "words.resumption_state_not_resumed",
        ResumptionState::Terminated => "words.resumption_state_terminated",
    })
}

/// The word for which year's contracts a project is of.
pub fn signing_class(lang: Lang, class: SigningClass) -> &'static str {
    lang.t(match class {
        SigningClass::ThisYear => "words.signing_class_this_year",
        SigningClass::Earlier => "words.signing_class_earlier",
    })
}

/// The word for what a project is of a year's work.
pub fn year_class(lang: Lang, year_class: YearClass) -> &'static str {
    lang.t(match year_class {
        YearClass::NewStart => "words.year_class_new_start",
        YearClass::CarriedOver => "words.year_class_carried_over",
        YearClass::Finishing => "words.year_class_finishing",
        YearClass::Preparatory => "words.year_class_preparatory",
    })
}

/// The word for the span of an indicator.
pub fn period_kind(lang: Lang, period_kind: PeriodKind) -> &'static str {
    lang.t(match period_kind {
        PeriodKind::Year => "words.period_kind_year",
        PeriodKind::HalfYear => "words.period_kind_half_year",
        PeriodKind::Quarter => "words.period_kind_quarter",
        PeriodKind::Month => "words.period_kind_month",
    })
}

/// The word for what a target counts.
pub fn target_measure(lang: Lang, target_measure: TargetMeasure) -> &'static str {
    lang.t(match target_measure {
        TargetMeasure::AttractionCount => "words.target_measure_attraction_count",
        TargetMeasure::AttractionAmount => "words.target_measure_attraction_amount",
    })
}

/// The word for where a permit stands.
pub fn permit_state(lang: Lang, permit_state: PermitState) -> &'static str {
    lang.t(match permit_state {
        PermitState::Held => "words.permit_state_held",
        PermitState::Pending => "words.permit_state_pending",
        PermitState::Committed => "words.permit_state_committed",
    })
}

/// The word for what an office did.
pub fn occasion_kind(lang: Lang, occasion_kind: OccasionKind) -> &'static str {
    lang.t(match occasion_kind {
        OccasionKind::Dispatch => "words.occasion_kind_dispatch",
        OccasionKind::Hearing => "words.occasion_kind_hearing",
        OccasionKind::Visit => "words.occasion_kind_visit",
        OccasionKind::Talks => "words.occasion_kind_talks",
        OccasionKind::Outing => "words.occasion_kind_outing",
    })
}

/// The word for how often something is held.
pub fn cycle(lang: Lang, cycle: Cycle) -> &'static str {
    lang.t(match cycle {
        Cycle::Weekly => "words.cycle_weekly",
        Cycle::TenDays => "words.cycle_ten_days",
        Cycle::Monthly => "words.cycle_monthly",
        Cycle::Irregular => "words.cycle_irregular",
    })
}

/// The word for a leader’s rank.
pub fn leader_rank(lang: Lang, leader_rank: LeaderRank) -> &'static str {
    lang.t(match leader_rank {
        LeaderRank::Province => "words.leader_rank_province",
        LeaderRank::Bureau => "words.leader_rank_bureau",
        LeaderRank::Division => "words.leader_rank_division",
        LeaderRank::Section => "words.leader_rank_section",
    })
}

/// The word for what a roster lists.
pub fn roster_kind(lang: Lang, roster_kind: RosterKind) -> &'static str {
    lang.t(match roster_kind {
        RosterKind::TargetArea => "words.roster_kind_target_area",
        RosterKind::AttractionOffice => "words.roster_kind_attraction_office",
        RosterKind::Ambassador => "words.roster_kind_ambassador",
        RosterKind::QualityMeasure => "words.roster_kind_quality_measure",
    })
}
