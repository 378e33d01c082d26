//! What stands beside an exported file: where its rows come from, how many they are, and their hashes.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::marker::{Export, Marker};
use crate::model::migration::checksum::hex;
use crate::model::sql::qualified_name::{QualifiedName, as_pair};

/// The whole document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) format: String,
    pub(crate) file: String,
    #[serde(with = "as_pair")]
    pub(crate) table: QualifiedName,
    pub(crate) retired: Marker,
    /// In the order of the file.
    pub(crate) columns: Vec<ExportedColumn>,
    pub(crate) rows: i64,
    /// Of the compressed file.
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    /// Of what is in it.
    pub(crate) content_bytes: u64,
    pub(crate) content_sha256: String,
    /// When, in UTC by the server's clock.
    pub(crate) exported: String,
    /// The statement that takes the content back.
    pub(crate) copy: String,
}

/// A column whose values are in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(String, String)", into = "(String, String)")]
pub(crate) struct ExportedColumn {
    pub(crate) name: String,
    /// As `format_type` writes it.
    pub(crate) type_name: String,
}

/// What was written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExportedFile {
    pub(crate) sha256: String,
    pub(crate) bytes: u64,
    pub(crate) content_sha256: String,
    pub(crate) content_bytes: u64,
    /// Lines of content: COPY's text format has one for each row.
    pub(crate) lines: i64,
}

/// The format that is written.
pub(crate) const FORMAT: &str = "migrate partition export 1";

/// What stays as it is in the name of a file.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'-');

/// The longest stem: file systems take 255 bytes, and a draft's name is longer than the file's.
const LONGEST: usize = 160;

/// The name of a table's file: `public.activities_2024_01.copy.gz`. Letters that a file system might not take
/// are written as `%2F`; a long name is cut and ends in a hash.
pub(crate) fn file_name(table: &QualifiedName) -> String {
    let plain = |text: &str| utf8_percent_encode(text, PLAIN).to_string();
    let mut stem = format!("{}.{}", plain(&table.schema), plain(&table.name));
    if stem.len() > LONGEST {
        let hash = hex(&Sha256::digest(stem.as_bytes()));
        stem = format!("{}_{}", &stem[..LONGEST - 17], &hash[..16]);
    }
    format!("{stem}.copy.gz")
}

impl From<(String, String)> for ExportedColumn {
    fn from((name, type_name): (String, String)) -> Self {
        Self { name, type_name }
    }
}

impl From<ExportedColumn> for (String, String) {
    fn from(column: ExportedColumn) -> Self {
        (column.name, column.type_name)
    }
}

impl Manifest {
    /// `public.activities_2024_01.json`
    pub(crate) fn file_name(&self) -> String {
        format!("{}.json", self.file.trim_end_matches(".copy.gz"))
    }

    /// The document.
    pub(crate) fn text(&self) -> String {
        format!("{}\n", serde_json::to_string_pretty(self).unwrap_or_default())
    }

    /// Whether another document is about the same content.
    pub(crate) fn is_same_content(&self, text: &str) -> bool {
        serde_json::from_str::<Self>(text)
            .is_ok_and(|manifest| manifest.content_sha256 == self.content_sha256)
    }

    /// What the mark of the table says about it.
    pub(crate) fn export(&self) -> Export {
        Export {
            file: self.file.clone(),
            rows: self.rows,
            sha256: self.sha256.clone(),
            content_sha256: self.content_sha256.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::QualifiedName;

    fn file_name(schema: &str, name: &str) -> String {
        super::file_name(&QualifiedName::new(schema, name))
    }

    #[test]
    fn every_table_has_a_file_name_and_no_two_the_same() {
        assert_eq!(file_name("public", "activities_2024_01"), "public.activities_2024_01.copy.gz");
        assert_eq!(file_name("a.b", "../c"), "a%2Eb.%2E%2E%2Fc.copy.gz");
        let long = |last: &str| file_name(&"ü".repeat(31), &format!("{}{last}", "語".repeat(20)));
        assert!(long("1").len() < 180);
        assert_ne!(long("1"), long("2"));
    }
}
