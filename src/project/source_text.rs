//! The text of a data file, kept to say where in it a coordinate stands.
//! Must not know the format: whoever read the file says how positions are found in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::{FeatureId, Place, Project};

/// Where the positions of a feature begin in a text, in bytes and in order, the feature beginning at a byte of it.
pub type FindPositions = fn(&str, usize) -> Vec<usize>;

/// A data file's text.
#[derive(Clone)]
pub struct SourceText {
    text: Arc<Cow<'static, str>>,
    find: FindPositions,
}

impl SourceText {
    /// A text, and how positions are found in it.
    #[must_use]
    pub fn new(text: Arc<Cow<'static, str>>, find: FindPositions) -> Self {
        Self { text, find }
    }

    /// The places of positions, each by the place of its feature and its number there; none for a position there is not.
    /// The text is gone through once, however many there are.
    fn places(&self, wanted: &[(Place, usize)]) -> Vec<Option<Place>> {
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order.sort_by_key(|&at| wanted[at]);
        let in_one_feature = |a: &usize, b: &usize| wanted[*a].0 == wanted[*b].0;
        let features: Vec<Place> = order.chunk_by(in_one_feature).map(|group| wanted[group[0]].0).collect();
        let starts = Place::offsets_of_each(&self.text, &features);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (group, &start) in order.chunk_by(in_one_feature).zip(&starts) {
            let positions = (self.find)(&self.text, start);
            found.extend(group.iter().filter_map(|&at| Some((*positions.get(wanted[at].1)?, at))));
        }
        found.sort_unstable();
        let offsets: Vec<usize> = found.iter().map(|&(offset, _)| offset).collect();
        let mut places = vec![None; wanted.len()];
        for (place, (_, at)) in Place::of_each(&self.text, &offsets).into_iter().zip(found) {
            places[at] = Some(place);
        }
        places
    }
}

/// What is asked of one file: for which of all the questions, of which feature by its place, and which position.
type Asked = Vec<(usize, (Place, usize))>;

impl Project {
    /// Lets the texts of its files go, and what depends on where features lie, which is made again when it is asked for.
    pub fn forget_texts(&mut self) {
        self.files.iter_mut().for_each(|file| file.text = None);
        self.forget_places();
    }

    /// Where coordinates stand in their files, each by its feature and its number there, from 0, in the order of the file.
    /// None for one of a file whose text was not kept, and for one that there is not.
    #[must_use]
    pub fn places_of(&self, wanted: &[(FeatureId, usize)]) -> Vec<Option<Place>> {
        let mut by_file: BTreeMap<usize, Asked> = BTreeMap::new();
        for (at, &(id, position)) in wanted.iter().enumerate() {
            let file = self.layers.get(id.layer).and_then(|layer| layer.file);
            let feature = self.feature(id).and_then(|feature| feature.place);
            if let (Some(file), Some(feature)) = (file, feature) {
                by_file.entry(file).or_default().push((at, (feature, position)));
            }
        }
        let mut places = vec![None; wanted.len()];
        for (file, asked) in by_file {
            let Some(text) = self.files.get(file).and_then(|file| file.text.as_ref()) else { continue };
            let of_text: Vec<(Place, usize)> = asked.iter().map(|&(_, one)| one).collect();
            for (place, (at, _)) in text.places(&of_text).into_iter().zip(asked) {
                places[at] = place;
            }
        }
        places
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SourceText({} bytes)", self.text.len())
    }
}
