//! The models against worked examples that were computed elsewhere.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a test fails by panicking; its numbers are small"
)]

use estimate::formaldehyde::{
    Air, Chamber, K, Surface, area_rate, build_up, equilibrium, humidity_factor, larger, linear,
    mg_per_ppm, most_area_linear, most_area_saturating, saturating, temperature_factor,
};
use estimate::voc::{milligrams, millilitres};
use serde_json::Value;

fn number(of: &Value, key: &str) -> Option<f64> {
    of.get(key).and_then(Value::as_f64)
}

fn or(of: &Value, key: &str, default: f64) -> f64 {
    number(of, key).unwrap_or(default)
}

fn near(case: &Value, key: &str, found: f64) {
    let wanted = number(&case["out"], key).unwrap();
    let tolerance = or(case, "tol", 0.005);
    let off = (found - wanted).abs() / wanted.abs();
    assert!(
        off <= tolerance,
        "{} {key}: {found}, not {wanted}",
        case["id"]
    );
}

fn chamber(of: &Value) -> Chamber {
    Chamber {
        found: number(of, "C_chamber").unwrap(),
        rate: or(of, "n_chamber", 1.0) / or(of, "L_chamber", 1.0),
    }
}

fn room(of: &Value) -> Air {
    let key = if of.get("V_m3").is_some() {
        "V_m3"
    } else {
        "V"
    };
    let changes = number(of, "n_per_h").or(number(of, "n")).unwrap();
    Air {
        fresh: number(of, key).unwrap() * changes,
        outside: or(of, "C_out", 0.0),
    }
}

fn concentrations(case: &Value) {
    let of = &case["in"];
    let surfaces: Vec<Surface> = match of["surfaces"].as_array() {
        Some(all) => all
            .iter()
            .map(|one| Surface {
                area: number(one, "A").unwrap(),
                chamber: chamber(one),
                barrier: number(one, "beta").unwrap(),
            })
            .collect(),
        None => vec![Surface {
            area: number(of, "A_m2").unwrap(),
            chamber: chamber(of),
            barrier: 1.0,
        }],
    };
    let temperature = temperature_factor(or(of, "t_C", 23.0), 23.0);
    let humidity = humidity_factor(or(of, "rh", 50.0), 50.0);
    let factor = temperature * humidity;
    let air = room(of);
    near(case, "C_linear", linear(air, &surfaces) * factor);
    near(case, "C_saturating", saturating(air, &surfaces, K) * factor);
    assert!(larger(air, &surfaces, K) >= linear(air, &surfaces));
    if case["out"].get("f_T").is_some() {
        near(case, "f_T", temperature);
        near(case, "f_RH", humidity);
    }
}

/// A chamber's finding as another chamber would have it.
fn chamber_to_chamber(case: &Value) {
    let from = &case["in"]["from"];
    let rate = number(from, "n").unwrap() / number(from, "L").unwrap();
    let ceq = equilibrium(Chamber { found: 1.0, rate }, K);
    let humidity = humidity_factor(50.0, number(from, "rh").unwrap());
    for (key, load) in [("ratio_EN16516_L1.0", 1.0), ("ratio_EN16516_L1.8", 1.8)] {
        near(case, key, ceq / (1.0 + 0.5 / load / K) * humidity);
    }
}

fn areas(case: &Value) {
    let of = &case["in"];
    let (air, target) = (room(of), number(of, "C_target").unwrap());
    let most = most_area_saturating(air, chamber(of), target, K);
    if number(&case["out"], "A_max_linear").is_some() {
        near(
            case,
            "A_max_linear",
            most_area_linear(air, chamber(of), target).unwrap(),
        );
        near(case, "A_max_saturating", most.unwrap());
    } else {
        near(case, "Ceq", equilibrium(chamber(of), K));
        assert_eq!(most, None, "{}", case["id"]);
    }
}

fn rates(case: &Value) {
    let ppm = |ppm: f64, load: f64| {
        let found = ppm * mg_per_ppm(25.0, 101.325);
        area_rate(Chamber {
            found,
            rate: 0.5 / load,
        })
    };
    let plain = |found: f64| area_rate(Chamber { found, rate: 1.0 });
    for (key, found) in [
        ("GB_E1", plain(0.124)),
        ("GB_E0", plain(0.05)),
        ("GB_ENF", plain(0.025)),
        ("EU_entry77", plain(0.062)),
        ("TSCA_PB_0.09ppm_L0.425", ppm(0.09, 0.425)),
        ("TSCA_MDF_0.11ppm_L0.26", ppm(0.11, 0.26)),
        ("TSCA_HWPW_0.05ppm_L0.425", ppm(0.05, 0.425)),
        ("TSCA_thinMDF_0.13ppm_L0.95", ppm(0.13, 0.95)),
    ] {
        near(case, key, found);
    }
}

/// Whole square millimetres, hundredths of m²/L and percent, as the program reckons.
fn coating(case: &Value) {
    let of = &case["in"];
    let mm2 = (number(of, "A_m2").unwrap() * 1e6).round() as i64;
    let hundredths = |key: &str| (number(of, key).unwrap() * 100.0).round() as i64;
    let (spread, transfer) = (
        hundredths("spread_m2_per_L_dry_no_loss"),
        hundredths("transfer_eff"),
    );
    let (coats, voc) = (
        of["coats"].as_i64().unwrap(),
        of["voc_g_per_L"].as_i64().unwrap(),
    );
    near(
        case,
        "litres",
        millilitres(mm2, coats, spread, transfer) as f64 / 1e3,
    );
    near(
        case,
        "voc_g",
        milligrams(mm2, coats, spread, transfer, voc) as f64 / 1e3,
    );
}

fn powder(case: &Value) {
    let of = &case["in"];
    let mm2 = (number(of, "A_m2").unwrap() * 1e6).round() as i64;
    let spread = (1000.0 / number(of, "film_um").unwrap() * 100.0).round() as i64;
    let transfer = (number(of, "util").unwrap() * 100.0).round() as i64;
    let litres = millilitres(mm2, 1, spread, transfer) as f64 / 1e3;
    near(case, "kg", litres * number(of, "density_g_cm3").unwrap());
}

#[test]
fn every_worked_example_comes_out() {
    let text = include_str!("worked_examples.json");
    let all: Value = serde_json::from_str(text).unwrap();
    let cases = all["cases"].as_array().unwrap();
    assert!(cases.len() >= 20);
    for case in cases {
        let of = &case["in"];
        match case["kind"].as_str().unwrap() {
            "ppm_to_mgm3" => {
                let unit = mg_per_ppm(number(of, "t_C").unwrap(), or(of, "p_kPa", 101.325));
                match of["ppm"].as_array() {
                    None => near(case, "mg_m3", unit * number(of, "ppm").unwrap()),
                    Some(all) => {
                        for (ppm, wanted) in
                            all.iter().zip(case["out"]["mg_m3"].as_array().unwrap())
                        {
                            let found = ppm.as_f64().unwrap() * unit;
                            assert!((found - wanted.as_f64().unwrap()).abs() < 5e-5);
                        }
                    }
                }
            }
            "mgm3_to_ppm" => {
                let unit = mg_per_ppm(number(of, "t_C").unwrap(), 101.325);
                near(case, "ppm", number(of, "mg_m3").unwrap() / unit);
            }
            "temp_factor" => {
                let from = number(of, "t0_C").unwrap();
                let factor = temperature_factor(number(of, "t_C").unwrap(), from);
                near(case, "C_ratio", factor);
            }
            "rh_factor" => {
                let from = number(of, "rh0").unwrap();
                near(
                    case,
                    "C_ratio",
                    humidity_factor(number(of, "rh").unwrap(), from),
                );
            }
            "chamber_to_chamber" => chamber_to_chamber(case),
            "room_formaldehyde" => concentrations(case),
            "max_area" => areas(case),
            "area_emission_rate" => rates(case),
            "transient" => {
                let [steady, changes, hours] =
                    ["C_ss", "n", "t_h"].map(|key| number(of, key).unwrap());
                near(case, "C", build_up(steady, changes, hours));
            }
            "voc_mass" => coating(case),
            "powder_mass" => powder(case),
            other => panic!("no example of kind {other} is known"),
        }
    }
}
