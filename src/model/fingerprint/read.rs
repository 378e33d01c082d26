//! From the text back to the objects.

use std::sync::Arc;

use super::{Aspects, Fingerprint, HEAD};

impl Fingerprint {
    /// Reads what [`Fingerprint::text`] wrote; an error is the number of the first line that is not understood.
    pub(crate) fn read(text: &str) -> Result<Self, usize> {
        let body = text.strip_prefix(HEAD).ok_or(1_usize)?;
        let mut fingerprint = Self::default();
        let mut object: Option<(String, Aspects)> = None;
        let mut aspect: Option<Arc<str>> = None;
        let lines = body.split_terminator('\n').enumerate();
        for (number, line) in lines.map(|(at, line)| (at + 2, line)) {
            if let Some(more) = line.strip_prefix("        ") {
                let (Some((_, aspects)), Some(aspect)) = (&mut object, &aspect) else { return Err(number) };
                let value = aspects.entry(Arc::clone(aspect));
                value.push('\n');
                value.push_str(&unescaped(more));
            } else if let Some(told) = line.strip_prefix("    ") {
                let (Some((_, aspects)), Some((name, value))) = (&mut object, told.split_once(": ")) else {
                    return Err(number);
                };
                let name = aspect.insert(name.into());
                aspects.insert(Arc::clone(name), unescaped(value));
            } else if line.is_empty() || line.starts_with(char::is_whitespace) {
                return Err(number);
            } else {
                fingerprint.objects.extend(object.replace((unescaped(line), Aspects::default())));
                aspect = None;
            }
        }
        fingerprint.objects.extend(object);
        Ok(fingerprint)
    }
}

/// A name or a line of a value, as it was before it was escaped.
fn unescaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let mut letters = escape.chars();
        match letters.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('u') => {
                let (code, behind) = letters.as_str().split_once('}').unwrap_or_default();
                let number = u32::from_str_radix(code.trim_start_matches('{'), 16);
                text.extend(number.ok().and_then(char::from_u32));
                letters = behind.chars();
            }
            letter => text.extend(letter),
        }
        rest = letters.as_str();
    }
    text.push_str(rest);
    text
}
