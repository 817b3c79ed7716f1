//! A workbook of Excel 2003, from its first row on.
#![no_main]

const BEGINNING: &str = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
    xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table>";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| office_fuzz::ask_behind(BEGINNING, bytes));
