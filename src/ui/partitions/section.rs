//! A `[[partitions]]` section of `migrate.toml`, as `partitions adopt` prints it.

use crate::model::partitions::config::PartitionConfig;
use crate::model::partitions::zone::Zone;

/// The section, ready to be appended to the file.
pub(crate) fn section(wish: &PartitionConfig) -> String {
    let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut section = "[[partitions]]\n".to_owned();
    let mut line = |key: &str, value: String| section.push_str(&format!("{key} = {value}\n"));
    if let Some(schema) = &wish.schema {
        line("schema", text(schema));
    }
    line("table", text(&wish.table));
    if let Some(column) = &wish.column {
        line("column", text(column));
    }
    line("interval", text(wish.interval.as_str()));
    if wish.zone != Zone::Utc {
        line("timezone", text(&wish.zone.to_string()));
    }
    if let Some(epoch) = wish.epoch {
        line("epoch", text(epoch.as_str()));
    }
    line("ahead", wish.ahead.to_string());
    if let Some(keep) = wish.keep {
        line("keep", text(&keep.to_string()));
    }
    line("name", text(&wish.name.to_string()));
    if wish.default {
        line("default", "true".to_owned());
    }
    section
}
