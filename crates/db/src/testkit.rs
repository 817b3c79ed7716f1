//! A throw-away PostgreSQL server for tests. Only the standard library, so that any crate's tests can use it.
//!
//! The server is started once per test program in a directory of its own, on a free loopback port, and stopped when
//! the program ends, however it ends: a small shell process watches a pipe from us, and the system closes that pipe
//! even if we are killed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};

/// A server on which databases may be created: if this variable names one, it is used and none is started.
pub const SERVER_VARIABLE: &str = "TAIZHANG_TEST_PG";

/// What the watching shell does: make a cluster, start it, say so, wait for the pipe to close, clean up. `fsync` stays
/// on: tests kill writers and look what survived.
const SCRIPT: &str = r#"
set -e
bin=$1 dir=$2 port=$3
stop() { "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$dir"; }
trap stop EXIT
trap '' INT HUP TERM
mkdir -m 700 "$dir"
cd "$dir"
"$bin/initdb" -D "$dir/data" -U test -A trust -E UTF8 --locale=C >"$dir/log" 2>&1
"$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/log" \
  -o "-p $port -k $dir -c listen_addresses=127.0.0.1 -c max_connections=200" start >>"$dir/log" 2>&1 ||
  { cat "$dir/log" >&2; exit 1; }
echo ready
cat >/dev/null
"#;

struct Server {
    url: String,
    /// The watching shell; its pipe stays open as long as the program lives.
    _watcher: Option<Child>,
}

/// The address of a server on which databases may be created.
///
/// # Panics
/// If there is no server and none can be started; the message says why.
pub fn postgres_url() -> String {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(start).url.clone()
}

/// The address of a fresh, empty database of its own on the server of [`postgres_url`].
///
/// # Panics
/// As [`postgres_url`], or if the database can't be created.
pub fn postgres_database() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    // PostgreSQL copies a template for each; two at once would get in each other's way.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let server = postgres_url();
    let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let _turn = ONE_AT_A_TIME.lock();
    psql(&server, &format!("CREATE DATABASE {name}"));
    with_database(&server, &name)
}

/// Runs a statement with `psql`, as somebody from outside.
///
/// # Panics
/// If it fails.
pub fn psql(url: &str, sql: &str) -> String {
    let output = Command::new(binaries().join("psql"))
        .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql])
        .output()
        .expect("psql is there");
    assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// The same address with another database.
fn with_database(url: &str, name: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, None), |(base, query)| (base, Some(query)));
    let host_from = base.find("://").map_or(0, |at| at + 3);
    let host_to = base[host_from..].find('/').map_or(base.len(), |at| host_from + at);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{name}{query}", &base[..host_to])
}

fn start() -> Server {
    if let Ok(url) = std::env::var(SERVER_VARIABLE) {
        return Server { url, _watcher: None };
    }
    let dir = std::env::temp_dir().join(format!("taizhang-test-pg-{}", std::process::id()));
    let port = free_port();
    let mut child = shell(&dir, port).spawn().expect("a shell is there");
    let mut line = String::new();
    let said = BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line);
    assert!(said.is_ok() && line.trim() == "ready", "no PostgreSQL server: {}", complaint(&mut child));
    Server {
        url: format!("postgres://test@127.0.0.1:{port}/postgres?sslmode=disable"),
        _watcher: Some(child),
    }
}

/// The watching shell, as somebody who isn't root: the server refuses to run as root.
fn shell(dir: &Path, port: u16) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh", "-c", SCRIPT, "sh"]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT, "sh"]);
        command
    };
    command.arg(binaries()).arg(dir).arg(port.to_string()).current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn complaint(child: &mut Child) -> String {
    drop(child.stdin.take());
    let lines = child
        .stderr
        .take()
        .map(|text| BufReader::new(text).lines().map_while(Result::ok).collect::<Vec<_>>());
    lines.unwrap_or_default().join("\n")
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// Free now, and on loopback only tests compete for it.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    listener.local_addr().expect("a bound socket has an address").port()
}

/// Where the server's programs are: the newest that Debian has installed, or wherever `PATH` finds them.
fn binaries() -> PathBuf {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let version =
        |entry: &std::fs::DirEntry| entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok());
    let newest = installed.filter(|entry| version(entry).is_some()).max_by_key(version);
    if let Some(bin) = newest.map(|entry| entry.path().join("bin")).filter(|bin| bin.join("initdb").exists())
    {
        return bin;
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .find(|folder| folder.join("initdb").exists())
        .expect("PostgreSQL is installed: initdb is in /usr/lib/postgresql or on the PATH")
}
