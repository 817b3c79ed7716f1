//! Opening an SQLite file: where it lies, how it is set up.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::normal;
use super::readers::Readers;
use super::thread::Worker;
use super::write::{Dialer, Writer};
use crate::{AddressProblem, DbError, Options, Why, mounts};

/// Older libraries can lose data when a WAL is reset (fixed in 3.51.3).
const OLDEST_SQLITE: (i32, &str) = (3_051_003, "3.51.3");

/// Prepared statements kept per connection.
const STATEMENTS_KEPT: usize = 256;

/// Pages of the file that a reader keeps, in KiB: what it asks again lies in the system's own cache, and every reader
/// has this beside it.
const READER_CACHE_KIB: u32 = 512;

/// An open SQLite database.
pub(crate) struct Sqlite {
    pub(super) place: Arc<Place>,
    pub(super) readers: Arc<Readers>,
}

/// Where the file is, and how to open it again.
pub(crate) struct Place {
    pub(super) path: PathBuf,
    /// The directory of a private temporary database, removed with it.
    _temporary: Option<Temporary>,
    pub(super) create: bool,
    pub(super) busy_timeout: Duration,
    pub(super) statement_timeout: Duration,
    pub(super) slow_after: Duration,
}

impl Sqlite {
    /// Opens, and creates if allowed, the file behind `sqlite:PATH`.
    pub(crate) async fn open(path: &str, options: &Options) -> Result<(Sqlite, Dialer, Writer), DbError> {
        check_version()?;
        let temporary = if path == ":memory:" { Some(Temporary::new()?) } else { None };
        let path = temporary.as_ref().map_or_else(|| PathBuf::from(path), |dir| dir.0.join("private.db"));
        let path = absolute(&path)?;
        if !options.allow_network_file_system {
            refuse_network(&path)?;
        }
        let place = Arc::new(Place {
            path,
            _temporary: temporary,
            create: options.create,
            busy_timeout: options.lock_timeout,
            statement_timeout: options.statement_timeout,
            slow_after: options.slow_after,
        });
        let dialer = Dialer(place.clone());
        // The writer comes first: it creates the file and makes it WAL.
        let writer = Writer::start(&dialer).await?;
        let mut workers = Vec::with_capacity(options.readers.max(1));
        for number in 0..options.readers.max(1) {
            let opened = place.clone();
            let name = format!("sqlite-read-{number}");
            workers.push(Worker::start(&name, place.clone(), move || opened.reader()).await?);
        }
        let readers = Readers::new(workers, options.wait_timeout);
        Ok((Sqlite { place, readers }, dialer, writer))
    }

    /// The file's path, for people.
    pub(crate) fn path(&self) -> &Path {
        &self.place.path
    }
}

impl Place {
    /// The connection that writes.
    pub(super) fn writer(&self) -> Result<Connection, DbError> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        flags.set(OpenFlags::SQLITE_OPEN_CREATE, self.create);
        let connection = self.connection(flags)?;
        let mode: String =
            connection.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0)).map_err(normal)?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(DbError::unavailable(format!(
                "the file system can't hold a write-ahead log ({mode})"
            )));
        }
        Ok(connection)
    }

    /// A connection that reads.
    fn reader(&self) -> Result<Connection, DbError> {
        // Opened for writing all the same, since even readers maintain the WAL's index; the pragma keeps them honest.
        let connection =
            self.connection(OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let set_up = format!("PRAGMA query_only=ON; PRAGMA cache_size=-{READER_CACHE_KIB}");
        connection.execute_batch(&set_up).map_err(normal)?;
        Ok(connection)
    }

    fn connection(&self, flags: OpenFlags) -> Result<Connection, DbError> {
        let connection = Connection::open_with_flags(&self.path, flags)
            .map_err(normal)
            .map_err(|error| self.name_the_file(error))?;
        connection.busy_timeout(self.busy_timeout).map_err(normal)?;
        connection.execute_batch("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON").map_err(normal)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        Ok(connection)
    }

    fn name_the_file(&self, error: DbError) -> DbError {
        match error {
            DbError::Unavailable { reason, .. } => {
                let reason = format!("{}: {reason}", self.path.display());
                DbError::unavailable_for(why_not(&self.path, self.create), reason)
            }
            other => other,
        }
    }
}

fn check_version() -> Result<(), DbError> {
    if rusqlite::version_number() < OLDEST_SQLITE.0 {
        let found = rusqlite::version().to_owned();
        return Err(DbError::TooOld { engine: "SQLite", found, needed: OLDEST_SQLITE.1 });
    }
    Ok(())
}

/// The path with its directory resolved, so that links don't hide where the file lies.
fn absolute(path: &Path) -> Result<PathBuf, DbError> {
    if let Ok(existing) = path.canonicalize() {
        return Ok(existing);
    }
    let name = path.file_name().ok_or(DbError::Address(AddressProblem::NoFile))?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|error| {
        DbError::unavailable_for(of_folder(&error), format!("{}: {error}", folder.display()))
    })?;
    Ok(folder.join(name))
}

/// Why the engine can't open a file: it says no more than that it can't. The file itself is not opened to find out: the
/// system drops a process's locks on a file when any of its descriptors is closed, also those of connections that live.
pub(super) fn why_not(path: &Path, create: bool) -> Why {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (std::fs::metadata(folder), std::fs::metadata(path)) {
        (Err(error), _) => of_folder(&error),
        (Ok(folder), _) if !folder.is_dir() => Why::NotAFolder,
        (_, Ok(found)) if found.is_dir() => Why::IsFolder,
        (_, Err(error)) if error.kind() == ErrorKind::NotFound => {
            if create {
                Why::CantCreate
            } else {
                Why::NoFile
            }
        }
        (_, Err(error)) if error.kind() == ErrorKind::PermissionDenied => Why::NoRight,
        (_, Ok(found)) if is_denied(&found) => Why::NoRight,
        _ => Why::Other,
    }
}

/// Whether this process may not read and write a file, as far as its owner and mode say.
#[cfg(unix)]
fn is_denied(file: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    // The process's own folder is owned by whom it runs as.
    std::fs::metadata("/proc/self")
        .is_ok_and(|own| denies(file.mode(), (file.uid(), file.gid()), (own.uid(), own.gid())))
}

#[cfg(not(unix))]
fn is_denied(file: &std::fs::Metadata) -> bool {
    file.permissions().readonly()
}

/// Whether a mode keeps a user from reading and writing. Further groups of the user are not known here: what any group may
/// do, one of them may.
#[cfg(unix)]
const fn denies(mode: u32, (owner, group): (u32, u32), (user, own_group): (u32, u32)) -> bool {
    const READ_WRITE: u32 = 0o6;
    let (of_owner, of_group, of_others) = (mode >> 6, mode >> 3, mode);
    let granted = if user == 0 {
        READ_WRITE
    } else if user == owner {
        of_owner
    } else if own_group == group || of_group & READ_WRITE == READ_WRITE {
        of_group
    } else {
        of_others
    };
    granted & READ_WRITE != READ_WRITE
}

fn of_folder(error: &std::io::Error) -> Why {
    match error.kind() {
        ErrorKind::NotFound => Why::NoFolder,
        ErrorKind::NotADirectory => Why::NotAFolder,
        ErrorKind::PermissionDenied => Why::NoRight,
        _ => Why::Other,
    }
}

fn refuse_network(path: &Path) -> Result<(), DbError> {
    match mounts::network_file_system(path) {
        Some(fs_type) => Err(DbError::NetworkFileSystem { path: path.to_owned(), fs_type }),
        None => Ok(()),
    }
}

/// A directory that is removed with the last connection to what lies in it.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> Result<Temporary, DbError> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        loop {
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = std::env::temp_dir().join(format!("taizhang-{}-{number}", std::process::id()));
            match private_dir(&path) {
                Ok(()) => return Ok(Temporary(path)),
                // Left behind by a process that had our id and was killed.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(DbError::unavailable(error)),
            }
        }
    }
}

/// A directory that only this user can look into.
fn private_dir(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _left = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_mode_says_who_may_read_and_write() {
        let (owner, group) = (10, 20);
        let cases = [
            (0o600, (10, 99), false),
            (0o400, (10, 99), true),
            (0o640, (11, 20), true),
            (0o660, (11, 20), false),
            (0o660, (11, 99), false),
            (0o606, (11, 99), false),
            (0o600, (11, 99), true),
            (0o000, (0, 0), false),
        ];
        for (mode, user, denied) in cases {
            assert_eq!(denies(mode, (owner, group), user), denied, "{mode:o} {user:?}");
        }
    }

    /// The locks that this process holds on a file.
    #[cfg(target_os = "linux")]
    fn locks_on(path: &Path) -> usize {
        use std::os::unix::fs::MetadataExt;
        let inode = format!(":{} ", std::fs::metadata(path).unwrap().ino());
        let pid = format!(" {} ", std::process::id());
        let locks = std::fs::read_to_string("/proc/locks").unwrap();
        locks.lines().filter(|line| line.contains(&inode) && line.contains(&pid)).count()
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn asking_why_leaves_the_locks_of_living_connections_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("CREATE TABLE t (x); BEGIN IMMEDIATE").unwrap();
        let held = locks_on(&path);
        assert!(held > 0, "a writer in a transaction holds a lock");
        assert_eq!(why_not(&path, false), Why::Other);
        assert_eq!(locks_on(&path), held);
    }
}
