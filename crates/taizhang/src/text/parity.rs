//! Finds keys that are missing, unused or unlike, by reading the crate's own sources.

use super::{Lang, catalogue, lang::placeholder_names};
use std::{collections::BTreeSet, fs, path::Path};

/// Ends of names that look like a key and are a file.
const FILE_ENDS: [&str; 9] = ["js", "css", "svg", "rs", "toml", "db", "xlsx", "csv", "docx"];

#[test]
fn both_languages_have_the_same_keys() {
    let (zh, en) = (catalogue::keys(Lang::ZhCn), catalogue::keys(Lang::En));
    assert_eq!(zh.difference(&en).collect::<Vec<_>>(), Vec::<&&str>::new(), "missing in locales/en");
    assert_eq!(en.difference(&zh).collect::<Vec<_>>(), Vec::<&&str>::new(), "missing in locales/zh-CN");
}

#[test]
fn both_languages_take_the_same_values() {
    for key in catalogue::keys(Lang::ZhCn) {
        let names = Lang::ALL.map(|lang| placeholder_names(lang.t(key)));
        assert_eq!(names[0], names[1], "placeholders of {key}");
    }
}

#[test]
fn every_key_that_the_code_names_has_a_message() {
    let keys = catalogue::keys(Lang::ZhCn);
    let missing: Vec<String> = named_keys().into_iter().filter(|key| !keys.contains(key.as_str())).collect();
    assert_eq!(missing, Vec::<String>::new(), "named in src/, missing in locales/");
}

#[test]
fn every_message_is_named_by_the_code() {
    let named = named_keys();
    let unused: Vec<&str> =
        catalogue::keys(Lang::ZhCn).into_iter().filter(|key| !named.contains(*key)).collect();
    assert_eq!(unused, Vec::<&str>::new(), "in locales/, named nowhere in src/");
}

#[test]
fn messages_hold_no_markup_and_no_loose_ends() {
    for lang in Lang::ALL {
        for key in catalogue::keys(lang) {
            let text = lang.t(key);
            assert!(!text.is_empty() && text.trim() == text, "{key} has loose ends");
            assert!(!text.contains('<'), "{key} holds markup");
        }
    }
}

fn named_keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &catalogue::slices(), &mut keys);
    keys
}

fn collect(dir: &Path, slices: &BTreeSet<&str>, keys: &mut BTreeSet<String>) {
    for entry in fs::read_dir(dir).expect("the sources are there") {
        let path = entry.expect("the sources are readable").path();
        if path.is_dir() {
            collect(&path, slices, keys);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("a source is text");
            keys.extend(source.split('"').filter(|literal| is_key(literal, slices)).map(str::to_owned));
        }
    }
}

/// A literal is a key when it is dotted lower-case words and its first word is a slice. Looking at everything between
/// two quotation marks, on both sides of each, cannot miss a literal.
fn is_key(literal: &str, slices: &BTreeSet<&str>) -> bool {
    let mut words = literal.split('.');
    let first = words.next().unwrap_or_default();
    let well_formed = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
    };
    slices.contains(first)
        && literal.contains('.')
        && words.clone().all(well_formed)
        && !words.next_back().is_some_and(|last| FILE_ENDS.contains(&last))
}
