//! Monthly reports and progress sheets: L1 to L4, L8 to L10, L12.

use super::*;
use domain::{MilestoneCode, Stage};

/// A column of a year or month, by its code.
fn of(code: &str) -> Field {
    Field::from_code(&format!("of.{code}")).unwrap()
}

#[test]
fn l1_a_district_monthly_report_takes_its_unit_from_the_line_above() {
    let sheet = book(
        &["A1:Q1"],
        &[
            "某某区重点项目建设情况月报表（2022年6月）",
            "填报单位：发改局|||||||||||||||单位：万元",
            "项目编号|项目名称|建设性质|建设内容|总投资|今年计划投资|今年累计完成投资|本月完成投资|计划开工时间|计划竣工时间|包联领导|责任单位|\
             服务单位|项目类型|建设阶段|本月进展|问题和建议",
            "1|甲项目|新建|厂房\n两栋|５，２９３|=1000|=400|=100|2022.3|明年3月份|张三，李四|工信局|服务中心|工业|在建|主体封顶|无",
            "",
            "合计||||=5293|=1000|=400|=100",
            "注：本表每月5日前报送",
        ],
    );
    assert_eq!(shape(&sheet), Shape::Table { first: 2, last: 2 });
    let rows = rows(&sheet);
    assert_eq!(titles(&rows), ["甲项目"]);
    let row = &rows[0];
    assert_eq!(told(row, Field::Invest), "5293000000");
    assert_eq!(told(row, Field::ConstructionType), "construction");
    assert_eq!(told(row, Field::Content), "厂房\n两栋");
    assert_eq!(told(row, Field::Plan(MilestoneCode::Commencement)), "2022年3月");
    assert_eq!(told(row, Field::Plan(MilestoneCode::Completion)), "2023年3月");
    assert_eq!(told(row, Field::LiaisonLeader), "张三、李四");
    assert_eq!(told(row, Field::ResponsibleUnit), "工信局");
    assert_eq!(told(row, Field::Stage), "underConstruction");
    assert_eq!(told(row, of("planInvest.2022.")), "1000000000");
    assert_eq!(told(row, of("yearToDate.2022.6")), "400000000");
    assert_eq!(told(row, of("monthAmount.2022.6")), "100000000");
    assert_eq!(told(row, of("physical.2022.6")), "主体封顶");
    assert_eq!(problems(row), Vec::<String>::new());
    let layout = &recognize(&sheet, &[]).sheets[0];
    assert_eq!(layout.checks.len(), 1);
    assert!(layout.notes.iter().any(|note| note.starts_with("注：")), "{:?}", layout.notes);
    assert_eq!(layout.reference.unwrap().to_string(), "2022-06-30");
}

#[test]
fn l2_a_progress_sheet_begins_below_a_blank_row_and_ends_with_a_count() {
    let sheet = book(
        &["A2:R2"],
        &[
            "",
            "2022年新城重点项目建设进度表",
            "报送部门：建设局||||||单位：万元",
            "序号|项目名称|投资主体|建设起止年限|总投资|年计划投资|年计划形象进度|1月形象进度|1月实际完成投资|2月形象进度|2月实际完成投资|\
             自开始累积完成投资|存在问题|开工/计划开工时间|土地征收情况及前期手续办理情况|资金来源|形象进度照片|备注",
            "=1|乙\n项目|乙公司|2021-2023|=120000|=30000|主体完工|基础|=500|基础|=600|=1100|无|2022年4月底|已办结|自筹||",
            "=2|丙项目|丙公司|2022年3月/2023年10月|=8000|=3000|||||||征地|三季度|||| ",
            "合计：2个",
        ],
    );
    assert_eq!(shape(&sheet), Shape::Table { first: 3, last: 3 });
    let rows = rows(&sheet);
    assert_eq!(titles(&rows), ["乙项目", "丙项目"]);
    assert_eq!(told(&rows[0], Field::Invest), "120000000000");
    assert_eq!(told(&rows[0], Field::Period), "2021-2023");
    assert_eq!(told(&rows[0], Field::Plan(MilestoneCode::Commencement)), "2022年4月底");
    assert_eq!(told(&rows[1], Field::Plan(MilestoneCode::Commencement)), "2022年三季度");
    assert_eq!(told(&rows[0], of("planInvest.2022.")), "30000000000");
    assert_eq!(told(&rows[0], of("planContent.2022.")), "主体完工");
    assert_eq!(told(&rows[0], of("physical.2022.1")), "基础");
    assert_eq!(told(&rows[0], of("monthAmount.2022.2")), "600000000");
    let notes: Vec<_> = rows[0].draft.notes.iter().map(|(header, _)| &**header).collect();
    assert!(notes.contains(&"自开始累积完成投资"), "to the end of which month, nothing says: {notes:?}");
    assert_eq!(problems(&rows[1]), Vec::<String>::new());
    assert_eq!(recognize(&sheet, &[]).sheets[0].checks[0].label, "合计：2个");
}

#[test]
fn l3_a_plan_of_next_year_over_two_columns_is_not_the_total() {
    let sheet = book(
        &["A1:U1", "M3:N3", "A3:A4", "B3:B4", "K3:K4", "L3:L4"],
        &[
            "省市级重点项目表",
            "|||||||||||||||||||单位：亿元",
            "序号|项目名称|项目法人|建设性质|项目类型|建设地点|批准文件|主要建设内容及规模|建设用地面积(亩)|建设起止年限|总投资|\
             2021年底累计完成投资|2022年计划||形象进度|开工状态|入库状态|责任单位|联系人|联系电话|包联领导|备注",
            "||||||||||||投资|主要建设内容",
            "一、新建项目",
            "=1|丁项目|丁公司|新建|工业|甲镇|晋发改〔2021〕1号|两条生产线|150.5|2021年-2023年|=12.5|=3|=4|设备安装|在建|已开工|已入库|工信局|王五|0354|赵六|—",
            "二、续建项目",
            "=2|戊项目|戊公司|扩建|工业|乙镇||厂房|2公顷|2020-2022|=3.2|=1|=2||||||||无",
        ],
    );
    assert_eq!(shape(&sheet), Shape::Table { first: 2, last: 3 });
    let meanings = meanings(&sheet);
    assert_eq!(meanings.iter().filter(|meaning| meaning.contains("→ invest")).count(), 1, "{meanings:?}");
    assert_eq!(meanings.iter().filter(|meaning| meaning.ends_with("→ content")).count(), 1, "{meanings:?}");
    let rows = rows(&sheet);
    assert_eq!(titles(&rows), ["丁项目", "戊项目"]);
    assert_eq!(rows[0].draft.group.as_deref(), Some("一、新建项目"));
    assert_eq!(rows[1].draft.group.as_deref(), Some("二、续建项目"));
    assert_eq!(told(&rows[0], Field::Invest), "125000000000");
    assert_eq!(told(&rows[0], Field::Content), "两条生产线");
    assert_eq!(told(&rows[0], Field::Land), "15050");
    assert_eq!(told(&rows[1], Field::Land), "3000");
    assert_eq!(told(&rows[0], of("sinceStart.2021.12")), "30000000000");
    assert_eq!(told(&rows[0], of("planInvest.2022.")), "40000000000");
    assert_eq!(told(&rows[0], of("planContent.2022.")), "设备安装");
}

#[test]
fn l4_a_dispatch_sheet_names_the_month_in_each_row_and_keeps_its_marks_as_remarks() {
    let sheet = book(
        &["A1:M1"],
        &[
            "调度表（单位：万元）",
            "月份|项目名称|建设单位|年度计划投资|是否开工|当月已完成投资|当月至今已完成|土建工程|设备安装费用|土地等费用|投资完成比例|形象进度|审核标识",
            "2022-06|己项目|己公司|5000万元|是|=120|=800|=500|=200|=100|94.2%|主体施工|待审核",
        ],
    );
    let rows = rows(&sheet);
    assert_eq!(told(&rows[0], Field::ProjectOwner), "己公司");
    assert_eq!(told(&rows[0], of("planInvest..")), "5000000000");
    assert_eq!(told(&rows[0], of("monthAmount..")), "120000000");
    assert_eq!(told(&rows[0], of("yearToDate..")), "800000000");
    assert_eq!(told(&rows[0], of("physical..")), "主体施工");
    let june = Value::Number(2022 * 12 + 5);
    assert!(rows[0].draft.told.iter().any(|told| told.value == june), "{:?}", rows[0].draft.told);
    assert_eq!(rows[0].draft.notes.len(), 6, "{:?}", rows[0].draft.notes);
    assert_eq!(problems(&rows[0]), Vec::<String>::new());
}

#[test]
fn l8_two_units_stand_side_by_side() {
    let sheet = book(
        &[],
        &[
            "项目名称|项目编号|项目工期|责任单位|建设单位|项目类型|总投资（亿元）|年度计划投资（万元）|年度累计完成投资（万元）|年度投资完成率|建设性质",
            "庚项目|G01|24个月|发改局|庚公司|工业|1.3|=5000|=2500|=0.5|改建",
            "辛项目|G02|24个月|发改局|辛公司|工业|8000万元|=5000|=2500|50%|迁建",
        ],
    );
    let rows = rows(&sheet);
    assert_eq!(told(&rows[0], Field::Invest), "13000000000");
    assert_eq!(told(&rows[1], Field::Invest), "8000000000", "the unit in the cell wins");
    assert_eq!(told(&rows[1], Field::ConstructionType), "replacement");
}

#[test]
fn l9_a_road_programme_has_its_spans_over_two_columns_each() {
    let sheet = book(
        &["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1"],
        &[
            "序号|工程名称|本月||自元月至本月底||开工至本月底|",
            "||工程量|完成投资(万元)|工程量|完成投资(万元)|工程量|完成投资(万元)",
            "=1|园区一号路|=1.2|=300|=3|=900|=5|=1500",
        ],
    );
    assert_eq!(shape(&sheet), Shape::Table { first: 0, last: 1 });
    let row = &rows(&sheet)[0];
    assert_eq!(told(row, Field::Title), "园区一号路");
    let headers: Vec<_> = row.draft.notes.iter().map(|(header, _)| &**header).collect();
    assert_eq!(headers[1], "本月·完成投资(万元)");
    assert_eq!(headers[5], "开工至本月底·完成投资(万元)");
}

#[test]
fn l10_a_year_and_a_month_in_a_header_say_of_what_it_speaks() {
    let sheet = book(
        &[],
        &[
            "项目名称|总投资(万元)|2022年度计划投资(万元)|6月完成投资(万元)|2022年1-6月累计完成投资(万元)",
            "壬项目|=900|=300|=50|=200",
        ],
    );
    let meant = [
        "项目名称 → title",
        "总投资(万元) → invest/wan",
        "2022年度计划投资(万元) → of.planInvest.2022./wan",
        "6月完成投资(万元) → of.monthAmount.2022.6/wan",
        "2022年1-6月累计完成投资(万元) → of.yearToDate.2022.6/wan",
    ];
    assert_eq!(meanings(&sheet), meant);
    assert_eq!(rows(&sheet)[0].draft.notes.len(), 0);
}

#[test]
fn l12_statistics_of_treatment_projects_have_months() {
    let sheet = book(
        &[],
        &[
            "单位：万元",
            "统计年份|项目名称|开工年月|建成投产年月|计划总投资|至本年底累计完成投资|本年完成投资及资金来源合计|政府补助|企业自筹|银行贷款",
            "2021|癸项目|202007|2021年10月|约1.5亿元|=9000|=5000|=1000|=3000|=1000",
        ],
    );
    let row = &rows(&sheet)[0];
    assert_eq!(told(row, Field::Fact(Stage::Commenced)), "2020年7月");
    assert_eq!(told(row, Field::Fact(Stage::Producing)), "2021年10月");
    assert_eq!(told(row, Field::Invest), "About 15000000000");
}
