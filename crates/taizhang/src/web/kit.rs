//! The layers round every route, in one place and one order.

use super::{asked, assets, csrf, dress, headers, site::Site};
use axum::{Router, middleware, routing::get};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, trace::TraceLayer};

/// The router with the assets' route and all layers. From the outside in: headers and nonce, compression, the log, the
/// language's memory, words for failures, panics caught, the origin checked.
pub fn dressed(router: Router, site: Site) -> Router {
    router
        .route("/assets/{name}", get(assets::serve))
        .layer(middleware::from_fn(csrf::guard))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(dress::dress))
        .layer(middleware::from_fn(asked::remember_language))
        .layer(TraceLayer::new_for_http())
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(site, headers::secure))
}
