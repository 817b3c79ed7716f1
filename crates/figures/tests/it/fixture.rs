//! A small builder of ledgers: deterministic, nothing real.

use domain::facts::{
    ActualOutput, AnnualPlan, BulletinRule, ChangeId, Dimensions, Dossier, Entry, EntryId, FigureRule,
    Forecast, Investor, InvestorId, InvestorListing, Kept, KeyListing, MonthlyReport, Org, OrgId, PaidIn,
    Project, ProjectId, ProjectInvestor, ProjectTaxon, Resumption, Round, RoundId, StageEvent, Target, Taxon,
    TaxonId, Taxonomy, TaxonomyId,
};
use domain::{
    ContractKind, Day, FundSource, KeyLevel, ListKind, MilestoneCode, Money, OrgKind, PlanKind, Precision,
    Recognition, ResumptionState, RoundLevel, Scope, Stage, TargetMeasure,
};
use figures::{Catalogue, Dim, Figure, Filter, Group, Member, Question, Snapshot, evaluate, members};

/// The province of the fixtures.
pub const PROVINCE: OrgId = OrgId(1);
/// Its first city, with the zones [`ZONE`] and [`SISTER`].
pub const CITY: OrgId = OrgId(2);
/// The zone of most figures.
pub const ZONE: OrgId = OrgId(3);
/// Another zone of the same city.
pub const SISTER: OrgId = OrgId(4);
/// Another city.
pub const FAR_CITY: OrgId = OrgId(5);
/// Its zone.
pub const FAR_ZONE: OrgId = OrgId(6);
/// A park in [`ZONE`].
pub const PARK: OrgId = OrgId(7);

pub fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

pub fn yi(text: &str) -> Money {
    Money::from_yi(text).unwrap()
}

/// Splits a sum into that many amounts of whole fen that add up to it.
pub fn shares(total: Money, parts: i64) -> Vec<Money> {
    (0..parts)
        .map(|part| Money::from_fen(total.fen() / parts + i64::from(part < total.fen() % parts)))
        .collect()
}

#[derive(Clone)]
pub struct Ledger {
    pub dimensions: Dimensions,
    pub dossiers: Vec<Dossier>,
    next: i64,
}

pub fn kept<R>(id: i64, body: R) -> Kept<R> {
    Kept { id, since: ChangeId(1), source: None, body }
}

impl Ledger {
    pub fn new() -> Self {
        let mut ledger = Self { dimensions: Dimensions::default(), dossiers: Vec::new(), next: 100 };
        ledger.org(PROVINCE, None, OrgKind::Province, "晋省", 140_000);
        ledger.org(CITY, Some(PROVINCE), OrgKind::City, "晋中市", 140_700);
        ledger.org(ZONE, Some(CITY), OrgKind::Zone, "晋中开发区", 140_700);
        ledger.org(SISTER, Some(CITY), OrgKind::Zone, "祁县开发区", 140_727);
        ledger.org(FAR_CITY, Some(PROVINCE), OrgKind::City, "朔州市", 140_600);
        ledger.org(FAR_ZONE, Some(FAR_CITY), OrgKind::Zone, "平鲁开发区", 140_603);
        ledger.org(PARK, Some(ZONE), OrgKind::Park, "汇通园区", 140_700);
        ledger
    }

    fn org(&mut self, id: OrgId, parent: Option<OrgId>, kind: OrgKind, name: &str, region: i64) {
        let org = Org {
            parent,
            kind,
            name: name.into(),
            aliases: None,
            code: Some(format!("O{id}")),
            region: Some(region),
            level: None,
            position: id.0,
            valid_from: None,
            valid_to: None,
        };
        self.dimensions.orgs.insert(id.0, kept(id.0, org));
    }

    /// A further zone of [`CITY`].
    pub fn zone(&mut self, name: &str) -> OrgId {
        let zone = OrgId(self.id());
        self.org(zone, Some(CITY), OrgKind::Zone, name, 140_700);
        zone
    }

    /// A further park.
    pub fn park(&mut self, zone: OrgId, name: &str) -> OrgId {
        let park = OrgId(self.id());
        self.org(park, Some(zone), OrgKind::Park, name, 140_700);
        park
    }

    pub fn id(&mut self) -> i64 {
        self.next += 1;
        self.next
    }

    pub fn round(&mut self, year: i64, seq_in_year: i64, held_on: &str) -> RoundId {
        let id = self.id();
        let round = Round {
            org: PROVINCE,
            level: RoundLevel::Province,
            year,
            seq_in_year,
            cumulative_seq: None,
            day: day(held_on),
            main_venue: Some("晋中开发区".into()),
            branch_venues: None,
            published_change: None,
            published_on: None,
        };
        self.dimensions.rounds.insert(id, kept(id, round));
        RoundId(id)
    }

    /// A company with the region of its seat.
    pub fn investor(&mut self, name: &str, region: i64) -> InvestorId {
        let id = self.id();
        let investor =
            Investor { name: name.into(), credit_code: None, region: Some(region), seat: None, class: None };
        self.dimensions.investors.insert(id, kept(id, investor));
        InvestorId(id)
    }

    pub fn list(&mut self, investor: InvestorId, list: &str, year: i64) {
        let id = self.id();
        let listing = InvestorListing { investor, list: list.into(), year, rank: None, relation: None };
        self.dimensions.listings.insert(id, kept(id, listing));
    }

    /// A version of what an organisation is to attract in a year.
    pub fn target(
        &mut self,
        org: OrgId,
        (year, measure): (i64, TargetMeasure),
        value: i64,
        decided_on: &str,
    ) {
        let id = self.id();
        let known = self.dimensions.targets.values();
        let same = known.filter(|it| (it.org, it.year, it.measure) == (org, year, measure)).count();
        let body =
            Target { org, year, measure, value, decided_on: day(decided_on), version: same as i64 + 1 };
        self.dimensions.targets.insert(id, kept(id, body));
    }

    /// A site's own definition from a day on; without a text the end of its definitions.
    pub fn rule(&mut self, name: &str, from_on: &str, text: Option<&str>) -> i64 {
        let id = self.id();
        let body = FigureRule { name: name.into(), from_on: day(from_on), text: text.map(str::to_owned) };
        self.dimensions.figure_rules.insert(id, kept(id, body));
        id
    }

    /// A site's own template from a day on; without a text the end of its templates.
    pub fn template(&mut self, name: &str, from_on: &str, text: Option<&str>) -> i64 {
        let id = self.id();
        let body = BulletinRule { name: name.into(), from_on: day(from_on), text: text.map(str::to_owned) };
        self.dimensions.bulletin_rules.insert(id, kept(id, body));
        id
    }

    /// A taxonomy with classes in order.
    pub fn taxonomy(&mut self, code: &str, classes: &[&str]) -> Vec<TaxonId> {
        let taxonomy = self.id();
        let body = Taxonomy { code: code.into(), name: code.into(), version: "1".into(), org: None };
        self.dimensions.taxonomies.insert(taxonomy, kept(taxonomy, body));
        let add = |(position, name): (usize, &&str)| {
            let id = self.id();
            let class = Taxon {
                taxonomy: TaxonomyId(taxonomy),
                code: format!("{code}{position}"),
                name: (*name).into(),
                position: position as i64,
            };
            self.dimensions.taxons.insert(id, kept(id, class));
            TaxonId(id)
        };
        classes.iter().enumerate().map(add).collect()
    }

    /// Adds a project; the closure says what is known of it.
    pub fn add(&mut self, zone: OrgId, tell: impl FnOnce(&mut Draft<'_>)) -> ProjectId {
        let id = self.id();
        let project = Project::new(format!("P{id}"), format!("第{id}号项目"), zone);
        let mut draft = Draft { dossier: Dossier::of(kept(id, project)), ledger: self };
        tell(&mut draft);
        let dossier = draft.dossier;
        self.dossiers.push(dossier);
        ProjectId(id)
    }

    pub fn change(&mut self, id: ProjectId, tell: impl FnOnce(&mut Draft<'_>)) {
        let place = self.dossiers.iter().position(|dossier| dossier.id() == id).unwrap();
        let mut draft = Draft { dossier: self.dossiers[place].clone(), ledger: self };
        tell(&mut draft);
        self.dossiers[place] = draft.dossier;
    }

    pub fn snapshot(&self) -> Snapshot {
        Snapshot::build(ChangeId(1), self.dimensions.clone(), self.dossiers.clone())
    }
}

/// A project being told.
pub struct Draft<'a> {
    pub dossier: Dossier,
    ledger: &'a mut Ledger,
}

impl Draft<'_> {
    pub fn project(&mut self) -> &mut Project {
        &mut self.dossier.project.body
    }

    pub fn invest(&mut self, money: Money) -> &mut Self {
        self.project().invest_fen = Some(money);
        self
    }

    pub fn contract(&mut self, kind: ContractKind) -> &mut Self {
        self.project().contract_kind = Some(kind);
        self
    }

    pub fn event(&mut self, stage: Stage, on: &str) -> &mut Self {
        self.told(stage, Some(day(on)), Recognition::Recognized, day(on))
    }

    pub fn claimed(&mut self, stage: Stage, on: &str) -> &mut Self {
        self.told(stage, Some(day(on)), Recognition::Claimed, day(on))
    }

    pub fn undated(&mut self, stage: Stage, recorded_on: &str) -> &mut Self {
        self.told(stage, None, Recognition::Recognized, day(recorded_on))
    }

    pub fn told(
        &mut self,
        stage: Stage,
        on: Option<Day>,
        recognition: Recognition,
        recorded_on: Day,
    ) -> &mut Self {
        let id = self.ledger.id();
        let event = StageEvent {
            project: self.dossier.id(),
            stage,
            day: on,
            precision: on.map(|_| Precision::Day),
            original: None,
            recognition,
            recorded_on,
            partial: false,
            reason: None,
        };
        self.dossier.events.push(kept(id, event));
        self
    }

    /// The event told last, to change what is rarely told of one.
    pub fn last_event(&mut self) -> &mut StageEvent {
        &mut self.dossier.events.last_mut().unwrap().body
    }

    pub fn promise(&mut self, code: MilestoneCode, promised: &str, said_on: &str) -> &mut Self {
        let id = self.ledger.id();
        let forecast = Forecast {
            project: self.dossier.id(),
            code,
            day: day(promised),
            precision: Precision::Day,
            original: None,
            reason: None,
            said_on: day(said_on),
        };
        self.dossier.forecasts.push(kept(id, forecast));
        self
    }

    pub fn from(&mut self, investor: InvestorId) -> &mut Self {
        let id = self.ledger.id();
        let position = self.dossier.investors.len() as i64;
        let link = ProjectInvestor { project: self.dossier.id(), investor, position };
        self.dossier.investors.push(kept(id, link));
        self
    }

    pub fn class(&mut self, taxon: TaxonId) -> &mut Self {
        let id = self.ledger.id();
        let link = ProjectTaxon { project: self.dossier.id(), taxon };
        self.dossier.taxons.push(kept(id, link));
        self
    }

    /// The plan of a year, decided on its first day.
    pub fn plan(&mut self, year: i64, invest: Option<Money>) -> &mut AnnualPlan {
        let id = self.ledger.id();
        let plan = AnnualPlan {
            project: self.dossier.id(),
            year,
            kind: PlanKind::AnnualPlan,
            month: None,
            version: 1,
            decided_on: Day::new(i32::try_from(year).unwrap(), 1, 1).unwrap(),
            invest_fen: invest,
            content: None,
            start_month: None,
            complete_month: None,
            produce_month: None,
        };
        self.dossier.plans.push(kept(id, plan));
        &mut self.dossier.plans.last_mut().unwrap().body
    }

    /// What a month brought, reported on its last day.
    pub fn month(&mut self, year: i64, month: i64, done: Option<Money>) -> &mut MonthlyReport {
        let id = self.ledger.id();
        let first = Day::new(i32::try_from(year).unwrap(), u8::try_from(month).unwrap(), 1).unwrap();
        let report = MonthlyReport {
            project: self.dossier.id(),
            year,
            month,
            month_fen: done,
            year_to_date_fen: None,
            since_start_fen: None,
            progress: None,
            problems: None,
            requests: None,
            reported_on: first.last_of_month(),
        };
        self.dossier.reports.push(kept(id, report));
        &mut self.dossier.reports.last_mut().unwrap().body
    }

    pub fn paid(&mut self, on: &str, amount: Money) -> &mut Self {
        let id = self.ledger.id();
        let paid = PaidIn {
            project: self.dossier.id(),
            day: day(on),
            precision: Precision::Day,
            original: None,
            amount_fen: amount,
            fund_source: FundSource::SelfRaised,
            fund_use: None,
            land_premium: false,
            recorded_on: day(on),
            usd_cents: None,
            usd_rate_e6: None,
            usd_rate_on: None,
        };
        self.dossier.paid_in.push(kept(id, paid));
        self
    }

    /// Output of a month, or of a whole year recorded on its last day.
    pub fn output(&mut self, year: i64, month: Option<i64>, output: Money) -> &mut Self {
        let id = self.ledger.id();
        let output = ActualOutput {
            project: self.dossier.id(),
            year,
            month,
            output_fen: Some(output),
            tax_fen: None,
            jobs: None,
            recorded_on: Day::new(i32::try_from(year).unwrap(), 12, 31).unwrap(),
        };
        self.dossier.outputs.push(kept(id, output));
        self
    }

    pub fn resumption(&mut self, state: ResumptionState, on: &str) -> &mut Self {
        let id = self.ledger.id();
        let resumption = Resumption {
            project: self.dossier.id(),
            year: i64::from(day(on).year()),
            state,
            day: Some(day(on)),
            precision: Some(Precision::Day),
            original: None,
            reason: None,
            recorded_on: day(on),
        };
        self.dossier.resumptions.push(kept(id, resumption));
        self
    }

    pub fn key(&mut self, year: i64, level: KeyLevel) -> &mut Self {
        let id = self.ledger.id();
        let listing = KeyListing { project: self.dossier.id(), year, level, version: "1".into() };
        self.dossier.key_listings.push(kept(id, listing));
        self
    }

    pub fn entry(&mut self, round: RoundId, list: ListKind, amount: Money) -> &mut Entry {
        let id = self.ledger.id();
        let entry = Entry {
            project: self.dossier.id(),
            round,
            list,
            title: "入列时名称".into(),
            unit: "晋中开发区".into(),
            amount_fen: Some(amount),
            amount_qualifier: None,
            output_fen: None,
            converted_from: None::<EntryId>,
            moved_in_on: None,
            moved_out_on: None,
            move_reason: None,
            approver: None,
        };
        self.dossier.entries.push(kept(id, entry));
        &mut self.dossier.entries.last_mut().unwrap().body
    }
}

/// A question over a snapshot in short.
pub struct Asked<'a> {
    pub snapshot: &'a Snapshot,
    pub scope: Scope,
    pub filter: Filter,
    pub true_on: Day,
    pub by: Vec<Dim>,
}

impl<'a> Asked<'a> {
    pub fn of(snapshot: &'a Snapshot, filter: &str, true_on: &str) -> Self {
        let filter = Filter::parse(filter).unwrap();
        Self { snapshot, scope: Scope::operator(), filter, true_on: day(true_on), by: Vec::new() }
    }

    pub fn by(mut self, dims: &[Dim]) -> Self {
        self.by = dims.to_vec();
        self
    }

    pub fn question(&self) -> Question<'_> {
        let mut question = Question::new(self.snapshot, &self.scope, self.true_on);
        question.filter = Some(&self.filter);
        question.by = &self.by;
        question.scope_name = "全省开发区";
        question
    }

    /// All groups of a figure; each is checked against its members on the way.
    pub fn figures(&self, name: &str) -> Vec<Figure> {
        let figures = evaluate(Catalogue::builtin(), &self.question(), name).unwrap();
        for figure in &figures {
            opens_into_its_members(figure, &self.members(name, &figure.group));
        }
        figures
    }

    /// The one figure of an ungrouped question.
    pub fn figure(&self, name: &str) -> Figure {
        let mut figures = self.figures(name);
        assert_eq!(figures.len(), 1, "{name} was asked ungrouped");
        figures.remove(0)
    }

    pub fn members(&self, name: &str, group: &Group) -> Vec<Member> {
        members(Catalogue::builtin(), &self.question(), name, group).unwrap()
    }
}

/// Rule 2 of acceptance: opening a figure lists exactly what it counted.
fn opens_into_its_members(figure: &Figure, members: &[Member]) {
    let count = members.len() as i64;
    if figure.unit == "rounds" {
        assert_eq!(figure.printed, count.to_string());
        return;
    }
    // A target counts nothing.
    let is_target = Catalogue::builtin().get(&figure.name).is_some_and(|spec| spec.target.is_some());
    let Some(amount_fen) = figure.amount_fen.filter(|_| !is_target) else { return };
    let counted: Vec<&Member> = members.iter().filter(|member| member.below).collect();
    let count = counted.len() as i64;
    let money: i64 = counted.iter().filter_map(|member| member.amount_fen).sum();
    assert_eq!(amount_fen, money);
    assert_eq!(figure.entries.or(figure.projects), Some(count));
    let projects: std::collections::BTreeSet<_> = counted.iter().map(|member| member.project).collect();
    assert_eq!(figure.projects, Some(projects.len() as i64));
    if let Some(numerator) = figure.numerator {
        assert_eq!(numerator, members.iter().filter_map(|member| member.above).sum::<i64>());
        let of_sums = Catalogue::builtin().get(&figure.name).unwrap().is_rate_of_sums();
        assert_eq!(figure.denominator, Some(if of_sums { money } else { count }));
    }
}
