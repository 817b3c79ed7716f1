//! `taizhang rounds`: the rounds for scripts.

use super::held;
use super::publish::{self, Mode, NotPublished};
use super::tally::{Counted, Line, Lists};
use crate::as_of::{AsOf, Question};
use crate::ledger::{Act, Ledger, Origin};
use crate::out::{put, say};
use crate::refused::Refused;
use crate::sheets::Sheet;
use crate::text::Lang;
use crate::words;
use clap::{Args, Subcommand, ValueEnum};
use domain::facts::{Kept, Round};
use domain::money::{MoneyUnit, format_exact};
use domain::{ListKind, Money, RoundKey, Scope};
use figures::Dim;
use office::write::{Column, Format, Table, Value};
use serde_json::{Value as Json, json};
use std::process::ExitCode;

/// What `rounds` does.
#[derive(Debug, Subcommand)]
pub enum RoundsCommand {
    /// All rounds with the counts and sums of their lists
    List(Output),
    /// One round: its lists, by zone, frozen and present
    Show(Named),
    /// Freeze a round's figures
    Publish(Named),
}

/// How it is printed.
#[derive(Debug, Args)]
pub struct Output {
    /// What is printed
    #[arg(long, value_enum, default_value_t = Printed::Table)]
    format: Printed,
}

/// A round by its key.
#[derive(Debug, Args)]
pub struct Named {
    /// Year and number in the year: 2022-1
    #[arg(value_name = "ROUND")]
    round: String,
    #[command(flatten)]
    output: Output,
}

/// Forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Printed {
    /// Lines for a terminal.
    Table,
    /// JSON.
    Json,
}

/// Runs the command.
///
/// # Errors
/// [`Refused`] for a round that is not there or can't be published; else the failure of the database.
pub async fn run(ledger: &Ledger, lang: Lang, command: RoundsCommand) -> anyhow::Result<ExitCode> {
    let at = AsOf::default().resolve(ledger).await?;
    match command {
        RoundsCommand::List(output) => list(ledger, lang, &at, output.format).await?,
        RoundsCommand::Show(named) => show(ledger, lang, &at, &named).await?,
        RoundsCommand::Publish(named) => {
            let round = find(lang, &at, &named.round)?;
            publish::check(&at, &Scope::operator(), round)
                .map_err(|why| not_published(lang, &named.round, why))?;
            publish::publish(ledger, Act::new(None, Origin::CommandLine), round, Mode::Commit).await?;
            let now = AsOf::default().resolve(ledger).await?;
            show(ledger, lang, &now, &named).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn not_published(lang: Lang, round: &str, why: NotPublished) -> Refused {
    let words = lang.t(match why {
        NotPublished::Already => "rounds.already_published",
        NotPublished::Empty => "rounds.nothing_to_publish",
    });
    Refused::new(lang, "cli.round_refused", &[("round", &round), ("words", &words)])
}

fn find<'a>(lang: Lang, at: &'a Question, text: &str) -> Result<&'a Kept<Round>, Refused> {
    let scope = Scope::operator();
    let key = RoundKey::parse(text).ok_or_else(|| Refused::new(lang, "cli.bad_round", &[("text", &text)]))?;
    held::by_key(&at.snapshot, &scope, key).ok_or_else(|| {
        let known: Vec<String> =
            held::all(&at.snapshot, &scope).iter().map(|round| held::key(round).to_string()).collect();
        if known.is_empty() {
            return Refused::new(lang, "cli.no_rounds", &[("round", &key)]);
        }
        Refused::new(lang, "cli.no_round", &[("round", &key), ("known", &lang.list(&known))])
    })
}

/// The lists of a round, now and as published.
struct Counts {
    present: Lists,
    frozen: Option<Lists>,
}

async fn counts(ledger: &Ledger, at: &Question, round: &Round) -> anyhow::Result<Counts> {
    let scope = Scope::operator();
    let key = held::key(round);
    let present = Counted::round(&scope, &held::on_its_day(at, round), key).lists()?;
    let frozen = match held::frozen(ledger, at, round).await? {
        Some(then) => Some(Counted::round(&scope, &then, key).lists()?),
        None => None,
    };
    Ok(Counts { present, frozen })
}

async fn list(ledger: &Ledger, lang: Lang, at: &Question, printed: Printed) -> anyhow::Result<()> {
    let mut rounds = Vec::new();
    let mut rows = Vec::new();
    for round in held::all(&at.snapshot, &Scope::operator()) {
        let counts = counts(ledger, at, round).await?;
        rounds.push(described(at, round, &counts));
        let mut row = vec![
            Value::text(held::key(round).to_string()),
            round.cumulative_seq.map_or(Value::Blank, Value::Integer),
            Value::text(round.day.to_string()),
            Value::text(words::round_level(lang, round.level)),
            Value::text(holder(at, round)),
        ];
        row.extend(
            counts
                .present
                .iter()
                .flat_map(|list| [Value::Integer(list.entries.number), yuan_wan(list.entries.fen)]),
        );
        row.push(round.published_on.map_or(Value::Blank, |day| Value::text(day.to_string())));
        rows.push(row);
    }
    match printed {
        Printed::Json => print_json(&json!({ "knownBy": at.snapshot.change().0, "rounds": rounds })),
        Printed::Table => {
            let mut columns = vec![
                (lang.t("rounds.round"), Format::Text),
                (lang.t("rounds.running"), Format::Integer),
                (lang.t("rounds.day"), Format::Text),
                (lang.t("cli.level"), Format::Text),
                (lang.t("rounds.holder"), Format::Text),
            ];
            columns.extend(list_columns(lang));
            columns.push((lang.t("cli.published"), Format::Text));
            Ok(put(sheet(&columns, rows).text().as_bytes())?)
        }
    }
}

async fn show(ledger: &Ledger, lang: Lang, at: &Question, named: &Named) -> anyhow::Result<()> {
    let round = find(lang, at, &named.round)?;
    let counts = counts(ledger, at, round).await?;
    let scope = Scope::operator();
    let on_its_day = held::on_its_day(at, round);
    let zones = Counted::round(&scope, &on_its_day, held::key(round)).by(Dim::Zone)?;
    match named.output.format {
        Printed::Json => {
            let mut described = described(at, round, &counts);
            let by_zone =
                zones.iter().map(|line| json!({ "zone": &*line.key.text, "lists": lists(&line.lists) }));
            described["zones"] = by_zone.collect();
            print_json(&described)
        }
        Printed::Table => {
            let running = round.cumulative_seq.map_or(String::new(), |number| {
                format!(" · {}", lang.tf("cli.running_number", &[("n", &number)]))
            });
            let name = crate::figures::round_word(lang, held::key(round));
            say(format_args!("{name}{running} · {} · {}", round.day, holder(at, round)))?;
            let venue = round.main_venue.as_deref().unwrap_or(domain::ratio::NO_VALUE);
            say(lang.tf("cli.main_venue", &[("venue", &venue)]))?;
            for venue in round.branch_venues.iter().flat_map(|venues| venues.lines()) {
                say(lang.tf("cli.branch_venue", &[("venue", &venue)]))?;
            }
            if let (Some(change), Some(day)) = (round.published_change, round.published_on) {
                let published = lang.tf("rounds.published_on", &[("day", &day)]);
                say(format_args!("{published} · {}", lang.tf("rounds.frozen_at", &[("change", &change)])))?;
            }
            say("")?;
            put(lists_sheet(lang, &counts).text().as_bytes())?;
            say("")?;
            Ok(put(zones_sheet(lang, &zones).text().as_bytes())?)
        }
    }
}

/// Two columns for each list: its entries and their money.
fn list_columns(lang: Lang) -> impl Iterator<Item = (&'static str, Format)> {
    ListKind::ALL.iter().flat_map(move |list| {
        [(words::list(lang, *list), Format::Integer), (lang.t("cli.amount_wan"), Format::Integer)]
    })
}

fn lists_sheet(lang: Lang, counts: &Counts) -> Sheet {
    let columns = [
        (lang.t("rounds.list"), Format::Text),
        (lang.t("rounds.unit_entries"), Format::Integer),
        (lang.t("rounds.new_entries"), Format::Integer),
        (lang.t("cli.amount_wan"), Format::Integer),
        (lang.t("cli.frozen_entries"), Format::Integer),
        (lang.t("cli.frozen_amount_wan"), Format::Integer),
    ];
    let row = |list: &ListKind| {
        let place = super::tally::place(*list);
        let now = counts.present[place];
        let mut row = vec![
            Value::text(words::list(lang, *list)),
            Value::Integer(now.entries.number),
            Value::Integer(now.new_entries),
            yuan_wan(now.entries.fen),
        ];
        match counts.frozen {
            None => row.extend([Value::Blank, Value::Blank]),
            Some(frozen) => row
                .extend([Value::Integer(frozen[place].entries.number), yuan_wan(frozen[place].entries.fen)]),
        }
        row
    };
    sheet(&columns, ListKind::ALL.iter().map(row).collect())
}

fn zones_sheet(lang: Lang, zones: &[Line]) -> Sheet {
    let columns: Vec<_> =
        std::iter::once((lang.t("rounds.unit"), Format::Text)).chain(list_columns(lang)).collect();
    let row = |line: &Line| {
        let cells = line
            .lists
            .iter()
            .flat_map(|list| [Value::Integer(list.entries.number), yuan_wan(list.entries.fen)]);
        std::iter::once(Value::text(line.key.shown().to_owned())).chain(cells).collect()
    };
    sheet(&columns, zones.iter().map(row).collect())
}

fn sheet(columns: &[(&str, Format)], rows: Vec<Vec<Value<'static>>>) -> Sheet {
    let columns = columns.iter().map(|(header, format)| Column::new(*header, 12.0, *format)).collect();
    Sheet { table: Table::new("rounds", columns), rows }
}

fn described(at: &Question, round: &Kept<Round>, counts: &Counts) -> Json {
    json!({
        "round": held::key(round).to_string(),
        "cumulativeSeq": round.cumulative_seq,
        "day": round.day.to_string(),
        "level": round.level.code(),
        "holder": holder(at, round),
        "mainVenue": round.main_venue,
        "branchVenues": round.branch_venues.iter().flat_map(|venues| venues.lines()).collect::<Vec<_>>(),
        "publishedOn": round.published_on.map(|day| day.to_string()),
        "publishedChange": round.published_change,
        "lists": lists(&counts.present),
        "frozen": counts.frozen.as_ref().map(lists),
    })
}

fn lists(lists: &Lists) -> Json {
    let list = |list: &ListKind| {
        let cell = lists[super::tally::place(*list)];
        let counts = json!({
            "entries": cell.entries.number,
            "newEntries": cell.new_entries,
            "amountFen": cell.entries.fen,
        });
        (list.code().to_owned(), counts)
    };
    Json::Object(ListKind::ALL.iter().map(list).collect())
}

fn holder(at: &Question, round: &Round) -> String {
    at.snapshot
        .dimensions()
        .orgs
        .get(&round.org.0)
        .map_or_else(|| round.org.to_string(), |org| org.name.clone())
}

/// Every fen of it, in 万元.
/// An amount; blank where it isn't known.
fn yuan_wan(fen: Option<i64>) -> Value<'static> {
    let exact = |fen| Value::text(format_exact(Money::from_fen(fen), MoneyUnit::Wan));
    fen.map_or(Value::Blank, exact)
}

fn print_json(json: &Json) -> anyhow::Result<()> {
    let mut bytes = serde_json::to_vec_pretty(json)?;
    bytes.push(b'\n');
    Ok(put(&bytes)?)
}
