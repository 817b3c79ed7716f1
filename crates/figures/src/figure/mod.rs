//! Figures: a definition of the catalogue, evaluated for a question, printed once at the end.

mod compare;
mod dim;
mod keys;
mod question;

pub use compare::{Comparison, Contribution, GroupDifference, MoveKind, compare};
pub use dim::{Dim, Group, Key, KeyOf, UnknownDim};
pub use keys::UNCLASSIFIED;
pub use question::{FigureError, KeyWord, Question};

use crate::catalogue::{Both, Catalogue, FigureKind, FigureSpec, Lang, Slots, Template};
use crate::snapshot::column::{IdMap, IdSet};
use domain::facts::{EntryId, ProjectId, RoundId};
use domain::money::{format, format_prose, trim_zeros};
use domain::{Money, MoneyUnit, Ratio};
use question::{Item, Plan};
use serde::Serialize;

/// Between the words of a group's keys.
const GROUP_MARK: &str = " · ";

/// The value of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FigureValue {
    /// A count, or fen.
    Number(i64),
    /// An exact fraction, `82/94`.
    Fraction(String),
}

/// One printed number with everything needed to check it. Serialised, it is the JSON of the command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Figure {
    /// The figure's name.
    pub name: String,
    /// The group.
    pub group: Group,
    /// The value; absent for a rate over nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<FigureValue>,
    /// `projects`, `entries`, `rounds`, `fen` or `percent`.
    pub unit: &'static str,
    /// Of a rate: what is above the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<i64>,
    /// Of a rate: what is below the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<i64>,
    /// Entries counted (项次); of a rate, those of the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<i64>,
    /// Distinct projects; of a rate, those of the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub projects: Option<i64>,
    /// Money of what is counted in fen; of a rate, of the denominator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_fen: Option<i64>,
    /// The value as printed.
    pub printed: String,
    /// The sentence in the reference language.
    pub sentence: String,
    /// The sentence in English.
    #[serde(skip)]
    pub sentence_en: String,
    /// Items without an amount, which the sum therefore leaves out.
    #[serde(skip)]
    pub without_amount: i64,
    #[serde(skip)]
    slots: Slots,
}

impl Figure {
    /// The figure in another of its sentences (`year`, `yearToMonth` …), its group named; none when it has no such
    /// variant.
    pub fn say(&self, catalogue: &Catalogue, variant: &str, lang: Lang) -> Option<String> {
        let both = catalogue.get(&self.name)?.sentences.get(variant)?;
        Some(said(both.get(lang), &self.slots, self.slots.group.get(lang), lang))
    }
}

/// One thing counted by a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// The project; none for a count of rounds.
    pub project: Option<ProjectId>,
    /// The entry, for counts of entries.
    pub entry: Option<EntryId>,
    /// The round, for counts of entries and of rounds.
    pub round: Option<RoundId>,
    /// Its amount in fen.
    pub amount_fen: Option<i64>,
    /// Of a rate: whether it is above the line too.
    pub in_numerator: bool,
}

/// What is added up for one group.
#[derive(Debug, Default)]
struct Sums {
    items: i64,
    numerator: i64,
    projects: i64,
    last_project: Option<i64>,
    amount: i128,
    without_amount: i64,
    rounds: IdSet<i64>,
}

impl Sums {
    fn add(&mut self, item: &Item<'_>, kind: FigureKind) {
        self.items += 1;
        self.numerator += i64::from(item.in_numerator);
        let project = item.block.ids[item.row];
        // Entries of one project come one after another, so a change of project is a new one.
        if self.last_project.replace(project) != Some(project) {
            self.projects += 1;
        }
        match item.amount_fen() {
            Some(fen) => self.amount += i128::from(fen),
            None => self.without_amount += 1,
        }
        if kind == FigureKind::Rounds {
            self.rounds.extend(item.entry.map(|entry| entry.round));
        }
    }
}

/// The figure asked, one for each group in printed order; ungrouped exactly one, also over nothing.
///
/// # Errors
/// An unknown figure, dimension or taxonomy, or a name in the filter that the ledger does not know.
pub fn evaluate(
    catalogue: &Catalogue,
    question: &Question<'_>,
    name: &str,
) -> Result<Vec<Figure>, FigureError> {
    let plan = Plan::new(catalogue, question, name)?;
    let kind = plan.spec.kind;
    // Keys of one dimension are small and index a plain table; those of several are hashed.
    let mut plain: Vec<Option<usize>> = Vec::new();
    let mut slots: IdMap<u128, usize> = IdMap::default();
    let mut sums: Vec<(u128, Sums)> = Vec::new();
    let one_dimension = plan.dims.len() <= 1;
    let keyer = plan.visit(|item| {
        let new_slot = || {
            sums.push((item.key, Sums::default()));
            sums.len() - 1
        };
        let slot = if one_dimension {
            let place = item.key as usize;
            if place >= plain.len() {
                plain.resize(place + 1, None);
            }
            *plain[place].get_or_insert_with(new_slot)
        } else {
            *slots.entry(item.key).or_insert_with(new_slot)
        };
        sums[slot].1.add(&item, kind);
    });
    if sums.is_empty() && plan.dims.is_empty() {
        sums.push((0, Sums::default()));
    }
    let figure = |(key, sums): &(u128, Sums)| printed(plan.spec, question, keyer.group(*key), sums);
    let mut figures = sums.iter().map(figure).collect::<Result<Vec<_>, _>>()?;
    figures.sort_by(|one, two| one.group.order().cmp(&two.group.order()));
    Ok(figures)
}

/// Exactly what the figure counted in a group, in the order of ids. The group is one that [`evaluate`] gave for the
/// same question; the whole (an empty group) lists all.
///
/// # Errors
/// As [`evaluate`].
pub fn members(
    catalogue: &Catalogue,
    question: &Question<'_>,
    name: &str,
    group: &Group,
) -> Result<Vec<Member>, FigureError> {
    let all = grouped_members(catalogue, question, name)?;
    Ok(all
        .into_iter()
        .filter(|(own, _)| group.is_whole() || own == group)
        .map(|(_, member)| member)
        .collect())
}

fn grouped_members(
    catalogue: &Catalogue,
    question: &Question<'_>,
    name: &str,
) -> Result<Vec<(Group, Member)>, FigureError> {
    let plan = Plan::new(catalogue, question, name)?;
    let of_rounds = plan.spec.kind == FigureKind::Rounds;
    let mut seen: std::collections::BTreeSet<(u128, i64)> = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    let keyer = plan.visit(|item| {
        let round = item.entry.map(|entry| RoundId(entry.round));
        if let (true, Some(round)) = (of_rounds, round) {
            if seen.insert((item.key, round.0)) {
                let member = Member {
                    project: None,
                    entry: None,
                    round: Some(round),
                    amount_fen: None,
                    in_numerator: false,
                };
                found.push((item.key, member));
            }
            return;
        }
        let member = Member {
            project: Some(ProjectId(item.block.ids[item.row])),
            entry: item.entry.map(|entry| EntryId(entry.id)),
            round,
            amount_fen: item.amount_fen(),
            in_numerator: item.in_numerator,
        };
        found.push((item.key, member));
    });
    let mut groups: IdMap<u128, Group> = IdMap::default();
    let named = |(key, member)| (groups.entry(key).or_insert_with(|| keyer.group(key)).clone(), member);
    Ok(found.into_iter().map(named).collect())
}

fn printed(
    spec: &FigureSpec,
    question: &Question<'_>,
    group: Group,
    sums: &Sums,
) -> Result<Figure, FigureError> {
    let amount = i64::try_from(sums.amount).map_err(|_| FigureError::TooLarge)?;
    let money = Money::from_fen(amount);
    let ratio = Ratio::new(sums.numerator, sums.items);
    let rate = ratio.percent(spec.places, spec.rounding);
    let of_entries = spec.basis == crate::catalogue::Basis::Entries;
    let items_unit = if of_entries { "entries" } else { "projects" };
    let rounds = sums.rounds.len() as i64;
    let (value, unit, text) = match spec.kind {
        FigureKind::Count => (Some(FigureValue::Number(sums.items)), items_unit, sums.items.to_string()),
        FigureKind::Rounds => (Some(FigureValue::Number(rounds)), "rounds", rounds.to_string()),
        FigureKind::Sum => (
            Some(FigureValue::Number(amount)),
            "fen",
            format_prose(money, MoneyUnit::Yi, spec.places, spec.rounding),
        ),
        FigureKind::Rate => {
            let fraction = (sums.items != 0)
                .then(|| FigureValue::Fraction(format!("{}/{}", sums.numerator, sums.items)));
            let text =
                rate.as_ref().map_or_else(|| domain::ratio::NO_VALUE.to_owned(), |rate| format!("{rate}%"));
            (fraction, "percent", text)
        }
    };
    let slots = Slots {
        n: if spec.kind == FigureKind::Rounds { rounds } else { sums.items }.unsigned_abs(),
        p: sums.projects.unsigned_abs(),
        m: sums.numerator,
        d: sums.items,
        a: trim_zeros(&format(money, MoneyUnit::Yi, spec.places, spec.rounding)).to_owned(),
        r: rate.unwrap_or_else(|| domain::ratio::NO_VALUE.to_owned()),
        ymd: question.true_on.ymd(),
        scope: question.scope_name.to_owned(),
        group: Both {
            zh: group_words(question, &group, None, Lang::Zh),
            en: group_words(question, &group, None, Lang::En),
        },
        ..Slots::default()
    };
    let sentence = |lang| sentence(spec, question, &group, sums.items == 0, &slots, lang);
    let is_rate = spec.kind == FigureKind::Rate;
    Ok(Figure {
        name: spec.name.clone(),
        value,
        unit,
        numerator: is_rate.then_some(sums.numerator),
        denominator: is_rate.then_some(sums.items),
        entries: of_entries.then_some(sums.items),
        projects: Some(sums.projects),
        amount_fen: (spec.kind != FigureKind::Rounds).then_some(amount),
        printed: text,
        sentence: sentence(Lang::Zh),
        sentence_en: sentence(Lang::En),
        without_amount: sums.without_amount,
        slots,
        group,
    })
}

/// The sentence of the figure's list when it has one of its own, else the default, else that of an empty set; the group
/// is always named.
fn sentence(
    spec: &FigureSpec,
    question: &Question<'_>,
    group: &Group,
    is_empty: bool,
    slots: &Slots,
    lang: Lang,
) -> String {
    let of_list = group.key(Dim::List).and_then(|list| spec.sentences.get(list));
    if let (Some(both), false) = (of_list, is_empty) {
        // Such a sentence says its list itself (集中签约).
        let rest = group_words(question, group, Some(Dim::List), lang);
        return said(both.get(lang), slots, &rest, lang);
    }
    let template = if is_empty { Some(&spec.empty) } else { spec.sentences.get("default") };
    template.map(|both| said(both.get(lang), slots, slots.group.get(lang), lang)).unwrap_or_default()
}

/// A sentence with the name of its group before it, unless it says the name itself or speaks of the whole.
fn said(template: &Template, slots: &Slots, group: &str, lang: Lang) -> String {
    let sentence = template.fill(slots, lang);
    if group.is_empty() || template.names_group() {
        return sentence;
    }
    format!("{group}{}{sentence}", lang.colon())
}

/// The words of a group's keys, those of one dimension left out.
fn group_words(question: &Question<'_>, group: &Group, without: Option<Dim>, lang: Lang) -> String {
    let keys = group.0.iter().filter(|(dim, _)| Some(*dim) != without);
    let words: Vec<String> = keys.map(|(dim, key)| (question.key_word)(lang, *dim, &key.text)).collect();
    words.join(GROUP_MARK)
}
