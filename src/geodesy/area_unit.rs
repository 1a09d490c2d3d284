//! The units that declared areas are written in, and how people write them.
//! Must not know figures.

use serde::{Deserialize, Serialize};

/// The unit that a declared area is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AreaUnit {
    /// Square kilometre.
    #[default]
    Km2,
    /// Hectare, 10 000 m².
    Ha,
    /// 畝 / 亩, 2000/3 m² exactly.
    Mu,
    /// Square metre.
    M2,
}

impl AreaUnit {
    /// The unit from its short name: `km2`, `ha`, `mu` or `m2`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "km2" => Self::Km2,
            "ha" => Self::Ha,
            "mu" => Self::Mu,
            "m2" => Self::M2,
            _ => return None,
        })
    }

    /// The unit as it is written after a figure, in whichever language: km², 公顷, 亩, sq m and the like.
    #[must_use]
    pub fn from_symbol(text: &str) -> Option<Self> {
        Some(match text.to_lowercase().as_str() {
            "km²" | "km2" | "km^2" | "㎢" | "sq km" | "sqkm" | "sq. km" | "平方公里" | "平方千米" => {
                Self::Km2
            }
            "ha" | "hm²" | "hm2" | "㏊" | "hectare" | "hectares" | "公顷" | "公頃" => Self::Ha,
            "mu" | "亩" | "畝" | "市亩" | "市畝" => Self::Mu,
            "m²" | "m2" | "m^2" | "㎡" | "sq m" | "sqm" | "sq. m" | "平方米" | "平方公尺" => Self::M2,
            _ => return None,
        })
    }

    /// How it is written after a figure.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Km2 => "km²",
            Self::Ha => "ha",
            Self::Mu => "mu",
            Self::M2 => "m²",
        }
    }

    /// How many of the unit an area in square metres is. Multiplying before dividing keeps whole figures exact.
    #[must_use]
    pub fn from_m2(self, area_m2: f64) -> f64 {
        match self {
            Self::Km2 => area_m2 / 1e6,
            Self::Ha => area_m2 / 1e4,
            Self::Mu => area_m2 * 3.0 / 2000.0,
            Self::M2 => area_m2,
        }
    }

    /// Square metres in `numerator / denominator` of the unit. Multiplying before dividing keeps whole figures exact.
    pub(super) fn m2_from(self, numerator: f64, denominator: f64) -> f64 {
        match self {
            Self::Km2 => numerator * 1e6 / denominator,
            Self::Ha => numerator * 1e4 / denominator,
            Self::Mu => numerator * 2000.0 / (3.0 * denominator),
            Self::M2 => numerator / denominator,
        }
    }
}
