//! `migrate schema`

use super::{Context, Run, Running};
use crate::cli::SchemaArgs;
use crate::config;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::outcome::report::SchemaReport;
use crate::model::seed::profile;
use crate::ui;

impl Run for SchemaArgs {
    fn name(&self) -> &'static str {
        "schema"
    }

    fn needs_project(&self) -> bool {
        false
    }

    fn declines_throwaway(&self) -> Option<&'static str> {
        Some("it prints a document, and uses no server")
    }

    fn run(&self, _: Context) -> Running<'_> {
        Box::pin(std::future::ready(schema(&self.what.join("-")).map(Into::into)))
    }
}

/// The schema of a document, by the words of its command with a hyphen between them, or of a file.
fn schema(what: &str) -> Result<SchemaReport, Failure> {
    let schema = match what {
        "config" => Some(config::SCHEMA.to_owned()),
        "profile" => Some(profile::SCHEMA.to_owned()),
        command => ui::schema_of(command),
    };
    schema.map(SchemaReport).ok_or_else(|| {
        let known =
            [ui::documented_commands(), ["config", "profile"].map(ToOwned::to_owned).to_vec()].concat();
        Failure::Refused(Refusal::NoSuchDocument { requested: what.to_owned(), known })
    })
}
