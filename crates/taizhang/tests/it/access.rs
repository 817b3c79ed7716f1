//! Every route of the table, asked by those who may not.

use crate::kit::{Who, World};
use domain::Permission;
use taizhang::routes::{Access, table};

/// An address of the route: every part in braces is a number that no record has.
fn address(path: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { "999999999".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn holds(who: Who, permission: Permission) -> bool {
    use domain::Role::{Administrator, Auditor, Clerk, Leader, ProvincialOffice, Reviewer};
    let role = match who {
        Who::Nobody => return false,
        Who::Clerk | Who::Neighbour => Clerk,
        Who::Reviewer => Reviewer,
        Who::Provincial => ProvincialOffice,
        Who::Auditor => Auditor,
        Who::Administrator => Administrator,
        Who::Leader => Leader,
    };
    role.may(permission)
}

on_both! {
    async fn signed_out_every_route_leads_to_the_sign_in(world: World) {
        world.settle().await;
        for route in table().into_iter().filter(|route| route.access != Access::Public) {
            for page in [
                world.get(Who::Nobody, &address(route.path)).await,
                world.post(Who::Nobody, &address(route.path), &[]).await,
            ] {
                let to_sign_in = page.location.as_deref().is_some_and(|to| to.starts_with("/sign-in"));
                assert!(to_sign_in || page.status == 401 || page.status == 405, "{} {}", route.path, page.status);
            }
        }
    }

    async fn without_the_permission_every_route_is_forbidden(world: World) {
        world.settle().await;
        for route in table() {
            let Access::May(permission) = route.access else { continue };
            for who in Who::CAST.into_iter().filter(|who| !holds(*who, permission)) {
                for page in [
                    world.get(who, &address(route.path)).await,
                    world.post(who, &address(route.path), &[]).await,
                ] {
                    assert!(page.status == 403 || page.status == 405, "{who:?} {} {}", route.path, page.status);
                }
            }
        }
    }

    async fn no_route_fails_on_a_record_that_is_not_there(world: World) {
        world.settle().await;
        for route in table() {
            for who in [Who::Clerk, Who::Administrator, Who::Provincial] {
                let page = world.get(who, &address(route.path)).await;
                assert!(page.status.as_u16() < 500, "{who:?} {} {}", route.path, page.status);
            }
        }
    }
}
