//! `taizhang org`.

use super::parts::order;
use super::tree::{OrgTree, plain};
use crate::ledger::{Act, Ledger, Origin};
use crate::refused::Refused;
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
pub async fn run(ledger: &Ledger, args: OrgArgs) -> anyhow::Result<ExitCode> {
    match args.command {
        OrgCommand::Add(args) => add(ledger, args).await,
        OrgCommand::List => list(ledger).await,
    }
}

async fn add(ledger: &Ledger, args: AddArgs) -> anyhow::Result<ExitCode> {
    let kind =
        OrgKind::from_code(&args.kind).ok_or_else(|| Refused(format!("{:?} is no kind", args.kind)))?;
    let level = args
        .level
        .as_deref()
        .map(|level| ZoneLevel::from_code(level).ok_or_else(|| Refused(format!("{level:?} is no level"))));
    let from = args.from.as_deref().map(|day| {
        Day::parse_iso(day).ok_or_else(|| Refused(format!("{day:?} is no day; write 2022-03-15")))
    });
    let mut writer = ledger.write(Act::new(None, Origin::CommandLine)).await?;
    let mut tree = OrgTree::of(&mut writer).await?;
    let parent = args.under.as_deref().map(|word| named(&tree, word)).transpose()?;
    let mut org = plain(kind, args.name, parent, tree.next_position(parent));
    org.code = args.code;
    org.region = args.region;
    org.level = level.transpose()?;
    org.valid_from = from.transpose()?;
    org.aliases = (!args.alias.is_empty()).then(|| args.alias.join("\n"));
    let id = tree.create(&mut writer, org).map_err(|refusal| Refused(refusal.to_string()))?;
    writer.commit().await?;
    println!("{id}");
    Ok(ExitCode::SUCCESS)
}

/// The one organisation that a word of the command line names.
///
/// # Errors
/// [`Refused`] when none or several do.
pub fn named(tree: &OrgTree, word: &str) -> Result<OrgId, Refused> {
    if let Some(org) = word.parse::<OrgId>().ok().and_then(|id| tree.get(id)) {
        return Ok(OrgId(org.id));
    }
    let found: Vec<&Kept<Org>> = tree.called(word).collect();
    match found[..] {
        [one] => Ok(OrgId(one.id)),
        [] => Err(Refused(format!("there is no organisation {word:?}"))),
        _ => Err(Refused(format!("{word:?} names {} organisations; give the number", found.len()))),
    }
}

async fn list(ledger: &Ledger) -> anyhow::Result<ExitCode> {
    let snapshot = ledger.live().current().await?;
    for (level, org) in order(snapshot.dimensions(), |_| true) {
        let code = org.code.as_deref().unwrap_or("-");
        println!("{:>6}  {:<8} {code:<8} {}{}", org.id, org.kind.code(), "  ".repeat(level), org.name);
    }
    Ok(ExitCode::SUCCESS)
}
