//! What stops the filling of a table.

use super::{failure, refused};
use crate::model::outcome::failure::Failure;
use crate::model::seed::plan::Unfit;
use crate::model::seed::profile::{ProfileProblem, Why};
use crate::model::seed::refusal::SeedRefusal;
use crate::model::sql::sql_error::DbFault;
use crate::postgres::RunFault;

/// What stopped it.
pub(super) enum Trouble {
    Fault(RunFault),
    Refused(SeedRefusal),
    Failed(Failure),
    /// A value that was made does not fit its column.
    Unfit {
        table: String,
        unfit: Unfit,
    },
}

impl From<RunFault> for Trouble {
    fn from(fault: RunFault) -> Self {
        Self::Fault(fault)
    }
}

impl Trouble {
    /// As a failure of the run; `doing` completes "could not ..".
    pub(super) fn into_failure(self, doing: &'static str) -> Failure {
        match self {
            Self::Refused(why) => refused(why),
            Self::Failed(failure) => failure,
            Self::Fault(fault) => failure(doing)(fault),
            Self::Unfit { table, unfit } => {
                let place = format!("tables.{table}.columns.{}", unfit.column);
                let why = Why::Unfit { value: unfit.value, type_name: unfit.type_name };
                Failure::Profile(vec![ProfileProblem::new(place, why)])
            }
        }
    }
}

/// A thread that makes rows died.
pub(super) fn lost() -> Trouble {
    Trouble::Fault(RunFault::Db(DbFault::Connection("a thread that makes rows died".to_owned())))
}

/// The server took another number of rows than were made.
pub(super) fn miscounted(name: &str, made: u64, taken: u64) -> Trouble {
    let why = format!("{made} rows were made for {name}, the server took {taken}");
    Trouble::Fault(RunFault::Db(DbFault::Connection(why)))
}
