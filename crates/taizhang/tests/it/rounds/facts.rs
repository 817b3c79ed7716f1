//! Facts that tests of rounds and figures record.

use crate::kit::{Page, Tree, Who, World, operator};
use domain::facts::{AnnualPlan, Entry, OrgId, Project, ProjectId, Round, RoundId, StageEvent};
use domain::{Day, ListKind, Money, Part, PlanKind, Precision, Recognition, RoundLevel, Stage};
use taizhang::ledger::Writer;

pub const YI_FEN: i64 = 10_000_000_000;

pub fn project(no: &str, zone: OrgId, fen: i64) -> Project {
    Project { invest_fen: Some(Money::from_fen(fen)), ..Project::new(no, format!("{no}号项目"), zone) }
}

pub fn event(project: ProjectId, stage: Stage, day: Day) -> StageEvent {
    StageEvent {
        project,
        stage,
        day: Some(day),
        precision: Some(Precision::Day),
        original: None,
        recognition: Recognition::Recognized,
        recorded_on: day,
        partial: false,
        reason: None,
    }
}

/// A line of a year's plan that says nothing but that the project is in it.
pub fn plan(project: ProjectId, year: i64) -> AnnualPlan {
    AnnualPlan {
        project,
        year,
        kind: PlanKind::AnnualPlan,
        month: None,
        version: 1,
        decided_on: Day::new(year as i32, 1, 10).unwrap(),
        invest_fen: None,
        content: None,
        start_month: None,
        complete_month: None,
        produce_month: None,
    }
}

pub fn round(org: OrgId, year: i64, seq_in_year: i64, day: Day) -> Round {
    Round {
        org,
        level: RoundLevel::Province,
        year,
        seq_in_year,
        cumulative_seq: None,
        day,
        main_venue: None,
        branch_venues: None,
        published_change: None,
        published_on: None,
    }
}

pub fn entry(project: ProjectId, round: RoundId, list: ListKind, fen: i64) -> Entry {
    Entry {
        project,
        round,
        list,
        title: "入列时的名称".into(),
        unit: "入列时的单位".into(),
        amount_fen: Some(Money::from_fen(fen)),
        amount_qualifier: None,
        output_fen: None,
        converted_from: None,
        moved_in_on: None,
        moved_out_on: None,
        move_reason: None,
        approver: None,
    }
}

/// Projects that entries can stand for, `count` of them, whose frozen amounts add up to `total_fen`.
pub fn entries(
    writer: &mut Writer,
    zone: OrgId,
    rounds: &[RoundId],
    list: ListKind,
    (count, total_fen): (i64, i64),
) {
    let each = total_fen / count;
    for index in 0..count {
        let fen = if index == 0 { total_fen - each * (count - 1) } else { each };
        let no = format!("{}-{index}", list.code());
        let id = ProjectId(writer.create(&project(&no, zone, 7 * YI_FEN)));
        let place = usize::try_from(index).unwrap() % rounds.len();
        writer.create(&entry(id, rounds[place], list, fen));
    }
}

impl World {
    /// A round of the province on a day, made on the page by its office.
    pub async fn held_round(&self, tree: &Tree, key: (&str, &str), day: &str) -> String {
        let fields = [
            ("org", tree.province.to_string()),
            ("year", key.0.to_owned()),
            ("seq_in_year", key.1.to_owned()),
            ("day", day.to_owned()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.post(Who::Provincial, "/rounds/new", &fields).await.to().to_owned()
    }

    /// A signed project with an investment.
    pub async fn signed_project(&self, zone: OrgId, no: &str, fen: i64, day: Day) -> ProjectId {
        let mut writer = self.ledger.write(operator()).await.unwrap();
        let id = ProjectId(writer.create(&project(no, zone, fen)));
        writer.create(&event(id, Stage::Signed, day));
        writer.commit().await.unwrap();
        id
    }

    /// A phase of a project, signed with it.
    pub async fn signed_phase(&self, zone: OrgId, no: &str, whole: ProjectId, fen: i64) -> ProjectId {
        let mut writer = self.ledger.write(operator()).await.unwrap();
        let phase = Project { parent: Some(whole), part: Some(Part::Phase), ..project(no, zone, fen) };
        let id = ProjectId(writer.create(&phase));
        writer.create(&event(id, Stage::Signed, Day::new(2022, 1, 5).unwrap()));
        writer.commit().await.unwrap();
        id
    }

    /// Puts a project on a list, as the page does.
    pub async fn put_on_list(&self, who: Who, round: &str, list: &str, project: ProjectId) -> Page {
        let id = project.to_string();
        self.post(who, &format!("{round}/pick"), &[("list", list), ("project", &id)]).await
    }

    /// A figure's answer as JSON.
    pub async fn figures(&self, who: Who, query: &str) -> serde_json::Value {
        let page = self.get(who, &format!("/figures.json?{query}")).await;
        serde_json::from_str(&page.body).unwrap_or_else(|_| panic!("{} {}", page.status, page.body))
    }

    /// Count and money of a list of a round, as far as `who` sees it.
    pub async fn counted(&self, who: Who, round: &str, list: &str, more: &str) -> (i64, i64) {
        let query = format!("name=roundEntries&where=round:{round}+list:{list}{more}");
        let answer = self.figures(who, &query).await;
        let figure = &answer["figures"][0];
        (figure["entries"].as_i64().unwrap(), figure["amountFen"].as_i64().unwrap())
    }
}
