//! The figures of a plan: sheets, money, cuts, time at the saw, leftovers.
//!
//! Derived from the trees alone. Cuts, lengths, turns and fence settings are counted for every sheet; the time at the
//! saw is that of the stacks in which alike sheets are sawn.

use super::tree::{Content, Piece, Sheet, Solution};
use crate::geometry::Axis;
use crate::instance::Instance;

/// What a saw has to do, once for every stack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SawWork {
    /// Passes, trim cuts included.
    pub cuts: u64,
    /// Length of all passes in micrometres.
    pub cut_length_um: i128,
    /// Pieces that are taken up again and cut across: every cut below a sheet's first level.
    pub turns: u64,
    /// Settings of the fence: runs of equal extents within a cut. Trim cuts are not counted.
    pub fence_settings: u64,
}

/// How long a saw takes, in a simple linear model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SawModel {
    /// How fast the saw travels, micrometres in a second.
    pub feed_um_per_s: i64,
    /// Clamping, return of the saw and taking off, for each pass, milliseconds.
    pub cut_ms: u64,
    /// Turning a piece to cut it again, milliseconds.
    pub turn_ms: u64,
    /// Setting the fence, milliseconds.
    pub fence_ms: u64,
    /// Loading one sheet, milliseconds.
    pub sheet_ms: u64,
}

impl SawModel {
    /// Typical of a horizontal panel saw fed by hand; an assumption to compare plans by, not a measurement of any
    /// machine: 18 m/min, 5 s for each pass, 10 s for each turn, 4 s for each setting of the fence, 40 s for each sheet.
    pub const TYPICAL: Self = Self {
        feed_um_per_s: 300_000,
        cut_ms: 5_000,
        turn_ms: 10_000,
        fence_ms: 4_000,
        sheet_ms: 40_000,
    };

    /// Time in milliseconds for some work on so many sheets. A saw that does not move takes no time to travel.
    #[must_use]
    pub fn time_ms(&self, work: &SawWork, sheets: u64) -> u64 {
        let travel_ms = if self.feed_um_per_s > 0 {
            u64::try_from(work.cut_length_um * 1_000 / i128::from(self.feed_um_per_s))
                .unwrap_or(u64::MAX)
        } else {
            0
        };
        [
            work.cuts.saturating_mul(self.cut_ms),
            work.turns.saturating_mul(self.turn_ms),
            work.fence_settings.saturating_mul(self.fence_ms),
            sheets.saturating_mul(self.sheet_ms),
        ]
        .into_iter()
        .fold(travel_ms, u64::saturating_add)
    }
}

/// Figures of a whole solution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sheets used.
    pub sheets: usize,
    /// Sum of their costs, in the instance's unit.
    pub cost: u64,
    /// What the leftovers worth keeping are credited with, in the same unit, rounded down sheet by sheet.
    pub credit: u64,
    /// Parts cut.
    pub parts: usize,
    /// Area of the parts in square micrometres.
    pub parts_area_um2: i128,
    /// Area of the sheets in square micrometres, trim included.
    pub sheets_area_um2: i128,
    /// Passes of the saw over every sheet, trim cuts included.
    pub cuts: usize,
    /// Length of all cuts in micrometres, trim cuts included.
    pub cut_length_um: i128,
    /// Pieces that are taken up again and cut across: every cut below a sheet's first level.
    pub turns: usize,
    /// Settings of the fence: runs of equal extents within a cut. Trim cuts are not counted.
    pub fence_settings: usize,
    /// Different ways of cutting a sheet.
    pub patterns: usize,
    /// Stacks of alike sheets, as many to a stack as the rules allow.
    pub stacks: u64,
    /// What the saw has to do when each stack is sawn at once.
    pub at_saw: SawWork,
    /// Area of the largest single leftover in square micrometres.
    pub largest_leftover_um2: i128,
    /// Leftovers worth keeping by the rules; without a rule every leftover is.
    pub offcuts: usize,
    /// Area of those in square micrometres.
    pub offcuts_area_um2: i128,
}

impl Totals {
    /// Area of the parts over area of the sheets, in hundredths of a percent, rounded down.
    #[must_use]
    pub fn utilisation_bp(&self) -> u32 {
        if self.sheets_area_um2 == 0 {
            return 0;
        }
        u32::try_from(self.parts_area_um2 * 10_000 / self.sheets_area_um2).unwrap_or_default()
    }

    /// Time at the saw in milliseconds: every stack sawn once, every sheet loaded.
    #[must_use]
    pub fn saw_time_ms(&self, model: &SawModel) -> u64 {
        model.time_ms(&self.at_saw, self.sheets as u64)
    }
}

impl Sheet {
    /// What the saw has to do on this sheet.
    #[must_use]
    pub fn saw_work(&self, instance: &Instance) -> SawWork {
        let cuts = self.cuts(instance);
        let mut work = SawWork {
            cuts: cuts.len() as u64,
            cut_length_um: cuts.iter().map(|cut| i128::from(cut.length_um())).sum(),
            ..SawWork::default()
        };
        work.turns = self.turns();
        self.root.visit(&mut |piece| {
            if let Content::Cut { along, pieces } = &piece.content {
                work.fence_settings += fence_settings(piece, *along, pieces);
            }
        });
        work
    }
}

/// Runs of equal extents among the pieces that are sawn off.
fn fence_settings(piece: &Piece, along: Axis, pieces: &[Piece]) -> u64 {
    let end_um = piece.rect.end_um(along);
    let mut settings = 0;
    let mut set_um = None;
    for sawn in pieces.iter().filter(|one| one.rect.end_um(along) < end_um) {
        let extent_um = Some(sawn.rect.extent_um(along));
        settings += u64::from(set_um != extent_um);
        set_um = extent_um;
    }
    settings
}

impl Solution {
    /// The figures of this solution for its instance.
    #[must_use]
    pub fn totals(&self, instance: &Instance) -> Totals {
        let mut totals = Totals::default();
        for pattern in self.patterns() {
            totals.add(instance, &self.sheets[pattern.first], pattern.count);
        }
        totals
    }
}

impl Totals {
    /// Adds a pattern that is cut so many times.
    fn add(&mut self, instance: &Instance, sheet: &Sheet, count: usize) {
        let (many, stacks) = (
            count as i128,
            (count as u64).div_ceil(u64::from(instance.rules().stack.max(1))),
        );
        self.sheets += count;
        self.patterns += 1;
        self.stacks += stacks;
        let placements = sheet.placements();
        self.parts += placements.len() * count;
        self.parts_area_um2 += many * placements.iter().map(|p| p.rect.area_um2()).sum::<i128>();
        let work = sheet.saw_work(instance);
        self.cuts += work.cuts as usize * count;
        self.cut_length_um += work.cut_length_um * many;
        self.turns += work.turns as usize * count;
        self.fence_settings += work.fence_settings as usize * count;
        self.at_saw.cuts += work.cuts * stacks;
        self.at_saw.cut_length_um += work.cut_length_um * i128::from(stacks);
        self.at_saw.turns += work.turns * stacks;
        self.at_saw.fence_settings += work.fence_settings * stacks;
        let mut kept_um2 = 0;
        for rect in sheet.leftovers() {
            self.largest_leftover_um2 = self.largest_leftover_um2.max(rect.area_um2());
            if instance
                .rules()
                .is_worth_keeping(rect.width_um, rect.height_um)
            {
                self.offcuts += count;
                kept_um2 += rect.area_um2();
            }
        }
        self.offcuts_area_um2 += kept_um2 * many;
        if let Some(stock) = instance.stocks().get(sheet.stock) {
            self.cost += stock.cost * count as u64;
            self.sheets_area_um2 += stock.area_um2() * many;
            // At most 10^14 x 10^16 x 10^4, which 128 bits hold.
            let credit =
                i128::from(stock.cost) * kept_um2 * i128::from(instance.rules().offcut_credit_bp)
                    / (stock.area_um2() * 10_000);
            self.credit += u64::try_from(credit).unwrap_or_default() * count as u64;
        }
    }
}
