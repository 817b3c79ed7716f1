//! The running round: its three lists, and once it is held how far those of the signing list have come.

use super::page::Sight;
use super::panel::nothing;
use crate::home;
use crate::rounds::{self, Counted};
use crate::text::counts::count;
use crate::text::days;
use crate::text::money::ShownIn;
use crate::words;
use ::figures::FigureError;
use domain::{ListKind, Money};
use maud::{Markup, html};

/// Rates of a round's entries.
const RATES: [&str; 2] = ["listStartRate", "listProductionRate"];

pub(super) fn content(sight: &Sight<'_>) -> Result<Markup, FigureError> {
    let lang = sight.lang();
    let seen = sight.at.snapshot.dimensions().rounds.values().filter(|round| {
        rounds::concerns(&sight.at.snapshot, &sight.actor.scope, round)
            && rounds::is_in_sight(sight.at, round)
    });
    let Some(round) = home::running(seen, sight.at.true_on) else { return Ok(nothing(lang)) };
    let at = rounds::on_its_day(sight.at, round);
    let key = rounds::key(round);
    let lists = home::of_round(sight.actor, &at, &sight.narrow, key)?;
    let mut rates = Vec::new();
    // Nobody can have started what is only being put on the list: before a round is held it has no rates.
    let rates_of = if round.day <= sight.at.true_on { &RATES[..] } else { &[] };
    for name in rates_of {
        let counted = Counted::round(&sight.actor.scope, &at, key).and(&sight.narrow);
        if let Some(figure) = counted.figures(name, &[])?.into_iter().next() {
            rates.push((crate::figures::catalogue_title(lang, &at, name), figure));
        }
    }
    let state = match rounds::publication(round, sight.at.true_on) {
        Some(_) => "home.round_published",
        None if round.day > sight.at.true_on => "home.round_open",
        None => "rounds.held",
    };
    Ok(html! {
        p.big { strong { (crate::figures::round_word(lang, key)) } " " (days::prose(lang, round.day)) " · " (lang.t(state)) }
        dl.lists {
            @for list in ListKind::ALL {
                @let sum = lists.get(list).copied().unwrap_or_default();
                div {
                    dt { (words::list(lang, *list)) }
                    dd { strong { (count(sum.number)) } " " (lang.t("figures.unit_entries")) }
                    dd { strong { (sum.fen.map_or_else(|| domain::ratio::NO_VALUE.to_owned(), |fen| ShownIn::Yi.print(Money::from_fen(fen)))) } " " (lang.t("ui.unit_yi")) }
                }
            }
            @for (title, figure) in &rates {
                div {
                    dt { (title) }
                    dd { strong { (figure.printed) } }
                    dd { (figure.numerator.unwrap_or_default()) "/" (figure.denominator.unwrap_or_default()) " " (lang.t("figures.unit_entries")) }
                }
            }
        }
    })
}
