//! Sheets in which units or indicators, not projects, have rows: L7, L11, L14, L15. They are checks, never projects.

use super::*;
use rstest::rstest;

#[rstest]
#[case::l7(&[
    "行政区|在库项目数量|总投资|年度计划投资|统计周期内累计完成投资|年度投资进度|累计已到位资金|资金到位率",
    "榆次区|=120|=900|=300|=150|50%|=140|93%",
    "全市合计|=120|=900|=300|=150|50%|=140|93%",
])]
#[case::l11(&[
    "单位|合同总金额|本年计划完成投资|当月完成投资|本年至当月实际完成|开工以来累计完成投资|累计结算|累计支付",
    "一公司|=900|=300|=50|=200|=600|=400|=380",
    "合计|=900|=300|=50|=200|=600|=400|=380",
])]
#[case::l14(&[
    "招商引资月报表",
    "行业|新签项目个数|续建项目数|完工项目数|当月到位资金|累计到位资金|省外资金占比|年度目标完成率|同比增长",
    "制造业|=3|=5|=1|=2.5|=10|62%|48%|-8.92%",
])]
#[case::l15(&[
    "指标|完成数|目标|完成率|同比增长",
    "亿元以上省外项目资金|=20|=40|50%|3%",
    "工业招商项目形成固投|=10|=30|33%|1%",
])]
fn a_summary_is_kept_as_checks(#[case] rows: &[&str]) {
    let sheet = book(&[], rows);
    assert_eq!(shape(&sheet), Shape::Summary);
    assert!(super::rows(&sheet).is_empty());
    assert!(!recognize(&sheet, &[]).sheets[0].checks.is_empty());
}
