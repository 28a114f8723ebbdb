//! Tests of the formula language.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod arithmetic;
mod errors;
mod lengths;
mod random;
mod tracks;

use std::sync::Arc;

use super::*;

/// A scope like that of a module in a 1200 x 800 x 400 mm opening.
struct Module;

fn module_tracks() -> TrackSizes {
    TrackSizes {
        starts: vec![Length(0), Length(318_000)],
        ends: vec![Length(300_000), Length(800_000)],
    }
}

impl Scope for Module {
    fn name(&self, name: &str) -> Option<Value> {
        Some(match name {
            "W" => Length(1_200_000).into(),
            "H" => Length(800_000).into(),
            "D" => Length(400_000).into(),
            "n" => 3.into(),
            "i" => 1.into(),
            "nothing" => 0.into(),
            "open" => true.into(),
            "side" => "left".into(),
            "tracks" => module_tracks().into(),
            "method.shelf_setback" | "层板" => Length(5_500).into(),
            _ => return None,
        })
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, FormulaErrorKind>> {
        match function {
            "thickness" => Some(match arguments {
                [role] => role.as_text().map(|role| match role {
                    "body" => Length(18_000).into(),
                    _ => Length(5_000).into(),
                }),
                _ => Err(FormulaErrorKind::Host(Message::new("test.arguments"))),
            }),
            _ => None,
        }
    }

    fn known_names(&self) -> Vec<String> {
        ["W", "H", "D", "method.shelf_setback"]
            .map(str::to_owned)
            .into()
    }

    fn known_functions(&self) -> Vec<String> {
        vec!["thickness".to_owned()]
    }
}

impl TypeScope for Module {
    fn name(&self, name: &str) -> Option<Type> {
        Scope::name(self, name).map(|value| value.kind())
    }

    fn call(&self, function: &str, arguments: &[Type]) -> Option<Result<Type, FormulaErrorKind>> {
        match (function, arguments) {
            ("thickness", [Type::Text]) => Some(Ok(Type::LENGTH)),
            ("thickness", [found, ..]) => Some(Err(FormulaErrorKind::Expected {
                expected: Type::Text,
                found: *found,
            })),
            ("thickness", []) => Some(Err(FormulaErrorKind::Host(Message::new("test.arguments")))),
            _ => None,
        }
    }

    fn known_names(&self) -> Vec<String> {
        Scope::known_names(self)
    }

    fn known_functions(&self) -> Vec<String> {
        Scope::known_functions(self)
    }
}

use crate::message::Message;

fn parsed(source: &str) -> Formula {
    Formula::parse(source).unwrap_or_else(|error| panic_with(source, &error))
}

#[allow(clippy::panic, reason = "a test may fail by panicking")]
fn panic_with(source: &str, error: &FormulaError) -> ! {
    panic!("{source}: {error}")
}

/// Checks and evaluates; the type found must hold the value.
fn value(source: &str) -> Value {
    let formula = parsed(source);
    let kind = formula
        .check(&Module)
        .unwrap_or_else(|error| panic_with(source, &error));
    let value = formula
        .evaluate(&Module)
        .unwrap_or_else(|error| panic_with(source, &error));
    assert!(
        value.kind().fits(kind),
        "{source}: {value:?} is no {kind:?}"
    );
    value
}

/// The result in micrometres.
fn um(source: &str) -> i64 {
    value(source).as_length().unwrap().0
}

fn truth(source: &str) -> bool {
    value(source).as_truth().unwrap()
}

/// The key of the error and the source it points to; the checker and the evaluation must agree.
fn failure(source: &str) -> (String, String) {
    let of = |error: FormulaError| {
        // Every error has a message without an empty key.
        assert!(!error.message().key.is_empty());
        (error.kind.key().to_owned(), source[error.span].to_owned())
    };
    let formula = match Formula::parse(source) {
        Ok(formula) => formula,
        Err(error) => return of(error),
    };
    let evaluated = of(formula.evaluate(&Module).unwrap_err());
    if let Err(error) = formula.check(&Module) {
        assert_eq!(of(error), evaluated, "{source}: check and evaluate differ");
    }
    evaluated
}

#[test]
fn a_formula_knows_its_source_names_and_calls() {
    let formula = parsed(" = W - D * 2 + thickness('body') - W - thickness(side) ");
    assert_eq!(
        formula.source(),
        " = W - D * 2 + thickness('body') - W - thickness(side) "
    );
    assert_eq!(formula.names().collect::<Vec<_>>(), ["W", "D", "side"]);
    let calls: Vec<_> = formula.calls().collect();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0].function, "thickness");
    assert_eq!(calls[0].arguments, [Some("body")]);
    assert_eq!(
        &formula.source()[calls[0].span.clone()],
        "thickness('body')"
    );
    assert_eq!(calls[1].arguments, [None]);
    assert_eq!(format!("{formula}"), formula.source());
    assert_eq!(formula.clone(), formula);
}

#[test]
fn results_are_taken_out_with_their_type() {
    assert_eq!(parsed("W / 7").length(&Module).unwrap(), Length(171_429));
    assert_eq!(parsed("-W / 7").length(&Module).unwrap(), Length(-171_429));
    assert_eq!(parsed("count(tracks) - 1").count(&Module).unwrap(), 1);
    assert!(parsed("n = 3").truth(&Module).unwrap());
    assert_eq!(parsed("side").text(&Module).unwrap(), Arc::from("left"));
    assert_eq!(parsed("0").length(&Module).unwrap(), Length(0));
    assert_eq!(parsed("0").count(&Module).unwrap(), 0);

    let error = parsed(" W / 2").count(&Module).unwrap_err();
    assert_eq!(error.kind.key(), "formula.expected");
    assert_eq!(error.span, 1..6);
    assert_eq!(
        parsed("n / 2").count(&Module).unwrap_err().kind.key(),
        "formula.not-whole"
    );
    assert_eq!(
        parsed("nothing").length(&Module).unwrap_err().kind.key(),
        "formula.expected"
    );
    assert_eq!(
        parsed("1").text(&Module).unwrap_err().kind.key(),
        "formula.expected"
    );
    let far = parsed("1000000000 m * 1000000000");
    assert_eq!(
        far.length(&Module).unwrap_err().kind.key(),
        "formula.overflow"
    );

    assert!(parsed("W").check_as(&Module, Type::LENGTH).is_ok());
    assert!(parsed("0").check_as(&Module, Type::LENGTH).is_ok());
    let error = parsed("W").check_as(&Module, Type::NUMBER).unwrap_err();
    assert_eq!(
        error.kind,
        FormulaErrorKind::Expected {
            expected: Type::NUMBER,
            found: Type::LENGTH,
        }
    );
}

#[test]
fn formulas_can_cross_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Formula>();
    shared::<Value>();
    shared::<FormulaError>();
}
