//! Bundles the front end of `web/` and lists the message catalogues, so that the program carries both.

use std::{
    env,
    fmt::Write as _,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

const HELP: &str = "install Node 20 or set TAIZHANG_SKIP_WEB=1";

fn main() {
    let crate_dir = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out_dir = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    let web_dir = crate_dir.join("../../web").canonicalize().expect("the repository has a folder web/");

    for path in ["src", "build.mjs", "package.json", "package-lock.json"] {
        println!("cargo::rerun-if-changed={}", web_dir.join(path).display());
    }
    println!("cargo::rerun-if-changed={}", crate_dir.join("locales").display());
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=TAIZHANG_SKIP_WEB");

    write_if_changed(&out_dir.join("locales.rs"), &locale_table(&crate_dir.join("locales")));
    if env::var("TAIZHANG_SKIP_WEB").is_ok_and(|value| value == "1") {
        write_if_changed(&out_dir.join("assets.rs"), "&[]\n");
        return;
    }
    install_packages(&web_dir);
    let mut bundle = Command::new("node");
    bundle.arg("build.mjs").arg(&out_dir).current_dir(&web_dir);
    run(&mut bundle);
}

/// Installs what the lock file names, unless the folder already holds exactly that. Several builds may run at once
/// (one per target folder), so the lock file itself is locked meanwhile.
fn install_packages(web_dir: &Path) {
    let lock_path = web_dir.join("package-lock.json");
    let installed_path = web_dir.join("node_modules/.taizhang-lock.json");
    let guard = File::open(&lock_path).expect("web/package-lock.json is part of the repository");
    guard.lock().expect("a file of the repository can be locked");
    let wanted = fs::read(&lock_path).expect("web/package-lock.json is readable");
    if fs::read(&installed_path).is_ok_and(|installed| installed == wanted) {
        return;
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(web_dir);
    run(&mut npm);
    fs::write(&installed_path, wanted).expect("npm made web/node_modules");
}

fn run(command: &mut Command) {
    match command.status() {
        Ok(status) if status.success() => {}
        Ok(status) => panic!("{command:?} ended with {status}; {HELP}"),
        Err(error) => panic!("{command:?} did not start: {error}; {HELP}"),
    }
}

/// One line per catalogue: language, slice, text.
fn locale_table(locales_dir: &Path) -> String {
    let mut table = String::from("&[\n");
    for language in ["zh-CN", "en"] {
        for path in sorted_toml_files(&locales_dir.join(language)) {
            let slice =
                path.file_stem().and_then(|stem| stem.to_str()).expect("a catalogue has a plain name");
            writeln!(table, "    ({language:?}, {slice:?}, include_str!({:?})),", path.display().to_string())
                .expect("writing to a string cannot fail");
        }
    }
    table.push_str("]\n");
    table
}

fn sorted_toml_files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder of catalogues is readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    paths
}

/// Leaves an unchanged file alone, so that cargo does not compile the crate again for nothing.
fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).expect("cargo's folder for build output can be written");
}
