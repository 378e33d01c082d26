//! Whether the server's clocks of a zone are those that bounds are counted by.

use super::attempt::{attempt, sqlstate};
use crate::domain::database::Database;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::periods::Periods;
use crate::model::partitions::report::Trouble;
use crate::model::partitions::zone::{Local, Zone};
use crate::postgres::Session;

/// Asks the server when a zone's clocks show the begins and the ends of some periods. A zone changes its rules now
/// and then, and the server may know it earlier than this program, or later.
pub(super) async fn agree(
    run: (&Database, &Session),
    periods: Periods,
    starts: &[Instant],
) -> Result<(), Trouble> {
    let zone = periods.zone();
    let Zone::Named(_) = zone else { return Ok(()) };
    let mut bounds: Vec<Instant> =
        starts.iter().flat_map(|start| [*start, periods.after(*start, 1)]).collect();
    bounds.dedup();
    let shown: Vec<Local> = bounds.iter().map(|bound| periods.local(*bound)).collect();
    let Some(first) = shown.first().copied() else { return Ok(()) };
    let name = zone.to_string();
    let ask = async || run.1.instants(&name, &shown).await;
    let answers = match attempt(run, "ask for the time zone", &name, ask).await {
        Ok(answers) => answers,
        // invalid_parameter_value
        Err(trouble) if sqlstate(&trouble) == Some("22023") => {
            let here = zone.instant(first);
            return Err(Trouble::ZoneDiffers { zone, shown: first, here, server: None });
        }
        Err(trouble) => return Err(trouble),
    };
    for (shown, answer) in shown.into_iter().zip(answers) {
        let here = zone.instant(shown);
        if answer != Some(here) {
            return Err(Trouble::ZoneDiffers { zone, shown, here, server: answer });
        }
    }
    Ok(())
}
