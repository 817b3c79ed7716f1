//! The files of the repository as texts.

use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// One file.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path from the repository's folder, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl File {
    /// Whether it ends so.
    pub fn is(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }

    /// The name without folders and ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default()
    }

    /// The folder.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// All files that are, or could be, committed.
#[derive(Debug, Default)]
pub struct Tree {
    /// In the order of paths.
    pub files: Vec<File>,
}

impl Tree {
    /// Reads what git knows and does not ignore.
    pub fn read(root: &Path) -> Result<Self> {
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root)
            .output()
            .context("git is needed to list the files")?;
        anyhow::ensure!(listed.status.success(), "git can't list the files: is this a repository?");
        let mut files: Vec<File> = String::from_utf8_lossy(&listed.stdout)
            .split('\0')
            .filter(|path| !path.is_empty())
            .filter_map(|path| {
                let text = String::from_utf8(std::fs::read(root.join(path)).ok()?).ok()?;
                Some(File { path: path.to_owned(), text })
            })
            .collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        files.dedup_by(|one, other| one.path == other.path);
        Ok(Self { files })
    }

    /// A tree made by hand.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
        Self { files: files.iter().map(file).collect() }
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is(".rs"))
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Whether a Rust file holds nothing but tests: it lies in a folder of tests, or its parent says so.
    pub fn is_test(&self, file: &File) -> bool {
        let folders = format!("/{}/", file.folder());
        if folders.contains("/tests/") || folders.contains("/benches/") {
            return true;
        }
        self.said_test(file)
            || self.parents(file).any(|parent| parent.is("/mod.rs") && self.said_test(parent))
    }

    /// Whether a parent declares the module for tests alone, by its name or by a path.
    fn said_test(&self, file: &File) -> bool {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let module =
            if name == "mod.rs" { folder.rsplit('/').next().unwrap_or_default() } else { file.stem() };
        let said = [
            format!("#[cfg(test)]\nmod {module};"),
            format!("#[cfg(test)]\npub mod {module};"),
            format!("#[cfg(test)]\n#[path = \"{name}\"]"),
        ];
        self.parents(file).any(|parent| said.iter().any(|said| parent.text.contains(said)))
    }

    /// The files that may declare a file as their module.
    fn parents<'a>(&'a self, file: &'a File) -> impl Iterator<Item = &'a File> {
        let folder = match file.path.strip_suffix("/mod.rs") {
            Some(own) => own.rsplit_once('/').map_or("", |(above, _)| above),
            None => file.folder(),
        };
        let is_parent = move |other: &&File| {
            other
                .path
                .strip_prefix(folder)
                .is_some_and(|rest| matches!(rest, "/mod.rs" | "/lib.rs" | "/main.rs" | ".rs"))
                || (other.folder() == folder && other.text.contains(&format!("#[path = \"{}", file.stem())))
        };
        self.files.iter().filter(move |other| other.path != file.path && is_parent(other))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_is_a_test_where_its_folder_or_its_parent_says_so() {
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "mod b;\n#[cfg(test)]\nmod b_tests;\n"),
            ("crates/a/src/b.rs", "#[cfg(test)]\n#[path = \"b_more.rs\"]\nmod tests;"),
            ("crates/a/src/b_more.rs", ""),
            ("crates/a/src/c/mod.rs", "#[cfg(test)]\nmod kit;\nmod d;"),
            ("crates/a/src/c/d.rs", ""),
            ("crates/a/src/c/kit/mod.rs", ""),
            ("crates/a/src/c/kit/more.rs", ""),
            ("crates/a/src/b_tests.rs", ""),
            ("crates/a/tests/it/main.rs", ""),
        ]);
        let tests: Vec<&str> = tree.rust().filter(|file| tree.is_test(file)).map(File::stem).collect();
        assert_eq!(tests, ["b_more", "mod", "more", "b_tests", "main"]);
    }
}
