//! The keys of a table of a profile: each is read once, and none is left over.

use toml::Value;

use super::{Count, ProfileProblem, Why};

/// The keys of a table, of which each has to be used.
pub(super) struct Keys<'a> {
    pub(super) place: &'a str,
    pub(super) table: &'a toml::Table,
    used: Vec<&'static str>,
}

impl<'a> Keys<'a> {
    pub(super) fn new(place: &'a str, table: &'a toml::Table) -> Self {
        Self { place, table, used: Vec::new() }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Refuses a key that nobody asked for.
    pub(super) fn all_used(&self) -> Result<(), ProfileProblem> {
        self.unknown().map_or(Ok(()), Err)
    }

    /// What is wrong with the keys that nobody asked for: the first of them.
    pub(super) fn unknown(&self) -> Option<ProfileProblem> {
        self.all_unknown().into_iter().next()
    }

    /// The same of each.
    pub(super) fn all_unknown(&self) -> Vec<ProfileProblem> {
        let is_unknown = |key: &&String| !self.used.contains(&key.as_str());
        let problem = |key: &String| {
            let place = format!("{}.{key}", self.place);
            ProfileProblem::new(place, Why::Unknown { key: key.clone() }).near(key, self.used.iter().copied())
        };
        self.table.keys().filter(is_unknown).map(problem).collect()
    }

    pub(super) fn texts(&mut self, key: &'static str) -> Result<Vec<String>, ProfileProblem> {
        let texts = match self.get(key) {
            None => Some(Vec::new()),
            Some(Value::String(text)) => Some(vec![text.clone()]),
            Some(Value::Array(texts)) => texts.iter().map(|text| text.as_str().map(str::to_owned)).collect(),
            Some(_) => None,
        };
        texts.ok_or_else(|| self.wanted(key, "a text, or a list of texts"))
    }

    pub(super) fn count(&mut self, key: &'static str) -> Result<Option<Count>, ProfileProblem> {
        let count = match self.get(key) {
            None => return Ok(None),
            Some(Value::Integer(count)) => {
                u64::try_from(*count).ok().map(|count| Count::Between(count, count))
            }
            Some(Value::Array(ends)) => {
                match ends.iter().map(Value::as_integer).collect::<Option<Vec<_>>>().as_deref() {
                    Some([from, to]) if 0 <= *from && from <= to => {
                        Some(Count::Between(from.cast_unsigned(), to.cast_unsigned()))
                    }
                    _ => None,
                }
            }
            Some(Value::Table(long)) => {
                let about =
                    long.get("mean").or(long.get("median")).and_then(real).filter(|about| *about > 0.0);
                let most =
                    long.get("max").and_then(Value::as_integer).and_then(|most| u64::try_from(most).ok());
                about.zip(most).map(|(about, most)| Count::Long(about, most))
            }
            Some(_) => None,
        };
        let wanted = "a number, a range of two, or `{ median = .., max = .. }`";
        count.map(Some).ok_or_else(|| self.wanted(key, wanted))
    }

    pub(super) fn text(&mut self, key: &'static str) -> Result<String, ProfileProblem> {
        let text = self.get(key).and_then(Value::as_str).map(str::to_owned);
        text.ok_or_else(|| self.wanted(key, "a text"))
    }

    pub(super) fn flag(&mut self, key: &'static str) -> Result<bool, ProfileProblem> {
        match self.get(key) {
            None => Ok(false),
            Some(Value::Boolean(flag)) => Ok(*flag),
            Some(_) => Err(self.wanted(key, "`true` or `false`")),
        }
    }

    pub(super) fn real(&mut self, key: &'static str) -> Result<Option<f64>, ProfileProblem> {
        let value = self.get(key);
        let number = value.map(|value| real(value).filter(|number| *number >= 0.0));
        number.map(|number| number.ok_or_else(|| self.wanted(key, "a number, not below 0"))).transpose()
    }

    pub(super) fn number(&mut self, key: &'static str) -> Result<Option<u64>, ProfileProblem> {
        let value = self.get(key);
        let number = value.map(|value| value.as_integer().and_then(|number| u64::try_from(number).ok()));
        number.map(|number| number.ok_or_else(|| self.wanted(key, "a whole number, not below 0"))).transpose()
    }

    pub(super) fn get(&mut self, key: &'static str) -> Option<&'a Value> {
        self.used.push(key);
        self.table.get(key)
    }

    pub(super) fn wanted(&self, key: &str, what: &'static str) -> ProfileProblem {
        ProfileProblem::new(format!("{}.{key}", self.place), Why::Wanted(what))
    }

    pub(super) fn problem(&self, why: Why) -> ProfileProblem {
        ProfileProblem::new(self.place, why)
    }
}

/// A number, whole or not.
pub(super) fn real(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => number.is_finite().then_some(*number),
        Value::Integer(number) => i32::try_from(*number).ok().map(f64::from),
        _ => None,
    }
}
