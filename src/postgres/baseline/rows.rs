//! The rows of lookup tables: which tables those are, and whether two databases have the same.

use tokio_postgres::Error;
use tokio_postgres::types::{ToSql, Type};

use crate::model::outcome::failure::Failure;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::Snapshot;
use crate::postgres::connection::fault;

const TABLES: &str = include_str!("sql/lookup_tables.sql");
const SUM: &str = include_str!("sql/rows_sum.sql");

/// How many rows a table has, and a sum over them.
pub(crate) type RowsSum = (i64, Option<String>);

impl Snapshot {
    /// The tables with rows of their own that a name means: a table, or the partitions of one. Empty where there is none.
    pub(crate) async fn lookup_tables(&self, name: &QualifiedName) -> Result<Vec<QualifiedName>, Failure> {
        let values: [(&(dyn ToSql + Sync), Type); 2] = [(&name.schema, Type::TEXT), (&name.name, Type::TEXT)];
        let tables = async {
            let rows = self.client().query_typed(TABLES, &values).await?;
            let table = |row: &tokio_postgres::Row| -> Result<QualifiedName, Error> {
                Ok(QualifiedName::new(row.try_get::<_, String>("schema")?, row.try_get::<_, String>("name")?))
            };
            rows.iter().map(table).collect::<Result<Vec<_>, Error>>()
        };
        tables
            .await
            .map_err(|error: Error| fault::translate(&error))
            .map_err(Failure::database("look for the tables whose rows are dumped"))
    }

    /// The rows of a table, as a sum that equal rows have in common in whatever order they stand.
    pub(crate) async fn rows_sum(&self, table: &QualifiedName) -> Result<RowsSum, Failure> {
        let doing = Failure::database("read the rows of a table");
        let table = match table.quoted() {
            Ok(table) => table,
            Err(name) => return Err(doing(crate::model::sql::sql_error::DbFault::BadName(name))),
        };
        let sum = async {
            let row = self.client().query_typed_one(&SUM.replace("target.counted", &table), &[]).await?;
            Ok((row.try_get("rows")?, row.try_get("sum")?))
        };
        sum.await.map_err(|error: Error| fault::translate(&error)).map_err(doing)
    }
}
