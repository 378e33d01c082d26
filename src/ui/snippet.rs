//! The line of a script with a marker under the token at which the server failed.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::paint::ours;
use crate::model::sql::excerpt::Excerpt;

/// Draws title, place and marked line.
pub(super) fn draw(title: &str, file: &str, excerpt: &Excerpt, color: bool) -> String {
    let report = &[Level::ERROR.primary_title(title).element(
        Snippet::source(excerpt.text.as_str())
            .path(file)
            .line_start(excerpt.first_line)
            .annotation(AnnotationKind::Primary.span(excerpt.mark.clone())),
    )];
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.decor_style(DecorStyle::Ascii).render(report);
    // It shows ESC in the texts as a picture: what is left is its own.
    if color { ours(&drawn) } else { drawn }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_drawn_under_the_word() {
        let excerpt = Excerpt::around("SELECT 1;\nSELECT nope FROM x;\n", 17);
        let drawn = draw("no column", "a.sql", &excerpt, false);
        assert!(drawn.contains("--> a.sql:2:8") && drawn.contains("       ^^^^"), "{drawn}");
    }
}
