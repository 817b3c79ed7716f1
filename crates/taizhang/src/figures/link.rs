//! Addresses of figures and of what they counted: every number is one of these.

use super::asked::{BY, NAME, Q, TAXONOMY};
use crate::as_of::{KNOWN_BY, Question, TRUE_ON};
use crate::shell::SCOPE;
use crate::ui::layout::CARRIED;
use crate::web::query::Query;
use crate::web::urlencoded::encode;
use ::figures::bulletin::Aspect;
use ::figures::{Group, Key, KeyOf, Member};

/// The parameter that names a group's keys, in the order of its dimensions.
pub(crate) const KEY: &str = "key";
/// The parameter that asks for a part of what was counted.
pub(super) const PART: &str = "part";

/// What of a figure's items a number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All that is counted; of a rate, on either side.
    Whole,
    /// Of a rate: what stands above the line.
    Numerator,
    /// Of a rate: what stands below it.
    Denominator,
    /// Of entries: their projects, each once.
    Projects,
    /// What is counted, with the parts of each package (打捆项目) in its place.
    Split,
}

impl Part {
    const ALL: [Self; 5] = [Self::Whole, Self::Numerator, Self::Denominator, Self::Projects, Self::Split];

    /// What an address asks for.
    pub(super) fn of(here: &Query) -> Self {
        let asked = here.get(PART).unwrap_or_default();
        Self::ALL.into_iter().find(|part| part.code() == asked).unwrap_or(Self::Whole)
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Projects => "projects",
            Self::Split => "split",
        }
    }

    /// The part that one of a figure's numbers stands for.
    pub(super) const fn of_aspect(aspect: Aspect) -> Self {
        match aspect {
            Aspect::Numerator | Aspect::AmountAbove => Self::Numerator,
            Aspect::Denominator => Self::Denominator,
            Aspect::Projects => Self::Projects,
            Aspect::Split => Self::Split,
            _ => Self::Whole,
        }
    }

    /// The key of its words; none for the whole.
    pub(super) const fn label(self) -> Option<&'static str> {
        match self {
            Self::Whole => None,
            Self::Numerator => Some("figures.numerator"),
            Self::Denominator => Some("figures.denominator"),
            Self::Projects => Some("figures.projects"),
            Self::Split => Some("codes.split"),
        }
    }

    /// That part of the members, of which packages are split already.
    pub(super) fn take(self, members: &mut Vec<Member>) {
        match self {
            Self::Whole | Self::Split => {}
            Self::Numerator => members.retain(|member| member.above.is_some()),
            Self::Denominator => members.retain(|member| member.below),
            // Entries of one project come one after another.
            Self::Projects => members.dedup_by_key(|member| member.project),
        }
    }
}

/// Where a figure's numbers lead.
#[derive(Debug, Clone)]
pub struct Link {
    /// Scope, unit, language and clocks, under a path that is replaced.
    base: Query,
    name: String,
    filter: String,
    taxonomy: Option<String>,
}

impl Link {
    /// The links of a page that shows the figure under a condition: its clocks and scope go with them.
    pub fn new(here: &Query, name: &str, filter: &str) -> Self {
        Self {
            base: here.carried_to("", &CARRIED),
            name: name.to_owned(),
            filter: filter.to_owned(),
            taxonomy: here.get(TAXONOMY).map(str::to_owned),
        }
    }

    /// The same at other clocks.
    #[must_use]
    pub fn at(mut self, question: &Question) -> Self {
        self.base = self.base.with(TRUE_ON, &question.true_on.to_string());
        // "Known now" stays so: a link that pins the change would turn the whole page into a past one.
        if question.as_of.known_by != crate::as_of::KnownBy::Now {
            self.base = self.base.with(KNOWN_BY, &question.snapshot.change().to_string());
        }
        self
    }

    /// Without the organisation of the page: the condition says which.
    #[must_use]
    pub fn everywhere(mut self) -> Self {
        self.base = self.base.without(SCOPE);
        self
    }

    /// The same under another condition.
    #[must_use]
    pub fn under(&self, filter: &str) -> Self {
        Self { filter: filter.to_owned(), ..self.clone() }
    }

    /// Where the figure is defined.
    pub fn definition(&self) -> String {
        format!("{}#{}", self.base.carried_to("/figures/definitions", &CARRIED), self.name)
    }

    /// What was counted in a group.
    pub fn members(&self, group: &Group) -> String {
        self.members_as(group, Part::Whole)
    }

    /// What was counted in a group and stands above the line.
    pub fn numerator(&self, group: &Group) -> String {
        self.members_as(group, Part::Numerator)
    }

    /// What one of the figure's numbers counted in a group.
    pub fn of_aspect(&self, group: &Group, aspect: Aspect) -> String {
        self.members_as(group, Part::of_aspect(aspect))
    }

    /// A part of what was counted in a group.
    pub(super) fn members_as(&self, group: &Group, part: Part) -> String {
        let path = format!("/figures/{}/members", encode(&self.name));
        let mut query = self.to(&path).with(Q, &self.filter).with(PART, part.code());
        for (dim, _) in group.0.iter() {
            query = query.and(BY, dim.name());
        }
        for (_, key) in group.0.iter() {
            query = query.and(KEY, &key_text(key));
        }
        query.to_string()
    }

    fn to(&self, path: &str) -> Query {
        let query = self.base.carried_to(path, &CARRIED);
        match &self.taxonomy {
            Some(taxonomy) => query.with(TAXONOMY, taxonomy),
            None => query,
        }
    }

    /// The figure itself, grouped.
    pub fn figure(&self, by: &[::figures::Dim]) -> Query {
        let mut query = self.to("/figures").with(NAME, &self.name).with(Q, &self.filter);
        for dim in by {
            query = query.and(BY, dim.name());
        }
        query
    }
}

/// A key as an address holds it: its text, and for a record its id, since two may have one name. A round's number
/// is its alone, on whatever level it is held, so the text is enough.
pub(crate) fn key_text(key: &Key) -> String {
    match key.of {
        KeyOf::Org(id) => format!("{}#{id}", key.text),
        KeyOf::Taxon(id) => format!("{}#{id}", key.text),
        KeyOf::Round(_) | KeyOf::Code => key.text.to_string(),
    }
}

/// Whether the text of an address names that key; without an id the text alone is enough.
pub(crate) fn names(text: &str, key: &Key) -> bool {
    key_text(key) == text || *key.text == *text
}
