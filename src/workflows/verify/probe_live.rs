//! On a database that is in use: only what reads, on the rows that are there, in a read-only transaction.
//!
//! No lock is stronger than ACCESS SHARE. That there is something to be seen is what we see ourselves: a role
//! that is not exempt from the policies can show nothing.

use crate::model::outcome::failure::Failure;
use crate::model::sql::quote::{Ident, Literal};
use crate::model::verify::catalog::{Facts, Relation};
use crate::model::verify::probe::{Attempt, Outcome, Probed, SettingValue, Verdict, judge, judge_by_control};
use crate::model::verify::probe_surroundings::Surroundings;
use crate::model::verify::scope::Scope;
use crate::postgres::{ProbeAttempt, Snapshot};

/// Reads every table, partition and view that holds tenant rows, as the application's role and as every
/// role that it may become.
pub(in crate::workflows) async fn probe_live(
    snapshot: &Snapshot,
    facts: &Facts,
    scope: &Scope,
) -> Result<Vec<Probed>, Failure> {
    snapshot.begin_look().await?;
    let looking = Looking { snapshot, scope };
    let mut probed = Vec::new();
    for unset in [true, false] {
        for relation in facts.relations.iter().filter(|relation| facts.is_probed(relation, scope)) {
            for role in facts.roles.iter().filter(|role| role.app_may_become) {
                let verdicts = looking.relation(relation, &role.name, unset).await?;
                let relation_probed =
                    Probed { relation: relation.to_string(), role: role.name.clone(), verdicts };
                Probed::add(&mut probed, relation_probed);
            }
        }
    }
    Ok(probed)
}

struct Looking<'a> {
    snapshot: &'a Snapshot,
    scope: &'a Scope,
}

impl Looking<'_> {
    /// What was set once is never unset again in this session: `unset` comes first, for all relations.
    async fn relation(
        &self,
        relation: &Relation,
        role: &str,
        unset: bool,
    ) -> Result<Vec<(Attempt, Verdict)>, Failure> {
        let Ok(table) = relation.name.quoted() else { return Ok(Vec::new()) };
        let column = relation.tenant.as_ref().and_then(|_| Ident::new(&self.scope.names.column));
        let own = match &column {
            None => Ok(None),
            Some(column) => {
                let first = format!("SELECT {column}::text FROM {table} WHERE {column} IS NOT NULL LIMIT 1");
                self.snapshot.first_value(&first).await?
            }
        };
        let any = format!("SELECT count(*) FROM (SELECT FROM {table} LIMIT 1) AS r");
        let foreign = match (&column, &own) {
            (Some(column), Ok(Some(own))) => Some(format!(
                "SELECT count(*) FROM (SELECT FROM {table} WHERE {column}::text IS DISTINCT FROM {} LIMIT 1) AS r",
                Literal(own)
            )),
            _ => None,
        };
        let unseen = match &own {
            Err(Outcome::Refused { sqlstate, message, .. }) => format!("{sqlstate}: {message}"),
            _ => "there is no tenant row".to_owned(),
        };
        let own = own.ok().flatten().unwrap_or_default();
        let mut verdicts = Vec::new();
        let is_asked =
            |attempt: &Attempt| attempt.is_read() && (attempt.said() == SettingValue::Unset) == unset;
        for attempt in Attempt::ALL.into_iter().filter(is_asked) {
            let question = match attempt {
                Attempt::Read => foreign.as_deref(),
                _ => Some(any.as_str()),
            };
            let Some(question) = question else {
                // Without a tenant column, nobody can tell whose rows are seen while the setting is right.
                if column.is_some() {
                    verdicts.push((attempt, Verdict::Inconclusive { why: unseen.clone() }));
                }
                continue;
            };
            let outcome = self.trial(attempt, role, question, &own).await?;
            let verdict = match judge(attempt, &outcome, &[]) {
                Some(verdict) => verdict,
                None => {
                    let control = match self.snapshot.first_value(question).await? {
                        Ok(rows) => {
                            Outcome::Rows(rows.and_then(|rows| rows.parse().ok()).unwrap_or_default())
                        }
                        Err(refused) => refused,
                    };
                    judge_by_control(attempt, &control)
                }
            };
            verdicts.push((attempt, verdict));
        }
        Ok(verdicts)
    }

    async fn trial(
        &self,
        attempt: Attempt,
        role: &str,
        question: &str,
        own: &str,
    ) -> Result<Outcome, Failure> {
        let Surroundings { settings, first, statement } =
            Surroundings::of(self.scope, attempt, own, question);
        let trial =
            ProbeAttempt { prepare: "", role, settings: &settings, first: &first, statement: &statement };
        self.snapshot.try_out(trial).await
    }
}
