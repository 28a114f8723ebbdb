//! `boardwright estimate` and `passport`: what a design costs, releases, and brings into a room's air.

use std::path::PathBuf;

use estimate::alternatives::{Alternative, alternatives, made};
use estimate::figure::Figure;
use estimate::quote::Quotes;
use estimate::{Emissions, Room};
use export::texts::Texts;
use furniture::catalogue::Catalogue;
use furniture::money::format_fen;
use planning::evaluated::Evaluated;

use crate::design::{Args, answer, open_workshop, read, refuse, refuse_unplaced};
use crate::failure::Failure;
use crate::report::file;
use crate::talk::say;

/// Arguments of `estimate`.
#[derive(clap::Args, Debug)]
pub struct EstimateArgs {
    #[command(flatten)]
    design: Args,
    /// The workshop's saw and stock, a file that the configurator saves
    #[arg(long, value_name = "FILE")]
    workshop: Option<PathBuf>,
    /// Replace coatings and glue by ones without added VOC first, and tell which
    #[arg(long)]
    no_added_voc: bool,
    #[command(flatten)]
    room: RoomArgs,
}

/// The room that the furniture stands in.
#[derive(clap::Args, Debug)]
pub struct RoomArgs {
    /// The room that the furniture stands in: floor and height such as 12m2x2.6m, or a volume such as 31.2m3
    #[arg(long, value_parser = litres, default_value = "12m2x2.6m")]
    room: i64,
    /// How often an hour replaces its air
    #[arg(long, value_name = "TIMES", value_parser = hundredths, default_value = "0.5")]
    air_change: i64,
    /// Its temperature, °C
    #[arg(
        long,
        value_name = "CELSIUS",
        default_value_t = 23,
        allow_negative_numbers = true
    )]
    temperature: i8,
    /// Its relative humidity, percent
    #[arg(long, value_name = "PERCENT", default_value_t = 50)]
    humidity: u8,
    /// Whose target its air is held against: GB, EU or US
    #[arg(long, default_value = "GB")]
    target: String,
}

impl RoomArgs {
    /// The room, where the models hold for it.
    fn room(&self, catalogue: &Catalogue) -> Result<Room, Failure> {
        let room = Room {
            litres: self.room,
            air_change_percent: self.air_change,
            celsius: self.temperature,
            humidity_percent: self.humidity,
            target: self.target.to_lowercase(),
        };
        if room.is_known(catalogue) {
            return Ok(room);
        }
        Err(Failure::Job(refused_room(catalogue)))
    }
}

/// Arguments of `passport`.
#[derive(clap::Args, Debug)]
pub struct PassportArgs {
    #[command(flatten)]
    design: Args,
    /// Day that it is made out, as 2026-12-01; without it none stands there
    #[arg(long, value_parser = day)]
    date: Option<String>,
    #[command(flatten)]
    room: RoomArgs,
}

/// Prints the green passport of a design as JSON.
pub fn passport(args: &PassportArgs) -> Result<(), Failure> {
    let opened = read(&args.design)?;
    let room = args.room.room(&opened.catalogue)?;
    let evaluated = Evaluated::of(&opened.design, &opened.catalogue, &opened.library);
    refuse(&args.design.file, evaluated.problems(), &opened.texts)?;
    let passport = estimate::passport::passport(
        &opened.design,
        evaluated.assembly(),
        &opened.catalogue,
        &room,
        args.date.clone(),
    );
    let mut document =
        serde_json::to_vec_pretty(&passport).map_err(|error| Failure::Job(error.to_string()))?;
    document.push(b'\n');
    let talk = format!("{} materials", passport.materials.len());
    answer(&args.design, &document, &talk)
}

/// A day as ISO 8601 writes it.
fn day(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize, digits: usize| {
        let part = parts.get(at).filter(|part| part.len() == digits)?;
        part.parse::<u32>().ok()
    };
    let days = match (number(0, 4), number(1, 2)) {
        (Some(year), Some(2)) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        (Some(_), Some(2)) => 28,
        (Some(_), Some(4 | 6 | 9 | 11)) => 30,
        (Some(_), Some(1..=12)) => 31,
        _ => 0,
    };
    let is_day = number(2, 2).is_some_and(|day| (1..=days).contains(&day)) && parts.len() == 3;
    is_day
        .then(|| text.to_owned())
        .ok_or_else(|| "write a day as 2026-12-01".to_owned())
}

/// Prints price, quantities and emissions; a table of them goes to stderr.
pub fn run(args: &EstimateArgs) -> Result<(), Failure> {
    let EstimateArgs {
        design: args,
        workshop,
        no_added_voc,
        room,
    } = args;
    let mut opened = read(args)?;
    let room = room.room(&opened.catalogue)?;
    let workshop = open_workshop(workshop.as_deref(), &opened)?;
    let first = Evaluated::of(&opened.design, &opened.catalogue, &opened.library);
    refuse(&args.file, first.problems(), &opened.texts)?;
    if *no_added_voc {
        let other = alternatives(&opened.design, &opened.catalogue, &opened.library).no_added_voc;
        tell_replacements(&other, &opened.texts);
        opened.design = made(&opened.design, &other);
    }
    let evaluated = Evaluated::of(&opened.design, &opened.catalogue, &opened.library);
    let evaluated = evaluated.in_workshop(&workshop).in_room(&room);
    refuse(&args.file, evaluated.problems(), &opened.texts)?;
    let plan = evaluated
        .plan()
        .map_err(|fault| Failure::Job(fault.to_string()))?;
    tell(&evaluated.emissions(), &opened.texts);
    tell_quotes(&evaluated.quotes(&plan), &opened.texts);
    let is_whole = plan.view.unplaced.is_empty();
    let talk = if is_whole {
        format!("with {} sheets bought", plan.view.sheets)
    } else {
        "by the area used; the price by sheets stays open, as not every board can be cut".to_owned()
    };
    let document = file(&export::estimate::FORMAT, &evaluated, Some(&plan), &opened)?;
    answer(args, &document, &talk)?;
    refuse_unplaced(&args.file, &plan, &evaluated, &opened.texts)
}

fn refused_room(catalogue: &Catalogue) -> String {
    let targets: Vec<String> = catalogue
        .targets
        .keys()
        .map(|id| id.to_uppercase())
        .collect();
    format!(
        "a room of 1 to 10,000 m3, 0.05 to 20 air changes an hour, 10 to 40 °C, 20 to 90 % humidity, and one of the \
         targets {}: for anything else there is no estimate",
        targets.join(", ")
    )
}

/// A table of the figures, for people.
fn tell(emissions: &Emissions, texts: &Texts) {
    let target = emissions
        .target
        .map(|target| format!("target {}", decimals(target, 6)));
    for (key, figure, decimal, unit, note) in [
        ("emissions.voc", &emissions.voc, 3, "g", None),
        (
            "emissions.formaldehyde",
            &emissions.formaldehyde,
            6,
            "mg/m³",
            target,
        ),
        (
            "emissions.carbon-fossil",
            &emissions.carbon_fossil,
            3,
            "kg CO2e",
            None,
        ),
        (
            "emissions.carbon-stored",
            &emissions.carbon_stored,
            3,
            "kg CO2",
            None,
        ),
    ] {
        let note = note.map(|note| format!("; {note}")).unwrap_or_default();
        say(&format!(
            "{}: {}{note}",
            texts.text(key),
            line(figure, decimal, unit, texts)
        ));
    }
    say(&texts.sentence(&emissions.claim.says));
}

fn tell_quotes(quotes: &Quotes, texts: &Texts) {
    for (key, quote) in [
        ("quote.together", &quotes.together),
        ("quote.alone", &quotes.alone),
    ] {
        if let Some(quote) = quote {
            say(&format!(
                "{}: {} ({} {})",
                texts.text(key),
                format_fen(quote.total_fen),
                texts.text("quote.net"),
                format_fen(quote.net_fen)
            ));
        }
    }
}

fn line(figure: &Figure, places: usize, unit: &str, texts: &Texts) -> String {
    match (figure.value, figure.low, figure.high) {
        (Some(value), Some(low), Some(high)) if low == high => format!(
            "{} {unit} ({})",
            decimals(value, places),
            texts.text(&format!("emissions.status.{}", status(figure)))
        ),
        (Some(value), Some(low), Some(high)) => format!(
            "{} {unit} ({} to {}, {})",
            decimals(value, places),
            decimals(low, places),
            decimals(high, places),
            texts.text(&format!("emissions.status.{}", status(figure)))
        ),
        _ => {
            let lacking = figure.lines.iter().filter_map(|line| {
                let field = line.missing?;
                Some(format!("{} lacks {field}", line.record))
            });
            let lacking: Vec<String> = lacking.collect();
            format!(
                "{}: {}",
                texts.text("emissions.not-estimated"),
                lacking.join(", ")
            )
        }
    }
}

fn status(figure: &Figure) -> String {
    serde_json::to_value(figure.status)
        .ok()
        .and_then(|value| Some(value.as_str()?.to_owned()))
        .unwrap_or_default()
}

fn tell_replacements(other: &Alternative, texts: &Texts) {
    for one in &other.replacements {
        let role = one
            .role
            .map(|role| format!("{}: ", texts.text(&role.label())));
        let role = role.unwrap_or_default();
        let notes: Vec<String> = one.notes.iter().map(|note| texts.sentence(note)).collect();
        let notes = if notes.is_empty() {
            String::new()
        } else {
            format!(" ({})", notes.join("; "))
        };
        say(&format!("{role}{} instead of {}{notes}", one.to, one.from));
    }
    for stuck in &other.stuck {
        say(&format!(
            "{} stays: {}",
            stuck.record,
            texts.sentence(&stuck.help)
        ));
    }
}

/// A whole number of the last of some decimal places, as text.
fn decimals(number: i64, places: usize) -> String {
    let unit = 10_i64.pow(u32::try_from(places).unwrap_or_default());
    let fraction = format!("{:0places$}", number.unsigned_abs() % unit.unsigned_abs());
    // Three places are enough to read.
    format!("{}.{}", number / unit, &fraction[..places.min(3)])
}

/// A decimal number as whole units of its last place.
fn fixed(text: &str, places: usize) -> Option<i64> {
    let (whole, fraction) = text
        .trim()
        .split_once(['.', ','])
        .unwrap_or((text.trim(), ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !whole.is_empty() && whole.len() <= 9 && fraction.len() <= places;
    if !fits || !digits(whole) || !digits(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok()
}

fn hundredths(text: &str) -> Result<i64, String> {
    fixed(text, 2)
        .ok_or_else(|| "write times an hour with at most two decimals, such as 0.5".to_owned())
}

fn litres(text: &str) -> Result<i64, String> {
    let plain = text
        .to_lowercase()
        .replace(['²', '³'], "#")
        .replace("m2", "m#")
        .replace("m3", "m#");
    let volume = || {
        if let Some((floor, height)) = plain.split_once(['x', '×', '*']) {
            let floor = fixed(floor.trim().strip_suffix("m#")?, 2)?;
            let height = fixed(height.trim().strip_suffix('m')?, 2)?;
            return Some(floor.checked_mul(height)? / 10);
        }
        fixed(plain.strip_suffix("m#")?, 3)
    };
    volume().ok_or_else(|| "write floor and height as 12m2x2.6m, or a volume as 31.2m3".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_read_or_refused() {
        for (text, wanted) in [
            ("12m2x2.6m", 31_200),
            ("12 m² × 2.6 m", 31_200),
            ("31.2m3", 31_200),
            ("10,5m2x2m", 21_000),
        ] {
            assert_eq!(litres(text), Ok(wanted), "{text}");
        }
        for text in [
            "",
            "12",
            "12x2.6",
            "m2xm",
            "-1m3",
            "1e3m3",
            "999999999999m3",
        ] {
            assert!(litres(text).is_err(), "{text}");
        }
        assert_eq!(hundredths("0.5"), Ok(50));
        assert!(hundredths("0.555").is_err());
        for good in ["2026-12-01", "2028-02-29"] {
            assert_eq!(day(good), Ok(good.to_owned()));
        }
        for bad in [
            "2026-13-01",
            "2027-02-29",
            "2026-1-1",
            "today",
            "2026-12-01-1",
            "2026-04-31",
        ] {
            assert!(day(bad).is_err(), "{bad}");
        }
    }
}
