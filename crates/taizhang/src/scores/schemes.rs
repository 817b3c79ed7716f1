//! The schemes that a reader knows: those that come with the program, and the site's own.

use super::store;
use crate::as_of::Question;
use crate::ledger::LedgerError;
use ::figures::Catalogue;
use ::figures::ranking::{SchemeError, Schemes};
use db::Db;
use domain::Scope;
use domain::facts::{Kept, RankScheme};

/// All schemes known, and the texts of the site.
pub(crate) struct Known {
    pub schemes: Schemes,
    /// The site's texts; with what is wrong of one that can't be used any more, a figure of the catalogue gone.
    pub texts: Vec<(Kept<RankScheme>, Option<SchemeError>)>,
}

/// The schemes that concern a reader: rules of an office hold for everybody below it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn known(db: &Db, at: &Question, scope: &Scope) -> Result<Known, LedgerError> {
    let mut texts = store::schemes(db, at.snapshot.change()).await?;
    texts.retain(|text| at.snapshot.places().concern(scope, text.org));
    Ok(read(texts, at.catalogue()))
}

/// Reads texts one after the other. One may be made of another that stands later, so what fails is tried again as long as
/// anything new is known.
pub(crate) fn read(texts: Vec<Kept<RankScheme>>, catalogue: &Catalogue) -> Known {
    let mut schemes = Schemes::builtin().clone();
    let mut results: Vec<Option<SchemeError>> = vec![None; texts.len()];
    let mut waiting: Vec<usize> = (0..texts.len()).collect();
    loop {
        let mut failed = Vec::new();
        for place in &waiting {
            match schemes.beside(&texts[*place].text, catalogue) {
                Ok(more) => (schemes, results[*place]) = (more, None),
                Err(error) => {
                    results[*place] = Some(error);
                    failed.push(*place);
                }
            }
        }
        if failed.is_empty() || failed.len() == waiting.len() {
            return Known { schemes, texts: texts.into_iter().zip(results).collect() };
        }
        waiting = failed;
    }
}
