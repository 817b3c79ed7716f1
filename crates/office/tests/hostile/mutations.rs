//! Thousands of small damages to files of every kind, the same at each run.

use super::{files, outcome};
use office::{ReadError, ReadLimits, wire};

/// Damages to each file.
const ROUNDS: u64 = 500;
/// What readers look for, put where it doesn't belong.
const WORDS: [&str; 24] = [
    "<",
    ">",
    "\"",
    "'",
    "&",
    "&#x110000;",
    "&#0;",
    "<!--",
    "-->",
    "<![CDATA[",
    "</",
    "<table>",
    "</table>",
    "<td rowspan=0 colspan=9>",
    "<Row ss:Index=\"9\">",
    "<!DOCTYPE a>",
    ",",
    ";",
    "\t",
    "\r\n",
    "--x",
    "--x--\n",
    "=\r\n",
    "\u{feff}",
];

/// Steele and Vigna's SplitMix64: a short generator that needs no state but a number.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.throw(length + 1);
        start..(start + self.throw(64)).min(length)
    }
}

/// Damages a file in one to four places: a byte, a bit, a piece left out, doubled or cut off, a word put in.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.throw(4) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.throw(bytes.len());
        match dice.throw(7) {
            0 => bytes[at] = dice.throw(256) as u8,
            1 => bytes[at] ^= 1 << dice.throw(8),
            2 => drop(bytes.drain(dice.range(bytes.len()))),
            3 => {
                let piece = bytes[dice.range(bytes.len())].to_vec();
                drop(bytes.splice(at..at, piece));
            }
            4 => bytes.truncate(bytes.len() - dice.throw(bytes.len().min(64))),
            5 => bytes[at] = [0x00, 0x7f, 0x80, 0xff][dice.throw(4)],
            _ => drop(bytes.splice(at..at, WORDS[dice.throw(WORDS.len())].bytes())),
        }
    }
}

#[test]
fn a_damaged_file_of_any_kind_is_an_answer() {
    let mut answers = [0u32; 2];
    for (number, (kind, whole)) in files::all().into_iter().enumerate() {
        for round in 0..ROUNDS {
            let mut dice = Dice((number as u64) << 32 | round);
            let mut bytes = whole.clone();
            damage(&mut bytes, &mut dice);
            let answer = outcome(&bytes);
            // A panic is caught and answered; but it would be a fault of ours.
            if let Err(ReadError::Broken(why)) = &answer {
                assert!(!why.contains("the parser gave up"), "{kind}, damage {round}");
            }
            if let Ok(book) = &answer {
                // What is read travels to the server as it is.
                let mut bytes = Vec::new();
                wire::encode(book, &mut bytes).unwrap();
                assert_eq!(
                    wire::decode(&*bytes, &ReadLimits::default()).unwrap(),
                    *book,
                    "{kind}, damage {round}"
                );
            }
            answers[usize::from(answer.is_ok())] += 1;
        }
    }
    // Both answers are given often, so the damages are neither too weak nor too strong.
    assert!(answers.iter().all(|count| *count > 1_000), "{answers:?}");
}
