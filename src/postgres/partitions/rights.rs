//! Who may reach the rows of one table: rights and forced row-level security.
//!
//! ATTACH checks foreign keys by a query as the role itself, which fails where policies hide the referenced rows
//! from it: the session runs with `row_security = off`. A role that may not read the new table makes the server
//! check row by row instead, as the triggers of the keys do: these see every referenced row, whatever the policies
//! say, and need no stronger lock. So the owner goes without SELECT until the table is attached.

use crate::model::sql::build::row_security;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

const ATTACH: &str = include_str!("sql/attach.sql");
const GRANTEES: &str = include_str!("sql/grantees.sql");
const GUARD: &str = include_str!("sql/guarded.sql");
const SUBJECT: &str = include_str!("sql/subject.sql");

/// The statements that take every right from everybody but the owner, of columns, too. `table` is quoted.
pub(super) async fn revoke_all(client: &Client, table: &str) -> Result<String, Error> {
    let mut text = String::new();
    for row in client.query_typed(GRANTEES, &[(&table, Type::TEXT)]).await? {
        let grantee: String = row.try_get("grantee")?;
        text.push_str(&revoke(table, &grantee));
    }
    Ok(text)
}

/// What is said about a new table on both sides of its ATTACH, in the same transaction.
pub(super) struct Closing {
    pub(super) before: String,
    pub(super) after: String,
}

/// Takes every right from everybody but the owner and enables row-level security before ATTACH, and forces it
/// afterwards: while the policies of the new table are forced on its owner, foreign keys cannot be checked.
pub(super) async fn closing(client: &Client, table: &str, parent: u32) -> Result<Closing, Error> {
    let values: [(&(dyn ToSql + Sync), Type); 2] = [(&table, Type::TEXT), (&parent, Type::OID)];
    let row = client.query_typed_one(ATTACH, &values).await?;
    let (owner, others): (String, Vec<String>) = (row.try_get("owner")?, row.try_get("others")?);
    let mut before = others.iter().map(|grantee| revoke(table, grantee)).collect::<String>();
    before.push_str(&format!("{};", row_security(table, "ENABLE")));
    let mut after = String::new();
    if row.try_get("hides_keys")? {
        before.push_str(&format!("REVOKE SELECT ON {table} FROM {owner};"));
        after.push_str(&format!("GRANT SELECT ON {table} TO {owner};"));
    }
    after.push_str(&format!("{};", row_security(table, "FORCE")));
    Ok(Closing { before, after })
}

fn revoke(table: &str, grantee: &str) -> String {
    format!("REVOKE ALL ON {table} FROM {grantee} CASCADE;")
}

/// Within a transaction: lets the owner read and write the rows of a table that forces its policies on the
/// owner, too. Takes ACCESS EXCLUSIVE, and only where it is needed. Returns the statement that forces them
/// again before the end of the transaction.
pub(super) async fn lift_force(client: &Client, table: &str) -> Result<&'static str, Error> {
    let subject: bool = client.query_typed_one(SUBJECT, &[(&table, Type::TEXT)]).await?.try_get("subject")?;
    if !subject {
        return Ok("");
    }
    client.batch_execute(&row_security(table, "NO FORCE")).await?;
    Ok("FORCE ROW LEVEL SECURITY")
}

/// The statements that force row-level security, without a policy, and take every right. Only what is not so
/// yet: to enable row-level security takes ACCESS EXCLUSIVE.
pub(super) async fn close(client: &Client, table: &str) -> Result<String, Error> {
    let row = client.query_typed_one(GUARD, &[(&table, Type::TEXT)]).await?;
    let mut text = String::new();
    if !row.try_get::<_, bool>("guarded")? {
        text = format!("{};{};", row_security(table, "ENABLE"), row_security(table, "FORCE"));
    }
    text.push_str(&revoke_all(client, table).await?);
    Ok(text)
}
