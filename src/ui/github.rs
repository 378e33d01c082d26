//! GitHub workflow annotations: problems shown beside the lines of a pull request.

use super::message::Message;

/// GitHub shows at most ten errors of a step; more are dropped without a word.
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
    properties.push(format!("title={}", property("migrate")));
    let mut text = message.title.clone();
    for note in &message.notes {
        text.push('\n');
        text.push_str(note);
    }
    if let Some(hint) = &message.hint {
        text.push_str("\nhint: ");
        text.push_str(hint);
    }
    format!("::error {}::{}\n", properties.join(","), data(&text))
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

    #[test]
    fn an_annotation_is_one_line_with_its_place() {
        let message = Message::new("50% of `a` is wrong").note("b\nc").at("m/V1__a,b.sql", Some(3), Some(7));
        assert_eq!(
            annotations(&[message]),
            "::error file=m/V1__a%2Cb.sql,line=3,col=7,title=migrate::50%25 of `a` is wrong%0Ab%0Ac\n"
        );
    }

    #[test]
    fn no_more_than_github_shows() {
        let many = vec![Message::new("x"); 25];
        assert_eq!(annotations(&many).lines().count(), 10);
    }
}
