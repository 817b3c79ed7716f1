//! The facts of a project in groups, as the project page shows them.

use super::list_table::money;
use super::sections::Related;
use super::show::Shown;
use crate::fields;
use crate::text::Lang;
use crate::ui::figure_link;
use crate::words;
use domain::facts::{Project, RecordKind};
use domain::{Amount, Money, Qualifier, Rounding};
use maud::{Markup, html};

/// The groups.
pub(super) fn section(shown: &Shown<'_>, related: &Related) -> Markup {
    let lang = shown.lang();
    html! {
        section.columns {
            div { h2 { (lang.t("projects.group_identity")) } (identity(shown, related)) }
            div { h2 { (lang.t("projects.group_money")) } (amounts(shown)) }
            div { h2 { (lang.t("projects.group_people")) } (people(shown)) }
            div { h2 { (lang.t("projects.group_content")) } (content(shown)) }
        }
    }
}

/// A name and its value, or a dash that says why there is none.
fn fact(shown: &Shown<'_>, field: &str, value: Option<Markup>) -> Markup {
    let lang = shown.lang();
    html! {
        dt { (fields::label(lang, RecordKind::Project, field)) }
        dd { (value.unwrap_or_else(|| figure_link::unknown(lang.t("projects.not_stated")))) }
    }
}

fn text(value: Option<&String>) -> Option<Markup> {
    value.map(|text| html! { (text) })
}

fn word(value: Option<&'static str>) -> Option<Markup> {
    value.map(|word| html! { (word) })
}

fn identity(shown: &Shown<'_>, related: &Related) -> Markup {
    let (lang, project): (_, &Project) = (shown.lang(), shown.opened.project());
    let parent = related.parent.as_ref().map(|(id, title)| {
        html! { a href=(shown.project_link(*id)) { (title) } }
    });
    html! {
        dl.facts {
            (fact(shown, "own_no", Some(html! { (project.own_no) })))
            (fact(shown, "zone", Some(html! { (shown.opened.org_name(project.zone)) })))
            (fact(shown, "park", project.park.map(|park| html! { (shown.opened.org_name(park)) })))
            @if project.parent.is_some() {
                (fact(shown, "parent", parent))
                (fact(shown, "part", word(project.part.map(|part| words::part(lang, part)))))
            }
            (fact(shown, "project_code", text(project.project_code.as_ref())))
            (fact(shown, "credit_code", text(project.credit_code.as_ref())))
            (fact(shown, "statistics_code", text(project.statistics_code.as_ref())))
            (fact(shown, "construction_type", word(project.construction_type.map(|it| words::construction(lang, it)))))
            (fact(shown, "acquisition", word(project.acquisition.map(|it| words::acquisition(lang, it)))))
            (fact(shown, "contract_kind", word(project.contract_kind.map(|it| words::contract(lang, it)))))
        }
    }
}

fn amounts(shown: &Shown<'_>) -> Markup {
    let project: &Project = shown.opened.project();
    let amount = |amount: Option<Money>, qualifier: Option<Qualifier>| {
        amount.map(|money_of| {
            html! {
                (money(shown.lang(), shown.unit, Amount { money: money_of, qualifier })) " "
                span.muted { @if shown.lang() == Lang::En { "× " } (shown.unit.word(shown.lang())) }
            }
        })
    };
    let land = project.land_mu_e2.map(|mu_e2| {
        let printed = domain::ratio::print_decimal(mu_e2.into(), 100, 2, Rounding::HalfUp);
        html! { (domain::money::trim_zeros(&printed)) " " span.muted { (shown.lang().t("projects.unit_mu")) } }
    });
    html! {
        dl.facts {
            (fact(shown, "invest_fen", amount(project.invest_fen, project.invest_qualifier)))
            (fact(shown, "contract_fen", amount(project.contract_fen, project.contract_qualifier)))
            (fact(shown, "output_fen", amount(project.output_fen, None)))
            (fact(shown, "tax_fen", amount(project.tax_fen, None)))
            (fact(shown, "land_mu_e2", land))
            (fact(shown, "jobs", project.jobs.map(|jobs| html! { (crate::text::counts::count(jobs)) })))
        }
    }
}

fn people(shown: &Shown<'_>) -> Markup {
    let project: &Project = shown.opened.project();
    html! {
        dl.facts {
            (fact(shown, "project_owner", text(project.project_owner.as_ref())))
            (fact(shown, "liaison_leader", text(project.liaison_leader.as_ref())))
            (fact(shown, "responsible_unit", text(project.responsible_unit.as_ref())))
            (fact(shown, "responsible_person", text(project.responsible_person.as_ref())))
            (fact(shown, "agent", text(project.agent.as_ref())))
        }
    }
}

fn content(shown: &Shown<'_>) -> Markup {
    let project: &Project = shown.opened.project();
    html! {
        dl.facts {
            (fact(shown, "content", text(project.content.as_ref())))
            (fact(shown, "address", text(project.address.as_ref())))
            (fact(shown, "remark", text(project.remark.as_ref())))
        }
    }
}
