//! The statements of a probe.

use super::probe::{Attempt, Tenant};
use super::probe_columns::{ProbeColumn, identity};
use crate::model::sql::quote::Ident;
use crate::model::verify::catalog::{Relation, RelationKind};

/// What is known about a relation that is probed.
#[derive(Debug)]
pub(crate) struct ProbeTarget<'a> {
    pub(crate) relation: &'a Relation,
    pub(crate) columns: Vec<&'a ProbeColumn>,
    /// The tenant column, where it has one.
    pub(crate) tenant: Option<&'a ProbeColumn>,
    /// A column that the application's role may update.
    pub(crate) updatable: Option<&'a str>,
    /// An instant that has a partition.
    pub(crate) time: String,
    /// Columns beside the tenant's that reference tenant rows.
    pub(crate) refer: Vec<&'a str>,
    /// The foreign keys that are made of them.
    pub(crate) keys: Vec<&'a str>,
    /// Values that somebody configured, by column.
    pub(crate) values: Vec<(String, String)>,
    /// It is tried in the other direction: the application works for the tenant that is the other one at first.
    pub(crate) is_turned: bool,
}

impl ProbeTarget<'_> {
    /// The relation as SQL.
    pub(crate) fn sql(&self) -> String {
        self.relation.name.quoted().unwrap_or_default()
    }

    /// A row for a tenant, whose keys may refer to the other's rows.
    pub(crate) fn insert(&self, row_tenant: Tenant, refers_to: Tenant) -> String {
        let (row_tenant, refers_to) = (row_tenant.turned(self.is_turned), refers_to.turned(self.is_turned));
        let (mut names, mut values) = (Vec::new(), Vec::new());
        for column in &self.columns {
            let is_tenant = self.tenant.is_some_and(|tenant| tenant.name == column.name);
            let refers = self.refer.contains(&column.name.as_str());
            let whose = if refers { refers_to } else { row_tenant };
            let configured = self.values.iter().find(|(name, _)| *name == column.name);
            let value = match configured {
                Some((_, value)) => {
                    Some(column.literal(&value.replace("{tenant}", identity(&column.category, whose))))
                }
                None if is_tenant => Some(column.literal(identity(&column.category, row_tenant))),
                // Also where it may be NULL: that would refer to nothing.
                None if refers && row_tenant != refers_to => Some(column.some(whose, &self.time)),
                None => column.value(whose, &self.time),
            };
            if let (Some(name), Some(value)) = (Ident::new(&column.name), value) {
                names.push(name.to_string());
                values.push(value);
            }
        }
        let table = self.sql();
        if names.is_empty() {
            return format!("INSERT INTO {table} DEFAULT VALUES");
        }
        format!(
            "INSERT INTO {table} ({}) OVERRIDING SYSTEM VALUE VALUES ({})",
            names.join(", "),
            values.join(", ")
        )
    }

    /// The statement of an attempt. `None` where it cannot be tried on this relation. One that reads returns the
    /// number of foreign rows; one that writes, the rows that it changed.
    pub(crate) fn statement(&self, attempt: Attempt) -> Option<String> {
        let table = self.sql();
        let writes = !matches!(self.relation.kind, RelationKind::MaterializedView);
        let own = self.tenant.map(|tenant| (Ident::new(&tenant.name), self.key(tenant, Tenant::Own)));
        let other_value = self.tenant.map(|tenant| self.key(tenant, Tenant::Other));
        let (column, own, other_value) = match (own, other_value) {
            (Some((Some(column), own)), Some(other_value)) => (Some(column.to_string()), own, other_value),
            _ => (None, String::new(), String::new()),
        };
        match attempt {
            Attempt::Read => Some(match &column {
                Some(column) => {
                    // path: users
                    format!(
                        "SELECT pg_catalog.count(*) FROM {table} \
                         WHERE {column} IS NULL OR {column} OPERATOR(pg_catalog.<>) {own}"
                    )
                }
                None => {
                    format!("SELECT GREATEST(pg_catalog.count(*) OPERATOR(pg_catalog.-) 1, 0) FROM {table}")
                }
            }),
            Attempt::ReadUnset | Attempt::ReadEmpty | Attempt::ReadGarbage | Attempt::ReadKeptPlan => {
                Some(format!("SELECT pg_catalog.count(*) FROM {table}"))
            }
            _ if !writes => None,
            Attempt::Update => self.update(),
            Attempt::UpdateOther => {
                let update = self.update()?;
                column.map(|column| format!("{update} WHERE {column} OPERATOR(pg_catalog.=) {other_value}"))
            }
            Attempt::Delete => Some(format!("DELETE FROM {table}")),
            Attempt::DeleteOther => column.map(|column| {
                format!("DELETE FROM {table} WHERE {column} OPERATOR(pg_catalog.=) {other_value}")
            }),
            Attempt::GiveAway => {
                // Without WHERE: where a column is read, the policies for SELECT are asked about the new row, too.
                column.map(|column| format!("UPDATE {table} SET {column} = {other_value}"))
            }
            Attempt::Insert => self.tenant.map(|_| self.insert(Tenant::Other, Tenant::Other)),
            Attempt::Conflict => self.conflict(),
            Attempt::Refer if self.refer.is_empty() => None,
            Attempt::Refer => self.tenant.map(|_| self.insert(Tenant::Own, Tenant::Other)),
            Attempt::Truncate => {
                matches!(self.relation.kind, RelationKind::Table | RelationKind::Partitioned)
                    .then(|| format!("TRUNCATE {table}"))
            }
        }
    }

    /// What the tenant column holds for a tenant.
    fn key(&self, column: &ProbeColumn, tenant: Tenant) -> String {
        column.literal(identity(&column.category, tenant.turned(self.is_turned)))
    }

    /// What an attempt that reached nothing of the other tenant is held against: whether the same reaches the own row.
    /// `None` where its own outcome says that.
    pub(crate) fn own_statement(&self, attempt: Attempt) -> Option<String> {
        let of_own = |statement: String| {
            let column = self.tenant?;
            let name = Ident::new(&column.name)?;
            let own = self.key(column, Tenant::Own);
            Some(format!("{statement} WHERE {name} OPERATOR(pg_catalog.=) {own}"))
        };
        let table = self.sql();
        match attempt {
            _ if attempt.is_read() => Some(format!("SELECT pg_catalog.count(*) FROM {table}")),
            Attempt::UpdateOther => of_own(self.update()?),
            Attempt::DeleteOther => of_own(format!("DELETE FROM {table}")),
            _ => None,
        }
    }

    /// Takes a tenant's row away.
    pub(crate) fn make_room(&self, row_tenant: Tenant) -> String {
        let tenant = self.tenant.and_then(|tenant| Some((Ident::new(&tenant.name)?, tenant)));
        tenant.map_or_else(String::new, |(name, tenant)| {
            let whose = self.key(tenant, row_tenant);
            format!("DELETE FROM {} WHERE {name} OPERATOR(pg_catalog.=) {whose};", self.sql())
        })
    }

    /// On a primary key, where it has one.
    fn conflict(&self) -> Option<String> {
        self.tenant?;
        let keys: Vec<String> = self
            .columns
            .iter()
            .filter(|column| column.is_primary)
            .filter_map(|column| Ident::new(&column.name))
            .map(|name| name.to_string())
            .collect();
        let any = self.columns.iter().find(|column| !column.is_generated).map(|column| column.name.as_str());
        let name = self.updatable.or(any).and_then(Ident::new)?;
        let insert = self.insert(Tenant::Other, Tenant::Other);
        let conflict = format!("ON CONFLICT ({}) DO UPDATE SET {name} = EXCLUDED.{name}", keys.join(", "));
        (!keys.is_empty()).then(|| format!("{insert} {conflict}"))
    }

    /// An UPDATE that reads no column: where one is read, the policies for SELECT have a say, too. Without a
    /// column that may be updated it is tried all the same: the right may be what denies it.
    fn update(&self) -> Option<String> {
        let of_name = |name: &str| self.columns.iter().find(|column| column.name == name);
        let column =
            self.updatable.and_then(of_name).or(self.columns.iter().find(|column| !column.is_generated))?;
        let name = Ident::new(&column.name)?;
        // A key set to the same everywhere would be in its own way; what a view's column may be, nobody knows.
        let value = if column.is_key || !self.relation.is_table() {
            name.to_string()
        } else {
            column.changed_value(&self.time)
        };
        Some(format!("UPDATE {} SET {name} = {value}", self.sql()))
    }
}
