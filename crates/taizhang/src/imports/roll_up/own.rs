//! What the ledger says of the units of a table of sums: its own figures over the same projects that lists show.

use crate::imports::recognize::Measure;
use domain::{Day, Permission, Scope};
use figures::{
    At, Expr, Field, FigureValue, Filter, Op, Operand, Population, Question, Snapshot, Term, evaluate,
};

/// Projects that stand in the ledger: parts count with their project, those given up no longer.
const IN_LEDGER: &str = "part:none not stage:terminated,withdrawn";

/// A number of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// Projects.
    Count(i64),
    /// Money in fen.
    Fen(i64),
    /// A share: what is above the line, and below.
    Rate(i64, i64),
}

/// The ledger as it is asked.
pub(super) struct Own<'a> {
    pub snapshot: &'a Snapshot,
    pub scope: &'a Scope,
    /// True on.
    pub day: Day,
    /// Whether units are industries.
    pub of_industries: bool,
}

impl Own<'_> {
    /// The unit of that name, as filters ask for it: one organisation of which the reader may read everything, or a class of
    /// industry.
    pub fn unit(&self, name: &str) -> Option<String> {
        if self.of_industries {
            let filter = self.filter(vec![name.to_owned()]);
            let known = Population::new(self.snapshot, self.scope, Some(&filter), self.day).is_ok();
            return known.then(|| name.to_owned());
        }
        match self.snapshot.places().named(None, name)[..] {
            [one] if self.scope.may(Permission::Read, one.id) => Some(format!("#{}", one.id)),
            _ => None,
        }
    }

    /// The projects of these units.
    pub fn filter(&self, units: Vec<String>) -> Filter {
        let field = if self.of_industries { Field::Industry } else { Field::Org };
        let values = units.into_iter().map(Operand::Word).collect();
        Filter::of(Expr::Term(Term { field, op: Op::Is, values, at: At(0) }))
    }

    /// A number of the projects that a filter lets through; none where the ledger knows nothing to add up.
    pub fn number(&self, measure: Measure, filter: &Filter) -> Option<Number> {
        match measure {
            Measure::Projects => i64::try_from(self.in_ledger(filter)?.len()).ok().map(Number::Count),
            Measure::Invest => {
                i64::try_from(self.in_ledger(filter)?.invest_total().fen).ok().map(Number::Fen)
            }
            Measure::Contract => self.sum("contractAmount", filter),
            Measure::Done => self.sum("investmentDone", filter),
            Measure::PlanInvest => self.plan(filter)?.1.map(Number::Fen),
            Measure::PlanRate => {
                let (done, planned) = self.plan(filter)?;
                Some(Number::Rate(done?, planned?))
            }
        }
    }

    fn in_ledger(&self, filter: &Filter) -> Option<Population> {
        let stands = Filter::parse(IN_LEDGER).expect("the filter is written in our own words");
        Population::new(self.snapshot, self.scope, Some(&stands.and(filter)), self.day).ok()
    }

    fn figure(&self, name: &str, filter: &Filter) -> Option<figures::Figure> {
        let question =
            Question { filter: Some(filter), ..Question::new(self.snapshot, self.scope, self.day) };
        evaluate(self.snapshot.catalogue(self.day), &question, name).ok()?.pop()
    }

    fn sum(&self, name: &str, filter: &Filter) -> Option<Number> {
        match self.figure(name, filter)?.value? {
            FigureValue::Number(fen) => Some(Number::Fen(fen)),
            FigureValue::Fraction(_) => None,
        }
    }

    /// Investment done in the year where any is reported, and planned for it.
    fn plan(&self, filter: &Filter) -> Option<(Option<i64>, Option<i64>)> {
        let rate = self.figure("planCompletionRate", filter)?;
        Some((rate.numerator, rate.denominator))
    }
}
