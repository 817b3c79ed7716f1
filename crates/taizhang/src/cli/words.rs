//! What went wrong, in the language of the run. What the system or a database engine says stays as it is
//! only where we have no words for it.

use crate::ledger::LedgerError;
use crate::refused::{Refused, because, system_words};
use crate::text::Lang;
use db::{AddressProblem, DbError, MigrationProblem, Why};
use std::fmt::Display;
use std::io;

/// An error with its causes, each said once.
pub(super) fn error(lang: Lang, error: &anyhow::Error) -> String {
    let mut said: Vec<String> = Vec::new();
    for cause in error.chain() {
        let words = cause_words(lang, cause);
        // A transparent error says what its cause says.
        if !said.iter().any(|known| known.contains(&words)) {
            said.push(words);
        }
    }
    said.into_iter().reduce(|what, why| because(lang, what, why)).unwrap_or_default()
}

fn cause_words(lang: Lang, cause: &(dyn std::error::Error + 'static)) -> String {
    if let Some(Refused(words)) = cause.downcast_ref() {
        return words.clone();
    }
    if let Some(error) = cause.downcast_ref::<LedgerError>() {
        return ledger(lang, error);
    }
    if let Some(error) = cause.downcast_ref::<DbError>() {
        return database(lang, error);
    }
    cause.downcast_ref::<io::Error>().map_or_else(|| cause.to_string(), |error| system_words(lang, error))
}

fn ledger(lang: Lang, error: &LedgerError) -> String {
    match error {
        LedgerError::Db(error) => database(lang, error),
        LedgerError::Column(error) => lang.tf("cli.bad_column", &[("detail", error)]),
        LedgerError::Conflict { .. } => lang.t("cli.conflict").to_owned(),
        LedgerError::Repeated(change) => lang.tf("cli.repeated", &[("change", change)]),
        LedgerError::NotFound { kind: "change", id } => lang.tf("cli.no_change", &[("change", id)]),
        LedgerError::NotFound { kind, id } => lang.tf("cli.not_found", &[("kind", kind), ("id", id)]),
        LedgerError::BuiltUpon { change, obstacles } => {
            lang.tf("cli.built_upon", &[("change", change), ("n", &obstacles.len())])
        }
    }
}

fn database(lang: Lang, error: &DbError) -> String {
    let plain = |key| lang.t(key).to_owned();
    let detailed = |key, detail: &dyn Display| lang.tf(key, &[("detail", detail)]);
    match error {
        DbError::Busy | DbError::Timeout => plain("cli.db_busy"),
        DbError::Full => plain("cli.db_full"),
        DbError::ReadOnly => plain("cli.db_read_only"),
        DbError::Unavailable { why, reason } => match unavailable_key(*why) {
            Some(key) => plain(key),
            None => detailed("cli.db_unavailable", reason),
        },
        DbError::Address(problem) => plain(address_key(*problem)),
        DbError::NetworkFileSystem { path, fs_type } => {
            let path = path.display();
            lang.tf("cli.db_network", &[("path", &path), ("fs_type", fs_type)])
        }
        DbError::TooOld { engine, found, needed } => {
            lang.tf("cli.db_too_old", &[("engine", engine), ("found", found), ("needed", needed)])
        }
        DbError::Damaged(detail) => detailed("cli.db_damaged", detail),
        DbError::Migration { problem: MigrationProblem::Newer, .. } => plain("cli.db_newer"),
        DbError::Migration { name, problem } => {
            lang.tf("cli.db_migration", &[("name", name), ("detail", problem)])
        }
        other => detailed("cli.db_other", other),
    }
}

/// The key of what is wrong with a path or a server, with what to do about it; none where only the engine can say.
const fn unavailable_key(why: Why) -> Option<&'static str> {
    Some(match why {
        Why::NoFolder => "cli.no_folder",
        Why::NotAFolder => "cli.not_a_folder",
        Why::IsFolder => "cli.is_folder",
        Why::NoFile => "cli.no_file",
        Why::CantCreate => "cli.cant_create",
        Why::NoRight => "cli.no_right",
        Why::NoServer => "cli.no_server",
        Why::UnknownHost => "cli.unknown_host",
        Why::SignIn => "cli.sign_in",
        Why::NoDatabase => "cli.no_database",
        Why::Other => return None,
    })
}

const fn address_key(problem: AddressProblem) -> &'static str {
    match problem {
        AddressProblem::Kind => "cli.db_address_kind",
        AddressProblem::NoFile => "cli.db_address_no_file",
        AddressProblem::NoHost | AddressProblem::Unreadable => "cli.db_address_server",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use anyhow::Context;

    #[test]
    fn an_error_is_said_once_and_in_the_language_of_the_run() {
        let made = || {
            let missing: Result<(), _> = Err(LedgerError::Db(DbError::Full));
            missing.context("a.db").unwrap_err()
        };
        let (zh, en) = (error(Lang::ZhCn, &made()), error(Lang::En, &made()));
        assert_eq!(zh, format!("a.db：{}", Lang::ZhCn.t("cli.db_full")));
        assert_eq!(en, format!("a.db: {}", Lang::En.t("cli.db_full")));
    }

    #[test]
    fn a_refusal_keeps_its_words() {
        let refused = anyhow::Error::from(Refused("没有这一期".to_owned()));
        assert_eq!(error(Lang::ZhCn, &refused), "没有这一期");
    }
}
