//! Bookkeeping tables that are not used, and histories that are not begun.

use super::grammar::{on_one_line, plural, ticked_list};
use super::request::schema_or_object;
use crate::model::migration::bookkeeping_problem::{
    BookkeepingProblem as P, MissingRights, TableFlaw, UntrustedTable,
};
use crate::model::migration::existing::ExistingTables;
use crate::model::sql::quote::{Ident, to_paste};
use crate::ui::message::Message;

/// The message for one problem.
pub(super) fn message(problem: &P) -> Message {
    match problem {
        P::Untrusted(tables) => untrusted(tables),
        P::Malformed { table, missing } => {
            Message::new(format!("`{table}` lacks the columns {}; nothing was changed", ticked_list(missing)))
                .hint("it is not a table of `migrate`: rename it or move it to another schema; or restore it from a backup")
        }
        P::Newer { table, version, known } => Message::new(format!(
            "`{table}` has version {version}, which a later release of `migrate` made; this one knows version {known}; nothing was changed"
        ))
        .hint("use that release, or a later one"),
        P::Elsewhere { home, schemas } => Message::new(format!(
            "the schema `{home}` has no history, but {}; nothing was changed",
            with_history(schemas)
        ))
        .hint(elsewhere(home, schemas)),
        P::Existing(existing) => tables_there(existing),
        P::Unreadable(rights) => unreadable(rights),
    }
}

/// Which schemas have a history: a few of them by name.
fn with_history(schemas: &[String]) -> String {
    const NAMED: usize = 5;
    match schemas {
        [schema] => format!("`{schema}` has one"),
        few if few.len() <= NAMED => format!("{} have one", ticked_list(few)),
        many => {
            let first = ticked_list(&many[..NAMED]).replace(" and ", ", ");
            format!("{first} and {} have one", plural(many.len() - NAMED, "other"))
        }
    }
}

fn elsewhere(home: &str, schemas: &[String]) -> String {
    let schema = schemas.first().map_or("app", String::as_str);
    let written = Ident::new(schema).map_or_else(|| schema.to_owned(), |ident| ident.to_string());
    let is_plain =
        schema.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let argument = if is_plain { schema.to_owned() } else { format!("'{}'", written.replace('\'', "'\\''")) };
    format!(
        "to work there, pass `--search-path {argument}` or set `search_path = [\"{schema}\"]` in `[database]` of `migrate.toml`; \
         to begin a second history in `{home}`, pass `--new-history`"
    )
}

fn unreadable(rights: &MissingRights) -> Message {
    let MissingRights { role, schema, lacks_usage, tables } = rights;
    let (schema, grantee) = (schema_or_object(schema), to_paste(role));
    let tables: Vec<String> = tables.iter().map(|table| format!("{schema}.{table}")).collect();
    let mut grants = Vec::new();
    if *lacks_usage {
        grants.push(format!("GRANT USAGE ON SCHEMA {schema} TO {grantee};"));
    }
    grants.push(format!("GRANT SELECT ON {} TO {grantee};", tables.join(", ")));
    Message::new(format!("the role `{role}` may not read {}", ticked_list(&tables)))
        .hint(format!("all that reading takes, from the owner of the tables: `{}`", grants.join(" ")))
}

fn tables_there(existing: &ExistingTables) -> Message {
    let ExistingTables { schema, count, some, tools } = existing;
    let more = count.saturating_sub(some.len());
    let others = if more > 0 { format!(" and {}", plural(more, "other")) } else { String::new() };
    let mut message = Message::new(format!(
        "the schema `{schema}` has {} and no history of `migrate`; nothing was changed",
        plural(*count, "table")
    ))
    .note(format!(
        "{}: {}{others}",
        if *count == 1 { "the table" } else { "tables" },
        ticked_list(some)
    ));
    for tool in tools {
        message = message.note(format!("`{}` is the history of another tool: {}", tool.table, tool.tool));
    }
    let beside = "is this the right database? if the scripts go well beside what is there, pass `--allow-existing`, or set \
                  `existing = \"allow\"` in `[database]` of `migrate.toml`";
    message.hint(match tools.as_slice() {
        [] => beside.to_owned(),
        _ => format!("`migrate adopt` takes over what the other tool applied; {beside}"),
    })
}

fn untrusted(tables: &[UntrustedTable]) -> Message {
    let mut message = Message::new(format!(
        "{} not trusted; nothing was changed",
        match tables {
            [table] => format!("{} of the role `{}` is", name(table), table.owner),
            several => format!("{} are", several.iter().map(name).collect::<Vec<_>>().join(" and ")),
        }
    ));
    let mut ways: Vec<String> = Vec::new();
    for table in tables {
        message = message.note(format!("{}: {}", name(table), reasons(table)));
        for flaw in &table.flaws {
            let way = way_out(table, flaw);
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
    }
    message.hint(ways.join("\n"))
}

/// Beside the status of a schema without a history.
pub(crate) fn other_histories(schemas: &[String]) -> String {
    on_one_line(&format!(
        "note: this schema has no history, but {}; `--search-path` or `[database] search_path` leads there",
        with_history(schemas)
    ))
}

/// One table that a reading command found, and what is wrong with it.
pub(super) fn warning(table: &UntrustedTable) -> String {
    format!("{} is not trusted, and a command that writes would refuse it: {}", name(table), reasons(table))
}

/// Who else may write to a table that is trusted otherwise.
pub(super) fn writable(table: &str, roles: &[String]) -> String {
    format!(
        "{} may write to `{table}`, which says what is applied: `REVOKE ALL ON {table} FROM {}`",
        ticked_list(roles),
        roles.join(", ")
    )
}

fn name(table: &UntrustedTable) -> String {
    format!("`{}.{}`", table.schema, table.table)
}

fn reasons(table: &UntrustedTable) -> String {
    table.flaws.iter().map(|flaw| reason(flaw, &table.owner)).collect::<Vec<_>>().join("; ")
}

fn reason(flaw: &TableFlaw, owner: &str) -> String {
    match flaw {
        TableFlaw::Owner => format!(
            "its owner `{owner}` is neither this role nor one that it is a member of, nor a superuser, nor the owner of the schema or the database"
        ),
        TableFlaw::Kind(kind) => format!("it is {kind}, owned by `{owner}`"),
        TableFlaw::Trigger { name, function } => {
            format!("it has the trigger `{name}`, which runs {function}")
        }
        TableFlaw::Rule(rule) => format!("it has the rule `{rule}`"),
        TableFlaw::Policy(policy) => format!("it has the policy `{policy}`"),
        TableFlaw::RowSecurity => "row-level security hides its rows from this role".to_owned(),
        TableFlaw::Parent(parent) => format!("it inherits from `{parent}`"),
        TableFlaw::Child(child) => format!("`{child}` inherits from it"),
        TableFlaw::ForeignKey(key) => format!("the foreign key `{key}` is on it or refers to it"),
        TableFlaw::ColumnType { column, type_name } => {
            format!("its column `{column}` has the type `{type_name}`, which is not the server's own")
        }
        TableFlaw::Generated(column) => format!("its column `{column}` is generated"),
        TableFlaw::Default(column) => format!("the default of its column `{column}` calls a function"),
        TableFlaw::Check(check) => format!("its constraint `{check}` calls a function"),
        TableFlaw::Index(index) => format!("its index `{index}` calls a function"),
        TableFlaw::Statistics(statistics) => format!("its statistics `{statistics}` call a function"),
        TableFlaw::Writer(role) => format!("`{role}` may write to it, and it keeps SQL that `seed` runs"),
    }
}

fn way_out(table: &UntrustedTable, flaw: &TableFlaw) -> String {
    let quoted = |name: &str| Ident::new(name).map(|name| name.to_string()).unwrap_or_default();
    let (name, owner) = (format!("{}.{}", quoted(&table.schema), quoted(&table.table)), &table.owner);
    match flaw {
        TableFlaw::Owner => format!(
            "if the table is yours: `ALTER TABLE {name} OWNER TO ..`, or `owner = \"{owner}\"` in `[database]` of `migrate.toml`; if not, drop it or rename it"
        ),
        TableFlaw::Kind(_) => format!("drop or rename {name}, or set `search_path` to another schema"),
        TableFlaw::Trigger { name: trigger, .. } => format!("`DROP TRIGGER {} ON {name}`", quoted(trigger)),
        TableFlaw::Rule(rule) => format!("`DROP RULE {} ON {name}`", quoted(rule)),
        TableFlaw::Policy(policy) => format!("`DROP POLICY {} ON {name}`", quoted(policy)),
        TableFlaw::RowSecurity => format!("`ALTER TABLE {name} DISABLE ROW LEVEL SECURITY`"),
        TableFlaw::Parent(parent) => format!("`ALTER TABLE {name} NO INHERIT {parent}`"),
        TableFlaw::Child(child) => format!("`ALTER TABLE {child} NO INHERIT {name}`"),
        TableFlaw::ForeignKey(key) => format!("drop the foreign key {key}"),
        TableFlaw::ColumnType { column, .. } => {
            format!("`ALTER TABLE {name} ALTER COLUMN {} TYPE ..`, to a type of the server", quoted(column))
        }
        TableFlaw::Generated(column) => format!("`ALTER TABLE {name} DROP COLUMN {}`", quoted(column)),
        TableFlaw::Default(column) => {
            format!("`ALTER TABLE {name} ALTER COLUMN {} DROP DEFAULT`", quoted(column))
        }
        TableFlaw::Check(check) => format!("`ALTER TABLE {name} DROP CONSTRAINT {}`", quoted(check)),
        TableFlaw::Index(index) => format!("`DROP INDEX {}.{}`", quoted(&table.schema), quoted(index)),
        TableFlaw::Statistics(statistics) => {
            format!("`DROP STATISTICS {}.{}`", quoted(&table.schema), quoted(statistics))
        }
        TableFlaw::Writer(role) => format!("`REVOKE ALL ON {name} FROM {role}`"),
    }
}
