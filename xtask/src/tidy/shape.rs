//! Rules on the size of things, and on what is said of them.

use super::Breach;
use super::source::{code, has_word, lines, without_tests};
use super::tree::{File, Tree};
use std::collections::BTreeSet;

const FILE_LINES_MAX: usize = 500;
const FILE_LINES_WARN: usize = 400;
/// Fifty is the aim; a table of arms may need a few more.
const FUNCTION_LINES_MAX: usize = 70;
const LIMITS: &str = "crates/domain/src/limits.rs";
const ARCHITECTURE: &str = "docs/architecture.md";
const APPLICATION: &str = "crates/taizhang/src/";

fn is_ours(file: &&File) -> bool {
    [".rs", ".js", ".mjs", ".css"].iter().any(|ending| file.is(ending))
}

/// Files that nobody can read at once.
pub(super) fn long_files(tree: &Tree) -> Vec<Breach> {
    sized(tree)
        .filter(|(_, size)| *size > FILE_LINES_MAX)
        .map(|(file, size)| Breach::new(&file.path, 0, format!("{size} lines")))
        .collect()
}

/// Files on the way there, with their lines.
pub(super) fn growing_files(tree: &Tree) -> Vec<(&str, usize)> {
    let growing = |size: usize| size > FILE_LINES_WARN && size <= FILE_LINES_MAX;
    sized(tree).filter(|(_, size)| growing(*size)).map(|(file, size)| (file.path.as_str(), size)).collect()
}

fn sized(tree: &Tree) -> impl Iterator<Item = (&File, usize)> {
    tree.files.iter().filter(is_ours).map(|file| (file, file.text.lines().count()))
}

/// Functions that do not fit a screen.
pub(super) fn long_functions(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in tree.rust().filter(|file| !tree.is_test(file)) {
        let code = code(without_tests(&file.text));
        let lines: Vec<&str> = code.lines().collect();
        for (index, name) in functions(&lines) {
            let length = length(&lines[index..]);
            if length > FUNCTION_LINES_MAX {
                found.push(Breach::new(&file.path, index + 1, format!("{name} has {length} lines")));
            }
        }
    }
    found
}

/// Limits that stand in the list and bind nothing: the code has another, and the documents tell the wrong one.
pub(super) fn unused_limits(tree: &Tree) -> Vec<Breach> {
    let Some(list) = tree.files.iter().find(|file| file.path == LIMITS) else { return Vec::new() };
    let code: Vec<String> = tree
        .rust()
        .filter(|file| file.path != LIMITS && !tree.is_test(file))
        .map(|file| code(without_tests(&file.text)))
        .collect();
    let is_used = |name: &str| code.iter().any(|text| text.contains(name) && has_word(text, name));
    let named = lines(&list.text).filter_map(|(line, text)| {
        let name = text.strip_prefix("pub const ")?.split(':').next()?;
        (!is_used(name)).then(|| Breach::new(LIMITS, line, format!("nothing uses {name}")))
    });
    named.collect()
}

fn functions<'a>(lines: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a str)> {
    lines.iter().enumerate().filter_map(|(index, line)| {
        let (before, after) = line.split_once("fn ")?;
        let opens = before.is_empty() || before.ends_with(' ');
        let name = after.split(['(', '<']).next()?;
        (opens && !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_'))
            .then_some((index, name))
    })
}

/// Lines from the function's head to its closing brace; 0 for one without a body.
fn length(lines: &[&str]) -> usize {
    let mut depth = 0;
    let mut opened = false;
    for (index, line) in lines.iter().enumerate() {
        for letter in line.chars() {
            match letter {
                '{' => {
                    depth += 1;
                    opened = true;
                }
                '}' => depth -= 1,
                ';' if !opened && depth == 0 && index > 0 => return 0,
                _ => {}
            }
            if opened && depth == 0 {
                return index + 1;
            }
        }
    }
    0
}

/// Crates whose first line does not say what they are for.
pub(super) fn crates_without_words(tree: &Tree) -> Vec<Breach> {
    let is_root = |file: &&File| {
        let parts: Vec<&str> = file.path.split('/').collect();
        matches!(parts[..], ["crates", _, "src", "lib.rs" | "main.rs"] | ["xtask", "src", "main.rs"])
    };
    tree.rust()
        .filter(is_root)
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| Breach::new(&file.path, 1, "no words at its head"))
        .collect()
}

/// Crates and slices that the architecture does not name.
pub(super) fn undocumented(tree: &Tree) -> Vec<Breach> {
    let Some(said) = tree.file(ARCHITECTURE) else {
        return vec![Breach::new(ARCHITECTURE, 0, "it is not there")];
    };
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for file in tree.rust() {
        let below = |folder: &str| file.path.strip_prefix(folder).and_then(|rest| rest.split_once('/'));
        names.extend(below("crates/").map(|(name, _)| name));
        names.extend(below(APPLICATION).map(|(name, _)| name));
    }
    let is_said = |name: &&str| {
        lines(&said.text).any(|(_, line)| {
            line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == *name)
        })
    };
    names
        .into_iter()
        .filter(|name| !is_said(name))
        .map(|name| Breach::new(ARCHITECTURE, 0, format!("{name} is not named")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_501_lines_is_too_long_and_one_of_500_is_growing() {
        let (long, growing) = ("x\n".repeat(501), "x\n".repeat(500));
        let tree = Tree::of(&[("a.rs", &long), ("b.rs", &growing)]);
        assert_eq!(long_files(&tree), [Breach::new("a.rs", 0, "501 lines")]);
        assert_eq!(growing_files(&tree), [("b.rs", 500)]);
    }

    #[test]
    fn a_function_is_measured_from_head_to_brace() {
        let body = "    a();\n".repeat(70);
        let text = format!("fn short() {{\n}}\n\nasync fn long(\n    a: u8,\n) {{\n{body}}}\n");
        assert_eq!(
            long_functions(&Tree::of(&[("a.rs", &text)])),
            [Breach::new("a.rs", 4, "long has 74 lines")]
        );
    }

    #[test]
    fn a_limit_that_only_its_own_test_uses_is_found() {
        let list = "pub const ROWS_MAX: u32 = 1;\npub const CELLS_MAX: u32 = 2;\n";
        let user =
            "fn f() { g(ROWS_MAX, MORE_CELLS_MAX) } // CELLS_MAX\n#[cfg(test)]\nmod tests { CELLS_MAX }\n";
        let tree = Tree::of(&[(LIMITS, list), ("crates/a/src/b.rs", user)]);
        assert_eq!(unused_limits(&tree), [Breach::new(LIMITS, 2, "nothing uses CELLS_MAX")]);
    }

    #[test]
    fn a_crate_without_words_is_found() {
        let tree = Tree::of(&[("crates/a/src/lib.rs", "mod b;\n"), ("crates/b/src/lib.rs", "//! B.\n")]);
        assert_eq!(crates_without_words(&tree).len(), 1);
    }

    #[test]
    fn a_slice_that_is_not_named_is_found() {
        let tree = Tree::of(&[
            (ARCHITECTURE, "The crate `taizhang` holds `ledger/`.\n"),
            ("crates/taizhang/src/ledger/mod.rs", ""),
            ("crates/taizhang/src/rounds/mod.rs", ""),
        ]);
        assert_eq!(undocumented(&tree), [Breach::new(ARCHITECTURE, 0, "rounds is not named")]);
    }
}
