//! Numbers that are joined to groups, two by two.
//! Must not know what they number.

/// Groups of numbers from 0: each names another of its group, or itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Joined(Vec<usize>);

impl Joined {
    /// So many numbers, each by itself.
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// One number more, by itself.
    pub(crate) fn push(&mut self) -> usize {
        self.0.push(self.0.len());
        self.0.len() - 1
    }

    /// The number that stands for the group of another: the least of it.
    pub(crate) fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Joins the groups of two numbers; false when they were one already.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
        a != b
    }
}
