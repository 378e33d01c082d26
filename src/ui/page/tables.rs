//! Tables of the page, with their captions; on a narrow screen each row becomes a card.

/// A column: its head, and whether it holds numbers.
pub(in crate::ui) type ColumnHead = (&'static str, bool);

/// A table that is built row by row.
pub(in crate::ui) struct HtmlTable {
    columns: Vec<ColumnHead>,
    /// A narrow screen shows each cell with the head of its column.
    is_cards: bool,
    text: String,
}

impl HtmlTable {
    /// Begins one. The caption is markup.
    pub(in crate::ui) fn new(class: &str, caption: &str, columns: &[ColumnHead]) -> Self {
        let mut text = format!("<table class=\"{class}\">\n<caption>{caption}</caption>\n<thead><tr>");
        for (name, is_number) in columns {
            let class = if *is_number { " class=\"n\"" } else { "" };
            text.push_str(&format!("<th scope=\"col\"{class}>{name}</th>"));
        }
        text.push_str("</tr></thead>\n<tbody>\n");
        Self { columns: columns.to_vec(), is_cards: class != "costs", text }
    }

    /// A row of markup, one cell per column; the first is the row header.
    pub(in crate::ui) fn row(&mut self, cells: &[String]) {
        self.text.push_str("<tr>");
        for (at, (cell, (name, is_number))) in cells.iter().zip(&self.columns).enumerate() {
            let class = match (is_number, cell.is_empty()) {
                (true, false) => " class=\"n\"",
                (true, true) => " class=\"n none\"",
                (false, true) => " class=\"none\"",
                (false, false) => "",
            };
            if at == 0 {
                self.text.push_str(&format!("<th scope=\"row\"{class}>{cell}</th>"));
            } else {
                let attribute = if self.is_cards { format!(" data-of=\"{name}\"") } else { String::new() };
                self.text.push_str(&format!("<td{class}{attribute}>{cell}</td>"));
            }
        }
        self.text.push_str("</tr>\n");
    }

    pub(in crate::ui) fn end(self) -> String {
        format!("{}</tbody>\n</table>\n", self.text)
    }
}

/// A section with its heading.
pub(in crate::ui) fn section(id: &str, heading: &str, content: &str) -> String {
    format!(
        "<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{heading}</h2>\n{content}</section>\n"
    )
}
