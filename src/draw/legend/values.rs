//! What the colours of a layer of areas stand for: its title, or the values of a field with how many features have each.
//! Must not know where it is shown.

use super::super::tones;
use super::super::words::shown;
use super::{Emblem, LegendRow};
use crate::geometry::Shape;
use crate::i18n::{figure, grouped, tr};
use crate::picture::ColourRole;
use crate::project::GroupKind;
use crate::session::Session;

/// The row of a layer whose areas have one colour; none where it has no areas.
pub(super) fn one(session: &Session, layer: usize) -> Option<LegendRow> {
    let said = session.project().layers.get(layer)?;
    let words = shown(said.title.get(session.lang()));
    let is_areal = said.data.shapes().iter().any(Shape::is_areal);
    let count = Some(count(said.data.features().len()));
    is_areal.then(|| LegendRow { figure: count, ..LegendRow::new(Emblem::Swatch(tones::own(session, layer)), words) })
}

/// The rows of a layer that is coloured by a field, with what it is coloured by above them if that `is_told`. They are about all of its features, in view
/// or not. Without any groups yet, that they are being made.
#[must_use]
pub fn rows(session: &Session, layer: usize, is_told: bool) -> Vec<LegendRow> {
    let (lang, state) = (session.lang(), session.layer(layer));
    let Some((by, said)) = state.colouring.field().zip(session.project().layers.get(layer)) else { return Vec::new() };
    let title = shown(said.title.get(lang));
    let heading = tr!(lang, "legend.by-field", layer = title, field = shown(&by.field)).into_owned();
    let heading = is_told.then(|| LegendRow::new(Emblem::None, heading));
    let Some((classification, classed)) = session.classification(layer).zip(session.classed(layer)) else {
        let waits = LegendRow::new(Emblem::None, tr!(lang, "legend.counting").into_owned());
        return heading.into_iter().chain([waits]).collect();
    };
    let words = |what: &GroupKind| match what {
        GroupKind::Number(number) => figure(*number),
        GroupKind::Text(text) => shown(text.get(lang)),
        GroupKind::Class { from, to, .. } if from >= to => figure(*to),
        GroupKind::Class { from, to, .. } => {
            tr!(lang, "legend.from-to", from = figure(*from), to = figure(*to)).into_owned()
        }
        GroupKind::Others(values) => tr!(lang, "legend.other-values", count = values).into_owned(),
        GroupKind::NoValue => tr!(lang, "legend.no-value").into_owned(),
    };
    let row = |(group, role): (&crate::project::ValueGroup, &ColourRole)| {
        let row = LegendRow::new(Emblem::Tint(*role), words(&group.what));
        LegendRow { figure: Some(count(group.count)), ..row }
    };
    heading.into_iter().chain(classification.groups().iter().zip(classed.roles()).map(row)).collect()
}

fn count(features: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2⁵³")]
    let features = features as f64;
    grouped(features)
}
