//! Annexes of templates, checked.

use super::check::{Check, Checked, plain};
use super::check_block::{dim, only, shown};
use super::error::TemplateProblem;
use super::raw::{RawAnnex, RawColumn, RawTemplate};
use super::template::{
    Against, AnnexBody, AnnexSpec, ColumnSpec, ProjectColumn, ProjectsSpec, RankingSpec, UnitsSpec,
};
use crate::catalogue::line_of;
use crate::figure::Dim;

pub(super) fn annexes(check: &Check<'_>, raw: &RawTemplate) -> Checked<Vec<AnnexSpec>> {
    let mut annexes: Vec<AnnexSpec> = Vec::new();
    for raw in &raw.annex {
        let slot = raw.slot.get_ref();
        if annexes.iter().any(|known| known.slot == *slot) {
            return Err(check.error(&raw.slot, "annex.slot", TemplateProblem::Twice));
        }
        let above = raw.above.as_ref().map(|above| check.phrases(above, "annex.above")).transpose()?;
        let title = check.phrases(&raw.title, "annex.title")?;
        let only = only(check, raw.only.as_ref(), "annex.only")?;
        annexes.push(AnnexSpec { slot: slot.clone(), only, title, above, body: body(check, raw)? });
    }
    Ok(annexes)
}

fn body(check: &Check<'_>, raw: &RawAnnex) -> Checked<AnnexBody> {
    let kinds = [("units", 0), ("projects", 1), ("indicators", 2), ("ranking", 3)];
    let kind = check.word(&raw.kind, "annex.kind", &kinds)?;
    let given = [
        ("annex.by", raw.by.is_some()),
        ("annex.rank", raw.rank.is_some()),
        ("annex.against", raw.against.is_some()),
        ("annex.column", raw.column.is_some()),
        ("annex.number", raw.number.is_some()),
        ("annex.show", raw.show.is_some()),
        ("annex.scheme", raw.scheme.is_some()),
    ];
    let own: &[&str] = match kind {
        0 => &["annex.by", "annex.rank", "annex.against", "annex.column"],
        1 => &["annex.number", "annex.show"],
        2 => &[],
        _ => &["annex.by", "annex.scheme"],
    };
    if let Some((key, _)) = given.iter().find(|(key, is_given)| *is_given && !own.contains(key)) {
        return Err(check.error(&raw.kind, key, TemplateProblem::NotHere));
    }
    Ok(match kind {
        0 => AnnexBody::Units(units(check, raw)?),
        1 => AnnexBody::Projects(projects(check, raw)?),
        2 => AnnexBody::Indicators,
        _ => AnnexBody::Ranking(ranking(check, raw)?),
    })
}

fn needed<'a, T>(check: &Check<'_>, raw: &RawAnnex, key: &str, value: &'a Option<T>) -> Checked<&'a T> {
    value.as_ref().ok_or_else(|| check.error(&raw.kind, key, TemplateProblem::Missing))
}

fn units(check: &Check<'_>, raw: &RawAnnex) -> Checked<UnitsSpec> {
    let by = needed(check, raw, "annex.by", &raw.by)?;
    let columns = needed(check, raw, "annex.column", &raw.column)?;
    if let (None, Some(against)) = (&raw.rank, &raw.against) {
        return Err(check.error(against, "annex.against", TemplateProblem::NotHere));
    }
    let against = |word| check.word(word, "annex.against", &Against::CODES);
    Ok(UnitsSpec {
        by: by.iter().map(|word| dim(check, word, "annex.by")).collect::<Checked<_>>()?,
        rank: raw.rank.as_ref().map(|rank| shown(check, rank, "annex.rank")).transpose()?,
        against: raw.against.as_ref().map(against).transpose()?,
        columns: columns.iter().map(|raw| column(check, raw)).collect::<Checked<_>>()?,
    })
}

fn ranking(check: &Check<'_>, raw: &RawAnnex) -> Checked<RankingSpec> {
    let scheme = needed(check, raw, "annex.scheme", &raw.scheme)?;
    let known = [Dim::City, Dim::County, Dim::Zone, Dim::Park].map(|dim| (dim.name(), dim));
    let by = needed(check, raw, "annex.by", &raw.by)?.iter();
    Ok(RankingSpec {
        scheme: scheme.get_ref().clone(),
        by: by.map(|word| check.word(word, "annex.by", &known)).collect::<Checked<_>>()?,
        line: line_of(check.text, scheme.span().start),
    })
}

fn column(check: &Check<'_>, raw: &RawColumn) -> Checked<ColumnSpec> {
    Ok(ColumnSpec {
        shown: shown(check, &raw.show, "annex.column.show")?,
        head: check.phrases(&raw.head, "annex.column.head")?,
        group: raw.group.as_ref().map(plain),
    })
}

fn projects(check: &Check<'_>, raw: &RawAnnex) -> Checked<ProjectsSpec> {
    let number = check.number(needed(check, raw, "annex.number", &raw.number)?, "annex.number")?;
    let show = needed(check, raw, "annex.show", &raw.show)?;
    let column = |word| check.word(word, "annex.show", &ProjectColumn::CODES);
    Ok(ProjectsSpec { number, columns: show.iter().map(column).collect::<Checked<_>>()? })
}
