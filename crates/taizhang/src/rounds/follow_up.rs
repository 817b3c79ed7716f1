//! Follow-up of several rounds: what has become of their entries by now, by zone or city, sorted (F206, M49; R1, R2).

use super::named::counted_name;
use super::parts::Links;
use super::tally::Counted;
use super::{held, opened};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::figures::{catalogue_lang, dim_word, key_word, not_given_at_all};
use crate::shell;
use crate::text::Lang;
use crate::ui::figure_link;
use crate::ui::layout::{self, Noun};
use crate::ui::table::{Column, Kind, Row, SORT, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::State;
use axum::response::Response;
use domain::facts::{Kept, OrgId, Round};
use domain::{ListKind, Ratio, RoundKey, Rounding, Stage};
use figures::{Catalogue, Dim, Figure, Filter, Group, Key};
use maud::{Markup, html};
use std::cmp::Ordering;

/// The parameter that names the rounds, repeated or separated by commas.
const ROUNDS: &str = "rounds";
/// The parameter that chooses zone or city.
const BY: &str = "by";
/// So many rounds are followed unless some are named: the four of a year and the first of the next.
const ROUNDS_DEFAULT: usize = 5;
const PLACES: u8 = 2;
/// The two rates: name, column, and the list that is their base.
const RATES: [(&str, &str, ListKind); 2] = [
    ("listStartRate", "start", ListKind::Signing),
    ("listProductionRate", "production", ListKind::Commencement),
];

/// One line: a zone or city with both rates.
struct Line {
    group: Group,
    key: Option<Key>,
    /// Numerator and denominator of each rate.
    rates: [Ratio; 2],
}

/// The page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let at = app.reading(&asked).await?;
    let org = shell::chosen(&asked, &actor, &at.snapshot)?;
    let narrow = shell::narrowed(&at.snapshot, &Filter::default(), org);
    let mut all = held::all(&at.snapshot, &actor.scope);
    all.retain(|round| round.day <= at.true_on);
    let followed = followed(&asked, &all);
    let title = lang.t("rounds.follow_up");
    let chooser = chooser(&asked, &all, &followed);
    let body = if followed.is_empty() {
        let none = lang.tf("rounds.none_held", &[("day", &at.true_on)]);
        html! { (layout::heading(title, &html! {})) (chooser) p.muted { (none) } }
    } else {
        let keys: Vec<String> = followed.iter().map(|round| held::key(round).to_string()).collect();
        let rounds = format!("round:{}", keys.join(","));
        let filter = Filter::parse(&rounds).map_err(|error| Problem::internal(&error))?.and(&narrow);
        let counted = Counted { scope: &actor.scope, at: &at, filter };
        let links = Links { here: &asked.here, at: &at, rounds };
        let holders: Vec<OrgId> = followed.iter().map(|round| round.org).collect();
        let scope = counted_name(lang, &at, &actor.scope, &holders, org);
        html! {
            (layout::heading(title, &html! {}))
            (lead(lang, &at, &followed, &scope, &counted)?)
            (chooser)
            (rates_table(&asked, &counted, &links)?)
            (stages_table(&asked, &counted, &links)?)
            (rounds_table(&asked, &counted, &links)?)
            (footnotes(lang, counted.at))
        }
    };
    let shell = shell::of(&asked, &actor, Noun::Rounds, app.ledger.clock().today(), Some(&at));
    Ok(page::full(&asked, layout::page(&shell, title, &body)))
}

/// Of the rounds held by the day asked those named, or the latest.
fn followed<'a>(asked: &Asked, all: &[&'a Kept<Round>]) -> Vec<&'a Kept<Round>> {
    let named: Vec<RoundKey> =
        asked.here.all(ROUNDS).flat_map(|list| list.split(',')).filter_map(RoundKey::parse).collect();
    if named.is_empty() {
        all.iter().take(ROUNDS_DEFAULT).copied().collect()
    } else {
        all.iter().filter(|round| named.contains(&held::key(round))).copied().collect()
    }
}

fn chooser(asked: &Asked, all: &[&Kept<Round>], followed: &[&Kept<Round>]) -> Markup {
    let lang = asked.lang;
    let by = dim(asked);
    html! {
        details.no-print {
            summary { (lang.tf("rounds.followed", &[("n", &followed.len())])) }
            form.ask method="get" action="/rounds/follow-up" {
                @for (name, value) in asked.here.carried_to("", &layout::CARRIED).parameters() {
                    input type="hidden" name=(name) value=(value);
                }
                fieldset {
                    legend { (lang.t("ui.rounds")) }
                    @for round in all {
                        @let chosen = followed.iter().any(|other| other.id == round.id);
                        label.tick {
                            input type="checkbox" name=(ROUNDS) value=(held::key(round)) checked[chosen];
                            span { (opened::label(lang, round)) }
                        }
                    }
                }
                fieldset {
                    legend { (lang.t("rounds.split_by")) }
                    @for dim in [Dim::Zone, Dim::City] {
                        label.tick {
                            input type="radio" name=(BY) value=(dim.name()) checked[dim == by];
                            span { (dim_word(lang, dim)) }
                        }
                    }
                }
                div.submit { button.primary type="submit" { (lang.t("ui.look")) } }
            }
        }
    }
}

fn dim(asked: &Asked) -> Dim {
    if asked.here.get(BY) == Some(Dim::City.name()) { Dim::City } else { Dim::Zone }
}

/// The sentences: which rounds are reported, and both rates of the whole (formats.md §3, T2).
fn lead(
    lang: Lang,
    at: &Question,
    followed: &[&Kept<Round>],
    scope: &str,
    counted: &Counted<'_>,
) -> Result<Markup, Problem> {
    let rounds: Vec<&Round> = followed.iter().map(|round| &round.body).collect();
    let (year, told) = (at.true_on.year(), catalogue_lang(lang));
    let reported = figures::rounds_reported(Catalogue::builtin(), &rounds, year, scope, told);
    let mut sentences = Vec::new();
    for (name, _, _) in RATES {
        let figures = counted.figures(name, &[]).map_err(|error| not_given_at_all(lang, &error))?;
        sentences.extend(figures.iter().map(|figure| figure.sentence(told)));
    }
    Ok(html! {
        p.lead { (reported) }
        @for sentence in sentences { p { (sentence) } }
    })
}

fn rates_table(asked: &Asked, counted: &Counted<'_>, links: &Links<'_>) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let dim = dim(asked);
    let mut lines = lines(lang, counted, dim)?;
    sort(&mut lines, asked.here.get(SORT).unwrap_or("-start"));
    let mut columns = vec![Column::new("key", dim_word(lang, dim), Kind::Lead).sorting()];
    for (name, column, _) in RATES {
        let rate = counted.at.catalogue().get(name).map_or("", |spec| crate::figures::title(lang, spec));
        let (base, done) = if column == "start" {
            ("rounds.of_signing", "rounds.now_started")
        } else {
            ("rounds.of_commencement", "rounds.now_producing")
        };
        columns.push(Column::new("base", lang.t(base), Kind::Number).in_unit(lang.t("rounds.unit_entries")));
        columns.push(Column::new("done", lang.t(done), Kind::Number).in_unit(lang.t("rounds.unit_entries")));
        columns.push(Column::new(column, rate, Kind::Number).sorting());
    }
    let whole = Line { group: Group::default(), key: None, rates: totals(&lines) };
    let rows = lines.iter().map(|line| {
        let name = line.key.as_ref().map(|key| key_word(lang, dim, key.shown())).unwrap_or_default();
        let mut cells = vec![html! { (name) }];
        cells.extend(rate_cells(lang, links, line));
        Row { id: name.clone(), name, cells }
    });
    let mut table = Table::new(lang.t("rounds.rates_now"), links.here, columns, rows.collect());
    table.caption_shown = true;
    let mut cells = vec![html! { (lang.t("rounds.total")) }];
    cells.extend(rate_cells(lang, links, &whole));
    table.totals = Some(cells);
    Ok(table.render(lang))
}

/// Base, done and rate of both rates, each leading to its entries.
fn rate_cells(lang: Lang, links: &Links<'_>, line: &Line) -> Vec<Markup> {
    let mut cells = Vec::new();
    for ((name, _, _), ratio) in RATES.into_iter().zip(line.rates) {
        let link = links.named(name, None, "");
        let members = link.members(&line.group);
        cells.push(figure_link::figure(&ratio.denominator.to_string(), &members));
        cells.push(figure_link::figure(&ratio.numerator.to_string(), &link.numerator(&line.group)));
        cells.push(figure_link::rate(lang, ratio, PLACES, Rounding::HalfUp, &members));
    }
    cells
}

fn lines(lang: Lang, counted: &Counted<'_>, dim: Dim) -> Result<Vec<Line>, Problem> {
    let mut lines: Vec<Line> = Vec::new();
    for (slot, (name, _, _)) in RATES.into_iter().enumerate() {
        let figures = counted.figures(name, &[dim]).map_err(|error| not_given_at_all(lang, &error))?;
        for Figure { group, numerator, denominator, .. } in figures {
            let ratio = Ratio::new(numerator.unwrap_or_default(), denominator.unwrap_or_default());
            match lines.iter_mut().find(|line| line.group == group) {
                Some(line) => line.rates[slot] = ratio,
                None => {
                    let key = group.0.first().map(|(_, key)| key.clone());
                    let mut rates = [Ratio::new(0, 0); 2];
                    rates[slot] = ratio;
                    lines.push(Line { group, key, rates });
                }
            }
        }
    }
    Ok(lines)
}

fn totals(lines: &[Line]) -> [Ratio; 2] {
    [0, 1].map(|slot| {
        let sum = |part: fn(&Ratio) -> i64| lines.iter().map(|line| part(&line.rates[slot])).sum();
        Ratio::new(sum(|ratio| ratio.numerator), sum(|ratio| ratio.denominator))
    })
}

/// By the exact rate; lines without a base stand last either way; ties stay in the offices' order.
fn sort(lines: &mut [Line], order: &str) {
    lines.sort_by(|one, two| one.key.cmp(&two.key));
    let (column, descending) = order.strip_prefix('-').map_or((order, false), |column| (column, true));
    let Some(slot) = RATES.iter().position(|(_, name, _)| *name == column) else {
        if descending {
            lines.reverse();
        }
        return;
    };
    lines.sort_by(|one, two| {
        let (one, two) = (one.rates[slot], two.rates[slot]);
        match (one.denominator, two.denominator) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Greater,
            (_, 0) => Ordering::Less,
            _ => {
                let order = one.compare(two).unwrap_or(Ordering::Equal);
                if descending { order.reverse() } else { order }
            }
        }
    });
}

/// The stages that the entries of each list have reached by now.
fn stages_table(asked: &Asked, counted: &Counted<'_>, links: &Links<'_>) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let figures = counted.figures("roundEntries", &[Dim::Stage, Dim::List]);
    let figures = figures.map_err(|error| not_given_at_all(lang, &error))?;
    let mut stages: Vec<&Key> = Vec::new();
    for key in figures.iter().map(|figure| &figure.group.0[0].1) {
        if !stages.contains(&key) {
            stages.push(key);
        }
    }
    let mut columns = vec![Column::new("stage", lang.t("rounds.stage_now"), Kind::Lead)];
    columns.extend(ListKind::ALL.iter().map(|list| {
        Column::new("list", words::list(lang, *list), Kind::Number).in_unit(lang.t("rounds.unit_entries"))
    }));
    let at = |stage: &Key, list: ListKind| {
        let is = |figure: &&Figure| {
            figure.group.0[0].1 == *stage && figure.group.key(Dim::List) == Some(list.code())
        };
        figures.iter().find(is)
    };
    let cell = |stage: &Key, list: ListKind| match at(stage, list) {
        None => html! { span.muted { "0" } },
        Some(figure) => {
            let href = links.named("roundEntries", None, "").members(&figure.group);
            figure_link::figure(&figure.entries.unwrap_or_default().to_string(), &href)
        }
    };
    let rows = stages.iter().map(|stage| {
        let mut cells = vec![crate::figures::stage_badge(lang, Stage::from_code(&stage.text))];
        cells.extend(ListKind::ALL.iter().map(|list| cell(stage, *list)));
        Row { id: stage.text.to_string(), name: stage.text.to_string(), cells }
    });
    let mut table = Table::new(lang.t("rounds.stages_now"), &asked.here, columns, rows.collect());
    table.caption_shown = true;
    Ok(table.render(lang))
}

/// Both rates of each round.
fn rounds_table(asked: &Asked, counted: &Counted<'_>, links: &Links<'_>) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let mut lines = lines(lang, counted, Dim::Round)?;
    lines.sort_by(|one, two| one.key.cmp(&two.key));
    let mut columns = vec![Column::new("round", lang.t("rounds.round"), Kind::Lead)];
    for (name, _, list) in RATES {
        let rate = counted.at.catalogue().get(name).map_or("", |spec| crate::figures::title(lang, spec));
        let word = words::list(lang, list);
        columns.push(Column::new("base", word, Kind::Number).in_unit(lang.t("rounds.unit_entries")));
        columns.push(
            Column::new("done", lang.t("rounds.of_these"), Kind::Number)
                .in_unit(lang.t("rounds.unit_entries")),
        );
        columns.push(Column::new("rate", rate, Kind::Number));
    }
    let rows = lines.iter().map(|line| {
        let name = line.key.as_ref().map(|key| key_word(lang, Dim::Round, key.shown())).unwrap_or_default();
        let mut cells = vec![html! { (name) }];
        cells.extend(rate_cells(lang, links, line));
        Row { id: name.clone(), name, cells }
    });
    let mut table = Table::new(lang.t("rounds.by_round"), &asked.here, columns, rows.collect());
    table.caption_shown = true;
    Ok(table.render(lang))
}

fn footnotes(lang: Lang, at: &Question) -> Markup {
    html! {
        div.muted.small {
            @for spec in RATES.iter().filter_map(|(name, _, _)| at.catalogue().get(name)) {
                p { (crate::figures::footnote(lang, spec)) }
            }
        }
    }
}
