//! One sheet of a plan: the tree of its cuts. Places of boards, leftovers, passes of the saw and turns follow from it.
//!
//! Between workers, session and browser a tree travels as a list of its pieces, each before those it is cut into, so that
//! neither reading nor anything after it depends on how deep a text from outside is nested.

use cutting::Trim;
pub use cutting::solution::Sheet as SheetPlan;
use cutting::solution::{Content, Piece};
use cutting::{Axis, Rect};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::cutting_job::JobSheet;

/// Further than any sheet is long, micrometres.
const FAR_UM: i64 = 1 << 40;
/// More levels of cuts than any plan has.
const MOST_LEVELS: usize = 200;

/// x, y, width and height of a place, micrometres.
pub(crate) fn place(rect: Rect) -> [i64; 4] {
    [rect.x_um, rect.y_um, rect.width_um, rect.height_um]
}

/// A place as the optimiser has it. What lies absurdly far out stays out without its sums overflowing.
pub(crate) fn rect(place: [i64; 4]) -> Rect {
    let [x_um, y_um, width_um, height_um] = place.map(|um| um.clamp(-FAR_UM, FAR_UM));
    Rect {
        x_um,
        y_um,
        width_um,
        height_um,
    }
}

/// The boards on a sheet: index in the group, place, rotated.
pub(crate) fn placements(sheet: &SheetPlan) -> Vec<(usize, [i64; 4], bool)> {
    let placements = sheet.placements().into_iter();
    placements
        .map(|one| (one.part, place(one.rect), one.rotated))
        .collect()
}

/// Places of what is left of a sheet.
pub(crate) fn leftovers(sheet: &SheetPlan) -> Vec<[i64; 4]> {
    sheet.leftovers().into_iter().map(place).collect()
}

/// The passes of the saw: from, to, stage. `trim_um` is what is cut off at x = 0, at the largest x, at y = 0 and at the
/// largest y; offcuts were sawn before.
pub(crate) fn cuts(
    sheet: &SheetPlan,
    stock: &JobSheet,
    trim_um: [i64; 4],
) -> Vec<([i64; 2], [i64; 2], u32)> {
    let [left_um, right_um, bottom_um, top_um] = if stock.is_offcut() { [0; 4] } else { trim_um };
    let trim = Trim {
        left_um,
        right_um,
        bottom_um,
        top_um,
    };
    let passes = sheet.passes([stock.length_um, stock.width_um], trim);
    let lines = passes.into_iter();
    lines
        .map(|cut| (cut.from_um, cut.to_um, cut.stage))
        .collect()
}

/// How often a piece is taken up again and cut across.
pub(crate) fn turns(sheet: &SheetPlan) -> i64 {
    i64::try_from(sheet.turns()).unwrap_or(i64::MAX)
}

/// A sheet as it travels.
#[derive(Serialize, Deserialize)]
struct Written {
    stock: usize,
    pieces: Vec<([i64; 4], Becomes)>,
}

/// What becomes of a piece.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Becomes {
    /// The board with this index, rotated or not.
    Board(usize, bool),
    Left,
    /// So many pieces side by side along x, which come next.
    X(usize),
    /// So many along y.
    Y(usize),
}

/// Writes the sheets of a group.
pub(crate) fn serialize<S: Serializer>(sheets: &[SheetPlan], to: S) -> Result<S::Ok, S::Error> {
    let written = sheets.iter().map(|sheet| {
        let mut pieces = Vec::new();
        write(&sheet.root, &mut pieces);
        Written {
            stock: sheet.stock,
            pieces,
        }
    });
    to.collect_seq(written)
}

fn write(piece: &Piece, pieces: &mut Vec<([i64; 4], Becomes)>) {
    let (becomes, parts): (_, &[Piece]) = match &piece.content {
        Content::Part { part, rotated } => (Becomes::Board(*part, *rotated), &[]),
        Content::Leftover => (Becomes::Left, &[]),
        Content::Cut { along, pieces } => match along {
            Axis::X => (Becomes::X(pieces.len()), pieces),
            Axis::Y => (Becomes::Y(pieces.len()), pieces),
        },
    };
    pieces.push((place(piece.rect), becomes));
    for part in parts {
        write(part, pieces);
    }
}

/// Reads the sheets of a group. Whether the trees make sense is the verifier's to say.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<SheetPlan>, D::Error> {
    let written: Vec<Written> = Deserialize::deserialize(from)?;
    let sheets = written.into_iter().map(|Written { stock, pieces }| {
        let mut pieces = pieces.into_iter();
        let root = read(&mut pieces, 0)?;
        // A piece that belongs to nothing would be lost.
        pieces.next().is_none().then_some(SheetPlan { stock, root })
    });
    let sheets: Option<Vec<SheetPlan>> = sheets.collect();
    sheets.ok_or_else(|| serde::de::Error::custom("the pieces of a sheet are no tree of cuts"))
}

fn read(pieces: &mut impl Iterator<Item = ([i64; 4], Becomes)>, level: usize) -> Option<Piece> {
    let (at, becomes) = pieces.next()?;
    let (along, many) = match becomes {
        Becomes::Board(part, rotated) => {
            let content = Content::Part { part, rotated };
            return Some(Piece {
                rect: rect(at),
                content,
            });
        }
        Becomes::Left => {
            return Some(Piece {
                rect: rect(at),
                content: Content::Leftover,
            });
        }
        Becomes::X(many) => (Axis::X, many),
        Becomes::Y(many) => (Axis::Y, many),
    };
    if level == MOST_LEVELS {
        return None;
    }
    // A count that is not true ends with the pieces, whatever it says.
    let mut parts = Vec::new();
    for _ in 0..many {
        parts.push(read(pieces, level + 1)?);
    }
    Some(Piece {
        rect: rect(at),
        content: Content::Cut {
            along,
            pieces: parts,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sheets(#[serde(with = "super")] Vec<SheetPlan>);

    fn read(text: &str) -> Result<Sheets, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn a_tree_travels_as_a_list_and_back() {
        let text = concat!(
            r#"[{"stock":0,"pieces":[[[10,10,980,480],{"x":2}],[[10,10,500,480],{"y":2}],"#,
            r#"[[10,10,500,200],{"board":[3,true]}],[[10,214,500,276],"left"],[[514,10,476,480],"left"]]}]"#
        );
        let sheets = read(text).unwrap();
        let sheet = &sheets.0[0];
        assert_eq!(placements(sheet), [(3, [10, 10, 500, 200], true)]);
        assert_eq!(leftovers(sheet), [[10, 214, 500, 276], [514, 10, 476, 480]]);
        assert_eq!(turns(sheet), 1);
        let stock = JobSheet {
            length_um: 1_000,
            width_um: 500,
            fen: 0,
            in_stock: None,
        };
        assert_eq!(cuts(sheet, &stock, [10; 4]).len(), 4 + 2);
        assert_eq!(serde_json::to_string(&sheets).unwrap(), text);
    }

    #[test]
    fn what_is_no_tree_is_refused_however_deep() {
        let piece = |becomes: &str| format!("[[0,0,9,9],{becomes}]");
        let sheet =
            |pieces: &[String]| format!(r#"[{{"stock":0,"pieces":[{}]}}]"#, pieces.join(","));
        let refused = |pieces: &[String]| assert!(read(&sheet(pieces)).is_err(), "{pieces:?}");
        refused(&[]);
        refused(&[piece(r#"{"x":2}"#), piece("\"left\"")]);
        refused(&[piece("\"left\""), piece("\"left\"")]);
        refused(&vec![piece(r#"{"y":18446744073709551615}"#); 100_000]);
        assert!(read(&sheet(&[piece(r#"{"x":0}"#)])).is_ok());
    }
}
