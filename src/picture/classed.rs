//! Features that share a few colours, each by its group.
//! Must not know what makes them a group.

use std::sync::Arc;

use super::ColourRole;

/// The group of each feature of a layer, and the purpose of each group's colour. A copy shares them.
#[derive(Clone, Debug)]
pub struct Classed {
    codes: Arc<[u8]>,
    roles: Arc<[ColourRole]>,
}

impl Classed {
    /// At most so many groups are told apart.
    pub const MAX: usize = 12;

    /// Features by the number of their group, and what the colours of the groups are for. There are at most [`MAX`](Self::MAX) of them; features of
    /// a group without a colour have that of the last.
    #[must_use]
    pub fn new(codes: Arc<[u8]>, roles: &[ColourRole]) -> Self {
        Self { codes, roles: roles.iter().copied().take(Self::MAX).collect() }
    }

    /// The purpose of a feature's colour, by its place in the layer.
    #[must_use]
    pub fn role(&self, feature: usize) -> ColourRole {
        self.role_of_group(self.codes.get(feature).copied().map_or(usize::MAX, usize::from))
    }

    /// The purpose of a group's colour.
    #[must_use]
    pub fn role_of_group(&self, group: usize) -> ColourRole {
        self.roles.get(group).or(self.roles.last()).copied().unwrap_or(ColourRole::NoValue)
    }

    /// The number of each feature's group.
    #[must_use]
    pub fn codes(&self) -> &Arc<[u8]> {
        &self.codes
    }

    /// What the colours of the groups are for.
    #[must_use]
    pub fn roles(&self) -> &[ColourRole] {
        &self.roles
    }
}

impl PartialEq for Classed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.codes, &other.codes) && self.roles == other.roles
    }
}
