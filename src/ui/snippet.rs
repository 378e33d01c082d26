//! The line of a script with a mark under the token that the server stumbled over.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::message::{MarkedText, Place};

/// How much of a text is shown around the mark: a script may be a gigabyte, or one long line.
const BEFORE: usize = 2_000;
const AFTER: usize = 2_000;

/// Draws title, place and marked line.
pub(super) fn draw(title: &str, place: &Place, marked: &MarkedText, color: bool) -> String {
    let (window, first_line, mark) = window(marked);
    let report = &[Level::ERROR.primary_title(title).element(
        Snippet::source(window)
            .path(place.file.as_str())
            .line_start(first_line)
            .annotation(AnnotationKind::Primary.span(mark)),
    )];
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(report)
}

/// The whole lines around the mark, as far as they are near.
fn window(marked: &MarkedText) -> (&str, usize, std::ops::Range<usize>) {
    let text = marked.text.as_str();
    let near = |offset: usize| {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let start = near(marked.mark.start.saturating_sub(BEFORE));
    let start = if start == 0 {
        0
    } else {
        text[start..marked.mark.start].find('\n').map_or(start, |at| start + at + 1)
    };
    let end = near(marked.mark.end.saturating_add(AFTER));
    let end = text[marked.mark.end..end].find('\n').map_or(end, |at| marked.mark.end + at);
    let first_line = text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1;
    (&text[start..end], first_line, marked.mark.start - start..marked.mark.end - start)
}

/// The byte range of the token that starts at an offset, so that the mark covers a word.
pub(super) fn token(text: &str, offset: usize) -> std::ops::Range<usize> {
    let rest = text.get(offset..).unwrap_or_default();
    let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let length = if word == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { word };
    offset..offset + length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_under_the_word_in_its_line() {
        let text = "SELECT 1;\nSELECT nope FROM x;\n".to_owned();
        let offset = text.find("nope").unwrap();
        let marked = MarkedText { mark: token(&text, offset), text };
        let place = Place { file: "a.sql".to_owned(), line: Some(2), column: Some(8) };
        let drawn = draw("no column", &place, &marked, false);
        assert!(drawn.contains("--> a.sql:2:8"), "{drawn}");
        assert!(drawn.contains("       ^^^^"), "{drawn}");
    }

    #[test]
    fn a_huge_line_is_cut_to_what_is_near() {
        let text = format!("{}nope{}", "é".repeat(100_000), "x".repeat(100_000));
        let offset = text.find("nope").unwrap();
        let marked = MarkedText { mark: offset..offset + 4, text };
        assert!(window(&marked).0.len() < 5_000);
    }

    #[test]
    fn the_end_of_the_text_has_an_empty_mark() {
        assert_eq!(token("ab", 2), 2..2);
        assert_eq!(token("a;b", 1), 1..2);
    }
}
