//! `taizhang bulletin`: an official report with its annexes.

use super::kept::Stored;
use super::templates::check;
use super::{CodeOf, NotDrafted, Order, document, drafted, text, workbook};
use crate::as_of::{Clocks, Question};
use crate::ledger::Ledger;
use crate::out::{complain, put, put_to};
use crate::refused::Refused;
use crate::text::Lang;
use clap::Args;
use domain::facts::{Bulletin, Kept, OrgId};
use domain::{OrgKind, RoundKey, Scope};
use figures::bulletin::{BulletinError, Draft, Template, Templates};
use figures::{Place, Snapshot};
use std::path::PathBuf;
use std::process::ExitCode;

/// The template of a round that is named alone.
const OF_A_ROUND: &str = "round";

/// What `bulletin` takes.
#[derive(Debug, Args)]
pub struct BulletinArgs {
    /// A round (2022-1), a template (round, follow-up, monthly, indicators, year), or a kept bulletin: number or title
    #[arg(value_name = "ROUND|NAME")]
    named: String,
    /// The round of a template that is about rounds; the latest that was held when not given
    #[arg(long, value_name = "ROUND")]
    round: Option<String>,
    /// A document to write; without one the text is printed
    #[arg(long, value_name = "FILE.docx")]
    out: Option<PathBuf>,
    /// A workbook of the annexes to write
    #[arg(long, value_name = "FILE.xlsx")]
    annex: Option<PathBuf>,
    /// The zone, county or city of which it speaks; everything when not given
    #[arg(long, value_name = "CODE|NAME")]
    zone: Option<String>,
    /// A file of templates of your own, checked and drafted by in the place of the program's; nothing is written to the ledger
    #[arg(long, value_name = "FILE.toml")]
    template: Option<PathBuf>,
    #[command(flatten)]
    clocks: Clocks,
}

/// Runs the command.
///
/// # Errors
/// [`Refused`] for a round, template, zone or day that is not there; else the failure of the database or of a file.
pub async fn run(ledger: &Ledger, lang: Lang, args: BulletinArgs) -> anyhow::Result<ExitCode> {
    if let Some(bulletin) = stored(ledger, lang, &args).await? {
        let kept = Stored::of(ledger, &Scope::operator(), bulletin).await?;
        let draft = (kept.draft(), kept.lang(), kept.snapshot());
        return print(lang, &args, draft, &|figure| kept.code(figure));
    }
    let as_of = args.clocks.as_of(lang)?;
    let at = as_of.resolve(ledger).await?;
    let own = args.template.as_deref();
    let own = own.map(|path| check::read(lang, path, at.snapshot.catalogue(at.true_on))).transpose()?;
    let (template, round) = chosen(lang, &at, &args, own.as_ref())?;
    let org = args.zone.as_deref().map(|named| org(lang, &at, named)).transpose()?;
    let scope = Scope::operator();
    if own.is_some() {
        check::schemes_known(ledger.db(), &at, (&scope, lang, template)).await?;
    }
    let order = Order { scope: &scope, lang, org, round };
    let draft = drafted(ledger.db(), &at, template, &order).await.map_err(|why| not_drafted(lang, why))?;
    if draft.true_on > ledger.clock().today() {
        complain(&lang.tf("bulletins.early", &[("day", &draft.true_on)]));
    }
    print(lang, &args, (&draft, lang, &at.snapshot), &|_| None)
}

/// Prints or writes what was asked for; `own` is the language of the draft.
fn print(
    lang: Lang,
    args: &BulletinArgs,
    (draft, own, snapshot): (&Draft, Lang, &Snapshot),
    code_of: CodeOf<'_>,
) -> anyhow::Result<ExitCode> {
    if let Some(path) = &args.annex {
        put_to(lang, Some(path), &workbook(draft, (own, snapshot), code_of)?)?;
    }
    match &args.out {
        Some(path) => put_to(lang, Some(path), &document(draft, own, code_of)?)?,
        None if args.annex.is_some() => {}
        None => put(text(draft, own).as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The kept bulletin that is named; none where a template or a round has that name.
async fn stored(ledger: &Ledger, lang: Lang, args: &BulletinArgs) -> anyhow::Result<Option<Kept<Bulletin>>> {
    let is_template = ledger.live().current().await?.editions().is_name(&args.named);
    if is_template || args.template.is_some() || RoundKey::parse(&args.named).is_some() {
        return Ok(None);
    }
    let Some(bulletin) = Stored::named(ledger, &args.named).await? else { return Ok(None) };
    let fixed = [
        ("--round", args.round.is_some()),
        ("--zone", args.zone.is_some()),
        ("--true-on", args.clocks.true_on.is_some()),
        ("--known-by", args.clocks.known_by.is_some()),
    ];
    match fixed.into_iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(Refused::new(
            lang,
            "bulletins.stored_fixed",
            &[("option", &option), ("title", &bulletin.title)],
        )
        .into()),
        None => Ok(Some(bulletin)),
    }
}

/// The template and the round that were named, in one word or in two.
fn chosen<'t>(
    lang: Lang,
    at: &'t Question,
    args: &BulletinArgs,
    own: Option<&'t Templates>,
) -> Result<(&'t Template, Option<RoundKey>), Refused> {
    let round = |text: &str| {
        RoundKey::parse(text).ok_or_else(|| Refused::new(lang, "cli.bad_round", &[("text", &text)]))
    };
    let given = args.round.as_deref().map(round).transpose()?;
    let (name, round) = match RoundKey::parse(&args.named) {
        Some(_) if given.is_some() => {
            return Err(Refused::new(lang, "bulletins.two_rounds", &[("round", &args.named)]));
        }
        Some(key) => (OF_A_ROUND, Some(key)),
        None => (args.named.as_str(), given),
    };
    let templates = own.unwrap_or_else(|| at.snapshot.templates(at.true_on));
    let template = templates.on(name, at.true_on).ok_or_else(|| no_template(lang, at, name, own))?;
    if round.is_some() && !template.kind.is_of_round() {
        return Err(Refused::new(lang, "bulletins.no_rounds_in_it", &[("name", &name)]));
    }
    Ok((template, round))
}

fn no_template(lang: Lang, at: &Question, name: &str, own: Option<&Templates>) -> Refused {
    let all = own.unwrap_or_else(|| at.snapshot.templates(at.true_on)).all();
    let decreed = at.snapshot.editions().versions(name).filter(|_| own.is_none());
    let begins = all.iter().filter(|known| known.name == name).map(|known| known.from);
    let first = begins.chain(decreed.map(|rule| rule.from_on)).min();
    if let Some(first) = first.filter(|first| *first > at.true_on) {
        let args: &[(&str, &dyn std::fmt::Display)] =
            &[("name", &name), ("from", &first), ("day", &at.true_on)];
        return Refused::new(lang, "bulletins.not_yet", args);
    }
    let known: Vec<&str> = all.iter().map(|template| template.name.as_str()).collect();
    Refused::new(lang, "bulletins.unknown", &[("text", &name), ("known", &lang.list(&known))])
}

/// The organisation that a code or name means: a zone, a county or a city.
fn org(lang: Lang, at: &Question, named: &str) -> Result<OrgId, Refused> {
    let kinds = [OrgKind::Zone, OrgKind::County, OrgKind::City];
    let places = at.snapshot.places();
    let mut found: Vec<&Place> = kinds.iter().flat_map(|kind| places.named(Some(*kind), named)).collect();
    found.sort_by_key(|place| place.rank);
    match found[..] {
        [one] => Ok(one.id),
        [] => Err(Refused::new(lang, "cli.no_zone", &[("text", &named)])),
        [first, ..] => {
            let list: Vec<String> =
                found.iter().map(|place| format!("{} (#{})", place.shown(), place.id)).collect();
            let args: &[(&str, &dyn std::fmt::Display)] = &[
                ("text", &named),
                ("n", &found.len()),
                ("list", &lang.list(&list)),
                ("first", &first.shown()),
                ("id", &first.id),
            ];
            Err(Refused::new(lang, "cli.many_zones", args))
        }
    }
}

fn not_drafted(lang: Lang, why: NotDrafted) -> anyhow::Error {
    match why {
        NotDrafted::Ledger(error) => error.into(),
        NotDrafted::Bulletin(BulletinError::NoRound(round)) => {
            Refused::new(lang, "bulletins.no_round", &[("round", &round)]).into()
        }
        NotDrafted::Bulletin(BulletinError::NothingHeld) => {
            Refused::new(lang, "bulletins.nothing_held", &[]).into()
        }
        NotDrafted::Bulletin(error @ BulletinError::Figure(_)) => error.into(),
    }
}
