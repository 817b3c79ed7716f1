//! What went wrong, in the language of the run. Texts of the system and of the database engines stay as they are.

use crate::ledger::LedgerError;
use crate::refused::{Refused, because, system_words};
use crate::text::Lang;
use db::{DbError, MigrationProblem};
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
        DbError::Unavailable { reason } => detailed("cli.db_unavailable", reason),
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
