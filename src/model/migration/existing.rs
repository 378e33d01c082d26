//! A database that has tables and no history of ours: what is there, and which tool made it.

use crate::model::adopt::tool::Tool;

/// A relation of a database, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RelationName {
    pub(crate) schema: String,
    pub(crate) name: String,
}

/// The tables that are in the way of a first history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExistingTables {
    /// The schema that the history would begin in.
    pub(crate) schema: String,
    /// How many there are.
    pub(crate) count: usize,
    /// The first of them, in order.
    pub(crate) some: Vec<String>,
    /// Tables in which other tools keep what they applied, wherever they are.
    pub(crate) tools: Vec<ToolTable>,
}

/// Where another tool keeps what it applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ToolTable {
    /// With its schema.
    pub(crate) table: String,
    pub(crate) tool: &'static str,
}

/// How a database with the history of another tool is taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TakeOver {
    /// With the tool's migrations; `None` where several tools call their table so.
    Adopt(Option<String>),
    /// As it is: the tool's migrations are code.
    AsItIs,
}

/// Decides by the tables of which it is known whose they are. `tools` is not empty.
pub(crate) fn take_over(tools: &[ToolTable]) -> TakeOver {
    let names = |table: &ToolTable| -> Vec<String> {
        table.tool.to_ascii_lowercase().replace(" or ", ", ").split(", ").map(str::to_owned).collect()
    };
    let is_adoptable = |tool: &String| Tool::parse(tool).is_some();
    match tools.iter().map(names).min_by_key(Vec::len).as_deref() {
        Some([tool]) if is_adoptable(tool) => TakeOver::Adopt(Some(tool.clone())),
        Some(several @ [_, _, ..]) if several.iter().any(is_adoptable) => TakeOver::Adopt(None),
        _ => TakeOver::AsItIs,
    }
}

/// How many tables are named; the others are counted.
const NAMED: usize = 5;

/// What other tools call their table, in their order of age: each by its own documentation. A schema is named where the
/// tool makes one of its own.
const TOOLS: [(Option<&str>, &str, &str); 27] = [
    (None, "flyway_schema_history", "Flyway"),
    (None, "schema_version", "tern or an old Flyway"),
    (None, "databasechangelog", "Liquibase"),
    (None, "databasechangeloglock", "Liquibase"),
    (Some("supabase_migrations"), "schema_migrations", "Supabase"),
    (None, "schema_migrations", "golang-migrate, dbmate, Rails or Ecto"),
    (None, "ar_internal_metadata", "Rails"),
    (None, "goose_db_version", "goose"),
    (None, "gorp_migrations", "sql-migrate"),
    (None, "_sqlx_migrations", "sqlx"),
    (None, "__diesel_schema_migrations", "Diesel"),
    (None, "seaql_migrations", "SeaORM"),
    (None, "pgmigrations", "node-pg-migrate"),
    (None, "migrations", "TypeORM, Laravel or db-migrate"),
    (None, "knex_migrations", "Knex"),
    (None, "kysely_migration", "Kysely"),
    (None, "mikro_orm_migrations", "MikroORM"),
    (None, "SequelizeMeta", "Sequelize"),
    (None, "_prisma_migrations", "Prisma"),
    (Some("drizzle"), "__drizzle_migrations", "Drizzle"),
    (None, "alembic_version", "Alembic"),
    (None, "django_migrations", "Django"),
    (None, "_yoyo_migration", "yoyo"),
    (None, "__EFMigrationsHistory", "Entity Framework"),
    (None, "phinxlog", "Phinx"),
    (None, "doctrine_migration_versions", "Doctrine"),
    (None, "atlas_schema_revisions", "Atlas"),
];

/// The names to look for, whatever their schema.
pub(crate) fn tool_tables() -> Vec<&'static str> {
    TOOLS.iter().map(|(_, table, _)| *table).collect()
}

/// Decides whether tables are in the way. `in_home` are the tables of the schema that the history would begin in,
/// without our own; `named_like_tools` the tables of the whole database that have one of the names of
/// [`tool_tables`]. Those of other schemas matter only beside tables in the way.
pub(crate) fn in_the_way(
    schema: &str,
    in_home: &[String],
    named_like_tools: &[RelationName],
) -> Option<ExistingTables> {
    if in_home.is_empty() {
        return None;
    }
    Some(ExistingTables {
        schema: schema.to_owned(),
        count: in_home.len(),
        some: in_home.iter().take(NAMED).cloned().collect(),
        tools: histories(named_like_tools),
    })
}

/// Of tables that have one of the names of [`tool_tables`], those in which another tool keeps what it applied.
pub(crate) fn histories(named_like_tools: &[RelationName]) -> Vec<ToolTable> {
    let tools = named_like_tools.iter().filter_map(|relation| {
        let tool = tool(relation)?;
        Some(ToolTable { table: format!("{}.{}", relation.schema, relation.name), tool })
    });
    tools.collect()
}

fn tool(relation: &RelationName) -> Option<&'static str> {
    let fits = |(schema, table, _): &&(Option<&str>, &str, &str)| {
        *table == relation.name && schema.is_none_or(|schema| schema == relation.schema)
    };
    TOOLS.iter().find(fits).map(|(_, _, tool)| *tool)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(schema: &str, name: &str) -> RelationName {
        RelationName { schema: schema.to_owned(), name: name.to_owned() }
    }

    #[test]
    fn nothing_is_in_the_way_of_a_history_in_an_empty_schema() {
        assert_eq!(in_the_way("public", &[], &[relation("drizzle", "__drizzle_migrations")]), None);
    }

    #[test]
    fn the_first_tables_are_named_and_all_are_counted() {
        let tables: Vec<String> = (1..=9).map(|n| format!("t{n}")).collect();
        let existing = in_the_way("app", &tables, &[]).unwrap();
        assert_eq!(
            (existing.count, existing.some.join(" "), existing.tools),
            (9, "t1 t2 t3 t4 t5".to_owned(), vec![])
        );
    }

    #[test]
    fn a_tool_is_known_by_its_table_and_by_its_schema_where_it_has_one() {
        for (schema, table, tool) in [
            ("public", "flyway_schema_history", Some("Flyway")),
            ("public", "schema_migrations", Some("golang-migrate, dbmate, Rails or Ecto")),
            ("supabase_migrations", "schema_migrations", Some("Supabase")),
            ("drizzle", "__drizzle_migrations", Some("Drizzle")),
            ("public", "__drizzle_migrations", None),
            ("public", "__EFMigrationsHistory", Some("Entity Framework")),
            ("atlas_schema_revisions", "atlas_schema_revisions", Some("Atlas")),
            ("public", "orders", None),
        ] {
            let existing = in_the_way("public", &["t".to_owned()], &[relation(schema, table)]).unwrap();
            assert_eq!(existing.tools.first().map(|existing| existing.tool), tool, "{schema}.{table}");
        }
    }

    #[test]
    fn a_tool_whose_migrations_are_code_is_taken_over_as_it_is() {
        let way = |names: &[&str]| {
            let relations: Vec<RelationName> = names.iter().map(|name| relation("public", name)).collect();
            take_over(&histories(&relations))
        };
        assert_eq!(way(&["goose_db_version"]), TakeOver::Adopt(Some("goose".to_owned())));
        assert_eq!(way(&["schema_migrations"]), TakeOver::Adopt(None));
        assert_eq!(way(&["ar_internal_metadata", "schema_migrations"]), TakeOver::AsItIs);
        assert_eq!(way(&["alembic_version"]), TakeOver::AsItIs);
        assert_eq!(way(&["migrations"]), TakeOver::AsItIs);
        assert_eq!(way(&["schema_version"]), TakeOver::Adopt(None));
        for (_, _, tool) in
            TOOLS.iter().filter(|(_, _, tool)| Tool::parse(&tool.to_ascii_lowercase()).is_some())
        {
            assert!(!tool.contains(' '), "{tool}");
        }
    }

    #[test]
    fn every_table_is_listed_once() {
        let mut tables: Vec<_> = TOOLS.iter().map(|(schema, table, _)| (table, schema)).collect();
        tables.sort();
        let count = tables.len();
        tables.dedup();
        assert_eq!(tables.len(), count);
        assert!(tool_tables().contains(&"goose_db_version"));
    }
}
