//! A copy of the database while it is in use.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::error::normal;
use super::open::{Place, Sqlite, why_not};
use crate::DbError;

impl Sqlite {
    /// Writes a consistent copy to `dest`, which mustn't exist.
    pub(crate) async fn backup(&self, dest: &Path) -> Result<(), DbError> {
        let place = self.place.clone();
        let dest = dest.to_owned();
        let copied = tokio::task::spawn_blocking(move || copy(&place, &dest)).await;
        copied.map_err(|error| DbError::Other(error.to_string()))?
    }

    /// Ends the readers' threads.
    pub(crate) async fn close_readers(&self) {
        self.readers.close().await;
    }
}

fn copy(place: &Arc<Place>, dest: &Path) -> Result<(), DbError> {
    if dest.exists() {
        return Err(DbError::unavailable(format!("{} is there already", dest.display())));
    }
    // Under another name until it is whole and on the disk: a half copy must not look like a backup.
    let part = part_of(dest);
    let done = copy_pages(place, &part).and_then(|()| settle(&part, dest).map_err(io));
    if done.is_err() {
        let _left = std::fs::remove_file(&part);
    }
    done
}

fn copy_pages(place: &Place, part: &Path) -> Result<(), DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(&place.path, flags).map_err(normal)?;
    source.busy_timeout(place.busy_timeout).map_err(normal)?;
    let mut target = Connection::open(part).map_err(|error| match normal(error) {
        DbError::Unavailable { reason, .. } => DbError::unavailable_for(why_not(part, true), reason),
        other => other,
    })?;
    // All pages in one step: one read transaction, so a busy writer can't make it start over, nor does it wait.
    let backup = Backup::new(&source, &mut target).map_err(normal)?;
    match backup.step(-1).map_err(normal)? {
        rusqlite::backup::StepResult::Done => Ok(()),
        _ => Err(DbError::Busy),
    }
}

fn settle(part: &Path, dest: &Path) -> std::io::Result<()> {
    File::open(part)?.sync_all()?;
    std::fs::rename(part, dest)?;
    let folder = dest.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

fn part_of(dest: &Path) -> PathBuf {
    let mut name = dest.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

#[allow(clippy::needless_pass_by_value)] // so that it fits `map_err`
fn io(error: std::io::Error) -> DbError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => DbError::Full,
        std::io::ErrorKind::ReadOnlyFilesystem => DbError::ReadOnly,
        _ => DbError::unavailable(error),
    }
}
