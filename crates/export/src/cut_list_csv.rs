//! The cut list as CSV (RFC 4180): comma, CRLF, UTF-8 with a byte order mark, lengths in millimetres.
//!
//! The byte order mark is there because spreadsheets else read Chinese wrongly. A text that a
//! spreadsheet would take for a formula (beginning with `=`, `+`, `-`, `@`, tab or carriage return) gets an apostrophe in
//! front, as OWASP advises against CSV injection; numbers stay numbers.

use furniture::catalogue::{Catalogue, Name};
use furniture::cut_list::{CutList, CutListRow, EdgeBandUse};
use furniture::formula::format_length;
use furniture::length::Length;

use crate::texts::Texts;

/// Message keys of the columns, in their order.
const COLUMNS: [&str; 21] = [
    "csv.number",
    "csv.name",
    "csv.label",
    "csv.quantity",
    "csv.material",
    "csv.decor",
    "csv.thickness",
    "csv.finished-length",
    "csv.finished-width",
    "csv.cut-length",
    "csv.cut-width",
    "csv.oversize-length",
    "csv.oversize-width",
    "csv.grain",
    "csv.matched",
    "csv.edge-1",
    "csv.edge-2",
    "csv.edge-3",
    "csv.edge-4",
    "csv.grooves",
    "csv.boards",
];

/// Writes a cut list. `design` is the design's name, which begins every board's label.
pub fn write(cut_list: &CutList, design: &str, catalogue: &Catalogue, texts: &Texts) -> String {
    let mut table = String::from('\u{feff}');
    push_line(&mut table, &COLUMNS.map(|key| texts.text(key)));
    for row in &cut_list.rows {
        push_line(&mut table, &record(row, design, catalogue, texts));
    }
    table
}

/// Adds a line, fields in quotes where RFC 4180 wants them. The `csv` crate would bring a parser of floating point
/// numbers into the shipped engine: fifteen kilobytes compressed for these few lines.
fn push_line(table: &mut String, fields: &[impl AsRef<str>]) {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            table.push(',');
        }
        let field = field.as_ref();
        if field.contains([',', '"', '\r', '\n']) {
            table.push('"');
            table.push_str(&field.replace('"', "\"\""));
            table.push('"');
        } else {
            table.push_str(field);
        }
    }
    table.push_str("\r\n");
}

fn record(
    row: &CutListRow,
    design: &str,
    catalogue: &Catalogue,
    texts: &Texts,
) -> [String; COLUMNS.len()] {
    let name = |name: &Name| {
        if texts.language() == "zh-CN" {
            name.zh_cn.clone()
        } else {
            name.en.clone()
        }
    };
    let material = catalogue
        .boards
        .get(&row.board)
        .map(|board| name(&board.name));
    let decor = catalogue
        .decors
        .get(&row.decor)
        .map(|decor| name(&decor.name));
    let edge = |edge: &Option<EdgeBandUse>| {
        edge.as_ref()
            .map(|used| safe(used.band.clone()))
            .unwrap_or_default()
    };
    let grain = if row.has_grain {
        "csv.grain-length"
    } else {
        "csv.grain-none"
    };
    [
        row.row.to_string(),
        safe(texts.text(&row.label).to_owned()),
        safe(format!("{design} / {:02}", row.row)),
        row.quantity.to_string(),
        safe(material.unwrap_or_else(|| row.board.clone())),
        safe(decor.unwrap_or_else(|| row.decor.clone())),
        mm(row.thickness_um),
        mm(row.finished_um[0]),
        mm(row.finished_um[1]),
        mm(row.cut_um[0]),
        mm(row.cut_um[1]),
        mm(row.oversize_um[0]),
        mm(row.oversize_um[1]),
        texts.text(grain).to_owned(),
        row.matched.map(|set| set.to_string()).unwrap_or_default(),
        edge(&row.edges[0]),
        edge(&row.edges[1]),
        edge(&row.edges[2]),
        edge(&row.edges[3]),
        row.grooves.to_string(),
        safe(row.keys.join(" ")),
    ]
}

/// Millimetres without the unit: `2284` or `498.5`.
fn mm(um: i64) -> String {
    format_length(Length(um)).trim_end_matches(" mm").to_owned()
}

/// A text that no spreadsheet takes for a formula.
fn safe(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{mm, push_line, safe};

    #[test]
    fn lengths_are_plain_millimetres() {
        assert_eq!(mm(2_284_000), "2284");
        assert_eq!(mm(498_500), "498.5");
        assert_eq!(mm(1), "0.001");
    }

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let mut line = String::new();
        push_line(&mut line, &["a b", "", "a,b", "say \"x\"", "two\r\nlines"]);
        assert_eq!(line, "a b,,\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\"\r\n");
    }

    #[test]
    fn formulas_are_made_harmless() {
        assert_eq!(safe("=cmd()".to_owned()), "'=cmd()");
        assert_eq!(safe("Side, left \"x\"".to_owned()), "Side, left \"x\"");
    }
}
