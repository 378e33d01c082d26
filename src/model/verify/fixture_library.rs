//! What the expressions of the fixture refer to, as a server has it.

use super::policy::families;
use super::policy::library::{Column, Library, Operator, Routine};

/// Tables with a tenant and a key, and the functions and operators of the server that policies use.
pub(crate) fn library() -> Library {
    let mut library = Library::default();
    let column = |number, name: &str, kind, not_null| Column {
        number,
        name: name.to_owned(),
        kind,
        not_null,
        collation: 0,
    };
    for (oid, name) in
        [(100, "organizations"), (101, "tasks"), (102, "log"), (103, "log_2026_11"), (200, "notes")]
    {
        library.relations.push(("public".to_owned(), name.to_owned(), oid));
        library.columns.insert(
            oid,
            vec![
                column(1, "organization_id", families::UUID, true),
                column(2, "task_id", families::UUID, true),
                column(3, "gone", 1184, false),
                column(4, "state", families::TEXT, false),
            ],
        );
        library.keys.insert(oid, vec![vec![2]]);
    }
    // Whose rows the notes are only their task says.
    if let Some(columns) = library.columns.get_mut(&200) {
        columns.retain(|column| column.number != 1);
    }
    for (name, oid) in [
        ("uuid", families::UUID),
        ("text", families::TEXT),
        ("int8", families::BIGINT),
        ("bool", families::BOOLEAN),
    ] {
        library.types.push(("pg_catalog".to_owned(), name.to_owned(), oid));
    }
    let operators =
        [(2972, "=", 2956), (2973, "<>", 2963), (2977, ">=", 2961)].map(|row| (row, families::UUID));
    for ((oid, name, routine), kind) in operators.into_iter().chain([((98, "=", 67), families::TEXT)]) {
        let operator = Operator {
            schema: "pg_catalog".to_owned(),
            name: name.to_owned(),
            left: kind,
            right: kind,
            kind: families::BOOLEAN,
            routine,
        };
        library.operators.insert(oid, operator);
    }
    let made = Routine {
        schema: "public".to_owned(),
        name: "current_organization".to_owned(),
        arguments: Vec::new(),
        argument_names: Vec::new(),
        kind: families::UUID,
        is_set: false,
        is_strict: false,
        is_volatile: false,
        is_definer: false,
        body: None,
    };
    library.routines.insert(20_500, made);
    for (oid, arguments) in [(2077, vec![families::TEXT]), (3294, vec![families::TEXT, families::BOOLEAN])] {
        let routine = Routine {
            schema: "pg_catalog".to_owned(),
            name: "current_setting".to_owned(),
            arguments,
            argument_names: Vec::new(),
            kind: families::TEXT,
            is_set: false,
            is_strict: true,
            is_volatile: false,
            is_definer: false,
            body: None,
        };
        library.routines.insert(oid, routine);
    }
    library
}
