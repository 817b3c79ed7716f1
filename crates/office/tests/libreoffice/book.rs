//! Workbooks.

use crate::folder::{Folder, pdf_text};
use office::write::{Column, Format, Table, Value, XlsxWriter};

/// A list as the ledger exports it.
fn list() -> Vec<u8> {
    let columns = vec![
        Column::new("项目名称", 40.0, Format::Text),
        Column::new("统一社会信用代码", 20.0, Format::Text),
        Column::new("总投资(万元)", 14.0, Format::Decimal { places: 2 }),
        Column::new("签约日期", 12.0, Format::Day),
        Column::new("备注", 20.0, Format::Text),
    ];
    let table = Table {
        title: Some("项目台账".to_owned()),
        note_right: Some("单位：万元".to_owned()),
        ..Table::new("台账", columns)
    };
    let mut writer = XlsxWriter::new().unwrap();
    writer.begin(&table).unwrap();
    let rows = [
        ("云岫新材料项目（一期）", 1_200_050, (2022, 2, 26), "=1+1"),
        ("柏峪装备项目", 500, (2024, 2, 29), "@提示"),
    ];
    for (title, invest_e2, (year, month, day), remark) in rows {
        let row = [
            Value::text(title),
            Value::text("914300000000000018"),
            Value::Decimal { scaled: invest_e2, places: 2 },
            Value::Day(year, month, day),
            Value::text(remark),
        ];
        writer.row(&row).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_reads_every_cell_of_a_list_as_it_was_meant() {
    let folder = Folder::make("csv");
    folder.put("list.xlsx", &list());
    // 44 comma, 34 quote, 76 UTF-8; the cells as they are shown.
    let text = folder.convert("list.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false");
    let text = String::from_utf8(text).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let header = lines.iter().position(|line| line.starts_with("项目名称")).expect("the header is there");
    assert!(lines[..header].iter().any(|line| line.contains("项目台账")), "{text}");
    assert!(lines[..header].iter().any(|line| line.contains("单位：万元")), "{text}");
    assert_eq!(lines[header + 1], "云岫新材料项目（一期）,914300000000000018,12000.5,2022-02-26,=1+1");
    assert_eq!(lines[header + 2], "柏峪装备项目,914300000000000018,5,2024-02-29,@提示");
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_prints_a_list_with_its_chinese_words() {
    let folder = Folder::make("pdf");
    folder.put("list.xlsx", &list());
    folder.convert("list.xlsx", "pdf");
    let text = pdf_text(&folder.path("list.pdf"), &[]);
    for word in ["项目台账", "单位：万元", "云岫新材料项目（一期）", "2024-02-29", "=1+1"]
    {
        assert!(text.contains(word), "{word} is not in {text}");
    }
}
