//! `migrate verify`

use super::{Context, Outcome};
use crate::cli::VerifyArgs;
use crate::domain;
use crate::files;
use crate::model::failure::{Failure, Refusal};
use crate::model::isolation::rules;
use crate::model::report::Report;
use crate::ui;

pub(super) async fn run(args: &VerifyArgs, context: Context) -> Result<Outcome, Failure> {
    if let Some(asked) = &args.explain {
        let chosen: Vec<rules::Rule> = rules::ALL
            .into_iter()
            .filter(|rule| asked == "all" || rule.id.eq_ignore_ascii_case(asked))
            .collect();
        if chosen.is_empty() {
            return Err(Failure::Refused(Refusal::NoSuchRule { asked: asked.clone() }));
        }
        return Ok(Report::Rules(chosen).into());
    }
    let pairs = if context.settings.is_throwaway() { context.pairs()? } else { Vec::new() };
    let scope = context.settings.isolation.clone();
    let report = domain::verify::verify(&context.database().await?, &pairs, &scope).await?;
    for (file, text) in [(&args.sarif, ui::sarif(&report)), (&args.junit, ui::junit(&report))] {
        if let Some(file) = file {
            files::write_page(file, &text)?;
        }
    }
    let exit = report.exit();
    Ok(Outcome { report: Report::Isolation(report), exit })
}
