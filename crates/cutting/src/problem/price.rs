//! What sheets cost the search: their price, and a little more where that must tell plans of one price apart.
//!
//! Where sheets differ and no plan can have a lower price, each counts a little, so that the one of fewer sheets is better.
//! Offcuts that are used if that is cheaper count a little by their area instead, so that none is used that saves nothing.
//! Where no sheet has a price each costs one.

use super::Problem;
use super::kind::SheetKind;
use crate::instance::Instance;
use crate::rules::OffcutUse;

/// Units of cost in one of price where offcuts cost a little more than that.
const UNIT: u64 = 1 << 16;

impl Problem {
    /// Lets sheets cost what the search has to go by.
    pub fn charge(&mut self, instance: &Instance) {
        self.charge_free();
        self.charge_offcuts(instance);
        self.is_uniform = self.only_size().is_some();
    }

    /// Where no sheet has a price the fewest are the cheapest. Free places on a sheet are no sheets.
    fn charge_free(&mut self) {
        let mut used = self.sheets.iter().filter(|sheet| sheet.quantity > 0);
        self.is_free = used.all(|sheet| sheet.cost == 0);
        if self.is_free {
            for sheet in &mut self.sheets {
                sheet.cost = u64::from(sheet.depth == 0);
            }
        }
    }

    /// Lets every sheet cost one unit more than its price, all of them together less than one of price. Not where that
    /// tells no plans apart, nor where some are free places on sheets, which are filled first. The search for a lower
    /// price finds less with it, so that it comes after. Returns whether costs have changed.
    pub fn count_sheets(&mut self) -> bool {
        let parts = u64::from(self.parts);
        let unit = (parts + 1).next_power_of_two();
        let are_whole = (self.sheets.iter()).all(|sheet| sheet.quantity == 0 || sheet.depth == 0);
        let is_settled = self.is_uniform || self.is_free || self.unit > 1;
        if is_settled || !are_whole || !self.has_room_for(unit, parts) {
            return false;
        }
        self.unit = unit;
        self.counts_sheets = true;
        for sheet in &mut self.sheets {
            sheet.cost = sheet.cost * unit + 1;
        }
        self.value_sheets();
        true
    }

    /// True when the cost of so many sheets can be counted in so many units of price.
    fn has_room_for(&self, unit: u64, sheets: u64) -> bool {
        let dearest = self.sheets.iter().map(|sheet| sheet.cost).max();
        let most = u128::from(dearest.unwrap_or_default() + 1) * u128::from(unit);
        most * u128::from(sheets.max(1)) < u128::from(u64::MAX)
    }

    /// Lets offcuts cost a little more than their price, where they are used if that is cheaper.
    fn charge_offcuts(&mut self, instance: &Instance) {
        let stocks = self.sheets.iter().zip(instance.stocks());
        let area_um2: i128 = stocks
            .filter(|(_, stock)| stock.is_offcut)
            .map(|(sheet, _)| sheet.area_um2 * i128::from(sheet.quantity))
            .sum();
        let parts: u64 = self.kinds.iter().map(|kind| u64::from(kind.demand)).sum();
        if area_um2 == 0
            || instance.rules().offcuts_first != OffcutUse::WhenCheaper
            || !self.has_room_for(UNIT, parts)
        {
            return;
        }
        self.unit = UNIT;
        for (sheet, stock) in self.sheets.iter_mut().zip(instance.stocks()) {
            sheet.cost *= UNIT;
            if stock.is_offcut {
                // Rounded down, so that all together are less than one of price.
                let share = sheet.area_um2 * i128::from(UNIT - 1) / area_um2;
                let share = u64::try_from(share).unwrap_or_default();
                sheet.cost += share;
            }
        }
        self.spares_offcuts = true;
    }

    /// Price of one sheet, in the instance's unit; one where no sheet has a price.
    pub const fn price(&self, sheet: &SheetKind) -> u64 {
        sheet.cost / self.unit
    }
}
