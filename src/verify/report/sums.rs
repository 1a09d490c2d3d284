//! The figures of a whole and of its parts as people read them.
//! Must not decide whether they agree.

use crate::i18n::{Lang, exact_difference};
use crate::verify::SumCheck;

/// The measured figures of a sum in one unit, that of the whole's declared one, and by how much what is declared misses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumWords {
    /// The whole's measured area, with its unit.
    pub measured_whole: String,
    /// The parts' measured areas together.
    pub measured_parts: String,
    /// The parts less the whole.
    pub difference: String,
    /// By how much the declared figures miss one another beyond what rounding explains; none where they do not.
    pub miss: Option<String>,
}

impl SumWords {
    pub(super) fn new(check: &SumCheck<'_>, lang: Lang) -> Self {
        let format = check.format(lang);
        Self {
            measured_whole: format.text(check.measured_whole_m2),
            measured_parts: format.text(check.measured_parts_m2),
            difference: exact_difference(check.difference_m2, lang),
            miss: check.miss(lang),
        }
    }
}
