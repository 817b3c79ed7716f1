//! A ranking in the words of a bulletin: a sentence that says what was ranked by what, and a table for each group.

use super::run::Run;
use crate::figures::{catalogue_lang, dim_word};
use crate::scores::annex::Tables;
use crate::scores::labels;
use crate::text::Lang;
use crate::text::days;
use ::figures::bulletin::{Annex, Block, Confirm, Draft, Note, Paragraph, Span};
use domain::facts::Bulletin;

/// The draft.
pub(super) fn of(lang: Lang, run: &Run) -> Draft {
    let scheme = &run.ranked.scheme;
    let title = labels::title(lang, scheme);
    let period = labels::period(lang, run.ranked.period);
    let org = run.at.snapshot.places().get(run.org).map_or("", |place| place.shown());
    let change = run.at.snapshot.change();
    let level = dim_word(lang, run.level);
    let day = days::prose(lang, run.at.true_on);
    let said = lang.tf(
        "rankings.fixed_words",
        &[("org", &org), ("scheme", &title), ("version", &scheme.version), ("level", &level)],
    );
    let read = lang.tf("rankings.fixed_read", &[("period", &period), ("day", &day), ("change", &change)]);
    let spans = vec![Span::Text(said), Span::Note(0), Span::Text(read)];
    let heading = lang.tf("rankings.fixed_title", &[("scheme", &title), ("period", &period)]);
    let (schemes, catalogue) = (&run.known.schemes, run.at.catalogue());
    let tables = Tables { lang, ranked: &run.ranked, schemes, catalogue, level: run.level }.all();
    Draft {
        template: Bulletin::of_ranking(&scheme.name, run.level.name()),
        edition: scheme.from,
        lang: catalogue_lang(lang),
        true_on: run.at.true_on,
        known_by: change,
        title: vec![heading.clone()],
        addressee: String::new(),
        blocks: vec![Block::Paragraph(Paragraph { slot: "ranking".to_owned(), spans })],
        annexes: vec![Annex { slot: "ranking".to_owned(), title: heading, tables }],
        notes: vec![Note { of: title.to_owned(), text: note(lang, run) }],
        confirm: Confirm { number: String::new(), office: org.to_owned(), day: String::new() },
    }
}

/// What the scheme is, and since when.
fn note(lang: Lang, run: &Run) -> String {
    let scheme = &run.ranked.scheme;
    let edition = lang.tf("rankings.edition", &[("version", &scheme.version), ("from", &scheme.from)]);
    let note = scheme.note.get(catalogue_lang(lang));
    lang.tf(
        "rankings.fixed_note",
        &[("scheme", &labels::title(lang, scheme)), ("edition", &edition), ("note", note)],
    )
}
