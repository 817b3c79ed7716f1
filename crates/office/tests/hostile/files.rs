//! The same table written as every kind of file.

use super::kit;
use super::records::{bof_stream, label, number, record};
use office::sheet::Range;

/// What every kind below holds, as texts: a merge over two rows, a number, a day and a month.
pub const ROWS: [[&str; 4]; 3] = [
    ["项目", "总投资", "开工", "投产"],
    ["甲", "1250.5", "2022-03-05", "2022-03"],
    ["", "80", "2022-12-31", ""],
];
pub const MERGE: Range = Range { first_row: 1, first_col: 0, last_row: 2, last_col: 0 };

pub fn xlsx() -> Vec<u8> {
    let text = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"str\"><v>{text}</v></c>");
    let heads: String =
        ["A1", "B1", "C1", "D1"].iter().zip(ROWS[0]).map(|(at, head)| text(at, head)).collect();
    kit::minimal(&format!(
        "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row>{heads}</row><row r=\"2\">{}<c><v>1250.5</v></c>\
         <c s=\"1\"><v>44625</v></c><c s=\"2\"><v>44621</v></c></row><row r=\"3\" hidden=\"1\"><c r=\"B3\"><v>80</v></c>\
         <c s=\"1\"><v>44926</v></c></row></sheetData><mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>",
        text("A2", "甲"),
    ))
}

/// Days counted from 1904 are 1,462 fewer.
pub fn xls(from_1904: bool) -> Vec<u8> {
    let shift = if from_1904 { 1462.0 } else { 0.0 };
    let mut hidden_row = [0u8; 16];
    kit::put(&mut hidden_row, 0, &[2, 0]);
    kit::put(&mut hidden_row, 12, &[0x20, 0]);
    let mut cells = record(0x007d, &[1u16, 1, 0, 0, 1, 0].map(u16::to_le_bytes).concat());
    cells.extend(record(0x0208, &hidden_row));
    for (col, head) in (0..).zip(ROWS[0]) {
        cells.extend(label(0, col, head));
    }
    cells.extend(label(1, 0, "甲"));
    let numbers = [
        (1, 1, 0, 1250.5),
        (1, 2, 1, 44625.0 - shift),
        (1, 3, 2, 44621.0 - shift),
        (2, 1, 0, 80.0),
        (2, 2, 1, 44926.0 - shift),
    ];
    for (row, col, style, value) in numbers {
        cells.extend(number(row, col, style, value));
    }
    cells.extend(record(0x00e5, &[1u16, 1, 2, 0, 0].map(u16::to_le_bytes).concat()));
    let globals = if from_1904 { record(0x0022, &[1, 0]) } else { Vec::new() };
    kit::container("Workbook", &bof_stream(&globals, &cells))
}

pub fn spreadsheetml() -> String {
    let text = |text: &str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let day = |style: &str, day: &str| {
        format!("<Cell ss:StyleID=\"{style}\"><Data ss:Type=\"DateTime\">{day}T00:00:00.000</Data></Cell>")
    };
    let number = |at: u32, number: &str| {
        format!("<Cell ss:Index=\"{at}\"><Data ss:Type=\"Number\">{number}</Data></Cell>")
    };
    let style = |id: &str, format: &str| {
        format!("<Style ss:ID=\"{id}\"><NumberFormat ss:Format=\"{format}\"/></Style>")
    };
    format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles>{}{}</Styles><Worksheet ss:Name=\"一\"><Table>\
         <Column ss:Index=\"2\" ss:Hidden=\"1\"/><Row>{}</Row><Row><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">甲</Data></Cell>{}{}{}</Row>\
         <Row ss:Hidden=\"1\">{}{}</Row></Table></Worksheet></Workbook>",
        style("d", "yyyy\\-mm\\-dd"),
        style("m", "yyyy&quot;年&quot;m&quot;月&quot;"),
        ROWS[0].map(text).concat(),
        number(2, "1250.5"),
        day("d", "2022-03-05"),
        day("m", "2022-03-01"),
        number(2, "80"),
        day("d", "2022-12-31"),
    )
}

pub fn page() -> String {
    let heads = ROWS[0].map(|head| format!("<th>{head}</th>")).concat();
    format!(
        "<html><body><table><col><col style='display:none'><tr>{heads}</tr><tr><td rowspan=2>甲</td><td x:num=\"1250.5\">1,250.50</td>\
         <td x:num=\"44625\" style='mso-number-format:\"yyyy/m/d\"'>2022/3/5</td><td x:num=\"44621\" style='mso-number-format:\"yyyy\\0022年\\0022m\"'>\
         2022年3月</td></tr><tr style='display:none'><td x:num>80</td><td x:num=\"44926\" style='mso-number-format:\"yyyy/m/d\"'>2022/12/31</td></tr>\
         </table></body></html>"
    )
}

pub fn archive() -> String {
    format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\
         Content-Transfer-Encoding: quoted-printable\n\n{}\n--x--\n",
        quoted_printable(&page())
    )
}

fn quoted_printable(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'=' | 0x80.. => format!("={byte:02X}"),
        b'>' => ">=\n".to_owned(),
        _ => char::from(byte).to_string(),
    };
    text.bytes().map(sign).collect()
}

pub fn lines(separator: &str) -> String {
    ROWS.map(|row| row.join(separator)).join("\r\n")
}

pub fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    let mark = if mark { "\u{feff}" } else { "" };
    mark.encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

pub fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

/// Western text, which holds bytes that are no UTF-8.
pub fn windows_1252() -> Vec<u8> {
    b"Projekt;Tr\xe4ger;Betrag \x80\r\nStra\xdfe;M\xfcller;1.250,50\r\n\"Caf\xe9; Bar\";;80".to_vec()
}

/// A file of every kind, with its name.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let marked = |text: &str| format!("\u{feff}{text}").into_bytes();
    vec![
        ("xlsx", xlsx()),
        ("xls", xls(false)),
        ("spreadsheetml", spreadsheetml().into_bytes()),
        ("spreadsheetml-utf16", utf16(&spreadsheetml(), false, true)),
        ("page", page().into_bytes()),
        ("page-gb18030", gb18030(&page().replace("<body>", "<meta charset=gbk><body>"))),
        ("archive", archive().into_bytes()),
        ("csv", lines(",").into_bytes()),
        ("csv-marked", marked(&lines(";"))),
        ("csv-gb18030", gb18030(&lines(","))),
        ("csv-windows-1252", windows_1252()),
        ("tsv-utf16", utf16(&lines("\t"), false, false)),
    ]
}
