//! A kept bulletin for the command line.

use super::contents::{Contents, NoContents};
use super::store;
use crate::ledger::{Ledger, LedgerError};
use crate::text::Lang;
use domain::Scope;
use domain::facts::{Bulletin, BulletinId, Kept};
use figures::Snapshot;
use figures::bulletin::{Draft, FigureSpan};

/// A kept bulletin, with its words.
pub struct Stored {
    bulletin: Kept<Bulletin>,
    contents: Contents,
}

impl Stored {
    /// The bulletin that a text names: by its number as in its page's address, or by its whole title; of several with one
    /// title the latest.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn named(ledger: &Ledger, named: &str) -> Result<Option<Kept<Bulletin>>, LedgerError> {
        if let Ok(id) = named.trim_start_matches('#').parse::<BulletinId>() {
            return store::bulletin(ledger.db(), id).await;
        }
        let mut all = store::all(ledger.db()).await?;
        all.retain(|bulletin| bulletin.title == named);
        Ok(all.pop())
    }

    /// Reads its words.
    ///
    /// # Errors
    /// When they can't be read, or not drafted of what the ledger holds.
    pub async fn of(ledger: &Ledger, scope: &Scope, bulletin: Kept<Bulletin>) -> anyhow::Result<Self> {
        let contents =
            Contents::of(ledger, scope, &bulletin).await.map_err(|why: NoContents| anyhow::anyhow!(why))?;
        Ok(Self { bulletin, contents })
    }

    /// As it is printed.
    pub fn draft(&self) -> &Draft {
        &self.contents.printed
    }

    /// The language in which it is written.
    pub fn lang(&self) -> Lang {
        super::opened::lang_of(&self.bulletin)
    }

    /// The ledger as known by its change.
    pub fn snapshot(&self) -> &Snapshot {
        &self.contents.at.snapshot
    }

    /// The short code of a printed number; none before it is issued.
    pub fn code(&self, figure: &FigureSpan) -> Option<String> {
        self.contents.code(figure)
    }
}
