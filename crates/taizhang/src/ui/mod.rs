//! Components: functions from data to markup. They know no slice; words come from the catalogue or from the caller.
//!
//! A page is [`layout::page`] round a body made of the others. Everything works without script; `data-island` marks
//! where a script may add to it.

pub mod badge;
pub mod bar;
pub mod chart;
mod chart_curves;
mod chart_names;
pub mod chart_svg;
pub mod chip;
pub mod decree;
pub mod empty;
pub mod field;
pub mod figure_link;
pub mod layout;
pub mod pager;
pub mod problems;
pub mod progress;
pub mod select;
pub mod stepper;
pub mod table;
pub mod tabs;
pub mod text_file;
pub mod timeline;
pub mod topbar;

#[cfg(test)]
mod sample;
