//! A printed figure opened: the question asked again at its own two clocks, in the scope of whose number it is.

use super::store::Known;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, KnownBy, Question};
use crate::figures::{scope_name, title};
use crate::ledger::{self, ChangeRow};
use crate::text::Lang;
use crate::users;
use crate::web::problem::Problem;
use ::figures::bulletin::{Asked, Aspect};
use ::figures::{FigureSpec, Group, Member};
use domain::facts::{Bulletin, Kept, PrintedFigure};
use domain::{Permission, Scope};
use std::sync::Arc;

/// A figure with all that its page says.
pub(super) struct Opened {
    pub figure: Kept<PrintedFigure>,
    pub withdrawn: Option<ChangeRow>,
    pub at: Question,
    /// Whether the actor reads all that was counted, or only what of it is theirs.
    pub is_whole: bool,
    /// What the actor reads of the organisation whose number it is.
    pub scope: Scope,
    /// The definition; none of an indicator, and of a figure that the catalogue has no more.
    pub spec: Option<Arc<FigureSpec>>,
    pub group: Group,
    pub aspect: Option<Aspect>,
    /// What was counted.
    pub members: Vec<Member>,
    pub bulletin: Option<Kept<Bulletin>>,
    /// The change that printed it, and who made it.
    pub printed: ChangeRow,
    pub printed_by: Option<String>,
}

/// Opens a figure.
pub(super) async fn open(app: &App, actor: &Actor, known: Known, lang: Lang) -> Result<Opened, Problem> {
    let Known { figure, withdrawn_by } = known;
    let db = app.ledger.db();
    let as_of = AsOf { true_on: Some(figure.true_on), known_by: KnownBy::Change(figure.known_by) };
    let at = app.question(&as_of).await?;
    let scope = actor.scope.within(&at.snapshot.places().below(figure.org));
    let is_whole = actor.may(Permission::Read, figure.org);
    let spec = at.catalogue().shared(&figure.name).cloned().filter(|_| figure.data_source.is_none());
    let group = Group::from_line(&figure.grouped).unwrap_or_default();
    let aspect = Aspect::from_code(&figure.aspect);
    let members = match &spec {
        Some(_) => members(&figure, &at, &scope, (&group, aspect), lang)?,
        None => Vec::new(),
    };
    let printed = ledger::change(db, figure.since).await?;
    let names = users::names(db).await?;
    let withdrawn = match withdrawn_by {
        Some(change) => Some(ledger::change(db, change).await?),
        None => None,
    };
    let bulletin = match figure.bulletin {
        Some(id) => ledger::open_one::<Bulletin>(db, id.0).await?,
        None => None,
    };
    let printed_by = printed.actor.and_then(|user| names.get(&user).cloned());
    Ok(Opened {
        figure,
        withdrawn,
        at,
        is_whole,
        scope,
        spec,
        group,
        aspect,
        members,
        bulletin,
        printed,
        printed_by,
    })
}

fn members(
    figure: &PrintedFigure,
    at: &Question,
    scope: &Scope,
    (group, aspect): (&Group, Option<Aspect>),
    lang: Lang,
) -> Result<Vec<Member>, Problem> {
    let asked = Asked {
        figure: figure.name.clone(),
        filter: figure.filter.clone(),
        group: group.clone(),
        true_on: figure.true_on,
        known_by: figure.known_by,
        aspect: aspect.unwrap_or(Aspect::Count),
    };
    let scope_name = scope_name(lang, at, &[figure.org]);
    let question = ::figures::Question {
        scope_name: &scope_name,
        taxonomy: figure.taxonomy.as_deref(),
        ..::figures::Question::new(&at.snapshot, scope, at.true_on)
    };
    asked.members(at.catalogue(), &question).map_err(|error| Problem::internal(&error))
}

impl Opened {
    /// What is printed: the figure's title, or the indicator's name.
    pub fn title(&self, lang: Lang) -> String {
        self.spec.as_ref().map_or_else(|| self.figure.name.clone(), |spec| title(lang, spec).to_owned())
    }
}
