//! The record types of projects, rounds, people and organisations (`domain.md` §2), and the list of all kinds. A new kind
//! goes to the end of the list; a new column to the end of its kind, with a migration.

use super::affairs::{Occasion, OldPrint, Permit, RosterEntry};
use super::boards::{Board, BoardCard};
use super::bulletins::{Bulletin, BulletinEdit, IssuedText, PrintedFigure};
use super::definitions::{BulletinRule, FigureRule};
use super::layouts::LearnedLayout;
use super::matching::MatchAnswer;
use super::progress::{ActualOutput, AnnualPlan, Indicator, MonthlyReport, PaidIn, Resumption, Target};
use super::ranking::{RankScheme, RankSeat, ScoreInput};
use super::record::{KeyPart, NaturalKey, Owner, Record, Span, kinds, maybe, records, span};
use super::{
    Column, ColumnError, EntryId, EventId, FieldDef, ImportId, InvestorId, MonthlyReportId, OrgId, ProjectId,
    RoundId, Sink, Source, TaxonId, TaxonomyId, UserId,
};
use crate::{
    AcquisitionKind, ConstructionType, ContractKind, Day, InvestorClass, KeyLevel, ListKind, MilestoneCode,
    Money, OrgKind, Part, Precision, Qualifier, Recognition, Role, RoundLevel, Stage, ZoneLevel,
};

records! {
    /// An organisation of the tree: province, city, county, zone, park, or a unit that answers for projects.
    Org in "org", Dimension, once by (parent, kind, name) within valid_from..=valid_to {
        /// The node above; none for the root.
        parent: Option<OrgId>,
        /// What it is.
        kind: OrgKind,
        /// The full name.
        name: String,
        /// Other names under which workbooks know it, one a line.
        aliases: Option<String>,
        /// The office's own code.
        code: Option<String>,
        /// Region code of GB/T 2260, six digits.
        region: Option<i64>,
        /// National or provincial, for zones.
        level: Option<ZoneLevel>,
        /// Place among its sisters (the office's unit order).
        position: i64,
        /// First day of validity.
        valid_from: Option<Day>,
        /// Last day of validity.
        valid_to: Option<Day>,
    }

    /// A person who signs in.
    User in "account", Nobody, once by (login) {
        /// The name typed at sign-in, unique, lower case.
        login: String,
        /// The name shown.
        name: String,
        /// Whether sign-in is closed.
        disabled: bool,
    }

    /// A role of a user at a node.
    Grant in "account_grant", Nobody, once by (user, org, role) {
        /// Who.
        user: UserId,
        /// Where.
        org: OrgId,
        /// As what.
        role: Role,
    }

    /// A project.
    Project in "project", Itself, once by (zone, own_no) {
        /// The zone's own number, never reused.
        own_no: String,
        /// The name; former names are its history.
        title: String,
        /// The zone that answers for it.
        zone: OrgId,
        /// The park inside the zone.
        park: Option<OrgId>,
        /// The project of which this is a part.
        parent: Option<ProjectId>,
        /// What it is of its parent.
        part: Option<Part>,
        /// 固定资产投资项目代码.
        project_code: Option<String>,
        /// 统一社会信用代码 of the owner.
        credit_code: Option<String>,
        /// 统计代码.
        statistics_code: Option<String>,
        /// 建设单位.
        project_owner: Option<String>,
        /// 建设性质.
        construction_type: Option<ConstructionType>,
        /// 新招引, 增资扩产, 利润再投资.
        acquisition: Option<AcquisitionKind>,
        /// Formal contract or framework agreement.
        contract_kind: Option<ContractKind>,
        /// 总投资.
        invest_fen: Option<Money>,
        /// The word on the total investment.
        invest_qualifier: Option<Qualifier>,
        /// 签约金额.
        contract_fen: Option<Money>,
        /// The word on the contract amount.
        contract_qualifier: Option<Qualifier>,
        /// Land in hundredths of a 亩.
        land_mu_e2: Option<i64>,
        /// 预计年产值.
        output_fen: Option<Money>,
        /// 预计年税收.
        tax_fen: Option<Money>,
        /// 用工人数.
        jobs: Option<i64>,
        /// 包联领导, several separated by 、.
        liaison_leader: Option<String>,
        /// 代办员.
        agent: Option<String>,
        /// 责任单位.
        responsible_unit: Option<String>,
        /// 责任人.
        responsible_person: Option<String>,
        /// 建设内容.
        content: Option<String>,
        /// 建设地点.
        address: Option<String>,
        /// 备注.
        remark: Option<String>,
    }

    /// A column of a workbook that the ledger has no field for, kept beside the project.
    Note in "note", Project {
        /// The project.
        project: ProjectId,
        /// The column's header.
        label: String,
        /// What stood in the cell.
        text: String,
    }

    /// A company or person who invests.
    Investor in "investor", InvestorItself {
        /// The name.
        name: String,
        /// 统一社会信用代码.
        credit_code: Option<String>,
        /// Region code of its seat: six digits of GB/T 2260, or those of [`crate::region::Region::ABROAD`].
        region: Option<i64>,
        /// Its seat as written.
        seat: Option<String>,
        /// Ownership.
        class: Option<InvestorClass>,
    }

    /// An investor's place on a yearly list (世界500强 …).
    InvestorListing in "investor_listing", Investor, once by (investor, list, year) {
        /// Who.
        investor: InvestorId,
        /// The list's name.
        list: String,
        /// The list's year.
        year: i64,
        /// Rank on it.
        rank: Option<i64>,
        /// How the listed company relates to the investor (itself, subsidiary, share).
        relation: Option<String>,
    }

    /// Who invests in a project.
    ProjectInvestor in "project_investor", Project, once by (project, investor) {
        /// The project.
        project: ProjectId,
        /// The investor.
        investor: InvestorId,
        /// Place among the project's investors; the first decides the origin.
        position: i64,
    }

    /// A classification of industries, in one version.
    Taxonomy in "taxonomy", Dimension {
        /// Short code (`zone`, `shanxi14`, `gbt4754`).
        code: String,
        /// Its name.
        name: String,
        /// Its version.
        version: String,
        /// The organisation that keeps it; none for the country's and the province's.
        org: Option<OrgId>,
    }

    /// A class of a taxonomy.
    Taxon in "taxon", Dimension {
        /// The taxonomy.
        taxonomy: TaxonomyId,
        /// The class's code in it.
        code: String,
        /// The class's name.
        name: String,
        /// Place in the taxonomy's order.
        position: i64,
    }

    /// A project's class in a taxonomy.
    ProjectTaxon in "project_taxon", Project, once by (project, taxon: Taxon.taxonomy) {
        /// The project.
        project: ProjectId,
        /// The class.
        taxon: TaxonId,
    }

    /// A project's place on a list of key projects.
    KeyListing in "key_listing", Project, once by (project, year, level, version) {
        /// The project.
        project: ProjectId,
        /// The plan year.
        year: i64,
        /// Whose list.
        level: KeyLevel,
        /// The list's version.
        version: String,
    }

    /// A project entering a stage.
    StageEvent in "stage_event", Project {
        /// The project.
        project: ProjectId,
        /// The stage.
        stage: Stage,
        /// The last day of the span that the words allow; none when the stage is known without a date.
        day: Option<Day>,
        /// How exact the day is.
        precision: Option<Precision>,
        /// The words it came from.
        original: Option<String>,
        /// How far it is confirmed.
        recognition: Recognition,
        /// The day on which it was recorded; an undated event holds from here.
        recorded_on: Day,
        /// 部分投产: only a part produces.
        partial: bool,
        /// Why, for exits and rejections.
        reason: Option<String>,
    }

    /// A promised day of a milestone: the first is the promise, each later one a forecast with its reason.
    Forecast in "forecast", Project {
        /// The project.
        project: ProjectId,
        /// The milestone.
        code: MilestoneCode,
        /// The last day of the span promised.
        day: Day,
        /// How exact the day is.
        precision: Precision,
        /// The words it came from.
        original: Option<String>,
        /// Why it differs from the one before.
        reason: Option<String>,
        /// The day on which it was said.
        said_on: Day,
    }

    /// A holding of 三个一批.
    Round in "round", Dimension, once by (year, seq_in_year) {
        /// Who holds it.
        org: OrgId,
        /// Province, city or zone.
        level: RoundLevel,
        /// The year of its numbering.
        year: i64,
        /// Number within the year.
        seq_in_year: i64,
        /// Running number (四期).
        cumulative_seq: Option<i64>,
        /// The day.
        day: Day,
        /// 主会场.
        main_venue: Option<String>,
        /// 分会场, one a line.
        branch_venues: Option<String>,
        /// The change at which its figures are frozen; none before publication.
        published_change: Option<i64>,
        /// The day of publication.
        published_on: Option<Day>,
    }

    /// A project on a list of a round, as it stood when it was put there.
    Entry in "entry", Project, once by (project, round, list) within moved_in_on..moved_out_on {
        /// The project.
        project: ProjectId,
        /// The round.
        round: RoundId,
        /// The list.
        list: ListKind,
        /// The project's name then.
        title: String,
        /// The zone's name then.
        unit: String,
        /// The investment then.
        amount_fen: Option<Money>,
        /// The word on the investment then.
        amount_qualifier: Option<Qualifier>,
        /// Expected yearly output then.
        output_fen: Option<Money>,
        /// The entry of an earlier list of which this is the conversion.
        converted_from: Option<EntryId>,
        /// The day on which it was moved in after the list was fixed.
        moved_in_on: Option<Day>,
        /// The day on which it was moved out.
        moved_out_on: Option<Day>,
        /// Why it was moved.
        move_reason: Option<String>,
        /// Who approved the move.
        approver: Option<String>,
    }

    /// A file behind a project, one of its events or one of its monthly reports.
    Evidence in "evidence", Project {
        /// The project.
        project: ProjectId,
        /// The event it proves.
        event: Option<EventId>,
        /// SHA-256 of its bytes, hex.
        file: String,
        /// Its name.
        name: String,
        /// Its size in bytes.
        size_bytes: i64,
        /// The monthly report of which it is a photo.
        report: Option<MonthlyReportId>,
    }

    /// A workbook that was brought in.
    Import in "import", Nobody {
        /// SHA-256 of its bytes, hex.
        file: String,
        /// Its name.
        name: String,
        /// The zone for rows that name none.
        zone: Option<OrgId>,
        /// What was recognised: sheets, header rows, columns, units; a text of the imports slice.
        layout: String,
        /// Rows read.
        rows: i64,
        /// Projects created.
        created: i64,
        /// Projects changed.
        changed: i64,
        /// Rows without anything new.
        unchanged: i64,
        /// Rows that wait to be mended.
        parked: i64,
    }

    /// A row that waits to be mended.
    ParkedRow in "parked_row", Nobody {
        /// The import.
        import: ImportId,
        /// The sheet's name.
        sheet: String,
        /// The row's number as the workbook shows it.
        row: i64,
        /// The cells as they stood or as mended, a text of the imports slice.
        cells: String,
    }

    /// A filter of the ledger page under a name.
    SavedView in "saved_view", Nobody, once by (user, name) {
        /// Whose.
        user: UserId,
        /// Its name.
        name: String,
        /// The address's query.
        query: String,
    }

    /// A setting of the site.
    Setting in "setting", Nobody, once by (key) {
        /// Its key.
        key: String,
        /// Its value.
        value: String,
    }
}

kinds! {
    Org,
    User,
    Grant,
    Project,
    Note,
    Investor,
    InvestorListing,
    ProjectInvestor,
    Taxonomy,
    Taxon,
    ProjectTaxon,
    KeyListing,
    StageEvent,
    Forecast,
    Round,
    Entry,
    Evidence,
    Import,
    ParkedRow,
    SavedView,
    Setting,
    AnnualPlan,
    MonthlyReport,
    PaidIn,
    ActualOutput,
    Resumption,
    Indicator,
    Target,
    RankScheme,
    ScoreInput,
    RankSeat,
    Permit,
    Occasion,
    RosterEntry,
    OldPrint,
    Bulletin,
    BulletinEdit,
    IssuedText,
    PrintedFigure,
    Board,
    BoardCard,
    FigureRule,
    BulletinRule,
    LearnedLayout,
    MatchAnswer,
}
