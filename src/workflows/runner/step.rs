//! One step of a run: a script that is about to run, and what a plan of them must be.

use std::time::Duration;

use crate::model::locks::policy::LockPolicy;
use crate::model::migration::directive::Direction;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::outcome::step::{Origin, PlannedStep};
use crate::model::roundtrip::limit::Limit;
use crate::postgres::ScriptRun;

/// A script that is about to run, and where it comes from.
#[derive(Debug)]
pub(crate) struct Step<'a> {
    pub(crate) run: ScriptRun<'a>,
    pub(crate) origin: Origin,
    pub(crate) file: &'a str,
}

impl Step<'_> {
    /// How long it may keep readers or writers from a table, unless the script says that it exceeds that.
    pub(crate) fn exclusive_limit(&self, policy: LockPolicy) -> Option<Duration> {
        let exceeds = &self.run.directives.exceeds;
        let is_lifted = exceeds.iter().any(|declared| declared.limit == Limit::ExclusiveLock);
        policy.max_exclusive_lock.filter(|_| !is_lifted)
    }

    /// The step as `--dry-run` shows it.
    pub(crate) fn planned(&self) -> PlannedStep {
        let sha256 = match self.run.direction {
            Direction::Up => self.run.up_sha256,
            Direction::Down => self.run.down_sha256,
        };
        PlannedStep {
            id: self.run.id.clone(),
            direction: self.run.direction,
            origin: self.origin,
            file: self.file.to_owned(),
            sha256: sha256.map(|hash| hash.as_str().to_owned()).unwrap_or_default(),
        }
    }
}

/// Refuses a plan that could not run to its end, before its first step runs.
pub(crate) fn check(steps: &[Step<'_>]) -> Result<(), Failure> {
    let mut reasons = steps.iter().map(|step| step.run.directives.irreversible.as_ref());
    match reasons.by_ref().enumerate().find_map(|(at, reason)| Some((at, reason?))) {
        None => Ok(()),
        Some((at, reason)) => {
            let (id, reason) = (steps[at].run.id.clone(), reason.clone());
            Err(Failure::Refused(Refusal::Irreversible { id, reason, is_behind_others: at > 0 }))
        }
    }
}

/// Refuses steps that are no longer exactly what a person confirmed.
pub(crate) fn check_confirmed(steps: &[Step<'_>], confirmed: Option<&[PlannedStep]>) -> Result<(), Failure> {
    match confirmed {
        Some(confirmed) if !confirmed.iter().cloned().eq(steps.iter().map(Step::planned)) => {
            Err(Failure::Refused(Refusal::PlanChanged))
        }
        _ => Ok(()),
    }
}
