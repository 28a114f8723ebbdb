//! The options of `boardwright cut` that override the rules of the file.

use cutting::solution::Axis;
use cutting::{Goal, OffcutUse, Rules};
use export::texts::Texts;
use furniture::formula::{Unit, parse_length};

/// What the saw and the shop allow. Each option overrides the file's own rule.
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
#[command(next_help_heading = "Rules (override those of the file)")]
pub struct RuleArgs {
    /// Most levels of cuts after trimming, or `any`; one further level that only frees single parts from waste is not
    /// counted
    #[arg(long, value_name = "N", value_parser = parse_stages)]
    stages: Option<Limit<u8>>,
    /// Direction in which the first pieces of a sheet follow one another: x, y or any
    #[arg(long, value_name = "AXIS", value_parser = parse_axis)]
    first_cut: Option<Limit<Axis>>,
    /// Longest cut of the saw, trim cuts apart, or `any`
    #[arg(long, value_name = "LENGTH", value_parser = parse_longest)]
    longest_cut: Option<Limit<i64>>,
    /// Least width of every part, strip or leftover that a cut leaves
    #[arg(long, value_name = "LENGTH", value_parser = parse_um)]
    smallest_strip: Option<i64>,
    /// Least size of a leftover worth keeping, such as 600x200
    #[arg(long, value_name = "LxW", value_parser = parse_size)]
    smallest_offcut: Option<Size>,
    /// When offcuts in stock go before whole sheets: when-cheaper, always, or where at least this share of the offcut
    /// is used, such as 0.75 or 75%
    #[arg(long, value_name = "WHEN", value_parser = parse_offcut_use)]
    offcuts_first: Option<OffcutUse>,
    /// Most sheets sawn at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    stack: Option<u32>,
    /// What counts next among plans of the same cost: offcut (the largest leftover worth keeping), sawing (the least
    /// time at the saw) or patterns (the fewest different ones)
    #[arg(long, value_name = "GOAL", value_parser = parse_goal)]
    goal: Option<Goal>,
    /// Share of a sheet's price per area that is credited for leftovers worth keeping, such as 0.8 or 80%
    #[arg(long, value_name = "SHARE", value_parser = parse_share)]
    offcut_credit: Option<u32>,
}

/// A limit that may be lifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limit<T> {
    /// No limit.
    Any,
    /// At most, or only, this.
    To(T),
}

impl<T> Limit<T> {
    fn into_option(self) -> Option<T> {
        match self {
            Self::Any => None,
            Self::To(limit) => Some(limit),
        }
    }
}

/// Two sides in micrometres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size([i64; 2]);

impl RuleArgs {
    /// True when nothing is overridden.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The rules of a file with these in their place.
    pub fn over(&self, rules: &Rules) -> Rules {
        Rules {
            stages: self.stages.map_or(rules.stages, Limit::into_option),
            first_cut: self.first_cut.map_or(rules.first_cut, Limit::into_option),
            longest_cut_um: (self.longest_cut).map_or(rules.longest_cut_um, Limit::into_option),
            smallest_strip_um: self.smallest_strip.unwrap_or(rules.smallest_strip_um),
            smallest_offcut_um: (self.smallest_offcut)
                .map_or(rules.smallest_offcut_um, |Size(sides)| sides),
            offcuts_first: self.offcuts_first.unwrap_or(rules.offcuts_first),
            stack: self.stack.unwrap_or(rules.stack),
            goal: self.goal.unwrap_or(rules.goal),
            offcut_credit_bp: self.offcut_credit.unwrap_or(rules.offcut_credit_bp),
        }
    }
}

/// A length as everywhere on the command line and in the page; a number without unit is millimetres.
fn parse_um(text: &str) -> Result<i64, String> {
    parse_length(text, Some(Unit::Millimetre))
        .map(|length| length.0)
        .map_err(|error| Texts::shipped("en").sentence(&error.message()))
}

fn parse_longest(text: &str) -> Result<Limit<i64>, String> {
    match text {
        "any" => Ok(Limit::Any),
        _ => parse_um(text).map(Limit::To),
    }
}

fn parse_stages(text: &str) -> Result<Limit<u8>, String> {
    match text {
        "any" => Ok(Limit::Any),
        _ => match text.parse() {
            Ok(stages) if stages > 0 => Ok(Limit::To(stages)),
            _ => Err("give a number from 1 to 255, or `any`".to_owned()),
        },
    }
}

fn parse_axis(text: &str) -> Result<Limit<Axis>, String> {
    match text {
        "any" => Ok(Limit::Any),
        "x" => Ok(Limit::To(Axis::X)),
        "y" => Ok(Limit::To(Axis::Y)),
        _ => Err("give x, y or any".to_owned()),
    }
}

fn parse_size(text: &str) -> Result<Size, String> {
    let (long, short) = text
        .split_once(['x', 'X', '×', '*'])
        .ok_or_else(|| "give two lengths, such as 600x200".to_owned())?;
    Ok(Size([parse_um(long)?, parse_um(short)?]))
}

fn parse_goal(text: &str) -> Result<Goal, String> {
    match text {
        "offcut" => Ok(Goal::Offcut),
        "sawing" => Ok(Goal::Sawing),
        "patterns" => Ok(Goal::Patterns),
        _ => Err("give offcut, sawing or patterns".to_owned()),
    }
}

fn parse_offcut_use(text: &str) -> Result<OffcutUse, String> {
    match text {
        "when-cheaper" => Ok(OffcutUse::WhenCheaper),
        "always" => Ok(OffcutUse::Always),
        _ => parse_share(text)
            .map(OffcutUse::FromUse)
            .map_err(|_| "give when-cheaper, always, or a share such as 0.75 or 75%".to_owned()),
    }
}

/// A share of one in hundredths of a percent.
fn parse_share(text: &str) -> Result<u32, String> {
    let hint =
        || "give a share from 0 to 1 with at most four decimals, such as 0.8 or 80%".to_owned();
    let (number, whole) = match text.strip_suffix('%') {
        Some(percent) => (percent.trim_end(), 100.0),
        None => (text, 10_000.0),
    };
    let share = number.parse::<f64>().map_err(|_| hint())? * whole;
    let rounded = share.round();
    if (0.0..=10_000.0).contains(&rounded) && (share - rounded).abs() < 1e-6 {
        Ok(rounded as u32)
    } else {
        Err(hint())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_sizes_are_read_as_elsewhere() {
        assert_eq!(parse_um("3200"), Ok(3_200_000));
        assert_eq!(parse_um("3.2 m"), Ok(3_200_000));
        assert_eq!(parse_um("12 in"), Ok(304_800));
        assert!(parse_um("long").is_err());
        assert_eq!(parse_size("600x200"), Ok(Size([600_000, 200_000])));
        assert_eq!(parse_size("60 cm × 20 cm"), Ok(Size([600_000, 200_000])));
        assert!(parse_size("600").unwrap_err().contains("600x200"));
        assert_eq!(parse_longest("any"), Ok(Limit::Any));
    }

    #[test]
    fn shares_are_exact() {
        assert_eq!(parse_share("0.8"), Ok(8_000));
        assert_eq!(parse_share("80%"), Ok(8_000));
        assert_eq!(parse_share("12.5 %"), Ok(1_250));
        assert_eq!(parse_share("1"), Ok(10_000));
        for wrong in ["1.1", "-0.1", "0.00001", "101%", "nan", "half", ""] {
            assert!(parse_share(wrong).is_err(), "{wrong}");
        }
        assert_eq!(parse_offcut_use("75%"), Ok(OffcutUse::FromUse(7_500)));
        assert!(
            parse_offcut_use("sometimes")
                .unwrap_err()
                .contains("always")
        );
    }

    #[test]
    fn options_override_the_rules_of_the_file() {
        let file = Rules {
            stages: Some(3),
            stack: 4,
            ..Rules::default()
        };
        assert_eq!(RuleArgs::default().over(&file), file);
        let args = RuleArgs {
            stages: Some(Limit::Any),
            first_cut: Some(Limit::To(Axis::Y)),
            ..RuleArgs::default()
        };
        assert!(!args.is_empty());
        let rules = args.over(&file);
        assert_eq!(
            (rules.stages, rules.first_cut, rules.stack),
            (None, Some(Axis::Y), 4)
        );
    }
}
