//! A project with its phases or the parts of its package, made from its number alone.

use super::branches::{self, BRANCHES};
use super::deeds::{Life, OPEN};
use super::destiny::Destiny;
use super::draft::{self, Draft};
use super::life::Teller;
use super::prng::Prng;
use super::world::ZoneSeat;
use super::{MEMBERS_MAX, Sample};
use domain::facts::{InvestorId, KeyListing, Project, ProjectId, TaxonId};
use domain::{ContractKind, Day, KeyLevel, ListKind, Part};

const ALL_LISTS: &[ListKind] = &[ListKind::Signing, ListKind::Commencement, ListKind::Production];
const WORKS_LISTS: &[ListKind] = &[ListKind::Commencement, ListKind::Production];
const PHASE_NAMES: [&str; 3] = ["一期", "二期", "三期"];

/// How a project's own fields change.
type Edit = fn(&mut Prng, &mut Project);

/// What a family has in common.
struct Family<'a> {
    sample: &'a Sample,
    zone: &'a ZoneSeat,
    number: u64,
    branch: usize,
    registered_on: Day,
    investors: Vec<InvestorId>,
    destiny: Destiny,
    invest_wan: i64,
}

/// The members of a family; the head stands first.
pub(super) fn make(sample: &Sample, number: u64) -> Vec<Life> {
    let mut prng = Prng::of(sample.seed, 10, number);
    let (registered_on, opening) = sample.registered_on(number);
    let invest_wan = draft::invest_wan(&mut prng);
    let destiny = Destiny::draw(&mut prng, &sample.calendar, registered_on, opening, invest_wan);
    let count = prng.weighted(&[(72, 1), (22, 2), (6, 3)]);
    let mut investors: Vec<InvestorId> = (0..count).map(|_| sample.pool.draw(&mut prng)).collect();
    investors.dedup();
    let family = Family {
        sample,
        zone: sample.draw_zone(&mut prng),
        number,
        branch: branches::draw(&mut prng),
        registered_on,
        investors,
        destiny,
        invest_wan,
    };
    match prng.weighted(&[(930, None), (45, Some(Part::Phase)), (25, Some(Part::PackagePart))]) {
        None => vec![family.single(&mut prng)],
        Some(part) => family.parted(&mut prng, part),
    }
}

impl Family<'_> {
    fn single(&self, prng: &mut Prng) -> Life {
        let project = self.project(prng, 0, self.invest_wan);
        let versions = self.versions(prng, project);
        self.life(prng, versions, &self.destiny, ALL_LISTS, None)
    }

    fn parted(&self, prng: &mut Prng, part: Part) -> Vec<Life> {
        let parts = prng.place(2) + if part == Part::Phase { 2 } else { 3 };
        let head = self.project(prng, 0, self.invest_wan);
        let apart_days = if part == Part::Phase { 210 } else { 40 };
        let destinies: Vec<Destiny> = (0..parts)
            .map(|place| self.destiny.part(apart_days * i32::try_from(place).unwrap_or(0)))
            .collect();
        let whole = self.destiny.clone().until(destinies.last().unwrap_or(&self.destiny));
        let (of_whole, of_parts): (&[ListKind], &[ListKind]) =
            if part == Part::Phase { (&[ListKind::Signing], WORKS_LISTS) } else { (ALL_LISTS, &[]) };
        let mut lives =
            vec![self.life(prng, vec![(self.registered_on, head.clone())], &whole, of_whole, None)];
        let mut left_wan = self.invest_wan;
        for (place, destiny) in destinies.iter().enumerate() {
            let shares_left = i64::try_from(parts - place).unwrap_or(1);
            let wan = if shares_left == 1 {
                left_wan
            } else {
                left_wan * prng.between(80, 120) / (100 * shares_left)
            };
            left_wan -= wan;
            let mut project = self.project(prng, place + 1, wan);
            project.title = match part {
                Part::Phase => format!("{}（{}）", head.title, PHASE_NAMES[place.min(2)]),
                _ => format!("{}（{}号子项目）", head.title, place + 1),
            };
            project.part = Some(part);
            project.parent = Some(ProjectId(OPEN));
            project.park = head.park;
            project.contract_kind = head.contract_kind;
            lives.push(self.life(prng, vec![(self.registered_on, project)], destiny, of_parts, Some(0)));
        }
        lives
    }

    fn project(&self, prng: &mut Prng, place: usize, invest_wan: i64) -> Project {
        let first = self.sample.pool.company(self.investors[0]);
        Draft {
            zone: self.zone,
            number: self.number * MEMBERS_MAX + place as u64 + 1,
            branch: self.branch,
            brand: &first.brand,
            investor: &first.investor.body.name,
            credit_code: first.investor.body.credit_code.as_deref(),
            invest_wan,
            on: self.registered_on,
        }
        .project(prng)
    }

    fn life(
        &self,
        prng: &mut Prng,
        versions: Vec<(Day, Project)>,
        destiny: &Destiny,
        lists: &[ListKind],
        parent: Option<usize>,
    ) -> Life {
        let sample = self.sample;
        let own = Prng::of(prng.next(), 0, 0);
        let mut teller = Teller::new(own, &sample.calendar, sample.today, self.registered_on, versions);
        teller.province = self.zone.province;
        teller.unit = &self.zone.name;
        // A part's works are reported with the whole.
        teller.reports = parent.is_none() && sample.size.reports();
        if parent.is_none() {
            self.keys(prng, &mut teller, destiny);
        }
        Life {
            registered_on: self.registered_on,
            project: teller.versions[0].1.clone(),
            parent,
            investors: self.investors.clone(),
            taxons: self.taxons(),
            deeds: teller.tell(destiny, lists),
        }
    }

    fn taxons(&self) -> Vec<TaxonId> {
        let chain = BRANCHES[self.branch].zone_chain.and_then(|place| self.zone.chains.get(place).copied());
        self.sample.classes[self.branch].iter().copied().chain(chain).collect()
    }

    /// How the project's own fields changed: money corrected, the company renamed, a framework made a contract, a
    /// number given by the statistics bureau.
    fn versions(&self, prng: &mut Prng, project: Project) -> Vec<(Day, Project)> {
        let mut edits: Vec<(Day, Edit)> = Vec::new();
        let signed = self.destiny.signed.unwrap_or(self.registered_on).max(self.registered_on);
        if prng.chance(85) {
            edits.push((signed.add_days(prng.days(90, 600)), correct_money));
        }
        if prng.chance(30) {
            edits.push((signed.add_days(prng.days(120, 700)), rename));
        }
        if project.contract_kind == Some(ContractKind::Framework) && prng.chance(300) {
            edits.push((signed.add_days(prng.days(60, 260)), formalise));
        }
        if let Some(started) = self.destiny.started.filter(|_| prng.chance(400)) {
            edits.push((started.max(self.registered_on).add_days(prng.days(20, 80)), register_statistics));
        }
        edits.sort_by_key(|(day, _)| *day);
        let mut versions = vec![(self.registered_on, project)];
        for (day, edit) in edits {
            let mut next = versions[versions.len() - 1].1.clone();
            edit(prng, &mut next);
            versions.push((day, next));
        }
        versions
    }

    fn keys(&self, prng: &mut Prng, teller: &mut Teller<'_>, destiny: &Destiny) {
        let Some(signed) = destiny.signed.filter(|_| prng.chance(150)) else { return };
        let level = prng.weighted(&[(20, KeyLevel::Province), (35, KeyLevel::City), (45, KeyLevel::County)]);
        let (month, day, version) = if prng.chance(800) { (1, 20, "年初") } else { (8, 15, "第二批") };
        let first = signed.year() + 1;
        for year in first..=first + prng.days(0, 2) {
            let told_on = Day::new(year, month, day).unwrap_or(signed);
            let listing = KeyListing {
                project: ProjectId(OPEN),
                year: year.into(),
                level,
                version: format!("{year}年{version}"),
            };
            teller.key(told_on, listing);
        }
    }
}

fn correct_money(prng: &mut Prng, project: &mut Project) {
    let percent = prng.weighted(&[(30, 80), (20, 90), (25, 115), (25, 130)]);
    let wan = project.invest_fen.map_or(0, |money| money.fen() / draft::wan(1).fen());
    project.invest_fen = Some(draft::wan((wan * percent / 100).max(1)));
    project.invest_qualifier = None;
}

fn rename(_: &mut Prng, project: &mut Project) {
    project.title = project.title.replacen("项目", "示范项目", 1);
}

fn formalise(_: &mut Prng, project: &mut Project) {
    project.contract_kind = Some(ContractKind::Formal);
}

fn register_statistics(prng: &mut Prng, project: &mut Project) {
    project.statistics_code = Some(format!("14{:010}", prng.below(10_000_000_000)));
}
