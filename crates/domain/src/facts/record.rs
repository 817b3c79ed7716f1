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

/// Declares record types.
macro_rules! records {
    ($(
        $(#[$doc:meta])*
        $name:ident in $table:literal, $owner:ident {
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
                },)*];
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
            /// What depends on it.
            pub const fn owner(self) -> Owner {
                match self { $(Self::$name => <$name as Record>::OWNER,)* }
            }
        }
    };
}
pub use super::kinds::RecordKind;
pub(super) use {kinds, records};
