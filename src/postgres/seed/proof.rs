//! The proof before any row: what is dropped is recreated exactly, or it is kept.

use tokio_postgres::{Client, Error};

use super::facts::Member;
use super::fingerprint;
use crate::model::seed::load::dropped::DroppedObjects;
use crate::postgres::connection::fault;

/// Within a transaction in which the tables are locked.
pub(super) struct Proof<'a> {
    pub(super) client: &'a Client,
    pub(super) members: &'a [Member],
    /// The statement that brings our own path back, which the definitions are written for.
    pub(super) path: &'static str,
}

/// Why a trial did not end as it began.
enum Flaw {
    /// The server refused a statement of a group.
    Refused { group: u32, why: String },
    /// The lines that are others.
    Differs(Vec<String>),
}

impl Proof<'_> {
    /// Keeps what cannot be dropped or recreated.
    pub(super) async fn settle(&self, apart: &mut DroppedObjects) -> Result<(), Error> {
        while !apart.pieces.is_empty() {
            let Some(flaw) = self.flaw(apart).await? else { break };
            match flaw {
                Flaw::Refused { group, why } => apart.keep(group, &why),
                Flaw::Differs(lines) => self.keep_culprits(apart, &lines).await?,
            }
        }
        Ok(())
    }

    /// Tries each group that is suspected by itself. Where each can be recreated alone but not all together, all of
    /// these are kept.
    async fn keep_culprits(&self, apart: &mut DroppedObjects, lines: &[String]) -> Result<(), Error> {
        let (suspects, mut culprits) = (apart.suspects(lines), Vec::new());
        for &group in &suspects {
            let mut alone = apart.alone(group);
            alone.pieces.retain(|piece| !culprits.iter().any(|(group, _)| *group == piece.group));
            let why = match self.flaw(&alone).await? {
                None => continue,
                Some(Flaw::Refused { why, .. }) => why,
                Some(Flaw::Differs(lines)) => not_exactly(&lines),
            };
            culprits.push((group, why));
        }
        if culprits.is_empty() {
            culprits = suspects.iter().map(|group| (*group, not_exactly(lines))).collect();
        }
        for (group, why) in culprits {
            apart.keep(group, &why);
        }
        Ok(())
    }

    /// Drops and recreates, then rolls back.
    async fn flaw(&self, apart: &DroppedObjects) -> Result<Option<Flaw>, Error> {
        self.client.batch_execute("SAVEPOINT proof").await?;
        let flaw = self.try_out(apart).await?;
        self.client.batch_execute("ROLLBACK TO proof; RELEASE proof").await?;
        Ok(flaw)
    }

    async fn try_out(&self, apart: &DroppedObjects) -> Result<Option<Flaw>, Error> {
        let statements: Vec<(u32, String)> = apart.down().into_iter().chain(apart.up()).collect();
        // As one message; where it fails, one by one, to see which.
        match self.client.batch_execute(&format!("{};{}", self.path, joined(&statements))).await {
            Ok(()) => {}
            Err(error) if error.as_db_error().is_some() => {
                self.client.batch_execute(&format!("ROLLBACK TO proof; {}", self.path)).await?;
                if let Some(flaw) = self.refused(&statements).await? {
                    return Ok(Some(flaw));
                }
            }
            Err(error) => return Err(error),
        }
        self.client.batch_execute(&fingerprint::everything_qualified()).await?;
        let after = fingerprint::fingerprint(self.client, self.members).await?;
        let lines = apart.differences(&after);
        Ok((!lines.is_empty()).then_some(Flaw::Differs(lines)))
    }

    async fn refused(&self, statements: &[(u32, String)]) -> Result<Option<Flaw>, Error> {
        for (group, statement) in statements {
            match self.client.batch_execute(statement).await {
                Ok(()) => {}
                Err(error) => {
                    let Some(refusal) = error.as_db_error() else { return Err(error) };
                    // Another session's lock, a full disk: that says nothing about the piece.
                    let about_it =
                        ["55P03", "40P01", "57014"].iter().all(|code| refusal.code().code() != *code)
                            && !refusal.code().code().starts_with("53");
                    if !about_it {
                        return Err(error);
                    }
                    let detail = refusal.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
                    let why = fault::printable(&format!("{}{detail}", refusal.message()));
                    return Ok(Some(Flaw::Refused { group: *group, why }));
                }
            }
        }
        Ok(None)
    }
}

fn not_exactly(lines: &[String]) -> String {
    format!("it would not be recreated exactly:\n{}", lines.join("\n"))
}

/// Statements as one message.
pub(super) fn joined(statements: &[(u32, String)]) -> String {
    let statements: Vec<&str> = statements.iter().map(|(_, statement)| statement.as_str()).collect();
    statements.join(";\n")
}
