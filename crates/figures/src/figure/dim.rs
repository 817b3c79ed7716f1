//! Dimensions by which figures are grouped, and the keys of groups.

use crate::snapshot::Place;
use domain::OrgKind;
use domain::facts::{OrgId, RoundId, TaxonId};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

macro_rules! dims {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// A dimension. Every item of a figure has exactly one key in it, so groups are exhaustive and exclusive.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Dim { $($(#[$doc])* $name,)* }
        impl Dim {
            /// All dimensions.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The name in addresses, on the command line and in JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

dims! {
    /// City; the key is its name.
    City = "city";
    /// County; the key is its name.
    County = "county";
    /// Zone; the key is its name.
    Zone = "zone";
    /// Park; the key is its name, `none` outside parks.
    Park = "park";
    /// Class of one taxonomy; the key is its name, 未分类 without one.
    Industry = "industry";
    /// Round, `2022-1`: of an entry its own; of a project the first on whose list of the figure's event it stands, `none`
    /// on no such list. Only for entries and for figures whose event has a list.
    Round = "round";
    /// List; counts of entries only.
    List = "list";
    /// Stage on the day asked, by code; `none` before the first event.
    Stage = "stage";
    /// Year of the figure's own event, or of the round.
    Year = "year";
    /// Quarter, `2021Q1`.
    Quarter = "quarter";
    /// Month, `2021-01`.
    Month = "month";
    /// Origin of the first investor, by code; `sameProvince` where only the province is known, else `unknown`.
    Origin = "origin";
    /// Size band, by code; `unknown` without an amount.
    Size = "size";
    /// What it is of the work of the year of the day asked, by code; `none` outside of it.
    YearClass = "yearClass";
    /// Of which year's contracts, seen from the year of the day asked, by code; `none` of neither.
    SigningClass = "signingClass";
}

impl Dim {
    /// The kind of organisation that it tells apart; none of a dimension of anything else.
    pub const fn org_kind(self) -> Option<OrgKind> {
        match self {
            Self::City => Some(OrgKind::City),
            Self::County => Some(OrgKind::County),
            Self::Zone => Some(OrgKind::Zone),
            Self::Park => Some(OrgKind::Park),
            _ => None,
        }
    }
}

/// No such dimension.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no dimension {0:?}")]
pub struct UnknownDim(pub String);

impl FromStr for Dim {
    type Err = UnknownDim;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.iter().copied().find(|dim| dim.name().eq_ignore_ascii_case(text));
        known.ok_or_else(|| UnknownDim(text.to_owned()))
    }
}

/// What a key stands for, where it stands for a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyOf {
    /// An organisation.
    Org(OrgId),
    /// A class.
    Taxon(TaxonId),
    /// A round.
    Round(RoundId),
    /// Nothing but the key itself.
    Code,
}

/// A group's key in one dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Place in the printed order.
    pub(crate) order: i64,
    /// The key as written in JSON.
    pub text: Arc<str>,
    /// The record it stands for.
    pub of: KeyOf,
    /// The key in print; see [`Key::shown`].
    pub(crate) shown: Arc<str>,
}

impl Key {
    /// The key in print: where two organisations have one name, with the one above in front.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// A key that is no record's.
    pub(crate) fn of_code(order: i64, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self { order, shown: Arc::clone(&text), text, of: KeyOf::Code }
    }

    /// The key of an organisation: where two have one name, it is printed with the one above in front.
    pub(crate) fn of_place(place: &Place) -> Self {
        let of = KeyOf::Org(place.id);
        let (text, shown) = (Arc::clone(&place.key), Arc::clone(&place.shown));
        Self { order: i64::from(place.rank), text, of, shown }
    }

    /// The printed order: by place, then by text; records that print alike by their ids.
    pub(crate) fn printed_before(&self, other: &Self) -> Ordering {
        (self.order, &self.text, self.of).cmp(&(other.order, &other.text, other.of))
    }

    /// Whether it stands for the same at another point. A record may have another name and another place there, and
    /// another record of the same name is not it.
    fn stands_for_same(&self, other: &Self) -> bool {
        self.of == other.of && (self.of != KeyOf::Code || self.text == other.text)
    }
}

/// A group: one key for each dimension asked, in the order asked. Empty for the whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Group(pub Arc<[(Dim, Key)]>);

/// Of each key of a group what stays at another point: the record, or the text of a key that is no record's.
pub(crate) type GroupIdentity = Vec<(Dim, KeyOf, Option<Arc<str>>)>;

impl Group {
    /// The key in a dimension.
    pub fn key(&self, dim: Dim) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == dim).map(|(_, key)| key.text.as_ref())
    }

    /// Whether it is the whole.
    pub fn is_whole(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is the same group at another point of the same question.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(other.0.iter()).all(|((one_dim, one), (other_dim, other))| {
                one_dim == other_dim && one.stands_for_same(other)
            })
    }

    /// What makes it the same, as a key of maps.
    pub(crate) fn identity(&self) -> GroupIdentity {
        let identity =
            |(dim, key): &(Dim, Key)| (*dim, key.of, (key.of == KeyOf::Code).then(|| Arc::clone(&key.text)));
        self.0.iter().map(identity).collect()
    }

    /// The printed order of groups in the same dimensions.
    pub fn printed_before(&self, other: &Self) -> Ordering {
        let mut orders =
            self.0.iter().zip(other.0.iter()).map(|((_, one), (_, two))| one.printed_before(two));
        orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

impl fmt::Display for Group {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (_, key)) in self.0.iter().enumerate() {
            write!(out, "{}{}", if place > 0 { " · " } else { "" }, key.text)?;
        }
        Ok(())
    }
}

impl serde::Serialize for Group {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(dim, key)| (dim.name(), key.text.as_ref())))
    }
}
