//! Rows for the person at the terminal: columns as wide as what is in them, made to fit where the terminal is narrow.
//!
//! Must not know: what the rows are of.

use serde_json::{Value, json};

use crate::cli::Output;
use crate::paint::{self, Paint, Shade};
use crate::say::say;

/// A column is not made narrower than this, whatever the terminal.
const NARROWEST: usize = 6;
const GAP: &str = "  ";

/// Rows as columns; for programs as they are, under one name.
pub(crate) fn show(rows: &[Value], columns: &[&str], name: &str, output: Output) {
    if output == Output::Json {
        return say!("{}", json!({ name: rows }));
    }
    lines(rows, columns, Paint::of_output()).iter().for_each(|line| say!("{line}"));
}

/// A line of titles, and one for each row.
pub(crate) fn lines(rows: &[Value], columns: &[&str], paint: Paint) -> Vec<String> {
    let titles: Vec<String> = columns.iter().map(|column| column.to_uppercase()).collect();
    let cells = rows.iter().map(|row| columns.iter().map(|column| text(row.get(column))).collect());
    let all: Vec<Vec<String>> = std::iter::once(titles).chain(cells).collect();
    let widest = |place: usize| {
        all.iter().filter_map(|row| row.get(place)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths = fitted((0..columns.len()).map(widest).collect(), paint.size.map(|(width, _)| width));
    let line = |(number, row): (usize, &Vec<String>)| {
        let last = row.len().saturating_sub(1);
        let cells = row.iter().zip(&widths).enumerate().map(|(place, (cell, width))| {
            let shade = if number == 0 { Some(Shade::Strong) } else { paint::shade_of(cell) };
            let cell = cut(cell, *width);
            // The last one needs no padding, and so no line ends in blanks.
            let padding = if place == last { 0 } else { width.saturating_sub(cell.chars().count()) };
            let shown = shade.map_or_else(|| cell.clone(), |shade| paint.shaded(&cell, shade));
            format!("{shown}{:padding$}", "")
        });
        cells.collect::<Vec<_>>().join(GAP)
    };
    all.iter().enumerate().map(line).collect()
}

/// Takes from the widest columns until all fit; from the first, which names the row, when no other has any to give.
fn fitted(mut widths: Vec<usize>, room: Option<usize>) -> Vec<usize> {
    let Some(room) = room else { return widths };
    loop {
        let wide = widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1);
        let Some(over) = wide.checked_sub(room).filter(|over| *over > 0) else { return widths };
        let can_give = |widths: &[usize], from: usize| {
            let others = widths.iter().copied().enumerate().skip(from);
            others.filter(|(_, width)| *width > NARROWEST).max_by_key(|(_, width)| *width)
        };
        let Some((place, width)) = can_give(&widths, 1).or_else(|| can_give(&widths, 0)) else {
            return widths;
        };
        // Down to the next widest at most, so that two long ones share what is lacking.
        let rival = widths.iter().enumerate().skip(1).filter(|(other, _)| *other != place);
        let rival = rival.map(|(_, width)| *width).max().unwrap_or(NARROWEST).max(NARROWEST);
        let give = over.min((width - NARROWEST).min((width - rival.min(width)).max(1)));
        if let Some(width) = widths.get_mut(place) {
            *width -= give;
        }
    }
}

/// A cell of at most that many characters; one that was cut shows it.
fn cut(cell: &str, width: usize) -> String {
    if cell.chars().count() <= width {
        return cell.to_owned();
    }
    cell.chars().take(width.saturating_sub(1)).chain(['…']).collect()
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
        assert_eq!(lines(&rows, &["a", "bee", "c"], Paint::default()), expected);
    }

    #[test]
    fn a_narrow_terminal_cuts_the_widest_columns() {
        let rows = [json!({"name": "0123456789", "where": "0123456789abcdef", "what": "0123456789abcd"})];
        let shown = |width| {
            lines(&rows, &["name", "where", "what"], Paint { colour: false, size: Some((width, 24)) })
                .swap_remove(1)
        };
        assert_eq!(shown(44), "0123456789  0123456789abcdef  0123456789abcd");
        assert_eq!(shown(42), "0123456789  0123456789abcd  0123456789abcd".replace("d  0", "…  0"));
        assert_eq!(shown(32), "0123456789  01234567…  01234567…");
        assert_eq!(shown(1), "01234…  01234…  01234…");
        for width in 22..60 {
            assert!(shown(width).chars().count() <= width, "{width}");
        }
    }

    #[test]
    fn states_are_coloured_and_what_is_beside_them_is_not() {
        let rows = [json!({"task": "a", "status": "RUNNING", "since": "5s"})];
        let lines = lines(&rows, &["task", "status", "since"], Paint { colour: true, size: None });
        assert_eq!(lines[1], "a     \x1b[32mRUNNING\x1b[0m  5s");
        let rows = [json!({"task": "a", "status": "STOPPED (exit 3)", "since": "5s"})];
        let narrow =
            super::lines(&rows, &["task", "status", "since"], Paint { colour: true, size: Some((20, 9)) });
        assert_eq!(narrow[1], "a     \x1b[31mSTOPPE…\x1b[0m  5s", "a cut state keeps its colour");
    }
}
