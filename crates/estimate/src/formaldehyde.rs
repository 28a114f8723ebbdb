//! Models of the formaldehyde in a room's air, well mixed and steady.
//!
//! Concentrations in mg/m³, areas in m², volumes in m³, air changes per hour, temperatures in °C, humidity in percent.
//! Sources: Hoetjer and Myers (reciprocal concentration linear in N/L), Myers 1985 (temperature and humidity). K is
//! calibrated so that the published factors from EN 717-1 to EN 16516, 1.6 and 2.0, are both reproduced; boards differ
//! widely, which the band from [`K_LOW`] to [`K_HIGH`] stands for.

/// Mass transfer, metres per hour.
pub const K: f64 = 0.62;
/// Lower end of what boards differ by.
pub const K_LOW: f64 = 0.3;
/// Upper end.
pub const K_HIGH: f64 = 2.0;

/// Molar mass of formaldehyde, g/mol.
const MOLAR_MASS: f64 = 30.026;
/// Molar gas constant, J/(mol K) (CODATA 2018).
const GAS: f64 = 8.314_462_618;
/// Ice point, K.
const ICE: f64 = 273.15;
/// Influence of the temperature, K (Myers 1985; 95 % between 8390 and 9470).
const TEMPERATURE: f64 = 8930.0;
/// Influence of the humidity, per percent (Myers 1985; 0.014 to 0.025).
const HUMIDITY: f64 = 0.0195;

/// A climate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Climate {
    /// Temperature, °C.
    pub celsius: f64,
    /// Relative humidity, percent.
    pub humidity: f64,
}

/// The climate of GB/T 39600 and of EN 16516.
pub const STANDARD: Climate = Climate {
    celsius: 23.0,
    humidity: 50.0,
};

/// A test chamber: air changes per hour over loading in m²/m³, and the concentration found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chamber {
    /// Concentration, mg/m³.
    pub found: f64,
    /// Air changes per hour over the loading, m/h.
    pub rate: f64,
}

/// A surface in a room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surface {
    /// Area, m².
    pub area: f64,
    /// What was found in the chamber.
    pub chamber: Chamber,
    /// How much of it a barrier lets through, 0 to 1.
    pub barrier: f64,
}

/// A room's air.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Air {
    /// Fresh air, m³/h: volume times air changes.
    pub fresh: f64,
    /// Concentration outside, mg/m³.
    pub outside: f64,
}

/// mg/m³ of one ppm at a temperature and a pressure in kPa.
pub fn mg_per_ppm(celsius: f64, kilopascal: f64) -> f64 {
    MOLAR_MASS / (GAS * (celsius + ICE) / kilopascal)
}

/// Emission of an area in a chamber, mg/(m² h): classes of different chambers are compared by it alone.
pub fn area_rate(chamber: Chamber) -> f64 {
    chamber.found * chamber.rate
}

/// Factor of a temperature against another.
pub fn temperature_factor(celsius: f64, from: f64) -> f64 {
    libm::exp(-TEMPERATURE * (1.0 / (celsius + ICE) - 1.0 / (from + ICE)))
}

/// Factor of a relative humidity against another; the influence was measured from 50 %.
pub fn humidity_factor(humidity: f64, from: f64) -> f64 {
    let above = |humidity: f64| 1.0 + HUMIDITY * (humidity - STANDARD.humidity);
    above(humidity) / above(from)
}

/// Factor of a climate against the standard one.
pub fn climate_factor(climate: Climate) -> f64 {
    temperature_factor(climate.celsius, STANDARD.celsius)
        * humidity_factor(climate.humidity, STANDARD.humidity)
}

/// Concentration above which a board emits nothing more, mg/m³.
pub fn equilibrium(chamber: Chamber, k: f64) -> f64 {
    chamber.found * (1.0 + chamber.rate / k)
}

/// Concentration where every surface emits at the rate of its chamber.
pub fn linear(air: Air, surfaces: &[Surface]) -> f64 {
    let emitted: f64 = surfaces
        .iter()
        .map(|one| area_rate(one.chamber) * one.barrier * one.area)
        .sum();
    air.outside + emitted / air.fresh
}

/// Concentration where surfaces emit less the more there is in the air already.
pub fn saturating(air: Air, surfaces: &[Surface], k: f64) -> f64 {
    let (mut given, mut taken) = (air.fresh * air.outside, air.fresh);
    for one in surfaces {
        let exchange = one.area * k * one.barrier;
        given += exchange * equilibrium(one.chamber, k);
        taken += exchange;
    }
    given / taken
}

/// The larger of both models, as the linear one says too little at small loads and the saturating one at others.
pub fn larger(air: Air, surfaces: &[Surface], k: f64) -> f64 {
    linear(air, surfaces).max(saturating(air, surfaces, k))
}

/// Largest area of a surface at which the linear model keeps to a target; none where nothing is emitted.
pub fn most_area_linear(air: Air, chamber: Chamber, target: f64) -> Option<f64> {
    let rate = area_rate(chamber);
    (rate > 0.0).then(|| (target - air.outside).max(0.0) * air.fresh / rate)
}

/// The same for the saturating model; none where no area can reach the target.
pub fn most_area_saturating(air: Air, chamber: Chamber, target: f64, k: f64) -> Option<f64> {
    let above = equilibrium(chamber, k) - target;
    (above > 0.0).then(|| (target - air.outside).max(0.0) * air.fresh / (k * above))
}

/// Concentration some hours after a clean room is closed.
pub fn build_up(steady: f64, changes_per_hour: f64, hours: f64) -> f64 {
    steady * (1.0 - libm::exp(-changes_per_hour * hours))
}
