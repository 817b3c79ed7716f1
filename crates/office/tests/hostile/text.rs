//! Text tables that are odd or endless.

use super::*;

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let book = read(bytes, "a.csv", &ReadLimits::default()).unwrap();
    let text = |row: &Vec<Cell>| row.iter().map(|cell| cell.text().into_owned()).collect();
    book.sheets[0].rows.iter().map(text).collect()
}

#[rstest]
#[case("a,b\r\n1,2", "a|b¶1|2")]
#[case("a;b\n1,5;2", "a|b¶1,5|2")]
#[case("a\tb\n1, 5\t2\n", "a|b¶1, 5|2")]
#[case("sep=;\r\na;b,c,d\r\n", "a|b,c,d")]
#[case("\"a\r\nb\",\"c\"\"d\"\r\n", "a\r\nb|c\"d")]
#[case("5\" pipe,x\n", "5\" pipe|x")]
#[case("a\rb\r", "a¶b")]
#[case("a,,\n\n,b", "a¶¶|b")]
#[case("'=1+1,'quoted'", "=1+1|'quoted'")]
fn a_text_table_is_split(#[case] text: &str, #[case] expected: &str) {
    let rows: Vec<String> = rows(text.as_bytes()).iter().map(|row| row.join("|")).collect();
    assert_eq!(rows.join("¶"), expected);
}

#[test]
fn a_guessed_character_set_is_said() {
    let book = read(b"\xcf\xee\xc4\xbf,1", "dir/a.b.csv", &ReadLimits::default()).unwrap();
    let decoded = book.decoded.unwrap();
    assert_eq!((decoded.charset.as_str(), decoded.guessed), ("GB18030", true));
    assert_eq!((decoded.separator, book.sheets[0].name.as_str()), (Some(','), "a.b"));
}

#[rstest]
#[case(b'x')]
#[case(b',')]
#[case(b'"')]
#[case(b'\n')]
fn a_line_of_a_hundred_megabytes_is_refused(#[case] filling: u8) {
    let mut bytes = b"a,b\n".to_vec();
    bytes.resize(100 << 20, filling);
    bytes.push(b'x');
    let error = read(&bytes, "a.csv", &ReadLimits::default()).unwrap_err();
    assert!(matches!(error, ReadError::TooBig { .. } | ReadError::LongCell { line: 2, .. }), "{error}");
}

#[rstest]
#[case("a,b\n\"x\ny\",1\n1,", 4)]
#[case("sep=;\r\na;b\r\n", 3)]
#[case("a,b\r1,2\r", 3)]
#[case("", 1)]
fn a_cell_that_is_too_long_is_named_by_its_line(#[case] before: &str, #[case] line: u64) {
    let bytes = format!("{before}{}", "项".repeat(40_000));
    assert_eq!(outcome(bytes.as_bytes()), Err(ReadError::LongCell { line, limit: 32_767 }));
    let open = format!("{before}\"{}", "x,\n".repeat(60_000));
    assert_eq!(outcome(open.as_bytes()), Err(ReadError::LongCell { line, limit: 32_767 }));
}

#[test]
fn a_quote_left_open_is_damage() {
    assert!(matches!(outcome(b"a,\"b\n1,2"), Err(ReadError::Broken(_))));
}

#[test]
fn a_text_cut_off_inside_a_character_is_cut_off() {
    let text = "项目,名称".as_bytes();
    assert_eq!(outcome(&text[..text.len() - 1]), Err(ReadError::Truncated));
}

proptest! {
    #[test]
    fn any_text_is_an_answer(text in "[a项,;\t\"'\r\n=]{0,60}", mark: bool) {
        let bytes = if mark { format!("\u{feff}{text}") } else { text };
        drop(outcome(bytes.as_bytes()));
    }
}
