//! `migrate verify`

use super::{Context, Outcome, Run, Running};
use crate::cli::{VerifyArgs, VerifyOn};
use crate::files;
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::outcome::report::RulesReport;
use crate::model::verify::find_rule::find_rule;
use crate::model::verify::refusal::VerifyRefusal;
use crate::model::verify::report::IsolationReport;
use crate::model::verify::rules;
use crate::ui;
use crate::workflows::verify;

impl Run for VerifyArgs {
    fn name(&self) -> &'static str {
        "verify"
    }

    fn run(&self, context: Context) -> Running<'_> {
        Box::pin(run(self, context))
    }
}

async fn run(args: &VerifyArgs, context: Context) -> Result<Outcome, Failure> {
    if let Some(rule_name) = &args.explain {
        let chosen = match rule_name.as_str() {
            "all" => rules::ALL.to_vec(),
            rule_name => {
                let unknown = |unknown| Failure::Refused(Refusal::Verify(VerifyRefusal::NoSuchRule(unknown)));
                vec![*find_rule(rule_name).map_err(unknown)?]
            }
        };
        return Ok(RulesReport(chosen).into());
    }
    let scope = context.settings.isolation.clone();
    if !scope.is_configured {
        let reads_scripts = context.settings.is_throwaway() || args.on == Some(VerifyOn::Scratch);
        let pairs = if reads_scripts { context.pairs()? } else { Vec::new() };
        let database = context.database(&pairs).await?;
        let suggested = Box::pin(verify::suggest(&database, &pairs, &scope)).await?;
        return Ok(Outcome::new(suggested, ExitStatus::Usage));
    }
    let command = command(args, context.settings.is_throwaway());
    let partitions = context.settings.partitions.clone();
    let report = if context.settings.is_throwaway() {
        let pairs = context.pairs()?;
        verify::throwaway(&context.database(&pairs).await?, &pairs, &partitions, &scope).await?
    } else {
        let scratch = match args.on {
            Some(VerifyOn::Scratch) => {
                let pairs = context.pairs()?;
                let scratch = context.second_database(&pairs).await?;
                Some((pairs, scratch))
            }
            _ => None,
        };
        let here = args.on == Some(VerifyOn::Here);
        let database = context.database(&[]).await?;
        let report = verify::judge(&database, &scope, here).await?;
        match scratch {
            None => report,
            Some((pairs, scratch)) => {
                let tried = verify::throwaway_beside(&database, scratch, &pairs, &partitions, &scope).await?;
                IsolationReport { probed: tried.probed, probed_on: tried.probed_on, ..report }
            }
        }
    };
    let report = IsolationReport { command, ..report };
    for (file, text) in [
        (&args.sarif, ui::sarif(&report)),
        (&args.junit, ui::junit(&report)),
        (&args.html, ui::verify_page(&report)),
    ] {
        if let Some(file) = file {
            files::write_page(file, &text)?;
        }
    }
    let exit = report.exit();
    Ok(Outcome::new(report, exit))
}

/// The command line that asks for the same, without what says which server it is about.
fn command(args: &VerifyArgs, is_throwaway: bool) -> String {
    let place = match args.on {
        _ if is_throwaway => " --ephemeral",
        Some(VerifyOn::Scratch) => " --on scratch",
        Some(VerifyOn::Here) => " --on here",
        None => "",
    };
    format!("migrate verify{place}")
}
