//! The record types by which a site says what a figure means (`domain.md` §6: a rate needs its formula, its base and its day)
//! and how its bulletins are worded (`formats.md` §3: templates are data with a first day).

use super::record::{KeyPart, NaturalKey, Owner, Record, RecordKind, maybe, records, span};
use super::{Column, ColumnError, FieldDef, Sink, Source};
use crate::Day;

records! {
    /// A version of a figure's definition, from its first day until the next version's. The number of a version is its
    /// place among those of the figure, by first day.
    FigureRule in "figure_rule", Dimension, once by (name, from_on) {
        /// The figure's code name.
        name: String,
        /// The first day on which it holds.
        from_on: Day,
        /// The definition as written: one `[[figure]]` of a catalogue. None from the day on which the site's definitions
        /// end: the one that comes with the program holds again, and a figure of the site's own is given no more.
        text: Option<String>,
    }

    /// A version of a bulletin's template, from its first day until the next version's. The number of a version is its
    /// place among those of the template, by first day.
    BulletinRule in "bulletin_rule", Dimension, once by (name, from_on) {
        /// The template's name.
        name: String,
        /// The first day on which it holds; it takes the place of the one in the text.
        from_on: Day,
        /// The template as written: one `[[template]]`. None from the day on which the site's own ends: the one that comes
        /// with the program holds again, and a template of the site's own is drafted by no more.
        text: Option<String>,
    }
}
