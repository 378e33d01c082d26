//! Hand-made values: `table,what it is for,column,value,times`.

use super::{ProfileProblem, Why};

/// A row whose columns are given by hand, as far as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edge {
    /// As written.
    pub(crate) table: String,
    pub(crate) purpose: String,
    /// Columns and their values as text; `None`: NULL.
    pub(crate) values: Vec<(String, Option<String>)>,
    /// Where it begins in the file.
    pub(crate) line: u64,
}

/// Reads the file: a header line, then one value a line. Neighbours of the same table and purpose are one row.
pub(crate) fn parse(file: &str, text: &str) -> Result<Vec<Edge>, ProfileProblem> {
    let mut edges: Vec<Edge> = Vec::new();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| ProfileProblem::new(file, Why::Syntax(error.to_string())))?;
        let line = record.position().map_or(0, csv::Position::line);
        let place = format!("{file}:{line}");
        let fields: Vec<&str> = record.iter().collect();
        let (table, purpose, column, value, times) = match fields.as_slice() {
            [table, purpose, column, value] => (table, purpose, column, value, ""),
            [table, purpose, column, value, times] => (table, purpose, column, value, *times),
            _ => {
                return Err(ProfileProblem::new(
                    place,
                    Why::Wanted("`table,what it is for,column,value,times`"),
                ));
            }
        };
        if purpose.trim().is_empty() {
            return Err(ProfileProblem::new(place, Why::Missing { key: "what it is for" }));
        }
        let times = match times.trim() {
            "" => 1,
            number => {
                number.parse::<usize>().ok().filter(|times| (1..=1_000_000).contains(times)).ok_or_else(
                    || ProfileProblem::new(&place, Why::Wanted("a number of times from 1 to 1000000")),
                )?
            }
        };
        let value = (*value != "\\N").then(|| value.repeat(times));
        let given = ((*column).to_owned(), value);
        match edges.last_mut() {
            Some(last) if last.table == *table && last.purpose == *purpose => last.values.push(given),
            _ => edges.push(Edge {
                table: (*table).to_owned(),
                purpose: (*purpose).to_owned(),
                values: vec![given],
                line,
            }),
        }
    }
    Ok(edges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_row() {
        let text = "table,what it is for,column,value,times\n\
            projects,a day,start_date,2024-02-29,\n\
            projects,a day,due_date,2024-02-29,\n\
            labels,\"long, very\",name,語,3\n\
            projects,a day,description,\\N\n";
        let edges = parse("x.csv", text).unwrap();
        assert_eq!(edges.len(), 3);
        assert_eq!(edges[0].values.len(), 2);
        assert_eq!(edges[1].values, [("name".to_owned(), Some("語語語".to_owned()))]);
        assert_eq!((edges[2].values[0].1.as_ref(), edges[2].line), (None, 5));
    }

    #[test]
    fn a_row_without_a_purpose_or_a_number_is_refused() {
        let head = "table,what it is for,column,value,times\n";
        assert!(parse("x.csv", &format!("{head}labels,,name,x,")).is_err());
        assert!(parse("x.csv", &format!("{head}labels,short,name,x,many")).is_err());
        assert!(parse("x.csv", &format!("{head}labels,short,name")).is_err());
        assert_eq!(parse("x.csv", head).unwrap(), []);
    }
}
