//! Which slice of the application knows which.

use super::Breach;
use super::source::{code, lines, without_tests};
use super::tree::{File, Tree};
use std::collections::{BTreeMap, BTreeSet};

const APPLICATION: &str = "crates/taizhang/src/";
/// Knows no slice; within, each may know the others.
const KIT: [&str; 3] = ["web", "ui", "text"];
/// Stands above all slices, and may know each.
const TOP: &str = "cli";

/// A slice's folder, from a path inside it.
fn slice(path: &str) -> Option<&str> {
    path.strip_prefix(APPLICATION)?.split_once('/').map(|(slice, _)| slice)
}

/// Whom a slice knows: by name, with a place where it is named.
type Known<'a> = BTreeMap<&'a str, BTreeMap<&'a str, (&'a str, usize)>>;

fn known(tree: &Tree) -> Known<'_> {
    let folders: BTreeSet<&str> = tree.rust().filter_map(|file| slice(&file.path)).collect();
    let mut known: Known<'_> = BTreeMap::new();
    for file in tree.rust().filter(|file| !tree.is_test(file)) {
        let Some(own) = slice(&file.path) else { continue };
        for (name, line) in named(file) {
            if let Some(other) = folders.get(name.as_str()).filter(|other| **other != own) {
                known.entry(own).or_default().entry(other).or_insert((&file.path, line));
            }
        }
    }
    known
}

/// The modules of the crate that a file names, with their lines: `crate::a`, `use crate::{a, b::c}`.
fn named(file: &File) -> Vec<(String, usize)> {
    let code = code(without_tests(&file.text));
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => found.extend(word(rest).map(|name| (name, line))),
            Some(list) => {
                found.extend(heads(list).into_iter().map(|name| (name, line)));
            }
        }
    }
    found
}

/// The first words of a list in braces, whatever is nested in it.
fn heads(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut start = 0;
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.extend(word(list[start..at].trim_start()));
                return names;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.extend(word(list[start..at].trim_start()));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// Slices that know one another in a circle, and kit that knows a slice.
pub(super) fn circles(tree: &Tree) -> Vec<Breach> {
    let known = known(tree);
    let mut found = Vec::new();
    for (own, others) in &known {
        for (other, (path, line)) in others {
            if KIT.contains(own) && !KIT.contains(other) {
                found.push(Breach::new(path, *line, format!("{own} knows {other}")));
            }
            let of_kit = KIT.contains(own) && KIT.contains(other);
            if !of_kit && *own != TOP && *other != TOP && reaches(&known, other, own) {
                found.push(Breach::new(
                    path,
                    *line,
                    format!("{own} knows {other}, which comes back to {own}"),
                ));
            }
        }
    }
    found
}

fn reaches(known: &Known<'_>, from: &str, to: &str) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut next = vec![from];
    while let Some(slice) = next.pop() {
        for other in known.get(slice).into_iter().flat_map(BTreeMap::keys) {
            if *other == to {
                return true;
            }
            if seen.insert(other) {
                next.push(other);
            }
        }
    }
    false
}

/// Calls of the constructors of a scope where none may be made.
pub(super) fn made_scopes(tree: &Tree) -> Vec<Breach> {
    let may = |file: &File| {
        matches!(slice(&file.path), Some("sessions" | "cli"))
            || file.is("/command.rs")
            || file.path == "crates/domain/src/scope.rs"
            || tree.is_test(file)
    };
    let mut found = Vec::new();
    for file in tree.rust().filter(|file| !may(file)) {
        let code = code(without_tests(&file.text));
        for (line, text) in lines(&code) {
            if text.contains("Scope::of_user") || text.contains("Scope::operator") {
                found.push(Breach::new(&file.path, line, text.trim()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_of_three_is_found_and_a_line_is_not() {
        let tree = Tree::of(&[
            ("crates/taizhang/src/a/mod.rs", "use crate::b::X;"),
            ("crates/taizhang/src/b/mod.rs", "use crate::{c::{Y, Z}, web};"),
            ("crates/taizhang/src/c/mod.rs", "fn f() { crate::a::g(); }"),
            ("crates/taizhang/src/d/mod.rs", "use crate::a::X; // crate::e"),
            ("crates/taizhang/src/e/mod.rs", "use crate::d::X;"),
        ]);
        let owners: Vec<String> = circles(&tree).into_iter().map(|breach| breach.path).collect();
        assert_eq!(owners.len(), 3, "{owners:?}");
    }

    #[test]
    fn kit_that_knows_a_slice_is_found() {
        let tree = Tree::of(&[
            ("crates/taizhang/src/ui/mod.rs", "use crate::text::T;\nuse crate::rounds::R;"),
            ("crates/taizhang/src/text/mod.rs", ""),
            ("crates/taizhang/src/rounds/mod.rs", ""),
        ]);
        assert_eq!(circles(&tree), [Breach::new("crates/taizhang/src/ui/mod.rs", 2, "ui knows rounds")]);
    }

    #[test]
    fn a_scope_made_in_a_slice_is_found_and_one_of_the_sessions_is_not() {
        let text =
            "fn a() { Scope::operator(); }\n#[cfg(test)]\nmod tests { fn b() { Scope::operator(); } }\n";
        let made = |path| made_scopes(&Tree::of(&[(path, text)])).len();
        assert_eq!(made("crates/taizhang/src/rounds/list.rs"), 1);
        assert_eq!(made("crates/taizhang/src/sessions/store.rs"), 0);
        assert_eq!(made("crates/taizhang/src/figures/command.rs"), 0);
    }
}
