//! From a template to a draft: what is asked, of what, and the blocks one after the other.

use super::asked::Asked;
use super::draft::{Annex, Aspect, Block, Confirm, Draft, Paragraph, Source, Span, Table};
use super::error::BulletinError;
use super::notes::Notes;
use super::phrase::Phrase;
use super::rounds::Bases;
use super::template::{Against, AnnexBody, AnnexSpec, BlockSpec, Body, Kind, Only, RankingSpec, Template};
use super::{title, wording};
use crate::catalogue::{Both, Catalogue, Lang};
use crate::figure::{Dim, Figure, FigureError, Group, Question, evaluate};
use crate::filter::{At, Expr, Field, Filter, Op, Operand, Term};
use domain::facts::{Indicator, OrgId, ProjectId, RoundId};
use domain::{Day, OrgKind, RoundKey};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// Who asks for a bulletin, of what and in whose name.
#[derive(Clone)]
pub struct Ask<'a> {
    /// Snapshot, scope, day and words; its filter and groups are not read.
    pub question: Question<'a>,
    /// The organisation to which it is narrowed.
    pub org: Option<OrgId>,
    /// How sentences call an organisation that holds a round, with all below it (全省开发区).
    pub holder_name: &'a (dyn Fn(OrgId) -> String + Sync),
    /// How sentences call all units among which one is ranked (全省).
    pub whole_name: &'a str,
    /// The round, or the latest that was held.
    pub round: Option<RoundKey>,
    /// What organisations state of themselves, of one period; each indicator in the order of its first statement.
    pub indicators: &'a [Indicator],
    /// What tables of projects say in words; projects without an entry have none.
    pub details: &'a BTreeMap<ProjectId, Detail>,
    /// The rankings that annexes show, by scheme and level of units; one that there is none of stands in no annex.
    pub rankings: &'a HashMap<(String, Dim), Vec<Table>>,
    /// The language.
    pub lang: Lang,
}

/// What the ledger says of a project in words, which no snapshot holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    /// 建设内容.
    pub content: Option<String>,
    /// 形象进度, of the latest month told by the day.
    pub progress: Option<String>,
    /// 存在问题, of the same month.
    pub problems: Option<String>,
}

/// A state of things: which rounds, on which day.
#[derive(Clone)]
pub(super) struct Point<'a> {
    pub(super) bases: Bases<'a>,
    pub(super) true_on: Day,
}

/// A bulletin in the making.
pub(super) struct Maker<'a> {
    pub(super) ask: &'a Ask<'a>,
    pub(super) template: &'a Template,
    pub(super) now: Point<'a>,
    /// The condition of the organisation to which the bulletin is narrowed.
    narrow: Filter,
    pub(super) notes: Notes,
    /// Of each year the condition of its lists of key projects; of one without a list none.
    pub(super) key_lists: RefCell<BTreeMap<i32, Filter>>,
    /// What was asked already: sentences and columns ask for the same figures many times.
    known: RefCell<HashMap<Known, Rc<[Figure]>>>,
}

/// A question of a bulletin: number, dimensions, whether of the whole, day, the round from which it is seen.
type Known = (usize, Vec<Dim>, bool, Day, Option<RoundId>);

/// Drafts a bulletin. A round that is being prepared is read on its own day.
///
/// # Errors
/// When the round is not there, or a figure can't be given.
pub fn draft(template: &Template, ask: &Ask<'_>) -> Result<Draft, BulletinError> {
    let mut maker = Maker::of(template, ask)?;
    let true_on = maker.now.true_on;
    let pieces: Vec<String> =
        template.title.get(ask.lang).iter().map(|piece| maker.line(piece)).collect::<Result<_, _>>()?;
    let addressee = maker.line(maker.addressee().get(ask.lang))?;
    let blocks = maker.blocks()?;
    let annexes = maker.annexes()?;
    Ok(Draft {
        template: template.name.clone(),
        edition: template.from,
        lang: ask.lang,
        true_on,
        known_by: ask.question.snapshot.change(),
        title: title::lines(&pieces, ask.lang),
        addressee,
        blocks,
        annexes,
        notes: maker.notes.into_list(),
        confirm: confirm(ask.lang, true_on),
    })
}

/// The projects of whose [`Detail`] a bulletin speaks: what to load before it is drafted.
///
/// # Errors
/// As [`draft`].
pub fn told_of(template: &Template, ask: &Ask<'_>) -> Result<BTreeSet<ProjectId>, BulletinError> {
    let maker = Maker::of(template, ask)?;
    let mut told = BTreeSet::new();
    for spec in template.annexes.iter().filter(|spec| maker.has_annex(spec)) {
        if let AnnexBody::Projects(projects) = &spec.body {
            told.extend(maker.listed(projects.number)?.ids());
        }
    }
    Ok(told)
}

fn confirm(lang: Lang, true_on: Day) -> Confirm {
    let (number, office) = wording::to_confirm(lang);
    Confirm { number: number.to_owned(), office: office.to_owned(), day: wording::day(lang, true_on) }
}

/// The condition of an organisation: by its number, for others may have its name.
fn below(org: OrgId) -> Filter {
    let values = vec![Operand::Word(format!("#{org}"))];
    Filter::of(Expr::Term(Term { field: Field::Org, op: Op::Is, values, at: At(0) }))
}

impl<'a> Maker<'a> {
    fn of(template: &'a Template, ask: &'a Ask<'a>) -> Result<Self, BulletinError> {
        let bases = Bases::of(ask, template)?;
        let of_round = bases.held_on().filter(|_| template.kind == Kind::Round);
        let true_on = of_round.map_or(ask.question.true_on, |held_on| held_on.max(ask.question.true_on));
        // A round's numbers mean what they meant on its day, which may be later than that for which the template was taken.
        let catalogue = ask.question.snapshot.catalogue(true_on);
        if let Some(gone) = template.numbers.iter().find(|number| catalogue.get(&number.figure).is_none()) {
            return Err(FigureError::UnknownFigure { name: gone.figure.clone(), near: Vec::new() }.into());
        }
        let narrow = ask.org.map_or_else(Filter::default, below);
        Ok(Maker {
            ask,
            template,
            now: Point { bases, true_on },
            narrow,
            notes: Notes::default(),
            key_lists: RefCell::default(),
            known: RefCell::default(),
        })
    }

    /// Whom the bulletin addresses: those below the organisation of which it speaks.
    fn addressee(&self) -> &'a Both<Phrase> {
        let template = self.template;
        let of = template.addressee_of.iter().find(|(kind, _)| self.kind() == Some(*kind));
        of.map_or(&template.addressee, |(_, addressee)| addressee)
    }

    /// What the organisation is of which the bulletin speaks: the uppermost where it is narrowed to none.
    fn kind(&self) -> Option<OrgKind> {
        let question = &self.ask.question;
        let places = question.snapshot.places();
        let seen = |place: &&crate::snapshot::Place| question.scope.may(domain::Permission::Read, place.id);
        let uppermost = || places.iter().filter(seen).min_by_key(|place| place.rank);
        let own = self.ask.org.map_or_else(uppermost, |org| places.get(org));
        own.map(|place| place.kind)
    }

    /// What figures mean on the day of the bulletin.
    pub(super) fn catalogue(&self) -> &'a Catalogue {
        self.ask.question.snapshot.catalogue(self.now.true_on)
    }

    /// The state with which ranks are compared.
    pub(super) fn before(&self, against: Against) -> Option<Point<'a>> {
        let now = &self.now;
        match against {
            Against::RoundBefore => Some(Point { bases: now.bases.before()?, true_on: now.true_on }),
            Against::MonthBefore => {
                // In the midst of a month the numbers are those of the one that ended last.
                let day = now.true_on;
                let ended = if day == day.last_of_month() { day } else { day_before(day.first_of_month())? };
                let true_on = day_before(ended.first_of_month())?;
                Some(Point { bases: now.bases.clone(), true_on })
            }
        }
    }

    /// The whole condition of a number; of the whole without the organisation to which the bulletin is narrowed.
    pub(super) fn filter(&self, number: usize, of_whole: bool, at: &Point<'_>) -> Filter {
        let number = &self.template.numbers[number];
        let narrow = if of_whole { Filter::default() } else { self.narrow.clone() };
        let rounds = number.rounds.map_or_else(Filter::default, |rounds| at.bases.filter(rounds));
        let listed = if number.key_list { self.key_list(at.true_on) } else { Filter::default() };
        narrow.and(&listed).and(&rounds).and(&number.filter)
    }

    /// The condition of the organisation alone.
    pub(super) fn narrowed(&self) -> Filter {
        self.narrow.clone()
    }

    /// A number by a dimension, or as a whole without one.
    pub(super) fn figures(
        &self,
        number: usize,
        by: &[Dim],
        (of_whole, at): (bool, &Point<'_>),
    ) -> Result<Rc<[Figure]>, FigureError> {
        let seen_from = at.bases.this().map(|round| RoundId(round.id));
        let key = (number, by.to_vec(), of_whole, at.true_on, seen_from);
        if let Some(known) = self.known.borrow().get(&key) {
            return Ok(Rc::clone(known));
        }
        let filter = self.filter(number, of_whole, at);
        let question =
            Question { filter: Some(&filter), by, true_on: at.true_on, ..self.ask.question.clone() };
        let figure = &self.template.numbers[number].figure;
        let found = evaluate(question.snapshot.catalogue(at.true_on), &question, figure);
        let figures: Rc<[Figure]> = match found {
            // Of a day before it was decreed a figure has no number: there is nothing to compare with.
            Err(FigureError::UnknownFigure { .. }) if at.true_on < self.now.true_on => Rc::new([]),
            found => found?.into(),
        };
        self.known.borrow_mut().insert(key, Rc::clone(&figures));
        Ok(figures)
    }

    /// A number of the bulletin's whole.
    pub(super) fn figure(&self, number: usize) -> Result<Figure, BulletinError> {
        let figures = self.figures(number, &[], (false, &self.now))?;
        Ok(figures.last().cloned().ok_or_else(|| FigureError::UnknownFigure {
            name: self.template.numbers[number].figure.clone(),
            near: Vec::new(),
        })?)
    }

    /// The question behind a printed number.
    pub(super) fn asked(&self, number: usize, aspect: Aspect, group: &Group, of_whole: bool) -> Asked {
        Asked {
            figure: self.template.numbers[number].figure.clone(),
            filter: self.filter(number, of_whole, &self.now).to_string(),
            group: group.clone(),
            true_on: self.now.true_on,
            known_by: self.ask.question.snapshot.change(),
            aspect,
        }
    }

    pub(super) fn source(&self, number: usize, aspect: Aspect, group: &Group) -> Source {
        Source::Asked(Box::new(self.asked(number, aspect, group, false)))
    }

    /// Whether the bulletin is about one unit.
    pub(super) fn is_of_one(&self) -> bool {
        let place = self.ask.org.and_then(|org| self.ask.question.snapshot.places().get(org));
        place.is_some_and(|place| matches!(place.kind, OrgKind::Zone | OrgKind::Park))
    }

    /// Whether the bulletin's own place is all there is of a kind: a city's projects are all of one city.
    pub(super) fn is_own(&self, dim: Dim) -> bool {
        let place = self.ask.org.and_then(|org| self.ask.question.snapshot.places().get(org));
        place.is_some_and(|place| match dim {
            Dim::City => {
                matches!(place.kind, OrgKind::City | OrgKind::County | OrgKind::Zone | OrgKind::Park)
            }
            Dim::County => matches!(place.kind, OrgKind::County | OrgKind::Zone | OrgKind::Park),
            _ => false,
        })
    }

    /// Whether the reader sees more than the one unit: else it has nobody to be compared with.
    fn sees_others(&self) -> bool {
        let question = &self.ask.question;
        let own = self.ask.org.map(|org| question.snapshot.places().below(org)).unwrap_or_default();
        let is_other = |place: &crate::snapshot::Place| {
            place.kind == OrgKind::Zone
                && own.binary_search(&place.id).is_err()
                && question.scope.may(domain::Permission::Read, place.id)
        };
        question.snapshot.places().iter().any(is_other)
    }

    pub(super) fn says(&self, only: Option<Only>) -> bool {
        match only {
            None => true,
            Some(Only::One) => self.is_of_one() && self.sees_others(),
            Some(Only::Many) => !self.is_of_one(),
        }
    }

    fn blocks(&mut self) -> Result<Vec<Block>, BulletinError> {
        let template = self.template;
        let mut blocks = Vec::new();
        for spec in &template.blocks {
            if self.says(spec.only) {
                blocks.extend(self.block(spec)?);
            }
        }
        Ok(numbered(blocks))
    }

    fn block(&mut self, spec: &BlockSpec) -> Result<Vec<Block>, BulletinError> {
        let slot = spec.slot.clone();
        let paragraph = |spans: Vec<Span>| match spans.is_empty() {
            true => Vec::new(),
            false => vec![Block::Paragraph(Paragraph { slot: slot.clone(), spans })],
        };
        Ok(match &spec.body {
            Body::Heading(level, text) => {
                let text = self.line(text.get(self.ask.lang))?;
                vec![Block::Heading { slot, level: *level, number: 0, text }]
            }
            Body::Paragraph(sentences) => paragraph(self.sentences(sentences, &spec.slot)?),
            Body::Standing(standing) => paragraph(self.standing(standing, &spec.slot)?),
            Body::Structure(structure) => paragraph(self.structure(structure, &spec.slot)?),
            Body::Starts(number, notes) => paragraph(self.starts((*number, notes), &spec.slot)?),
            Body::Indicators(indicators) => self.indicators(indicators, &spec.slot)?,
        })
    }

    /// Whether an annex is made: not of others where the bulletin is about one, and not of indicators that nobody states; not by
    /// city where there is but one.
    pub(super) fn has_annex(&self, spec: &AnnexSpec) -> bool {
        let says_nothing = match &spec.body {
            AnnexBody::Indicators => self.ask.indicators.is_empty(),
            AnnexBody::Ranking(ranking) => self.ranking_tables(ranking, (&spec.slot, "")).is_empty(),
            AnnexBody::Units(units) => units.by.iter().all(|dim| self.is_own(*dim)),
            AnnexBody::Projects(_) => false,
        };
        self.says(spec.only) && !says_nothing
    }

    /// The tables of a ranking as they were given in, under the names of the annex.
    fn ranking_tables(&self, spec: &RankingSpec, (slot, above): (&str, &str)) -> Vec<Table> {
        let mut tables = Vec::new();
        for dim in &spec.by {
            let given = self.ask.rankings.get(&(spec.scheme.clone(), *dim));
            for table in given.into_iter().flatten().filter(|table| !table.rows.is_empty()) {
                let units =
                    if spec.by.len() > 1 { wording::units_of(self.ask.lang, *dim) } else { String::new() };
                let names = [units, table.name.clone()];
                let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
                tables.push(Table {
                    slot: format!("{slot}.{}.{}", dim.name(), table.slot),
                    name: names.join(" · "),
                    above: above.to_owned(),
                    ..table.clone()
                });
            }
        }
        tables
    }

    fn annexes(&mut self) -> Result<Vec<Annex>, BulletinError> {
        let template = self.template;
        let mut annexes = Vec::new();
        for spec in &template.annexes {
            if !self.has_annex(spec) {
                continue;
            }
            let above = spec.above.as_ref().map(|above| self.line(above.get(self.ask.lang))).transpose()?;
            let above = above.unwrap_or_default();
            let tables = match &spec.body {
                AnnexBody::Units(units) => self.units_tables(units, (&spec.slot, &above))?,
                AnnexBody::Projects(projects) => vec![self.projects_table(projects, (&spec.slot, &above))?],
                AnnexBody::Indicators => vec![self.indicators_table((&spec.slot, &above))],
                AnnexBody::Ranking(ranking) => self.ranking_tables(ranking, (&spec.slot, &above)),
            };
            let title = self.line(spec.title.get(self.ask.lang))?;
            annexes.push(Annex { slot: spec.slot.clone(), title, tables });
        }
        Ok(annexes)
    }
}

/// The blocks without headings under which nothing stands, the others numbered within what stands above them.
fn numbered(blocks: Vec<Block>) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    // From the end: a heading stays when the next that stays is no heading of its own height or above.
    for block in blocks.into_iter().rev() {
        let is_bare = match (&block, kept.last()) {
            (Block::Heading { .. }, None) => true,
            (Block::Heading { level, .. }, Some(Block::Heading { level: below, .. })) => below <= level,
            _ => false,
        };
        if !is_bare {
            kept.push(block);
        }
    }
    kept.reverse();
    let mut numbers = [0; 4];
    for block in &mut kept {
        let Block::Heading { level, number, .. } = block else { continue };
        let place = usize::from(*level) - 1;
        numbers[place] += 1;
        numbers[place + 1..].fill(0);
        *number = numbers[place];
    }
    kept
}

fn day_before(day: Day) -> Option<Day> {
    Day::from_days(day.days() - 1)
}
