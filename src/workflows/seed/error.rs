//! What stops the filling of a table.

use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::seed::catalog::Catalog;
use crate::model::seed::duplicate::{Writing, repeats};
use crate::model::seed::plan::{Plan, Unfit};
use crate::model::seed::profile::{ProfileProblem, Why};
use crate::model::seed::refusal::SeedRefusal;
use crate::model::seed::request::Request;
use crate::model::seed::run::Run;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::sql_error::DbFault;
use crate::postgres::RunFault;

/// What stopped it.
pub(super) enum FillError {
    Fault(RunFault),
    Refused(SeedRefusal),
    Failed(Failure),
    /// A thread that makes rows died.
    Died,
    /// A value that was made does not fit its column.
    Unfit {
        table: String,
        unfit: Unfit,
    },
}

impl From<RunFault> for FillError {
    fn from(fault: RunFault) -> Self {
        Self::Fault(fault)
    }
}

impl FillError {
    /// What a try returns: the server's word may pass, everything else is final.
    pub(super) fn or_again<T>(self) -> Result<Result<T, Self>, RunFault> {
        match self {
            Self::Fault(fault) => Err(fault),
            other => Ok(Err(other)),
        }
    }

    /// The same in the words of whoever seeds, where a row has a key that is there already.
    pub(super) fn duplicate(
        self,
        request: &Request,
        (plan, catalog): (&Plan, &Catalog),
        runs: &[Run],
        table: &QualifiedName,
    ) -> Self {
        let writing = Writing {
            profile: &request.profile.name,
            seed: request.seed,
            runs,
            is_other_with_another_seed: plan.keys_differ_by_seed(catalog),
        };
        let refusal = match &self {
            Self::Fault(fault) => fault.server().and_then(|error| writing.duplicate(table, error)),
            _ => None,
        };
        refusal.map_or(self, Self::Refused)
    }

    /// The same for a table that was empty, of a run that has filled others.
    pub(super) fn repeats(self, table: &QualifiedName) -> Self {
        let refusal = match &self {
            Self::Fault(fault) => fault.server().and_then(|error| repeats(table, error)),
            _ => None,
        };
        refusal.map_or(self, Self::Refused)
    }

    /// As a failure of the run; `doing` completes "could not ..".
    pub(super) fn into_failure(self, doing: &'static str) -> Failure {
        match self {
            Self::Refused(why) => refused(why),
            Self::Failed(failure) => failure,
            Self::Died => {
                Failure::Unexpected(anyhow::anyhow!("could not {doing}: a thread that makes rows died"))
            }
            Self::Fault(fault) => RunFault::failure(doing)(fault),
            Self::Unfit { table, unfit } => {
                let place = format!("tables.{table}.columns.{}", unfit.column);
                let why = Why::Unfit { value: unfit.value, type_name: unfit.type_name };
                Failure::Profile(vec![ProfileProblem::new(place, why)])
            }
        }
    }
}

/// A thread that makes rows died.
pub(super) fn lost() -> FillError {
    FillError::Died
}

/// The server took another number of rows than were made.
pub(super) fn miscounted(name: &str, made: u64, taken: u64) -> FillError {
    FillError::Fault(RunFault::Db(DbFault::RowsLost { table: name.to_owned(), sent: made, taken }))
}

pub(super) fn refused(why: SeedRefusal) -> Failure {
    Failure::Refused(Refusal::Seed(why))
}
