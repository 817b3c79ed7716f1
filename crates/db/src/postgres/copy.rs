//! Many rows at once: `COPY … FROM STDIN`, in the binary form.

use std::pin::pin;

use bytes::{BufMut, Bytes, BytesMut};
use deadpool_postgres::ClientWrapper;
use futures_util::SinkExt;

use super::error::normal;
use crate::DbError;
use crate::val::{Kind, Val};

/// Rows are sent in pieces of about this size.
const PIECE_BYTES: usize = 256 * 1024;

/// Signature, flags, and the length of a header extension that there isn't.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// Copies rows in. The cells have been checked against their columns.
pub(super) async fn copy_in(
    client: &ClientWrapper,
    table: &str,
    columns: &[(&'static str, Kind)],
    cells: &[Val],
) -> Result<(), DbError> {
    let sql = format!("COPY {table} ({}) FROM STDIN (FORMAT binary)", crate::column_list(columns));
    let width = i16::try_from(columns.len()).map_err(|_| DbError::Other("too many columns".to_owned()))?;
    let sink = client.copy_in::<_, Bytes>(&sql).await.map_err(normal)?;
    let mut sink = pin!(sink);
    let mut piece = BytesMut::with_capacity(PIECE_BYTES + PIECE_BYTES / 4);
    piece.put_slice(HEADER);
    for row in cells.chunks_exact(columns.len()) {
        piece.put_i16(width);
        for cell in row {
            put(&mut piece, cell)?;
        }
        if piece.len() >= PIECE_BYTES {
            sink.send(piece.split().freeze()).await.map_err(normal)?;
            piece.reserve(PIECE_BYTES + PIECE_BYTES / 4);
        }
    }
    piece.put_i16(-1);
    sink.send(piece.freeze()).await.map_err(normal)?;
    sink.finish().await.map_err(normal)?;
    Ok(())
}

fn put(piece: &mut BytesMut, cell: &Val) -> Result<(), DbError> {
    match cell {
        Val::Int(value) => {
            piece.put_i32(8);
            piece.put_i64(*value);
        }
        Val::Text(text) => {
            let length =
                i32::try_from(text.len()).map_err(|_| DbError::Other("a text is over 2 GB".to_owned()))?;
            piece.put_i32(length);
            piece.put_slice(text.as_bytes());
        }
        Val::Null | Val::NullOf(_) => piece.put_i32(-1),
    }
    Ok(())
}
