//! What attempts are held against: whether the own row is reached by the same. Where it is not, something else than the tenant may
//! be what denied them.

use super::probe_scratch::Probing;
use crate::model::outcome::failure::Failure;
use crate::model::verify::catalog::{Relation, RelationKind};
use crate::model::verify::probe::{Attempt, Outcome, Probed, Verdict, judge_by_own};
use crate::model::verify::probe_statements::ProbeTarget;

impl Probing<'_> {
    /// What was read without the setting, and before it was made for the first time, is denied only where the row is shown to
    /// its own tenant.
    pub(super) async fn hold_against_own(
        &self,
        targets: &[&Relation],
        probed: &mut [Probed],
    ) -> Result<(), Failure> {
        for (relation, role) in self.pairs(targets) {
            let shown = relation.to_string();
            let Some(known) = probed.iter_mut().find(|known| known.relation == shown && known.role == role)
            else {
                continue;
            };
            let read = known.verdicts.iter_mut().find(|(attempt, _)| *attempt == Attempt::ReadUnset);
            let Some((attempt, verdict @ Verdict::Denied)) = read else { continue };
            let own = self.own(&self.target(relation), *attempt, role).await?;
            *verdict = own.as_ref().map_or(Verdict::Denied, judge_by_own);
        }
        Ok(())
    }

    /// How an attempt ends that asks for the own row, with the setting that is right.
    pub(super) async fn own(
        &self,
        target: &ProbeTarget<'_>,
        attempt: Attempt,
        role: &str,
    ) -> Result<Option<Outcome>, Failure> {
        let Some(statement) = target.own_statement(attempt) else { return Ok(None) };
        let attempt = if attempt.is_read() { Attempt::Read } else { attempt };
        Ok(Some(self.trial(target, attempt, role, &statement, "").await?))
    }

    /// Whether a view whose own definition implies the tenant shows the row of whoever asks: then it is what keeps the other
    /// one's, with row-level security or without.
    pub(super) async fn shows_own(
        &self,
        target: &ProbeTarget<'_>,
        attempt: Attempt,
        role: &str,
    ) -> Result<bool, Failure> {
        let is_of_tenant = target.relation.kind == RelationKind::View
            && attempt.is_read()
            && self.facts.is_view_of_tenant(target.relation, self.scope);
        if !is_of_tenant {
            return Ok(false);
        }
        let statement = format!("SELECT pg_catalog.count(*) FROM {}", target.sql());
        let shown = self.trial(target, Attempt::Read, role, &statement, "").await?;
        Ok(matches!(shown, Outcome::Rows(rows) if rows > 0))
    }
}
