//! The keys of rows that scripts wrote, stored in a database that is kept: whoever copies it has to know them.

use tokio_postgres::types::Type;

use super::observer::{Observer, failed};
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::written::WrittenRows;
use crate::model::sql::qualified_name::QualifiedName;

const MAKE: &str = "CREATE SCHEMA migrate_keep; \
     CREATE TABLE migrate_keep.written (schema pg_catalog.text, name pg_catalog.text, keys pg_catalog.int8[])";
const PUT: &str = "INSERT INTO migrate_keep.written VALUES ($1, $2, $3)";
const TAKE: &str = "SELECT schema, name, keys FROM migrate_keep.written";
const DROP: &str = "DROP SCHEMA migrate_keep CASCADE";

impl Observer {
    /// Stores them.
    pub(crate) async fn put_written(&self, written: &WrittenRows) -> Result<(), Failure> {
        self.client.batch_execute(MAKE).await.map_err(failed)?;
        for (table, keys) in written.iter() {
            let keys: Vec<i64> = keys.iter().copied().collect();
            let values: [(&(dyn tokio_postgres::types::ToSql + Sync), Type); 3] =
                [(&table.schema, Type::TEXT), (&table.name, Type::TEXT), (&keys, Type::INT8_ARRAY)];
            self.client.execute_typed(PUT, &values).await.map_err(failed)?;
        }
        Ok(())
    }

    /// Reads and removes them, so that no script finds them.
    pub(crate) async fn take_written(&self) -> Result<WrittenRows, Failure> {
        let mut written = WrittenRows::default();
        for row in self.client.query_typed(TAKE, &[]).await.map_err(failed)? {
            let read = || -> Result<_, tokio_postgres::Error> {
                Ok((
                    QualifiedName::new(
                        row.try_get::<_, String>("schema")?,
                        row.try_get::<_, String>("name")?,
                    ),
                    row.try_get("keys")?,
                ))
            };
            let (table, keys): (QualifiedName, Vec<i64>) = read().map_err(failed)?;
            written.add(&table, keys);
        }
        self.client.batch_execute(DROP).await.map_err(failed)?;
        Ok(written)
    }
}
