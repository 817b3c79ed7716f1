//! Hand-made files, to say in a test exactly what is wrong with them.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const RELS: &str = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>\
    <Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
const WORKBOOK: &str =
    "<workbook xmlns:r=\"x\"><sheets><sheet name=\"一\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>\
    <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";

/// A zip of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a workbook of one sheet: sheet, shared texts, outline, formats, links.
pub fn parts(sheet: &str, strings: &str) -> Vec<(&'static str, String)> {
    vec![
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ("xl/sharedStrings.xml", strings.to_owned()),
        ("xl/workbook.xml", WORKBOOK.to_owned()),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/_rels/workbook.xml.rels", RELS.to_owned()),
    ]
}

/// A workbook of one sheet with shared texts.
pub fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    let parts = parts(sheet, strings);
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    package(&parts)
}

/// A workbook of one sheet without shared texts.
pub fn minimal(sheet: &str) -> Vec<u8> {
    workbook(sheet, "<sst/>")
}

/// A worksheet of these rows.
pub fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

const SECTOR: usize = 512;
const END_OF_CHAIN: u32 = 0xffff_fffe;

/// An old office container that holds one stream: header, allocation table, directory, then the stream.
pub fn container(name: &str, stream: &[u8]) -> Vec<u8> {
    let length = stream.len().max(4096);
    let sectors = length.div_ceil(SECTOR);
    assert!(sectors + 2 <= SECTOR / 4, "one allocation sector must do");
    let mut header = vec![0u8; SECTOR];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    put(&mut header, 24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(&mut header, 44, &1u32.to_le_bytes());
    put(&mut header, 48, &1u32.to_le_bytes());
    put(&mut header, 56, &4096u32.to_le_bytes());
    put(&mut header, 60, &END_OF_CHAIN.to_le_bytes());
    put(&mut header, 68, &END_OF_CHAIN.to_le_bytes());
    header[76..].fill(0xff);
    put(&mut header, 76, &0u32.to_le_bytes());
    let mut table = vec![0xffu8; SECTOR];
    put(&mut table, 0, &0xffff_fffdu32.to_le_bytes());
    put(&mut table, 4, &END_OF_CHAIN.to_le_bytes());
    for number in 0..sectors {
        let next = if number + 1 == sectors { END_OF_CHAIN } else { number as u32 + 3 };
        put(&mut table, (number + 2) * 4, &next.to_le_bytes());
    }
    let mut directory = entry("Root Entry", 5, END_OF_CHAIN, 0);
    directory.extend(entry(name, 2, 2, length as u32));
    directory.resize(SECTOR, 0);
    let mut body = stream.to_vec();
    body.resize(sectors * SECTOR, 0);
    [header, table, directory, body].concat()
}

fn entry(name: &str, kind: u8, start: u32, length: u32) -> Vec<u8> {
    let mut bytes = vec![0u8; 128];
    for (at, unit) in name.encode_utf16().enumerate() {
        put(&mut bytes, at * 2, &unit.to_le_bytes());
    }
    bytes[64] = (name.len() as u8 + 1) * 2;
    bytes[66] = kind;
    put(&mut bytes, 116, &start.to_le_bytes());
    put(&mut bytes, 120, &length.to_le_bytes());
    bytes
}

pub fn put(bytes: &mut [u8], at: usize, what: &[u8]) {
    bytes[at..at + what.len()].copy_from_slice(what);
}
