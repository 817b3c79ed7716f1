//! Signing in and out, and what a signed-in user reaches.
//!
//! Owns the tables `session`, `credential` and `sign_in_failure`; none of them holds facts. A session is a random
//! token in a cookie, kept as its SHA-256 here; a change of password, role or account ends it, as do twelve hours
//! without a request, thirty days, and the twenty-first sign-in after it.

mod change_password;
mod devices;
mod known_browser;
mod passwords;
mod recognize;
mod sign_in;
mod sign_out;
mod store;
mod throttle;
mod touch;

pub use passwords::{PasswordError, Passwords};
pub use recognize::{recognize, require};
pub use sign_in::begin;
pub use store::{any_account, end_all, end_all_within, scope_of, set_password, set_password_within};
pub use touch::Touch;

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};

/// The address of the first set-up, open while there is no user.
pub const SET_UP: &str = "/set-up";
/// The address of the sign-in page.
pub const SIGN_IN: &str = "/sign-in";
/// The address that ends a session.
pub const SIGN_OUT: &str = "/sign-out";
/// The address of the page where one changes one's own password.
pub const PASSWORD: &str = "/password";

/// The address of the list of one's own open sessions.
pub const DEVICES: &str = "/devices";

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    vec![
        route(SIGN_IN, Access::Public, get(sign_in::page).post(sign_in::submit)),
        route(SIGN_OUT, Access::Public, post(sign_out::submit)),
        route(PASSWORD, Access::SignedIn, get(change_password::page).post(change_password::submit)),
        route(DEVICES, Access::SignedIn, get(devices::page).post(devices::end)),
    ]
}
