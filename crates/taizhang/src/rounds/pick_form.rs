//! Markup of picking: what is looked for, and the candidates with their findings.

use super::candidates::{Candidate, FROM, Q, Search};
use super::opened::{self, Opened};
use super::pick::{CLEAN, PROJECT, clean, kept};
use super::show::LIST;
use super::{checks::Finding, held};
use crate::figures::stage_badge;
use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::ui::badge::{Tone, badge};
use crate::ui::empty::Empty;
use crate::ui::field::{self, Choice, Field};
use crate::ui::figure_link;
use crate::ui::layout::CARRIED;
use crate::ui::pager::Pager;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::ui::tabs::{Tab, tabs};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::paging::Paging;
use crate::words;
use domain::facts::{Kept, Round};
use domain::{ListKind, Money};
use maud::{Markup, html};

/// The lists that can be added to. Each is an address: what is looked for and the button below always speak of the one
/// that is shown.
pub(super) fn lists(asked: &Asked, opened: &Opened, form: &Form) -> Markup {
    let path = format!("{}/pick", opened.path());
    let here = asked.here.carried_to(&path, &CARRIED).with(Q, form.value(Q)).with(FROM, form.value(FROM));
    let tab = |list: &ListKind| {
        Tab::new(
            words::list(asked.lang, *list),
            here.with(LIST, list.code()).to_string(),
            list.code() == form.value(LIST),
        )
    };
    tabs(asked.lang.t("rounds.list"), ListKind::ALL.iter().map(tab))
}

/// From where, under which condition.
pub(super) fn search_form(asked: &Asked, opened: &Opened, form: &Form, earlier: &[&Kept<Round>]) -> Markup {
    let lang = asked.lang;
    let sources: Vec<Choice> = earlier
        .iter()
        .flat_map(|round| {
            ListKind::ALL.iter().map(|list| {
                let label = format!("{} · {}", opened::label(lang, round), words::list(lang, *list));
                Choice::new(format!("{}:{}", held::key(round), list.code()), label)
            })
        })
        .collect();
    html! {
        form.ask method="get" action={ (opened.path()) "/pick" } {
            input type="hidden" name=(LIST) value=(form.value(LIST));
            (field::select(lang, form, Field::optional(FROM, lang.t("rounds.convert_from")).hint(lang.t("rounds.convert_hint")), &sources))
            (field::text(lang, form, Field::optional(Q, lang.t("rounds.where")).hint(lang.t("rounds.where_hint"))))
            div.submit { button type="submit" { (lang.t("ui.look")) } }
        }
    }
}

/// The candidates of a page with their boxes, and what adds them.
pub(super) fn candidates_form(
    asked: &Asked,
    opened: &Opened,
    search: &Search,
    form: &Form,
    found: &[Candidate<'_>],
    paging: Paging,
) -> Markup {
    let lang = asked.lang;
    let ticked: Vec<&str> = form.all(PROJECT).collect();
    let rows = paging.slice(found).iter().map(|candidate| row(lang, opened, candidate, &ticked)).collect();
    let list = words::list(lang, search.list);
    let mut table = Table::new(list, &asked.here, columns(lang), rows);
    table.short = false;
    table.pager = Some(Pager { paging, total: found.len() });
    table.empty = Some(Empty {
        title: lang.t("rounds.no_candidate").to_owned(),
        words: lang.t("rounds.no_candidate_words").to_owned(),
        begin: None,
        sample: None,
    });
    let clean = clean(found);
    html! {
        form method="post" action={ (opened.path()) "/pick" } {
            (kept(form))
            @if opened.round.published_change.is_some() { (move_fields(lang, form)) }
            (table.render(lang))
            @if !found.is_empty() {
                div.submit.row {
                    button.primary type="submit" { (lang.tf("rounds.add_ticked", &[("list", &list)])) }
                    @if clean > 0 {
                        button type="submit" name=(CLEAN) value="1" { (lang.tf("rounds.add_clean", &[("n", &clean)])) }
                    }
                }
            }
        }
    }
}

/// A list that is published grows by moves, with day, reason and approver.
fn move_fields(lang: Lang, form: &Form) -> Markup {
    html! {
        fieldset {
            legend { (lang.t("rounds.move_in")) }
            p.hint { (lang.t("rounds.move_in_words")) }
            (field::day(lang, form, Field::required("on", lang.t("rounds.move_on"))))
            (field::text(lang, form, Field::required("reason", lang.t("rounds.move_reason"))))
            (field::text(lang, form, Field::required("approver", lang.t("rounds.approver"))))
        }
    }
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::new("pick", lang.t("rounds.choose"), Kind::Tick),
        Column::new("title", lang.t("rounds.project"), Kind::Lead),
        Column::new("no", lang.t("rounds.no"), Kind::Text),
        Column::new("unit", lang.t("rounds.unit"), Kind::Text),
        Column::new("amount", lang.t("rounds.invest"), Kind::Number).in_unit(ShownIn::Yi.word(lang)),
        Column::new("stage", lang.t("rounds.stage_now"), Kind::Text),
        Column::new("findings", lang.t("rounds.findings"), Kind::Words),
    ]
}

fn row(lang: Lang, opened: &Opened, candidate: &Candidate<'_>, ticked: &[&str]) -> Row {
    let project = &candidate.project;
    let id = project.id().to_string();
    let forbidden = candidate.findings.iter().any(|finding| finding.forbids());
    let zone = opened.at.snapshot.places().get(project.zone());
    let cells = vec![
        html! {
            @if !forbidden {
                input type="checkbox" name=(PROJECT) value=(id) checked[ticked.contains(&id.as_str())]
                    aria-label=(lang.tf("ui.choose_row", &[("name", &project.title())]));
            }
        },
        html! { a href={ "/projects/" (id) } { (project.title()) } },
        html! { (project.own_no()) },
        html! { (zone.map_or("", ::figures::Place::shown)) },
        match project.invest_fen() {
            Some(fen) => figure_link::amount(lang, Money::from_fen(fen), ShownIn::Yi, None),
            None => figure_link::unknown(lang.t("rounds.no_amount")),
        },
        stage_badge(lang, project.stage_on(opened.at.true_on)),
        html! { @for finding in &candidate.findings { (finding_badge(lang, *finding)) " " } },
    ];
    Row { id, name: project.title().to_owned(), cells }
}

fn finding_badge(lang: Lang, finding: Finding) -> Markup {
    let (tone, shape) = if finding.forbids() { (Tone::Alarm, "■") } else { (Tone::Warn, "▲") };
    badge(tone, shape, &finding.words(lang))
}
