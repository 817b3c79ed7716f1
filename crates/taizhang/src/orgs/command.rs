//! `taizhang org`.

use super::parts::order;
use super::tree::{OrgRefusal, OrgTree, plain};
use crate::ledger::{Act, Ledger, Origin};
use crate::out::say;
use crate::refused::Refused;
use crate::text::Lang;
use clap::{Args, Subcommand};
use domain::facts::{Kept, Org, OrgId};
use domain::{Day, OrgKind, ZoneLevel};
use std::process::ExitCode;

/// What `org` takes.
#[derive(Debug, Args)]
pub struct OrgArgs {
    #[command(subcommand)]
    command: OrgCommand,
}

#[derive(Debug, Subcommand)]
enum OrgCommand {
    /// Add an organisation
    Add(AddArgs),
    /// List all organisations
    List,
}

#[derive(Debug, Args)]
struct AddArgs {
    /// The full name
    name: String,
    /// province, city, county, zone, park or unit
    #[arg(long, value_name = "KIND")]
    kind: String,
    /// The one above: name, other name, code or number; none for a province
    #[arg(long, value_name = "ORG")]
    under: Option<String>,
    /// The office's own code
    #[arg(long)]
    code: Option<String>,
    /// Region code of GB/T 2260, six digits
    #[arg(long)]
    region: Option<i64>,
    /// national or provincial, for zones
    #[arg(long)]
    level: Option<String>,
    /// Another name, may be given several times
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// First day of validity
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// [`Refused`] when the organisation can't be added so; otherwise failures of the ledger.
pub async fn run(ledger: &Ledger, lang: Lang, args: OrgArgs) -> anyhow::Result<ExitCode> {
    match args.command {
        OrgCommand::Add(args) => add(ledger, lang, args).await,
        OrgCommand::List => list(ledger).await,
    }
}

async fn add(ledger: &Ledger, lang: Lang, args: AddArgs) -> anyhow::Result<ExitCode> {
    let unread = |key, text: &str| Refused::new(lang, key, &[("text", &text)]);
    let kind = OrgKind::from_code(&args.kind).ok_or_else(|| unread("cli.bad_kind", &args.kind))?;
    let level = args
        .level
        .as_deref()
        .map(|level| ZoneLevel::from_code(level).ok_or_else(|| unread("cli.bad_level", level)));
    let from = args.from.as_deref().map(|day| Day::parse_iso(day).ok_or_else(|| unread("cli.bad_day", day)));
    let mut writer = ledger.write(Act::new(None, Origin::CommandLine)).await?;
    let mut tree = OrgTree::of(&mut writer).await?;
    let parent = args.under.as_deref().map(|word| named(lang, &tree, word)).transpose()?;
    let mut org = plain(kind, args.name, parent, tree.next_position(parent));
    org.code = args.code;
    org.region = args.region;
    org.level = level.transpose()?;
    org.valid_from = from.transpose()?;
    org.aliases = (!args.alias.is_empty()).then(|| args.alias.join("\n"));
    let id = tree.create(&mut writer, org).map_err(|refusal| refused(lang, &refusal))?;
    writer.commit().await?;
    say(id)?;
    Ok(ExitCode::SUCCESS)
}

fn refused(lang: Lang, refusal: &OrgRefusal) -> Refused {
    Refused(lang.tf_kept(refusal.key(), &refusal.args()))
}

/// The one organisation that a word of the command line names.
///
/// # Errors
/// [`Refused`] when none or several do.
pub fn named(lang: Lang, tree: &OrgTree, word: &str) -> Result<OrgId, Refused> {
    if let Some(org) = word.parse::<OrgId>().ok().and_then(|id| tree.get(id)) {
        return Ok(OrgId(org.id));
    }
    let found: Vec<&Kept<Org>> = tree.called(word).collect();
    match found[..] {
        [one] => Ok(OrgId(one.id)),
        [] => Err(Refused::new(lang, "cli.no_org", &[("text", &word)])),
        _ => Err(Refused::new(lang, "cli.many_orgs", &[("text", &word), ("n", &found.len())])),
    }
}

async fn list(ledger: &Ledger) -> anyhow::Result<ExitCode> {
    let snapshot = ledger.live().current().await?;
    for (level, org) in order(snapshot.dimensions(), |_| true) {
        let code = org.code.as_deref().unwrap_or("-");
        let indent = "  ".repeat(level);
        say(format_args!("{:>6}  {:<8} {code:<8} {indent}{}", org.id, org.kind.code(), org.name))?;
    }
    Ok(ExitCode::SUCCESS)
}
