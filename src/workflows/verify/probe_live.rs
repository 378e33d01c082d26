//! On a database that is in use: only what reads, on the rows that are there, in a read-only transaction.
//!
//! No lock is stronger than ACCESS SHARE. That there is something to be seen is what we see ourselves: a role
//! that is not exempt from the policies can show nothing.

use std::collections::BTreeMap;

use crate::model::outcome::failure::Failure;
use crate::model::sql::quote::{Ident, Literal};
use crate::model::verify::catalog::{Facts, Relation};
use crate::model::verify::probe::{
    Attempt, Outcome, Probed, SettingValue, Verdict, judge, judge_by_control, judge_by_own,
};
use crate::model::verify::probe_surroundings::Surroundings;
use crate::model::verify::scope::Scope;
use crate::postgres::{ForeignCode, ProbeAttempt, Snapshot};

/// Reads every table, partition and view that holds tenant rows, as the application's role and as every
/// role that it may become. What runs code of others when it is read is read by the application's role alone.
pub(in crate::workflows) async fn probe_live(
    snapshot: &Snapshot,
    facts: &Facts,
    scope: &Scope,
) -> Result<Vec<Probed>, Failure> {
    let foreign = snapshot.foreign_code(&scope.names.column).await?;
    snapshot.begin_look(&scope.app_role).await?;
    let relations: Vec<&Relation> =
        facts.relations.iter().filter(|relation| facts.is_probed(relation, scope)).collect();
    let mut looking = Looking { snapshot, scope, foreign, tenant: None };
    for relation in &relations {
        if looking.tenant.is_none()
            && looking.calls(relation).is_none()
            && looking.stranger(relation).is_none()
        {
            looking.tenant = looking.own(relation).await?.ok().flatten();
        }
    }
    let mut probed = Vec::new();
    for unset in [true, false] {
        for relation in &relations {
            for role in facts.roles.iter().filter(|role| role.app_may_become) {
                let verdicts = match (looking.stranger(relation), looking.calls(relation)) {
                    (Some(calls), _) => not_tried(unset, &of_stranger(calls)),
                    (None, Some(calls)) if !role.is_app || role.superuser => {
                        not_tried(unset, &untried(calls))
                    }
                    _ => looking.relation(relation, &role.name, unset).await?,
                };
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
    /// What may not be read as ourselves, by OID, and what it calls: views by the application's role alone.
    foreign: BTreeMap<u32, ForeignCode>,
    /// A tenant that has rows in one of the others.
    tenant: Option<String>,
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
        let column = self.column(relation);
        let calls = self.calls(relation);
        let own = if calls.is_some() { Ok(self.tenant.clone()) } else { self.own(relation).await? };
        // path: users
        let any = format!("SELECT pg_catalog.count(*) FROM (SELECT FROM {table} LIMIT 1) AS r");
        let foreign = match (&column, &own) {
            // path: users
            (Some(column), Ok(Some(own))) => Some(format!(
                "SELECT pg_catalog.count(*) FROM (
                     SELECT FROM {table}
                     WHERE {column} IS NULL OR {column}::pg_catalog.text OPERATOR(pg_catalog.<>) {} LIMIT 1
                 ) AS r",
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
        for attempt in asked(unset) {
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
            let verdict = match (judge(attempt, &outcome, &[]), calls) {
                (Some(verdict), _) => verdict,
                (None, Some(calls)) => untried(calls),
                (None, None) => {
                    let control = match self.snapshot.first_value(question, self.owner(relation)).await? {
                        Ok(rows) => {
                            Outcome::Rows(rows.and_then(|rows| rows.parse().ok()).unwrap_or_default())
                        }
                        Err(refused) => refused,
                    };
                    match judge_by_control(attempt, &control) {
                        // The setting stays as it was never made until everything was tried without it.
                        Verdict::Denied if attempt != Attempt::ReadUnset && !own.is_empty() => {
                            judge_by_own(&self.trial(Attempt::Read, role, &any, &own).await?)
                        }
                        verdict => verdict,
                    }
                }
            };
            verdicts.push((attempt, verdict));
        }
        Ok(verdicts)
    }

    /// What of others would run with our rights; what has an owner whom we can be is read as that one.
    fn calls(&self, relation: &Relation) -> Option<&str> {
        self.foreign.get(&relation.oid).filter(|code| code.owner.is_none()).map(|code| code.calls.as_str())
    }

    /// What a role made that the login does not trust: it is run as nobody.
    fn stranger(&self, relation: &Relation) -> Option<&str> {
        self.foreign.get(&relation.oid).filter(|code| code.is_strange).map(|code| code.calls.as_str())
    }

    /// As whom a table is read whose indexes and constraints run code of users; `None`: as ourselves.
    fn owner(&self, relation: &Relation) -> Option<&str> {
        self.foreign.get(&relation.oid)?.owner.as_deref()
    }

    fn column(&self, relation: &Relation) -> Option<Ident> {
        relation.tenant.as_ref().and_then(|_| Ident::new(&self.scope.names.column))
    }

    /// A tenant that has rows in a relation, as we see it ourselves; `None` without a row, or a tenant column.
    async fn own(&self, relation: &Relation) -> Result<Result<Option<String>, Outcome>, Failure> {
        let (Some(column), Ok(table)) = (self.column(relation), relation.name.quoted()) else {
            return Ok(Ok(None));
        };
        // path: users
        let first =
            format!("SELECT {column}::pg_catalog.text FROM {table} WHERE {column} IS NOT NULL LIMIT 1");
        self.snapshot.first_value(&first, self.owner(relation)).await
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

/// The attempts that are made while the setting was never made, or afterwards.
fn asked(unset: bool) -> impl Iterator<Item = Attempt> {
    Attempt::ALL
        .into_iter()
        .filter(move |attempt| attempt.is_read() && (attempt.said() == SettingValue::Unset) == unset)
}

fn not_tried(unset: bool, verdict: &Verdict) -> Vec<(Attempt, Verdict)> {
    asked(unset).map(|attempt| (attempt, verdict.clone())).collect()
}

/// No role of the session would hold it: it could take the login's rights back.
fn of_stranger(calls: &str) -> Verdict {
    Verdict::Inconclusive {
        why: format!(
            "it calls `{calls}` of a role that this login does not trust: verify as the role that owns that function"
        ),
    }
}

/// Its functions are not ours to run with more rights than the application has.
fn untried(calls: &str) -> Verdict {
    Verdict::Inconclusive {
        why: format!("it depends on `{calls}`: on a live database only the app role reads it"),
    }
}
