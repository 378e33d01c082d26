//! `migrate demo`

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  migrate demo --embedded   # the migrations embedded in this binary
  migrate demo --dir .      # those of this project";

/// Run everything on a throwaway server: up, status, down, and up again
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DemoArgs {}
