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
                value.push_str(more);
            } else if let Some(told) = line.strip_prefix("    ") {
                let (Some((_, aspects)), Some((name, value))) = (&mut object, told.split_once(": ")) else {
                    return Err(number);
                };
                let name = aspect.insert(name.into());
                aspects.insert(Arc::clone(name), value.to_owned());
            } else if line.is_empty() || line.starts_with(char::is_whitespace) {
                return Err(number);
            } else {
                fingerprint.objects.extend(object.replace((name(line), Aspects::default())));
                aspect = None;
            }
        }
        fingerprint.objects.extend(object);
        Ok(fingerprint)
    }
}

/// The name of an object, as it was before it was written on one line.
fn name(line: &str) -> String {
    let mut name = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n') => name.push('\n'),
                Some('r') => name.push('\r'),
                Some(letter) => name.push(letter),
                None => {}
            },
            letter => name.push(letter),
        }
    }
    name
}
