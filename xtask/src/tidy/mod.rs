//! `cargo xtask tidy`: the rules of the house that a machine can check.

mod layers;
mod migrations;
mod shape;
mod slices;
mod source;
mod text;
mod tree;
mod words;

use anyhow::Result;
use std::path::Path;
use tree::Tree;

/// A place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Breach {
    path: String,
    /// From 1; 0 for the file as a whole.
    line: usize,
    /// What stands there.
    what: String,
}

impl Breach {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

/// A rule: the sentence that says it, and the places of a tree that break it.
struct Rule {
    sentence: &'static str,
    breaches: fn(&Tree) -> Vec<Breach>,
}

const RULES: [Rule; 16] = [
    Rule { sentence: "a file has at most 500 lines", breaches: shape::long_files },
    Rule { sentence: "a function has at most 70 lines", breaches: shape::long_functions },
    Rule { sentence: "a crate begins with what it is for", breaches: shape::crates_without_words },
    Rule {
        sentence: "a file ends with one line break and holds no tab and no trailing space",
        breaches: text::loose_space,
    },
    Rule { sentence: "nothing unwraps outside of tests", breaches: text::unwraps },
    Rule { sentence: "no work is left as a note in the code", breaches: words::left_work },
    Rule { sentence: "no path of one machine stands in the repository", breaches: words::machine_paths },
    Rule { sentence: "no package registry is named", breaches: words::registries },
    Rule { sentence: "the repository says nothing of how it is made", breaches: words::making },
    Rule { sentence: "domain and figures hold no floating-point number", breaches: text::floats },
    Rule { sentence: "SQL uses no function that only one engine has", breaches: text::engine_functions },
    Rule {
        sentence: "crates depend on one another in the order of the map",
        breaches: layers::wrong_dependencies,
    },
    Rule {
        sentence: "slices do not know one another in circles, and the kit knows no slice",
        breaches: slices::circles,
    },
    Rule {
        sentence: "a scope is made by the sessions slice, the command line and tests alone",
        breaches: slices::made_scopes,
    },
    Rule { sentence: "every limit is kept by some code", breaches: shape::unused_limits },
    Rule { sentence: "a migration never changes once it is listed", breaches: migrations::changed },
];

/// Checks every rule on the repository. True when none is broken.
pub fn run(root: &Path) -> Result<bool> {
    let tree = Tree::read(root)?;
    let mut broken = 0;
    for rule in RULES.iter().chain([&DOCUMENTED]) {
        let mut breaches = (rule.breaches)(&tree);
        breaches.sort();
        if !breaches.is_empty() {
            println!("{}:", rule.sentence);
        }
        for Breach { path, line, what } in &breaches {
            println!("  {path}:{line}: {what}");
        }
        broken += breaches.len();
    }
    for (path, lines) in shape::growing_files(&tree) {
        println!("warning: {path} has {lines} lines; split it before it has 500");
    }
    println!("tidy: {} files, {broken} breaches", tree.files.len());
    Ok(broken == 0)
}

const DOCUMENTED: Rule = Rule {
    sentence: "docs/architecture.md names every crate and every slice",
    breaches: shape::undocumented,
};

/// Lists the migrations that are new. True when it could be written.
pub fn bless(root: &Path) -> Result<bool> {
    let tree = Tree::read(root)?;
    let listed = migrations::listing(&tree);
    std::fs::write(root.join(migrations::LIST), listed)?;
    Ok(true)
}
