//! Construction methods: a style sheet of building rules.

use std::collections::BTreeMap;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};

use super::quantity::{LengthText, read_length};
use super::sources::Name;
use crate::formula::{Type, Value};
use crate::gather::gathered;
use crate::length::Length;
use crate::role::ByRole;

/// The value of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodNumber {
    /// A length; written `"3 mm"`.
    Length(Length),
    /// A whole number; written `3`.
    Count(i64),
}

impl MethodNumber {
    /// The value as formulas see it.
    pub fn formula_value(self) -> Value {
        match self {
            Self::Length(length) => Value::from(length),
            Self::Count(count) => Value::from(count),
        }
    }
}

impl<'de> Deserialize<'de> for MethodNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = MethodNumber;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a length such as \"3 mm\" or a whole number")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<MethodNumber, E> {
                read_length(text)
                    .map(MethodNumber::Length)
                    .map_err(E::custom)
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<MethodNumber, E> {
                let small = u32::try_from(number)
                    .map_err(|_| E::custom(format!("{number} is more than any rule needs")))?;
                Ok(MethodNumber::Count(i64::from(small)))
            }
        }

        deserializer.deserialize_any(Number)
    }
}

#[cfg(feature = "describe")]
impl schemars::JsonSchema for MethodNumber {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MethodNumber".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A length with its unit, such as `3 mm`, or a whole number.",
            "type": ["string", "integer"],
            "minimum": 0
        })
    }
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MethodValue {
    /// Identifier: lower-case letters, digits and `_`. `method.ID` is both the name that formulas know
    /// it by and its message key.
    pub id: String,
    /// Value.
    pub value: MethodNumber,
    /// Key of the source it was read in.
    #[serde(default)]
    pub source: Option<String>,
    /// True when it is customary but unverified.
    #[serde(default, rename = "typical")]
    pub is_typical: bool,
    /// What it means where the name doesn't say.
    #[serde(default)]
    pub note: Option<String>,
}

impl MethodValue {
    /// Message key of its name.
    pub fn label(&self) -> String {
        format!("method.{}", self.id)
    }
}

/// How sheets are sawn and what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saw {
    /// Width that the blade takes away; rule `saw_kerf`.
    pub kerf: Length,
    /// Cut off every side of a sheet first; rule `saw_trim`.
    pub trim: Length,
    /// Shortest leftover that is kept as an offcut; rule `offcut_min_length`.
    pub offcut_min_length: Length,
    /// Narrowest leftover that is kept as an offcut; rule `offcut_min_width`.
    pub offcut_min_width: Length,
}

/// How edges are banded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Banding {
    /// Milled off each banded edge before the strip is glued on; rule `premill`.
    pub pre_mill: Length,
    /// Bands up to this thickness don't make a board smaller at the saw; rule `band_ignore_below`.
    pub ignore_below: Length,
    /// Band used up beyond each end of an edge; rule `band_over_length`.
    pub over_length: Length,
}

/// The material that a role starts with, as a file has it.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct DefaultMaterialRecord {
    /// Board material.
    board: String,
    /// Thickness.
    thickness: LengthText,
    /// Decor.
    decor: String,
}

/// The material that a role starts with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(from = "DefaultMaterialRecord")]
pub struct DefaultMaterial {
    /// Board material.
    pub board: String,
    /// Thickness.
    pub thickness: Length,
    /// Decor.
    pub decor: String,
}

impl From<DefaultMaterialRecord> for DefaultMaterial {
    fn from(record: DefaultMaterialRecord) -> Self {
        Self {
            board: record.board,
            thickness: record.thickness.0,
            decor: record.decor,
        }
    }
}

/// A construction method as a file has it.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct MethodRecord {
    /// Identifier.
    id: String,
    /// Name.
    name: Name,
    /// Rules in the order they are shown.
    values: Vec<MethodValue>,
    /// Material that each role starts with.
    materials: ByRole<DefaultMaterial>,
    /// Edge band by class (`visible`, `hidden`); null leaves the edges raw.
    bands: BTreeMap<String, Option<String>>,
    /// What holds the edge bands.
    glue: String,
}

/// A construction method.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "MethodRecord")]
pub struct Method {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Name,
    /// Rules in the order they are shown.
    pub values: Vec<MethodValue>,
    /// Finest step of computed sizes; rule `rounding`.
    pub rounding: Length,
    /// Sawing.
    pub saw: Saw,
    /// Edge banding.
    pub banding: Banding,
    /// Material that each role starts with.
    pub materials: ByRole<DefaultMaterial>,
    /// Edge band by class (`visible`, `hidden`); none leaves the edges raw.
    pub bands: BTreeMap<String, Option<String>>,
    /// What holds the edge bands.
    pub glue: String,
}

#[cfg(feature = "describe")]
impl schemars::JsonSchema for Method {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Method".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        MethodRecord::json_schema(generator)
    }
}

impl TryFrom<MethodRecord> for Method {
    type Error = String;

    fn try_from(record: MethodRecord) -> Result<Self, String> {
        let length = |id: &str| {
            let value = record.values.iter().find(|value| value.id == id);
            match value.map(|value| value.value) {
                Some(MethodNumber::Length(length)) => Ok(length),
                Some(MethodNumber::Count(_)) => {
                    Err(format!("rule `{id}` must be a length such as \"3 mm\""))
                }
                None => Err(format!("rule `{id}` is missing")),
            }
        };
        let rounding = length("rounding")?;
        if rounding.0 == 0 {
            return Err("rule `rounding` must be above zero".to_owned());
        }
        Ok(Self {
            rounding,
            saw: Saw {
                kerf: length("saw_kerf")?,
                trim: length("saw_trim")?,
                offcut_min_length: length("offcut_min_length")?,
                offcut_min_width: length("offcut_min_width")?,
            },
            banding: Banding {
                pre_mill: length("premill")?,
                ignore_below: length("band_ignore_below")?,
                over_length: length("band_over_length")?,
            },
            id: record.id,
            name: record.name,
            values: record.values,
            materials: record.materials,
            bands: record.bands,
            glue: record.glue,
        })
    }
}

impl Method {
    /// The rule of this name, without the `method.` before it.
    pub fn value(&self, id: &str) -> Option<&MethodValue> {
        self.values.iter().find(|value| value.id == id)
    }

    /// A rule that is a length.
    pub fn length(&self, id: &str) -> Option<Length> {
        match self.value(id)?.value {
            MethodNumber::Length(length) => Some(length),
            MethodNumber::Count(_) => None,
        }
    }

    /// The rules as formulas see them, without the `method.` before their names.
    pub fn formula_values(&self) -> BTreeMap<String, Value> {
        gathered(
            self.values
                .iter()
                .map(|one| (one.id.clone(), one.value.formula_value())),
        )
    }

    /// The types of the rules, for compiling modules against them.
    pub fn formula_types(&self) -> BTreeMap<String, Type> {
        gathered(
            self.values
                .iter()
                .map(|one| (one.id.clone(), one.value.formula_value().kind())),
        )
    }
}
