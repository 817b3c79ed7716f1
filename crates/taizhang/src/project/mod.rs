//! One project: the door through which it is loaded, and what every page and form on it has in common.
//!
//! [`editable`] and [`load::Opened`] load and permit in one call: out of scope is 404, not allowed is 403. The slices that
//! act on a project stand on this one and know nothing of each other.

pub mod editing;
pub mod inputs;
pub mod load;
pub mod parts;
mod shown;
pub mod writing;

pub use load::{editable, may};
pub use shown::{Shown, remove_button};

use domain::facts::ProjectId;

/// The ledger page, below which each project has its own.
pub const PATH: &str = "/projects";

/// The page of a project.
pub fn path_of(project: ProjectId) -> String {
    format!("{PATH}/{project}")
}
