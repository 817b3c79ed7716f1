//! The form for the common filters. It sends its choices here, where they replace the terms of the same fields in the
//! filter's text; what the form does not know stays as it is.

use super::filter_words::{self, parts, value_word};
use super::question::Q;
use crate::text::Lang;
use crate::ui::field::Choice;
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::query::Query;
use crate::words;
use axum::response::Response;
use domain::facts::OrgId;
use domain::{Day, ListKind, Origin, Permission, Scope, SizeBands, Stage};
use figures::{At, Expr, Field, Filter, Op, Operand, Place, Snapshot, Term};
use maud::{Markup, html};

/// The fields of the form.
const FIELDS: [Field; 10] = [
    Field::Stage,
    Field::City,
    Field::Zone,
    Field::Round,
    Field::List,
    Field::Origin,
    Field::Size,
    Field::Signed,
    Field::Investor,
    Field::Responsible,
];
/// Years offered before this one.
const YEARS: i32 = 10;
/// Letters of a typed field.
const TEXT_MAX_CHARS: usize = 100;
/// A longer list is no help to choose from, and would be most of the page.
const CHOICES_MAX: usize = 300;
/// What the fields are called in the form, so that they are never taken for parameters of the list.
const PREFIX: &str = "f-";

/// Puts the choices into the filter and leads to the list.
pub(super) async fn apply(asked: Asked) -> Response {
    page::redirect(&asked, &composed(&asked.here).to_string(), None)
}

/// The list's address with the choices in its filter.
fn composed(here: &Query) -> Query {
    let mut list = Query::of_path(super::PATH);
    for (name, value) in here.parameters().filter(|(name, _)| !name.starts_with(PREFIX)) {
        list = list.and(name, value);
    }
    // A text that can't be read is not thrown away: the list says what is wrong with it.
    let Ok(filter) = Filter::parse(here.get(Q).unwrap_or_default()) else { return list };
    let chosen = FIELDS.into_iter().filter_map(|field| Some((field, here.get(&name_of(field))?.trim())));
    let chosen = chosen.filter(|(_, word)| !word.is_empty());
    let chosen = chosen.map(|(field, word)| Expr::Term(term(field, word)));
    let kept = parts(&filter).into_iter().filter(|part| form_field(part).is_none()).cloned();
    let all: Vec<Expr> = kept.chain(chosen).collect();
    list.with(Q, &filter_words::joined(&all))
}

fn name_of(field: Field) -> String {
    format!("{PREFIX}{}", field.name())
}

fn term(field: Field, word: &str) -> Term {
    Term { field, op: Op::Is, values: vec![Operand::Word(word.to_owned())], at: At(0) }
}

/// The form's field that a part of the filter speaks of, with its one value.
fn form_field(part: &Expr) -> Option<(Field, &str)> {
    match part {
        Expr::Term(Term { field, op: Op::Is, values, .. }) if FIELDS.contains(field) => {
            match values.as_slice() {
                [Operand::Word(word)] => Some((*field, word)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The form, with what the filter says already chosen.
pub(super) fn form(
    asked: &Asked,
    scope: &Scope,
    filter: &Filter,
    snapshot: &Snapshot,
    true_on: Day,
) -> Markup {
    let lang = asked.lang;
    let zones = zones_reached(snapshot, scope);
    let held: Vec<(Field, &str)> = parts(filter).into_iter().filter_map(form_field).collect();
    html! {
        details.menu {
            summary.button { (lang.t("projects.filter_form")) }
            form.sheet.left action=(super::FILTER) {
                @for (name, value) in asked.here.parameters().filter(|(name, _)| *name != "page") {
                    input type="hidden" name=(name) value=(value);
                }
                @for field in FIELDS {
                    @let chosen = held.iter().find(|(held, _)| *held == field).map_or("", |(_, word)| *word);
                    @let choices = choices(lang, field, snapshot, (scope, &zones), true_on);
                    @if choices.is_empty() || choices.len() > CHOICES_MAX {
                        (typed(lang, field, chosen))
                    } @else {
                        (choice(lang, field, chosen, &choices))
                    }
                }
                button.primary type="submit" { (lang.t("projects.filter_apply")) }
            }
        }
    }
}

/// A field whose words are typed.
fn typed(lang: Lang, field: Field, held: &str) -> Markup {
    let name = name_of(field);
    html! {
        div.field {
            label for=(name) { (filter_words::field(lang, field)) }
            input type="text" id=(name) name=(name) value=(held) maxlength=(TEXT_MAX_CHARS);
        }
    }
}

fn choice(lang: Lang, field: Field, chosen: &str, choices: &[Choice]) -> Markup {
    let name = name_of(field);
    let foreign = !chosen.is_empty() && !choices.iter().any(|choice| choice.code == chosen);
    html! {
        div.field {
            label for=(name) { (filter_words::field(lang, field)) }
            select id=(name) name=(name) {
                option value="" { (lang.t("projects.filter_any")) }
                @if foreign { option value=(chosen) selected { (value_word(lang, field, chosen)) } }
                @for choice in choices {
                    option value=(choice.code) selected[choice.code == chosen] { (choice.label) }
                }
            }
        }
    }
}

fn choices(
    lang: Lang,
    field: Field,
    snapshot: &Snapshot,
    (scope, zones): (&Scope, &[&Place]),
    true_on: Day,
) -> Vec<Choice> {
    let coded = |code: &str| Choice::new(code, value_word(lang, field, code));
    match field {
        Field::Stage => Stage::ALL.iter().map(|stage| coded(stage.code())).chain([coded("none")]).collect(),
        Field::List => {
            ListKind::ALL.iter().map(|list| Choice::new(list.code(), words::list(lang, *list))).collect()
        }
        Field::Origin => {
            let codes = Origin::ALL.iter().map(|origin| origin.code());
            codes.chain(["sameProvince", "outside", "inside", "none"]).map(coded).collect()
        }
        Field::Size => {
            let codes = SizeBands::default().bands().into_iter().map(|band| band.code());
            codes.map(|code| coded(&code)).chain([coded("none")]).collect()
        }
        Field::Investor | Field::Responsible => Vec::new(),
        Field::City => cities(snapshot, zones),
        Field::Zone if zones.len() > CHOICES_MAX => Vec::new(),
        Field::Zone => zones.iter().map(|zone| Choice::new(zone.shown(), zone.shown())).collect(),
        Field::Round => rounds(snapshot, scope),
        _ => (0..YEARS)
            .map(|back| (true_on.year() - back).to_string())
            .map(|year| Choice::new(&year, &year))
            .collect(),
    }
}

/// The zones of which the reader may see something, in the offices' order.
fn zones_reached<'a>(snapshot: &'a Snapshot, scope: &Scope) -> Vec<&'a Place> {
    let places = snapshot.places();
    let zone_of = |place: &Place| places.get(place.zone?);
    let mut zones: Vec<&Place> = match scope.orgs(Permission::Read) {
        None => places.iter().filter_map(zone_of).collect(),
        Some(orgs) => orgs.iter().filter_map(|org| zone_of(places.get(*org)?)).collect(),
    };
    zones.sort_unstable_by_key(|zone| zone.rank);
    zones.dedup_by_key(|zone| zone.id);
    zones
}

/// The cities in which zones lie, in the offices' order.
fn cities(snapshot: &Snapshot, zones: &[&Place]) -> Vec<Choice> {
    let mut cities: Vec<OrgId> = zones.iter().filter_map(|zone| zone.city).collect();
    // A city's zones stand together in the offices' order.
    cities.dedup();
    let places = cities.iter().filter_map(|city| snapshot.places().get(*city));
    places.map(|city| Choice::new(city.shown(), city.shown())).collect()
}

/// The rounds that concern the reader, the latest first.
fn rounds(snapshot: &Snapshot, scope: &Scope) -> Vec<Choice> {
    let dims = snapshot.dimensions();
    let seen = dims.rounds.values().filter(|round| snapshot.places().concern(scope, round.org));
    let mut keys: Vec<_> = seen.filter_map(|round| super::cells::round_key(dims, round.id)).collect();
    keys.sort_unstable_by(|a, b| b.cmp(a));
    keys.dedup();
    keys.into_iter().map(|key| Choice::new(key.to_string(), key.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_replace_the_terms_of_their_fields_and_keep_the_rest() {
        let here = Query::of_path("/projects/filter")
            .and(Q, "储能 stage:signed invest>=10亿")
            .and("sort", "-invest")
            .and("f-stage", "commenced")
            .and("f-zone", "晋中 开发区")
            .and("f-size", "")
            .and("f-investor", " 甲 公司 ")
            .and("f-responsible", " ");
        let list = composed(&here);
        assert_eq!(
            list.get(Q),
            Some("储能 invest>=10亿 stage:commenced zone:\"晋中 开发区\" investor:\"甲 公司\"")
        );
        assert_eq!((list.path(), list.get("sort")), (super::super::PATH, Some("-invest")));
    }

    #[test]
    fn a_filter_that_cannot_be_read_is_not_lost() {
        let here = Query::of_path("/projects/filter").and(Q, "(储能").and("f-stage", "signed");
        assert_eq!(composed(&here).get(Q), Some("(储能"));
    }
}
