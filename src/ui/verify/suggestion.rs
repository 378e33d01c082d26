//! The section `[tenant]` that a catalog suggests: TOML that can be put into `migrate.toml` as it is.

use super::json::SuggestionView;
use crate::model::verify::suggestion::SuggestedTenant;
use crate::ui::json::Frame;
use crate::ui::message::Message;
use crate::ui::report::{Sheet, Shown};
use crate::ui::words;

impl Shown for SuggestedTenant {
    fn messages(&self) -> Vec<Message> {
        vec![words::no_tenant()]
    }

    fn human(&self, sheet: &dyn Sheet) {
        sheet.results(&section(self));
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&SuggestionView::of(self, section(self)))
    }
}

/// What is known as keys, what is not as comments that ask for it. Where it says neither the column nor how the session is asked, all
/// of it is a comment: to be completed before anything goes by it.
pub(crate) fn section(suggested: &SuggestedTenant) -> String {
    let SuggestedTenant { database, tables, .. } = suggested;
    let many = if *tables == 1 { "1 table".to_owned() } else { format!("{tables} tables") };
    let why = match suggested.column {
        Some(_) if suggested.is_by_keys => {
            format!("{many} refer to one table by this column; no policy names it")
        }
        Some(_) => format!("the policies of {many} compare this column with the session"),
        None => "no policy and no foreign key says which column it is".to_owned(),
    };
    let mark = if suggested.compared().is_some() { "" } else { "# " };
    let mut text = format!(
        "# How tenants are distinguished, as the catalog of {} suggests it: {why}.\n{mark}[tenant]\n",
        serde_json::Value::from(database.as_str())
    );
    let mut key = |name: &str, value: Option<&str>, question: &str| {
        text.push_str(&match value {
            Some(value) => format!("{mark}{name} = {}\n", quoted(value)),
            None => format!("# {name} = \"\"  # {question}\n"),
        });
    };
    key("column", suggested.column.as_deref(), "the column that says whose a row is");
    key("column_type", suggested.column_type.as_deref(), "its type");
    key("setting", suggested.setting.as_deref(), "the setting of the session that says who is at work");
    if suggested.expression.is_some() {
        key("expression", suggested.expression.as_deref(), "");
    }
    if suggested.value.is_some() {
        key("value", suggested.value.as_deref(), "");
    }
    key(
        "app_role",
        suggested.app_role.as_deref(),
        "the role that the application works as; none that policies bind was given tables",
    );
    if !suggested.settings.is_empty() {
        text.push_str("\n# What else policies read of the session: values for somebody of the tenant.\n");
        text.push_str(&format!("{mark}[verify.settings]\n"));
        for name in &suggested.settings {
            text.push_str(&format!("{mark}{} = \"{{tenant}}\"\n", quoted(name)));
        }
    }
    text
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
