//! Where figures come from, and names in both languages.

use serde::Deserialize;

/// A name in the languages of the product.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
}

impl Name {
    /// True when a language is missing.
    pub(super) fn has_gap(&self) -> bool {
        self.en.trim().is_empty() || self.zh_cn.trim().is_empty()
    }
}

/// A publication or data sheet that figures are taken from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Identifier that figures refer to.
    pub id: String,
    /// Citation.
    pub text: String,
    /// Address, where it is public.
    #[serde(default)]
    pub url: Option<String>,
    /// True for what a supplier declares of a product, or what holds by definition.
    #[serde(default)]
    pub is_declaration: bool,
}
