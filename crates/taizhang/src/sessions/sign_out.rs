//! Ending one's own session.

use super::recognize::{carried, cookie_name};
use super::store;
use crate::app::App;
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

/// Ends the session on the server and in the browser.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(session) = carried(&app, &headers) {
        store::end_session(app.ledger.db(), &session).await?;
    }
    let mut response = page::redirect(&asked, super::SIGN_IN, None);
    let secure = if app.site.https { "; Secure" } else { "" };
    let gone = format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}", cookie_name(app.site.https));
    let gone = HeaderValue::try_from(gone).map_err(|error| Problem::internal(&error))?;
    response.headers_mut().append(header::SET_COOKIE, gone);
    Ok(response)
}
