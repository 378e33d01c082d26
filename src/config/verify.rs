//! `[verify]` and `[tenant]`, settled: every exemption has a reason and names a rule that there is.

use super::file::ConfigFile;
use super::tenancy;
use crate::model::outcome::failure::ConfigProblem;
use crate::model::verify::canonical::Names;
use crate::model::verify::probe::columns::Category;
use crate::model::verify::rules;
use crate::model::verify::scope::{Exemption, Scope};

/// What `verify` goes by.
pub(super) fn scope(config: &ConfigFile) -> Result<Scope, ConfigProblem> {
    let tenancy = tenancy(config);
    let bad = |name: String, wanted| ConfigProblem::BadValue { name, wanted };
    for exempt in &config.verify.exempt {
        if !rules::ALL.iter().any(|rule| rule.id == exempt.rule) {
            let name = format!("verify.exempt.rule `{}`", exempt.rule);
            return Err(bad(
                name,
                "the id of a rule, such as T01; `migrate verify --explain all` lists them",
            ));
        }
    }
    let global = config.verify.global.iter().map(|global| ("global", &global.table, &global.reason));
    let exempt =
        config.verify.exempt.iter().map(|exempt| (exempt.rule.as_str(), &exempt.object, &exempt.reason));
    let mut exemptions = Vec::new();
    for (rule, object, reason) in global.chain(exempt) {
        if reason.trim().is_empty() {
            return Err(bad(format!("verify: the reason for {object}"), "why this is meant to be so"));
        }
        exemptions.push(Exemption { rule: rule.to_owned(), object: object.clone(), reason: reason.clone() });
    }
    let (global, exempt) = exemptions.into_iter().partition(|exemption| exemption.rule == "global");
    Ok(Scope {
        names: Names { column: tenancy.column, setting: tenancy.setting },
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
