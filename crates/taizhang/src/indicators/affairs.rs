//! What offices did in a year, their rosters, the sentences that follow from them, and numbers of old papers beside those
//! that are computed now.

use super::PATH;
use super::form::{Stated, label};
use super::list::{YEAR, acts, is_below, tabs};
use super::store::{self, kept};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::figures::{catalogue_lang, key_word};
use crate::shell;
use crate::text::Lang;
use crate::ui::layout::{self, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::State;
use axum::response::Response;
use domain::facts::{Kept, Occasion, OldPrint, OrgId, Record, RosterEntry};
use domain::{Day, Permission};
use figures::{Affairs, Catalogue, Filter, HeldAgainst, evaluate, held_against};
use maud::{Markup, html};

/// What an address asks for, read.
struct Shown {
    question: Question,
    year: i64,
    orgs: Vec<OrgId>,
    occasions: Vec<Kept<Occasion>>,
    roster: Vec<Kept<RosterEntry>>,
    prints: Vec<Kept<OldPrint>>,
}

impl Shown {
    async fn of(app: &App, asked: &Asked, actor: &Actor) -> Result<Self, Problem> {
        let question = app.reading(asked).await?;
        let at = shell::chosen(asked, actor, &question.snapshot)?;
        let year = asked.here.get(YEAR).and_then(|year| year.parse().ok());
        let year = year.unwrap_or_else(|| question.true_on.year().into());
        let (db, change) = (app.ledger.db(), question.snapshot.change());
        let places = question.snapshot.places();
        let mut orgs: Vec<_> = places.iter().filter(|place| actor.may(Permission::Read, place.id)).collect();
        orgs.retain(|place| is_below(places, place.id, at));
        orgs.sort_by_key(|place| place.rank);
        let orgs: Vec<OrgId> = orgs.into_iter().map(|place| place.id).collect();
        let (mut occasions, mut roster, mut prints) = (
            kept::<Occasion>(db, change).await?,
            kept::<RosterEntry>(db, change).await?,
            kept::<OldPrint>(db, change).await?,
        );
        let in_year = |day: Day| i64::from(day.year()) == year;
        occasions.retain(|it| orgs.contains(&it.org) && in_year(it.day) && it.day <= question.true_on);
        roster.retain(|it| orgs.contains(&it.org));
        prints.retain(|it| orgs.contains(&it.org) && in_year(it.true_on));
        occasions.sort_by_key(|it| (std::cmp::Reverse(it.day), it.id));
        roster.sort_by_key(|it| (it.kind, it.position, it.id));
        Ok(Self { question, year, orgs, occasions, roster, prints })
    }

    fn org(&self, org: OrgId) -> &str {
        self.question.snapshot.places().get(org).map_or("", figures::Place::shown)
    }

    /// The year up to the day asked; none of a year that has not begun.
    fn span(&self) -> Option<(Day, Day)> {
        let first = i32::try_from(self.year).ok().and_then(|year| Day::new(year, 1, 1))?;
        let last = first.last_of_year().min(self.question.true_on);
        (first <= last).then_some((first, last))
    }

    /// What can be said of each organisation.
    fn sentences(&self, lang: Lang) -> Vec<(OrgId, Vec<String>)> {
        let Some(span) = self.span() else { return Vec::new() };
        let of_org = |org: &OrgId| {
            let affairs = Affairs {
                occasions: self.occasions.iter().filter(|it| it.org == *org).map(|it| &it.body).collect(),
                roster: self.roster.iter().filter(|it| it.org == *org).map(|it| &it.body).collect(),
                span,
            };
            (*org, affairs.sentences(Catalogue::builtin(), catalogue_lang(lang)))
        };
        self.orgs.iter().map(of_org).filter(|(_, said)| !said.is_empty()).collect()
    }
}

/// Shows the page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let shown = Shown::of(&app, &asked, &actor).await?;
    let years = store::years_of_affairs(app.ledger.db()).await?;
    let edits = shown.question.as_of.is_now() && actor.scope.may_anywhere(Permission::Edit);
    let actions = html! {
        @if edits {
            a.button.primary href={ (PATH) "/" (Occasion::BELOW) } { (lang.t(Occasion::WORDS.add)) }
            a.button href={ (PATH) "/" (RosterEntry::BELOW) } { (lang.t(RosterEntry::WORDS.add)) }
            a.button href={ (PATH) "/" (OldPrint::BELOW) } { (lang.t(OldPrint::WORDS.add)) }
        }
    };
    let body = html! {
        (layout::heading(lang.t("indicators.affairs"), &actions))
        (tabs(&asked, shown.year, &years))
        p { a href=(asked.here.carried_to(PATH, &[YEAR, shell::SCOPE, "true-on", "known-by"])) { (lang.t("indicators.title")) } }
        h2 { (lang.t("indicators.sentences")) }
        (sentences(lang, &shown))
        h2 { (lang.t("indicators.occasions")) }
        (table(lang, &occasions(&asked, &actor, &shown, edits)))
        h2 { (lang.t("indicators.roster")) }
        (table(lang, &roster(&asked, &actor, &shown, edits)))
        h2 { (lang.t("indicators.prints")) }
        p.muted { (lang.t("indicators.prints_note")) }
        (table(lang, &prints(&asked, &actor, &shown, edits)))
    };
    let today = app.ledger.clock().today();
    let frame = shell::of(&asked, &actor, Noun::Indicators, today, Some(&shown.question));
    Ok(page::full(&asked, layout::page(&frame, lang.t("indicators.affairs"), &body)))
}

fn table(lang: Lang, table: &Table<'_>) -> Markup {
    html! {
        @if table.rows.is_empty() { p.muted { (lang.t("progress.none")) } } @else { (table.render(lang)) }
    }
}

fn sentences(lang: Lang, shown: &Shown) -> Markup {
    let said = shown.sentences(lang);
    html! {
        @if said.is_empty() { p.muted { (lang.t("progress.none")) } }
        @for (org, said) in said {
            h3 { (shown.org(org)) }
            ul { @for sentence in said { li { (sentence) } } }
        }
    }
}

fn columns<R: Record>(lang: Lang, names: &[&'static str]) -> Vec<Column> {
    let kind = |place| if place == 0 { Kind::Lead } else { Kind::Words };
    let own =
        names.iter().enumerate().map(|(place, name)| Column::new(name, label::<R>(lang, name), kind(place)));
    own.chain([Column::new("acts", "", Kind::Text)]).collect()
}

fn cells<R: Stated>(
    lang: Lang,
    actor: &Actor,
    (record, edits): (&Kept<R>, bool),
    texts: impl IntoIterator<Item = String>,
) -> Vec<Markup> {
    let texts = texts.into_iter().map(|text| html! { (text) });
    texts.chain([acts(lang, actor, record, edits)]).collect()
}

fn occasions<'a>(asked: &'a Asked, actor: &Actor, shown: &Shown, edits: bool) -> Table<'a> {
    let lang = asked.lang;
    let names = ["title", "org", "kind", "day", "leader", "enterprises", "topics", "minutes"];
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = shown.occasions.iter().map(|it| {
        let rank = it.leader_rank.map(|rank| format!("（{}）", words::leader_rank(lang, rank)));
        let texts = [
            it.title.clone(),
            shown.org(it.org).to_owned(),
            words::occasion_kind(lang, it.kind).to_owned(),
            it.day.to_string(),
            format!("{}{}", text(&it.leader), rank.unwrap_or_default()),
            text(&it.enterprises),
            text(&it.topics),
            text(&it.minutes),
        ];
        Row {
            id: format!("occasion-{}", it.id),
            name: it.title.clone(),
            cells: cells(lang, actor, (it, edits), texts),
        }
    });
    Table::new(lang.t("indicators.occasions"), &asked.here, columns::<Occasion>(lang, &names), rows.collect())
}

fn roster<'a>(asked: &'a Asked, actor: &Actor, shown: &Shown, edits: bool) -> Table<'a> {
    let lang = asked.lang;
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let rows = shown.roster.iter().map(|it| {
        let kind = words::roster_kind(lang, it.kind).to_owned();
        let texts =
            [it.name.clone(), shown.org(it.org).to_owned(), kind, day(it.valid_from), day(it.valid_to)];
        Row {
            id: format!("roster-{}", it.id),
            name: it.name.clone(),
            cells: cells(lang, actor, (it, edits), texts),
        }
    });
    let columns = columns::<RosterEntry>(lang, &["name", "org", "kind", "valid_from", "valid_to"]);
    Table::new(lang.t("indicators.roster"), &asked.here, columns, rows.collect())
}

fn prints<'a>(asked: &'a Asked, actor: &Actor, shown: &Shown, edits: bool) -> Table<'a> {
    let lang = asked.lang;
    let mut columns = columns::<OldPrint>(lang, &["printed", "org", "figure", "true_on", "data_source"]);
    let acts_column = columns.pop();
    columns.push(Column::new("now", lang.t("indicators.print_now"), Kind::Number));
    columns.push(Column::new("difference", lang.t("indicators.print_difference"), Kind::Number));
    columns.extend(acts_column);
    let rows = shown.prints.iter().map(|it| {
        let (now, difference) = beside(lang, actor, shown, it);
        let figure = shown
            .question
            .snapshot
            .catalogue(it.true_on)
            .get(&it.figure)
            .map(|spec| spec.title.get(catalogue_lang(lang)).clone());
        let texts = [
            it.printed.clone(),
            shown.org(it.org).to_owned(),
            figure.unwrap_or_else(|| it.figure.clone()),
            it.true_on.to_string(),
            it.data_source.clone(),
            now,
            difference,
        ];
        Row {
            id: format!("print-{}", it.id),
            name: it.printed.clone(),
            cells: cells(lang, actor, (it, edits), texts),
        }
    });
    Table::new(lang.t("indicators.prints"), &asked.here, columns, rows.collect())
}

/// What is computed now for an old print, and how the two differ.
fn beside(lang: Lang, actor: &Actor, shown: &Shown, print: &OldPrint) -> (String, String) {
    let nothing = || (lang.t("indicators.print_not_computed").to_owned(), String::new());
    let own = print.filter.as_deref().map_or_else(|| Ok(Filter::default()), Filter::parse);
    let Ok(own) = own else { return nothing() };
    let filter = shell::narrowed(&shown.question.snapshot, &own, Some(print.org));
    let mut question = figures::Question::new(&shown.question.snapshot, &actor.scope, print.true_on);
    question.filter = Some(&filter);
    question.key_word = |lang, dim, key| match lang {
        figures::Lang::Zh => key_word(Lang::ZhCn, dim, key),
        figures::Lang::En => key_word(Lang::En, dim, key),
    };
    let figure = evaluate(question.snapshot.catalogue(print.true_on), &question, &print.figure)
        .ok()
        .and_then(|mut all| all.pop());
    let Some(figure) = figure.filter(|figure| figure.group.is_whole()) else { return nothing() };
    let difference = match held_against(&print.printed, &figure) {
        HeldAgainst::Same => lang.t("indicators.print_same").to_owned(),
        HeldAgainst::Differs(by) => by,
        HeldAgainst::NoNumber => String::new(),
    };
    (figure.printed, difference)
}
