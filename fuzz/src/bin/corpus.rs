//! Writes the files that the targets begin with: the same table as every kind of file, as the tests of the reader make it.

use std::{fs, io, path::Path};

#[path = "../../../crates/office/tests/hostile/files.rs"]
#[allow(dead_code)]
mod files;
#[path = "../../../crates/office/tests/hostile/kit.rs"]
#[allow(dead_code)]
mod kit;
#[path = "../../../crates/office/tests/hostile/records.rs"]
#[allow(dead_code)]
mod records;

fn main() -> io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (kind, bytes) in files::all() {
        put(&corpus, "any", kind, &bytes)?;
        // The other targets give a beginning themselves. UTF-16 doesn't go behind one.
        let (target, from) = match kind {
            "page" => ("page", "<table>"),
            "spreadsheetml" => ("spreadsheetml", "<Row>"),
            _ if kind.starts_with("csv") => ("text", ""),
            _ => continue,
        };
        put(&corpus, target, kind, from_word(&bytes, from))?;
    }
    Ok(())
}

/// The bytes from the first place of a word on; all when it is nowhere.
fn from_word<'b>(bytes: &'b [u8], word: &str) -> &'b [u8] {
    let at = (0..bytes.len()).find(|at| bytes[*at..].starts_with(word.as_bytes()));
    &bytes[at.unwrap_or(0)..]
}

fn put(corpus: &Path, target: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = corpus.join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), bytes)
}
