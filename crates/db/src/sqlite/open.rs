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

/// Why the engine can't open a file: it says no more than that it can't.
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
        (_, found) => {
            let denied = |error: &std::io::Error| error.kind() == ErrorKind::PermissionDenied;
            let opened = found.and_then(|_| std::fs::File::options().read(true).write(true).open(path));
            if opened.is_err_and(|error| denied(&error)) { Why::NoRight } else { Why::Other }
        }
    }
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
