//! Sheets of one project, and the widest sheets: L5, L6, L13.

use super::*;
use domain::MilestoneCode;

#[test]
fn l5_a_form_of_one_project_is_read_label_by_label() {
    let sheet = book(
        &["A1:F1", "A2:A3"],
        &[
            "年产十万台设备项目推进表（2022年）",
            "一、建设单位|甲公司|地点|甲镇|占地(亩)|85",
            "|||||",
            "二、规模内容|两条生产线|总投资(亿元)|2.3|起止年限|2021-2023",
            "三、手续",
            "立项|已办结 晋发改备〔2021〕3号|环保|未办结 已受理|消防|未办结",
        ],
    );
    assert_eq!(shape(&sheet), Shape::Card);
    let rows = rows(&sheet);
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(told(row, Field::ProjectOwner), "甲公司");
    assert_eq!(told(row, Field::Content), "两条生产线");
    assert_eq!(told(row, Field::Invest), "23000000000");
    assert_eq!(told(row, Field::Land), "8500");
    assert_eq!(told(row, Field::Period), "2021-2023");
    assert!(told(row, Field::Title).contains("年产十万台设备项目"), "{}", told(row, Field::Title));
}

const L6: &str = "项目名称|项目曾用名|项目来源|区县|园区|统计代码|产业类别(工业/服务业)|国民经济行业|8+13+X|总投资(亿元)|外资(万美元)|是否分期|\
    每期金额(万元)|建设内容及规模|主要产品及产能|预期产值/开票(万元)|税收(万元)|用工(人)|亩均税收(万元)|建设起止(年)|年度计划投资(万元)|\
    年度形象进度|类型(新招引/增资扩产/利润再投资)|投资主体|统一信用代码|主体性质|用地总量(亩)|新增面积|容积率|在线平台项目代码|是否入统|责任单位";
const L6_ROW: &str = "甲项目|甲一期|招商|榆次区|甲园区|140700123|工业|通用设备|先进制造|=3.5|=120|是|=5000|厂房|泵|=60000|=3000|350|=20|2025-2026|\
    =8000|主体|增资扩产|甲公司|91140000MA0K0TP59H|民企|=120|=10|=1.2|2101-140702-89-01-000001|是|工信局";

#[test]
fn l6_a_wide_sheet_of_city_key_projects_gives_each_column_its_meaning() {
    let sheet = book(&["A1:AF1"], &["2025年市重点项目", L6, L6_ROW]);
    let row = &rows(&sheet)[0];
    assert_eq!(told(row, Field::Title), "甲项目");
    assert_eq!(told(row, Field::County), "榆次区");
    assert_eq!(told(row, Field::Park), "甲园区");
    assert_eq!(told(row, Field::StatisticsCode), "140700123");
    assert_eq!(told(row, Field::Industry), "工业");
    assert_eq!(told(row, Field::Invest), "35000000000");
    assert_eq!(told(row, Field::Output), "60000000000");
    assert_eq!(told(row, Field::Tax), "3000000000");
    assert_eq!(told(row, Field::Jobs), "350");
    assert_eq!(told(row, Field::Period), "2025-2026");
    assert_eq!(told(row, Field::Acquisition), "capacityExpansion");
    assert_eq!(told(row, Field::Land), "12000");
    assert_eq!(told(row, Field::ResponsibleUnit), "工信局");
    let headers: Vec<_> = row.draft.notes.iter().map(|(header, _)| &**header).collect();
    assert!(headers.contains(&"外资(万美元)") && headers.contains(&"每期金额(万元)"), "{headers:?}");
}

#[test]
fn l13_field_sets_of_three_more_systems() {
    let sheet = book(
        &[],
        &[
            "项目名称|是否省重点|是否市重点|内资计划投资(亿元)|外资计划投资(万美元)|统计局代码|进度状态|计划开工日期|计划投产日期|存在问题|解决措施|责任单位|完成时限",
            "乙项目|是|否|=1|=0|123|滞后|2022-03|2023-06|缺水|接管|水务局|2022-05-01",
        ],
    );
    let row = &rows(&sheet)[0];
    assert_eq!(told(row, Field::StatisticsCode), "123");
    assert_eq!(told(row, Field::Plan(MilestoneCode::Commencement)), "2022年3月");
    assert_eq!(told(row, Field::ResponsibleUnit), "水务局");
    assert_eq!(row.draft.notes.len(), 8, "{:?}", row.draft.notes);
}
