//! Pictures, known by what is in them and never by their names.

use std::io;
use std::path::Path;
use tokio::io::AsyncReadExt;

/// Bytes of a file that are read to know it: what a camera writes before the picture itself (EXIF, previews) fits in.
const HEAD_BYTES_MAX: u64 = 1 << 20;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// One that every browser shows, with its media type.
    Shown(&'static str),
    /// HEIC or HEIF, as phones write it: hardly a browser shows it.
    Heic,
}

const JPEG: Picture = Picture::Shown("image/jpeg");
const PNG: Picture = Picture::Shown("image/png");
const GIF: Picture = Picture::Shown("image/gif");
const WEBP: Picture = Picture::Shown("image/webp");

/// What the file at a place is, if it is a picture.
///
/// # Errors
/// When the file can't be read.
pub async fn of_file(path: &Path) -> io::Result<Option<Picture>> {
    let mut head = Vec::new();
    tokio::fs::File::open(path).await?.take(HEAD_BYTES_MAX).read_to_end(&mut head).await?;
    Ok(of_head(&head))
}

/// Whether a file's name ends as that of a picture which browsers show.
pub fn is_named(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    ["jpg", "jpeg", "png", "gif", "webp"].contains(&ending.as_str())
}

/// The name with the ending of its kind, where it has none of a picture.
pub fn named(name: &str, mime: &str) -> String {
    let ending = mime.rsplit('/').next().unwrap_or_default();
    if is_named(name) { name.to_owned() } else { format!("{name}.{ending}") }
}

/// What the first bytes say: a signature, and behind it a picture that is not empty.
fn of_head(head: &[u8]) -> Option<Picture> {
    let is_sized = |width: u32, height: u32| width > 0 && height > 0;
    match head {
        [0xFF, 0xD8, segments @ ..] => {
            jpeg_size(segments).filter(|size| is_sized(size.0, size.1)).map(|_| JPEG)
        }
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, _, _, _, _, b'I', b'H', b'D', b'R', size @ ..] => {
            let (width, rest) = size.split_first_chunk()?;
            let height = rest.first_chunk()?;
            is_sized(u32::from_be_bytes(*width), u32::from_be_bytes(*height)).then_some(PNG)
        }
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', w0, w1, h0, h1, ..] => {
            let side = |low: u8, high: u8| u32::from(u16::from_le_bytes([low, high]));
            is_sized(side(*w0, *w1), side(*h0, *h1)).then_some(GIF)
        }
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            b'V',
            b'P',
            b'8',
            b' ' | b'L' | b'X',
            rest @ ..,
        ] => (rest.len() > 8).then_some(WEBP),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => {
            let brands: [&[u8]; 7] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"];
            brands.contains(&brand.get(..4)?).then_some(Picture::Heic)
        }
        _ => None,
    }
}

/// Width and height as a JPEG's frame says them, found behind the segments that come before it.
fn jpeg_size(mut rest: &[u8]) -> Option<(u32, u32)> {
    loop {
        let [0xFF, marker, high, low, body @ ..] = rest else { return None };
        let after = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
        match marker {
            // A byte between segments may be filled up.
            0xFF => rest = &rest[1..],
            // Frames; C4, C8 and CC are tables and not frames.
            0xC0..=0xCF if ![0xC4, 0xC8, 0xCC].contains(marker) => {
                let [_, h0, h1, w0, w1, ..] = body else { return None };
                let side = |high: u8, low: u8| u32::from(u16::from_be_bytes([high, low]));
                return Some((side(*w0, *w1), side(*h0, *h1)));
            }
            _ => rest = body.get(after..)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const PNG_HEAD: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x01\x08\x06\0\0\0";
    const JPEG_HEAD: &[u8] = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc0\0\x0b\x08\0\x01\0\x02\x01\x01\x11\0";

    #[rstest]
    #[case(PNG_HEAD, Some(PNG))]
    #[case(JPEG_HEAD, Some(JPEG))]
    #[case(b"GIF89a\x01\0\x01\0\x80\0\0", Some(GIF))]
    #[case(b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0\x30\x01\0\x9d\x01", Some(WEBP))]
    #[case(b"\0\0\0\x18ftypheic\0\0\0\0", Some(Picture::Heic))]
    #[case(b"", None)]
    #[case(b"MZ\x90\0", None)]
    #[case(b"\xff\xd8\xff", None)]
    #[case(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\0\0", None)]
    #[case(b"<svg xmlns='http://www.w3.org/2000/svg'/>", None)]
    #[case("不是图片".as_bytes(), None)]
    fn a_picture_is_known_by_its_content(#[case] head: &[u8], #[case] picture: Option<Picture>) {
        assert_eq!(of_head(head), picture);
    }

    #[test]
    fn a_picture_cut_short_is_none_or_is_known() {
        for head in [PNG_HEAD, JPEG_HEAD] {
            assert!((0..16).all(|length| of_head(&head[..length]).is_none()));
        }
    }

    #[rstest]
    #[case("封顶.JPG", "image/jpeg", "封顶.JPG")]
    #[case("IMG_1", "image/png", "IMG_1.png")]
    #[case("a.exe", "image/jpeg", "a.exe.jpeg")]
    fn a_photo_is_called_as_one(#[case] name: &str, #[case] mime: &str, #[case] called: &str) {
        assert_eq!(named(name, mime), called);
    }
}
