//! `taizhang export-book`: the book of each zone into a folder, to be run every night.

use super::zone::{Making, write};
use crate::ledger::Ledger;
use crate::orgs::zone_named;
use crate::out::say;
use crate::refused::cant_write;
use crate::text::Lang;
use clap::Args;
use domain::facts::OrgId;
use domain::{OrgKind, Scope};
use figures::{Place, Snapshot};
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `export-book` takes.
#[derive(Debug, Args)]
pub struct ExportBookArgs {
    /// The folder to write to, one workbook a zone; it is made where it isn't there
    folder: PathBuf,
    /// Only this zone; may be given several times
    #[arg(long, value_name = "CODE|NAME")]
    zone: Vec<String>,
}

/// Writes the books.
///
/// # Errors
/// A refusal (exit code 2) for a zone that isn't known or a folder that can't be written; else the failure of the database.
pub async fn run(ledger: &Ledger, lang: Lang, args: ExportBookArgs) -> anyhow::Result<ExitCode> {
    let mut asked = Vec::new();
    for named in &args.zone {
        asked.extend(zone_named(ledger, lang, Some(named)).await?);
    }
    let snapshot = ledger.live().current().await?;
    let day = ledger.clock().today();
    std::fs::create_dir_all(&args.folder).map_err(|error| cant_write(lang, &args.folder, &error))?;
    let making = Making { db: ledger.db(), snapshot: &snapshot, scope: &Scope::operator(), day, lang };
    let names = names(&snapshot);
    let mut zones: Vec<OrgId> =
        names.keys().copied().filter(|zone| asked.is_empty() || asked.contains(zone)).collect();
    zones.sort_by_key(|zone| snapshot.places().get(*zone).map(|place| place.rank));
    for zone in &zones {
        let name = lang.tf("books.file_name", &[("zone", &names[zone]), ("day", &day)]);
        one(making, *zone, &args.folder, &name).await?;
    }
    let said = [
        ("n", &zones.len() as &dyn std::fmt::Display),
        ("change", &snapshot.change()),
        ("path", &args.folder.display()),
    ];
    say(lang.tf("books.written", &said))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes one book beside its place first: whoever looks meanwhile finds the one of before, whole.
async fn one(making: Making<'_>, zone: OrgId, folder: &Path, name: &str) -> anyhow::Result<()> {
    let (path, beside) = (folder.join(format!("{name}.xlsx")), folder.join(format!("{name}.xlsx.part")));
    let cant = |error| cant_write(making.lang, &path, &error);
    let file = File::create(&beside).map_err(cant)?;
    if let Err(error) = write(making, zone, file).await {
        drop(std::fs::remove_file(&beside));
        return Err(error.into());
    }
    std::fs::rename(&beside, &path).map_err(cant)?;
    Ok(())
}

/// The zones, each with a name that no other has and that a file can bear.
fn names(snapshot: &Snapshot) -> HashMap<OrgId, String> {
    let zones: Vec<&Place> = snapshot.places().iter().filter(|place| place.kind == OrgKind::Zone).collect();
    let shown = |zone: &Place| zone.shown().replace(['/', '\\', ':'], "-");
    let is_twice = |zone: &Place| zones.iter().filter(|other| shown(other) == shown(zone)).count() > 1;
    let named = |zone: &&Place| match is_twice(zone) {
        true => (zone.id, format!("{}-{}", shown(zone), zone.id)),
        false => (zone.id, shown(zone)),
    };
    zones.iter().map(named).collect()
}
