//! Formaldehyde that a piece alone brings into a room's air, as an estimate with its band.

use furniture::catalogue::{BoardMaterial, Catalogue, EmissionSubject};
use furniture::gather::entry_of;

use crate::amount::Amounts;
use crate::emissions::Room;
use crate::figure::{Figure, Kind, Line, Ranged, decimal, missing, square_metres, worst};
use crate::formaldehyde::{
    Air, Chamber, Climate, K, K_HIGH, K_LOW, Surface, area_rate, climate_factor, equilibrium,
    linear, saturating,
};

/// What comes through where the class belongs to the finished board and all its edges are banded: edge sealing takes
/// some 30 % off (Kim 2006), as the test piece has 1.5 m of open edge for a square metre.
const BANDED: f64 = 0.7;
/// What comes through faces where the class belongs to the raw board: two laboratories found 0.41 and 0.52 (Salem and
/// Boehm 2012).
const FACED: f64 = 0.5;

/// Nanograms per cubic metre.
pub fn formaldehyde(amounts: &Amounts<'_>, room: &Room, catalogue: &Catalogue) -> Figure {
    let mut areas: Vec<(&str, [i64; 2])> = Vec::new();
    for (choice, amount) in &amounts.boards {
        let area = entry_of(&mut areas, choice.board.as_str());
        area[0] += amount.open_mm2;
        area[1] += amount.closed_mm2;
    }
    let mut lines = Vec::new();
    // Boards with their surfaces; what no record tells is told by a line of its own.
    let mut emitting: Vec<(&BoardMaterial, Vec<Surface>, i64)> = Vec::new();
    for (id, [open, closed]) in areas {
        let Some(board) = catalogue.boards.get(id) else {
            continue;
        };
        let Some(limit) = &board.emission.limit_ug_per_m3 else {
            lines.push(missing(Kind::Board, id, "emission"));
            continue;
        };
        let chamber = Chamber {
            found: micrograms(limit.value),
            rate: 1.0,
        };
        let faced = match board.emission.subject {
            EmissionSubject::Raw if !board.needs_finish => FACED,
            EmissionSubject::Raw | EmissionSubject::Finished => 1.0,
        };
        let surface = |mm2: i64, barrier: f64| Surface {
            area: square(mm2),
            chamber,
            barrier,
        };
        let surfaces = vec![surface(open, faced), surface(closed, faced * BANDED)];
        emitting.push((board, surfaces, open + closed));
    }
    let air = Air {
        fresh: room.fresh(),
        outside: 0.0,
    };
    let factor = climate_factor(room.climate());
    let all: Vec<Surface> = emitting.iter().flat_map(|one| one.1.clone()).collect();
    let is_linear = linear(air, &all) >= saturating(air, &all, K);
    let exchange: f64 = all.iter().map(|one| one.area * K * one.barrier).sum();
    for (board, surfaces, mm2) in &emitting {
        let emitted: f64 = surfaces
            .iter()
            .map(|one| match is_linear {
                true => one.area * one.barrier * area_rate(one.chamber),
                false => one.area * one.barrier * K * equilibrium(one.chamber, K),
            })
            .sum();
        let over = if is_linear {
            air.fresh
        } else {
            air.fresh + exchange
        };
        let limit = board.emission.limit_ug_per_m3.as_ref();
        let (status, source) = limit.map_or((crate::figure::Status::Missing, None), |limit| {
            worst(&[limit], catalogue)
        });
        let value = nanograms(emitted / over * factor);
        let found = limit.map_or(0, |limit| limit.value);
        lines.push(Ranged {
            line: Line {
                kind: Kind::Board,
                record: board.id.clone(),
                value: Some(value),
                formula: format!("{} m², {} mg/m³", square_metres(*mm2), decimal(found, 3)),
                status,
                source,
                missing: None,
            },
            low: value,
            high: value,
        });
    }
    let mut figure = Figure::sum("ng/m³", lines);
    if figure.value.is_some() {
        // Both models, and what boards differ by, span what is likely; the figure itself is a sum of rounded lines.
        let ends = [K_LOW, K, K_HIGH].map(|k| saturating(air, &all, k));
        let ends = ends.into_iter().chain([linear(air, &all)]);
        let ends = ends.map(|one| nanograms(one * factor));
        let ends = ends.chain(figure.value);
        figure.low = ends.clone().min();
        figure.high = ends.max();
    }
    figure.formula = Some(room.formula(is_linear));
    figure
}

#[expect(
    clippy::cast_precision_loss,
    reason = "areas and limits are far below 2^53"
)]
fn square(mm2: i64) -> f64 {
    mm2 as f64 / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
fn micrograms(limit: i64) -> f64 {
    limit as f64 / 1e3
}

/// mg/m³ as whole ng/m³.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast from float to integer saturates"
)]
fn nanograms(milligrams: f64) -> i64 {
    libm::round(milligrams * 1e6) as i64
}

impl Room {
    /// Fresh air, m³/h.
    #[expect(
        clippy::cast_precision_loss,
        reason = "rooms are far below 2^53 litres"
    )]
    pub(crate) fn fresh(&self) -> f64 {
        self.litres as f64 / 1e3 * (self.air_change_percent as f64 / 1e2)
    }

    fn climate(&self) -> Climate {
        Climate {
            celsius: f64::from(self.celsius),
            humidity: f64::from(self.humidity_percent),
        }
    }

    fn formula(&self, is_linear: bool) -> String {
        let model = if is_linear {
            "C = Σ(A·b·E) / (n·V)"
        } else {
            "C = Σ(A·K·b·Ceq) / (n·V + Σ(A·K·b)), K = 0.62 m/h"
        };
        format!(
            "{model}; V = {} m³, n = {} /h, {} °C, {} % RH",
            decimal(self.litres, 3),
            decimal(self.air_change_percent, 2),
            self.celsius,
            self.humidity_percent
        )
    }
}
