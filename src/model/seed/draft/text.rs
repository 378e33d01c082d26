//! What a profile says that nobody wrote, and its file.

/// A profile for a schema.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The table of tenants, as a profile names it.
    pub(crate) tenant: Option<String>,
    pub(crate) tables: Vec<DraftTable>,
    /// Tables that are not filled, and why.
    pub(crate) left_out: Vec<(String, String)>,
}

/// A table of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DraftTable {
    pub(crate) oid: u32,
    /// As a profile names it.
    pub(crate) name: String,
    pub(crate) rows: u64,
    pub(crate) per: Option<String>,
    /// Its columns, each as a line says it or as a question.
    pub(crate) columns: Vec<DraftColumn>,
}

/// A line about a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DraftColumn {
    /// A generator.
    Line { name: String, generator: String },
    /// What the program does by itself, or what it could not know.
    Note(String),
}

/// The text of a profile that a person would go on with.
pub(crate) fn text(draft: &Draft, tenant_column: &str) -> String {
    let mut text = String::from("description = \"made from the schema by `migrate seed --init`\"\n");
    match &draft.tenant {
        Some(tenant) => text.push_str(&format!("tenant = {}\n", quoted(tenant))),
        None => text.push_str(&format!(
            "# tenant = \"..\"  # which table holds the tenants? No foreign key of a column `{tenant_column}` leads to one.\n"
        )),
    }
    for (table, why) in &draft.left_out {
        text.push_str(&format!("# {} is left out: {why}\n", one_line(table)));
    }
    for table in &draft.tables {
        text.push_str(&format!("\n[tables.{}]\nrows = {}\n", key(&table.name), table.rows));
        if let Some(per) = &table.per {
            text.push_str(&format!("per = {}\n", quoted(per)));
        }
        if table.columns.iter().any(|column| matches!(column, DraftColumn::Line { .. })) {
            text.push_str(&format!("[tables.{}.columns]\n", key(&table.name)));
        }
        for column in &table.columns {
            match column {
                DraftColumn::Line { name, generator } => {
                    text.push_str(&format!("{} = {generator}\n", key(name)));
                }
                DraftColumn::Note(note) => text.push_str(&format!("# {}\n", one_line(note))),
            }
        }
    }
    text
}

/// A key of TOML.
pub(super) fn key(name: &str) -> String {
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// A text of TOML.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
