//! What every record type offers, and the macros that write it and the list of all kinds.

use super::{ColumnError, ColumnKind, Sink, Source};

/// One column of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldDef {
    /// The column's name, also the key of its label in the text catalogue.
    pub name: &'static str,
    /// Integer or text.
    pub kind: ColumnKind,
    /// Whether it may be empty.
    pub optional: bool,
    /// The kind of record that it names, if it names one.
    pub names: Option<RecordKind>,
}

/// What else must be looked at afresh when a record of this kind changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The record is a project.
    Itself,
    /// The record belongs to the project in its column `project`.
    Project,
    /// The record belongs to the investor in its column `investor`, and through it to that one's projects.
    Investor,
    /// The record is an investor.
    InvestorItself,
    /// The record is part of what all projects refer to (organisations, rounds, taxonomies).
    Dimension,
    /// The record belongs to the organisation in its column `org`, and to no project: who reaches the one reads the other.
    Org,
    /// No list or figure depends on it (users, grants, views, imports).
    Nobody,
}

/// What tells a record from all others of its kind: two that stand at the same time never agree in all of it.
///
/// Pages and imports refuse a second one by rules of their own, which may be stricter. Where rows are written without
/// them, by an undo, this is the rule; `verify` looks for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NaturalKey {
    /// The columns; two empty ones agree.
    pub parts: &'static [KeyPart],
    /// The days between which the record stands, where two may stand one after the other.
    pub span: Option<Span>,
}

/// A column of a natural key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyPart {
    /// The record's own column.
    pub column: &'static str,
    /// Where the column names a record of which one column counts: that one's kind and column.
    pub of: Option<(RecordKind, &'static str)>,
}

/// The columns that say from when until when a record stands; an empty one leaves that end open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first day.
    pub from: &'static str,
    /// Its end.
    pub to: &'static str,
    /// Whether it stands on the day of its end too.
    pub through: bool,
}

/// A struct whose fields are the columns of a fact table.
pub trait Record: Sized {
    /// Which kind it is.
    const KIND: RecordKind;
    /// The table that holds its facts.
    const TABLE: &'static str;
    /// What depends on it.
    const OWNER: Owner;
    /// Its columns, in order.
    const FIELDS: &'static [FieldDef];
    /// What tells it from others of its kind; none where nothing does.
    const KEY: Option<NaturalKey>;
    /// Writes the columns in order.
    fn put(&self, sink: &mut dyn Sink);
    /// Reads the columns in order.
    ///
    /// # Errors
    /// When a stored value does not fit its column.
    fn take(source: &mut dyn Source) -> Result<Self, ColumnError>;
}

/// A fact as the ledger holds it: the record's id, the change that wrote it, and the cell or row it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<R> {
    /// The record's id.
    pub id: i64,
    /// The change that wrote this version.
    pub since: super::ChangeId,
    /// Where in the change's source it stood ("汇总!214": sheet and row of the imported file); empty when typed.
    pub source: Option<String>,
    /// The version.
    pub body: R,
}

impl<R> std::ops::Deref for Kept<R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.body
    }
}

/// An expression that may be missing.
macro_rules! maybe {
    () => {
        None
    };
    ($there:expr) => {
        Some($there)
    };
}

/// `begin..end` or `begin..=end` of a declaration, if it has one.
macro_rules! span {
    () => {
        None
    };
    ($from:ident .. $to:ident) => {
        Some(Span { from: stringify!($from), to: stringify!($to), through: false })
    };
    ($from:ident ..= $to:ident) => {
        Some(Span { from: stringify!($from), to: stringify!($to), through: true })
    };
}

/// Declares record types: `Name in "table", Owner { fields }`. After the owner may stand what tells a record from all
/// others of its kind: `once by (project, year)`, or `once by (project, taxon: Taxon.taxonomy)` where a column of the
/// record that is named counts; `within begin..end`, or `within begin..=end` with the day of the end, where two may stand
/// one after the other.
macro_rules! records {
    ($(
        $(#[$doc:meta])*
        $name:ident in $table:literal, $owner:ident
        $(, once by ($($key:ident $(: $of:ident . $column:ident)?),+)
            $(within $from:ident $dots:tt $to:ident)?)?
        {
            $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
        }
    )*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct $name {
                $($(#[$field_doc])* pub $field: $type,)*
            }

            impl Record for $name {
                const KIND: RecordKind = RecordKind::$name;
                const TABLE: &'static str = $table;
                const OWNER: Owner = Owner::$owner;
                const FIELDS: &'static [FieldDef] = &[$(FieldDef {
                    name: stringify!($field),
                    kind: <$type as Column>::KIND,
                    optional: <$type as Column>::OPTIONAL,
                    names: <$type as Column>::NAMES,
                },)*];
                const KEY: Option<NaturalKey> = maybe!($(NaturalKey {
                    parts: &[$(KeyPart {
                        column: stringify!($key),
                        of: maybe!($((RecordKind::$of, stringify!($column)))?),
                    },)+],
                    span: span!($($from $dots $to)?),
                })?);
                fn put(&self, sink: &mut dyn Sink) {
                    $(Column::put(&self.$field, sink);)*
                }
                fn take(source: &mut dyn Source) -> Result<Self, ColumnError> {
                    Ok(Self { $($field: <$type as Column>::take(source)?,)* })
                }
            }
        )*
    };
}

/// Declares the list of all kinds, in order.
macro_rules! kinds {
    ($($name:ident,)*) => {
        /// The kinds of record; the order is part of the hash of a change, so new kinds go to the end.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordKind {
            $(#[doc = concat!("Facts of the type [`", stringify!($name), "`].")] $name,)*
        }

        impl RecordKind {
            /// All kinds, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The table that holds its facts.
            pub const fn table(self) -> &'static str {
                match self { $(Self::$name => <$name as Record>::TABLE,)* }
            }
            /// Its columns, in order.
            pub const fn fields(self) -> &'static [FieldDef] {
                match self { $(Self::$name => <$name as Record>::FIELDS,)* }
            }
            /// Which records name which: the kind, its column, and the kind that is named. What is named stands as long as
            /// what names it.
            pub fn references() -> impl Iterator<Item = (Self, &'static str, Self)> {
                let names = |from: Self| move |field: &FieldDef| Some((from, field.name, field.names?));
                Self::ALL.iter().flat_map(move |from| from.fields().iter().filter_map(names(*from)))
            }
            /// What depends on it.
            pub const fn owner(self) -> Owner {
                match self { $(Self::$name => <$name as Record>::OWNER,)* }
            }
            /// What tells a record from others of its kind; none where nothing does.
            pub const fn key(self) -> Option<NaturalKey> {
                match self { $(Self::$name => <$name as Record>::KEY,)* }
            }
        }
    };
}
pub use super::kinds::RecordKind;
pub(super) use {kinds, maybe, records, span};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_natural_key_is_made_of_columns_that_are_there() {
        let has = |kind: RecordKind, column: &str| kind.fields().iter().any(|field| field.name == column);
        for kind in RecordKind::ALL.iter().copied() {
            for part in kind.key().iter().flat_map(|key| key.parts) {
                assert!(has(kind, part.column), "{kind:?} has no column {}", part.column);
                assert!(part.of.is_none_or(|(of, column)| has(of, column)), "{kind:?}: {part:?}");
            }
            if let Some(span) = kind.key().and_then(|key| key.span) {
                assert!(has(kind, span.from) && has(kind, span.to), "{kind:?}: {span:?}");
            }
        }
    }
}
