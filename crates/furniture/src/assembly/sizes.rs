//! The three sizes of a board: finished, cut, oversize.
//!
//! `cut = finished - bands + pre-mill per banded edge` in each direction; bands thinner than a limit
//! of the method are left out of account (`construction.md` 3.6; both are parameters of the method). What the saw is
//! told is a multiple of the method's finest step, rounded here alone.

use crate::length::Length;

/// What the construction method says about banding.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BandingRule {
    /// Material milled off a banded edge before the band goes on.
    pub pre_mill: Length,
    /// Bands thinner than this don't change the cut size.
    pub ignore_below: Length,
    /// Finest step at the saw.
    pub rounding: Length,
}

/// Length at the saw of a finished length with bands of these thicknesses at its ends.
pub(super) fn cut_length(finished: Length, ends: [Option<Length>; 2], rule: BandingRule) -> Length {
    let taken: i64 = ends
        .iter()
        .flatten()
        .filter(|band| **band >= rule.ignore_below)
        .map(|band| band.0 - rule.pre_mill.0)
        .sum();
    let step = rule.rounding.0.max(1);
    let exact = finished.0 - taken;
    Length((exact + step / 2).div_euclid(step) * step)
}

#[cfg(test)]
mod tests {
    use super::{BandingRule, cut_length};
    use crate::length::Length;

    const MM: i64 = 1000;

    #[test]
    fn bands_come_off_and_pre_mill_goes_on() {
        // 173 x 350 finished, 1 mm on four edges, is 171 x 348 at the saw (construction.md 3.6).
        let rule = BandingRule::default();
        let band = Some(Length(MM));
        assert_eq!(
            cut_length(Length(173 * MM), [band, band], rule),
            Length(171 * MM)
        );
        assert_eq!(
            cut_length(Length(350 * MM), [band, None], rule),
            Length(349 * MM)
        );
        let rule = BandingRule {
            pre_mill: Length(500),
            ignore_below: Length(500),
            rounding: Length(100),
        };
        assert_eq!(
            cut_length(Length(100 * MM), [band, band], rule),
            Length(99 * MM)
        );
        // 70 7/8 in less two boards and their bands, in tenths of a millimetre.
        assert_eq!(
            cut_length(Length(1_764_225), [None, None], rule),
            Length(1_764_200)
        );
        let thin = Some(Length(400));
        assert_eq!(
            cut_length(Length(100 * MM), [thin, None], rule),
            Length(100 * MM)
        );
    }
}
