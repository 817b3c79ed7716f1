//! What becomes of the rows of a query: known to the one who asks, and hidden from all that carries them, so that the
//! connections, their threads and the seat are compiled once and not for every type that is read.

use std::any::Any;

use crate::{DbError, Row};

/// Takes the rows of one query as they come.
pub(crate) type RowSink = Box<dyn TakesRows>;

/// See [`RowSink`].
pub(crate) trait TakesRows: Send {
    /// Takes the next row; an error ends the query.
    fn take(&mut self, row: &Row<'_>) -> Result<(), DbError>;
    /// What was made of the rows.
    fn end(self: Box<Self>) -> Box<dyn Any + Send>;
}

struct Fold<A, F> {
    made: A,
    f: F,
}

impl<A, F> TakesRows for Fold<A, F>
where
    A: Send + 'static,
    F: FnMut(&mut A, &Row<'_>) -> Result<(), DbError> + Send,
{
    fn take(&mut self, row: &Row<'_>) -> Result<(), DbError> {
        (self.f)(&mut self.made, row)
    }

    fn end(self: Box<Self>) -> Box<dyn Any + Send> {
        Box::new(self.made)
    }
}

/// Folds rows by `f`, beginning with `made`.
pub(crate) fn fold<A: Send + 'static>(
    made: A,
    f: impl FnMut(&mut A, &Row<'_>) -> Result<(), DbError> + Send + 'static,
) -> RowSink {
    Box::new(Fold { made, f })
}

/// What a sink made that was begun with an `A`.
pub(crate) fn made<A: 'static>(sink: RowSink) -> A {
    *sink.end().downcast().expect("a sink makes what it began with")
}
