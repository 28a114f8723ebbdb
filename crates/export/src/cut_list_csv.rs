//! The cut list as CSV (RFC 4180): comma, CRLF, UTF-8 with a byte order mark, lengths in millimetres.
//!
//! The byte order mark is there because spreadsheets else read Chinese wrongly. A text that a
//! spreadsheet would take for a formula (beginning with `=`, `+`, `-`, `@`, tab or carriage return) gets an apostrophe in
//! front, as OWASP advises against CSV injection; numbers stay numbers. Edges are named for people; what a program goes by,
//! the identifiers of their bands, stands in the last column, in the order of the edges with `|` between them.

use csv::{Terminator, WriterBuilder};
use furniture::catalogue::{Catalogue, Name};
use furniture::cut_list::{CutList, CutListRow, EdgeBandUse};
use furniture::formula::format_length;
use furniture::length::Length;
use planning::plan_view::PlanView;

use crate::format::{Format, PlanUse};
use crate::texts::Texts;

/// The format.
pub const FORMAT: Format = Format {
    id: "cut-list-csv",
    extension: "csv",
    media_type: "text/csv;charset=utf-8",
    plan: PlanUse::WhereKnown,
    cannot_carry: &["format.without.cuts", "format.without.grooves"],
    limits: &[],
    write: |source| {
        let evaluated = source.evaluated;
        let plan = source.plan.map(|plan| &plan.view);
        let (cut_list, name) = (evaluated.cut_list(), &evaluated.design.name);
        write(&cut_list, name, plan, evaluated.catalogue, source.texts).into_bytes()
    },
};

/// Message keys of the columns, in their order.
const COLUMNS: [&str; 23] = [
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
    "csv.sheets",
    "csv.bands",
];

/// Writes a cut list. `design` is the design's name, which begins every board's label. Where a plan is in force for the
/// same cut list, every row says on which of its sheets the boards lie.
pub fn write(
    cut_list: &CutList,
    design: &str,
    plan: Option<&PlanView>,
    catalogue: &Catalogue,
    texts: &Texts,
) -> String {
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let head = COLUMNS.map(|key| texts.text(key).to_owned());
    let rows = cut_list.rows.iter().map(|row| {
        let sheets = plan.map_or_else(String::new, |plan| sheets(row.row, plan));
        record(row, design, sheets, catalogue, texts)
    });
    for record in std::iter::once(head).chain(rows) {
        // Writing to memory can't fail, and every record has as many fields.
        table.write_record(&record).ok();
    }
    let bytes = table.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The numbers of the sheets on which boards of a row lie, each as often as there are such boards: `1 1 4`. Between
/// spaces no spreadsheet takes them for a date or for one large number.
fn sheets(row: u32, plan: &PlanView) -> String {
    let mut numbers = Vec::new();
    for sheet in plan.groups.iter().flat_map(|group| &group.patterns) {
        let listed = sheet.boards.iter().find(|listed| listed.row == row);
        let each = listed.map_or(0, |listed| listed.quantity);
        for number in sheet.number..sheet.number + sheet.count {
            numbers.extend((0..each).map(|_| number.to_string()));
        }
    }
    numbers.join(" ")
}

fn record(
    row: &CutListRow,
    design: &str,
    sheets: String,
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
        let named = edge.as_ref().map(|EdgeBandUse { band, .. }| {
            let listed = catalogue.bands.get(band);
            safe(listed.map_or_else(|| band.clone(), |listed| name(&listed.name)))
        });
        named.unwrap_or_default()
    };
    let bands = row.edges.each_ref().map(|edge| match edge {
        Some(used) => used.band.as_str(),
        None => "",
    });
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
        sheets,
        safe(bands.join("|")),
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
    use furniture::catalogue::Catalogue;
    use furniture::{design, library};

    use super::{mm, safe, write};
    use crate::texts::Texts;
    use planning::evaluated::Evaluated;
    use planning::plan_view::plan_of;
    use planning::run::Run;
    use furniture::shipped::starter;

    #[test]
    fn every_board_has_the_number_of_its_sheet_where_there_is_a_plan() {
        let catalogue = Catalogue::shipped().unwrap();
        let library = library::shipped(&catalogue).unwrap();
        let design = design::read(starter("wardrobe").unwrap()).unwrap();
        let report = Evaluated::of(&design, &catalogue, &library);
        let job = report.job();
        let mut run = Run::new(&job).unwrap();
        run.step();
        let plan = plan_of(&job, &run.plan()).unwrap().view;
        let (cut_list, texts) = (report.cut_list(), Texts::shipped("en"));
        let last = plan.sheets + plan.offcuts_used;
        let mut used = vec![false; last as usize];
        let with_plan = write(&cut_list, "W", Some(&plan), &catalogue, &texts);
        let without = write(&cut_list, "W", None, &catalogue, &texts);
        for (line, row) in with_plan.lines().skip(1).zip(&cut_list.rows) {
            let fields: Vec<&str> = line.rsplit(',').collect();
            let numbers: Vec<usize> = fields[1].split(' ').map(|n| n.parse().unwrap()).collect();
            assert_eq!(numbers.len(), row.quantity as usize);
            numbers.iter().for_each(|number| used[number - 1] = true);
        }
        assert!(used.iter().all(|used| *used));
        for line in without.lines().skip(1) {
            assert_eq!(line.rsplit(',').nth(1), Some(""));
        }
    }

    #[test]
    fn lengths_are_plain_millimetres() {
        assert_eq!(mm(2_284_000), "2284");
        assert_eq!(mm(498_500), "498.5");
        assert_eq!(mm(1), "0.001");
    }

    #[test]
    fn formulas_are_made_harmless() {
        assert_eq!(safe("=cmd()".to_owned()), "'=cmd()");
        assert_eq!(safe("Side, left \"x\"".to_owned()), "Side, left \"x\"");
    }
}
