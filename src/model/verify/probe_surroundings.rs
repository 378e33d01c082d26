//! In which surroundings an attempt is made: what the session says, and what comes before the statement.

use super::probe::{Attempt, SettingValue};
use crate::model::sql::quote::Literal;
use crate::model::verify::scope::Scope;

/// The surroundings of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Surroundings {
    /// Settings of the transaction: those of the configuration, and the tenant.
    pub(crate) settings: Vec<(String, String)>,
    /// Run as the role before what counts.
    pub(crate) first: String,
    pub(crate) statement: String,
}

impl Surroundings {
    /// Those of an attempt by somebody who works for the tenant `own`. A plan is kept while the setting is
    /// right, and used when it is empty; a setting that was never made stays so only where none is made.
    pub(crate) fn of(scope: &Scope, attempt: Attempt, own: &str, statement: &str) -> Self {
        let setting = &scope.names.setting;
        let mut settings: Vec<(String, String)> = scope
            .settings
            .iter()
            .map(|(name, value)| (name.clone(), value.replace("{tenant}", own)))
            .collect();
        let keeps_plan = attempt == Attempt::ReadKeptPlan;
        match attempt.said() {
            SettingValue::Unset => settings.clear(),
            SettingValue::Garbage => settings.push((setting.clone(), "no tenant's".to_owned())),
            SettingValue::Empty if !keeps_plan => settings.push((setting.clone(), String::new())),
            SettingValue::Own | SettingValue::Empty => {
                settings.push((setting.clone(), scope.names.set_for(own)));
            }
        }
        if !keeps_plan {
            return Self { settings, first: String::new(), statement: statement.to_owned() };
        }
        let first = format!(
            "SET LOCAL plan_cache_mode = force_generic_plan; PREPARE migrate_kept_plan AS {statement};
             EXECUTE migrate_kept_plan; SELECT pg_catalog.set_config({}, '', true);",
            Literal(setting)
        );
        Self { settings, first, statement: "EXECUTE migrate_kept_plan".to_owned() }
    }
}
