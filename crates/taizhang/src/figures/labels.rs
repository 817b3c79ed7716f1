//! The words of figures: dimensions, the keys of groups, units, titles.

use crate::as_of::Question;
use crate::text::Lang;
use crate::words;
use ::figures::{Basis, Catalogue, Dim, Figure, FigureSpec, Formula, Measure, Reason};
use domain::{ListKind, Origin, RoundKey, SigningClass, SizeBands, Stage, YearClass};

/// The catalogue's name of a language.
pub fn catalogue_lang(lang: Lang) -> ::figures::Lang {
    match lang {
        Lang::ZhCn => ::figures::Lang::Zh,
        Lang::En => ::figures::Lang::En,
    }
}

/// A figure's title.
pub fn title(lang: Lang, spec: &FigureSpec) -> &str {
    spec.title.get(catalogue_lang(lang))
}

/// The title of a figure by its name; the name itself of one that the catalogue has no more.
pub(crate) fn catalogue_title(lang: Lang, at: &Question, name: &str) -> String {
    at.catalogue().get(name).map_or_else(|| name.to_owned(), |spec| title(lang, spec).to_owned())
}

/// A formula with the titles of its figures in place of their names.
pub(super) fn formula((lang, catalogue): (Lang, &Catalogue), formula: &Formula) -> String {
    let mut said = String::new();
    let mut name = String::new();
    for letter in formula.text().chars().chain(['\n']) {
        if letter.is_ascii_alphabetic() || (letter.is_ascii_digit() && !name.is_empty()) {
            name.push(letter);
            continue;
        }
        if !name.is_empty() {
            said.push_str(catalogue.get(&name).map_or(name.as_str(), |spec| title(lang, spec)));
            name.clear();
        }
        said.push(match letter {
            '*' => '×',
            '/' => '÷',
            '-' => '−',
            other => other,
        });
    }
    said.trim_end().to_owned()
}

/// What several figures over one grouping are called.
pub(super) fn side(lang: Lang) -> &'static str {
    lang.t("figures.side")
}

/// That nothing is counted.
pub(super) fn nothing(lang: Lang, spec: &FigureSpec) -> String {
    lang.tf("figures.nothing", &[("figure", &title(lang, spec))])
}

/// A figure's definition.
pub fn footnote(lang: Lang, spec: &FigureSpec) -> &str {
    spec.footnote.get(catalogue_lang(lang))
}

/// A figure's sentence.
pub fn sentence(lang: Lang, figure: &Figure) -> String {
    figure.sentence(catalogue_lang(lang))
}

/// A dimension.
pub fn dim(lang: Lang, dim: Dim) -> &'static str {
    lang.t(match dim {
        Dim::City => "figures.dim_city",
        Dim::County => "figures.dim_county",
        Dim::Zone => "figures.dim_zone",
        Dim::Park => "figures.dim_park",
        Dim::Industry => "figures.dim_industry",
        Dim::Round => "figures.dim_round",
        Dim::List => "figures.dim_list",
        Dim::Stage => "figures.dim_stage",
        Dim::Year => "figures.dim_year",
        Dim::Quarter => "figures.dim_quarter",
        Dim::Month => "figures.dim_month",
        Dim::Origin => "figures.dim_origin",
        Dim::Size => "figures.dim_size",
        Dim::YearClass => "figures.dim_year_class",
        Dim::SigningClass => "figures.dim_signing_class",
    })
}

/// A group's key.
pub fn key(lang: Lang, dim: Dim, text: &str) -> String {
    let known = match dim {
        Dim::Stage => Stage::from_code(text).map(|stage| words::stage(lang, stage).to_owned()),
        Dim::List => ListKind::from_code(text).map(|list| words::list(lang, list).to_owned()),
        Dim::Origin => Origin::from_code(text).map(|origin| words::origin(lang, origin).to_owned()),
        Dim::Size => size(lang, text),
        Dim::YearClass => YearClass::from_code(text).map(|it| words::year_class(lang, it).to_owned()),
        Dim::SigningClass => {
            SigningClass::from_code(text).map(|it| words::signing_class(lang, it).to_owned())
        }
        Dim::Round => RoundKey::parse(text).map(|key| round(lang, key)),
        _ => None,
    };
    let nothing = || match (dim, text) {
        (Dim::Park, "none") => Some("figures.no_park"),
        (Dim::YearClass, "none") => Some("figures.no_year_class"),
        (Dim::SigningClass, "none") => Some("figures.no_signing_class"),
        (Dim::Stage, "none") => Some("figures.no_stage"),
        (Dim::Industry, ::figures::UNCLASSIFIED) => Some("figures.unclassified"),
        (Dim::Origin, "sameProvince") => Some("figures.same_province"),
        (_, "none") => Some("figures.key_none"),
        (_, "undated") => Some("figures.key_undated"),
        (_, "unknown") => Some("figures.key_unknown"),
        _ => None,
    };
    known.or_else(|| nothing().map(|key| lang.t(key).to_owned())).unwrap_or_else(|| text.to_owned())
}

/// A group's key in a sentence, where quarters and months are words too.
pub(crate) fn key_in_sentence(of: ::figures::Lang, dim: Dim, text: &str) -> String {
    let lang = match of {
        ::figures::Lang::Zh => Lang::ZhCn,
        ::figures::Lang::En => Lang::En,
    };
    let period = |key, year: &str, part: &str| {
        let (year, n) = (year.parse::<i64>().ok()?, part.parse::<i64>().ok()?);
        Some(lang.tf(key, &[("year", &year), ("n", &n)]))
    };
    let said = match dim {
        Dim::Year => period("figures.year_in_sentence", text, "0"),
        Dim::Quarter => text
            .split_once('Q')
            .and_then(|(year, quarter)| period("figures.quarter_in_sentence", year, quarter)),
        Dim::Month => {
            text.split_once('-').and_then(|(year, month)| period("figures.month_in_sentence", year, month))
        }
        _ => None,
    };
    said.unwrap_or_else(|| key(lang, dim, text))
}

/// 2022年第一次.
pub fn round(lang: Lang, key: RoundKey) -> String {
    lang.tf("figures.round", &[("year", &key.year), ("n", &key.seq_in_year)])
}

/// The keys of a group side by side.
pub(crate) fn group(lang: Lang, group: &::figures::Group) -> String {
    let keys: Vec<String> = group.0.iter().map(|(dim, key)| self::key(lang, *dim, key.shown())).collect();
    keys.join(" · ")
}

/// The label of a size band, in English its bounds in 亿元.
fn size(lang: Lang, code: &str) -> Option<String> {
    let band = SizeBands::default().bands().into_iter().find(|band| band.code() == code)?;
    let yi = |money| domain::money::format_exact(money, domain::MoneyUnit::Yi);
    Some(match (lang, band.from, band.below) {
        (Lang::ZhCn, _, _) => band.label(),
        (Lang::En, None, Some(below)) => format!("< {}", yi(below)),
        (Lang::En, Some(from), None) => format!("≥ {}", yi(from)),
        (Lang::En, Some(from), Some(below)) => format!("{} – {}", yi(from), yi(below)),
        (Lang::En, None, None) => code.to_owned(),
    })
}

/// Why a member of a figure counts otherwise than before.
pub(super) fn reason(lang: Lang, reason: Reason) -> &'static str {
    lang.t(match reason {
        Reason::New => "figures.kind_new",
        Reason::Left => "figures.kind_left",
        Reason::Changed => "figures.kind_changed",
        Reason::Reclassified => "figures.kind_reclassified",
        Reason::LateReport => "figures.reason_late",
        Reason::Corrected => "figures.reason_corrected",
        Reason::CorrectedAmount => "figures.reason_corrected_amount",
        Reason::Redefined => "figures.reason_redefined",
    })
}

/// What a measure is called, above its column and in lists of what was counted.
pub(super) fn measure(spec: &FigureSpec, measure: Measure) -> &'static str {
    match measure {
        Measure::Invest if spec.basis == Basis::Entries => "figures.amount_frozen",
        Measure::Invest => "figures.amount",
        Measure::Contract => "figures.measure_contract",
        Measure::Output => "figures.measure_output",
        Measure::ActualOutput => "figures.measure_actual_output",
        Measure::PlanInvest => "figures.measure_plan_invest",
        Measure::TargetInvest => "figures.measure_target_invest",
        Measure::PlanToDate => "figures.measure_plan_to_date",
        Measure::Done => "figures.measure_done",
        Measure::PaidIn => "figures.measure_paid_in",
    }
}

/// The unit of a figure's value.
pub(super) fn unit(lang: Lang, code: &str) -> &'static str {
    lang.t(match code {
        "entries" => "figures.unit_entries",
        "rounds" => "figures.unit_rounds",
        "fen" => "ui.unit_yi",
        "percent" => "figures.unit_percent",
        "points" => "figures.unit_points",
        _ => "figures.unit_projects",
    })
}

/// The unit beside a printed value: none where the value has its sign.
pub(super) fn unit_beside(lang: Lang, figure: &Figure) -> &'static str {
    if figure.unit == "percent" { "" } else { unit(lang, figure.unit) }
}

/// The header of an exported column.
pub(super) fn header(lang: Lang, code: &'static str) -> String {
    if let Ok(known) = code.parse::<Dim>() {
        return dim(lang, known).to_owned();
    }
    let key = match code {
        "name" => "figures.figure",
        "value" => "figures.value",
        "unit" => "figures.unit",
        "numerator" => "figures.numerator",
        "denominator" => "figures.denominator",
        "entries" => "figures.entries",
        "projects" => "figures.projects",
        "amountWan" => "figures.amount_wan",
        "printed" => "figures.printed",
        "sentence" => "figures.sentence",
        "figures" => "ui.figures",
        "differences" => "figures.differences",
        "part" => "figures.apart_part",
        "before" => "figures.before",
        "after" => "figures.after",
        "moved" => "figures.moved",
        "kind" => "figures.kind",
        "reason" => "figures.reason",
        "lateReport" => "figures.reason_late",
        "corrected" => "figures.reason_corrected",
        "correctedAmount" => "figures.reason_corrected_amount",
        "redefined" => "figures.reason_redefined",
        "no" => "figures.no",
        "title" => "figures.project",
        "count" => "figures.count",
        "otherGroup" => "figures.other_group",
        "total" => "figures.total",
        "new" => "figures.kind_new",
        "left" => "figures.kind_left",
        "changed" => "figures.kind_changed",
        "reclassified" => "figures.kind_reclassified",
        "rounds" => "figures.unit_rounds",
        "percent" => "figures.unit_percent",
        "points" => "figures.unit_points",
        "fen" => "figures.unit_fen",
        _ => return code.to_owned(),
    };
    lang.t(key).to_owned()
}
