//! Middleware: whose request it is, and whether the route is for them.

use super::store;
use crate::actor::Actor;
use crate::app::App;
use crate::hex::hex;
use crate::ledger::LedgerError;
use crate::routes::Access;
use crate::web::asked::{Asked, cookie};
use crate::web::page;
use crate::web::problem::Problem;
use crate::web::query::Query;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// Name of the cookie where the site is reached by https: bound to the host by the browser.
const COOKIE_HTTPS: &str = "__Host-sid";
/// Name of the cookie over plain http, where browsers keep no `__Host-` cookie.
const COOKIE_HTTP: &str = "sid";

pub(super) fn cookie_name(https: bool) -> &'static str {
    if https { COOKIE_HTTPS } else { COOKIE_HTTP }
}

/// What is kept of a token: whoever reads the database can't sign in with it.
pub(super) fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// The stored hash of the token that a request carries.
pub(super) fn carried(app: &App, headers: &HeaderMap) -> Option<String> {
    cookie(headers, cookie_name(app.site.https)).map(token_hash)
}

/// Finds the actor of a request, if it carries an open session, and hands it on.
pub async fn recognize(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if let Some(session) = carried(&app, request.headers()) {
        match actor(&app, session).await {
            Ok(None) => {}
            Ok(Some(actor)) => {
                request.extensions_mut().insert(actor);
            }
            Err(error) => return Problem::from(error).into_response(),
        }
    }
    next.run(request).await
}

async fn actor(app: &App, session: String) -> Result<Option<Actor>, LedgerError> {
    let now_ms = app.ledger.clock().now_ms();
    let Some(open) = store::open_session(app.ledger.db(), &session, now_ms).await? else { return Ok(None) };
    app.touch.note(&app.ledger, &session, open.seen_ms).await;
    let snapshot = app.ledger.live().current().await?;
    let scope = store::scope_of(app.ledger.db(), snapshot.places(), open.user).await?;
    Ok(Some(Actor { user: open.user, name: open.name, scope, session, must_change: open.must_change }))
}

/// Lets a request through to its route, or to the sign-in page, or nowhere.
pub async fn require(State(access): State<Access>, request: Request, next: Next) -> Response {
    let actor = request.extensions().get::<Actor>();
    match (access, actor) {
        (Access::Public, _) => next.run(request).await,
        (_, None) => to_sign_in(request).await,
        (_, Some(actor)) if actor.must_change && request.uri().path() != super::PASSWORD => {
            let (parts, _) = request.into_parts();
            page::redirect(&Asked::of(&parts), super::PASSWORD, None)
        }
        (Access::SignedIn, Some(_)) => next.run(request).await,
        (Access::May(permission), Some(actor)) => {
            if actor.scope.may_anywhere(permission) {
                next.run(request).await
            } else {
                Problem::forbidden().into_response()
            }
        }
    }
}

/// People are sent to the sign-in page and back afterwards; programs are told 401.
async fn to_sign_in(request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let asked = Asked::of(&parts);
    if asked.json {
        return Problem::of_status(StatusCode::UNAUTHORIZED).into_response();
    }
    let mut to = Query::of_path(super::SIGN_IN);
    if parts.method == Method::GET && !asked.fragment {
        to = to.with(super::sign_in::NEXT, &asked.here.to_string());
    }
    page::redirect(&asked, &to.to_string(), None)
}
