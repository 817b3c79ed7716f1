//! What an undo brings back must have its place, and what it names must be there.

use crate::kit::{World, day, operator, org};
use crate::rounds::facts;
use domain::facts::{
    ActualOutput, AnnualPlan, ChangeId, Entry, Grant, InvestorId, Kept, KeyListing, MonthlyReport, Org,
    OrgId, PaidIn, Project, ProjectId, ProjectInvestor, ProjectTaxon, Record, Round, RoundId, Setting,
    Target, Taxon, TaxonId, TaxonomyId, User, UserId,
};
use domain::{FundSource, KeyLevel, ListKind, Money, OrgKind, Precision, Role, RoundLevel, TargetMeasure};
use taizhang::ledger::{Finding, Hindrance, LedgerError, Obstacle, all_open, open_one, undo, verify};

async fn create<R: Record>(world: &World, body: &R) -> (i64, ChangeId) {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let id = writer.create(body);
    (id, writer.commit().await.unwrap().change.unwrap())
}

async fn replace<R: Record + PartialEq + Send + 'static>(world: &World, id: i64, body: &R) -> ChangeId {
    let old = open_one::<R>(world.ledger.db(), id).await.unwrap().unwrap();
    let mut writer = world.ledger.write(operator()).await.unwrap();
    writer.replace(&old, body, None);
    writer.commit().await.unwrap().change.unwrap()
}

async fn end<R: Record + Send + 'static>(world: &World, id: i64) -> ChangeId {
    let old = open_one::<R>(world.ledger.db(), id).await.unwrap().unwrap();
    let mut writer = world.ledger.write(operator()).await.unwrap();
    writer.close(&old);
    writer.commit().await.unwrap().change.unwrap()
}

async fn take_back(world: &World, change: ChangeId) -> Result<ChangeId, Vec<Obstacle>> {
    match undo(&world.ledger, operator(), change).await {
        Ok(writer) => Ok(writer.commit().await.unwrap().change.unwrap()),
        Err(LedgerError::BuiltUpon { obstacles, .. }) => Err(obstacles),
        Err(error) => panic!("{error}"),
    }
}

/// A record that ended and another in its place: the end is not taken back, until the other is gone.
async fn has_one_place<R: Record + PartialEq + Send + 'static>(world: &World, first: R, second: R) {
    let (gone, _) = create(world, &first).await;
    let ended = end::<R>(world, gone).await;
    let (id, by) = create(world, &second).await;
    let expected = Obstacle { kind: R::KIND, id, by, how: Hindrance::InItsPlace };
    assert_eq!(take_back(world, ended).await, Err(vec![expected]), "{:?}", R::KIND);
    take_back(world, by).await.unwrap();
    take_back(world, ended).await.unwrap();
    let open: Vec<Kept<R>> = all_open(world.ledger.db()).await.unwrap();
    assert!(open.iter().any(|kept| kept.id == gone), "{:?}", R::KIND);
}

fn report(project: ProjectId, month: i64, fen: i64) -> MonthlyReport {
    MonthlyReport {
        project,
        year: 2022,
        month,
        month_fen: Some(Money::from_fen(fen)),
        year_to_date_fen: None,
        since_start_fen: None,
        progress: None,
        problems: None,
        requests: None,
        reported_on: day(2022, 6, 1),
    }
}

fn output(project: ProjectId, fen: i64) -> ActualOutput {
    let output_fen = Some(Money::from_fen(fen));
    ActualOutput {
        project,
        year: 2021,
        month: None,
        output_fen,
        tax_fen: None,
        jobs: None,
        recorded_on: day(2022, 6, 1),
    }
}

fn plan(project: ProjectId, version: i64) -> AnnualPlan {
    AnnualPlan {
        version,
        decided_on: day(2022, 1, 1),
        invest_fen: Some(Money::from_fen(1)),
        ..facts::plan(project, 2022)
    }
}

fn paid(project: ProjectId) -> PaidIn {
    PaidIn {
        project,
        day: day(2022, 5, 1),
        precision: Precision::Day,
        original: None,
        amount_fen: Money::from_fen(7),
        fund_source: FundSource::Loan,
        fund_use: None,
        land_premium: false,
        recorded_on: day(2022, 6, 1),
        usd_cents: None,
        usd_rate_e6: None,
        usd_rate_on: None,
    }
}

fn round(org: OrgId, seq_in_year: i64) -> Round {
    Round {
        org,
        level: RoundLevel::Zone,
        year: 2022,
        seq_in_year,
        cumulative_seq: None,
        day: day(2022, 2, 26),
        main_venue: None,
        branch_venues: None,
        published_change: None,
        published_on: None,
    }
}

fn entry(project: ProjectId, round: RoundId) -> Entry {
    Entry {
        project,
        round,
        list: ListKind::Signing,
        title: "入列时的名称".into(),
        unit: "入列时的单位".into(),
        amount_fen: None,
        amount_qualifier: None,
        output_fen: None,
        converted_from: None,
        moved_in_on: None,
        moved_out_on: None,
        move_reason: None,
        approver: None,
    }
}

on_both! {
    async fn changes_are_taken_back_one_after_the_other_as_far_as_one_likes(world: World) {
        let tree = world.settle().await;
        let (id, created) = create(&world, &Project::new("1", "甲", tree.zone)).await;
        let project = ProjectId(id);
        let (month, reported) = create(&world, &report(project, 5, 1_000)).await;
        let first = replace(&world, month, &report(project, 5, 2_000)).await;
        let second = replace(&world, month, &report(project, 5, 3_000)).await;
        let built_upon = |by| Obstacle { kind: MonthlyReport::KIND, id: month, by, how: Hindrance::BuiltUpon };
        assert_eq!(take_back(&world, first).await, Err(vec![built_upon(second)]));
        let back = take_back(&world, second).await.unwrap();
        assert_eq!(take_back(&world, second).await, Err(vec![built_upon(back)]), "once is enough");
        let again = take_back(&world, first).await.unwrap();
        let fen = |kept: Kept<MonthlyReport>| kept.body.month_fen;
        let open = open_one::<MonthlyReport>(world.ledger.db(), month).await.unwrap().map(fen);
        assert_eq!(open, Some(Some(Money::from_fen(1_000))));
        // A change that was taken back and made again stands in the way again.
        let anew = take_back(&world, again).await.unwrap();
        assert_eq!(take_back(&world, reported).await, Err(vec![built_upon(anew)]));
        take_back(&world, anew).await.unwrap();
        take_back(&world, reported).await.unwrap();
        take_back(&world, created).await.unwrap();
        assert!(all_open::<Project>(world.ledger.db()).await.unwrap().is_empty());
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn a_change_that_wrote_both_a_record_and_what_names_it_goes_though_one_was_changed_and_changed_back(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let project = ProjectId(writer.create(&Project::new("1", "甲", tree.zone)));
        let month = writer.create(&report(project, 5, 1_000));
        let import = writer.commit().await.unwrap().change.unwrap();
        let changed = replace(&world, month, &report(project, 5, 2_000)).await;
        take_back(&world, changed).await.unwrap();
        take_back(&world, import).await.unwrap();
        assert!(all_open::<MonthlyReport>(world.ledger.db()).await.unwrap().is_empty());
    }

    async fn a_record_does_not_come_back_beside_the_one_in_its_place(world: World) {
        let zone = world.zone().await;
        let (project, _) = world.project(zone, "JZ-1").await;
        has_one_place(&world, report(project, 5, 100), report(project, 5, 120)).await;
        has_one_place(&world, output(project, 1), output(project, 2)).await;
        has_one_place(&world, plan(project, 1), plan(project, 1)).await;
        has_one_place(&world, paid(project), paid(project)).await;
        let key = KeyListing { project, year: 2022, level: KeyLevel::Province, version: String::new() };
        has_one_place(&world, key.clone(), key).await;
        let investor = ProjectInvestor { project, investor: InvestorId(77), position: 1 };
        has_one_place(&world, investor.clone(), ProjectInvestor { position: 2, ..investor }).await;
        let (one, other) = (Project::new("JZ-7", "甲", zone), Project::new("JZ-7", "乙", zone));
        has_one_place(&world, one, other).await;
        // Rounds are numbered for the whole site, whoever holds them.
        let (another, _) = create(&world, &org(OrgKind::Zone, "另一开发区", None)).await;
        has_one_place(&world, round(zone, 1), round(OrgId(another), 1)).await;
        let park = org(OrgKind::Park, "汇通产业园区", Some(zone));
        has_one_place(&world, park.clone(), park).await;
        let setting = |value: &str| Setting { key: "k".into(), value: value.into() };
        has_one_place(&world, setting("1"), setting("2")).await;
        let user = |name: &str| User { login: "jia".into(), name: name.into(), disabled: false };
        has_one_place(&world, user("甲"), user("乙")).await;
        let grant = Grant { user: UserId(77), org: zone, role: Role::Clerk };
        has_one_place(&world, grant.clone(), grant).await;
        let target = Target {
            org: zone, year: 2022, measure: TargetMeasure::AttractionCount, value: 1, decided_on: day(2022, 1, 1), version: 1,
        };
        has_one_place(&world, target.clone(), target).await;
    }

    async fn a_project_has_one_class_of_a_taxonomy_also_after_an_undo(world: World) {
        let zone = world.zone().await;
        let (project, _) = world.project(zone, "JZ-1").await;
        let class = |taxonomy: i64, code: &str| Taxon {
            taxonomy: TaxonomyId(taxonomy), code: code.into(), name: code.into(), position: 1,
        };
        let mut links = Vec::new();
        for (taxonomy, code) in [(901, "01"), (901, "02"), (902, "01")] {
            let taxon = TaxonId(create(&world, &class(taxonomy, code)).await.0);
            links.push(ProjectTaxon { project, taxon });
        }
        create(&world, &links[2]).await;
        has_one_place(&world, links[0].clone(), links[1].clone()).await;
    }

    async fn a_corrected_month_does_not_come_back_beside_another_report_of_it(world: World) {
        let zone = world.zone().await;
        let (project, _) = world.project(zone, "JZ-1").await;
        let (first, _) = create(&world, &report(project, 5, 100)).await;
        let corrected = replace(&world, first, &report(project, 4, 100)).await;
        let (id, by) = create(&world, &report(project, 5, 120)).await;
        let kind = MonthlyReport::KIND;
        let expected = Obstacle { kind, id, by, how: Hindrance::InItsPlace };
        assert_eq!(take_back(&world, corrected).await, Err(vec![expected]));
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
        replace(&world, id, &report(project, 6, 120)).await;
        take_back(&world, corrected).await.unwrap();
    }

    async fn a_round_does_not_get_back_a_number_that_another_has_by_now(world: World) {
        let zone = world.zone().await;
        let (first, _) = create(&world, &round(zone, 1)).await;
        let renumbered = replace(&world, first, &round(zone, 2)).await;
        let (id, by) = create(&world, &round(zone, 1)).await;
        let expected = Obstacle { kind: Round::KIND, id, by, how: Hindrance::InItsPlace };
        assert_eq!(take_back(&world, renumbered).await, Err(vec![expected]));
    }

    async fn entries_that_stand_one_after_the_other_may_both_come_back(world: World) {
        let zone = world.zone().await;
        let (project, _) = world.project(zone, "JZ-1").await;
        let round = RoundId(create(&world, &round(zone, 1)).await.0);
        let (first, _) = create(&world, &entry(project, round)).await;
        let out = Entry { moved_out_on: Some(day(2022, 6, 1)), ..entry(project, round) };
        let moved_out = replace(&world, first, &out).await;
        let again = Entry { moved_in_on: Some(day(2022, 6, 1)), ..entry(project, round) };
        let (id, by) = create(&world, &again).await;
        let left = replace(&world, id, &Entry { moved_out_on: Some(day(2022, 6, 9)), ..again }).await;
        let kind = Entry::KIND;
        let how = Hindrance::InItsPlace;
        assert_eq!(take_back(&world, moved_out).await, Err(vec![Obstacle { kind, id, by: left, how }]));
        let ended = end::<Entry>(&world, first).await;
        take_back(&world, ended).await.unwrap();
        take_back(&world, left).await.unwrap();
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
        assert!(by < left);
    }

    async fn what_names_a_record_that_ended_does_not_come_back(world: World) {
        let zone = world.zone().await;
        let (z, made) = create(&world, &org(OrgKind::Zone, "甲开发区", None)).await;
        let (project, _) = world.project(OrgId(z), "JZ-1").await;
        let body = open_one::<Project>(world.ledger.db(), project.0).await.unwrap().unwrap().body;
        let moved = replace(&world, project.0, &Project { zone, ..body }).await;
        let gone = take_back(&world, made).await.unwrap();
        let expected = Obstacle { kind: Org::KIND, id: z, by: gone, how: Hindrance::Ended };
        assert_eq!(take_back(&world, moved).await, Err(vec![expected]));
        take_back(&world, gone).await.unwrap();
        take_back(&world, moved).await.unwrap();
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
        assert_eq!(world.ledger.live().current().await.unwrap().len(), 1);
    }

    async fn a_change_that_ended_both_brings_both_back(world: World) {
        let zone = world.zone().await;
        let (project, _) = world.project(zone, "JZ-1").await;
        let (id, _) = create(&world, &report(project, 5, 100)).await;
        let known = open_one::<Project>(world.ledger.db(), project.0).await.unwrap().unwrap();
        let of_it = open_one::<MonthlyReport>(world.ledger.db(), id).await.unwrap().unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.close(&known);
        writer.close(&of_it);
        let ended = writer.commit().await.unwrap().change.unwrap();
        take_back(&world, ended).await.unwrap();
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn verify_finds_two_records_in_one_place(world: World) {
        let zone = world.zone().await;
        let (project, _) = world.project(zone, "JZ-1").await;
        let (other, _) = create(&world, &report(project, 5, 100)).await;
        let (id, _) = create(&world, &report(project, 5, 120)).await;
        create(&world, &report(project, 6, 120)).await;
        let kind = MonthlyReport::KIND;
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), [Finding::InOnePlace { kind, id, other }]);
    }
}
