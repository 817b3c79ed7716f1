//! The words with which real ledgers head their columns (`domain.md` §14).

use super::Field;
use domain::{ListKind, MilestoneCode, Stage};

/// Field, stable code, canonical header, other headers.
pub(super) type Row = (Field, &'static str, &'static str, &'static [&'static str]);

use Field as F;

/// Every column, the plain sheet's order first. Dates are not here: they are made of words, see [`MILESTONES`].
// One line a column: a table is read as a table.
#[rustfmt::skip]
pub(super) const COLUMNS: &[Row] = &[
    (F::Ordinal, "ordinal", "序号", &["编号序号", "行号", "no", "no."]),
    (F::OwnNo, "ownNo", "项目编号", &["编号", "项目编码", "项目序号", "内部编号", "台账编号", "项目号"]),
    (
        F::Title,
        "title",
        "项目名称",
        &["名称", "工程名称", "项目名", "项目全称", "企业(项目)名称", "项目(企业)名称", "建设项目名称", "签约项目名称", "重点项目名称"],
    ),
    (F::City, "city", "所在市", &["市", "所属市", "地市", "设区市", "所在地市", "市州", "城市"]),
    (F::County, "county", "所在县区", &["县区", "区县", "所属县区", "县(市,区)", "所在县", "行政区"]),
    (
        F::Zone,
        "zone",
        "开发区",
        &["开发区名称", "所属开发区", "所在开发区", "园区(开发区)", "经开区", "高新区", "功能区", "所属功能区"],
    ),
    (F::Park, "park", "园区", &["所在园区", "所属园区", "园区名称", "产业园", "产业园区", "入驻园区"]),
    (
        F::Industry,
        "industry",
        "产业类别",
        &["产业分类", "产业类型", "产业", "行业类别", "所属产业", "行业", "所属行业", "产业领域", "主导产业", "产业链"],
    ),
    (
        F::Stage,
        "stage",
        "项目阶段",
        &["阶段", "当前阶段", "所处阶段", "建设阶段", "项目状态", "当前状态", "项目进展阶段", "目前阶段"],
    ),
    (
        F::Invest,
        "invest",
        "总投资",
        &["计划总投资", "项目总投资", "投资总额", "总投资额", "投资额", "项目投资额", "计划总投资额", "总投资金额", "概算总投资"],
    ),
    (
        F::Contract,
        "contract",
        "签约金额",
        &["合同金额", "合同额", "协议金额", "签约额", "合同总金额", "协议投资额", "合同投资额", "合同投资", "协议投资", "签约投资", "签约投资额", "签约总投资"],
    ),
    (
        F::Investor,
        "investor",
        "投资方",
        &["投资主体", "投资单位", "投资企业", "投资商", "投资人", "投资者", "投资方名称", "投资方(全称)", "签约企业", "引资企业"],
    ),
    (
        F::Origin,
        "origin",
        "投资方所在省",
        &[
            "投资方所在地", "投资方来源地", "资金来源地", "来源省份", "投资来源地", "投资来源", "投资方所属省", "投资方省份",
            "来源地", "投资方所在省份", "投资方注册地", "客商来源地",
        ],
    ),
    (F::Round(ListKind::Signing), "round.signing", "签约轮次", &["签约一批", "签约批次", "签约期次", "签约一批轮次", "入列签约轮次"]),
    (
        F::Round(ListKind::Commencement),
        "round.commencement",
        "开工轮次",
        &["开工一批", "开工批次", "开工期次", "开工一批轮次", "入列开工轮次"],
    ),
    (
        F::Round(ListKind::Production),
        "round.production",
        "投产轮次",
        &["投产一批", "投产批次", "投产期次", "投产一批轮次", "入列投产轮次"],
    ),
    (F::ResponsiblePerson, "responsiblePerson", "责任人", &["项目责任人", "项目负责人", "负责人", "具体责任人", "责任领导"]),
    (F::ResponsibleUnit, "responsibleUnit", "责任单位", &["牵头单位", "主管单位", "责任部门", "牵头责任单位", "推进主体"]),
    (F::LiaisonLeader, "liaisonLeader", "包联领导", &["包联人", "挂点领导", "联系领导", "包保领导", "包联县级领导", "帮扶领导"]),
    (F::Agent, "agent", "代办员", &["领办代办员", "项目代办员", "服务专员", "项目专员", "代办人"]),
    (
        F::ProjectCode,
        "projectCode",
        "项目代码",
        &["固定资产投资项目代码", "投资项目代码", "在线平台项目代码", "立项代码", "备案代码", "项目统一代码", "投资项目统一代码", "赋码"],
    ),
    (
        F::CreditCode,
        "creditCode",
        "统一社会信用代码",
        &["统一信用代码", "信用代码", "社会信用代码", "企业统一社会信用代码", "组织机构代码"],
    ),
    (F::StatisticsCode, "statisticsCode", "统计代码", &["入统代码", "统计编码", "统计项目代码", "统计局代码"]),
    (
        F::ProjectOwner,
        "projectOwner",
        "建设单位",
        &["项目法人", "项目单位", "业主单位", "项目业主", "建设主体", "法人单位", "实施单位", "企业名称", "项目公司"],
    ),
    (F::ConstructionType, "constructionType", "建设性质", &["项目性质", "建设类型"]),
    (F::Acquisition, "acquisition", "引进方式", &["类型", "招引类型", "项目引进方式", "引资类型", "投资方式"]),
    (
        F::Land,
        "land",
        "用地面积",
        &["占地面积", "建设用地面积", "占地", "用地", "用地规模", "用地总量", "占地亩数", "拟用地面积", "土地面积", "项目用地"],
    ),
    (
        F::Output,
        "output",
        "预计年产值",
        &["年产值", "预期年产值", "预期产值", "预计产值", "达产后年产值", "预期产值/开票", "达产产值", "达产年产值", "预计年销售收入"],
    ),
    (F::Tax, "tax", "预计年税收", &["年税收", "预期税收", "预计税收", "预期年税收", "税收", "达产后年税收", "达产税收"]),
    (F::Jobs, "jobs", "用工人数", &["用工", "就业人数", "带动就业", "预计用工", "吸纳就业", "用工数", "新增就业", "带动就业人数"]),
    (
        F::Content,
        "content",
        "建设内容",
        &["建设内容及规模", "主要建设内容", "主要建设内容及规模", "规模内容", "项目内容", "建设规模及内容", "建设规模及主要内容", "项目概况", "建设规模", "主要建设内容和规模"],
    ),
    (F::Address, "address", "建设地点", &["项目地点", "建设地址", "项目地址", "项目位置", "选址", "地点", "落地位置", "项目所在地"]),
    (F::Remark, "remark", "备注", &["备注说明", "说明", "其他说明"]),
    (F::Phasing, "phasing", "是否分期", &["分期", "是否分期建设", "分期建设", "是否分期实施", "分期实施", "分期情况", "建设分期", "项目分期"]),
    (F::PhaseAmounts, "phaseAmounts", "每期金额", &["每期投资", "分期金额", "分期投资", "每期投资额", "分期投资额", "各期金额", "各期投资"]),
    (
        F::Period,
        "period",
        "建设起止年限",
        &["起止年限", "建设起止", "建设年限", "建设起止时间", "起止时间", "建设周期", "建设期限", "起止年月", "建设起止年月", "项目工期", "建设工期", "工期", "项目起止时间", "项目建设周期"],
    ),
];

/// The words for the milestones whose days stand in columns: stage of the fact, milestone of the plan, words.
pub(super) const MILESTONES: &[(Stage, Option<MilestoneCode>, &[&str])] = &[
    (
        Stage::Signed,
        Some(MilestoneCode::Signing),
        &["签约", "签订", "签订合同", "合同签订", "协议签订", "签订协议"],
    ),
    (
        Stage::Fulfilled,
        Some(MilestoneCode::ProjectApproval),
        &["履约", "备案", "立项", "立项备案", "备案立项"],
    ),
    (Stage::Landed, Some(MilestoneCode::LandAcquired), &["供地", "落地", "取得土地", "土地摘牌", "摘牌"]),
    (Stage::Commenced, Some(MilestoneCode::Commencement), &["开工", "开工建设", "动工", "开建"]),
    (Stage::Completed, Some(MilestoneCode::Completion), &["竣工", "完工", "建成", "竣工验收"]),
    (Stage::TrialProduction, Some(MilestoneCode::Commissioning), &["试生产", "试产", "试运行"]),
    (
        Stage::Producing,
        Some(MilestoneCode::Production),
        &["投产", "竣工投产", "投产达效", "建成投产", "投产运营", "正式投产"],
    ),
    (Stage::FullCapacity, Some(MilestoneCode::FullCapacity), &["达产", "达效", "达产达效"]),
    (Stage::Suspended, None, &["停工", "停建", "缓建", "停缓建", "暂停"]),
    (Stage::Terminated, None, &["终止"]),
    (Stage::Withdrawn, None, &["退出"]),
];

/// Words before a date that has happened.
pub(super) const FACT_WORDS: &[&str] = &["", "实际", "已", "正式"];
/// Words before a date that is planned.
pub(super) const PLAN_WORDS: &[&str] = &["计划", "预计", "拟", "预期", "拟定", "目标", "约定", "承诺"];
/// Words after a date.
pub(super) const TIME_WORDS: &[&str] = &["日期", "时间", "年月", "月份", "年份", "日", "时间节点", "节点"];

/// A word behind that of a column, or below it where the column is a merged heading, and what both mean together.
type Parts = &'static [(&'static str, Field)];

/// Columns that are told in parts: 投资主体 over 名称 and 所在省.
pub(super) const NAMED_PARTS: &[(Field, Parts)] = &[
    (
        F::Investor,
        &[
            ("名称", F::Investor),
            ("全称", F::Investor),
            ("单位名称", F::Investor),
            ("企业名称", F::Investor),
            ("公司名称", F::Investor),
            ("所在省", F::Origin),
            ("所在省份", F::Origin),
            ("所在省市", F::Origin),
            ("所在地", F::Origin),
            ("所属省", F::Origin),
            ("所属省份", F::Origin),
            ("省份", F::Origin),
            ("来源地", F::Origin),
            ("来源省份", F::Origin),
            ("注册地", F::Origin),
        ],
    ),
    (F::ProjectOwner, &[("名称", F::ProjectOwner), ("全称", F::ProjectOwner)]),
    (F::ResponsibleUnit, &[("名称", F::ResponsibleUnit)]),
    (F::Zone, &[("名称", F::Zone)]),
    (F::Park, &[("名称", F::Park)]),
    (F::LiaisonLeader, &[("姓名", F::LiaisonLeader)]),
    (F::Agent, &[("姓名", F::Agent)]),
    (F::ResponsiblePerson, &[("姓名", F::ResponsiblePerson)]),
];
