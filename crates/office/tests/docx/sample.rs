//! A document with everything in it, laid out as an official bulletin is.
#![allow(clippy::unwrap_used)]

use office::docx::{
    Align, Block, Cell, Column, Document, Imprint, Inline, Layout, Level, Row, Section, Start, Table, Target,
    TextSize, Width, heading_number,
};

fn text(text: &str) -> Vec<Inline> {
    vec![text.into()]
}

fn heading(level: Level, number: u32, words: &str) -> Block {
    Block::Heading(level, vec![heading_number(level, number).into(), words.into()])
}

fn field(label: &str, text: &str) -> Vec<Inline> {
    vec![Inline::Field { label: label.to_owned(), text: text.to_owned() }]
}

/// The document.
pub fn document() -> Document {
    let last = Section { start: Start::EvenPage, ..Section::portrait(vec![imprint()]) };
    Document {
        title: "关于2022年1至2月重点项目进展情况的通报".to_owned(),
        created: "2022-03-10T01:30:00Z".parse().unwrap(),
        layout: Layout::default(),
        sections: vec![Section::portrait(body()), Section::landscape(annex()), last],
    }
}

fn body() -> Vec<Block> {
    let mut blocks = vec![
        Block::DocumentNumber(field("发文字号", "云政办〔2022〕12号")),
        Block::Title(vec![text("关于2022年1至2月"), text("全市重点项目进展情况的通报")]),
        Block::Addressee(text("各县（市、区）人民政府，市直有关部门：")),
        Block::Paragraph(vec![
            "1至2月，全市重点项目共".into(),
            Inline::bookmark("F7K3A", "426"),
            "个，开工率".into(),
            Inline::bookmark("F7K3B", "13.1%"),
            Inline::note("开工率＝已开工项目数÷签约项目数，分母不含终止项目。"),
            "，居全省第".into(),
            Inline::bookmark("位次", "3"),
            Inline::Note(vec![
                "名次见".into(),
                Inline::Link {
                    to: Target::Address("https://example.org/f/F7K3C".to_owned()),
                    text: "F7K3C".to_owned(),
                },
                "。".into(),
            ]),
            "位，详见".into(),
            Inline::Link { to: Target::Bookmark("annex_1".to_owned()), text: "附件1".to_owned() },
            "。".into(),
        ]),
        heading(Level::One, 1, "总体情况"),
        heading(Level::Two, 1, "招商签约项目签约开工情况"),
    ];
    let words = "新增签约项目个数和总投资均高于上年同期，已开工项目按时间节点推进，\
                 完成情况较好的县（市、区）继续保持，较差的要倒排工期、压实责任，确保按期开工。";
    blocks.extend([
        Block::Paragraph(vec![Inline::Strong("一是签约。".to_owned()), words.into()]),
        heading(Level::Three, 1, "序时进度"),
        Block::Paragraph(text(&words.repeat(3))),
        heading(Level::Four, 1, "滞后项目"),
        Block::Paragraph(text(&words.repeat(2))),
        heading(Level::One, 2, "下一步工作"),
        Block::Paragraph(text(words)),
        small_table(),
        Block::AttachmentNote(vec![text("重点项目进展情况表"), text("滞后项目清单")]),
        Block::Signature {
            office: field("署名", "云岫市人民政府办公室"),
            day: field("成文日期", "2022年3月10日"),
        },
    ]);
    blocks
}

fn small_table() -> Block {
    let column = |share, align| Column { width: Width::Share(share), align };
    let columns = vec![column(2, Align::Left), column(1, Align::Right)];
    let rows = vec![Row::new(["云溪县", "12.50"]), Row::new(["合计", "12.50"]).strong()];
    Block::Table(Table {
        size: TextSize::SmallFour,
        ..Table::new(columns, vec![Row::new(["单位", "总投资（亿元）"])], rows)
    })
}

fn annex() -> Vec<Block> {
    vec![
        Block::AnnexLabel(vec![Inline::bookmark("annex_1", "附件1")]),
        Block::Title(vec![text("重点项目进展情况表")]),
        Block::Table(wide_table(40)),
    ]
}

/// A table with a header of two rows, merged both ways, and cells over several rows.
pub fn wide_table(units: u32) -> Table {
    let columns = vec![
        Column { width: Width::Mm(12), align: Align::Center },
        Column { width: Width::Share(3), align: Align::Left },
        Column { width: Width::Share(2), align: Align::Left },
        Column { width: Width::Mm(22), align: Align::Right },
        Column { width: Width::Mm(28), align: Align::Right },
        Column { width: Width::Mm(22), align: Align::Right },
    ];
    let tall = |words: &str| Cell::from(words).over_rows(2);
    let header = vec![
        Row::new([
            tall("排名"),
            tall("单位"),
            tall("类别"),
            Cell::from("签约项目").over_columns(2),
            tall("开工率（%）"),
        ]),
        Row::new(["项目数", "总投资（亿元）"]),
    ];
    let mut rows = Vec::new();
    for unit in 1..=units {
        let amount = format!("{unit}.50");
        rows.push(Row::new([
            Cell::from(unit.to_string()).over_rows(2),
            Cell::from(format!("第{unit}开发区")).over_rows(2),
            "工业".into(),
            unit.to_string().into(),
            Cell::new(vec![Inline::bookmark(format!("A{unit}"), amount)]),
            "50.0".into(),
        ]));
        rows.push(Row::new(["服务业", "0", "—", "—"]));
    }
    let total = [Cell::from("合计").over_columns(3), "820".into(), "840.00".into()];
    let rate = Cell::new(vec!["50.0".into(), Inline::note("合计由未取整的各行相加。")]);
    rows.push(Row::new(total.into_iter().chain([rate])).strong());
    Table {
        above: text("单位：个、亿元"),
        below: text("注：因四舍五入，分项之和与合计可能略有差异"),
        ..Table::new(columns, header, rows)
    }
}

fn imprint() -> Block {
    Block::Imprint(Imprint {
        copies: text("市委各部门，市人大常委会办公室，市政协办公室，市中级人民法院，市人民检察院。"),
        issuer: text("云岫市人民政府办公室"),
        issued: text("2022年3月10日"),
    })
}
