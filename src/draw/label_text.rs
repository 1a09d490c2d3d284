//! What is written at a feature: its name, or what it says in a field.
//! Must not know where it is written.

use std::borrow::Cow;

use crate::i18n::{Localized, figure};
use crate::project::{FeatureId, Labelling, Said};
use crate::session::Session;

/// The words for a feature; empty for none.
pub(super) fn of(session: &Session, id: FeatureId) -> Cow<'_, Localized> {
    let Some(feature) = session.project().feature(id) else { return Cow::Owned(Localized::default()) };
    match &session.layer(id.layer).labelling {
        Labelling::Name => Cow::Borrowed(feature.name()),
        Labelling::Nothing => Cow::Owned(Localized::default()),
        Labelling::Field(field) => Cow::Owned(match feature.said_in(field) {
            None => Localized::default(),
            Some(Said::Number(number)) => Localized::plain(&figure(number)),
            Some(Said::Text(text)) => text,
        }),
    }
}
