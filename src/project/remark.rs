//! What was odd about a file that could be read all the same, with the place where it stands.
//! Must not know any file format, or how severe it is for whom.

use super::{FeatureId, Provenance, SourcePosition};

/// Something odd in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The file, as the user would write it.
    pub path: String,
    /// Where in it, if that is known.
    pub place: Option<Provenance>,
    /// The feature that it is about, if any.
    pub feature: Option<FeatureId>,
    /// What.
    pub kind: RemarkKind,
}

/// What was odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// A declared area that cannot be read: the property, and what stands there.
    UnreadableDeclared(String, String),
    /// Nothing is declared where a declared area might stand: what stands there.
    BlankDeclared(String),
    /// A member twice in one object; the last was read.
    Duplicate {
        /// The name of the member.
        member: String,
        /// Where it stands first; the remark is at the last.
        first: SourcePosition,
        /// Whether the values differ.
        differs: bool,
        /// Whether they differ in what areas are checked by: geometry or a declared figure.
        is_severe: bool,
    },
    /// A name that is neither a text nor texts by language, or one with languages that are not known: as it stands in the file.
    OddName(String),
    /// An id that is neither a text nor a number: as it stands in the file.
    OddId(String),
    /// Properties that are no object: as they stand in the file.
    OddProperties(String),
    /// A property or a member that is nearly one that is read, at these features; none for one of the file as a whole.
    Misspelt {
        /// Whether it is a property, not a member of the feature or the file itself.
        is_property: bool,
        /// Its name as it stands there.
        found: String,
        /// The name that is read; the same where it stands beside the properties, among which it is read.
        expected: String,
        /// The features that have it.
        features: Vec<FeatureId>,
    },
    /// No feature of the file has an id; so many have one in their property `id`, which was taken.
    IdsFromProperty(usize),
    /// So many zero bytes stand behind the text.
    Zeros(usize),
    /// A layer is to be coloured or labelled by a field in which none of its features says anything.
    EmptyField {
        /// The layer's id.
        layer: String,
        /// The member of the layer that names the field.
        member: &'static str,
        /// The field.
        field: String,
    },
    /// So many features of the file are taken by no layer.
    InNoLayer(usize),
}
