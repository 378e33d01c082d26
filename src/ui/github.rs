//! GitHub workflow annotations: problems shown beside the lines of a pull request.

use std::borrow::Cow;

use super::message::Message;
use crate::model::verify::finding::Severity;

/// GitHub shows at most ten errors of a step; more are dropped silently.
const MOST: usize = 10;

/// The annotations of some messages, the first ones first.
pub(super) fn annotations(messages: &[Message]) -> String {
    messages.iter().take(MOST).map(annotation).collect()
}

fn annotation(message: &Message) -> String {
    let mut properties = Vec::new();
    if let Some(place) = &message.place {
        properties.push(format!("file={}", property(&place.file)));
        properties.extend(place.line.map(|line| format!("line={line}")));
        properties.extend(place.column.map(|column| format!("col={column}")));
    }
    let title = match message.rule {
        Some(rule) => rule.to_string(),
        None => message.name.unwrap_or("migrate").to_owned(),
    };
    properties.push(format!("title={}", property(&title)));
    let mut text = message.title.clone();
    for note in &message.notes {
        text.push('\n');
        text.push_str(note);
    }
    if let Some(hint) = &message.hint {
        text.push_str("\nhint: ");
        text.push_str(hint);
    }
    let level = match message.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    format!("::{level} {}::{}\n", properties.join(","), data(&text))
}

/// Everything that is written next to annotations, without commands to the runner, which treats `::` at the
/// start of a line and `##[` anywhere as one, on both streams.
pub(super) fn inert(text: &str) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##[") {
        return Cow::Borrowed(text);
    }
    let line = |line: &str| {
        let rest = line.trim_start();
        let indent = &line[..line.len() - rest.len()];
        let line = match rest.strip_prefix("::") {
            Some(command) => format!("{indent}: :{command}"),
            None => line.to_owned(),
        };
        line.replace("##[", "## [")
    };
    Cow::Owned(text.split_inclusive('\n').map(line).collect())
}

/// A message, escaped as "Workflow commands for GitHub Actions" asks for.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value: also without `:` and `,`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::verify::finding::RuleName;

    #[test]
    fn an_annotation_is_one_line_with_its_place() {
        let message =
            Message::new("50% of `a` is wrong").note("b\nc").with_position("m/V1__a,b.sql", Some(3), Some(7));
        assert_eq!(
            annotations(&[message]),
            "::error file=m/V1__a%2Cb.sql,line=3,col=7,title=migrate::50%25 of `a` is wrong%0Ab%0Ac\n"
        );
    }

    #[test]
    fn a_finding_is_as_loud_as_it_is_bad() {
        let rule = RuleName { id: "T01", name: "rls-disabled" };
        let mut message = Message::new("a,b: c");
        (message.rule, message.severity) = (Some(rule), Severity::Warning);
        assert_eq!(annotations(&[message.clone()]), "::warning title=T01 rls-disabled::a,b: c\n");
        message.severity = Severity::Note;
        assert_eq!(annotations(&[message]), "::notice title=T01 rls-disabled::a,b: c\n");
    }

    #[test]
    fn text_beside_annotations_commands_nothing() {
        let text = "a ::b\n \u{2003}::error::x\n##[add-mask]y\n::stop-commands::z";
        let inert = inert(text);
        assert_eq!(inert, "a ::b\n \u{2003}: :error::x\n## [add-mask]y\n: :stop-commands::z");
    }

    #[test]
    fn no_more_than_github_shows() {
        let many = vec![Message::new("x"); 25];
        assert_eq!(annotations(&many).lines().count(), 10);
    }
}
