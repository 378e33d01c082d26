//! Whether the server's clocks of a zone are those that bounds are counted by.

use super::Request;
use super::attempt::{attempt, sqlstate};
use crate::model::outcome::failure::Failure;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::periods::Periods;
use crate::model::partitions::range::Bound;
use crate::model::partitions::table::PartitionedTable;
use crate::model::partitions::table_trouble::{OtherClocks, TableTrouble};
use crate::model::partitions::zone::Local;
use crate::postgres::{Opening, Reader};
use crate::workflows::database::OpenSession;
use crate::workflows::locks::tries::LockTries;

/// What was asked for, with the zones as the server has them: from the oldest bound, or a year ago, to some years ahead.
pub(super) async fn served(
    reader: Reader<'_>,
    request: &Request,
    now: Instant,
    tables: &[PartitionedTable],
) -> Result<Request, Failure> {
    const YEAR: i64 = 366 * 86_400;
    let mut request = request.clone();
    if request.wishes.iter().any(|wish| wish.zone.is_place()) {
        let bounds =
            tables.iter().flat_map(PartitionedTable::ranges).flat_map(|range| [range.lower, range.upper]);
        let seconds = bounds.filter_map(|bound| match bound {
            Bound::At(instant) => Some(instant.seconds()),
            Bound::Start | Bound::End => None,
        });
        // What is older than 1970 is nobody's business, and what lies far ahead is a mistake.
        let known = seconds.filter(|seconds| (0..now.seconds() + 100 * YEAR).contains(seconds));
        let (first, last) =
            known.fold((now.seconds(), now.seconds()), |(first, last), at| (first.min(at), last.max(at)));
        let span = ((first - YEAR).max(0), last + 12 * YEAR);
        for wish in request.wishes.iter_mut().filter(|wish| wish.zone.is_place()) {
            let changes = reader.zone_changes(&wish.zone.to_string(), span).await?;
            wish.zone = wish.zone.served(changes, span.1);
        }
    }
    Ok(request)
}

/// Asks the server when a zone's clocks show the begins and the ends of some periods. A zone changes its rules now
/// and then, and the server may know it earlier than this program, or later.
pub(super) async fn agree(
    run: OpenSession<'_>,
    periods: Periods,
    starts: &[Instant],
) -> Result<(), TableTrouble> {
    let zone = periods.zone();
    if !zone.is_place() {
        return Ok(());
    }
    let mut bounds: Vec<Instant> =
        starts.iter().flat_map(|start| [*start, periods.after(*start, 1)]).collect();
    bounds.dedup();
    let shown: Vec<Local> = bounds.iter().map(|bound| periods.local(*bound)).collect();
    let Some(first) = shown.first().copied() else { return Ok(()) };
    let name = zone.to_string();
    let ask = async |_: &Opening| run.session.instants(&name, &shown).await;
    let answers = match attempt(run, "query the time zone", &name, LockTries::blind(), ask).await {
        Ok(answers) => answers,
        // invalid_parameter_value
        Err(trouble) if sqlstate(&trouble) == Some("22023") => {
            let here = zone.instant(first);
            let clocks = OtherClocks { zone, shown: first, here, server: None };
            return Err(TableTrouble::ZoneDiffers(Box::new(clocks)));
        }
        Err(trouble) => return Err(trouble),
    };
    for (shown, answer) in shown.into_iter().zip(answers) {
        let here = zone.instant(shown);
        if answer != Some(here) {
            let clocks = OtherClocks { zone, shown, here, server: answer };
            return Err(TableTrouble::ZoneDiffers(Box::new(clocks)));
        }
    }
    Ok(())
}
