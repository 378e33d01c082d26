//! A private throwaway server from the machine's own server programs, gone when its owner is gone.

mod answer;
mod base;
mod folders;
pub(crate) mod ground;
mod initdb;
mod paths;
pub(crate) mod programs;
mod run;
mod server;
mod server_user;
mod sweep;
mod template;
mod watchdog;

use std::time::Instant;

use crate::model::outcome::ephemeral::{EphemeralFault, EphemeralInfo, EphemeralOptions};
use run::Run;
use template::Template;

/// A running server. Dropping it stops the server and removes every trace within some 30 ms; a death
/// without drop is handled by a watchdog, and the watchdog's own death by the next start.
/// A kept one stays, with its files, until somebody stops it and removes [`EphemeralInfo::run_dir`].
pub(crate) struct Ephemeral {
    info: EphemeralInfo,
    /// Held for its drop.
    _run: Run,
}

impl Ephemeral {
    pub(crate) fn info(&self) -> &EphemeralInfo {
        &self.info
    }
}

/// Starts a server and returns once it answered a query. On a fault, or when the future is dropped,
/// nothing stays behind. Blocks the thread while files are made (50 ms; a first start 0.5 s).
pub(crate) async fn start(options: &EphemeralOptions) -> Result<Ephemeral, EphemeralFault> {
    let began = Instant::now();
    let bin = programs::find(options)?;
    let user = server_user::choose(options.run_as.as_deref())?;
    let base = base::open(&options.base, user)?;
    sweep::sweep(&base);

    let mut run = Run::create(&base, user)?;
    let paths = run.paths.clone();
    let template = Template::of(&base, &bin, user)?;
    let template_hit = template.prepare(&bin, user, &paths)?;
    template.copy(user, &paths.data())?;
    let server = run.own(server::spawn(&bin, user, &paths, &options.settings)?);
    let pid = server.id();
    let version = answer::first(server, &paths).await?;
    if options.keep {
        run.keep()?;
    }

    let info = EphemeralInfo {
        version,
        bin,
        socket_dir: paths.socket,
        run_dir: paths.run,
        port: paths::PORT,
        user: initdb::SUPERUSER.to_string(),
        dbname: server::DATABASE.to_string(),
        took: began.elapsed(),
        template_hit,
        pid,
    };
    Ok(Ephemeral { info, _run: run })
}
