//! Texts of words.

use super::random::RandomStream;

/// Any word of a list.
pub(crate) fn any<'a>(list: &'a [String], chance: &mut RandomStream) -> &'a str {
    let at = usize::try_from(chance.below(list.len().max(1) as u64)).unwrap_or(0);
    list.get(at).map_or("", String::as_str)
}

/// Appends a number of words, as far as `max_chars` allows, the first one always, cut if it has to be. A sentence begins
/// with a capital letter and ends with a full stop.
pub(crate) fn write(
    list: &[String],
    many: u64,
    sentence: bool,
    max_chars: usize,
    chance: &mut RandomStream,
    out: &mut Vec<u8>,
) {
    let start = out.len();
    let mut chars = 0;
    for at in 0..many {
        let word = any(list, chance);
        let length = word.chars().count() + usize::from(at > 0) + usize::from(sentence && at + 1 == many);
        if chars + length > max_chars {
            if at == 0 {
                out.extend(word.chars().take(max_chars).collect::<String>().as_bytes());
            }
            break;
        }
        if at > 0 {
            out.push(b' ');
        }
        match word.chars().next() {
            Some(first) if sentence && at == 0 => {
                out.extend(first.to_uppercase().collect::<String>().as_bytes());
                out.extend_from_slice(&word.as_bytes()[first.len_utf8()..]);
            }
            _ => out.extend_from_slice(word.as_bytes()),
        }
        chars += length;
        if sentence && at + 1 == many {
            out.push(b'.');
        }
    }
    debug_assert!(many == 0 || max_chars == 0 || out.len() > start || list.iter().any(String::is_empty));
}

/// Appends a JSON string.
pub(crate) fn quote(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            byte if *byte < 0x20 => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            byte => out.push(*byte),
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::seed::generate::random::Salt;

    fn text(list: &[&str], many: u64, sentence: bool, max_chars: usize) -> String {
        let list: Vec<String> = list.iter().map(|word| (*word).to_owned()).collect();
        let mut out = Vec::new();
        write(&list, many, sentence, max_chars, &mut Salt::new(1, &["x"]).stream_at(0), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_sentence_ends_where_it_has_room() {
        assert_eq!(text(&["éa"], 3, true, 100), "Éa éa éa.");
        assert_eq!(text(&["語語"], 5, false, 7), "語語 語語");
        assert_eq!(text(&["long"], 1, false, 2), "lo");
        assert_eq!(text(&["x"], 0, true, 9), "");
    }

    #[test]
    fn json_is_quoted() {
        let mut out = Vec::new();
        quote("a\"\\\n語".as_bytes(), &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "\"a\\\"\\\\\\u000a語\"");
    }
}
