//! What `when` says: `status = 'done' and rank > 95%`.

use super::Reference;

/// A comparison with a constant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition {
    pub(crate) operand: Operand,
    pub(crate) comparison: Comparison,
    pub(crate) wanted: ComparedValue,
}

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Operand {
    Column(Reference),
    Rank,
    Number,
    Siblings,
    CountOf(String),
}

/// How it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Differs,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// What it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ComparedValue {
    Text(String),
    Number(f64),
    /// A part of the siblings, from 0 to 1.
    Share(f64),
    Null,
}

/// Reads conditions that are joined by `and`.
pub(super) fn parse(text: &str) -> Option<Vec<Condition>> {
    text.split(" and ").map(parse_comparison).collect()
}

fn parse_comparison(text: &str) -> Option<Condition> {
    let text = text.trim();
    for (ending, comparison) in [(" is not null", Comparison::Differs), (" is null", Comparison::Equal)] {
        if let Some(operand) = text.strip_suffix(ending) {
            return Some(Condition {
                operand: read_operand(operand)?,
                comparison,
                wanted: ComparedValue::Null,
            });
        }
    }
    let at = text.find(['=', '<', '>'])?;
    let (operand, rest) = text.split_at(at);
    let (comparison, length) = match rest {
        _ if rest.starts_with("<=") => (Comparison::AtMost, 2),
        _ if rest.starts_with("<>") => (Comparison::Differs, 2),
        _ if rest.starts_with(">=") => (Comparison::AtLeast, 2),
        _ if rest.starts_with('<') => (Comparison::Less, 1),
        _ if rest.starts_with('>') => (Comparison::More, 1),
        _ => (Comparison::Equal, 1),
    };
    Some(Condition {
        operand: read_operand(operand)?,
        comparison,
        wanted: read_wanted(rest[length..].trim())?,
    })
}

fn read_operand(text: &str) -> Option<Operand> {
    let text = text.trim();
    let table = text.strip_prefix("count(").and_then(|rest| rest.strip_suffix(')'));
    let is_name = !text.is_empty() && !text.contains([' ', '\'', '(']);
    match text {
        "rank" => Some(Operand::Rank),
        "n" => Some(Operand::Number),
        "siblings" => Some(Operand::Siblings),
        _ if table.is_some() => table.map(|table| Operand::CountOf(table.trim().to_owned())),
        _ => is_name.then(|| Operand::Column(Reference::parse(text))),
    }
}

fn read_wanted(text: &str) -> Option<ComparedValue> {
    if let Some(quoted) = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return Some(ComparedValue::Text(quoted.replace("''", "'")));
    }
    match (text, text.strip_suffix('%')) {
        ("true" | "false", _) => Some(ComparedValue::Text(text.to_owned())),
        (_, Some(percent)) => {
            percent.trim().parse().ok().map(|percent: f64| ComparedValue::Share(percent / 100.0))
        }
        _ => text.parse().ok().map(ComparedValue::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_read() {
        let conditions = parse("status = 'it''s done' and rank > 95% and count(tasks) <= 10").unwrap();
        assert_eq!(
            conditions,
            [
                Condition {
                    operand: Operand::Column(Reference::parse("status")),
                    comparison: Comparison::Equal,
                    wanted: ComparedValue::Text("it's done".into()),
                },
                Condition {
                    operand: Operand::Rank,
                    comparison: Comparison::More,
                    wanted: ComparedValue::Share(0.95)
                },
                Condition {
                    operand: Operand::CountOf("tasks".into()),
                    comparison: Comparison::AtMost,
                    wanted: ComparedValue::Number(10.0),
                },
            ]
        );
        let null = parse("tasks.deleted_at is not null").unwrap();
        assert_eq!(null[0].wanted, ComparedValue::Null);
        assert_eq!(null[0].comparison, Comparison::Differs);
    }

    #[test]
    fn other_texts_are_not_conditions() {
        for text in ["", "status", "= 3", "a b = 3", "rank > many", "status = 'open"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
