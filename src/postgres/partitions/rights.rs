//! Who may reach the rows of one table: rights and forced row-level security.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

const GRANTEES: &str = include_str!("../sql/partitions_grantees.sql");
const GUARD: &str = include_str!("../sql/partitions_guarded.sql");
const SUBJECT: &str = include_str!("../sql/partitions_subject.sql");

/// The statements that take every right from everybody but the owner, of columns, too. `table` is quoted.
pub(super) async fn revoke_all(client: &Client, table: &str) -> Result<String, Error> {
    let mut text = String::new();
    for row in client.query_typed(GRANTEES, &[(&table, Type::TEXT)]).await? {
        let grantee: String = row.try_get("grantee")?;
        text.push_str(&format!("REVOKE ALL ON {table} FROM {grantee} CASCADE;"));
    }
    Ok(text)
}

/// Within a transaction: lets the owner read and write the rows of a table that forces its policies on the
/// owner, too. Takes ACCESS EXCLUSIVE, and only where it is needed. Returns the statement that forces them
/// again before the end of the transaction.
pub(super) async fn lift_force(client: &Client, table: &str) -> Result<&'static str, Error> {
    let subject: bool = client.query_typed_one(SUBJECT, &[(&table, Type::TEXT)]).await?.try_get("subject")?;
    if !subject {
        return Ok("");
    }
    client.batch_execute(&format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")).await?;
    Ok("FORCE ROW LEVEL SECURITY")
}

/// The statements that force row-level security, without a policy, and take every right. Only what is not so
/// yet: to enable row-level security takes ACCESS EXCLUSIVE.
pub(super) async fn close(client: &Client, table: &str) -> Result<String, Error> {
    let row = client.query_typed_one(GUARD, &[(&table, Type::TEXT)]).await?;
    let mut text = String::new();
    if !row.try_get::<_, bool>("guarded")? {
        text.push_str(&format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"));
        text.push_str(&format!("ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"));
    }
    text.push_str(&revoke_all(client, table).await?);
    Ok(text)
}
