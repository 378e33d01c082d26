//! Reading a generator: which kind it is, and what that kind takes.

use toml::Value;

use super::generator::{Generator, Pick, Time};
use super::keys::{Keys, real};
use super::reference::Reference;
use super::template::{self, TemplatePart};
use super::{Condition, Count, ProfileProblem, Why, condition};
use crate::model::seed::copy::encode;

/// The generator that is written at a place of a profile.
pub(super) fn parse(place: &str, value: &Value) -> Result<Generator, ProfileProblem> {
    match value {
        Value::String(text) => Ok(match template::parse(text) {
            pieces if pieces.iter().all(|piece| matches!(piece, TemplatePart::Text(_))) => {
                Generator::Constant(
                    pieces
                        .iter()
                        .map(|piece| if let TemplatePart::Text(text) = piece { text.as_str() } else { "" })
                        .collect(),
                )
            }
            pieces => Generator::Template(pieces),
        }),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) => Ok(Generator::Constant(value.to_string())),
        Value::Table(table) => Keys::new(place, table).generator(),
        _ => Err(ProfileProblem::new(place, Why::Wanted("a text, a number, true, false or a table"))),
    }
}

const KINDS: [&str; 20] = [
    "words", "choice", "mix", "int", "decimal", "time", "after", "before", "of", "inherit", "case", "pick",
    "json", "bool", "uuid", "serial", "hex", "rank", "count", "null",
];

impl Keys<'_> {
    fn generator(&mut self) -> Result<Generator, ProfileProblem> {
        let share = match self.table.get("null") {
            Some(Value::Float(share)) => *share,
            Some(Value::Integer(share @ 0..=1)) => f64::from(i32::try_from(*share).unwrap_or(1)),
            _ => 0.0,
        };
        let is_other = |kind: &&&str| self.table.contains_key(**kind) && (**kind != "null" || share == 0.0);
        // `words` counts its words with `count`, `after` and `before` go together.
        let kind = KINDS.iter().find(is_other).copied();
        let Some(kind) = kind else { return Err(self.problem(Why::NoGenerator)) };
        let generator = self.kind(kind)?;
        self.get("null");
        self.all_used()?;
        Ok(match generator {
            Generator::Pick(pick) => Generator::Pick(Pick { none: share, ..pick }),
            generator if share > 0.0 => Generator::Sometimes(share, Box::new(generator)),
            generator => generator,
        })
    }

    fn kind(&mut self, kind: &str) -> Result<Generator, ProfileProblem> {
        Ok(match kind {
            "words" => Generator::Words {
                list: self.text("words")?,
                count: self.count("count")?.unwrap_or(Count::Between(3, 10)),
                sentence: self.flag("sentence")?,
                max_chars: self
                    .number("max_chars")?
                    .map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX)),
            },
            "choice" => Generator::Choice(self.weights()?),
            "mix" => Generator::Mix(self.mix()?),
            "int" | "decimal" => self.numbers(if kind == "int" { "int" } else { "decimal" })?,
            "time" if matches!(self.table.get("time"), Some(Value::Array(_))) => self.instants()?,
            "time" | "after" | "before" => Generator::Time(self.time()?),
            "of" => Generator::Of(Reference::parse(&self.text("of")?)),
            "inherit" => Generator::Inherit(self.references("inherit")?, Box::new(self.otherwise()?)),
            "case" => Generator::Case(self.cases()?, Box::new(self.otherwise()?)),
            "pick" => Generator::Pick(self.pick()?),
            "json" => Generator::Json(self.members()?),
            "bool" => Generator::Bool(self.share("bool")?),
            "uuid" => self.is("uuid", Generator::Uuid)?,
            "serial" => self.is("serial", Generator::Serial)?,
            "null" => self.is("null", Generator::Null)?,
            "hex" => Generator::Hex(
                self.number("hex")?.and_then(|digits| usize::try_from(digits).ok()).unwrap_or(0),
            ),
            "rank" => {
                self.is("rank", Generator::Null)?;
                Generator::Rank { step: self.number("step")?.map_or(1, u64::cast_signed) }
            }
            _ => Generator::CountOf {
                table: self.text("count")?,
                at_least: self.number("at_least")?.map_or(0, u64::cast_signed),
            },
        })
    }

    /// The table of a named pick.
    pub(super) fn whole_pick(mut self) -> Result<Pick, ProfileProblem> {
        match self.generator()? {
            Generator::Pick(pick) => Ok(pick),
            _ => Err(ProfileProblem::new(self.place, Why::Missing { key: "pick" })),
        }
    }

    fn pick(&mut self) -> Result<Pick, ProfileProblem> {
        let written = self.text("pick")?;
        let among = match self.get("among") {
            None => (0.0, 1.0),
            Some(Value::Array(ends)) => {
                match ends.iter().map(real).collect::<Option<Vec<f64>>>().as_deref() {
                    Some([from, to]) if 0.0 <= *from && from < to && *to <= 1.0 => (*from, *to),
                    _ => return Err(self.wanted("among", "two numbers from 0 to 1, the smaller one first")),
                }
            }
            Some(_) => return Err(self.wanted("among", "two numbers from 0 to 1, the smaller one first")),
        };
        Ok(Pick {
            among,
            skew: self.real("skew")?.unwrap_or(1.0),
            distinct: self.flag("distinct")?,
            walk: self.flag("walk")?,
            earlier: self.number("earlier")?,
            none: 0.0,
            table: written,
            column: None,
        })
    }

    /// `time = ["2026-05-01", "2026-06-01"]`
    fn instants(&mut self) -> Result<Generator, ProfileProblem> {
        let ends = self.texts("time")?;
        let ends: Option<Vec<i64>> = ends.iter().map(|end| encode::time(end)).collect();
        match ends.as_deref() {
            Some([from, to]) if from < to => Ok(Generator::Instant { from: *from, to: *to }),
            _ => Err(self.wanted("time", "two instants, the earlier one first")),
        }
    }

    fn time(&mut self) -> Result<Time, ProfileProblem> {
        if self.table.contains_key("time") && self.text("time")? != "any" {
            return Err(self.wanted("time", "`any`"));
        }
        let within = self.table.contains_key("within").then(|| self.length("within")).transpose()?;
        let snap = self.table.contains_key("snap").then(|| self.length("snap")).transpose()?;
        Ok(Time {
            after: self.references("after")?,
            before: self.references("before")?,
            within,
            recent: self.real("recent")?.unwrap_or(1.0),
            snap,
            future: self.flag("future")?,
        })
    }

    /// `90 days`, `1 hour`, `day`: in microseconds.
    fn length(&mut self, key: &'static str) -> Result<i64, ProfileProblem> {
        let text = self.text(key)?;
        let (number, unit) = text.split_once(' ').unwrap_or(("1", &text));
        let unit = match unit.trim_end_matches('s') {
            "second" => 1,
            "minute" => 60,
            "hour" => 3600,
            "day" => 86_400,
            "week" => 7 * 86_400,
            "year" => 365 * 86_400,
            _ => 0,
        };
        match number.parse::<i64>().ok().and_then(|number| number.checked_mul(unit * 1_000_000)) {
            Some(length) if length > 0 => Ok(length),
            _ => Err(self.wanted(key, "a length of time such as `90 days`, `1 hour`, `day`")),
        }
    }

    fn numbers(&mut self, key: &'static str) -> Result<Generator, ProfileProblem> {
        let places = if key == "int" { 0 } else { self.number("places")?.unwrap_or(2).min(9) as u32 };
        let ends = match self.get(key) {
            Some(Value::Array(ends)) => {
                ends.iter().map(|end| scaled(end, places)).collect::<Option<Vec<i64>>>()
            }
            _ => None,
        };
        let long = self.table.contains_key("tail") && self.text("tail")? == "long";
        match ends.as_deref() {
            Some([from, to]) if from <= to => Ok(Generator::Number { from: *from, to: *to, places, long }),
            _ => Err(self.wanted(key, "two numbers, the smaller one first")),
        }
    }

    fn weights(&mut self) -> Result<Vec<(String, f64)>, ProfileProblem> {
        let weights = match self.get("choice") {
            Some(Value::Table(choices)) => choices
                .iter()
                .map(|(value, weight)| Some((value.clone(), real(weight).filter(|weight| *weight >= 0.0)?)))
                .collect::<Option<Vec<_>>>(),
            _ => None,
        };
        match weights {
            Some(weights) if weights.iter().any(|(_, weight)| *weight > 0.0) => Ok(weights),
            _ => Err(self.wanted("choice", "a table of values with their weights")),
        }
    }

    fn mix(&mut self) -> Result<Vec<(Generator, f64)>, ProfileProblem> {
        let wanted = "pairs of a weight and a generator";
        let Some(Value::Array(pairs)) = self.get("mix") else { return Err(self.wanted("mix", wanted)) };
        let mixed = pairs.iter().map(|pair| match pair.as_array().map(Vec::as_slice) {
            Some([weight, generator]) => {
                let weight = real(weight).filter(|weight| *weight >= 0.0);
                let weight = weight.ok_or_else(|| self.wanted("mix", wanted))?;
                Ok((parse(&format!("{}.mix", self.place), generator)?, weight))
            }
            _ => Err(self.wanted("mix", wanted)),
        });
        let mixed = mixed.collect::<Result<Vec<_>, _>>()?;
        let some = mixed.iter().any(|(_, weight)| *weight > 0.0);
        if some { Ok(mixed) } else { Err(self.wanted("mix", wanted)) }
    }

    fn cases(&mut self) -> Result<Vec<(Vec<Condition>, Generator)>, ProfileProblem> {
        let wanted = "tables of `when` and `then`";
        let Some(Value::Array(cases)) = self.get("case") else { return Err(self.wanted("case", wanted)) };
        let place = format!("{}.case", self.place);
        let case = |case: &Value| {
            let (when, then) = (case.get("when").and_then(Value::as_str), case.get("then"));
            match (when, then, case.as_table().map_or(0, toml::Table::len)) {
                (Some(when), Some(then), 2) => {
                    let conditions = condition::parse(when)
                        .ok_or_else(|| ProfileProblem::new(&place, Why::Condition(when.to_owned())))?;
                    Ok((conditions, parse(&place, then)?))
                }
                _ => Err(ProfileProblem::new(&place, Why::Wanted(wanted))),
            }
        };
        cases.iter().map(case).collect()
    }

    fn members(&mut self) -> Result<Vec<(String, Generator)>, ProfileProblem> {
        let Some(Value::Table(members)) = self.get("json") else {
            return Err(self.wanted("json", "a table of generators"));
        };
        let member = |(name, value): (&String, &Value)| {
            Ok((name.clone(), parse(&format!("{}.json.{name}", self.place), value)?))
        };
        members.iter().map(member).collect()
    }

    fn otherwise(&mut self) -> Result<Generator, ProfileProblem> {
        match self.get("else") {
            Some(value) => parse(&format!("{}.else", self.place), value),
            None => Ok(Generator::Null),
        }
    }

    fn references(&mut self, key: &'static str) -> Result<Vec<Reference>, ProfileProblem> {
        let texts = match self.get(key) {
            None => Some(Vec::new()),
            Some(Value::String(text)) => Some(vec![text.as_str()]),
            Some(Value::Array(texts)) => texts.iter().map(Value::as_str).collect(),
            Some(_) => None,
        };
        let texts = texts.ok_or_else(|| self.wanted(key, "a column, or a list of columns"))?;
        Ok(texts.into_iter().map(Reference::parse).collect())
    }

    fn is(&mut self, key: &'static str, generator: Generator) -> Result<Generator, ProfileProblem> {
        if self.flag(key)? { Ok(generator) } else { Err(self.wanted(key, "`true`")) }
    }

    fn share(&mut self, key: &'static str) -> Result<f64, ProfileProblem> {
        let share = self.real(key)?.filter(|share| (0.0..=1.0).contains(share));
        share.ok_or_else(|| self.wanted(key, "a number from 0 to 1"))
    }
}

fn scaled(value: &Value, places: u32) -> Option<i64> {
    match value {
        Value::Integer(number) => number.checked_mul(10_i64.pow(places)),
        Value::Float(number) if places > 0 => {
            let scaled = (number * f64::from(10_i32.pow(places))).round();
            #[allow(clippy::cast_possible_truncation, reason = "its size is looked at")]
            (scaled.abs() < 9e15).then_some(scaled as i64)
        }
        _ => None,
    }
}
