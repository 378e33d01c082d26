//! `[verify]` and `[tenant]`, settled: every exemption has a reason and names a rule that there is.

use super::file::ConfigFile;
use crate::model::migration::project::Tenancy;
use crate::model::outcome::failure::ConfigProblem;
use crate::model::verify::find_rule::find_rule;
use crate::model::verify::probe_columns::Category;
use crate::model::verify::scope::{Exemption, GlobalTable, Scope, TenancyNames};

/// What `verify` goes by.
pub(super) fn scope(config: &ConfigFile) -> Result<Scope, ConfigProblem> {
    let tenancy = tenancy(config);
    let given = config.tenant.clone().unwrap_or_default();
    let bad = |name: String, wanted| ConfigProblem::BadValue { name, wanted };
    let mut exempt = Vec::new();
    for given in &config.verify.exempt {
        let rule = find_rule(&given.rule).map_err(ConfigProblem::NoSuchRule)?.called();
        exempt.push(Exemption { rule, object: given.object.clone(), reason: given.reason.clone() });
    }
    let global: Vec<GlobalTable> = config
        .verify
        .global
        .iter()
        .map(|given| GlobalTable { table: given.table.clone(), reason: given.reason.clone() })
        .collect();
    let globals = global.iter().map(|global| (&global.table, &global.reason));
    let exempts = exempt.iter().map(|exempt| (&exempt.object, &exempt.reason));
    for (object, reason) in globals.chain(exempts) {
        if reason.trim().is_empty() {
            return Err(bad(
                format!("verify: the reason for {object}"),
                "a text that says why this is intentional",
            ));
        }
    }
    Ok(Scope {
        names: TenancyNames {
            column: tenancy.column,
            setting: tenancy.setting,
            expression: given.expression,
            value: given.value,
        },
        is_configured: config.tenant.is_some(),
        shared: given.shared,
        app_role: tenancy.app_role,
        global,
        exempt,
        settings: config.verify.settings.clone().into_iter().collect(),
        values: config.verify.values.clone().into_iter().collect(),
        category: match tenancy.column_type.as_str() {
            "uuid" => Category::Uuid,
            "smallint" | "integer" | "bigint" | "int" | "int4" | "int8" | "numeric" => Category::Number,
            _ => Category::Text,
        },
    })
}

/// How tenants are distinguished, with defaults for what is not configured.
pub(super) fn tenancy(config: &ConfigFile) -> Tenancy {
    let defaults = Tenancy::default();
    let given = config.tenant.clone().unwrap_or_default();
    Tenancy {
        column: given.column.unwrap_or(defaults.column),
        column_type: given.column_type.unwrap_or(defaults.column_type),
        setting: given.setting.unwrap_or(defaults.setting),
        app_role: given.app_role.unwrap_or(defaults.app_role),
    }
}
