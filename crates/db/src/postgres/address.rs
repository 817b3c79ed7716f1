//! What a `postgres://` address says.

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::{AddressProblem, DbError};

/// An address taken apart.
pub(super) struct Address {
    pub(super) config: Config,
    pub(super) trust: Trust,
    /// The address without its password.
    pub(super) for_people: String,
}

/// Whom to believe that it is the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trust {
    /// `sslmode=prefer`: encrypt if the server can, with whatever certificate. Somebody who can answer in its place
    /// could as well refuse to encrypt, so checking it would only lock out servers with a certificate of their own.
    Anybody,
    /// `sslmode=require` and stronger: the certificate must be vouched for by the system's authorities.
    System,
    /// The same, or by those in this file (`sslrootcert`).
    SystemAnd(String),
}

/// Takes an address apart. Of libpq's words that the driver doesn't know, `sslmode=verify-ca`, `verify-full` and
/// `sslrootcert` are understood here; like `require`, they all check the certificate and its name.
pub(super) fn parse(url: &str) -> Result<Address, DbError> {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let mut kept = Vec::new();
    let mut root = None;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("sslrootcert", path)) => root = Some(decode(path)),
            Some(("sslmode", "verify-ca" | "verify-full")) => kept.push("sslmode=require".to_owned()),
            _ => kept.push(pair.to_owned()),
        }
    }
    let plain = if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) };
    // The driver's own message may repeat the address, password and all: leave it out.
    let config: Config = plain.parse().map_err(|_| DbError::Address(AddressProblem::Unreadable))?;
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(DbError::Address(AddressProblem::NoHost));
    }
    let trust = match (config.get_ssl_mode(), root) {
        (_, Some(path)) => Trust::SystemAnd(path),
        (SslMode::Prefer | SslMode::Disable, None) => Trust::Anybody,
        (_, None) => Trust::System,
    };
    let for_people = for_people(&config);
    Ok(Address { config, trust, for_people })
}

fn for_people(config: &Config) -> String {
    let hosts = config.get_hosts().iter().enumerate().map(|(i, host)| {
        let port = config.get_ports().get(i).or(config.get_ports().first()).copied().unwrap_or(5432);
        match host {
            Host::Tcp(name) if port == 5432 => name.clone(),
            Host::Tcp(name) => format!("{name}:{port}"),
            Host::Unix(path) => format!("{}:{port}", path.display()),
        }
    });
    let hosts: Vec<String> = hosts.collect();
    let user = config.get_user().map(|user| format!("{user}@")).unwrap_or_default();
    format!("postgres://{user}{}/{}", hosts.join(","), config.get_dbname().unwrap_or_default())
}

/// Undoes `%2F` and the like.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let code = text.get(i + 1..i + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[i], code) {
            (b'%', Some(byte)) => {
                plain.push(byte);
                i += 3;
            }
            (byte, _) => {
                plain.push(byte);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_password_is_never_shown() {
        let address = parse("postgres://clerk:s3cret@db.example:5433/ledger?sslmode=require").unwrap();
        assert_eq!(address.for_people, "postgres://clerk@db.example:5433/ledger");
        let Err(error) = parse("postgres://clerk:s3cret@db/ledger?sslmode=nonsense") else {
            panic!("accepted")
        };
        assert!(!error.to_string().contains("s3cret"));
    }

    #[test]
    fn certificates_are_checked_unless_encryption_is_only_preferred() {
        assert_eq!(parse("postgres://db/x").unwrap().trust, Trust::Anybody);
        assert_eq!(parse("postgres://db/x?sslmode=require").unwrap().trust, Trust::System);
        assert_eq!(parse("postgres://db/x?sslmode=verify-full").unwrap().trust, Trust::System);
        let own = parse("postgres://db/x?sslmode=verify-full&sslrootcert=%2Fetc%2Fca%20x.pem").unwrap();
        assert_eq!(own.trust, Trust::SystemAnd("/etc/ca x.pem".to_owned()));
        assert_eq!(own.config.get_ssl_mode(), SslMode::Require);
    }
}
