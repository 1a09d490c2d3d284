//! Colours by what they are for.
//! Must not know a colour's value.

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColourRole {
    /// Dry land.
    Land,
    /// Water.
    Water,
    /// The line between the two.
    Shore,
    /// A river's name.
    River,
    /// A road.
    Road,
    /// The edge of a road.
    RoadCasing,
    /// A boundary segment of the zone.
    Boundary,
    /// A boundary segment between parts of the zone.
    InternalBoundary,
    /// One of the areas told apart by colour.
    Category(usize),
    /// Each feature in the colour of its own category, or of the group that its slice puts it into.
    Own,
    /// The one tone of a layer of areas, by its place among such layers.
    Muted(usize),
    /// One of the values that features are coloured by.
    Qualitative(usize),
    /// A class of the numbers that features are coloured by, from the least.
    Sequential(usize),
    /// All other values that features are coloured by.
    OtherValues,
    /// Features without a value to be coloured by.
    NoValue,
    /// Figures about one of them.
    Figure(usize),
    /// The sign that figures agree.
    Agrees,
    /// What is wrong.
    Error,
    /// What is probably wrong.
    Warning,
    /// What is worth knowing.
    Note,
    /// What was added.
    Added,
    /// What was removed.
    Removed,
    /// A place.
    Place,
    /// A route over water.
    Route,
    /// The outline of what is selected.
    Selected,
    /// What a show speaks of now.
    Highlight,
    /// The colour of an organisation, in red, green and blue; lighter or darker where words in it could not be read.
    Given([u8; 3]),
    /// Words.
    Text,
    /// Words of less weight.
    SecondText,
    /// What keeps words apart from what is behind them.
    Halo,
    /// A bright dot that points at something.
    Laser,
    /// The sheet around a map, on which words need no halo.
    Paper,
    /// Thin lines between things, and what of a bar is not filled.
    Hairline,
    /// What covers a stage that shows nothing, dark.
    Black,
    /// The same, bright.
    White,
}

impl ColourRole {
    /// The purpose for one feature of a layer.
    #[must_use]
    pub fn of(self, feature: usize) -> Self {
        if self == Self::Own { Self::Category(feature) } else { self }
    }
}
