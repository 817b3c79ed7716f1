//! A block: some thousand projects in columns, never changed after it was made.

use super::column::{Children, Dict, NO_AMOUNT, NO_DAY, Texts};
use super::rows::{EntryRow, EventRow, KeyRow, PromiseRow, fen_or_none};
use domain::facts::{Dimensions, Dossier, OrgId};
use domain::{AcquisitionKind, ConstructionType, ContractKind, Part, Qualifier, Recognition, Stage};
use std::ops::Range;
use std::sync::Arc;

/// Projects in a freshly built block: small enough that a write copies little, large enough to scan in a run.
pub(crate) const BLOCK_ROWS: usize = 1_024;
/// Projects from which on a grown block is split.
pub(crate) const BLOCK_ROWS_MAX: usize = 4_096;

/// Stages whose days stand in columns of their own, because nearly every figure asks for them.
pub(crate) const HOT_STAGES: [Stage; 3] = [Stage::Signed, Stage::Commenced, Stage::Producing];

/// Two columns of days for one stage, over recognised events alone.
#[derive(Debug, Clone, Default)]
pub(crate) struct StageDays {
    /// The first day from which the stage held, dated or not.
    pub(crate) effective: Vec<i32>,
    /// The first day of a dated event.
    pub(crate) dated: Vec<i32>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    pub(crate) ids: Vec<i64>,
    pub(crate) zone: Dict<OrgId>,
    pub(crate) park: Dict<Option<OrgId>>,
    pub(crate) parent: Vec<i64>,
    pub(crate) part: Vec<Option<Part>>,
    pub(crate) own_no: Texts,
    pub(crate) title: Texts,
    /// Own number and title folded, for the search.
    pub(crate) search: Texts,
    pub(crate) project_code: Texts,
    pub(crate) leader: Dict<Option<Arc<str>>>,
    pub(crate) unit: Dict<Option<Arc<str>>>,
    /// 责任人; many and seldom twice, so packed as they come.
    pub(crate) person: Texts,
    pub(crate) construction_type: Vec<Option<ConstructionType>>,
    pub(crate) acquisition: Vec<Option<AcquisitionKind>>,
    pub(crate) contract_kind: Vec<Option<ContractKind>>,
    pub(crate) invest: Vec<i64>,
    pub(crate) invest_qualifier: Vec<Option<Qualifier>>,
    pub(crate) contract: Vec<i64>,
    pub(crate) contract_qualifier: Vec<Option<Qualifier>>,
    pub(crate) output: Vec<i64>,
    pub(crate) land_mu_e2: Vec<i64>,
    /// Region code of the first investor's seat.
    pub(crate) origin_region: Dict<Option<i64>>,
    pub(crate) stage_days: [StageDays; HOT_STAGES.len()],
    pub(crate) events: Children<EventRow>,
    pub(crate) promises: Children<PromiseRow>,
    pub(crate) entries: Children<EntryRow>,
    pub(crate) keys: Children<KeyRow>,
    pub(crate) taxons: Children<i64>,
    pub(crate) investors: Children<i64>,
}

/// Calls a macro with every column, so that copying, measuring and shrinking can't forget one.
macro_rules! every_column {
    ($plain:ident, $rich:ident) => {
        $plain!(
            ids,
            parent,
            part,
            construction_type,
            acquisition,
            contract_kind,
            invest,
            invest_qualifier,
            contract,
            contract_qualifier,
            output,
            land_mu_e2
        );
        $rich!(
            zone,
            park,
            own_no,
            title,
            search,
            project_code,
            leader,
            unit,
            person,
            origin_region,
            events,
            promises,
            entries,
            keys,
            taxons,
            investors
        );
    };
}

impl Block {
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The first day from which a stage held, and the first day of a dated event, where the stage has columns.
    pub(crate) fn hot(&self, stage: Stage) -> Option<&StageDays> {
        HOT_STAGES.iter().position(|hot| *hot == stage).map(|slot| &self.stage_days[slot])
    }

    pub(crate) fn push(&mut self, dossier: &Dossier, dimensions: &Dimensions) {
        self.push_identity(dossier);
        self.push_facts(dossier, dimensions);
        self.push_children(dossier);
    }

    fn push_identity(&mut self, dossier: &Dossier) {
        let project = &dossier.project;
        self.ids.push(project.id);
        self.zone.push(&project.zone);
        self.park.push(&project.park);
        self.parent.push(project.parent.map_or(NO_AMOUNT, |parent| parent.0));
        self.part.push(project.part);
        self.own_no.push(&project.own_no);
        self.title.push(&project.title);
        self.search.push(&format!(
            "{}\n{}",
            domain::text::fold(&project.own_no),
            domain::text::fold(&project.title)
        ));
        self.project_code.push(project.project_code.as_deref().unwrap_or_default());
        self.leader.push(&project.liaison_leader.as_deref().map(Arc::from));
        self.unit.push(&project.responsible_unit.as_deref().map(Arc::from));
        self.person.push(project.responsible_person.as_deref().unwrap_or_default());
    }

    fn push_facts(&mut self, dossier: &Dossier, dimensions: &Dimensions) {
        let project = &dossier.project;
        self.construction_type.push(project.construction_type);
        self.acquisition.push(project.acquisition);
        self.contract_kind.push(project.contract_kind);
        self.invest.push(fen_or_none(project.invest_fen));
        self.invest_qualifier.push(project.invest_qualifier);
        self.contract.push(fen_or_none(project.contract_fen));
        self.contract_qualifier.push(project.contract_qualifier);
        self.output.push(fen_or_none(project.output_fen));
        self.land_mu_e2.push(project.land_mu_e2.unwrap_or(NO_AMOUNT));
        let first = dossier.investors.iter().min_by_key(|link| (link.position, link.id));
        let region =
            first.and_then(|link| dimensions.investors.get(&link.investor.0)).and_then(|who| who.region);
        self.origin_region.push(&region);
    }

    fn push_children(&mut self, dossier: &Dossier) {
        let mut events: Vec<EventRow> = dossier.events.iter().map(|event| EventRow::of(event)).collect();
        // In the order in which they hold, so that the first of a stage is found first.
        events.sort_by_key(|event| (event.effective_on, event.stage));
        for (stage, days) in HOT_STAGES.iter().zip(&mut self.stage_days) {
            let counted =
                || events.iter().filter(|it| it.stage == *stage && it.recognition == Recognition::Recognized);
            let first = counted().next();
            let first_dated = counted().find(|event| !event.undated);
            days.effective.push(first.map_or(NO_DAY, |event| event.effective_on.days()));
            days.dated.push(first_dated.map_or(NO_DAY, |event| event.effective_on.days()));
        }
        self.events.push(events);
        let mut promises: Vec<_> = dossier.forecasts.iter().collect();
        promises.sort_by_key(|forecast| forecast.id);
        self.promises.push(promises.into_iter().map(|forecast| PromiseRow::of(forecast)));
        let mut entries: Vec<EntryRow> = dossier.entries.iter().map(EntryRow::of).collect();
        entries.sort_by_key(|entry| entry.id);
        self.entries.push(entries);
        self.keys.push(dossier.key_listings.iter().map(|listing| KeyRow::of(listing)));
        self.taxons.push(dossier.taxons.iter().map(|link| link.taxon.0));
        let mut investors: Vec<_> =
            dossier.investors.iter().map(|link| (link.position, link.id, link.investor.0)).collect();
        investors.sort_unstable();
        self.investors.push(investors.into_iter().map(|(_, _, investor)| investor));
    }

    /// Copies rows of another block to the end of this one.
    pub(crate) fn append(&mut self, other: &Self, rows: Range<usize>) {
        macro_rules! plain { ($($column:ident),*) => { $(self.$column.extend_from_slice(&other.$column[rows.clone()]);)* }; }
        macro_rules! rich { ($($column:ident),*) => { $(self.$column.append(&other.$column, rows.clone());)* }; }
        every_column!(plain, rich);
        for (own, others) in self.stage_days.iter_mut().zip(&other.stage_days) {
            own.effective.extend_from_slice(&others.effective[rows.clone()]);
            own.dated.extend_from_slice(&others.dated[rows.clone()]);
        }
    }

    /// Gives back the room that growing left over.
    pub(crate) fn shrink(&mut self) {
        macro_rules! plain { ($($column:ident),*) => { $(self.$column.shrink_to_fit();)* }; }
        macro_rules! rich { ($($column:ident),*) => { $(self.$column.shrink();)* }; }
        every_column!(plain, rich);
        for days in &mut self.stage_days {
            days.effective.shrink_to_fit();
            days.dated.shrink_to_fit();
        }
    }

    /// Bytes of memory held, the allocator's overhead left out.
    pub(crate) fn bytes(&self) -> usize {
        let mut bytes = size_of::<Self>();
        macro_rules! plain { ($($column:ident),*) => { $(bytes += std::mem::size_of_val(self.$column.as_slice());)* }; }
        macro_rules! rich { ($($column:ident),*) => { $(bytes += self.$column.bytes();)* }; }
        every_column!(plain, rich);
        let names = |column: &Dict<Option<Arc<str>>>| {
            column.values.iter().flatten().map(|name| name.len() + 16).sum::<usize>()
        };
        bytes += names(&self.leader) + names(&self.unit);
        bytes
            + self.stage_days.iter().map(|days| (days.effective.len() + days.dated.len()) * 4).sum::<usize>()
    }

    /// Whether two rows hold the same content, column by column.
    pub(crate) fn same_row(&self, row: usize, other: &Self, other_row: usize) -> bool {
        macro_rules! plain { ($($column:ident),*) => { true $(&& self.$column[row] == other.$column[other_row])* }; }
        macro_rules! rich { ($($column:ident),*) => { true $(&& self.$column.get(row) == other.$column.get(other_row))* }; }
        let plain_same = plain!(
            ids,
            parent,
            part,
            construction_type,
            acquisition,
            contract_kind,
            invest,
            invest_qualifier,
            contract,
            contract_qualifier,
            output,
            land_mu_e2
        );
        let rich_same = rich!(
            zone,
            park,
            own_no,
            title,
            search,
            project_code,
            leader,
            unit,
            person,
            origin_region,
            events,
            promises,
            entries,
            keys,
            taxons,
            investors
        );
        let days_same = self.stage_days.iter().zip(&other.stage_days).all(|(own, others)| {
            own.effective[row] == others.effective[other_row] && own.dated[row] == others.dated[other_row]
        });
        plain_same && rich_same && days_same
    }
}
