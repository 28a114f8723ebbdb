//! Rates: what a workshop reckons beside the material where it says nothing of its own.

use serde::Deserialize;

use super::quantity::{Fen, Quantity};

/// A rate: a price, or a share.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Identifier: the rule of the workshop that replaces it.
    pub id: String,
    /// Price in yuan, net of tax.
    #[serde(default)]
    pub price: Option<Quantity<Fen>>,
    /// Share, percent.
    #[serde(default)]
    pub percent: Option<Quantity>,
}

impl Rate {
    /// Fen, or percent.
    pub fn value(&self) -> i64 {
        let price = self.price.as_ref().map(|price| price.value.0);
        let percent = self.percent.as_ref().map(|percent| percent.value);
        price.or(percent).unwrap_or_default()
    }
}
