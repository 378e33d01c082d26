//! From the bookkeeping tables of an earlier release to those of this one.

use tokio_postgres::{Client, Error};

use super::bookkeeping::Bookkeeping;
use crate::model::migration::bookkeeping::VERSION;

/// The step that leads to each version of the journal, from the first on.
const JOURNAL: [&str; 1] = [include_str!("sql/journal_upgrade_1.sql")];
/// The same of the table of `seed`.
const SEED: [&str; 1] = [include_str!("sql/seed_upgrade_1.sql")];

impl Bookkeeping {
    /// Brings tables of an earlier release to the present version, in one transaction. Returns whether any was.
    pub(crate) async fn upgrade(&mut self, client: &Client) -> Result<bool, Error> {
        let [journal, seed] = self.state.outdated();
        if !journal && !seed {
            return Ok(false);
        }
        let mut steps = String::from("BEGIN;\n");
        for (outdated, version, upgrades) in [
            (journal, &mut self.state.journal, JOURNAL.as_slice()),
            (seed, &mut self.state.seed, SEED.as_slice()),
        ] {
            let done = version.map_or(0, |version| usize::try_from(version).unwrap_or_default());
            if outdated {
                steps.extend(upgrades.iter().skip(done).copied());
                *version = Some(VERSION);
            }
        }
        steps.push_str("COMMIT;");
        let upgraded = client.batch_execute(&self.in_place(&steps)).await;
        if upgraded.is_err() {
            // The transaction is aborted; the error that matters is the first one.
            let _ = client.batch_execute("ROLLBACK").await;
        }
        upgraded.map(|()| true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_has_its_step() {
        let steps = usize::try_from(VERSION).unwrap();
        assert_eq!((JOURNAL.len(), SEED.len()), (steps, steps));
        for (at, step) in JOURNAL.iter().chain(&SEED).enumerate() {
            let version = format!("(bookkeeping version {}).'", at % steps + 1);
            assert!(step.contains(&version), "{step}");
        }
    }
}
