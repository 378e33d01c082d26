//! What a script costs, and what is more than the project allows.

use super::grammar::{milliseconds, size};
use super::seed::grouped;
use crate::model::migration::directive::Direction;
use crate::model::roundtrip::limit::{Amount, Exceeded, Limit};
use crate::model::roundtrip::report::PairReport;
use crate::model::verify::finding::Severity;
use crate::ui::message::Message;

/// A script that costs too much; with a reason, a note.
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
        Limit::ExclusiveLock => format!("lets nobody read `{object}` for {was}"),
        Limit::WriteLock => format!("lets nobody write to `{object}` for {was}"),
        Limit::ReadWait => format!("had one who reads `{object}` wait {was}"),
        Limit::WriteWait => format!("had one who writes to `{object}` wait {was}"),
        Limit::Duration => format!("took {was}"),
        Limit::Wal => format!("had the server write {was} of WAL"),
        Limit::TempFiles => format!("wrote {was} to temporary files"),
        Limit::Rewrite => format!("wrote `{object}` anew, which has {was}"),
        Limit::FullScan => format!("read {was} of `{object}` from end to end"),
    };
    let title = format!("`{}`: {way} {what}, and `{key}` allows {most}", pair.id);
    let message = Message::new(title).at(file, None, None);
    match reason {
        Some(reason) => {
            Message { severity: Severity::Note, ..message.note(format!("it says why: {reason}")) }
        }
        None => message
            .hint(format!("make it cheaper, or say why at its head: `-- migrate:exceeds {key} <reason>`")),
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
