//! `migrate schema`

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  migrate schema up                  # of what `migrate up --format json` prints
  migrate schema partitions ensure
  migrate schema config              # of `migrate.toml`";

/// Print the JSON Schema of a command's document, of `migrate.toml` or of a profile
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SchemaArgs {
    /// A command, such as `up` or `partitions ensure`; or `config` for `migrate.toml`, or `profile`
    #[arg(required = true, num_args = 1..=2, value_name = "WHAT")]
    pub(crate) what: Vec<String>,
}
