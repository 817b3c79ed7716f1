//! The SQL of the slice.

use crate::ledger::{LedgerError, Writer, open_by};
use db::{Db, Val};
use domain::facts::{Kept, MatchAnswer, MatchVerdict, ProjectId};
use std::collections::HashMap;

/// The names that projects bore before, by project; of one project where `of` says which.
pub(super) async fn former_titles(
    db: &Db,
    of: Option<ProjectId>,
) -> Result<HashMap<i64, Vec<String>>, LedgerError> {
    let sql = "SELECT DISTINCT p.id, p.title FROM project p JOIN project o ON o.id = p.id AND o.until IS NULL \
               WHERE p.until IS NOT NULL AND p.title <> o.title AND ($1 = 0 OR p.id = $1)";
    let mut titles: HashMap<i64, Vec<String>> = HashMap::new();
    for (id, title) in db.query::<(i64, String)>(sql, vec![Val::Int(of.map_or(0, |of| of.0))]).await? {
        titles.entry(id).or_default().push(title);
    }
    Ok(titles)
}

/// The credit codes of projects' owners, which the snapshot lacks.
pub(super) async fn credit_codes(db: &Db) -> Result<HashMap<i64, String>, LedgerError> {
    let sql = "SELECT id, credit_code FROM project WHERE until IS NULL AND credit_code IS NOT NULL";
    Ok(db.query::<(i64, String)>(sql, Vec::new()).await?.into_iter().collect())
}

/// The project with which another was made one, if it was.
pub(super) async fn merged_into(db: &Db, project: i64) -> Result<Option<Kept<MatchAnswer>>, LedgerError> {
    let answers = open_by::<MatchAnswer>(db, "other = $1", vec![Val::Int(project)]).await?;
    Ok(answers.into_iter().find(|answer| answer.verdict == MatchVerdict::Merged))
}

/// Writes an answer, in the place of one that was given before.
///
/// # Errors
/// When the database fails.
pub async fn keep_answer(writer: &mut Writer, answer: &MatchAnswer) -> Result<(), LedgerError> {
    let known = writer.open_by::<MatchAnswer>("project = $1", vec![Val::Int(answer.project.0)]).await?;
    match known.iter().find(|known| answer.is_in_place_of(known)) {
        Some(before) => drop(writer.replace(before, answer, None)),
        None => drop(writer.create(answer)),
    }
    Ok(())
}
