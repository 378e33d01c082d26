//! Asking before something is rolled back: here, and nowhere deeper.

use crate::cli::RollbackText;
use crate::config::Settings;
use crate::model::migration::directive::Direction;
use crate::model::migration::rollback::Preference;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::outcome::step::PlannedStep;
use crate::model::seed::refusal::SeedRefusal;
use crate::ui::Console;

/// Refuses what takes something away in a protected environment, unless the database is named. A
/// wrong name is refused everywhere. A throwaway server has nothing to lose.
pub(super) fn destruction(settings: &Settings, confirmed: Option<&str>) -> Result<(), Failure> {
    let Some(database) = settings.database_name() else { return Ok(()) };
    let database = database.to_owned();
    Err(Failure::Refused(match (confirmed, settings.protected.clone()) {
        (Some(given), _) if given == database => return Ok(()),
        (Some(given), _) => Refusal::WrongName { given: given.to_owned(), database },
        (None, Some(environment)) => Refusal::Protected { environment, database },
        (None, None) => return Ok(()),
    }))
}

/// Refuses to fill a database that stays by its schema alone, unless that was said; never in a protected environment.
pub(super) fn made_rows(settings: &Settings, is_said: bool) -> Result<(), Failure> {
    let Some(database) = settings.database_name() else { return Ok(()) };
    let database = database.to_owned();
    let why = match settings.protected.clone() {
        Some(environment) => SeedRefusal::MadeInProtected { environment, database },
        None if is_said => return Ok(()),
        None => SeedRefusal::NeedsYes { database },
    };
    Err(Failure::Refused(Refusal::Seed(why)))
}

/// Asks on a terminal. Without one, a single step down is what was asked for by name; more needs
/// `--yes`.
pub(super) async fn steps(console: &Console, plan: &[PlannedStep]) -> Result<(), Failure> {
    let steps = plan.iter().filter(|step| step.direction == Direction::Down).count();
    if steps == 0 {
        return Ok(());
    }
    match console.ask_to_run(plan).await {
        Some(true) => Ok(()),
        Some(false) => Err(Failure::Refused(Refusal::Declined)),
        None if steps == 1 => Ok(()),
        None => Err(Failure::Refused(Refusal::NeedsYes { steps })),
    }
}

/// `--use` as the domain knows it.
pub(super) fn preference(text: Option<RollbackText>) -> Preference {
    match text {
        None => Preference::Agreeing,
        Some(RollbackText::File) => Preference::File,
        Some(RollbackText::Journal) => Preference::Journal,
    }
}
