//! An error as a person reads it: what, where, what else is known, and what to do.

use std::fmt;

use super::code::CodeView;
use super::facts::Facts;
use crate::model::sql::excerpt::Excerpt;
use crate::model::verify::finding::{RuleName, Severity};

/// The parts of an error, without any layout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Message {
    /// What it is, for programs. None only until the failure or finding behind the sentence is named.
    pub(super) code: Option<CodeView>,
    /// What the sentences say, for programs.
    pub(super) facts: Facts,
    /// One lower-case sentence without a full stop.
    pub(super) title: String,
    /// Where in a file.
    pub(super) place: Option<FilePosition>,
    /// More facts, a line each.
    pub(super) notes: Vec<String>,
    /// What to do about it.
    pub(super) hint: Option<String>,
    /// The SQLSTATE, if the error came from a server.
    pub(super) sqlstate: Option<String>,
    /// What a server's error is about, as kind and name.
    pub(super) objects: Vec<(&'static str, String)>,
    /// The rule of `verify` that reports it.
    pub(super) rule: Option<RuleName>,
    /// What else was found, by its stable name in kebab case.
    pub(super) name: Option<&'static str>,
    pub(super) severity: Severity,
    /// Part of a script, with a marker under the position.
    pub(super) source: Option<Excerpt>,
}

/// A place in a file; the line and the column count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FilePosition {
    pub(super) file: String,
    pub(super) line: Option<usize>,
    pub(super) column: Option<usize>,
}

impl Message {
    /// The same, called by the name of what was found.
    pub(super) fn named(self, name: Option<&'static str>) -> Self {
        Self { name, ..self }
    }

    /// A message with only a title.
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// What another program printed: a note for each line.
    pub(super) fn printed(self, text: &str) -> Self {
        text.trim_end().lines().fold(self, Self::note)
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What it is and what is known about it, for programs.
    pub(super) fn coded(mut self, code: impl Into<CodeView>, facts: Facts) -> Self {
        self.code = Some(code.into());
        self.facts = facts;
        self
    }

    /// A place in a file, as far as it is known.
    pub(super) fn with_position(
        mut self,
        file: impl Into<String>,
        line: Option<usize>,
        column: Option<usize>,
    ) -> Self {
        self.place = Some(FilePosition { file: file.into(), line, column });
        self
    }
}

/// `file:line:column`, as editors and terminals link it.
impl fmt::Display for FilePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "{}:{line}:{column}", self.file),
            (Some(line), None) => write!(f, "{}:{line}", self.file),
            _ => f.write_str(&self.file),
        }
    }
}
