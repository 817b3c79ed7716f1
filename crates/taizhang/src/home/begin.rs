//! The desk while there is nothing on it: what belongs here, and the way to begin.

use crate::actor::Actor;
use crate::orgs;
use crate::ui::empty::{Empty, empty};
use crate::ui::layout::{self, Choice, Noun};
use crate::users;
use crate::web::asked::Asked;
use domain::Permission;
use maud::{Markup, html};

/// For those who read projects, where there are none yet.
pub(super) fn readers(asked: &Asked, actor: &Actor) -> Markup {
    let lang = asked.lang;
    let edits = actor.scope.may_anywhere(Permission::Edit);
    let import = Choice::new(lang.t("home.begin_import"), Noun::Imports.path());
    html! {
        (layout::heading(lang.t("ui.desk"), &html! {}))
        (empty(&Empty {
            title: lang.t("home.no_projects").to_owned(),
            words: lang.t(if edits { "home.no_projects_words" } else { "home.no_projects_reader" }).to_owned(),
            begin: edits.then_some(import),
            sample: None,
        }))
    }
}

/// For administrators, who keep organisations and users and no project.
pub(super) fn keepers(asked: &Asked, actor: &Actor) -> Markup {
    let lang = asked.lang;
    let keeps_orgs = actor.scope.may_anywhere(Permission::ManageOrgs);
    let keeps_users = actor.scope.may_anywhere(Permission::ManageUsers);
    html! {
        (layout::heading(lang.t("ui.desk"), &html! {}))
        @if keeps_orgs {
            (empty(&Empty {
                title: lang.t("home.keep_orgs").to_owned(),
                words: lang.t("home.keep_orgs_words").to_owned(),
                begin: Some(Choice::new(lang.t("home.begin_orgs"), orgs::ORGS)),
                sample: None,
            }))
        }
        @if keeps_users {
            (empty(&Empty {
                title: lang.t("home.keep_users").to_owned(),
                words: lang.t("home.keep_users_words").to_owned(),
                begin: Some(Choice::new(lang.t("home.begin_users"), users::USERS)),
                sample: None,
            }))
        }
        @if !keeps_orgs && !keeps_users {
            (empty(&Empty {
                title: lang.t("home.no_role").to_owned(),
                words: lang.t("home.no_role_words").to_owned(),
                begin: None,
                sample: None,
            }))
        }
    }
}
