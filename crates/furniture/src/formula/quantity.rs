//! Exact quantities: fractions of micrometres to a power.

use std::cmp::Ordering;

use crate::length::Length;

/// The power of a length that a quantity is measured in: 0 a number, 1 a length, 2 an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dimension(i8);

impl Dimension {
    /// A number without unit.
    pub const NUMBER: Self = Self(0);
    /// A length.
    pub const LENGTH: Self = Self(1);
    /// An area.
    pub const AREA: Self = Self(2);
    /// A volume.
    pub const VOLUME: Self = Self(3);
    /// Whatever is asked for: the dimension of a literal zero.
    pub const ANY: Self = Self(i8::MIN);

    const LOWEST: i8 = -2;
    const HIGHEST: i8 = 3;

    /// A power of length; `None` outside -2 to 3, which no formula for furniture needs.
    pub fn power(power: i8) -> Option<Self> {
        (Self::LOWEST..=Self::HIGHEST)
            .contains(&power)
            .then_some(Self(power))
    }

    /// The one dimension that both can stand for.
    pub fn common(self, other: Self) -> Option<Self> {
        if self == other || other == Self::ANY {
            Some(self)
        } else if self == Self::ANY {
            Some(other)
        } else {
            None
        }
    }

    /// The dimension of a product; a literal zero stays one. `None` where no power holds it.
    pub(super) fn times(self, other: Self) -> Option<Self> {
        if self == Self::ANY || other == Self::ANY {
            return Some(Self::ANY);
        }
        self.0.checked_add(other.0).and_then(Self::power)
    }

    /// The dimension of a quotient by something that is not zero.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        if self == Self::ANY || other == Self::ANY {
            return Some(self);
        }
        self.0.checked_sub(other.0).and_then(Self::power)
    }

    /// The message key of the name, such as `formula.type.length`.
    pub fn key(self) -> &'static str {
        match self.0 {
            -2 => "formula.type.per-area",
            -1 => "formula.type.per-length",
            0 => "formula.type.number",
            1 => "formula.type.length",
            2 => "formula.type.area",
            3 => "formula.type.volume",
            _ => "formula.type.zero",
        }
    }
}

/// An exact number, length, area, ...: a fraction in lowest terms of micrometres to a power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    numerator: i128,
    /// Always positive.
    denominator: i128,
    dimension: Dimension,
}

/// What exact arithmetic can run into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The operands have different dimensions.
    Units,
    /// The result's dimension is outside the allowed powers.
    Power,
    /// The divisor is zero.
    DivisionByZero,
    /// The result does not fit.
    Overflow,
}

/// How [`Quantity::rounded`] rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rounding {
    /// Down, also below zero.
    Floor,
    /// Up, also below zero.
    Ceil,
    /// To the nearest, half away from zero.
    Nearest,
}

impl Quantity {
    /// A literal zero, which fits every dimension.
    pub const ZERO: Self = Self::whole(0, Dimension::ANY);

    const fn whole(numerator: i128, dimension: Dimension) -> Self {
        Self {
            numerator,
            denominator: 1,
            dimension,
        }
    }

    /// A whole number.
    pub const fn number(value: i64) -> Self {
        Self::whole(value as i128, Dimension::NUMBER)
    }

    /// A length.
    pub const fn length(value: Length) -> Self {
        Self::whole(value.0 as i128, Dimension::LENGTH)
    }

    /// A fraction of micrometres to the power of the dimension; `None` when the denominator is
    /// zero or the fraction cannot be held in lowest terms.
    pub fn fraction(numerator: i128, denominator: i128, dimension: Dimension) -> Option<Self> {
        Self::reduced(numerator, denominator, dimension).ok()
    }

    /// The numerator, in lowest terms.
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator, in lowest terms and positive.
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// The dimension.
    pub fn dimension(self) -> Dimension {
        self.dimension
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether it is greater than zero.
    pub fn is_positive(self) -> bool {
        self.numerator > 0
    }

    /// The whole number of units (micrometres to the power) when it has no fraction.
    pub fn to_whole(self) -> Option<i128> {
        (self.denominator == 1).then_some(self.numerator)
    }

    /// The same amount with another dimension.
    pub(super) fn with_dimension(self, dimension: Dimension) -> Self {
        Self { dimension, ..self }
    }

    fn reduced(numerator: i128, denominator: i128, dimension: Dimension) -> Result<Self, Trouble> {
        if denominator == 0 {
            return Err(Trouble::DivisionByZero);
        }
        if denominator == 1 {
            return Ok(Self::whole(numerator, dimension));
        }
        // Positive, since the denominator is not zero; it divides both without a remainder.
        let divisor = i128::try_from(common_divisor(
            numerator.unsigned_abs(),
            denominator.unsigned_abs(),
        ))
        .map_err(|_| Trouble::Overflow)?;
        let divisor = if denominator < 0 { -divisor } else { divisor };
        Ok(Self {
            numerator: numerator.checked_div(divisor).ok_or(Trouble::Overflow)?,
            denominator: denominator.checked_div(divisor).ok_or(Trouble::Overflow)?,
            dimension,
        })
    }

    /// Minus this.
    pub(super) fn negated(self) -> Result<Self, Trouble> {
        let numerator = self.numerator.checked_neg().ok_or(Trouble::Overflow)?;
        Ok(Self { numerator, ..self })
    }

    /// The amount without its sign.
    pub(super) fn magnitude(self) -> Result<Self, Trouble> {
        if self.numerator < 0 {
            self.negated()
        } else {
            Ok(self)
        }
    }

    /// The sum.
    pub(super) fn plus(self, other: Self) -> Result<Self, Trouble> {
        let dimension = self
            .dimension
            .common(other.dimension)
            .ok_or(Trouble::Units)?;
        if self.denominator == other.denominator {
            let numerator = self.numerator.checked_add(other.numerator);
            let numerator = numerator.ok_or(Trouble::Overflow)?;
            return Self::reduced(numerator, self.denominator, dimension);
        }
        let sum = || {
            let left = self.numerator.checked_mul(other.denominator)?;
            let right = other.numerator.checked_mul(self.denominator)?;
            let denominator = self.denominator.checked_mul(other.denominator)?;
            Some((left.checked_add(right)?, denominator))
        };
        let (numerator, denominator) = sum().ok_or(Trouble::Overflow)?;
        Self::reduced(numerator, denominator, dimension)
    }

    /// The difference.
    pub(super) fn minus(self, other: Self) -> Result<Self, Trouble> {
        self.plus(other.negated()?)
    }

    /// The product.
    pub(super) fn times(self, other: Self) -> Result<Self, Trouble> {
        let dimension = self
            .dimension
            .times(other.dimension)
            .ok_or(Trouble::Power)?;
        let numerator = multiplied(self.numerator, other.numerator)?;
        let denominator = multiplied(self.denominator, other.denominator)?;
        Self::reduced(numerator, denominator, dimension)
    }

    /// The quotient.
    pub(super) fn over(self, other: Self) -> Result<Self, Trouble> {
        if other.is_zero() {
            return Err(Trouble::DivisionByZero);
        }
        let dimension = self.dimension.over(other.dimension).ok_or(Trouble::Power)?;
        let numerator = multiplied(self.numerator, other.denominator)?;
        let denominator = multiplied(self.denominator, other.numerator)?;
        Self::reduced(numerator, denominator, dimension)
    }

    /// Which of the two is greater.
    pub(super) fn compared(self, other: Self) -> Result<Ordering, Trouble> {
        if self.dimension.common(other.dimension).is_none() {
            return Err(Trouble::Units);
        }
        if self.denominator == other.denominator {
            return Ok(self.numerator.cmp(&other.numerator));
        }
        let left = multiplied(self.numerator, other.denominator)?;
        let right = multiplied(other.numerator, self.denominator)?;
        Ok(left.cmp(&right))
    }

    /// The nearest multiple of `step`, which the caller has checked to be positive.
    pub(super) fn rounded(self, step: Self, rounding: Rounding) -> Result<Self, Trouble> {
        let dimension = self
            .dimension
            .common(step.dimension)
            .ok_or(Trouble::Units)?;
        let steps = self
            .over(step.with_dimension(self.dimension))?
            .to_integer(rounding)?;
        let rounded = Self::whole(steps, Dimension::NUMBER).times(step)?;
        Ok(rounded.with_dimension(dimension))
    }

    /// The whole number next to it.
    pub(super) fn to_integer(self, rounding: Rounding) -> Result<i128, Trouble> {
        if self.denominator == 1 {
            return Ok(self.numerator);
        }
        let below = self.numerator.div_euclid(self.denominator);
        let rest = self.numerator.rem_euclid(self.denominator);
        let up = match rounding {
            Rounding::Floor => false,
            Rounding::Ceil => rest != 0,
            Rounding::Nearest => {
                // Twice the rest without overflow: compare it with what is missing to the next.
                match rest.cmp(&(self.denominator - rest)) {
                    Ordering::Less => false,
                    Ordering::Greater => true,
                    Ordering::Equal => self.numerator > 0,
                }
            }
        };
        if up {
            below.checked_add(1).ok_or(Trouble::Overflow)
        } else {
            Ok(below)
        }
    }
}

/// The product; most are small, and small ones are quicker.
fn multiplied(left: i128, right: i128) -> Result<i128, Trouble> {
    match (i64::try_from(left), i64::try_from(right)) {
        (Ok(left), Ok(right)) => Ok(i128::from(left) * i128::from(right)),
        _ => left.checked_mul(right).ok_or(Trouble::Overflow),
    }
}

/// The greatest common divisor (Euclid); in 64 bits where both fit, which is the usual case.
fn common_divisor(mut a: u128, mut b: u128) -> u128 {
    loop {
        if let (Ok(mut x), Ok(mut y)) = (u64::try_from(a), u64::try_from(b)) {
            while y != 0 {
                (x, y) = (y, x % y);
            }
            return u128::from(x);
        }
        if b == 0 {
            return a;
        }
        (a, b) = (b, a % b);
    }
}
