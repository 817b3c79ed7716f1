//! Users and what they may do where.
//!
//! Owns the record kinds `User` and `Grant`, so who may do what is part of the history. Passwords belong to the
//! sessions. A user is kept by those who may manage users at every node where the user holds a role.

mod add;
pub mod command;
mod edit;
mod keep;
mod list;
mod parts;
mod roles;
mod set_up;
mod store;

pub use keep::{UserRefusal, create, one_time_password};
pub use store::{administered_without, names};

use crate::routes::{Access, Route, route};
use crate::sessions;
use axum::routing::{get, post};
use domain::Permission;

/// The address of the list of users.
pub const USERS: &str = "/users";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let manage = Access::May(Permission::ManageUsers);
    vec![
        route(sessions::SET_UP, Access::Public, get(set_up::page).post(set_up::submit)),
        route(USERS, manage, get(list::page).post(add::submit)),
        route("/users/new", manage, get(add::page)),
        route("/users/{id}", manage, get(edit::page).post(edit::submit)),
        route("/users/{id}/disable", manage, post(edit::disable)),
        route("/users/{id}/enable", manage, post(edit::enable)),
        route("/users/{id}/reset", manage, post(edit::reset)),
        route("/users/{id}/roles", manage, post(roles::add)),
        route("/users/{id}/roles/{grant}/remove", manage, post(roles::remove)),
    ]
}
