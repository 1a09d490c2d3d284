//! The tolerances of the checks, in one place: what counts as the same, as thin, as sharp, as too much work.
//! Must not know which rule asks.

use schemars::JsonSchema;
use serde::Serialize;

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
    /// A corner sharper than this many degrees is a spike.
    pub spike_deg: f64,
    /// Pairs of edges that may be compared before a check is given up and reported as not done.
    pub most_pairs: u64,
    /// A measured area agrees when it rounds to the declared digits.
    pub declared_area: &'static str,
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
            declared_area: "half a unit of the last declared digit",
        }
    }
}

impl Tolerances {
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
