//! The HTTP kit: what every page and every action stands on. Knows no slice.
//!
//! [`kit::dressed`] puts the layers round a router; [`listen::serve`] takes connections with limits and time-outs.
//! A handler takes [`asked::Asked`] first, then [`form::Form`] or [`upload::receive`], and answers with
//! [`page::full`], [`page::fragment`], [`page::redirect`], [`download::Download`] or a [`problem::Problem`].

pub mod asked;
pub mod assets;
pub mod clash;
pub mod csrf;
pub mod download;
pub mod dress;
pub mod flash;
pub mod form;
pub mod getters;
pub mod headers;
pub mod kit;
pub mod listen;
pub mod once;
pub mod page;
pub mod paging;
pub mod path_id;
pub mod picture;
pub mod problem;
pub mod query;
pub mod site;
pub mod slow;
pub mod text_file;
pub mod upload;
pub mod urlencoded;
