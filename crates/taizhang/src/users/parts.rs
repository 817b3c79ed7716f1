//! Markup shared by the slice's pages.

use crate::orgs;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout;
use crate::web::form::Form;
use crate::words;
use domain::Role;
use domain::facts::{Dimensions, Grant};
use maud::{Markup, html};

/// The roles to choose from.
pub(super) fn roles(lang: Lang) -> Vec<Choice> {
    Role::ALL.iter().map(|role| Choice::new(role.code(), words::role(lang, *role))).collect()
}

/// The two fields of a role at a node.
pub(super) fn role_fields(lang: Lang, form: &Form, nodes: &[Choice]) -> Markup {
    html! {
        (field::select(lang, form, Field::required("role", lang.t("users.role")).hint(lang.t("users.role_hint")), &roles(lang)))
        (field::select(lang, form, Field::required("org", lang.t("users.org")).hint(lang.t("users.org_hint")), nodes))
    }
}

/// 「晋中经济技术开发区 · 经办人」.
pub(super) fn held(lang: Lang, dims: &Dimensions, grant: &Grant) -> String {
    let place = dims.org_shown(grant.org).unwrap_or_default();
    format!("{place} · {}", words::role(lang, grant.role))
}

/// The page that shows a one-time password, once.
pub(super) fn shown_once(lang: Lang, title: &str, login: &str, password: &str) -> Markup {
    html! {
        (layout::heading(title, &html! {}))
        p { (lang.t("users.shown_once")) }
        dl.facts {
            dt { (lang.t("sessions.login")) } dd { (login) }
            dt { (lang.t("users.one_time")) } dd { code { (password) } }
        }
        p { a.button href=(super::USERS) { (lang.t("users.back")) } }
    }
}

/// The nodes at which the actor may give roles.
pub(super) fn nodes(dims: &Dimensions, actor: &crate::actor::Actor) -> Vec<Choice> {
    orgs::choices(dims, actor, domain::Permission::ManageUsers)
}
