//! The tolerances of the checks, in one place: what counts as the same, as thin, as sharp, as too much work.
//! Must not know which rule asks.

use schemars::JsonSchema;
use serde::Serialize;

use crate::geodesy::{Declared, Interval};

/// Every tolerance used, its unit in its name.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Tolerances {
    /// By how many square metres measured parts may differ from their whole.
    pub sum_m2: f64,
    /// Or by what part of the whole, if that is more.
    pub sum_relative: f64,
    /// Positions nearer than this many metres are one place; overlaps and gaps thinner than it are none.
    pub touch_m: f64,
    /// A vertex nearer than this many metres to a neighbour's border, yet not on a vertex of it, is mismatched.
    pub mismatch_m: f64,
    /// An enclosed place without any area, narrower than this many metres, is a gap; a wider one may be meant.
    pub gap_width_m: f64,
    /// An area narrower than this many metres is a sliver.
    pub sliver_width_m: f64,
    /// A vertex sharper than this many degrees is a spike.
    pub spike_deg: f64,
    /// Pairs of edges that may be compared before a check is given up and reported as not done.
    pub most_pairs: u64,
    /// When a measured area agrees with a declared one, in words.
    pub declared_area: String,
    /// By how much it may be off besides; none where the declared digits alone say.
    #[serde(skip)]
    pub area: Option<AreaTolerance>,
}

/// By how much a measured area may be off the declared one and agree, whatever the digits say.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaTolerance {
    text: String,
    /// Square metres.
    m2: f64,
    /// A part of the declared area.
    part: f64,
}

impl AreaTolerance {
    /// Reads `1m2`, `1 m²`, `0.1%` or `50ppm`; none for anything else, or less than nothing.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let units = [("m2", 1.0, 0.0), ("m²", 1.0, 0.0), ("㎡", 1.0, 0.0), ("%", 0.0, 1e-2), ("ppm", 0.0, 1e-6)];
        let of_unit = |(unit, m2, part): (&str, f64, f64)| {
            let figure: f64 = text.trim().strip_suffix(unit)?.trim_end().parse().ok()?;
            (0.0..=1e15).contains(&figure).then_some((m2 * figure, part * figure))
        };
        let (m2, part) = units.into_iter().find_map(of_unit)?;
        Some(Self { text: text.trim().to_owned(), m2, part })
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Default for Tolerances {
    fn default() -> Self {
        Self {
            sum_m2: 1.0,
            sum_relative: 1e-9,
            touch_m: 0.001,
            mismatch_m: 1.0,
            gap_width_m: 10.0,
            sliver_width_m: 1.0,
            spike_deg: 1.0,
            most_pairs: 200_000_000,
            declared_area: BY_DIGITS.to_owned(),
            area: None,
        }
    }
}

/// When a measured area agrees with a declared one, in the words of the report, which are the same in every language.
const BY_DIGITS: &str = "half a unit of the last declared digit; 1e-9 of a figure of more than ten digits";

impl Tolerances {
    /// The same with a measured area allowed to be off by more than its digits say.
    #[must_use]
    pub fn with_area(self, area: AreaTolerance) -> Self {
        let declared_area = format!("{BY_DIGITS}; or {} off the declared area where that is more", area.text);
        Self { declared_area, area: Some(area), ..self }
    }

    /// The areas that agree with a declared one.
    #[must_use]
    pub fn accepted(&self, declared: &Declared) -> Interval {
        let Interval { low_m2, high_m2 } = declared.interval();
        let off_m2 = self.area.as_ref().map_or(0.0, |area| area.m2.max(area.part * declared.area_m2()));
        if off_m2 == 0.0 {
            return Interval { low_m2, high_m2 };
        }
        // An interval ends before its upper end, and an area that is off by just so much agrees.
        let (low, high) = (declared.area_m2() - off_m2, (declared.area_m2() + off_m2).next_up());
        Interval { low_m2: low_m2.min(low), high_m2: high_m2.max(high) }
    }

    /// Those that are other than the usual ones, by name, as JSON writes them.
    #[must_use]
    pub fn chosen(&self) -> Vec<(String, String)> {
        let (Ok(serde_json::Value::Object(own)), Ok(usual)) =
            (serde_json::to_value(self), serde_json::to_value(Self::default()))
        else {
            return Vec::new();
        };
        own.into_iter()
            .filter(|(name, value)| usual.get(name) != Some(value))
            .map(|(n, v)| (n, v.to_string()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{AreaTolerance, Tolerances};
    use crate::geodesy::{AreaUnit, Declared};

    /// 113.49 ha is 1 134 900 m², its digits stand for 50 m² either way.
    #[test]
    fn a_tolerance_widens_what_agrees_and_never_narrows_it() {
        let declared = Declared::new("113.49", AreaUnit::Ha).expect("digits");
        for (text, off_m2) in [
            ("1m2", 50.0),
            ("60 m²", 60.0),
            ("0.1%", 1134.9),
            ("100ppm", 113.49),
            ("50 ppm", 56.745),
            ("0%", 50.0),
            ("60㎡", 60.0),
        ] {
            let tolerances = Tolerances::default().with_area(AreaTolerance::read(text).expect(text));
            let accepted = tolerances.accepted(&declared);
            assert!((accepted.low_m2 - (1_134_900.0 - off_m2)).abs() < 1e-6, "{text}: {accepted:?}");
            assert!((accepted.high_m2 - (1_134_900.0 + off_m2)).abs() < 1e-6, "{text}: {accepted:?}");
            assert!(tolerances.declared_area.contains(text.trim()));
        }
        for text in ["", "1", "m2", "-1m2", "1ha", "nanm2", "inf%", "1 %%", "1e400ppm"] {
            assert_eq!(AreaTolerance::read(text), None, "{text}");
        }
    }
}
