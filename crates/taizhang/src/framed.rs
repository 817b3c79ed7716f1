//! What went wrong, inside the frame of whoever is signed in: their places stay in sight, and the way on is one click.

use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::shell;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::dress;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::Permission;

/// Middleware: renders a refusal as a page of the signed-in actor. What is no page, is nobody's or is our own fault goes
/// on to [`dress::dress`], which needs neither the actor nor the ledger.
pub async fn framed(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = Asked::of(&parts);
    let actor = parts.extensions.get::<Actor>().cloned();
    let response = next.run(Request::from_parts(parts, body)).await;
    let problem = response.extensions().get::<Problem>().filter(|it| it.status.is_client_error()).cloned();
    match (problem, actor) {
        (Some(problem), Some(actor)) if !asked.json && !asked.fragment => {
            let page = in_frame(&app, asked, &actor, &problem).await;
            page.map_or(response, |page| Response::from_parts(page.0, page.1))
        }
        _ => response,
    }
}

async fn in_frame(
    app: &App,
    mut asked: Asked,
    actor: &Actor,
    problem: &Problem,
) -> Option<(axum::http::response::Parts, axum::body::Body)> {
    let body = dress::body(&asked, problem);
    // The frame's links must not carry on what was wrong.
    for error in &problem.errors {
        asked.here = asked.here.without(&error.field);
    }
    let reads = actor.scope.may_anywhere(Permission::Read);
    let question = if reads { Some(app.question(&AsOf::default()).await.ok()?) } else { None };
    let current = Noun::of_path(asked.here.path());
    let shell = shell::of(&asked, actor, current, app.ledger.clock().today(), question.as_ref());
    let title = problem.title(asked.lang);
    let mut page = page::full(&asked, layout::page(&shell, title, &body));
    *page.status_mut() = problem.status;
    if let Some(after_s) = problem.retry_after_s {
        page.headers_mut().insert(axum::http::header::RETRY_AFTER, after_s.into());
    }
    Some(page.into_parts())
}
