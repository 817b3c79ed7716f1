//! The schema's history: numbered steps that are only ever added to.

use crate::{Db, DbError, MigrationProblem, Tx};

/// One step of the schema. Its number is its place in the list, counted from 1.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// A short name, e.g. `0001_facts`; unique, and never changed afterwards.
    pub name: &'static str,
    /// Statements that both engines understand, separated by semicolons; never changed afterwards.
    pub sql: &'static str,
}

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS schema_lock (id BIGINT PRIMARY KEY, holders BIGINT NOT NULL);
    CREATE TABLE IF NOT EXISTS schema_step (
        number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)";

const APPLIED: &str = "SELECT name, checksum FROM schema_step ORDER BY number";

impl Db {
    /// Brings the schema up to date, in one transaction: either all missing steps are taken or none. Servers that
    /// start at once wait for each other. Returns the names of the steps taken now.
    ///
    /// # Errors
    /// [`DbError::Migration`] if the database is newer than the list, if a step that was taken has another text
    /// now, or if a step fails; the database is then unchanged.
    pub async fn migrate(&self, migrations: &'static [Migration]) -> Result<Vec<&'static str>, DbError> {
        self.make_tables().await?;
        let mut tx = self.begin().await?;
        // A row lock rather than an advisory one: not every relative of PostgreSQL has those.
        tx.exec("UPDATE schema_lock SET holders = holders + 1 WHERE id = 1", vec![]).await?;
        let applied: Vec<(String, String)> = tx.query(APPLIED, vec![]).await?;
        let missing = missing(&applied, migrations)?;
        if missing.is_empty() {
            tx.rollback().await?;
            return Ok(Vec::new());
        }
        for (number, migration) in (applied.len() + 1..).zip(missing) {
            take_step(&mut tx, number, migration).await?;
        }
        tx.commit().await?;
        Ok(missing.iter().map(|migration| migration.name).collect())
    }

    /// Makes the runner's own tables. Two servers may do so at once: PostgreSQL then fails one of them in spite of
    /// IF NOT EXISTS, but what was wanted is there.
    async fn make_tables(&self) -> Result<(), DbError> {
        if self.query::<(String, String)>(APPLIED, vec![]).await.is_ok() {
            return Ok(());
        }
        let made = self.make_tables_once().await;
        match (made, self.query::<(String, String)>(APPLIED, vec![]).await) {
            (_, Ok(_)) => Ok(()),
            (Err(error), _) | (Ok(()), Err(error)) => Err(error),
        }
    }

    async fn make_tables_once(&self) -> Result<(), DbError> {
        let mut tx = self.begin().await?;
        tx.script(TABLES).await?;
        tx.exec("INSERT INTO schema_lock (id, holders) VALUES (1, 0)", vec![]).await?;
        tx.commit().await
    }
}

/// What is still to be done, if what was done fits the list.
fn missing(
    applied: &[(String, String)],
    known: &'static [Migration],
) -> Result<&'static [Migration], DbError> {
    let refuse = |name: &str, problem| Err(DbError::Migration { name: name.to_owned(), problem });
    for (i, (name, sum)) in applied.iter().enumerate() {
        match known.get(i) {
            None => return refuse(name, MigrationProblem::Newer),
            Some(step) if step.name != name || checksum(step.sql) != *sum => {
                return refuse(name, MigrationProblem::Changed);
            }
            Some(_) => {}
        }
    }
    Ok(&known[applied.len()..])
}

async fn take_step(tx: &mut Tx, number: usize, migration: &Migration) -> Result<(), DbError> {
    let failed = |error: DbError| DbError::Migration {
        name: migration.name.to_owned(),
        problem: MigrationProblem::Failed(error.to_string()),
    };
    tx.script(migration.sql).await.map_err(failed)?;
    let vals = vec![(number as i64).into(), migration.name.into(), checksum(migration.sql).into()];
    tx.exec("INSERT INTO schema_step (number, name, checksum) VALUES ($1, $2, $3)", vals).await?;
    tracing::info!(migration = migration.name, "schema step taken");
    Ok(())
}

/// FNV-1a over the text without carriage returns (a checkout may add them). It guards against slips, not malice.
fn checksum(sql: &str) -> String {
    let bytes = sql.bytes().filter(|byte| *byte != b'\r');
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{sum:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_fnv_1a_and_blind_to_carriage_returns() {
        assert_eq!(checksum(""), "cbf29ce484222325");
        assert_eq!(checksum("foobar"), "85944171f73967e8");
        assert_eq!(checksum("a\r\nb"), checksum("a\nb"));
    }
}
