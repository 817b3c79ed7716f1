//! A ranking as tables of an official document (annex 1, `formats.md` §5): rank, unit, a column for each item, the score, the
//! rank of the period before.

use super::columns::{self, Shown};
use super::labels;
use super::ranked::{Asking, Ranked, Typed};
use super::schemes::known;
use crate::as_of::Question;
use crate::ledger::LedgerError;
use crate::sheets::printed_number;
use crate::text::Lang;
use ::figures::bulletin::{Aspect, Cell, Column, Row, Shows, Source, Stated, Table, Template, TemplateError};
use ::figures::ranking::{Body, Change, RankError, RankRow, RankedGroup, Schemes};
use ::figures::{Catalogue, Dim, FigureError};
use db::Db;
use domain::Scope;
use domain::facts::{Bulletin, OrgId};
use office::write::Value;
use std::collections::HashMap;

/// The keys of columns that are no item's.
pub(crate) const RANK: &str = ":rank";
const UNIT: &str = ":unit";
pub(crate) const SCORE: &str = ":score";
const EARLIER: &str = ":earlier";
const FLAG: &str = ":flag";

/// The tables of the rankings that a template's annexes show, by scheme and level of units, of the period in which the day
/// lies. A scheme that is not in force gives none.
///
/// # Errors
/// When the database fails, or a figure of a scheme can't be given.
pub(crate) async fn tables(
    (db, at): (&Db, &Question),
    (scope, lang, org): (&Scope, Lang, Option<OrgId>),
    template: &Template,
) -> Result<HashMap<(String, Dim), Vec<Table>>, NotRanked> {
    let mut tables = HashMap::new();
    let asked = template.rankings();
    if asked.is_empty() {
        return Ok(tables);
    }
    let schemes = known(db, at, scope).await?.schemes;
    for (name, level) in asked {
        let typed = Typed::of(db, at, &schemes, name).await?;
        let asking = Asking { at, scope, schemes: &schemes, typed: &typed, level, org };
        let ranked = match asking.ranked(name) {
            Err(RankError::Figure(error)) => return Err(error.into()),
            // Not in force on the day: there is no ranking to show. Of a checked scheme over organisations nothing else arises.
            Err(_) => continue,
            Ok(ranked) => ranked,
        };
        let made = Tables { lang, ranked: &ranked, schemes: &schemes, catalogue: at.catalogue(), level };
        tables.insert((name.to_owned(), level), made.all());
    }
    Ok(tables)
}

/// Why a ranking is not there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotRanked {
    /// The database failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A figure of a scheme can't be given.
    #[error(transparent)]
    Figure(#[from] FigureError),
}

/// The mistake of a template that names a scheme which nobody knows.
///
/// # Errors
/// When the database fails.
pub(crate) async fn unknown_scheme(
    db: &Db,
    at: &Question,
    (scope, template): (&Scope, &Template),
) -> Result<Option<TemplateError>, LedgerError> {
    if template.rankings().is_empty() {
        return Ok(None);
    }
    let schemes = known(db, at, scope).await?.schemes;
    let names: Vec<&str> = schemes.all().iter().map(|scheme| scheme.name.as_str()).collect();
    Ok(template.unknown_scheme(&names))
}

/// A ranking as tables: what it was made of, in a language.
pub(crate) struct Tables<'a> {
    pub lang: Lang,
    pub ranked: &'a Ranked,
    /// For the titles of schemes of shorter periods.
    pub schemes: &'a Schemes,
    pub catalogue: &'a Catalogue,
    /// What the units are.
    pub level: Dim,
}

impl Tables<'_> {
    /// One table for each group that is ranked apart.
    pub fn all(&self) -> Vec<Table> {
        let ranked = self.ranked;
        let part = |name: &str| {
            let scheme = self.schemes.on(name, ranked.period.last_day());
            scheme.map_or(name, |scheme| labels::title(self.lang, scheme)).to_owned()
        };
        let titles = columns::columns(self.lang, ranked, part);
        let shown = (titles.as_slice(), &Shown::of(ranked));
        let groups = ranked.ranking.groups.iter().filter(|group| !group.rows.is_empty());
        groups.enumerate().map(|(place, group)| self.of_group((place, group), shown)).collect()
    }

    fn of_group(&self, (place, group): (usize, &RankedGroup), shown: (&[String], &Shown)) -> Table {
        let scheme = &self.ranked.scheme;
        let name = match group.group.as_deref() {
            None => String::new(),
            named => columns::group_title(self.lang, scheme, named).to_owned(),
        };
        Table {
            slot: format!("g{place}"),
            name,
            above: String::new(),
            columns: self.columns(shown),
            rows: group.rows.iter().map(|row| self.row((group, row), shown)).collect(),
            below: self.rules(shown.0),
        }
    }

    /// The names of a scheme's parts, as they stand in the keys of columns.
    fn parts(&self) -> Vec<&str> {
        match &self.ranked.scheme.body {
            Body::Items(items) => items.items.iter().map(|item| item.named.name.as_str()).collect(),
            Body::RollUp(parts) => parts.iter().map(|part| part.of.as_str()).collect(),
        }
    }

    fn columns(&self, (titles, shown): (&[String], &Shown)) -> Vec<Column> {
        let decimal = Shows::Decimal(self.ranked.scheme.places);
        let column = |key: &str, head: &str, shows, width| Column {
            key: key.to_owned(),
            head: head.to_owned(),
            group: None,
            shows,
            width,
        };
        let own = |key, word, shows, width| column(key, self.lang.t(word), shows, width);
        let mut columns =
            vec![own(RANK, "rankings.rank", Shows::Integer, 2), own(UNIT, "rankings.unit", Shows::Text, 7)];
        let parts = self.parts();
        let items = shown.items.iter().filter_map(|place| parts.get(*place)).map(|name| (*name).to_owned());
        let keys = items.chain(shown.adjustments.iter().map(|kind| format!("+{}", kind.code())));
        let heads = shown.heads(self.lang, titles);
        columns.extend(keys.zip(heads).map(|(key, head)| column(&key, head, decimal, 3)));
        columns.push(own(SCORE, "rankings.score", decimal, 3));
        columns.push(own(EARLIER, "rankings.earlier", Shows::Integer, 2));
        columns.push(own(FLAG, "rankings.flag", Shows::Sign, 3));
        columns
    }

    fn row(&self, (group, row): (&RankedGroup, &RankRow), (titles, shown): (&[String], &Shown)) -> Row {
        let scheme = labels::title(self.lang, &self.ranked.scheme);
        let rank = match row.rank {
            None => Cell::default(),
            Some(rank) => {
                let printed = match row.tied {
                    true => self.lang.tf("rankings.rank_tied", &[("n", &rank)]),
                    false => rank.to_string(),
                };
                let source = self.source(scheme, Aspect::Rank, row);
                Cell { printed, source, ..Cell::integer(i64::from(rank)) }
            }
        };
        let mut cells = vec![rank, Cell::text(row.name.clone())];
        let made = shown.heads(self.lang, titles).zip(shown.printed(row));
        cells.extend(made.map(|(title, printed)| self.points(&format!("{scheme} · {title}"), printed, row)));
        cells.push(self.points(scheme, &row.score.printed, row));
        cells.push(self.earlier(row));
        let flag = columns::flag(group, &row.unit);
        cells.push(Cell::text(flag.map_or_else(String::new, |flag| columns::flag_words(self.lang, flag))));
        Row { key: row.unit.clone(), total: false, cells }
    }

    /// The rank of the period before (上期位次, `formats.md` §5).
    fn earlier(&self, row: &RankRow) -> Cell {
        let earlier = match (row.rank, row.change) {
            (Some(rank), Some(Change::Up(places))) => rank.checked_add(places),
            (Some(rank), Some(Change::Down(places))) => rank.checked_sub(places),
            (rank, Some(Change::Same)) => rank,
            (_, Some(Change::New)) => return Cell::text(self.lang.t("rankings.new")),
            _ => None,
        };
        earlier.map_or_else(Cell::default, |rank| Cell::integer(rank.into()))
    }

    /// A score or a part of one; a number only where there is one.
    fn points(&self, of: &str, printed: &str, row: &RankRow) -> Cell {
        let number = match printed_number(printed) {
            Value::Decimal { scaled, places } => Some((scaled, places)),
            _ => None,
        };
        let source = number.and_then(|_| self.source(of, Aspect::Count, row));
        Cell { printed: printed.to_owned(), number, source }
    }

    fn source(&self, of: &str, aspect: Aspect, row: &RankRow) -> Option<Source> {
        let scheme = &self.ranked.scheme;
        let data_source = self.lang.tf(
            "rankings.fixed_source",
            &[("version", &scheme.version), ("period", &labels::period(self.lang, self.ranked.period))],
        );
        let org = row.unit.parse().ok()?;
        let ranking = Some(Bulletin::of_ranking(&scheme.name, self.level.name()));
        Some(Source::Stated(Stated { indicator: of.to_owned(), org, aspect, data_source, ranking }))
    }

    /// How each part is worked out.
    fn rules(&self, titles: &[String]) -> Vec<String> {
        let lang = self.lang;
        let notes = columns::notes(lang, self.ranked, titles);
        let catalogue = self.catalogue;
        let rule = |title: &String, words: String| {
            lang.tf("rankings.fixed_rule", &[("item", title), ("rule", &words)])
        };
        let rules: Vec<String> = match &self.ranked.scheme.body {
            Body::Items(items) => {
                let items = items.items.iter().zip(titles);
                items.map(|(item, title)| rule(title, labels::rule((lang, catalogue), item))).collect()
            }
            Body::RollUp(parts) => {
                let parts = parts.iter().zip(titles);
                parts.map(|(part, title)| rule(title, labels::roll_part(lang, part).to_owned())).collect()
            }
        };
        notes.into_iter().chain(rules).collect()
    }
}
