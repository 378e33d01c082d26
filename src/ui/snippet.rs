//! The line of a script with a mark under the token that the server stumbled over.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

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
    renderer.decor_style(DecorStyle::Ascii).render(report)
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
