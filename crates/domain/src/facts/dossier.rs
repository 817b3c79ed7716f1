//! All that is known of one project at one time.

use super::{
    ActualOutput, AnnualPlan, BulletinRule, Entry, Evidence, FigureRule, Forecast, Investor, InvestorListing,
    Kept, KeyListing, MonthlyReport, Note, Org, PaidIn, Permit, Project, ProjectId, ProjectInvestor,
    ProjectTaxon, Resumption, Round, StageEvent, Target, Taxon, Taxonomy,
};
use std::collections::BTreeMap;

/// A project with everything that belongs to it, each list in the order of ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The project itself.
    pub project: Kept<Project>,
    /// Columns without a field.
    pub notes: Vec<Kept<Note>>,
    /// Who invests.
    pub investors: Vec<Kept<ProjectInvestor>>,
    /// Its classes.
    pub taxons: Vec<Kept<ProjectTaxon>>,
    /// Its places on lists of key projects.
    pub key_listings: Vec<Kept<KeyListing>>,
    /// Its stage events.
    pub events: Vec<Kept<StageEvent>>,
    /// Its promises and forecasts.
    pub forecasts: Vec<Kept<Forecast>>,
    /// Its entries in rounds.
    pub entries: Vec<Kept<Entry>>,
    /// The files behind it.
    pub evidence: Vec<Kept<Evidence>>,
    /// Its plans, year by year.
    pub plans: Vec<Kept<AnnualPlan>>,
    /// Its monthly reports.
    pub reports: Vec<Kept<MonthlyReport>>,
    /// Money that arrived.
    pub paid_in: Vec<Kept<PaidIn>>,
    /// What it brought.
    pub outputs: Vec<Kept<ActualOutput>>,
    /// Whether it went on building, year by year.
    pub resumptions: Vec<Kept<Resumption>>,
    /// The papers that it needs.
    pub permits: Vec<Kept<Permit>>,
}

impl Dossier {
    /// A dossier with nothing but the project.
    pub fn of(project: Kept<Project>) -> Self {
        Self {
            project,
            notes: Vec::new(),
            investors: Vec::new(),
            taxons: Vec::new(),
            key_listings: Vec::new(),
            events: Vec::new(),
            forecasts: Vec::new(),
            entries: Vec::new(),
            evidence: Vec::new(),
            plans: Vec::new(),
            reports: Vec::new(),
            paid_in: Vec::new(),
            outputs: Vec::new(),
            resumptions: Vec::new(),
            permits: Vec::new(),
        }
    }

    /// The project's id.
    pub fn id(&self) -> ProjectId {
        ProjectId(self.project.id)
    }
}

/// What all projects refer to, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dimensions {
    /// Organisations.
    pub orgs: BTreeMap<i64, Kept<Org>>,
    /// Rounds.
    pub rounds: BTreeMap<i64, Kept<Round>>,
    /// Taxonomies.
    pub taxonomies: BTreeMap<i64, Kept<Taxonomy>>,
    /// Classes of taxonomies.
    pub taxons: BTreeMap<i64, Kept<Taxon>>,
    /// Investors.
    pub investors: BTreeMap<i64, Kept<Investor>>,
    /// Investors' places on yearly lists.
    pub listings: BTreeMap<i64, Kept<InvestorListing>>,
    /// What organisations are to attract, in all versions.
    pub targets: BTreeMap<i64, Kept<Target>>,
    /// What figures mean here, in all versions.
    pub figure_rules: BTreeMap<i64, Kept<FigureRule>>,
    /// How bulletins are worded here, in all versions.
    pub bulletin_rules: BTreeMap<i64, Kept<BulletinRule>>,
}
