//! Where each fact of a project comes from: the cell of which file, or who typed it in, and when.

use super::IMPORTS;
use super::store::{self, Reach};
use crate::actor::Actor;
use crate::app::App;
use crate::clock::words_of_ms;
use crate::fields;
use crate::history::{CHANGES, Names, origin, value, who};
use crate::imports::cells::{Cells, Stored};
use crate::ledger::{self, ChangeRow, Edit};
use crate::project::load::{Opened, may};
use crate::shell;
use crate::text::Lang;
use crate::ui::layout::{self, CARRIED, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Permission;
use domain::facts::{RecordKind, Value};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Shows them, as known by the change of the address.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let opened = Opened::as_asked(&app, &asked, &actor, id).await?;
    if !may(&actor, Permission::Audit, opened.project()) {
        return Err(Problem::forbidden());
    }
    let db = app.ledger.db();
    let known = opened.question.snapshot.change();
    let mut history = ledger::history_of_project(db, opened.dossier.id()).await?;
    history.retain(|(change, _)| change.id <= known);
    history.reverse();
    let names =
        Names::of(db, opened.question.snapshot.dimensions(), history.iter().flat_map(|(_, edits)| edits))
            .await?;
    let imports: BTreeSet<i64> = history.iter().filter_map(|(change, _)| change.import()).collect();
    let reach = Reach::read(db, opened.question.snapshot.dimensions()).await?;
    let mut files = BTreeMap::new();
    for id in imports {
        let Some(brought) = store::by_id(db, id).await? else { continue };
        let cells = store::layout(db, id).await?.and_then(|layout| Cells::read(&layout));
        files.insert(id, File { is_open: reach.sees(&actor, &brought), name: brought.name, cells });
    }
    let telling = Telling { lang: asked.lang, names: &names, files };
    let lang = asked.lang;
    let title = lang.tf("imports.sources_of", &[("project", &opened.project().title)]);
    let columns = vec![
        Column::new("what", lang.t("imports.fact_what"), Kind::Lead),
        Column::new("value", lang.t("imports.fact_value"), Kind::Words),
        Column::new("source", lang.t("imports.source"), Kind::Words),
        Column::new("at", lang.t("imports.told_at"), Kind::Text),
        Column::new("who", lang.t("imports.told_by"), Kind::Text),
    ];
    let rows = standing(&history).iter().map(|fact| telling.row(fact)).collect();
    let back = asked.here.carried_to(&opened.path(), &CARRIED);
    let actions = html! { a.button href=(back) { (lang.t("imports.to_project")) } };
    let body = html! {
        (layout::heading(&title, &actions))
        p.muted { (lang.t("imports.sources_note")) }
        (Table::new(&title, &asked.here, columns, rows).render(lang))
    };
    let shell = shell::of(&asked, &actor, Noun::Projects, app.ledger.clock().today(), Some(&opened.question));
    Ok(page::full(&asked, layout::page(&shell, &title, &body)))
}

/// What stands of one record and was told at once: of the project itself one column, of what hangs on it all columns that one
/// change told.
struct Fact<'h> {
    kind: RecordKind,
    id: i64,
    /// The columns' places in the kind.
    columns: Vec<usize>,
    /// How the record stands.
    values: &'h [Value],
    change: &'h ChangeRow,
    edit: &'h Edit,
}

/// The facts that stand at the end of a history that is told from its beginning.
fn standing(history: &[(ChangeRow, Vec<Edit>)]) -> Vec<Fact<'_>> {
    let mut records: BTreeMap<(RecordKind, i64), Vec<(&ChangeRow, &Edit)>> = BTreeMap::new();
    for (change, edit) in
        history.iter().flat_map(|(change, edits)| edits.iter().map(move |edit| (change, edit)))
    {
        records.entry((edit.kind, edit.id)).or_default().push((change, edit));
    }
    let mut facts: Vec<Fact<'_>> = Vec::new();
    for ((kind, id), told) in records {
        let Some(values) = told.last().and_then(|(_, edit)| edit.after.as_deref()) else { continue };
        let first = facts.len();
        for (place, field) in kind.fields().iter().enumerate() {
            if is_beside(field.name) || values[place] == Value::Null {
                continue;
            }
            let Some((change, edit)) = told_by(&told, place) else { continue };
            let one = facts[first..].iter_mut().find(|fact| fact.change.id == change.id);
            match one.filter(|_| kind != RecordKind::Project) {
                Some(fact) => fact.columns.push(place),
                None => facts.push(Fact { kind, id, columns: vec![place], values, change, edit }),
            }
        }
    }
    facts
}

/// Whether a column says nothing by itself: whose the record is, how exactly a day or an amount beside it is known, and what the
/// ledger adds.
fn is_beside(column: &str) -> bool {
    ["project", "precision", "position", "partial", "recorded_on"].contains(&column)
        || column.ends_with("_qualifier")
}

/// The edit that told what stands in a column. Taking a change back tells nothing: what was told before it stands again.
fn told_by<'h>(told: &[(&'h ChangeRow, &'h Edit)], place: usize) -> Option<(&'h ChangeRow, &'h Edit)> {
    let now = told.last().and_then(|(_, edit)| edit.after.as_ref()).map(|values| &values[place]);
    let tells = |edit: &Edit| {
        let after = edit.after.as_ref().map(|values| &values[place]);
        after == now && after != edit.before.as_ref().map(|values| &values[place])
    };
    let mut latest = told.iter().rev().filter(|(_, edit)| tells(edit));
    let first = latest.clone().find(|(change, _)| change.undoes.is_none());
    first.or_else(|| latest.next()).copied()
}

/// What the rows are made from.
struct Telling<'a> {
    lang: Lang,
    names: &'a Names,
    /// The files by import.
    files: BTreeMap<i64, File>,
}

/// A file that came in.
struct File {
    name: String,
    /// What its columns were taken for, where that can still be read.
    cells: Option<Cells>,
    /// Whether the reader may open the page of its import.
    is_open: bool,
}

impl Telling<'_> {
    fn row(&self, fact: &Fact<'_>) -> Row {
        let lang = self.lang;
        let fields = fact.kind.fields();
        let word = |place: usize| value(lang, self.names, fact.kind, fields[place].name, &fact.values[place]);
        let printed = |place: &usize| {
            let qualifier = fields[*place].name.strip_suffix("_fen").map(|name| format!("{name}_qualifier"));
            let beside = fields.iter().position(|field| Some(field.name) == qualifier.as_deref());
            format!("{}{}", beside.map(word).unwrap_or_default(), word(*place))
        };
        let label = |place: &usize| fields::label(lang, fact.kind, fields[*place].name);
        let (what, words) = match (fact.kind, fact.columns.as_slice()) {
            (RecordKind::Project, [place]) => (label(place).to_string(), html! { (printed(place)) }),
            (kind, places) => {
                let told = html! {
                    @for (index, place) in places.iter().enumerate() {
                        @if index > 0 { " · " }
                        span.muted { (label(place)) " " } (printed(place))
                    }
                };
                (fields::kind(lang, kind).to_string(), told)
            }
        };
        let cells = vec![
            html! { (what) },
            words,
            self.source(fact),
            html! { a href={ (CHANGES) "/" (fact.change.id) } { (words_of_ms(fact.change.at_ms)) } },
            html! { (who(lang, self.names, fact.change)) },
        ];
        Row { id: format!("{}-{}-{}", fact.kind.table(), fact.id, fact.columns[0]), name: what, cells }
    }

    /// The cells of the file, or the row where no single cell tells it; else the page or the command.
    fn source(&self, fact: &Fact<'_>) -> Markup {
        let file = fact.change.import().and_then(|import| Some((import, self.files.get(&import)?)));
        let Some((import, file)) = file else {
            return html! { (origin(self.lang, fact.change.origin)) };
        };
        let source = fact.edit.source.as_deref().unwrap_or_default();
        let (sheet, row) = source.rsplit_once('!').unwrap_or_default();
        // A text file is a sheet of its own name.
        let sheet = if file.name.starts_with(sheet) { String::new() } else { format!("{sheet}!") };
        let record = Stored { kind: fact.kind, values: fact.values };
        let cell_of =
            |place: &usize| file.cells.as_ref()?.of(source, record, fact.kind.fields()[*place].name);
        let mut found: Vec<String> = fact.columns.iter().filter_map(cell_of).collect();
        found.sort();
        found.dedup();
        let place = match found.is_empty() {
            true => self.lang.tf("imports.source_row", &[("sheet", &sheet), ("row", &row)]),
            false => format!("{sheet}{}", found.join(self.lang.t("figures.comma"))),
        };
        html! {
            @if file.is_open { a href={ (IMPORTS) "/" (import) } { (file.name) } } @else { (file.name) }
            " " code { (place) }
        }
    }
}
