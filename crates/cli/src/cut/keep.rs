//! The options of `boardwright cut` that keep sheets of an earlier plan.

use std::path::{Path, PathBuf};

use cutting::json::read_sheets;
use cutting::keep::KeptSheet;

use crate::failure::Failure;

/// What stays of an earlier plan while the rest is planned anew.
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Keeping an earlier plan")]
#[command(group = clap::ArgGroup::new("what").args(["lock", "pin"]).multiple(true))]
pub struct KeepArgs {
    /// An earlier solution of the same instance of which something is to stay; say what by --lock and --pin. Kept
    /// sheets come first in the new solution. Takes the place of `keep` in the file
    #[arg(long, value_name = "SOLUTION", requires = "what")]
    keep: Option<PathBuf>,
    /// Sheets that stay as they are, cut by the same cuts, such as 0,2 or all; counted from 0 as in the solution
    #[arg(long, value_name = "SHEETS", requires = "keep", value_parser = parse_sheets)]
    lock: Option<Sheets>,
    /// A sheet whose parts stay where they are while its free places are planned anew, such as 1, or all; 3:0,4 pins
    /// only the first and the fifth placement of sheet 3. May be given several times
    #[arg(long, value_name = "SHEET[:PLACEMENTS]", requires = "keep", value_parser = parse_pin)]
    pin: Vec<Pin>,
}

/// Some sheets of a solution.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sheets {
    All,
    These(Vec<usize>),
}

/// Parts that stay on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pin {
    /// None is every sheet that is not locked.
    sheet: Option<usize>,
    /// None is every part on it.
    placements: Option<Vec<usize>>,
}

impl KeepArgs {
    /// True when nothing is to be kept by options.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The sheets that stay, in their order; none without `--keep`.
    pub fn read(&self) -> Result<Option<Vec<KeptSheet>>, Failure> {
        let Some(path) = &self.keep else {
            return Ok(None);
        };
        let text = crate::talk::read(path)?;
        let content = |reason: String| Failure::Content {
            path: path.clone(),
            reason,
        };
        let sheets = read_sheets(&text).map_err(|error| content(error.to_string()))?;
        self.choose(path, &sheets).map_err(content).map(Some)
    }

    fn choose(&self, path: &Path, sheets: &[KeptSheet]) -> Result<Vec<KeptSheet>, String> {
        let mut kept: Vec<Option<KeptSheet>> = vec![None; sheets.len()];
        let known = |sheet: usize| {
            sheets.get(sheet).ok_or_else(|| {
                format!(
                    "there is no sheet {sheet}; {} has {}, counted from 0",
                    path.display(),
                    sheets.len()
                )
            })
        };
        let locked: Vec<usize> = match &self.lock {
            None => Vec::new(),
            Some(Sheets::All) => (0..sheets.len()).collect(),
            Some(Sheets::These(these)) => these.clone(),
        };
        for index in locked {
            let sheet = known(index)?;
            kept[index] = Some(sheet.clone());
        }
        for pin in &self.pin {
            let pinned = match pin.sheet {
                Some(sheet) => vec![sheet],
                None => (0..sheets.len())
                    .filter(|&sheet| kept[sheet].is_none())
                    .collect(),
            };
            for index in pinned {
                let sheet = known(index)?;
                let stays = kept[index].get_or_insert_with(|| KeptSheet {
                    is_locked: false,
                    placements: Vec::new(),
                    ..sheet.clone()
                });
                if stays.is_locked {
                    return Err(format!(
                        "sheet {index} is both locked and pinned; give one of the two"
                    ));
                }
                add(index, sheet, pin, stays)?;
            }
        }
        Ok(kept.into_iter().flatten().collect())
    }
}

fn add(index: usize, sheet: &KeptSheet, pin: &Pin, stays: &mut KeptSheet) -> Result<(), String> {
    let Some(chosen) = &pin.placements else {
        stays.placements.clone_from(&sheet.placements);
        return Ok(());
    };
    for &at in chosen {
        let Some(placement) = sheet.placements.get(at) else {
            return Err(format!(
                "there is no placement {at} on sheet {index}; it has {}, counted from 0",
                sheet.placements.len()
            ));
        };
        if !stays.placements.contains(placement) {
            stays.placements.push(*placement);
        }
    }
    Ok(())
}

fn parse_numbers(text: &str) -> Option<Vec<usize>> {
    text.split(',')
        .map(|number| number.trim().parse().ok())
        .collect()
}

fn parse_sheets(text: &str) -> Result<Sheets, String> {
    if text == "all" {
        return Ok(Sheets::All);
    }
    parse_numbers(text)
        .map(Sheets::These)
        .ok_or_else(|| "give numbers of sheets, such as 0,2, or all".to_owned())
}

fn parse_pin(text: &str) -> Result<Pin, String> {
    let hint = || "give the number of a sheet, such as 1 or 3:0,4, or all".to_owned();
    if text == "all" {
        return Ok(Pin {
            sheet: None,
            placements: None,
        });
    }
    let (sheet, placements) = match text.split_once(':') {
        Some((sheet, placements)) => (sheet, Some(parse_numbers(placements).ok_or_else(hint)?)),
        None => (text, None),
    };
    Ok(Pin {
        sheet: Some(sheet.trim().parse().map_err(|_| hint())?),
        placements,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    fn sheets() -> Vec<KeptSheet> {
        read_sheets(
            r#"{"sheets":[
                {"stock":0,"placements":[{"part":0,"x":0,"y":0,"w":1,"h":1},{"part":1,"x":2,"y":0,"w":1,"h":1}]},
                {"stock":1,"placements":[{"part":0,"x":0,"y":0,"w":1,"h":1}]}]}"#,
        )
        .unwrap()
    }

    fn choose(lock: Option<&str>, pins: &[&str]) -> Result<Vec<(usize, bool, usize)>, String> {
        let args = KeepArgs {
            keep: None,
            lock: lock.map(|text| parse_sheets(text).unwrap()),
            pin: pins.iter().map(|text| parse_pin(text).unwrap()).collect(),
        };
        let kept = args.choose(Path::new("plan.json"), &sheets())?;
        Ok(kept
            .iter()
            .map(|sheet| (sheet.stock, sheet.is_locked, sheet.placements.len()))
            .collect())
    }

    #[test]
    fn sheets_are_locked_and_parts_pinned() {
        assert_eq!(
            choose(Some("1"), &["0:1"]),
            Ok(vec![(0, false, 1), (1, true, 1)])
        );
        assert_eq!(
            choose(Some("all"), &[]),
            Ok(vec![(0, true, 2), (1, true, 1)])
        );
        assert_eq!(
            choose(Some("0"), &["all"]),
            Ok(vec![(0, true, 2), (1, false, 1)])
        );
        assert_eq!(choose(None, &["0:1", "0:0,1"]), Ok(vec![(0, false, 2)]));
    }

    #[test]
    fn what_is_not_there_is_said() {
        let error = |lock, pins: &[&str]| choose(lock, pins).unwrap_err();
        assert!(error(Some("2"), &[]).contains("no sheet 2; plan.json has 2"));
        assert!(error(None, &["1:1"]).contains("no placement 1 on sheet 1; it has 1"));
        assert!(error(Some("0"), &["0"]).contains("both locked and pinned"));
        assert!(parse_pin("a").is_err() && parse_pin("1:").is_err() && parse_sheets("-1").is_err());
    }
}
