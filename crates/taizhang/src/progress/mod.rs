//! 计划与进度: what a project is to reach in a year, what its months brought, money that came in, output, resumptions.
//!
//! Owns the record kinds `AnnualPlan`, `MonthlyReport`, `PaidIn`, `ActualOutput`, `Resumption` and `Permit`. Each is added,
//! corrected and withdrawn by the same handlers ([`form`]); what differs is said in the kind's own file. [`section`] shows
//! them on the project page. Sums are shown as entered and as added up; a difference is a question, never an overwrite.

mod form;
mod inputs;
mod output;
mod paid_in;
mod permit;
mod plan;
mod report;
mod resumption;
mod section;
mod store;

pub use section::section;

use crate::routes::{Access, Route, route};
use axum::routing::{get, post};
use domain::Permission;
use domain::facts::{ActualOutput, AnnualPlan, MonthlyReport, PaidIn, Permit, Resumption};
use form::{Formed, add, add_page, correct, correct_page, withdraw};

/// The slice's lines of the table.
pub fn routes() -> Vec<Route> {
    let mut lines = Vec::new();
    lines.extend(of_kind::<AnnualPlan>([
        "/projects/{id}/plans",
        "/projects/{id}/plans/{record}",
        "/projects/{id}/plans/{record}/withdraw",
    ]));
    lines.extend(of_kind::<MonthlyReport>([
        "/projects/{id}/reports",
        "/projects/{id}/reports/{record}",
        "/projects/{id}/reports/{record}/withdraw",
    ]));
    lines.extend(of_kind::<PaidIn>([
        "/projects/{id}/paid-in",
        "/projects/{id}/paid-in/{record}",
        "/projects/{id}/paid-in/{record}/withdraw",
    ]));
    lines.extend(of_kind::<ActualOutput>([
        "/projects/{id}/outputs",
        "/projects/{id}/outputs/{record}",
        "/projects/{id}/outputs/{record}/withdraw",
    ]));
    lines.extend(of_kind::<Resumption>([
        "/projects/{id}/resumptions",
        "/projects/{id}/resumptions/{record}",
        "/projects/{id}/resumptions/{record}/withdraw",
    ]));
    lines.extend(of_kind::<Permit>([
        "/projects/{id}/permits",
        "/projects/{id}/permits/{record}",
        "/projects/{id}/permits/{record}/withdraw",
    ]));
    lines
}

fn of_kind<R: Formed>([all, one, end]: [&'static str; 3]) -> [Route; 3] {
    let edit = Access::May(Permission::Edit);
    [
        route(all, edit, get(add_page::<R>).post(add::<R>)),
        route(one, edit, get(correct_page::<R>).post(correct::<R>)),
        route(end, edit, post(withdraw::<R>)),
    ]
}
