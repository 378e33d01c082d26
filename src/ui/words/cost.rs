//! What a script costs, and what exceeds the limits of the project.

use super::grammar::{grouped, milliseconds, size};
use crate::model::migration::directive::Direction;
use crate::model::roundtrip::limit::{Amount, Exceeded, Limit};
use crate::model::roundtrip::report::PairReport;
use crate::model::verify::finding::Severity;
use crate::ui::message::Message;

/// A script that exceeds a limit; only a note if it gives a reason.
pub(super) fn exceeded(
    pair: &PairReport,
    direction: Direction,
    exceeded: &Exceeded,
    reason: Option<&str>,
) -> Message {
    let (file, way) = match direction {
        Direction::Up => (&pair.up_file, "the migration"),
        Direction::Down => (&pair.down_file, "the rollback"),
    };
    let key = exceeded.limit.key();
    let (was, most) = (amount(exceeded.was), amount(exceeded.most));
    let object = exceeded.object.as_deref().unwrap_or_default();
    let what = match exceeded.limit {
        Limit::ExclusiveLock => format!("blocks reads of `{object}` for {was}"),
        Limit::WriteLock => format!("blocks writes to `{object}` for {was}"),
        Limit::ReadWait => format!("made a reader of `{object}` wait {was}"),
        Limit::WriteWait => format!("made a writer to `{object}` wait {was}"),
        Limit::Duration => format!("took {was}"),
        Limit::Wal => format!("wrote {was} of WAL"),
        Limit::TempFiles => format!("wrote {was} to temporary files"),
        Limit::Rewrite => format!("rewrote `{object}`, which has {was}"),
        Limit::FullScan => format!("read {was} of `{object}` in a full scan"),
    };
    let title = format!("`{}`: {way} {what}, but `{key}` allows {most}", pair.id);
    let message = Message::new(title).with_position(file, None, None);
    match reason {
        Some(reason) => {
            Message { severity: Severity::Note, ..message.note(format!("reason given: {reason}")) }
        }
        None => message.hint(format!(
            "make it cheaper, or give a reason at its head: `-- migrate:exceeds {key} <reason>`"
        )),
    }
}

/// `2.00 s`, `37 kB`, `1,000 rows`.
pub(crate) fn amount(amount: Amount) -> String {
    match amount {
        Amount::Time(time) => milliseconds(time.as_secs_f64() * 1000.0),
        Amount::Bytes(bytes) => size(bytes),
        Amount::Rows(1) => "1 row".to_owned(),
        Amount::Rows(rows) => format!("{} rows", grouped(rows.unsigned_abs())),
    }
}
