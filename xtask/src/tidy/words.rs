//! Words that may not stand anywhere in the repository.
//!
//! Host names and words about the making are kept as sums (see [`super::migrations::sum`]), so that the list does not
//! break its own rules.

use super::Breach;
use super::migrations::sum;
use super::source;
use super::tree::{File, Tree};

/// This folder names the marks of work left that it looks for.
const OWN: &str = "xtask/src/tidy/words.rs";
/// Written by the package managers, who name their registries.
const LOCKS: [&str; 2] = ["Cargo.lock", "package-lock.json"];

const LEFT: [&str; 5] = ["TODO", "FIXME", "XXX", "todo!", "unimplemented!"];
/// Folders at the root of a disk under which people keep their own.
const OWN_FOLDERS: [&str; 3] = ["root", "work", "Users"];
/// Host names of registries and of their mirrors.
const REGISTRIES: [u64; 10] = [
    0x4622_376f_a414_0cb3,
    0xa233_cd01_de1d_da83,
    0x1f62_1cab_7c0f_866e,
    0xece6_595c_5775_2255,
    0x10bc_74e2_65ef_87d5,
    0xde35_e608_c3c2_ca95,
    0xac2c_9ab2_5e21_3f6f,
    0x2bc2_2df0_3884_078d,
    0xc550_f37d_20f6_ca83,
    0x4a12_c294_d30d_3947,
];
/// Words, and pairs of words, about how a repository is made.
const MAKING: [u64; 16] = [
    0x2524_b426_1996_11b3,
    0x2391_9480_3edf_98f7,
    0x8a1b_8f4a_0a91_3503,
    0x7f7a_7547_86a6_64b8,
    0xa113_d274_5d70_6ce3,
    0xd4c8_0b5a_1bd0_7e8e,
    0x125b_6919_1db9_4ab8,
    0xea9e_60ad_81da_16f1,
    0x2399_b1e6_b4ae_c1b6,
    0x04dc_2554_6038_2976,
    0x7a3c_735f_7f6d_b37f,
    0x81d9_0d07_e676_47e9,
    0x8ab1_94af_c8c3_ff86,
    0xad2c_1a02_7824_9edf,
    0x1c7e_4947_921d_98be,
    0x6709_6941_5d8d_8677,
];

/// Notes of work left to do.
pub(super) fn left_work(tree: &Tree) -> Vec<Breach> {
    let found =
        |line: &str| LEFT.iter().find(|word| source::has_word(line, word)).map(|word| (*word).to_owned());
    breaches(tree, &[OWN, LOCKS[0], LOCKS[1]], found)
}

/// Paths of one machine.
pub(super) fn machine_paths(tree: &Tree) -> Vec<Breach> {
    breaches(tree, &LOCKS, |line| {
        OWN_FOLDERS
            .iter()
            .map(|folder| format!("/{folder}/"))
            .find(|path| line.match_indices(path.as_str()).any(|(at, _)| begins(&line[..at])))
    })
}

/// Whether an absolute path may begin after this text: `docs/a/` is none.
fn begins(before: &str) -> bool {
    let goes_on =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '}' | ')' | '/');
    !before.ends_with(goes_on)
}

/// Host names of package registries.
pub(super) fn registries(tree: &Tree) -> Vec<Breach> {
    breaches(tree, &LOCKS[..1], |line| one_of(line, &REGISTRIES))
}

/// Words about how the repository is made.
pub(super) fn making(tree: &Tree) -> Vec<Breach> {
    breaches(tree, &LOCKS, |line| one_of(&line.to_lowercase(), &MAKING))
}

/// The first word, or pair of words, whose sum is among those.
fn one_of(line: &str, sums: &[u64]) -> Option<String> {
    let splits = |letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-'));
    let words: Vec<&str> = line
        .split(splits)
        .map(|word| word.trim_matches(['.', '-']))
        .filter(|word| !word.is_empty())
        .collect();
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    words.iter().map(|word| (*word).to_owned()).chain(pairs).find(|word| sums.contains(&sum(word)))
}

fn breaches(tree: &Tree, spared: &[&str], found: impl Fn(&str) -> Option<String>) -> Vec<Breach> {
    let looked_at = |file: &&File| !spared.iter().any(|name| file.is(name));
    let mut breaches = Vec::new();
    for file in tree.files.iter().filter(looked_at) {
        for (line, text) in source::lines(&file.text) {
            breaches.extend(found(text).map(|what| Breach::new(&file.path, line, what)));
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(rule: fn(&Tree) -> Vec<Breach>, text: &str) -> Vec<usize> {
        rule(&Tree::of(&[("docs/a.md", text)])).iter().map(|breach| breach.line).collect()
    }

    #[test]
    fn a_note_of_work_left_is_found_and_a_word_that_holds_one_is_not() {
        assert_eq!(lines_of(left_work, "fine\n// TODO later\nTODOS\n"), [2]);
    }

    #[test]
    fn a_path_of_one_machine_is_found_and_a_relative_one_is_not() {
        let [root, work, _] = OWN_FOLDERS;
        let text = format!("see /{root}/x\ndocs/{work}/x\n`/{work}/y`\n");
        assert_eq!(lines_of(machine_paths, &text), [1, 3]);
    }

    #[test]
    fn a_host_name_is_found_in_an_address_and_not_inside_another() {
        let sums = [sum("registry.example")];
        assert_eq!(one_of("from https://registry.example/a.tgz", &sums).as_deref(), Some("registry.example"));
        assert_eq!(one_of("from my.registry.example.org", &sums), None);
    }

    #[test]
    fn a_pair_of_words_is_found_and_one_of_them_alone_is_not() {
        let sums = [sum("secret recipe")];
        assert_eq!(one_of("by a secret recipe.", &sums).as_deref(), Some("secret recipe"));
        assert_eq!(one_of("by a secret, and a recipe", &sums), None);
    }

    #[test]
    fn the_lock_file_may_name_its_registry() {
        let lock = Tree::of(&[("Cargo.lock", "TODO"), ("web/package-lock.json", "TODO")]);
        assert_eq!(left_work(&lock), []);
    }
}
