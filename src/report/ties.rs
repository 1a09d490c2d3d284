//! How measures are tied to a feature, in words, and the order in which they are told.
//! Must not know the measures.

use crate::i18n::{Lang, tr};
use crate::project::Tie;

/// The order in which measures are told: those of the source for this feature first, last those for all.
pub const TIES: [Tie; 3] = [Tie::Stated, Tie::Inferred, Tie::ZoneWide];

/// The word for a tie.
#[must_use]
pub fn tie_word(tie: Tie, lang: Lang) -> String {
    let word = match tie {
        Tie::Stated => tr!(lang, "tie.stated"),
        Tie::Inferred => tr!(lang, "tie.inferred"),
        Tie::ZoneWide => tr!(lang, "tie.zone-wide"),
    };
    word.into_owned()
}

/// What heads the measures of a tie.
#[must_use]
pub fn tie_heading(tie: Tie, lang: Lang) -> String {
    let words = match tie {
        Tie::Stated => tr!(lang, "card.stated"),
        Tie::Inferred => tr!(lang, "card.inferred"),
        Tie::ZoneWide => tr!(lang, "card.zone-wide"),
    };
    words.into_owned()
}
