//! `cargo xtask bench`: the speeds that the design promises, beside the raw limits. Measured, never a test.

use crate::root;
use crate::step::{self, cargo};
use anyhow::Result;

/// Builds the program with all optimisations and runs the measurements. True when they ran to their end.
pub fn run(words: &[&str]) -> Result<bool> {
    let fixed = ["bench", "--quiet", "--package", "taizhang", "--bench", "speed", "--"];
    let words: Vec<&str> = fixed.iter().chain(words).copied().collect();
    Ok(step::run(&mut cargo(&root(), &words))?.ok)
}
