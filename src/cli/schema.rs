//! `migrate schema`

use clap::Args;

/// `migrate schema`
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// A command, such as `up` or `partitions ensure`; or `config` for `migrate.toml`, or `profile`
    #[arg(required = true, num_args = 1..=2, value_name = "WHAT")]
    pub(crate) what: Vec<String>,
}
