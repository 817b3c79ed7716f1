//! Rules on single lines.

use super::Breach;
use super::source::{code, has_word, lines, strings, without_tests};
use super::tree::{File, Tree};

const KEPT_NEAT: [&str; 9] = [".rs", ".toml", ".md", ".js", ".mjs", ".css", ".sql", ".sh", ".yml"];

/// Functions and forms that SQLite or PostgreSQL alone knows, or that the two understand differently.
const ENGINE_FUNCTIONS: [&str; 24] = [
    "datetime(",
    "strftime(",
    "julianday(",
    "unixepoch(",
    "date_trunc(",
    "date_part(",
    "to_char(",
    "to_date(",
    "now()",
    "current_timestamp",
    "current_date",
    "json_",
    "jsonb",
    "random()",
    "group_concat(",
    "string_agg(",
    "array_agg(",
    "ifnull(",
    "last_insert_rowid",
    "generate_series",
    "::bigint",
    "::text",
    " ilike ",
    "printf(",
];

/// Tabs, trailing spaces, and files that do not end with one line break.
pub(super) fn loose_space(tree: &Tree) -> Vec<Breach> {
    let neat = |file: &&File| KEPT_NEAT.iter().any(|ending| file.is(ending)) && !file.text.is_empty();
    let mut found = Vec::new();
    for file in tree.files.iter().filter(neat) {
        for (line, text) in lines(&file.text) {
            if text.contains('\t') {
                found.push(Breach::new(&file.path, line, "a tab"));
            }
            if text.ends_with([' ', '\r']) {
                found.push(Breach::new(&file.path, line, "a trailing space"));
            }
        }
        if !file.text.ends_with('\n') || file.text.ends_with("\n\n") {
            found.push(Breach::new(&file.path, file.text.lines().count(), "the end of the file"));
        }
    }
    found
}

/// Calls of `unwrap` outside of tests.
pub(super) fn unwraps(tree: &Tree) -> Vec<Breach> {
    in_code(tree, |_| true, |line| line.contains(".unwrap()").then(|| ".unwrap()".to_owned()))
}

/// Floating-point types where official numbers are made.
pub(super) fn floats(tree: &Tree) -> Vec<Breach> {
    let counted =
        |file: &File| file.path.starts_with("crates/domain/") || file.path.starts_with("crates/figures/");
    in_code(tree, counted, |line| {
        ["f32", "f64"].iter().find(|word| has_word(line, word)).map(|word| (*word).to_owned())
    })
}

/// Functions of one engine in the application's SQL.
pub(super) fn engine_functions(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.starts_with("crates/taizhang/")) {
        let sql = if file.is(".rs") && !tree.is_test(file) {
            strings(without_tests(&file.text))
        } else if file.is(".sql") {
            file.text.clone()
        } else {
            continue;
        };
        if !file.is(".sql") && !is_sql(&sql) {
            continue;
        }
        for (line, text) in lines(&sql) {
            let text = text.to_lowercase();
            if let Some(name) = ENGINE_FUNCTIONS.iter().find(|name| text.contains(**name)) {
                found.push(Breach::new(&file.path, line, *name));
            }
        }
    }
    found
}

fn is_sql(strings: &str) -> bool {
    ["SELECT ", "INSERT ", "UPDATE ", "DELETE "].iter().any(|verb| strings.contains(verb))
}

fn in_code(tree: &Tree, of: fn(&File) -> bool, broken: fn(&str) -> Option<String>) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in tree.rust().filter(|file| of(file) && !tree.is_test(file)) {
        let code = code(without_tests(&file.text));
        let places =
            lines(&code).filter_map(|(line, text)| Some(Breach::new(&file.path, line, broken(text)?)));
        found.extend(places);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(rule: fn(&Tree) -> Vec<Breach>, path: &str, text: &str) -> Vec<usize> {
        rule(&Tree::of(&[(path, text)])).iter().map(|breach| breach.line).collect()
    }

    #[test]
    fn loose_space_is_found() {
        assert_eq!(lines_of(loose_space, "a.rs", "a\n\tb\nc \nd"), [2, 3, 4]);
        assert_eq!(lines_of(loose_space, "a.rs", "a\nb\n"), []);
        assert_eq!(lines_of(loose_space, "a.rs", "a\n\n"), [2]);
    }

    #[test]
    fn an_unwrap_is_found_in_code_and_spared_in_tests_and_comments() {
        let text =
            "fn a() { b.unwrap(); } // c.unwrap()\n#[cfg(test)]\nmod tests { fn d() { e.unwrap(); } }\n";
        assert_eq!(lines_of(unwraps, "crates/a/src/a.rs", text), [1]);
        assert_eq!(lines_of(unwraps, "crates/a/tests/a.rs", "a.unwrap();"), []);
    }

    #[test]
    fn a_float_is_found_where_numbers_are_official() {
        assert_eq!(lines_of(floats, "crates/figures/src/a.rs", "fn a() -> f64 { 1.0 }"), [1]);
        assert_eq!(lines_of(floats, "crates/taizhang/src/a.rs", "fn a() -> f64 { 1.0 }"), []);
    }

    #[test]
    fn a_function_of_one_engine_is_found_in_sql_alone() {
        let path = "crates/taizhang/src/a.rs";
        assert_eq!(lines_of(engine_functions, path, "let sql = \"SELECT now()\";\nnow();"), [1]);
        assert_eq!(lines_of(engine_functions, path, "let text = \"now()\";"), []);
        assert_eq!(lines_of(engine_functions, "crates/taizhang/migrations/1.sql", "SELECT json_x"), [1]);
    }
}
