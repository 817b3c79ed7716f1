//! Parts, their types and their relations.

use super::{Element, Package};
use std::collections::{BTreeMap, BTreeSet};

const TYPES: &str = "[Content_Types].xml";

pub(super) fn faults(package: &Package) -> Vec<String> {
    let mut faults = types(package);
    for (name, part) in &package.parts {
        if name.ends_with(".rels") {
            faults.extend(relations(package, name, part));
        } else {
            faults.extend(references(package, name, part));
        }
    }
    faults
}

/// Each part has a type of its own or by its ending, and each type a part.
fn types(package: &Package) -> Vec<String> {
    let Some(types) = package.part(TYPES) else { return vec![format!("{TYPES} is missing")] };
    let of =
        |kind, key| types.all(kind).filter_map(move |element| element.attribute(key)).collect::<Vec<_>>();
    let (endings, named) = (of("Default", "Extension"), of("Override", "PartName"));
    let mut faults = Vec::new();
    if named.iter().collect::<BTreeSet<_>>().len() != named.len() {
        faults.push(format!("{TYPES}: a part has two types"));
    }
    for name in named.iter().filter(|name| package.part(name.trim_start_matches('/')).is_none()) {
        faults.push(format!("{TYPES}: there is no {name}"));
    }
    for name in package.names().filter(|name| *name != TYPES) {
        let has_own = named.contains(&format!("/{name}").as_str());
        let by_ending = name.ends_with(".rels") && endings.contains(&"rels");
        if !has_own && !by_ending {
            faults.push(format!("{TYPES}: {name} has no type"));
        }
    }
    faults
}

/// Ids are unique and targets inside the container are there.
fn relations(package: &Package, name: &str, part: &Element) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    // `word/_rels/document.xml.rels` speaks for `word/`.
    let folder = name.split_once("_rels/").map_or("", |(folder, _)| folder);
    for relation in part.all("Relationship") {
        let id = relation.attribute("Id").unwrap_or_default();
        if id.is_empty() || !ids.insert(id) {
            faults.push(format!("{name}: the id {id:?} is not unique"));
        }
        let target = relation.attribute("Target").unwrap_or_default();
        let is_outside = relation.attribute("TargetMode") == Some("External");
        if !is_outside && package.part(&format!("{folder}{target}")).is_none() {
            faults.push(format!("{name}: {id} leads to {target}, which is not there"));
        }
    }
    faults
}

/// Every `r:id` is a relation of its part, of the type that its element asks for, and every relation is of use.
fn references(package: &Package, name: &str, part: &Element) -> Vec<String> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let folder = name.strip_suffix(file).unwrap_or_default();
    let known = package.part(&format!("{folder}_rels/{file}.rels"));
    let kinds: BTreeMap<&str, &str> = known
        .into_iter()
        .flat_map(|relations| relations.all("Relationship"))
        .filter_map(|relation| Some((relation.attribute("Id")?, relation.attribute("Type")?)))
        .collect();
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for element in part.walk() {
        let Some(id) = element.attribute("r:id") else { continue };
        used.insert(id);
        let wanted = if element.name == "w:hyperlink" { "/hyperlink" } else { "/footer" };
        if !kinds.get(id).is_some_and(|kind| kind.ends_with(wanted)) {
            faults.push(format!("{name}: {} refers to {id}, which is no {wanted}", element.name));
        }
    }
    for (id, kind) in &kinds {
        if kind.ends_with("/hyperlink") && !used.contains(id) {
            faults.push(format!("{name}: nothing refers to {id}"));
        }
    }
    faults
}
