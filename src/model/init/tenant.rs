//! How a schema tells tenants apart, as far as its policies say: the column that most of them compare with a setting.

use std::collections::BTreeMap;

use crate::model::verify::catalog::Facts;
use crate::model::verify::discovery::compared_with_session;
use crate::model::verify::policy::readings::readings;

/// What policies agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TenantFound {
    pub(crate) column: String,
    /// As `format_type` writes it.
    pub(crate) column_type: String,
    /// The setting that policies read.
    pub(crate) setting: String,
    /// The role that requests run as, where rights or policies show one.
    pub(crate) app_role: Option<String>,
}

/// What the catalog says beside [`Facts`] about tables that have policies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PolicyTables {
    /// The columns by table and number.
    pub(crate) columns: BTreeMap<(u32, i16), NamedColumn>,
    /// The role that has rights on most of these tables and owns none.
    pub(crate) most_granted: Option<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedColumn {
    pub(crate) name: String,
    /// As `format_type` writes it.
    pub(crate) type_name: String,
}

/// The column and the setting of most tables whose policies compare a column with what they read of the session; `None`
/// where there is none, or they do not agree.
pub(crate) fn found(facts: &Facts, tables: &PolicyTables) -> Option<TenantFound> {
    let secured = facts.relations.iter().filter(|table| table.row_security && !table.is_partition);
    let mut votes: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut comparing = 0;
    for table in secured {
        let mut forms: Vec<(String, String, String)> = compared_with_session(facts, table.oid)
            .into_iter()
            .filter_map(|(number, form)| {
                let column = tables.columns.get(&(table.oid, number))?;
                let setting = readings(&form, &facts.library).into_iter().next()?.setting;
                Some((column.name.clone(), column.type_name.clone(), setting))
            })
            .collect();
        forms.sort();
        forms.dedup();
        comparing += usize::from(!forms.is_empty());
        for form in forms {
            *votes.entry(form).or_default() += 1;
        }
    }
    let ((column, column_type, setting), count) = votes.into_iter().max_by_key(|(_, count)| *count)?;
    (count * 2 > comparing).then(|| TenantFound {
        column,
        column_type,
        setting,
        app_role: role_of_policies(facts).or_else(|| tables.most_granted.clone()),
    })
}

/// The role that most policies are for, where they name roles.
fn role_of_policies(facts: &Facts) -> Option<String> {
    let mut count: BTreeMap<u32, usize> = BTreeMap::new();
    let permissive = facts.policies.iter().filter(|policy| policy.permissive);
    for role in permissive.flat_map(|policy| policy.roles.iter()).filter(|role| **role != 0) {
        *count.entry(*role).or_default() += 1;
    }
    let roles = count.into_iter().filter_map(|(role, count)| Some((count, facts.role(role)?)));
    let usable = roles.filter(|(_, role)| !role.superuser && !role.bypasses_row_security);
    usable.max_by_key(|(count, _)| *count).map(|(_, role)| role.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::fixture;

    #[test]
    fn the_column_and_the_setting_of_most_policies_are_the_tenants() {
        let (facts, _) = fixture::without_floor();
        let column = |name: &str| NamedColumn { name: name.to_owned(), type_name: "uuid".to_owned() };
        let numbers =
            facts.relations.iter().filter_map(|table| Some((table.oid, table.tenant.as_ref()?.number)));
        let tables = PolicyTables {
            columns: numbers.map(|key| (key, column("organization_id"))).collect(),
            most_granted: Some("web".to_owned()),
        };
        let tenant = found(&facts, &tables).unwrap();
        assert_eq!((tenant.column.as_str(), tenant.column_type.as_str()), ("organization_id", "uuid"));
        assert_eq!(tenant.setting, "app.org");
        assert_eq!(found(&facts, &PolicyTables::default()), None);
    }
}
