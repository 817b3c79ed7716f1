//! Pages that are called workbooks, alone and in web archives.

use super::*;
use office::sheet::{Book, Kind, Range};

fn book(page: &str) -> Book {
    outcome(page.as_bytes()).unwrap()
}

/// The rows as lines, sheets parted by `#`.
fn lines(book: &Book) -> String {
    let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>().join("|");
    let sheet = |sheet: &office::Sheet| sheet.rows.iter().map(row).collect::<Vec<_>>().join("¶");
    book.sheets.iter().map(sheet).collect::<Vec<_>>().join("#")
}

#[rstest]
#[case(
    "<table><tr><td>项目<td> a \n b<tr><td>&nbsp;1&amp;2&#8212;<br>3</td></tr></table>",
    "项目|a b¶1&2—\n3"
)]
#[case("<TABLE><TR><TD><p>a</p><p>b</p></TD><TD><b>c</b><i>d</i></TD></TR></TABLE>", "a\nb|cd")]
#[case("<table><td>a<td>b</table>", "a|b")]
#[case(
    "<html><head><title>t</title><style>td{x}</style></head><body><script>1<2</script><table><tr><td>a</table>",
    "a"
)]
#[case("<head><xml><x:Name>s</x:Name></xml><table><tr><td>a</td></tr></table>", "a")]
#[case("<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f</table>", "a|b||c¶|d|e|f")]
#[case("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>", "a|b¶|c¶|d")]
// Scripts that merge cells hide the ones beneath, which take no place; cells of a hidden column do.
#[case(
    "<table><tr><td rowspan=2>a<td>b<tr><td style='display:none'>a<td>c<tr><td colspan=2>d<td hidden><td>e</table>",
    "a|b¶|c¶d||e"
)]
#[case("<table><tr><td rowspan=2>a<td hidden>1<td>b<tr><td hidden>2<td>c</table>", "a|1|b¶|2|c")]
// A page that goes to its end has only forgotten to close its tables.
#[case("<html><body><table><tr><td>a</body></html>", "a")]
#[case("<style>td { color: red }</style><table><tr><td>a</table>", "a")]
// Text before a table, a caption and a table of one column are its title.
#[case(
    "<h1>年报</h1><p>单位：万元</p><table><caption>表</caption><tr><td>a<td>b</table>",
    "年报¶单位：万元¶表¶a|b"
)]
#[case("<table><tr><td>题</table><table><tr><td>a<td>b</table>", "题¶a|b")]
// Headings and rows as two tables go together; other tables don't.
#[case("<table><tr><th>a<th>b</table><table><tr><td>1<td>2</table>", "a|b¶1|2")]
#[case("<table><tr><th>a<th>b</table><table><tr><th>c<th>d</table>", "a|b#c|d")]
#[case("<table><tr><td>a<td>b</table><table><tr><td>c<td>d<td>e</table>", "a|b#c|d|e")]
// A table inside a cell: a line of text, or a table of its own.
#[case("<table><tr><td>a<table><tr><td>1<td>2</table>b<td>c</table>", "a 1 2 b|c")]
#[case("<table><tr><td><table><tr><td>a<td>b<tr><td>1<td>2</table></table>", "a|b¶1|2")]
fn a_page_is_read_as_its_tables(#[case] page: &str, #[case] expected: &str) {
    assert_eq!(lines(&book(page)), expected);
}

#[test]
fn spans_are_merges_and_end_with_the_table() {
    let book = book("<table><tr><td>a<td colspan=2 rowspan=9>b<tr><td>c</table>");
    assert_eq!(book.sheets[0].merges, [Range { first_row: 0, first_col: 1, last_row: 1, last_col: 2 }]);
}

#[test]
fn what_is_not_shown_is_read_and_told() {
    let book = book(
        "<table><col><col span=2 style='DISPLAY: none'><col width=0><tr><td>a<td>b<td>c<td>d<tr style='display : none'><td>e\
         <tr hidden><td>f<tr><td>g<td><td><td><td style='display:none'>h</table><div><table style='display:none'><tr><th>x</table></div>",
    );
    assert_eq!(lines(&book), "a|b|c|d¶e¶f¶g||||h#x");
    let sheet = &book.sheets[0];
    assert_eq!(
        (sheet.hidden_rows.as_slice(), sheet.hidden_cols.as_slice()),
        (&[1, 2][..], &[1, 2, 3, 4][..])
    );
    assert_eq!((sheet.hidden, book.sheets[1].hidden), (false, true));
}

#[test]
fn rows_that_a_class_of_the_styles_hides_are_read_and_told() {
    let styles = "<!-- @charset 'x'; .gone, table.list tr.off.now { color:red; Display : none } \
        @media print { .paper { display:none } } /* .a{display:none} */ .b{color:red} i{display:none} -->";
    let book = book(&format!(
        "<html><head><style>{styles}</style></head><body><table class=gone><tr><th>a<tr class='x gone'><td>b<tr class=off><td>c\
         <tr class='off now'><td>d<tr class=paper><td>e<tr class=a><td>f<tr class=b><td>g</table></body></html>"
    ));
    assert_eq!(lines(&book), "a¶b¶c¶d¶e¶f¶g");
    assert_eq!((book.sheets[0].hidden_rows.as_slice(), book.sheets[0].hidden), (&[1, 3][..], false));
}

#[rstest]
#[case("<colgroup width=9></colgroup><colgroup span=2 hidden></colgroup><colgroup></colgroup>", &[1, 2])]
#[case("<colgroup><col><col hidden></colgroup><colgroup style='display:none'><col></colgroup><col>", &[1, 2])]
fn groups_of_columns_hide_what_they_hold(#[case] columns: &str, #[case] hidden: &[u32]) {
    let book = book(&format!("<table>{columns}<tr><td>a<td>b<td>c<td>d</table>"));
    assert_eq!(book.sheets[0].hidden_cols, hidden);
}

#[test]
fn numbers_behind_the_texts_are_taken_where_the_texts_show_them() {
    let book = book(
        "<table><tr><td x:num=\"1234.5678\">1,234.57<td x:num>12<td x:num=\"44621\">2022年3月<td x:str x:num=\"1\">007\
         <td x:num=\"44625\" style='mso-number-format:\"yyyy\\-mm\\-dd\"'>2022-03-05<td sdval=\"44621\" sdnum=\"2052;0;YYYY&quot;年&quot;M&quot;月&quot;\">x\
         <td sdval=\"0.35\" sdnum=\"2052;0;0%\">35%<td x:num=\"140107202203051234\">1.40107E+17<td>1,000</table>",
    );
    let expected = "1234.5678|12|2022年3月|007|2022-03-05|2022-03|0.35|140107202203051230|1,000";
    assert_eq!(lines(&book), expected);
    assert!(matches!(book.sheets[0].rows[0][7], Cell::Number(number) if number.lost_digits()));
    assert!(matches!(book.sheets[0].rows[0][8], Cell::Text(_)));
}

#[test]
fn a_page_of_gb2312_says_so_and_names_its_sheet() {
    let mut bytes = b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta http-equiv=Content-Type \
        content='text/html; charset=gb2312'><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>\
        <x:Name>\xbb\xe3\xd7\xdc&amp;</x:Name></x:ExcelWorksheet><x:Date1904/></xml><![endif]--></head><body><table>"
        .to_vec();
    bytes.extend(b"<tr><td>\xcf\xee\xc4\xbf<td x:num='43163' style='mso-number-format:\"Short Date\";mso-number-format:\"yyyy/m/d\"'>x</table>");
    let book = outcome(&bytes).unwrap();
    let decoded = book.decoded.unwrap();
    assert_eq!((decoded.charset.as_str(), decoded.guessed, decoded.separator), ("GB18030", false, None));
    assert_eq!((book.kind, book.date1904, book.sheets[0].name.as_str()), (Kind::Html, true, "汇总&"));
    assert_eq!(book.sheets[0].rows[0][0].text(), "项目");
}

#[test]
fn a_page_without_a_table_is_no_workbook() {
    let page = "<!DOCTYPE html><html><body><form>登录</form><table></table>";
    assert_eq!(outcome(page.as_bytes()), Err(ReadError::Unsupported { what: Foreign::Html }));
    let archive = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\ntext\r\n--x--\r\n";
    assert_eq!(outcome(archive), Err(ReadError::Unsupported { what: Foreign::WebArchive }));
}

#[rstest]
#[case("<table><tr><td>1")]
#[case("<table><tr><td>1</td></tr><tr><td")]
fn a_page_cut_off_inside_a_table_is_cut_off(#[case] page: &str) {
    assert_eq!(outcome(page.as_bytes()), Err(ReadError::Truncated));
}

#[test]
fn tables_inside_tables_have_an_end() {
    let page = format!("{}{}", "<table><tr><td>".repeat(100_000), "</table>".repeat(100_000));
    assert!(matches!(outcome(page.as_bytes()), Err(ReadError::Broken(_))));
}

#[rstest]
#[case(&format!("<table><tr>{}<td>x</table>", "<td colspan=1000>".repeat(2)), Measure::Columns)]
#[case(&format!("<table>{}<tr><td>x</table>", "<tr>".repeat(200_000)), Measure::Rows)]
#[case(&format!("<table><tr><td>{}</table>", "项".repeat(40_000)), Measure::CellChars)]
#[case(&format!("<table><col>{}", "<col span=1000 hidden>".repeat(20_000)), Measure::Columns)]
#[case(&"<table><tr><th>x<th>y</table>".repeat(300), Measure::Sheets)]
#[case(&"<table><tr><td>x<td>y</table>".repeat(20_001), Measure::Sheets)]
fn a_page_that_holds_too_much_is_refused(#[case] page: &str, #[case] what: Measure) {
    assert_eq!(too_big(page.as_bytes()), what);
}

#[test]
fn a_web_archive_is_read_page_by_page() {
    let page = |text: &str| format!("<html><body><table><tr><th>{text}</th></tr></table></body></html>");
    let archive = format!(
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=\"----=_Next\"\r\n\r\n\
         ------=_Next\r\nContent-Type: text/html; charset=\"us-ascii\"\r\n\r\n<html><!--<x:ExcelWorksheet><x:Name>One</x:Name></x:ExcelWorksheet>\
         <x:ExcelWorksheet><x:Name>Two</x:Name><x:Visible>SheetHidden</x:Visible></x:ExcelWorksheet>--><frameset></html>\r\n\
         ------=_Next\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"gb2312\"\r\n\r\n{}\r\n\
         ------=_Next\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\n{}\r\n\
         ------=_Next\r\nContent-Type: image/png\r\n\r\niVBOR\r\n------=_Next--\r\n",
        page("=CF=EE=\r\n=C4=BF"),
        "PHRhYmxlPjx0cj48dGQ+MjwvdGQ+PC90cj48L3RhYmxlPg==",
    );
    let book = outcome(archive.as_bytes()).unwrap();
    assert_eq!((book.kind, lines(&book).as_str()), (Kind::WebArchive, "项目#2"));
    let told: Vec<(&str, bool)> =
        book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(told, [("One", false), ("Two", true)]);
    let cut = &archive.as_bytes()[..archive.len() - 40];
    assert_eq!(outcome(cut), Err(ReadError::Truncated));
}

#[test]
fn pages_of_an_archive_are_named_by_their_place_and_tabs_are_no_sheet() {
    let part = |place: &str, page: &str| {
        format!("--x\nContent-Location: file:///C:/1/{place}\nContent-Type: text/html\n\n{page}\n")
    };
    let told = |name: &str, place: &str| {
        format!(
            "<x:ExcelWorksheet><x:Name>{name}</x:Name><x:WorksheetSource HRef=\"b.files/{place}\"/></x:ExcelWorksheet>"
        )
    };
    let index = format!(
        "<!--{}{}{}-->",
        told("甲", "sheet001.htm"),
        told("空", "sheet002.htm"),
        told("乙", "sheet003.htm")
    );
    let parts = [
        part("b.htm", &index),
        part("b.files/sheet001.htm", "<table><tr><td>\n--xy\n1</table>"),
        part("b.files/sheet002.htm", "<table><tr><td></table>"),
        part("b.files/sheet003.htm", "<table><tr><td>3</table>"),
        part("b.files/tabstrip.htm", "<table><tr><td>甲</td><td>乙</td></table>"),
    ];
    let archive = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n{}--x--\n",
        parts.concat()
    );
    let book = outcome(archive.as_bytes()).unwrap();
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!((names.as_slice(), lines(&book).as_str()), (&["甲", "乙"][..], "--xy 1#3"));
}

#[test]
fn signs_by_name_and_number_are_signs_and_no_text_grows_by_them() {
    let page = "<table><tr><td>&lt;&#39033;&#x76ee;&gt;<td>&nbsp;<td>&#x110000;&#0;<td>&lol9;</table>";
    assert_eq!(lines(&book(page)), "<项目>||\u{fffd}\u{fffd}|&lol9;");
    let declared = format!(
        "<!DOCTYPE html [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;\">]>{}",
        "<table><tr><td>&b;</table>"
    );
    assert_eq!(lines(&book(&declared)).replace("]>¶", ""), "&b;");
}

proptest! {
    #[test]
    fn any_soup_of_tags_is_an_answer(soup in prop::collection::vec(prop::sample::select(vec![
        "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th rowspan=3>", "<td colspan=2 rowspan=2>", "项目", "1",
        "<br>", "<p>", "</div>", "<col hidden>", "<tr hidden>", "<script>", "</script>", "<!--", "-->", "<td x:num=1>", "&amp;",
        "<caption>", "<td rowspan=0>", "<xml>", "</xml>", "<", "\"",
    ]), 0..60)) {
        drop(outcome(format!("<html>{}", soup.concat()).as_bytes()));
        drop(outcome(format!("<html><table>{}</table></table></table>", soup.concat()).as_bytes()));
    }
}
