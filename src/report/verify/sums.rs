//! The rows of wholes and their parts, and their figures as people read them.
//! Must not decide whether they agree.

use super::{DeclaredRow, SumRow, key};
use crate::geodesy::Declared;
use crate::i18n::{Lang, exact_difference};
use crate::project::Project;
use crate::report::rounded::rounded;
use crate::verify::{SumCheck, SumFigures};

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
            measured_whole: format.text(check.figures.measured_whole_m2),
            measured_parts: format.text(check.figures.measured_parts_m2),
            difference: exact_difference(check.figures.difference_m2, lang),
            miss: check.miss(lang),
        }
    }
}

impl SumRow {
    pub(super) fn new(project: &Project, check: &SumCheck<'_>, lang: Lang) -> Self {
        Self {
            whole: key(project, check.whole.whole),
            parts: check.whole.parts.iter().map(|&part| key(project, part)).collect(),
            declared_whole: check.declared_whole.map(|declared| DeclaredRow::new(declared, lang)),
            declared_parts: DeclaredRow::of_parts(check, lang),
            declared_whole_km2: check.declared_whole.map(Declared::km2_text),
            declared_parts_km2: check.declared_parts_km2(),
            figures: in_thousandths(check.figures),
            holds: check.holds(),
            from: check.whole.origin,
            file: project.path_of(check.whole.whole).to_owned(),
            words: SumWords::new(check, lang),
        }
    }
}

/// Figures rounded so that they add up to the last digit.
fn in_thousandths(figures: SumFigures) -> SumFigures {
    let SumFigures { measured_whole_m2, measured_parts_m2, difference_m2, .. } = figures;
    let [whole, parts, difference] = [measured_whole_m2, measured_parts_m2, difference_m2].map(rounded);
    SumFigures {
        declared_short_by_m2: figures.declared_short_by_m2.map(rounded),
        measured_whole_m2: whole,
        measured_parts_m2: parts,
        difference_m2: difference,
        edge_effect_m2: rounded(parts - whole - difference),
        ..figures
    }
}
