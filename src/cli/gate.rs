//! The gate that `up` and `redo` share.

use clap::Args;

/// Whether each migration must leave `migrate verify` with no more findings than before.
#[derive(Debug, Args)]
pub(crate) struct GateArgs {
    /// Roll back a migration that makes `migrate verify` find more than before [default: `gate` in `[verify]`]
    #[arg(long, overrides_with = "no_verify")]
    verify: bool,
    /// Skip the gate even if `migrate.toml` enables it
    #[arg(long, overrides_with = "verify")]
    no_verify: bool,
}

impl GateArgs {
    /// Whether migrations must pass the gate; `default` is what the configuration says.
    pub(crate) fn is_wanted(&self, default: bool) -> bool {
        self.verify || (default && !self.no_verify)
    }
}
