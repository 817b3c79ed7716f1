//! A project as a page shows it: on the two clocks of the address, in the unit of the page, for this reader.

use super::load::{Opened, may};
use crate::actor::Actor;
use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::ui::layout::CARRIED;
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use domain::facts::{Kept, StageEvent};
use domain::{Day, Permission, Stage};
use maud::{Markup, html};

/// What the parts of the page are made from.
pub struct Shown<'a> {
    /// What was asked.
    pub asked: &'a Asked,
    /// Who asks.
    pub actor: &'a Actor,
    /// The project.
    pub opened: &'a Opened,
    /// The unit of its amounts.
    pub unit: ShownIn,
}

impl Shown<'_> {
    /// The page's language.
    pub fn lang(&self) -> Lang {
        self.asked.lang
    }

    /// The day asked.
    pub fn true_on(&self) -> Day {
        self.opened.question.true_on
    }

    /// Whether the reader may do this here, and reads the present: the past can't be changed.
    pub fn may_now(&self, permission: Permission) -> bool {
        self.opened.question.as_of.is_now() && may(self.actor, permission, self.opened.project())
    }

    /// Whether the reader may see this.
    pub fn may_see(&self, permission: Permission) -> bool {
        may(self.actor, permission, self.opened.project())
    }

    /// Events of the day asked and before, in the order in which they hold.
    pub fn events(&self) -> Vec<&Kept<StageEvent>> {
        let by_day = |event: &&Kept<StageEvent>| event.effective_on() <= self.true_on();
        let mut events: Vec<_> = self.opened.dossier.events.iter().filter(by_day).collect();
        events.sort_by_key(|event| (event.effective_on(), event.stage, event.id));
        events
    }

    /// The stage on the day asked.
    pub fn stage(&self) -> Option<Stage> {
        domain::stage_on(self.opened.dossier.events.iter().map(|event| &event.body), self.true_on())
    }

    /// The furthest stage of life that was reached.
    pub fn furthest(&self) -> Option<Stage> {
        let counted = self.opened.dossier.events.iter().filter(|event| event.counts_on(self.true_on()));
        domain::furthest_of(counted.map(|event| event.step()))
    }

    /// An address below the project's.
    pub fn below(&self, path: &str) -> String {
        format!("{}/{path}", self.opened.path())
    }

    /// The address of another project's page on the same two clocks.
    pub fn project_link(&self, id: domain::facts::ProjectId) -> String {
        self.asked.here.carried_to(&super::path_of(id), &CARRIED).to_string()
    }
}

/// A small form with one button: takes a row away.
pub fn remove_button(shown: &Shown<'_>, path: &str, label: &'static str) -> Markup {
    html! {
        @if shown.may_now(Permission::Edit) {
            form method="post" action=(shown.below(path)) {
                (once::field(&Form::default()))
                button.link type="submit" { (shown.lang().t(label)) }
            }
        }
    }
}
