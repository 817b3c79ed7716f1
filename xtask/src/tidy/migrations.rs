//! Migrations are append-only: once listed with its sum, one never changes.

use super::Breach;
use super::source::lines;
use super::tree::{File, Tree};
use std::fmt::Write;

const FOLDER: &str = "crates/taizhang/migrations/";
/// The list: a line `sum  name` for each migration.
pub(super) const LIST: &str = "crates/taizhang/migrations/sums.txt";

/// Listed migrations that changed or went away, and new ones that are not listed.
pub(super) fn changed(tree: &Tree) -> Vec<Breach> {
    let listed: Vec<(usize, &str, &str)> = tree
        .file(LIST)
        .map(|list| {
            lines(&list.text)
                .filter_map(|(line, text)| Some((line, text.split_once("  ")?)))
                .map(|(line, (sum, name))| (line, sum, name))
                .collect()
        })
        .unwrap_or_default();
    let mut found = Vec::new();
    for (line, sum, name) in &listed {
        match tree.file(&format!("{FOLDER}{name}")) {
            None => found.push(Breach::new(LIST, *line, format!("{name} is not there any more"))),
            Some(file) if format!("{:016x}", self::sum(&file.text)) != *sum => {
                found.push(Breach::new(
                    &file.path,
                    0,
                    "it changed after it was listed: write a new migration",
                ));
            }
            Some(_) => {}
        }
    }
    for file in all(tree) {
        if !listed.iter().any(|(_, _, name)| *name == name_of(file)) {
            found.push(Breach::new(&file.path, 0, "it is not listed: cargo xtask tidy --bless"));
        }
    }
    found
}

/// The list with every new migration added; what is listed stays as it is.
pub(super) fn listing(tree: &Tree) -> String {
    let mut list = tree.file(LIST).map(|file| file.text.clone()).unwrap_or_default();
    for file in all(tree) {
        let name = name_of(file);
        if !list.lines().any(|line| line.ends_with(&format!("  {name}"))) {
            let _ = writeln!(list, "{:016x}  {name}", sum(&file.text));
        }
    }
    list
}

fn all(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.files.iter().filter(|file| file.path.starts_with(FOLDER) && file.is(".sql"))
}

fn name_of(file: &File) -> &str {
    file.path.strip_prefix(FOLDER).unwrap_or(&file.path)
}

/// FNV-1a over 64 bits: enough against a slip, and there is no other enemy here.
pub(super) fn sum(text: &str) -> u64 {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "crates/taizhang/migrations/0001_a.sql";

    #[test]
    fn the_sum_is_the_published_fnv_1a() {
        assert_eq!(sum("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_listed_migration_that_changed_is_found() {
        let list = listing(&Tree::of(&[(PATH, "CREATE TABLE a;")]));
        assert_eq!(changed(&Tree::of(&[(PATH, "CREATE TABLE a;"), (LIST, &list)])), []);
        assert_eq!(changed(&Tree::of(&[(PATH, "CREATE TABLE b;"), (LIST, &list)])).len(), 1);
        assert_eq!(changed(&Tree::of(&[(LIST, &list)])).len(), 1);
    }

    #[test]
    fn a_new_migration_must_be_listed_and_listing_keeps_the_old_lines() {
        let list = listing(&Tree::of(&[(PATH, "CREATE TABLE a;")]));
        let next = "crates/taizhang/migrations/0002_b.sql";
        let tree = Tree::of(&[(PATH, "changed"), (next, "b"), (LIST, &list)]);
        assert_eq!(changed(&tree).len(), 2);
        assert!(listing(&tree).starts_with(&list) && listing(&tree).contains("0002_b.sql"));
    }
}
