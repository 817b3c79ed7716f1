//! The building bricks of a block: columns that can be appended to each other by copying.

use super::ids::IdMap;
use crate::filter::mask::Mask;
use memchr::memmem::Finder;
use std::hash::Hash;
use std::ops::Range;

/// What stands for "no amount" in a money column: no project is worth this.
pub(crate) const NO_AMOUNT: i64 = i64::MIN;
/// What stands for "no day" in a day column: later than any day, so that `day <= true_on` needs no second test.
pub(crate) const NO_DAY: i32 = i32::MAX;

/// What a block does with each of its columns.
pub(crate) trait Column: Default {
    /// Number of rows.
    fn len(&self) -> usize;
    /// Copies rows of another column to the end of this one.
    fn extend_from(&mut self, other: &Self, rows: Range<usize>);
    /// Gives back the room that growing left over.
    fn shrink(&mut self);
    /// Bytes of memory held, the allocator's overhead left out.
    fn bytes(&self) -> usize;
    /// Whether two rows hold the same.
    fn same(&self, row: usize, other: &Self, other_row: usize) -> bool;
}

impl<T: Copy + PartialEq> Column for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }
    fn extend_from(&mut self, other: &Self, rows: Range<usize>) {
        self.extend_from_slice(&other[rows]);
    }
    fn shrink(&mut self) {
        self.shrink_to_fit();
    }
    fn bytes(&self) -> usize {
        self.capacity() * size_of::<T>()
    }
    fn same(&self, row: usize, other: &Self, other_row: usize) -> bool {
        self[row] == other[other_row]
    }
}

impl<C: Column, const N: usize> Column for [C; N]
where
    Self: Default,
{
    fn len(&self) -> usize {
        self.first().map_or(0, Column::len)
    }
    fn extend_from(&mut self, other: &Self, rows: Range<usize>) {
        self.iter_mut().zip(other).for_each(|(own, others)| own.extend_from(others, rows.clone()));
    }
    fn shrink(&mut self) {
        self.iter_mut().for_each(Column::shrink);
    }
    fn bytes(&self) -> usize {
        self.iter().map(Column::bytes).sum()
    }
    fn same(&self, row: usize, other: &Self, other_row: usize) -> bool {
        self.iter().zip(other).all(|(own, others)| own.same(row, others, other_row))
    }
}

/// Declares a struct of columns that is a column itself, so that copying, measuring and comparing can't forget one.
macro_rules! columns {
    (
        $(#[$doc:meta])* $name:ident {
            $(#[$first_doc:meta])* $first:ident: $first_type:ty,
            $($(#[$column_doc:meta])* $column:ident: $type:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default)]
        pub(crate) struct $name {
            $(#[$first_doc])* pub(crate) $first: $first_type,
            $($(#[$column_doc])* pub(crate) $column: $type,)*
        }

        impl Column for $name {
            fn len(&self) -> usize {
                self.$first.len()
            }
            fn extend_from(&mut self, other: &Self, rows: Range<usize>) {
                self.$first.extend_from(&other.$first, rows.clone());
                $(self.$column.extend_from(&other.$column, rows.clone());)*
            }
            fn shrink(&mut self) {
                self.$first.shrink();
                $(self.$column.shrink();)*
            }
            fn bytes(&self) -> usize {
                self.$first.bytes() $(+ self.$column.bytes())*
            }
            fn same(&self, row: usize, other: &Self, other_row: usize) -> bool {
                self.$first.same(row, &other.$first, other_row)
                    $(&& self.$column.same(row, &other.$column, other_row))*
            }
        }
    };
}
pub(crate) use columns;

/// Texts one after another in one string, so that 200,000 titles are a few hundred allocations.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    ends: Vec<u32>,
    text: String,
}

impl Default for Texts {
    fn default() -> Self {
        Self { ends: vec![0], text: String::new() }
    }
}

impl Texts {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    pub(crate) fn get(&self, row: usize) -> &str {
        &self.text[self.ends[row] as usize..self.ends[row + 1] as usize]
    }
}

impl Texts {
    /// The rows that hold a text, by one run through all of them.
    pub(crate) fn rows_with(&self, sought: &Finder<'_>) -> Mask {
        let mut mask = Mask::none(self.len());
        let (bytes, needle) = (self.text.as_bytes(), sought.needle().len());
        let (mut row, mut from) = (0, 0);
        while let Some(found) = bytes.get(from..).and_then(|rest| sought.find(rest)) {
            let at = from + found;
            row += self.ends[row + 1..].iter().take_while(|end| **end as usize <= at).count();
            let Some(end) = self.ends.get(row + 1).map(|end| *end as usize) else { break };
            if at + needle <= end {
                mask.set(row);
                from = end;
            } else {
                // It reaches into the next row.
                from = at + 1;
            }
        }
        mask
    }
}

impl Column for Texts {
    fn len(&self) -> usize {
        self.ends.len() - 1
    }
    fn extend_from(&mut self, other: &Self, rows: Range<usize>) {
        let (from, to) = (other.ends[rows.start], other.ends[rows.end]);
        let base = self.text.len() as u32;
        self.text.push_str(&other.text[from as usize..to as usize]);
        self.ends.extend(other.ends[rows.start + 1..=rows.end].iter().map(|end| end - from + base));
    }
    fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.text.shrink_to_fit();
    }
    fn bytes(&self) -> usize {
        self.ends.capacity() * size_of::<u32>() + self.text.capacity()
    }
    fn same(&self, row: usize, other: &Self, other_row: usize) -> bool {
        self.get(row) == other.get(other_row)
    }
}

/// How wide the codes of a [`Dict`] are.
pub(crate) trait Code: Copy {
    /// The code of the value in that place.
    fn of(place: usize) -> Self;
    /// The place of the value with that code.
    fn place(self) -> usize;
}

macro_rules! codes {
    ($($width:ty)*) => {$(
        impl Code for $width {
            fn of(place: usize) -> Self {
                Self::try_from(place).expect("a block has fewer values than its codes can tell apart")
            }
            fn place(self) -> usize {
                self as usize
            }
        }
    )*};
}

codes!(u16 u32);

/// A column of few distinct values: the values of this block, and for each row which one.
///
/// A question about the value (is this zone in that city?) is asked once a block and value, not once a row. Codes of 16
/// bits do for one value a row; a row may have any number of children, so theirs are wider.
#[derive(Debug, Clone)]
pub(crate) struct Dict<T, C = u16> {
    values: Vec<T>,
    codes: Vec<C>,
    /// Where each value stands, while the column is being filled: names of people are many in a block.
    places: IdMap<T, C>,
}

impl<T, C> Default for Dict<T, C> {
    fn default() -> Self {
        Self { values: Vec::new(), codes: Vec::new(), places: IdMap::default() }
    }
}

impl<T: Eq + Hash + Clone, C: Code> Dict<T, C> {
    pub(crate) fn push(&mut self, value: &T) {
        let code = self.code_of(value);
        self.codes.push(code);
    }

    fn code_of(&mut self, value: &T) -> C {
        // Neighbours are often alike.
        match self.codes.last() {
            Some(latest) if self.values[latest.place()] == *value => return *latest,
            _ => {}
        }
        if let Some(known) = self.places.get(value) {
            return *known;
        }
        let code = C::of(self.values.len());
        self.values.push(value.clone());
        self.places.insert(value.clone(), code);
        code
    }

    pub(crate) fn get(&self, row: usize) -> &T {
        &self.values[self.place(row)]
    }

    /// Where the row's value stands in what [`Dict::map`] gives.
    pub(crate) fn place(&self, row: usize) -> usize {
        self.codes[row].place()
    }

    /// An answer for each distinct value, asked once.
    pub(crate) fn map<R>(&self, answer: impl FnMut(&T) -> R) -> Vec<R> {
        self.values.iter().map(answer).collect()
    }
}

impl<T: Eq + Hash + Clone, C: Code> Column for Dict<T, C> {
    fn len(&self) -> usize {
        self.codes.len()
    }
    fn extend_from(&mut self, other: &Self, rows: Range<usize>) {
        let mut translated: Vec<Option<C>> = vec![None; other.values.len()];
        for code in &other.codes[rows] {
            let slot = code.place();
            let own = match translated[slot] {
                Some(own) => own,
                None => *translated[slot].insert(self.code_of(&other.values[slot])),
            };
            self.codes.push(own);
        }
    }
    /// Ends the filling: what is pushed later would not find the values that are there.
    fn shrink(&mut self) {
        self.places = IdMap::default();
        self.values.shrink_to_fit();
        self.codes.shrink_to_fit();
    }
    fn bytes(&self) -> usize {
        self.values.capacity() * size_of::<T>() + self.codes.capacity() * size_of::<C>()
    }
    fn same(&self, row: usize, other: &Self, other_row: usize) -> bool {
        self.get(row) == other.get(other_row)
    }
}

impl<C: Code> Extend<i64> for Dict<i64, C> {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, ids: I) {
        ids.into_iter().for_each(|id| self.push(&id));
    }
}

/// Rows that belong to projects (events, entries …), in columns of their own, with the place where each project's begin.
#[derive(Debug, Clone)]
pub(crate) struct Children<C> {
    starts: Vec<u32>,
    pub(crate) items: C,
}

impl<C: Default> Default for Children<C> {
    fn default() -> Self {
        Self { starts: vec![0], items: C::default() }
    }
}

impl<C: Column> Children<C> {
    pub(crate) fn push<T>(&mut self, items: impl IntoIterator<Item = T>)
    where
        C: Extend<T>,
    {
        self.items.extend(items);
        self.starts.push(self.items.len() as u32);
    }

    /// The places of a project's items.
    pub(crate) fn of(&self, row: usize) -> Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }
}

impl<C: Column> Children<C> {
    /// The row of each of some items.
    pub(crate) fn owners(&self, places: &[u32]) -> Vec<u32> {
        // How many rows end where an item stands; all that end at or before it come before its own row. No branch
        // depends on how many items a row has, which nothing could foretell.
        let mut owners = vec![0; self.items.len() + 1];
        self.starts[1..].iter().for_each(|end| owners[*end as usize] += 1);
        let mut ended = 0;
        for owner in &mut owners {
            ended += *owner;
            *owner = ended;
        }
        places.iter().map(|place| owners[*place as usize]).collect()
    }
}

impl<T: Copy + PartialEq> Children<Vec<T>> {
    pub(crate) fn get(&self, row: usize) -> &[T] {
        &self.items[self.of(row)]
    }
}

impl<C: Column> Column for Children<C> {
    fn len(&self) -> usize {
        self.starts.len() - 1
    }
    fn extend_from(&mut self, other: &Self, rows: Range<usize>) {
        let (from, to) = (other.starts[rows.start], other.starts[rows.end]);
        let base = self.items.len() as u32;
        self.items.extend_from(&other.items, from as usize..to as usize);
        self.starts.extend(other.starts[rows.start + 1..=rows.end].iter().map(|start| start - from + base));
    }
    fn shrink(&mut self) {
        self.starts.shrink_to_fit();
        self.items.shrink();
    }
    fn bytes(&self) -> usize {
        self.starts.capacity() * size_of::<u32>() + self.items.bytes()
    }
    fn same(&self, row: usize, other: &Self, other_row: usize) -> bool {
        let (own, others) = (self.of(row), other.of(other_row));
        own.len() == others.len()
            && own.zip(others).all(|(place, other_place)| self.items.same(place, &other.items, other_place))
    }
}
