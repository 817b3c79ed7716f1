//! What the tests need of a fresh Debian, and how it gets there.

use crate::step;
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// A package and the program or file that shows that it, or its like, is there.
struct Need {
    package: &'static str,
    found: fn() -> bool,
}

const NEEDS: [Need; 6] = [
    Need { package: "postgresql", found: has_postgresql },
    Need { package: "chromium", found: || on_path("chromium") },
    Need { package: "fonts-noto-cjk", found: has_chinese_font },
    Need { package: "libreoffice-calc-nogui", found: || on_path("soffice") || on_path("libreoffice") },
    Need { package: "libreoffice-writer-nogui", found: has_writer },
    Need { package: "poppler-utils", found: || on_path("pdftotext") },
];

/// Programs that come with Rust and Node, which nobody but the user can choose.
const TOOLS: [(&str, &str); 4] = [
    ("cargo-clippy", "clippy is missing: rustup component add clippy"),
    ("rustfmt", "rustfmt is missing: rustup component add rustfmt"),
    ("node", "Node is missing: install Node 20 or later"),
    ("npm", "npm is missing: install Node 20 or later with npm"),
];

/// Says which tools of Rust and Node are missing, if any.
pub fn tools() -> Result<()> {
    let missing: Vec<&str> =
        TOOLS.iter().filter(|(program, _)| !on_path(program)).map(|(_, say)| *say).collect();
    if !missing.is_empty() {
        bail!("{}", missing.join("\n"));
    }
    Ok(())
}

/// Installs the packages that are missing.
pub fn packages() -> Result<()> {
    let missing: Vec<&str> = NEEDS.iter().filter(|need| !(need.found)()).map(|need| need.package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let advice = format!("install them by hand: apt-get install {}", missing.join(" "));
    if !on_path("apt-get") {
        bail!("these are missing and apt-get is not there; {advice}");
    }
    let may = is_root() || on_path("sudo");
    if !may {
        bail!("these are missing, and neither root nor sudo is at hand; {advice}");
    }
    let install = ["install", "-y", "--no-install-recommends"];
    let words: Vec<&str> = install.iter().chain(&missing).copied().collect();
    for words in [&["update"][..], &words] {
        if !step::run(&mut apt_get(words))?.ok {
            bail!("apt-get {} failed; {advice}", words[0]);
        }
    }
    Ok(())
}

fn apt_get(words: &[&str]) -> Command {
    let mut command = if is_root() { Command::new("env") } else { Command::new("sudo") };
    if !is_root() {
        command.args(["-n", "env"]);
    }
    command.arg("DEBIAN_FRONTEND=noninteractive").arg("apt-get").args(words);
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// LibreOffice's parts share one program; this is the library of the one for documents.
fn has_writer() -> bool {
    Path::new("/usr/lib/libreoffice/program/libswlo.so").is_file()
}

/// The server's programs lie beside the `PATH` on Debian.
fn has_postgresql() -> bool {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    on_path("initdb") || versions.into_iter().any(|entry| entry.path().join("bin/initdb").is_file())
}

fn has_chinese_font() -> bool {
    let listed = Command::new("fc-list").args([":lang=zh", "family"]).output();
    listed.is_ok_and(|output| !output.stdout.is_empty())
        || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_is_found_and_nonsense_is_not() {
        assert!(on_path("sh"));
        assert!(!on_path("no-such-program"));
    }

    #[test]
    fn packages_are_named_once() {
        let names: std::collections::HashSet<&str> = NEEDS.iter().map(|need| need.package).collect();
        assert_eq!(names.len(), NEEDS.len());
    }
}
