//! Texts that a pattern takes: of a regular expression or of LIKE, the letters that may stand in each place. The server is
//! asked whether it takes them, so what is not understood here is only not found.

use std::iter::Peekable;
use std::str::Chars;

/// The letters that may stand in each place of a text.
pub(super) type Places = Vec<Vec<char>>;

/// How often something stands that may stand any number of times.
#[derive(Debug, Clone, Copy)]
struct Habit {
    /// Beyond what has to be.
    more: usize,
    /// No text is longer.
    most: usize,
}

/// What a regular expression takes, longer and as short as it may be. Empty where it has something that is not understood.
pub(super) fn of_expression(pattern: &str, most: usize) -> Vec<Places> {
    let read = |more: usize| {
        let mut letters = pattern.chars().peekable();
        let places = alternatives(&mut letters, Habit { more, most: most.min(64) })?;
        (letters.next().is_none() && !places.is_empty()).then_some(places)
    };
    let mut forms: Vec<Places> = [4, 1, 0].into_iter().filter_map(read).collect();
    forms.dedup();
    forms
}

/// What a pattern of LIKE takes.
pub(super) fn of_like(pattern: &str) -> Places {
    let mut places = Vec::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '%' => places.extend(std::iter::repeat_n(lower(), 4)),
            '_' => places.push(lower()),
            '\\' => places.extend(letters.next().map(|letter| vec![letter])),
            letter => places.push(vec![letter]),
        }
    }
    places
}

fn lower() -> Vec<char> {
    ('a'..='z').collect()
}

/// The first of several alternatives; the others are read over.
fn alternatives(letters: &mut Peekable<Chars<'_>>, habit: Habit) -> Option<Places> {
    let first = sequence(letters, habit)?;
    while letters.next_if_eq(&'|').is_some() {
        sequence(letters, habit)?;
    }
    Some(first)
}

fn sequence(letters: &mut Peekable<Chars<'_>>, habit: Habit) -> Option<Places> {
    let mut places: Places = Vec::new();
    while let Some(letter) = letters.next_if(|letter| !matches!(letter, '|' | ')')) {
        let piece = match letter {
            '^' | '$' => continue,
            '(' => group(letters, habit)?,
            '[' => vec![class(letters)?],
            '.' => vec![lower()],
            '\\' => escaped(letters.next()?)?,
            '*' | '+' | '?' | '{' => return None,
            letter => vec![vec![letter]],
        };
        let (least, most) = count(letters)?;
        let often = most.map_or(least + habit.more, |most| most.min(least + habit.more));
        for _ in 0..often.max(least) {
            places.extend(piece.iter().cloned());
        }
        if places.len() > habit.most {
            return None;
        }
    }
    Some(places)
}

fn group(letters: &mut Peekable<Chars<'_>>, habit: Habit) -> Option<Places> {
    if letters.next_if_eq(&'?').is_some() {
        // What only looks ahead is not understood.
        letters.next_if_eq(&':')?;
    }
    let inner = alternatives(letters, habit)?;
    letters.next_if_eq(&')')?;
    Some(inner)
}

/// How often the piece before stands: at least, and at most.
fn count(letters: &mut Peekable<Chars<'_>>) -> Option<(usize, Option<usize>)> {
    let count = match letters.peek() {
        Some('*') => (0, None),
        Some('+') => (1, None),
        Some('?') => (0, Some(1)),
        Some('{') => {
            letters.next();
            let mut inside = String::new();
            while let Some(letter) = letters.next_if(|letter| *letter != '}') {
                inside.push(letter);
            }
            match inside.split_once(',') {
                None => {
                    let exactly = inside.parse().ok()?;
                    (exactly, Some(exactly))
                }
                Some((least, "")) => (least.parse().ok()?, None),
                Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
            }
        }
        _ => return Some((1, Some(1))),
    };
    letters.next();
    // As few as there may be is as good.
    letters.next_if_eq(&'?');
    Some(count)
}

/// The letters of `[a-z0-9_]` behind the bracket.
fn class(letters: &mut Peekable<Chars<'_>>) -> Option<Vec<char>> {
    let is_negated = letters.next_if_eq(&'^').is_some();
    let mut chosen: Vec<char> = Vec::new();
    let mut is_first = true;
    loop {
        let letter = letters.next()?;
        match letter {
            ']' if !is_first => break,
            '[' if letters.peek() == Some(&':') => {
                let mut name = String::new();
                while let Some(letter) = letters.next_if(|letter| *letter != ']') {
                    name.push(letter);
                }
                letters.next();
                chosen.extend(named(name.trim_matches(':'))?);
            }
            '\\' => chosen.extend(escaped(letters.next()?)?.into_iter().flatten()),
            from => {
                let mut ahead = letters.clone();
                let to = (ahead.next() == Some('-')).then(|| ahead.next()).flatten().filter(|to| *to != ']');
                match to {
                    Some(to) if from <= to => {
                        letters.next();
                        letters.next();
                        chosen.extend((from..=to).take(64));
                    }
                    Some(_) => return None,
                    None => chosen.push(from),
                }
            }
        }
        is_first = false;
    }
    if is_negated {
        chosen = ('a'..='z').chain('0'..='9').filter(|letter| !chosen.contains(letter)).collect();
    }
    chosen.dedup();
    (!chosen.is_empty()).then_some(chosen)
}

fn named(name: &str) -> Option<Vec<char>> {
    Some(match name {
        "alpha" | "lower" => lower(),
        "upper" => ('A'..='Z').collect(),
        "digit" => ('0'..='9').collect(),
        "alnum" => ('a'..='z').chain('0'..='9').collect(),
        "xdigit" => ('0'..='9').chain('a'..='f').collect(),
        "space" => vec![' '],
        _ => return None,
    })
}

/// What stands for `\d` and the like; any other letter for itself.
fn escaped(letter: char) -> Option<Places> {
    Some(match letter {
        'd' => vec![('0'..='9').collect()],
        'w' => vec![('a'..='z').chain('0'..='9').collect()],
        's' => vec![vec![' ']],
        'A' | 'Z' | 'm' | 'M' | 'y' => Vec::new(),
        letter if letter.is_ascii_alphanumeric() => return None,
        letter => vec![vec![letter]],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(pattern: &str) -> Option<String> {
        let places = of_expression(pattern, 64).into_iter().next()?;
        Some(places.iter().filter_map(|letters| letters.first()).collect())
    }

    #[test]
    fn the_usual_expressions_are_understood() {
        for (pattern, text) in [
            ("^[A-Z]{2}-[0-9]{4}$", "AA-0000"),
            ("^https?://", "https://"),
            (r"^\+[0-9]{6,15}$", "+0000000000"),
            (r"^\d+\.\d+$", "00000.00000"),
            ("^(de|en)_[[:upper:]]{2}$", "de_AA"),
            ("^[a-z0-9]+(-[a-z0-9]+)*$", "aaaaa-aaaaa-aaaaa-aaaaa-aaaaa"),
            ("^[^@]+@[^@]+$", "aaaaa@aaaaa"),
            ("^Q[0-9]{3}/[a-f]{2}/v[0-9]$", "Q000/aa/v0"),
        ] {
            assert_eq!(first(pattern).as_deref(), Some(text), "{pattern}");
        }
        assert_eq!(of_expression("^(?=x)y$", 64), Vec::<Places>::new());
        assert_eq!(of_expression("^[A-Z]{10}$", 5), Vec::<Places>::new());
        assert_eq!(of_like("a_%").len(), 6);
    }
}
