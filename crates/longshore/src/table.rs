//! Rows for the person at the terminal: columns as wide as what is in them.
//!
//! Must not know: what the rows are of.

use serde_json::{Value, json};

use crate::cli::Output;
use crate::say::say;

/// Rows as columns; for programs as they are, under one name.
pub(crate) fn show(rows: &[Value], columns: &[&str], name: &str, output: Output) {
    if output == Output::Json {
        return say!("{}", json!({ name: rows }));
    }
    lines(rows, columns).iter().for_each(|line| say!("{line}"));
}

fn lines(rows: &[Value], columns: &[&str]) -> Vec<String> {
    let titles: Vec<String> = columns.iter().map(|column| column.to_uppercase()).collect();
    let cells = rows.iter().map(|row| columns.iter().map(|column| text(row.get(column))).collect());
    let all: Vec<Vec<String>> = std::iter::once(titles).chain(cells).collect();
    let widths: Vec<usize> = (0..columns.len())
        .map(|place| {
            all.iter().filter_map(|row| row.get(place)).map(|it| it.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let line = |row: &Vec<String>| {
        let padded = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    all.iter().map(line).collect()
}

fn text(cell: Option<&Value>) -> String {
    match cell {
        Some(Value::String(text)) if !text.is_empty() => text.clone(),
        None | Some(Value::Null | Value::String(_)) => "-".to_owned(),
        Some(Value::Array(items)) if items.is_empty() => "-".to_owned(),
        Some(Value::Array(items)) => items.iter().map(|item| text(Some(item))).collect::<Vec<_>>().join(","),
        Some(value) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows =
            [json!({"a": "x", "bee": 1}), json!({"a": "yyy", "bee": null, "c": []}), json!({"c": ["p", 2]})];
        let expected = ["A    BEE  C", "x    1    -", "yyy  -    -", "-    -    p,2"];
        assert_eq!(lines(&rows, &["a", "bee", "c"]), expected);
    }
}
