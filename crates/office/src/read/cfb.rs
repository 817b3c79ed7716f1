//! The container of old office files (compound file binary), walked with every chain bounded.
//!
//! calamine opens the same container again but follows chains without looking for circles, so whatever passes here has
//! none in the chains that it will follow.

use crate::error::ReadError;

/// The first bytes of every container.
pub(super) const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const FREE: u32 = 0xffff_fffa;
const END_OF_CHAIN: u32 = 0xffff_fffe;
const ENTRY_BYTES: usize = 128;
const MINI_SECTOR_BYTES: usize = 64;
/// Streams shorter than this are kept in the mini stream.
const MINI_STREAM_BYTES: usize = 4_096;
const HEADER_FAT_ENTRIES: usize = 109;

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

/// An opened container.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    fat: Vec<u32>,
    entries: Vec<Entry>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let sector_bytes = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return Err(ReadError::broken("container: sector size")),
        };
        let mut file = Container {
            bytes,
            sector_bytes,
            fat: Vec::new(),
            entries: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
        };
        file.read_fat()?;
        let directory = file.chain(u32_at(bytes, 48)?, usize::MAX)?;
        file.entries = directory.chunks_exact(ENTRY_BYTES).map(Entry::read).collect::<Result<_, _>>()?;
        let Some(root) = file.entries.first() else { return Err(ReadError::Truncated) };
        let (root_start, root_length) = (root.start, root.length);
        let mini_sectors = u32_at(bytes, 64)? as usize;
        if mini_sectors > 0 {
            file.mini_stream = file.chain(root_start, root_length)?;
            let mini_fat = file.chain(u32_at(bytes, 60)?, mini_sectors.saturating_mul(sector_bytes))?;
            file.mini_fat = numbers(&mini_fat).collect();
        }
        Ok(file)
    }

    /// True when there is a stream or folder of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream.
    pub(super) fn stream(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        let entry = self.entry(name).ok_or(ReadError::NotATable)?;
        if entry.length >= MINI_STREAM_BYTES {
            return self.chain(entry.start, entry.length);
        }
        let mini =
            |sector: usize| self.mini_stream.get(sector * MINI_SECTOR_BYTES..)?.get(..MINI_SECTOR_BYTES);
        follow(&self.mini_fat, entry.start, entry.length, mini)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The allocation table: its first sectors are listed in the header, further ones in a chain of their own.
    fn read_fat(&mut self) -> Result<(), ReadError> {
        let header = self.bytes.get(76..512).ok_or(ReadError::Truncated)?;
        let mut sectors: Vec<u32> = numbers(header).take(HEADER_FAT_ENTRIES).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let most = self.bytes.len() / self.sector_bytes + 1;
        let mut seen = 0;
        while next < FREE {
            seen += 1;
            if seen > most {
                return Err(circle());
            }
            sectors.extend(numbers(self.sector(next as usize).ok_or(ReadError::Truncated)?));
            next = sectors.pop().ok_or(ReadError::Truncated)?;
        }
        sectors.retain(|sector| *sector < FREE);
        if sectors.len() > most {
            return Err(circle());
        }
        for sector in sectors {
            let table = self.sector(sector as usize).ok_or(ReadError::Truncated)?;
            let table: Vec<u32> = numbers(table).collect();
            self.fat.extend(table);
        }
        Ok(())
    }

    /// A sector; the last one of a file may be short.
    fn sector(&self, number: usize) -> Option<&'a [u8]> {
        let start = number.checked_add(1)?.checked_mul(self.sector_bytes)?;
        let end = start.checked_add(self.sector_bytes)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>, ReadError> {
        follow(&self.fat, start, length, |number| self.sector(number))
    }
}

impl Entry {
    fn read(bytes: &[u8]) -> Result<Entry, ReadError> {
        let units = bytes[..64].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        let length = u32_at(bytes, 120)? as usize;
        Ok(Entry { name: String::from_utf16_lossy(&units), start: u32_at(bytes, 116)?, length })
    }
}

/// Joins the sectors of a chain up to `length` bytes; a chain longer than its table runs in a circle.
fn follow<'s>(
    table: &[u32],
    start: u32,
    length: usize,
    sector: impl Fn(usize) -> Option<&'s [u8]>,
) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let (mut next, mut seen) = (start, 0);
    while next != END_OF_CHAIN && bytes.len() < length {
        seen += 1;
        if seen > table.len() + 1 {
            return Err(circle());
        }
        let part = sector(next as usize).ok_or(ReadError::Truncated)?;
        bytes.extend_from_slice(&part[..part.len().min(length - bytes.len())]);
        if bytes.len() < length {
            next = table.get(next as usize).copied().ok_or(ReadError::Truncated)?;
        }
    }
    Ok(bytes)
}

fn circle() -> ReadError {
    ReadError::broken("container: a chain of sectors has no end")
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Result<u16, ReadError> {
    let pair = bytes.get(at..at + 2).ok_or(ReadError::Truncated)?;
    Ok(u16::from_le_bytes([pair[0], pair[1]]))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Result<u32, ReadError> {
    bytes.get(at..at + 4).and_then(|four| numbers(four).next()).ok_or(ReadError::Truncated)
}
