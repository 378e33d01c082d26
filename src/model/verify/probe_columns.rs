//! The values of a row that a probe makes: a tenant's own everywhere that keys meet.

use super::policy::families::Family;
use super::probe::Tenant;
use crate::model::sql::quote::Literal;

/// A column, as far as a value has to be found for it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "facts of the catalog that do not exclude one another")]
pub(crate) struct ProbeColumn {
    /// The relation's OID.
    pub(crate) relation: u32,
    pub(crate) name: String,
    /// As `format_type` writes it.
    pub(crate) type_name: String,
    pub(crate) category: Category,
    pub(crate) not_null: bool,
    pub(crate) has_default: bool,
    pub(crate) is_generated: bool,
    /// Part of a primary, unique or foreign key.
    pub(crate) is_key: bool,
    pub(crate) is_primary: bool,
}

/// What kind of value a column takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Category {
    Uuid,
    Number,
    Text,
    Boolean,
    Time,
    Json,
    /// With its first label.
    Enum(String),
    Array,
    Range,
    /// Nobody knows.
    Other,
}

impl Category {
    /// What tenants of this kind are compared as.
    pub(crate) fn family(&self) -> Family {
        match self {
            Self::Uuid => Family::Uuid,
            Self::Number => Family::Whole,
            _ => Family::Text,
        }
    }
}

/// A tenant's value of a type, as text. Every key of its rows has it. Numbers are positive, as people's are, and fit a smallint.
pub(crate) fn identity(category: &Category, tenant: Tenant) -> &'static str {
    match (category, tenant) {
        (Category::Number, Tenant::Own) => "30001",
        (Category::Number, Tenant::Other) => "30002",
        (Category::Text, Tenant::Own) => "probe-a",
        (Category::Text, Tenant::Other) => "probe-b",
        (_, Tenant::Own) => "aaaaaaaa-0000-4000-8000-00000000000a",
        (_, Tenant::Other) => "bbbbbbbb-0000-4000-8000-00000000000b",
    }
}

impl ProbeColumn {
    /// The value as SQL. `None`: the default, or NULL, will do.
    pub(crate) fn value(&self, tenant: Tenant, time: &str) -> Option<String> {
        let is_needed = !self.is_generated && self.not_null && (!self.has_default || self.is_key);
        is_needed.then(|| self.some(tenant, time))
    }

    /// What an UPDATE can set it to without reading it.
    pub(crate) fn changed_value(&self, time: &str) -> String {
        if self.not_null && !self.has_default { self.some(Tenant::Own, time) } else { "DEFAULT".to_owned() }
    }

    /// Some value, whether one is needed or not.
    pub(crate) fn some(&self, tenant: Tenant, time: &str) -> String {
        let text = match &self.category {
            Category::Uuid | Category::Number | Category::Text => identity(&self.category, tenant),
            Category::Boolean => "false",
            Category::Time if self.type_name == "interval" => "1 second",
            Category::Time if self.type_name.starts_with("time ") || self.type_name == "time" => "12:00",
            Category::Time => time,
            Category::Json | Category::Array => "{}",
            Category::Enum(label) => label,
            Category::Range => "empty",
            Category::Other => match self.type_name.as_str() {
                "inet" | "cidr" => "127.0.0.1",
                "macaddr" => "00:00:00:00:00:00",
                "point" => "(0,0)",
                "xml" => "<a/>",
                _ => "",
            },
        };
        self.literal(text)
    }

    /// A text as a value of the column's type, which it gets from its place: a type by name would be looked up in the
    /// path.
    pub(crate) fn literal(&self, text: &str) -> String {
        let short =
            self.type_name.strip_prefix("character varying(").or(self.type_name.strip_prefix("character("));
        let length =
            short.and_then(|rest| rest.strip_suffix(')')).and_then(|length| length.parse::<usize>().ok());
        let kept = match length {
            // The end tells the two tenants apart.
            Some(length) if text.len() > length => &text[text.len() - length..],
            _ => text,
        };
        Literal(kept).to_string()
    }
}
