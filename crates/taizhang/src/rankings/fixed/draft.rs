//! A ranking in the words of a bulletin: a sentence that says what was ranked by what, and a table for each group.

use super::run::Run;
use crate::figures::{catalogue_lang, dim_word};
use crate::rankings::{labels, table};
use crate::sheets::printed_number;
use crate::text::Lang;
use crate::text::days;
use ::figures::bulletin::{
    Annex, Aspect, Block, Cell, Column, Confirm, Draft, Note, Paragraph, Row, Shows, Source, Span, Stated,
    Table,
};
use ::figures::ranking::{Body, RankRow, RankedGroup};
use domain::facts::Bulletin;
use office::write::Value;

/// The keys of columns that are no item's.
pub(super) const RANK: &str = ":rank";
const UNIT: &str = ":unit";
pub(super) const SCORE: &str = ":score";
const CHANGE: &str = ":change";
const FLAG: &str = ":flag";

/// The draft.
pub(super) fn of(lang: Lang, run: &Run) -> Draft {
    let scheme = &run.ranked.scheme;
    let title = labels::title(lang, scheme);
    let period = labels::period(lang, run.ranked.period);
    let org = run.at.snapshot.places().get(run.org).map_or("", |place| place.shown());
    let change = run.at.snapshot.change();
    let level = dim_word(lang, run.level);
    let day = days::prose(lang, run.at.true_on);
    let said = lang.tf(
        "rankings.fixed_words",
        &[("org", &org), ("scheme", &title), ("version", &scheme.version), ("level", &level)],
    );
    let read = lang.tf("rankings.fixed_read", &[("period", &period), ("day", &day), ("change", &change)]);
    let spans = vec![Span::Text(said), Span::Note(0), Span::Text(read)];
    let heading = lang.tf("rankings.fixed_title", &[("scheme", &title), ("period", &period)]);
    Draft {
        template: Bulletin::of_ranking(&scheme.name, run.level.name()),
        edition: scheme.from,
        lang: catalogue_lang(lang),
        true_on: run.at.true_on,
        known_by: change,
        title: vec![heading.clone()],
        addressee: String::new(),
        blocks: vec![Block::Paragraph(Paragraph { slot: "ranking".to_owned(), spans })],
        annexes: vec![Annex {
            slot: "ranking".to_owned(),
            title: heading,
            tables: Tables { lang, run }.all(),
        }],
        notes: vec![Note { of: title.to_owned(), text: note(lang, run) }],
        confirm: Confirm { number: String::new(), office: org.to_owned(), day: String::new() },
    }
}

/// What the scheme is, and since when.
fn note(lang: Lang, run: &Run) -> String {
    let scheme = &run.ranked.scheme;
    let edition = lang.tf("rankings.edition", &[("version", &scheme.version), ("from", &scheme.from)]);
    let note = scheme.note.get(catalogue_lang(lang));
    lang.tf(
        "rankings.fixed_note",
        &[("scheme", &labels::title(lang, scheme)), ("edition", &edition), ("note", note)],
    )
}

struct Tables<'a> {
    lang: Lang,
    run: &'a Run,
}

impl Tables<'_> {
    fn all(&self) -> Vec<Table> {
        let ranked = &self.run.ranked;
        let part = |name: &str| {
            let scheme = self.run.known.schemes.on(name, ranked.period.last_day());
            scheme.map_or(name, |scheme| labels::title(self.lang, scheme)).to_owned()
        };
        let titles = table::columns(self.lang, ranked, part);
        let groups = ranked.ranking.groups.iter().filter(|group| !group.rows.is_empty());
        groups.enumerate().map(|(place, group)| self.of_group((place, group), &titles)).collect()
    }

    fn of_group(&self, (place, group): (usize, &RankedGroup), titles: &[String]) -> Table {
        let scheme = &self.run.ranked.scheme;
        let name = match group.group.as_deref() {
            None => String::new(),
            named => table::group_title(self.lang, scheme, named).to_owned(),
        };
        Table {
            slot: format!("g{place}"),
            name,
            above: String::new(),
            columns: self.columns(titles),
            rows: group.rows.iter().map(|row| self.row(group, row, titles)).collect(),
            below: self.rules(titles),
        }
    }

    /// The names of a scheme's parts, as they stand in the keys of columns.
    fn parts(&self) -> Vec<&str> {
        match &self.run.ranked.scheme.body {
            Body::Items(items) => items.items.iter().map(|item| item.named.name.as_str()).collect(),
            Body::RollUp(parts) => parts.iter().map(|part| part.of.as_str()).collect(),
        }
    }

    fn columns(&self, titles: &[String]) -> Vec<Column> {
        let decimal = Shows::Decimal(self.run.ranked.scheme.places);
        let own = |key: &str, word: &'static str, shows, width| Column {
            key: key.to_owned(),
            head: self.lang.t(word).to_owned(),
            group: None,
            shows,
            width,
        };
        let mut columns = vec![
            own(RANK, "rankings.rank", Shows::Integer, 2),
            own(UNIT, "rankings.unit", Shows::Text, 7),
            own(SCORE, "rankings.score", decimal, 3),
        ];
        columns.extend(self.parts().into_iter().zip(titles).map(|(key, title)| Column {
            key: key.to_owned(),
            head: title.clone(),
            group: None,
            shows: decimal,
            width: 3,
        }));
        columns.push(own(CHANGE, "rankings.change", Shows::Sign, 2));
        columns.push(own(FLAG, "rankings.flag", Shows::Sign, 3));
        columns
    }

    fn row(&self, group: &RankedGroup, row: &RankRow, titles: &[String]) -> Row {
        let scheme = labels::title(self.lang, &self.run.ranked.scheme);
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
        let mut cells =
            vec![rank, Cell::text(row.name.clone()), self.points(scheme, &row.score.printed, row)];
        cells.extend(
            row.score
                .parts
                .iter()
                .zip(titles)
                .map(|(part, title)| self.points(&format!("{scheme} · {title}"), &part.printed, row)),
        );
        cells.push(Cell::text(row.change.map_or_else(String::new, |it| table::change_text(self.lang, it))));
        let flag = table::flag(group, &row.unit);
        cells.push(Cell::text(flag.map_or_else(String::new, |flag| table::flag_words(self.lang, flag))));
        Row { key: row.unit.clone(), total: false, cells }
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
        let scheme = &self.run.ranked.scheme;
        let data_source = self.lang.tf(
            "rankings.fixed_source",
            &[("version", &scheme.version), ("period", &labels::period(self.lang, self.run.ranked.period))],
        );
        let org = row.unit.parse().ok()?;
        Some(Source::Stated(Stated { indicator: of.to_owned(), org, aspect, data_source }))
    }

    /// How each part is worked out.
    fn rules(&self, titles: &[String]) -> Vec<String> {
        let lang = self.lang;
        let catalogue = self.run.at.catalogue();
        let rule = |title: &String, words: String| {
            lang.tf("rankings.fixed_rule", &[("item", title), ("rule", &words)])
        };
        match &self.run.ranked.scheme.body {
            Body::Items(items) => {
                let items = items.items.iter().zip(titles);
                items.map(|(item, title)| rule(title, labels::rule((lang, catalogue), item))).collect()
            }
            Body::RollUp(parts) => {
                let parts = parts.iter().zip(titles);
                parts.map(|(part, title)| rule(title, labels::roll_part(lang, part).to_owned())).collect()
            }
        }
    }
}
