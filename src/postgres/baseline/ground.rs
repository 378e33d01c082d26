//! Makes, on a throwaway server, what an administrator made on the real one.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

use crate::model::baseline::administrator::{Ground, Made};
use crate::model::outcome::failure::Failure;
use crate::postgres::Session;
use crate::postgres::connection::fault;

const IS_THERE: &str = include_str!("sql/ground_there.sql");

impl Session {
    /// Runs the statements whose things are not there yet, and returns these: nothing else makes them on this server.
    pub(crate) async fn make_grounds(&self, grounds: Vec<Ground>) -> Result<Vec<Ground>, Failure> {
        let mut made = Vec::new();
        for ground in grounds {
            let is_made = make(&self.client, &ground)
                .await
                .map_err(|error| fault::translate(&error))
                .map_err(Failure::database("prepare the throwaway server"))?;
            if is_made {
                made.push(ground);
            }
        }
        Ok(made)
    }
}

async fn make(client: &Client, ground: &Ground) -> Result<bool, Error> {
    let thing = match &ground.what {
        Made::Role(name) => Some(("role", name)),
        Made::Schema(name) | Made::NoSchema(name) => Some(("schema", name)),
        Made::Extension(name) => Some(("extension", name)),
        Made::Change => None,
    };
    if let Some((kind, name)) = thing {
        let row = client.query_typed_one(IS_THERE, &[(&kind, Type::TEXT), (name, Type::TEXT)]).await?;
        let is_wanted = !matches!(ground.what, Made::NoSchema(_));
        if row.try_get::<_, bool>("there")? == is_wanted {
            return Ok(false);
        }
    }
    client.batch_execute(&ground.statement).await?;
    Ok(true)
}
