//! Records of old workbooks, made by hand.

use super::kit;

pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}

pub fn bof(substream: u16) -> Vec<u8> {
    let mut data = [0u8; 16];
    kit::put(&mut data, 0, &0x0600u16.to_le_bytes());
    kit::put(&mut data, 2, &substream.to_le_bytes());
    record(0x0809, &data)
}

pub fn number(row: u16, col: u16, style: u16, value: f64) -> Vec<u8> {
    let head = [row.to_le_bytes(), col.to_le_bytes(), style.to_le_bytes()].concat();
    record(0x0203, &[head, value.to_le_bytes().to_vec()].concat())
}

pub fn label(row: u16, col: u16, text: &str) -> Vec<u8> {
    let head = [row, col, 0, text.encode_utf16().count() as u16].map(u16::to_le_bytes).concat();
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    record(0x0204, &[head, vec![1], units].concat())
}

pub fn dimensions(rows: u32, cols: u16) -> Vec<u8> {
    let cols = [0u16.to_le_bytes(), cols.to_le_bytes(), [0; 2]].concat();
    record(0x0200, &[0u32.to_le_bytes().to_vec(), rows.to_le_bytes().to_vec(), cols].concat())
}

pub fn style(format: u16) -> Vec<u8> {
    let mut data = [0u8; 20];
    kit::put(&mut data, 2, &format.to_le_bytes());
    record(0x00e0, &data)
}

/// A stream of one sheet with these records; styles are general, day and `yyyy-mm`.
pub fn bof_stream(globals: &[u8], cells: &[u8]) -> Vec<u8> {
    let format = [&164u16.to_le_bytes()[..], &7u16.to_le_bytes(), &[0], b"yyyy-mm"].concat();
    let before =
        [bof(5), globals.to_vec(), record(0x041e, &format), style(0), style(14), style(164)].concat();
    let name =
        [&[2u8, 1][..], &"一月".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    let end = record(0x000a, &[]);
    let offset = before.len() + 4 + 6 + name.len() + end.len();
    let listed = [&(offset as u32).to_le_bytes()[..], &[0, 0], &name].concat();
    [before, record(0x0085, &listed), end.clone(), bof(16), cells.to_vec(), end].concat()
}
