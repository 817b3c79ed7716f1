//! From an item as written to an item as checked.

use super::check::{Check, MISSING};
use super::error::{SchemeError, SchemeProblem};
use super::raw::{RawItem, RawSource, RawTerm, RawTier};
use super::spec::{FigureSource, Item, Missing, Named, Role, Rule, Source, Take};
use crate::exact::Exact;
use crate::filter::Filter;
use toml::Spanned;

impl Item {
    /// A ratio alone has no points of its own.
    pub(super) fn needs_weight(&self) -> bool {
        matches!(self.rule, Rule::RatioToTarget { .. })
    }
}

const RULES: [(&str, Kind); 4] = [
    ("ratioToTarget", Kind::Ratio),
    ("stepTier", Kind::Tier),
    ("perProjectPoints", Kind::PerProject),
    (POINTS, Kind::Points),
];

/// The rule of a veto.
const POINTS: &str = "points";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ratio,
    Tier,
    PerProject,
    Points,
}

pub(super) fn item(
    check: &Check<'_>,
    raw: &RawItem,
    of_scheme: Missing,
    scored: bool,
) -> Result<Item, SchemeError> {
    let roles =
        [("score", Role::Score), ("bonus", Role::Bonus), ("penalty", Role::Penalty), ("veto", Role::Veto)];
    let role = check.word_or(raw.role.as_ref(), "item.role", &roles, Role::Score)?;
    if role == Role::Veto {
        check.absent(raw.weight.as_ref(), "item.weight")?;
    }
    let kind = kind(check, raw, role)?;
    only_own_keys(check, raw, kind)?;
    let rule = rule(check, raw, kind)?;
    let weight = check.amount(raw.weight.as_ref(), "item.weight")?;
    steps_within(check, raw, (&rule, weight.as_ref()))?;
    // A bonus that nobody told of was not earned.
    let default = if role == Role::Score { of_scheme } else { Missing::Zero };
    let missing = check.word_or(raw.missing.as_ref(), "item.missing", &MISSING, default)?;
    let can_reweigh = scored && role == Role::Score && (raw.weight.is_some() || raw.section.is_some());
    // Said of the item or of the whole scheme: without a weight there is nothing that others could be given.
    if missing == Missing::Reweigh && !can_reweigh {
        return Err(check.error(
            raw.missing.as_ref().or(raw.rule.as_ref()).unwrap_or(&raw.name),
            "item.missing",
            SchemeProblem::NotHere,
        ));
    }
    let step = check.amount(raw.step.as_ref(), "item.step")?.unwrap_or_else(|| Exact::from(1));
    if let Some(written) = raw.step.as_ref().filter(|_| step.is_zero()) {
        return Err(check.error(written, "item.step", SchemeProblem::Range("0".to_owned())));
    }
    let named = Named { name: raw.name.get_ref().clone(), title: raw.title.plain() };
    let section = raw.section.as_ref().map(|section| section.get_ref().clone());
    // Titles of inputs stand at the scheme: several items may share an input.
    Ok(Item { named, section, role, rule, weight, missing, step, inputs: Vec::new() })
}

/// The rule as written. A veto is cast or not: its value is taken as it is, and no other rule has a meaning for it.
fn kind(check: &Check<'_>, raw: &RawItem, role: Role) -> Result<Kind, SchemeError> {
    match (&raw.rule, role) {
        (None, Role::Veto) => Ok(Kind::Points),
        (None, _) => Err(check.error(&raw.name, "item.rule", SchemeProblem::Missing)),
        (Some(rule), Role::Veto) if rule.get_ref() != POINTS => {
            let problem =
                SchemeProblem::Unknown { value: rule.get_ref().clone(), near: vec![POINTS.to_owned()] };
            Err(check.error(rule, "item.rule", problem))
        }
        (Some(rule), _) => check.word(rule, "item.rule", &RULES),
    }
}

fn only_own_keys(check: &Check<'_>, raw: &RawItem, kind: Kind) -> Result<(), SchemeError> {
    if kind != Kind::Ratio {
        check.absent(raw.target.as_ref(), "item.target")?;
        check.absent(raw.cap.as_ref(), "item.cap")?;
        check.absent(raw.floor.as_ref(), "item.floor")?;
    }
    if kind != Kind::Tier {
        check.absent(raw.tiers.as_ref(), "item.tiers")?;
        check.absent(raw.below.as_ref(), "item.below")?;
    }
    match kind {
        Kind::PerProject => check.absent(raw.value.as_ref(), "item.value"),
        _ => check.absent(raw.each.as_ref(), "item.each"),
    }
}

fn rule(check: &Check<'_>, raw: &RawItem, kind: Kind) -> Result<Rule, SchemeError> {
    let needed = |written: Option<&Spanned<RawSource>>, key: &str| match written {
        Some(written) => source(check, written, key),
        None => Err(check.error(&raw.name, key, SchemeProblem::Missing)),
    };
    Ok(match kind {
        Kind::Ratio => ratio(
            check,
            raw,
            needed(raw.value.as_ref(), "item.value")?,
            needed(raw.target.as_ref(), "item.target")?,
        )?,
        Kind::Tier => {
            let missing = || check.error(&raw.name, "item.tiers", SchemeProblem::Missing);
            let below = raw.below.as_ref().map_or_else(Exact::zero, |below| below.get_ref().0.clone());
            let tiers = tiers(check, raw.tiers.as_ref().ok_or_else(missing)?, &below)?;
            Rule::StepTier { value: needed(raw.value.as_ref(), "item.value")?, tiers, below }
        }
        Kind::PerProject => {
            let missing = || check.error(&raw.name, "item.each", SchemeProblem::Missing);
            let each = raw.each.as_ref().filter(|each| !each.get_ref().is_empty()).ok_or_else(missing)?;
            let term = |term: &RawTerm| Ok((source(check, &term.of, "item.each.of")?, term.points.0.clone()));
            Rule::PerProjectPoints { terms: each.get_ref().iter().map(term).collect::<Result<_, _>>()? }
        }
        Kind::Points => Rule::Points { value: needed(raw.value.as_ref(), "item.value")? },
    })
}

/// Cap and floor are written in percent. A target that is nought for all would give nobody any points.
fn ratio(check: &Check<'_>, raw: &RawItem, value: Source, target: Source) -> Result<Rule, SchemeError> {
    if let (Source::Fixed(fixed), Some(written)) = (&target, &raw.target)
        && (fixed.is_zero() || fixed.is_negative())
    {
        return Err(check.error(written, "item.target", SchemeProblem::Range(fixed.to_string())));
    }
    let percent = |number: Exact| number.over(&Exact::from(100)).unwrap_or(number);
    let cap = check.amount(raw.cap.as_ref(), "item.cap")?.map(percent);
    let floor = check.amount(raw.floor.as_ref(), "item.floor")?.map(percent);
    if let (Some(written), Some(cap), Some(floor)) = (&raw.floor, &cap, &floor)
        && floor > cap
    {
        return Err(check.error(
            written,
            "item.floor",
            SchemeProblem::Range(written.get_ref().0.to_string()),
        ));
    }
    Ok(Rule::RatioToTarget { value, target, cap, floor })
}

fn tiers(
    check: &Check<'_>,
    raw: &Spanned<Vec<RawTier>>,
    below: &Exact,
) -> Result<Vec<(Exact, Exact)>, SchemeError> {
    let tiers: Vec<(Exact, Exact)> =
        raw.get_ref().iter().map(|tier| (tier.from.0.clone(), tier.points.0.clone())).collect();
    let ascend = tiers.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let points: Vec<&Exact> = std::iter::once(below).chain(tiers.iter().map(|(_, points)| points)).collect();
    let one_way = points.is_sorted() || points.is_sorted_by(|one, two| one >= two);
    if tiers.is_empty() || !ascend || !one_way {
        return Err(check.error(raw, "item.tiers", SchemeProblem::Order));
    }
    Ok(tiers)
}

/// No step may promise more points than the item gives at most.
fn steps_within(
    check: &Check<'_>,
    raw: &RawItem,
    (rule, weight): (&Rule, Option<&Exact>),
) -> Result<(), SchemeError> {
    let (Rule::StepTier { tiers, below, .. }, Some(weight), Some(written)) = (rule, weight, &raw.tiers)
    else {
        return Ok(());
    };
    match tiers.iter().map(|(_, points)| points).chain([below]).find(|points| *points > weight) {
        Some(points) => Err(check.error(written, "item.tiers", SchemeProblem::Range(points.to_string()))),
        None => Ok(()),
    }
}

fn source(check: &Check<'_>, raw: &Spanned<RawSource>, key: &str) -> Result<Source, SchemeError> {
    let written = raw.get_ref();
    let source = match (&written.given, &written.fixed, &written.figure) {
        (Some(name), None, None) => Source::Given(name.clone()),
        (None, Some(number), None) => Source::Fixed(number.0.clone()),
        (None, None, Some(name)) => return figure(check, written, name, key),
        (None, None, None) => return Err(check.error(raw, key, SchemeProblem::Missing)),
        _ => return Err(check.error(raw, key, SchemeProblem::NotHere)),
    };
    check.absent(written.filter.as_ref(), &format!("{key}.filter"))?;
    check.absent(written.take.as_ref(), &format!("{key}.take"))?;
    Ok(source)
}

fn figure(
    check: &Check<'_>,
    raw: &RawSource,
    name: &Spanned<String>,
    key: &str,
) -> Result<Source, SchemeError> {
    if check.catalogue.get(name.get_ref()).is_none() {
        let known = check.catalogue.figures().iter().map(|spec| spec.name.as_str());
        return Err(check.unknown(name, &format!("{key}.figure"), known));
    }
    let filter = |text: &Spanned<String>| {
        Filter::parse(text.get_ref())
            .map_err(|error| check.error(text, &format!("{key}.filter"), error.into()))
    };
    let takes = [("value", Take::Value), ("amount", Take::Amount)];
    Ok(Source::Figure(FigureSource {
        figure: name.get_ref().clone(),
        filter: raw.filter.as_ref().map(filter).transpose()?.unwrap_or_default(),
        take: check.word_or(raw.take.as_ref(), &format!("{key}.take"), &takes, Take::Value)?,
    }))
}
