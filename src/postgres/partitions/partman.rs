//! `pg_partman`: which tables it manages, its maintenance, and taking a table from it.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use crate::model::partitions::manager::{Manager, Partman};
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::locks::opening::Opening;
use crate::postgres::runner::script::RunFault;
use crate::postgres::runner::session::Session;

const PARTMAN: &str = include_str!("sql/partman.sql");

/// What `pg_partman` manages: tables as it writes them, `schema.table` without quotes.
pub(super) enum Managed {
    Nothing,
    Hidden { schema: String },
    Tables(Vec<(String, Partman)>),
}

impl Managed {
    /// Who looks after a table.
    pub(super) fn manager(&self, table: &QualifiedName) -> Manager {
        match self {
            Self::Nothing => Manager::Nobody,
            Self::Hidden { schema } => Manager::Hidden { schema: schema.clone() },
            Self::Tables(tables) => {
                let parent = table.to_string();
                let managed = tables.iter().find(|(table, _)| *table == parent);
                managed.map_or(Manager::Nobody, |(_, partman)| Manager::Partman(partman.clone()))
            }
        }
    }
}

/// Within a transaction: asks the extension, if it is there.
pub(super) async fn managed(client: &Client) -> Result<Managed, Error> {
    let Some(row) = client.query_typed_opt(PARTMAN, &[]).await? else { return Ok(Managed::Nothing) };
    let schema: String = row.try_get("schema")?;
    if !row.try_get::<_, bool>("readable")? {
        return Ok(Managed::Hidden { schema });
    }
    let Ok(config) = QualifiedName::new(&schema, "part_config").quoted() else { return Ok(Managed::Nothing) };
    let ask = format!(
        "SELECT c.parent_table::pg_catalog.text AS parent, c.premake::pg_catalog.int8 AS premake, \
         c.retention::pg_catalog.text AS retention FROM {config} AS c"
    );
    let mut tables = Vec::new();
    for row in client.query_typed(&ask, &[]).await? {
        let premake = u32::try_from(row.try_get::<_, i64>("premake")?).unwrap_or_default();
        let partman = Partman { schema: schema.clone(), premake, retention: row.try_get("retention")? };
        tables.push((row.try_get("parent")?, partman));
    }
    Ok(Managed::Tables(tables))
}

impl Session {
    /// Runs the extension's maintenance for one table. That it says nothing does not mean that it did
    /// anything: it returns quietly where another session has its lock.
    pub(crate) async fn partman_maintenance(
        &self,
        schema: &str,
        table: &str,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let Ok(function) = QualifiedName::new(schema, "run_maintenance").quoted() else { return Ok(()) };
        self.with_partman(&format!("SELECT {function}($1)"), table, opening).await
    }

    /// Takes a table out of the extension's configuration. Its partitions stay as they are.
    pub(crate) async fn leave_partman(
        &self,
        schema: &str,
        table: &str,
        opening: &Opening,
    ) -> Result<(), RunFault> {
        let Ok(config) = QualifiedName::new(schema, "part_config").quoted() else { return Ok(()) };
        let leave = format!("DELETE FROM {config} WHERE parent_table = $1");
        self.with_partman(&leave, table, opening).await
    }

    async fn with_partman(&self, statement: &str, table: &str, opening: &Opening) -> Result<(), RunFault> {
        self.in_transaction_of_its_own(opening, async || {
            // It looks for the newest rows. From an owner whom policies stop they are hidden, as in every
            // run of its own; that must not be an error, and what it made is looked at afterwards.
            self.client.batch_execute("SET LOCAL row_security = on").await?;
            self.client.query_typed(statement, &[(&table, Type::TEXT)]).await?;
            Ok(())
        })
        .await
    }
}
