//! The reader of instances survives anything: damaged bytes, damaged structure, huge and deep texts. It reads or says
//! where it gave up.
//!
//! Fuzzing that runs with the other tests: thousands of changes of good files, drawn from a fixed seed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use cutting::json::{read_job, read_layout, write_solution};
use cutting::keep::Kept;
use cutting::{Options, solve};
use serde_json::{Value, json};

const GOOD: [&str; 3] = [
    include_str!("jobs/full.json"),
    include_str!("jobs/linear.json"),
    r#"{"name":"job","kerf":4,"trim":10,"stocks":[{"w":2440,"h":1220,"qty":null,"cost":1.0}],"parts":[{"w":600.5,"h":300,"qty":4,"rotatable":true}]}"#,
];

/// Steele and Vigna's SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Reads; what is no job must be refused with a place, what is one must be of use. Returns whether it is one.
fn try_to_read(text: &str) -> bool {
    let job = match read_job(text) {
        Ok(job) => job,
        Err(error) => {
            let error = error.to_string();
            let places = [
                "line ", "kerf", "trim", "stocks", "parts", "rules", "groups", "keep",
            ];
            assert!(
                places.iter().any(|place| error.contains(place)),
                "no place: {error}\n{text}"
            );
            return false;
        }
    };
    let parts: u32 = job.instance.parts().iter().map(|part| part.quantity).sum();
    if parts < 60 {
        let outcome = solve(&job.instance, Options::default(), 1);
        let written = write_solution(&job.instance, &outcome, None);
        assert_eq!(
            read_layout(&written).unwrap().len(),
            outcome.solution.sheets.len()
        );
    }
    if let Err(errors) = Kept::new(&job.instance, &job.keep) {
        assert!(errors.iter().all(|error| !error.to_string().is_empty()));
    }
    true
}

#[test]
fn good_files_are_read() {
    for good in GOOD {
        assert!(try_to_read(good));
    }
}

#[test]
fn damaged_bytes_are_survived() {
    let mut random = Random(1);
    let pieces: [&[u8]; 12] = [
        b"-", b"9", b"e", b".", b"\"", b"{", b"]", b",", b"null", b"\xff", b"\\u0000", b"1e999",
    ];
    for round in 0..10_000 {
        let mut bytes = GOOD[round % GOOD.len()].as_bytes().to_vec();
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            match random.below(5) {
                0 => bytes[at] = (random.next() & 0xff) as u8,
                1 => {
                    bytes.remove(at);
                }
                2 => {
                    let piece = pieces[random.below(pieces.len())];
                    bytes.splice(at..at, piece.iter().copied());
                }
                3 => bytes.truncate(at),
                _ => {
                    let to = at + random.below(bytes.len() - at);
                    let copy = bytes[at..to].to_vec();
                    bytes.splice(at..at, copy);
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        try_to_read(&String::from_utf8_lossy(&bytes));
    }
}

/// A value somewhere in another one.
fn somewhere<'a>(value: &'a mut Value, random: &mut Random) -> &'a mut Value {
    let many = match value {
        Value::Array(values) => values.len(),
        Value::Object(fields) => fields.len(),
        _ => 0,
    };
    if many == 0 || random.below(5) == 0 {
        return value;
    }
    let index = random.below(many);
    match value {
        Value::Array(values) => somewhere(&mut values[index], random),
        Value::Object(fields) => somewhere(fields.values_mut().nth(index).unwrap(), random),
        _ => unreachable!("it has values"),
    }
}

fn odd(random: &mut Random) -> Value {
    let odd = [
        json!(null),
        json!(true),
        json!("NaN"),
        json!("always"),
        json!(-1),
        json!(0),
        json!(1),
        json!(0.0001),
        json!(1_000_000_000),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e308),
        json!(-1e308),
        json!(5e-324),
        json!(100_000.001),
        json!([]),
        json!({}),
        json!([1, 2]),
        json!([[[[0]]]]),
        json!({"w": 5, "h": 5}),
        json!({"l": 5}),
        json!({"left": 5}),
    ];
    odd[random.below(odd.len())].clone()
}

fn damage(value: &mut Value, random: &mut Random) {
    let fields = [
        "w", "h", "l", "qty", "part", "stages", "keep", "trim", "x", "Rules",
    ];
    match (random.below(6), somewhere(value, random)) {
        (0, Value::Array(values)) if !values.is_empty() => {
            let index = random.below(values.len());
            values.remove(index);
        }
        (1, Value::Array(values)) if !values.is_empty() => {
            let copy = values[random.below(values.len())].clone();
            values.push(copy);
        }
        (0, Value::Object(map)) if !map.is_empty() => {
            let name = map.keys().nth(random.below(map.len())).unwrap().clone();
            map.remove(&name);
        }
        (1 | 2, Value::Object(map)) => {
            map.insert(fields[random.below(fields.len())].to_owned(), odd(random));
        }
        (3, Value::Number(number)) => {
            let factor = [-1.0, 0.0, 0.5, 1e-3, 1e3, 1e9, 1.000_1][random.below(7)];
            let changed = number.as_f64().unwrap_or_default() * factor;
            *number = serde_json::Number::from_f64(changed).unwrap_or_else(|| 0.into());
        }
        (_, other) => *other = odd(random),
    }
}

#[test]
fn damaged_structure_is_survived() {
    let mut random = Random(2);
    let good: Vec<Value> = GOOD
        .iter()
        .map(|good| serde_json::from_str(good).unwrap())
        .collect();
    let mut read = 0;
    for round in 0..10_000 {
        let mut value = good[round % good.len()].clone();
        for _ in 0..=random.below(3) {
            damage(&mut value, &mut random);
        }
        read += usize::from(try_to_read(&value.to_string()));
    }
    // Some changes leave a job a job; others must not.
    assert!((500..9_000).contains(&read), "{read} of 10000 were read");
}

#[test]
fn huge_numbers_and_deep_texts_are_refused() {
    let part = |part: &str| format!(r#"{{"stocks":[{{"w":9,"h":9}}],"parts":[{part}]}}"#);
    for wrong in [
        r#"{"w":1,"h":1,"qty":1000000000}"#,
        r#"{"w":1,"h":1,"qty":1e30}"#,
        r#"{"w":1e16,"h":1}"#,
        r#"{"w":1e999,"h":1}"#,
        r#"{"w":NaN,"h":1}"#,
        r#"{"w":Infinity,"h":1}"#,
        r#"{"w":9007199254740993,"h":9007199254740993}"#,
        r#"{"w":-0.0,"h":1}"#,
    ] {
        assert!(!try_to_read(&part(wrong)), "{wrong}");
    }
    // A thousand million sheets in stock are only so many more than are needed.
    assert!(try_to_read(
        r#"{"stocks":[{"w":9,"h":9,"qty":1000000000}],"parts":[{"w":9,"h":9,"qty":3}]}"#
    ));
    for (open, close) in [("[", "]"), (r#"{"rules":"#, "}"), (r#"{"x":"#, "}")] {
        for depth in [100, 100_000] {
            let deep = format!("{}{}", open.repeat(depth), close.repeat(depth));
            assert!(!try_to_read(&deep));
            assert!(!try_to_read(&part(&deep)));
            // What nobody knows is passed over, however deep.
            let unknown = format!(r#"{{"w":1,"h":1,"more":{}}}"#, "[".repeat(depth));
            assert!(!try_to_read(&part(&unknown)));
        }
    }
}
