//! The properties that a user named, and what to say where no feature has one.
//! Must not know what they are for.

use std::collections::BTreeSet;

use super::{NoProperty, OpenError, OpenOptions, Problem};
use crate::project::Feature;

/// The most properties that a message lists.
const MAX_LISTED: usize = 20;

/// The properties that are to hold ids and names have to be there: of so many features the id came from one.
pub(super) fn check<'a>(
    features: impl Iterator<Item = &'a Feature> + Clone,
    identified: usize,
    path: &str,
    options: &OpenOptions,
) -> Result<(), OpenError> {
    if let Some(property) = options.id_property.as_ref().filter(|_| identified == 0) {
        return Err(missing("expected.id-property", property, path, features));
    }
    let Some(property) = &options.name_property else { return Ok(()) };
    let has_it = |feature: &Feature| feature.properties.once(property).is_some();
    let is_there = features.clone().next().is_none() || features.clone().any(has_it);
    if is_there { Ok(()) } else { Err(missing("expected.name-property", property, path, features)) }
}

/// That no feature has a property, with those that there are.
pub(super) fn missing<'a>(
    what: &'static str,
    property: &str,
    path: &str,
    features: impl Iterator<Item = &'a Feature>,
) -> OpenError {
    let known: BTreeSet<&str> =
        features.flat_map(|feature| feature.properties.iter()).map(|(name, _)| name.as_str()).collect();
    let more = known.len().saturating_sub(MAX_LISTED);
    let known = known.into_iter().take(MAX_LISTED).map(str::to_owned).collect();
    let problem = Problem::NoProperty(Box::new(NoProperty { what, found: property.to_owned(), known, more }));
    OpenError { path: path.to_owned(), place: None, problem }
}
