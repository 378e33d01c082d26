//! `demo`: the whole way on a throwaway server: everything up, all of it down, and up again.

use super::database::Database;
use super::down::{self, DownRequest};
use super::status;
use super::up::{self, UpRequest};
use crate::model::migration::pair::Pair;
use crate::model::migration::plan::DownTarget;
use crate::model::migration::rollback::Preference;
use crate::model::outcome::event::{DemoPart, Event};
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::StepsReport;

/// Runs the demo on a database that is empty.
pub(crate) async fn run(database: &Database, pairs: &[Pair], source: &str) -> Result<StepsReport, Failure> {
    let nothing = DownRequest { target: DownTarget::All, preference: Preference::Agreeing };
    let reporter = database.reporter();
    reporter.event(&Event::Demo(DemoPart::Up));
    up::run(database, pairs, UpRequest::EVERYTHING, None).await?;
    reporter.event(&Event::Demo(DemoPart::Status));
    reporter.event(&Event::DemoStatus(&status::read(database, pairs, source).await?));
    reporter.event(&Event::Demo(DemoPart::Down));
    down::run(database, pairs, nothing, None).await?;
    reporter.event(&Event::Demo(DemoPart::UpAgain));
    up::run(database, pairs, UpRequest::EVERYTHING, None).await
}
