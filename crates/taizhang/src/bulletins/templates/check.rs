//! Templates of a file, checked and drafted by before anybody relies on them. Nothing is written.

use super::wrong::wrong;
use crate::as_of::Question;
use crate::refused::{Refused, because, system_words};
use crate::scores;
use crate::text::Lang;
use db::Db;
use domain::Scope;
use domain::limits::TEMPLATES_MAX_CHARS;
use figures::Catalogue;
use figures::bulletin::{Template, Templates};
use std::path::Path;

/// Reads the templates of a file; the figures they name are those of the catalogue.
///
/// # Errors
/// [`Refused`] for a file that can't be read or is too long, and for a mistake in it, with its line and key.
pub(in crate::bulletins) fn read(
    lang: Lang,
    path: &Path,
    catalogue: &Catalogue,
) -> Result<Templates, Refused> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Refused(because(lang, path.display(), system_words(lang, &error))))?;
    if text.chars().count() > TEMPLATES_MAX_CHARS {
        return Err(Refused::new(lang, "definitions.too_long", &[("max", &TEMPLATES_MAX_CHARS)]));
    }
    Templates::parse(&text, catalogue).map_err(|error| Refused(wrong(lang, &error)))
}

/// That the ledger knows the schemes that a template ranks by.
///
/// # Errors
/// [`Refused`] for one that it does not know, with its line and key; when the database fails.
pub(in crate::bulletins) async fn schemes_known(
    db: &Db,
    at: &Question,
    (scope, lang, template): (&Scope, Lang, &Template),
) -> anyhow::Result<()> {
    match scores::unknown_scheme(db, at, (scope, template)).await? {
        None => Ok(()),
        Some(error) => Err(Refused(wrong(lang, &error)).into()),
    }
}
