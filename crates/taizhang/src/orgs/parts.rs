//! Markup and reading shared by the slice's pages.

use super::tree::OrgRefusal;
use crate::actor::Actor;
use crate::fields;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::web::form::Form;
use crate::words;
use domain::facts::{Dimensions, Kept, Org, OrgId, RecordKind};
use domain::limits::{CODE_MAX_CHARS, NAME_MAX_CHARS, TEXT_MAX_CHARS};
use domain::{OrgKind, Permission, ZoneLevel};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// A full-width blank: what shows a level where no markup can.
const STEP: &str = "\u{3000}";

/// The organisations of the tree in their printed order, each with its level, counted from the uppermost shown.
pub(super) fn order(dims: &Dimensions, shown: impl Fn(OrgId) -> bool) -> Vec<(usize, &Kept<Org>)> {
    let mut below: BTreeMap<Option<i64>, Vec<&Kept<Org>>> = BTreeMap::new();
    for org in dims.orgs.values().filter(|org| shown(OrgId(org.id))) {
        let above = org.parent.filter(|parent| shown(*parent) && dims.orgs.contains_key(&parent.0));
        below.entry(above.map(|parent| parent.0)).or_default().push(org);
    }
    for sisters in below.values_mut() {
        sisters.sort_by_key(|org| std::cmp::Reverse((org.position, org.id)));
    }
    let uppermost = below.remove(&None).unwrap_or_default();
    let mut waiting: Vec<(usize, &Kept<Org>)> = uppermost.into_iter().map(|org| (0, org)).collect();
    let mut ordered = Vec::with_capacity(dims.orgs.len());
    while let Some((level, org)) = waiting.pop() {
        let sisters = below.remove(&Some(org.id)).unwrap_or_default();
        waiting.extend(sisters.into_iter().map(|sister| (level + 1, sister)));
        ordered.push((level, org));
    }
    ordered
}

/// The zones over which the actor has the permission, in the offices' order.
pub fn zones<'a>(dims: &'a Dimensions, actor: &Actor, permission: Permission) -> Vec<&'a Kept<Org>> {
    let may = |org: &&Kept<Org>| org.kind == OrgKind::Zone && actor.may(permission, OrgId(org.id));
    order(dims, |_| true).into_iter().map(|(_, org)| org).filter(may).collect()
}

/// Organisations as choices by their number, each told from others of its name.
pub fn named(dims: &Dimensions, org: &Kept<Org>) -> Choice {
    Choice::new(org.id.to_string(), dims.org_shown(OrgId(org.id)).unwrap_or_default())
}

/// The organisations over which the actor has the permission, for a list to choose from, indented by level.
pub fn choices(dims: &Dimensions, actor: &Actor, permission: Permission) -> Vec<Choice> {
    let shown = |org| actor.may(permission, org);
    let label = |(level, org): (usize, &Kept<Org>)| {
        let named = named(dims, org);
        Choice { label: format!("{}{}", STEP.repeat(level), named.label), ..named }
    };
    order(dims, shown).into_iter().map(label).collect()
}

/// What was chosen of them. An organisation out of reach is none that the form offered.
pub fn chosen(form: &mut Form, field: &str, (actor, permission): (&Actor, Permission)) -> Option<OrgId> {
    let org = form.choice(field, |code| code.parse::<OrgId>().ok());
    let org = form.must(field, org);
    if org.is_some_and(|org| !actor.may(permission, org)) {
        form.refuse(field, "web.not_a_choice");
    }
    org
}

/// The fields of an organisation.
pub(super) fn fields_of(lang: Lang, form: &Form, parents: &[Choice]) -> Markup {
    let label = |name| fields::label(lang, RecordKind::Org, name);
    let kinds: Vec<Choice> =
        OrgKind::ALL.iter().map(|kind| Choice::new(kind.code(), words::org_kind(lang, *kind))).collect();
    let levels: Vec<Choice> = ZoneLevel::ALL
        .iter()
        .map(|level| Choice::new(level.code(), words::zone_level(lang, *level)))
        .collect();
    html! {
        @if !parents.is_empty() { (field::select(lang, form, Field::required("parent", &label("parent")), parents)) }
        (field::select(lang, form, Field::required("kind", &label("kind")), &kinds))
        (field::text(lang, form, Field::required("name", &label("name"))))
        (field::textarea(lang, form, Field::optional("aliases", &label("aliases")).hint(lang.t("orgs.aliases_hint"))))
        (field::text(lang, form, Field::optional("code", &label("code"))))
        (field::text(lang, form, Field::optional("region", &label("region")).hint(lang.t("orgs.region_hint"))))
        (field::select(lang, form, Field::optional("level", &label("level")).hint(lang.t("orgs.level_hint")), &levels))
        (field::text(lang, form, Field::optional("position", &label("position")).hint(lang.t("orgs.position_hint"))))
        (field::day(lang, form, Field::optional("valid_from", &label("valid_from"))))
        (field::day(lang, form, Field::optional("valid_to", &label("valid_to")).hint(lang.t("orgs.valid_to_hint"))))
    }
}

/// What an organisation looks like in the form.
pub(super) fn shown(org: &Org) -> Vec<(&'static str, String)> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    vec![
        ("parent", number(org.parent.map(|parent| parent.0))),
        ("kind", org.kind.code().to_owned()),
        ("name", org.name.clone()),
        ("aliases", text(&org.aliases)),
        ("code", text(&org.code)),
        ("region", number(org.region)),
        ("level", org.level.map(|level| level.code().to_owned()).unwrap_or_default()),
        ("position", org.position.to_string()),
        ("valid_from", org.valid_from.map(|day| day.to_string()).unwrap_or_default()),
        ("valid_to", org.valid_to.map(|day| day.to_string()).unwrap_or_default()),
    ]
}

/// Reads the form; `None` when a field was refused. Without a position it goes to the end, `last`.
pub(super) fn read(form: &mut Form, parent: Option<OrgId>, last: i64) -> Option<Org> {
    let kind = form.choice("kind", OrgKind::from_code);
    let kind = form.must("kind", kind);
    let name = form.required("name", NAME_MAX_CHARS);
    let aliases = form.text("aliases", TEXT_MAX_CHARS);
    let code = form.text("code", CODE_MAX_CHARS);
    let region = form.integer("region", 0..=999_999);
    let level = form.choice("level", ZoneLevel::from_code);
    let position = form.integer("position", 0..=1_000_000);
    let (valid_from, valid_to) = (form.day("valid_from"), form.day("valid_to"));
    let (kind, name) = (kind?, name?);
    let position = position.unwrap_or(last);
    let org = Org { parent, kind, name, aliases, code, region, level, position, valid_from, valid_to };
    form.is_fine().then_some(org)
}

/// Says a refusal at its field.
pub(super) fn refuse(form: &mut Form, refusal: &OrgRefusal) {
    form.refuse_with(refusal.field(), refusal.key(), refusal.args());
}
