//! Who takes a database over, and what that role does not own; and the snapshot that a dump shares.

use tokio_postgres::Error;
use tokio_postgres::types::{ToSql, Type};

use crate::model::baseline::standing::{ExtensionOf, NeededRole, Standing};
use crate::model::outcome::failure::Failure;
use crate::postgres::Snapshot;
use crate::postgres::connection::fault;

const STANDING: &str = include_str!("sql/standing.sql");
const EXPORT: &str = include_str!("sql/export_snapshot.sql");

/// Every database has it: it is no part of a dump.
const OF_EVERY_DATABASE: [&str; 1] = ["plpgsql"];

impl Snapshot {
    /// What the catalog says about the role that connects.
    pub(crate) async fn standing(&self) -> Result<Standing, Failure> {
        let home = self.path().schemas.first().cloned().unwrap_or_default();
        read(self, home)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("read the catalog"))
    }

    /// The name by which another session sees the same state of the database, as long as this one lasts.
    pub(crate) async fn export(&self) -> Result<String, Failure> {
        let exported =
            async { self.client().query_typed_one(EXPORT, &[]).await?.try_get::<_, String>("snapshot") };
        exported
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("share the state of the database with `pg_dump`"))
    }
}

async fn read(snapshot: &Snapshot, home: String) -> Result<Standing, Error> {
    let usual = OF_EVERY_DATABASE.as_slice();
    let values: [(&(dyn ToSql + Sync), Type); 1] = [(&usual, Type::TEXT_ARRAY)];
    let mut standing = Standing { home, ..Standing::default() };
    for row in snapshot.client().query_typed(STANDING, &values).await? {
        let (kind, name): (&str, String) = (row.try_get("kind")?, row.try_get("name")?);
        let is_own: bool = row.try_get("is_own")?;
        match kind {
            "login" => {
                (standing.role, standing.owns_public) = (name, is_own);
                standing.is_superuser = row.try_get("is_usual")?;
            }
            "extension" => standing.extensions.push(ExtensionOf {
                name,
                schema: row.try_get("within")?,
                is_own,
                has_usual_comment: row.try_get("is_usual")?,
            }),
            "schema" => standing.schemas_of_others.push(name),
            _ => standing.roles.push(NeededRole { name, is_superuser: is_own }),
        }
    }
    Ok(standing)
}
