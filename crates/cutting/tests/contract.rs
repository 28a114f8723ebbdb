//! The JSON contract: rules, groups, own trims, one dimension, what is kept; trees and totals of a solution.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use cutting::json::{read_instance, read_job, read_layout, write_solution};
use cutting::keep::{Kept, KeptSheet};
use cutting::solution::Axis;
use cutting::verify::check_layout;
use cutting::{Goal, Group, OffcutUse, Options, Rules, Solution, Trim, solve};
use serde_json::Value;

/// A job with everything that the contract knows.
const FULL: &str = include_str!("jobs/full.json");
/// A one-dimensional job.
const LINEAR: &str = include_str!("jobs/linear.json");

fn error(text: &str) -> String {
    read_job(text).unwrap_err().to_string()
}

#[test]
fn a_full_job_is_read() {
    let job = read_job(FULL).unwrap();
    let instance = &job.instance;
    assert_eq!(
        *instance.rules(),
        Rules {
            stages: Some(3),
            first_cut: Some(Axis::Y),
            longest_cut_um: Some(3_200_000),
            smallest_strip_um: 18_500,
            smallest_offcut_um: [600_000, 200_000],
            offcuts_first: OffcutUse::FromUse(7_500),
            stack: 3,
            goal: Goal::Sawing,
            offcut_credit_bp: 8_000,
        }
    );
    assert_eq!(
        instance.trim(),
        Trim {
            left_um: 10_000,
            right_um: 0,
            bottom_um: 12_500,
            top_um: 0
        }
    );
    let [sheet, offcut] = instance.stocks() else {
        unreachable!("two stocks")
    };
    assert_eq!((sheet.trim, sheet.is_offcut, sheet.depth), (None, false, 0));
    assert_eq!((offcut.trim, offcut.is_offcut), (Some(Trim::all(0)), true));
    assert_eq!(
        instance.groups(),
        [Group {
            parts: vec![1, 2, 1],
            along: Axis::X,
            quantity: 2
        }]
    );
    let [
        KeptSheet {
            stock: 1,
            is_locked: true,
            placements,
            cuts,
        },
    ] = job.keep.as_slice()
    else {
        unreachable!("one kept sheet")
    };
    assert_eq!(placements[0].rect.width_um, 600_000);
    assert_eq!(placements[1].rect.height_um, 600_000, "turned");
    assert_eq!(cuts[2].from_um, [904_400, 0]);
    let kept = Kept::new(instance, &job.keep).unwrap();
    assert_eq!(kept.recompose(&Solution::default()).sheets[0].stages(), 3);
}

#[test]
fn what_is_not_said_limits_nothing() {
    let plain = read_instance(r#"{"stocks":[{"w":10,"h":10}],"parts":[]}"#).unwrap();
    assert_eq!(*plain.rules(), Rules::default());
    let empty = read_instance(
        r#"{"stocks":[{"w":10,"h":10}],"parts":[],"rules":{},"groups":[],"keep":[]}"#,
    );
    assert_eq!(empty.unwrap(), plain);
    let nulls = read_instance(
        r#"{"trim":null,"stocks":[{"w":10,"h":10,"trim":null,"l":null}],"parts":[],
            "rules":{"stages":null,"first_cut":null,"longest_cut":null}}"#,
    );
    assert_eq!(nulls.unwrap(), plain);
}

/// A job with one sheet, one part and some more fields.
fn with(fields: &str) -> String {
    format!(
        r#"{{"stocks":[{{"w":2000,"h":1000}}],"parts":[{{"w":300,"h":200,"qty":3}},{{"w":300,"h":210}}],{fields}}}"#
    )
}

#[test]
fn unknown_fields_of_rules_groups_and_kept_sheets_are_named() {
    for (fields, name) in [
        (r#""rules":{"stage":3}"#, "`stage`"),
        (r#""groups":[{"parts":[0],"quantity":3}]"#, "`quantity`"),
        (
            r#""keep":[{"stock":0,"lock":true,"placements":[]}]"#,
            "`lock`",
        ),
        (
            r#""keep":[{"stock":0,"placements":[{"part":0,"x":0,"y":0,"turned":true}]}]"#,
            "`turned`",
        ),
        (r#""trim":{"links":3}"#, "`links`"),
    ] {
        let error = error(&with(fields));
        assert!(
            error.contains(name) && error.contains("line 1, column"),
            "{error}"
        );
    }
    // Lists carry labels and more.
    let labelled = r#"{"ref":{"order":7},"stocks":[{"w":9,"h":9,"name":"a"}],"parts":[{"w":1,"h":1,"label":"b","note":null}]}"#;
    assert!(read_instance(labelled).is_ok());
}

#[test]
fn errors_say_where_and_what_would_be_right() {
    for (fields, wanted) in [
        (
            r#""rules":{"stages":0}"#,
            "rules.stages is 0; it must be at least 1",
        ),
        (
            r#""rules":{"stages":1.5}"#,
            "rules.stages is 1.5; give a whole number from 0 to 255",
        ),
        (
            r#""rules":{"stack":0}"#,
            "rules.stack is 0; it must be at least 1",
        ),
        (
            r#""rules":{"longest_cut":-1}"#,
            "rules.longest_cut is -1 mm; it must be from 0.001 to 100000 mm",
        ),
        (
            r#""rules":{"smallest_strip":1e300}"#,
            "rules.smallest_strip is 1000",
        ),
        (
            r#""rules":{"offcut_credit":1.2}"#,
            "rules.offcut_credit is 1.2; give a share from 0 to 1",
        ),
        (
            r#""rules":{"offcuts_first":-0.5}"#,
            "rules.offcuts_first is -0.5; give a share",
        ),
        (
            r#""rules":{"offcuts_first":"never"}"#,
            "unknown variant `never`, expected `when-cheaper` or `always`",
        ),
        (
            r#""rules":{"first_cut":"z"}"#,
            "unknown variant `z`, expected `x` or `y`",
        ),
        (
            r#""rules":{"smallest_offcut":true}"#,
            "expected a number or [length, width]",
        ),
        (
            r#""rules":{"goal":"speed"}"#,
            "expected one of `offcut`, `sawing`, `patterns`",
        ),
        (r#""groups":[{"parts":[]}]"#, "groups[0].parts is empty"),
        (
            r#""groups":[{"parts":[0,7]}]"#,
            "groups[0] names part 7; the parts are numbered from 0, and there are 2",
        ),
        (
            r#""groups":[{"parts":[0,1]}]"#,
            "groups[0]: parts[0] is 200 mm and parts[1] 210 mm across the strip",
        ),
        (
            r#""groups":[{"parts":[0,0],"qty":2}]"#,
            "the groups take 4 of parts[0], of which 3 are ordered",
        ),
        (
            r#""groups":[{"parts":[0],"qty":4000000000},{"parts":[0],"qty":4000000000}]"#,
            "the groups take 8000000000 of parts[0]",
        ),
        (r#""groups":[{"parts":[-1]}]"#, "line 1, column"),
        (
            r#""keep":[{"stock":0,"placements":[{"part":5,"x":0,"y":0}]}]"#,
            "keep[0].placements[0] names a part that is not there",
        ),
        (
            r#""keep":[{"stock":0,"placements":[{"part":0,"x":0}]}]"#,
            "keep[0].placements[0] needs `x` and `y`",
        ),
        (
            r#""keep":[{"stock":0,"placements":[{"part":0,"x":1e300,"y":0}]}]"#,
            "keep[0].placements[0].x is 1000",
        ),
        (
            r#""keep":[{"stock":0,"placements":[],"cuts":[{"level":1,"from":[0,0]}]}]"#,
            "keep[0].cuts[0] needs `from` and `to` as x and y",
        ),
        (
            r#""keep":[{"stock":0,"placements":[],"cuts":[{"level":1,"from":[0,1e300],"to":[0,1]}]}]"#,
            "keep[0].cuts[0] is 1000",
        ),
    ] {
        let error = error(&with(fields));
        assert!(error.contains(wanted), "{error}\n{wanted}");
    }
    let stock = |stock: &str| error(&format!(r#"{{"stocks":[{stock}],"parts":[]}}"#));
    assert!(stock(r#"{"w":5}"#).contains("stocks[0] has no `h`"));
    assert!(stock(r#"{"h":5}"#).contains("stocks[0] has no `w`"));
    assert!(stock(r#"{"w":9,"h":9,"trim":{"top":-1}}"#).contains("stocks[0].trim is -1 mm"));
    assert!(
        stock(r#"{"w":9,"h":9,"trim":{"top":9}}"#).contains("stocks[0]: the trim leaves nothing")
    );
    let mixed = r#"{"stocks":[{"w":9,"h":9}],"parts":[{"w":1,"h":1},{"w":2,"h":2,"rotatable":false}],"groups":[{"parts":[0,1]}]}"#;
    let both = error(mixed);
    assert!(
        both.contains("across the strip")
            && both.contains("either all parts of a group are or none"),
        "{both}"
    );
}

#[test]
fn a_one_dimensional_job_goes_there_and_back() {
    let instance = read_instance(LINEAR).unwrap();
    assert!(instance.is_linear());
    assert_eq!(
        instance.usable_um(&instance.stocks()[0]),
        (5_960_000, 1_000)
    );
    let outcome = solve(&instance, Options::default(), 5_000);
    assert_eq!(outcome.solution.sheets.len(), 2);
    let text = write_solution(&instance, &outcome, None);
    let layout = read_layout(&text).unwrap();
    assert_eq!(check_layout(&instance, &layout, &[]), vec![]);
    let plan: Value = serde_json::from_str(&text).unwrap();
    let first = &plan["sheets"][0]["placements"][0];
    assert_eq!(first["x"], 20.0);
    assert!(first["l"].is_f64());
    for field in ["y", "w", "h"] {
        assert!(first.get(field).is_none(), "{field}");
    }
    assert!(plan["info"].get("cut_length").is_none());
    assert_eq!(
        plan["sheets"][0]["cuts"][0]["from"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn dimensions_are_not_mixed() {
    let read = |stock: &str, rest: &str| {
        error(&format!(
            r#"{{"stocks":[{stock}],"parts":[{{"l":5}}]{rest}}}"#
        ))
    };
    assert!(read(r#"{"w":9,"h":9}"#, "").contains("stocks[0] has `w` or `h`"));
    assert!(read("{}", "").contains("stocks[0] has no `l`"));
    let bottom = read(r#"{"l":9}"#, r#","trim":{"bottom":1}"#);
    assert!(bottom.contains("trim has a second dimension"), "{bottom}");
    let offcut = read(r#"{"l":9}"#, r#","rules":{"smallest_offcut":[5,5]}"#);
    assert!(
        offcut.contains("rules.smallest_offcut has two sides"),
        "{offcut}"
    );
    let keep = read(
        r#"{"l":9}"#,
        r#","keep":[{"stock":0,"placements":[{"part":0,"x":0,"w":5}]}]"#,
    );
    assert!(keep.contains("takes `x` and `l`"), "{keep}");
}

/// Follows a written tree and collects where its parts lie, with nothing but the contract's words.
fn follow(node: &Value, [x, y, w, h]: [f64; 4], kerf: f64, found: &mut Vec<(usize, [f64; 4])>) {
    if let Some(index) = node.as_u64() {
        found.push((index as usize, [x, y, w, h]));
        return;
    }
    let Some(of) = node.get("of") else {
        assert!(node.is_null(), "{node}");
        return;
    };
    let along_x = node.get("x").is_some();
    let extents = node.get(if along_x { "x" } else { "y" }).unwrap();
    let mut at = 0.0;
    for (extent, piece) in extents
        .as_array()
        .unwrap()
        .iter()
        .zip(of.as_array().unwrap())
    {
        let extent = extent.as_f64().unwrap();
        let rect = if along_x {
            [x + at, y, extent, h]
        } else {
            [x, y + at, w, extent]
        };
        follow(piece, rect, kerf, found);
        at += extent + kerf;
    }
}

#[test]
fn the_tree_leads_to_the_placements_and_the_totals_add_up() {
    let text = r#"{"kerf":4,"trim":10,"stocks":[{"w":2440,"h":1220}],"rules":{"smallest_offcut":[300,100],"stack":2},
        "parts":[{"w":600,"h":300,"qty":11},{"w":455.5,"h":120,"qty":9},{"w":90,"h":777,"qty":6,"rotatable":false}]}"#;
    let instance = read_instance(text).unwrap();
    let outcome = solve(&instance, Options::default(), 3_000);
    let plan: Value =
        serde_json::from_str(&write_solution(&instance, &outcome, Some(0.5))).unwrap();
    let mut cuts = 0;
    let mut length = 0.0;
    for sheet in plan["sheets"].as_array().unwrap() {
        let mut found = Vec::new();
        follow(
            &sheet["tree"],
            [10.0, 10.0, 2420.0, 1200.0],
            4.0,
            &mut found,
        );
        let placements = sheet["placements"].as_array().unwrap();
        assert_eq!(found.len(), placements.len());
        for (index, rect) in found {
            let sides = ["x", "y", "w", "h"].map(|side| placements[index][side].as_f64().unwrap());
            for (one, other) in rect.into_iter().zip(sides) {
                assert!((one - other).abs() < 1e-6, "{rect:?} {sides:?}");
            }
        }
        for (n, cut) in (1..).zip(sheet["cuts"].as_array().unwrap()) {
            assert_eq!(cut["n"], n);
            let point = |end: &str| [0, 1].map(|side| cut[end][side].as_f64().unwrap());
            let ([x0, y0], [x1, y1]) = (point("from"), point("to"));
            assert!(x0 <= x1 && y0 <= y1);
            length += x1 - x0 + y1 - y0;
            cuts += 1;
        }
    }
    let info = &plan["info"];
    assert_eq!(info["cuts"], cuts);
    assert!((info["cut_length"].as_f64().unwrap() - length).abs() < 1e-3);
    for field in [
        "turns",
        "fence_settings",
        "saw_time",
        "patterns",
        "stacks",
        "offcuts",
        "gap",
    ] {
        assert!(info[field].is_number(), "{field}");
    }
    assert_eq!(info["patterns"], plan["patterns"].as_array().unwrap().len());
    assert!(info["saw"]["feed"].as_f64().unwrap() > 0.0);
}
