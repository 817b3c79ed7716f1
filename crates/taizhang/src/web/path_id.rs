//! The `{id}` of an address, for extractors that load what it names.

use super::problem::Problem;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

/// The number in the path's `{id}`.
///
/// # Errors
/// 404 when it is no number.
pub async fn path_id<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<i64, Problem> {
    let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::not_found())?;
    let id = params.iter().find(|(name, _)| *name == "id").and_then(|(_, id)| id.parse().ok());
    id.ok_or_else(Problem::not_found)
}
