//! Headers of money that arrived, all of it or from one source.

use super::period::What;
use domain::FundSource;

/// What is left of a header of all the money that arrived, the words of an export first.
pub(super) const PAID_TOTAL_WORDS: [&str; 9] = [
    "到位资金",
    "实际到位资金",
    "资金到位",
    "资金到位额",
    "到位资金额",
    "实际到资",
    "到资",
    "到资额",
    "实际到资额",
];

/// What is left of a header of money from one source, the words of an export first.
pub(super) const PAID_WORDS: [(FundSource, &[&str]); 5] = [
    (
        FundSource::Budget,
        &["到位预算资金", "到位预算内资金", "预算资金到位", "预算内资金到位", "到位财政资金"],
    ),
    (
        FundSource::Loan,
        &["到位国内贷款", "到位银行贷款", "到位贷款", "国内贷款到位", "银行贷款到位", "贷款到位"],
    ),
    (
        FundSource::Foreign,
        &[
            "到位外资",
            "实际到位外资",
            "外资到位",
            "外资到位额",
            "利用外资",
            "实际利用外资",
            "实际使用外资",
            "到位外资额",
        ],
    ),
    (
        FundSource::SelfRaised,
        &["到位自筹资金", "自筹资金到位", "到位企业自筹", "企业自筹到位", "到位自有资金", "自有资金到位"],
    ),
    (FundSource::Other, &["到位其他资金", "其他资金到位", "到位内资", "实际到位内资", "内资到位"]),
];

/// What a header of money that arrived tells, its year and month taken off.
pub(super) fn paid(rest: &str) -> Option<What> {
    let source =
        PAID_WORDS.iter().find(|(_, words)| words.contains(&rest)).map(|(source, _)| What::Paid(*source));
    source.or_else(|| PAID_TOTAL_WORDS.contains(&rest).then_some(What::PaidTotal))
}
