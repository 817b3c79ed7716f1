//! All addresses in one table. A route can't be written down without saying who may ask it.

use crate::app::App;
use crate::web::kit;
use crate::{classes, history, home, investors, orgs, sessions, settings, users};
use crate::{framed, renamed};
use axum::routing::MethodRouter;
use axum::{Router, middleware};
use domain::Permission;

/// Who may ask a route. What the actor may do to one project is asked again where it is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody: sign-in, set-up, health.
    Public,
    /// Anybody signed in.
    SignedIn,
    /// Whoever holds the permission anywhere.
    May(Permission),
}

/// One line of the table.
pub struct Route {
    /// The path, in axum's form.
    pub path: &'static str,
    /// Who may ask.
    pub access: Access,
    /// Who answers.
    pub handler: MethodRouter<App>,
}

/// A line of the table.
pub fn route(path: &'static str, access: Access, handler: MethodRouter<App>) -> Route {
    Route { path, access, handler }
}

/// The whole table: each slice's lines.
pub fn table() -> Vec<Route> {
    let mut table = Vec::new();
    table.extend(crate::figures::routes());
    table.extend(crate::boards::routes());
    table.extend(crate::screen::routes());
    table.extend(crate::bulletins::routes());
    table.extend(crate::codes::routes());
    table.extend(crate::cohorts::routes());
    table.extend(crate::rankings::routes());
    table.extend(crate::rounds::routes());
    table.extend(crate::imports::routes());
    table.extend(crate::matching::routes());
    table.extend(sessions::routes());
    table.extend(crate::projects::routes());
    table.extend(crate::projects::exports::routes());
    table.extend(crate::books::routes());
    table.extend(crate::progress::routes());
    table.extend(crate::indicators::routes());
    table.extend(investors::routes());
    table.extend(classes::routes());
    table.extend(users::routes());
    table.extend(orgs::routes());
    table.extend(home::routes());
    table.extend(settings::routes());
    table.extend(history::routes());
    table
}

/// The router of the application, with every layer.
pub fn router(app: &App) -> Router {
    let mut router = Router::new();
    for Route { path, access, handler } in table() {
        let guarded = handler.layer(middleware::from_fn_with_state(access, sessions::require));
        router = router.route(path, guarded);
    }
    let router = router
        .layer(middleware::from_fn_with_state(app.clone(), framed::framed))
        .layer(middleware::from_fn_with_state(app.clone(), sessions::recognize))
        .layer(middleware::from_fn(renamed::lead_on))
        .with_state(app.clone());
    kit::dressed(router, app.site.clone())
}
