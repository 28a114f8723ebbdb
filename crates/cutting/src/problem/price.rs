//! What sheets cost the search: their price, and offcuts a little more where they are used if that is cheaper, so that none
//! is used that saves nothing.

use super::Problem;
use super::kind::SheetKind;
use crate::instance::Instance;
use crate::rules::OffcutUse;

/// Units of cost in one of price where offcuts cost a little more than that.
const UNIT: u64 = 1 << 16;

impl Problem {
    /// Lets offcuts cost a little more than their price, where they are used if that is cheaper.
    pub fn charge_offcuts(&mut self, instance: &Instance) {
        let stocks = self.sheets.iter().zip(instance.stocks());
        let area_um2: i128 = stocks
            .filter(|(_, stock)| stock.is_offcut)
            .map(|(sheet, _)| sheet.area_um2 * i128::from(sheet.quantity))
            .sum();
        if area_um2 == 0 || instance.rules().offcuts_first != OffcutUse::WhenCheaper {
            return;
        }
        self.unit = UNIT;
        for (sheet, stock) in self.sheets.iter_mut().zip(instance.stocks()) {
            sheet.cost = sheet.cost.saturating_mul(UNIT);
            if stock.is_offcut {
                // Rounded down, so that all together are less than one of price.
                let share = sheet.area_um2 * i128::from(UNIT - 1) / area_um2;
                let share = u64::try_from(share).unwrap_or_default();
                sheet.cost = sheet.cost.saturating_add(share);
            }
        }
        self.is_uniform = self.only_size().is_some();
    }

    /// True where offcuts are to be left in stock at the same price.
    pub const fn spares_offcuts(&self) -> bool {
        self.unit > 1
    }

    /// Price of one sheet, in the instance's unit.
    pub const fn price(&self, sheet: &SheetKind) -> u64 {
        sheet.cost / self.unit
    }
}
