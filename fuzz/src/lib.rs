//! What every target asks of the reader of files.

use office::{ReadLimits, read, wire};

/// Limits that a short input can reach.
fn limits() -> ReadLimits {
    ReadLimits { max_rows: 5_000, max_cells: 200_000, max_inflated_bytes: 16 << 20, ..ReadLimits::default() }
}

/// The bytes are an answer, and a book goes over the wire as it is. A panic ends the run even where the reader would
/// catch it, because libFuzzer ends the process at the first.
pub fn ask(bytes: &[u8]) {
    let Ok(book) = read(bytes, "a.xls", &limits()) else { return };
    let mut wired = Vec::new();
    wire::encode(&book, &mut wired).expect("a vector takes any bytes");
    let back = wire::decode(&*wired, &ReadLimits::default()).expect("what was encoded is decoded");
    assert_eq!(back, book);
}

/// The same for the bytes behind a beginning that leads to one of the readers.
pub fn ask_behind(beginning: &str, bytes: &[u8]) {
    ask(&[beginning.as_bytes(), bytes].concat());
}
