//! Problems as people read them: what is wrong in the same words with many rows is said once, with the rows. Programs get each.

use super::problem::{Code, Problem, row_name};
use super::read_as::runs;
use crate::text::{Arg, Lang};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// A problem and the rows of the sheet that have it.
#[derive(Debug)]
pub struct Group<'p> {
    /// The first of them.
    pub first: &'p Problem,
    /// The rows' numbers as the workbook shows them, ascending; fewer than two where it is one row's alone.
    pub rows: Vec<u32>,
}

/// What the words of problems differ by.
type Said<'p> = (usize, Code, Option<u32>, &'p str, &'p [Arg], bool);

/// The problems, each in its words once, in the order in which they first come.
pub fn grouped<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> Vec<Group<'p>> {
    let mut groups: Vec<Group<'p>> = Vec::new();
    let mut said: HashMap<Said<'p>, usize> = HashMap::new();
    for problem in problems {
        let words: Said<'p> = (
            problem.place.sheet_index,
            problem.code,
            problem.col,
            &problem.value,
            &problem.args,
            problem.agreed,
        );
        let at = match said.entry(words) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                groups.push(Group { first: problem, rows: Vec::new() });
                *free.insert(groups.len() - 1)
            }
        };
        groups[at].rows.extend(problem.place.row);
    }
    for group in &mut groups {
        group.rows.sort_unstable();
        group.rows.dedup();
    }
    groups
}

impl Group<'_> {
    /// Whether several rows have it.
    pub fn is_of_many(&self) -> bool {
        self.rows.len() > 1
    }

    /// What is wrong, with the rows where they are several.
    pub fn message(&self, lang: Lang) -> String {
        let message = self.first.message(lang);
        if !self.is_of_many() {
            return message;
        }
        let which = runs(&self.rows, |row| row_name(self.first.place.part, row));
        lang.tf("imports.of_rows", &[("message", &message), ("n", &self.rows.len()), ("which", &which)])
    }

    /// Where: sheet and cell, or row; of several rows the sheet and the column.
    pub fn place(&self) -> String {
        let Problem { place, column, .. } = self.first;
        let at = self.first.cell().or_else(|| place.row_name());
        match (at, column) {
            (_, Some(column)) if self.is_of_many() => format!("{} {column}", place.sheet),
            (Some(at), _) if !self.is_of_many() => format!("{}!{at}", place.sheet),
            _ => place.sheet.to_string(),
        }
    }
}
