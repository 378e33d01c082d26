//! The front door: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    migrate::run(std::env::args_os())
}
