//! An edit made, and what it comes to.

use furniture::assembly::{Assembly, evaluate};
use furniture::design::Design;
use furniture::edit::{Edit, Known, MaterialPlace, apply, forget};
use furniture::key::BoardKey;
use furniture::problem::Problem;

/// The design after an edit with its assembly; none where the edit changes nothing.
///
/// # Errors
/// Why the edit can't be made or the result not be built.
pub(crate) fn attempt(
    design: &Design,
    edit: &Edit,
    known: &Known<'_>,
) -> Result<Option<(Design, Assembly)>, Vec<Problem>> {
    let mut next = apply(design, edit, known).map_err(|problem| vec![problem])?;
    if next == *design {
        return Ok(None);
    }
    let mut evaluation = evaluate(&next, known.catalogue, known.library);
    // A board takes the material of its own along when it goes; one that the edit names has to be there.
    let gone = |key: &&BoardKey| !names(edit, key);
    if evaluation.strays.iter().any(|key| gone(&key)) {
        for key in evaluation.strays.iter().filter(gone) {
            forget(&mut next, key);
        }
        evaluation = evaluate(&next, known.catalogue, known.library);
    }
    if evaluation.problems.is_empty() {
        Ok(Some((next, evaluation.assembly)))
    } else {
        Err(evaluation.problems)
    }
}

/// True when an edit gives this very board a material.
fn names(edit: &Edit, key: &BoardKey) -> bool {
    match edit {
        Edit::SetMaterial {
            place: Some(MaterialPlace::Board(named)),
            ..
        } => named == key,
        _ => false,
    }
}
