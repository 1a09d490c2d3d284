//! The text of a data file, kept or read again to say where in it a coordinate stands.
//! Must not know the format: whoever read the file says how positions are found in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{DerivedOfAll, FeatureId, Project, ProjectContent, SourcePosition, Style};

/// Where the positions of a feature begin in a text, in bytes and in order, the feature beginning at a byte of it.
pub type FindPositions = fn(&str, usize) -> Vec<usize>;

/// Reads the text of a file as it was read before.
pub type ReadText = fn(&Path) -> Option<String>;

/// A data file's text.
#[derive(Clone)]
pub struct SourceText {
    kept: Kept,
    find: FindPositions,
}

/// Where a text is.
#[derive(Clone)]
enum Kept {
    Here(Arc<Cow<'static, str>>),
    /// In its file, as long as what is read there has the same hash.
    InFile {
        path: PathBuf,
        hash: u64,
        read: ReadText,
    },
}

impl SourceText {
    /// A text, and how positions are found in it.
    #[must_use]
    pub fn new(text: Arc<Cow<'static, str>>, find: FindPositions) -> Self {
        Self { kept: Kept::Here(text), find }
    }

    /// The text of a file that is read again when it is asked for, as suits a large one. Of a file that has another text by then no place
    /// is told.
    #[must_use]
    pub fn in_file(path: &Path, text: &str, read: ReadText, find: FindPositions) -> Self {
        Self { kept: Kept::InFile { path: path.to_owned(), hash: hash(text), read }, find }
    }

    fn text(&self) -> Option<Cow<'_, str>> {
        match &self.kept {
            Kept::Here(text) => Some(Cow::Borrowed(text)),
            Kept::InFile { path, hash: own, read } => read(path).filter(|text| hash(text) == *own).map(Cow::Owned),
        }
    }

    /// The places of positions, each by the place of its feature and its number there; none for a position there is not.
    /// The text is gone through once, however many there are.
    fn places(&self, wanted: &[(SourcePosition, usize)]) -> Vec<Option<SourcePosition>> {
        let mut places = vec![None; wanted.len()];
        let Some(text) = self.text() else { return places };
        let mut order: Vec<usize> = (0..wanted.len()).collect();
        order.sort_by_key(|&at| wanted[at]);
        let in_one_feature = |a: &usize, b: &usize| wanted[*a].0 == wanted[*b].0;
        let features: Vec<SourcePosition> = order.chunk_by(in_one_feature).map(|group| wanted[group[0]].0).collect();
        let starts = SourcePosition::offsets_of_each(&text, &features);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (group, &start) in order.chunk_by(in_one_feature).zip(&starts) {
            let positions = (self.find)(&text, start);
            found.extend(group.iter().filter_map(|&at| Some((*positions.get(wanted[at].1)?, at))));
        }
        found.sort_unstable();
        let offsets: Vec<usize> = found.iter().map(|&(offset, _)| offset).collect();
        for (place, (_, at)) in SourcePosition::of_each(&text, &offsets).into_iter().zip(found) {
            places[at] = Some(place);
        }
        places
    }
}

/// What is asked of one file: for which of all the questions, of which feature by its place, and which position.
type Asked = Vec<(usize, (SourcePosition, usize))>;

impl Project {
    /// What of it figures are made of: the same without the texts of its files and the properties of features that are no boundary segments,
    /// and without what was worked out of all layers together, which is made again when it is asked for.
    #[must_use]
    pub fn for_figures(self) -> Self {
        let mut content = self.into_content();
        content.files.iter_mut().for_each(|file| file.text = None);
        for layer in content.layers.iter_mut().filter(|layer| layer.style != Style::Boundary) {
            // A dataset that others have too takes no less room.
            if let Some(own) = Arc::get_mut(&mut layer.data) {
                own.forget_properties();
            }
        }
        content.derived = DerivedOfAll::default();
        content.into()
    }
}

impl ProjectContent {
    /// Where coordinates stand in their files, each by its feature and its number there, from 0, in the order of the file.
    /// None for one of a file whose text was not kept, or is another by now, and for one that there is not.
    #[must_use]
    pub fn places_of(&self, wanted: &[(FeatureId, usize)]) -> Vec<Option<SourcePosition>> {
        let mut by_file: BTreeMap<usize, Asked> = BTreeMap::new();
        for (at, &(id, position)) in wanted.iter().enumerate() {
            let file = self.layers.get(id.layer).and_then(|layer| layer.file);
            let feature = self.feature(id).and_then(|feature| feature.place?.position());
            if let (Some(file), Some(feature)) = (file, feature) {
                by_file.entry(file).or_default().push((at, (feature, position)));
            }
        }
        let mut places = vec![None; wanted.len()];
        for (file, asked) in by_file {
            let Some(text) = self.files.get(file).and_then(|file| file.text.as_ref()) else { continue };
            let of_text: Vec<(SourcePosition, usize)> = asked.iter().map(|&(_, one)| one).collect();
            for (place, (at, _)) in text.places(&of_text).into_iter().zip(asked) {
                places[at] = place;
            }
        }
        places
    }
}

/// What tells a text from any other that a file may have by the time that it is read again.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        match (&self.kept, &other.kept) {
            (Kept::Here(text), Kept::Here(other)) => text == other,
            (Kept::InFile { path, hash, .. }, Kept::InFile { path: other, hash: others, .. }) => {
                path == other && hash == others
            }
            (Kept::Here(_) | Kept::InFile { .. }, _) => false,
        }
    }
}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kept {
            Kept::Here(text) => write!(f, "SourceText({} bytes)", text.len()),
            Kept::InFile { path, .. } => write!(f, "SourceText({})", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use super::{SourcePosition, SourceText};

    /// A text that is read again gives the places that a kept one gives, and none once the file has another text.
    #[test]
    fn a_text_that_is_read_again_is_the_one_that_was_read() {
        let (first, other) = ("a\n1\n2\n", "a\n1\n3\n");
        let read = |path: &Path| fs::read_to_string(path).ok();
        let find = |text: &str, _: usize| text.match_indices(char::is_numeric).map(|(at, _)| at).collect();
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, first).expect("a file");
        let wanted = [(SourcePosition { line: 1, column: 1 }, 1), (SourcePosition { line: 1, column: 1 }, 9)];
        let kept = SourceText::new(Arc::new(Cow::Borrowed(first)), find).places(&wanted);
        assert_eq!(kept, [Some(SourcePosition { line: 3, column: 1 }), None]);
        let again = SourceText::in_file(&path, first, read, find);
        assert_eq!(again.places(&wanted), kept);
        fs::write(&path, other).expect("a file");
        assert_eq!(again.places(&wanted), [None, None]);
        fs::remove_file(&path).expect("no file");
        assert_eq!(again.places(&wanted), [None, None]);
    }
}
