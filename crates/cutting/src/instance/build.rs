//! Making an instance: numbers in, an instance or everything that is wrong with them out.

use super::{
    Group, Instance, InstanceError, InstanceErrors, LINEAR_HEIGHT_UM, MAX_COST, MAX_LENGTH_UM,
    MAX_PARTS, OffcutUse, Part, Place, Rules, Stock, Trim,
};

impl Instance {
    /// Starts an instance with the width of the saw's cut in micrometres.
    #[must_use]
    pub fn builder(kerf_um: i64) -> InstanceBuilder {
        InstanceBuilder {
            instance: Self {
                name: String::new(),
                kerf_um,
                trim: Trim::default(),
                stocks: Vec::new(),
                parts: Vec::new(),
                groups: Vec::new(),
                rules: Rules::default(),
                is_linear: false,
            },
        }
    }

    /// The same job to be changed and checked again.
    #[must_use]
    pub const fn into_builder(self) -> InstanceBuilder {
        InstanceBuilder { instance: self }
    }
}

/// Collects an instance; [`build`](Self::build) checks it.
#[derive(Clone, Debug)]
pub struct InstanceBuilder {
    instance: Instance,
}

impl InstanceBuilder {
    /// Sets the name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.instance.name = name.into();
        self
    }

    /// Sets the trim.
    #[must_use]
    pub const fn trim(mut self, trim: Trim) -> Self {
        self.instance.trim = trim;
        self
    }

    /// Adds a sheet size.
    #[must_use]
    pub fn stock(mut self, stock: Stock) -> Self {
        self.instance.stocks.push(stock);
        self
    }

    /// Adds a part size.
    #[must_use]
    pub fn part(mut self, part: Part) -> Self {
        self.instance.parts.push(part);
        self
    }

    /// Adds parts that stay together.
    #[must_use]
    pub fn group(mut self, group: Group) -> Self {
        self.instance.groups.push(group);
        self
    }

    /// Replaces all sheet sizes.
    #[must_use]
    pub fn stocks(mut self, stocks: Vec<Stock>) -> Self {
        self.instance.stocks = stocks;
        self
    }

    /// Replaces all part sizes.
    #[must_use]
    pub fn parts(mut self, parts: Vec<Part>) -> Self {
        self.instance.parts = parts;
        self
    }

    /// Replaces all groups.
    #[must_use]
    pub fn groups(mut self, groups: Vec<Group>) -> Self {
        self.instance.groups = groups;
        self
    }

    /// Sets the rules. The sides of the smallest offcut are put into order, the long one first.
    #[must_use]
    pub fn rules(mut self, rules: Rules) -> Self {
        self.instance.rules = rules;
        let [one_um, other_um] = self.instance.rules.smallest_offcut_um;
        self.instance.rules.smallest_offcut_um = [one_um.max(other_um), one_um.min(other_um)];
        self
    }

    /// Says that the job has one dimension: every height is [`LINEAR_HEIGHT_UM`], nothing is trimmed off at the bottom
    /// or the top, no part is rotatable.
    #[must_use]
    pub const fn linear(mut self) -> Self {
        self.instance.is_linear = true;
        self
    }

    /// Checks everything and reports every problem found.
    ///
    /// # Errors
    /// When a length, quantity, cost, group or rule is outside what this crate takes, or there is no sheet at all.
    pub fn build(self) -> Result<Instance, InstanceErrors> {
        let mut problems = self.lengths();
        if problems.is_empty() {
            problems = self.too_much_trim();
        }
        problems.extend(self.amounts());
        problems.extend(self.shares());
        problems.extend(self.unfit_groups());
        if self.instance.is_linear {
            problems.extend(self.second_dimensions());
        }
        if problems.is_empty() {
            Ok(self.instance)
        } else {
            Err(InstanceErrors(problems))
        }
    }

    /// Lengths out of range.
    fn lengths(&self) -> Vec<InstanceError> {
        let Instance {
            kerf_um,
            trim,
            stocks,
            parts,
            rules,
            ..
        } = &self.instance;
        let mut lengths = vec![(Place::Kerf, *kerf_um, 0)];
        let mut add = |place: Place, value_um: i64, least_um: i64| {
            lengths.push((place, value_um, least_um));
        };
        let sides = |trim: &Trim| [trim.left_um, trim.right_um, trim.bottom_um, trim.top_um];
        for side_um in sides(trim) {
            add(Place::Trim, side_um, 0);
        }
        for (index, stock) in stocks.iter().enumerate() {
            add(Place::StockWidth(index), stock.width_um, 1);
            add(Place::StockHeight(index), stock.height_um, 1);
            for side_um in stock.trim.as_ref().map(sides).into_iter().flatten() {
                add(Place::StockTrim(index), side_um, 0);
            }
        }
        for (index, part) in parts.iter().enumerate() {
            add(Place::PartWidth(index), part.width_um, 1);
            add(Place::PartHeight(index), part.height_um, 1);
        }
        if let Some(longest_um) = rules.longest_cut_um {
            add(Place::LongestCut, longest_um, 1);
        }
        add(Place::SmallestStrip, rules.smallest_strip_um, 0);
        for side_um in rules.smallest_offcut_um {
            add(Place::SmallestOffcut, side_um, 0);
        }
        lengths.dedup();
        lengths
            .into_iter()
            .filter(|&(_, value_um, least_um)| value_um < least_um || value_um > MAX_LENGTH_UM)
            .map(|(place, value_um, least_um)| InstanceError::Length {
                place,
                value_um,
                least_um,
            })
            .collect()
    }

    /// Sheets of which nothing is left; only asked when every length is in range.
    fn too_much_trim(&self) -> Vec<InstanceError> {
        let stocks = self.instance.stocks.iter().enumerate();
        stocks
            .filter(|(_, stock)| {
                let (width_um, height_um) = self.instance.usable_um(stock);
                width_um < 1 || height_um < 1
            })
            .map(|(stock, _)| InstanceError::NothingLeft { stock })
            .collect()
    }

    /// Costs and quantities out of range.
    fn amounts(&self) -> Vec<InstanceError> {
        let Instance { stocks, parts, .. } = &self.instance;
        let mut problems: Vec<InstanceError> = stocks
            .iter()
            .enumerate()
            .filter(|(_, stock)| stock.cost > MAX_COST)
            .map(|(index, stock)| InstanceError::Cost {
                stock: index,
                cost: stock.cost,
            })
            .collect();
        if stocks.is_empty() {
            problems.push(InstanceError::NoStock);
        }
        let count: u64 = parts.iter().map(|part| u64::from(part.quantity)).sum();
        let count = count.max(parts.len() as u64);
        if count > MAX_PARTS {
            problems.push(InstanceError::TooManyParts { count });
        }
        problems
    }

    /// Rules that are no lengths and out of range.
    fn shares(&self) -> Vec<InstanceError> {
        let rules = &self.instance.rules;
        let mut problems = Vec::new();
        for (place, is_zero) in [
            (Place::Stages, rules.stages == Some(0)),
            (Place::Stack, rules.stack == 0),
        ] {
            if is_zero {
                problems.push(InstanceError::Zero { place });
            }
        }
        let least_use_bp = match rules.offcuts_first {
            OffcutUse::FromUse(share_bp) => share_bp,
            OffcutUse::WhenCheaper | OffcutUse::Always => 0,
        };
        for (place, value_bp) in [
            (Place::OffcutsFirst, least_use_bp),
            (Place::OffcutCredit, rules.offcut_credit_bp),
        ] {
            if value_bp > 10_000 {
                problems.push(InstanceError::Share { place, value_bp });
            }
        }
        problems
    }

    /// Groups that are no strips, or take more parts than there are.
    fn unfit_groups(&self) -> Vec<InstanceError> {
        let Instance { parts, groups, .. } = &self.instance;
        let mut problems = Vec::new();
        let mut wanted = vec![0_u64; parts.len()];
        for (index, group) in groups.iter().enumerate() {
            let Some(&first) = group.parts.first() else {
                problems.push(InstanceError::GroupEmpty { group: index });
                continue;
            };
            if let Some(&part) = group.parts.iter().find(|&&part| part >= parts.len()) {
                problems.push(InstanceError::GroupPart {
                    group: index,
                    part,
                    parts: parts.len(),
                });
                continue;
            }
            for &part in &group.parts {
                wanted[part] = wanted[part].saturating_add(u64::from(group.quantity));
            }
            problems.extend(unlike(index, group, first, parts));
        }
        for (part, (&wanted, ordered)) in wanted.iter().zip(parts).enumerate() {
            if wanted > u64::from(ordered.quantity) {
                problems.push(InstanceError::GroupDemand {
                    part,
                    wanted,
                    ordered: ordered.quantity,
                });
            }
        }
        problems
    }

    /// What a one-dimensional job must not have.
    fn second_dimensions(&self) -> Vec<InstanceError> {
        let Instance {
            trim,
            stocks,
            parts,
            ..
        } = &self.instance;
        let is_flat = |trim: &Trim| trim.bottom_um == 0 && trim.top_um == 0;
        let mut places = Vec::new();
        if !is_flat(trim) {
            places.push(Place::Trim);
        }
        for (index, stock) in stocks.iter().enumerate() {
            if stock.height_um != LINEAR_HEIGHT_UM {
                places.push(Place::StockHeight(index));
            }
            if !stock.trim.as_ref().is_none_or(is_flat) {
                places.push(Place::StockTrim(index));
            }
        }
        for (index, part) in parts.iter().enumerate() {
            if part.height_um != LINEAR_HEIGHT_UM || part.rotatable {
                places.push(Place::PartHeight(index));
            }
        }
        places
            .into_iter()
            .map(|place| InstanceError::NotLinear { place })
            .collect()
    }
}

/// The first part of a group that does not go with its first one, for each way in which they may differ.
fn unlike(index: usize, group: &Group, first: usize, parts: &[Part]) -> Vec<InstanceError> {
    let across = group.along.across();
    let first_um = parts[first].extent_um(across);
    let others = || group.parts.iter().copied();
    let narrow = others().find(|&other| parts[other].extent_um(across) != first_um);
    let locked = others().find(|&other| parts[other].rotatable != parts[first].rotatable);
    let extent = narrow.map(|other| InstanceError::GroupExtent {
        group: index,
        first,
        first_um,
        other,
        other_um: parts[other].extent_um(across),
    });
    let rotation = locked.map(|other| InstanceError::GroupRotation {
        group: index,
        first,
        other,
    });
    extent.into_iter().chain(rotation).collect()
}
