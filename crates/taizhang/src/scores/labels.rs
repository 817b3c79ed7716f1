//! The words of schemes: sources, rules, periods, what is wrong in a text.

use crate::figures::{bad_filter, catalogue_lang, misread, title as figure_title};
use crate::filter_words;
use crate::text::Lang;
use ::figures::ranking::{
    AdjustmentKind, Item, Missing, Named, Obstacle, Period, PeriodKind, Role, RollPart, Rule, Scheme,
    SchemeError, SchemeProblem, Source, Take, TieBy, TieRule, Vetoed,
};
use ::figures::{Catalogue, Exact};
use domain::Rounding;
use domain::money::trim_zeros;

/// Decimals of inputs at most.
const PLACES: u8 = 4;

/// A title.
pub(crate) fn named(lang: Lang, named: &Named) -> &str {
    named.title.get(catalogue_lang(lang))
}

/// A scheme's title.
pub(crate) fn title(lang: Lang, scheme: &Scheme) -> &str {
    scheme.title.get(catalogue_lang(lang))
}

/// A number as people write it, without superfluous zeros.
pub(crate) fn number(number: &Exact) -> String {
    trim_zeros(&number.print(PLACES, Rounding::HalfUp)).to_owned()
}

/// Where a value comes from.
pub(crate) fn source((lang, catalogue): (Lang, &Catalogue), item: &Item, source: &Source) -> String {
    match source {
        Source::Fixed(fixed) => number(fixed),
        Source::Given(name) => given(lang, item, source, name),
        Source::Figure(figure) => {
            let spec = catalogue.get(&figure.figure);
            let title = spec.map_or(figure.figure.as_str(), |spec| figure_title(lang, spec));
            let amount = if figure.take == Take::Amount {
                format!("{}{}", lang.gap(), lang.t("rankings.amount"))
            } else {
                String::new()
            };
            let titled = format!("{title}{amount}");
            match filter_words::in_words(lang, &figure.filter) {
                filter if filter.is_empty() => titled,
                filter => lang.tf("rankings.only", &[("title", &titled), ("filter", &filter)]),
            }
        }
    }
}

/// What is typed in and has no title in the scheme is told by its item and its part in it, and by its name where several would
/// be called alike.
fn given(lang: Lang, item: &Item, source: &Source, name: &str) -> String {
    if let Some(input) = item.inputs.iter().find(|input| input.name == name) {
        return named(lang, input).to_owned();
    }
    let title = named(lang, &item.named);
    let key = match &item.rule {
        Rule::RatioToTarget { target, .. } if target == source => "rankings.given_target",
        Rule::RatioToTarget { .. } => "rankings.given_value",
        Rule::PerProjectPoints { .. } => "rankings.given_count",
        Rule::StepTier { .. } | Rule::Points { .. } => "rankings.given_points",
    };
    let said = lang.tf(key, &[("item", &title)]);
    let is_one_of_many = matches!(item.rule, Rule::PerProjectPoints { .. }) && item.given().nth(1).is_some();
    if is_one_of_many { lang.tf("rankings.given_named", &[("said", &said), ("name", &name)]) } else { said }
}

/// How an item's points come about.
pub(crate) fn rule((lang, catalogue): (Lang, &Catalogue), item: &Item) -> String {
    let of = |it: &Source| source((lang, catalogue), item, it);
    // Of a ratio the weight is multiplied in; all else gives at most so many points.
    let is_ratio = matches!(item.rule, Rule::RatioToTarget { .. });
    let most = item.weight.as_ref().filter(|_| !is_ratio);
    let most = most.map_or_else(String::new, |most| lang.tf("rankings.rule_most", &[("n", &number(most))]));
    let rule = match &item.rule {
        Rule::RatioToTarget { value, target, cap, floor } => {
            let ratio = lang.tf("rankings.rule_ratio", &[("value", &of(value)), ("target", &of(target))]);
            let bound = |key, ratio: &Option<Exact>| {
                let percent = ratio.as_ref().map(|ratio| number(&(ratio * &Exact::from(100))));
                percent.map_or_else(String::new, |n| lang.tf(key, &[("n", &n)]))
            };
            format!("{ratio}{}{}", bound("rankings.rule_cap", cap), bound("rankings.rule_floor", floor))
        }
        Rule::StepTier { value, tiers, below } => {
            let steps = tiers.iter().map(|(from, points)| format!("≥{} {}", number(from), number(points)));
            let steps: Vec<String> = steps.collect();
            let args: [(&str, &dyn std::fmt::Display); 3] =
                [("value", &of(value)), ("steps", &lang.list(&steps)), ("below", &number(below))];
            lang.tf("rankings.rule_tier", &args)
        }
        Rule::PerProjectPoints { terms } => {
            let terms: Vec<String> =
                terms.iter().map(|(it, points)| format!("{} × {}", of(it), number(points))).collect();
            terms.join(" + ")
        }
        Rule::Points { value } => of(value),
    };
    rule + &most
}

/// What holds for a score as a whole: its bounds, its decimals, ties, and what has no value.
pub(crate) fn bounds(lang: Lang, scheme: &Scheme) -> String {
    let of = |key, points: &Exact| lang.tf(key, &[("n", &number(points))]);
    let mut said: Vec<String> = Vec::new();
    if let Some(items) = scheme.items() {
        let bounds = [
            ("rankings.bounds_full", &items.full),
            ("rankings.bounds_bonus", &items.bonus_max),
            ("rankings.bounds_penalty", &items.penalty_max),
            ("rankings.bounds_least", &items.least),
            ("rankings.bounds_most", &items.most),
        ];
        said.extend(bounds.into_iter().filter_map(|(key, points)| Some(of(key, points.as_ref()?))));
        if items.items.iter().any(|item| item.role == Role::Veto) {
            said.push(
                lang.t(match items.vetoed {
                    Vetoed::Zero => "rankings.bounds_veto_zero",
                    Vetoed::Unranked => "rankings.bounds_veto_unranked",
                })
                .to_owned(),
            );
        }
        if let Some(rule) = items.red_black {
            let args: [(&str, &dyn std::fmt::Display); 2] =
                [("red", &rule.red_from), ("black", &rule.black_from)];
            said.push(lang.tf("rankings.bounds_red_black", &args));
        }
    }
    if scheme.items().is_none_or(|items| items.scored) {
        let rounded = match scheme.rounding {
            Rounding::HalfUp => "rankings.bounds_half_up",
            Rounding::Truncate => "rankings.bounds_truncate",
        };
        said.push(lang.tf(rounded, &[("n", &scheme.places)]));
        said.push(
            lang.t(match scheme.ties {
                TieRule::Dense => "rankings.bounds_dense",
                TieRule::Competition => "rankings.bounds_competition",
            })
            .to_owned(),
        );
        said.push(
            lang.t(match scheme.tie_by {
                TieBy::Printed => "rankings.bounds_tie_printed",
                TieBy::Exact => "rankings.bounds_tie_exact",
            })
            .to_owned(),
        );
        said.push(lang.t(missing(scheme.missing)).to_owned());
    }
    let others = scheme.items().into_iter().flat_map(|items| &items.items);
    for item in others.filter(|item| item.role == Role::Score && item.missing != scheme.missing) {
        let args: [(&str, &dyn std::fmt::Display); 2] =
            [("item", &named(lang, &item.named)), ("words", &lang.t(missing(item.missing)))];
        said.push(lang.tf("rankings.bounds_of_item", &args));
    }
    lang.tf("rankings.bounds", &[("words", &lang.clauses(&said))])
}

fn missing(missing: Missing) -> &'static str {
    match missing {
        Missing::Zero => "rankings.bounds_zero",
        Missing::NoScore => "rankings.bounds_no_score",
        Missing::Reweigh => "rankings.bounds_reweigh",
    }
}

/// What a part of a roll-up takes of the shorter periods.
pub(crate) fn roll_part(lang: Lang, part: &RollPart) -> &'static str {
    use ::figures::ranking::Over;
    lang.t(match part.take {
        Over::Mean => "rankings.take_mean",
        Over::Sum => "rankings.take_sum",
        Over::Last => "rankings.take_last",
    })
}

/// Why a score is not the sum of its items.
pub(crate) fn adjustment(lang: Lang, kind: AdjustmentKind) -> &'static str {
    lang.t(match kind {
        AdjustmentKind::Reweighed => "rankings.reweighed",
        AdjustmentKind::BonusMax => "rankings.bonus_max",
        AdjustmentKind::PenaltyMax => "rankings.penalty_max",
        AdjustmentKind::Least => "rankings.least",
        AdjustmentKind::Most => "rankings.most",
        AdjustmentKind::Veto => "rankings.veto",
    })
}

/// How often a scheme is done.
pub(crate) fn period_kind(lang: Lang, kind: PeriodKind) -> &'static str {
    lang.t(match kind {
        PeriodKind::Month => "rankings.month",
        PeriodKind::Quarter => "rankings.quarter",
        PeriodKind::Half => "rankings.half",
        PeriodKind::Year => "rankings.year",
    })
}

/// A period in words: 2022年5月.
pub(crate) fn period(lang: Lang, period: Period) -> String {
    let text = period.to_string();
    let (year, rest) = text.split_at(4);
    let no = rest.trim_start_matches(['-', 'Q', 'H', '0']);
    let key = match (period.kind(), no) {
        (PeriodKind::Month, _) => "indicators.of_month",
        (PeriodKind::Quarter, _) => "indicators.of_quarter",
        (PeriodKind::Half, "1") => "indicators.first_half",
        (PeriodKind::Half, _) => "indicators.second_half",
        (PeriodKind::Year, _) => "indicators.of_year",
    };
    lang.tf(key, &[("year", &year), ("month", &no), ("quarter", &no)])
}

/// Why no change of an input lifts a unit.
pub(crate) fn obstacle(lang: Lang, obstacle: &Obstacle, item_title: impl Fn(&str) -> String) -> String {
    match obstacle {
        Obstacle::NotEnough => lang.t("rankings.not_enough").to_owned(),
        Obstacle::NoValue => lang.t("rankings.no_value").to_owned(),
        Obstacle::NoPoints => lang.t("rankings.no_points").to_owned(),
        Obstacle::CountsAgainst(item) => lang.tf("rankings.counts_against", &[("item", &item_title(item))]),
    }
}

/// What is wrong in a text, with line, scheme and key.
pub(crate) fn wrong(lang: Lang, error: &SchemeError) -> String {
    let words = problem(lang, &error.problem);
    let place = [error.scheme.as_str(), error.key.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|it| !it.is_empty()).collect();
    if place.is_empty() {
        return lang.tf("definitions.wrong_line", &[("line", &error.line), ("words", &words)]);
    }
    lang.tf("rankings.wrong_at", &[("line", &error.line), ("place", &place.join(" · ")), ("words", &words)])
}

fn problem(lang: Lang, problem: &SchemeProblem) -> String {
    match problem {
        SchemeProblem::Syntax(what) => misread(lang, what),
        SchemeProblem::Twice => lang.t("rankings.wrong_twice").to_owned(),
        SchemeProblem::Missing => lang.t("rankings.wrong_missing").to_owned(),
        SchemeProblem::NotHere => lang.t("rankings.wrong_not_here").to_owned(),
        SchemeProblem::Unknown { value, near } if near.is_empty() => {
            lang.tf("rankings.wrong_unknown", &[("value", value)])
        }
        SchemeProblem::Unknown { value, near } => {
            lang.tf("rankings.wrong_near", &[("value", value), ("near", &lang.list(near))])
        }
        SchemeProblem::Filter(error) => bad_filter(lang, error).words(lang),
        SchemeProblem::Weights { sum, full } => {
            lang.tf("rankings.wrong_weights", &[("sum", sum), ("full", full)])
        }
        SchemeProblem::Range(value) => lang.tf("rankings.wrong_range", &[("value", value)]),
        SchemeProblem::Order => lang.t("rankings.wrong_order").to_owned(),
        SchemeProblem::Circular(names) => {
            lang.tf("rankings.wrong_circular", &[("names", &names.join(" → "))])
        }
        SchemeProblem::Longer => lang.t("rankings.wrong_longer").to_owned(),
    }
}
