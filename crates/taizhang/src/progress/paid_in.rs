//! Money that arrived, by where it comes from (`domain.md` §11).

use super::form::Formed;
use super::inputs::{label, money, read_money, typed};
use super::section::{Listed, amount, withdrawing};
use crate::project::Shown;
use crate::project::editing::Editing;
use crate::project::inputs::{coded, date_field, past_date};
use crate::project::writing::Words;
use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::ui::field::{self, Field};
use crate::ui::table::{Column, Kind, Row};
use crate::web::form::Form;
use crate::words;
use domain::facts::{Dossier, Kept, PaidIn};
use domain::money::{DollarRate, Dollars, group_thousands};
use domain::{Day, FundSource, FundUse, Money, Precision};
use maud::{Markup, html};

impl Formed for PaidIn {
    const PATH: &'static str = "paid-in";
    const WORDS: Words = Words {
        add: "progress.paid_add",
        correct: "progress.paid_correct",
        added: "progress.paid_added",
        corrected: "progress.paid_corrected",
        withdrawn: "progress.paid_withdrawn",
    };

    fn of(dossier: &Dossier) -> &[Kept<Self>] {
        &dossier.paid_in
    }

    fn blank(editing: &Editing) -> Form {
        Form::filled([("day", editing.today().to_string())])
    }

    fn filled(&self) -> Form {
        Form::filled([
            ("day", self.original.clone().unwrap_or_else(|| self.day.to_string())),
            ("amount_fen", typed(Some(self.amount_fen))),
            ("fund_source", self.fund_source.code().to_owned()),
            ("fund_use", self.fund_use.map_or("", FundUse::code).to_owned()),
            ("land_premium", if self.land_premium { "1" } else { "" }.to_owned()),
            ("usd_cents", self.usd_cents.map(Dollars::wan_text).unwrap_or_default()),
            ("usd_rate_e6", self.dollars().map(|dollars| dollars.rate.text()).unwrap_or_default()),
            ("usd_rate_on", self.usd_rate_on.map(|on| on.to_string()).unwrap_or_default()),
        ])
    }

    fn inputs(lang: Lang, form: &Form) -> Markup {
        let sources = coded(FundSource::ALL, FundSource::code, |it| words::fund_source(lang, it));
        let uses = coded(FundUse::ALL, FundUse::code, |it| words::fund_use(lang, it));
        let [source, fund_use, land] =
            ["fund_source", "fund_use", "land_premium"].map(|name| label::<Self>(lang, name));
        html! {
            (date_field(lang, form))
            (money::<Self>(lang, form, "amount_fen", false))
            (dollar_inputs(lang, form))
            (field::select(lang, form, Field::required("fund_source", &source), &sources))
            (field::select(lang, form, Field::optional("fund_use", &fund_use), &uses))
            (field::checkbox(lang, form, Field::optional("land_premium", &land)))
        }
    }

    fn read(form: &mut Form, editing: &Editing, before: Option<&Self>) -> Option<Self> {
        let dated = past_date(form, editing.today());
        let dated = form.must("day", dated);
        let (amount_fen, dollars) = read_amount(form, editing.today());
        let fund_source = form.choice("fund_source", FundSource::from_code);
        let fund_source = form.must("fund_source", fund_source);
        let fund_use = form.choice("fund_use", FundUse::from_code);
        let land_premium = form.ticked("land_premium");
        let dated = dated?;
        let paid = Self {
            project: editing.id(),
            day: dated.day,
            precision: dated.precision,
            original: Some(dated.original),
            amount_fen: amount_fen?,
            fund_source: fund_source?,
            fund_use,
            land_premium,
            recorded_on: before.map_or(editing.today(), |before| before.recorded_on),
            usd_cents: None,
            usd_rate_e6: None,
            usd_rate_on: None,
        };
        Some(paid.told_in(dollars))
    }

    fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]) {
        let same = |other: &Kept<Self>| {
            (other.day, other.amount_fen, other.fund_source, other.fund_use)
                == (self.day, self.amount_fen, self.fund_source, self.fund_use)
                && other.precision == self.precision
        };
        if others.iter().any(same) {
            form.refuse("amount_fen", "progress.paid_known");
        }
    }
}

/// What arrived in dollars, and the rate by which it counts.
fn dollar_inputs(lang: Lang, form: &Form) -> Markup {
    let [cents, rate, on] = PaidIn::DOLLARS.map(|name| label::<PaidIn>(lang, name));
    let is_told =
        PaidIn::DOLLARS.iter().any(|name| !form.value(name).is_empty() || form.error(name).is_some());
    html! {
        details open[is_told] {
            summary { (lang.t("progress.paid_in_dollars")) }
            (field::number(lang, form, Field::optional("usd_cents", &cents).hint(lang.t("progress.paid_dollars_hint")), lang.t("ui.unit_wan_usd")))
            (field::number(lang, form, Field::optional("usd_rate_e6", &rate).hint(lang.t("progress.paid_rate_hint")), lang.t("ui.unit_yuan")))
            (field::day(lang, form, Field::optional("usd_rate_on", &on)))
        }
    }
}

/// How much arrived: as typed, or what the dollars come to.
fn read_amount(form: &mut Form, today: Day) -> (Option<Money>, Option<Dollars>) {
    let typed = read_money(form, "amount_fen");
    let dollars = read_dollars(form, today);
    let exchanged = dollars.and_then(Dollars::money);
    match (typed, exchanged) {
        (Some(typed), Some(exchanged)) if typed != exchanged => {
            let comes_to = ShownIn::Wan.print(exchanged);
            form.refuse_with("amount_fen", "progress.paid_exchange", vec![("amount", comes_to)]);
        }
        (Some(Money::ZERO), _) => form.refuse("amount_fen", "progress.paid_nothing"),
        (None, None) if form.is_fine() => drop(form.must("amount_fen", None::<Money>)),
        _ => {}
    }
    (typed.or(exchanged), dollars)
}

/// Dollars stand with their rate and its day, or not at all.
fn read_dollars(form: &mut Form, today: Day) -> Option<Dollars> {
    if PaidIn::DOLLARS.iter().all(|name| form.value(name).trim().is_empty()) {
        return None;
    }
    let cents = Dollars::parse_wan(form.value("usd_cents")).filter(|cents| *cents > 0);
    if cents.is_none() {
        form.refuse("usd_cents", "progress.paid_dollars_wrong");
    }
    let on = form.day("usd_rate_on");
    let on = form.must("usd_rate_on", on);
    if on.is_some_and(|on| on > today) {
        form.refuse("usd_rate_on", "projects.day_ahead");
    }
    let rate = DollarRate::parse(form.value("usd_rate_e6"), on?);
    if rate.is_none() {
        form.refuse("usd_rate_e6", "progress.paid_rate_wrong");
    }
    let dollars = Dollars { cents: cents?, rate: rate? };
    if dollars.money().is_none() {
        form.refuse("usd_cents", "progress.paid_dollars_wrong");
    }
    Some(dollars)
}

/// 1,000万美元，1美元=6.7114元（2022-06-30）.
fn in_dollars(lang: Lang, dollars: Dollars) -> String {
    let wan = group_thousands(&Dollars::wan_text(dollars.cents));
    let args =
        [("wan", &wan as &dyn std::fmt::Display), ("rate", &dollars.rate.text()), ("on", &dollars.rate.on)];
    lang.tf("progress.paid_dollars", &args)
}

fn known<'a>(shown: &'a Shown<'_>) -> Vec<&'a Kept<PaidIn>> {
    let arrived = |it: &&Kept<PaidIn>| it.precision.first_day(it.day) <= shown.true_on();
    let mut known: Vec<_> = shown.opened.dossier.paid_in.iter().filter(arrived).collect();
    known.sort_by_key(|it| (std::cmp::Reverse(it.day), it.id));
    known
}

/// Money in, the latest first, with its total.
pub(super) fn listed(shown: &Shown<'_>) -> Listed {
    let lang = shown.lang();
    let known = known(shown);
    let columns = vec![
        Column::new("day", label::<PaidIn>(lang, "day"), Kind::Lead),
        Column::new("amount", label::<PaidIn>(lang, "amount_fen"), Kind::Number)
            .in_unit(lang.t("ui.unit_wan")),
        Column::new("source", label::<PaidIn>(lang, "fund_source"), Kind::Text),
        Column::new("use", label::<PaidIn>(lang, "fund_use"), Kind::Text),
        Column::new("land", label::<PaidIn>(lang, "land_premium"), Kind::Text),
        Column::new("acts", "", Kind::Text),
    ];
    let total = Money::checked_sum(known.iter().map(|it| it.amount_fen));
    let blank = Markup::default;
    let totals =
        vec![html! { (lang.t("progress.total")) }, amount(lang, total), blank(), blank(), blank(), blank()];
    let rows = known.iter().map(|it| row(shown, it)).collect();
    Listed { columns, rows, totals: Some(totals) }
}

/// The totals by where the money comes from.
pub(super) fn by_source(shown: &Shown<'_>) -> Markup {
    let lang = shown.lang();
    let known = known(shown);
    let of = |source: FundSource| {
        let mut of_source =
            known.iter().filter(|it| it.fund_source == source).map(|it| it.amount_fen).peekable();
        of_source.peek()?;
        let total = Money::checked_sum(of_source);
        let cents = known.iter().filter(|it| it.fund_source == source).filter_map(|it| it.usd_cents);
        let cents = cents.reduce(i64::saturating_add);
        Some((source, total, cents))
    };
    let sums: Vec<_> = FundSource::ALL.iter().filter_map(|source| of(*source)).collect();
    html! {
        @if sums.len() > 1 {
            p { @for (source, sum, cents) in sums {
                span.nowrap {
                    (words::fund_source(lang, source)) " " (amount(lang, sum)) " " (lang.t("ui.unit_wan"))
                    @if let Some(cents) = cents {
                        " (" (group_thousands(&Dollars::wan_text(cents))) " " (lang.t("ui.unit_wan_usd")) ")"
                    }
                } "　"
            } }
        }
    }
}

fn row(shown: &Shown<'_>, paid: &Kept<PaidIn>) -> Row {
    let lang = shown.lang();
    let day = if paid.precision == Precision::Day {
        paid.day.to_string()
    } else {
        paid.precision.chinese(paid.day)
    };
    Row {
        id: format!("paid-{}", paid.id),
        name: day.clone(),
        cells: vec![
            html! { (day) },
            amount(lang, Some(paid.amount_fen)),
            html! {
                (words::fund_source(lang, paid.fund_source))
                @if let Some(dollars) = paid.dollars() { br; small { (in_dollars(lang, dollars)) } }
            },
            html! { @if let Some(fund_use) = paid.fund_use { (words::fund_use(lang, fund_use)) } },
            html! { @if paid.land_premium { (lang.t("history.yes")) } },
            withdrawing::<PaidIn>(shown, paid.id),
        ],
    }
}
