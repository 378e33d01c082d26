//! Access: row-level security and grants.

use super::escape::code;
use super::lists::{list, remark};
use super::names::ident;
use crate::model::docs::sql_line::one_line;
use crate::model::docs::{DocTable, Grant, Policy};

/// Row-level security of a table; empty if it is not enabled and there is no policy.
pub(super) fn row_security(table: &DocTable) -> String {
    let state = match (table.row_security, table.row_security_forced) {
        (true, true) => "enabled, forced",
        (true, false) => "enabled",
        (false, _) if table.policies.is_empty() => return String::new(),
        (false, _) => "not enabled, so the policies have no effect",
    };
    let mut text = format!("\n**Row-level security**: {state}\n");
    if table.policies.is_empty() {
        return text;
    }
    text.push('\n');
    table.policies.iter().for_each(|policy_of_table| text.push_str(&policy(policy_of_table)));
    text
}

fn policy(policy: &Policy) -> String {
    let kind = if policy.permissive { "permissive" } else { "restrictive" };
    let roles: Vec<String> = policy.roles.iter().map(|role| code(&ident(role))).collect();
    let roles = if roles.is_empty() { "PUBLIC".to_owned() } else { roles.join(", ") };
    let mut text = format!(
        "- {}: {kind}, for {}, to {roles}{}\n",
        code(&policy.name),
        policy.command,
        remark(policy.comment.as_deref())
    );
    for (word, expression) in [("USING", &policy.using), ("WITH CHECK", &policy.with_check)] {
        if let Some(expression) = expression {
            text.push_str(&format!("  - {word} {}\n", code(&one_line(expression))));
        }
    }
    text
}

/// The privileges of every role except the owner, one line each.
pub(super) fn grants(grants: &[Grant]) -> String {
    let lines: Vec<String> = grants.chunk_by(|a, b| a.role == b.role).map(of_role).collect();
    list("Grants", &lines)
}

fn of_role(grants: &[Grant]) -> String {
    let role = grants.first().and_then(|grant| grant.role.as_deref());
    let rights: Vec<String> = grants.iter().map(right).collect();
    format!("{}: {}", role.map_or("PUBLIC".to_owned(), |role| code(&ident(role))), rights.join(", "))
}

fn right(grant: &Grant) -> String {
    let mut text = grant.privilege.clone();
    if !grant.columns.is_empty() {
        let columns: Vec<String> = grant.columns.iter().map(|column| code(&ident(column))).collect();
        text.push_str(&format!(" ({})", columns.join(", ")));
    }
    if grant.grantable {
        text.push_str(" with grant option");
    }
    text
}
