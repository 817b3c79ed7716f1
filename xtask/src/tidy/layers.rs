//! Which crate may depend on which.

use super::Breach;
use super::source::lines;
use super::tree::Tree;

/// Each crate of ours with those it may build upon.
const MAP: [(&str, &[&str]); 7] = [
    ("domain", &[]),
    ("figures", &["domain"]),
    ("office", &[]),
    ("db", &[]),
    ("taizhang", &["domain", "figures", "office", "db"]),
    ("fuzz", &["office"]),
    ("xtask", &[]),
];

/// Dependencies on crates of ours that the map does not show.
pub(super) fn wrong_dependencies(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.is("/Cargo.toml")) {
        let name = file.folder().rsplit('/').next().unwrap_or_default();
        let allowed = MAP.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, allowed)| *allowed);
        let mut section = "";
        for (line, text) in lines(&file.text) {
            let text = text.trim();
            if text.starts_with('[') {
                section = text;
            }
            let dependency = text.split(['.', '=', ' ']).next().unwrap_or_default();
            let ours = MAP.iter().any(|(known, _)| *known == dependency);
            if section == "[dependencies]" && ours && !allowed.contains(&dependency) {
                found.push(Breach::new(&file.path, line, format!("{name} depends on {dependency}")));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_against_the_map_is_found_and_one_of_tests_is_not() {
        let text = "[package]\nname = \"domain\"\n[dependencies]\ndb.workspace = true\n[dev-dependencies]\nfigures.workspace = true\n";
        let tree = Tree::of(&[("crates/domain/Cargo.toml", text)]);
        assert_eq!(
            wrong_dependencies(&tree),
            [Breach::new("crates/domain/Cargo.toml", 4, "domain depends on db")]
        );
        let text = "[dependencies]\ndomain.workspace = true\n";
        assert_eq!(wrong_dependencies(&Tree::of(&[("crates/figures/Cargo.toml", text)])), []);
    }
}
