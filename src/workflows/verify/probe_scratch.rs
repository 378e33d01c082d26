//! On a scratch copy of the schema, in one transaction that is rolled back: rows for two tenants are made, so
//! that an empty database will do, and everything is tried with policies and once more without.

use crate::model::outcome::failure::Failure;
use crate::model::sql::build::row_security;
use crate::model::verify::catalog::{Facts, ForeignKey, Relation, RelationKind, Rights};
use crate::model::verify::probe::{
    Attempt, Outcome, Probed, SettingValue, Tenant, Verdict, judge, judge_by_control, judge_by_own,
};
use crate::model::verify::probe_columns::{ProbeColumn, identity};
use crate::model::verify::probe_statements::ProbeTarget;
use crate::model::verify::probe_surroundings::Surroundings;
use crate::model::verify::scope::Scope;
use crate::postgres::{ProbeAttempt, Session};
use crate::workflows::database::Database;

/// Tries everything on every table, partition and view that holds tenant rows.
pub(crate) async fn probe(database: &Database, scope: &Scope) -> Result<Vec<Probed>, Failure> {
    let session = database.session("migrate verify").await?;
    let (facts, columns, updatable) = session.begin_probe(scope).await?;
    let probing =
        Probing { session: &session, facts: &facts, columns: &columns, updatable: &updatable, scope };
    let probed = probing.probe_relations().await;
    session.end_probe().await?;
    probed
}

pub(super) struct Probing<'a> {
    session: &'a Session,
    pub(super) facts: &'a Facts,
    columns: &'a [ProbeColumn],
    updatable: &'a [(u32, String)],
    pub(super) scope: &'a Scope,
}

impl Probing<'_> {
    async fn probe_relations(&self) -> Result<Vec<Probed>, Failure> {
        let targets: Vec<&Relation> = self
            .facts
            .relations
            .iter()
            .filter(|relation| self.facts.is_probed(relation, self.scope))
            .collect();
        let mut unmade: Vec<(u32, String)> = Vec::new();
        for table in self.filled(&targets) {
            let target = self.target(table);
            for tenant in [Tenant::Own, Tenant::Other] {
                if let Outcome::Refused { sqlstate, message, .. } =
                    self.session.make(&target.insert(tenant, tenant)).await?
                {
                    let way_out = match &table.kind {
                        RelationKind::Partitioned if sqlstate == "23514" => {
                            "; `[[partitions]]` in `migrate.toml` has one made for now, `[verify.values]` chooses another"
                        }
                        _ => "",
                    };
                    unmade.push((
                        table.oid,
                        format!("no row could be inserted: {sqlstate}: {message}{way_out}"),
                    ));
                }
            }
        }
        for view in targets.iter().filter(|view| view.kind == RelationKind::MaterializedView) {
            self.session.make(&format!("REFRESH MATERIALIZED VIEW {}", self.target(view).sql())).await?;
        }
        // What was set once is never unset again in this session, but empty.
        let (unset, set): (Vec<Attempt>, Vec<Attempt>) =
            Attempt::ALL.into_iter().partition(|attempt| attempt.said() == SettingValue::Unset);
        let mut probed = Vec::new();
        for attempts in [unset, set] {
            for is_turned in [false, true] {
                for (relation, role) in self.pairs(&targets) {
                    let why =
                        unmade.iter().find(|(oid, _)| *oid == relation.oid).map(|(_, why)| why.as_str());
                    let is_app = role == self.scope.app_role;
                    let attempts = attempts.iter().copied().filter(|attempt| {
                        (is_app || attempt.is_read()) && (!is_turned || attempt.has_direction())
                    });
                    let attempts = attempts.collect();
                    let target = ProbeTarget { is_turned, ..self.target(relation) };
                    Probed::add(&mut probed, self.relation(&target, role, why, attempts).await?);
                }
            }
        }
        self.hold_against_own(&targets, &mut probed).await?;
        Ok(probed)
    }

    /// The tables that are given rows: what is tried, and everything that foreign keys lead to from there.
    fn filled<'a>(&'a self, targets: &[&'a Relation]) -> Vec<&'a Relation> {
        let mut filled: Vec<&Relation> =
            targets.iter().copied().filter(|table| table.is_table() && !table.is_partition).collect();
        let mut at = 0;
        while let Some(table) = filled.get(at).copied() {
            at += 1;
            let led = self.facts.foreign_keys.iter().filter(|key| key.table == table.oid);
            for target in led.filter_map(|key| self.facts.relation(key.target)) {
                if !filled.iter().any(|earlier| earlier.oid == target.oid) {
                    filled.push(target);
                }
            }
        }
        filled
    }

    /// Every relation with the application's role and with every role that it may become.
    pub(super) fn pairs<'a>(&'a self, targets: &[&'a Relation]) -> Vec<(&'a Relation, &'a str)> {
        let roles = self.facts.roles.iter().filter(|role| role.app_may_become);
        let roles: Vec<&str> = roles.map(|role| role.name.as_str()).collect();
        targets.iter().flat_map(|relation| roles.iter().map(|role| (*relation, *role))).collect()
    }

    pub(super) fn target<'a>(&'a self, relation: &'a Relation) -> ProbeTarget<'a> {
        let columns: Vec<&ProbeColumn> =
            self.columns.iter().filter(|column| column.relation == relation.oid).collect();
        let tenant = columns.iter().copied().find(|column| column.name == self.scope.names.column);
        let updatable =
            self.updatable.iter().find(|(oid, _)| *oid == relation.oid).map(|(_, name)| name.as_str());
        let shown = relation.to_string();
        let values = self
            .scope
            .values
            .iter()
            .filter_map(|(place, value)| {
                let column = place.strip_prefix(&shown).or(place.strip_prefix(relation.name.name.as_str()))?;
                Some((column.strip_prefix('.')?.to_owned(), value.clone()))
            })
            .collect();
        let refer = self.facts.foreign_keys.iter().filter(|key| {
            let target = self.facts.relation(key.target);
            key.table == relation.oid && target.is_some_and(|target| target.tenant.is_some())
        });
        let keys: Vec<&ForeignKey> =
            refer.filter(|key| key.columns.iter().any(|column| *column != self.scope.names.column)).collect();
        let refer = keys.iter().flat_map(|key| &key.columns).map(String::as_str);
        let refer = refer.filter(|column| *column != self.scope.names.column).collect();
        let keys = keys.iter().map(|key| key.name.as_str()).collect();
        ProbeTarget {
            relation,
            columns,
            tenant,
            updatable,
            time: "now".to_owned(),
            refer,
            keys,
            values,
            is_turned: false,
        }
    }

    async fn relation(
        &self,
        target: &ProbeTarget<'_>,
        role: &str,
        unmade: Option<&str>,
        attempts: Vec<Attempt>,
    ) -> Result<Probed, Failure> {
        let relation = target.relation;
        let mut verdicts = Vec::new();
        for attempt in attempts {
            if !may_be_tried(relation, attempt) {
                continue;
            }
            let Some(statement) = target.statement(attempt) else { continue };
            let verdict = match unmade {
                Some(why) => Verdict::Inconclusive { why: why.to_owned() },
                None => {
                    let outcome = self.trial(target, attempt, role, &statement, "").await?;
                    match judge(attempt, &outcome, &target.keys) {
                        Some(verdict) => verdict,
                        None => {
                            let open = self.open(relation);
                            let control = self.trial(target, attempt, role, &statement, &open).await?;
                            match judge_by_control(attempt, &control) {
                                Verdict::Inconclusive { .. }
                                    if self.shows_own(target, attempt, role).await? =>
                                {
                                    Verdict::Denied
                                }
                                Verdict::Denied if attempt != Attempt::ReadUnset => {
                                    let own = match self.own(target, attempt, role).await? {
                                        None => Some(outcome),
                                        own => own,
                                    };
                                    own.as_ref().map_or(Verdict::Denied, judge_by_own)
                                }
                                verdict => verdict,
                            }
                        }
                    }
                }
            };
            verdicts.push((attempt, verdict));
        }
        Ok(Probed { relation: relation.to_string(), role: role.to_owned(), verdicts })
    }

    /// Switches row-level security off on what a relation shows.
    fn open(&self, relation: &Relation) -> String {
        let below = self.facts.below(relation.oid);
        let tables = self.facts.relations.iter().filter(|table| {
            table.is_table()
                && table.row_security
                && (table.oid == relation.oid || below.contains(&table.oid))
        });
        tables
            .map(|table| format!("{};", row_security(self.target(table).sql(), "DISABLE")))
            .collect::<Vec<_>>()
            .concat()
    }

    pub(super) async fn trial(
        &self,
        target: &ProbeTarget<'_>,
        attempt: Attempt,
        role: &str,
        statement: &str,
        open: &str,
    ) -> Result<Outcome, Failure> {
        let mut prepare = open.to_owned();
        if let Some(tenant) = attempt.needs_room() {
            prepare.push_str(&target.make_room(tenant));
        }
        if attempt == Attempt::Refer {
            prepare.push_str("SET LOCAL session_replication_role = origin;");
        }
        let category = target.tenant.map(|tenant| tenant.category.clone());
        let own = Tenant::Own.turned(target.is_turned);
        let own = identity(category.as_ref().unwrap_or(&self.scope.category), own);
        let Surroundings { settings, first, statement } =
            Surroundings::of(self.scope, attempt, own, statement);
        let trial = ProbeAttempt {
            prepare: &prepare,
            role,
            settings: &settings,
            first: &first,
            statement: &statement,
        };
        self.session.try_out(trial).await
    }
}

/// Views are written to only where there is a right to.
fn may_be_tried(relation: &Relation, attempt: Attempt) -> bool {
    let Rights { update, delete, .. } = relation.rights;
    match (relation.kind, attempt) {
        (RelationKind::View, Attempt::Update | Attempt::UpdateOther) => update,
        (RelationKind::View, Attempt::Delete | Attempt::DeleteOther) => delete,
        (RelationKind::View, Attempt::Insert | Attempt::Conflict | Attempt::GiveAway | Attempt::Truncate) => {
            false
        }
        _ => true,
    }
}
