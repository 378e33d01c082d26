//! The rows of a plan, in the bytes that COPY takes.

use super::{CHUNK, Plan, Unfit};
use crate::model::seed::copy::column_type::ColumnType;
use crate::model::seed::copy::encode;
use crate::model::seed::generate::column_value::Cursor;
use crate::model::seed::generate::layout::Row;
use crate::model::seed::generate::value::Value;
use crate::model::seed::load::stream::{CopyFormat, Stream};

impl Plan {
    /// Appends the rows of a chunk as COPY takes them, without header and trailer.
    pub(crate) fn write(&self, stream: usize, chunk: u64, out: &mut Vec<u8>) -> Result<(), Unfit> {
        let Stream { table, rows, .. } = self.streams[stream];
        let (columns, start) = (&self.given[table], self.starts[stream]);
        let (from, to) = (chunk * CHUNK, ((chunk + 1) * CHUNK).min(rows));
        let is_binary = self.tables[table].format == CopyFormat::Binary;
        let mut cursor = self.maker.cursor();
        let mut scratch = Vec::new();
        let count = i16::try_from(columns.len()).unwrap_or(i16::MAX).to_be_bytes();
        for ordinal in start + from..start + to {
            let row = self.maker.locate(table, ordinal, &mut cursor);
            if is_binary {
                out.extend_from_slice(&count);
                for column in columns {
                    self.binary(&row, *column, &mut cursor, out)?;
                }
            } else {
                for (at, column) in columns.iter().enumerate() {
                    if at > 0 {
                        out.push(b'\t');
                    }
                    scratch.clear();
                    let value = self.maker.column(&row, *column, &mut cursor, &mut scratch);
                    encode::text(value, &scratch, out);
                }
                out.push(b'\n');
            }
        }
        Ok(())
    }

    fn binary(&self, row: &Row, column: usize, cursor: &mut Cursor, out: &mut Vec<u8>) -> Result<(), Unfit> {
        let made = &self.maker.tables[row.table].columns[column];
        let at = out.len();
        out.extend_from_slice(&encode::NULL);
        if made.kind == ColumnType::Jsonb {
            // The version of the format (`jsonb_recv`).
            out.push(1);
        }
        let body = out.len();
        let value = self.maker.column(row, column, cursor, out);
        if value == Value::Null {
            out.truncate(at + 4);
            return Ok(());
        }
        match encode::binary(made.kind, value, body, out) {
            Some(()) => {
                let length = i32::try_from(out.len() - at - 4).unwrap_or(i32::MAX);
                out[at..at + 4].copy_from_slice(&length.to_be_bytes());
                Ok(())
            }
            None => {
                let mut shown = Vec::new();
                let value = self.maker.column(row, column, cursor, &mut shown);
                value.show(&mut shown);
                Err(Unfit {
                    table: row.table,
                    column: made.name.clone(),
                    type_name: format!("{:?}", made.kind).to_lowercase(),
                    value: String::from_utf8_lossy(&shown).into_owned(),
                })
            }
        }
    }
}
