//! The parts of a preview, one at a time, in pages.

use super::parts;
use super::reading::may_create;
use crate::actor::Actor;
use crate::history::Names;
use crate::imports::grouped::{Group, grouped};
use crate::imports::outcome::{Fate, Report, RowReport};
use crate::imports::problem::row_name;
use crate::imports::{Beginning, Begun};
use crate::projects;
use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::ui::figure_link;
use crate::ui::pager::Pager;
use crate::ui::problems::{Found, Way, problems};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::ui::tabs::{self, Tab};
use crate::web::asked::Asked;
use crate::web::paging::Paging;
use crate::web::query::Query;
use crate::words;
use maud::{Markup, html};

/// The parameter that holds the section.
const SHOW: &str = "show";

/// A part of a preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What is wrong.
    Problems,
    /// Projects that would be new.
    New,
    /// Projects that would change.
    Changed,
    /// Rows that tell nothing new.
    Unchanged,
    /// Rows that would wait.
    Parked,
}

impl Section {
    const ALL: [Self; 5] = [Self::Problems, Self::New, Self::Changed, Self::Unchanged, Self::Parked];

    const fn code(self) -> &'static str {
        match self {
            Self::Problems => "problems",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Parked => "parked",
        }
    }

    fn label(self, lang: Lang) -> &'static str {
        lang.t(match self {
            Self::Problems => "imports.problems",
            Self::New => "imports.created",
            Self::Changed => "imports.changed",
            Self::Unchanged => "imports.unchanged",
            Self::Parked => "imports.parked",
        })
    }

    fn count(self, report: &Report) -> usize {
        match self {
            Self::Problems => grouped(&report.problems).len(),
            _ => report.count(|fate| self.holds(fate)),
        }
    }

    fn holds(self, fate: &Fate) -> bool {
        match self {
            Self::Problems => false,
            Self::New => matches!(fate, Fate::New(..)),
            Self::Changed => fate.changes(),
            Self::Unchanged => fate.says_nothing_new(),
            Self::Parked => matches!(fate, Fate::Parked),
        }
    }

    /// The section that an address asks; without a word the first that holds anything.
    pub fn asked(here: &Query, report: &Report) -> Self {
        let asked =
            here.get(SHOW).and_then(|code| Self::ALL.into_iter().find(|section| section.code() == code));
        let first = || Self::ALL.into_iter().find(|section| section.count(report) > 0);
        asked.or_else(first).unwrap_or(Self::New)
    }
}

/// The way from one section to another, with the count of each.
pub fn ways(asked: &Asked, report: &Report, shown: Section) -> Markup {
    let lang = asked.lang;
    let tab = |section: Section| {
        let label = format!("{} {}", section.label(lang), parts::counted(section.count(report)));
        Tab::new(label, asked.here.with(SHOW, section.code()).to_string(), section == shown)
    };
    html! {
        h2 { (lang.t("imports.sections")) }
        (tabs::tabs(lang.t("imports.sections"), Section::ALL.into_iter().map(tab)))
    }
}

/// One section.
pub fn section((asked, actor): (&Asked, &Actor), report: &Report, names: &Names, shown: Section) -> Markup {
    let lang = asked.lang;
    let total = shown.count(report);
    let paging = Paging::of(&asked.here).within(total);
    let pager = Pager { paging, total };
    if shown == Section::Problems {
        let groups = grouped(&report.problems);
        let found: Vec<_> = paging.slice(&groups).iter().map(|group| found((asked, actor), group)).collect();
        return html! { (problems(lang, &found)) (pager.render(lang, &asked.here)) };
    }
    let rows: Vec<&RowReport> = report.rows.iter().filter(|row| shown.holds(&row.fate)).collect();
    let row = |row: &&RowReport| Row {
        id: format!("{}-{}", row.sheet, row.row),
        name: row.title.clone(),
        cells: cells(lang, report, names, row),
    };
    let rows = paging.slice(&rows).iter().map(row).collect();
    let mut table = Table::new(shown.label(lang), &asked.here, columns(lang, shown), rows);
    table.pager = Some(pager);
    table.render(lang)
}

/// Problems in the same words; of what an import can make with the way to the preview that does, for whom it is open.
fn found((asked, actor): (&Asked, &Actor), group: &Group<'_>) -> Found {
    let lang = asked.lang;
    let found = parts::found_together(lang, group);
    if !group.first.code.may_be_made() || !may_create(actor) {
        return found;
    }
    let href = asked.here.with("create", "1").to_string();
    Found { other: Some(Way { href, label: lang.t("imports.preview_creating").to_owned() }), ..found }
}

fn columns(lang: Lang, shown: Section) -> Vec<Column> {
    let mut columns = vec![
        Column::new("title", lang.t("imports.project"), Kind::Lead),
        Column::new("row", lang.t("imports.row"), Kind::Text),
    ];
    if shown == Section::New {
        columns.extend([
            Column::new("zone", projects::Column::Zone.label(lang), Kind::Text),
            Column::new("stage", projects::Column::Stage.label(lang), Kind::Text),
            Column::new("invest", projects::Column::Invest.label(lang), Kind::Number)
                .in_unit(ShownIn::Yi.word(lang)),
            Column::new("dates", lang.t("imports.dates"), Kind::Words),
        ]);
    } else {
        columns.push(Column::new("what", lang.t("imports.what"), Kind::Words));
    }
    columns
}

fn cells(lang: Lang, report: &Report, names: &Names, row: &RowReport) -> Vec<Markup> {
    let mut cells = vec![html! { (row.title) }, html! { (row.sheet) "!" (row_name(row.part, row.row)) }];
    match &row.fate {
        Fate::New(_, beginning) => cells.extend(new(lang, beginning)),
        _ => cells.push(what(lang, report, names, row)),
    }
    cells
}

/// What a new project begins with.
fn new(lang: Lang, beginning: &Beginning) -> [Markup; 4] {
    let unknown = || figure_link::unknown(lang.t("projects.not_stated"));
    [
        html! { (beginning.zone) },
        beginning.stage().map_or_else(unknown, |stage| html! { (words::stage(lang, stage)) }),
        beginning.invest.map_or_else(unknown, |invest| projects::money(lang, ShownIn::Yi, invest)),
        html! { ul.plain { @for begun in &beginning.dates { li { (date(lang, *begun)) } } } },
    ]
}

fn date(lang: Lang, begun: Begun) -> String {
    let (what, day) = match begun {
        Begun::Reached(stage, day) => (words::stage(lang, stage).to_owned(), day),
        Begun::Promised(code, day, precision) => {
            let milestone = words::milestone(lang, code);
            (lang.tf("imports.promised", &[("milestone", &milestone)]), Some((day, precision)))
        }
    };
    let day = day.map_or_else(
        || lang.t("imports.without_day").to_owned(),
        |(day, precision)| projects::day_text(day, precision),
    );
    format!("{what} {day}")
}

fn what(lang: Lang, report: &Report, names: &Names, row: &RowReport) -> Markup {
    match &row.fate {
        // Told in columns of its own.
        Fate::New(..) => Markup::default(),
        Fate::Unchanged(_) => html! { (lang.t("imports.tells_nothing_new")) },
        Fate::Repeated => html! { (lang.t("imports.repeats")) },
        Fate::Stated(changes) if changes.is_empty() => html! { (lang.t("imports.tells_nothing_new")) },
        Fate::Changed(_, changes) | Fate::Stated(changes) => html! {
            ul.plain { @for change in changes { li { (parts::changed(lang, names, change)) } } }
        },
        Fate::Parked => {
            let own = |problem: &&crate::imports::problem::Problem| {
                problem.place.sheet == row.sheet && problem.place.row == Some(row.row) && problem.blocks()
            };
            html! { ul.plain { @for problem in report.problems.iter().filter(own) {
                li { (problem.cell().unwrap_or_default()) " " (problem.message(lang)) " " (problem.proposal(lang)) }
            } } }
        }
    }
}
