//! The form of a project's own facts: from a project to what is shown, from what was typed to a project.

use super::inputs::{amount, coded};
use super::numbers;
use super::warnings;
use crate::actor::Actor;
use crate::fields;
use crate::ledger::{LedgerError, Writer};
use crate::orgs;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::web::form::Form;
use crate::words;
use domain::facts::{Dimensions, Kept, Org, OrgId, Project, ProjectId, RecordKind};
use domain::limits::{CODE_MAX_CHARS, NAME_MAX_CHARS, TEXT_MAX_CHARS};
use domain::money::format_exact;
use domain::{
    AcquisitionKind, Amount, ConstructionType, ContractKind, Money, MoneyUnit, OrgKind, Permission,
    Qualifier, Rounding,
};
use maud::{Markup, html};

/// The fields of the form in their order, named as the record's columns are.
pub(super) const FIELDS: [&str; 24] = [
    "own_no",
    "title",
    "zone",
    "park",
    "invest_fen",
    "contract_fen",
    "contract_kind",
    "construction_type",
    "acquisition",
    "land_mu_e2",
    "output_fen",
    "tax_fen",
    "jobs",
    "project_owner",
    "credit_code",
    "project_code",
    "statistics_code",
    "liaison_leader",
    "responsible_unit",
    "responsible_person",
    "agent",
    "content",
    "address",
    "remark",
];

/// The form of a project as it stands.
pub(super) fn filled(project: &Project) -> Form {
    Form::filled(FIELDS.map(|name| (name, shown(project, name))))
}

/// A field's text, as it can be typed again.
pub(super) fn shown(project: &Project, name: &str) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let code = |value: Option<&'static str>| value.unwrap_or_default().to_owned();
    match name {
        "own_no" => project.own_no.clone(),
        "title" => project.title.clone(),
        "zone" => project.zone.to_string(),
        "park" => project.park.map(|park| park.to_string()).unwrap_or_default(),
        "invest_fen" => amount_text(project.invest_fen, project.invest_qualifier),
        "contract_fen" => amount_text(project.contract_fen, project.contract_qualifier),
        "output_fen" => amount_text(project.output_fen, None),
        "tax_fen" => amount_text(project.tax_fen, None),
        "contract_kind" => code(project.contract_kind.map(ContractKind::code)),
        "construction_type" => code(project.construction_type.map(ConstructionType::code)),
        "acquisition" => code(project.acquisition.map(AcquisitionKind::code)),
        "land_mu_e2" => project.land_mu_e2.map(land_text).unwrap_or_default(),
        "jobs" => project.jobs.map(|jobs| jobs.to_string()).unwrap_or_default(),
        "project_owner" => text(&project.project_owner),
        "credit_code" => text(&project.credit_code),
        "project_code" => text(&project.project_code),
        "statistics_code" => text(&project.statistics_code),
        "liaison_leader" => text(&project.liaison_leader),
        "responsible_unit" => text(&project.responsible_unit),
        "responsible_person" => text(&project.responsible_person),
        "agent" => text(&project.agent),
        "content" => text(&project.content),
        "address" => text(&project.address),
        "remark" => text(&project.remark),
        _ => String::new(),
    }
}

/// An amount as it can be typed: 万元 without a word, or with its qualifier and unit.
fn amount_text(money: Option<Money>, qualifier: Option<Qualifier>) -> String {
    match (money, qualifier) {
        (None, _) => String::new(),
        (Some(money), None) => format_exact(money, MoneyUnit::Wan),
        (Some(money), qualifier) => Amount { money, qualifier }.to_string(),
    }
}

fn land_text(mu_e2: i64) -> String {
    let printed = domain::ratio::print_decimal(mu_e2.into(), 100, 2, Rounding::HalfUp);
    domain::money::trim_zeros(&printed).to_owned()
}

/// The zones in which the actor may keep projects, in the offices' order.
pub(super) fn zones<'a>(actor: &Actor, dims: &'a Dimensions) -> Vec<&'a Kept<Org>> {
    orgs::zones(dims, actor, Permission::Edit)
}

/// The fields as markup.
pub(super) fn markup(lang: Lang, form: &Form, actor: &Actor, dims: &Dimensions) -> Markup {
    let zones = zones(actor, dims);
    let parks: Vec<_> = dims.orgs.values().filter(|org| org.kind == OrgKind::Park).collect();
    let zone_choices: Vec<Choice> = zones.iter().map(|zone| orgs::named(dims, zone)).collect();
    let in_zones = |park: &&&Kept<Org>| zones.iter().any(|zone| park.parent == Some(OrgId(zone.id)));
    let park_choices: Vec<Choice> =
        parks.iter().filter(in_zones).map(|park| orgs::named(dims, park)).collect();
    html! {
        @for name in FIELDS {
            @let label = fields::label(lang, RecordKind::Project, name);
            @let required = matches!(name, "own_no" | "title" | "zone");
            @let plain = Field { required, ..Field::optional(name, &label) };
            @match name {
                "zone" => (field::select(lang, form, plain, &zone_choices)),
                "park" => (field::select(lang, form, plain, &park_choices)),
                "output_fen" | "tax_fen" => (field::number(lang, form, plain, lang.t("ui.unit_wan"))),
                "invest_fen" | "contract_fen" => {
                    (field::text(lang, form, plain.hint(lang.t("projects.amount_hint"))))
                }
                "land_mu_e2" => (field::number(lang, form, plain, lang.t("projects.unit_mu"))),
                "jobs" => (field::number(lang, form, plain, lang.t("projects.unit_persons"))),
                "contract_kind" => (field::select(lang, form, plain, &coded(ContractKind::ALL, ContractKind::code, |it| words::contract(lang, it)))),
                "construction_type" => (field::select(lang, form, plain, &coded(ConstructionType::ALL, ConstructionType::code, |it| words::construction(lang, it)))),
                "acquisition" => (field::select(lang, form, plain, &coded(AcquisitionKind::ALL, AcquisitionKind::code, |it| words::acquisition(lang, it)))),
                "content" | "remark" => (field::textarea(lang, form, plain)),
                "credit_code" => (field::text(lang, form, with_warning(plain, warnings::credit(lang, form.value(name)).as_deref(), form.value(name)))),
                "project_code" => (field::text(lang, form, with_warning(plain, warnings::national(lang, form.value(name)).as_deref(), form.value(name)))),
                _ => (field::text(lang, form, plain)),
            }
        }
    }
}

/// A failed check warns at the field and never blocks (`domain.md` §13).
fn with_warning<'a>(field: Field<'a>, warning: Option<&'a str>, value: &str) -> Field<'a> {
    match warning {
        Some(warning) if !value.is_empty() => field.hint(warning),
        _ => field,
    }
}

/// Reads what was typed over a project; what the form does not hold stays. Refusals are left in the form.
pub(super) fn read(form: &mut Form, before: &Project, actor: &Actor, dims: &Dimensions) -> Option<Project> {
    let mut project = before.clone();
    let zone = form.choice("zone", |code| code.parse::<OrgId>().ok());
    let zone = form.must("zone", zone);
    let may_keep = |zone: OrgId| zone == before.zone || zones(actor, dims).iter().any(|org| org.id == zone.0);
    if zone.is_some_and(|zone| !may_keep(zone)) {
        form.refuse("zone", "web.not_a_choice");
    }
    let own_no = form.required("own_no", CODE_MAX_CHARS);
    let title = form.required("title", NAME_MAX_CHARS);
    project.park = form.choice("park", |code| code.parse::<OrgId>().ok());
    let is_in_zone = |park: OrgId| dims.orgs.get(&park.0).is_some_and(|org| org.parent == zone);
    if project.park.is_some_and(|park| !is_in_zone(park)) {
        form.refuse("park", "projects.park_elsewhere");
    }
    read_amounts(form, &mut project);
    project.contract_kind = form.choice("contract_kind", ContractKind::from_code);
    project.construction_type = form.choice("construction_type", ConstructionType::from_code);
    project.acquisition = form.choice("acquisition", AcquisitionKind::from_code);
    project.land_mu_e2 = form.decimal("land_mu_e2", 2);
    if project.land_mu_e2.is_some_and(|land| land < 0) {
        form.refuse("land_mu_e2", "projects.not_negative");
    }
    project.jobs = form.integer("jobs", 0..=100_000_000);
    read_texts(form, &mut project);
    let (zone, own_no, title) = (zone?, own_no?, title?);
    form.is_fine().then_some(Project { zone, own_no, title, ..project })
}

fn read_amounts(form: &mut Form, project: &mut Project) {
    let invest = amount(form, "invest_fen");
    (project.invest_fen, project.invest_qualifier) =
        (invest.map(|it| it.money), invest.and_then(|it| it.qualifier));
    let contract = amount(form, "contract_fen");
    (project.contract_fen, project.contract_qualifier) =
        (contract.map(|it| it.money), contract.and_then(|it| it.qualifier));
    for (name, to) in [("output_fen", &mut project.output_fen), ("tax_fen", &mut project.tax_fen)] {
        let amount = amount(form, name);
        if amount.is_some_and(|amount| amount.qualifier.is_some()) {
            form.refuse(name, "projects.no_qualifier");
        }
        *to = amount.map(|amount| amount.money);
    }
}

fn read_texts(form: &mut Form, project: &mut Project) {
    let normal = |code: Option<String>, to: fn(&str) -> String| code.map(|code| to(&code));
    project.credit_code = normal(form.text("credit_code", CODE_MAX_CHARS), domain::credit_code::normalize);
    project.project_code = normal(form.text("project_code", CODE_MAX_CHARS), domain::project_code::normalize);
    project.statistics_code = form.text("statistics_code", CODE_MAX_CHARS);
    project.project_owner = form.text("project_owner", NAME_MAX_CHARS);
    project.liaison_leader = form.text("liaison_leader", NAME_MAX_CHARS);
    project.responsible_unit = form.text("responsible_unit", NAME_MAX_CHARS);
    project.responsible_person = form.text("responsible_person", NAME_MAX_CHARS);
    project.agent = form.text("agent", NAME_MAX_CHARS);
    project.content = form.text("content", TEXT_MAX_CHARS);
    project.address = form.text("address", NAME_MAX_CHARS);
    project.remark = form.text("remark", TEXT_MAX_CHARS);
}

/// Refuses a number that the zone has given before, inside the change that wants it.
///
/// # Errors
/// When the database fails.
pub(super) async fn check_number(
    form: &mut Form,
    writer: &mut Writer,
    project: &Project,
    except: Option<ProjectId>,
) -> Result<(), LedgerError> {
    if numbers::holder(writer, project.zone, &project.own_no, except).await?.is_some() {
        form.refuse("own_no", "projects.number_taken");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    fn an_amount_shown_can_be_typed_again(
        #[values(0, 1, 320_000_000, 12_345_678_901)] fen: i64,
        #[values(
            None,
            Some(Qualifier::Expected),
            Some(Qualifier::About),
            Some(Qualifier::Over),
            Some(Qualifier::OddOver),
            Some(Qualifier::Under),
            Some(Qualifier::AtLeast)
        )]
        qualifier: Option<Qualifier>,
    ) {
        let written = Amount { money: Money::from_fen(fen), qualifier };
        let text = amount_text(Some(written.money), qualifier);
        let mut form = Form::filled([("invest_fen", text.clone())]);
        assert_eq!(amount(&mut form, "invest_fen"), Some(written), "{text}");
    }
}
