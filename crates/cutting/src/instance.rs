//! The input: sheets to cut from, parts to cut, kerf and trim. Valid by construction.
//!
//! Lengths are whole micrometres. A value of [`Instance`] can only be made by [`InstanceBuilder::build`], so that
//! everything behind it may rely on the limits stated here.

/// Longest side of a sheet or part: 100 m, in micrometres.
pub const MAX_LENGTH_UM: i64 = 100_000_000;
/// Most parts in one instance, all quantities together.
pub const MAX_PARTS: u64 = 100_000;
/// Highest cost of one sheet, in the caller's unit; keeps the sum over every sheet within 64 bits.
pub const MAX_COST: u64 = 100_000_000_000_000;

/// What is cut off the four sides of every sheet before anything else, in micrometres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trim {
    /// At x = 0.
    pub left_um: i64,
    /// At the largest x.
    pub right_um: i64,
    /// At y = 0.
    pub bottom_um: i64,
    /// At the largest y.
    pub top_um: i64,
}

impl Trim {
    /// The same on all four sides.
    #[must_use]
    pub const fn all(um: i64) -> Self {
        Self {
            left_um: um,
            right_um: um,
            bottom_um: um,
            top_um: um,
        }
    }
}

/// One size of sheet (or one offcut) to cut from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    /// Extent along x, untrimmed.
    pub width_um: i64,
    /// Extent along y, untrimmed.
    pub height_um: i64,
    /// How many there are; `None` is as many as are needed.
    pub quantity: Option<u32>,
    /// What one costs, in whole units of the caller's choice (fen, thousandths of a square millimetre, ...).
    pub cost: u64,
}

impl Stock {
    /// Area of the untrimmed sheet in square micrometres.
    #[must_use]
    pub const fn area_um2(&self) -> i128 {
        self.width_um as i128 * self.height_um as i128
    }
}

/// One size of part to cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Extent along x when not rotated.
    pub width_um: i64,
    /// Extent along y when not rotated.
    pub height_um: i64,
    /// How many.
    pub quantity: u32,
    /// Whether it may be turned by a quarter; false where the grain must run along the sheet's.
    pub rotatable: bool,
}

impl Part {
    /// Area in square micrometres.
    #[must_use]
    pub const fn area_um2(&self) -> i128 {
        self.width_um as i128 * self.height_um as i128
    }
}

/// A cutting job. Made by [`Instance::builder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    name: String,
    kerf_um: i64,
    trim: Trim,
    stocks: Vec<Stock>,
    parts: Vec<Part>,
}

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
            },
        }
    }

    /// The job's name, for people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Width of a cut in micrometres.
    #[must_use]
    pub const fn kerf_um(&self) -> i64 {
        self.kerf_um
    }

    /// What is trimmed off every sheet.
    #[must_use]
    pub const fn trim(&self) -> Trim {
        self.trim
    }

    /// The sheet sizes; a solution names them by index.
    #[must_use]
    pub fn stocks(&self) -> &[Stock] {
        &self.stocks
    }

    /// The part sizes; a solution names them by index.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Width and height in micrometres that remain of a sheet after trimming.
    #[must_use]
    pub fn usable_um(&self, stock: &Stock) -> (i64, i64) {
        (
            stock.width_um - self.trim.left_um - self.trim.right_um,
            stock.height_um - self.trim.bottom_um - self.trim.top_um,
        )
    }

    /// The same job with every part locked in its direction.
    #[must_use]
    pub fn without_rotation(mut self) -> Self {
        for part in &mut self.parts {
            part.rotatable = false;
        }
        self
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

    /// Checks everything and reports every problem found.
    ///
    /// # Errors
    /// When a length, quantity or cost is outside what this crate takes, or there is no sheet at all.
    pub fn build(self) -> Result<Instance, InstanceErrors> {
        let Instance {
            kerf_um,
            trim,
            stocks,
            parts,
            ..
        } = &self.instance;
        let mut problems = Vec::new();
        let mut length = |place: Place, value_um: i64, least_um: i64| {
            if value_um < least_um || value_um > MAX_LENGTH_UM {
                problems.push(InstanceError::Length {
                    place,
                    value_um,
                    least_um,
                });
            }
        };
        length(Place::Kerf, *kerf_um, 0);
        for side_um in [trim.left_um, trim.right_um, trim.bottom_um, trim.top_um] {
            length(Place::Trim, side_um, 0);
        }
        for (index, stock) in stocks.iter().enumerate() {
            length(Place::StockWidth(index), stock.width_um, 1);
            length(Place::StockHeight(index), stock.height_um, 1);
        }
        for (index, part) in parts.iter().enumerate() {
            length(Place::PartWidth(index), part.width_um, 1);
            length(Place::PartHeight(index), part.height_um, 1);
        }
        if problems.is_empty() {
            for (index, stock) in stocks.iter().enumerate() {
                let (width_um, height_um) = self.instance.usable_um(stock);
                if width_um < 1 || height_um < 1 {
                    problems.push(InstanceError::NothingLeft { stock: index });
                }
            }
        }
        for (index, stock) in stocks.iter().enumerate() {
            if stock.cost > MAX_COST {
                problems.push(InstanceError::Cost {
                    stock: index,
                    cost: stock.cost,
                });
            }
        }
        if stocks.is_empty() {
            problems.push(InstanceError::NoStock);
        }
        let count: u64 = parts.iter().map(|part| u64::from(part.quantity)).sum();
        if count > MAX_PARTS || parts.len() as u64 > MAX_PARTS {
            problems.push(InstanceError::TooManyParts {
                count: count.max(parts.len() as u64),
            });
        }
        if problems.is_empty() {
            Ok(self.instance)
        } else {
            Err(InstanceErrors(problems))
        }
    }
}

/// Which number of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The kerf.
    Kerf,
    /// The trim.
    Trim,
    /// Width of the stock with this index.
    StockWidth(usize),
    /// Height of the stock with this index.
    StockHeight(usize),
    /// Width of the part with this index.
    PartWidth(usize),
    /// Height of the part with this index.
    PartHeight(usize),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Kerf => write!(f, "kerf"),
            Self::Trim => write!(f, "trim"),
            Self::StockWidth(index) => write!(f, "stocks[{index}].w"),
            Self::StockHeight(index) => write!(f, "stocks[{index}].h"),
            Self::PartWidth(index) => write!(f, "parts[{index}].w"),
            Self::PartHeight(index) => write!(f, "parts[{index}].h"),
        }
    }
}

/// One thing wrong with an instance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstanceError {
    /// A length below its least value or above [`MAX_LENGTH_UM`].
    #[error("{place} is {} mm; it must be from {} to {} mm", mm(*value_um), mm(*least_um), mm(MAX_LENGTH_UM))]
    Length {
        /// Which length.
        place: Place,
        /// What it is.
        value_um: i64,
        /// Least value allowed.
        least_um: i64,
    },
    /// The trim takes the whole sheet.
    #[error(
        "stocks[{stock}]: the trim leaves nothing of the sheet; make the trim smaller or the sheet larger"
    )]
    NothingLeft {
        /// Index of the stock.
        stock: usize,
    },
    /// A cost above [`MAX_COST`].
    #[error("stocks[{stock}].cost is {cost}, above the highest that is taken, {MAX_COST}")]
    Cost {
        /// Index of the stock.
        stock: usize,
        /// What it is.
        cost: u64,
    },
    /// No sheet to cut from.
    #[error("stocks is empty; name at least one sheet size")]
    NoStock,
    /// More than [`MAX_PARTS`].
    #[error("{count} parts are more than the {MAX_PARTS} that one instance takes")]
    TooManyParts {
        /// Parts in all.
        count: u64,
    },
}

/// Everything wrong with an instance; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceErrors(pub Vec<InstanceError>);

impl std::fmt::Display for InstanceErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InstanceErrors {}

/// Micrometres as millimetres for people, without needless zeros.
pub(crate) fn mm(um: i64) -> String {
    let sign = if um < 0 { "-" } else { "" };
    let whole = um.unsigned_abs() / 1000;
    let rest = um.unsigned_abs() % 1000;
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:03}")
            .trim_end_matches('0')
            .to_owned()
    }
}
