//! What every handler and command stands on.

use crate::as_of::{AsOf, Question};
use crate::imports::reader::Reader;
use crate::ledger::{Ledger, LedgerError};
use crate::sessions::{Passwords, Touch};
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use crate::web::site::Site;
use axum::extract::FromRef;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

/// The running application. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What an [`App`] holds.
pub struct Parts {
    /// The ledger.
    pub ledger: Ledger,
    /// The bounded password hasher.
    pub passwords: Passwords,
    /// How people reach the site. By https, cookies are `Secure` and bound to the host.
    pub site: Site,
    /// Notes that sessions are in use.
    pub touch: Touch,
    /// Reads workbooks, by a hidden command of this program; tests are another and name it.
    pub reader: Reader,
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<App> for Site {
    fn from_ref(app: &App) -> Self {
        app.site.clone()
    }
}

impl App {
    /// The application over a ledger.
    pub fn new(ledger: Ledger, passwords: Passwords, site: Site) -> Self {
        Self::reading_with(std::env::current_exe().unwrap_or_default(), ledger, passwords, site)
    }

    /// The same, with another program to read workbooks.
    pub fn reading_with(program: PathBuf, ledger: Ledger, passwords: Passwords, site: Site) -> Self {
        Self(Arc::new(Parts {
            ledger,
            passwords,
            site,
            touch: Touch::default(),
            reader: Reader::new(program),
        }))
    }

    /// The two clocks of an address, resolved.
    ///
    /// # Errors
    /// 400 for a day or a change that can't be read, 404 for a change that is not there, each said of the value that is
    /// wrong; or the database fails.
    pub async fn reading(&self, asked: &Asked) -> Result<Question, Problem> {
        AsOf::of_query(&asked.here)?.resolve_for_page(&self.ledger).await
    }

    /// The two clocks of a question resolved: the snapshot known by then, and the day on which it is read.
    ///
    /// # Errors
    /// When the change is not there, or the database fails.
    pub async fn question(&self, as_of: &AsOf) -> Result<Question, LedgerError> {
        as_of.resolve(&self.ledger).await
    }
}
