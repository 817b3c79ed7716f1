//! The messages, read once from the texts that the build embedded.

use super::Lang;
use std::{collections::HashMap, sync::LazyLock};

/// Language tag, slice, text of the file.
static FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// Immutable data of the program, parsed at first use because TOML cannot be parsed by the compiler.
static MESSAGES: LazyLock<HashMap<(Lang, String), String>> = LazyLock::new(|| {
    let mut messages = HashMap::new();
    for (tag, slice, text) in FILES {
        let lang = Lang::from_tag(tag).expect("the build lists only languages that we speak");
        let table: toml::Table =
            text.parse().unwrap_or_else(|error| panic!("locales/{tag}/{slice}.toml: {error}"));
        collect(&mut messages, lang, slice, &table);
    }
    messages
});

/// Nested tables are written with dots: `[field] name = …` of slice `orgs` is `orgs.field.name`.
fn collect(messages: &mut HashMap<(Lang, String), String>, lang: Lang, prefix: &str, table: &toml::Table) {
    for (name, value) in table {
        let key = format!("{prefix}.{name}");
        match value {
            toml::Value::Table(inner) => collect(messages, lang, &key, inner),
            toml::Value::String(text) => {
                messages.insert((lang, key), text.clone());
            }
            other => panic!("{key} is {}, not a message", other.type_str()),
        }
    }
}

/// The message of that key, if the language has it.
pub(super) fn message(lang: Lang, key: &str) -> Option<&'static str> {
    let messages: &'static HashMap<(Lang, String), String> = &MESSAGES;
    messages.get(&(lang, key.to_owned())).map(String::as_str)
}

/// All keys of a language.
#[cfg(test)]
pub(super) fn keys(lang: Lang) -> std::collections::BTreeSet<&'static str> {
    let messages: &'static HashMap<(Lang, String), String> = &MESSAGES;
    messages.keys().filter(|(of, _)| *of == lang).map(|(_, key)| key.as_str()).collect()
}

/// The slices that have a catalogue.
#[cfg(test)]
pub(super) fn slices() -> std::collections::BTreeSet<&'static str> {
    FILES.iter().map(|(_, slice, _)| *slice).collect()
}
