//! Figures of the project ledger: the ledger in memory, the populations asked of it, and the official numbers.
//!
//! - [`Snapshot`]: all projects in columns, immutable, patched by each change (blocks behind `Arc`s).
//! - [`Filter`]: the filter language; [`Population`]: scope ∧ filter on a day, the only door to a snapshot's projects;
//!   [`Sort`]: its pages.
//! - [`Catalogue`]: the definitions of the official figures, data in `catalogue.toml`; [`evaluate`] gives a [`Question`]'s
//!   [`Figure`]s, [`evaluate_page`] the first of them and their whole, [`members`] lists exactly what was counted, [`compare`] explains a difference by lists that add up to it.
//! - [`cohort`]: what became of the projects signed in a quarter, by age, with honest censoring; [`ranking`]: units scored
//!   and ranked by schemes that are data; [`bulletin`]: official reports drafted from figures by templates that are data.
//!
//! Pure: no clock, no randomness, no I/O, no text but the templates of the catalogue. A question is a day (*true on*)
//! and a snapshot (*known by* its change); the same question has the same answer for ever.

pub mod bulletin;
mod catalogue;
pub mod cohort;
mod derive;
mod exact;
mod figure;
mod filter;
mod narrative;
mod population;
pub mod ranking;
mod snapshot;
mod sort;
mod starts;
mod year;

pub use catalogue::{
    AsOf, Basis, Both, Catalogue, CatalogueError, CatalogueProblem, Definitions, Event, FigureKind,
    FigureSpec, Formula, Lang, Measure, Misread, MisreadAt, Template, Unusable, Wanted, chinese_numeral,
    line_of,
};
pub use exact::Exact;
pub use figure::{
    Apart, Cause, Comparison, Contribution, Dim, Figure, FigureError, FigurePage, FigureValue, Group,
    GroupDifference, Key, KeyOf, KeyWord, Member, MoveKind, Question, Reason, Step, Sum, UNCLASSIFIED,
    UnknownDim, compare, evaluate, evaluate_page, grouped_members, members, taken_apart,
};
pub use filter::{
    At, Expr, Field, FieldKind, Filter, FilterError, FilterErrorKind, Op, Operand, Term, nearest,
};
pub use narrative::{
    Affairs, HeldAgainst, ProjectStory, Signing, held_against, last_places, round_held, round_industries,
    rounds_reported,
};
pub use population::{InvestTotal, Population};
pub use snapshot::{
    AllRows, EntryRow, EventRow, Gathered, InvestorRow, KeyRow, Lane, OutputRow, PaidRow, Place, Places,
    PlanRow, ProjectView, PromiseRow, ReportRow, ResumptionRow, RowOf, Snapshot, TaxonRow,
};
pub use sort::{Sort, SortField, UnknownSort};
pub use starts::{StartPart, StartsOfYear};
